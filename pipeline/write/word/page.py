"""The page of a template: what room is there between its margins, how wide its letters are, and what must follow both.

A coordinator changes margins, paper or font in Word; what was drawn to the old measures is drawn again to the new ones.
"""

from __future__ import annotations

from functools import lru_cache

from lxml import etree

from pipeline.model.motif import motif
from pipeline.model.valeur import dataclass
from pipeline.write.word.ooxml import W
from pipeline.write.word.package import parsed

LEAST_WIDTH, MOST_WIDTH = 2_000, 30_000
"""Twentieths of a point between which the room between two margins makes sense."""

SLACK = 60
"""A millimetre: no table is drawn again for less."""

TABLE_STYLE = "Tableau texte"
USUAL_SIZE = 19
"""Half-points of the letters of tables in our templates: what widths of columns are reckoned with."""

LETTRES = {
    **dict.fromkeys(("calibri", "carlito", "times new roman", "liberation serif"), 1.0),
    **dict.fromkeys(("garamond", "arial narrow", "gill sans mt", "tw cen mt"), 0.95),
    **dict.fromkeys(("cambria", "caladea", "candara", "corbel", "constantia"), 1.06),
    **dict.fromkeys(("aptos", "tahoma", "trebuchet ms", "century"), 1.1),
    **dict.fromkeys(("arial", "liberation sans", "segoe ui", "helvetica"), 1.13),
    **dict.fromkeys(("book antiqua", "palatino linotype", "georgia", "rockwell"), 1.16),
    **dict.fromkeys(("century gothic", "lucida sans", "consolas", "courier new"), 1.22),
    **dict.fromkeys(("verdana", "bookman old style", "dejavu sans", "dejavu serif"), 1.32),
}
"""Font, folded → how wide its letters are beside those of Calibri."""

UNKNOWN = 1.25
"""The same for any other: better a column too wide than a word cut."""

TWIPS_PER_CM = 567
SIDES = (
    *(("pgSz", name) for name in ("w", "h")),
    *(("pgMar", name) for name in ("left", "right", "top", "bottom")),
)
MEASURE = motif(r"-?[0-9]{1,6}(?:\.[0-9]{1,6})?")
FOLLOWING = motif(r"toc [1-9]|table of figures|signature|header|footer")
"""Styles whose right tab stands at the right margin."""


@dataclass(frozen=True, slots=True)
class Page:
    """In twentieths of a point: the room for a text, on this page and once it is turned, and the paper with its left
    and right margins."""

    text_width: int
    turned_width: int
    text_height: int
    paper: int
    left: int
    right: int
    columns: int = 1


A4 = Page(9_412, 14_344, 14_400, 11_906, 1_247, 1_247)


@lru_cache(maxsize=32)
def page_of(document: bytes) -> Page:
    """The page of the last section; that of our templates where its measures make no sense."""
    page = _page(document)
    sound = page is not None and LEAST_WIDTH < page.text_width <= page.turned_width < MOST_WIDTH
    return page if page is not None and sound else A4


def room_of(document: bytes) -> int | None:
    """What the margins of the last section leave to a text, or to a column of it, in twentieths of a point: less than
    nothing where they cross; None when the page does not say."""
    page = _page(document)
    return page.text_width if page is not None else None


def in_centimetres(twips: int) -> str:
    """A length as it is said in French.

    >>> in_centimetres(9_412)
    '16,6'
    """
    return f"{twips / TWIPS_PER_CM:.1f}".replace(".", ",")


