"""Rules on people: known, once, with their contacts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from pipeline.check.controle import controle
from pipeline.check.textes import BLANKS
from pipeline.model.comptes import Comptes
from pipeline.model.finding import Finding
from pipeline.model.langue.mots import did_you_mean, is_blank, nearest
from pipeline.model.personne import ENGAGE, PHYSIQUE, Personne
from pipeline.model.projet import Piece, Projet
from pipeline.model.span import Placed, Span

PERSONNES = "content/personnes.csv"
CONTACTS = "content/prive/contacts.csv"
SEPARATORS = re.compile(r"[,;/+&]| et ")
BRACKETS = " ()[]{}"
OPENING = ("(", "[", "{")
BESIDE = re.compile(r"[ ,;:–-]*(?:\([^()]*\)?|(?:tél\S* *:? *)?\+?[0-9][0-9 .]{5,})\s*$", re.IGNORECASE)
"""What people add after a name: « (à confirmer) », a telephone number."""


@controle()
def keys_once(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    seen: dict[str, Personne] = {}
    for personne in projet.annuaire.personnes:
        first = seen.setdefault(personne.cle, personne)
        if first is not personne and personne.cle:
            message = f"la clé « {personne.cle} » est déjà à la ligne {first.span.line}."
            yield Finding("G001", message, personne.span, (), (first.span,))


@controle(Piece.ANNUAIRE)
def cited_people_exist(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Pilots, members of a group and holders of a post are in the list; ``structure`` is the key of a body."""
    if PERSONNES in projet.incomplets:
        return
    annuaire = projet.annuaire
    names = [name for p in annuaire.personnes for name in (p.cle, p.nom_complet) if name]
    for placed in _citations(projet):
        if annuaire.trouver(placed.value) is None and not is_blank(placed.value):
            message = f"« {placed.value} » n'est pas dans content/personnes.csv."
            yield Finding("G002", message, placed.span, _who(placed, names, projet))
    for personne in annuaire.personnes:
        if personne.structure and annuaire.trouver(personne.structure) is None:
            message = f"la structure « {personne.structure} » n'est pas une ligne de content/personnes.csv."
            yield Finding("G002", message, personne.span, did_you_mean(personne.structure, annuaire.cles))


