"""The compte de résultat by civil year: each line of the budget in the months that it touches, each sum told in its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from pipeline.compute.tresorerie import spread
from pipeline.model.budget import Bloc, Budget, Depense, Ressource
from pipeline.model.droits import AnneeContrat, Contrat
from pipeline.model.etalement import MONTHS
from pipeline.model.resultat import CHARGES, EN_FONDS_DEDIES, Compte, Resultat, compte_de

Cle = tuple[int, Compte]


def resultat(budget: Budget, contrat: Contrat) -> Resultat:
    """Nothing while the contract has no date: its years touch no civil year."""
    years = contrat.annees[: budget.annees]
    if not years:
        return Resultat()
    starts = contrat.demarrages
    charges: dict[Cle, Decimal] = defaultdict(Decimal)
    produits: dict[Cle, Decimal] = defaultdict(Decimal)
    by_contract: dict[tuple[int, int], Decimal] = defaultdict(Decimal)
    for line, rank, civil, amount in _planned(budget, years, starts):
        poste = _poste(line)
        _put(charges, produits, civil, compte_de(poste, amount), amount)
        if isinstance(line, Depense):
            by_contract[rank, civil] += amount
    done_charges, done_produits = _done(budget)
    civil_years = sorted(
        {year for side in (charges, produits, done_charges, done_produits) for year, _ in side}
    )
    last = max((one.mois for one in budget.realise), key=lambda month: month.debut, default=None)
    return Resultat(
        tuple(civil_years),
        charges,
        produits,
        done_charges,
        done_produits,
        by_contract,
        str(last) if last else "",
    )


def _planned(
    budget: Budget, years: tuple[AnneeContrat, ...], starts: Mapping[str, date]
) -> Iterator[tuple[Depense | Ressource, int, int, Decimal]]:
    """Each line, contract year, civil year and the part of it that falls there."""
    for bloc in budget.blocs:
        for line in bloc.lignes:
            for year in years if _poste(line) else ():
                for civil, amount in _by_civil_year(line, bloc, year, starts).items():
                    yield line, year.rang, civil, amount


def _poste(line: Depense | Ressource) -> str:
    """What it is for; empty where that could not be read, which was told."""
    return line.nature if isinstance(line, Depense) else line.origine


def _by_civil_year(
    line: Depense | Ressource, bloc: Bloc, year: AnneeContrat, starts: Mapping[str, date]
) -> Mapping[int, Decimal]:
    found: dict[int, Decimal] = defaultdict(Decimal)
    for month, amount in spread([line], [year], starts.get(bloc.cle)).items():
        if amount:
            found[month // MONTHS] += amount
    return found


def _done(budget: Budget) -> tuple[Mapping[Cle, Decimal], Mapping[Cle, Decimal]]:
    charges: dict[Cle, Decimal] = defaultdict(Decimal)
    produits: dict[Cle, Decimal] = defaultdict(Decimal)
    for one in budget.realise:
        compte = compte_de(one.poste, one.montant)
        _put(charges, produits, one.mois.debut.year, compte, one.montant)
    return charges, produits


def _put(
    charges: dict[Cle, Decimal],
    produits: dict[Cle, Decimal],
    civil: int,
    compte: Compte,
    amount: Decimal,
) -> None:
    """What is put aside is a charge, told as a resource under zero."""
    if compte == EN_FONDS_DEDIES:
        charges[civil, compte] -= amount
    elif compte in CHARGES.values():
        charges[civil, compte] += amount
    else:
        produits[civil, compte] += amount
