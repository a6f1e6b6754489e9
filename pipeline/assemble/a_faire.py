"""What one person has to do: her fiches, what they lack, the days to come, the findings that are hers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

from pipeline.assemble.partie import alinea, tableau, titre
from pipeline.model.charge import (
    CHARGE_DE,
    CONSEIL,
    COPILOTE,
    COPILOTE_DE_MISSION,
    FONCTION,
    LETTRE,
    MEMBRE,
    MISSION,
    PILOTE,
    POSTE,
    REFERENT,
    REPRESENTANT,
    SIGNATAIRE,
    Charge,
    charges_de,
)
from pipeline.model.echeance import Echeance
from pipeline.model.fiche import Fiche
from pipeline.model.finding import Finding
from pipeline.model.personne import Personne
from pipeline.model.projet import Projet
from pipeline.model.prose import Block, text_of
from pipeline.model.span import Span
from pipeline.model.valeur import dataclass

ROLES = {
    PILOTE: "Pilote de la fiche",
    COPILOTE: "Copilote de la fiche",
    CHARGE_DE: "Responsable de",
    MEMBRE: "Membre du groupe de",
    MISSION: "Pilote de la mission",
    COPILOTE_DE_MISSION: "Copilote de la mission",
    REFERENT: "À qui les partenaires s'adressent, mission",
    POSTE: "Au bureau",
    CONSEIL: "Au conseil",
    LETTRE: "Signe la lettre",
    SIGNATAIRE: "Signe pour",
    REPRESENTANT: "Représente",
    FONCTION: "Fonction",
}
A_COMPLETER = frozenset(
    (
        *("F007", "F009", "F016", "F021", "F022", "F023", "F025", "F028"),
        *("F033", "F036", "F052", "F053", "F057", "F059", "N004", "X001"),
    )
)
"""Rules that tell something missing; the others tell something to mend or to look at again."""

NOTHING = "Rien ne porte encore ce nom : ni fiche, ni mission, ni poste, ni signature."
SOUND = "Le logiciel n'y trouve rien à compléter ni à corriger."
PRIVATE = (
    "Cette page est faite d'après les fichiers du projet. Elle n'est que pour vous : git l'ignore."
)


Lecteur: TypeAlias = Callable[[str], "Echeance | None"]
"""How words are read as a date."""


def a_faire(
    personne: Personne, projet: Projet, findings: Sequence[Finding], lecteur: Lecteur
) -> tuple[Block, ...]:
    """The whole page; the days first, then fiche by fiche, then the rest."""
    held = charges_de(personne, projet)
    led = {charge.objet for charge in held if charge.role == PILOTE}
    fiches = [fiche for fiche in projet.fiches if fiche.cle in led]
    mine = [finding for finding in findings if _is_hers(finding, personne, held, fiches)]
    return (
        titre(1, personne.designation),
        alinea(_in_short(fiches, mine)),
        *_gone(personne),
        *_roles(held),
        *_days(personne, projet, fiches, lecteur),
        *(block for fiche in fiches for block in _of_fiche(fiche, mine)),
        *_others(mine, fiches),
        alinea(PRIVATE),
    )


def _in_short(fiches: Sequence[Fiche], mine: Sequence[Finding]) -> str:
    led = _count(len(fiches), "fiche à conduire", "fiches à conduire", "Aucune fiche à conduire")
    blocking = sum(finding.is_error for finding in mine)
    open_ones = _count(len(mine), "constat ouvert", "constats ouverts", "aucun constat ouvert")
    bad = f", dont {blocking} qui empêche de construire" if blocking == 1 else ""
    bad = f", dont {blocking} qui empêchent de construire" if blocking > 1 else bad
    return f"{led} ; {open_ones}{bad}."


def _count(number: int, one: str, many: str, none: str) -> str:
    return f"{number} {many if number > 1 else one}" if number else none


def _gone(personne: Personne) -> Iterator[Block]:
    if personne.parti_le is not None:
        yield alinea(f"Départ : {personne.parti_le}. Ce qui suit attend quelqu'un d'autre.")


def _roles(held: Sequence[Charge]) -> Iterator[Block]:
    yield titre(2, "Ce qui porte votre nom")
    if not held:
        yield alinea(NOTHING)
        return
    by_role: dict[str, list[str]] = {role: [] for role in ROLES}
    for charge in held:
        if charge.objet not in by_role[charge.role]:
            by_role[charge.role].append(charge.objet)
    rows = [[ROLES[role], " ; ".join(things)] for role, things in by_role.items() if things]
    yield tableau(("Rôle", "Quoi"), rows, ("left", "left"))


# --- days ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Jour:
    """``quand`` is None for what has no date, or words that are none."""

    quand: Echeance | None
    dit: str
    quoi: str
    fiche: str


def _days(
    personne: Personne, projet: Projet, fiches: Iterable[Fiche], lecteur: Lecteur
) -> Iterator[Block]:
    days = [day for fiche in fiches for day in _of_the_fiche(fiche)]
    for fiche in projet.fiches:
        days += _of_the_tasks(personne, fiche, projet, lecteur)
    if not days:
        return
    yield titre(2, "Vos dates")
    dated = [(day.quand.debut, rank, day) for rank, day in enumerate(days) if day.quand]
    undated = [day for day in days if day.quand is None]
    rows = [
        [day.dit, day.quoi, day.fiche]
        for day in (*(day for _start, _rank, day in sorted(dated)), *undated)
    ]
    yield tableau(("Quand", "Quoi", "Fiche"), rows, ("left", "left", "left"))


def _of_the_fiche(fiche: Fiche) -> Iterator[_Jour]:
    known = {
        "Démarrage": fiche.dates.demarrage,
        "Plein déploiement": fiche.dates.deploiement,
        "Fin": fiche.dates.fin,
    }
    for quoi, placed in known.items():
        if placed is not None:
            yield _Jour(placed.value, str(placed.value), quoi, fiche.cle)
    for etape in fiche.planning:
        said = str(etape.echeance) if etape.echeance else etape.date.value
        yield _Jour(etape.echeance, said or "date à dire", text_of(etape.etape), fiche.cle)


def _of_the_tasks(
    personne: Personne, fiche: Fiche, projet: Projet, lecteur: Lecteur
) -> Iterator[_Jour]:
    for action in fiche.sous_actions:
        named = map(projet.annuaire.trouver, projet.annuaire.designations(action.qui.value))
        if personne in named:
            typed, task = action.quand.value, text_of(action.action)
            when = lecteur(typed) if typed else None
            yield _Jour(when, str(when or typed) or "date à dire", task, fiche.cle)


# --- findings -----------------------------------------------------------------------------------------------------


def _is_hers(
    finding: Finding, personne: Personne, held: Sequence[Charge], fiches: Sequence[Fiche]
) -> bool:
    """About a fiche or a mission that she leads, the line where she is named, or her line in the list of people."""
    path = finding.span.path
    if path in {fiche.path for fiche in fiches}:
        return True
    if path in {charge.span.path for charge in held if charge.role == MISSION}:
        return True
    places = (personne.span, *(charge.span for charge in held))
    return any(path == place.path and finding.span.line == place.line for place in places)


def _of_fiche(fiche: Fiche, mine: Iterable[Finding]) -> Iterator[Block]:
    named = fiche.titre.value if fiche.titre else ""
    yield titre(2, f"{fiche.cle} {named}".strip())
    found = [finding for finding in mine if finding.span.path == fiche.path]
    if found:
        yield _table(found)
    else:
        yield alinea(SOUND)


def _others(mine: Iterable[Finding], fiches: Sequence[Fiche]) -> Iterator[Block]:
    led = {fiche.path for fiche in fiches}
    found = [finding for finding in mine if finding.span.path not in led]
    if found:
        yield titre(2, "Le reste")
        yield _table(found, with_file=True)


def _table(found: Iterable[Finding], with_file: bool = False) -> Block:
    ordered = sorted(found, key=_urgency)
    rows = [
        [
            _kind(finding),
            _place(finding.span, with_file),
            " ".join((finding.message, *_hint(finding))),
        ]
        for finding in ordered
    ]
    return tableau(("À faire", "Où", "Constat et remède"), rows, ("left", "left", "left"))


def _urgency(finding: Finding) -> tuple[int, int]:
    return list(KINDS).index(_kind(finding)), finding.span.line or 0


KINDS = ("corriger", "compléter", "revoir")


def _kind(finding: Finding) -> str:
    if finding.is_error:
        return "corriger"
    return "compléter" if finding.code in A_COMPLETER else "revoir"


def _place(span: Span, with_file: bool) -> str:
    where = span.cell or (f"ligne {span.line}" if span.line else "")
    return f"{span.path}, {where}".strip(", ") if with_file else where


def _hint(finding: Finding) -> tuple[str, ...]:
    """The first remedy, as a sentence."""
    return tuple(f"{hint[:1].upper()}{hint[1:]}" for hint in finding.hints[:1])
