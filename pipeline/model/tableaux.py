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
    "tableau.articulation": "Ce que chaque action sert du PRS, du CLS et du CTS",
    "tableau.coordination": "Ce que les fiches action attendent de la coordination",
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


LEGENDES: Mapping[str, Mapping[str, str]] = {
    "bref": {"ce-que-nous-ferons": "Ce que nous ferons"},
    "diagnostic": {
        "besoins": "Besoins retenus",
        "reponses": "Besoins, missions et fiches action",
    },
    "budget": {
        "qui-paie": "Qui paie",
        "a-quoi-sert-l-argent": "À quoi sert l'argent",
        "volets-de-la-mission": "Dépenses de chaque volet de la mission",
        "charges-et-produits": "Charges et produits de chaque année civile",
        "fonds-dedies": "Fonds dédiés et sommes reportées",
        "benevolat": "Contributions volontaires en nature",
        "depenses-par-annee-civile": "Dépenses du budget, de l'année de contrat à l'année civile",
        "versions-blocs-depenses": "Dépenses de chaque bloc, version par version",
        "versions-blocs-ressources": "Ressources de chaque bloc, version par version",
        "versions-natures": "Dépenses de chaque nature, version par version",
        "versions-fiches": "Dépenses de chaque fiche action, version par version",
    },
    "versements": {
        "charges-et-produits": "Charges et produits de chaque année civile",
        "depenses-par-annee-civile": "Dépenses du budget, de l'année de contrat",
        "droits-fixes": "Fonctionnement et parts fixes : les droits",
        "droits-variables": "Volet variable : les droits",
        "droits-par-scenario": "Droits de chaque année, selon les résultats",
        "manque-par-bloc": "Ce qui manquerait à chaque bloc du budget",
        "versements-fixes": "Fonctionnement et parts fixes : les versements",
        "versements-variables": "Volet variable à 100 % : les versements",
        "mois-le-plus-bas": "Le mois le plus bas de chaque scénario",
        "caisse-par-annee-et-scenario": "Ce qui reste à la fin de chaque année civile",
        "caisse-par-mois-et-scenario": "Ce qui reste à la fin de chaque mois",
        "caisse-par-annee": "Année civile par année civile",
        "caisse-par-mois": "Mois par mois",
    },
    "": {
        "blocs-du-budget": "Dépenses et ressources de chaque bloc",
        "natures-du-budget": "Dépenses par nature",
        "du-et-recu": "Ce qui est dû, et ce qui arrive dans l'année",
    },
    "membres": {"membres-par-profession": "Membres par profession"},
}
"""Tables that we make with a caption: part of a document → word of each, and how its caption begins.  Those of no part
are in the chapter whose front matter asks for the table of the budget.

The words are those of references: ``[](#tableau-qui-paie)``."""


def mot_de_legende(texte: str) -> str:
    """The word by which references call a table that we make, empty when it is not among those."""
    plain = texte.replace("\u00a0", " ").replace("’", "'")
    words = (item for named in LEGENDES.values() for item in named.items())
    return next((word for word, start in words if plain.startswith(start)), "")


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
