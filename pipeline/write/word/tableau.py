"""Measures of a table: widths of columns, the page it asks for, the height of a row, where decimal marks fall."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain, islice, permutations, repeat
from typing import Literal, TypeAlias, TypeVar

from lxml import etree

from pipeline.model.motif import motif
from pipeline.model.palette import Palette
from pipeline.model.parcours import inlines_of
from pipeline.model.prose import SIGNATURE, Cell, Inline, LineBreak, Table, Text, text_of, titles_of
from pipeline.model.valeur import dataclass
from pipeline.write.word.ooxml import R, W

PER_CHARACTER = 105
"""Twentieths of a point: a mean character of the table styles (9 to 10 points), a little over."""

WIDTHS = {
    letter: width
    for width, letters in (
        (43, " \u00a0\u202f'"),
        (48, "ilîïj,’IÎÏ.·"),
        (52, ":;`"),
        (59, "-()f"),
        (64, "![]J²³{}°"),
        (68, "tr"),
        (76, "sz"),
        (82, 'Lcç/\\"'),
        (88, "Fx?"),
        (91, "Sgvyÿ|Zk"),
        (94, "EÉÈÊËTaàâä#*+<=>^_~–•−×"),
        (96, "$0123456789eéèêë€"),
        (102, "YCPÇbdhnopquôöùûü«»"),
        (107, "KXBR"),
        (115, "VAÀÂ"),
        (125, "DHGUÙÛÜN"),
        (131, "OÔQ"),
        (139, "&…%"),
        (155, "wmæ"),
        (172, "œMŒ@W—↑↓"),
    )
    for letter in letters
}
"""Twentieths of a point that each letter takes in bold of 9.5 points, the widest of the styles of tables (Calibri, and
Carlito which has its measures); any other letter counts for ``PER_CHARACTER``."""

SPACE = WIDTHS[" "]
PADDING = 230
LONGEST_WORD = 22

FULL_LINE = 50
SHORT_TITLE = 12
MARGINS = 216
"""Of a cell, in the styles of tables."""

ROWS_MEASURED = 60
STEPS = 16
MOVES = (600, 300, 150)
"""What a column may give to another at a time, in twentieths of a point: six letters, then three, then less."""

NEW_LINE = -1
"""In place of the width of a word, where a line is ended by hand."""

LINES_OF_A_PAGE = 42
"""Lines of a cell that still fit a page with its header row; past them a row may run over two pages."""

DIGIT = 96
MARK = 48
"""Widths of a digit and of a decimal comma in the style of numbers, in twentieths of a point."""

LONG_ROW = 3_000
"""Letters of XML under which a row is not worth measuring."""

TAG = motif(r"<[^>]*>")
WORDS = motif("[ \u2003/-]")
"""Where a line of a cell may be cut."""

CUTS = motif(r" |(?<=[^\W\d_]{4}-)(?=[^\W\d_]{4})")
"""The same, save the hyphens of codes, dates and short words, which would look lost at the end of a line."""

NAMESPACE = {"w": W}
PARAGRAPH, WORDS_OF_A_RUN = f"{{{W}}}p", f"{{{W}}}t"
ROOT = f'<w:body xmlns:w="{W}" xmlns:r="{R}">{{}}</w:body>'
HUGE = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
WIDTH = motif(r'<w:tcW w:w="([0-9]{1,5})" w:type="dxa"/>')
BAND = '<w:tcBorders><w:left w:val="single" w:sz="48" w:space="0" w:color="{}" w:themeColor="accent{}"/></w:tcBorders>'
"""Six points of colour on the left of a cell."""

NUMBER = motif(r"[-+\u2212]?[0-9][0-9 \u00a0\u202f]*(?:,([0-9]+))?(\D*)")
LEAST_COLUMNS = 3
T = TypeVar("T")
TO_SIGN, TO_FILL = 1_000, 700
"""Least heights of a row left empty to be signed, and of one where a name waits for a signature or a figure."""

Columns: TypeAlias = list[tuple[str, ...]]
Words: TypeAlias = list[list[list[int]]]
MEASURED: dict[int, tuple[Table, Columns, list[int]]] = {}
MOST_MEASURED = 1_000


@dataclass(frozen=True, slots=True)
class Title:
    """A cell of the header: how many columns it covers, and whether it begins or goes on down to the last row."""

    inlines: tuple[Inline, ...]
    columns: int = 1
    down: Literal["", "restart", "continue"] = ""


def header_rows(header: Sequence[Cell]) -> list[list[Title]]:
    """The titles row by row: one shared by neighbours covers their columns, one alone goes down to the last row."""
    paths = [titles_of(cell) for cell in header]
    rows: list[list[Title]] = [[] for _ in range(max(map(len, paths)))]
    before: tuple[tuple[Inline, ...], ...] = ()
    for path in paths:
        own = len(path) - 1
        for rank, row in enumerate(rows):
            if rank > own:
                row.append(Title((), down="continue"))
            elif rank == own:
                row.append(Title(path[own], down="restart" if rank < len(rows) - 1 else ""))
            elif rank < len(before) - 1 and before[: rank + 1] == path[: rank + 1]:
                row[-1] = replace(row[-1], columns=row[-1].columns + 1)
            else:
                row.append(Title(path[rank]))
        before = path
    return rows


def column_widths(table: Table, width: int, letters: float = 1.0) -> list[int]:
    """One width per column, in twentieths of a point, adding up to ``width``; ``letters`` says how much wider than
    usual those of tables are."""
    if letters != 1.0:
        return _shared(column_widths(table, max(1, int(width / letters))), width)
    if table.even or (len(table.header) < LEAST_COLUMNS and table.style == SIGNATURE):
        return _shared([1] * len(table.header), width)
    columns, least = _measured(table)
    if table.style == SIGNATURE:
        return _to_write_in(table, columns, least, width)
    if sum(least) >= width:
        return _shared(least, width)
    least = _with_short_titles(least, columns, width)
    wanted = [max(floor, _wanted(texts)) for floor, texts in zip(least, columns, strict=True)]
    if sum(wanted) <= width:
        return _widened(wanted, [_is_long(texts) for texts in columns], width)
    words = _words_of_tall_rows(columns, least)
    return _settled(_shared(_by_height(least, wanted, words, width), width), least, words)


def _words_of_tall_rows(columns: Sequence[Sequence[str]], least: Sequence[int]) -> Words:
    """The widths of the words of each cell, column by column, in the rows that take several lines at the least."""
    rows = [
        row
        for row in islice(zip(*columns, strict=True), ROWS_MEASURED)
        if any(
            _longest_line(text) > width - MARGINS for text, width in zip(row, least, strict=True)
        )
    ]
    return [[_widths_of_words(text) for text in texts] for texts in zip(*rows, strict=True)]


def _widths_of_words(text: str) -> list[int]:
    """Those of the words of a cell, with ``NEW_LINE`` where its author went to the next line."""
    first, *others = text.split("\n")
    widths = [*map(_measure, _words(first))]
    for line in others:
        widths += [NEW_LINE, *map(_measure, _words(line))]
    return widths


def _by_height(least: Sequence[int], wanted: Sequence[int], words: Words, width: int) -> list[int]:
    """The room given bit by bit to the column that makes the most rows taller than the others do."""
    room = width - sum(least)
    widths = list(least)
    lines = [_lines(cells, width) for cells, width in zip(words, widths, strict=True)]
    step = max(1, room // STEPS)
    for _ in range(STEPS):
        weights = _weights(lines)
        open_ = [
            weight if width < want else 0
            for weight, width, want in zip(weights, widths, wanted, strict=True)
        ]
        if not any(open_):
            break
        widest = open_.index(max(open_))
        widths[widest] += step
        lines[widest] = _lines(words[widest], widths[widest])
    return widths


BOLD = 109
"""How much wider the words of a title are, in hundredths."""

ROOMIER = 68
"""How much wider the margins of cells where hands write are than those of other tables, in both sets of templates."""


def _to_write_in(table: Table, columns: Columns, least: Sequence[int], width: int) -> list[int]:
    """Even columns but for words: one where hands write keeps most of its share, the others give as they can."""
    share = width // len(columns)
    least = [
        max(low, _least(texts[:1]) * BOLD // 100) + ROOMIER
        for low, texts in zip(least, columns, strict=True)
    ]
    for_hands = [any(_is_blank(row[rank]) for row in table.rows) for rank in range(len(columns))]
    floors = [
        max(floor, share * 3 // 4) if blank else floor
        for floor, blank in zip(least, for_hands, strict=True)
    ]
    if sum(least) >= width:
        return _shared(least, width)
    if sum(floors) >= width:
        return _above(least, floors, width)
    even = _given(_shared([1] * len(columns), width), floors)
    return _settled(even, floors, _words_of_tall_rows(columns, floors))


def _above(least: Sequence[int], floors: Sequence[int], width: int) -> list[int]:
    """Each its least, which cuts no word, and of what is left a part by how much more it asks for."""
    more = _shared([top - low for low, top in zip(least, floors, strict=True)], width - sum(least))
    return [low + part for low, part in zip(least, more, strict=True)]


def _is_blank(cell: Cell) -> bool:
    return not cell.inlines and not cell.blocs


def _settled(widths: list[int], least: Sequence[int], words: Words) -> list[int]:
    """The same, moved from a column to another for as long as the table becomes shorter, or fewer cells are cut."""
    if not words:
        return widths
    known: dict[tuple[int, int], list[int]] = {}

    def height(widths: Sequence[int]) -> tuple[int, int]:
        for key in enumerate(widths):
            if key not in known:
                known[key] = _lines(words[key[0]], key[1])
        lines = [known[key] for key in enumerate(widths)]
        return sum(map(max, zip(*lines, strict=True))), sum(map(sum, lines))

    best = height(widths)
    for move in MOVES:
        for to, giver in permutations(range(len(widths)), 2):
            tried = list(widths)
            tried[to] += move
            tried[giver] -= move
            if tried[giver] >= least[giver] and (found := height(tried)) < best:
                best, widths = found, tried
    return widths


def _lines(cells: Sequence[Sequence[int]], width: int) -> list[int]:
    """How many lines each cell of a column takes, from the widths of its words."""
    return [_wrapped(words, width - MARGINS) for words in cells]


def _wrapped(words: Sequence[int], inside: int) -> int:
    lines, left = 1, inside
    for word in words:
        if word == NEW_LINE:
            lines, left = lines + 1, inside
            continue
        if word > left < inside:
            lines, left = lines + 1, inside
        left -= word + SPACE
    return lines


def _weights(lines: Sequence[Sequence[int]]) -> list[int]:
    """For each column, how many lines the rows that it makes taller than one line take."""
    weights = [0] * len(lines)
    for row in zip(*lines, strict=True):
        tallest = max(row)
        if tallest > 1:
            weights[row.index(tallest)] += tallest
    return weights


def side_by_side(table: Table, width: int, letters: float = 1.0) -> tuple[Table, ...]:
    """The table in as few as will show its words whole, each with its first column and as many of the others."""
    width = int(width / letters)
    if not _is_too_wide(table, width):
        return (table,)
    last = len(table.header) - 1
    for count in range(2, last + 1):
        size = -(-last // count)
        parts = [_columns_of(table, first, first + size) for first in range(1, last + 1, size)]
        if not any(_is_too_wide(part, width) for part in parts):
            break
    else:
        parts = [_columns_of(table, column, column + 1) for column in range(1, last + 1)]
    middle = [replace(part, source=(), notes=()) for part in parts[:-1]]
    return (*middle, parts[-1])


def _is_too_wide(table: Table, width: int) -> bool:
    """Whether words would be cut: the first column and two others always stand side by side."""
    narrow = len(table.header) > LEAST_COLUMNS and not table.even and table.style != SIGNATURE
    return narrow and sum(_measured(table)[1]) * 10 > width * 11


def _columns_of(table: Table, first: int, end: int) -> Table:
    def kept(cells: tuple[T, ...]) -> tuple[T, ...]:
        return (cells[0], *cells[first:end])

    rows = tuple(map(kept, table.rows))
    ranks = kept(tuple(range(len(table.header))))
    amounts = tuple(rank for rank, old in enumerate(ranks) if old in table.montants)
    return replace(
        table, header=kept(table.header), rows=rows, aligns=kept(table.aligns), montants=amounts
    )


def asks_for_landscape(table: Table, width: int, letters: float = 1.0) -> bool:
    """Whether its columns, each as wide as its longest word, are too much for that width."""
    return sum(_measured(table)[1]) * letters > width


def is_taller_than_a_page(cells: Iterable[Cell], widths: Iterable[float]) -> bool:
    return any(
        _lines_of_cell(cell, width) > LINES_OF_A_PAGE
        for cell, width in zip(cells, widths, strict=True)
    )


def is_longer_than_a_third(table: Table, widths: Sequence[float]) -> bool:
    """Whether its rows take over a third of a page: kept whole, they would leave as much of the page before it empty."""
    return sum(_lines_of(row, widths) for row in table.rows) > LINES_OF_A_PAGE / 3


def _lines_of(cells: Iterable[Cell], widths: Iterable[float]) -> float:
    """The lines of its fullest cell, more or less."""
    return max(_lines_of_cell(cell, width) for cell, width in zip(cells, widths, strict=True))


def _lines_of_cell(cell: Cell, width: float) -> float:
    """How many lines a cell takes, more or less: an item of a list begins one, and so does a line ended by hand."""
    return sum(max(1, len(line) * PER_CHARACTER / width) for line in _text(cell).split("\n"))


def room_to_write(table: Table, row: Sequence[Cell]) -> str:
    """The least height of a row to sign, or to fill by hand; ``""`` for the others."""
    empty = [*map(_is_blank, row)]
    if table.style != SIGNATURE or not any(empty):
        return ""
    return f'<w:trHeight w:val="{TO_SIGN if all(empty) else TO_FILL}" w:hRule="atLeast"/>'


def with_bands(rows: Sequence[str], missions: Sequence[int], palette: Palette) -> list[str]:
    """The rows with the colour of their mission down their left side; the header too, where all are about one."""
    if not missions:
        return [*rows]
    above = missions[0] if len({*missions}) == 1 else 0
    about = [above] * (len(rows) - len(missions)) + [*missions]
    return [_banded(row, rank, palette) for row, rank in zip(rows, about, strict=True)]


def _banded(row: str, rank: int, palette: Palette) -> str:
    if not rank:
        return row
    line = BAND.format(palette[rank], rank)
    return WIDTH.sub(lambda found: found[0] + line, row, count=1)


def with_tall_rows_unlocked(xml: str) -> str:
    """Tables of a template, filled: the rows that no page holds may break, the others keep what the template says."""
    rows = xml.split("<w:tr>")
    if max(map(len, rows)) < LONG_ROW:
        return xml
    return "<w:tr>".join(
        row.replace("<w:cantSplit/>", "", 1) if _is_tall(row) else row for row in rows
    )


def with_words_whole(xml: str, letters: float) -> str:
    """Tables of a template, filled: a column too narrow for one of its words takes room from those that have some."""
    if "<w:tbl>" not in xml:
        return xml
    root = etree.fromstring(ROOT.format(xml).encode(), HUGE)
    changed = [_with_room(table, letters) for table in root.iterfind("w:tbl", NAMESPACE)]
    if not any(changed):
        return xml
    text = etree.tostring(root, encoding="unicode")
    return text[text.index(">") + 1 : text.rindex("</")]


def _with_room(table: etree._Element, letters: float) -> bool:
    """Whether the columns of a table had to change."""
    grid = table.findall("w:tblGrid/w:gridCol", NAMESPACE)
    widths = [int(column.get(f"{{{W}}}w", "0")) for column in grid]
    rows = [row.findall("w:tc", NAMESPACE) for row in table.iterfind("w:tr", NAMESPACE)]
    least = [0] * len(widths)
    for row in rows:
        if len(row) == len(widths):
            least = [
                max(floor, _least_of_cell(cell, letters))
                for floor, cell in zip(least, row, strict=True)
            ]
    given = _given(widths, least)
    if given == widths:
        return False
    for column, width in zip(grid, given, strict=True):
        column.set(f"{{{W}}}w", str(width))
    for row in rows:
        for cell, width in zip(row, given, strict=False):
            size = cell.find("w:tcPr/w:tcW", NAMESPACE)
            if size is not None and len(row) == len(widths):
                size.set(f"{{{W}}}w", str(width))
    return True


def _least_of_cell(cell: etree._Element, letters: float) -> int:
    """What the longest word of a cell takes on a line, bold where its paragraph is a title."""
    longest = ""
    for par in cell.iterchildren(PARAGRAPH):
        text = "".join([node.text or "" for node in par.iter(WORDS_OF_A_RUN)])
        longest = max(longest, *WORDS.split(text), key=len)
    return int(_measure(longest[:LONGEST_WORD]) * letters) + MARGINS if longest else 0


def _given(widths: Sequence[int], least: Sequence[int]) -> list[int]:
    """The widths, each at least the ``least`` of its column; what they gain is taken from the others by their room."""
    missing = sum(max(0, floor - width) for width, floor in zip(widths, least, strict=True))
    spare = [max(0, width - floor) for width, floor in zip(widths, least, strict=True)]
    if not missing:
        return list(widths)
    if missing > sum(spare):
        return _shared([max(1, floor) for floor in least], sum(widths))
    return _shared(
        [
            max(width, floor) - room * missing // sum(spare)
            for width, floor, room in zip(widths, least, spare, strict=True)
        ],
        sum(widths),
    )


def _is_tall(row: str) -> bool:
    if len(row) < LONG_ROW:
        return False
    for cell in row.split("<w:tc>")[1:]:
        width = WIDTH.search(cell)
        letters = len(TAG.sub("", cell)) * PER_CHARACTER
        if width and letters > LINES_OF_A_PAGE * int(width[1]):
            return True
    return False


def indents_of_decimals(table: Table) -> tuple[tuple[int, ...], ...]:
    """For each row and column, how far from the right edge a number ends so that the commas of its column align.

    Right alignment alone does it for numbers with as many decimals.  A decimal tab would do it in Word, but
    LibreOffice does not know the comma; the indent is read the same way by both.
    """
    if not table.rows:
        return ()
    columns = [
        _indents(cells) if align == "right" else [0] * len(cells)
        for cells, align in zip(zip(*table.rows, strict=True), table.aligns, strict=True)
    ]
    return tuple(zip(*columns, strict=True))


def _indents(cells: Sequence[Cell]) -> list[int]:
    """The same for one column: none where its numbers have no decimals or are not of one unit."""
    numbers = [NUMBER.fullmatch(_text(cell).strip()) for cell in cells]
    units = {number[2].strip() for number in numbers if number}
    most = max((len(number[1] or "") for number in numbers if number), default=0)
    if len(units) > 1 or not most:
        return [0] * len(cells)
    return [_short_of(most, number[1] or "") if number else 0 for number in numbers]


def _short_of(most: int, decimals: str) -> int:
    """The room of the decimals that a number lacks, and of the comma when it has none."""
    missing = (most - len(decimals)) * DIGIT
    return missing if decimals else missing + MARK


def _measured(table: Table) -> tuple[Columns, list[int]]:
    """The texts of each column and the least width of each, worked out once for a table however often it is asked."""
    known = MEASURED.get(id(table))
    if known is None or known[0] is not table:
        if len(MEASURED) > MOST_MEASURED:
            MEASURED.clear()
        columns = _columns(table)
        known = MEASURED[id(table)] = (table, columns, _least_widths(table, columns))
    return known[1:]


def _columns(table: Table) -> list[tuple[str, ...]]:
    """The texts of each column under its own title, without the titles above."""
    own = [text_of(titles_of(cell)[-1]) for cell in table.header]
    return list(zip(own, *([_text(cell) for cell in row] for row in table.rows), strict=True))


def _least_widths(table: Table, columns: Sequence[Sequence[str]]) -> list[int]:
    """What each column needs for its longest word, for its share of the titles above it, and for its numbers."""
    own = [_least(texts) for texts in columns]
    least = list(map(max, own, _shares_of_titles(table)))
    indents = indents_of_decimals(table)
    for cells, shifts in zip(table.rows, indents, strict=True):
        for column, (cell, shift) in enumerate(zip(cells, shifts, strict=True)):
            if shift:
                least[column] = max(least[column], _least([_text(cell)]) + shift)
    if table.total_row and table.rows:
        for column, (cell, shift) in enumerate(zip(table.rows[-1], indents[-1], strict=True)):
            least[column] = max(least[column], _least([_text(cell)]) + shift)
    return least


def _shares_of_titles(table: Table) -> list[int]:
    """What a title over several columns asks of each of them."""
    most = [0] * len(table.header)
    for row in header_rows(table.header)[:-1]:
        shares = [
            -(-_least([text_of(title.inlines)]) // title.columns)
            for title in row
            for _ in range(title.columns)
        ]
        most = list(map(max, most, shares))
    return most


def _least(texts: Sequence[str]) -> int:
    """What the widest word of these texts takes: « Communes » is wider than « hospitalier », of more letters."""
    lines = chain.from_iterable(map(str.splitlines, texts))
    words = {word[:LONGEST_WORD] for line in lines for word in _words(line)}
    return max(map(_measure, words), default=0) + PADDING


def _words(text: str) -> list[str]:
    """What a line may be cut between; a hyphen too, in a long word, but not in a code such as « M1-01 »."""
    return CUTS.split(text) if "-" in text else text.split(" ")


def _with_short_titles(least: list[int], columns: Sequence[Sequence[str]], width: int) -> list[int]:
    """The same, with room for titles such as « Année 1 » on one line, where there is enough for all of them."""
    whole = [
        max(floor, _measure(texts[0]) + PADDING) if len(texts[0]) <= SHORT_TITLE else floor
        for floor, texts in zip(least, columns, strict=True)
    ]
    return whole if sum(whole) <= width else least


def _wanted(texts: Sequence[str]) -> int:
    """What the fullest cell takes on one line, held down so that it does not starve the others.

    A title may take two lines: it must not widen a column of short numbers.
    """
    title, *others = texts
    longest = max(chain.from_iterable(map(str.splitlines, others)), key=len, default="")
    titled = _measure(_on_two_lines(title)[:FULL_LINE])
    return max(titled, _measure(longest[:FULL_LINE])) + PADDING


def _on_two_lines(title: str) -> str:
    """The longer of the two lines that a title is best cut into.

    >>> _on_two_lines("Accès aux soins"), _on_two_lines("Prévention")
    ('aux soins', 'Prévention')
    """
    words = title.split(" ")
    cuts = [
        max(" ".join(words[:rank]), " ".join(words[rank:]), key=len)
        for rank in range(1, len(words))
    ]
    return min(cuts, key=len, default=title)


def _is_long(texts: Sequence[str]) -> bool:
    return max(map(len, chain.from_iterable(map(str.splitlines, texts))), default=0) > FULL_LINE


def _widened(wanted: Sequence[int], long: Sequence[bool], width: int) -> list[int]:
    """The room that is left goes to the columns of long texts, to all of them where there is none."""
    if not any(long):
        return _shared(wanted, width)
    others = sum(size for size, is_long in zip(wanted, long, strict=True) if not is_long)
    shares = iter(
        _shared(
            [size for size, is_long in zip(wanted, long, strict=True) if is_long], width - others
        )
    )
    return [next(shares) if is_long else size for size, is_long in zip(wanted, long, strict=True)]


def _longest_line(text: str) -> int:
    return max(map(_measure, text.split("\n")))


@lru_cache(maxsize=8192)
def _measure(text: str) -> int:
    """The width of a text in the styles of tables, a little over."""
    return sum(map(WIDTHS.get, text, repeat(PER_CHARACTER)))


def _text(cell: Cell) -> str:
    """The words of a cell, line by line where it is written so."""
    if len(cell.inlines) == 1 and isinstance(first := cell.inlines[0], Text):
        return first.text
    if cell.blocs:
        return "\n".join(text_of(inlines) for block in cell.blocs for inlines in inlines_of(block))
    lines: list[list[Inline]] = [[]]
    for node in cell.inlines:
        if isinstance(node, LineBreak):
            lines.append([])
        else:
            lines[-1].append(node)
    return "\n".join(map(text_of, lines))


def _shared(widths: Sequence[int], total: int) -> list[int]:
    """The same proportions, adding up exactly."""
    scaled = [max(1, value * total // sum(widths)) for value in widths]
    scaled[-1] += total - sum(scaled)
    return scaled