@controle()
def only_bodies_are_represented(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """The column is printed for a structure only: what was typed there for a person would be in no document."""
    for personne in projet.annuaire.personnes:
        if personne.type == PHYSIQUE and personne.representant:
            message = (
                f"« {personne.representant} » représenterait une personne, « {personne.cle} » : ce n'est pas imprimé."
            )
            hint = "videz la case ; ou, si cette ligne est une structure, écrivez « morale » dans sa colonne « type »."
            yield Finding("G018", message, personne.span, (hint,))


def _who(placed: Placed[str], names: Sequence[str], projet: Projet) -> tuple[str, ...]:
    """A key with something beside it, several people on one line, a name nearly right, or somebody to be added."""
    typed = placed.value.strip(BRACKETS) if placed.value.startswith(OPENING) else placed.value
    body = projet.annuaire.represente(typed)
    if body is not None:
        return (f"cette personne représente {body.nom_complet} : écrivez « {body.cle} ».",)
    alone = BESIDE.sub("", typed).strip(BRACKETS)
    if alone != placed.value and _known(alone, projet):
        return (f"gardez la clé seule : {alone}.",)
    parts = [part for piece in SEPARATORS.split(typed) if (part := BESIDE.sub("", piece).strip(BRACKETS))]
    if len(parts) == 1 and len(typed.split()) > 1 and all(_known(word, projet) for word in typed.split()):
        parts = typed.split()
    known = [part for part in parts if _known(part, projet)]
    in_a_group = any(placed is member for fiche in projet.fiches for member in fiche.membres)
    if len(parts) > 1 and len(known) == 1 and not in_a_group:
        return (f"gardez la clé seule : {known[0]}.",)
    if len(parts) > 1 and not in_a_group:
        return (f"une seule personne ici : « {parts[0]} », par exemple ; les autres vont dans « membres: [a, b] ».",)
    if len(parts) > 1:
        return (f"plusieurs noms se mettent entre crochets, séparés par des virgules : [{', '.join(parts)}].",)
    if nearest(alone, names):
        return did_you_mean(alone, names)
    return ("demandez à la coordination de l'ajouter à content/personnes.csv.",)


def _known(name: str, projet: Projet) -> bool:
    return projet.annuaire.trouver(name) is not None


def _citations(projet: Projet) -> Iterator[Placed[str]]:
    for fiche in projet.fiches:
        if fiche.pilote:
            yield fiche.pilote
        yield from fiche.membres
    for poste in projet.statuts.valeurs.postes:
        if poste.titulaire:
            yield poste.titulaire
    yield from projet.statuts.valeurs.administrateurs


@controle()
def members_once(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """By key or by name, a person stands once in the group of a fiche."""
    for fiche in projet.fiches:
        seen: set[str] = set()
        for placed in fiche.membres:
            personne = projet.annuaire.trouver(placed.value)
            cle = personne.cle if personne else placed.value
            if cle in seen:
                yield Finding("G007", f"« {placed.value} » est déjà dans le groupe de travail.", placed.span)
            seen.add(cle)


@controle(Piece.ANNUAIRE)
def contacts(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    if not projet.contacts_presents:
        message = "les téléphones et courriels manqueront dans les documents : ce fichier n'existe pas encore."
        hint = (
            "recopiez contacts.exemple.csv sous le nom contacts.csv et remplissez-le ; il reste sur votre ordinateur."
        )
        yield Finding("G003", message, Span(CONTACTS), (hint,))
    for contact in projet.annuaire.contacts if PERSONNES not in projet.incomplets else ():
        if contact.cle not in projet.annuaire.cles:
            message = f"« {contact.cle} » n'est la clé de personne dans content/personnes.csv."
            yield Finding("G004", message, contact.span, did_you_mean(contact.cle, projet.annuaire.cles))


@controle()
def colleges_exist(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    valeurs = projet.statuts.valeurs
    if not valeurs.colleges:
        return
    known = [college.cle for college in valeurs.colleges]
    if len(set(known)) < len(known):
        return  # S005 asks for one of the keys to change: which names are missing depends on it
    for personne in projet.annuaire.personnes:
        if personne.college and personne.college not in known:
            message = f"le collège « {personne.college} » n'est pas dans content/statuts/valeurs.yaml."
            yield Finding("G005", message, personne.span, did_you_mean(personne.college, known))


@controle()
def members_described(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A professional has a profession and a way of practising; every member is engaged or to come."""
    if PERSONNES in projet.incomplets:
        return
    pilots = {fiche.pilote.value for fiche in projet.fiches if fiche.pilote}
    told = {p.cle for name in pilots if (p := projet.annuaire.trouver(name))}  # G006
    for personne in projet.annuaire.personnes:
        if _practises(personne) and not personne.profession and personne.cle not in told:
            yield Finding("G010", f"{personne.nom_complet} exerce, et n'a pas de profession.", personne.span)
        if personne.type == PHYSIQUE and personne.profession and not personne.mode_exercice:
            message = f"{personne.nom_complet} n'a pas de mode d'exercice (libéral, salarié…)."
            yield Finding("G011", message, personne.span)
        if personne.type and not personne.engagement:
            yield Finding("G011", f"{personne.nom_complet} n'est ni « engagé » ni « à venir ».", personne.span)


def _practises(personne: Personne) -> bool:
    return personne.type == PHYSIQUE and bool(personne.mode_exercice)


@controle()
def members_signed(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Whoever is engaged has a date; a list that has none yet is told once, when the projet goes out."""
    if PERSONNES in projet.incomplets:
        return
    engaged = [personne for personne in projet.annuaire.personnes if personne.engagement == ENGAGE]
    undated = [personne for personne in engaged if not personne.adhesion]
    if engaged and undated == engaged:
        if projet.identite.statut in ("déposé", "validé"):
            message = "aucun membre engagé n'a de date d'adhésion, alors que le projet est déposé."
            hint = "ajoutez la colonne « adhesion », avec la date de chaque signature."
            yield Finding("G012", message, Span(PERSONNES), (hint,))
        return
    for personne in undated:
        yield Finding("G012", f"{personne.nom_complet} : engagement sans date d'adhésion.", personne.span)


@controle()
def professions_known(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A profession of the agreement, as far as its list is known."""
    names = set(projet.professions.values())
    for personne in projet.annuaire.personnes if names else ():
        if BLANKS.search(personne.profession):
            continue
        if personne.type == PHYSIQUE and personne.profession and projet.profession(personne) not in names:
            message = (
                f"« {personne.profession} » n'est pas dans la liste connue des professions de l'accord sur les CPTS."
            )
            hints = did_you_mean(personne.profession, sorted(names))
            hint = "cette liste n'est pas entièrement établie : vérifiez auprès de la CPAM."
            yield Finding("G013", message, personne.span, (hint, *hints[:1]))
