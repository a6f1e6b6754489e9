"""The totals of a foreign budget that are not those of their lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.model.langue.francais import euros

CENT = Decimal("0.01")
Montants = Mapping[int, Decimal]


@dataclass
class Cumul:
    """The sums of the lines of one side of a sheet: since its top, since the last total."""

    depuis_le_haut: dict[int, Decimal] = field(default_factory=dict)
    depuis_le_total: dict[int, Decimal] = field(default_factory=dict)
    lignes: list[Montants] = field(default_factory=list)

    def add(self, amounts: Montants) -> None:
        self.lignes.append(amounts)
        for sums in (self.depuis_le_haut, self.depuis_le_total):
            for rank, amount in amounts.items():
                sums[rank] = sums.get(rank, Decimal(0)) + amount

    def disagrees(self, total: Montants) -> str:
        """What to say of a total that is the sum neither of all the lines above nor of the last ones.

        « Sous-total 61 » may be that of the last lines alone, where no total closes those of the accounts before.
        """
        if not self.lignes or self._is_of_the_last_lines(total):
            return ""
        wrong = [said for rank in sorted(total) if (said := self._of_year(rank, total[rank]))]
        return f"{', '.join(wrong)} : ce sont les lignes qui ont été prises" if wrong else ""

    def _of_year(self, rank: int, amount: Decimal) -> str:
        sums = [self.depuis_le_haut.get(rank), self.depuis_le_total.get(rank)]
        found = [value for value in sums if value is not None]
        if not found or any(abs(value - amount) < CENT for value in found):
            return ""
        return f"ce total dit {euros(amount)}, ses lignes font {euros(found[-1])}"

    def _is_of_the_last_lines(self, total: Montants) -> bool:
        """Whether so many of the last lines, whatever their number, make this total in every year."""
        left = {rank: amount for rank, amount in total.items() if amount}
        for line in reversed(self.lignes):
            for rank, amount in line.items():
                left[rank] = left.get(rank, Decimal(0)) - amount
            if all(abs(amount) < CENT for amount in left.values()):
                return True
        return False

    def close(self) -> None:
        self.depuis_le_total = {}
