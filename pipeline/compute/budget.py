"""Sums of the budget, in euros per contract year.  Lines were rounded to the cent when read; sums are exact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from pipeline.model.budget import NATURES, Annees, Budget, Virement
from pipeline.model.comptes import TotalBloc, somme


def totals(budget: Budget) -> Mapping[str, TotalBloc]:
    """Expenses and resources of each block."""
    years = budget.annees
    return {
        bloc.cle: TotalBloc(
            bloc.cle,
            somme(years, *(line.montants for line in bloc.depenses)),
            somme(years, *(line.montants for line in bloc.ressources)),
            _handed(years, (v for v in budget.virements if v.vers == bloc.cle)),
            _handed(years, (v for v in budget.virements if v.de == bloc.cle)),
        )
        for bloc in budget.blocs
    }


def _handed(years: int, virements: Iterable[Virement]) -> Annees:
    lines = list(virements)
    return tuple(sum((v.montant for v in lines if v.annee == year), Decimal(0)) for year in range(1, years + 1))


def whole(budget: Budget, blocs: Mapping[str, TotalBloc]) -> TotalBloc:
    """The global budget: every block, complementary missions and crises included."""
    return TotalBloc(
        "total",
        somme(budget.annees, *(total.depenses for total in blocs.values())),
        somme(budget.annees, *(total.ressources for total in blocs.values())),
        somme(budget.annees, *(total.recu for total in blocs.values())),
        somme(budget.annees, *(total.verse for total in blocs.values())),
    )


def costs_by_fiche(budget: Budget) -> Mapping[str, Annees]:
    """Expenses tied to each fiche, whatever the block they stand in."""
    costs: dict[str, list[Annees]] = {}
    for bloc in budget.blocs:
        for line in bloc.depenses:
            if line.fiche is not None:
                costs.setdefault(line.fiche.value, []).append(line.montants)
    return {code: somme(budget.annees, *amounts) for code, amounts in costs.items()}


def costs_by_nature(budget: Budget) -> Mapping[str, Annees]:
    """Expenses of each kind over all the blocks, kinds without any left out."""
    lines = [line for bloc in budget.blocs for line in bloc.depenses]
    return {
        nature: somme(budget.annees, *(line.montants for line in lines if line.nature == nature))
        for nature in NATURES
        if any(line.nature == nature for line in lines)
    }
