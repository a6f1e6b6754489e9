"""The treasurer's workbook: two Excel tables per block, found by name, columns found by header."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.interpret.registre import interpret_indemnites, interpret_virements
from pipeline.interpret.tableaux import Row, Tableau
from pipeline.model.budget import (
    BLOCS,
    FEUILLES,
    NATURES,
    ORIGINES,
    SOUS_MISSIONS,
    STATUTS_RESSOURCE,
    Bloc,
    Budget,
    Depense,
    Ressource,
)
from pipeline.model.finding import Finding, did_you_mean, fold
from pipeline.model.source import SheetCell, SheetTable, Workbook
from pipeline.model.span import Placed, Span

COLONNES_DEPENSES = (
    "Libellé",
    "Fiche",
    "Sous-mission",
    "Quantité",
    "Unité",
    "Coût unitaire",
    "Étalement",
    "Commentaire",
)
COLONNES_RESSOURCES = ("Libellé", "Sous-mission", "Statut", "Financeur", "Commentaire")


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
    indemnites, whole = interpret_indemnites(workbook, findings)
    virements = interpret_virements(workbook, years, findings)
    return Budget(years, kept, Span(workbook.path), virements, indemnites, whole)


def _sheet_of(workbook: Workbook, bloc: str) -> str | None:
    return next((sheet for sheet in workbook.sheets if fold(sheet) == fold(FEUILLES[bloc])), None)


def _tables_of(workbook: Workbook, bloc: str) -> tuple[SheetTable | None, SheetTable | None]:
    return workbook.table(f"depenses_{bloc}"), workbook.table(f"ressources_{bloc}")


class _Block:
    """Reads one block: first whether its tables are there, then their lines."""

    def __init__(self, workbook: Workbook, bloc: str, findings: list[Finding]) -> None:
        self.workbook = workbook
        self.bloc = bloc
        self.findings = findings
        self.complete = True
        self.depenses: Tableau | None = None
        self.ressources: Tableau | None = None

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
        self.depenses = Tableau(depenses, ("Nature",), COLONNES_DEPENSES, self.findings, yearly=True)
        self.ressources = Tableau(ressources, ("Origine",), COLONNES_RESSOURCES, self.findings, yearly=True)
        return self.depenses.sound and self.ressources.sound

    @property
    def years(self) -> int:
        tables = (self.depenses, self.ressources)
        return max((year for table in tables if table for year in table.years), default=0)

    def read(self, years: int) -> Bloc:
        assert self.depenses is not None, "read comes after find"
        assert self.ressources is not None, "read comes after find"
        depenses = tuple(_depense(self.depenses, row, years) for row in self.rows(self.depenses))
        ressources = tuple(_ressource(self.ressources, row, years) for row in self.rows(self.ressources))
        place = Span(self.workbook.path, self.depenses.table.span.line, 0, self.depenses.table.span.sheet)
        complete = self.complete and self.depenses.complete and self.ressources.complete
        return Bloc(self.bloc, depenses, ressources, place, complete)

    def rows(self, tableau: Tableau) -> list[Row]:
        """The rows of a table; what stands outside it is reported, never lost."""
        for rank, line in enumerate(tableau.table.below):
            self.outside(line, rank, tableau.table.name)
        return list(tableau.rows())

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


def _depense(table: Tableau, row: Row, years: int) -> Depense:
    nature = table.choice(row, "Nature", NATURES)
    montants, cells = table.amounts(row, years)
    return Depense(
        nature=nature,
        libelle=table.text(row, "Libellé"),
        fiche=_fiche(table, row),
        montants=montants,
        commentaire=table.text(row, "Commentaire"),
        span=row[0].span,
        quantite=table.quantity(row, "Quantité"),
        unite=table.text(row, "Unité"),
        cout_unitaire=table.euros(row, "Coût unitaire"),
        etalement=table.etalement(row),
        sous_mission=table.choice(row, "Sous-mission", SOUS_MISSIONS, required=False),
        cellules=cells,
    )


def _fiche(table: Tableau, row: Row) -> Placed[str] | None:
    """The code of a fiche; the list of choices writes its title after it, « M3-01 — Surpoids de l'enfant »."""
    placed = table.placed(row, "Fiche")
    return Placed(placed.value.upper().split(" ")[0], placed.span) if placed else None


def _ressource(table: Tableau, row: Row, years: int) -> Ressource:
    origine = table.choice(row, "Origine", ORIGINES)
    montants, cells = table.amounts(row, years)
    return Ressource(
        origine=origine,
        libelle=table.text(row, "Libellé"),
        montants=montants,
        statut=table.choice(row, "Statut", STATUTS_RESSOURCE, required=False),
        financeur=table.text(row, "Financeur"),
        commentaire=table.text(row, "Commentaire"),
        span=row[0].span,
        cellules=cells,
        sous_mission=table.choice(row, "Sous-mission", SOUS_MISSIONS, required=False),
    )
