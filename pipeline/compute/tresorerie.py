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
    TRIMESTRIEL,
    UN_MOIS,
    Annees,
    Bloc,
    Budget,
    Depense,
    Etalement,
    Ressource,
)
from pipeline.model.contrat import Scenario
from pipeline.model.droits import (
    ZERO,
    AnneeContrat,
    Droit,
    Manque,
    MoisTresorerie,
    Tresorerie,
    Versement,
    total,
)

MONTHS = 12


def tresoreries(
    budget: Budget,
    years: Sequence[AnneeContrat],
    payments: Sequence[Versement],
    scenarios: Sequence[Scenario],
    ouverture: Decimal,
    starts: Mapping[str, date],
) -> tuple[Tresorerie, ...]:
    """The cash plan of each scenario over the contract years of the budget; none without a budget or a date."""
    if not budget.annees or not years:
        return ()
    covered = years[: budget.annees]
    first = min([month_of(covered[0].debut), *(month_of(p.jour) for p in payments)])
    months = range(first, month_of(covered[-1].debut) + MONTHS)
    spent = spread_expenses(budget, covered, starts)
    granted, with_asked = (
        spread_resources(budget, covered),
        spread_resources(budget, covered, demandees=True),
    )
    return tuple(
        _plan(
            one,
            ouverture,
            months,
            payments,
            with_asked if one.demandees else granted,
            spent,
            budget.annees,
        )
        for one in scenarios
    )


def _plan(
    scenario: Scenario,
    ouverture: Decimal,
    months: range,
    payments: Sequence[Versement],
    got: dict[int, Decimal],
    spent: dict[int, Decimal],
    covered: int,
) -> Tresorerie:
    arriving: dict[int, Decimal] = {}
    for payment in payments:
        month = month_of(payment.jour)
        arriving[month] = arriving.get(month, ZERO) + payment.selon(scenario)
    rows: list[MoisTresorerie] = []
    left = ouverture
    for month in months:
        aci, others, out = arriving.get(month, ZERO), got.get(month, ZERO), spent.get(month, ZERO)
        left += aci + others - out
        rows.append(MoisTresorerie(month // 12, month % 12 + 1, aci, others, out, left))
    later = total(
        p.selon(scenario) for p in payments if p.annee <= covered and month_of(p.jour) not in months
    )
    return Tresorerie(scenario, ouverture, tuple(rows), later)


def month_of(day: date) -> int:
    """Months since year 0: a day's month as one number."""
    return day.year * 12 + day.month - 1


def spread_expenses(
    budget: Budget, years: Sequence[AnneeContrat], starts: Mapping[str, date]
) -> dict[int, Decimal]:
    """What a mission spends is spread from its start, as what it receives counts from there."""
    spent: dict[int, Decimal] = {}
    for bloc in budget.blocs:
        for month, amount in _spread(bloc.depenses, years, starts.get(bloc.cle)).items():
            spent[month] = spent.get(month, ZERO) + amount
    return spent


def spread_resources(
    budget: Budget, years: Sequence[AnneeContrat], demandees: bool = False
) -> dict[int, Decimal]:
    """Resources that do not come from the ACI, whose payments have a calendar of their own.

    Those only asked for are left out, unless ``demandees`` counts them.
    """
    return _spread([line for line in budget.ressources if _is_counted(line, demandees)], years)


def _is_counted(line: Ressource, demandees: bool) -> bool:
    return line.origine not in ORIGINES_ACI and (demandees or line.statut != DEMANDE)


def _spread(
    lines: Sequence[Depense | Ressource], years: Sequence[AnneeContrat], start: date | None = None
) -> dict[int, Decimal]:
    """Month (since year 0) → euros.  Lines of one rhythm are added up before they are cut into months."""
    found: dict[int, Decimal] = {}
    by_rhythm: dict[Etalement, list[Annees]] = {}
    for line in lines:
        by_rhythm.setdefault(line.etalement, []).append(line.montants)
    for year in years:
        first = month_of(year.debut)
        for rhythm, amounts in by_rhythm.items():
            amount = total(one[year.rang - 1] for one in amounts)
            for rank, part in enumerate(
                monthly(amount, rhythm, first % MONTHS + 1, months_before(year, start))
            ):
                found[first + rank] = found.get(first + rank, ZERO) + part
    return found


def months_before(year: AnneeContrat, start: date | None) -> int:
    """Months of a contract year before a mission starts in it; none when it starts in another."""
    inside = start is not None and year.debut < start < year.fin
    return month_of(start) - month_of(year.debut) if start is not None and inside else 0


def monthly(amount: Decimal, rhythm: Etalement, first: int, before: int = 0) -> list[Decimal]:
    """Twelve parts of an amount, adding up to it exactly, from civil month ``first`` (1 to 12) on.

    The first ``before`` months have none of an amount that is spread; a month named stays that month.
    """
    if rhythm.rythme == UN_MOIS:
        return [
            amount if (first + rank - 1) % MONTHS + 1 == rhythm.mois else ZERO
            for rank in range(MONTHS)
        ]
    step = MONTHS // 4 if rhythm.rythme == TRIMESTRIEL else 1
    before = min(before, MONTHS - step) // step * step
    so_far = [
        cents(amount * max(0, rank // step * step - before) / (MONTHS - before))
        for rank in range(MONTHS + 1)
    ]
    return [after - before for before, after in pairwise(so_far)]


def manques(
    budget: Budget, rights: Sequence[Droit], scenarios: Sequence[Scenario]
) -> tuple[Manque, ...]:
    """For each block and contract year of the budget, what its expenses exceed its means by: rights, other resources,
    what other blocks hand to it less what it hands to them."""
    rows: list[Manque] = []
    for bloc in budget.blocs:
        for year in range(1, budget.annees + 1):
            mine = [right for right in rights if right.bloc == bloc.cle and right.annee == year]
            lacking = {
                s.nom: max(
                    ZERO,
                    _uncovered(budget, bloc, year, s) - total(right.selon(s) for right in mine),
                )
                for s in scenarios
            }
            rows.append(Manque(bloc.cle, year, lacking))
    return tuple(rows)


def _uncovered(budget: Budget, bloc: Bloc, year: int, scenario: Scenario) -> Decimal:
    """Expenses of a block and a contract year beyond all that it counts on but the rights."""
    spent = total(line.montants[year - 1] for line in bloc.depenses)
    others = total(
        line.montants[year - 1] for line in bloc.ressources if _is_counted(line, scenario.demandees)
    )
    of_the_year = [virement for virement in budget.virements if virement.annee == year]
    received = total(virement.montant for virement in of_the_year if virement.vers == bloc.cle)
    handed = total(virement.montant for virement in of_the_year if virement.de == bloc.cle)
    return spent - others - received + handed
