"""The treasurer's workbook: two Excel tables per block, found by name, columns found by header."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from pipeline.interpret.classeur.copies import sheets_copied
from pipeline.interpret.classeur.emplacements import find_table, sheet_named
from pipeline.interpret.classeur.realise import interpret_realise
from pipeline.interpret.classeur.registre import (
    interpret_indemnites,
    interpret_parametres,
    interpret_synthese,
    interpret_virements,
)
from pipeline.interpret.classeur.tableaux import Dictionnaire, Row, Tableau
from pipeline.model import colonnes
from pipeline.model.budget import (
    BLOCS,
    DEPENSES,
    FEUILLES,
    NATURES,
    ORIGINES,
    REPORT,
    RESSOURCES,
    SOUS_MISSIONS,
    STATUTS_RESSOURCE,
    Bloc,
    Budget,
    Depense,
    Ressource,
    TotalAffiche,
    cents,
)
from pipeline.model.colonnes import (
    ANNEES,
    COMMENTAIRE,
    COUT_UNITAIRE,
    COUTS_UNITAIRES,
    DE,
    ETALEMENT,
    FINANCEUR,
    LIBELLE,
    MOIS,
    MONTANT,
    NATURE,
    ORIGINE,
    PERSONNE,
    QUANTITE,
    QUANTITES,
    REALISE,
    SOUS_MISSION,
    STATUT,
    UNITE,
    VERS,
    Colonne,
    en_tete_du_tableau,
)
from pipeline.model.finding import Finding
from pipeline.model.langue.mots import did_you_mean
from pipeline.model.source import SheetTable, Workbook
from pipeline.model.span import Span


def interpret_budget(
    workbook: Workbook,
    blocs: Sequence[str],
    findings: list[Finding],
    postes: Dictionnaire | None = None,
) -> Budget | None:
    """The blocks asked for, in the order of the ACI; None for a workbook that is not of our form.

    ``blocs`` are the blocks that the project needs; another block that holds lines is read too, to be compared.  When a
    sheet, a table or a column is missing, the budget is not ``entier``: what could be read of the rest is there.
    """
    if not any(_has_tables(workbook, bloc) for bloc in BLOCS):
        findings.append(_of_another_form(workbook.path))
        return None
    findings.extend(sheets_copied(workbook))
    readers = [
        _Block(workbook, bloc, findings, postes)
        for bloc in BLOCS
        if bloc in blocs or _is_there(workbook, bloc)
    ]
    found = [reader.find() for reader in readers]
    years = max((reader.years for reader in readers), default=0)
    read = [reader.read(years) for reader in readers]
    indemnites, whole = interpret_indemnites(workbook, findings)
    realise, told, soldes = interpret_realise(workbook, years, findings, postes)
    return Budget(
        annees=years,
        blocs=_kept(read, blocs),
        span=Span(workbook.path),
        virements=interpret_virements(workbook, years, findings),
        indemnites=indemnites,
        registre_complet=whole,
        realise=realise,
        realise_complet=told,
        soldes=soldes,
        totaux_affiches=tuple(_totals(workbook, readers, years)),
        parametres=interpret_parametres(workbook),
        entier=all(found),
    )


def _kept(read: Iterable[Bloc], blocs: Sequence[str]) -> tuple[Bloc, ...]:
    return tuple(bloc for bloc in read if bloc.cle in blocs or not bloc.vide)


def _totals(workbook: Workbook, readers: Sequence[_Block], years: int) -> Iterator[TotalAffiche]:
    for reader in readers:
        yield from reader.totals()
    yield from interpret_synthese(workbook, years)


def _has_tables(workbook: Workbook, bloc: str) -> bool:
    """Whether anything of ours is there: a table by its name, or one with our titles on the sheet of the block."""
    sheet = FEUILLES[bloc]
    wanted = ((f"depenses_{bloc}", NATURE), (f"ressources_{bloc}", ORIGINE))
    return any(
        find_table(workbook, name, sheet, (first, ANNEES[0]), []) is not None
        for name, first in wanted
    )


def _of_another_form(path: str) -> Finding:
    """A workbook kept otherwise: one sentence, and the two ways that lead out."""
    message = "ce classeur n'a pas la forme attendue : aucun des tableaux du budget n'y est."
    hints = (
        f"« make importer FICHIER={path} » y reprend vos montants, dans un classeur à côté.",
        "« make classeur » en crée un sans montant.",
    )
    return Finding("B002", message, Span(path), hints)


def _is_there(workbook: Workbook, bloc: str) -> bool:
    names = (f"depenses_{bloc}", f"ressources_{bloc}")
    return sheet_named(workbook, FEUILLES[bloc]) is not None or any(
        workbook.table(name) for name in names
    )


class _Block:
    """Reads one block: first whether its tables are there, then their lines."""

    def __init__(
        self,
        workbook: Workbook,
        bloc: str,
        findings: list[Finding],
        postes: Dictionnaire | None,
    ) -> None:
        self.postes = postes
        self.workbook = workbook
        self.bloc = bloc
        self.findings = findings
        self.depenses: Tableau | None = None
        self.ressources: Tableau | None = None

    def find(self) -> bool:
        """Whether both tables are there with their columns; reports what is not."""
        if not _is_there(self.workbook, self.bloc):
            sheet = FEUILLES[self.bloc]
            hints = did_you_mean(sheet, self.workbook.titles)
            self.findings.append(
                Finding(
                    "B001", f"il manque la feuille « {sheet} ».", Span(self.workbook.path), hints
                )
            )
            return False
        depenses = self.table("depenses", NATURE)
        ressources = self.table("ressources", ORIGINE)
        if depenses is not None:
            self.depenses = Tableau(
                depenses, colonnes.DEPENSES, self.findings, NATURES, self.postes
            )
        if ressources is not None:
            self.ressources = Tableau(
                ressources, colonnes.RESSOURCES, self.findings, ORIGINES, self.postes
            )
        return self.sound

    @property
    def sound(self) -> bool:
        """Whether both tables are there, with the columns without which no sum can be made."""
        return all(table is not None and table.sound for table in (self.depenses, self.ressources))

    def table(self, kind: str, first: Colonne) -> SheetTable | None:
        name, sheet = f"{kind}_{self.bloc}", FEUILLES[self.bloc]
        found = find_table(self.workbook, name, sheet, (first, ANNEES[0]), self.findings)
        if found is None:
            hint = "dans Excel : Création de tableau, Nom du tableau."
            place = Span(self.workbook.path, sheet=sheet)
            self.findings.append(
                Finding("B002", f"il manque le tableau nommé « {name} ».", place, (hint,))
            )
        return found

    @property
    def years(self) -> int:
        tables = (self.depenses, self.ressources)
        return max((year for table in tables if table for year in table.years), default=0)

    def read(self, years: int) -> Bloc:
        """The lines of the tables that are there; the block is not ``complet`` when one of them is not."""
        depenses = tuple(_depense(table, row, years) for table, row in _rows(self.depenses))
        ressources = tuple(_ressource(table, row, years) for table, row in _rows(self.ressources))
        tables = [table for table in (self.depenses, self.ressources) if table is not None]
        names = [table.name.casefold() for table in self.workbook.tables]
        once = all(
            names.count(f"{kind}_{self.bloc}") < 2 for kind in ("depenses", "ressources")
        )  # B035 tells it
        complete = self.sound and all(table.complete for table in tables) and once
        return Bloc(self.bloc, depenses, ressources, self.place(tables), complete)

    def place(self, tables: Sequence[Tableau]) -> Span:
        if not tables:
            return Span(self.workbook.path)
        first = tables[0].table.span
        return Span(self.workbook.path, first.line, 0, first.sheet)

    def totals(self) -> Iterator[TotalAffiche]:
        """The totals that the treasurer sees under the tables."""
        for cote, tableau in ((DEPENSES, self.depenses), (RESSOURCES, self.ressources)):
            if tableau is None or not tableau.totals:
                continue
            for year, index in tableau.years.items():
                cell = tableau.totals[index]
                if isinstance(cell.value, Decimal):
                    yield TotalAffiche(self.bloc, cote, year, cents(cell.value), cell.span)


def _rows(table: Tableau | None) -> list[tuple[Tableau, Row]]:
    """Each line of a table that may be absent, with the table that reads it."""
    return [] if table is None else [(table, row) for row in table.rows()]


def lines_of_tables(workbook: Workbook) -> dict[str, tuple[SheetTable, Sequence[Row]]]:
    """Each table of ours that the workbook has, with the rows that count, whatever is wrong in them."""
    found: dict[str, tuple[SheetTable, Sequence[Row]]] = {}
    for name, feuille, titles, words in _TABLES:
        table = find_table(workbook, name, feuille, titles, [])
        if table is not None:
            tableau = Tableau(table, en_tete_du_tableau(name), [], words)
            found[name] = (table, list(tableau.rows()) if titles[0] in tableau.at else [])
    return found


_TABLES: tuple[tuple[str, str, tuple[Colonne, ...], tuple[str, ...]], ...] = (
    *((f"depenses_{bloc}", FEUILLES[bloc], (NATURE, ANNEES[0]), NATURES) for bloc in BLOCS),
    *((f"ressources_{bloc}", FEUILLES[bloc], (ORIGINE, ANNEES[0]), ORIGINES) for bloc in BLOCS),
    ("indemnites", "Indemnités", (PERSONNE, MOIS), ()),
    ("realise", "Réalisé", REALISE.requises, ()),
    ("virements", "Synthèse", (DE, VERS, MONTANT), ()),
)


def _depense(table: Tableau, row: Row, years: int) -> Depense:
    nature = table.choice(row, NATURE, NATURES)
    montants, cells = table.amounts(row, years)
    return Depense(
        nature=nature,
        libelle=table.text(row, LIBELLE),
        fiche=table.fiche(row),
        montants=montants,
        commentaire=table.text(row, COMMENTAIRE),
        span=row[0].span,
        quantite=table.quantity(row, QUANTITE),
        unite=table.text(row, UNITE),
        cout_unitaire=table.euros(row, COUT_UNITAIRE),
        etalement=table.etalement(row),
        sous_mission=table.choice(row, SOUS_MISSION, SOUS_MISSIONS, required=False),
        cellules=cells,
        quantites=_later(table, QUANTITES, lambda colonne: table.quantity(row, colonne)),
        couts=_later(table, COUTS_UNITAIRES, lambda colonne: table.euros(row, colonne)),
        hausse=table.rise(row),
        dit_quand=table.place(row, ETALEMENT),
    )


def _ressource(table: Tableau, row: Row, years: int) -> Ressource:
    origine = table.choice(row, ORIGINE, ORIGINES)
    montants, cells = table.amounts(row, years, signed=origine == REPORT)
    return Ressource(
        origine=origine,
        libelle=table.text(row, LIBELLE),
        montants=montants,
        statut=table.choice(row, STATUT, STATUTS_RESSOURCE, required=False),
        financeur=table.text(row, FINANCEUR),
        commentaire=table.text(row, COMMENTAIRE),
        span=row[0].span,
        cellules=cells,
        sous_mission=table.choice(row, SOUS_MISSION, SOUS_MISSIONS, required=False),
        etalement=table.etalement(row),
        dit_quand=table.place(row, ETALEMENT),
    )


def _later(
    table: Tableau, columns: Sequence[Colonne], read: Callable[[Colonne], Decimal | None]
) -> tuple[Decimal | None, ...]:
    """What is said of the contract years from the second; nothing where the table has none of these columns."""
    if not any(colonne in table.at for colonne in columns):
        return ()
    return tuple(map(read, columns))
