"""Blocks to WordprocessingML: every construct by a style of the template; what no style can say (the room under a list,
the letters of « 1er ») is all that is formatted by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from zlib import crc32

from pipeline.model.dessin import Dessin
from pipeline.model.files import Files
from pipeline.model.graphique import Graphique
from pipeline.model.motif import motif
from pipeline.model.palette import USUELLE, Palette
from pipeline.model.parcours import inlines_of
from pipeline.model.prose import (
    FIGURE,
    LOGOS,
    TABLEAU,
    Added,
    Block,
    BulletList,
    Callout,
    Cell,
    CodeBlock,
    CodeSpan,
    Definition,
    DefinitionList,
    Diagram,
    Emphasis,
    Figure,
    Heading,
    Image,
    Inline,
    Legende,
    LigneDeTemps,
    LineBreak,
    Link,
    Note,
    Notice,
    OrderedList,
    PageBreak,
    Paragraph,
    Quote,
    Removed,
    Renvoi,
    Rule,
    Strong,
    Table,
    Text,
    Variable,
    genre_et_numero,
    text_of,
)
from pipeline.model.valeur import dataclass
from pipeline.write.word.citation import Indent, Quoted
from pipeline.write.word.classeur_de_graphique import workbook
from pipeline.write.word.exposants import noted, raised
from pipeline.write.word.graphique import height, part_of
from pipeline.write.word.images import (
    EMU_PER_TWIP,
    LOGO_HEIGHT,
    MAX_HEIGHT,
    OURS,
    Picture,
    drawn,
    prepare,
)
from pipeline.write.word.ligne_de_temps import drawing as time_line
from pipeline.write.word.ooxml import BREAK, R, bookmark, escape, field, marked, paragraph, run
from pipeline.write.word.organigramme import drawing
from pipeline.write.word.origines import Origines
from pipeline.write.word.package import WORKBOOK, Package
from pipeline.write.word.page import A4
from pipeline.write.word.sommaire import FICHE, asked_to_update
from pipeline.write.word.styles import Styles
from pipeline.write.word.tableau import (
    Title,
    column_widths,
    header_rows,
    indents_of_decimals,
    is_longer_than_a_third,
    is_taller_than_a_page,
    room_to_write,
    side_by_side,
    with_bands,
)

DEEPEST_STYLE = 5
DEEPEST_LEVEL = 8
CONTENTS_DEPTH = 3
CONTENTS_LINES = 44
"""What a page of contents holds, at least."""

LIST_GAP = '<w:spacing w:after="120"/>'
AFTER_SPACING = motif(r"<w:(?:ind|contextualSpacing|jc|outlineLvl|rPr|sectPr)\b")
"""What the schema puts after the spacing of a paragraph."""

KEEP_NEXT = "<w:keepNext/>"
FREE = '<w:keepNext w:val="0"/>'
"""A caption that stands under what it names is not held to what follows, as its style asks for those above."""

CENTERED = '<w:jc w:val="center"/>'
TO_THE_RIGHT = '<w:spacing w:before="0" w:after="30"/><w:jc w:val="right"/>'
RIGHT = '<w:ind w:right="{}"/>'
QUOTED = '<w:ind w:left="{}" w:right="{}"/>'
NOTE_STYLE = "Note de tableau"
ONE_POINT = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
LABEL = "Fiche rubrique"
ONE_LINE = 120
INDENT = 400
PICTURE_GAP = 90
LOGO_GAP = 400
"""What the space between two logos may take, in the letters of any style."""

BOX_PADDING = 400
CELL_PADDING = 200
CAPTION_ROOM = 2_400
"""What a title, a caption and its source take of a page under and over a picture."""
KEPT_WHOLE = 8
"""Rows of a table that stays on one page; a longer one keeps its first two rows together, and its last two."""

LONG_BOX = 1_500
"""Characters past which a box may run over two pages."""

LOOK_OF_BOX = {"Attention": "attention", "Important": "attention"}
"""Kind of a box → the styles that it takes, when they are not those of « À retenir »."""

LINE_OF_LIST = motif(r"[-•] (?=\D)")
EMU_PER_MM = 36_000
WEB = ("http://", "https://", "mailto:")
DRAWING = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{cx}" cy="{cy}"/>'
    '<wp:docPr id="{id}" name="{kind} {id}" descr="{alt}"/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:nvPicPr><pic:cNvPr id="{id}" name="{kind} {id}" descr="{alt}"/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'r:embed="{rid}">{svg}</a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
    "</wp:inline></w:drawing></w:r>"
)
DRAWN = (
    '<a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}"><asvg:svgBlip '
    'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="{rid}"/></a:ext></a:extLst>'
)
"""The drawing itself, which Words before 2016 pass over for the picture."""

CHART = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{cx}" cy="{cy}"/>'
    '<wp:docPr id="{id}" name="Graphique {id}" descr="{alt}"/><wp:cNvGraphicFramePr/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
    '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="{rid}"/>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)

LISTED = {TABLEAU: "tableaux", FIGURE: "figures"}
LISTINGS = {
    "fiches": ("Liste des fiches action", f'TOC \\h \\z \\c "{FICHE}"', "table of figures"),
    "tableaux": ("Liste des tableaux", f'TOC \\h \\z \\c "{TABLEAU}"', "table of figures"),
    "figures": ("Liste des figures", f'TOC \\h \\z \\c "{FIGURE}"', "table of figures"),
}
"""Name of a list → its title, the field that Word makes it from, and the style that Word then gives its lines."""

CHANGES: Mapping[type[Inline], str] = {Removed: "<w:strike/>", Added: '<w:b/><w:u w:val="single"/>'}
NEAR = '<w:spacing w:before="60" w:after="160"/>'
"""The caption of a figure stands under it, nearer to it than to what follows."""

NEW_PAGE = '<w:pageBreakBefore/><w:spacing w:before="0"/>'
"""At the head of a page, every title stands at the same height: the room above it belongs to the middle of one."""

SAME_PAGE = '<w:pageBreakBefore w:val="0"/>'
LONGEST_MARK = 40
LOOKS = {False: "0020", True: "0060"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents."""

    level: int
    text: str
    bookmark: str


