"""Projet to comptes: every sum, size, cost and fact, done once."""

from __future__ import annotations

from pipeline.compute.actes import private_facts
from pipeline.compute.ancres import ancres
from pipeline.compute.budget import costs_by_fiche, costs_by_nature, totals, whole
from pipeline.compute.chiffres import near_misses
from pipeline.compute.contrat import contrat
from pipeline.compute.faits import facts
from pipeline.compute.realise import realise
from pipeline.compute.registre import registre
from pipeline.compute.repertoire import divulgations, repertoire
from pipeline.compute.sigles import lexique
from pipeline.compute.territoire import communes, population
from pipeline.model.comptes import Comptes
from pipeline.model.projet import Projet
from pipeline.model.territoire import taille


def compute(projet: Projet) -> Comptes:
    """What follows from the projet; what follows from its holes is empty."""
    found = communes(projet)
    inhabitants = population(found)
    blocs = totals(projet.budget)
    total = whole(projet.budget, blocs)
    size = taille(inhabitants) if inhabitants is not None else None
    couts = costs_by_fiche(projet.budget)
    droits = contrat(projet)
    known = repertoire(projet)
    faits = facts(projet, found, inhabitants, blocs, couts)
    return Comptes(
        communes=found,
        population=inhabitants,
        taille=size,
        blocs=blocs,
        total=total,
        couts_fiches=couts,
        par_nature=costs_by_nature(projet.budget),
        faits=faits,
        ancres=ancres(projet, faits),
        contrat=droits,
        realise=realise(projet.budget, droits, projet.regles, projet.identite.contrat),
        registre=registre(projet),
        lexique=lexique(projet, found),
        chiffres_proches=near_misses(projet, found, faits),
        prives=dict(private_facts(projet)),
        repertoire=known,
        divulgations=tuple(divulgations(projet, known)),
    )
