"""A web page to our tree of prose; its menus, its header and its footer apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from html.parser import HTMLParser

from pipeline.model.finding import Finding
from pipeline.model.importation import MOST_LINES, TOO_LONG, RefusDeSource, SourceLue, refus_dit
from pipeline.model.motif import motif
from pipeline.model.prose import (
    Block,
    BulletList,
    Cell,
    Emphasis,
    Heading,
    Inline,
    LineBreak,
    Link,
    OrderedList,
    Paragraph,
    Strong,
    Table,
    Text,
)
from pipeline.read.text import decode

UNSEEN = frozenset(("script", "style", "template", "noscript", "title", "head", "svg"))
AROUND = frozenset(("nav", "footer", "aside", "header", "form", "button", "select"))
BLOCKS = frozenset(
    (
        "p",
        "div",
        "section",
        "article",
        "main",
        "blockquote",
        "dd",
        "dt",
        "address",
        "figcaption",
        "pre",
    )
)
VOID = frozenset(
    ("br", "img", "hr", "input", "meta", "link", "source", "wbr", "col", "area", "base", "embed")
)
MOST_DEEP = 200
TICKED_BOX, EMPTY_BOX = " \u2612 ", " \u2610 "
FEWEST_IN_A_FORM = 30
"""Words of a form that holds the text of the page: others search it, or write to its author."""

MOST_COLUMNS = 40
"""Over which no cell of a page goes."""

MOST_PLACES = 8 * MOST_LINES
"""Of all the tables of a page, one in eight of which may have words."""

IN_BOLD = motif(r"font-weight\s*:\s*(?:bold|[6-9]00)\b", re.IGNORECASE)
BACKGROUND = motif(r"background(?:-color)?\s*:\s*([#\w]{1,40}(?:\([^()]{0,40}\))?)", re.IGNORECASE)
CLASS = motif(r"\.([\w-]{1,40})\s*\{([^{}]{0,2000})\}")


class Element:
    """A node of the page: its tag, what it holds, the address of a link, the columns and rows that a cell takes.

    ``box`` is the sign of a box to tick, ``tint`` the colour behind a cell.
    """

    def __init__(self, tag: str, href: str = "", bold: bool = False) -> None:
        self.tag = tag
        self.href = href
        self.bold = bold
        self.columns = self.rows = 1
        self.tint = ""
        self.box = ""
        self.children: list[Element | str] = []


class _Parser(HTMLParser):
    """The tree of a page, tags that were never closed put up with."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.bold = frozenset(name for name, rules in CLASS.findall(page) if IN_BOLD.search(rules))
        self.tints = {name: _background(rules) for name, rules in CLASS.findall(page)}
        self.root = Element("root")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("p", "li", "tr", "td", "th") and any(e.tag == tag for e in self.open[-2:]):
            self.handle_endtag(tag)
        given = dict(attrs)
        element = Element(tag, given.get("href") or "", self.is_bold(tag, given))
        element.columns = min(_span(given.get("colspan")), MOST_COLUMNS)
        element.rows = _span(given.get("rowspan"))
        element.tint = self.tint(given) if tag in ("td", "th") else ""
        if tag == "input" and given.get("type") in ("checkbox", "radio"):
            element.box = TICKED_BOX if "checked" in given else EMPTY_BOX
        self.open[-1].children.append(element)
        if tag not in VOID and len(self.open) < MOST_DEEP:
            self.open.append(element)

    def tint(self, attrs: Mapping[str, str | None]) -> str:
        """The colour of a cell by its attribute, by its own style, or by a class of the page; "" for none and white."""
        named = [attrs.get("bgcolor") or "", _background(attrs.get("style") or "")]
        named += [self.tints.get(name, "") for name in (attrs.get("class") or "").split()]
        colours = (colour.lower().replace(" ", "") for colour in named)
        return next((colour for colour in colours if colour not in NO_TINT), "")

    def is_bold(self, tag: str, attrs: Mapping[str, str | None]) -> bool:
        """Bold by its tag, by its own style, or by a class of the page: word processors write no other way."""
        styled = IN_BOLD.search(attrs.get("style") or "") is not None
        classes = set((attrs.get("class") or "").split())
        return tag in ("b", "strong") or (tag == "span" and (styled or bool(classes & self.bold)))

    def handle_endtag(self, tag: str) -> None:
        for at in range(len(self.open) - 1, 0, -1):
            if self.open[at].tag == tag:
                del self.open[at:]
                return

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


