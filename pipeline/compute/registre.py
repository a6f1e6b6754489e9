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
    kept: set[int] = set()
    people: dict[int, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    unknown: dict[int, set[str]] = defaultdict(set)
    for line in budget.indemnites:
        civil, person = line.mois.debut.year, projet.beneficiaire(line)
        people[civil][person] += line.montant
        if projet.est_inconnu(line):
            unknown[civil].add(person)
        year = contract_year(line.mois.debut, effet.value.debut) if effet else 0
        if 1 <= year <= budget.annees:
            years[year - 1] += line.montant
            kept.add(year)
    return Registre(
        annees=tuple(years),
        personnes={year: tuple(sums.values()) for year, sums in sorted(people.items())},
        tenues=frozenset(kept),
        jusqu_a=max((line.mois for line in budget.indemnites), key=lambda month: month.debut),
        inconnus={year: len(names) for year, names in unknown.items()},
    )
