"""Columns of time, « 2027 | 2028 | 2029 » with crosses or words under them: when each task takes place."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.interpret.dates import MONTHS, SHORT, parse_etape
from pipeline.interpret.importation.lignes import column_titles, words_of
from pipeline.interpret.lignes_de_fiche import contract_year
from pipeline.model.echeance import MOIS
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.prose import (
    Block,
    BulletList,
    Cell,
    Heading,
    Paragraph,
    Table,
    plain,
    text_of,
)
from pipeline.model.valeur import dataclass

FEWEST_PERIODS = 2
MARK = motif(r"x{1,3}|[^\w\s]{1,9}|oui|en cours|fait")
NOTHING = motif(r"|[-\u2010-\u2015/.]+|non|0")
AMOUNT = motif(r"[<>≤≥~]?\s*[0-9][0-9\s.,]*(?:%|€|k€|euros?|etp|h)?")
"""A number alone: a table of figures is no calendar."""

INITIALS = "".join(month[0] for month in MOIS).upper()
FEWEST_INITIALS = 3
CIVIL_YEAR = motif(r"(?<![0-9])(20[2-4][0-9])(?![0-9])")
YEAR_FIRST = motif(r"^(20[2-4][0-9])\s?[-/]?\s?([STst][1-4])$")
"""« 2027 S1 », the half of a year after it."""

YEAR_ALONE = motif(r"(?:annee )?(20[2-4][0-9])")
MONTHS_FIRST = motif(
    r"(?:(?:de |d['’]|du |en |fin |début |mi-|courant )?(?P<month>[A-Za-zÀ-ÿ]{3,9})\.?"
    r"(?:\s?(?:à|-|–|/|et)\s?[A-Za-zÀ-ÿ]{3,9}\.?)?|[TSts][1-4])(?=\s*(?:$|[:,;–—-]))"
)
"""« mars à juin : », « T2 », at the head of a line."""

COLOURED = Cell(plain("\u25a0"))
"""What stands for a cell that its colour alone fills."""

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
    table = _with_marks(table)
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


def dated_by_its_title(title: str, blocks: Sequence[Block]) -> list[Block]:
    """What stands under « Gantt 2028 », with that year beside the months that say none; a line « 2028 » gives it as well.

    Under « Planning 2027-2028 » a month that comes before the one above it is of the next year.
    """
    years = _years_of(title)
    found: list[Block] = []
    for block in blocks:
        words = text_of(block.inlines).strip() if isinstance(block, Paragraph | Heading) else ""
        alone = YEAR_ALONE.fullmatch(fold(words).strip(" :."))
        if alone:
            years = [int(alone[1])]
        found.append(_dated(block, years) if years and not alone else block)
    return found


def _years_of(title: str) -> list[int]:
    return sorted({int(year) for year in CIVIL_YEAR.findall(title)})


def _dated(block: Block, years: Sequence[int]) -> Block:
    if isinstance(block, BulletList):
        lines = [line_of(item) for item in block.items]
        told = _each_with_its_year(lines, years)
        items = tuple(
            (Paragraph(plain(new)), *item[1:]) if new != old else item
            for item, old, new in zip(block.items, lines, told, strict=True)
        )
        return replace(block, items=items)
    return _table_of_the_year(block, years) if isinstance(block, Table) else block


def line_of(item: Sequence[Block]) -> str:
    """The first line of an item, where it is text."""
    return text_of(item[0].inlines) if item and isinstance(item[0], Paragraph) else ""


def _table_of_the_year(table: Table, years: Sequence[int]) -> Table:
    """The year goes to the first title of a calendar, and to the cells of any other table that hold but a month."""
    titles = column_titles(table)
    if any(CIVIL_YEAR.search(title) for title in titles):
        return table
    if len(_of_the_year([f"Étape {years[0]}", *titles[1:]])) >= FEWEST_PERIODS:
        first = Cell(plain(f"{titles[0] or 'Étape'} {years[0]}"))
        return replace(table, header=(first, *table.header[1:]))
    columns = (_column_of_the_year(column, years) for column in zip(*table.rows, strict=True))
    return replace(table, rows=tuple(zip(*columns, strict=True)))


def _column_of_the_year(column: Sequence[Cell], years: Sequence[int]) -> list[Cell]:
    """A cell that takes no year is left as it is, with its bold and its links."""
    said = [words_of(cell) for cell in column]
    told = _each_with_its_year(said, years)
    return [
        cell if new == old else Cell(plain(new))
        for cell, old, new in zip(column, said, told, strict=True)
    ]


def _each_with_its_year(lines: Sequence[str], years: Sequence[int]) -> list[str]:
    """« mars à juin : journées » → « mars à juin 2028 : journées »; any other line as it is."""
    found: list[str] = []
    year, before = years[0], 0
    for line in lines:
        match = MONTHS_FIRST.match(line)
        if match is None or CIVIL_YEAR.search(line):
            found.append(line)
            continue
        month = (
            SHORT.get(fold(match["month"]).strip(" ."))
            or MONTHS.get(fold(match["month"]))
            or before
        )
        year = min(year + (month < before), years[-1])
        before = month
        dated = f"{match[0].strip(' .')} {year}{line[match.end() :]}"
        found.append(dated if parse_etape(f"{match[0].strip(' .')} {year}") is not None else line)
    return found


def is_coloured(table: Table) -> bool:
    """Whether cells without a word stand out by their colour."""
    return any(_is_marked(cell, row) for row in table.rows for cell in row)


def _with_marks(table: Table) -> Table:
    """The bars of a chart, a mark in each of their cells."""
    if not is_coloured(table):
        return table
    rows = (
        tuple(COLOURED if _is_marked(cell, row) else cell for cell in row) for row in table.rows
    )
    return replace(table, rows=tuple(rows))


def _is_marked(cell: Cell, row: Rang) -> bool:
    """A cell without words, of another colour than the one that names its row: that row may be all of one colour."""
    return bool(cell.teinte) and cell.teinte != row[0].teinte and not words_of(cell)


def _under_one_row(table: Table) -> Calendrier | None:
    titles = [words_of(cell).strip(" :.") for cell in table.header]
    times = {at: time for at, title in enumerate(titles) if (time := _period(title))}
    if len(times) < FEWEST_PERIODS:
        times = _of_the_year(titles)
    if len(times) < FEWEST_PERIODS:
        return None
    return Calendrier(tuple(times), tuple(times.values()), table.rows)


def _under_two_rows(table: Table) -> Calendrier | None:
    """Years over their quarters or their months, « 2027 » merged over « T1 | T2 | T3 | T4 »."""
    if not table.rows or words_of(table.rows[0][0]):
        return None
    years = _years_over(table.header)
    below = _in_full([words_of(cell).strip(" .") for cell in table.rows[0]])
    times = {
        at: time
        for at, (said, part) in enumerate(zip(years, below, strict=True))
        if said and part and (time := _period(f"{part} {said}"))
    }
    if len(times) < FEWEST_PERIODS:
        return None
    return Calendrier(tuple(times), tuple(times.values()), table.rows[1:])


def _of_the_year(titles: Sequence[str]) -> dict[int, str]:
    """« Action 2027 | J | F | M … », « Action 2027 | T1 | T2 »: the times of the year that another title names.

    Months without a year stay so: check asks which one.
    """
    said = CIVIL_YEAR.search(titles[0])
    year = int(said[1]) if said else 0
    found: dict[int, str] = {}
    before = 0
    for at, title in enumerate(_in_full(titles)):
        month = MONTHS.get(fold(title), 0)
        year += bool(year) and bool(month) and month < before
        before = month or before
        if month and not year:
            found[at] = title
        elif year and title and _period(f"{title} {year}"):
            found[at] = f"{title} {year}"
    return found


def _in_full(titles: Sequence[str]) -> list[str]:
    """« J | F | M | A », « Janv. | Févr. » → the names of the months; other titles as they are."""
    found = [_month(title) or title for title in titles]
    for first, last in _runs_of_initials(titles):
        letters = "".join(titles[first:last]).upper()
        starts = [at for at in range(len(MOIS)) if (INITIALS * 3).startswith(letters, at)]
        if len(starts) == 1:
            names = itertools.islice(itertools.cycle(MOIS), starts[0], starts[0] + last - first)
            found[first:last] = names
    return found


def _runs_of_initials(titles: Sequence[str]) -> Iterator[tuple[int, int]]:
    """From which title to which, one letter each stand side by side."""
    start = 0
    for is_one, group in itertools.groupby(titles, key=lambda title: title.upper() in {*INITIALS}):
        end = start + len(list(group))
        if is_one and end - start >= FEWEST_INITIALS:
            yield start, end
        start = end


def _month(title: str) -> str:
    words = fold(title).strip(" .")
    rank = MONTHS.get(words) or SHORT.get(words)
    return MOIS[rank - 1] if rank else ""


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
    words = YEAR_FIRST.sub(r"\2 \1", title.strip(" :"))
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
