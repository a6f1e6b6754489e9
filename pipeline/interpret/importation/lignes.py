"""A source as the lines that its author meant: titles in bold or in capitals, lists, cells on one line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.model.motif import motif
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
    plain,
    text_of,
)
from pipeline.model.vocabulaire import Vocabulaire

LONGEST_TITLE = 90
REMARK = motif(r"\S\s+[\u2010-\u2015-]\s+\S|\(")
"""What explains a title: « Problématiques constatées – Rappel des enjeux »."""

RANK = motif(r"(?:^|(?<=\s))([0-9]{1,2})\s?[.)/°]\s+(?=\S)")


def separate_lines(blocks: Iterable[Block]) -> list[Block]:
    """Each line of a paragraph by itself, as in a pasted text; what is numbered makes a list."""
    return list(_numbered(_each_line(_without_frames(blocks))))


def _without_frames(blocks: Iterable[Block]) -> Iterator[Block]:
    """What a table of one cell frames, as if there were no table: such a frame is a title in colour."""
    for block in blocks:
        if not isinstance(block, Table) or block.rows or len(_filled(block)) != 1:
            yield block
            continue
        content = _filled(block)[0].content
        if len(content) == 1 and isinstance(content[0], Paragraph):
            yield Paragraph((Strong(content[0].inlines),), content[0].span)
        else:
            yield from content


def _filled(table: Table) -> list[Cell]:
    return [cell for cell in table.header if cell.inlines or cell.blocs]


def _numbered(blocks: Iterable[Block]) -> Iterator[Block]:
    """« 1. Informer 2. Orienter » on one line, or on lines that follow each other: a numbered list."""
    waiting: list[Paragraph] = []
    for block in blocks:
        if _rank_of(block) == len(waiting) + 1 and isinstance(block, Paragraph):
            waiting.append(block)
            continue
        yield from _listed(waiting)
        waiting = [block] if _rank_of(block) == 1 and isinstance(block, Paragraph) else []
        if not waiting:
            yield block
    yield from _listed(waiting)


def _listed(lines: Sequence[Paragraph]) -> Iterator[Block]:
    if len(lines) > 1:
        items = (without_start(p.inlines, len(_rank(p)[0])) for p in lines)
        yield OrderedList(1, tuple((Paragraph(inlines),) for inlines in items), lines[0].span)
    for line in lines if len(lines) == 1 else ():
        parts = _parts_numbered(line)
        if len(parts) > 1:
            items_ = tuple((Paragraph(plain(part)),) for part in parts)
            yield OrderedList(1, items_, line.span)
        else:
            yield line


def _rank(line: Paragraph) -> re.Match[str]:
    match = RANK.match(text_of(line.inlines))
    assert match is not None
    return match


def _rank_of(block: Block) -> int:
    match = RANK.match(text_of(block.inlines)) if isinstance(block, Paragraph) else None
    return int(match[1]) if match else 0


def _parts_numbered(line: Paragraph) -> list[str]:
    """The parts of a line that counts from one: nothing may stand before the first."""
    words = text_of(line.inlines)
    if any(not isinstance(inline, Text) for inline in line.inlines):
        return []
    cuts: list[re.Match[str]] = []
    for match in RANK.finditer(words):
        if int(match[1]) == len(cuts) + 1:
            cuts.append(match)
    if len(cuts) < 2 or cuts[0].start():
        return []
    ends = [cut.start() for cut in cuts[1:]] + [len(words)]
    return [words[cut.end() : end].strip() for cut, end in zip(cuts, ends, strict=True)]


def _each_line(blocks: Iterable[Block]) -> Iterator[Block]:
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
    line = line_alone(block)
    if line is None:
        return ""
    words = text_of(line.inlines).strip()
    if len(words) > LONGEST_TITLE or words.endswith((".", "!")):
        return ""
    if vocabulaire.rubrique_seule(words) or vocabulaire.sans_place(words):
        return words
    return words if _stands_out(words, line, vocabulaire) and vocabulaire.rubrique(words) else ""


def _stands_out(words: str, line: Paragraph, vocabulaire: Vocabulaire) -> bool:
    """Whether a line is made as a title is: explained, in capitals, in bold, or with its year."""
    explained = ":" not in words and REMARK.search(words) is not None
    is_made_so = explained or words.isupper() or is_in_bold(line)
    return is_made_so or bool(vocabulaire.d_une_annee(words))


def line_alone(block: Block) -> Paragraph | None:
    """A paragraph, or the one that « 1. Contexte », typed as a list of one, begins with."""
    if isinstance(block, OrderedList | BulletList) and len(block.items) == 1 and block.items[0]:
        block = block.items[0][0]
    return block if isinstance(block, Paragraph) else None


def is_in_bold(line: Paragraph) -> bool:
    """Whether all but blanks and colons is."""
    return all(
        isinstance(i, Strong) or (isinstance(i, Text) and not i.text.strip(" :"))
        for i in line.inlines
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


def column_titles(table: Table) -> list[str]:
    return [words_of(cell) for cell in table.header]


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


def lines_of(block: Block) -> list[str]:
    """Each item of a list, each row of a table, as one line."""
    if isinstance(block, BulletList | OrderedList):
        return [words_of(Cell((), blocs=item)) for item in block.items]
    if isinstance(block, Table):
        rows = (block.header, *block.rows)
        return [", ".join(filter(None, map(words_of, row))) for row in rows]
    return [words_of(Cell((), blocs=(block,)))]


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
