"""Sums of the register of indemnités: by contract year, and by person and civil year."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from pipeline.model.budget import contract_year
from pipeline.model.comptes import Registre
from pipeline.model.projet import Projet


def registre(projet: Projet) -> Registre:
    """Empty while no register is kept; without the date of the contract, its years are zero."""
    budget = projet.budget
    if not budget.indemnites:
        return Registre()
    effet = projet.identite.dates.get("effet")
    years = [Decimal(0)] * budget.annees
    people: dict[int, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for line in budget.indemnites:
        people[line.mois.debut.year][projet.beneficiaire(line)] += line.montant
        year = contract_year(line.mois.debut, effet.value.debut) if effet else 0
        if 1 <= year <= budget.annees:
            years[year - 1] += line.montant
    paid = {year: tuple(sums.values()) for year, sums in sorted(people.items())}
    return Registre(tuple(years), paid)
