"""The rules of payment with their sources, and what no text says."""

from __future__ import annotations

from datetime import date

from pipeline.assemble.budget.montants import puces, tableau
from pipeline.assemble.partie import alinea, etiquette, titre
from pipeline.model.contrat import (
    ANNEE_BISSEXTILE,
    AVANT_LE_CONTRAT,
    CHANGEMENT,
    CRISES,
    DATE_SANS_JOUR,
    RESULTATS,
    SANS_DATE_DE_DEMARRAGE,
    SNP,
)
from pipeline.model.droits import Contrat
from pipeline.model.echeance import Echeance, Precision
from pipeline.model.projet import Projet
from pipeline.model.prose import Block


def regles_de_versement(projet: Projet, contrat: Contrat) -> list[Block]:
    regles = projet.regles
    known = [[regle.regle, regle.source] for regle in regles.regles if regle.etabli]
    applies = _situations(projet, contrat)
    unknown = [
        ("", r.regle) for r in regles.regles if not r.etabli and (not r.si or r.si in applies)
    ]
    intro = f"Règles vérifiées le {_day(regles.verifie_le)}."
    return [
        titre(1, "Les règles de versement"),
        alinea(intro),
        tableau(["Règle", "Source"], known, ["left", "left"]),
        etiquette("Ce que les textes ne précisent pas, et la lecture retenue"),
        puces(unknown),
    ]


NEVER = date.min
"""The first day of a contract that has none: nothing comes before it."""


def _situations(projet: Projet, contrat: Contrat) -> set[str]:
    """What this contract is in, among ``SITUATIONS``: a rule for another one would only puzzle its reader."""
    start = contrat.annees[0].debut if contrat.annees else NEVER
    days = [m.demarrage.value for m in contrat.missions if m.demarrage is not None]
    volets = {droit.volet for droit in contrat.droits}
    found = {
        DATE_SANS_JOUR: any(day.precision is not Precision.JOUR for day in days),
        SANS_DATE_DE_DEMARRAGE: len(days) < len(contrat.missions),
        AVANT_LE_CONTRAT: any(day.debut < start for day in days),
        CRISES: "crises" in {mission.cle for mission in contrat.missions},
        SNP: not volets.isdisjoint(("compensation_snp", "snp_specifique")),
        CHANGEMENT: bool(projet.identite.contrat.changements),
        RESULTATS: any(droit.variable for droit in contrat.droits),
        ANNEE_BISSEXTILE: (start.month, start.day) == (2, 29),
    }
    return {name for name, is_so in found.items() if is_so}


def _day(iso: str) -> str:
    try:
        return str(Echeance(date.fromisoformat(iso)))
    except ValueError:
        return iso
