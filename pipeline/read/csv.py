"""CSV with ``;``, ``,`` or tab, found by counting in the first line; bars, ragged rows and open quotes are findings."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from itertools import islice

from pipeline.model.finding import Finding
from pipeline.model.langue.francais import nombre
from pipeline.model.source import CsvFile
from pipeline.model.span import Placed, Span

MAX_LINES_IN_CELL = 20
MAX_ROWS = 20_000
MAX_OPEN_QUOTES = 20
"""Lines read without their quotes: a file that has more is read no further."""

SEPARATORS = ";,\t"
RULE = frozenset("|:- ")
SIGNS = {";": "« ; »", ",": "« , »", "\t": "une tabulation", "|": "« | »"}
NAMES = {";": "points-virgules", ",": "virgules", "\t": "tabulations", "|": "barres"}


Row = tuple[Placed[str], ...]


def read_csv(path: str, text: str, findings: list[Finding]) -> CsvFile | None:
    text, delimiter = _without_bars(path, text, findings)
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


def _rows(path: str, text: str, delimiter: str, findings: list[Finding]) -> list[Row] | None:
    """Every row that holds something; None when a mistake of quotes leaves in doubt where the others end."""
    lines = io.StringIO(text).readlines()
    rows: list[Row] = []
    at = 0
    for _ in range(MAX_OPEN_QUOTES):
        at, fault = _read_on(path, lines, at, delimiter, rows)
        if fault is None:
            return rows
        findings.append(fault)
        row = _without_quotes(path, lines[at], at + 1, delimiter)
        if not rows or len(row) != len(rows[0]):
            return None
        rows.append(row)
        at += 1
    return None


def _read_on(
    path: str, lines: Sequence[str], at: int, delimiter: str, rows: list[Row]
) -> tuple[int, Finding | None]:
    """Read the rows from a line on, to the end or to the first that cannot be: its rank, and why."""
    reader = csv.reader(islice(lines, at, None), delimiter=delimiter, strict=True)
    start = at
    try:
        for cells in reader:
            if at + reader.line_num - start > MAX_LINES_IN_CELL + 1:
                raise csv.Error("too many lines in one cell")
            if any(cell.strip() for cell in cells):
                rows.append(_row(path, start + 1, cells))
            start = at + reader.line_num
    except csv.Error as error:
        return start, _fault(Span(path, start + 1), str(error))
    return start, None


def _row(path: str, line: int, cells: Sequence[str]) -> Row:
    return tuple(Placed(c.strip(), Span(path, line, i)) for i, c in enumerate(cells, 1))


def _without_quotes(path: str, text: str, line: int, delimiter: str) -> Row:
    """A line as whoever typed it sees it: its quotes are no marks; nothing of one that no cell can hold."""
    if len(text) > csv.field_size_limit():
        return ()
    return _row(path, line, [cell.strip().strip('"') for cell in text.split(delimiter)])


def _fault(place: Span, error: str) -> Finding:
    if "field" in error and "limit" in error:
        message = f"une case dépasse {nombre(csv.field_size_limit())} signes."
        hint = 'cherchez un guillemet « " » ouvert et jamais refermé, ou coupez le texte de cette case.'
        return Finding("L006", message, place, (hint,))
    message = "un guillemet ouvert sur cette ligne n'est pas refermé correctement."
    hint = "ajoutez « \" » à la fin de la case, avant le séparateur, ou effacez celui qui l'ouvre."
    return Finding("L006", message, place, (hint,))


def _without_bars(path: str, text: str, findings: list[Finding]) -> tuple[str, str]:
    """The text, and what separates its cells; bars do, of all lines or of the first alone, which is told."""
    first, _, rest = text.partition("\n")
    found = max(SEPARATORS, key=first.count)
    if found in first or "|" not in first:
        return text, found
    message = "les cases de ce fichier sont séparées par des barres « | »."
    hint = "séparez-les par des points-virgules : dans le tableur, enregistrez en CSV, séparateur « ; »."
    findings.append(Finding("L006", message, Span(path, 1, 1), (hint,)))
    second = rest.partition("\n")[0]
    below = max(SEPARATORS, key=second.count)
    if below in second:
        return first.replace("|", below) + "\n" + rest, below
    return "\n".join(map(_between_bars, text.split("\n"))), "|"


def _between_bars(line: str) -> str:
    """The cells of a line of a table as texts have it: bars around it are no cells, nor is the rule under its titles."""
    inside = line.strip().removeprefix("|").removesuffix("|")
    return "" if set(inside) <= RULE else inside


def _header_is_sound(header: Row, findings: list[Finding]) -> bool:
    seen: set[str] = set()
    sound = True
    for cell in header:
        name = cell.value.casefold()
        if name and name in seen:
            hint = "renommez l'une des deux, ou effacez-la."
            message = f"deux colonnes s'appellent « {cell.value} »."
            findings.append(Finding("L006", message, cell.span, (hint,)))
            sound = False
        seen.add(name)
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
