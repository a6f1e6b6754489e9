"""Rules on the fiches action, between themselves and with the projet."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from pipeline.check.controle import controle
from pipeline.check.preuves import rests_on_the_diagnostic
from pipeline.model.bareme import SOCLE, Bareme
from pipeline.model.comptes import Comptes
from pipeline.model.echeance import MOIS, Echeance, anniversary, exact_forms
from pipeline.model.etape_cpts import EtapeCPTS
from pipeline.model.fiche import MOYENS, RUBRIQUES, TRAME, Etape, Fiche, TableauEgare
from pipeline.model.finding import Finding
from pipeline.model.langue.francais import et
from pipeline.model.langue.mots import did_you_mean, fold, is_pending, nearest
from pipeline.model.mission import PAR_CLE, PAR_RANG
from pipeline.model.motif import motif
from pipeline.model.parcours import inlines_of, says_something
from pipeline.model.personne import PHYSIQUE, Personne
from pipeline.model.projet import ANNEES_CONTRAT, Piece, Projet, TexteSource
from pipeline.model.prose import Block, Table, text_of
from pipeline.model.span import Placed, Span

PROJET = "content/projet.yaml"
ALIKE = 0.75
"""How near the name of a month a word is that was meant for it."""

ONCE = motif(r"(?:demarrage|deploiement|debut|lancement|fin)\b")
"""Steps that happen once: a rhythm is no date for them."""


WHICH_MEANS = (
    "ajoutez celles qui servent : « ## Moyens humains » (qui, combien de temps), "
    "« ## Moyens logistiques » (salle, matériel, tablette), « ## Moyens numériques » (logiciel, messagerie).",
)


@controle()
def required_sections(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """The headings that the ARS and the CPAM need hold something; the cost may come from the workbook."""
    for fiche in projet.fiches:
        for rubrique in TRAME:
            if rubrique.obligatoire and not _told(fiche, rubrique.cle):
                yield _missing(fiche, rubrique.cle, rubrique.titre)
        if not any(_told(fiche, cle) for cle in MOYENS):
            message = "cette fiche ne dit rien de ses moyens : logistiques, numériques ou humains."
            yield Finding("F007", message, _place(fiche, *MOYENS), WHICH_MEANS)
        if not _has_budget(fiche, projet, comptes):
            message = f"cette fiche n'a pas de budget : ni dépense rattachée à {fiche.cle} dans le classeur, ni commentaire."
            hint = (
                f"inscrivez la dépense dans le classeur avec le code {fiche.cle} ; ou dites sous « ## Budget », "
                "en une phrase sans somme, à quoi elle sert, ou pourquoi l'action ne coûte rien."
            )
            yield Finding("F007", message, _place(fiche, "budget"), (hint,))
        if (
            "indicateurs" in fiche.rubriques
            and not fiche.indicateurs
            and "indicateurs" not in fiche.signalees
        ):
            yield _without_indicator(fiche)


def _without_indicator(fiche: Fiche) -> Finding:
    """A table there may be one of indicators, whose column of names has another title than ours."""
    message, hint = (
        "cette fiche n'a aucun indicateur.",
        "ajoutez « ### Indicateur : … » et ses lignes.",
    )
    if any(isinstance(block, Table) for block in fiche.textes.get("indicateurs", ())):
        message = "le tableau des indicateurs n'a pas de colonne « Indicateur » : aucun n'y est lu."
        hint = "titrez « Indicateur » la colonne qui dit ce qui est compté."
    return Finding("F009", message, fiche.rubriques["indicateurs"], (hint,))


def _has_budget(fiche: Fiche, projet: Projet, comptes: Comptes) -> bool:
    """A cost in the workbook or a comment; yes as well while either cannot be known."""
    return (
        Piece.BUDGET in projet.trous or _told(fiche, "budget") or fiche.cle in comptes.couts_fiches
    )


def _told(fiche: Fiche, cle: str) -> bool:
    """Whether a heading holds something, or was told to be wrong when the file was read."""
    return cle in fiche.signalees or _filled(fiche, cle)


def _filled(fiche: Fiche, cle: str) -> bool:
    match cle:
        case "sous_actions":
            return bool(fiche.sous_actions)
        case "planning":
            return bool(fiche.planning)
        case "indicateurs":
            return cle in fiche.rubriques
        case _:
            return _answers(cle, fiche.textes.get(cle, ()))


NO_ANSWER = frozenset(("non renseigne", "non renseignee", "nc", "n/c", "ras", "voir plus tard"))
NOBODY = frozenset(("neant", "aucun", "aucune", "rien", "sans objet", "personne"))
"""An answer elsewhere: an action may have no obstacle, it is for somebody."""

FOR_SOMEBODY = ("public_cible", "acteurs")


def _answers(cle: str, blocks: Iterable[Block]) -> bool:
    """Whether a heading says more than its labels, « Freins : », an empty table, or that nothing was filled in."""
    kept = [block for block in blocks if not _is_a_form(block)]
    if not says_something(kept):
        return False
    words = " ".join(text_of(inlines) for block in kept for inlines in inlines_of(block))
    said = fold(words).strip(" .!…-")
    return said not in NO_ANSWER and not (cle in FOR_SOMEBODY and said in NOBODY)


def _is_a_form(block: Block) -> bool:
    """A table without a word under its titles, or lines that only end with « : »."""
    if isinstance(block, Table):
        return not any(
            text_of(cell.inlines).strip() or cell.blocs for row in block.rows for cell in row
        )
    lines = [text_of(inlines).strip() for inlines in inlines_of(block)]
    return bool(lines) and all(line.endswith(":") for line in lines)


def _missing(fiche: Fiche, cle: str, titre: str) -> Finding:
    if cle in fiche.rubriques:
        message, place = f"la rubrique « {titre} » est vide.", fiche.rubriques[cle]
        hint = "écrivez sous ce titre ce qu'il demande : une phrase suffit pour commencer."
    else:
        message, place = f"il manque la rubrique « {titre} ».", fiche.span
        hint = f"ajoutez une ligne « ## {titre} », et dessous ce qu'elle demande."
    if fiche.egares:
        hint += " Ce qui manque est peut-être sous « À ranger »."
    return Finding("F007", message, place, (hint,))


def _place(fiche: Fiche, *cles: str) -> Span:
    return next((fiche.rubriques[cle] for cle in cles if cle in fiche.rubriques), fiche.span)


@controle()
def codes(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A code names one fiche, follows its mission, and begins the file's name."""
    coded = [(fiche, fiche.code) for fiche in projet.fiches if fiche.code is not None]
    firsts = {placed.value: (fiche, placed) for fiche, placed in reversed(coded)}
    for fiche, placed in coded:
        code, mission = placed.value, fiche.cle_mission
        first, its_own = firsts[code]
        name = fiche.path.rsplit("/", 1)[-1]
        if first is not fiche:
            yield Finding(
                "F010",
                f"le code {code} est déjà celui de {first.path}.",
                placed.span,
                (),
                (its_own.span,),
            )
        elif not name.startswith((f"{code}-", f"{code}.")):
            yield Finding("F019", f"le nom du fichier devrait commencer par {code}.", placed.span)
        expected = PAR_RANG[int(code[1])].cle
        if mission not in ("", expected):
            message = f"le code {code} est celui d'une fiche « {expected} », or la fiche dit « {mission} »."
            hint = f"écrivez M{PAR_CLE[mission].rang}{code[2:]}, ou corrigez la mission."
            yield Finding("F011", message, placed.span, (hint,))


