"""The rights of each contract year: what the barème is worth for this size, these missions and these dates.

One law for every line: its amount of a whole year, weighted by the days of the year on which it counts.  A mission
counts from its start, a barème from its date, a size from the anniversary that follows its change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from pipeline.model.bareme import FONCTIONNEMENT, VOLETS, Bareme
from pipeline.model.contrat import ReglagesContrat
from pipeline.model.droits import ZERO, AnneeContrat, Droit, MissionDatee
from pipeline.model.projet import Piece, Projet
from pipeline.model.valeur import dataclass

SIZES = (1, 2, 3, 4)
FIXE, VARIABLE, SURVENUE = "fixe", "variable", "survenue"
FIRST_ONLY, AFTERWARDS = "premiere_redaction", "mise_a_jour"
WHOLE_YEAR = AnneeContrat(1, date(2001, 1, 1), date(2002, 1, 1))
"""Stands for any contract year while the contract has no date."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """The barème and the size in force from a day on."""

    depuis: date
    bareme: Bareme
    taille: int

    def montant(self, bloc: str, volet: str) -> Decimal:
        """Euros of a whole year at 100 %; zero without such a line."""
        if bloc == FONCTIONNEMENT:
            return self.bareme.fonctionnement[self.taille - 1]
        mission = self.bareme.mission(bloc)
        if mission is None:
            return ZERO
        amounts = {**mission.hors_total, **mission.volets}.get(volet)
        return amounts[self.taille - 1] if amounts else ZERO


@dataclass(frozen=True, slots=True)
class Ligne:
    """A line of the barème that a project may claim, and the first day on which it counts."""

    bloc: str
    volet: str
    depuis: date


@dataclass(frozen=True, slots=True)
class _Changement:
    """What changes on a day: a barème, None for the same one, or a size, 0 for the same one."""

    jour: date
    bareme: Bareme | None = None
    taille: int = 0


def conditions(projet: Projet, years: Sequence[AnneeContrat]) -> tuple[Conditions, ...]:
    """What is in force, change after change; none while the barème or the size is unknown."""
    if Piece.BAREME in projet.trous or not projet.taille:
        return ()
    first = years[0].debut if years else WHOLE_YEAR.debut
    found = [Conditions(first, projet.bareme, projet.taille)]
    for change in sorted(_changes(projet, years), key=lambda change: change.jour):
        before = found[-1]
        found.append(
            Conditions(change.jour, change.bareme or before.bareme, change.taille or before.taille)
        )
    return tuple(found)


def _changes(projet: Projet, years: Sequence[AnneeContrat]) -> Iterator[_Changement]:
    """Day of effect of each change inside the contract: a barème from its date, a size from the next anniversary."""
    for change in projet.identite.contrat.changements if years else ():
        day = max(change.date.value.debut, years[0].debut)
        anniversary = next((year.debut for year in years if year.debut >= day), None)
        if change.bareme is not None and day < years[-1].fin:
            yield _Changement(day, bareme=projet.baremes.get(change.bareme.value))
        if change.taille is not None and change.taille.value in SIZES and anniversary is not None:
            yield _Changement(anniversary, taille=change.taille.value)


def first_days(
    missions: Sequence[MissionDatee], years: Sequence[AnneeContrat]
) -> Mapping[str, date]:
    """The first day on which each mission counts: never before the contract, absent when it has no start."""
    if not years:
        return {mission.cle: WHOLE_YEAR.debut for mission in missions}
    return {
        m.cle: max(m.demarrage.value.debut, years[0].debut)
        for m in missions
        if m.demarrage is not None
    }


def lignes(
    found: Sequence[Conditions], starts: Mapping[str, date], reglages: ReglagesContrat
) -> tuple[Ligne, ...]:
    """Every line that these missions may claim, in the order of the barème."""
    rows: list[Ligne] = []
    for cle, start in starts.items():
        known = _volets(cle, found, reglages)
        rows += [Ligne(cle, volet, start) for volet in VOLETS if volet in known]
    return tuple(rows)


def _volets(mission: str, found: Sequence[Conditions], reglages: ReglagesContrat) -> set[str]:
    """What any barème in force gives to a mission; what is beside its total only when the CPTS claims it."""
    beside = reglages.snp_specifique is not None and reglages.snp_specifique.value
    known: set[str] = set()
    for held in found:
        line = held.bareme.mission(mission)
        if line is not None:
            known.update(line.volets, line.hors_total if beside else ())
    return known


def droits(
    found: Sequence[Conditions],
    starts: Mapping[str, date],
    years: Sequence[AnneeContrat],
    reglages: ReglagesContrat,
    duree: int,
) -> tuple[Droit, ...]:
    """The rights of every contract year, the fonctionnement first; lines that are worth nothing are left out."""
    if not found:
        return ()
    rows: list[Droit] = []
    for rank in range(1, duree + 1):
        year = years[rank - 1] if years else WHOLE_YEAR
        rows += _fonctionnement(found, starts, year, rank)
        for line in lignes(found, starts, reglages):
            if not _excluded(line, found, years, rank, reglages):
                rows += _droit(line, found, year, rank, reglages)
    return tuple(rows)


def _fonctionnement(
    found: Sequence[Conditions], starts: Mapping[str, date], year: AnneeContrat, rank: int
) -> list[Droit]:
    """Always due the first year; later, once a mission has started."""
    if rank > 1 and not any(start < year.fin for start in starts.values()):
        return []
    amount = weighted(found, FONCTIONNEMENT, FIXE, year, year.debut)
    full = _full(found, FONCTIONNEMENT, FIXE, year)
    return [Droit(FONCTIONNEMENT, FIXE, rank, amount, full, year.jours, year.jours)]


def _droit(
    line: Ligne,
    found: Sequence[Conditions],
    year: AnneeContrat,
    rank: int,
    reglages: ReglagesContrat,
) -> list[Droit]:
    start = max(line.depuis, year.debut)
    days = max(0, (year.fin - start).days)
    full = _full(found, line.bloc, line.volet, year)
    if line.volet == SURVENUE:
        amount, days = max(full, ZERO), year.jours
    elif line.volet == VARIABLE and not reglages.variable_prorata and days:
        amount = weighted(found, line.bloc, line.volet, year, year.debut)
    else:
        amount = weighted(found, line.bloc, line.volet, year, start)
    return [Droit(line.bloc, line.volet, rank, amount, full, days, year.jours)] if amount else []


def _excluded(
    line: Ligne,
    found: Sequence[Conditions],
    years: Sequence[AnneeContrat],
    rank: int,
    reglages: ReglagesContrat,
) -> bool:
    """The plan is first written once, then updated; a crisis counts in a year in which one was recognised."""
    first = first_year(line, found, years)
    if line.volet == FIRST_ONLY:
        return rank != first
    if line.volet == AFTERWARDS:
        return rank <= first
    if line.volet == SURVENUE:
        days = [placed.value.debut for placed in reglages.crises_graves]
        return not years or not any(
            years[rank - 1].debut <= day < years[rank - 1].fin for day in days
        )
    return False


def first_year(line: Ligne, found: Sequence[Conditions], years: Sequence[AnneeContrat]) -> int:
    """Rank of the contract year in which a line first counts: its mission has started and the barème has it."""
    since = [held.depuis for held in found if held.montant(line.bloc, line.volet)]
    day = max(line.depuis, min(since, default=line.depuis))
    return next((year.rang for year in years if day < year.fin), len(years) + 1 if years else 1)


def weighted(
    found: Sequence[Conditions], bloc: str, volet: str, year: AnneeContrat, start: date
) -> Decimal:
    """Euros of a contract year, each amount in force counted for its days from ``start`` on; to the cent."""
    days_times_amount = ZERO
    for held, following in zip(found, (*found[1:], None), strict=True):
        since = start if held is found[0] else max(held.depuis, start)
        until = year.fin if following is None else min(following.depuis, year.fin)
        days = max(0, (until - max(since, year.debut)).days)
        days_times_amount += held.montant(bloc, volet) * days
    return cents(days_times_amount / year.jours)


def in_force(found: Sequence[Conditions], day: date) -> Conditions:
    """The conditions of a day; before the contract, those of its first day."""
    return next((held for held in reversed(found) if held.depuis <= day), found[0])


def _full(found: Sequence[Conditions], bloc: str, volet: str, year: AnneeContrat) -> Decimal:
    """The amount of a whole year, as in force on its last day."""
    return in_force(found, date.fromordinal(year.fin.toordinal() - 1)).montant(bloc, volet)


def cents(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
