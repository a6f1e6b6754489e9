"""A source as the lines that its author meant: titles in bold or in capitals, « Libellé : valeur », cells of a grid."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.model.parcours import inlines_of, leaves
from pipeline.model.prose import (
    Block,
    BulletList,
    Cell,
    Emphasis,
    Heading,
    Inline,
    LineBreak,
    Note,
    OrderedList,
    Paragraph,
    Strong,
    Table,
    Text,
    text_of,
)
from pipeline.model.vocabulaire import Vocabulaire

LONGEST_TITLE = 90
LONGEST_LABEL = 70
REMARK = re.compile(r"\S\s+[\u2010-\u2015-]\s+\S|\(")
"""What explains a title: « Problématiques constatées – Rappel des enjeux »."""

LABEL = re.compile(r"\s*(.{2,70}?)\s?(?::|\t)\s*")


def separate_lines(blocks: Iterable[Block]) -> Iterator[Block]:
    """Each line of a paragraph by itself: in a pasted text they are thoughts of their own."""
    for block in blocks:
        if not isinstance(block, Paragraph) or not any(isinstance(i, LineBreak) for i in block.inlines):
            yield block
            continue
        line: list[Inline] = []
        for inline in (*block.inlines, LineBreak()):
            if not isinstance(inline, LineBreak):
                line.append(inline)
            elif any(not isinstance(i, Text) or i.text.strip() for i in line):
                yield Paragraph(tuple(line), block.span)
                line = []


def title_of(block: Block, vocabulaire: Vocabulaire) -> str:
    """The words of a block that opens something: a heading, a line in bold or in capitals, or one we know as such."""
    if isinstance(block, Heading):
        return text_of(block.inlines).strip()
    if isinstance(block, OrderedList | BulletList) and len(block.items) == 1:
        block = block.items[0][0] if block.items[0] else block  # « 1. Contexte » typed as a list of one
    if not isinstance(block, Paragraph):
        return ""
    words = text_of(block.inlines).strip()
    if not words or len(words) > LONGEST_TITLE or re.search(r"[.!]$", words):
        return ""
    explained = ":" not in words and REMARK.search(words) is not None
    if vocabulaire.rubrique_seule(words) or (explained and vocabulaire.rubrique(words)):
        return words
    dressed = all(isinstance(i, Strong) or (isinstance(i, Text) and not i.text.strip(" :")) for i in block.inlines)
    if (dressed or words.isupper()) and vocabulaire.rubrique(words):
        return words
    return ""


def labelled(block: Block, vocabulaire: Vocabulaire) -> tuple[str, str, tuple[Inline, ...]] | None:
    """« Pilote : Sophie Laroman » → what the label means, its words, and what follows it."""
    if not isinstance(block, Paragraph):
        return None
    words = text_of(block.inlines)
    match = LABEL.match(words)
    if match is None or len(match[1]) > LONGEST_LABEL or not words[match.end() :].strip():
        return None
    if not vocabulaire.rubrique_seule(match[1]):
        return None
    return vocabulaire.rubrique(match[1]), match[1].strip(), without_start(block.inlines, match.end())


def without_start(inlines: Iterable[Inline], length: int) -> tuple[Inline, ...]:
    """The inlines after so many of their letters."""
    kept: list[Inline] = []
    left = length
    for inline in inlines:
        size = len(text_of((inline,)))
        if left <= 0:
            kept.append(inline)
        elif size > left:
            kept.append(_cut(inline, left))
        left -= size
    return tuple(kept)


def _cut(inline: Inline, length: int) -> Inline:
    if isinstance(inline, Strong):
        return Strong(without_start(inline.children, length))
    if isinstance(inline, Emphasis):
        return Emphasis(without_start(inline.children, length))
    return Text(text_of((inline,))[length:])


# --- grids ---------------------------------------------------------------------------------------------------------


def rows_of_grid(table: Table, vocabulaire: Vocabulaire) -> list[tuple[str, Cell]]:
    """The rows « rubrique | contenu » of the table that most trames are; none for any other table."""
    rows = [[cell for cell in row if cell.inlines or cell.blocs] for row in (table.header, *table.rows)]
    pairs = [(words_of(row[0]), row[1]) for row in rows if len(row) == 2]
    known = [label for label, _ in pairs if vocabulaire.rubrique(label)]
    if len(table.header) > 3 or len(known) < 2 or len(known) * 2 < len(pairs):
        return []
    alone = [(words_of(row[0]), Cell(())) for row in rows if len(row) == 1]
    found: list[tuple[str, Cell]] = []
    for row in rows:
        if len(row) == 2:
            found.append((words_of(row[0]), row[1]))
        elif len(row) == 1:
            found.append(alone.pop(0))
        else:
            found.extend((words_of(cell), Cell(())) for cell in row)
    return found


def columns_of_grid(table: Table, vocabulaire: Vocabulaire) -> list[list[tuple[str, Cell]]]:
    """A fiche in columns, one row each: the titles of a page in landscape; none for any other table."""
    titles = [words_of(cell) for cell in table.header]
    meant = {vocabulaire.rubrique(title).partition(".")[0] for title in titles} - {""}
    if len(meant) < 4 or not meant & {"objectifs", "problematiques"}:
        return []
    return [list(zip(titles, row, strict=True)) for row in table.rows]


def words_of(cell: Cell) -> str:
    """A cell on one line."""
    parts: list[str] = []
    for block in cell.content:
        if isinstance(block, Paragraph | Heading):
            parts.append(text_of(block.inlines))
        elif isinstance(block, BulletList | OrderedList):
            parts.extend(words_of(Cell((), blocs=item)) for item in block.items)
        elif isinstance(block, Table):
            parts.extend(words_of(c) for row in (block.header, *block.rows) for c in row)
    return " ".join(part.strip() for part in parts if part.strip())


def all_lines(blocks: Iterable[Block]) -> Iterator[str]:
    """Every line of a source, those of its tables and of its notes included, in reading order."""
    for block in blocks:
        for inlines in inlines_of(block):
            words = text_of(inlines).strip()
            if words:
                yield words
            for node in leaves(inlines):
                if isinstance(node, Note):
                    yield from all_lines(node.blocks)
