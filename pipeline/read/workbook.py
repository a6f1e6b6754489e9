"""The Excel tables of a workbook, by name, with what Excel or LibreOffice last computed in each cell."""

from __future__ import annotations

import io
import re
import warnings
from datetime import date, datetime
from decimal import Decimal
from typing import Any, cast

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter, range_boundaries

from pipeline.model.finding import Finding
from pipeline.model.source import SheetCell, SheetTable, Workbook
from pipeline.model.span import Span
from pipeline.read.archive import Archive, Refusal, open_archive
from pipeline.read.text import FORBIDDEN

ERRORS = {"#REF!", "#DIV/0!", "#N/A", "#NAME?", "#NOM?", "#NULL!", "#NUL!", "#NUM!", "#NOMBRE!", "#VALUE!", "#VALEUR!"}
LOOK_BELOW = 30
"""Rows under a table in which a line typed outside it is looked for."""

FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")


def read_workbook(path: str, data: bytes, findings: list[Finding]) -> Workbook | None:
    """Every table of the workbook; None with a finding when it cannot be trusted.  The file is never written."""
    archive = open_archive(data, "classeur")
    if isinstance(archive, Refusal):
        hints = (archive.hint,) if archive.hint else ()
        findings.append(Finding("L007", archive.message, Span(path), hints))
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            values = load_workbook(io.BytesIO(data), data_only=True)
            formulas = load_workbook(io.BytesIO(data)) if _has_formulas(archive) else None
    except (KeyError, ValueError, TypeError, IndexError, AttributeError, OSError, SyntaxError) as error:
        message = f"ce classeur ne peut pas être lu ({type(error).__name__})."
        findings.append(Finding("L007", message, Span(path), ("ouvrez-le et enregistrez-le de nouveau.",)))
        return None
    tables = tuple(
        _table(path, sheet, table, formulas[sheet.title] if formulas else None)
        for sheet in values.worksheets
        for table in sheet.tables.values()
    )
    return Workbook(path, tuple(sheet.title for sheet in values.worksheets), tables)


def _has_formulas(archive: Archive) -> bool:
    return any(FORMULA.search(part) for name, part in archive.parts.items() if name.startswith("xl/worksheets/"))


def _table(path: str, sheet: Any, table: Any, formulas: Any) -> SheetTable:
    left, top, right, bottom = cast(tuple[int, int, int, int], range_boundaries(table.ref))
    last = bottom - (table.totalsRowCount or 0)

    def cell(row: int, column: int) -> SheetCell:
        span = Span(path, row, column, sheet.title, f"{get_column_letter(column)}{row}")
        return _cell(sheet.cell(row, column), formulas.cell(row, column) if formulas else None, span)

    def line(row: int) -> tuple[SheetCell, ...]:
        return tuple(cell(row, column) for column in range(left, right + 1))

    rows = [line(row) for row in range(top + 1, last + 1)]
    after = [range_boundaries(other.ref)[1] or 0 for other in sheet.tables.values()]
    end = min([sheet.max_row + 1, bottom + 1 + LOOK_BELOW, *(start for start in after if start > bottom)])
    below = [line(row) for row in range(bottom + 1, end)]
    merged = tuple(
        Span(path, area.min_row, area.min_col, sheet.title, area.coord)
        for area in sheet.merged_cells.ranges
        if area.min_row <= last and area.max_row > top and area.min_col <= right and area.max_col >= left
    )
    place = Span(path, top, left, sheet.title, f"{get_column_letter(left)}{top}")
    return SheetTable(table.displayName, line(top), tuple(rows), place, tuple(below), merged)


def _cell(value: Any, formula: Any, span: Span) -> SheetCell:
    raw = value.value
    text = str(formula.value) if formula is not None and formula.data_type == "f" else ""
    uncomputed = raw is None and bool(text)
    if isinstance(raw, str):
        shown = FORBIDDEN.sub("", raw).strip()
        error = shown if value.data_type == "e" or shown.upper() in ERRORS else ""
        return SheetCell(shown or None, span, error, uncomputed, text)
    if isinstance(raw, bool):
        return SheetCell(raw, span, "", False, text)
    if isinstance(raw, int | float):
        return SheetCell(Decimal(repr(raw)), span, "", False, text)
    if isinstance(raw, datetime):
        return SheetCell(raw.date(), span, "", False, text)
    if isinstance(raw, date):
        return SheetCell(raw, span, "", False, text)
    return SheetCell(None if raw is None else str(raw), span, "", uncomputed, text)
