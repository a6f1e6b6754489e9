"""When the contract runs, when its missions start and are deployed, and the latest days that the accord allows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pipeline.model.contrat import ReglesContrat, months_later
from pipeline.model.droits import AnneeContrat, MissionDatee
from pipeline.model.echeance import Echeance, anniversary
from pipeline.model.projet import Identite, Projet
from pipeline.model.span import Placed


def annees(identite: Identite, duree: int) -> tuple[AnneeContrat, ...]:
    """The contract years from the day of effect (else of signature); none while neither is known."""
    placed = identite.dates.get("effet") or identite.dates.get("signature")
    if placed is None:
        return ()
    first = placed.value.debut
    days = [anniversary(first, year) for year in range(duree + 1)]
    return tuple(AnneeContrat(rank, days[rank - 1], days[rank]) for rank in range(1, duree + 1))


def missions(projet: Projet, regles: ReglesContrat) -> tuple[MissionDatee, ...]:
    """Each mission kept: the dates of its chapter, else the first start and the last deployment of its fiches."""
    dates = projet.identite.dates
    signature = dates.get("signature") or dates.get("effet")
    signed = signature.value.debut if signature else None
    return tuple(
        _mission(placed.value, projet, signed, regles) for placed in projet.identite.missions
    )


def _mission(cle: str, projet: Projet, signed: date | None, regles: ReglesContrat) -> MissionDatee:
    chapitres = [chapitre for chapitre in projet.chapitres["missions"] if chapitre.presente(cle)]
    fiches = projet.fiches_de(cle)
    start = _first(c.demarrage for c in chapitres) or _first(f.dates.demarrage for f in fiches)
    deployed = _last(c.deploiement for c in chapitres) or _last(f.dates.deploiement for f in fiches)
    delais = regles.delais.get(cle)
    if signed is None or delais is None:
        return MissionDatee(cle, start, deployed, None, None)
    latest_start, latest_end = (
        months_later(signed, delais.demarrage),
        months_later(signed, delais.deploiement),
    )
    return MissionDatee(cle, start, deployed, latest_start, latest_end)


Jour = Placed[Echeance]


def _first(days: Iterable[Jour | None]) -> Jour | None:
    return min(
        (day for day in days if day is not None), key=lambda day: day.value.debut, default=None
    )


def _last(days: Iterable[Jour | None]) -> Jour | None:
    return max(
        (day for day in days if day is not None), key=lambda day: day.value.fin, default=None
    )


def tacit_agreement(identite: Identite, regles: ReglesContrat) -> date | None:
    depot = identite.dates.get("depot")
    return months_later(depot.value.debut, regles.accord_tacite) if depot else None
