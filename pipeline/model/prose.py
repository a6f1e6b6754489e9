"""Rich text as a small tree, between the Markdown that comes in and the Word that goes out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from pipeline.model.span import Span

NOWHERE = Span("")

VARIABLE = re.compile(r"\{\{\s*([^{}|]*?)\s*(?:\|\s*([^{}|]*?)\s*)?\}\}")
"""``{{ name }}`` or ``{{ name | form }}`` in a text."""

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
    children: tuple[Inline, ...]
    url: str
    span: Span = field(compare=False, default=NOWHERE)


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
class Variable:
    """``{{ name | form }}``: a fact, printed by its name.

    ``options`` are those of a table, such as ``total="Habitants"``.
    """

    name: str
    form: str
    raw: str
    span: Span = field(compare=False, default=NOWHERE)
    options: tuple[tuple[str, str], ...] = ()


Inline: TypeAlias = Text | Strong | Emphasis | CodeSpan | Link | Image | LineBreak | Variable

# --- paragraphs and what holds them ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Paragraph:
    inlines: tuple[Inline, ...]
    span: Span = field(compare=False, default=NOWHERE)
    style: str = ""
    """A style of the template, by its name; empty for the style that the surroundings give."""


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    inlines: tuple[Inline, ...]
    span: Span = field(compare=False, default=NOWHERE)
    new_page: bool = False


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
class CodeBlock:
    text: str
    span: Span = field(compare=False, default=NOWHERE)


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal line."""

    span: Span = field(compare=False, default=NOWHERE)


@dataclass(frozen=True, slots=True)
class Cell:
    inlines: tuple[Inline, ...]
    span: Span = field(compare=False, default=NOWHERE)


@dataclass(frozen=True, slots=True)
class Table:
    """``aligns`` holds one of ``"" "left" "right" "center"`` per column; every row has as many cells as the header."""

    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    aligns: tuple[str, ...]
    span: Span = field(compare=False, default=NOWHERE)
    style: str = "Tableau CPTS"
    total_row: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """A framed notice: a fault shown in a *brouillon*, or a remark of the pipeline."""

    title: str
    lines: tuple[str, ...]
    span: Span = field(compare=False, default=NOWHERE)


@dataclass(frozen=True, slots=True)
class PageBreak:
    span: Span = field(compare=False, default=NOWHERE)


Block: TypeAlias = (
    Paragraph | Heading | BulletList | OrderedList | Quote | CodeBlock | Rule | Table | Notice | PageBreak
)


def text_of(inlines: Iterable[Inline]) -> str:
    """The words alone, as one line."""
    parts: list[str] = []
    for node in inlines:
        match node:
            case Text(text) | CodeSpan(text):
                parts.append(text)
            case Strong(children) | Emphasis(children) | Link(children):
                parts.append(text_of(children))
            case Image(alt=alt):
                parts.append(alt)
            case Variable(raw=raw):
                parts.append(raw)
            case LineBreak():
                parts.append(" ")
    return "".join(parts)


def plain(text: str) -> tuple[Inline, ...]:
    """Inlines of a text that holds no markup."""
    return (Text(text),) if text else ()


def inlines_of(block: Block) -> Iterator[tuple[Inline, ...]]:
    """Every run of inlines of a block, in reading order, those of nested blocks included."""
    match block:
        case Paragraph(inlines) | Heading(inlines=inlines):
            yield inlines
        case BulletList(items=items) | OrderedList(items=items):
            for item in items:
                for child in item:
                    yield from inlines_of(child)
        case Quote(blocks):
            for child in blocks:
                yield from inlines_of(child)
        case Table(header=header, rows=rows):
            for cell in header:
                yield cell.inlines
            for row in rows:
                for cell in row:
                    yield cell.inlines
        case _:
            return


def leaves(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Every inline node, the containers before what they hold."""
    for node in inlines:
        yield node
        if isinstance(node, Strong | Emphasis | Link):
            yield from leaves(node.children)


def map_inlines(block: Block, change: Callable[[tuple[Inline, ...]], tuple[Inline, ...]]) -> Block:
    """The same block with every run of inlines replaced by ``change`` of it."""
    match block:
        case Paragraph(inlines, span, style):
            changed = change(inlines)
            return block if changed is inlines else Paragraph(changed, span, style)
        case Heading(inlines=inlines):
            return replace(block, inlines=change(inlines))
        case BulletList(items=items) | OrderedList(items=items):
            return replace(block, items=tuple(tuple([map_inlines(c, change) for c in item]) for item in items))
        case Quote(blocks):
            return replace(block, blocks=tuple(map_inlines(c, change) for c in blocks))
        case Table(header=header, rows=rows):
            return replace(block, header=_cells(header, change), rows=tuple([_cells(row, change) for row in rows]))
        case _:
            return block


def _cells(cells: tuple[Cell, ...], change: Callable[[tuple[Inline, ...]], tuple[Inline, ...]]) -> tuple[Cell, ...]:
    """Most cells of big tables do not change: those are kept rather than made again."""
    changed = [change(cell.inlines) for cell in cells]
    return tuple(
        [cell if new is cell.inlines else Cell(new, cell.span) for cell, new in zip(cells, changed, strict=True)]
    )


def shift(blocks: Iterable[Block], levels: int) -> tuple[Block, ...]:
    """The same blocks with their headings that many levels deeper, between the first and the sixth."""
    return tuple(
        replace(block, level=max(1, min(6, block.level + levels))) if isinstance(block, Heading) else block
        for block in blocks
    )
