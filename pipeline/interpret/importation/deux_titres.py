"""A table whose titles stand in two rows: « Cible », merged over « 2027 | 2028 | 2029 »."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from pipeline.interpret.importation.gantt import calendar_of
from pipeline.interpret.importation.lignes import words_of
from pipeline.interpret.lignes_de_fiche import contract_year
from pipeline.model.prose import Cell, Table, plain

LONGEST_SUBTITLE = 5
"""Words of a title under another: more than that is what a cell says."""


def with_one_row_of_titles(table: Table) -> Table:
    """The same table with « Cible 2027 | Cible 2028 » as its titles; any other table as it is.

    Titles of years over months are those of a calendar, which reads them itself.
    """
    if len(table.rows) < 2 or calendar_of(table) is not None:
        return table
    groups = _groups(table.header)
    below = table.rows[0]
    if not _are_subtitles(table.header, groups, below):
        return table
    titles = list(table.header)
    for first, last in groups:
        for at in range(first, last) if last - first > 1 else ():
            titles[at] = _together(words_of(table.header[first]), words_of(below[at]))
    return replace(table, header=tuple(titles), rows=table.rows[1:])


def _groups(header: Sequence[Cell]) -> list[tuple[int, int]]:
    """Each title with the columns that it stands over: the first, and the one after the last."""
    starts = [at for at, cell in enumerate(header) if words_of(cell)]
    return list(itertools.pairwise([*starts, len(header)]))


def _are_subtitles(
    header: Sequence[Cell], groups: Sequence[tuple[int, int]], below: Sequence[Cell]
) -> bool:
    """Whether the second row tells apart the columns under a wide title, and says nothing under the others."""
    wide = [group for group in groups if group[1] - group[0] > 1]
    alone = [at for at, after in groups if after - at == 1]
    if not wide or not alone:
        return False
    apart = all(_tell_apart(below[first:last]) for first, last in wide)
    return apart and all(_says_nothing_new(header[at], below[at]) for at in alone)


def _tell_apart(cells: Sequence[Cell]) -> bool:
    said = [words_of(cell) for cell in cells]
    short = all(words and len(words.split()) <= LONGEST_SUBTITLE for words in said)
    return short and len(set(said)) == len(said)


def _says_nothing_new(title: Cell, below: Cell) -> bool:
    return words_of(below) in ("", words_of(title))


def _together(title: str, subtitle: str) -> Cell:
    """« Cible 2027 »; « Réalisé année 1 », for the rank of a year comes last."""
    if contract_year(title):
        return Cell(plain(f"{subtitle} {title.lower()}"))
    return Cell(plain(f"{title} {subtitle}"))
