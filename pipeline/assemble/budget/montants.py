"""How the amounts of the budget are printed, so that they align and read alike in every table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from pipeline.assemble import partie
from pipeline.model.budget import CENT, Budget, cents
from pipeline.model.langue.francais import euros, nombre
from pipeline.model.motif import motif
from pipeline.model.prose import BulletList, Cell, Paragraph, Strong, Table, Text, plain, text_of

RIGHT = "right"
YEARS_ABREAST = 2
WHOLE_YEARS_ABREAST = 3
"""Contract years that fit on a page when both sides of the budget stand in one table, with cents and without."""

ZERO, TENTH, UNIT = Decimal(0), Decimal("0.1"), Decimal(1)
Printer = Callable[[Decimal], str]


def printer(budget: Budget) -> Printer:
    """How every amount of the budget is printed: with its cents as soon as one of them has some, so that they align."""
    if is_in_whole_euros(budget):
        return euros
    return lambda amount: nombre(amount.quantize(CENT)) + "\u00a0€"


def is_in_whole_euros(budget: Budget) -> bool:
    lines = [amount for bloc in budget.blocs for line in bloc.depenses for amount in line.montants]
    lines += [
        amount for bloc in budget.blocs for line in bloc.ressources for amount in line.montants
    ]
    lines += [virement.montant for virement in budget.virements]
    return all(amount == amount.to_integral_value() for amount in lines)


AMOUNT = motif("[-+\u2212]?[0-9][0-9 \u00a0\u202f]*(,[0-9]{2})?\u00a0€")
FIGURE = motif("[-+\u2212]?[0-9][0-9 \u00a0\u202f]*(?:,[0-9]{2})?(?:\u00a0€)?")
MOST_YEARS = 3
"""Contract years whose amounts fit abreast with « € » and cents in each cell; past them, a table is tight."""


def tableau(
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    aligns: Sequence[str],
    total_row: bool = False,
    serre: bool = False,
    arrondis: bool = False,
) -> Table:
    """A table whose amounts all have their cents as soon as one of them has some, without columns of empty cells.

    « € » is no longer in the cells of a column of amounts: it is said once above the table (``Table.unite``), with
    whether they are rounded.  With ``serre`` a column where no amount has cents shows none, so that many years keep the
    page upright.
    """
    lines = [list(row) for row in rows]
    partie.same_width(header, [aligns, *lines])
    kept = _filled_columns(len(header), lines)
    shown = _alike([[row[rank] for rank in kept] for row in lines])
    if serre:
        _without_empty_cents(shown)
    amounts = tuple(rank for rank in range(len(kept)) if _holds_amounts(shown, rank))
    for row in shown:
        for rank in amounts:
            row[rank] = row[rank].removesuffix(f"\u00a0{EURO}")
    titles = [header[rank] for rank in kept]
    table = partie.tableau(titles, shown, [aligns[rank] for rank in kept], total_row)
    return replace(table, montants=amounts, arrondis=arrondis)


def _filled_columns(count: int, lines: Sequence[Sequence[str]]) -> list[int]:
    """The first column, and those with a word in some row; all of them while there is no row."""
    if not lines:
        return list(range(count))
    return [0, *(rank for rank in range(1, count) if any(row[rank] for row in lines))]


def _without_empty_cents(rows: list[list[str]]) -> None:
    """« 12 500,00 » is « 12 500 » down a column of amounts where none has cents."""
    for rank in range(len(rows[0]) if rows else 0):
        column = [row[rank] for row in rows if row[rank] not in ("", NONE)]
        figures = [cell for cell in column if FIGURE.fullmatch(cell)]
        if len(figures) < len(column) or not all(",00" in cell for cell in figures):
            continue
        for row in rows:
            row[rank] = row[rank].replace(",00", "")


def _holds_amounts(rows: Sequence[Sequence[str]], rank: int) -> bool:
    """Whether a column holds amounts, and beside them only words or nothing: another figure would be read as euros."""
    figures = [row[rank] for row in rows if FIGURE_SIGN.search(row[rank])]
    return bool(figures) and all(map(AMOUNT.fullmatch, figures))


EURO = "€"
FIGURE_SIGN = motif("[0-9]")


def _alike(rows: list[list[str]]) -> list[list[str]]:
    found = [match for row in rows for cell in row if (match := AMOUNT.fullmatch(cell))]
    if not any(match[1] for match in found):
        return rows
    return [[_with_cents(cell) for cell in row] for row in rows]


def _with_cents(cell: str) -> str:
    match = AMOUNT.fullmatch(cell)
    return cell if match is None or match[1] else cell.replace("\u00a0€", ",00\u00a0€")


def with_subtotal(table: Table, rank: int) -> Table:
    """The same table, that row in bold: it repeats the rows above and is not one more to add up."""
    bold = tuple(Cell((Strong(plain(text_of(cell.inlines))),)) for cell in table.rows[rank])
    return replace(table, rows=(*table.rows[:rank], bold, *table.rows[rank + 1 :]))


def rounded(amount: Decimal) -> str:
    """« 12 346 € », to the nearest euro: a summary has no cents."""
    return euros(to_the_euro(amount))


def to_the_euro(amount: Decimal) -> Decimal:
    return cents(amount).quantize(UNIT, ROUND_HALF_UP)


def is_tight(budget: Budget) -> bool:
    return budget.annees > MOST_YEARS


def year_titles(budget: Budget) -> list[str]:
    return [f"Année {year}" for year in range(1, budget.annees + 1)]


def with_total(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    texts: int,
    total_row: bool = True,
    serre: bool = False,
    arrondis: bool = False,
) -> Table:
    """A table whose first ``texts`` columns are words, the others amounts, and whose last row may be a total."""
    aligns = ["left"] * texts + [RIGHT] * (len(header) - texts)
    return tableau(header, rows, aligns, total_row, serre, arrondis)


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


def together(text: str) -> str:
    """Words that stay on one line."""
    return text.replace(" ", "\u00a0")


NONE = "—"


def puces(items: Iterable[tuple[str, str]]) -> BulletList:
    return BulletList(
        tuple(
            (Paragraph((Strong(plain(name)), Text(f" : {text}")) if name else plain(text)),)
            for name, text in items
        )
    )


def or_none(amount: Decimal | None) -> str:
    return euros(amount) if amount else NONE


def exact_percent(share: Decimal) -> str:
    return f"{decimal(share * 100)}\u00a0%"


def decimal(value: Decimal) -> str:
    return format(value.normalize() + ZERO, "f").replace(".", ",")
