"""Rules on people: known, once, with their contacts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from pipeline.check.controle import controle
from pipeline.check.formes import doublons
from pipeline.check.textes import BLANKS
from pipeline.model.charge import ROLES_CITES, charges
from pipeline.model.colonnes import NOM, PRENOM
from pipeline.model.colonnes import PERSONNES as _COLONNES
from pipeline.model.comptes import Comptes
from pipeline.model.etape_cpts import EtapeCPTS
from pipeline.model.finding import Finding
from pipeline.model.langue.francais import et
from pipeline.model.langue.mots import did_you_mean, fold, is_blank, nearest
from pipeline.model.livrable import CONVENTIONS
from pipeline.model.motif import motif
from pipeline.model.personne import (
    A_VENIR,
    ENGAGE,
    FEUILLES_A_SIGNER,
    PHYSIQUE,
    Annuaire,
    Personne,
    without_title,
)
from pipeline.model.projet import DOSSIERS_CHAPITRES, Piece, Projet
from pipeline.model.prose import Variable
from pipeline.model.span import Placed, Span

PERSONNES = "content/personnes.csv"
PROPOSEES = "content/personnes-proposees.csv"
CONTACTS = "content/prive/contacts.csv"
SEPARATORS = motif(r"[,;/+&]| et ")
BRACKETS = " ()[]{}"
OPENING = ("(", "[", "{")
BESIDE = motif(r"[ ,;:–-]*(?:\([^()]*\)?|(?:tél\S* *:? *)?\+?[0-9][0-9 .]{5,})\s*$", re.IGNORECASE)
"""What people add after a name: « (à confirmer) », a telephone number."""


@controle()
def keys_once(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    for personne, first in doublons(projet.annuaire.personnes, lambda personne: personne.cle):
        message = f"la clé « {personne.cle} » est déjà à la ligne {first.span.line}."
        yield Finding("G001", message, personne.span, (), (first.span,))


@controle(Piece.ANNUAIRE)
def cited_people_exist(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Pilots, members of a group and holders of a post are in the list; ``structure`` is the key of a body."""
    annuaire = projet.annuaire
    names = [name for p in annuaire.personnes for name in (p.cle, p.nom_complet) if name]
    for placed in _citations(projet):
        unknown = annuaire.trouver(placed.value) is None and not is_blank(placed.value)
        if unknown and not on_a_wrong_line(placed.value, projet):
            message = f"« {placed.value} » n'est pas dans content/personnes.csv."
            yield Finding("G002", message, placed.span, _who(placed, names, projet))
    for personne in annuaire.personnes:
        unknown = bool(personne.structure) and annuaire.trouver(personne.structure) is None
        if unknown and not on_a_wrong_line(personne.structure, projet):
            message = f"la structure « {personne.structure} » n'est pas une ligne de content/personnes.csv."
            yield Finding(
                "G002", message, personne.span, did_you_mean(personne.structure, annuaire.cles)
            )


