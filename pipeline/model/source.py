"""Positioned trees: what a file says, before anyone asks what it means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from pipeline.model.dessin import Dessin
from pipeline.model.files import Files, templates_of
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.prose import Block
from pipeline.model.span import Placed, Span
from pipeline.model.valeur import dataclass

LOOK_BELOW = 30
"""Rows under a table, and under the lines that touch it, in which a line typed apart is looked for."""


@dataclass(frozen=True, slots=True)
class YamlScalar:
    """Text exactly as typed; the field that reads it gives it a type.  Empty for a key without a value."""

    text: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class YamlList:
    items: tuple[YamlNode, ...]
    span: Span = field(compare=False)


def same_key(typed: str, key: str) -> bool:
    """
    >>> same_key("Orientations PRS", "orientations_prs"), same_key("Date", "dates")
    (True, False)
    """
    if typed == key:
        return True
    if len(typed) != len(key):
        return False
    return fold(typed).replace(" ", "_").replace("-", "_") == key.replace("-", "_")


@dataclass(frozen=True, slots=True)
class YamlMap:
    entries: tuple[tuple[Placed[str], YamlNode], ...]
    span: Span = field(compare=False)

    def get(self, key: str) -> YamlNode | None:
        """The node of a key, whose capitals and accents do not matter where no other is spelt exactly so."""
        for name, node in self.entries:
            if name.value == key:
                return node
        for name, node in self.entries:
            if same_key(name.value, key):
                return node
        return None


YamlNode: TypeAlias = YamlScalar | YamlList | YamlMap


@dataclass(frozen=True, slots=True)
class MarkdownFile:
    """``front`` is the YAML block at the top, if any; ``lines`` are those of the whole file."""

    path: str
    front: YamlMap | None
    blocks: tuple[Block, ...]
    lines: tuple[str, ...]
    body_line: int
    """Line number of the first line after the front matter."""


@dataclass(frozen=True, slots=True)
class CsvFile:
    """Every row has as many cells as the header."""

    path: str
    header: tuple[Placed[str], ...]
    rows: tuple[tuple[Placed[str], ...], ...]


CIRCULAR = "circulaire"
"""The error of a cell whose formula waits for itself: B036 has told it."""


EN_MILLIERS, EN_DATE = "en milliers", "comme une date"


class SheetCell(NamedTuple):
    """``value`` is what the workbook last computed; ``error`` an Excel error such as ``#REF!``.

    ``uncomputed`` says that the cell holds a formula whose result was never stored; ``formula`` is that formula.
    ``place`` is the file and the sheet.  There may be tens of thousands: the span is made for those that need one.
    """

    value: str | Decimal | date | bool | None
    row: int
    column: int
    place: tuple[str, str]
    error: str = ""
    uncomputed: bool = False
    formula: str = ""
    part: bool = False
    """Whether the cell shows its number as a percentage."""
    montre: str = ""
    """How the cell shows its number where that is not what it holds: ``EN_MILLIERS``, ``EN_DATE``."""

    @property
    def span(self) -> Span:
        path, sheet = self.place
        return Span(path, self.row, self.column, sheet, f"{column_letters(self.column)}{self.row}")

    @property
    def name(self) -> str:
        """« Prévention!D6 »."""
        return f"{self.place[1]}!{column_letters(self.column)}{self.row}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """``rows`` maps a row, then a column, both from 1, to the cells that hold something."""

    path: str
    title: str
    rows: Mapping[int, Mapping[int, SheetCell]]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[str, ...] = ()

    def cell(self, row: int, column: int) -> SheetCell:
        found = self.rows.get(row, {}).get(column)
        return found if found is not None else SheetCell(None, row, column, (self.path, self.title))

    def line(self, row: int, left: int, right: int) -> tuple[SheetCell, ...]:
        cells = self.rows.get(row, {})
        place = (self.path, self.title)
        return tuple(
            [cells.get(c) or SheetCell(None, row, c, place) for c in range(left, right + 1)]
        )

    @property
    def last_row(self) -> int:
        return max(self.rows, default=0)

    @property
    def span(self) -> Span:
        return Span(self.path, sheet=self.title)


@dataclass(frozen=True, slots=True)
class SheetTable:
    """An Excel table, found by its name wherever it stands, or an area with the same titles (``defined`` is False).

    ``totals`` is its line of totals, ``below`` the rows under it, up to the next table, ``hidden`` the rows that the
    treasurer does not see, ``hidden_columns`` the columns.
    """

    name: str
    header: tuple[SheetCell, ...]
    rows: tuple[tuple[SheetCell, ...], ...]
    span: Span = field(compare=False)
    below: tuple[tuple[SheetCell, ...], ...] = ()
    merged: tuple[Span, ...] = ()
    totals: tuple[SheetCell, ...] = ()
    hidden: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    sheet_hidden: bool = False
    defined: bool = True


@dataclass(frozen=True, slots=True)
class Workbook:
    path: str
    sheets: tuple[Sheet, ...]
    tables: tuple[SheetTable, ...]

    def table(self, name: str) -> SheetTable | None:
        return next((t for t in self.tables if t.name.casefold() == name.casefold()), None)

    @property
    def titles(self) -> tuple[str, ...]:
        return tuple(sheet.title for sheet in self.sheets)


def table_at(
    sheet: Sheet,
    name: str,
    box: tuple[int, int, int, int],
    totals: int = 0,
    starts: Sequence[int] = (),
) -> SheetTable:
    """The table that fills an area (left, top, right, bottom); ``starts`` are the tops of the tables under it.

    Rows beyond the last that holds something are not made.
    """
    left, top, right, bottom = box
    last_row = sheet.last_row
    last = min(bottom - totals, last_row)
    touching = bottom + 1
    while touching <= last_row and any(
        cell.value is not None for cell in sheet.line(touching, left, right)
    ):
        touching += 1
    end = min([last_row + 1, touching + LOOK_BELOW, *starts])
    return SheetTable(
        name,
        sheet.line(top, left, right),
        tuple(sheet.line(row, left, right) for row in range(top + 1, last + 1)),
        sheet.cell(top, left).span,
        tuple(sheet.line(row, left, right) for row in range(bottom + 1, end)),
        tuple(_merged_inside(sheet, (left, top, right, bottom - totals))),
        sheet.line(bottom, left, right) if totals else (),
        frozenset(row for row in sheet.hidden_rows if top < row <= bottom - totals),
        sheet.hidden_columns,
        sheet.hidden,
    )


def _merged_inside(sheet: Sheet, box: tuple[int, int, int, int]) -> Iterator[Span]:
    left, top, right, bottom = box
    for ref in sheet.merged:
        first_column, first_row, last_column, last_row = boundaries(ref)
        if first_row <= bottom and last_row > top and first_column <= right and last_column >= left:
            yield Span(sheet.path, first_row, first_column, sheet.title, ref)


CELL_REFERENCE = motif(
    r'"[^"]*"'
    r"|(?<!\w)(?P<table>[^\W\d]\w*)\[(?P<inside>(?:[^\[\]]|\[(?:[^\[\]']|'.)*\])*)\]"
    r"|(?:(?:(?<!')'(?P<quoted>(?:[^']|'')+)'|(?<![\w.])(?P<bare>[^\W\d][\w.]*))!)?(?<![\w.\]])"
    r"(?:\$?(?P<c1>[A-Z]{1,3})\$?(?P<r1>[0-9]{1,7})(?::\$?(?P<c2>[A-Z]{1,3})\$?(?P<r2>[0-9]{1,7}))?"
    r"|\$?(?P<from>[A-Z]{1,3}):\$?(?P<to>[A-Z]{1,3}))(?![\w(.])"
)
"""What a formula reads: a text to be skipped, a table, a cell or an area, whole columns."""

BOX = motif(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")
MOST_COLUMNS = 1_000


def boundaries(ref: str) -> tuple[int, int, int, int]:
    """« B2:D9 » → (2, 2, 4, 9): left, top, right, bottom.

    >>> boundaries("A1:XFD9")
    (1, 1, 1000, 9)
    """
    match = BOX.fullmatch(ref)
    if match is None:
        raise ValueError(ref)
    left, top = column_number(match[1]), int(match[2])
    right, bottom = column_number(match[3] or match[1]), int(match[4] or match[2])
    return left, top, min(right, left + MOST_COLUMNS - 1), bottom


@lru_cache(maxsize=1024)
def column_number(letters: str) -> int:
    """A → 1, Z → 26, AA → 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


