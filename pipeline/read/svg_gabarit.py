"""A drawing of a template: what draws of it and nothing else, and the words that it holds and shows to nobody.

The words of a drawing that a text cites are read by the check; those of a template are read by no one but its readers.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from html import escape, unescape
from typing import TYPE_CHECKING

from pipeline.model.dessin import Dessin
from pipeline.model.motif import motif
from pipeline.read.svg import OPENING, SVG, XLINK, XML, Refused, painted, quoted, read_svg, rules
from pipeline.read.svg_cache import names_used

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from PIL.Image import Image

_LOOKS = """
alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation color-rendering direction
display dominant-baseline fill fill-opacity fill-rule font font-family font-size font-size-adjust font-stretch
font-style font-variant font-weight image-rendering kerning letter-spacing line-height marker marker-end marker-mid
marker-start mask mix-blend-mode opacity overflow paint-order shape-rendering stop-color stop-opacity stroke
stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width
text-align text-anchor text-decoration text-rendering transform-origin unicode-bidi vector-effect visibility
white-space word-spacing writing-mode isolation inline-size
"""
LOOKS = frozenset(_LOOKS.split())
"""What a drawing, or its style, may say of how it looks."""

_PLACES = """
clipPathUnits cx cy d dx dy fx fy gradientTransform gradientUnits height lengthAdjust markerHeight markerUnits
markerWidth maskContentUnits maskUnits method offset orient pathLength patternContentUnits patternTransform
patternUnits points preserveAspectRatio r refX refY rotate rx ry spacing spreadMethod startOffset style textLength
transform viewBox width x x1 x2 y y1 y2
"""
PLACES = frozenset(_PLACES.split())
"""What its elements may say of where they are."""

NAMES = {XML + "space": "xml:space", XLINK: "xlink:href"}
OF_NO_DRAWING = frozenset((SVG + "title", SVG + "desc"))
HOLDS_WORDS = frozenset((SVG + "text", SVG + "tspan", SVG + "textPath", SVG + "style"))
CLASS = motif(r"\.([\w-]+)")
A_TEXT = motif(r"<text\b.*?</text>", re.DOTALL)
BETWEEN_TAGS = motif(r">([^<>]+)<")
MOST_WORDS = 100
LONG_SIDE = 600
"""Points of the side of the picture in which words are looked for."""

FAINTEST, LOWEST = 24, 3
"""By how much a word changes a point at least, out of 255, and over how many rows of points."""


def drawing_of_a_template(data: bytes) -> tuple[bytes, str]:
    """The drawing as it may leave with a template, and why it may not, as the end of a sentence; empty when it may."""
    dessin = read_svg(data)
    if dessin.refus or dessin.retire:
        return b"", dessin.refus or f"il contient {', '.join(dessin.retire)}"
    try:
        svg = _Writer(_parsed(dessin.svg)).document()
        return svg.encode(), _why_not(svg, dessin)
    except Refused as reason:
        return b"", str(reason)


def _parsed(svg: bytes) -> Element:
    from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]

    root: Element = fromstring(svg)
    return root


def _why_not(svg: str, dessin: Dessin) -> str:
    words = list(_words(svg))
    if len(words) > MOST_WORDS:
        return f"il a plus de {MOST_WORDS} mots"
    unseen = " ".join(_unseen(svg, words, dessin)) if words else ""
    return f"il contient des mots que personne n'y voit, « {unseen[:80]} »" if unseen else ""


class _Writer:
    """Writes a drawing anew from what draws of it."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.named = names_used(root)
        sheets = (node.text or "" for node in root.iter(SVG + "style"))
        selectors = (selector for sheet in sheets for selector, _body in rules(sheet))
        self.classes = frozenset(CLASS.findall(" ".join(selectors)))

    def document(self) -> str:
        return f"{OPENING}{self.attributes(self.root)}>{self.inside(self.root)}</svg>"

    def inside(self, node: Element) -> str:
        if node.tag == SVG + "style":
            return escape(_sheet(node.text or ""), quote=False)
        holds_words = node.tag in HOLDS_WORDS
        parts = [escape(node.text or "", quote=False)] if holds_words else []
        for child in node:
            parts.append(self.element(child))
            if holds_words:
                parts.append(escape(child.tail or "", quote=False))
        return "".join(parts)

    def element(self, node: Element) -> str:
        if node.tag in OF_NO_DRAWING:
            return ""
        name = node.tag.removeprefix(SVG)
        return f"<{name}{self.attributes(node)}>{self.inside(node)}</{name}>"

    def attributes(self, node: Element) -> str:
        told = ((name, self.value(name, value)) for name, value in node.attrib.items())
        return "".join(f" {NAMES.get(name, name)}={quoted(value)}" for name, value in told if value)

    def value(self, name: str, value: str) -> str:
        """What of an attribute draws; empty when nothing does."""
        if name == "style":
            return _declarations(value)
        if name == "class":
            return " ".join(one for one in value.split() if one in self.classes)
        if name == "id":
            return value if value in self.named else ""
        return value if name in LOOKS or name in PLACES or name in NAMES else ""


def _declarations(style: str) -> str:
    told = (one.partition(":") for one in style.split(";"))
    return ";".join(
        f"{name.strip()}:{value.strip()}" for name, _, value in told if name.strip() in LOOKS
    )


def _sheet(text: str) -> str:
    return "\n".join(f"{selector}{{{_declarations(body)}}}" for selector, body in rules(text))


# --- words that nobody sees --------------------------------------------------------------------------------------


def _words(svg: str) -> Iterator[tuple[int, int]]:
    """Where each word of its texts stands."""
    for text in A_TEXT.finditer(svg):
        for between in BETWEEN_TAGS.finditer(svg, text.start(), text.end()):
            for word in re.finditer(r"\S+", between[1]):
                if any(map(str.isalnum, word.group())):
                    yield between.start(1) + word.start(), between.start(1) + word.end()


def _unseen(svg: str, words: list[tuple[int, int]], dessin: Dessin) -> Iterator[str]:
    """The words without which the drawing is the same to the eye."""
    whole = _picture(svg, dessin)
    for begin, end in words:
        hidden = f'{svg[:begin]}<tspan visibility="hidden">{svg[begin:end]}</tspan>{svg[end:]}'
        if not _differ(whole, _picture(hidden, dessin)):
            yield unescape(svg[begin:end])


def _picture(svg: str, dessin: Dessin) -> Image:
    from PIL import Image

    png = painted(svg, dessin.largeur, dessin.hauteur, LONG_SIDE)
    return Image.open(io.BytesIO(png)).convert("RGBA")


def _differ(one: Image, two: Image) -> bool:
    """Whether an eye tells two pictures apart."""
    from PIL import ImageChops

    bands = ImageChops.difference(one, two).split()
    most = bands[0]
    for band in bands[1:]:
        most = ImageChops.lighter(most, band)
    box = most.point([255 if level >= FAINTEST else 0 for level in range(256)]).getbbox()
    return box is not None and box[3] - box[1] >= LOWEST
