"""Rich text as a small tree, between the Markdown that comes in and the Word that goes out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from typing import TypeAlias

from pipeline.model.graphique import Graphique
from pipeline.model.motif import motif
from pipeline.model.span import Span
from pipeline.model.valeur import dataclass

NOWHERE = Span("")

_TRIMMED = r"\s*+((?:[^{}|\s]++(?:\s++(?=[^{}|\s]))?+)*+)\s*+"
VARIABLE = motif(rf"\{{\{{{_TRIMMED}(?:\|{_TRIMMED})?\}}\}}")
"""``{{ name }}`` or ``{{ name | form }}`` in a text.  It never goes back over what it read: many spaces cost once."""

# --- inside a line ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class CodeSpan:
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """``title`` shows when the pointer rests on the link."""

    children: tuple[Inline, ...]
    url: str
    span: Span = field(compare=False, default=NOWHERE)
    title: str = ""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture; ``path`` is relative to the project folder, or as typed when it cannot be in it."""

    path: str
    alt: str
    span: Span = field(compare=False, default=NOWHERE)


@dataclass(frozen=True, slots=True)
class LineBreak:
    pass


@dataclass(frozen=True, slots=True)
class Removed:
    """Words that a newer text no longer has, in a comparison."""

    text: str


@dataclass(frozen=True, slots=True)
class Added:
    """Words that an older text did not have."""

    text: str


@dataclass(frozen=True, slots=True)
class Variable:
    """``{{ name | form }}``: a fact, printed by its name.

    ``options`` are those of a table, such as ``total="Habitants"``.
    """

    name: str
    form: str
    raw: str
    span: Span = field(compare=False, default=NOWHERE)
    options: tuple[tuple[str, str], ...] = ()
    seul: bool = False
    """Whether it is all that its paragraph holds, as a list or a table must be."""
    lignes: tuple[int, ...] = field(compare=False, default=())
    """The line of each option, where each has one of its own."""

    def place(self, option: str) -> Span:
        """Where an option was typed: on a line of its own, or with the rest."""
        names = [name for name, _value in self.options]
        if not self.lignes or option not in names:
            return self.span
        return Span(self.span.path, self.lignes[names.index(option)])

    @property
    def cle(self) -> str:
        """The name with its options: what is printed depends on both."""
        return self.name + "".join(f" {name}={value}" for name, value in self.options)


@dataclass(frozen=True, slots=True)
class Note:
    """The call of a footnote, with what the note says; ``key`` is the same wherever that note is called."""

    key: str
    blocks: tuple[Block, ...]
    span: Span = field(compare=False, default=NOWHERE)


@dataclass(frozen=True, slots=True)
class Renvoi:
    """A reference that was resolved: ``texte`` stands in the document at ``ancre`` and follows it when it changes.

    ``ancre`` is empty when the target is not in this document: the words alone are then printed.  ``vivant`` is False
    for words of the author's own, which link to the target and never change.
    """

    ancre: str
    texte: str
    avant: str = ""
    apres: str = ""
    vivant: bool = True


Inline: TypeAlias = (
    Text
    | Strong
    | Emphasis
    | CodeSpan
    | Link
    | Image
    | LineBreak
    | Variable
    | Note
    | Renvoi
    | Removed
    | Added
)

# --- paragraphs and what holds them ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Paragraph:
    inlines: tuple[Inline, ...]
    span: Span = field(compare=False, default=NOWHERE)
    style: str = ""
    """A style of the template, by its name; empty for the style that the surroundings give."""
    keep: bool = False
    """Whether it stays on the page of what follows."""


@dataclass(frozen=True, slots=True)
class Heading:
    """``ancre`` is what references call it; ``repere`` the beginning of its text that names it (« Article 15 »)."""

    level: int
    inlines: tuple[Inline, ...]
    span: Span = field(compare=False, default=NOWHERE)
    new_page: bool = False
    ancre: str = ""
    repere: str = ""


@dataclass(frozen=True, slots=True)
class BulletList:
    items: tuple[tuple[Block, ...], ...]
    span: Span = field(compare=False, default=NOWHERE)


@dataclass(frozen=True, slots=True)
class OrderedList:
    start: int
    items: tuple[tuple[Block, ...], ...]
    span: Span = field(compare=False, default=NOWHERE)


