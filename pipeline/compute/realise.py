"""The follow-up of the budget: each sum spent or received finds its contract year, its line and its fiche."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from pipeline.compute.tresorerie import MONTHS, month_of, monthly
from pipeline.model.budget import Bloc, Budget, Depense, Operation, Ressource, contract_year
from pipeline.model.contrat import ReglagesContrat, ReglesContrat, months_later
from pipeline.model.droits import ZERO, AnneeContrat, Contrat, Tresorerie, total
from pipeline.model.langue.mots import fold
from pipeline.model.realise import MoisRealise, Realise, Suivi
from pipeline.model.valeur import dataclass

Ligne = Depense | Ressource
LATEST = 2
"""Contract years between a year and a month told for it; later, the month is a slip of the pen."""


@dataclass(frozen=True, slots=True)
class _Imputee:
    """An operation with its contract year, the line of the budget that foresaw it and the fiche that it serves."""

    operation: Operation
    annee: int
    ligne: Ligne | None
    fiche: str


def realise(budget: Budget, contrat: Contrat, regles: ReglesContrat, reglages: ReglagesContrat) -> Realise:
    """Empty while nothing was told, or while the contract has no date to count its years from."""
    if not budget.realise or not contrat.annees:
        return Realise()
    years = contrat.annees[: budget.annees]
    plan = contrat.tresoreries[0] if contrat.tresoreries else None
    opened = month_of(years[0].debut) if plan is None else plan.mois[0].annee * MONTHS + plan.mois[0].mois - 1
    charged = [_charged(operation, budget, years, opened) for operation in budget.realise]
    counted = [one for one in charged if one.annee]
    last = max((one.operation.mois for one in counted or charged), key=lambda month: month.debut)
    now = month_of(last.debut)
    begun = [year for year in years if month_of(year.debut) <= now or any(one.annee == year.rang for one in counted)]
    settle = regles.delai_soldes if reglages.delai_soldes is None else reglages.delai_soldes
    opening = reglages.solde_ouverture or ZERO
    return Realise(
        arrete=last,
        annees=tuple(begun),
        depenses=tuple(_by_bloc(budget, begun, now, [one for one in counted if one.operation.est_depense], True)),
        ressources=tuple(
            _by_bloc(budget, begun, now, [one for one in counted if not one.operation.est_depense], False)
        ),
        fiches=tuple(_by_fiche(budget, begun, now, counted)),
        mois=tuple(_months([one.operation for one in counted], opening, plan)) if counted else (),
        closes=tuple(year.rang for year in begun if now >= month_of(months_later(year.fin, settle))),
        sans_annee=tuple(one.operation for one in charged if not one.annee),
        sans_ligne=tuple(one.operation for one in charged if one.ligne is None),
        autre_fiche=tuple((one.operation, code) for one in charged if (code := _other_fiche(one))),
    )


def _charged(operation: Operation, budget: Budget, years: Sequence[AnneeContrat], opened: int) -> _Imputee:
    """What precedes the first month is in the opening balance; what comes long after its year is mistyped."""
    line = _line(operation, budget.bloc(operation.bloc))
    of_month = contract_year(operation.mois.debut, years[0].debut)
    year = operation.annee or of_month
    known = 1 <= year <= len(years) and opened <= month_of(operation.mois.debut) and of_month - year <= LATEST
    fiche = operation.fiche.value if operation.fiche else _fiche(line)
    return _Imputee(operation, year if known else 0, line, fiche)


def _line(operation: Operation, bloc: Bloc | None) -> Ligne | None:
    """The line of that kind, those words and that fiche; words or fiche left out when one line is enough."""
    lines: Sequence[Ligne] = ()
    if bloc is not None and operation.est_depense:
        lines = [line for line in bloc.depenses if line.nature == operation.poste]
    elif bloc is not None:
        lines = [line for line in bloc.ressources if line.origine == operation.poste]
    if operation.libelle:
        lines = [line for line in lines if fold(line.libelle) == fold(operation.libelle)]
    if operation.fiche:
        lines = [line for line in lines if _fiche(line) == operation.fiche.value] or lines
    return lines[0] if len(lines) == 1 or (lines and operation.libelle) else None


def _fiche(line: Ligne | None) -> str:
    return line.fiche.value if isinstance(line, Depense) and line.fiche else ""


def _other_fiche(one: _Imputee) -> str:
    """The fiche of the budget's line, when the operation names another."""
    planned = _fiche(one.ligne)
    return planned if planned and one.fiche != planned else ""


def _by_bloc(
    budget: Budget, years: Sequence[AnneeContrat], now: int, charged: Sequence[_Imputee], spent: bool
) -> Iterator[Suivi]:
    """Every block of the budget, then those that only the operations name, year by year."""
    planned: dict[str, Sequence[Ligne]] = {b.cle: b.depenses if spent else b.ressources for b in budget.blocs}
    for cle in dict.fromkeys((*planned, *(one.operation.bloc for one in charged))):
        mine = [one for one in charged if one.operation.bloc == cle]
        yield from _followed(cle, planned.get(cle, ()), mine, years, now)


def _by_fiche(budget: Budget, years: Sequence[AnneeContrat], now: int, charged: Sequence[_Imputee]) -> Iterator[Suivi]:
    planned: dict[str, list[Ligne]] = {}
    for line in (line for bloc in budget.blocs for line in bloc.depenses):
        planned.setdefault(_fiche(line), []).append(line)
    spent = [one for one in charged if one.operation.est_depense]
    for cle in sorted({*planned, *(one.fiche for one in spent)}, key=lambda code: (not code, code)):
        mine = [one for one in spent if one.fiche == cle]
        yield from _followed(cle, planned.get(cle, ()), mine, years, now)


def _followed(
    cle: str, lines: Sequence[Ligne], charged: Iterable[_Imputee], years: Sequence[AnneeContrat], now: int
) -> Iterator[Suivi]:
    mine = list(charged)
    for year in years:
        yield Suivi(
            cle,
            year.rang,
            budget=total(line.montants[year.rang - 1] for line in lines),
            prevu=total(_expected(line, year, now) for line in lines),
            fait=total(one.operation.montant for one in mine if one.annee == year.rang),
        )


def _expected(line: Ligne, year: AnneeContrat, now: int) -> Decimal:
    """What the étalement of a line places in the months of the year up to ``now``, that month included."""
    first = month_of(year.debut)
    parts = monthly(line.montants[year.rang - 1], line.etalement, first % MONTHS + 1)
    return total(parts[: max(0, now - first + 1)])


def _months(operations: Sequence[Operation], opening: Decimal, plan: Tresorerie | None) -> Iterator[MoisRealise]:
    """From the first month told, or planned, to the last told, each month once."""
    planned: Mapping[int, Decimal] = {m.annee * MONTHS + m.mois - 1: m.solde for m in plan.mois} if plan else {}
    told = [month_of(operation.mois.debut) for operation in operations]
    left = opening
    for month in range(min(told + list(planned)), max(told) + 1):
        mine = [operation for operation, when in zip(operations, told, strict=True) if when == month]
        spent = total(operation.montant for operation in mine if operation.est_depense)
        got = total(operation.montant for operation in mine if not operation.est_depense)
        left += got - spent
        yield MoisRealise(month // MONTHS, month % MONTHS + 1, got, spent, left, planned.get(month))