@dataclass(frozen=True, slots=True)
class ListStyles:
    """The styles of the items of a list, by their names; those of the text have a rank after them."""

    in_text: str
    in_cell: str


BULLETS = ListStyles("List Bullet", "Tableau puces")
NUMBERS = ListStyles("List Number", "Tableau numéros")


@dataclass(frozen=True, slots=True)
class Around:
    """Where blocks stand: the style of plain paragraphs, the depth of the list, the width in twentieths of a point."""

    style: str
    depth: int
    width: int
    in_cell: bool = False
    quoted: Quoted | None = None
    """The quote that holds them, if any."""


class ProseWriter:
    """Writes the blocks of one document, giving out its ids as it goes; ``entries`` are its headings in order."""

    def __init__(
        self,
        styles: Styles,
        package: Package,
        files: Files,
        first_number: int,
        width: int,
        dessins: Mapping[str, Dessin] | None = None,
        letters: float = 1.0,
        texts: Mapping[str, str] | None = None,
        palette: Palette = USUELLE,
    ) -> None:
        self.styles = styles
        self.package = package
        self.files = files
        self.dessins = dessins or {}
        self.number = first_number
        self.width = width
        self.letters = letters
        self.palette = palette
        self.page_height = A4.text_height
        self.ids = 0
        self.origines = Origines(texts or {}, self.next_id)
        self.entries: list[Entry] = []
        self.listed: dict[str, list[Entry]] = {}
        self.title = ""
        """That of what is being written, which names a table without a caption."""

        self.notes: dict[str, int] = {}
        self.in_note = False
        self.room = width
        """The width that a picture may take here."""

        self.most_height = MAX_HEIGHT
        """Its height here."""

        self.after_title = False
        """Whether what comes next stands right under a title."""

        self.resumable: dict[int, tuple[str, int]] = {}
        """For each level, the numbering of the last list, and the number that would come next in it: an item of the
        level above begins its inner lists anew, as it does in Word."""
        self.runs: Mapping[type[Inline], str] = {
            Strong: styles["Strong"],
            Emphasis: styles["Emphasis"],
            CodeSpan: styles["Code caractère"],
            Link: styles["Hyperlink"],
        }

    def blocks(
        self, blocks: Iterable[Block], style: str = "Body Text", after_title: bool = False
    ) -> str:
        around = Around(self.styles[style], 0, self.width, style.startswith("Tableau"))
        if not after_title:
            return self.all(blocks, around)
        self.after_title = True
        text = self.all(blocks, around)
        self.after_title = False
        return text

    def all(self, blocks: Iterable[Block], around: Around) -> str:
        return "".join(self.block(block, around) for block in blocks)

    def without_gap(self, xml: str) -> str:
        """A table without the empty line under it."""
        table, end, under = xml.rpartition("</w:tbl>")
        return table + end if end and under == paragraph(self.styles["Intervalle"], "") else xml

    def with_thin_end(self, xml: str) -> str:
        """The end of a section: the line that Word wants under a last table must not open a page of its own."""
        bare = self.without_gap(xml)
        return xml if bare == xml else bare + paragraph(self.styles["Intervalle"], "", ONE_POINT)

    def block(self, block: Block, around: Around) -> str:
        follows = self.after_title
        self.after_title = isinstance(block, Heading) or (
            isinstance(block, Paragraph) and block.style == LABEL
        )
        match block:
            case Paragraph():
                return self.paragraph(block, around, follows)
            case Heading():
                return self.heading(block)
            case BulletList(items):
                return self.list(items, BULLETS, self.styles.bullets, around, follows)
            case OrderedList(start, items):
                number = self.number_from(start, len(items), around.depth)
                return self.list(items, NUMBERS, number, around, follows)
            case Quote(blocks):
                return self.all(blocks, self.in_quote(around))
            case Callout() | DefinitionList() | Notice():
                return self.box(block, around)
            case Table() | Figure() | Diagram() | LigneDeTemps():
                return self.exhibit(block, around)
            case CodeBlock() | Rule() | PageBreak():
                return self.sign(block, around)

    def paragraph(self, block: Paragraph, around: Around, follows: bool) -> str:
        are_logos = block.style == LOGOS
        gap = LOGO_GAP if are_logos else PICTURE_GAP
        self.room = room_for_pictures(block.inlines, around.width - around.depth * INDENT, gap)
        self.most_height = LOGO_HEIGHT if are_logos else MAX_HEIGHT
        if block.style == LABEL:
            self.title = text_of(block.inlines)
        style = self.styles[block.style] if block.style else around.style
        mark = self.origines.mark(block.span)
        properties = held(block, around, follows) + self.beside_the_bar(around)
        shown = paragraph(style, mark + self.inlines(block.inlines), properties)
        self.most_height = MAX_HEIGHT
        return shown

    def box(self, block: Callout | DefinitionList | Notice, around: Around) -> str:
        match block:
            case Callout():
                return self.callout(block, around)
            case DefinitionList(items):
                return "".join(self.definition(item, around) for item in items)
            case Notice(title, lines):
                head = paragraph(self.styles["Encadré titre"], run(title))
                return head + "".join(
                    paragraph(self.styles["Encadré"], run(line)) for line in lines
                )

    def exhibit(self, block: Table | Figure | Diagram | LigneDeTemps, around: Around) -> str:
        """What is shown rather than told, with its caption."""
        match block:
            case Table():
                return self.table(block, around)
            case Figure():
                return self.figure(block, around)
            case Diagram():
                return self.diagram(block, around, "") + paragraph(self.styles["Intervalle"], "")
            case LigneDeTemps():
                style = self.styles["Tableau centré"]
                drawn = time_line(block, around.width, style, self.palette, self.next_id)
                bar = paragraph(style, drawn, KEEP_NEXT)
                return bar + paragraph(self.styles["Intervalle"], "", KEEP_NEXT)

    def figure(self, figure: Figure, around: Around) -> str:
        """Pictures, a chart or a diagram, then the caption, then what is said under it."""
        notes = [paragraph(self.styles[NOTE_STYLE], self.inlines(note)) for note in figure.notes]
        caption = self.caption(figure.legende, (KEEP_NEXT if notes else FREE) + NEAR)
        return self.shown(figure, around) + caption + "".join(notes)

    def shown(self, figure: Figure, around: Around) -> str:
        """What is seen of a figure, held to its caption."""
        if figure.schema is not None:
            return self.diagram(figure.schema, around, KEEP_NEXT)
        self.room = room_for_pictures(figure.images, around.width)
        self.most_height = figure.plus_haute * EMU_PER_MM or MAX_HEIGHT
        shown = "".join(self.image(image) for image in figure.images)
        self.most_height = MAX_HEIGHT
        if figure.graphique is not None:
            shown += self.chart(figure.graphique, around.width)
        middle = CENTERED if figure.plus_haute else ""
        return paragraph(around.style, shown, KEEP_NEXT + middle)

    def diagram(self, block: Diagram, around: Around, properties: str) -> str:
        style = self.styles["Tableau centré"]
        shapes = drawing(block, around.width, style, self.runs[Strong], self.next_id)
        return paragraph(style, shapes, properties)

    def chart(self, graphique: Graphique, width: int) -> str:
        """A chart that Word draws, as wide as the page lets it."""
        rid = self.package.chart(part_of(graphique, WORKBOOK), workbook(graphique))
        size = {"cx": width * EMU_PER_TWIP, "cy": height(graphique)}
        return CHART.format(**size, id=self.next_id(), alt=escape(graphique.alt), rid=rid)

    def sign(self, block: CodeBlock | Rule | PageBreak, around: Around) -> str:
        match block:
            case CodeBlock(text):
                mark = self.origines.mark(block.span)
                return paragraph(self.styles["Code"], mark + _lines(text))
            case Rule():
                return paragraph(around.style, "", _BORDER)
            case PageBreak():
                return paragraph(around.style, '<w:r><w:br w:type="page"/></w:r>')

    # --- headings and contents -----------------------------------------------------------------------------------

    def heading(self, heading: Heading) -> str:
        if self.in_note:
            return paragraph(
                self.styles["footnote text"], self.inlines(heading.inlines, self.runs[Strong])
            )
        self.title = text_of(heading.inlines)
        content = self.inlines(heading.inlines)
        if heading.ancre:
            content = self.marked(heading)
        if heading.level <= CONTENTS_DEPTH:
            content = self.entry(heading.level, text_of(heading.inlines), content)
        properties = NEW_PAGE if heading.new_page else ""
        content = self.origines.mark(heading.span) + content
        return paragraph(self.styles[f"heading {min(heading.level, 6)}"], content, properties)

    def marked(self, heading: Heading) -> str:
        """The heading with a mark around what references repeat: the number that it begins with, or all its words."""
        text = text_of(heading.inlines)
        if heading.repere and heading.repere != text and text.startswith(heading.repere):
            _, number = genre_et_numero(heading.repere)
            at = len(heading.repere) - len(number)
            marked = self.anchored(heading.ancre, run(number))
            return run(text[:at]) + marked + run(text[len(heading.repere) :])
        return self.anchored(heading.ancre, self.inlines(heading.inlines))

    def anchored(self, ancre: str, content: str) -> str:
        """The content between the marks that references point to."""
        return bookmark(self.next_id(), mark_name(ancre), content) if ancre else content

    def entry(self, level: int, text: str, content: str) -> str:
        """The content of a heading between the marks that the contents point to."""
        name = f"_Toc{len(self.entries) + 1:08d}"
        self.entries.append(Entry(level, text, name))
        return bookmark(self.next_id(), name, content)

    def contents(self, without_pages: bool) -> str:
        """A table of contents field with its entries already there, so that Word has nothing to ask.

        Unless it is to stay ``without_pages``, the reader is told how numbers come.
        """
        depth = depth_of_contents([entry.level for entry in self.entries])
        entries = [entry for entry in self.entries if entry.level <= depth]
        instruction = f'TOC \\o "1-{depth}" \\h \\z \\u'
        lines = self.lines_of_contents(
            entries, instruction, [f"toc {entry.level}" for entry in entries]
        )
        return lines if without_pages else asked_to_update(lines, self.styles[NOTE_STYLE])

    def lines_of_contents(
        self, entries: Sequence[Entry], instruction: str, styles: Sequence[str]
    ) -> str:
        lines: list[str] = []
        for rank, (entry, style) in enumerate(zip(entries, styles, strict=True)):
            content = f'<w:hyperlink w:anchor="{entry.bookmark}" w:history="1">{run(entry.text)}</w:hyperlink>'
            if rank == 0:
                content = field("begin", instruction) + field("separate") + content
            if rank == len(entries) - 1:
                content += field("end")
            lines.append(paragraph(self.styles[style], content))
        return "".join(lines)

    def listing(self, name: str) -> str:
        """« Liste des tableaux » and the like, as a field with its entries already there; ``""`` without any."""
        entries = self.listed.get(name, ())
        if not entries:
            return ""
        title, instruction, style = LISTINGS[name]
        gap = paragraph(self.styles["Intervalle"], "")
        head = gap + gap + paragraph(self.styles["TOC Heading"], run(title), SAME_PAGE)
        style = style if self.styles[style] else "toc 2"
        return head + self.lines_of_contents(entries, instruction, [style] * len(entries))

    def list_last_entry(self, name: str) -> None:
        """The heading just written also belongs to a list."""
        self.listed.setdefault(name, []).append(self.entries[-1])

    def next_id(self) -> int:
        self.ids += 1
        return self.ids

    # --- lists ---------------------------------------------------------------------------------------------------

    def list(
        self,
        items: Iterable[tuple[Block, ...]],
        names: ListStyles,
        number: str,
        around: Around,
        follows: bool = False,
    ) -> str:
        """``follows`` a title: the first item stays with what comes, as a line alone under a title looks lost."""
        level = min(around.depth, DEEPEST_LEVEL)
        rank = min(around.depth + 1, DEEPEST_STYLE)
        suffix = "" if rank == 1 else f" {rank}"
        named = names.in_cell if around.in_cell else names.in_text + suffix
        follow = "Tableau suite" if around.in_cell else f"List Continue{suffix}"
        numbering = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        bar = self.sign_beside_the_bar(around, names)
        inner = replace(around, style=self.styles[follow], depth=around.depth + 1)
        parts: list[str] = []
        items = tuple(items)
        for item, stays in zip(items, _held_items(items, follows, around), strict=True):
            self.resumable = {
                depth: last for depth, last in self.resumable.items() if depth <= around.depth
            }
            self.room = around.width - inner.depth * INDENT
            parts.append(self.item(item, self.styles[named], numbering + bar, inner, stays))
        listed = "".join(parts)
        return listed if around.depth or around.in_cell or self.in_note else with_room_after(listed)

    def item(
        self, blocks: tuple[Block, ...], style: str, numbering: str, inner: Around, stays: bool
    ) -> str:
        """One item of a list: its first paragraph bears the bullet or the number, and may stay with the next one."""
        first, rest = first_paragraph(blocks)
        content = self.origines.mark(first.span) + self.inlines(first.inlines) if first else ""
        kept = KEEP_NEXT if stays else held(first, inner, False) if first else ""
        properties = kept + numbering
        return paragraph(style, content, properties) + self.all(rest, inner)

    def number_from(self, start: int, length: int, depth: int) -> str:
        """The numbering of a list: the one before it goes on where the author gives the very number that follows."""
        last, following = self.resumable.get(depth, ("", 0))
        number = last if last and start == following != 1 else self.new_number(start, depth)
        self.resumable[depth] = (number, start + length)
        return number

    def new_number(self, start: int, depth: int) -> str:
        """A numbering of its own for each ordered list, so that it starts where its author says."""
        number = str(self.number)
        self.number += 1
        level = min(depth, DEEPEST_LEVEL)
        override = (
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        )
        abstract = f'<w:abstractNumId w:val="{self.styles.abstract_numbers}"/>'
        self.package.numbers.append(f'<w:num w:numId="{number}">{abstract}{override}</w:num>')
        return number

    # --- quotes --------------------------------------------------------------------------------------------------

    def in_quote(self, around: Around) -> Around:
        """What surrounds the blocks of a quote; in a cell, the style alone says that it is one."""
        style = self.styles["Quote"]
        if around.in_cell:
            return replace(around, style=style)
        quoted = self.styles.bar.within(self.margin(around), around.depth)
        return replace(around, style=style, quoted=quoted)

    def margin(self, around: Around) -> int:
        """Where the words of a plain paragraph begin, in twips from the margin of the page."""
        quoted = around.quoted
        if quoted is None:
            return self.indent(around.depth - 1).left
        if quoted.depth == around.depth:
            return quoted.words
        return quoted.words + self.inside(quoted, self.indent(around.depth - 1))

    def indent(self, level: int, names: ListStyles = BULLETS) -> Indent:
        """That of a level of a list, 0 for the first; none outside lists."""
        levels = self.styles.number_indents if names is NUMBERS else self.styles.bullet_indents
        return levels[min(level, len(levels) - 1)] if levels and level >= 0 else Indent(0, 0)

    def inside(self, quoted: Quoted, indent: Indent) -> int:
        """How far from the words of a quote those of a list in it begin: its signs stand where the words do."""
        first = self.indent(0)
        before = self.indent(quoted.depth - 1).left + first.left - first.hanging
        return max(indent.left - before, indent.hanging)

    def beside_the_bar(self, around: Around) -> str:
        """What a paragraph of a quote needs beside its style: nothing where the style of quotes says it all."""
        quoted = around.quoted
        if quoted is None:
            return ""
        bar = self.styles.bar
        left = self.margin(around)
        if around.depth > quoted.depth:
            return bar.beside(left, quoted.bar) + QUOTED.format(left, bar.right)
        return "" if left == bar.words else QUOTED.format(left, bar.right)

    def sign_beside_the_bar(self, around: Around, names: ListStyles) -> str:
        """The same for the items of a list, whose sign stands before the words."""
        quoted = around.quoted
        if quoted is None:
            return ""
        bar = self.styles.bar
        indent = self.indent(around.depth, names)
        left = quoted.words + self.inside(quoted, indent)
        hanging = f'<w:ind w:left="{left}" w:right="{bar.right}" w:hanging="{indent.hanging}"/>'
        return bar.beside(left - indent.hanging, quoted.bar) + hanging

    # --- boxes, definitions, footnotes --------------------------------------------------------------------------

    def callout(self, box: Callout, around: Around) -> str:
        """A table of one cell, since only a cell frames paragraphs, lists and tables alike."""
        name = LOOK_OF_BOX.get(box.kind, "à retenir")
        inner = Around(self.styles["Texte d'encadré"], 0, around.width - BOX_PADDING)
        content = paragraph(self.styles[f"Titre {name}"], run(box.kind)) + self.all(
            box.blocks, inner
        )
        split = "" if _length(box.blocks) > LONG_BOX else "<w:cantSplit/>"
        gap = paragraph(self.styles["Intervalle"], "")
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{self.styles[f"Encadré {name}"]}"/>'
            f'<w:tblW w:w="{around.width}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            '<w:tblLook w:val="0600" w:firstRow="0" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" '
            f'w:noVBand="1"/>{named_table(box.kind)}</w:tblPr><w:tblGrid><w:gridCol w:w="{around.width}"/></w:tblGrid>'
            f'<w:tr><w:trPr>{split}</w:trPr><w:tc><w:tcPr><w:tcW w:w="{around.width}" w:type="dxa"/></w:tcPr>'
            f"{_ended(content)}</w:tc></w:tr></w:tbl>{gap}"
        )

    def definition(self, item: Definition, around: Around) -> str:
        inner = replace(around, style=self.styles["Définition"], depth=around.depth + 1)
        return paragraph(self.styles["Terme"], self.inlines(item.term)) + self.all(
            item.blocks, inner
        )

    def note(self, node: Note) -> str:
        """The call of a footnote; called again, a field that repeats its number."""
        style = self.styles["footnote reference"]
        if self.in_note:
            return ""
        number = self.notes.get(node.key)
        if number is not None:
            shown = f'<w:r><w:rPr><w:rStyle w:val="{style}"/></w:rPr><w:t><!--note:{number}--></w:t></w:r>'
            begin = field("begin", f" NOTEREF _RefNote{number} \\f \\h ")
            return begin + field("separate") + shown + field("end")
        self.notes[node.key] = number = self.package.note(
            raised(self.note_text(node.blocks, style))
        )
        mark = f'<w:r><w:rPr><w:rStyle w:val="{style}"/></w:rPr><w:footnoteReference w:id="{number}"/></w:r>'
        return bookmark(self.next_id(), f"_RefNote{number}", mark)

    def note_text(self, blocks: tuple[Block, ...], reference: str) -> str:
        style = self.styles["footnote text"]
        sign = f'<w:r><w:rPr><w:rStyle w:val="{reference}"/></w:rPr><w:footnoteRef/></w:r>' + run(
            " "
        )
        first, rest = first_paragraph(blocks)
        self.in_note = True
        head = paragraph(style, sign + (self.inlines(first.inlines) if first else ""))
        under = self.all(rest, Around(style, 0, self.width, in_cell=True))
        self.in_note = False
        return head + under

    # --- tables --------------------------------------------------------------------------------------------------

    def table(self, table: Table, around: Around) -> str:
        """One table, or several when it has more columns than a page is wide; those that follow say so."""
        first, *others = side_by_side(table, around.width, self.letters)
        if others and first.legende is not None:
            first = replace(first, legende=_pointed_to(first.legende))
        parts = [
            self.caption(first.legende, KEEP_NEXT) if first.legende else "",
            self.one_table(first, around),
        ]
        for part in others:
            parts += [self.continued(first.legende), self.one_table(part, around)]
        return "".join(parts)

    def one_table(self, table: Table, around: Around) -> str:
        """Fixed widths that fit the content, header rows that repeat, rows that do not break, notes below."""
        widths = column_widths(table, around.width, self.letters)
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        look = f'<w:tblLook w:val="{LOOKS[table.total_row]}" w:firstRow="1" w:lastRow="{int(table.total_row)}"'
        properties = (
            f'<w:tblPr><w:tblStyle w:val="{self.styles[table.style]}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/>{look} w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
            f"{named_table(self.name_of(table))}</w:tblPr>"
        )
        head = styles_of_columns(
            table.aligns, "Tableau en-tête", "Tableau en-tête nombre", "Tableau en-tête"
        )
        middle = [align == "center" for align in table.aligns]
        rows = [self.header(row, head, widths, middle) for row in header_rows(table.header)]
        rows += self.body(table, widths)
        rows = with_bands(rows, table.missions, self.palette)
        below = "".join(
            paragraph(self.styles[NOTE_STYLE], self.inlines(inlines)) for inlines in _notes(table)
        )
        gap = paragraph(self.styles["Intervalle"], "", KEEP_NEXT if table.keep else "")
        return f"{self.unit(table)}<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>{below}{gap}"

    def unit(self, table: Table) -> str:
        """« Montants en euros », once over the columns that it is about, and on their page."""
        if not table.unite:
            return ""
        return paragraph(self.styles[NOTE_STYLE], run(table.unite), KEEP_NEXT + TO_THE_RIGHT)

    def name_of(self, table: Table) -> str:
        """What a screen reader says of a table before its cells: its caption, the title above, or those of columns;
        then its unit, which no cell says."""
        named = text_of(table.legende.inlines) if table.legende is not None else self.title
        titles = (text_of(cell.inlines) for cell in table.header)
        named = named or ", ".join(filter(None, titles))
        return ", ".join(filter(None, (named, table.unite.lower())))

    def caption(self, legende: Legende, properties: str) -> str:
        """« Tableau 3 – … », its number a field that Word counts again when tables are added or moved."""
        number = (
            field("begin", f"SEQ {legende.genre} \\* ARABIC")
            + field("separate")
            + run(str(legende.numero))
            + field("end")
        )
        mark = run(f"{legende.genre}\u00a0") + self.anchored(legende.ancre, number)
        listed = self.listed.setdefault(LISTED[legende.genre], [])
        entry = Entry(
            2,
            f"{legende.repere} – {text_of(legende.inlines)}",
            f"_Toc{legende.genre}{len(listed) + 1:05d}",
        )
        listed.append(entry)
        content = mark + run("\u00a0– ") + self.inlines(legende.inlines)
        named = bookmark(self.next_id(), entry.bookmark, content)
        origin = self.origines.mark(legende.span)
        return paragraph(self.styles["Caption"], origin + named, properties)

    def continued(self, legende: Legende | None) -> str:
        """What stands over the rest of a table: its number, repeated by a field, and its title."""
        style = self.styles["Caption"]
        if legende is None:
            return paragraph(style, run("Suite du tableau"), KEEP_NEXT)
        number = self.reference(Renvoi(legende.ancre, str(legende.numero)), "")
        title = (
            run(f"{legende.genre}\u00a0") + number + run("\u00a0– ") + self.inlines(legende.inlines)
        )
        return paragraph(style, title + run(" (suite)"), KEEP_NEXT)

    def header(
        self,
        titles: Sequence[Title],
        names: Sequence[str],
        widths: Sequence[int],
        centered: Sequence[bool],
    ) -> str:
        """A row of titles, repeated on every page; those that others share stand in the middle of their columns."""
        cells: list[str] = []
        at = 0
        for title in titles:
            width = sum(widths[at : at + title.columns])
            self.room = room_for_pictures(title.inlines, width - CELL_PADDING)
            span = f'<w:gridSpan w:val="{title.columns}"/>' if title.columns > 1 else ""
            down = f'<w:vMerge w:val="{title.down}"/>' if title.down else ""
            middle = CENTERED if title.columns > 1 or centered[at] else ""
            shown = paragraph(self.styles[names[at]], self.inlines(title.inlines), middle)
            cells.append(
                f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{down}</w:tcPr>{shown}</w:tc>'
            )
            at += title.columns
        return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"

    def body(self, table: Table, widths: Sequence[int]) -> Iterator[str]:
        """The rows under the header: the last one stays with the row before it, or with the notes of the table."""
        names = styles_of_columns(table.aligns, "Tableau texte", "Tableau nombre", "Tableau centré")
        indents = [
            [round(indent * self.letters) for indent in row] for row in indents_of_decimals(table)
        ]
        measures = [width / self.letters for width in widths]
        tall = [is_taller_than_a_page(row, measures) for row in table.rows]
        whole = len(table.rows) <= KEPT_WHOLE and not is_longer_than_a_third(table, measures)
        for row, too_tall, stays, decimals in zip(
            table.rows, tall, _held_rows(table, tall, whole), indents, strict=True
        ):
            properties = ("" if too_tall else "<w:cantSplit/>") + room_to_write(table, row)
            kept = KEEP_NEXT if stays else ""
            extra = [kept + (RIGHT.format(indent) if indent else "") for indent in decimals]
            yield self.row(row, names, widths, properties, extra)

    def row(
        self,
        cells: Sequence[Cell],
        names: Iterable[str],
        widths: Iterable[int],
        properties: str,
        extra: Iterable[str] | None = None,
    ) -> str:
        """``extra`` is what goes into the paragraph of each cell beside its style."""
        parts = [
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{self.cell(cell, name, width, more)}</w:tc>'
            for cell, name, width, more in zip(
                cells, names, widths, extra or [""] * len(cells), strict=True
            )
        ]
        return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(parts)}</w:tr>"

    def cell(self, cell: Cell, name: str, width: int, extra: str) -> str:
        style = self.styles[name]
        self.room = room_for_pictures(cell.inlines, width - CELL_PADDING)
        if not cell.blocs:
            lines = lines_of_list(cell.inlines)
            if lines and not extra:
                items = tuple((Paragraph(line),) for line in lines)
                around = Around(style, 0, width - CELL_PADDING, in_cell=True)
                return self.block(BulletList(items), around)
            mark = self.origines.mark(cell.span)
            return paragraph(style, mark + self.inlines(cell.inlines), extra)
        return _ended(self.all(cell.blocs, Around(style, 0, width - CELL_PADDING, in_cell=True)))

    # --- inside a line -------------------------------------------------------------------------------------------

    def inlines(self, inlines: Iterable[Inline], style: str = "") -> str:
        return "".join(self.inline(node, style) for node in inlines)

    def inline(self, node: Inline, style: str) -> str:
        match node:
            case Text(text):
                return run(noted(text), style)
            case Strong(children) | Emphasis(children):
                return self.inlines(children, style or self.runs[type(node)])
            case CodeSpan(text):
                return run(text, self.runs[CodeSpan])
            case LineBreak():
                return BREAK
            case Link():
                return self.link(node, style)
            case Note():
                return self.note(node)
            case Image():
                return self.image(node)
            case Variable(raw=raw):
                return run(raw, style)
            case Removed(text) | Added(text):
                return marked(text, CHANGES[type(node)])
            case Renvoi():
                return self.reference(node, style)

    def reference(self, node: Renvoi, style: str) -> str:
        """A field that repeats the words of its target, or a link for words that do not follow it."""
        name = mark_name(node.ancre)
        if not node.vivant:
            return f'<w:hyperlink w:anchor="{name}" w:history="1">{run(node.texte, style)}</w:hyperlink>'
        repeated = (
            field("begin", f"REF {name} \\h")
            + field("separate")
            + run(node.texte, style)
            + field("end")
        )
        before, after = (run(text, style) if text else "" for text in (node.avant, node.apres))
        return before + repeated + after

    def link(self, node: Link, style: str) -> str:
        if not node.url.lower().startswith(WEB):
            return self.inlines(node.children, style)
        shown = self.inlines(node.children or (Text(node.url),), self.runs[Link])
        namespace = f'xmlns:r="{R}"'
        tip = f' w:tooltip="{escape(node.title)}"' if node.title else ""
        rid = self.package.link(node.url, self.in_note)
        return f'<w:hyperlink {namespace} r:id="{rid}"{tip} w:history="1">{shown}</w:hyperlink>'

    def image(self, node: Image) -> str:
        """The picture, or its description where it could not be used: the finding was made before."""
        picture = self.picture(node.path)
        if picture is None:
            return run(f"[image : {node.alt or node.path}]")
        rid = self.package.image(node.path, picture.extension, picture.data)
        svg = (
            DRAWN.format(rid=self.package.image(node.path + "#svg", "svg", picture.svg))
            if picture.svg
            else ""
        )
        size = {"cx": picture.width, "cy": picture.height}
        kind = OURS if picture.notre else "Image"
        return DRAWING.format(
            **size, kind=kind, id=self.next_id(), alt=escape(node.alt), rid=rid, svg=svg
        )

    def picture(self, path: str) -> Picture | None:
        if path in self.dessins:
            return drawn(self.dessins[path], self.room, self.tallest())
        data = self.files.get(path)
        return prepare(data, self.room, self.tallest()) if data is not None else None

    def tallest(self) -> int:
        """The height that a picture may take: that of the page, its caption and its title aside."""
        return min(self.most_height, (self.page_height - CAPTION_ROOM) * EMU_PER_TWIP)


