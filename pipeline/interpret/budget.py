"""The treasurer's workbook: two Excel tables per block, found by name, columns found by header."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from pipeline.interpret.nombres import parse_montant
from pipeline.model.budget import (
    BLOCS,
    FEUILLES,
    NATURES,
    ORIGINES,
    STATUTS_RESSOURCE,
    Annees,
    Bloc,
    Budget,
    Depense,
    Ressource,
)
from pipeline.model.finding import Finding, did_you_mean, fold
from pipeline.model.francais import euros
from pipeline.model.source import SheetCell, SheetTable, Workbook
from pipeline.model.span import Placed, Span

MAX_AMOUNT = Decimal(10) ** 9
"""Euros; a thousand times the budget of the largest CPTS."""

ANNEE = re.compile(r"annee ([1-5])")
COLONNES_DEPENSES = ("Nature", "Libellé", "Fiche", "Commentaire")
COLONNES_RESSOURCES = ("Origine", "Libellé", "Statut", "Financeur", "Commentaire")


def interpret_budget(workbook: Workbook, blocs: Sequence[str], findings: list[Finding]) -> Budget | None:
    """The blocks asked for, in the order of the ACI; None when a sheet or a table is missing.

    ``blocs`` are the blocks that the project needs; another block that holds lines is read too, to be compared.
    """
    present = [bloc for bloc in BLOCS if _sheet_of(workbook, bloc) or _tables_of(workbook, bloc) != (None, None)]
    readers = [_Block(workbook, bloc, findings) for bloc in BLOCS if bloc in blocs or bloc in present]
    sound = [reader for reader in readers if reader.find()]
    if len(sound) < len(readers):
        return None
    years = max((reader.years for reader in sound), default=0)
    read = [reader.read(years) for reader in sound]
    kept = tuple(bloc for bloc in read if bloc.cle in blocs or bloc.depenses or bloc.ressources)
    return Budget(years, kept, Span(workbook.path))


def _sheet_of(workbook: Workbook, bloc: str) -> str | None:
    return next((sheet for sheet in workbook.sheets if fold(sheet) == fold(FEUILLES[bloc])), None)


def _tables_of(workbook: Workbook, bloc: str) -> tuple[SheetTable | None, SheetTable | None]:
    return workbook.table(f"depenses_{bloc}"), workbook.table(f"ressources_{bloc}")


class _Columns:
    """The place of each known column of a table, and of each contract year.

    A missing column is not told beside an unknown one: it is most often that one, renamed.
    """

    def __init__(self, table: SheetTable, known: Sequence[str], required: str, findings: list[Finding]) -> None:
        self.table = table
        self.at: dict[str, int] = {}
        self.years: dict[int, int] = {}
        self.unknown = False
        by_fold = {fold(name): name for name in known}
        for index, cell in enumerate(table.header):
            title = str(cell.value or "")
            year = ANNEE.fullmatch(fold(title))
            if year:
                self.years[int(year[1])] = index
            elif fold(title) in by_fold:
                self.at[by_fold[fold(title)]] = index
            else:
                message = f"la colonne « {title} » du tableau {table.name} n'est pas connue."
                findings.append(Finding("B003", message, cell.span, did_you_mean(title, (*known, "Année 1"))))
                self.unknown = True
        missing = [required] if required not in self.at else []
        if 1 not in self.years:
            missing.append("Année 1")
        for name in missing if not self.unknown else ():
            message = f"il manque la colonne « {name} » dans le tableau {table.name}."
            findings.append(Finding("B003", message, table.span))
        self.sound = not missing


class _Block:
    """Reads one block: first whether its tables are there, then their lines."""

    def __init__(self, workbook: Workbook, bloc: str, findings: list[Finding]) -> None:
        self.workbook = workbook
        self.bloc = bloc
        self.findings = findings
        self.complete = True
        self.depenses: _Columns | None = None
        self.ressources: _Columns | None = None

    def say(self, code: str, message: str, span: Span, hints: tuple[str, ...] = ()) -> None:
        self.findings.append(Finding(code, message, span, hints))

    def find(self) -> bool:
        """Whether both tables are there with their columns; reports what is not."""
        sheet = FEUILLES[self.bloc]
        depenses, ressources = _tables_of(self.workbook, self.bloc)
        if depenses is None and ressources is None and _sheet_of(self.workbook, self.bloc) is None:
            message = f"il manque la feuille « {sheet} »."
            self.say("B001", message, Span(self.workbook.path), did_you_mean(sheet, self.workbook.sheets))
            return False
        for name, table in (("depenses", depenses), ("ressources", ressources)):
            if table is None:
                message = f"il manque le tableau nommé « {name}_{self.bloc} »."
                hint = "dans Excel : Création de tableau, Nom du tableau."
                self.say("B002", message, Span(self.workbook.path, sheet=sheet), (hint,))
        if depenses is None or ressources is None:
            return False
        self.depenses = _Columns(depenses, COLONNES_DEPENSES, "Nature", self.findings)
        self.ressources = _Columns(ressources, COLONNES_RESSOURCES, "Origine", self.findings)
        return self.depenses.sound and self.ressources.sound

    @property
    def years(self) -> int:
        columns = (self.depenses, self.ressources)
        return max((year for found in columns if found for year in found.years), default=0)

    def read(self, years: int) -> Bloc:
        assert self.depenses is not None, "read comes after find"
        assert self.ressources is not None, "read comes after find"
        depenses = tuple(self.depense(row, self.depenses, years) for row in self.rows(self.depenses))
        ressources = tuple(self.ressource(row, self.ressources, years) for row in self.rows(self.ressources))
        place = Span(self.workbook.path, self.depenses.table.span.line, 0, self.depenses.table.span.sheet)
        return Bloc(self.bloc, depenses, ressources, place, self.complete)

    def rows(self, columns: _Columns) -> list[tuple[SheetCell, ...]]:
        """The rows that hold something; what stands outside them is reported, never lost."""
        self.complete = self.complete and not columns.unknown
        for rank, line in enumerate(columns.table.below):
            self.outside(line, rank, columns.table.name)
        for area in columns.table.merged:
            self.say("B014", f"des cellules sont fusionnées dans le tableau {columns.table.name}.", area)
            self.complete = False
        return [
            row
            for row in columns.table.rows
            if any(cell.value is not None or cell.uncomputed or cell.error for cell in row)
        ]

    def outside(self, line: Sequence[SheetCell], rank: int, table: str) -> None:
        """A line under a table: right below it, anything counts; further down, only what begins as a line of ours."""
        filled = [cell for cell in line if cell.value is not None]
        words = {fold(word) for word in (*NATURES, *ORIGINES)}
        if not filled or (rank and fold(str(filled[0].value)) not in words):
            return
        where = "sous" if rank else "juste sous"
        message = f"« {filled[0].value} » est écrit {where} le tableau {table} et n'en fait pas partie."
        hint = "étirez le tableau pour y faire entrer cette ligne, ou effacez-la."
        self.say("B015", message, filled[0].span, (hint,))
        self.complete = False

    def depense(self, row: Sequence[SheetCell], columns: _Columns, years: int) -> Depense:
        fiche = self.text(row, columns, "Fiche")
        return Depense(
            self.one_of(row, columns, "Nature", NATURES),
            self.text(row, columns, "Libellé"),
            Placed(fiche.upper(), row[columns.at["Fiche"]].span) if fiche else None,
            self.amounts(row, columns, years)[0],
            self.text(row, columns, "Commentaire"),
            row[0].span,
        )

    def ressource(self, row: Sequence[SheetCell], columns: _Columns, years: int) -> Ressource:
        montants, cells = self.amounts(row, columns, years)
        return Ressource(
            self.one_of(row, columns, "Origine", ORIGINES),
            self.text(row, columns, "Libellé"),
            montants,
            self.one_of(row, columns, "Statut", STATUTS_RESSOURCE, required=False),
            self.text(row, columns, "Financeur"),
            self.text(row, columns, "Commentaire"),
            row[0].span,
            cells,
        )

    # --- one cell ------------------------------------------------------------------------------------------------

    def text(self, row: Sequence[SheetCell], columns: _Columns, name: str) -> str:
        index = columns.at.get(name)
        if index is None:
            return ""
        cell = row[index]
        if cell.error or cell.uncomputed:
            self.faulty(cell)
            return ""
        return "" if cell.value is None else str(cell.value)

    def one_of(
        self, row: Sequence[SheetCell], columns: _Columns, name: str, values: Sequence[str], required: bool = True
    ) -> str:
        typed = self.text(row, columns, name)
        if not typed and (not required or name not in columns.at):
            return ""
        for value in values:
            if fold(value) == fold(typed):
                return value
        span = row[columns.at[name]].span
        if typed:
            message = f"« {typed} » n'est pas une valeur de la colonne « {name} »."
            self.say("B008", message, span, did_you_mean(typed, values))
        elif not self.findings or self.findings[-1].span != span:
            hint = "valeurs connues : " + ", ".join(values) + "."
            self.say("B008", f"cette ligne n'a pas de « {name} ».", span, (hint,))
        return ""

    def amounts(self, row: Sequence[SheetCell], columns: _Columns, years: int) -> tuple[Annees, tuple[Span, ...]]:
        amounts: list[Decimal] = []
        places: list[Span] = []
        for year in range(1, years + 1):
            index = columns.years.get(year)
            if index is None:
                amounts.append(Decimal(0))
                places.append(row[0].span)
                continue
            amounts.append(self.amount(row[index]))
            places.append(row[index].span)
        return tuple(amounts), tuple(places)

    def amount(self, cell: SheetCell) -> Decimal:
        """Euros and cents; an empty cell is zero, anything unclear is a finding and leaves the block incomplete."""
        if cell.error or cell.uncomputed:
            self.faulty(cell)
            return Decimal(0)
        value = cell.value
        if value is None:
            return Decimal(0)
        amount = value if isinstance(value, Decimal) else parse_montant(str(value))
        if amount is not None and abs(amount) > MAX_AMOUNT:
            self.say("B004", f"le montant « {amount:g} » est hors de toute mesure.", cell.span)
            self.complete = False
            return Decimal(0)
        if amount is None:
            self.say("B004", f"le montant « {value} » n'est pas un nombre{_why(str(value))}.", cell.span)
            self.complete = False
            return Decimal(0)
        if amount < 0:
            self.say("B009", f"le montant {euros(amount)} est négatif.", cell.span)
            self.complete = False
        elif isinstance(value, str):
            message = f"le montant « {value} » est saisi comme du texte ; il a été compris comme un nombre."
            self.say("B016", message, cell.span)
        return round(amount, 2)

    def faulty(self, cell: SheetCell) -> None:
        self.complete = False
        if cell.error:
            message = f"la cellule affiche l'erreur {cell.error} : corrigez sa formule."
            self.say("B005", message, cell.span)
        else:
            hint = "ouvrez le classeur dans Excel ou LibreOffice, enregistrez-le, puis recommencez."
            self.say("B006", "le résultat de cette formule n'a jamais été calculé.", cell.span, (hint,))


HINTS: Mapping[re.Pattern[str], str] = {
    re.compile(r"[0-9 ]*[oO][0-9oO ]*"): " (lettre O au lieu du chiffre 0 ?)",
    re.compile(r"[0-9 ]*[lI][0-9lI ]*"): " (lettre l ou I au lieu du chiffre 1 ?)",
    re.compile(r"[0-9]+\.[0-9]+.*"): " (le point peut se lire de deux façons : utilisez la virgule)",
}


def _why(typed: str) -> str:
    return next((hint for pattern, hint in HINTS.items() if pattern.fullmatch(typed.strip())), "")
