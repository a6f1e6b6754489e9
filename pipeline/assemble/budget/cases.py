"""Where each figure of the budget comes from: the cell of the workbook that holds it, for whoever reads it in a page.

Documents on paper have no use of it: a page alone leads from a sum to its lines, and from a line to its cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.assemble.budget.detaille import GUTTER
from pipeline.assemble.budget.montants import RIGHT, printer, year_titles
from pipeline.assemble.partie import alinea, etiquette, tableau, titre
from pipeline.model.budget import (
    ACCES_SOINS,
    CENT,
    SOUS_MISSIONS,
    Bloc,
    Budget,
    Depense,
    Operation,
    Ressource,
)
from pipeline.model.document import Contenu
from pipeline.model.langue.francais import majuscule, nombre
from pipeline.model.motif import motif
from pipeline.model.prose import Cell, Heading, LineBreak, Renvoi, Table, Text, plain, text_of

TITRE = "D'où vient chaque chiffre"
DIT = (
    "Un total est une somme de ces lignes. Sous chaque montant, la case du classeur {} qui le porte : "
    "la feuille, puis la case."
)
POSTES = "Par nature et par origine"
CASES, REALISE, PAR_POSTE = "cases", "cases-realise", "cases-par-poste"
TOTAL, COMMUN, PART, SOUS_TOTAL = "Total", "Sans fiche", "dont", "Sous-total"
"""What rows of sums are called, by their first words."""

AVANT = 3
"""The columns of words, before those of the years."""

CODE = motif("M[1-6]-[0-9]+")
Ligne = tuple[str, Depense | Ressource]
"""What stands before a line, and the line."""


def cases(budget: Budget) -> Iterator[Contenu]:
    """Every line of the workbook with its cells, block by block, then what was really spent and received."""
    if not budget.blocs:
        return
    yield titre(1, TITRE, ancre=CASES, repere=TITRE)
    yield alinea(DIT.format(budget.span.path))
    for bloc in budget.blocs:
        if not bloc.vide:
            yield titre(2, bloc.titre, ancre=ancre_du_bloc(bloc), repere=bloc.titre)
            yield etiquette(f"Lignes de la feuille {bloc.feuille}")
            yield _lines(_of_bloc(bloc), "Poste", budget)
    yield from _by_poste(budget)
    if budget.realise:
        yield titre(2, "Le réalisé", ancre=REALISE, repere="Le réalisé")
        yield etiquette("Sommes dépensées et reçues")
        yield _operations(budget.realise)


def ancre_du_bloc(bloc: Bloc) -> str:
    return f"{CASES}-{bloc.cle.replace('_', '-')}"


def _by_poste(budget: Budget) -> Iterator[Contenu]:
    """The lines of each nature and of each origin, wherever they stand in the workbook."""
    yield titre(2, POSTES, ancre=PAR_POSTE, repere=POSTES)
    for rank, (name, lines) in enumerate(_postes(budget).items(), 1):
        yield titre(3, name, ancre=_ancre_du_poste(rank), repere=name)
        yield etiquette(f"{name} : les lignes du classeur")
        yield _lines(lines, "Feuille", budget)


def _postes(budget: Budget) -> dict[str, list[Ligne]]:
    """The lines by nature, then by origin, as tables name these, each with its sheet."""
    expenses: list[Ligne] = [(one.feuille, line) for one in budget.blocs for line in one.depenses]
    resources: list[Ligne] = [
        (one.feuille, line) for one in budget.blocs for line in one.ressources
    ]
    found: dict[str, list[Ligne]] = {}
    for sheet, line in (*expenses, *resources):
        if _poste(line):
            found.setdefault(_poste(line), []).append((sheet, line))
    return found


def _of_bloc(bloc: Bloc) -> list[Ligne]:
    lines: tuple[Depense | Ressource, ...] = (*bloc.depenses, *bloc.ressources)
    return [(_poste(line), line) for line in lines]


def _ancre_du_poste(rank: int) -> str:
    return f"{PAR_POSTE}-{rank}"


def _lines(lines: Sequence[Ligne], head: str, budget: Budget) -> Table:
    """Lines with their cells; ``head`` is above what stands before each."""
    header = (head, "Libellé", "Fiche", *year_titles(budget))
    money = printer(budget)
    blank = [""] * budget.annees
    words = [(before, line.libelle, _fiche(line), *blank) for before, line in lines]
    named = tableau(header, words, ("left", "left", "left", *[RIGHT] * budget.annees))
    rows = (
        (*row[:AVANT], *(_amount(money(amount), where) for amount, where in _amounts(line)))
        for row, (_before, line) in zip(named.rows, lines, strict=True)
    )
    return replace(named, rows=tuple(rows))


def _poste(line: Depense | Ressource) -> str:
    return majuscule(line.nature if isinstance(line, Depense) else line.origine)


def _fiche(line: Depense | Ressource) -> str:
    return line.fiche.value if isinstance(line, Depense) and line.fiche else ""


def _amounts(line: Depense | Ressource) -> Iterator[tuple[Decimal, str]]:
    names = [cell.name for cell in line.cellules]
    return zip(line.montants, (*names, *[""] * len(line.montants)), strict=False)


def _amount(amount: str, where: str) -> Cell:
    return Cell((Text(amount), LineBreak(), Text(where)) if where else plain(amount))


def _operations(operations: Iterable[Operation]) -> Table:
    rows = [
        (str(one.mois), majuscule(one.poste), one.libelle, one.fiche.value if one.fiche else "", "")
        for one in operations
    ]
    header = ("Mois", "Poste", "Libellé", "Fiche", "Montant")
    named = tableau(header, rows, ("left", "left", "left", "left", RIGHT))
    amounts = (
        _amount(f"{nombre(one.montant.quantize(CENT))}\u00a0€", _name(one)) for one in operations
    )
    whole = (*((*row[:-1], amount) for row, amount in zip(named.rows, amounts, strict=True)),)
    return replace(named, rows=whole)


def _name(operation: Operation) -> str:
    return f"{operation.cellule.sheet}!{operation.cellule.cell}"


# --- from a sum to its lines ----------------------------------------------------------------------------------------


def leading_to_cells(corps: Iterable[Contenu], budget: Budget) -> Iterator[Contenu]:
    """The same contents, each row of a block, a fiche, a nature, an origin or a total leading to the lines that it sums up.

    Under the title of a block, a nature or a total is that of the block.
    """
    blocs = {bloc.titre: bloc for bloc in budget.blocs if not bloc.vide}
    everywhere = _targets(budget)
    targets = everywhere
    for content in corps:
        if isinstance(content, Heading):
            bloc = blocs.get(text_of(content.inlines))
            targets = _within(bloc, everywhere) if bloc else everywhere
        yield _with_links(content, targets) if isinstance(content, Table) else content


def leading_to_blocs(corps: Iterable[Contenu], budget: Budget) -> Iterator[Contenu]:
    """The same, for tables whose totals are no sums of the workbook: only rows of a block lead to its lines."""
    targets = _of_blocs(budget)
    for content in corps:
        yield _with_links(content, targets) if isinstance(content, Table) else content


def _of_blocs(budget: Budget) -> dict[str, str]:
    """The name of a block, of its sheet or of one of its fiches → where its lines are."""
    found: dict[str, str] = {}
    for bloc in budget.blocs:
        if bloc.vide:
            continue
        codes = (line.fiche.value for line in bloc.depenses if line.fiche)
        for name in (bloc.titre, bloc.feuille, *codes):
            found.setdefault(name, ancre_du_bloc(bloc))
    return found


def _targets(budget: Budget) -> Mapping[str, str]:
    """What a row is called → where its lines are."""
    postes = {name: _ancre_du_poste(rank) for rank, name in enumerate(_postes(budget), 1)}
    months = {str(one.mois): REALISE for one in budget.realise}
    sums = {TOTAL: CASES, COMMUN: CASES, SOUS_TOTAL: PAR_POSTE}
    return {**postes, **months, **sums, **_of_halves(budget), **_of_blocs(budget)}


def _of_halves(budget: Budget) -> dict[str, str]:
    """The two halves of the access to care, which stand on one sheet."""
    where = next((ancre_du_bloc(one) for one in budget.blocs if one.cle == ACCES_SOINS), "")
    return dict.fromkeys((PART, *map(majuscule, SOUS_MISSIONS)), where) if where else {}


def _within(bloc: Bloc, everywhere: Mapping[str, str]) -> Mapping[str, str]:
    return dict.fromkeys(everywhere, ancre_du_bloc(bloc))


def _with_links(table: Table, targets: Mapping[str, str]) -> Table:
    return replace(table, rows=tuple(_row(row, targets) for row in table.rows))


def _row(row: tuple[Cell, ...], targets: Mapping[str, str]) -> tuple[Cell, ...]:
    """Its cell that names it leads there: expenses and resources that stand abreast have each their own."""
    found = [_linked(cell, targets) for cell in row]
    first = next((rank for rank, cell in enumerate(found) if cell), None)
    abreast = next(
        (rank for rank, cell in enumerate(row) if text_of(cell.inlines) == GUTTER), len(row)
    )
    kept = {first, next((rank for rank in range(abreast, len(row)) if found[rank]), None)}
    return tuple(
        linked if linked and rank in kept else cell
        for rank, (cell, linked) in enumerate(zip(row, found, strict=True))
    )


def _linked(cell: Cell, targets: Mapping[str, str]) -> Cell | None:
    name = text_of(cell.inlines)
    target = next((targets[called] for called in _called(name) if called in targets), "")
    return replace(cell, inlines=(Renvoi(target, name, vivant=False),)) if target else None


def _called(name: str) -> Iterator[str]:
    """The names that a row may go by: « ACI volet fixe, Assurance maladie », « M1-01 Trouver… », « dont 1A… »."""
    yield name
    yield name.partition(", ")[0]
    yield name.partition("\u00a0:")[0].partition(" :")[0]
    first = name.partition(" ")[0]
    if first == PART or CODE.fullmatch(first):
        yield first