UNREADABLE = RefusDeSource(
    "cette page ne peut pas être lue.", "enregistrez-la de nouveau depuis le navigateur."
)


def read_html(path: str, data: bytes) -> SourceLue | RefusDeSource:
    said: list[Finding] = []
    text = decode(path, data, said)
    if text is None:
        return refus_dit(said, UNREADABLE)
    parser = _Parser(text)
    parser.feed(text)
    reading = _Reading()
    blocks = tuple(reading.blocks(parser.root.children))
    if reading.is_full():
        return TOO_LONG
    if not blocks:
        return RefusDeSource(
            "cette page n'a pas de texte.", "copiez son texte, et collez-le dans un fichier .txt."
        )
    return SourceLue(blocks, tuple(dict.fromkeys(reading.around)))


class _Reading:
    def __init__(self) -> None:
        self.around: list[str] = []
        self.places = 0

    def is_full(self) -> bool:
        """Whether the tables read so far have more places than a source may have lines, and some to spare."""
        return self.places > MOST_PLACES

    def blocks(self, children: Iterable[Element | str]) -> list[Block]:
        found: list[Block] = []
        line: list[Inline] = []

        def end_of_line() -> None:
            inlines = _trimmed(line)
            line.clear()
            if inlines:
                found.append(Paragraph(inlines))

        for child in children:
            if isinstance(child, str) or self.is_inline(child):
                line.extend(self.inlines([child]))
                continue
            end_of_line()
            found.extend(self.block(child))
        end_of_line()
        return found

    def is_inline(self, element: Element) -> bool:
        known = (
            *BLOCKS,
            *UNSEEN,
            *AROUND,
            "ul",
            "ol",
            "table",
            "tr",
            "body",
            "html",
            "hr",
            "dl",
            "figure",
            "center",
        )
        return element.tag not in known and not re.fullmatch("h[1-6]", element.tag)

    def block(self, element: Element) -> list[Block]:
        if element.tag in UNSEEN or element.tag == "hr":
            return []
        if element.tag in AROUND and self.is_around(element):
            return []
        if re.fullmatch("h[1-6]", element.tag):
            inlines = _trimmed(self.inlines(element.children))
            return [Heading(int(element.tag[1]), inlines)] if inlines else []
        if element.tag in ("ul", "ol"):
            return self.items(element)
        if element.tag == "table":
            return self.table(element)
        return self.blocks(element.children)

    def is_around(self, element: Element) -> bool:
        """Whether an element is of the page and not of its text; its words are then kept aside."""
        words = " ".join(_text(element).split())
        if element.tag == "form" and len(words.split()) >= FEWEST_IN_A_FORM:
            return False
        self.around.extend([words] if words else [])
        return True

    def items(self, element: Element) -> list[Block]:
        children = [child for child in element.children if isinstance(child, Element)]
        items = tuple(held for child in children if (held := tuple(self.blocks(child.children))))
        if not items:
            return []
        return [OrderedList(1, items) if element.tag == "ol" else BulletList(items)]

    def table(self, element: Element) -> list[Block]:
        rows = self.rows(element)
        width = max(map(len, rows), default=0)
        self.places += sum(width - len(row) for row in rows)
        if self.is_full():
            return []
        if width <= 1:
            return _in_a_frame(rows)
        filled = [(*row, *([Cell(())] * (width - len(row)))) for row in rows]
        return [Table(filled[0], tuple(filled[1:]), ("",) * width)]

    def rows(self, element: Element) -> list[list[Cell]]:
        """Those of a table, as long as there is place for them."""
        rows: list[list[Cell]] = []
        for row in _in_their_columns(map(self.row, _rows(element))):
            rows.append(row)
            self.places += len(row)
            if self.is_full():
                break
        return rows

    def row(self, element: Element) -> Iterator[tuple[Cell, int, int]]:
        """Each cell, and over how many columns and rows it goes."""
        for child in element.children:
            if isinstance(child, Element) and child.tag in ("td", "th"):
                blocks = self.blocks(child.children)
                alone = blocks[0] if len(blocks) == 1 else None
                cell = (
                    Cell(alone.inlines)
                    if isinstance(alone, Paragraph)
                    else Cell((), blocs=tuple(blocks))
                )
                yield replace(cell, teinte=child.tint), child.columns, child.rows

    def inlines(self, children: Iterable[Element | str]) -> list[Inline]:
        found: list[Inline] = []
        for child in children:
            if isinstance(child, str):
                found.append(Text(re.sub(r"[ \t\r\n]+", " ", child)))
            elif child.box:
                found.append(Text(child.box))
            elif child.tag == "br":
                found.append(LineBreak())
            elif child.tag not in UNSEEN:
                found.extend(self.dressed(child))
        return found

    def dressed(self, element: Element) -> list[Inline]:
        inner = tuple(self.inlines(element.children))
        if not inner:
            return []
        if element.bold:
            return [Strong(inner)]
        if element.tag in ("i", "em"):
            return [Emphasis(inner)]
        if element.tag == "a" and element.href.startswith(("http://", "https://", "mailto:")):
            return [Link(inner, element.href)]
        return list(inner)


