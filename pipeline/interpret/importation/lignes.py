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
        if not isinstance(block, Paragraph) or not any(
            isinstance(i, LineBreak) for i in block.inlines
        ):
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
    line = _line_alone(block)
    if line is None:
        return ""
    words = text_of(line.inlines).strip()
    if len(words) > LONGEST_TITLE or words.endswith((".", "!")):
        return ""
    if vocabulaire.rubrique_seule(words):
        return words
    explained = ":" not in words and REMARK.search(words) is not None
    stands_out = explained or words.isupper() or _is_in_bold(line)
    return words if stands_out and vocabulaire.rubrique(words) else ""


def _line_alone(block: Block) -> Paragraph | None:
    """A paragraph, or the one that « 1. Contexte », typed as a list of one, begins with."""
    if isinstance(block, OrderedList | BulletList) and len(block.items) == 1 and block.items[0]:
        block = block.items[0][0]
    return block if isinstance(block, Paragraph) else None


def _is_in_bold(line: Paragraph) -> bool:
    """Whether all but blanks and colons is."""
    return all(
        isinstance(i, Strong) or (isinstance(i, Text) and not i.text.strip(" :"))
        for i in line.inlines
    )


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
    return (
        vocabulaire.rubrique(match[1]),
        match[1].strip(),
        without_start(block.inlines, match.end()),
    )


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
    rows = [_filled(row) for row in (table.header, *table.rows)]
    labels = [words_of(row[0]) for row in rows if len(row) == 2]
    known = [label for label in labels if vocabulaire.rubrique(label)]
    mostly_known = len(known) >= 2 and len(known) * 2 >= len(labels)
    if len(table.header) > 3 or not mostly_known:
        return []
    found: list[tuple[str, Cell]] = []
    for row in rows:
        if len(row) == 2:
            found.append((words_of(row[0]), row[1]))
        else:
            found.extend((words_of(cell), Cell(())) for cell in row)
    return found


def _filled(row: Iterable[Cell]) -> list[Cell]:
    return [cell for cell in row if cell.inlines or cell.blocs]


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