def _page(document: bytes) -> Page | None:
    """The page of the last section as it says it."""
    section = parsed(document).find(f"{{{W}}}body/{{{W}}}sectPr")
    if section is None:
        return None
    measures = [_measure(section, element, name) for element, name in SIDES]
    told = [measure for measure in measures if measure is not None]
    if len(told) < len(SIDES):
        return None
    width, height, left, right, top, bottom = told
    left += max(0, _measure(section, "pgMar", "gutter") or 0)
    columns, between = _columns(section)
    text = (width - left - right - between * (columns - 1)) // columns
    # A negative margin at the top is one that the header does not push.
    tall = max(height - abs(top) - abs(bottom), text // 2)
    return Page(text, max(width, height) - left - right, tall, width, left, right, columns)


def _measure(section: etree._Element, element: str, name: str) -> int | None:
    """A measure of the page; None when it is none."""
    node = section.find(f"{{{W}}}{element}")
    value = node.get(f"{{{W}}}{name}", "") if node is not None else ""
    return round(float(value)) if MEASURE.fullmatch(value) else None


def _columns(section: etree._Element) -> tuple[int, int]:
    """How many columns a page has, and the room between two of them."""
    columns = section.find(f"{{{W}}}cols")
    if columns is None:
        return 1, 0
    count, between = (columns.get(f"{{{W}}}{name}", "") for name in ("num", "space"))
    return (
        int(count) if count.isdigit() and 0 < int(count) < 10 else 1,
        int(between) if between.isdigit() else 708,
    )


@lru_cache(maxsize=16)
def letters_of(styles: bytes) -> float:
    """How much wider than usual the letters of tables are: those of Calibri at 9.5 points count for one."""
    root = parsed(styles)
    font, size = _looks(root, TABLE_STYLE)
    width = LETTRES.get(font.casefold(), UNKNOWN) if font else 1.0
    return round(width * size / USUAL_SIZE, 3)


def main_font(styles: bytes) -> str:
    """The font of the text."""
    return _looks(parsed(styles), "Normal")[0]


def _looks(root: etree._Element, name: str) -> tuple[str, int]:
    """The font and the size, in half-points, of a style: its own, or that of those it is based on."""
    chain = _inherited(root, name)
    chain += root.iterfind(f"{{{W}}}docDefaults/{{{W}}}rPrDefault")
    fonts = (node.find(f"{{{W}}}rPr/{{{W}}}rFonts") for node in chain)
    font = next((f.get(f"{{{W}}}ascii", "") for f in fonts if f is not None), "")
    sizes = (_value(node, f"rPr/{{{W}}}sz") for node in chain)
    size = next((size for size in sizes if size.isdigit()), "")
    return font, int(size) if size else USUAL_SIZE


def _inherited(root: etree._Element, name: str) -> list[etree._Element]:
    """The style of that name, then those it is based on, one after the other."""
    by_id = {style.get(f"{{{W}}}styleId"): style for style in root.iterfind(f"{{{W}}}style")}
    wanted = name.casefold()
    named = (style for style in by_id.values() if _value(style, "name").casefold() == wanted)
    style = next(named, None)
    chain: list[etree._Element] = []
    while style is not None and style not in chain:
        chain.append(style)
        style = by_id.get(_value(style, "basedOn"))
    return chain


def _value(node: etree._Element, path: str) -> str:
    found = node.find(f"{{{W}}}{path}")
    return found.get(f"{{{W}}}val", "") if found is not None else ""


def tabs_at_the_margin(styles: bytes, width: int) -> bytes:
    """The styles with the right tabs of contents, headers and footers at the right margin, wherever it now is."""
    changed = False
    root = etree.fromstring(etree.tostring(parsed(styles)))
    for style in root.iterfind(f"{{{W}}}style"):
        if not FOLLOWING.fullmatch(_value(style, "name").casefold()):
            continue
        for tab in style.iterfind(f"{{{W}}}pPr/{{{W}}}tabs/{{{W}}}tab"):
            place = {"right": width, "center": width // 2}.get(tab.get(f"{{{W}}}val", ""))
            if place is not None and abs(int(tab.get(f"{{{W}}}pos", "0")) - place) > SLACK:
                tab.set(f"{{{W}}}pos", str(place))
                changed = True
    if not changed:
        return styles
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def fit_cover(root: etree._Element, page: Page) -> None:
    """Tables of a master: none runs out of the margins, and a band over the whole paper still goes from edge to edge."""
    for table in _tables(root):
        width = _dxa(table, "tblW")
        start = _dxa(table, "tblInd")
        if start < -SLACK:
            _spread(table, page)
        elif width - page.text_width > SLACK:
            _stretch(table, page.text_width)


def _spread(table: etree._Element, page: Page) -> None:
    """From one edge of the paper to the other."""
    width, start = _dxa(table, "tblW"), _dxa(table, "tblInd")
    if abs(width - page.paper) <= SLACK and abs(start + page.left) <= SLACK:
        return
    _stretch(table, page.paper)
    _set(table, "tblInd", -page.left)
    _pad(table, page)


def fit_layout(root: etree._Element, wanted: int) -> None:
    """Tables of a layout, for a text of the ``wanted`` width.

    Word leaves tables as they were when margins change: the widest of them says what text they were drawn for.
    """
    tables = _tables(root)
    own = max((_dxa(table, "tblW") for table in tables), default=wanted)
    if abs(own - wanted) <= SLACK:
        return
    for table in tables:
        width = _dxa(table, "tblW")
        if width > 0:
            _stretch(table, width * wanted // own)


def _tables(root: etree._Element) -> list[etree._Element]:
    """Those that stand in the page itself, which have a width of their own."""
    return [
        table
        for table in root.iter(f"{{{W}}}tbl")
        if next(table.iterancestors(f"{{{W}}}tc"), None) is None
    ]


def _dxa(table: etree._Element, name: str) -> int:
    node = table.find(f"{{{W}}}tblPr/{{{W}}}{name}")
    if node is None or node.get(f"{{{W}}}type", "dxa") != "dxa":
        return 0
    value = node.get(f"{{{W}}}w", "")
    return int(value) if value.lstrip("-").isdigit() else 0


def _set(table: etree._Element, name: str, value: int) -> None:
    node = table.find(f"{{{W}}}tblPr/{{{W}}}{name}")
    if node is not None:
        node.set(f"{{{W}}}w", str(value))


def _pad(table: etree._Element, page: Page) -> None:
    """What a band from edge to edge holds stands between the margins, like the rest of the page."""
    around = table.find(f"{{{W}}}tblPr/{{{W}}}tblLayout")
    margins = table.find(f"{{{W}}}tblPr/{{{W}}}tblCellMar")
    if margins is None and around is not None:
        margins = etree.Element(f"{{{W}}}tblCellMar")
        around.addnext(margins)
        for side in ("left", "right"):
            etree.SubElement(margins, f"{{{W}}}{side}").set(f"{{{W}}}type", "dxa")
    for side, value in (("left", page.left), ("right", page.right)):
        node = margins.find(f"{{{W}}}{side}") if margins is not None else None
        if node is not None:
            node.set(f"{{{W}}}w", str(value))


def _stretch(table: etree._Element, width: int) -> None:
    """The table that wide, its columns in the same proportions."""
    grid = list(table.iterfind(f"{{{W}}}tblGrid/{{{W}}}gridCol"))
    before = [int(column.get(f"{{{W}}}w", "0") or 0) for column in grid]
    whole = sum(before) or _dxa(table, "tblW")
    if not whole:
        return
    _set(table, "tblW", width)
    for column, size in zip(grid, before, strict=True):
        column.set(f"{{{W}}}w", str(size * width // whole))
    for cell in table.iterfind(f"{{{W}}}tr/{{{W}}}tc/{{{W}}}tcPr/{{{W}}}tcW"):
        typed = cell.get(f"{{{W}}}w", "")
        if cell.get(f"{{{W}}}type") == "dxa" and typed.isdigit():
            cell.set(f"{{{W}}}w", str(int(typed) * width // whole))