def named_table(name: str) -> str:
    """The name of a table, which is read aloud and never printed."""
    return f'<w:tblCaption w:val="{escape(name)}"/>' if name else ""


def mark_name(ancre: str) -> str:
    """The bookmark of an anchor: letters, digits and ``_``, 40 characters at most, as Word wants them."""
    name = "_Ref_" + re.sub(r"\W", "_", ancre, flags=re.ASCII)
    return (
        name
        if len(name) <= LONGEST_MARK and name[5:] == ancre.replace("-", "_")
        else f"{name[:30]}_{crc32(ancre.encode()):08x}"
    )


def lines_of_list(inlines: tuple[Inline, ...]) -> list[tuple[Inline, ...]]:
    """The items of a cell whose every line begins with « - »; none when it is no list."""
    lines: list[list[Inline]] = [[]]
    for node in inlines:
        if isinstance(node, LineBreak):
            lines.append([])
        else:
            lines[-1].append(node)
    items: list[tuple[Inline, ...]] = []
    for line in lines:
        first = line[0] if line else None
        sign = LINE_OF_LIST.match(first.text) if isinstance(first, Text) else None
        if sign is None or not isinstance(first, Text):
            return []
        rest = first.text[sign.end() :]
        items.append((*((Text(rest),) if rest else ()), *line[1:]))
    return items


