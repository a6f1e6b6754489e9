"""The cells of the tables of a text: what heads each one, and which stand under one another."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from pipeline.model.motif import motif
from pipeline.model.valeur import dataclass

RULE = motif(r"[\s|:-]*-[\s|:-]*")
"""The line under the titles of a table."""


@dataclass(frozen=True, slots=True)
class Case:
    """A cell, from ``debut`` to ``fin`` in the text, and the title of its column."""

    texte: str
    debut: int
    fin: int
    titre: str = ""


Rangee = Sequence[Case]


def tables(text: str, titre: str = "") -> Iterator[Sequence[Rangee]]:
    """The rows of each table.  Its titles are its first row, where a line of dashes follows them, else those of
    ``titre``, parted alike."""
    if "|" not in text:
        return
    rows: list[tuple[int, str]] = []
    start = 0
    for line in text.split("\n"):
        if "|" in line:
            rows.append((start, line))
        elif rows:
            yield _table(rows, titre)
            rows = []
        start += len(line) + 1
    if rows:
        yield _table(rows, titre)


def _table(lines: Sequence[tuple[int, str]], titre: str) -> Sequence[Rangee]:
    headed = len(lines) > 1 and RULE.fullmatch(lines[1][1]) is not None
    titles = [cell for cell, _start in _cells(*lines[0] if headed else (0, titre))]
    return [
        [
            Case(cell, begin, begin + len(cell), title)
            for (cell, begin), title in zip(
                _cells(start, line), itertools.chain(titles, itertools.repeat("")), strict=False
            )
        ]
        for start, line in lines
        if not RULE.fullmatch(line)
    ]


MOST_COLUMNS = 200


def _cells(start: int, line: str) -> list[tuple[str, int]]:
    """The text of each cell, with where it begins; the signs at both ends of a row part nothing."""
    found = []
    for piece in line.split("|"):
        text = piece.strip()
        found.append((text, start + len(piece) - len(piece.lstrip())))
        start += len(piece) + 1
    begins = 1 if found and not found[0][0] else 0
    return found[begins : begins + MOST_COLUMNS]


def columns(rows: Sequence[Rangee]) -> Iterator[Rangee]:
    """The cells of each column, downwards."""
    for rank in range(max(map(len, rows), default=0)):
        yield [row[rank] for row in rows if rank < len(row)]
