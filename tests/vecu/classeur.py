"""The workbook in the treasurer's hands: she types in it, month after month, and sometimes wrongly."""

from __future__ import annotations

import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table

from tests.vecu.faits import Heures, Ligne, nom

REALISE = (
    "Mois",
    "Bloc",
    "Nature ou origine",
    "Libellé",
    "Fiche",
    "Montant",
    "Année",
    "Pièce",
    "Commentaire",
)
REGISTRE = ("Personne", "Mois", "Fiche", "Type", "Heures", "Taux horaire", "Montant", "Commentaire")
PLACES = {"Réalisé": ("realise", REALISE), "Indemnités": ("indemnites", REGISTRE)}


class Classeur:
    """A workbook that is being typed in."""

    def __init__(self, data: bytes) -> None:
        self.book: Any = load_workbook(io.BytesIO(data))

    def octets(self) -> bytes:
        buffer = io.BytesIO()
        self.book.save(buffer)
        return buffer.getvalue()

    def feuille(self, name: str) -> Any:
        """A sheet of one long table, made when it is first asked for."""
        if name not in self.book.sheetnames:
            sheet = self.book.create_sheet(name)
            sheet.append(list(PLACES[name][1]))
            self._etire(name, 2)
        return self.book[name]

    def ajoute(self, name: str, *lines: Sequence[object]) -> None:
        """Lines under the last one that holds something; the table grows with them."""
        sheet = self.feuille(name)
        first = self.derniere(name) + 1
        for row, line in enumerate(lines, first):
            for column, value in enumerate(line, 1):
                sheet.cell(row, column, float(value) if isinstance(value, Decimal) else value)
        self._etire(name, first + len(lines) - 1)

    def derniere(self, name: str) -> int:
        sheet = self.feuille(name)
        return max(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 2).value)

    def tape(self, name: str, column: str, value: object, row: int = 0) -> None:
        """In the last line, unless another is named."""
        table, titles = PLACES[name]
        sheet = self.feuille(name)
        sheet.cell(row or self.derniere(name), titles.index(column) + 1).value = value
        assert table in sheet.tables

    def _etire(self, name: str, bottom: int) -> None:
        table, titles = PLACES[name]
        sheet = self.book[name]
        if table in sheet.tables:
            del sheet.tables[table]
        area = f"A1:{get_column_letter(len(titles))}{max(2, bottom)}"
        sheet.add_table(Table(displayName=table, ref=area))

    def numerote(self) -> None:
        """A proof for each line that has none: its rank in the binder."""
        sheet = self.feuille("Réalisé")
        column = REALISE.index("Pièce") + 1
        for row in range(2, self.derniere("Réalisé") + 1):
            if not sheet.cell(row, column).value:
                sheet.cell(row, column, f"P{row - 1:03}")

    def note(self, lines: Sequence[Heures]) -> None:
        rows = (
            (
                one.personne,
                nom(one.rang),
                one.fiche,
                "indemnité",
                one.heures,
                one.taux,
                one.montant,
                "",
            )
            for one in lines
        )
        self.ajoute("Indemnités", *rows)

    def case(self, ligne: Ligne, annee: int) -> Any:
        """The cell of a line of the budget."""
        sheet = self.book[ligne.bloc]
        found = next(
            row
            for row in range(1, sheet.max_row + 1)
            if (sheet.cell(row, 1).value, sheet.cell(row, 2).value) == (ligne.poste, ligne.libelle)
        )
        return sheet.cell(found, (4 if ligne.depense else 5) + annee - 1)
