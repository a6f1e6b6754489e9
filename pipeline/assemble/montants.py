"""How the amounts of the budget are printed, so that they align and read alike in every table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from pipeline.assemble.partie import tableau
from pipeline.model.budget import CENT, Budget
from pipeline.model.francais import euros, nombre
from pipeline.model.prose import Table

RIGHT = "right"
YEARS_ABREAST = 2
"""Contract years that fit on a page when both sides of the budget stand in one table."""

ZERO, TENTH = Decimal(0), Decimal("0.1")
Printer = Callable[[Decimal], str]


def printer(budget: Budget) -> Printer:
    """How every amount of the budget is printed: with its cents as soon as one of them has some, so that they align."""
    lines = [amount for bloc in budget.blocs for line in bloc.depenses for amount in line.montants]
    lines += [amount for bloc in budget.blocs for line in bloc.ressources for amount in line.montants]
    lines += [virement.montant for virement in budget.virements]
    if all(amount == amount.to_integral_value() for amount in lines):
        return euros
    return lambda amount: nombre(amount.quantize(CENT)) + "\u00a0€"


def year_titles(budget: Budget) -> list[str]:
    return [f"Année {year}" for year in range(1, budget.annees + 1)]


def with_total(header: Sequence[str], rows: Sequence[Sequence[str]], texts: int) -> Table:
    """A table whose first ``texts`` columns are words, the others amounts, and whose last row is a total."""
    return tableau(header, rows, ["left"] * texts + [RIGHT] * (len(header) - texts), total_row=True)


def shares(parts: Sequence[Decimal]) -> list[Decimal]:
    """Tenths of a percent of their sum, which add up to 100: those cut the most are rounded upwards.

    >>> [str(share) for share in shares([Decimal(1), Decimal(1), Decimal(1)])]
    ['33.4', '33.3', '33.3']
    """
    whole = sum(parts, ZERO)
    if not whole:
        return [ZERO for _part in parts]
    exact = [1000 * part / whole for part in parts]
    cut = [int(tenths) for tenths in exact]
    ranks = sorted(range(len(parts)), key=lambda rank: cut[rank] - exact[rank])
    for rank in ranks[: 1000 - sum(cut)]:
        cut[rank] += 1
    return [Decimal(tenths) / 10 for tenths in cut]


def percent(share: Decimal) -> str:
    return f"{nombre(share.quantize(TENTH))}\u00a0%"


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]
