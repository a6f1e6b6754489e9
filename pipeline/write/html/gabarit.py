"""What a Word template prints around the texts, as HTML: its own words, in its own order.

The template is filled as for Word, with a mark in the place of each text; what comes of it is read as paragraphs and
tables.  So whatever a CPTS changes in its templates changes in its pages, and no word is in one and not in the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from lxml import etree

from pipeline.model.valeur import dataclass
from pipeline.write.html.signes import safe, tag, with_whole_codes
from pipeline.write.word.ooxml import W
from pipeline.write.word.package import parse_strictly
from pipeline.write.word.template import ROOT, Xml

MARK = "marque"
"""The element that stands where a text goes; ``n`` is its rank."""

ALTERNATIVE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""What older Words show of a drawing: the same words once more."""

TITLES: Mapping[str, int] = {"Title": 0, **{f"heading {level}": level for level in range(1, 7)}}
OFF = ("0", "false", "none")
PARTS = {"p": "paragraph", "tbl": "table", MARK: "mark"}
INSIDE = {"r": "run", "t": "text", "br": "end_of_line", "cr": "end_of_line", "tab": "space"}
SKIPPED = frozenset(("pPr", "rPr", "sectPr", "instrText", "tblPr", "tblGrid", "trPr", "tcPr"))

Titled = Callable[[int, str, str], str]
"""What makes a title of a page of a level, its words and its HTML."""


@dataclass(frozen=True, slots=True)
class Marks:
    """The texts put aside while a template is filled."""

    texts: list[str]

    def put(self, text: str) -> Xml:
        """What fills the slot: a mark, or nothing where there is nothing to print."""
        if not text:
            return Xml("")
        self.texts.append(text)
        return Xml(f'<{MARK} n="{len(self.texts) - 1}"/>')


class Lecteur:
    """Reads what was filled.  ``titles`` are the levels of the styles that make titles, by the name of the style."""

    def __init__(
        self,
        names: Mapping[str, str],
        titles: Mapping[str, int],
        marks: Marks,
        titled: Titled,
    ) -> None:
        self.names = names
        self.titles = titles
        self.marks = marks
        self.titled = titled

    def read(self, filled: str) -> str:
        text = filled if "<w:document" in filled[:200] else ROOT.format(filled)
        return "\n".join(self.parts(parse_strictly(text.encode())))

    def parts(self, element: etree._Element) -> Iterator[str]:
        for child in element.iterchildren(etree.Element):
            name = etree.QName(child).localname
            if name in SKIPPED or child.tag == ALTERNATIVE:
                continue
            if name in PARTS:
                yield getattr(self, PARTS[name])(child)
            else:
                yield from self.parts(child)

    def mark(self, element: etree._Element) -> str:
        return self.marks.texts[int(element.get("n", "0"))]

    def paragraph(self, element: etree._Element) -> str:
        shown = "".join(self.inside(element))
        text = "".join(node.text or "" for node in element.iter(f"{{{W}}}t")).strip()
        style = self.names.get(_value(element, "pPr", "pStyle"), "")
        if not shown.strip():
            return ""
        if style in self.titles and text:
            return self.titled(self.titles[style], text, shown)
        return tag("p", shown, _class(style))

    def inside(self, element: etree._Element) -> Iterator[str]:
        for child in element.iterchildren(etree.Element):
            name = etree.QName(child).localname
            if name in SKIPPED or child.tag == ALTERNATIVE:
                continue
            if name in INSIDE:
                yield getattr(self, INSIDE[name])(child)
            elif name == MARK:
                yield self.mark(child)
            elif name == "p":
                yield tag("span", "".join(self.inside(child)))
            else:
                yield from self.inside(child)

    def run(self, element: etree._Element) -> str:
        shown = "".join(self.inside(element))
        properties = element.find(f"{{{W}}}rPr")
        if properties is None or not shown:
            return shown
        style = self.names.get(_value(element, "rPr", "rStyle"), "")
        if _value(element, "rPr", "vertAlign") == "superscript":
            shown = tag("sup", shown)
        if style == "Strong" or _is_on(properties, "b"):
            shown = tag("strong", shown)
        return tag("em", shown) if style == "Emphasis" or _is_on(properties, "i") else shown

    def text(self, element: etree._Element) -> str:
        return with_whole_codes(safe(element.text or ""))

    def end_of_line(self, element: etree._Element) -> str:
        return "" if element.get(f"{{{W}}}type") == "page" else "<br>"

    def space(self, element: etree._Element) -> str:
        return " "

    # --- tables --------------------------------------------------------------------------------------------------

    def table(self, element: etree._Element) -> str:
        rows = [row for row in element.iter(f"{{{W}}}tr") if _table_of(row) is element]
        cells = [self.cells(row) for row in rows]
        titled = _looks(element, "firstRow")
        named = _looks(element, "firstColumn")
        if not (titled or named) and all(len(row) == 1 for row in cells):
            return tag("div", "".join(row[0] for row in cells), "bandeau")
        return _grid(cells, _value(element, "tblPr", "tblCaption"), titled, named)

    def cells(self, row: etree._Element) -> list[str]:
        found = [cell for cell in row.iter(f"{{{W}}}tc") if _row_of(cell) is row]
        return [_alone("\n".join(filter(None, self.parts(cell)))) for cell in found]


def _row(cells: Sequence[str], titled: bool, named: bool) -> str:
    shown = [_cell(cell, titled, named and at == 0) for at, cell in enumerate(cells)]
    return tag("tr", "".join(shown))


def _cell(cell: str, titled: bool, named: bool) -> str:
    if cell and titled:
        return tag("th", cell, scope="col")
    return tag("th", cell, scope="row") if cell and named else tag("td", cell)


def _alone(cell: str) -> str:
    """A cell of one paragraph needs no element for it."""
    inner = cell.partition(">")[2].removesuffix("</p>")
    return inner if cell.startswith("<p") and "<p" not in inner and cell.endswith("</p>") else cell


def _class(style: str) -> str:
    """« Couverture lieu » → ``couverture-lieu``; nothing for text that is plain."""
    plain = ("", "Normal", "Body Text", "Tableau texte", "Tableau en-tête")
    return "" if style in plain else "-".join(style.lower().split())


def _grid(rows: Sequence[Sequence[str]], name: str, titled: bool, named: bool) -> str:
    """The table of these cells, in a frame that scrolls by itself on a narrow screen."""
    body = "".join(_row(row, titled and rank == 0, named) for rank, row in enumerate(rows))
    whole = tag("table", body, "identite" if named else "", aria_label=name)
    return tag("div", whole, "cadre", tabindex="0", role="group", aria_label=name or "Tableau")


def _looks(table: etree._Element, what: str) -> bool:
    """Whether the look of the table sets its first row, or its first column, apart."""
    look = table.find(f"{{{W}}}tblPr/{{{W}}}tblLook")
    return look is not None and look.get(f"{{{W}}}{what}") == "1"


def _value(element: etree._Element, within: str, name: str) -> str:
    found = element.find(f"{{{W}}}{within}/{{{W}}}{name}")
    return found.get(f"{{{W}}}val", "") if found is not None else ""


def _is_on(properties: etree._Element, name: str) -> bool:
    found = properties.find(f"{{{W}}}{name}")
    return found is not None and found.get(f"{{{W}}}val", "1") not in OFF


def _table_of(row: etree._Element) -> etree._Element | None:
    return next(row.iterancestors(f"{{{W}}}tbl"), None)


def _row_of(cell: etree._Element) -> etree._Element | None:
    return next(cell.iterancestors(f"{{{W}}}tr"), None)
