"""A workbook saved without the results of its formulas: they are those that the other state has for the same lines."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from pipeline.model.budget import Bloc, Budget, Depense, Ressource
from pipeline.model.finding import Finding
from pipeline.model.motif import motif

Ligne = Depense | Ressource
Rows = frozenset[tuple[str | None, int | None]]
"""Sheets and rows."""

UNCOMPUTED = "B006"
SAID_BY_A_LINE = (
    *("libelle", "nature", "origine", "fiche", "quantite", "unite", "cout_unitaire"),
    *("quantites", "couts", "hausse"),
)
OF_ITS_ROW = motif(r"\w+\[\[#This Row\],\s*\[[^\]]*\]\]|\[@[^\]]*\]")
ELSEWHERE = motif(r"[!\[]")
CELL = motif(r"\$?[A-Z]{1,3}\$?([0-9]+)")


class Inconnu(Exception):
    """A result that the other state does not give."""


def rows_without_results(findings: Iterable[Finding]) -> Rows:
    return frozenset((f.span.sheet, f.span.line) for f in findings if f.code == UNCOMPUTED)


def completed(budget: Budget, other: Budget, missing: Rows) -> Budget | None:
    """The budget with the results that the other has; None where one of them cannot be told."""
    spans = [line.span for line in budget.indemnites]
    spans += [virement.span for virement in budget.virements]
    spans += [operation.span for operation in budget.realise]
    if any((span.sheet, span.line) in missing for span in spans):
        return None
    known = {key: line for bloc in other.blocs for key, line in _by_words(bloc)}
    try:
        blocs = tuple(_whole(bloc, known) for bloc in budget.blocs)
    except Inconnu:
        return None
    return replace(budget, blocs=blocs, totaux_affiches=other.totaux_affiches)


def _by_words(bloc: Bloc) -> Iterator[tuple[Hashable, Ligne]]:
    lines: tuple[Ligne, ...] = (*bloc.ressources, *bloc.depenses)
    for line in lines:
        yield _key(bloc.cle, line), line


def _key(bloc: str, line: Ligne) -> Hashable:
    return bloc, type(line), *(getattr(line, champ, None) for champ in SAID_BY_A_LINE)


def _whole(bloc: Bloc, known: Mapping[Hashable, Ligne]) -> Bloc:
    ressources = tuple(
        replace(line, montants=_amounts(line, known.get(_key(bloc.cle, line))))
        for line in bloc.ressources
        if not _waits(line)
    )
    depenses = tuple(
        replace(line, montants=_amounts(line, known.get(_key(bloc.cle, line))))
        for line in bloc.depenses
        if not _waits(line)
    )
    return replace(bloc, ressources=ressources, depenses=depenses, complet=True)


def _waits(line: Ligne) -> bool:
    """Whether a line holds nothing but formulas that were never computed."""
    typed = any(getattr(line, champ, None) for champ in SAID_BY_A_LINE)
    return not typed and all(cell.uncomputed for cell in line.cellules)


def _amounts(line: Ligne, twin: Ligne | None) -> tuple[Decimal, ...]:
    if not any(cell.uncomputed for cell in line.cellules):
        return line.montants
    if twin is None or len(twin.cellules) != len(line.cellules):
        raise Inconnu
    found: list[Decimal] = []
    for cell, amount, same, known in zip(
        line.cellules, line.montants, twin.cellules, twin.montants, strict=True
    ):
        told = not cell.uncomputed and amount == known
        asked = cell.uncomputed and not same.uncomputed and cell.formula == same.formula
        if not told and not (asked and _stays_in_row(cell.formula, cell.row)):
            raise Inconnu
        found.append(known)
    return tuple(found)


def _stays_in_row(formula: str, row: int) -> bool:
    """Whether all that a formula needs is on its own row, where both lines say the same.

    >>> _stays_in_row("ROUND(t[[#This Row],[Heures]]*2,2)+F6", 6), _stays_in_row("Paramètres!B5*2", 6)
    (True, False)
    """
    bare = OF_ITS_ROW.sub("", formula)
    if ELSEWHERE.search(bare):
        return False
    return all(int(match[1]) == row for match in CELL.finditer(bare))
