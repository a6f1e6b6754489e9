"""Where a table of the workbook stands: by its name, else by its sheet and the titles of its columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.model.finding import Finding
from pipeline.model.langue.mots import fold
from pipeline.model.source import Sheet, SheetCell, SheetTable, Workbook, table_at
from pipeline.model.span import Span

TITLES = frozenset(("nature", "origine", "annee 1", "personne", "vers", "nature ou origine"))
"""A row with one of these words alone in a cell is the head of a table."""


def sheet_named(workbook: Workbook, title: str) -> Sheet | None:
    return next((sheet for sheet in workbook.sheets if fold(sheet.title) == fold(title)), None)


def is_head(row: Sequence[SheetCell]) -> bool:
    return any(isinstance(cell.value, str) and fold(cell.value) in TITLES for cell in row)


def find_table(
    workbook: Workbook, name: str, feuille: str, titles: Sequence[str], findings: list[Finding]
) -> SheetTable | None:
    """The table of that name wherever it is, or the area of that sheet whose first row has these titles."""
    table = workbook.table(name)
    if table is None:
        sheet = sheet_named(workbook, feuille)
        table = _under_titles(workbook, sheet, name, titles) if sheet else None
        if table is not None:
            message = f"le tableau {name} n'est plus défini : il a été retrouvé par les titres de ses colonnes."
            hint = f"dans Excel : sélectionnez-le, Insertion, Tableau, puis nommez-le {name}."
            findings.append(Finding("B031", message, table.span, (hint,)))
    if table is not None and table.sheet_hidden:
        message = "cette feuille est masquée, et ses lignes comptent dans le budget."
        findings.append(Finding("B032", message, Span(workbook.path, sheet=table.span.sheet), ("affichez-la.",)))
    return table


def _under_titles(workbook: Workbook, sheet: Sheet, name: str, titles: Sequence[str]) -> SheetTable | None:
    taken = [
        (table.span.line or 0, (table.span.line or 0) + len(table.rows))
        for table in workbook.tables
        if table.span.sheet == sheet.title
    ]
    heads = [row for row in sorted(sheet.rows) if is_head(tuple(sheet.rows[row].values()))]
    for row in heads:
        cells = sheet.rows[row]
        known = {fold(str(cell.value)): column for column, cell in cells.items()}
        if any(first <= row <= last for first, last in taken) or not all(fold(title) in known for title in titles):
            continue
        left = right = min(known[fold(title)] for title in titles)
        while left - 1 in cells:
            left -= 1
        while right + 1 in cells:
            right += 1
        bottom = _last_line(sheet, row, left, right)
        starts = [other for other in heads if other > row]
        return replace(table_at(sheet, name, (left, row, right, bottom), 0, starts), defined=False)
    return None


def _last_line(sheet: Sheet, head: int, left: int, right: int) -> int:
    """The last row before a blank one."""
    row = head
    while any(cell.value is not None or cell.uncomputed for cell in sheet.line(row + 1, left, right)):
        row += 1
    return row
