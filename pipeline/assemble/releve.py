"""The lines of *Réalisé* that a statement brings, as cells to be written under those of the treasurer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from pipeline.model.budget import CENT, FEUILLES
from pipeline.model.colonnes import (
    BLOC,
    COMMENTAIRE,
    FICHE,
    MOIS,
    MONTANT,
    PIECE_COMPTABLE,
    POSTE,
    REALISE,
    Colonne,
)
from pipeline.model.echeance import MOIS as NAMES
from pipeline.model.fusion import Ecriture, Etirement
from pipeline.model.releve import Proposition, Refus
from pipeline.model.source import Sheet, SheetCell, SheetTable, Workbook
from pipeline.model.span import Span

Cellules = tuple[tuple[Ecriture, ...], Etirement | None]
"""What to write, and how far the table must go."""


def lignes_du_realise(
    workbook: Workbook, table: SheetTable, proposed: Sequence[tuple[Proposition, str]]
) -> Cellules | Refus:
    """Each entry, with its comment."""
    return sous_le_tableau(workbook, table, [_values(one, comment) for one, comment in proposed])


Valeurs = Mapping[Colonne, str | Decimal]


def sous_le_tableau(
    workbook: Workbook, table: SheetTable, lines: Sequence[Valeurs]
) -> Cellules | Refus:
    """Lines of *Réalisé* in its first free rows; a Refus when something stands in their way."""
    sheet = next(sheet for sheet in workbook.sheets if sheet.title == table.span.sheet)
    first = _last_used(table) + 1
    bottom = table.header[0].row + len(table.rows)
    end = first + len(lines) - 1
    blocked = _in_the_way(sheet, table, max(first, bottom + 1), end)
    if blocked is not None:
        message = (
            f"il y a quelque chose sous le tableau {table.name} : les lignes n'y tiennent pas."
        )
        hint = f"insérez {end - bottom} lignes dans le tableau, ou déplacez ce qui est dessous."
        return Refus(message, blocked, hint)
    cells = tuple(
        cell for row, line in enumerate(lines, first) for cell in _line(sheet, table, row, line)
    )
    if end <= bottom or not table.defined:
        return cells, None
    top = table.header[0].row + 1
    return cells, Etirement(sheet.title, table.name, top, end)


def _last_used(table: SheetTable) -> int:
    """The last row that holds something, those typed right under the table included."""
    used = [table.header[0].row]
    used += [row[0].row for row in table.rows if any(cell.value is not None for cell in row)]
    for row in table.below:
        if all(cell.value is None for cell in row):
            break
        used.append(row[0].row)
    return max(used)


def _in_the_way(sheet: Sheet, table: SheetTable, first: int, end: int) -> Span | None:
    left, right = table.header[0].column, table.header[-1].column
    for row in range(first, end + 1):
        for cell in sheet.line(row, left, right):
            if cell.value is not None or cell.formula:
                return cell.span
    return None


def _values(one: Proposition, comment: str) -> Valeurs:
    day = one.mouvement.jour
    values: dict[Colonne, str | Decimal] = {
        MOIS: f"{NAMES[day.month - 1]} {day.year}",
        BLOC: FEUILLES[one.bloc],
        POSTE: one.poste,
        MONTANT: one.montant.quantize(CENT),
        COMMENTAIRE: comment,
    }
    if one.fiche:
        values[FICHE] = one.fiche
    if one.mouvement.piece:
        values[PIECE_COMPTABLE] = one.mouvement.piece
    return values


def _line(sheet: Sheet, table: SheetTable, row: int, values: Valeurs) -> Iterator[Ecriture]:
    for title in table.header:
        value = values.get(REALISE.colonne(str(title.value or "")) or Colonne(""))
        if value is not None:
            made = SheetCell(value, row, title.column, (sheet.path, sheet.title))
            yield Ecriture(sheet.title, row, title.column, made)


def is_read_by_a_formula(workbook: Workbook, table: SheetTable) -> bool:
    """Whether some formula speaks of that table or of its sheet: what it gave is then no longer right."""
    names = (table.name.casefold(), (table.span.sheet or "").casefold())
    return any(
        _speaks_of(names, row.values()) for sheet in workbook.sheets for row in sheet.rows.values()
    )


def _speaks_of(names: Sequence[str], cells: Iterable[SheetCell]) -> bool:
    return any(
        cell.formula and any(name in cell.formula.casefold() for name in names) for cell in cells
    )
