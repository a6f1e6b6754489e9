"""What formulas lean on: a circle of cells that wait for one another, and cells of another workbook."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from pipeline.model.source import CELL_REFERENCE, Sheet, SheetCell, SheetTable, column_number

EXTERNAL = re.compile(r"(?<![\w\]])\[[0-9]+\]")
ITEM = re.compile(r"\[([^\]]*)\]")
LAST_ROW = 1_048_576
MOST_STEPS = 300_000
"""Beyond, a workbook is too intricate to be followed: nothing is said of it."""

Key = tuple[str, int, int]
Area = tuple[str, int, int, int, int]
"""Sheet, first row, first column, last row, last column."""


def external_cells(sheets: Sequence[Sheet]) -> tuple[SheetCell, ...]:
    """The cells whose formula reads another workbook."""
    return tuple(cell for cell in _formulas(sheets) if "[" in cell.formula and EXTERNAL.search(cell.formula))


def circle(sheets: Sequence[Sheet], tables: Sequence[SheetTable]) -> tuple[SheetCell, ...]:
    """The cells of one circle of formulas, in the order in which they wait for one another; nothing without any."""
    cells = {(cell.place[1], cell.row, cell.column): cell for cell in _formulas(sheets)}
    columns: dict[tuple[str, int], list[int]] = {}
    for sheet, row, column in sorted(cells):
        columns.setdefault((sheet, column), []).append(row)
    by_name = {table.name.casefold(): table for table in tables}
    done: set[Key] = set()
    steps = 0
    for start in cells:
        if start in done:
            continue
        path = {start: None}
        waiting = [(start, _needs(cells[start], columns, by_name))]
        while waiting:
            key, needed = waiting[-1]
            steps += 1
            if steps > MOST_STEPS:
                return ()
            other = next((k for k in needed if k not in done), None)
            if other is None:
                waiting.pop()
                path.pop(key)
                done.add(key)
            elif other in path:
                keys = list(path)
                return tuple(cells[k] for k in keys[keys.index(other) :])
            else:
                path[other] = None
                waiting.append((other, _needs(cells[other], columns, by_name)))
    return ()


def _formulas(sheets: Sequence[Sheet]) -> Iterator[SheetCell]:
    for sheet in sheets:
        for row in sheet.rows.values():
            for cell in row.values():
                if cell.formula:
                    yield cell


def _needs(
    cell: SheetCell, columns: Mapping[tuple[str, int], Sequence[int]], tables: Mapping[str, SheetTable]
) -> Iterator[Key]:
    """The formulas that this one reads."""
    for sheet, top, left, bottom, right in _areas(cell, tables):
        if top == bottom and left == right:
            if top in columns.get((sheet, left), ()):
                yield (sheet, top, left)
            continue
        for column in range(left, right + 1):
            yield from ((sheet, row, column) for row in columns.get((sheet, column), ()) if top <= row <= bottom)


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
    here = "#This Row" in items or inside.startswith("@")
    if "#Totals" in items or "#Headers" in items:
        return
    names = [item for item in items if not item.startswith("#")]
    first, last = table.rows[0][0].row, table.rows[-1][0].row
    if here:
        first = last = cell.row
    for head in table.header:
        if not names or str(head.value or "") in names:
            yield (table.span.sheet or "", first, head.column, last, head.column)
