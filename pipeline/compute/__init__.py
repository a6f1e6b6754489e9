"""Projet to comptes: every sum, size, cost and fact, done once."""

from __future__ import annotations

from pipeline.compute.budget import costs_by_fiche, costs_by_nature, totals, whole
from pipeline.compute.faits import facts
from pipeline.model.comptes import Comptes
from pipeline.model.projet import Projet
from pipeline.model.territoire import taille


def compute(projet: Projet) -> Comptes:
    """What follows from the projet.  A part that cannot be computed from its holes is None or empty."""
    population = _population(projet)
    blocs = totals(projet.budget)
    total = whole(projet.budget, blocs)
    size = taille(population) if population is not None else None
    couts = costs_by_fiche(projet.budget)
    return Comptes(
        population=population,
        taille=size,
        blocs=blocs,
        total=total,
        couts_fiches=couts,
        par_nature=costs_by_nature(projet.budget),
        faits=facts(projet, population, blocs, couts),
    )


def _population(projet: Projet) -> int | None:
    """Inhabitants of all the communes, each counted once; None as long as one of them is unknown."""
    if not projet.communes:
        return None
    counted = {commune.code: commune.population for commune in projet.communes}
    known = [population for population in counted.values() if population is not None]
    return sum(known) if len(known) == len(counted) else None
