"""Where a table of the workbook stands: by its name, else by its sheet and the titles of its columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pipeline.model.colonnes import (
    ANNEES,
    NATURE,
    ORIGINE,
    PERSONNE,
    POSTE,
    TITRES,
    VERS,
    Colonne,
    EnTete,
    en_tete_du_tableau,
    lisse,
)
from pipeline.model.finding import Finding
from pipeline.model.langue.mots import fold
from pipeline.model.source import Sheet, SheetCell, SheetTable, Workbook, table_at
from pipeline.model.span import Span

HEADS = frozenset(map(lisse, (NATURE, ORIGINE, ANNEES[0], PERSONNE, VERS, POSTE)))
"""A row with one of these words alone in a cell is the head of a table."""

ENOUGH = 3
"""Titles of ours, aliases included, that make a row the head of a table: one alone may be a word of a line."""


def sheet_named(workbook: Workbook, title: str) -> Sheet | None:
    return next((sheet for sheet in workbook.sheets if fold(sheet.title) == fold(title)), None)


def is_head(row: Iterable[SheetCell]) -> bool:
    words = [lisse(cell.value) for cell in row if isinstance(cell.value, str)]
    return any(word in HEADS for word in words) or sum(word in TITRES for word in words) >= ENOUGH


def find_table(
    workbook: Workbook, name: str, feuille: str, titles: Sequence[Colonne], findings: list[Finding]
) -> SheetTable | None:
    """The table of that name wherever it is, or the area of that sheet whose first row has these columns."""
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
        findings.append(
            Finding("B032", message, Span(workbook.path, sheet=table.span.sheet), ("affichez-la.",))
        )
    return table


def _under_titles(
    workbook: Workbook, sheet: Sheet, name: str, titles: Sequence[Colonne]
) -> SheetTable | None:
    """The first head of the sheet that has these columns and is in no table of its own."""
    here = [table for table in workbook.tables if table.span.sheet == sheet.title]
    heads = [row for row in sorted(sheet.rows) if is_head(sheet.rows[row].values())]
    for row in heads:
        places = _places(sheet, row, en_tete_du_tableau(name))
        if any(row in _rows_of(table) for table in here) or not places.keys() >= set(titles):
            continue
        left, right = _edges(sheet, row, min(places[title] for title in titles))
        bottom = _last_line(sheet, row, left, right)
        starts = [other for other in heads if other > row]
        return replace(table_at(sheet, name, (left, row, right, bottom), 0, starts), defined=False)
    return None


def _rows_of(table: SheetTable) -> range:
    top = table.span.line or 0
    return range(top, top + len(table.rows) + 1)


def _places(sheet: Sheet, row: int, en_tete: EnTete) -> Mapping[Colonne, int]:
    named = ((en_tete.colonne(str(cell.value)), column) for column, cell in sheet.rows[row].items())
    return {colonne: column for colonne, column in named if colonne is not None}


def _edges(sheet: Sheet, row: int, column: int) -> tuple[int, int]:
    """The first and the last of the cells that stand side by side with one of them."""
    cells = sheet.rows[row]
    left = right = column
    while left - 1 in cells:
        left -= 1
    while right + 1 in cells:
        right += 1
    return left, right


def _last_line(sheet: Sheet, head: int, left: int, right: int) -> int:
    """The last row before a blank one."""
    row = head
    while any(
        cell.value is not None or cell.uncomputed for cell in sheet.line(row + 1, left, right)
    ):
        row += 1
    return row
