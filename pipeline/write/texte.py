"""A workbook or a Word file as text, one line a row or a paragraph: what git compares and a reviewer reads.

The same content gives the same lines whatever program saved the file last: numbers are written one way, tables come in
the order of the sheet, lines that hold nothing but waiting formulas are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from pipeline.model.budget import FIFTEEN
from pipeline.model.contenu import ContenuWord
from pipeline.model.motif import motif
from pipeline.model.source import Sheet, SheetCell, SheetTable, Workbook

BLANKS = motif(r"[ \u00a0\u202f\t\r\n]+")
BETWEEN = " | "
QUOTED = motif(r'("[^"]*")')
PREFIX = motif(r"_xl(?:fn|ws|pm)\.")
THIS_ROW = motif(r"\[#This Row\],\s*")


def of_workbook(workbook: Workbook) -> str:
    """Sheet after sheet: its tables under their names, and between them the lines that belong to none."""
    lines: list[str] = []
    for sheet in workbook.sheets:
        lines += ["", f"Feuille {sheet.title}{' (masquée)' if sheet.hidden else ''}"]
        lines += _lines_of_sheet(
            sheet, [table for table in workbook.tables if table.span.sheet == sheet.title]
        )
    return _joined(lines)


def _joined(lines: Iterable[str]) -> str:
    """Lines of text, never two blank ones together."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


def _lines_of_sheet(sheet: Sheet, tables: Sequence[SheetTable]) -> Iterator[str]:
    held = {
        (row, column) for table in tables for row, columns in _area(table) for column in columns
    }
    starting: dict[int, list[SheetTable]] = {}
    for table in sorted(tables, key=_left):
        starting.setdefault(_top(table), []).append(table)
    for row in sorted({*sheet.rows, *starting}):
        free = [
            cell
            for column, cell in sorted(sheet.rows.get(row, {}).items())
            if (row, column) not in held
        ]
        if _says_something(free):
            yield BETWEEN.join(filter(None, map(_cell, free)))
        for table in starting.get(row, ()):
            yield from _lines_of_table(table)


def _lines_of_table(table: SheetTable) -> Iterator[str]:
    yield ""
    yield f"Tableau {table.name} : {BETWEEN.join(map(_cell, table.header))}"
    for line in table.rows:
        if _says_something(line):
            hidden = " (ligne masquée)" if line[0].row in table.hidden else ""
            yield _row(line) + hidden
    if table.totals and _says_something(table.totals):
        yield f"Total : {_row(table.totals)}"
    yield ""


def _row(cells: Iterable[SheetCell]) -> str:
    return BETWEEN.join(map(_cell, cells)).rstrip(" |")


def _top(table: SheetTable) -> int:
    return table.header[0].row


def _left(table: SheetTable) -> int:
    return table.header[0].column


def _area(table: SheetTable) -> Iterator[tuple[int, range]]:
    """The rows of a table, its line of totals included, with their columns."""
    columns = range(_left(table), _left(table) + len(table.header))
    for line in (table.header, *table.rows, *([table.totals] if table.totals else [])):
        yield line[0].row, columns


def _says_something(cells: Iterable[SheetCell]) -> bool:
    """Whether a line was typed, or computes something: one that waits with its formulas does neither."""
    return any(
        cell.error or (cell.value not in (None, "") if not cell.formula else bool(cell.value))
        for cell in cells
    )


def _cell(cell: SheetCell) -> str:
    shown = cell.error or _value(cell.value)
    formula = f"{{={normalised(cell.formula)}}}" if cell.formula else ""
    return f"{shown} {formula}".strip()


def normalised(formula: str) -> str:
    """A formula without what only one spreadsheet writes: spaces, prefixes of recent functions, « [#This Row] ».

    >>> normalised('_xlfn.IFS( t[[#This Row],[Mois]] = "mai 1" , 2)')
    'IFS(t[[@],[Mois]]="mai 1",2)'
    """
    pieces = QUOTED.split(THIS_ROW.sub("[@],", PREFIX.sub("", formula)))
    return "".join(piece if rank % 2 else _tightened(piece) for rank, piece in enumerate(pieces))


def _tightened(piece: str) -> str:
    """Spaces around operators go; those inside the names of columns and sheets stay."""
    return (
        re.sub(r"\s*([-+*/^&=<>(),;])\s*", r"\1", BLANKS.sub(" ", piece))
        if "'" not in piece
        else piece
    )


def _value(value: str | Decimal | date | bool | None) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "VRAI" if value else "FAUX"
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    return plain(value)


def number(value: Decimal) -> str:
    """As a spreadsheet shows it, to fifteen digits.

    >>> number(Decimal("31800.0")), number(Decimal("0.14999999999999999"))
    ('31800', '0,15')
    """
    shown = FIFTEEN.plus(value).normalize()
    return f"{shown:f}".replace(".", ",")


def plain(text: str) -> str:
    """Words on one line; signs that would command a terminal are shown as a lozenge."""
    flat = BLANKS.sub(" ", text).strip()
    return (
        flat
        if flat.isprintable()
        else "".join(sign if sign.isprintable() else "\ufffd" for sign in flat)
    )


def of_word(contenu: ContenuWord) -> str:
    """The words first, part after part, then how they look."""
    lines: list[str] = []
    for title, said in contenu.parties.items():
        lines += ["", title, *map(plain, said)]
    groups = (("Page", contenu.page), ("Listes", contenu.listes), ("Images", contenu.images))
    lines += [
        "",
        "Styles",
        *(f"{name} : {', '.join(looks)}".rstrip(" :") for name, looks in contenu.styles.items()),
    ]
    for title, said in groups:
        lines += ["", title, *said] if said else []
    return _joined(lines)
