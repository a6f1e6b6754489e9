"""What openpyxl would take minutes and gigabytes over, told by one walk over the tags of a workbook.

It makes one object of each element that is no cell, of each cell of a merged block or of one that a link covers, and
compares each range of a list with those before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.parsers.expat import ExpatError, ParserCreate

from pipeline.model.motif import motif
from pipeline.model.source import column_number
from pipeline.read.balises import xml_parts

MOST_CELLS = 400_000
MOST_STYLES = 65_490
MOST_OBJECTS = 60_000
MOST_FILLED, MOST_MADE = 60_000, 200_000
FILLING = frozenset(("v", "is"))
"""What a cell holds when it is filled."""

MOST_RANGES = 2_000
"""Of one list."""

MOST_IN_LISTS = 20_000
LONGEST_WORDS = 100_000
"""Bytes of one text: a cell holds 32 767 letters, and thousands of cells may share one text."""

OF_CELLS = frozenset(("c", "v", "f", "is", "t"))
"""Elements of a sheet that cost little."""

COVERING = frozenset(("mergeCell", "hyperlink"))
TEXTS = frozenset(("si", "c", "comment"))
BLOCK = motif(r"\$?([A-Z]{1,3})\$?([0-9]{1,7}):\$?([A-Z]{1,3})\$?([0-9]{1,7})", re.IGNORECASE)
WHOLE = motif(r"[A-Z0-9$]+:[A-Z0-9$]+", re.IGNORECASE)
"""A range of columns or of rows."""

LAST_CELL = 16_384 * 1_048_576


class _Passed(Exception):
    """A limit is passed; the words end a sentence."""


def out_of_proportion(parts: Mapping[str, bytes]) -> str:
    """What of a workbook would cost too much, as a sentence; ``""`` when nothing does."""
    walk = _Walk()
    try:
        for part in xml_parts(parts).values():
            walk.through(part)
    except _Passed as limit:
        return f"ce classeur {limit} : il n'est pas lu."
    except (ExpatError, ValueError, LookupError):
        return ""  # one of its parts is broken: whoever reads it says so
    return ""


class _Walk:
    """Counts over all the parts; ``begun`` are the places where the texts that are open begin."""

    def __init__(self) -> None:
        self.cells = self.filled = self.covered = self.objects = self.listed = self.styles = 0
        self.begun: list[int] = []
        self.parser = ParserCreate()

    def through(self, part: bytes) -> None:
        parser = self.parser = ParserCreate()
        self.begun = []
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.Parse(part, True)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local in TEXTS:
            self.begun.append(self.parser.CurrentByteIndex)
        if local in OF_CELLS:
            self.fill(local)
            return
        self.objects += 1
        self.styles += local == "xf"
        if local in COVERING:
            self.covered += _cells(attributes.get("ref", ""))
        if "sqref" in attributes:
            self.list(attributes["sqref"])
        for sentence in self.beyond():
            raise _Passed(sentence)

    def fill(self, local: str) -> None:
        self.filled += local in FILLING
        self.cells += local == "c"
        if self.filled > MOST_FILLED or self.cells > MOST_MADE:
            raise _Passed(
                f"a plus de {MOST_FILLED // 1000} 000 cases remplies, ou de {MOST_MADE // 1000} 000 mises en forme"
            )

    def end(self, name: str) -> None:
        if (
            name.rpartition(":")[2] in TEXTS
            and self.parser.CurrentByteIndex - self.begun.pop() > LONGEST_WORDS
        ):
            raise _Passed("a un texte plus long qu'une cellule n'en tient")

    def list(self, ranges: str) -> None:
        """Count the ranges of a list: each is compared with all those before it."""
        count = len(ranges.split())
        self.listed += count
        if count > MOST_RANGES or self.listed > MOST_IN_LISTS:
            raise _Passed("a une liste de plages plus longue qu'un budget n'en a")

    def beyond(self) -> Iterator[str]:
        if self.covered > MOST_CELLS:
            yield "fusionne plus de cases qu'un budget n'en a, ou en couvre plus d'un lien"
        if self.styles > MOST_STYLES:
            yield "a plus de styles de cases qu'Excel n'en permet"
        if self.objects > MOST_OBJECTS + self.styles:
            yield f"a plus de {MOST_OBJECTS // 1000} 000 lignes et éléments hors de ses cases (mises en forme, graphiques…)"


def _cells(typed: str) -> int:
    """How many cells a range has, at least one."""
    block = BLOCK.fullmatch(typed)
    if block is None:
        return LAST_CELL if WHOLE.fullmatch(typed) else 1
    left, top, right, bottom = block.groups()
    columns = column_number(right.upper()) - column_number(left.upper())
    return (abs(columns) + 1) * (abs(int(bottom) - int(top)) + 1)
