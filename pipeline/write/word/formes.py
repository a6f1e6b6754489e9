"""The shapes of a template: what one lays under the words that it holds, and over those of the page."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pipeline.model.motif import motif
from pipeline.write.word.ooxml import W
from pipeline.write.word.recoins import WP, WPS, A, V, number
from pipeline.write.word.teintes import WHITE, Rgb, Teintes, named_colour

PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
FILLS = tuple(f"{A}{name}" for name in ("solidFill", "gradFill", "blipFill", "pattFill"))
NO_FILL = f"{A}noFill"
IN_THE_MIDDLE: tuple[Rgb, ...] = ((128, 128, 128),)
"""A picture laid under words is taken for a grey on which both black and white are seen."""

CLEAR = 30_000
"""Thousandths of a percent of opacity under which what lies behind is read."""

BOX = f"{{{W}}}txbxContent"
A_LINE = 180_000
"""Five millimetres, as drawings count: what is thinner underlines, and covers nothing."""

A_LINE_IN_POINTS = 14.0
WRAPPED = ("wrapTight", "wrapThrough")
HALF = 10_800
"""Of a drawing, in the units of the line that text follows around it."""

ANCHORED = motif(r"position\s*:\s*absolute")
IN_THE_BACK = motif(r"z-index\s*:\s*-")
SIDE = motif(r"(?:^|;)\s*(width|height)\s*:\s*([0-9.]+)\s*(pt|px|in|cm|mm|pc)?")
W10 = "{urn:schemas-microsoft-com:office:word}wrap"
A_POINT = {"": 0.75, "px": 0.75, "pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "pc": 12.0}
DRAWN_SHAPES = tuple(
    f"{V}{name}" for name in ("shape", "rect", "roundrect", "oval", "polyline", "curve", "group")
)


def drawn_under(paragraph: etree._Element, teintes: Teintes) -> tuple[Rgb, ...] | None:
    """The colours of the shape that holds words, none where nothing fills it; None out of any shape."""
    if next(paragraph.iterancestors(BOX), None) is None:
        return None
    shape = next(paragraph.iterancestors(f"{WPS}wsp"), None)
    if shape is not None:
        return _of_a_shape(shape, teintes)
    old = next((one for one in paragraph.iterancestors(*DRAWN_SHAPES)), None)
    return () if old is None else _of_an_old_shape(old)


def letters_of_the_shape(paragraph: etree._Element, teintes: Teintes) -> tuple[Rgb, ...]:
    """The colours that a shape gives to words that have none of their own."""
    shape = next(paragraph.iterancestors(f"{WPS}wsp"), None)
    font = None if shape is None else shape.find(f"{WPS}style/{A}fontRef")
    return () if font is None else teintes.of_drawing(font)


def _of_a_shape(shape: etree._Element, teintes: Teintes) -> tuple[Rgb, ...]:
    fill = _fill_of(shape)
    if fill is None or _is_clear(fill):
        return ()
    return teintes.of_drawing(fill) or IN_THE_MIDDLE


def _fill_of(shape: etree._Element) -> etree._Element | None:
    """What fills a shape, by itself or by its style."""
    drawn = shape.find(f"{WPS}spPr")
    own = () if drawn is None else tuple(drawn.iterchildren(*FILLS, NO_FILL, f"{A}grpFill"))
    if own:
        return None if own[0].tag == NO_FILL else own[0]
    style = shape.find(f"{WPS}style/{A}fillRef")
    return None if style is None or style.get("idx") in (None, "0") else style


def _is_clear(fill: etree._Element) -> bool:
    return any(number(one.get("val"), CLEAR) < CLEAR for one in fill.iter(f"{A}alpha"))


def _of_an_old_shape(shape: etree._Element) -> tuple[Rgb, ...]:
    if shape.get("filled") in ("f", "false", "0") or _is_seen_through(shape):
        return ()
    said = str(shape.get("fillcolor") or "").partition(" ")[0]
    return (WHITE,) if not said else named_colour(said) or IN_THE_MIDDLE


def _is_seen_through(shape: etree._Element) -> bool:
    """Whether the filling of an old shape is nearly clear: « .2 », « 20% » or « 13107f »."""
    fill = shape.find(f"{V}fill")
    said = str((None if fill is None else fill.get("opacity")) or "1")
    part = number(said.rstrip("%f"), 1) / (100 if "%" in said else 65_536 if "f" in said else 1)
    return part * 100_000 < CLEAR


def covers(part: etree._Element, data: bytes) -> Iterator[etree._Element]:
    """The pictures and the filled shapes laid over the text, which nobody could read under them."""
    if b"wrap" in data:
        for box in part.iter(f"{WP}anchor"):
            if _is_over_the_text(box) and _is_of_a_size(box) and _holds_something_filled(box):
                yield box
    if b"absolute" in data:
        for shape in part.iter(*DRAWN_SHAPES):
            if _is_an_old_cover(shape):
                yield shape


def _is_over_the_text(box: etree._Element) -> bool:
    if box.get("behindDoc") not in (None, "0", "false", "off"):
        return False
    if box.find(f"{WP}wrapNone") is not None:
        return True
    return any(
        _is_followed_inside(line)
        for kind in WRAPPED
        for line in box.iterfind(f"{WP}{kind}/{WP}wrapPolygon")
    )


def _is_followed_inside(line: etree._Element) -> bool:
    """Whether the line that text follows leaves most of a drawing out of it."""
    for side in ("x", "y"):
        told = [number(one.get(side), 0) for one in line]
        if told and max(told) - min(told) < HALF:
            return True
    return False


def _is_of_a_size(box: etree._Element) -> bool:
    extent = box.find(f"{WP}extent")
    return extent is not None and all(number(extent.get(one), 0) > A_LINE for one in ("cx", "cy"))


def _holds_something_filled(box: etree._Element) -> bool:
    if next(box.iter(PICTURE), None) is not None:
        return True
    fills = map(_fill_of, box.iter(f"{WPS}wsp"))
    return any(fill is not None and not _is_clear(fill) for fill in fills)


def _is_an_old_cover(shape: etree._Element) -> bool:
    style = str(shape.get("style") or "")
    if not ANCHORED.search(style) or IN_THE_BACK.search(style):
        return False
    if next(shape.iter(f"{V}textpath"), None) is not None:
        return False
    wrap = shape.find(W10)
    if wrap is not None and wrap.get("type") not in (None, "none"):
        return False
    sides = {side: float(size) * A_POINT[unit or ""] for side, size, unit in SIDE.findall(style)}
    if len(sides) < 2 or min(sides.values()) < A_LINE_IN_POINTS:
        return False
    return any(_is_filled(one) for one in shape.iter(*DRAWN_SHAPES))


def _is_filled(shape: etree._Element) -> bool:
    if shape.find(f"{V}imagedata") is not None:
        return True
    return shape.tag != f"{V}group" and bool(_of_an_old_shape(shape))
