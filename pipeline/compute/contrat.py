"""The contract from end to end: years, missions, rights, payments, cash."""

from __future__ import annotations

from pipeline.compute import deploiement, droits, echeancier, tresorerie
from pipeline.model.contrat import PRUDENT
from pipeline.model.droits import ZERO, Contrat
from pipeline.model.projet import Projet


def contrat(projet: Projet) -> Contrat:
    identite, regles = projet.identite, projet.regles
    reglages = identite.contrat
    years = deploiement.annees(identite, regles.duree)
    missions = deploiement.missions(projet, regles)
    found = droits.conditions(projet, years)
    starts = droits.first_days(missions, years)
    rights = droits.droits(found, starts, years, reglages, regles.duree)
    signed = identite.dates.get("signature") or identite.dates.get("effet")
    delais = echeancier.delays(regles, reglages.delai_avances, reglages.delai_soldes)
    paid = (
        echeancier.versements(rights, found, years, starts, signed.value.debut, delais)
        if signed
        else ()
    )
    scenarios = (PRUDENT, *reglages.scenarios)
    opening = reglages.solde_ouverture or ZERO
    return Contrat(
        annees=years,
        duree=regles.duree,
        missions=missions,
        droits=rights,
        versements=paid,
        scenarios=scenarios,
        manques=tresorerie.manques(projet.budget, rights, scenarios) if rights else (),
        tresoreries=tresorerie.tresoreries(projet.budget, years, paid, scenarios, opening, starts)
        if paid
        else (),
        accord_tacite=deploiement.tacit_agreement(identite, regles),
    )
