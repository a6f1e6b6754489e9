"""CSV with ``;``, ``,`` or tab, found by counting in the first line; ragged rows and open quotes are findings."""

from __future__ import annotations

import csv
import io

from pipeline.model.finding import Finding
from pipeline.model.langue.francais import nombre
from pipeline.model.source import CsvFile
from pipeline.model.span import Placed, Span

MAX_LINES_IN_CELL = 20
MAX_ROWS = 20_000
SIGNS = {";": "« ; »", ",": "« , »", "\t": "une tabulation"}
NAMES = {";": "points-virgules", ",": "virgules", "\t": "tabulations"}


def read_csv(path: str, text: str, findings: list[Finding]) -> CsvFile | None:
    first = text.split("\n", 1)[0]
    delimiter = max(";,\t", key=first.count)
    rows = _rows(path, text, delimiter, findings)
    if rows is None:
        return None
    if not rows:
        findings.append(
            Finding(
                "L006", "ce fichier est vide : il lui faut une ligne d'en-têtes.", Span(path, 1)
            )
        )
        return None
    if len(rows) > MAX_ROWS:
        message = f"ce fichier a {len(rows)} lignes : la limite est de {MAX_ROWS}."
        findings.append(
            Finding("L001", message, Span(path), ("ne gardez que ce que le projet cite.",))
        )
        return None
    header = rows[0]
    if not _header_is_sound(header, findings):
        return None
    whole: list[Row] = []
    at = 1
    while at < len(rows):
        count = _pieces(rows[at : at + MAX_LINES_IN_CELL], len(header))
        if count > 1:
            findings.append(_cut(rows[at : at + count]))
        elif _has_all_cells(rows[at], header, delimiter, findings):
            whole.append(rows[at])
        at += count
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
                rows.append(
                    tuple(Placed(c.strip(), Span(path, start, i)) for i, c in enumerate(cells, 1))
                )
            start = reader.line_num + 1
    except csv.Error as error:
        if "field" in str(error) and "limit" in str(error):
            message = f"une case dépasse {nombre(csv.field_size_limit())} signes."
            hint = 'cherchez un guillemet « " » ouvert et jamais refermé, ou coupez le texte de cette case.'
            findings.append(Finding("L006", message, Span(path, start), (hint,)))
            return None
        message = "un guillemet ouvert sur cette ligne n'est pas refermé correctement."
        hint = (
            "ajoutez « \" » à la fin de la case, avant le séparateur, ou effacez celui qui l'ouvre."
        )
        findings.append(Finding("L006", message, Span(path, start), (hint,)))
        return None
    return rows


def _header_is_sound(header: Row, findings: list[Finding]) -> bool:
    if len(header) == 1 and "|" in header[0].value:
        message = "les cases de ce fichier sont séparées par des barres « | »."
        hint = "séparez-les par des points-virgules : dans le tableur, enregistrez en CSV, séparateur « ; »."
        findings.append(Finding("L006", message, header[0].span, (hint,)))
        return False
    seen: dict[str, Placed[str]] = {}
    sound = True
    for cell in header:
        name = cell.value.casefold()
        if name and name in seen:
            hint = "renommez l'une des deux, ou effacez-la."
            findings.append(
                Finding("L006", f"deux colonnes s'appellent « {cell.value} ».", cell.span, (hint,))
            )
            sound = False
        seen[name] = cell
    return sound


def _has_all_cells(row: Row, header: Row, delimiter: str, findings: list[Finding]) -> bool:
    if len(row) == len(header):
        return True
    place = Span(row[0].span.path, row[0].span.line)
    other = next((sign for sign in NAMES if row[0].value.count(sign) >= len(header) - 1), "")
    if len(row) == 1 and other and len(header) > 1:
        message = f"les cases de cette ligne sont séparées par des {NAMES[other]} au lieu de {NAMES[delimiter]}."
        hint = f"séparez-les comme celles de la première ligne, par {SIGNS[delimiter]}."
        findings.append(Finding("L006", message, place, (hint,)))
        return False
    count = f"{len(row)} case{'s' if len(row) > 1 else ''}"
    message = (
        f"cette ligne a {count} au lieu de {len(header)}, séparées par des {NAMES[delimiter]}."
    )
    hint = "une case qui contient le séparateur doit être mise entre guillemets."
    over = row[len(header) :]
    if over and not any(cell.value for cell in over):
        hint = f"effacez {_signs_at_the_end(len(over), delimiter)} : rien ne les suit."
    if len(row) < len(header):
        hint = f"il en manque {len(header) - len(row)} : une case vide garde son séparateur, {SIGNS[delimiter]}."
    findings.append(Finding("L006", message, place, (hint,)))
    return False


def _signs_at_the_end(count: int, delimiter: str) -> str:
    if count == 1:
        return f"le dernier {SIGNS[delimiter]} de la ligne"
    return f"les {count} derniers {SIGNS[delimiter]} de la ligne"


def _pieces(rows: list[Row], width: int) -> int:
    """How many of the first rows make one row that was cut by a line break inside a cell; 1 when they do not."""
    cells = len(rows[0])
    for count, row in enumerate(rows[1:], 2):
        if cells >= width or len(row) >= width:
            return 1
        cells += len(row) - 1
        if cells == width:
            return count
    return 1


def _cut(pieces: list[Row]) -> Finding:
    """Told once, at the first piece."""
    first, second, end = pieces[0], pieces[1][0].span.line, pieces[-1][0].span.line
    message = "cette ligne est coupée : il y a un retour à la ligne dans une case."
    rest = f"la ligne {second}" if second == end else f"les lignes {second} à {end}"
    hint = f"remettez {rest} au bout de celle-ci, après « {first[-1].value} »."
    return Finding("L006", message, Span(first[0].span.path, first[0].span.line), (hint,))
