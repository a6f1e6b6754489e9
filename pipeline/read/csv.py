"""CSV with ``;``, ``,`` or tab, found by counting in the first line; ragged rows and open quotes are findings."""

from __future__ import annotations

import csv
import io

from pipeline.model.finding import Finding
from pipeline.model.source import CsvFile
from pipeline.model.span import Placed, Span

MAX_LINES_IN_CELL = 20
NAMES = {";": "points-virgules", ",": "virgules", "\t": "tabulations"}


def read_csv(path: str, text: str, findings: list[Finding]) -> CsvFile | None:
    first = text.split("\n", 1)[0]
    delimiter = max(";,\t", key=first.count)
    rows = _rows(path, text, delimiter, findings)
    if rows is None:
        return None
    if not rows:
        findings.append(Finding("L006", "ce fichier est vide : il lui faut une ligne d'en-têtes.", Span(path, 1)))
        return None
    header = rows[0]
    if not _header_is_sound(header, findings):
        return None
    whole = [row for row in rows[1:] if _has_all_cells(row, header, delimiter, findings)]
    return CsvFile(path, header, tuple(whole))


Row = tuple[Placed[str], ...]


def _rows(path: str, text: str, delimiter: str, findings: list[Finding]) -> list[Row] | None:
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    rows: list[Row] = []
    start = 1
    try:
        for cells in reader:
            if reader.line_num - start > MAX_LINES_IN_CELL:
                raise csv.Error("too many lines in one cell")
            if any(cell.strip() for cell in cells):
                rows.append(tuple(Placed(c.strip(), Span(path, start, i)) for i, c in enumerate(cells, 1)))
            start = reader.line_num + 1
    except csv.Error:
        message = "un guillemet ouvert sur cette ligne n'est pas refermé correctement."
        findings.append(Finding("L006", message, Span(path, start)))
        return None
    return rows


def _header_is_sound(header: Row, findings: list[Finding]) -> bool:
    seen: dict[str, Placed[str]] = {}
    sound = True
    for cell in header:
        name = cell.value.casefold()
        if name and name in seen:
            findings.append(Finding("L006", f"deux colonnes s'appellent « {cell.value} ».", cell.span))
            sound = False
        seen[name] = cell
    return sound


def _has_all_cells(row: Row, header: Row, delimiter: str, findings: list[Finding]) -> bool:
    if len(row) == len(header):
        return True
    message = f"cette ligne a {len(row)} cases au lieu de {len(header)}, séparées par des {NAMES[delimiter]}."
    hint = "une case qui contient le séparateur doit être mise entre guillemets."
    findings.append(Finding("L006", message, Span(row[0].span.path, row[0].span.line), (hint,)))
    return False
