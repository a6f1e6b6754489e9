"""Projet to comptes: every sum, size, cost and fact, done once."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import replace

from pipeline.compute.actes import private_facts
from pipeline.compute.actes_de_seance import of_meeting
from pipeline.compute.ancres import ancres
from pipeline.compute.atteintes import atteintes
from pipeline.compute.budget import costs_by_fiche, costs_by_nature, sums_of, totals, whole
from pipeline.compute.cartes import cartes
from pipeline.compute.chiffres import near_misses
from pipeline.compute.contrat import contrat
from pipeline.compute.couverture import couverture
from pipeline.compute.faits import facts
from pipeline.compute.frises import frises
from pipeline.compute.graphiques import graphiques
from pipeline.compute.lignes import lignes
from pipeline.compute.partenaires import facts_of_partners
from pipeline.compute.realise import realise
from pipeline.compute.registre import registre
from pipeline.compute.repertoire import divulgations, repertoire
from pipeline.compute.resultat import resultat
from pipeline.compute.seances import seances
from pipeline.compute.sigles import lexique
from pipeline.compute.terrain import terrain
from pipeline.compute.territoire import communes, population
from pipeline.model.comptes import Comptes
from pipeline.model.grille import Grille, Pages
from pipeline.model.livrable import GRILLE_ARS, RAPPORTS
from pipeline.model.projet import Projet
from pipeline.model.prose import Variable
from pipeline.model.territoire import taille


def amounts(projet: Projet) -> Comptes:
    """What a change alone would give: people, sums and dates, without the words of the texts and what cites them."""
    found = communes(projet)
    inhabitants = population(found)
    blocs = totals(projet.budget)
    couts = costs_by_fiche(projet.budget)
    droits = contrat(projet)
    return Comptes(
        communes=found,
        population=inhabitants,
        taille=taille(inhabitants) if inhabitants is not None else None,
        blocs=blocs,
        total=whole(projet.budget, blocs),
        couts_fiches=couts,
        par_nature={},
        faits=facts(projet, found, inhabitants, blocs, couts, droits),
        prives={},
        ancres=(),
        partenaires=facts_of_partners(projet),
        contrat=droits,
        realise=realise(projet.budget, droits, projet.regles, projet.identite.contrat),
        atteintes=atteintes(projet, droits),
        registre=registre(projet),
    )


def compute(projet: Projet, silences: Set[str] = frozenset()) -> Comptes:
    """What follows from the projet; what follows from its holes is empty.

    ``silences`` spare the search of private details in texts where an earlier run found none; nothing else changes.
    """
    sums = amounts(projet)
    sums = replace(sums, par_nature=costs_by_nature(projet.budget))
    known, planned = repertoire(projet, silences), seances(projet)
    return replace(
        sums,
        ancres=ancres(projet, sums.faits),
        resultat=resultat(projet.budget, sums.contrat),
        versions=tuple(
            sums_of(one.budget) if one.budget else None for one in projet.versions_budget
        ),
        lexique=lexique(projet, sums.communes),
        lignes=lignes(projet),
        chiffres_proches=near_misses(projet, sums.communes, sums.faits),
        prives=dict(private_facts(projet)),
        seances=planned,
        faits_des_seances={cle: of_meeting(one, projet) for cle, one in planned.items()},
        repertoire=known,
        cartes=cartes(projet, sums.communes),
        frises=frises(projet, sums.contrat),
        graphiques=graphiques(projet, sums),
        terrain=terrain(sums.communes, projet.contours, projet.decoupage),
        couverture=couverture(projet),
        divulgations=tuple(divulgations(projet, known)),
    )


def with_drawings(projet: Projet, comptes: Comptes, noms: Iterable[str]) -> Comptes:
    """The comptes with these drawings beside those that a text cites; a name that is no fact is left out."""
    asked = tuple(Variable(nom, "", nom) for nom in noms if nom in comptes.faits)
    shown = replace(projet, citations=(*projet.citations, *asked))
    return replace(
        comptes,
        cartes=cartes(shown, comptes.communes),
        frises=frises(shown, comptes.contrat),
        graphiques=graphiques(shown, comptes),
    )


def with_grille(projet: Projet, comptes: Comptes, pages: Pages | None = None) -> Comptes:
    """The comptes with the grid of the ARS, where a document prints it: a check has no need of it.

    ``pages`` are those of the headings of the projet, once it is laid out.
    """
    if not projet.imprime(GRILLE_ARS):
        return comptes
    return replace(comptes, grille=replace(answered(projet, comptes), pages=pages or {}))


def with_bordereaux(projet: Projet, comptes: Comptes) -> Comptes:
    """The comptes with the proofs of each year begun, where a document tells one."""
    years = comptes.realise.annees
    if not years or not any(map(projet.imprime, RAPPORTS)):
        return comptes
    from pipeline.compute.pieces import bordereau

    effet = comptes.contrat.annees[0].debut
    found = {year.rang: bordereau(projet, year.rang, effet) for year in years}
    return replace(comptes, bordereaux=found)


def answered(projet: Projet, sums: Comptes) -> Grille:
    """The grid of the ARS, whether a document prints it or not."""
    from pipeline.compute.grille import grille  # its patterns are for whoever asks for it

    return grille(projet, sums.communes, sums.population)
