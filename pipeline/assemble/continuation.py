"""The treasurer's own workbook continued: the cells of a new contract year, and nothing else touched.

Her sheets, colours, comments, formats, charts and formulas stay because they are not written again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from pipeline.assemble.classeur import nouveau
from pipeline.assemble.releve import Valeurs, sous_le_tableau
from pipeline.model.budget import BLOCS, FEUILLES, ORIGINES_ACI, REPORT, plafond_de
from pipeline.model.classeur import Formule
from pipeline.model.colonnes import (
    ANNEE,
    ANNEES,
    BLOC,
    COMMENTAIRE,
    DEPENSES,
    MOIS,
    MONTANT,
    ORIGINE,
    POSTE,
    RESSOURCES,
    Colonne,
    EnTete,
)
from pipeline.model.comptes import Comptes
from pipeline.model.echeance import Echeance, Precision
from pipeline.model.fusion import Ecriture, Elargissement, Etirement
from pipeline.model.langue.francais import et, euros
from pipeline.model.motif import motif
from pipeline.model.projet import Projet
from pipeline.model.releve import Refus
from pipeline.model.source import SheetCell, SheetTable, Workbook
from pipeline.model.valeur import dataclass

ZERO = Decimal(0)
PLAFOND = motif(r"(Plafond annuel de la Sécurité sociale )([0-9]{4})")
NOMBRE_D_ANNEES = "Nombre d'années"


@dataclass(frozen=True, slots=True)
class Continuation:
    """What to write for a contract year, and what was done in sentences."""

    ecritures: tuple[Ecriture, ...]
    elargissements: tuple[Elargissement, ...]
    etirement: Etirement | None
    seuils: Mapping[str, str]
    dits: tuple[str, ...]


def continuation(
    projet: Projet, comptes: Comptes, classeur: Workbook, annee: int, rang: int
) -> Continuation | Refus:
    """``rang`` is the contract year that begins in the civil year ``annee``."""
    made = _Suite(projet, comptes, classeur, annee, rang)
    for bloc in (bloc.cle for bloc in projet.budget.blocs):
        made.block(bloc)
    made.parameters()
    made.carry_over()
    made.tell_of_years()
    return made.refus or Continuation(
        tuple(made.cells), tuple(made.wider), made.longer, made.thresholds, tuple(made.said)
    )


class _Suite:
    """The cells of a new contract year, table after table."""

    def __init__(
        self, projet: Projet, comptes: Comptes, classeur: Workbook, annee: int, rang: int
    ) -> None:
        self.projet, self.comptes, self.classeur = projet, comptes, classeur
        self.annee, self.rang = annee, rang
        self.modele = nouveau(projet, rang, contrat=comptes.contrat)
        self.cells: list[Ecriture] = []
        self.wider: list[Elargissement] = []
        self.longer: Etirement | None = None
        self.thresholds: dict[str, str] = {}
        self.said: list[str] = []
        self.kept: dict[str, list[str]] = {}
        self.repeated = False
        self.refus: Refus | None = None

    # --- blocks --------------------------------------------------------------------------------------------------

    def block(self, bloc: str) -> None:
        """Last year's expenses again, and what the ACI gives this year; a side begun already is left as it is."""
        spent = self.classeur.table(f"depenses_{bloc}")
        got = self.classeur.table(f"ressources_{bloc}")
        if spent is None or got is None:
            return
        self._side(bloc, "ressources", got, RESSOURCES, self._due(bloc, got))
        wrote = self._side(bloc, "dépenses", spent, DEPENSES, self._again(spent))
        self.repeated = self.repeated or wrote

    def _side(
        self,
        bloc: str,
        side: str,
        table: SheetTable,
        columns: EnTete,
        amounts: Iterator[tuple[Sequence[SheetCell], Decimal]],
    ) -> bool:
        """Writes the amounts of a side in the column of the year; whether there were any."""
        place = self._year_column(table, columns)
        if not place:
            return False
        if self._is_begun(table, columns):
            self.kept.setdefault(side, []).append(FEUILLES[bloc])
            return False
        wrote = False
        for row, amount in amounts:
            self._write(table, row[0].row, place, amount)
            wrote = True
        return wrote

    def _is_begun(self, table: SheetTable, columns: EnTete) -> bool:
        at = _places(table, columns).get(ANNEES[self.rang - 1])
        return at is not None and any(row[at].value for row in table.rows)

    def _year_column(self, table: SheetTable, columns: EnTete) -> int:
        """The column of the sheet that has the year, made at the right of the table when it lacks it; 0 if it cannot."""
        at = _places(table, columns)
        wanted = ANNEES[self.rang - 1]
        if wanted in at:
            return table.header[at[wanted]].column
        missing = tuple(str(year) for year in ANNEES[: self.rang] if year not in at)
        years = [rank for title, rank in at.items() if title in ANNEES]
        right, top = table.header[-1].column, table.header[0].row
        bottom = top + len(table.rows)
        blocked = self._beside(table, right, len(missing), bottom)
        if blocked is not None:
            message = f"il n'y a pas de place à droite du tableau {table.name} pour « {wanted} »."
            hint = f"dans Excel, insérez dans ce tableau une colonne titrée « {wanted} », puis recommencez."
            self.refus = self.refus or Refus(message, blocked.span, hint)
            return 0
        model = table.header[max(years)].column
        sheet = table.span.sheet or ""
        self.wider.append(Elargissement(sheet, table.name, missing, top, bottom, right, model))
        for rank, title in enumerate(missing, 1):
            self._write(table, top, right + rank, title)
        return right + len(missing)

    def _beside(self, table: SheetTable, right: int, count: int, bottom: int) -> SheetCell | None:
        sheet = next(sheet for sheet in self.classeur.sheets if sheet.title == table.span.sheet)
        for row in range(table.header[0].row, bottom + 1):
            for cell in sheet.line(row, right + 1, right + count):
                if cell.value is not None or cell.formula:
                    return cell
        return None

    def _due(self, bloc: str, table: SheetTable) -> Iterator[tuple[Sequence[SheetCell], Decimal]]:
        """What the year gives, on the first line of each origin of the ACI."""
        title = ANNEES[self.rang - 1]
        due: dict[str, Decimal] = {}
        for line in self.modele.lignes(f"ressources_{bloc}"):
            value = line.get(title)
            due[str(line.get(ORIGINE))] = _amount(value)
        at = _places(table, RESSOURCES)[ORIGINE]
        for row in table.rows:
            origine = str(row[at].value or "")
            amount = due.pop(origine, None) if origine in ORIGINES_ACI else None
            if amount is not None:
                yield row, amount

    def _again(self, table: SheetTable) -> Iterator[tuple[Sequence[SheetCell], Decimal]]:
        at = _places(table, DEPENSES).get(ANNEES[self.rang - 2])
        for row in table.rows if at is not None else ():
            value = row[at or 0].value
            if isinstance(value, Decimal) and value:
                yield row, value

    # --- parameters ----------------------------------------------------------------------------------------------

    def parameters(self) -> None:
        """The plafond of the year, where it is known, and the number of years."""
        table = self.classeur.table("parametres")
        for row in table.rows if table else ():
            match = PLAFOND.fullmatch(str(row[0].value or ""))
            if match is not None and table is not None:
                self._ceiling(table, row, match)
            elif row[0].value == NOMBRE_D_ANNEES and table is not None:
                known = row[1].value
                if isinstance(known, Decimal) and known < self.rang:
                    self._write(table, row[1].row, row[1].column, Decimal(self.rang))

    def _ceiling(self, table: SheetTable, row: Sequence[SheetCell], match: re.Match[str]) -> None:
        known = plafond_de(self.projet.plafonds, self.annee)
        if known is None or known.annee <= int(match[2]):
            self.said.append(
                f"le plafond de {self.annee} n'est pas connu : celui de {match[2]} reste"
            )
            return
        self._write(table, row[0].row, row[0].column, f"{match[1]}{known.annee}")
        self._write(table, row[1].row, row[1].column, known.montant)
        if isinstance(row[1].value, Decimal):
            self.thresholds[f"{row[1].value.normalize():f}"] = f"{known.montant.normalize():f}"
        self.said.append(
            f"plafond annuel de la Sécurité sociale : {euros(known.montant)} ({known.annee})"
        )

    def tell_of_years(self) -> None:
        before = self.rang - 1
        if self.repeated:
            self.said.append(f"les dépenses de l'année {before} sont reprises : revoyez-les")
        for side, blocs in self.kept.items():
            self.said.append(
                f"les {side} de l'année {self.rang} étaient déjà écrites : {et(blocs)}"
            )
        if self.wider:
            self.said.append(
                f"l'équilibre en tête des feuilles et la Synthèse n'ont pas l'année {self.rang} : "
                "« make budget » la montre"
            )

    # --- what is left --------------------------------------------------------------------------------------------

    def carry_over(self) -> None:
        """Two lines of *Réalisé* for each block that did not spend all of the year before, once it is closed."""
        suivi, before = self.comptes.realise, self.rang - 1
        table = self.classeur.table("realise")
        if table is None or suivi.arrete is None:
            return
        if before not in suivi.closes:
            self.said.append(f"l'année {before} n'est pas close au réalisé : rien n'est reporté")
            return
        left = {bloc: gap for bloc in BLOCS if (gap := self._left(bloc, before)) > 0}
        lines = [line for bloc, gap in left.items() for line in self._report(bloc, gap)]
        if not lines:
            return
        found = sous_le_tableau(self.classeur, table, lines)
        if isinstance(found, Refus):
            self.refus = self.refus or found
            return
        self.cells += found[0]
        self.longer = found[1]
        told = et(f"{FEUILLES[bloc]} {euros(gap)}" for bloc, gap in left.items())
        self.said.append(f"reporté de l'année {before}, au réalisé : {told}")

    def _left(self, bloc: str, year: int) -> Decimal:
        """What a block received in a year, transfers included, less what it spent."""
        suivi = self.comptes.realise
        got = sum((s.fait for s in suivi.ressources if (s.cle, s.annee) == (bloc, year)), ZERO)
        spent = sum((s.fait for s in suivi.depenses if (s.cle, s.annee) == (bloc, year)), ZERO)
        return got + self.projet.budget.recu_par(bloc, year) - spent

    def _report(self, bloc: str, amount: Decimal) -> Iterator[Valeurs]:
        start = self.comptes.contrat.annees[self.rang - 1].debut
        month = str(Echeance(start.replace(day=1), Precision.MOIS))
        for year, sign in ((self.rang - 1, -1), (self.rang, 1)):
            yield {
                MOIS: month,
                BLOC: FEUILLES[bloc],
                POSTE: REPORT,
                MONTANT: amount * sign,
                ANNEE: Decimal(year),
                COMMENTAIRE: f"Report de l'année {self.rang - 1} à l'année {self.rang}",
            }

    def _write(self, table: SheetTable, row: int, column: int, value: str | Decimal) -> None:
        sheet = table.span.sheet or ""
        made = SheetCell(value, row, column, (self.classeur.path, sheet))
        self.cells.append(Ecriture(sheet, row, column, made))


def _places(table: SheetTable, columns: EnTete) -> dict[Colonne, int]:
    named = (
        (columns.colonne(str(cell.value or "")), rank) for rank, cell in enumerate(table.header)
    )
    return {colonne: rank for colonne, rank in named if colonne is not None}


def _amount(value: object) -> Decimal:
    if isinstance(value, Formule):
        value = value.resultat
    return value if isinstance(value, Decimal) else ZERO
