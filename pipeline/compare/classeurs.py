"""Two people, one workbook: what each did since the last state that both had, row by row of each table."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from pipeline.compare.rapprochement import paired
from pipeline.model.budget import FIFTEEN
from pipeline.model.fusion import Ecriture, Fusion, Reprise, Touche
from pipeline.model.langue.mots import fold
from pipeline.model.source import Sheet, SheetCell, SheetTable, Workbook, column_letters

Row = tuple[SheetCell, ...]
Content = str | Decimal | date | bool | None
NAMED = 2
"""Columns that name a row: the kind of money and its words."""

NO_ROOM = "il n'y a pas de ligne libre pour l'ajouter"
BOTH = "les deux l'ont changée"
COLUMNS = "ses colonnes ne sont pas les mêmes"
MOVED = "ses tableaux ont changé de place : ce qui est écrit autour d'eux n'est pas repris"


def fusionner(base: Workbook, nous: Workbook, eux: Workbook) -> Fusion:
    """What the other did, to be written in ours where we did nothing; what both touched is listed and stays ours."""
    done = _Ouvrage()
    for table in base.tables:
        ours, theirs = nous.table(table.name), eux.table(table.name)
        if theirs is None or ours is None:
            if (theirs is None) != (ours is None):
                done.touches.append(
                    Touche(f"tableau {table.name}", "une des deux copies ne l'a plus", "", "", "")
                )
        elif not _titles(table) == _titles(ours) == _titles(theirs):
            done.touches.append(Touche(f"tableau {table.name}", COLUMNS, "", "", ""))
        else:
            _table(done, table, ours, theirs)
    for title in eux.titles:
        if title not in base.titles and title not in nous.titles:
            done.touches.append(
                Touche(f"feuille {title}", "elle est nouvelle : recopiez-la", "", "", "")
            )
    for sheet in base.sheets:
        _around(done, sheet, base, nous, eux)
    return Fusion(tuple(done.ecritures), tuple(done.reprises), tuple(done.touches))


class _Ouvrage:
    """What is being gathered."""

    def __init__(self) -> None:
        self.ecritures: list[Ecriture] = []
        self.reprises: list[Reprise] = []
        self.touches: list[Touche] = []


def _titles(table: SheetTable) -> list[str]:
    return [fold(str(cell.value or "")) for cell in table.header]


def _table(done: _Ouvrage, base: SheetTable, ours: SheetTable, theirs: SheetTable) -> None:
    place = f"{ours.span.sheet}, tableau {ours.name}"
    before, mine, other = (_typed(table) for table in (base, ours, theirs))
    ours_of, ours_new = _matched(before, mine)
    theirs_of, theirs_new = _matched(before, other)
    for rank, row in enumerate(before):
        _row(done, place, row, ours_of.get(rank), theirs_of.get(rank))
    free = [row for row in ours.rows if not _says(row)]
    for added in theirs_new:
        _added(done, place, added, ours_new, free)


def _row(done: _Ouvrage, place: str, base: Row, ours: Row | None, theirs: Row | None) -> None:
    """One row that both had: taken from the other copy when we left it alone."""
    if theirs is not None and _contents(theirs) == _contents(base):
        return
    if ours is not None and _contents(ours) == _contents(base):
        _write(done, ours, theirs)
        done.reprises.append(Reprise(place, shown(base), shown(theirs) if theirs else None))
        return
    same = (_contents(ours) if ours else None) == (_contents(theirs) if theirs else None)
    if not same:
        sides = [shown(side) if side else "(ligne retirée)" for side in (ours, theirs)]
        done.touches.append(Touche(place, BOTH, shown(base), *sides))


def _added(
    done: _Ouvrage, place: str, added: Row, ours_new: Sequence[Row], free: list[Row]
) -> None:
    if any(_contents(row) == _contents(added) for row in ours_new):
        return
    twin = next((row for row in ours_new if _name(row) == _name(added)), None)
    if twin is not None:
        done.touches.append(Touche(place, "les deux l'ont ajoutée", "", shown(twin), shown(added)))
    elif not free:
        done.touches.append(Touche(place, NO_ROOM, "", "", shown(added)))
    else:
        _write(done, free.pop(0), added)
        done.reprises.append(Reprise(place, None, shown(added)))


def _write(done: _Ouvrage, target: Row, source: Row | None) -> None:
    """Every cell of a row, those that must be emptied included."""
    for rank, cell in enumerate(target):
        taken = source[rank] if source else None
        if taken is not None and _content(taken) is None:
            taken = None
        if taken is not None or _content(cell) is not None:
            done.ecritures.append(Ecriture(cell.place[1], cell.row, cell.column, taken))


def _typed(table: SheetTable) -> list[Row]:
    return [row for row in table.rows if _says(row)]


def _says(row: Row) -> bool:
    """Whether somebody typed something there: rows that wait hold formulas only."""
    return any(not cell.formula and cell.value not in (None, "") for cell in row)


def _content(cell: SheetCell) -> Content:
    """What was typed: a formula and not its last result, a number to the digits that are shown."""
    if cell.formula:
        return f"={''.join(cell.formula.split())}"
    if isinstance(cell.value, Decimal):
        return FIFTEEN.plus(cell.value).normalize()
    return None if cell.value == "" else cell.value


def _contents(row: Row) -> tuple[Content, ...]:
    return tuple(map(_content, row))


def _name(row: Row) -> tuple[str, ...]:
    return tuple(fold(str(cell.value or "")) for cell in row[:NAMED])


def _words(row: Row) -> tuple[str, ...]:
    """Its words without its kind: one that was given another nature is the same row."""
    return _name(row)[1:]


def _matched(base: Sequence[Row], other: Sequence[Row]) -> tuple[dict[int, Row], list[Row]]:
    """Rank of a row of the base → the same row in a copy, wherever it stands now; then the rows that are new.

    By all that they hold, then by their first words, then by what they have in common.
    """
    found: dict[int, Row] = {}
    left = list(enumerate(base))
    right = list(other)
    keys: tuple[Callable[[Row], Hashable], ...] = (_contents, _name, _words)
    for key in keys:
        pairs = [*_pairs(left, right, key)]
        found.update({one[0]: row for one, row in pairs if one is not None and row is not None})
        left = [one for one, row in pairs if one is not None and row is None]
        right = [row for one, row in pairs if one is None and row is not None]
    return found, right


def _pairs(
    left: Sequence[tuple[int, Row]], right: Sequence[Row], key: Callable[[Row], Hashable]
) -> Iterator[tuple[tuple[int, Row] | None, Row | None]]:
    ranked = [(-1, row) for row in right]
    for one, other in paired(left, ranked, lambda pair: key(pair[1])):
        yield one, other[1] if other else None


def shown(row: Row) -> str:
    """« honoraires | Formation | 3000 »: a row on one line, its empty cells left out."""
    words = [_word(cell) for cell in row]
    return " | ".join(word for word in words if word)


def _word(cell: SheetCell) -> str:
    if isinstance(cell.value, Decimal):
        return f"{FIFTEEN.plus(cell.value).normalize():f}".replace(".", ",")
    if isinstance(cell.value, date):
        return cell.value.strftime("%d/%m/%Y")
    return str(cell.value) if cell.value is not None else ""


# --- around the tables ------------------------------------------------------------------------------------------------


def _around(done: _Ouvrage, sheet: Sheet, base: Workbook, nous: Workbook, eux: Workbook) -> None:
    """What was typed outside of the tables, cell by cell, as long as the tables did not move."""
    ours, theirs = _sheet_of(nous, sheet.title), _sheet_of(eux, sheet.title)
    if ours is None or theirs is None:
        return
    before, after = _outside(sheet, base), _outside(theirs, eux)
    if before == after:
        return
    if not _tops(sheet.title, base) == _tops(sheet.title, nous) == _tops(sheet.title, eux):
        done.touches.append(Touche(f"feuille {sheet.title}", MOVED, "", "", ""))
        return
    mine = _outside(ours, nous)
    for place in sorted({*before, *after}):
        if before.get(place) != after.get(place) != mine.get(place):
            old, kept, new = before.get(place), mine.get(place), after.get(place)
            _take_cell(done, theirs, place, old, kept, new)


def _sheet_of(workbook: Workbook, title: str) -> Sheet | None:
    return next((sheet for sheet in workbook.sheets if sheet.title == title), None)


def _take_cell(
    done: _Ouvrage,
    theirs: Sheet,
    place: tuple[int, int],
    old: Content | None,
    kept: Content | None,
    new: Content | None,
) -> None:
    """Their cell in place of ours; told instead when we changed it too."""
    row, column = place
    name = f"{theirs.title}!{column_letters(column)}{row}"
    if kept != old:
        said = (str(value or "") for value in (old, kept, new))
        done.touches.append(Touche(name, BOTH, *said))
        return
    cell = None if new is None else theirs.cell(row, column)
    done.ecritures.append(Ecriture(theirs.title, row, column, cell))
    done.reprises.append(Reprise(name, str(old) if old else None, str(new) if new else None))


def _outside(sheet: Sheet, workbook: Workbook) -> dict[tuple[int, int], Content]:
    held = {
        (row[0].row, cell.column)
        for table in workbook.tables
        if table.span.sheet == sheet.title
        for row in (table.header, *table.rows, *([table.totals] if table.totals else []))
        for cell in row
    }
    return {
        (number, column): _content(cell)
        for number, cells in sheet.rows.items()
        for column, cell in cells.items()
        if (number, column) not in held and not cell.formula
    }


def _tops(title: str, workbook: Workbook) -> dict[str, int]:
    return {
        table.name: table.header[0].row for table in workbook.tables if table.span.sheet == title
    }
