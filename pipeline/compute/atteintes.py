"""How far the targets were reached, and the variable part that follows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from pipeline.model.atteinte import ENTIER, Atteinte, AtteinteMission, Atteintes, arrondi
from pipeline.model.contrat import Scenario
from pipeline.model.droits import ZERO, Contrat, total
from pipeline.model.fiche import Fiche, Indicateur
from pipeline.model.langue.mesure import premier_nombre
from pipeline.model.langue.mots import fold
from pipeline.model.mesure import Mesure
from pipeline.model.projet import Projet

SIGNE = {"hausse": 1, "baisse": -1}
VARIABLE = "variable"


def atteintes(projet: Projet, contrat: Contrat) -> Atteintes:
    """Of each contract year in which something was measured."""
    measured = {
        (*mesure.nom, mesure.annee.value): mesure
        for mesure in reversed(projet.mesures.lignes)
        if mesure.remplie
    }
    years = sorted({mesure.annee.value for mesure in measured.values() if mesure.valeur})
    found = [
        _atteinte(fiche, indicateur, year, measured.get((fiche.cle, fold(indicateur.nom), year)))
        for year in years
        for fiche in sorted(projet.fiches, key=lambda fiche: fiche.cle)
        for indicateur in fiche.indicateurs
    ]
    kept = [placed.value for placed in projet.identite.missions]
    return Atteintes(
        found, [one for year in years for one in _missions(kept, year, found, contrat)]
    )


def _atteinte(fiche: Fiche, indicateur: Indicateur, year: int, mesure: Mesure | None) -> Atteinte:
    weight = premier_nombre(indicateur.poids) if indicateur.base_variable else None
    rate = way_done(indicateur, year, mesure) if mesure else None
    return Atteinte(fiche.cle, fiche.cle_mission, indicateur, year, mesure, rate, weight or ZERO)


def way_done(indicateur: Indicateur, year: int, mesure: Mesure) -> Decimal | None:
    """The part of the way from the start to the target of the year, between 0 and 1; yes or no, all or nothing."""
    target, read = indicateur.cibles.get(year), mesure.lue
    if target is None or read is None:
        return None
    if indicateur.est_un_oui_ou_non:
        wanted = fold(target.value).startswith("oui")
        return None if read.oui is None else Decimal(read.oui == wanted)
    start, end = premier_nombre(indicateur.depart), premier_nombre(target.value)
    if start is None or end is None or read.nombre is None:
        return None
    return _share(start, end, read.nombre, _sign(indicateur, start, end))


def _sign(indicateur: Indicateur, start: Decimal, end: Decimal) -> int:
    """1 when more is better, by its words; without any, by where its target stands."""
    return SIGNE.get(indicateur.sens) or (1 if end >= start else -1)


def _share(start: Decimal, end: Decimal, value: Decimal, sign: int) -> Decimal:
    """A target that asks for no way at all is reached, or not."""
    way, done = sign * (end - start), sign * (value - start)
    if way <= 0:
        return Decimal(sign * (value - end) >= 0)
    return arrondi(min(max(done / way, ZERO), ENTIER))


def _missions(
    missions: Sequence[str], year: int, found: Sequence[Atteinte], contrat: Contrat
) -> Iterator[AtteinteMission]:
    """The missions that have a variable part to win that year."""
    for mission in missions:
        due = [one for one in found if (one.mission, one.annee) == (mission, year) and one.attendue]
        if due:
            yield _of_mission(mission, year, due, contrat)


def _of_mission(
    mission: str, year: int, due: Sequence[Atteinte], contrat: Contrat
) -> AtteinteMission:
    place = (mission, VARIABLE, year)
    rights = [one for one in contrat.droits if (one.bloc, one.volet, one.annee) == place]
    rate = _mean(due)
    scenario = Scenario("", ZERO, {mission: rate or ZERO})
    return AtteinteMission(
        mission,
        year,
        rate,
        mesures=sum(one.taux is not None for one in due),
        attendus=len(due),
        droit=total(right.montant for right in rights),
        obtenu=None if rate is None else total(right.selon(scenario) for right in rights),
    )


def _mean(due: Sequence[Atteinte]) -> Decimal | None:
    if all(one.taux is None for one in due):
        return None
    weights = total(one.poids for one in due)
    return arrondi(total((one.taux or ZERO) * one.poids for one in due) / weights)
