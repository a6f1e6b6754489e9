"""The unit of the amounts of a foreign budget: euros, or thousands of them, wherever the sheet says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.model.budget_etranger import Case
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif

MILLE = 1000
MILLIERS = motif(
    r"(?<![0-9])(?<![0-9] )"
    r"(?:\bk ?€|\bk ?e(?:ur(?:os?)?)?\b|\bmilliers? (?:d'(?:euros?|€)|€)|\ben milliers\b|\b000 ?€)"
)
"""« en k€ », « Keuros », « milliers d'euros », « (000 €) »; « 40 k€ » is an amount, and says nothing of the others."""

UNITE = motif(r"\ben euros?\b|\ben €|\bunites? ?: ?(?:euros?|€)")


def unite_dite(texte: str) -> int:
    """1000 where words say that amounts are in thousands, 1 that they are in euros, 0 where they say neither.

    >>> unite_dite("Budget 2027-2029 - en k€"), unite_dite("(en euros)"), unite_dite("40 k€ demandés au FIR")
    (1000, 1, 0)
    """
    words = fold(texte)
    if MILLIERS.search(words):
        return MILLE
    return 1 if UNITE.search(words) else 0


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
