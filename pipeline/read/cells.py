"""The cells of one worksheet: what each holds, and the result that the spreadsheet stored for its formula."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from xml.etree import ElementTree

from pipeline.model.motif import motif
from pipeline.model.source import EN_DATE, EN_MILLIERS, SheetCell, column_letters, column_number
from pipeline.model.valeur import dataclass
from pipeline.read.text import FORBIDDEN

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ERRORS = {
    "#REF!",
    "#DIV/0!",
    "#N/A",
    "#NAME?",
    "#NOM?",
    "#NULL!",
    "#NUL!",
    "#NUM!",
    "#NOMBRE!",
    "#VALUE!",
    "#VALEUR!",
}
BUILT_IN_PERCENTS = frozenset((9, 10))
BUILT_IN_DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
LITERAL = motif(r'"[^"]*"|\\.|\[[^\]]*\]|[_*].')
"""What a number format shows as it is: quoted text, an escaped character, a colour or currency, a filler."""

THOUSANDS = motif(r"[0#?][ .0#?]*,+(?![ ]*[0#?])|k[ ]?(?:€|eur)|millier", re.IGNORECASE)
"""A format that divides by a thousand (« #,##0, »), or says « k€ »."""

DATE_LETTERS = motif("[dmyhs]", re.IGNORECASE)
ESCAPED = motif("_x([0-9A-Fa-f]{4})_")
EPOCH_1900, EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
OLDEST, NEWEST = date(1950, 1, 1), date(2100, 12, 31)
REFERENCE = motif(r'"[^"]*"|(?<![\w.\]])(\$?)([A-Z]{1,3})(\$?)([0-9]{1,7})(?![\w(.])')

LAST_ROW, LONGEST_COLUMN = 1_048_576, 3
LONGEST_FORMULA, LONGEST_TEXT = 8_192, 32_767
"""Limits of spreadsheets themselves: what is beyond was made by hand, to cost much."""

MOST_SIGNS, MOST_MOVED = 5_000_000, 2_000_000
"""Signs of the formulas of a sheet, and of those that are shared, counted wherever they are moved to."""

MOST_LETTERS = 3_000_000
"""In all the cells of a workbook: thousands may share one long text, which the file holds once and is read for each."""

LONGEST_NUMBER, LARGEST_EXPONENT = 60, 308
"""Signs and power of ten of what a spreadsheet stores as a number: beyond, it is shown as a text that is none."""

WRITTEN = ("s", "str", "inlineStr", "b")
"""Kinds of cells that may be empty and computed all the same."""

DECLARED = tuple("<!DOCTYPE".encode(coding) for coding in ("utf-8", "utf-16-le", "utf-16-be"))
ROW, CELL, VALUE, FORMULA, INLINE, TEXT, RUN = (
    MAIN + name for name in ("row", "c", "v", "f", "is", "t", "r")
)


class Unreasonable(Exception):
    """What a spreadsheet cannot have written, and would cost too much; the words are the end of a sentence."""


@dataclass(frozen=True, slots=True)
class Context:
    """What the cells of every sheet lean on: the shared texts, the styles of dates and percentages, the first day counted."""

    texts: Sequence[str]
    dates: frozenset[str]
    percents: frozenset[str]
    milliers: frozenset[str]
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
    return [_text(item).strip() for item in parse_xml(data)] if data else []


def number_styles(
    data: bytes | None,
) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The ranks of the cell styles whose number format shows a date, a percentage, thousands."""
    if not data:
        return frozenset(), frozenset(), frozenset()
    root = parse_xml(data)
    custom = {
        node.get("numFmtId"): node.get("formatCode") or ""
        for node in root.iterfind(f"{MAIN}numFmts/{MAIN}numFmt")
    }
    styles = [
        (str(rank), node.get("numFmtId") or "0")
        for rank, node in enumerate(root.iterfind(f"{MAIN}cellXfs/{MAIN}xf"))
    ]
    return (
        frozenset(rank for rank, number in styles if _is_date(number, custom.get(number))),
        frozenset(rank for rank, number in styles if _is_percent(number, custom.get(number))),
        frozenset(rank for rank, number in styles if _is_thousands(custom.get(number))),
    )


def _is_date(number: str, code: str | None) -> bool:
    if code is None:
        return number.isdecimal() and int(number) in BUILT_IN_DATES
    first = code.split(";")[0]
    return first.casefold() not in ("general", "standard") and bool(
        DATE_LETTERS.search(LITERAL.sub("", first))
    )


def _is_percent(number: str, code: str | None) -> bool:
    if code is None:
        return number.isdecimal() and int(number) in BUILT_IN_PERCENTS
    return "%" in LITERAL.sub("", code.split(";")[0])


def _is_thousands(code: str | None) -> bool:
    shown = (code or "").split(";")[0].replace("\\", "").replace('"', "")
    return THOUSANDS.search(shown) is not None


def read_cells(
    root: ElementTree.Element, context: Context, place: tuple[str, str]
) -> dict[int, dict[int, SheetCell]]:
    """Row → column → cell, for the cells that hold something.  Places left out follow one another."""
    rows: dict[int, dict[int, SheetCell]] = {}
    reader = _Cells(context, place)
    sheet = root.find(MAIN + "sheetData")
    number = 0
    for row in sheet if sheet is not None else ():
        number = _row_number(row, number)
        cells: dict[int, SheetCell] = {}
        column = 0
        for node in row:
            name = node.get("r")
            column = _column_of(name) if name else column + 1
            if len(node):
                cell = reader.cell(node, number, column)
                if cell is not None:
                    cells[column] = cell
        if cells:
            rows[number] = cells
    return rows


def _row_number(row: ElementTree.Element, before: int) -> int:
    number = int(row.get("r") or before + 1)
    if not 0 < number <= LAST_ROW:
        raise Unreasonable("une ligne a un numéro qu'aucun tableur ne donne")
    return number


def _column_of(name: str) -> int:
    letters = name.rstrip("0123456789")
    if len(letters) > LONGEST_COLUMN:
        raise Unreasonable("une colonne a un nom qu'aucun tableur ne donne")
    return column_number(letters)


class _Cells:
    """Makes the cells of one sheet; a formula that several share is kept where it was first met."""

    def __init__(self, context: Context, place: tuple[str, str]) -> None:
        self.context = context
        self.place = place
        self.shared: dict[str, tuple[str, int, int]] = {}
        self.signs = self.moved = 0

    def cell(self, node: ElementTree.Element, row: int, column: int) -> SheetCell | None:
        """The cell, or None when it holds nothing."""
        kind, stored, formula = self.content(node, row, column)
        if kind == "e":
            error = stored or "#N/A"
            return SheetCell(stored or None, row, column, self.place, error, False, formula)
        if formula and not stored and kind not in WRITTEN:
            return SheetCell(None, row, column, self.place, "", True, formula)
        value = self.value(node, kind, stored)
        if value is None and not formula:
            return None
        error = _error_typed(value)
        style = node.get("s")
        part = style in self.context.percents
        shown = self.shown(style) if isinstance(value, Decimal) else ""
        return SheetCell(value, row, column, self.place, error, False, formula, part, shown)

    def shown(self, style: str | None) -> str:
        """How a number is shown, when its format says another one."""
        if style in self.context.milliers:
            return EN_MILLIERS
        return EN_DATE if style in self.context.dates else ""

    def content(
        self, node: ElementTree.Element, row: int, column: int
    ) -> tuple[str | None, str, str]:
        """The kind of a cell, what is stored in it and its formula."""
        kind = node.get("t")
        formula = stored = ""
        for child in node:
            tag = child.tag
            if tag == VALUE:
                stored = child.text or ""
            elif tag == FORMULA:
                formula = self.formula(child, row, column)
            elif tag == INLINE:
                stored, kind = _text(child), "inlineStr"
        return kind, stored, formula

    def value(
        self, node: ElementTree.Element, kind: str | None, stored: str
    ) -> str | Decimal | date | bool | None:
        """What the cell shows; None for nothing, or for spaces alone."""
        if kind == "b":
            return stored == "1"
        if not stored:
            return None
        if kind == "s":
            return self.context.texts[_rank(stored)] or None
        if kind in WRITTEN:
            return _plain(stored).strip() or None
        number = _number(
            stored, self.context.epoch if node.get("s") in self.context.dates else None
        )
        return number.strip() or None if isinstance(number, str) else number

    def formula(self, node: ElementTree.Element, row: int, column: int) -> str:
        """The formula of a cell; one that follows the formula of another cell is moved to its own place."""
        text = node.text or ""
        if len(text) > LONGEST_FORMULA:
            raise Unreasonable("une formule dépasse 8 192 signes")
        rank = node.get("si") if node.get("t") == "shared" else None
        if text or rank is None:
            self.signs += len(text)
            if rank is not None:
                self.shared[rank] = (text, row, column)
        else:
            master, top, left = self.shared.get(rank, ("?", row, column))
            self.moved += len(master)
            text = moved(master, row - top, column - left)
        if self.signs > MOST_SIGNS or self.moved > MOST_MOVED:
            raise Unreasonable(
                "les formules d'une feuille dépassent 5 millions de signes, ou 2 millions recopiés"
            )
        return text or "?"


def _rank(stored: str) -> int:
    """A negative rank would be counted from the end of a list, and give the wrong text."""
    rank = int(stored)
    if rank < 0:
        raise LookupError(stored)
    return rank


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
    if len(stored) > LONGEST_NUMBER:
        return stored
    try:
        number = Decimal(stored)
    except InvalidOperation:
        return stored
    if not number.is_finite() or abs(number.adjusted()) > LARGEST_EXPONENT:
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
    if len(text) > LONGEST_TEXT:
        raise Unreasonable("un texte dépasse 32 767 signes")
    if "_x" in text:
        text = ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return FORBIDDEN.sub("", text)


def hidden_rows(root: ElementTree.Element) -> frozenset[int]:
    """The rows that the treasurer does not see: hidden, filtered out or folded."""
    sheet = root.find(MAIN + "sheetData")
    found: set[int] = set()
    number = 0
    for row in sheet if sheet is not None else ():
        number = _row_number(row, number)
        if row.get("hidden") in ("1", "true"):
            found.add(number)
    return frozenset(found)


def hidden_columns(root: ElementTree.Element) -> frozenset[int]:
    """The columns hidden one by one: those that fill the sheet to its end hold nothing."""
    found: set[int] = set()
    for column in root.iterfind(f"{MAIN}cols/{MAIN}col"):
        first, last = int(column.get("min") or 0), int(column.get("max") or 0)
        if column.get("hidden") in ("1", "true") and last - first < MOST_HIDDEN:
            found.update(range(first, last + 1))
    return frozenset(found)


MOST_HIDDEN = 1_000


def merged_areas(root: ElementTree.Element) -> tuple[str, ...]:
    areas = root.iterfind(f"{MAIN}mergeCells/{MAIN}mergeCell")
    return tuple(area.get("ref") or "" for area in areas if ":" in (area.get("ref") or ""))


def _error_typed(value: object) -> str:
    """« #DIV/0! » and the like where they stand as text; empty for any other value."""
    is_one = isinstance(value, str) and value.startswith("#") and value.upper() in ERRORS
    return str(value) if is_one else ""
