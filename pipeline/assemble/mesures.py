"""The lines of the workbook where indicators are measured: one per indicator of the fiches and contract year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from pipeline.model.fiche import Fiche, Indicateur
from pipeline.model.langue.mesure import est_une_part
from pipeline.model.langue.mots import fold
from pipeline.model.mesure import LigneAMesurer, Mesure
from pipeline.model.projet import ANNEES_CONTRAT, Projet

Rang = tuple[str, str, int]
"""Fiche, folded name of the indicator, contract year."""


def lignes_a_mesurer(projet: Projet) -> tuple[LigneAMesurer, ...]:
    """Year by year, in the order of the fiches, with what is measured already; then the measures without indicator."""
    measured: dict[Rang, list[Mesure]] = defaultdict(list)
    for mesure in projet.mesures.lignes:
        measured[_rang(mesure)].append(mesure)
    wanted = [
        line
        for year in range(1, ANNEES_CONTRAT + 1)
        for fiche in sorted(projet.fiches, key=lambda fiche: fiche.cle)
        if fiche.code is not None
        for indicateur in fiche.indicateurs
        for line in _lines(fiche, indicateur, year, measured)
    ]
    return (*wanted, *_lost(projet, measured))


def nouvelles(lignes: Sequence[LigneAMesurer]) -> int:
    """How many lines the present workbook does not have."""
    return sum(line.mesure is None for line in lignes)


def _rang(mesure: Mesure) -> Rang:
    return (*mesure.nom, mesure.annee.value)


def _lines(
    fiche: Fiche, indicateur: Indicateur, year: int, measured: Mapping[Rang, Sequence[Mesure]]
) -> Iterator[LigneAMesurer]:
    """One, or as many as the present workbook has for it: which is the right one is not decided here."""
    found = measured.get((fiche.cle, fold(indicateur.nom), year), ())
    told = [one for one in found if one.remplie] or found[:1]
    target = indicateur.cibles.get(year)
    words = [indicateur.depart, *(placed.value for placed in indicateur.cibles.values())]
    for mesure in told or (None,):
        yield LigneAMesurer(
            fiche.cle,
            indicateur.nom,
            year,
            indicateur.source,
            indicateur.depart,
            target.value if target else "",
            any(map(est_une_part, words)),
            mesure,
        )


def _lost(projet: Projet, measured: Mapping[Rang, Sequence[Mesure]]) -> Iterator[LigneAMesurer]:
    """What was measured under a name that no fiche has any more: kept at the end, to be given its name."""
    known = projet.indicateurs_nommes
    for (fiche, name, year), mesures in measured.items():
        for mesure in mesures if (fiche, name) not in known else ():
            if mesure.remplie:
                shown = mesure.indicateur.value
                yield LigneAMesurer(fiche, shown, year, "", "", "", False, mesure)
