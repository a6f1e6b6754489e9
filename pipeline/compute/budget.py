"""Sums of the budget, in euros per contract year.  Lines were rounded to the cent when read; sums are exact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from pipeline.model.budget import NATURES, Annees, Bloc, Budget, Depense, Ressource, Virement
from pipeline.model.comptes import SommesVersion, TotalBloc, somme


def totals(budget: Budget) -> Mapping[str, TotalBloc]:
    """Expenses and resources of each block, and what it gets from the others and hands to them."""
    return {bloc.cle: _total(bloc, budget) for bloc in budget.blocs}


def _total(bloc: Bloc, budget: Budget) -> TotalBloc:
    received = [virement for virement in budget.virements if virement.vers == bloc.cle]
    handed = [virement for virement in budget.virements if virement.de == bloc.cle]
    return TotalBloc(
        bloc.cle,
        _sum(bloc.depenses, budget.annees),
        _sum(bloc.ressources, budget.annees),
        _by_year(received, budget.annees),
        _by_year(handed, budget.annees),
    )


def _sum(lines: Iterable[Depense | Ressource], years: int) -> Annees:
    return somme(years, *(line.montants for line in lines))


def _by_year(virements: Iterable[Virement], years: int) -> Annees:
    sums = [Decimal(0)] * years
    for virement in virements:
        sums[virement.annee - 1] += virement.montant
    return tuple(sums)


def sums_of(budget: Budget) -> SommesVersion:
    """All that a version of the budget adds up to."""
    blocs = totals(budget)
    return SommesVersion(
        budget.annees,
        blocs,
        whole(budget, blocs),
        costs_by_nature(budget),
        costs_by_fiche(budget),
    )


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
    lines: dict[str, list[Depense]] = {}
    for line in budget.depenses:
        if line.fiche is not None:
            lines.setdefault(line.fiche.value, []).append(line)
    return {code: _sum(mine, budget.annees) for code, mine in lines.items()}


def costs_by_nature(budget: Budget) -> Mapping[str, Annees]:
    """Expenses of each kind over all the blocks, kinds without any left out."""
    costs: dict[str, Annees] = {}
    for nature in NATURES:
        lines = [line for line in budget.depenses if line.nature == nature]
        if lines:
            costs[nature] = _sum(lines, budget.annees)
    return costs