@lru_cache(maxsize=1024)
def column_letters(number: int) -> str:
    """1 → A, 26 → Z, 27 → AA.

    >>> [column_letters(n) for n in (1, 26, 27, 703)]
    ['A', 'Z', 'AA', 'AAA']
    """
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class WordFile:
    """A Word template as its parts by name, found harmless."""

    path: str
    parts: Mapping[str, bytes]


Tree: TypeAlias = YamlMap | MarkdownFile | CsvFile | WordFile


@dataclass(frozen=True, slots=True)
class Sources:
    """What could be read (``trees``), what could not (``unreadable``), and the bytes of everything (``files``)."""

    files: Files
    trees: Mapping[str, Tree]
    texts: Mapping[str, str]
    """The text of every readable file of ``content/``, whatever its coding was."""
    pictures: frozenset[str]
    """Paths of the pictures of ``content/`` that can be opened and are of a sane size."""
    unreadable: frozenset[str]
    dessins: Mapping[str, Dessin]
    """The SVG drawings of ``content/``, those that cannot be printed included."""

    @property
    def gabarits(self) -> str:
        """The folder of the templates that this project follows."""
        return templates_of(self.files)

    def yaml(self, path: str) -> YamlMap | None:
        tree = self.trees.get(path)
        return tree if isinstance(tree, YamlMap) else None

    def csv(self, path: str) -> CsvFile | None:
        tree = self.trees.get(path)
        return tree if isinstance(tree, CsvFile) else None

    def word(self, path: str) -> WordFile | None:
        tree = self.trees.get(path)
        return tree if isinstance(tree, WordFile) else None

    def markdown_under(self, folder: str) -> Iterator[MarkdownFile]:
        """The Markdown files right inside a folder (given with its final ``/``), in natural order of their names."""
        for path, tree in self.trees.items():
            if (
                isinstance(tree, MarkdownFile)
                and path.startswith(folder)
                and "/" not in path[len(folder) :]
            ):
                yield tree
