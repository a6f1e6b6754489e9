"""Where words of a template are out of sight whatever their letters: a column of nothing, beside the page, in a hidden shape."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import isfinite

from lxml import etree

from pipeline.model.motif import motif
from pipeline.write.word.ooxml import W
from pipeline.write.word.package import parsed

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
V = "{urn:schemas-microsoft-com:vml}"
VAL, WIDTH = f"{{{W}}}val", f"{{{W}}}w"
KIND = f"{{{W}}}type"
NARROWEST, NARROWEST_PART = 120, 50
"""Two millimetres, in twentieths of a point; a hundredth of the page, in fiftieths of a percent."""

FARTHEST, BEFORE = 9_500, -2_500
"""Twentieths of a point from a margin: beyond, the edge of a page of A4."""

NO_ROOM = 8_700
"""Of both indents together: the text of a page of A4 has nine thousand."""

SIDES = ("left", "start", "right", "end", "firstLine")
PLACED = {"framePr": ("x", "y"), "tblpPr": ("tblpX", "tblpY")}
PAGE = 16_838
"""The height of a page of A4, in twentieths of a point."""

RAISED = 400
"""Halves of a point above or under its line."""

EMU_A_TWIP = 635
SMALLEST_BOX = 36_000
"""A millimetre, as drawings count."""

HIDDEN_SHAPE = motif(
    r"visibility\s*:\s*hidden|display\s*:\s*none|(?:^|;)\s*(?:width|height)\s*:\s*(?:[0-2](?:\.[0-9]*)?|\.[0-9]+)(?:pt|px|mm)?\s*(?:;|$)"
    r"|(?:^|;)\s*(?:margin-)?(?:left|top)\s*:\s*-?[0-9]{4,}",
    0,
)


def is_in_a_narrow_frame(properties: etree._Element | None) -> bool:
    """Whether the frame of a paragraph, which its properties tell, has no room for a letter."""
    frame = None if properties is None else properties.find(f"{{{W}}}framePr")
    if frame is None:
        return False
    is_low = frame.get(f"{{{W}}}hRule") == "exact" and number(frame.get(f"{{{W}}}h"), 0) < NARROWEST
    return is_low or 0 < number(frame.get(WIDTH), 0) < NARROWEST


def is_in_a_narrow_column(paragraph: etree._Element) -> bool:
    """Whether a cell or its whole table has no room for a letter."""
    for cell in paragraph.iterancestors(f"{{{W}}}tc"):
        own = cell.find(f"{{{W}}}tcPr/{{{W}}}tcW")
        if _is_narrow(own) or (own is None and _is_narrow(_column_of(cell))):
            return True
        if _is_filled_by_its_margins(cell, own) or _is_squeezed(cell, own):
            return True
    tables = paragraph.iterancestors(f"{{{W}}}tbl")
    return any(_is_narrow(table.find(f"{{{W}}}tblPr/{{{W}}}tblW")) for table in tables)


def is_in_a_merged_cell(paragraph: etree._Element) -> bool:
    """Whether a cell goes on from the one above or before: only the words of the first of them are shown."""
    cells = paragraph.iterancestors(f"{{{W}}}tc")
    merged = (one for cell in cells for one in cell.iterfind(f"{{{W}}}tcPr/*") if one.tag in MERGED)
    return any(one.get(VAL) != "restart" for one in merged)


MERGED = (f"{{{W}}}vMerge", f"{{{W}}}hMerge")


def _is_squeezed(cell: etree._Element, width: etree._Element | None) -> bool:
    """Whether the words of a cell are drawn as narrow as it is, and it is narrower than a word."""
    fitted = cell.find(f"{{{W}}}tcPr/{{{W}}}tcFitText")
    if fitted is None or fitted.get(VAL) in ("0", "false", "off"):
        return False
    return width is None or number(width.get(WIDTH), 0) < LEAST_FITTED


LEAST_FITTED = 1_500


def _is_filled_by_its_margins(cell: etree._Element, width: etree._Element | None) -> bool:
    """Whether what is left between the margins of a cell has no room for a letter."""
    if width is None or width.get(KIND, "dxa") != "dxa":
        return False
    table = next(cell.iterancestors(f"{{{W}}}tbl"), None)
    own = cell.find(f"{{{W}}}tcPr/{{{W}}}tcMar")
    usual = None if table is None else table.find(f"{{{W}}}tblPr/{{{W}}}tblCellMar")
    sides = own if own is not None else usual if usual is not None else ()
    margins = (number(one.get(WIDTH), 0) for one in sides if str(one.tag).endswith(ACROSS))
    taken, room = sum(margins), number(width.get(WIDTH), 0)
    return room > 0 and taken > 0 and room - taken < NARROWEST


ACROSS = ("}left", "}right", "}start", "}end")


def _is_narrow(width: etree._Element | None) -> bool:
    if width is None:
        return False
    kind = width.get(KIND, "dxa")
    least = {"dxa": NARROWEST, "pct": NARROWEST_PART}.get(str(kind), 0)
    return 0 < number(width.get(WIDTH), 0) < least


def _column_of(cell: etree._Element) -> etree._Element | None:
    """The column of the grid that a cell without a width begins in."""
    row = cell.getparent()
    table = None if row is None else next(row.iterancestors(f"{{{W}}}tbl"), None)
    if table is None:
        return None
    rank = 0
    for before in cell.itersiblings(f"{{{W}}}tc", preceding=True):
        span = before.find(f"{{{W}}}tcPr/{{{W}}}gridSpan")
        rank += 1 if span is None else int(number(span.get(VAL), 1))
    columns = table.findall(f"{{{W}}}tblGrid/{{{W}}}gridCol")
    return columns[rank] if 0 <= rank < len(columns) else None


def is_beside_the_page(own: etree._Element | None, inherited: Sequence[etree._Element]) -> bool:
    """Whether words stand beyond the edge of the page by the properties of their paragraph, or of its styles."""
    styled = [*([] if own is None else [own]), *inherited]
    indents = (one for of in styled for one in of.iter(f"{{{W}}}ind"))
    nearest = next(indents, None)
    frame = None if own is None else own.find(f"{{{W}}}framePr")
    return (
        (nearest is not None and _is_indented_out(nearest))
        or _has_a_far_stop(styled)
        or _is_pushed_down(styled)
        or (frame is not None and _is_placed_far(frame))
    )


def is_in_a_table_beside_the_page(paragraph: etree._Element) -> bool:
    """Whether the cell that holds words, or its table, stands beyond the edge of the page."""
    return (
        any(map(_is_placed_far, _placing(paragraph)))
        or _is_in_a_far_cell(paragraph)
        or _is_in_a_far_table(paragraph)
    )


def _is_pushed_down(styled: Iterable[etree._Element]) -> bool:
    spacings = (one for of in styled for one in of.iter(f"{{{W}}}spacing"))
    return _first_of(spacings, "before", "beforeLines") > LOWEST_START


def _first_of(spacings: Iterable[etree._Element], name: str, in_lines: str) -> float:
    """The space that the nearest setting leaves, counted in twentieths of a point or in hundredths of a line."""
    for one in spacings:
        lines = number(one.get(f"{{{W}}}{in_lines}"), 0)
        points = number(one.get(f"{{{W}}}{name}"), 0)
        if lines or points:
            return max(points, lines * A_LINE / 100)
    return 0


A_LINE = 240
LOWEST_START = 12_000
"""Above a paragraph: beyond, it begins under the page."""


def is_taller_than_a_page(margin: etree._Element) -> bool:
    """Whether the lines of a header or of a footer, and what is left between them, need more than a page."""
    lines = sum(1 for _ in margin.iter(f"{{{W}}}p", f"{{{W}}}br", f"{{{W}}}cr"))
    spacings = margin.findall(f".//{{{W}}}pPr/{{{W}}}spacing")
    left = sum(
        max(0, number(one.get(f"{{{W}}}{side}"), 0))
        for one in spacings
        for side in ("before", "after")
    )
    return lines * A_LINE + left > PAGE


def _has_a_far_stop(styled: Iterable[etree._Element]) -> bool:
    stops = (stop for of in styled for stop in of.iter(f"{{{W}}}tab"))
    return any(number(stop.get(f"{{{W}}}pos"), 0) > PAGE for stop in stops)


def _is_in_a_far_table(paragraph: etree._Element) -> bool:
    tables = list(paragraph.iterancestors(f"{{{W}}}tbl"))
    apart = (one.find(f"{{{W}}}tblPr/{{{W}}}tblCellSpacing") for one in tables)
    if any(one is not None and number(one.get(WIDTH), 0) > FARTHEST_LETTER for one in apart):
        return True
    shifts = (one.find(f"{{{W}}}tblPr/{{{W}}}tblInd") for one in tables)
    return any(one is not None and _is_far(one.get(WIDTH)) for one in shifts)


def _is_indented_out(indent: etree._Element) -> bool:
    sides = {side: indent.get(f"{{{W}}}{side}") for side in SIDES}
    taken = sum(max(0, number(sides[side], 0)) for side in SIDES if side != "firstLine")
    return taken > NO_ROOM or any(map(_is_far, sides.values()))


def _is_in_a_far_cell(paragraph: etree._Element) -> bool:
    """Whether what stands before a cell in its row is wider than a page."""
    for cell in paragraph.iterancestors(f"{{{W}}}tc"):
        row = cell.getparent()
        if row is not None and _columns_before(row) > PAGE:
            return True
        before = None if row is None else row.find(f"{{{W}}}trPr/{{{W}}}wBefore")
        widths = [
            one.find(f"{{{W}}}tcPr/{{{W}}}tcW")
            for one in cell.itersiblings(f"{{{W}}}tc", preceding=True)
        ]
        known = [one for one in (before, *widths) if one is not None]
        if sum(number(one.get(WIDTH), 0) for one in known if one.get(KIND, "dxa") == "dxa") > PAGE:
            return True
    return False


def _columns_before(row: etree._Element) -> float:
    """The width of the columns that a row leaves before its first cell."""
    left = row.find(f"{{{W}}}trPr/{{{W}}}gridBefore")
    table = next(row.iterancestors(f"{{{W}}}tbl"), None)
    if left is None or table is None:
        return 0
    columns = table.findall(f"{{{W}}}tblGrid/{{{W}}}gridCol")
    return sum(number(one.get(WIDTH), 0) for one in columns[: int(number(left.get(VAL), 0))])


def _placing(paragraph: etree._Element) -> Iterator[etree._Element]:
    for table in paragraph.iterancestors(f"{{{W}}}tbl"):
        place = table.find(f"{{{W}}}tblPr/{{{W}}}tblpPr")
        if place is not None:
            yield place


def _is_placed_far(place: etree._Element) -> bool:
    names = PLACED[str(place.tag).rpartition("}")[2]]
    return any(not BEFORE <= number(place.get(f"{{{W}}}{name}"), 0) <= PAGE for name in names)


def _is_far(typed: str | None) -> bool:
    return not BEFORE <= number(typed, 0) <= FARTHEST


def is_in_a_hidden_shape(paragraph: etree._Element) -> bool:
    """Whether the text box around words is hidden, without size, or off the page."""
    boxes = paragraph.iterancestors(f"{WP}anchor", f"{WP}inline")
    if any(
        _is_named_hidden(one)
        or _is_tiny(one)
        or _is_off_the_page(one)
        or _is_seen_from_its_edge(one)
        for one in boxes
    ):
        return True
    shapes = [one for one in paragraph.iterancestors() if str(one.tag).startswith(V)]
    if any(map(_is_filled_by_its_inset, shapes)):
        return True
    return any(HIDDEN_SHAPE.search(str(one.get("style") or "")) for one in shapes)


def _is_filled_by_its_inset(box: etree._Element) -> bool:
    """Whether an old box keeps its words a whole page away from one of its sides."""
    sides = str(box.get("inset") or "").split(",")
    return any(abs(number(side.strip(), 0)) > PAGE for side in sides)


def _is_named_hidden(box: etree._Element) -> bool:
    named = box.find(f"{WP}docPr")
    return named is not None and named.get("hidden") in ("1", "true", "on")


def _is_tiny(box: etree._Element) -> bool:
    extent = box.find(f"{WP}extent")
    sides = () if extent is None else (extent.get("cx"), extent.get("cy"))
    if extent is None or any(number(one, SMALLEST_BOX) < SMALLEST_BOX for one in sides):
        return extent is not None
    if _is_shrunk(box):
        return True
    return _is_filled_by_its_insets(box, extent) or _is_overfull(box, extent)


def _is_shrunk(box: etree._Element) -> bool:
    """Whether a box is a thousandth of the page, or has its letters drawn at a quarter of their size."""
    parts = (number(one.text, 0) for one in box.iter(*PARTS_OF_THE_PAGE))
    if any(0 < one < LEAST_PART for one in parts):
        return True
    scales = (one.get("fontScale") for one in box.iter(f"{A}normAutofit"))
    return any(number(str(one).rstrip("%"), WHOLE) < LEAST_SCALE for one in scales if one)


PARTS_OF_THE_PAGE = tuple(
    f"{{http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing}}pct{side}"
    for side in ("Width", "Height")
)
LEAST_PART, LEAST_SCALE = 1_000, 25_000


def _is_filled_by_its_insets(box: etree._Element, extent: etree._Element) -> bool:
    """Whether the margins inside a box leave its words no room."""
    for inner in box.iter(f"{WPS}bodyPr"):
        across = number(inner.get("lIns"), 0) + number(inner.get("rIns"), 0)
        down = number(inner.get("tIns"), 0) + number(inner.get("bIns"), 0)
        if across > number(extent.get("cx"), across) or down > number(extent.get("cy"), down):
            return True
    return False


def _is_off_the_page(box: etree._Element) -> bool:
    offsets = (number(one.text, 0) / EMU_A_TWIP for one in box.iter(f"{WP}posOffset"))
    if any(not 2 * BEFORE <= one <= PAGE for one in offsets):
        return True
    parts = (one for one in box.iter() if str(one.tag).startswith(BY_PARTS))
    if any(abs(number(one.text, 0)) > WHOLE for one in parts):
        return True
    return any(_is_past_its_margin(one) for one in box.iter(f"{WP}positionH", f"{WP}positionV"))


BY_PARTS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing}pctPos"
WHOLE = 100_000
"""Thousandths of a percent."""

LAST = ("rightMargin", "outsideMargin", "bottomMargin")
WIDEST_MARGIN = 3_000
"""Twentieths of a point between the text and the edge of the paper."""


def _is_past_its_margin(position: etree._Element) -> bool:
    """Whether a box reckoned from the last margin begins after the paper."""
    offset = number(position.findtext(f"{WP}posOffset"), 0) / EMU_A_TWIP
    return position.get("relativeFrom") in LAST and offset > WIDEST_MARGIN


def _is_seen_from_its_edge(box: etree._Element) -> bool:
    """Whether a box is turned in space until its side alone is left."""
    turned = (
        number(one.get(side), 0) / A_DEGREE % 180
        for camera in box.iter(f"{A}camera")
        for one in camera.iterchildren(f"{A}rot")
        for side in ("lat", "lon")
    )
    return any(EDGE[0] < one < EDGE[1] for one in turned)


A_DEGREE, EDGE = 60_000, (80, 100)


def _is_overfull(box: etree._Element, extent: etree._Element) -> bool:
    """Whether a box that does not grow has more lines than it has room for, at six points a letter."""
    grows = next(box.iter(f"{A}spAutoFit", f"{A}normAutofit"), None) is not None
    if grows or box.find(f"{A}graphic/{A}graphicData/{WPS}wsp") is None:
        return False
    width, height = (number(extent.get(side), 0) / EMU_A_TWIP for side in ("cx", "cy"))
    row = max(1, width / THINNEST_LETTER)
    lines = sum(max(1, len(one) / row) for one in _lines_of(box))
    return height > 0 and lines * LOWEST_LINE > height


def _lines_of(box: etree._Element) -> Iterator[str]:
    """The words of each paragraph; a row of a table counts for a line, however long its cells are."""
    for one in box.iter(f"{{{W}}}p", f"{{{W}}}tr"):
        if one.tag == f"{{{W}}}tr":
            yield ""
        elif next(one.iterancestors(f"{{{W}}}tc", f"{WP}anchor", f"{WP}inline"), box) is box:
            yield "".join(typed.text or "" for typed in one.iter(f"{{{W}}}t"))


THINNEST_LETTER, LOWEST_LINE = 50, 130


def is_raised(position: etree._Element | None) -> bool:
    return position is not None and abs(number(position.get(VAL), 0)) > RAISED


def is_spread(spacing: etree._Element | None) -> bool:
    """Whether each letter pushes the next one away by as much as a column."""
    return spacing is not None and number(spacing.get(VAL), 0) > FARTHEST_LETTER


FARTHEST_LETTER = 2_000


OFF_THE_PAGE = "met son en-tête, son pied de page ou son texte hors de la page"
MOST_COLUMNS = 10
LEAST_PAGE, LEAST_COLUMN = 2_800, 850
"""Five centimetres of paper, a centimetre and a half of text."""


def section_without_room(document: bytes) -> str:
    """What of a section leaves its words no room on the page, to end a sentence; ``""`` when they have some."""
    body = parsed(document)
    margins = body.iter(f"{{{W}}}pgMar")
    sides = ("header", "footer", "top", "bottom")
    if any(_passes(one, sides, PAGE // 2) or _is_under_the_page(one) for one in margins):
        return OFF_THE_PAGE
    if any(
        0 < number(one.get(f"{{{W}}}{side}"), PAGE) < LEAST_PAGE
        for one in body.iter(f"{{{W}}}pgSz")
        for side in "wh"
    ):
        return "a un papier de moins de cinq centimètres"
    if any(0 < number(one.get(WIDTH), PAGE) < LEAST_COLUMN for one in body.iter(f"{{{W}}}col")):
        return "a une colonne de moins d'un centimètre et demi"
    if any(number(one.get(f"{{{W}}}num"), 1) > MOST_COLUMNS for one in body.iter(f"{{{W}}}cols")):
        return "a plus de dix colonnes"
    return ""


def _is_under_the_page(margins: etree._Element) -> bool:
    distances = (number(margins.get(f"{{{W}}}{name}"), 0) for name in ("header", "footer"))
    return min(distances) < 0


def _passes(element: etree._Element, names: Iterable[str], most: float) -> bool:
    return any(abs(number(element.get(f"{{{W}}}{name}"), 0)) > most for name in names)


def hidden_watermarks(part: etree._Element) -> Iterator[etree._Element]:
    """The words drawn as a shape that is hidden, without size, off the page or white."""
    for words in part.iter(f"{V}textpath"):
        shapes = [one for one in words.iterancestors() if str(one.tag).startswith(V)]
        hidden = any(HIDDEN_SHAPE.search(str(one.get("style") or "")) for one in shapes)
        white = any(str(one.get("fillcolor") or "").startswith(WHITES) for one in shapes)
        if str(words.get("string") or "").strip() and (hidden or white):
            yield words


WHITES = ("white", "#fff", "#FFF", "window")


POINTS = {"pt": 1, "pc": 12, "pi": 12, "in": 72, "cm": 72 / 2.54, "mm": 72 / 25.4}


def number(typed: str | None, otherwise: float, a_point: int = 20) -> float:
    """A measure, typed as a number or with its unit; ``a_point`` is how many of the numbers make a point."""
    said = str(typed or otherwise)
    unit = POINTS.get(said[-2:])
    try:
        found = float(said[:-2]) * unit * a_point if unit else float(said)
    except ValueError:
        return otherwise
    return found if isfinite(found) else otherwise