@dataclass(frozen=True, slots=True)
class Quote:
    blocks: tuple[Block, ...]
    span: Span = field(compare=False, default=NOWHERE)


@dataclass(frozen=True, slots=True)
class Callout:
    """A box that the reader must not miss; ``kind`` is one of CALLOUTS."""

    kind: str
    blocks: tuple[Block, ...]
    span: Span = field(compare=False, default=NOWHERE)


CALLOUTS = ("À retenir", "Attention", "Conseil", "Exemple", "Important")


@dataclass(frozen=True, slots=True)
class Definition:
    term: tuple[Inline, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class DefinitionList:
    items: tuple[Definition, ...]
    span: Span = field(compare=False, default=NOWHERE)


@dataclass(frozen=True, slots=True)
class CodeBlock:
    text: str
    span: Span = field(compare=False, default=NOWHERE)


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal line."""

    span: Span = field(compare=False, default=NOWHERE)


@dataclass(frozen=True, slots=True)
class Cell:
    """``blocs`` are what stands there when it is more than a line, such as a list; ``inlines`` is empty then.

    ``suite`` says of an empty cell of a source that it goes on with the one above it, merged with it; ``teinte`` is the
    colour behind a cell of a source, "" for none and for white.
    """

    inlines: tuple[Inline, ...]
    span: Span = field(compare=False, default=NOWHERE)
    blocs: tuple[Block, ...] = ()
    suite: bool = field(compare=False, default=False)
    teinte: str = field(compare=False, default="")

    @property
    def content(self) -> tuple[Block, ...]:
        return self.blocs or (Paragraph(self.inlines, self.span),)


TABLEAU = "Tableau"
FIGURE = "Figure"


@dataclass(frozen=True, slots=True)
class Legende:
    """The caption of a table or a figure; ``numero`` is given when the document is put together."""

    genre: str
    inlines: tuple[Inline, ...]
    ancre: str = ""
    numero: int = 0
    span: Span = field(compare=False, default=NOWHERE)

    @property
    def repere(self) -> str:
        return f"{self.genre}\u00a0{self.numero}"


@dataclass(frozen=True, slots=True)
class Figure:
    """Pictures side by side, a chart or a diagram, over one caption; ``notes`` stand under it, where they come from first."""

    images: tuple[Image, ...]
    legende: Legende
    span: Span = field(compare=False, default=NOWHERE)
    graphique: Graphique | None = None
    schema: Diagram | None = None
    plus_haute: int = 0
    """The most millimetres that its pictures may take in height; 0 for what the page lets them."""
    notes: tuple[tuple[Inline, ...], ...] = ()


ETIQUETTE = "Fiche rubrique"
"""The style of the name of what follows."""

LOGOS = "Couverture logos"
"""The style of the line of logos: its pictures are low."""

SIGNATURE = "Tableau signature"
"""The style with a line around each cell and columns of one width, to sign, to fill by hand or to show squares."""


EN_EUROS = "Montants en euros"


@dataclass(frozen=True, slots=True)
class Table:
    """``aligns`` holds one of ``"" "left" "right" "center"`` per column; every row has as many cells as the header.

    A title « 2027 >> Prévu » is that of a column, « Prévu », under a title that it shares with its neighbours; the
    header keeps it as typed, and only what draws the table takes it apart.  ``notes`` stay under the table.
    """

    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    aligns: tuple[str, ...]
    span: Span = field(compare=False, default=NOWHERE)
    style: str = "Tableau CPTS"
    total_row: bool = False
    legende: Legende | None = None
    source: tuple[Inline, ...] = ()
    """Where the figures come from, printed right under the table."""
    even: bool = False
    """Whether the columns share the page evenly, whatever they hold."""
    notes: tuple[Paragraph, ...] = ()
    keep: bool = False
    """Whether its last rows stay on the page of what follows."""
    missions: tuple[int, ...] = ()
    """The rank of the mission that each row is about, 0 for none: the row bears its colour; none without colours."""
    montants: tuple[int, ...] = ()
    """The ranks of the columns of amounts whose unit is said once, above the table, and not in their cells."""
    arrondis: bool = False
    """Whether these amounts are rounded to the euro."""

    @property
    def unite(self) -> str:
        """What is said once above a table of amounts; ``""`` over any other."""
        if not self.montants:
            return ""
        return f"{EN_EUROS}, arrondis à l’euro" if self.arrondis else EN_EUROS


@dataclass(frozen=True, slots=True)
class Notice:
    """A framed notice: a fault shown in a *brouillon*, or a remark of the pipeline."""

    title: str
    lines: tuple[str, ...]
    span: Span = field(compare=False, default=NOWHERE)


@dataclass(frozen=True, slots=True)
class Box:
    """A box of a diagram: its name, and a line under it."""

    titre: str
    texte: str


@dataclass(frozen=True, slots=True)
class Diagram:
    """Rows of boxes, each row leading to the next; ``alt`` says it all in words."""

    rows: tuple[tuple[Box, ...], ...]
    alt: str
    span: Span = field(compare=False, default=NOWHERE)


@dataclass(frozen=True, slots=True)
class Etendue:
    """A part of a line, from a share of its length to another; ``fonce`` is what stands out in grey too."""

    debut: float
    fin: float
    texte: str
    fonce: bool = False


@dataclass(frozen=True, slots=True)
class LigneDeTemps:
    """Bars under the years that they run over; ``alt`` says it in words."""

    annees: tuple[Etendue, ...]
    barres: tuple[Etendue, ...]
    alt: str
    mission: int = 0
    """The rank of the mission whose colour it takes, 0 for none."""
    span: Span = field(compare=False, default=NOWHERE)


@dataclass(frozen=True, slots=True)
class PageBreak:
    span: Span = field(compare=False, default=NOWHERE)


Block: TypeAlias = (
    Paragraph
    | Heading
    | BulletList
    | OrderedList
    | Quote
    | Callout
    | DefinitionList
    | CodeBlock
    | Rule
    | Table
    | Figure
    | Notice
    | PageBreak
    | Diagram
    | LigneDeTemps
)


def text_of(inlines: Iterable[Inline]) -> str:
    """The words alone, as one line; a footnote is not in the line."""
    parts: list[str] = []
    for node in inlines:
        if node.__class__ is Text:  # most are, and the cases below are tried one by one
            parts.append(node.text)
            continue
        match node:
            case CodeSpan(text) | Removed(text) | Added(text):
                parts.append(text)
            case Strong(children) | Emphasis(children):
                parts.append(text_of(children))
            case Link(children, url):
                parts.append(text_of(children) or url)
            case Renvoi(_, texte, avant, apres):
                parts.append(f"{avant}{texte}{apres}")
            case Image(alt=alt):
                parts.append(alt)
            case Variable(raw=raw):
                parts.append(raw)
            case LineBreak():
                parts.append(" ")
            case Note():
                pass
    return "".join(parts)


def genre_et_numero(repere: str) -> tuple[str, str]:
    """What the number of a heading or a caption is that of, and the number: that alone stands in a bookmark.

    In the middle of a sentence « article 15 » has no capital.  Word can lower the words that a field repeats, but
    LibreOffice does not: the word is typed before the field, which repeats the number.

    >>> genre_et_numero("Article 15")
    ('Article', '15')
    """
    genre, _, numero = repere.replace("\u00a0", " ").rpartition(" ")
    return genre, numero


SOUS = ">>"
"""In the title of a column, between a title shared with its neighbours and its own."""


def titles_of(cell: Cell) -> tuple[tuple[Inline, ...], ...]:
    """The titles that stand one under the other at the head of a column: its own is the last.

    Only one where a part would be empty: the signs are then printed as they were typed.
    """
    parts: list[list[Inline]] = [[]]
    for node in cell.inlines:
        if not isinstance(node, Text) or SOUS not in node.text:
            parts[-1].append(node)
            continue
        first, *others = node.text.split(SOUS)
        parts[-1] += plain(first.rstrip(" "))
        parts += [[*plain(other.strip(" "))] for other in others]
    whole = len(parts) > 1 and all(text_of(part).strip() for part in parts)
    return tuple(map(tuple, parts)) if whole else (cell.inlines,)


def plain(text: str) -> tuple[Inline, ...]:
    """Inlines of a text that holds no markup."""
    return (Text(text),) if text else ()
