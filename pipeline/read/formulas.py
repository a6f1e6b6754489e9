"""What formulas lean on: a circle of cells that wait for one another, and cells of another workbook."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import TypeVar

from pipeline.model.motif import motif
from pipeline.model.source import CELL_REFERENCE, Sheet, SheetCell, SheetTable, column_number

EXTERNAL = motif(r"(?<![\w\]])\[[0-9]+\]")
ITEM = motif(r"\[([^\]]*)\]")
LAST_ROW = 1_048_576
LAST = itemgetter(1)
MOST_STEPS = 300_000
"""Beyond, a workbook is too intricate to be followed: nothing is said of it."""

Key = tuple[str, int, int]
Node = TypeVar("Node")
Area = tuple[str, int, int, int, int]
"""Sheet, first row, first column, last row, last column."""


def external_cells(sheets: Sequence[Sheet]) -> tuple[SheetCell, ...]:
    """The cells whose formula reads another workbook."""
    known: dict[str, bool] = {}
    for cell in _formulas(sheets):
        if cell.formula not in known:
            known[cell.formula] = "[" in cell.formula and EXTERNAL.search(cell.formula) is not None
    return (
        tuple(cell for cell in _formulas(sheets) if known[cell.formula])
        if any(known.values())
        else ()
    )


def circle(sheets: Sequence[Sheet], tables: Sequence[SheetTable]) -> tuple[SheetCell, ...]:
    """The cells of one circle of formulas, in the order in which they wait for one another; nothing without any.

    Columns of tables are looked at first, each as a whole: most workbooks turn in no circle, and need no closer look.
    """
    cells = {(cell.place[1], cell.row, cell.column): cell for cell in _formulas(sheets)}
    by_name = {table.name.casefold(): table for table in tables}
    if not _turns(cells, tables, by_name):
        return ()
    columns: dict[tuple[str, int], list[int]] = {}
    for sheet, row, column in sorted(cells):
        columns.setdefault((sheet, column), []).append(row)
    found = _first_circle(cells, lambda key: _needs(cells[key], columns, by_name))
    return tuple(cells[key] for key in found)


def _first_circle(
    starts: Iterable[Node], needs: Callable[[Node], Iterable[Node | None]]
) -> list[Node]:
    """The first circle met, going from what waits to what it waits for; nothing without any, or beyond MOST_STEPS.

    What a node needs may hold None, for a step that led nowhere: looking is counted, found or not.
    """
    done: set[Node] = set()
    left = iter(range(MOST_STEPS))

    def counted(node: Node) -> Iterator[Node]:
        return (other for other, _step in zip(needs(node), left, strict=False) if other is not None)

    for start in starts:
        if start in done:
            continue
        path: dict[Node, None] = {start: None}
        waiting = [(start, counted(start))]
        while waiting:
            key, needed = waiting[-1]
            if next(left, None) is None:
                return []
            other = next((k for k in needed if k not in done), None)
            if other is None:
                waiting.pop()
                path.pop(key)
                done.add(key)
            elif other in path:
                keys = list(path)
                return keys[keys.index(other) :]
            else:
                path[other] = None
                waiting.append((other, counted(other)))
    return []


def _turns(
    cells: Mapping[Key, SheetCell], tables: Sequence[SheetTable], by_name: Mapping[str, SheetTable]
) -> bool:
    """Whether formulas may turn in a circle, each column of a table taken as one cell: if these do not, none does."""
    bodies = _bodies(tables)
    groups: dict[Key, list[Area]] = {}
    spans: dict[tuple[str, int], list[tuple[int, int]]] = {}
    seen: set[tuple[Key, str]] = set()
    for (sheet, row, column), cell in cells.items():
        top = bottom = row
        for first, last in bodies.get((sheet, column), ()):
            if first <= row <= last:
                top, bottom = first, last
        node = (sheet, top, column)
        if node not in groups:
            groups[node] = []
            spans.setdefault((sheet, column), []).append((top, bottom))
        if (node, cell.formula) not in seen:
            seen.add((node, cell.formula))
            groups[node] += _areas(cell, by_name)
    for column_spans in spans.values():
        column_spans.sort()
    return bool(_first_circle(groups, lambda node: _met(groups[node], spans)))


def _bodies(tables: Sequence[SheetTable]) -> Mapping[tuple[str, int], Sequence[tuple[int, int]]]:
    """Sheet and column → first and last rows of the tables that stand there."""
    found: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for table in tables:
        for head in table.header if table.rows else ():
            span = (table.rows[0][0].row, table.rows[-1][0].row)
            found.setdefault((table.span.sheet or "", head.column), []).append(span)
    return found


def _met(
    areas: Sequence[Area], spans: Mapping[tuple[str, int], Sequence[tuple[int, int]]]
) -> Iterator[Key | None]:
    """The columns of tables, and the cells out of them, that areas reach; ``spans`` are in order and apart."""
    last = max((column for _sheet, column in spans), default=0)
    for sheet, top, left, bottom, right in areas:
        for column in range(left, min(right, last) + 1):
            yield None
            column_spans = spans.get((sheet, column), ())
            for rank in range(bisect_left(column_spans, top, key=LAST), len(column_spans)):
                first = column_spans[rank][0]
                if first > bottom:
                    break
                yield (sheet, first, column)


def _formulas(sheets: Sequence[Sheet]) -> Iterator[SheetCell]:
    for sheet in sheets:
        for row in sheet.rows.values():
            for cell in row.values():
                if cell.formula:
                    yield cell


def _needs(
    cell: SheetCell,
    columns: Mapping[tuple[str, int], Sequence[int]],
    tables: Mapping[str, SheetTable],
) -> Iterator[Key | None]:
    """The formulas that this one reads."""
    last = max((column for _sheet, column in columns), default=0)
    for sheet, top, left, bottom, right in _areas(cell, tables):
        for column in range(left, min(right, last) + 1):
            yield None
            rows = columns.get((sheet, column), ())
            for rank in range(bisect_left(rows, top), len(rows)):
                if rows[rank] > bottom:
                    break
                yield (sheet, rows[rank], column)


def _areas(cell: SheetCell, tables: Mapping[str, SheetTable]) -> Iterator[Area]:
    for match in CELL_REFERENCE.finditer(cell.formula):
        if match["table"]:
            yield from _columns_of(cell, tables.get(match["table"].casefold()), match["inside"])
        elif match["c1"] or match["from"]:
            sheet = (match["quoted"] or "").replace("''", "'") or match["bare"] or cell.place[1]
            if match["from"]:
                yield (sheet, 1, column_number(match["from"]), LAST_ROW, column_number(match["to"]))
                continue
            left, top = column_number(match["c1"]), int(match["r1"])
            right = column_number(match["c2"]) if match["c2"] else left
            yield (sheet, top, left, int(match["r2"] or top), right)


def _columns_of(cell: SheetCell, table: SheetTable | None, inside: str) -> Iterator[Area]:
    """``table[Colonne]``, ``table[[#This Row],[Colonne]]``, ``table[[#Totals],[Colonne]]``."""
    if table is None or not table.rows:
        return
    items = ITEM.findall(inside) or [inside.removeprefix("@")]
    if OUTSIDE_OF_ROWS.intersection(items):
        return
    first, last = table.rows[0][0].row, table.rows[-1][0].row
    if "#This Row" in items or inside.startswith("@"):
        first = last = cell.row
    for head in _named_columns(table, items):
        yield (table.span.sheet or "", first, head.column, last, head.column)


def _named_columns(table: SheetTable, items: Iterable[str]) -> list[SheetCell]:
    """The headers of the columns named; of all of them where no name is given."""
    names = {item for item in items if not item.startswith("#")}
    return [head for head in table.header if not names or str(head.value or "") in names]


OUTSIDE_OF_ROWS = frozenset(("#Totals", "#Headers"))
