"""Small workbooks for tests, plainer than those of ``make classeur``: two Excel tables per block, few columns."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table
from xlsxwriter import Workbook

from pipeline.model.budget import BLOCS, FEUILLES, NATURES, ORIGINES, STATUTS_RESSOURCE
from pipeline.model.langue.francais import lettres

Valeur = str | int | float | tuple[str, float]
"""What a cell holds: a text, a number, or a formula with its result."""

DEPENSES = ("Nature", "Libellé", "Fiche")
RESSOURCES = ("Origine", "Libellé", "Statut", "Financeur")
TITLES = {"depenses": "Dépenses", "ressources": "Ressources"}
WIDTHS = {
    "Nature": 20,
    "Origine": 28,
    "Libellé": 46,
    "Fiche": 10,
    "Statut": 12,
    "Financeur": 18,
    "Commentaire": 50,
}
SPARE = 3
"""Empty lines left in each table for the treasurer."""

EPOCH = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)


@dataclass(frozen=True, slots=True)
class Feuille:
    """The lines of one block, in the order of the columns (years and comment included)."""

    depenses: Sequence[Sequence[Valeur]] = ()
    ressources: Sequence[Sequence[Valeur]] = ()


def classeur(annees: int, feuilles: Mapping[str, Feuille]) -> bytes:
    """The bytes of a workbook with one sheet per block named in ``feuilles``, for one to five contract years."""
    buffer = io.BytesIO()
    book = Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": EPOCH, "author": "projet-sante"})
    formats = {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "head": book.add_format({"bold": True, "font_size": 11}),
        "note": book.add_format({"italic": True, "font_color": "#555555"}),
        "euros": book.add_format({"num_format": '#,##0.00 "€"'}),
    }
    for bloc in BLOCS:
        if bloc in feuilles:
            _sheet(book, formats, bloc, annees, feuilles[bloc])
    book.close()
    return buffer.getvalue()


def _sheet(book: Any, formats: Mapping[str, Any], bloc: str, annees: int, feuille: Feuille) -> None:
    sheet = book.add_worksheet(FEUILLES[bloc])
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.write(0, 0, FEUILLES[bloc], formats["title"])
    years = f"{lettres(annees).capitalize()} année{'s' if annees > 1 else ''} de contrat, montants en euros."
    sheet.write(
        1,
        0,
        f"{years} Remplissez les lignes vides des tableaux ; pour en ajouter, étirez le coin du tableau.",
        formats["note"],
    )
    row = 3
    for kind, columns, lines in (
        ("depenses", DEPENSES, feuille.depenses),
        ("ressources", RESSOURCES, feuille.ressources),
    ):
        sheet.write(row, 0, TITLES[kind], formats["head"])
        header = [*columns, *(f"Année {year}" for year in range(1, annees + 1)), "Commentaire"]
        row = _table(sheet, formats, f"{kind}_{bloc}", row + 1, header, lines) + 2
    sheet.set_column(0, 0, 28)
    for column, name in enumerate((*RESSOURCES, *[""] * annees, "Commentaire")):
        sheet.set_column(column, column, WIDTHS.get(name, 16))


def _table(
    sheet: Any,
    formats: Mapping[str, Any],
    name: str,
    top: int,
    header: Sequence[str],
    lines: Sequence[Sequence[Valeur]],
) -> int:
    """Write one table and its lists of choices; answer with the row after it."""
    bottom = top + len(lines) + SPARE
    sheet.add_table(
        top,
        0,
        bottom,
        len(header) - 1,
        {
            "name": name,
            "columns": [{"header": title} for title in header],
            "style": "Table Style Light 9",
        },
    )
    choices = {"Nature": NATURES, "Origine": ORIGINES, "Statut": STATUTS_RESSOURCE}
    for column, title in enumerate(header):
        if title in choices:
            listed = {"validate": "list", "source": list(choices[title])}
            sheet.data_validation(top + 1, column, bottom, column, listed)
    for offset, line in enumerate(lines, 1):
        for column, value in enumerate(line):
            _cell(
                sheet,
                top + offset,
                column,
                value,
                formats["euros"] if header[column].startswith("Année") else None,
            )
    return bottom + 1


def _cell(sheet: Any, row: int, column: int, value: Valeur, style: Any) -> None:
    if isinstance(value, tuple):
        sheet.write_formula(row, column, value[0], style, value[1])
    elif isinstance(value, str):
        if value:
            sheet.write_string(row, column, value, style)
    else:
        sheet.write_number(row, column, value, style)


def with_table(data: bytes, feuille: str, nom: str, lignes: Sequence[Sequence[object]]) -> bytes:
    """The same workbook with one sheet more, that holds one table: its titles first."""
    book = load_workbook(io.BytesIO(data))
    sheet = book.create_sheet(feuille)
    for line in lignes:
        sheet.append(list(line))
    area = f"A1:{get_column_letter(len(lignes[0]))}{max(2, len(lignes))}"
    sheet.add_table(Table(displayName=nom, ref=area))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
