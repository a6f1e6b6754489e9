"""Blocks to WordprocessingML: every construct by a style of the template, never by direct formatting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.model.files import Files
from pipeline.model.prose import (
    Block,
    BulletList,
    Cell,
    CodeBlock,
    CodeSpan,
    Emphasis,
    Heading,
    Image,
    Inline,
    LineBreak,
    Link,
    Notice,
    OrderedList,
    PageBreak,
    Paragraph,
    Quote,
    Rule,
    Strong,
    Table,
    Text,
    Variable,
    text_of,
)
from pipeline.write.images import prepare
from pipeline.write.ooxml import BREAK, bookmark, escape, field, paragraph, run
from pipeline.write.package import Package
from pipeline.write.styles import Styles
from pipeline.write.tableau import column_widths

DEEPEST_STYLE = 5
DEEPEST_LEVEL = 8
CONTENTS_DEPTH = 3
WEB = ("http://", "https://", "mailto:")
DRAWING = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{cx}" cy="{cy}"/>'
    '<wp:docPr id="{id}" name="Image {id}" descr="{alt}"/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:nvPicPr><pic:cNvPr id="{id}" name="Image {id}" descr="{alt}"/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'r:embed="{rid}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
    "</wp:inline></w:drawing></w:r>"
)
LOOKS = {False: "0020", True: "0060"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents."""

    level: int
    text: str
    bookmark: str


@dataclass(frozen=True, slots=True)
class Around:
    """Where blocks stand: the style of plain paragraphs, the depth of the list, the width in twentieths of a point."""

    style: str
    depth: int
    width: int


