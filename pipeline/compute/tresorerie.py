"""Cash, month by month: payments when they arrive, expenses and other resources spread as the workbook says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from pipeline.compute.droits import cents
from pipeline.model.budget import (
    DEMANDE,
    ORIGINES_ACI,
    Annees,
    Bloc,
    Budget,
    Depense,
    Ressource,
    premiere_annee,
)
from pipeline.model.contrat import Scenario
from pipeline.model.droits import (
    ZERO,
    AnneeContrat,
    Contrat,
    Effet,
    Manque,
    MoisTresorerie,
    Tresorerie,
    total,
)
from pipeline.model.etalement import MONTHS, Etalement, month_of


def tresoreries(
    budget: Budget, contrat: Contrat, ouverture: Decimal, starts: Mapping[str, date]
) -> tuple[Tresorerie, ...]:
    """The cash plan of each scenario over the contract years of the budget; none without a budget or a date."""
    if not budget.annees or not contrat.annees:
        return ()
    covered = contrat.annees[: budget.annees]
    days = (payment.jour for payment in contrat.versements)
    first = min([month_of(covered[0].debut), *map(month_of, days)])
    months = range(first, month_of(covered[-1].debut) + MONTHS)
    spent = spread_expenses(budget, covered, starts)
    return tuple(
        _plan(one, contrat, ouverture, months, covered, _others(budget, contrat, one), spent)
        for one in contrat.scenarios
    )


def _others(budget: Budget, contrat: Contrat, scenario: Scenario) -> dict[int, Decimal]:
    """What a scenario receives beside the ACI, month by month."""
    refused = contrat.effet(scenario).refusees
    return spread_resources(budget, contrat.annees[: budget.annees], scenario.demandees, refused)


def _plan(
    scenario: Scenario,
    contrat: Contrat,
    ouverture: Decimal,
    months: range,
    covered: Sequence[AnneeContrat],
    got: Mapping[int, Decimal],
    spent: Mapping[int, Decimal],
) -> Tresorerie:
    payments = contrat.versements_selon(scenario)
    arriving: dict[int, Decimal] = {}
    for payment in payments:
        month = month_of(payment.jour)
        arriving[month] = arriving.get(month, ZERO) + payment.selon(scenario)
    spared: dict[int, Decimal] = {}
    for (_bloc, month), amount in contrat.effet(scenario).epargne.items():
        spared[month] = spared.get(month, ZERO) + amount
    rows: list[MoisTresorerie] = []
    left = ouverture
    for month in months:
        aci, others = arriving.get(month, ZERO), got.get(month, ZERO)
        out = spent.get(month, ZERO) - spared.get(month, ZERO)
        left += aci + others - out
        rows.append(MoisTresorerie(month // 12, month % 12 + 1, aci, others, out, left))
    later = total(
        p.selon(scenario)
        for p in payments
        if p.annee <= len(covered) and month_of(p.jour) not in months
    )
    return Tresorerie(scenario, ouverture, tuple(rows), later)


def spread_expenses(
    budget: Budget, years: Sequence[AnneeContrat], starts: Mapping[str, date]
) -> dict[int, Decimal]:
    """What a mission spends is spread from its start, as what it receives counts from there."""
    spent: dict[int, Decimal] = {}
    for bloc in budget.blocs:
        for month, amount in spread(bloc.depenses, years, starts.get(bloc.cle)).items():
            spent[month] = spent.get(month, ZERO) + amount
    return spent


def spread_resources(
    budget: Budget,
    years: Sequence[AnneeContrat],
    demandees: bool = False,
    refusees: Sequence[Ressource] = (),
) -> dict[int, Decimal]:
    """Resources that do not come from the ACI, whose payments have a calendar of their own.

    Those only asked for are left out, unless ``demandees`` counts them; so are ``refusees``.
    """
    counted = [line for line in budget.ressources if _is_counted(line, demandees, refusees)]
    return spread(counted, years)


def _is_counted(line: Ressource, demandees: bool, refusees: Sequence[Ressource] = ()) -> bool:
    if line.origine in ORIGINES_ACI or any(line is one for one in refusees):
        return False
    return demandees or line.statut != DEMANDE


def spread(
    lines: Sequence[Depense | Ressource], years: Sequence[AnneeContrat], start: date | None = None
) -> dict[int, Decimal]:
    """Month (since year 0) → euros.  Lines of one rhythm are added up before they are cut into months."""
    found: dict[int, Decimal] = {}
    by_rhythm: dict[tuple[Etalement, int], list[Annees]] = {}
    for line in lines:
        by_rhythm.setdefault(_rhythm(line), []).append(line.montants)
    for year in years:
        for (rhythm, first), amounts in by_rhythm.items():
            amount = total(one[year.rang - 1] for one in amounts)
            for month, part in enumerate(monthly(amount, year.mois_de(rhythm, first, start))):
                found[year.premier_mois + month] = found.get(year.premier_mois + month, ZERO) + part
    return found


def _rhythm(line: Depense | Ressource) -> tuple[Etalement, int]:
    """Its étalement, and the first year with an amount where « from October » counts from it."""
    rhythm = line.etalement
    return rhythm, premiere_annee(line) if rhythm.depuis and not rhythm.depuis.annee else 1


def expected(
    line: Depense | Ressource, year: AnneeContrat, start: date | None
) -> Sequence[Decimal]:
    """Twelve parts of the amount of a line in a contract year."""
    return monthly(line.montants[year.rang - 1], year.mois_de(*_rhythm(line), start))


def monthly(amount: Decimal, months: Sequence[int]) -> list[Decimal]:
    """Twelve parts of an amount, adding up to it exactly: nearly equal in some months, from 0, and none in the others."""
    so_far = [cents(amount * rank / len(months)) for rank in range(len(months) + 1)]
    parts = dict(zip(months, (after - before for before, after in pairwise(so_far)), strict=True))
    return [parts.get(month, ZERO) for month in range(MONTHS)]


def manques(budget: Budget, contrat: Contrat) -> tuple[Manque, ...]:
    """For each block and contract year of the budget, what its expenses exceed its means by: rights, other resources,
    what other blocks hand to it less what it hands to them."""
    return tuple(
        Manque(
            bloc.cle,
            year,
            {s.nom: max(ZERO, _lacking(budget, contrat, bloc, year, s)) for s in contrat.scenarios},
        )
        for bloc in budget.blocs
        for year in range(1, budget.annees + 1)
    )


def _lacking(
    budget: Budget, contrat: Contrat, bloc: Bloc, year: int, scenario: Scenario
) -> Decimal:
    """Expenses of a block and a contract year beyond all that it counts on; negative where something is left."""
    effet = contrat.effet(scenario)
    spent = total(line.montants[year - 1] for line in bloc.depenses)
    others = total(
        line.montants[year - 1]
        for line in bloc.ressources
        if _is_counted(line, scenario.demandees, effet.refusees)
    )
    handed = budget.recu_par(bloc.cle, year)
    rights = contrat.droits_de(year, scenario, bloc.cle)
    return spent - _spared(contrat, effet, bloc.cle, year) - others - handed - rights


def _spared(contrat: Contrat, effet: Effet, bloc: str, year: int) -> Decimal:
    """What the expenses put off spare to a block in a contract year."""
    if not effet.epargne:
        return ZERO
    first = month_of(contrat.annees[year - 1].debut)
    months = range(first, first + MONTHS)
    return total(
        amount for (cle, month), amount in effet.epargne.items() if cle == bloc and month in months
    )
