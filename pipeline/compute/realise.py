"""The follow-up of the budget: each sum spent or received finds its contract year, its line and its fiche."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from pipeline.compute.tresorerie import expected
from pipeline.model.budget import Bloc, Budget, Depense, Operation, Ressource, contract_year
from pipeline.model.contrat import ReglagesContrat, ReglesContrat, months_later
from pipeline.model.droits import ZERO, AnneeContrat, Contrat, MoisTresorerie, Tresorerie, total
from pipeline.model.echeance import Echeance
from pipeline.model.etalement import MONTHS, month_of
from pipeline.model.langue.mots import fold
from pipeline.model.realise import MoisRealise, Realise, Suivi
from pipeline.model.valeur import dataclass

Ligne = Depense | Ressource
LATEST = 2
"""Contract years between a year and a month told for it; later, the month is a slip of the pen."""


@dataclass(frozen=True, slots=True)
class _Imputee:
    """An operation with its contract year (0 for none), the line of the budget that foresaw it, and its fiche."""

    operation: Operation
    annee: int
    ligne: Ligne | None
    fiche: str

    @property
    def autre_fiche(self) -> str:
        """The fiche of the budget's line, when the operation names another."""
        planned = _fiche(self.ligne)
        return "" if planned == self.fiche else planned


@dataclass(frozen=True, slots=True)
class _Imputees:
    """The operations told, in the order of the workbook."""

    toutes: Sequence[_Imputee]

    @property
    def comptees(self) -> Sequence[_Imputee]:
        """Those of a contract year: the others are in no table."""
        return [one for one in self.toutes if one.annee]

    @property
    def sans_annee(self) -> tuple[Operation, ...]:
        return tuple(one.operation for one in self.toutes if not one.annee)

    @property
    def sans_ligne(self) -> tuple[Operation, ...]:
        return tuple(one.operation for one in self.toutes if one.ligne is None)

    @property
    def autre_fiche(self) -> tuple[tuple[Operation, str], ...]:
        return tuple((one.operation, one.autre_fiche) for one in self.toutes if one.autre_fiche)


@dataclass(frozen=True, slots=True)
class _Point:
    """How far things were told: the last month, since year 0, and the contract years begun by then."""

    mois: int
    annees: Sequence[AnneeContrat]
    debuts: Mapping[str, date]
    """Block → the first day of its mission."""


@dataclass(frozen=True, slots=True)
class _Prevue:
    """A line of the budget, and when the mission that it serves starts: None for a resource, or the fonctionnement."""

    ligne: Ligne
    debut: date | None = None


def realise(
    budget: Budget, contrat: Contrat, regles: ReglesContrat, reglages: ReglagesContrat
) -> Realise:
    """Empty while nothing was told, or while the contract has no date to count its years from."""
    if not budget.realise or not contrat.annees:
        return Realise()
    years = contrat.annees[: budget.annees]
    plan = next(iter(contrat.tresoreries), None)
    charged = _all_charged(budget, years, plan)
    counted = charged.comptees
    last = max(
        (one.operation.mois for one in counted or charged.toutes), key=lambda month: month.debut
    )
    starts = contrat.demarrages
    point = _point(last, years, counted, starts)
    return Realise(
        arrete=last,
        annees=tuple(point.annees),
        depenses=tuple(_expenses(budget, counted, point)),
        ressources=tuple(_resources(budget, counted, point)),
        fiches=tuple(_by_fiche(budget, counted, point)),
        mois=tuple(_months(counted, reglages.solde_ouverture or ZERO, plan)),
        closes=tuple(_closed(point, regles, reglages)),
        sans_annee=charged.sans_annee,
        sans_ligne=charged.sans_ligne,
        autre_fiche=charged.autre_fiche,
    )


def _point(
    last: Echeance,
    years: Sequence[AnneeContrat],
    counted: Iterable[_Imputee],
    starts: Mapping[str, date],
) -> _Point:
    now = month_of(last.debut)
    named = {one.annee for one in counted}
    return _Point(
        now, [year for year in years if month_of(year.debut) <= now or year.rang in named], starts
    )


def _closed(point: _Point, regles: ReglesContrat, reglages: ReglagesContrat) -> Iterator[int]:
    """The contract years whose balances are due by the last month told."""
    delay = regles.delai_soldes if reglages.delai_soldes is None else reglages.delai_soldes
    for year in point.annees:
        if point.mois >= month_of(months_later(year.fin, delay)):
            yield year.rang


# --- where each operation belongs ---------------------------------------------------------------------------------


def _all_charged(
    budget: Budget, years: Sequence[AnneeContrat], plan: Tresorerie | None
) -> _Imputees:
    opened = month_of(years[0].debut) if plan is None else _month_of_plan(plan.mois[0])
    return _Imputees([_charged(operation, budget, years, opened) for operation in budget.realise])


