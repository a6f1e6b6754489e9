"""The small bar of a fiche: its action over the years of the contract, light while it is set up, dark once deployed."""

from __future__ import annotations

from datetime import date

from pipeline.model.droits import Contrat
from pipeline.model.fiche import Fiche
from pipeline.model.mission import PAR_CLE
from pipeline.model.prose import Etendue, LigneDeTemps

SETTING_UP, DEPLOYED = "mise en place", "action déployée"


def ligne_de_temps(fiche: Fiche, contrat: Contrat) -> LigneDeTemps | None:
    """None while the start of the action or the dates of the contract are not known, or do not meet."""
    dates = fiche.dates
    if dates.demarrage is None or not contrat.annees:
        return None
    first, last = contrat.annees[0].debut, contrat.annees[-1].fin
    begun = max(first, dates.demarrage.value.debut)
    over = min(last, dates.fin.value.fin) if dates.fin else last
    if begun >= over:
        return None
    deployed = min(over, max(begun, dates.deploiement.value.fin)) if dates.deploiement else over
    scale = _Echelle(first, last)
    rank = PAR_CLE[fiche.mission.value].rang if fiche.mission else 0
    years = tuple(scale.part(year.debut, year.fin, f"Année {year.rang}") for year in contrat.annees)
    bars = (
        scale.part(begun, deployed, SETTING_UP),
        scale.part(deployed, over, DEPLOYED, fonce=True),
    )
    return LigneDeTemps(
        years, tuple(bar for bar in bars if bar.fin > bar.debut), _words(fiche), rank
    )


class _Echelle:
    """Where a day stands between the first of the contract and its last."""

    def __init__(self, first: date, last: date) -> None:
        self.first = first
        self.days = (last - first).days

    def part(self, start: date, end: date, words: str, fonce: bool = False) -> Etendue:
        return Etendue(self._share(start), self._share(end), words, fonce)

    def _share(self, day: date) -> float:
        return (day - self.first).days / self.days


def _words(fiche: Fiche) -> str:
    dates = fiche.dates
    told = (
        ("démarrage", dates.demarrage),
        ("déploiement", dates.deploiement),
        ("fin", dates.fin),
    )
    said = ", ".join(f"{name} : {placed.value}" for name, placed in told if placed)
    return f"L'action sur les années du contrat. {said}."
