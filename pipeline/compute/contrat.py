"""The contract from end to end: years, missions, rights, payments, cash."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from pipeline.compute import deploiement, droits, echeancier, hypotheses, tresorerie
from pipeline.model.contrat import PRUDENT, Scenario
from pipeline.model.droits import ZERO, AnneeContrat, Contrat, Droit, Effet, Versement
from pipeline.model.projet import Projet


def contrat(projet: Projet) -> Contrat:
    identite, regles = projet.identite, projet.regles
    reglages = identite.contrat
    years = deploiement.annees(identite, regles.duree)
    missions = deploiement.missions(projet, regles)
    starts = droits.first_days(missions, years)
    rights, paid = _rights_and_payments(projet, years, starts)
    scenarios = (PRUDENT, *reglages.scenarios)
    effets = {
        one.nom: _effet(one, projet, years, starts) for one in scenarios if hypotheses.suppose(one)
    }
    opening = reglages.solde_ouverture or ZERO
    found = Contrat(
        annees=years,
        duree=regles.duree,
        missions=missions,
        droits=rights,
        versements=paid,
        scenarios=scenarios,
        accord_tacite=deploiement.tacit_agreement(identite, regles),
        effets=effets,
    )
    return replace(
        found,
        manques=tresorerie.manques(projet.budget, found) if rights else (),
        tresoreries=tresorerie.tresoreries(projet.budget, found, opening, starts) if paid else (),
    )


def _rights_and_payments(
    projet: Projet, years: Sequence[AnneeContrat], starts: Mapping[str, date]
) -> tuple[tuple[Droit, ...], tuple[Versement, ...]]:
    """What the contract is worth, and when it is paid: nothing is, while it is neither signed nor in effect."""
    identite, regles = projet.identite, projet.regles
    reglages = identite.contrat
    found = droits.conditions(projet, years)
    rights = droits.droits(found, starts, years, reglages, regles.duree)
    signed = identite.dates.get("signature") or identite.dates.get("effet")
    if signed is None:
        return rights, ()
    delais = echeancier.delays(regles, reglages.delai_avances, reglages.delai_soldes)
    day = signed.value.debut
    return rights, echeancier.versements(rights, found, years, starts, day, delais)


def _effet(
    scenario: Scenario,
    projet: Projet,
    years: Sequence[AnneeContrat],
    starts: Mapping[str, date],
) -> Effet:
    rights: tuple[Droit, ...] | None = None
    paid: tuple[Versement, ...] | None = None
    if scenario.taille is not None and scenario.taille.value in droits.SIZES:
        other = hypotheses.of_another_size(projet, scenario)
        rights, paid = _rights_and_payments(other, years, starts)
    return Effet(
        droits=rights,
        versements=paid,
        refusees=hypotheses.refusees(projet.budget, scenario),
        reportees=tuple(
            line for _bloc, line, _day in hypotheses.reportees(projet.budget, scenario)
        ),
        epargne=hypotheses.epargne(projet.budget, scenario, years, starts),
        inconnus=hypotheses.inconnus(projet.budget, scenario),
    )
