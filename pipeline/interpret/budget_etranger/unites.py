"""The unit of the amounts of a foreign budget: euros, or thousands of them, wherever the sheet says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.model.budget_etranger import UNITE, Case, LigneLue, Zone
from pipeline.model.langue.francais import euros
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif

MILLE = 1000
MILLIERS = motif(
    r"(?<![0-9])(?<![0-9] )"
    r"(?:\bk ?€|\bk ?e(?:ur(?:os?)?)?\b|\bmilliers? (?:d'(?:euros?|€)|€)|\ben milliers\b|\b000 ?€)"
)
"""« en k€ », « Keuros », « milliers d'euros », « (000 €) »; « 40 k€ » is an amount, and says nothing of the others."""

EN_EUROS = motif(r"\ben euros?\b|\ben €|\bunites? ?: ?(?:euros?|€)")


def unite_dite(texte: str) -> int:
    """1000 where words say that amounts are in thousands, 1 that they are in euros, 0 where they say neither.

    >>> unite_dite("Budget 2027-2029 - en k€"), unite_dite("(en euros)"), unite_dite("40 k€ demandés au FIR")
    (1000, 1, 0)
    """
    words = fold(texte)
    if MILLIERS.search(words):
        return MILLE
    return 1 if EN_EUROS.search(words) else 0


def unites_de_la_feuille(lignes: Sequence[Sequence[Case]]) -> Mapping[int, int]:
    """Row → the unit that it says, for rows without amounts; a note below the tables is of all those above it."""
    return {
        row[0].ligne: unit
        for row in lignes
        if row and all(case.nombre is None for case in row)
        if (unit := next(filter(None, (unite_dite(case.texte) for case in row)), 0))
    }


def unite_a_la_ligne(dites: Mapping[int, int], ligne: int) -> int:
    """The unit of a table whose titles end at a row: the last one said above, else the first said below, else euros."""
    above = [unit for row, unit in dites.items() if row <= ligne]
    return above[-1] if above else next(iter(dites.values()), 1)


# --- the whole, beside what the contract gives ---------------------------------------------------------------------

LEAST, MOST = Decimal("0.05"), 4
"""What a budget is of the rights of a year: from a twentieth, of a single mission, to four times as much."""


def par_an(lignes: Sequence[LigneLue]) -> Decimal:
    """The euros of the largest side of the largest year."""
    sums: dict[tuple[str, int], Decimal] = {}
    for line in lignes:
        for year, amount in line.montants.items():
            sums[line.cote, year] = sums.get((line.cote, year), Decimal(0)) + amount
    return max(sums.values(), default=Decimal(0))


def hors_d_echelle(lignes: Sequence[LigneLue], droits: Decimal) -> str:
    """What to say of a budget that is like the rights of a year, in euros, in the other unit alone; "" for any other."""
    whole = par_an(lignes)
    if not droits or _is_like(whole, droits):
        return ""
    if not _is_like(whole * MILLE, droits) and not _is_like(whole / MILLE, droits):
        return ""
    return f"{euros(whole)} au plus dans une année, quand les droits d'une année sont de {euros(droits)}"


def _is_like(whole: Decimal, droits: Decimal) -> bool:
    return LEAST * droits <= whole <= MOST * droits


def asked_of_unit(
    zones: Sequence[Zone], lignes: Sequence[LigneLue], droits: Decimal
) -> tuple[Zone, ...]:
    """The zones whose unit only the treasurer can say: all of them where the whole is out of scale; those in euros where
    others are in thousands and they hold less than a thousand."""
    said = hors_d_echelle(lignes, droits)
    if said:
        return tuple(_asked(zone, f"{said} : euros, ou milliers d'euros ?") for zone in zones)
    if len({zone.facteur for zone in zones}) < 2:
        return tuple(zones)
    return tuple(
        _asked(zone, "d'autres tableaux sont en milliers d'euros : celui-ci ?")
        if zone.facteur == 1 and _is_small(zone, lignes)
        else zone
        for zone in zones
    )


def _is_small(zone: Zone, lignes: Sequence[LigneLue]) -> bool:
    own = [line for line in lignes if line.zone == zone.bloc and line.feuille == zone.feuille]
    return par_an(own) < MILLE


def _asked(zone: Zone, why: str) -> Zone:
    questions = tuple(dict.fromkeys((*zone.questions, UNITE)))
    return replace(zone, pourquoi=f"{zone.pourquoi} ; {why}", sur=False, questions=questions)