def depth_of_contents(levels: Sequence[int]) -> int:
    """How deep the contents go: one level less where a second page of them would hold a few lines only.

    >>> depth_of_contents([1, 2, 3]), depth_of_contents([1, 2] * 20 + [3] * 10), depth_of_contents([1, 2] * 20 + [3] * 60)
    (3, 2, 3)
    """
    without_the_last = sum(level < CONTENTS_DEPTH for level in levels)
    spill = len(levels) - CONTENTS_LINES
    is_short = 0 < spill <= CONTENTS_LINES / 3 and without_the_last <= CONTENTS_LINES
    return CONTENTS_DEPTH - 1 if is_short else CONTENTS_DEPTH


def room_for_pictures(inlines: tuple[Inline, ...], width: int, gap: int = PICTURE_GAP) -> int:
    """The width of each picture of a line: several in a row, with nothing else, stand side by side."""
    if sum(isinstance(node, Image) for node in inlines) < 2:
        return width
    row = most = 0
    for node in inlines:
        if isinstance(node, Image):
            row += 1
        elif isinstance(node, LineBreak):
            row = 0
        elif not (isinstance(node, Text) and not node.text.strip()):
            return width
        most = max(most, row)
    return (width - gap * (most - 1)) // most


def with_room_after(xml: str) -> str:
    """A whole list with, under its last paragraph, the room that its items do not have between them.

    No style can say so: the last item has that of the others.
    """
    at = xml.rfind("<w:p>")
    properties, end, rest = xml[at:].partition("</w:pPr>")
    if (
        at < 0
        or not end
        or not xml.endswith("</w:p>")
        or "<w:tbl>" in rest
        or "<w:spacing" in properties
    ):
        return xml
    match = AFTER_SPACING.search(properties)
    place = match.start() if match else len(properties)
    return xml[:at] + properties[:place] + LIST_GAP + properties[place:] + end + rest


