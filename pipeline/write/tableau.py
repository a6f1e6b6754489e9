"""Widths of the columns of a table: enough for the longest word, the rest shared by the amount of text."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model.prose import Cell, Table, Text, inlines_of, text_of

PER_CHARACTER = 105
"""Twentieths of a point: a mean character of the table styles (9 to 10 points), a little over."""

PADDING = 230
LONGEST_WORD = 22
FULL_LINE = 60
SIGNATURE = "Tableau signature"
"""Columns to write in by hand share the page evenly, whatever they hold."""


def column_widths(table: Table, width: int) -> list[int]:
    """One width per column, in twentieths of a point, adding up to ``width``."""
    if table.even or table.style == SIGNATURE:
        return _shared([1] * len(table.header), width)
    columns = list(zip(table.header, *table.rows, strict=True))
    least = [_longest_word(cells) * PER_CHARACTER + PADDING for cells in columns]
    if sum(least) >= width:
        return _shared(least, width)
    wanted = [
        max(floor, _longest_line(cells) * PER_CHARACTER + PADDING) for floor, cells in zip(least, columns, strict=True)
    ]
    if sum(wanted) <= width:
        return _shared(wanted, width)
    room = width - sum(least)
    spare = [want - floor for want, floor in zip(wanted, least, strict=True)]
    total = sum(spare)
    return _shared([floor + room * extra // total for floor, extra in zip(least, spare, strict=True)], width)


def _longest_word(cells: Sequence[Cell]) -> int:
    words = [word for cell in cells for word in _text(cell).split(" ")]
    return min(LONGEST_WORD, max(map(len, words), default=1))


def _longest_line(cells: Sequence[Cell]) -> int:
    """Characters of the fullest cell, held down so that one long cell does not starve the others."""
    return min(FULL_LINE, max((len(_text(cell)) for cell in cells), default=1))


def _text(cell: Cell) -> str:
    if len(cell.inlines) == 1 and isinstance(first := cell.inlines[0], Text):
        return first.text
    if cell.blocs:
        return " ".join(text_of(inlines) for block in cell.blocs for inlines in inlines_of(block))
    return text_of(cell.inlines)


def _shared(widths: Sequence[int], total: int) -> list[int]:
    """The same proportions, adding up exactly."""
    scaled = [max(1, value * total // sum(widths)) for value in widths]
    scaled[-1] += total - sum(scaled)
    return scaled
