"""A treasurer's workbook of 1,500 lines over nine sheets, as ``make classeur`` lays it out: the formulas included."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from pipeline.assemble.classeur import nouveau
from pipeline.model.bareme import FONCTIONNEMENT
from pipeline.model.classeur import Formule, Ligne, Modele
from pipeline.model.mission import PAR_CLE
from pipeline.model.projet import Projet
from pipeline.write.classeur import classeur

ANNEES = 5
LIGNES, REGISTRE, RESSOURCES = 1500, 156, 4
"""Lines in all, of the register, and of resources in each block."""


def grand_classeur(projet: Projet) -> bytes:
    """The blocks of the project in balance, the register, the summary; every amount of an expense is a formula."""
    modele = nouveau(projet, ANNEES)
    depenses = (LIGNES - REGISTRE) // len(modele.blocs) - RESSOURCES
    tables: dict[str, Sequence[Ligne]] = {}
    for bloc in modele.blocs:
        codes = (
            []
            if bloc == FONCTIONNEMENT
            else [c for c in modele.fiches if c[1] == str(PAR_CLE[bloc].rang)]
        )
        tables[f"depenses_{bloc}"] = [
            _depense(modele, bloc, codes, rank) for rank in range(depenses)
        ]
        spent = sum(2 * (100 + rank) for rank in range(depenses))
        tables[f"ressources_{bloc}"] = [
            _ressource(modele, Decimal(spent) / RESSOURCES) for _ in range(RESSOURCES)
        ]
    tables["indemnites"] = [_indemnite(rank) for rank in range(REGISTRE)]
    return classeur(replace(modele, tables=tables))


def _depense(modele: Modele, bloc: str, codes: Sequence[str], rank: int) -> Ligne:
    cost = Decimal(100 + rank)
    here = f"depenses_{bloc}[[#This Row],"
    formula = Formule(f"=ROUND({here}[Quantité]]*{here}[Coût unitaire]],2)", 2 * cost)
    line: dict[str, object] = {
        "Nature": "honoraires",
        "Libellé": f"Intervenante, séance {rank + 1}",
        "Quantité": Decimal(2),
        "Unité": "séance",
        "Coût unitaire": cost,
        "Étalement": "trimestriel",
        "Commentaire": "Sur devis, pour l'ensemble de la mission.",
        **dict.fromkeys(modele.titres_annees, formula),
    }
    if codes:
        line["Fiche"] = codes[rank % len(codes)]
    return line  # type: ignore[return-value]


def _ressource(modele: Modele, amount: Decimal) -> Ligne:
    line: Mapping[str, object] = {
        "Origine": "autre",
        "Libellé": "Mécénat",
        "Statut": "acquis",
        "Financeur": "Fondation",
        **dict.fromkeys(modele.titres_annees, amount),
    }
    return line  # type: ignore[return-value]


def _indemnite(rank: int) -> Ligne:
    """After the last year of the budget, so that no block has to hold the same sums."""
    return {
        "Personne": f"n° {rank % 20}",
        "Mois": date(2033, 1 + rank % 12, 1),
        "Type": "rémunération",
        "Heures": Decimal(8),
        "Taux horaire": Decimal(45),
        "Montant": Decimal(360),
    }
