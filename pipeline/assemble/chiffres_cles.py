"""Key figures side by side, each under what it counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from pipeline.model.comptes import TotalBloc
from pipeline.model.echeance import Echeance
from pipeline.model.fiche import Fiche
from pipeline.model.langue.francais import euros, nombre
from pipeline.model.prose import SIGNATURE, Cell, Strong, Table, plain

ACROSS = 4
"""Key figures in one row."""

ChiffreCle = tuple[str, str]
"""A figure as it is printed, and what it counts."""


def carres(figures: Sequence[ChiffreCle], mission: int = 0) -> list[Table]:
    """In one row, or in several of about as many; nothing without a figure.  ``mission`` is the rank of the one that
    they are about."""
    if not figures:
        return []
    rows = -(-len(figures) // ACROSS)
    across = -(-len(figures) // rows)
    return [_row(figures[at : at + across], mission) for at in range(0, len(figures), across)]


def _row(figures: Sequence[ChiffreCle], mission: int) -> Table:
    header = tuple(Cell(plain(words[:1].upper() + words[1:])) for _figure, words in figures)
    row = tuple(Cell((Strong(plain(figure)),)) for figure, _words in figures)
    return Table(
        header, (row,), ("center",) * len(figures), style=SIGNATURE, even=True, missions=(mission,)
    )


def compte(count: int, many: str, one: str) -> Iterator[ChiffreCle]:
    if count:
        yield nombre(count), one if count == 1 else many


def depenses(total: TotalBloc | None, years: int) -> Iterator[ChiffreCle]:
    """Expenses over the years of the budget, in whole euros; a virement is spent by the block that receives it."""
    spent = sum(total.depenses, Decimal(0)) if total else Decimal(0)
    if spent:
        words = f"dépenses sur {years} ans" if years > 1 else "dépenses"
        yield euros(spent.quantize(Decimal(1))), words


def demarrage(fiches: Sequence[Fiche]) -> Echeance | None:
    """When the first of these actions begins."""
    dates = [fiche.dates.demarrage.value for fiche in fiches if fiche.dates.demarrage]
    return min(dates, key=lambda date: date.debut, default=None)
