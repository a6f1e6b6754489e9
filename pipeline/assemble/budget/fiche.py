"""The cost of each fiche, as its page shows it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from pipeline.assemble.budget.montants import printer, with_total, year_titles
from pipeline.model.budget import NATURES, Annees, Budget, Depense
from pipeline.model.comptes import somme
from pipeline.model.langue.francais import majuscule
from pipeline.model.prose import Table

TITRE = "Dépenses, en euros"
"""The unit in the title of its own column: a line above would push many a fiche over to one page more."""


class CoutsDesFiches:
    """The table of each fiche; the lines of the budget, which grow with the fiches, are gone through once for all."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.money = printer(budget)
        self.lines: dict[str, list[Depense]] = {}
        for line in budget.depenses:
            if line.fiche:
                self.lines.setdefault(line.fiche.value, []).append(line)

    def tableau(self, code: str) -> Table | None:
        """What the fiche costs by nature, in euros per contract year and in all; none when no expense is tied to it.

        It stays on the page of what its author says of it.
        """
        by_nature = self._by_nature(code)
        if not by_nature:
            return None
        rows = [self._row(majuscule(nature), amounts) for nature, amounts in by_nature.items()]
        several = len(rows) > 1
        if several:
            rows.append(self._row("Total", somme(self.budget.annees, *by_nature.values())))
        header = [TITRE, *year_titles(self.budget), "Total"]
        table = with_total(header, rows, 1, total_row=several)
        return replace(table, keep=True, montants=())

    def _row(self, name: str, amounts: Annees) -> list[str]:
        return [name, *map(self.money, (*amounts, sum(amounts, Decimal(0))))]

    def _by_nature(self, code: str) -> dict[str, Annees]:
        """In the order of the natures, those without any expense left out."""
        mine = self.lines.get(code, [])
        told = [nature for nature in NATURES if any(line.nature == nature for line in mine)]
        years = self.budget.annees
        return {
            nature: somme(years, *(line.montants for line in mine if line.nature == nature))
            for nature in told
        }
