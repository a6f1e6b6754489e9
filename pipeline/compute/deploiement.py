"""When the contract runs, when its missions start and are deployed, and the latest days that the accord allows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pipeline.model.contrat import ReglesContrat, months_later
from pipeline.model.droits import AnneeContrat, MissionDatee
from pipeline.model.echeance import Echeance, anniversary
from pipeline.model.fiche import Fiche
from pipeline.model.projet import Chapitre, Identite, Projet
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
    return tuple(_missions(projet, regles))


def _missions(projet: Projet, regles: ReglesContrat) -> Iterator[MissionDatee]:
    identite = projet.identite
    signature = identite.dates.get("signature") or identite.dates.get("effet")
    for placed in identite.missions:
        cle = placed.value
        delais = regles.delais.get(cle)
        start, deployed = _dates(
            [c for c in projet.chapitres["missions"] if c.mission is not None and c.mission.value == cle],
            [f for f in projet.fiches if f.mission is not None and f.mission.value == cle],
        )
        first = signature.value.debut if signature and delais else None
        yield MissionDatee(
            cle,
            start,
            deployed,
            months_later(first, delais.demarrage) if first and delais else None,
            months_later(first, delais.deploiement) if first and delais else None,
        )


def _dates(chapitres: list[Chapitre], fiches: list[Fiche]) -> tuple[Placed[Echeance] | None, Placed[Echeance] | None]:
    starts = [c.demarrage for c in chapitres if c.demarrage] or [f.dates.demarrage for f in fiches if f.dates.demarrage]
    ends = [c.deploiement for c in chapitres if c.deploiement] or [
        f.dates.deploiement for f in fiches if f.dates.deploiement
    ]
    return (
        min(starts, key=lambda p: p.value.debut, default=None),
        max(ends, key=lambda p: p.value.fin, default=None),
    )


def tacit_agreement(identite: Identite, regles: ReglesContrat) -> date | None:
    depot = identite.dates.get("depot")
    return months_later(depot.value.debut, regles.accord_tacite) if depot else None
