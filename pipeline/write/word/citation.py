"""Quotes: a bar stands at the left of all that one holds, at one place whatever is written beside it."""

from __future__ import annotations

from lxml import etree

from pipeline.model.valeur import dataclass
from pipeline.write.word.ooxml import W

FARTHEST = 31
"""Points that Word accepts between a border and the words, at the most."""

TWIPS_PER_POINT = 20


@dataclass(frozen=True, slots=True)
class Bar:
    """The left border of the style of quotes, as attributes, none without one; ``space`` is the points from it to the
    words, ``words`` and ``right`` the twips from the margins to them.
    """

    border: tuple[tuple[str, str], ...] = ()
    words: int = 0
    space: int = 0
    right: int = 0

    def within(self, base: int, depth: int) -> Quoted:
        """A quote whose surroundings begin at ``base`` (twips), in a list of that depth."""
        words = base + self.words
        return Quoted(words, words - self.space * TWIPS_PER_POINT, depth)

    def beside(self, edge: int, at: int) -> str:
        """The border of a paragraph whose first sign stands at ``edge``, so that it is drawn at ``at`` (twips)."""
        if not self.border:
            return ""
        points = min(FARTHEST, max(0, round((edge - at) / TWIPS_PER_POINT)))
        look = "".join(f' w:{name}="{value}"' for name, value in self.border)
        return f'<w:pBdr><w:left{look} w:space="{points}"/></w:pBdr>'


@dataclass(frozen=True, slots=True)
class Quoted:
    """Where a quote stands: its words and its bar, in twips from the margin, and the depth of the list that holds it."""

    words: int
    bar: int
    depth: int


@dataclass(frozen=True, slots=True)
class Indent:
    """Of a level of a list: its words, in twips from the margin, and how far before them its sign stands."""

    left: int
    hanging: int


def bar_of(style: etree._Element | None) -> Bar:
    """The bar that a style of paragraphs draws."""
    if style is None:
        return Bar()
    ind = style.find(f"{{{W}}}pPr/{{{W}}}ind")
    words, right = number(ind, "left"), number(ind, "right")
    left = style.find(f"{{{W}}}pPr/{{{W}}}pBdr/{{{W}}}left")
    if left is None or left.get(f"{{{W}}}val") in ("nil", "none"):
        return Bar(words=words, right=right)
    names = {etree.QName(key).localname: str(value) for key, value in left.attrib.items()}
    space = number(left, "space")
    names.pop("space", None)
    return Bar(tuple(sorted(names.items())), words, space, right)


def indents_of(abstract: etree._Element | None) -> tuple[Indent, ...]:
    """The indents of the levels of a numbering, the first one first."""
    if abstract is None:
        return ()
    levels = (level.find(f"{{{W}}}pPr/{{{W}}}ind") for level in abstract.iterfind(f"{{{W}}}lvl"))
    return tuple(Indent(number(ind, "left"), number(ind, "hanging")) for ind in levels)


def number(element: etree._Element | None, name: str) -> int:
    """The whole number of an attribute; 0 where there is none, or none that can be read."""
    value = "" if element is None else str(element.get(f"{{{W}}}{name}", ""))
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 6 else 0