def keep(inlines: tuple[Inline, ...], follows: bool) -> str:
    """What holds a paragraph to the next one: it announces it (« : »), or is one line right under a title."""
    text = text_of(inlines).rstrip()
    return KEEP_NEXT if text.endswith(":") or (follows and len(text) < ONE_LINE) else ""


def held(block: Paragraph, around: Around, follows: bool) -> str:
    """What holds a paragraph to the next one, if anything does; a cell is never cut."""
    if block.keep:
        return KEEP_NEXT
    return "" if around.in_cell else keep(block.inlines, follows)


def _held_items(
    items: Sequence[tuple[Block, ...]], follows: bool, around: Around
) -> Iterator[bool]:
    """Which items of a list stay with the next one: no page begins or ends with one line of it alone."""
    if around.in_cell:
        yield from [False] * len(items)
        return
    last = len(items) - 1
    for rank, item in enumerate(items):
        opens = rank == 0 and (follows or last > 0 == around.depth) and _is_one_line(item)
        closes = rank == last - 1 and not around.depth and _is_one_line(items[last])
        yield opens or closes


def _is_one_line(blocks: tuple[Block, ...]) -> bool:
    first, rest = first_paragraph(blocks)
    return first is not None and not rest and len(text_of(first.inlines)) < ONE_LINE


