"""Our tree of prose back to Markdown, in the form that ``format`` keeps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.model.motif import motif
from pipeline.model.prose import (
    Block,
    BulletList,
    Callout,
    Cell,
    CodeBlock,
    CodeSpan,
    Emphasis,
    Heading,
    Image,
    Inline,
    LineBreak,
    Link,
    Note,
    OrderedList,
    Paragraph,
    Quote,
    Strong,
    Table,
    Text,
    Variable,
    text_of,
)
from pipeline.write.mise_au_propre import sentences_of

SIGNS = motif(r"([\\`*<]|\[(?=[^\]]*\]\(|\^)|(?<!\w)_|_(?!\w)|\{(?=\{)|~(?=~)|=(?==)|\|)")
OPENS_A_BLOCK = motif(
    r"(?=#{1,6}(?:\s|$)|>|[-+]\s|=+$|:\s)|(?<=^[0-9])(?=[.)]\s)|(?<=^[0-9]{2})(?=[.)]\s)"
)
BREAK = "<br>"


def as_words(line: str) -> str:
    """A line of text whose first sign would open a list, a title or a quote."""
    match = OPENS_A_BLOCK.match(line) or OPENS_A_BLOCK.search(line[:4])
    return f"{line[: match.start()]}\\{line[match.start() :]}" if match else line


class Markdown:
    """Writes blocks; ``notes`` are the footnotes called so far, in the order of their calls."""

    def __init__(self, heading_shift: int = 0) -> None:
        self.shift = heading_shift
        self.notes: dict[str, tuple[Block, ...]] = {}
        self.written = 0

    def text(self, blocks: Iterable[Block]) -> str:
        """The blocks one under the other, then the notes that they call."""
        parts = [written for block in blocks if (written := self.block(block))]
        return "\n\n".join([*parts, *self.pending_notes()])

    def pending_notes(self) -> list[str]:
        keys = list(self.notes)[self.written :]
        self.written = len(self.notes)
        return [
            f"[^{list(self.notes).index(key) + 1}]: {self.one_line(self.notes[key])}"
            for key in keys
        ]

    def block(self, block: Block) -> str:
        match block:
            case Heading(level=level, inlines=inlines):
                return f"{'#' * min(6, level + self.shift)} {self.line(inlines)}"
            case Paragraph(inlines):
                return self.paragraph(inlines)
            case BulletList(items=items):
                return "\n".join(self.item("- ", item) for item in items)
            case OrderedList(start=start, items=items):
                numbered = enumerate(items, start)
                return "\n".join(self.item(f"{rank}. ", item) for rank, item in numbered)
            case Table():
                return self.table(block)
            case Quote(blocks) | Callout(blocks=blocks):
                return self.quoted(blocks)
            case CodeBlock(text):
                return f"```\n{text.rstrip()}\n```"
            case _:
                return ""

    def quoted(self, blocks: Sequence[Block]) -> str:
        """Blocks, a sentence a line, each behind its « > »."""
        paragraphs = self.text(blocks).split("\n\n")
        written = "\n\n".join("\n".join(sentences_of(part)) for part in paragraphs)
        return "\n".join(f"> {line}".rstrip() for line in written.split("\n"))

    def paragraph(self, inlines: tuple[Inline, ...]) -> str:
        lines = [line.strip() for line in self.line(inlines).split("\\\n")]
        return "\\\n".join(map(as_words, lines))

    def item(self, mark: str, item: Sequence[Block]) -> str:
        body = self.text(item) if len(item) != 1 else self.block(item[0])
        if len(item) > 1 and all(isinstance(block, BulletList | OrderedList) for block in item[1:]):
            body = "\n".join(self.block(block) for block in item)
        return (
            (mark + body)
            .replace("\n", "\n" + " " * len(mark))
            .replace("\n" + " " * len(mark) + "\n", "\n\n")
        )

    def table(self, table: Table) -> str:
        rows = [[self.cell(cell) for cell in row] for row in (table.header, *table.rows)]
        lines = ["| " + " | ".join(row) + " |" for row in rows]
        rule = "|" + "|".join("---:" if align == "right" else "---" for align in table.aligns) + "|"
        return "\n".join([lines[0], rule, *lines[1:]])

    def cell(self, cell: Cell) -> str:
        """The content of a cell on one line: its lines and its items, one after another, between breaks."""
        return self.one_line(cell.content).replace("\\\n", BREAK)

    def one_line(self, blocks: Iterable[Block]) -> str:
        return BREAK.join(line for block in blocks for line in self.lines_of(block))

    def lines_of(self, block: Block) -> list[str]:
        match block:
            case BulletList(items=items):
                return [f"- {line}" for item in items for line in [self.one_line(item)]]
            case OrderedList(start=start, items=items):
                return [f"{rank}. {self.one_line(item)}" for rank, item in enumerate(items, start)]
            case Table(header=header, rows=rows):
                return [" ; ".join(filter(None, map(self.cell, row))) for row in (header, *rows)]
            case Paragraph(inlines) | Heading(inlines=inlines):
                return [self.line(inlines).replace("\\\n", BREAK).strip()]
            case Quote(blocks) | Callout(blocks=blocks):
                return [self.one_line(blocks)]
            case CodeBlock(text):
                return text.split("\n")
            case _:
                return []

    # --- inside a line ---------------------------------------------------------------------------------------------

    def line(self, inlines: Iterable[Inline]) -> str:
        return re.sub(r"[ \t]+", " ", "".join(map(self.inline, inlines))).strip()

    def inline(self, node: Inline) -> str:
        match node:
            case Text(text):
                return SIGNS.sub(r"\\\1", text.replace("\t", " ").replace("\n", " "))
            case Strong(children):
                return self.around("**", children)
            case Emphasis(children):
                return self.around("*", children)
            case CodeSpan(text):
                return f"`{text}`"
            case Link(children, url):
                return f"[{self.line(children)}]({url})"
            case Image(path, alt):
                return f"![{alt}]({path})"
            case LineBreak():
                return "\\\n"
            case Variable(raw=raw):
                return raw
            case Note(key, blocks):
                self.notes.setdefault(key, blocks)
                return f"[^{list(self.notes).index(key) + 1}]"
            case _:
                return text_of((node,))

    def around(self, mark: str, children: tuple[Inline, ...]) -> str:
        """The signs right against the words: a space between them would print the signs."""
        inside = "".join(map(self.inline, children))
        words = inside.strip()
        if not words:
            return inside
        start = len(inside) - len(inside.lstrip())
        end = len(inside.rstrip())
        return f"{inside[:start]}{mark}{words}{mark}{inside[end:]}"
