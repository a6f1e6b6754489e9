"""Blocks to HTML that means something: titles, lists, tables with their titles, figures with their captions, notes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from pipeline.model.graphique import Graphique
from pipeline.model.prose import (
    LOGOS,
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
    text_of,
)
from pipeline.model.valeur import dataclass
from pipeline.write.html import dessins
from pipeline.write.html.images import Images
from pipeline.write.html.signes import identifier, safe, tag, words
from pipeline.write.html.tableau import table
from pipeline.write.word.prose import LABEL, LOOK_OF_BOX, WEB, lines_of_list

DEEPEST = 6
CLASSES = {LABEL: "etiquette", LOGOS: "logos"}
"""Styles that a page must show by more than its letters."""


Lieu = tuple[str, int | None]
"""A file and the line where a block begins."""

Dessine = Callable[[Graphique | str, str, str], str]
"""The SVG of a chart, or of the map or calendar that a figure calls by that name, from its title and a name of its own on
the page; nothing for what is a picture, or where nobody draws."""


def not_drawn(_shown: Graphique | str, _titre: str, _cle: str) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Repere:
    """A title of the page, and where a link to it leads."""

    level: int
    text: str
    ancre: str


class ProseWriter:
    """Writes the blocks of one page; ``reperes`` are its titles in order, ``listed`` its captions by kind.

    ``under`` is how much lower its titles stand than those of the document: the page has a title of its own.
    """

    def __init__(self, images: Images, under: int = 1, dessine: Dessine = not_drawn) -> None:
        self.images = images
        self.under = under
        self.dessine = dessine
        self.drawn = 0
        self.frames: dict[Lieu, str] = {}
        """What is to stand right after the block that begins at a place; taken out as it is written."""
        self.reperes: list[Repere] = []
        self.listed: dict[str, list[Repere]] = {}
        self.notes: dict[str, int] = {}
        self.calls: dict[str, int] = {}
        self.said: list[str] = []
        self.in_note = False
        self.title = ""
        """That of what is being written, which names a table without a caption."""

    def all(self, blocks: Iterable[Block]) -> str:
        return "\n".join(self.block(block) for block in blocks)

    def block(self, block: Block) -> str:
        shown = self.written(block)
        framed = self.frames.pop((block.span.path, block.span.line), "") if self.frames else ""
        return shown + framed

    def written(self, block: Block) -> str:
        match block:
            case Paragraph() | Heading():
                return self.line(block)
            case BulletList(items):
                return tag("ul", self.items(items))
            case OrderedList(start, items):
                return tag("ol", self.items(items), start="" if start == 1 else str(start))
            case Quote(blocks):
                return tag("blockquote", self.all(blocks))
            case Callout() | DefinitionList() | Notice():
                return self.box(block)
            case Table() | Figure() | Diagram() | LigneDeTemps():
                return self.exhibit(block)
            case CodeBlock(text):
                return tag("pre", tag("code", safe(text)))
            case Rule():
                return "<hr>"
            case PageBreak():
                return '<div class="saut"></div>'

    def line(self, block: Paragraph | Heading) -> str:
        if isinstance(block, Heading):
            return self.heading(block)
        if block.style == LABEL:
            self.title = text_of(block.inlines)
        shown = self.inlines(block.inlines)
        return tag("p", shown, CLASSES.get(block.style, "")) if shown else ""

    def heading(self, heading: Heading) -> str:
        if self.in_note:
            return tag("p", tag("strong", self.inlines(heading.inlines)))
        shown = self.inlines(heading.inlines)
        return self.titled(heading.level, text_of(heading.inlines), shown, heading.ancre)

    def titled(self, level: int, text: str, shown: str, ancre: str = "") -> str:
        """A title of the page, which the contents lead to."""
        self.title = text
        name = identifier(ancre) if ancre else f"titre-{len(self.reperes) + 1}"
        self.reperes.append(Repere(level, text, name))
        return tag(f"h{self.rank(level)}", shown, id=name)

    def rank(self, level: int) -> int:
        return max(1, min(level + self.under, DEEPEST))

    def items(self, items: Iterable[tuple[Block, ...]]) -> str:
        return "".join(tag("li", self.item(item)) for item in items)

    def item(self, blocks: tuple[Block, ...]) -> str:
        """One item; its first paragraph needs no element of its own."""
        if blocks and isinstance(blocks[0], Paragraph):
            return self.inlines(blocks[0].inlines) + self.all(blocks[1:])
        return self.all(blocks)

    # --- boxes ---------------------------------------------------------------------------------------------------

    def box(self, block: Callout | DefinitionList | Notice) -> str:
        match block:
            case Callout(kind, blocks):
                look = f"encadre {LOOK_OF_BOX.get(kind, 'retenir')}"
                title = tag("p", safe(kind), "titre-encadre")
                return tag("div", title + self.all(blocks), look, role="note", aria_label=kind)
            case DefinitionList(items):
                return tag("dl", "".join(map(self.definition, items)))
            case Notice(title, lines):
                said = "".join(tag("p", words(line)) for line in lines)
                head = tag("p", words(title), "titre-encadre")
                return tag("div", head + said, "constat", role="note", aria_label=title)

    def definition(self, item: Definition) -> str:
        return tag("dt", self.inlines(item.term)) + tag("dd", self.all(item.blocks))

    # --- what is shown rather than told ----------------------------------------------------------------------------

    def exhibit(self, block: Table | Figure | Diagram | LigneDeTemps) -> str:
        match block:
            case Table():
                return self.table(block)
            case Figure():
                return self.figure(block)
            case Diagram():
                return dessins.organigramme(block)
            case LigneDeTemps():
                return dessins.ligne_de_temps(block)

    def table(self, shown: Table) -> str:
        name = text_of(shown.legende.inlines) if shown.legende else self.title
        titles = (text_of(cell.inlines) for cell in shown.header)
        name = name or ", ".join(filter(None, titles)) or "Tableau"
        caption, mark = self.caption(shown.legende) if shown.legende else ("", "")
        unit = tag("span", safe(shown.unite), "unite") if shown.unite else ""
        if caption:
            caption, unit = caption + unit, ""
        whole = table(shown, name, caption, self.inlines, self.cell)
        under = (shown.source, *(note.inlines for note in shown.notes))
        notes = "".join(tag("p", self.inlines(said), "note-tableau") for said in under if said)
        return tag("div", unit + whole + notes, "tableau", id=mark)

    def caption(self, legende: Legende) -> tuple[str, str]:
        """« Tableau 3 – … », and where the list of tables leads."""
        text = f"{legende.repere}\u00a0– {text_of(legende.inlines)}"
        listed = self.listed.setdefault(legende.genre, [])
        own = f"{legende.genre.lower()}-{len(listed) + 1}"
        name = identifier(legende.ancre) if legende.ancre else own
        listed.append(Repere(2, text, name))
        return f"{safe(legende.repere)}\u00a0– {self.inlines(legende.inlines)}", name

    def cell(self, cell: Cell) -> str:
        if cell.blocs:
            return self.all(cell.blocs)
        lines = lines_of_list(cell.inlines)
        if lines:
            return tag("ul", "".join(tag("li", self.inlines(line)) for line in lines))
        return self.inlines(cell.inlines)

    def figure(self, figure: Figure) -> str:
        shown = "".join(self.shown(figure))
        caption, mark = self.caption(figure.legende)
        notes = "".join(tag("p", self.inlines(note), "note-tableau") for note in figure.notes)
        return tag("figure", shown + tag("figcaption", caption) + notes, id=mark)

    def shown(self, figure: Figure) -> Iterator[str]:
        if figure.schema is not None:
            yield dessins.organigramme(figure.schema)
        name = text_of(figure.legende.inlines)
        for image in figure.images:
            yield self.drawing(image.path, name) or self.images.of(image.path, image.alt)
        if figure.graphique is not None:
            yield self.chart(figure.graphique, name)

    def drawing(self, shown: Graphique | str, name: str) -> str:
        """Nothing where it is not drawn; it scrolls in its own frame where the screen is narrow, as a table does."""
        svg = self.dessine(shown, name, f"dessin-{self.drawn + 1}")
        if not svg:
            return ""
        self.drawn += 1
        return tag("div", svg, "graphique", tabindex="0", role="group", aria_label=name)

    def chart(self, graphique: Graphique, name: str) -> str:
        """The chart, and its numbers for whoever wants them or cannot see it."""
        svg = self.drawing(graphique, name)
        shown = dessins.chiffres(graphique)
        numbers = table(shown, f"Chiffres : {name}", "", self.inlines, self.cell)
        return svg + tag("details", tag("summary", "Les chiffres") + numbers) if svg else numbers

    # --- inside a line -------------------------------------------------------------------------------------------

    def inlines(self, inlines: Iterable[Inline]) -> str:
        return "".join(self.inline(node) for node in inlines)

    def inline(self, node: Inline) -> str:
        match node:
            case Text(text):
                return words(text)
            case Strong(children):
                return tag("strong", self.inlines(children))
            case Emphasis(children):
                return tag("em", self.inlines(children))
            case CodeSpan(text):
                return tag("code", safe(text))
            case LineBreak():
                return "<br>"
            case Removed(text):
                return tag("del", safe(text))
            case Added(text):
                return tag("ins", safe(text))
            case Image(path, alt):
                return self.images.of(path, alt)
            case _:
                return self.pointer(node)

    def pointer(self, node: Link | Note | Renvoi | Variable) -> str:
        """What leads elsewhere."""
        match node:
            case Link():
                return self.link(node)
            case Note():
                return self.note(node)
            case Renvoi(ancre, texte, avant, apres):
                said = words(f"{avant}{texte}{apres}")
                return tag("a", said, href=f"#{identifier(ancre)}") if ancre else said
            case Variable(raw=raw):
                return safe(raw)

    def link(self, node: Link) -> str:
        shown = self.inlines(node.children or (Text(node.url),))
        if not node.url.lower().startswith(WEB):
            return self.inlines(node.children)
        return tag("a", shown, href=node.url, title=node.title, rel="noopener noreferrer")

    def note(self, node: Note) -> str:
        """The call of a note; called again, the number that it has."""
        if self.in_note:
            return ""
        number = self.notes.get(node.key)
        if number is None:
            self.notes[node.key] = number = len(self.notes) + 1
            self.said.append(self.note_text(node, number))
        again = self.calls[node.key] = self.calls.get(node.key, 0) + 1
        mark = "" if again > 1 else f"appel-{number}"
        link = tag("a", str(number), href=f"#note-{number}", id=mark, role="doc-noteref")
        return tag("sup", link, "appel")

    def note_text(self, node: Note, number: int) -> str:
        self.in_note = True
        said = self.item(node.blocks)
        self.in_note = False
        back = tag("a", "↩", "retour", href=f"#appel-{number}", aria_label="Retour au texte")
        return tag("li", f"{said} {back}", id=f"note-{number}")

    def foot(self) -> str:
        """The notes of the page, at its end."""
        if not self.said:
            return ""
        listed = tag("ol", "".join(self.said))
        return tag("section", listed, "notes", role="doc-endnotes", aria_label="Notes")
