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
        lines = list(below)
        wrong = [self._of_year(rank, total[rank], words, lines) for rank in sorted(total)]
        said = ", ".join(filter(None, wrong))
        return f"{said} : ce sont les lignes qui ont été prises" if said else ""

    def _of_year(self, rank: int, amount: Decimal, words: str, below: Sequence[Montants]) -> str:
        above = [amounts for _account, amounts in self.lignes]
        of_account = self._of_account(words)
        if not any(rank in one for one in above):
            return ""
        if _made(amount, rank, (*_last(above), of_account, *_first(below))):
            return ""
        lines = of_account or above[self.depuis_le_total :] or above
        return f"ce total dit {euros(amount)}, ses lignes font {euros(_sum(lines, rank))}"

    def _of_account(self, words: str) -> list[Montants]:
        """The lines of the account that a total names: « Sous-total 61 »."""
        named = ACCOUNT.search(words)
        if named is None:
            return []
        return [amounts for account, amounts in self.lignes if account.startswith(named[1])]

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
