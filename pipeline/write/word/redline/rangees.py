"""Which row of a table stands for which of the old one: the same cells, the same mark, the same head, like words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml import etree

from pipeline.write.word.redline.alignement import aligned
from pipeline.write.word.redline.blocs import LIKE, alike, bag_of, cells_of, marks_in
from pipeline.write.word.redline.morceaux import W, words_of

SAME_SIGN = 0.3
"""What the same mark is worth beside the words, and the same first cell."""


class Rangee(NamedTuple):
    """``cle`` is what it says, cell by cell: the same words in other cells make another row."""

    node: etree._Element
    cle: str
    tete: str
    cases: int
    mots: Counter[str]
    marques: frozenset[tuple[str, int]]


def paired_rows(
    old: etree._Element, new: etree._Element
) -> Iterator[tuple[etree._Element | None, etree._Element | None]]:
    """Every row of both tables, in order; None on the side that lacks it."""
    before, after = _rows(old), _rows(new)
    pairs = aligned(
        [row.cle for row in before],
        [row.cle for row in after],
        lambda i, k: _likeness(before[i], after[k]),
    )
    for i, k in pairs:
        yield (
            before[i].node if i is not None else None,
            after[k].node if k is not None else None,
        )


def _rows(table: etree._Element) -> Sequence[Rangee]:
    return [_row(node) for node in table.findall(f"{W}tr")]


def _row(node: etree._Element) -> Rangee:
    cells = [words_of(cell) for cell in cells_of(node)]
    head = cells[0] if cells else ""
    return Rangee(node, "\x1f".join(cells), head, len(cells), bag_of([node]), marks_in(node))


def _likeness(one: Rangee, other: Rangee) -> float:
    if one.cases != other.cases:
        return 0.0
    score = alike(one.mots, other.mots) if one.mots and other.mots else 0.0
    score += SAME_SIGN * bool(one.marques & other.marques)
    score += SAME_SIGN * (one.tete == other.tete != "")
    return score if score >= LIKE else 0.0


def put_after(row: etree._Element, place: etree._Element | None, table: etree._Element) -> None:
    """A row after another, or before all those of the table."""
    first = table.find(f"{W}tr")
    if place is not None:
        place.addnext(row)
    elif first is not None:
        first.addprevious(row)
    else:
        table.append(row)