@controle()
def copilots_are_others(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Whoever would take over from the pilot is somebody else, named once."""
    leaders = (
        *((fiche.pilote, fiche.copilotes) for fiche in projet.fiches),
        *((one.pilote, one.copilotes) for one in projet.chapitres["missions"]),
    )
    for pilote, copilotes in leaders:
        named = [*([pilote] if pilote else []), *copilotes]
        for placed, _first in doublons(named, lambda one: _key_of(one, projet)):
            message = f"« {placed.value} » est déjà pilote ou copilote ici."
            hint = "nommez quelqu'un d'autre, ou effacez ce nom."
            yield Finding("G026", message, placed.span, (hint,))


def _key_of(placed: Placed[str], projet: Projet) -> str:
    personne = projet.annuaire.trouver(placed.value)
    return personne.cle if personne else fold(placed.value)


@controle()
def only_bodies_are_represented(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """The column is printed for a structure only: what was typed there for a person would be in no document."""
    for personne in projet.annuaire.presents:
        if personne.type == PHYSIQUE and personne.representant:
            message = f"« {personne.representant} » représenterait une personne, « {personne.cle} » : ce n'est pas imprimé."
            hint = "videz la case ; ou, si cette ligne est une structure, écrivez « morale » dans sa colonne « type »."
            yield Finding("G018", message, personne.span, (hint,))


@controle()
def partners_are_represented(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A convention is signed by somebody, for a body."""
    for personne in projet.annuaire.presents:
        if not personne.convention:
            continue
        if personne.type == PHYSIQUE:
            message = f"« {personne.nom_complet} » est une personne : une convention se signe avec une structure."
            hint = "videz la case « convention », ou donnez-la à la structure de cette personne."
            yield Finding("G019", message, personne.span, (hint,))
        elif not personne.representant:
            message = f"la convention avec « {personne.nom_complet} » n'a personne pour la signer."
            hint = "écrivez le nom de son représentant dans la colonne « representant »."
            yield Finding("G019", message, personne.span, (hint,))


@controle()
def partners_are_told_of_in_conventions(
    projet: Projet, comptes: Comptes, today: date
) -> Iterator[Finding]:
    """Elsewhere, nobody knows which partner is meant."""
    for node in (one for one in projet.citations if isinstance(one, Variable)):
        of_one = node.name.startswith("partenaire.")
        if of_one and not node.span.path.startswith(DOSSIERS_CHAPITRES[CONVENTIONS]):
            message = f"« {node.raw} » : on ne sait de quel partenaire il s'agit hors de content/conventions/."
            hint = (
                'écrivez {{ personne("cle").nom }}, avec la clé du partenaire dans personnes.csv.'
            )
            yield Finding("G020", message, node.span, (hint,))


def on_a_wrong_line(name: str, projet: Projet) -> bool:
    """Whether a line of the list of people that could not be read may be the one of that name."""
    if PERSONNES not in projet.incomplets:
        return False
    texte = next((texte for texte in projet.textes if texte.path == PERSONNES), None)
    if texte is None or 1 in projet.doutes.formes[PERSONNES]:
        return True
    wrong = (
        texte.lines[line - 1]
        for line in projet.doutes.fautes[PERSONNES]
        if line <= len(texte.lines)
    )
    return any(fold(name) in fold(line) for line in wrong)


def _who(placed: Placed[str], names: Sequence[str], projet: Projet) -> tuple[str, ...]:
    """A key with something beside it, several people on one line, a name nearly right, or somebody to be added."""
    typed = placed.value.strip(BRACKETS) if placed.value.startswith(OPENING) else placed.value
    body = projet.annuaire.represente(typed)
    if body is not None:
        return (f"cette personne représente {body.nom_complet} : écrivez « {body.cle} ».",)
    alone = _without_aside(typed)
    if alone != placed.value and projet.annuaire.trouver(alone):
        return (f"gardez la clé seule : {alone}.",)
    several = _names_in(typed, projet.annuaire)
    if len(several) > 1:
        in_a_group = any(placed is member for fiche in projet.fiches for member in fiche.membres)
        return (_one_each(several) if in_a_group else _one_only(several, projet.annuaire),)
    line = _proposed_at(alone, projet)
    if line:
        return (f"recopiez la ligne {line} de {PROPOSEES} à la fin de {PERSONNES}.",)
    return _close_to(alone, names)


def _close_to(alone: str, names: Sequence[str]) -> tuple[str, ...]:
    close = [name for name in nearest(alone, names, ALIKE) if _same_words(alone, name)]
    if close:
        return did_you_mean(alone, close, ALIKE)
    return ("demandez à la coordination de l'ajouter à content/personnes.csv.",)


def _proposed_at(name: str, projet: Projet) -> int:
    """The line of the people proposed by an import that is hers; 0 when there is none."""
    texte = next((texte for texte in projet.textes if texte.path == PROPOSEES), None)
    header, *rows = map(_cells, texte.lines) if texte is not None and texte.lines else ([],)
    wanted = sorted(fold(without_title(name)).split())
    for line, cells in enumerate(rows, 2):
        told = {_COLONNES.colonne(title): cell for title, cell in zip(header, cells, strict=False)}
        named = f"{told.get(PRENOM, '')} {told.get(NOM, '')}".split()
        if sorted(fold(word) for word in named if not is_blank(word)) == wanted:
            return line
    return 0


def _cells(line: str) -> list[str]:
    return re.split("[;,\t]", line.lstrip("\ufeff"))


ALIKE = 0.7
"""How near a name is told: farther, it is somebody else's."""

FEW_LETTERS = 2


def _same_words(typed: str, name: str) -> bool:
    """Whether each word typed is near one of a name: « Marie Dupin » is not « Marie Quatrain »."""
    words = re.split(r"[\s-]+", fold(name))
    return all(
        nearest(word, words, ALIKE) or any(one.startswith(word) for one in words)
        for word in re.split(r"[\s-]+", fold(typed))
        if len(word) > FEW_LETTERS
    )


def _without_aside(typed: str) -> str:
    return BESIDE.sub("", typed).strip(BRACKETS)


def _names_in(typed: str, annuaire: Annuaire) -> list[str]:
    """The names on one line, with what keeps them apart; keys that only blanks keep apart are several as well."""
    words = typed.split()
    parts = list(filter(None, map(_without_aside, SEPARATORS.split(typed))))
    if len(parts) == 1 and len(words) > 1 and all(map(annuaire.trouver, words)):
        return words
    return parts


def _one_only(names: Sequence[str], annuaire: Annuaire) -> str:
    known = list(filter(annuaire.trouver, names))
    if len(known) == 1:
        return f"gardez la clé seule : {known[0]}."
    return f"une seule personne ici : « {names[0]} », par exemple ; les autres vont dans « membres: [a, b] »."


def _one_each(names: Sequence[str]) -> str:
    return f"plusieurs noms se mettent entre crochets, séparés par des virgules : [{', '.join(names)}]."


def _citations(projet: Projet) -> Iterator[Placed[str]]:
    return (charge.nom for charge in charges(projet) if charge.role in ROLES_CITES)


@controle()
def members_once(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """By key or by name, a person stands once in the group of a fiche."""

    def key(placed: Placed[str]) -> str:
        personne = projet.annuaire.trouver(placed.value)
        return personne.cle if personne else placed.value

    for fiche in projet.fiches:
        for placed, _first in doublons(fiche.membres, key):
            yield Finding(
                "G007", f"« {placed.value} » est déjà dans le groupe de travail.", placed.span
            )


@controle(Piece.ANNUAIRE)
def contacts(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    if not projet.contacts_presents:
        message = "les téléphones et courriels manqueront dans les documents : ce fichier n'existe pas encore."
        hint = "recopiez contacts.exemple.csv sous le nom contacts.csv et remplissez-le ; il reste sur votre ordinateur."
        yield Finding("G003", message, Span(CONTACTS), (hint,))
    for contact in projet.annuaire.contacts:
        unknown = contact.cle not in projet.annuaire.cles
        if unknown and not on_a_wrong_line(contact.cle, projet):
            message = f"« {contact.cle} » n'est la clé de personne dans content/personnes.csv."
            yield Finding(
                "G004", message, contact.span, did_you_mean(contact.cle, projet.annuaire.cles)
            )


@controle(Piece.ANNUAIRE)
def pilots_can_be_reached(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Once contacts are noted, the sheets print how to reach each pilot: one finding for all who have neither."""
    contacts = projet.annuaire.contacts
    unknown = any(contact.cle not in projet.annuaire.cles for contact in contacts)
    if not contacts or unknown or projet.mal_lu(CONTACTS):
        return  # a line that names nobody may be a pilot's
    reached = {contact.cle for contact in contacts if contact.telephone or contact.courriel}
    missing = _piloted(projet, reached)
    if missing:
        named = et(f"{nom} ({', '.join(fiches)})" for nom, fiches in missing.items())
        message = f"ni téléphone ni courriel de : {named}."
        hint = "ajoutez la ligne de chaque pilote, ou son courriel : sa fiche l'imprime."
        yield Finding("G003", message, Span(CONTACTS), (hint,))


def _piloted(projet: Projet, without: Collection[str]) -> Mapping[str, list[str]]:
    """The fiches that people pilot, but for those of some keys, by the name of each."""
    found: dict[str, list[str]] = defaultdict(list)
    for fiche in projet.fiches:
        pilote = projet.annuaire.trouver(fiche.pilote.value) if fiche.pilote else None
        if pilote is not None and pilote.type == PHYSIQUE and pilote.cle not in without:
            found[pilote.nom_complet].append(fiche.cle)
    return found


@controle()
def colleges_exist(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    valeurs = projet.statuts.valeurs
    if not valeurs.colleges:
        return
    known = [college.cle for college in valeurs.colleges]
    if len(set(known)) < len(known):
        return  # S005 asks for one of the keys to change: which names are missing depends on it
    for personne in projet.annuaire.presents:
        if personne.college and personne.college not in known:
            message = (
                f"le collège « {personne.college} » n'est pas dans content/statuts/valeurs.yaml."
            )
            yield Finding("G005", message, personne.span, did_you_mean(personne.college, known))


@controle()
def members_described(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A professional has a profession and a way of practising; every member is engaged or to come."""
    pilots = [
        projet.annuaire.trouver(fiche.pilote.value) for fiche in projet.fiches if fiche.pilote
    ]
    trades = _people_by_college(projet)
    for personne in projet.annuaire.presents:
        if projet.doutes.ligne(PERSONNES, personne.span.line):
            continue
        if personne.type == PHYSIQUE:
            told = personne in pilots
            yield from _practice(personne, told)
            yield from _alone_without(personne, trades[personne.college], told)
        if personne.type and not personne.engagement:
            yield Finding(
                "G011", f"{personne.nom_complet} n'est ni « engagé » ni « à venir ».", personne.span
            )


@controle()
def employees_are_no_members(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """What only a member has, of somebody who works for the CPTS and is said to be none."""
    for personne in projet.annuaire.salaries:
        kept = {
            "college": personne.college,
            "engagement": personne.engagement,
            "fondateur": "oui" if personne.fondateur else "",
            "adhesion": personne.adhesion,
        }
        typed = [f"« {cle} »" for cle, value in kept.items() if value]
        if typed:
            message = f"{personne.nom_complet} est dit « salarié », sans être membre : {et(typed)} le dit membre."
            hint = "videz ces cases ; ou, si cette personne a adhéré, écrivez « actif »."
            yield Finding("G027", message, personne.span, (hint,))


def _people_by_college(projet: Projet) -> Mapping[str, list[Personne]]:
    found: dict[str, list[Personne]] = defaultdict(list)
    for personne in projet.annuaire.presents:
        if personne.type == PHYSIQUE:
            found[personne.college].append(personne)
    return found


FEWEST_COLLEAGUES = 2
"""Others of a collège who all have a profession, before one who has none is thought to lack it."""


def _alone_without(
    personne: Personne, college: Sequence[Personne], told: bool
) -> Iterator[Finding]:
    """Neither profession nor way of practising, in a collège where all the others have a profession."""
    others = [other for other in college if other is not personne]
    lacks = not (personne.profession or personne.mode_exercice or told)
    if lacks and len(others) >= FEWEST_COLLEAGUES and all(other.profession for other in others):
        said = "n'a ni profession ni mode d'exercice, à la différence de tous les autres de son collège."
        message = f"{personne.nom_complet} {said}"
        hint = "remplissez ces deux cases, ou changez son collège s'il n'est pas celui-là."
        yield Finding("G010", message, personne.span, (hint,))


def _practice(personne: Personne, told: bool) -> Iterator[Finding]:
    """``told``: the profession that a pilot lacks is asked by G006."""
    profession, mode = personne.profession, personne.mode_exercice
    if mode and not profession and not told:
        yield Finding(
            "G010", f"{personne.nom_complet} exerce, et n'a pas de profession.", personne.span
        )
    if profession and not mode:
        yield Finding(
            "G011",
            f"{personne.nom_complet} n'a pas de mode d'exercice (libéral, salarié…).",
            personne.span,
            ("tapez « libéral », « salarié » ou « mixte » dans la colonne « mode_exercice ».",),
        )


@controle()
def members_signed(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Whoever is engaged has a date; a list that has none yet is told once, when the projet goes out."""
    people = [
        p for p in projet.annuaire.presents if not projet.doutes.ligne(PERSONNES, p.span.line)
    ]
    engaged = [personne for personne in people if personne.engagement == ENGAGE]
    undated = [personne for personne in engaged if not personne.adhesion]
    if engaged and undated == engaged:
        if projet.identite.statut in ("déposé", "validé"):
            message = "aucun membre engagé n'a de date d'adhésion, alors que le projet est déposé."
            hint = (
                "ajoutez la colonne « adhesion », avec le jour où chacun a rejoint l'association."
            )
            yield Finding("G012", message, Span(PERSONNES), (hint,))
        return
    for personne in undated:
        yield Finding(
            "G012", f"{personne.nom_complet} : engagement sans date d'adhésion.", personne.span
        )


@controle(des=EtapeCPTS.PROJET)
def members_signed_the_projet(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Once the projet is deposited, whoever has a place on the sheets of signatures has a day there."""
    engaged = [p for p in projet.annuaire.presents if p.engagement == ENGAGE]
    waiting = [one for one in engaged if one.signature is None and _is_sure(one, projet)]
    if not waiting:
        return
    if any(one.signature is not None for one in engaged):
        yield _unsigned(waiting)
    elif _is_deposited(projet) and projet.cite(FEUILLES_A_SIGNER):
        message = "aucun membre engagé n'a signé le projet de santé, alors qu'il est déposé."
        hint = "dans la colonne « signature », écrivez le jour où chacun a signé la feuille « Engagements des membres »."
        yield Finding("G024", message, Span(PERSONNES), (hint,))


@controle(des=EtapeCPTS.PROJET)
def signed_as_members(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Whoever signs the projet as a member has joined by then: one finding for all."""
    early = [
        one
        for one in projet.annuaire.presents
        if one.signature and one.adhesion and one.signature.fin < one.adhesion.debut
    ]
    if not early:
        return
    first, *others = early
    told = et(f"{one.nom_complet} ({one.signature}, adhésion le {one.adhesion})" for one in early)
    message = f"le projet est signé avant d'adhérer par : {told}."
    hint = "corrigez celle des deux dates qui est fausse ; si l'engagement a bien précédé l'adhésion, acceptez ce constat."
    yield Finding("G024", message, first.span, (hint,), tuple(one.span for one in others))


def _unsigned(waiting: Sequence[Personne]) -> Finding:
    first, *others = waiting
    names = et(one.nom_complet for one in waiting)
    told = "n'ont pas signé" if others else "n'a pas signé"
    hint = "faites signer la feuille « Engagements des membres », puis écrivez le jour dans la colonne « signature »."
    message = f"{names} {told} le projet de santé."
    return Finding("G024", message, first.span, (hint,), tuple(one.span for one in others))


@controle()
def who_signed_is_engaged(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    for personne in projet.annuaire.presents:
        if personne.signature is not None and personne.engagement == A_VENIR:
            message = (
                f"{personne.nom_complet} a signé le projet de santé ({personne.signature}), "
                "et son engagement est encore « à venir »."
            )
            hint = "écrivez « engagé » dans la colonne « engagement », ou effacez la signature."
            yield Finding("G025", message, personne.span, (hint,))


def _is_deposited(projet: Projet) -> bool:
    identite = projet.identite
    return identite.statut in ("déposé", "validé") or identite.etape >= EtapeCPTS.CONTRAT


def _is_sure(personne: Personne, projet: Projet) -> bool:
    return not projet.doutes.ligne(PERSONNES, personne.span.line)


@controle()
def professions_known(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A profession of the agreement, as far as its list is known."""
    names = set(projet.professions.values())
    typed = [
        p
        for p in projet.annuaire.presents
        if p.type == PHYSIQUE and projet.a_une_voix(p) and not BLANKS.search(p.profession)
    ]
    for personne in typed if names else ():
        if personne.profession and projet.profession(personne) not in names:
            message = f"« {personne.profession} » n'est pas dans la liste connue des professions de l'accord sur les CPTS."
            hints = did_you_mean(personne.profession, sorted(names))
            hint = "cette liste n'est pas entièrement établie : vérifiez auprès de la CPAM."
            yield Finding("G013", message, personne.span, (hint, *hints[:1]))