@controle(des=EtapeCPTS.PROJET)
def missions_have_fiches(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    for fiche in projet.fiches:
        if fiche.mission is not None and projet.retenue(fiche.mission.value) is False:
            cle = fiche.mission.value
            message = f"la mission « {cle} » n'est pas retenue dans projet.yaml."
            hint = f"ajoutez « {cle} » entre les crochets de « missions: », dans content/projet.yaml ; ou changez ici la mission."
            yield Finding("F014", message, fiche.mission.span, (hint,))
    if projet.fiches_illisibles or any(fiche.mission is None for fiche in projet.fiches):
        return
    told = {fiche.cle_mission for fiche in projet.fiches}
    told |= {PAR_RANG[int(fiche.code.value[1])].cle for fiche in projet.fiches if fiche.code}
    for placed in projet.identite.missions:
        if placed.value not in told:
            yield _without_fiche(placed, projet.bareme)


def _without_fiche(placed: Placed[str], bareme: Bareme) -> Finding:
    mission, line = PAR_CLE[placed.value], bareme.mission(placed.value)
    socle = line is not None and line.statut == SOCLE
    message = f"la mission {'socle ' if socle else ''}« {mission.titre} » n'a aucune fiche action."
    hint = f"créez par exemple content/fiches/M{mission.rang}-01-….md."
    return Finding("F015" if socle else "F017", message, placed.span, (hint,))


@controle()
def dates(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """signature ≤ démarrage ≤ déploiement ≤ fin; a start before signature is only a warning."""
    signature = projet.identite.dates.get("signature")
    for fiche in projet.fiches:
        start, deployed, end = fiche.dates.demarrage, fiche.dates.deploiement, fiche.dates.fin
        steps = (("le démarrage", start), ("le déploiement", deployed), ("la fin", end))
        given = [(name, placed) for name, placed in steps if placed is not None]
        for (before, first), (after, second) in itertools.pairwise(given):
            if second.value.fin < first.value.debut:
                message = f"{after} ({second.value}) précède {before} ({first.value})."
                yield Finding("F012", message, second.span, (), (first.span,))
        if signature and start and start.value.fin < signature.value.debut:
            message = (
                f"le démarrage ({start.value}) précède la signature du contrat ({signature.value})."
            )
            yield Finding("F013", message, start.span, (), (signature.span,))


CIVIL = motif(r"(?<![0-9])20[2-4][0-9](?![0-9])")


@controle()
def planning_dates(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Each stage has a date that can be read as one."""
    signature = projet.identite.dates.get("signature")
    for fiche in projet.fiches:
        for etape in fiche.planning:
            if etape.echeance is not None and not text_of(etape.etape).strip():
                yield _date_alone(etape.date)
            if etape.echeance is None and not is_pending(etape.date.value):
                yield from _no_date(
                    etape,
                    projet.doutes.rubrique(fiche, "planning"),
                    signature.value.debut if signature else None,
                )


@controle()
def months_of_sub_actions(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """« novenbre 2027 » is a date mistyped; « dès l'ouverture » is a time of its own."""
    for fiche in projet.fiches:
        for line in fiche.sous_actions:
            words = line.quand.value.split() if line.echeance is None else []
            for word, year in itertools.pairwise(words):
                month = nearest(word, MOIS, ALIKE) if len(year) == 4 and year.isdecimal() else ()
                if month and fold(word) != fold(month[0]):
                    message = f"« {word} {year} » n'est pas une date."
                    hint = f"écrivez « {month[0]} {year} »."
                    yield Finding("F018", message, line.quand.span, (hint,))


def _date_alone(when: Placed[str]) -> Finding:
    """« - 14/11/2026 », a day of which nobody knows what happens then."""
    message = f"« {when.value} » : cette date ne dit pas ce qui se passe ce jour-là."
    return Finding(
        "F018", message, when.span, (f"écrivez-le devant elle : « Bilan : {when.value} ».",)
    )


def _no_date(etape: Etape, cut: bool, signature: date | None) -> Iterator[Finding]:
    """``cut``: a row cut in two, which was told, may have left the date on the other half."""
    once = ONCE.match(fold(text_of(etape.etape)))
    comes_back = etape.par_an is not None and not once
    typed = etape.date.value
    if comes_back or (cut and not typed):
        return
    several = not typed and len(CIVIL.findall(text_of(etape.etape))) > 1
    nothing = "cette étape dit plusieurs dates." if several else "cette étape n'a pas de date."
    message = f"« {typed} » n'est pas une date." if typed else nothing
    hint = "écrivez par exemple « mars 2027 », « T2 2027 » ou « 15/03/2027 »"
    hint += "." if once else ", ou « chaque semestre » pour ce qui revient."
    forms = exact_forms(typed, signature)
    if several:
        hint = (
            "donnez une ligne à chacune : « Démarrage : avril 2027 », puis « Bilan : juin 2028 »."
        )
    elif forms:
        hint = f"écrivez {' ou '.join(f'« {form} »' for form in forms)}."
    yield Finding("F018", message, etape.date.span, (hint,))


def _exchanged(egare: TableauEgare) -> Finding:
    one, other = (RUBRIQUES[cle].titre for cle in (egare.cle, egare.echange))
    message = f"les titres « {one} » et « {other} » sont échangés : chacun est au-dessus de ce que l'autre annonce."
    hint = f"écrivez ici « ## {other} », et « ## {one} » à la place de l'autre."
    return Finding("F050", message, egare.span, (hint,))


@controle()
def tables_without_heading(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """The planning, or the sub-actions, under another heading: its own was deleted."""
    for fiche in projet.fiches:
        for egare in fiche.tableaux_egares:
            if egare.echange:
                yield _exchanged(egare)
                continue
            message = f"ce tableau « {egare.colonnes} » n'est pas sous son titre."
            hint = f"ajoutez au-dessus une ligne « ## {RUBRIQUES[egare.cle].titre} », puis une ligne vide."
            yield Finding("F050", message, egare.span, (hint,))


@controle(Piece.IDENTITE)
def orientations(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    known = projet.identite.orientations_prs
    if not known and PROJET in projet.doutes.fautes:
        return
    for fiche in projet.fiches:
        for placed in fiche.orientations_prs:
            if placed.value not in known:
                message = f"l'orientation « {placed.value} » n'est pas dans orientations_prs de projet.yaml."
                yield Finding("F016", message, placed.span, _orientation(placed.value, known))


def _orientation(typed: str, known: Mapping[str, str]) -> tuple[str, ...]:
    parts = [part.strip() for part in re.split(r"[,;]", typed) if part.strip()]
    if len(parts) > 1:
        return (f"plusieurs codes se mettent entre crochets : [{', '.join(parts)}].",)
    choices = tuple(f"{code} : {titre}" for code, titre in known.items())
    return did_you_mean(typed, known) if nearest(typed, known) else ("les codes connus :", *choices)


@controle()
def optional_sections(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """The headings of the trame that no text imposes, told together for one fiche; F007 tells when no means are."""
    for fiche in projet.fiches:
        without_means = not any(_filled(fiche, cle) for cle in MOYENS)
        told_apart = {"budget", *(MOYENS if without_means else ())}
        asked = [
            rubrique
            for rubrique in TRAME
            if not rubrique.obligatoire and rubrique.cle not in told_apart
        ]
        empty = [
            f"« {rubrique.titre} »"
            for rubrique in asked
            if not (_told(fiche, rubrique.cle) or projet.doutes.rubrique(fiche, rubrique.cle))
        ]
        if empty:
            yield Finding(
                "F022",
                f"rubriques facultatives vides ou absentes : {', '.join(empty)}.",
                fiche.span,
            )


@controle()
def problems_rest_on_the_diagnostic(
    projet: Projet, comptes: Comptes, today: date
) -> Iterator[Finding]:
    """A figure, or the code of a need such as B4."""
    for fiche in projet.fiches:
        blocks = fiche.textes.get("problematiques", ())
        if says_something(blocks) and not rests_on_the_diagnostic(blocks, comptes.faits):
            message = "les problématiques ne citent ni chiffre ni besoin du diagnostic (B1, B2…)."
            yield Finding("F023", message, fiche.rubriques["problematiques"])


@controle()
def linked_to_the_prs(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Told at the empty line where there is one, with the codes that the project knows as choices."""
    codes = projet.identite.orientations_prs
    if not codes:
        yield from _no_orientation_at_all(projet)
        return
    apart = [fiche for fiche in projet.fiches if not fiche.orientations_prs]
    apart = [fiche for fiche in apart if not projet.doutes.cle(fiche, "orientations_prs")]
    if apart:
        choices = tuple(f"{code} : {titre}" for code, titre in codes.items())
        yield _of_no_orientation(apart, choices)


def _of_no_orientation(apart: Sequence[Fiche], choices: tuple[str, ...]) -> Finding:
    first, *others = [fiche.entete.get("orientations_prs") or fiche.span for fiche in apart]
    message = "cette fiche ne se rattache à aucune orientation du PRS."
    if others:
        message = f"{len(apart)} fiches ne se rattachent à aucune orientation du PRS : {et(fiche.cle for fiche in apart)}."
    do = "ajoutez à l'en-tête « orientations_prs: [CODE] », avec"
    if "orientations_prs" in apart[0].entete:
        do = "mettez entre ces crochets"
    hint = f"{do} le code de celle qu'elle sert :"
    return Finding("F032", message, first, (hint, *choices), tuple(others))


def _no_orientation_at_all(projet: Projet) -> Iterator[Finding]:
    """Neither the projet nor any fiche speaks of the PRS: its respect is one of the two grounds of a refusal."""
    cited = any(fiche.orientations_prs for fiche in projet.fiches)
    if (
        cited
        or Piece.IDENTITE in projet.trous
        or PROJET in projet.doutes.formes
        or not projet.fiches
    ):
        return
    message = "le projet ne cite aucune orientation du projet régional de santé (PRS)."
    hint = "donnez-les sous « orientations_prs: » (un code, son titre), puis leurs codes dans les fiches."
    yield Finding("F032", message, projet.identite.span, (hint,))


@controle()
def copied_fiches(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A fiche copied from another and left as it was; each is told beside the first that it copies."""
    typed = {texte.path: texte for texte in projet.textes}
    sizes: dict[str, int] = {}
    holding: dict[str, list[Fiche]] = {}
    for fiche in projet.fiches:
        lines = _own_lines(typed.get(fiche.path))
        shared = Counter(other.path for line in lines for other in holding.get(line, ()))
        for path, same in shared.most_common(1):
            least = min(len(lines), sizes[path])
            if same >= FEWEST_LINES and same > COPIED * least:
                first = next(other for other in projet.fiches if other.path == path)
                message = f"cette fiche a {100 * same // least} % de ses lignes en commun avec {first.cle}."
                hint = "réécrivez ce qui lui est propre : problématiques, objectifs, indicateurs."
                yield Finding("F060", message, fiche.span, (hint,), (first.span,))
                break
        else:
            sizes[fiche.path] = len(lines)
            for line in lines:
                holding.setdefault(line, []).append(fiche)


COPIED = 0.7
FEWEST_LINES = 20
SHORTEST_LINE = 25
"""Signs of a line that two fiches do not share by chance."""

STAGE = motif(r"\|.*(?:r[ée]union|indicateur|bilan|d[ée]marrage|d[ée]ploiement)", re.IGNORECASE)


def _own_lines(texte: TexteSource | None) -> frozenset[str]:
    lines = (line.strip() for line in texte.lines[texte.body_line - 1 :]) if texte else ()
    return frozenset(line for line in lines if len(line) >= SHORTEST_LINE and not STAGE.match(line))


WHO_DOES_IT = (
    "dans un tableau, remplissez « Qui » ; dans une liste, finissez la ligne par « (Marc Duconte, mars 2028) » ou "
    "« Qui : infirmières volontaires »."
)


@controle()
def someone_does_it(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    for fiche in projet.fiches:
        for line in fiche.sous_actions:
            if not line.qui.value and not projet.doutes.ligne(fiche.path, line.span.line):
                yield _without_anyone(text_of(line.action), projet.annuaire.personnes, line.span)


def _is_a_word_of(name: str, action: str) -> bool:
    """« Choisir l'outil (Dr Nguyen) » has that family name; « Petit déjeuner » is nobody's."""
    before = r"(?:\b(?:Drs?|Docteure?|Mme|M\.|Pr|Madame|Monsieur|[A-ZÀ-Ý]\.)\s+|[(+/]\s*|[:,]\s+)"
    return re.search(rf"{before}{re.escape(name)}(?!\w)", action) is not None


def _without_anyone(action: str, personnes: Sequence[Personne], span: Span) -> Finding:
    """A task that nobody does; or whose sentence names someone, who is then to be said at the place for it."""
    words = fold(action)
    named = next((p.nom_complet for p in personnes if fold(p.nom_complet) in words), "") or next(
        (p.nom_complet for p in personnes if p.nom and _is_a_word_of(p.nom, action)), ""
    )
    if named:
        message = f"la sous-action « {action} » nomme {named}, sans dire que c'est son responsable."
    else:
        message = f"la sous-action « {action} » n'a pas de responsable."
    return Finding("F033", message, span, (WHO_DOES_IT,))


@controle()
def within_the_contract(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Dates of an action between the effect of the contract and its fifth anniversary."""
    first = projet.debut_contrat
    if first is None:
        return
    last = anniversary(first, ANNEES_CONTRAT)
    for fiche in projet.fiches:
        for placed in (fiche.dates.deploiement, fiche.dates.fin):
            if placed is not None and placed.value.debut >= last:
                message = f"{placed.value} : le contrat, qui prend effet le {Echeance(first)}, dure cinq ans."
                yield Finding("F035", message, placed.span)


@controle()
def drafts(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    for fiche in projet.fiches:
        if fiche.est_brouillon and fiche.statut is not None:
            yield Finding("F037", "cette fiche est encore un brouillon.", fiche.statut.span)


@controle()
def pilots(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A pilot has a profession, and not too many actions."""
    limit = projet.identite.reglages.actions_par_pilote
    by_person: dict[Personne, list[Placed[str]]] = {}
    for pilote in filter(None, (fiche.pilote for fiche in projet.fiches)):
        personne = projet.annuaire.trouver(pilote.value)
        if personne is not None:
            by_person.setdefault(personne, []).append(pilote)
    for personne, placed in by_person.items():
        if personne.type == PHYSIQUE and not personne.profession:
            message = f"{personne.nom_complet} pilote une action mais n'a pas de profession."
            yield Finding("G006", message, personne.span)
        if len(placed) > limit:
            message = f"« {personne.cle} » pilote {len(placed)} actions ; au-delà de {limit}, pensez à partager."
            hint = "le seuil se règle dans projet.yaml : reglages, actions_par_pilote."
            yield Finding("F031", message, placed[-1].span, (hint,))