NO_TINT = (
    *("", "auto", "none", "transparent", "inherit", "initial", "window"),
    *("white", "#fff", "#ffffff", "rgb(255,255,255)"),
)


def _background(rules: str) -> str:
    match = BACKGROUND.search(rules)
    return match[1].strip() if match else ""


def _rows(element: Element) -> Iterable[Element]:
    for child in element.children:
        if isinstance(child, Element):
            if child.tag == "tr":
                yield child
            elif child.tag in ("thead", "tbody", "tfoot"):
                yield from _rows(child)


def _span(typed: str | None) -> int:
    return int(typed) if re.fullmatch("[1-9][0-9]{0,3}", typed or "") and typed else 1


def _in_a_frame(rows: Iterable[Iterable[Cell]]) -> list[Block]:
    """What the only column of a table holds, as the text around."""
    cells = (cell for row in rows for cell in row if cell.inlines or cell.blocs)
    return [block for cell in cells for block in cell.content]


def _in_their_columns(rows: Iterable[Iterable[tuple[Cell, int, int]]]) -> Iterator[list[Cell]]:
    """Each cell in its column: one that goes over several gives its words once, where it begins."""
    still: dict[int, int] = {}
    """Column → how many rows the cell above still takes."""
    for row in rows:
        cells: list[Cell] = []
        for cell, columns, down in row:
            while still.get(len(cells)):
                _go_on(cells, still)
            for rank in range(columns):
                still[len(cells)] = down - 1
                cells.append(cell if rank == 0 else Cell((), teinte=cell.teinte))
        while still.get(len(cells)):
            _go_on(cells, still)
        yield cells


def _go_on(cells: list[Cell], still: dict[int, int]) -> None:
    still[len(cells)] -= 1
    cells.append(Cell((), suite=True))


def _text(element: Element) -> str:
    return " ".join(child if isinstance(child, str) else _text(child) for child in element.children)


def _trimmed(line: Iterable[Inline]) -> tuple[Inline, ...]:
    """A line without the spaces and the breaks around it."""
    kept = list(line)
    for at in (0, -1):
        while kept and (
            isinstance(kept[at], LineBreak)
            or (isinstance(kept[at], Text) and not _is_text(kept[at]))
        ):
            del kept[at]
    return tuple(kept)


def _is_text(inline: Inline) -> bool:
    return isinstance(inline, Text) and bool(inline.text.strip())
