"""Columns of time, « 2027 | 2028 | 2029 » with crosses or words under them: when each task takes place."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.interpret.dates import parse_etape
from pipeline.interpret.importation.lignes import words_of
from pipeline.interpret.lignes_de_fiche import contract_year
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.prose import Cell, Table, plain
from pipeline.model.valeur import dataclass

FEWEST_PERIODS = 2
MARK = motif(r"x{1,3}|[^\w\s]{1,9}|oui|en cours|fait")
NOTHING = motif(r"|[-\u2010-\u2015/.]+|non|0")
AMOUNT = motif(r"[<>≤≥~]?\s*[0-9][0-9\s.,]*(?:%|€|k€|euros?|etp|h)?")
"""A number alone: a table of figures is no calendar."""

Rang = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Calendrier:
    """The columns of a table that are times: their ranks, and the words of each."""

    colonnes: tuple[int, ...]
    temps: tuple[str, ...]
    lignes: tuple[tuple[Cell, ...], ...]


def is_a_calendar(table: Table) -> bool:
    """Whether some of the columns are times, and crosses stand under them: figures or words may be anything."""
    calendar = calendar_of(table)
    return calendar is not None and any(
        MARK.fullmatch(_said(row[at])) for row in calendar.lignes for at in calendar.colonnes
    )


def calendar_of(table: Table) -> Calendrier | None:
    """The columns of time of a table; None where there are none, or where figures stand under them."""
    found = _under_two_rows(table) or _under_one_row(table)
    if found is None or not found.lignes or found.colonnes[0] == 0:
        return None
    cells = [_said(row[at]) for row in found.lignes for at in found.colonnes]
    if any(AMOUNT.fullmatch(words) and not NOTHING.fullmatch(words) for words in cells):
        return None
    return found if any(not NOTHING.fullmatch(words) for words in cells) else None


def with_a_column_of_time(table: Table, title: str, first: int) -> Table:
    """The same table with one column of time of that title, a row for each time of a task whose name is in ``first``."""
    calendar = calendar_of(table)
    if calendar is None:
        return table
    kept = [at for at in range(len(table.header)) if at not in calendar.colonnes]
    header = (*(table.header[at] for at in kept), Cell(plain(title)))
    rows: list[tuple[Cell, ...]] = []
    for row in calendar.lignes:
        for words, time in _times(row, calendar):
            named = _named(row[first], words)
            cells = (named if at == first else row[at] for at in kept)
            rows.append((*cells, Cell(plain(time))))
    return replace(table, header=header, rows=tuple(rows), aligns=("",) * len(header))


def _under_one_row(table: Table) -> Calendrier | None:
    times = {at: time for at, cell in enumerate(table.header) if (time := _period(words_of(cell)))}
    if len(times) < FEWEST_PERIODS:
        return None
    return Calendrier(tuple(times), tuple(times.values()), table.rows)


def _under_two_rows(table: Table) -> Calendrier | None:
    """Years over their quarters or their months, « 2027 » merged over « T1 | T2 | T3 | T4 »."""
    if not table.rows or words_of(table.rows[0][0]):
        return None
    years = _years_over(table.header)
    below = [words_of(cell) for cell in table.rows[0]]
    times = {
        at: time
        for at, (said, part) in enumerate(zip(years, below, strict=True))
        if said and part and (time := _period(f"{part} {said}"))
    }
    if len(times) < FEWEST_PERIODS:
        return None
    return Calendrier(tuple(times), tuple(times.values()), table.rows[1:])


def _years_over(header: Rang) -> list[str]:
    """The year that each column is under; an empty title is merged with the one before it."""
    year, years = "", []
    for cell in header:
        words = words_of(cell)
        said = _period(words)
        if words:
            year = said if said.isdigit() else ""
        years.append(year)
    return years


def _period(title: str) -> str:
    """A title that is a time and nothing else, of the calendar or of the contract."""
    words = title.strip(" :")
    rank = contract_year(words)
    if rank:
        return f"année {rank}"
    return words if parse_etape(words) is not None else ""


def _times(row: Rang, calendar: Calendrier) -> Iterator[tuple[str, str]]:
    """What is done, where a cell says it, and when: crosses side by side make one time."""
    told = [
        (_said(row[at]), words_of(row[at]).strip(), time)
        for at, time in zip(calendar.colonnes, calendar.temps, strict=True)
    ]
    found: list[tuple[str, str]] = []
    for is_marked, group in itertools.groupby(
        told, key=lambda one: MARK.fullmatch(one[0]) is not None
    ):
        cells = list(group)
        if is_marked:
            found.append(("", _from_to(cells[0][2], cells[-1][2])))
            continue
        filled = [(words, time) for said, words, time in cells if not NOTHING.fullmatch(said)]
        found += [_within(words, time) for words, time in filled]
    yield from _one_each(found)


def _one_each(found: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Times without words of their own are those of one line, « 2027, 2029 »; else a line for each, in their order."""
    if any(words for words, _ in found):
        yield from found
    else:
        yield "", ", ".join(time for _, time in found)


def _within(words: str, time: str) -> tuple[str, str]:
    """« mars », under 2028, is March 2028; other words say what is done then."""
    dated = f"{words} {time}"
    return (
        ("", dated)
        if parse_etape(dated) is not None and not parse_etape(words)
        else _or_its_own(words, time)
    )


def _or_its_own(words: str, time: str) -> tuple[str, str]:
    return ("", words) if parse_etape(words) is not None else (words, time)


def _from_to(first: str, last: str) -> str:
    if first == last:
        return first
    if first.isdigit() and last.isdigit():
        return f"{first}-{last}"
    forms = (f"{'d’' if first[0] in 'aoAO' else 'de '}{first} à {last}", f"de {first} à {last}")
    return next((form for form in forms if parse_etape(form) is not None), f"{first} à {last}")


def _named(cell: Cell, words: str) -> Cell:
    return Cell(plain(f"{words_of(cell)} : {words}")) if words else cell


def _said(cell: Cell) -> str:
    return fold(words_of(cell)).strip()
