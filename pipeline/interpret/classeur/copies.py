"""A sheet that the treasurer copied: it is not read, and what is changed in it by mistake would be lost in silence."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model.budget import FEUILLES
from pipeline.model.finding import Finding
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.source import Sheet, SheetCell, Workbook

OTHERS = ("Indemnités", "Réalisé", "Synthèse", "Paramètres")
COPIED = motif(r"\s*(?:\([0-9]+\)|[_ ][0-9]+|[-_ ]*(?:\(?copie\b.*))$|^copie (?:de )?")
TABLE_COPIED = motif(r"((?:depenses|ressources)_[a-z_]+?|indemnites|realise|virements)_?[0-9]+")
MOST_SHOWN = 3


def sheets_copied(workbook: Workbook) -> Iterator[Finding]:
    """Each copy of a sheet of ours in which a cell is not as in the sheet that is read."""
    ours = {fold(name): name for name in (*FEUILLES.values(), *OTHERS)}
    known = {fold(sheet.title): sheet for sheet in workbook.sheets}
    for sheet in workbook.sheets:
        title = fold(sheet.title)
        original = None if title in ours else known.get(_origin(workbook, sheet))
        if original is not None and fold(original.title) in ours:
            yield from _changed(sheet, original)


def _origin(workbook: Workbook, sheet: Sheet) -> str:
    """The title, folded, of the sheet that another seems to be a copy of: by its own title, else by its tables'."""
    bare = COPIED.sub("", fold(sheet.title))
    if bare != fold(sheet.title):
        return bare
    for table in workbook.tables:
        match = TABLE_COPIED.fullmatch(table.name.casefold())
        first = workbook.table(match[1]) if match and table.span.sheet == sheet.title else None
        if first is not None:
            return fold(first.span.sheet or "")
    return ""


def _changed(copy: Sheet, original: Sheet) -> Iterator[Finding]:
    differ = [
        (cell, original.cell(row, column))
        for row, cells in sorted(copy.rows.items())
        for column, cell in sorted(cells.items())
        if _differ(cell, original.cell(row, column))
    ]
    if not differ:
        return
    count = "1 case y est différente"
    if len(differ) > 1:
        count = f"{len(differ)} cases y sont différentes"
    shown = ", ".join(_shown(mine, theirs) for mine, theirs in differ[:MOST_SHOWN])
    more = "…" if len(differ) > MOST_SHOWN else ""
    message = (
        f"la feuille « {copy.title} » est une copie de « {original.title} » et n'est pas lue ; "
        f"{count} : {shown}{more}."
    )
    hint = f"reportez ce qui doit compter dans « {original.title} », puis effacez la copie."
    yield Finding("B072", message, differ[0][0].span, (hint,))


def _differ(mine: SheetCell, theirs: SheetCell) -> bool:
    """Whether two cells hold other values; what a formula never computed gives is not known."""
    return not (mine.uncomputed or theirs.uncomputed) and mine.value != theirs.value


def _shown(mine: SheetCell, theirs: SheetCell) -> str:
    name = mine.name.partition("!")[2]
    there = "rien" if theirs.value is None else theirs.value
    return f"{name} ({mine.value} au lieu de {there})"
