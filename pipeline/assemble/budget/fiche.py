"""The cost of one fiche, as its page shows it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from pipeline.assemble.budget.montants import capital, printer, with_total, year_titles
from pipeline.model.budget import NATURES, Annees, Budget
from pipeline.model.comptes import somme
from pipeline.model.prose import Table


def tableau_budget(code: str, budget: Budget) -> Table | None:
    """What the fiche costs by nature, in euros per contract year and in all; none when no expense is tied to it.

    It stays on the page of what its author says of it.
    """
    by_nature = _by_nature(code, budget)
    if not by_nature:
        return None
    money = printer(budget)

    def row(name: str, amounts: Annees) -> list[str]:
        return [name, *map(money, (*amounts, sum(amounts, Decimal(0))))]

    rows = [row(capital(nature), amounts) for nature, amounts in by_nature.items()]
    several = len(rows) > 1
    if several:
        rows.append(row("Total", somme(budget.annees, *by_nature.values())))
    table = with_total(["Dépenses", *year_titles(budget), "Total"], rows, 1, total_row=several)
    return replace(table, keep=True)


def _by_nature(code: str, budget: Budget) -> dict[str, Annees]:
    """In the order of the natures, those without any expense left out."""
    mine = [line for line in budget.depenses if line.fiche and line.fiche.value == code]
    told = [nature for nature in NATURES if any(line.nature == nature for line in mine)]
    return {
        nature: somme(budget.annees, *(line.montants for line in mine if line.nature == nature))
        for nature in told
    }
