"""The totals of a foreign budget that are not those of their lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.model.langue.francais import euros
from pipeline.model.motif import motif

HALF_A_CENT = Decimal("0.005")
ZERO = Decimal(0)
ACCOUNT = motif(r"\b([67][0-9]{0,7})\b")
Montants = Mapping[int, Decimal]


@dataclass
class Cumul:
    """The lines of one side of a sheet, each with the number of its account, "" for none."""

    lignes: list[tuple[str, Montants]] = field(default_factory=list)
    depuis_le_total: int = 0
    """How many lines stand above the last total."""

    def add(self, amounts: Montants, account: str = "") -> None:
        self.lignes.append((account, amounts))

    def disagrees(self, total: Montants, words: str, below: Iterable[Montants]) -> str:
        """What to say of a total that is the sum neither of the lines above, as many as one likes, nor of those of the
        account that it names, nor of those right below it."""
        if not self.lignes:
            return ""
        above = [amounts for _account, amounts in self.lignes]
        of_account = self._of_account(words)
        under: list[Montants] | None = None
        wrong = []
        for rank, amount in sorted(total.items()):
            if not any(rank in one for one in above):
                continue
            if _made(amount, rank, _last(above)) or _made(amount, rank, [of_account]):
                continue
            under = list(below) if under is None else under
            if not _made(amount, rank, _first(under)):
                lines = of_account or above[self.depuis_le_total :] or above
                made = euros(_sum(lines, rank))
                wrong.append(f"ce total dit {euros(amount)}, ses lignes font {made}")
        return f"{', '.join(wrong)} : ce sont les lignes qui ont été prises" if wrong else ""

    def _of_account(self, words: str) -> list[Montants]:
        """The lines of the account that a total names: « Sous-total 61 »."""
        named = ACCOUNT.search(words)
        if named is None:
            return []
        return [amounts for account, amounts in self.lignes if account.startswith(named[1])]

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
        self.depuis_le_total = len(self.lignes)


def _last(lines: Sequence[Montants]) -> Iterator[Sequence[Montants]]:
    return (lines[at:] for at in reversed(range(len(lines))))


def _first(lines: Sequence[Montants]) -> Iterator[Sequence[Montants]]:
    return (lines[:end] for end in range(1, len(lines) + 1))


def _made(amount: Decimal, rank: int, runs: Iterable[Sequence[Montants]]) -> bool:
    """Whether some run of lines adds up to an amount, each line rounded to the cent."""
    return any(
        run and abs(_sum(run, rank) - amount) <= HALF_A_CENT * (len(run) + 1) for run in runs
    )


def _sum(lines: Iterable[Montants], rank: int) -> Decimal:
    return sum((one.get(rank, ZERO) for one in lines), ZERO)
