"""Tables that follow from the data, inserted by their name on a line of their own."""

from __future__ import annotations

from collections.abc import Mapping

TABLEAUX: Mapping[str, str] = {
    "tableau.communes": "Communes du territoire",
    "tableau.membres": "Membres de la CPTS",
    "tableau.professions": "Membres par profession",
    "tableau.besoins": "Besoins retenus",
    "tableau.reponses": "Besoins, missions et fiches action",
    "tableau.fiches": "Fiches action",
    "tableau.indicateurs": "Indicateurs des fiches action",
    "tableau.calendrier": "Calendrier des actions",
    "tableau.bareme": "Barème appliqué",
    "tableau.budget": "Budget prévisionnel par bloc",
    "tableau.natures": "Dépenses par nature",
    "tableau.couts_fiches": "Coût de chaque fiche action",
    "tableau.fir": "Sommes demandées au fonds d'intervention régional",
    "tableau.fir_prs": "Orientations du projet régional de santé servies",
    "tableau.colleges": "Collèges",
    "tableau.bureau": "Bureau",
}
"""Name → title, which the option ``titre`` replaces."""

TABLEAUX_DE_MISSION: Mapping[str, str] = {
    "tableau_fiches": "Fiches action",
    "tableau_indicateurs": "Indicateurs",
    "tableau_calendrier": "Calendrier",
    "tableau_budget": "Budget",
}
"""Field of ``mission("…")`` → the beginning of the table's title."""

OPTIONS = ("titre", "source")
OPTIONS_DONNEES = (*OPTIONS, "colonnes", "total")


def cle_de_tableau(nom: str) -> str:
    """The word that references use: ``communes``, ``donnees-ages``, ``mission-prevention-budget``.

    >>> cle_de_tableau('mission("prevention").tableau_budget')
    'mission-prevention-budget'
    """
    bare = nom.removeprefix("tableau.").replace("tableau_", "")
    return "-".join(
        word
        for word in bare.replace('("', " ").replace('")', " ").replace(".", " ").split()
        if word
    )
