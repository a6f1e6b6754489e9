"""Where each figure of the budget comes from: the cell of the workbook that holds it, for whoever reads it in a page.

Documents on paper have no use of it: a page alone leads from a sum to its lines, and from a line to its cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.assemble.budget.montants import RIGHT, capital, printer, year_titles
from pipeline.assemble.partie import alinea, etiquette, tableau, titre
from pipeline.model.budget import CENT, Bloc, Budget, Depense, Operation, Ressource
from pipeline.model.document import Contenu
from pipeline.model.langue.francais import nombre
from pipeline.model.prose import Cell, LineBreak, Renvoi, Table, Text, plain, text_of

TITRE = "D'où vient chaque chiffre"
DIT = (
    "Un total est une somme de ces lignes. Sous chaque montant, la case du classeur {} qui le porte : "
    "la feuille, puis la case."
)
CASES, REALISE = "cases", "cases-realise"
Lignes = Sequence[Depense | Ressource]


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
            yield _lines(bloc, budget)
    if budget.realise:
        yield titre(2, "Le réalisé", ancre=REALISE, repere="Le réalisé")
        yield etiquette("Sommes dépensées et reçues")
        yield _operations(budget.realise)


def ancre_du_bloc(bloc: Bloc) -> str:
    return f"{CASES}-{bloc.cle.replace('_', '-')}"


def _lines(bloc: Bloc, budget: Budget) -> Table:
    header = ("Poste", "Libellé", "Fiche", *year_titles(budget))
    money = printer(budget)
    lines: Lignes = (*bloc.depenses, *bloc.ressources)
    named = tableau(header, map(_said, lines), ("left", "left", "left", *[RIGHT] * budget.annees))
    rows = (
        (*row, *(_amount(money(amount), where) for amount, where in _amounts(line)))
        for row, line in zip(named.rows, lines, strict=True)
    )
    return replace(named, rows=tuple(rows))


def _said(line: Depense | Ressource) -> tuple[str, str, str]:
    if isinstance(line, Depense):
        return capital(line.nature), line.libelle, line.fiche.value if line.fiche else ""
    return capital(line.origine), line.libelle, ""


def _amounts(line: Depense | Ressource) -> Iterator[tuple[Decimal, str]]:
    names = [cell.name for cell in line.cellules]
    return zip(line.montants, (*names, *[""] * len(line.montants)), strict=False)


def _amount(amount: str, where: str) -> Cell:
    return Cell((Text(amount), LineBreak(), Text(where)) if where else plain(amount))


def _operations(operations: Iterable[Operation]) -> Table:
    rows = [
        (str(one.mois), capital(one.poste), one.libelle, one.fiche.value if one.fiche else "")
        for one in operations
    ]
    header = ("Mois", "Poste", "Libellé", "Fiche", "Montant")
    named = tableau(header, rows, ("left", "left", "left", "left", RIGHT))
    amounts = (
        _amount(f"{nombre(one.montant.quantize(CENT))}\u00a0€", _name(one)) for one in operations
    )
    whole = (*((*row, amount) for row, amount in zip(named.rows, amounts, strict=True)),)
    return replace(named, rows=whole)


def _name(operation: Operation) -> str:
    return f"{operation.cellule.sheet}!{operation.cellule.cell}"


# --- from a sum to its lines ----------------------------------------------------------------------------------------


def leading_to_cells(corps: Iterable[Contenu], budget: Budget) -> Iterator[Contenu]:
    """The same contents, each row of a block or of a fiche leading to the lines that it sums up."""
    targets = _targets(budget)
    for content in corps:
        yield _with_links(content, targets) if isinstance(content, Table) else content


def _targets(budget: Budget) -> Mapping[str, str]:
    """The first cell of a row → where its lines are."""
    found: dict[str, str] = {}
    for bloc in budget.blocs:
        if bloc.vide:
            continue
        codes = (line.fiche.value for line in bloc.depenses if line.fiche)
        for name in (bloc.titre, bloc.feuille, *codes):
            found.setdefault(name, ancre_du_bloc(bloc))
    return found


def _with_links(table: Table, targets: Mapping[str, str]) -> Table:
    return replace(table, rows=tuple(_row(row, targets) for row in table.rows))


def _row(row: tuple[Cell, ...], targets: Mapping[str, str]) -> tuple[Cell, ...]:
    name = text_of(row[0].inlines) if row else ""
    if name not in targets:
        return row
    link = Renvoi(targets[name], name, vivant=False)
    return (replace(row[0], inlines=(link,)), *row[1:])