def first_paragraph(blocks: tuple[Block, ...]) -> tuple[Paragraph | None, tuple[Block, ...]]:
    """The paragraph that blocks begin with, and those after it."""
    if blocks and isinstance(blocks[0], Paragraph):
        return blocks[0], blocks[1:]
    return None, blocks


def _held_rows(table: Table, tall: Sequence[bool], whole: bool) -> list[bool]:
    """Which rows stay with the next one, or the last one with the notes: all of them, or the last two.

    A first row alone that stays with the next is for LibreOffice a whole table that must stay with what follows: with
    rows that do not break and a header that comes back, it then loses lines at the foot of a page, in silence.
    """
    if not table.rows:
        return []
    last = len(table.rows) - 1
    held = [whole or 0 < rank == last - 1 for rank in range(last)]
    held.append(table.keep or bool(_notes(table)))
    return [stays and not any(tall[rank : rank + 2]) for rank, stays in enumerate(held)]


def _pointed_to(legende: Legende) -> Legende:
    """The caption with a name, which no author can type, where it has none."""
    return legende if legende.ancre else replace(legende, ancre=f"suite {legende.numero}")


def _notes(table: Table) -> list[tuple[Inline, ...]]:
    """What stands under a table: its source, then the remarks."""
    return [
        inlines for inlines in (table.source, *(note.inlines for note in table.notes)) if inlines
    ]


def styles_of_columns(aligns: Iterable[str], left: str, right: str, center: str) -> list[str]:
    """The paragraph style of each column by its alignment."""
    return [{"right": right, "center": center}.get(align, left) for align in aligns]


def _ended(content: str) -> str:
    """What a cell holds: Word wants a paragraph at its end."""
    return content if content.endswith("</w:p>") else content + "<w:p/>"


def _length(blocks: Iterable[Block]) -> int:
    return sum(len(text_of(inlines)) for block in blocks for inlines in inlines_of(block))


def _lines(text: str) -> str:
    return BREAK.join(run(line) for line in text.split("\n"))


_BORDER = '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>'