def _charged(
    operation: Operation, budget: Budget, years: Sequence[AnneeContrat], opened: int
) -> _Imputee:
    """What precedes the first month is in the opening balance; what comes long after its year is mistyped."""
    line = _line(operation, budget.bloc(operation.bloc))
    of_month = contract_year(operation.mois.debut, years[0].debut)
    year = operation.annee or of_month
    known = (
        1 <= year <= len(years)
        and opened <= month_of(operation.mois.debut)
        and of_month - year <= LATEST
    )
    fiche = operation.fiche.value if operation.fiche else _fiche(line)
    return _Imputee(operation, year if known else 0, line, fiche)


def _line(operation: Operation, bloc: Bloc | None) -> Ligne | None:
    """The line of that kind, those words and that fiche; words or fiche left out when one line is enough."""
    lines = _lines_of_its_kind(operation, bloc)
    if operation.libelle:
        lines = [line for line in lines if fold(line.libelle) == fold(operation.libelle)]
    if operation.fiche:
        lines = [line for line in lines if _fiche(line) == operation.fiche.value] or lines
    if len(lines) > 1 and not operation.libelle:
        return None
    return next(iter(lines), None)


def _lines_of_its_kind(operation: Operation, bloc: Bloc | None) -> Sequence[Ligne]:
    if bloc is None:
        return ()
    if operation.est_depense:
        return [line for line in bloc.depenses if line.nature == operation.poste]
    return [line for line in bloc.ressources if line.origine == operation.poste]


def _fiche(line: Ligne | None) -> str:
    return line.fiche.value if isinstance(line, Depense) and line.fiche else ""


# --- against the budget -------------------------------------------------------------------------------------------


def _expenses(budget: Budget, counted: Iterable[_Imputee], point: _Point) -> Iterator[Suivi]:
    planned = {
        bloc.cle: [_Prevue(line, point.debuts.get(bloc.cle)) for line in bloc.depenses]
        for bloc in budget.blocs
    }
    return _by_bloc(planned, [one for one in counted if one.operation.est_depense], point)


def _resources(budget: Budget, counted: Iterable[_Imputee], point: _Point) -> Iterator[Suivi]:
    planned = {bloc.cle: [_Prevue(line) for line in bloc.ressources] for bloc in budget.blocs}
    return _by_bloc(planned, [one for one in counted if not one.operation.est_depense], point)


def _by_bloc(
    planned: Mapping[str, Sequence[_Prevue]], charged: Sequence[_Imputee], point: _Point
) -> Iterator[Suivi]:
    """Every block of the budget, then those that only the operations name, year by year."""
    for cle in dict.fromkeys((*planned, *(one.operation.bloc for one in charged))):
        mine = [one for one in charged if one.operation.bloc == cle]
        yield from _followed(cle, planned.get(cle, ()), mine, point)


def _by_fiche(budget: Budget, counted: Iterable[_Imputee], point: _Point) -> Iterator[Suivi]:
    """The fiches in the order of their codes, what serves none at the end."""
    planned: dict[str, list[_Prevue]] = {}
    for bloc in budget.blocs:
        for line in bloc.depenses:
            planned.setdefault(_fiche(line), []).append(_Prevue(line, point.debuts.get(bloc.cle)))
    spent = [one for one in counted if one.operation.est_depense]
    for cle in sorted({*planned, *(one.fiche for one in spent)}, key=lambda code: (not code, code)):
        mine = [one for one in spent if one.fiche == cle]
        yield from _followed(cle, planned.get(cle, ()), mine, point)


def _followed(
    cle: str, lines: Sequence[_Prevue], charged: Sequence[_Imputee], point: _Point
) -> Iterator[Suivi]:
    for year in point.annees:
        yield Suivi(
            cle,
            year.rang,
            budget=total(one.ligne.montants[year.rang - 1] for one in lines),
            prevu=total(_expected(one, year, point.mois) for one in lines),
            fait=total(one.operation.montant for one in charged if one.annee == year.rang),
        )


def _expected(prevue: _Prevue, year: AnneeContrat, now: int) -> Decimal:
    """What the étalement of a line places in the months of the year up to ``now``, that month included."""
    parts = expected(prevue.ligne, year, prevue.debut)
    return total(parts[: max(0, now - year.premier_mois + 1)])


# --- month by month -----------------------------------------------------------------------------------------------


def _months(
    counted: Sequence[_Imputee], opening: Decimal, plan: Tresorerie | None
) -> Iterator[MoisRealise]:
    """From the first month told, or planned, to the last told, each month once."""
    if not counted:
        return
    planned = {_month_of_plan(month): month.solde for month in plan.mois} if plan else {}
    got: dict[int, Decimal] = {}
    spent: dict[int, Decimal] = {}
    for one in counted:
        side = spent if one.operation.est_depense else got
        month = month_of(one.operation.mois.debut)
        side[month] = side.get(month, ZERO) + one.operation.montant
    left = opening
    for month in range(min({*got, *spent, *planned}), max({*got, *spent}) + 1):
        recu, depense = got.get(month, ZERO), spent.get(month, ZERO)
        left += recu - depense
        yield MoisRealise(
            month // MONTHS, month % MONTHS + 1, recu, depense, left, planned.get(month)
        )


def _month_of_plan(month: MoisTresorerie) -> int:
    return month.annee * MONTHS + month.mois - 1
