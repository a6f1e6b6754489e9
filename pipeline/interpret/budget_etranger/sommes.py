"""The lines of a foreign budget that add up others: by their formula, by their account, by their amounts."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from decimal import Decimal

from pipeline.model.budget_etranger import Case, LigneLue, Zone
from pipeline.model.langue.francais import euros
from pipeline.model.motif import motif
from pipeline.model.source import column_letters
from pipeline.model.valeur import dataclass

FUNCTION = motif(r"\b(?:SUM|SOMME)\(|\b(?:SUBTOTAL|SOUS\.TOTAL)\(\s*(?:9|109)\s*[,;]")
"""What adds up in a formula; of SOUS.TOTAL, the two functions that do, with and without hidden rows."""

CELLS = motif(
    r"(?:(?:'((?:[^']|'')+)'|([\w.]+))!)?\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?"
)
NOTHING_ELSE = motif(r"[=+,;()\s]*")
ACCOUNT = motif(r"\s*([67][0-9]{1,7})\b(?!\s*[€%.,/])")
"""« 6132 », « 64 – Charges de personnel »: the number of an account of charges or produits."""

CLASS_OF_ACCOUNTS = 2
"""Digits of « 64 », a class whose lines may bear no number."""

FEWEST_CARRIED = 2
"""Lines of a sheet that carries another over; one alone may be the same amount by chance."""

MOST_ROWS = 1_000
"""Rows of a range that are looked at: « C1:C1048576 » names every row of a sheet."""

D_AUTRES_LIGNES = "c'est la somme d'autres lignes"
QUI_SUIVENT = "c'est la somme des lignes qui suivent"
AILLEURS = "c'est le report d'une autre feuille, dont les lignes sont prises"

Montants = Mapping[int, Decimal]
Rangees = Mapping[str, Collection[int]]
"""Sheet → the rows of its zones."""


@dataclass(frozen=True, slots=True)
class Renvoi:
    """Cells that a formula names: of another sheet where it says which."""

    feuille: str
    colonne: str
    premiere: int
    derniere: int


def adds_up(cases: Sequence[Case], sheet: str, rows: Rangees) -> str:
    """Why the amounts of a line are those of other lines, where each formula says so."""
    reasons = {_reason(case, sheet, rows) for case in cases}
    return reasons.pop() if len(reasons) == 1 else ""


def _reason(case: Case, sheet: str, rows: Rangees) -> str:
    named = _named(case.formule)
    if not any(_is_counted(one, one.feuille or sheet, rows) for one in named):
        return ""
    if all(one.feuille not in ("", sheet) for one in named):
        return AILLEURS
    several = len(named) > 1 or FUNCTION.search(case.formule.upper()) is not None
    return D_AUTRES_LIGNES if several and all(_is_other(one, case) for one in named) else ""


def _is_other(one: Renvoi, case: Case) -> bool:
    """Cells above or below this one."""
    same_row = one.premiere <= case.ligne <= one.derniere
    return one.colonne == column_letters(case.colonne) and not same_row


def _is_counted(one: Renvoi, sheet: str, rows: Rangees) -> bool:
    own = rows.get(sheet, ())
    named = range(one.premiere, one.derniere + 1)[:MOST_ROWS]
    return any(row in own for row in named)


def _named(formula: str) -> list[Renvoi]:
    """The cells that a formula adds up; none when it does anything else.

    >>> _named("=C7+C8"), _named("=C7*1.02")
    ([Renvoi(feuille='', colonne='C', premiere=7, derniere=7), Renvoi(feuille='', colonne='C', premiere=8, derniere=8)], [])
    """
    added = _in_capitals(formula)
    if not NOTHING_ELSE.fullmatch(CELLS.sub("", added)):
        return []
    return [*_cells_in(added)]


def _in_capitals(formula: str) -> str:
    """Functions and columns in capitals, the names of sheets as they are."""
    parts = re.split(r"('(?:[^']|'')+'!|[\w.]+!)", formula)
    return "".join(
        part if part.endswith("!") else FUNCTION.sub("(", part.upper()) for part in parts
    )


def _cells_in(added: str) -> Iterator[Renvoi]:
    for match in CELLS.finditer(added):
        quoted, bare, column, first, _, last = match.groups()
        sheet = (quoted or "").replace("''", "'") or bare or ""
        yield Renvoi(sheet, column, int(first), int(last or first))


def carried_over(lignes: Sequence[LigneLue]) -> list[str]:
    """The sheets, two lines at least, whose every line is to the cent what the other sheets have for its side and block."""
    found: list[str] = []
    for sheet in dict.fromkeys(line.feuille for line in lignes):
        own = [line for line in lignes if line.feuille == sheet]
        others = [line for line in lignes if line.feuille != sheet and line.feuille not in found]
        sums = _by_side_and_block(others)
        if len(own) >= FEWEST_CARRIED and all(
            _filled(line.montants) == sums.get((line.cote, line.bloc)) for line in own
        ):
            found.append(sheet)
    return found


def _by_side_and_block(lignes: Sequence[LigneLue]) -> dict[tuple[str, str], Montants]:
    found: dict[tuple[str, str], dict[int, Decimal]] = {}
    for line in lignes:
        total = found.setdefault((line.cote, line.bloc), {})
        for year, amount in line.montants.items():
            total[year] = total.get(year, Decimal(0)) + amount
    return {key: _filled(total) for key, total in found.items()}


def _filled(amounts: Montants) -> Montants:
    return {year: amount for year, amount in amounts.items() if amount}


# --- accounts --------------------------------------------------------------------------------------------------------


def account_of(row: Sequence[Case], zone: Zone) -> str:
    """The number that begins the words of a line, or that stands in the column before them."""
    first = zone.libelles[0]
    texts = {case.colonne: case.texte for case in row if case.colonne in (first - 1, first)}
    found = (ACCOUNT.match(texts.get(column, "")) for column in (first, first - 1))
    return next((match[1] for match in found if match), "")


def heads_accounts(
    amounts: Montants,
    row: Sequence[Case],
    after: Sequence[Sequence[Case]],
    zone: Zone,
    amounts_of: Callable[[Sequence[Case], Zone], Montants],
) -> str:
    """Why a line whose account is the beginning of those that follow is none of the budget: they are its detail."""
    account = account_of(row, zone)
    under = [*_under(account, after, zone)] if account else []
    if len(account) == CLASS_OF_ACCOUNTS and _is_detailed(amounts, after, zone, amounts_of):
        return QUI_SUIVENT
    if not under:
        return ""
    total: dict[int, Decimal] = {}
    for own, line in under:
        if not any(other.startswith(own) and other != own for other, _ in under):
            for rank, amount in amounts_of(line, zone).items():
                total[rank] = total.get(rank, Decimal(0)) + amount
    for rank, amount in amounts.items():
        lines = total.get(rank, Decimal(0))
        if lines != amount:
            said = f"ce compte dit {euros(amount)}, ses lignes font {euros(lines)}"
            return f"{said} : ce sont les lignes qui ont été prises"
    return QUI_SUIVENT


def _is_detailed(
    amounts: Montants,
    after: Sequence[Sequence[Case]],
    zone: Zone,
    amounts_of: Callable[[Sequence[Case], Zone], Montants],
) -> bool:
    """Whether the lines without account under a class, down to the next account, add up to it: « 61 Services extérieurs »,
    then « Locations »."""
    total: dict[int, Decimal] = {}
    for row in after:
        if account_of(row, zone) or total == dict(amounts):
            break
        for rank, amount in amounts_of(row, zone).items():
            total[rank] = total.get(rank, Decimal(0)) + amount
    return total == dict(amounts)


def _under(
    account: str, after: Sequence[Sequence[Case]], zone: Zone
) -> Iterator[tuple[str, Sequence[Case]]]:
    for line in after:
        own = account_of(line, zone)
        if not own.startswith(account) or own == account:
            return
        yield own, line


# --- amounts ---------------------------------------------------------------------------------------------------------


def adds_up_what_follows(
    amounts: Montants,
    line: Sequence[Case],
    after: Sequence[Sequence[Case]],
    zone: Zone,
    amounts_of: Callable[[Sequence[Case], Zone], Montants],
) -> bool:
    """A line typed as the sum of the next ones: two of them at least, down to the first that makes the sum.

    A line with an account adds up none of another: « 6226 » is no sum of « 6236 » and « 6251 ».
    """
    return _extent(amounts, account_of(line, zone), after, zone, amounts_of) > 0


DEEPEST = 3
"""Sums of sums that are followed: « A - Charges », « A1 - Personnel », « Coordinatrice »."""


def _extent(
    amounts: Montants,
    account: str,
    after: Sequence[Sequence[Case]],
    zone: Zone,
    amounts_of: Callable[[Sequence[Case], Zone], Montants],
    depth: int = 1,
) -> int:
    """How many of the next rows a line adds up, two at least, the parts of a sum among them counted once; 0 for none."""
    total: dict[int, Decimal] = {}
    at = 0
    while at < len(after):
        own = amounts_of(after[at], zone)
        if not own or not account_of(after[at], zone).startswith(account):
            return 0
        for rank, amount in own.items():
            total[rank] = total.get(rank, Decimal(0)) + amount
        at += 1
        if depth < DEEPEST:
            next_account = account_of(after[at - 1], zone)
            at += _extent(own, next_account, after[at:], zone, amounts_of, depth + 1)
        if at > 1 and total == dict(amounts):
            return at
        if any(amount > amounts.get(rank, Decimal(0)) for rank, amount in total.items()):
            return 0
    return 0
