"""Walks over a tree of prose: every run of words, every block, and the same tree with some of them changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from operator import is_
from typing import TypeAlias

from pipeline.model.prose import (
    Block,
    BulletList,
    Callout,
    Cell,
    CodeBlock,
    CodeSpan,
    Definition,
    DefinitionList,
    Emphasis,
    Figure,
    Heading,
    Image,
    Inline,
    Link,
    Note,
    OrderedList,
    Paragraph,
    Quote,
    Strong,
    Table,
    Text,
    Variable,
)


def inlines_of(block: Block) -> Iterator[tuple[Inline, ...]]:
    """Every run of inlines of a block, in reading order, those of nested blocks included."""
    match block:
        case Paragraph(inlines) | Heading(inlines=inlines):
            yield inlines
        case BulletList(items=items) | OrderedList(items=items):
            for item in items:
                yield from _inlines_of_all(item)
        case Quote(blocks) | Callout(blocks=blocks):
            yield from _inlines_of_all(blocks)
        case DefinitionList(definitions):
            for definition in definitions:
                yield definition.term
                yield from _inlines_of_all(definition.blocks)
        case Table():
            yield from _inlines_of_table(block)
        case Figure(images, legende):
            yield images
            yield legende.inlines
            yield from block.notes


def _inlines_of_table(table: Table) -> Iterator[tuple[Inline, ...]]:
    if table.legende is not None:
        yield table.legende.inlines
    for row in (table.header, *table.rows):
        for cell in row:
            yield from _inlines_of_all(cell.content)
    if table.source:
        yield table.source
    yield from _inlines_of_all(table.notes)


def says_something(blocks: Iterable[Block]) -> bool:
    """Whether there is more than sub-headings, rules and signs: a word, a number, a picture or a fact."""
    return any(
        isinstance(block, CodeBlock)
        or any(
            isinstance(node, Image | Variable)
            or (isinstance(node, Text | CodeSpan) and re.search(r"\w", node.text))
            for inlines in inlines_of(block)
            for node in leaves(inlines)
        )
        for block in blocks
        if not isinstance(block, Heading)
    )


def _inlines_of_all(blocks: Iterable[Block]) -> Iterator[tuple[Inline, ...]]:
    for block in blocks:
        yield from inlines_of(block)


def every_block(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks and those that they hold, in reading order."""
    for block in blocks:
        yield block
        for held in _held(block):
            yield from every_block(held)


def _held(block: Block) -> Iterator[tuple[Block, ...]]:
    match block:
        case BulletList(items=items) | OrderedList(items=items):
            yield from items
        case Quote(blocks) | Callout(blocks=blocks):
            yield blocks
        case DefinitionList(definitions):
            yield from (definition.blocks for definition in definitions)
        case Table(header=header, rows=rows):
            yield from (cell.blocs for row in (header, *rows) for cell in row if cell.blocs)
        case _:
            return


def map_blocks(block: Block, change: Callable[[Block], Block]) -> Block:
    """``change`` of the block, after ``change`` of those that it holds."""

    def all_of(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        mapped = tuple([map_blocks(child, change) for child in blocks])
        return blocks if _same(mapped, blocks) else mapped

    def definition_of(definition: Definition) -> Definition:
        return replace(definition, blocks=all_of(definition.blocks))

    match block:
        case Paragraph() | Heading():
            return change(block)
        case BulletList(items=items) | OrderedList(items=items):
            mapped = tuple([all_of(item) for item in items])
            return change(block if _same(mapped, items) else replace(block, items=mapped))
        case Quote(blocks) | Callout(blocks=blocks):
            return change(replace(block, blocks=all_of(blocks)))
        case DefinitionList(definitions):
            return change(replace(block, items=tuple(map(definition_of, definitions))))
        case Table(rows=rows) if any(cell.blocs for cell in chain(*rows)):
            held = tuple(
                [tuple([replace(cell, blocs=all_of(cell.blocs)) for cell in row]) for row in rows]
            )
            return change(replace(block, rows=held))
        case _:
            return change(block)


def leaves(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Every inline node, the containers before what they hold, a footnote's among them."""
    for node in inlines:
        yield node
        if isinstance(node, Strong | Emphasis | Link):
            yield from leaves(node.children)
        elif isinstance(node, Note):
            for inner in _inlines_of_all(node.blocks):
                yield from leaves(inner)


Change: TypeAlias = Callable[[tuple[Inline, ...]], tuple[Inline, ...]]


def map_inlines(block: Block, change: Change) -> Block:
    """The same block with every run of inlines replaced by ``change`` of it; itself where nothing changed."""
    match block:
        case Paragraph() | Heading():
            return _line(block, change)
        case Table():
            return _table(block, change)
        case BulletList(items=items) | OrderedList(items=items):
            mapped = tuple([_all_of(item, change) for item in items])
            return block if _same(mapped, items) else replace(block, items=mapped)
        case Quote(blocks) | Callout(blocks=blocks):
            return replace(block, blocks=_all_of(blocks, change))
        case DefinitionList(definitions):
            changed = [Definition(change(d.term), _all_of(d.blocks, change)) for d in definitions]
            return replace(block, items=tuple(changed))
        case Figure(legende=legende):
            named = replace(legende, inlines=change(legende.inlines))
            notes = tuple([change(note) for note in block.notes])
            return replace(block, legende=named, notes=notes)
        case _:
            return block


def _line(block: Paragraph | Heading, change: Change) -> Block:
    changed = change(block.inlines)
    if changed is block.inlines:
        return block
    if isinstance(
        block, Paragraph
    ):  # ten times as many as headings, and made twice as fast as ``replace`` would
        return Paragraph(changed, block.span, block.style, block.keep)
    return replace(block, inlines=changed)


def _table(table: Table, change: Change) -> Table:
    legende = table.legende
    return replace(
        table,
        header=_cells(table.header, change),
        rows=tuple([_cells(row, change) for row in table.rows]),
        legende=replace(legende, inlines=change(legende.inlines)) if legende else None,
        source=change(table.source) if table.source else (),
        notes=tuple([replace(note, inlines=change(note.inlines)) for note in table.notes]),
    )


def _all_of(blocks: tuple[Block, ...], change: Change) -> tuple[Block, ...]:
    mapped = tuple([map_inlines(child, change) for child in blocks])
    return blocks if _same(mapped, blocks) else mapped


def _same(mapped: Sequence[object], before: Sequence[object]) -> bool:
    return all(map(is_, mapped, before))


def _cells(cells: tuple[Cell, ...], change: Change) -> tuple[Cell, ...]:
    """Most cells of big tables do not change: those are kept rather than made again."""
    return tuple([_cell(cell, change) for cell in cells])


def _cell(cell: Cell, change: Change) -> Cell:
    if cell.blocs:
        return replace(cell, blocs=_all_of(cell.blocs, change))
    changed = change(cell.inlines)
    return cell if changed is cell.inlines else Cell(changed, cell.span)


def shift(blocks: Iterable[Block], levels: int) -> tuple[Block, ...]:
    """The same blocks with their headings that many levels deeper, between the first and the sixth."""
    return tuple(
        replace(block, level=max(1, min(6, block.level + levels)))
        if isinstance(block, Heading)
        else block
        for block in blocks
    )