class ProseWriter:
    """Writes the blocks of one document, giving out its ids as it goes; ``entries`` are its headings in order."""

    def __init__(self, styles: Styles, package: Package, files: Files, first_number: int, width: int) -> None:
        self.styles = styles
        self.package = package
        self.files = files
        self.number = first_number
        self.width = width
        self.ids = 0
        self.entries: list[Entry] = []
        self.runs: Mapping[type[Inline], str] = {
            Strong: styles["Strong"],
            Emphasis: styles["Emphasis"],
            CodeSpan: styles["Code caractère"],
            Link: styles["Hyperlink"],
        }

    def blocks(self, blocks: Iterable[Block], style: str = "Body Text") -> str:
        around = Around(self.styles[style], 0, self.width)
        return "".join(self.block(block, around) for block in blocks)

    def block(self, block: Block, around: Around) -> str:
        match block:
            case Paragraph(inlines, _, style):
                return paragraph(self.styles[style] if style else around.style, self.inlines(inlines))
            case Heading(level, inlines, _, new_page):
                return self.heading(level, inlines, "<w:pageBreakBefore/>" if new_page else "")
            case BulletList(items):
                return self.list(items, "List Bullet", self.styles.bullets, around)
            case OrderedList(start, items):
                return self.list(items, "List Number", self.new_number(start, around.depth), around)
            case Quote(blocks):
                inner = Around(self.styles["Quote"], around.depth, around.width)
                return "".join(self.block(child, inner) for child in blocks)
            case CodeBlock(text):
                return paragraph(self.styles["Code"], _lines(text))
            case Rule():
                return paragraph(around.style, "", _BORDER)
            case Table():
                return self.table(block, around)
            case Notice(title, lines):
                head = paragraph(self.styles["Encadré titre"], run(title))
                return head + "".join(paragraph(self.styles["Encadré"], run(line)) for line in lines)
            case PageBreak():
                return paragraph(around.style, '<w:r><w:br w:type="page"/></w:r>')

    # --- headings and contents -----------------------------------------------------------------------------------

    def heading(self, level: int, inlines: tuple[Inline, ...], properties: str) -> str:
        content = self.inlines(inlines)
        if level <= CONTENTS_DEPTH:
            content = self.entry(level, text_of(inlines), content)
        return paragraph(self.styles[f"heading {min(level, 6)}"], content, properties)

    def entry(self, level: int, text: str, content: str) -> str:
        """The content of a heading between the marks that the contents point to."""
        name = f"_Toc{len(self.entries) + 1:08d}"
        self.entries.append(Entry(level, text, name))
        return bookmark(self.next_id(), name, content)

    def contents(self) -> str:
        """A table of contents field with its entries already there, so that Word has nothing to ask."""
        lines: list[str] = []
        for rank, entry in enumerate(self.entries):
            content = f'<w:hyperlink w:anchor="{entry.bookmark}" w:history="1">{run(entry.text)}</w:hyperlink>'
            if rank == 0:
                content = field("begin", f'TOC \\o "1-{CONTENTS_DEPTH}" \\h \\z \\u') + field("separate") + content
            if rank == len(self.entries) - 1:
                content += field("end")
            lines.append(paragraph(self.styles[f"toc {entry.level}"], content))
        return "".join(lines)

    def next_id(self) -> int:
        self.ids += 1
        return self.ids

    # --- lists ---------------------------------------------------------------------------------------------------

    def list(self, items: Iterable[tuple[Block, ...]], style: str, number: str, around: Around) -> str:
        level = min(around.depth, DEEPEST_LEVEL)
        rank = min(around.depth + 1, DEEPEST_STYLE)
        named = style if rank == 1 else f"{style} {rank}"
        follow = "List Continue" if rank == 1 else f"List Continue {rank}"
        properties = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        inner = Around(self.styles[follow], around.depth + 1, around.width)
        parts: list[str] = []
        for item in items:
            first = item[0] if item and isinstance(item[0], Paragraph) else None
            content = self.inlines(first.inlines) if first else ""
            parts.append(paragraph(self.styles[named], content, properties))
            parts.extend(self.block(child, inner) for child in (item[1:] if first else item))
        return "".join(parts)

    def new_number(self, start: int, depth: int) -> str:
        """A numbering of its own for each ordered list, so that it starts where its author says."""
        number = str(self.number)
        self.number += 1
        level = min(depth, DEEPEST_LEVEL)
        override = f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        abstract = f'<w:abstractNumId w:val="{self.styles.abstract_numbers}"/>'
        self.package.numbers.append(f'<w:num w:numId="{number}">{abstract}{override}</w:num>')
        return number

    # --- tables --------------------------------------------------------------------------------------------------

    def table(self, table: Table, around: Around) -> str:
        """Fixed widths that fit the content, a header row that repeats, rows that do not break."""
        widths = column_widths(table, around.width)
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        look = f'<w:tblLook w:val="{LOOKS[table.total_row]}" w:firstRow="1" w:lastRow="{int(table.total_row)}"'
        properties = (
            f'<w:tblPr><w:tblStyle w:val="{self.styles[table.style]}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/>{look} w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
            "</w:tblPr>"
        )
        body = [styles_of_columns(table.aligns, "Tableau texte", "Tableau nombre", "Tableau centré")] * len(table.rows)
        head = styles_of_columns(table.aligns, "Tableau en-tête", "Tableau en-tête nombre", "Tableau en-tête")
        rows = [self.row(table.header, head, widths, "<w:cantSplit/><w:tblHeader/>")]
        rows += [self.row(row, names, widths, "<w:cantSplit/>") for row, names in zip(table.rows, body, strict=True)]
        gap = paragraph(self.styles["Intervalle"], "")
        return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>{gap}"

    def row(self, cells: Iterable[Cell], names: Iterable[str], widths: Iterable[int], properties: str) -> str:
        parts = [
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
            f"{paragraph(self.styles[name], self.inlines(cell.inlines))}</w:tc>"
            for cell, name, width in zip(cells, names, widths, strict=True)
        ]
        return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(parts)}</w:tr>"

    # --- inside a line -------------------------------------------------------------------------------------------

    def inlines(self, inlines: Iterable[Inline], style: str = "") -> str:
        return "".join(self.inline(node, style) for node in inlines)

    def inline(self, node: Inline, style: str) -> str:
        match node:
            case Text(text):
                return run(text, style)
            case Strong(children) | Emphasis(children):
                return self.inlines(children, style or self.runs[type(node)])
            case CodeSpan(text):
                return run(text, self.runs[CodeSpan])
            case LineBreak():
                return BREAK
            case Link(children, url):
                return self.link(children, url, style)
            case Image():
                return self.image(node)
            case Variable(raw=raw):
                return run(raw, style)

    def link(self, children: tuple[Inline, ...], url: str, style: str) -> str:
        if not url.lower().startswith(WEB):
            return self.inlines(children, style)
        shown = self.inlines(children or (Text(url),), self.runs[Link])
        namespace = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
        return f'<w:hyperlink {namespace} r:id="{self.package.link(url)}" w:history="1">{shown}</w:hyperlink>'

    def image(self, node: Image) -> str:
        """The picture, or its description where it could not be used: the finding was made before."""
        data = self.files.get(node.path)
        picture = prepare(data, self.width) if data is not None else None
        if picture is None:
            return run(f"[image : {node.alt or node.path}]")
        rid = self.package.image(node.path, picture.extension, picture.data)
        return DRAWING.format(cx=picture.width, cy=picture.height, id=self.next_id(), alt=escape(node.alt), rid=rid)


def styles_of_columns(aligns: Iterable[str], left: str, right: str, center: str) -> list[str]:
    """The paragraph style of each column by its alignment."""
    return [{"right": right, "center": center}.get(align, left) for align in aligns]


def _lines(text: str) -> str:
    return BREAK.join(run(line) for line in text.split("\n"))


_BORDER = '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>'
