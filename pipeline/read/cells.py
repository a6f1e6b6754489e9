"""The cells of one worksheet: what each holds, and the result that the spreadsheet stored for its formula."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from xml.etree import ElementTree

from pipeline.model.source import SheetCell, column_letters, column_number
from pipeline.model.valeur import dataclass
from pipeline.read.text import FORBIDDEN

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ERRORS = {"#REF!", "#DIV/0!", "#N/A", "#NAME?", "#NOM?", "#NULL!", "#NUL!", "#NUM!", "#NOMBRE!", "#VALUE!", "#VALEUR!"}
BUILT_IN_DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|[_*].')
"""What a number format shows as it is: quoted text, an escaped character, a colour or currency, a filler."""

DATE_LETTERS = re.compile("[dmyhs]", re.IGNORECASE)
ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
EPOCH_1900, EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
OLDEST, NEWEST = date(1950, 1, 1), date(2100, 12, 31)
REFERENCE = re.compile(r'"[^"]*"|(?<![\w.\]])(\$?)([A-Z]{1,3})(\$?)([0-9]{1,7})(?![\w(.])')

DECLARED = tuple("<!DOCTYPE".encode(coding) for coding in ("utf-8", "utf-16-le", "utf-16-be"))
ROW, CELL, VALUE, FORMULA, INLINE, TEXT, RUN = (MAIN + name for name in ("row", "c", "v", "f", "is", "t", "r"))


@dataclass(frozen=True, slots=True)
class Context:
    """What the cells of every sheet lean on: the shared texts, the styles that show a date, the first day counted."""

    texts: Sequence[str]
    dates: frozenset[str]
    epoch: date


def parse_xml(data: bytes) -> ElementTree.Element:
    """The tree of a part, comments left out.  Without declarations there is no entity to open and nothing to fetch.

    The parser of Python itself: on the cells of a workbook it takes two thirds of the time of lxml, walking included.
    """
    if any(declared in data for declared in DECLARED):
        raise ValueError("a declaration that no spreadsheet writes")
    return ElementTree.fromstring(data)


def shared_texts(data: bytes | None) -> list[str]:
    """The texts that cells share, by rank; the runs of a rich text put end to end, phonetic guides left out."""
    return [_text(item) for item in parse_xml(data)] if data else []


def date_styles(data: bytes | None) -> frozenset[str]:
    """The ranks of the cell styles whose number format shows a date."""
    if not data:
        return frozenset()
    root = parse_xml(data)
    custom = {
        node.get("numFmtId"): node.get("formatCode") or "" for node in root.iterfind(f"{MAIN}numFmts/{MAIN}numFmt")
    }
    styles = (node.get("numFmtId") or "0" for node in root.iterfind(f"{MAIN}cellXfs/{MAIN}xf"))
    return frozenset(str(rank) for rank, number in enumerate(styles) if _is_date(number, custom.get(number)))


def _is_date(number: str, code: str | None) -> bool:
    if code is None:
        return number.isdecimal() and int(number) in BUILT_IN_DATES
    first = code.split(";")[0]
    return first.casefold() not in ("general", "standard") and bool(DATE_LETTERS.search(LITERAL.sub("", first)))


def read_cells(root: ElementTree.Element, context: Context, place: tuple[str, str]) -> dict[int, dict[int, SheetCell]]:
    """Row → column → cell, for the cells that hold something.  Places left out follow one another."""
    rows: dict[int, dict[int, SheetCell]] = {}
    masters: dict[str, tuple[str, int, int]] = {}
    sheet = root.find(MAIN + "sheetData")
    number = 0
    for row in sheet if sheet is not None else ():
        number = int(row.get("r") or number + 1)
        cells: dict[int, SheetCell] = {}
        column = 0
        for node in row:
            name = node.get("r")
            column = column_number(name.rstrip("0123456789")) if name else column + 1
            if len(node):
                cell = _cell(node, context, masters, number, column, place)
                if cell is not None:
                    cells[column] = cell
        if cells:
            rows[number] = cells
    return rows


def _cell(
    node: ElementTree.Element,
    context: Context,
    masters: dict[str, tuple[str, int, int]],
    row: int,
    column: int,
    place: tuple[str, str],
) -> SheetCell | None:
    kind = node.get("t")
    formula = stored = ""
    value: str | Decimal | date | bool | None = None
    for child in node:
        tag = child.tag
        if tag == VALUE:
            stored = child.text or ""
        elif tag == FORMULA:
            formula = _formula(child, masters, row, column)
        elif tag == INLINE:
            stored, kind = _text(child), "inlineStr"
    if kind == "s":
        value = context.texts[int(stored)] if stored else None
    elif kind in ("str", "inlineStr"):
        value = _plain(stored)
    elif kind == "b":
        value = stored == "1"
    elif kind == "e":
        return SheetCell(stored or None, row, column, place, stored or "#N/A", False, formula)
    elif stored:
        value = _number(stored, context.epoch if node.get("s") in context.dates else None)
    elif formula:
        return SheetCell(None, row, column, place, "", True, formula)
    if isinstance(value, str):
        value = value.strip() or None
        if value and value[0] == "#" and value.upper() in ERRORS:
            return SheetCell(value, row, column, place, value, False, formula)
    return SheetCell(value, row, column, place, "", False, formula) if formula or value is not None else None


def _formula(node: ElementTree.Element, masters: dict[str, tuple[str, int, int]], row: int, column: int) -> str:
    """The formula of a cell; one that follows the formula of another cell is moved to its own place."""
    text = node.text or ""
    rank = node.get("si") if node.get("t") == "shared" else None
    if rank is None:
        return text or "?"
    if text:
        masters[rank] = (text, row, column)
        return text
    master, top, left = masters.get(rank, ("?", row, column))
    return moved(master, row - top, column - left)


def moved(formula: str, down: int, right: int) -> str:
    """The same formula written some cells away: ``A1`` follows, ``$A$1`` stays."""

    def shift(match: re.Match[str]) -> str:
        fixed_column, letters, fixed_row, digits = match.groups()
        if letters is None:
            return match.group()
        if not fixed_column:
            letters = column_letters(max(1, column_number(letters) + right))
        if not fixed_row:
            digits = str(max(1, int(digits) + down))
        return f"{fixed_column}{letters}{fixed_row}{digits}"

    return REFERENCE.sub(shift, formula)


def _number(stored: str, epoch: date | None) -> Decimal | date | str:
    """The number as it is stored, or the day that it counts when the cell shows a date."""
    try:
        number = Decimal(stored)
    except InvalidOperation:
        return stored
    if not number.is_finite():
        return stored
    if epoch and 60 < number < 80_000:
        day = epoch + timedelta(days=int(number))
        return day if OLDEST <= day <= NEWEST else number
    return number


def _text(node: ElementTree.Element) -> str:
    """The words of a shared or inline text: its own, or those of its runs."""
    return _plain("".join(_pieces(node)))


def _pieces(node: ElementTree.Element) -> Iterator[str]:
    for child in node:
        if child.tag == TEXT:
            yield child.text or ""
        elif child.tag == RUN:
            yield from (run.text or "" for run in child if run.tag == TEXT)


def _plain(text: str) -> str:
    if "_x" in text:
        text = ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return FORBIDDEN.sub("", text)


def hidden_rows(root: ElementTree.Element) -> frozenset[int]:
    """The rows that the treasurer does not see: hidden, filtered out or folded."""
    sheet = root.find(MAIN + "sheetData")
    found: set[int] = set()
    number = 0
    for row in sheet if sheet is not None else ():
        number = int(row.get("r") or number + 1)
        if row.get("hidden") in ("1", "true"):
            found.add(number)
    return frozenset(found)


def merged_areas(root: ElementTree.Element) -> tuple[str, ...]:
    areas = root.iterfind(f"{MAIN}mergeCells/{MAIN}mergeCell")
    return tuple(area.get("ref") or "" for area in areas if ":" in (area.get("ref") or ""))
