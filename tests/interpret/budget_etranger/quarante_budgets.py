"""Budgets in forty layouts: what names a side, a unit, a mission or a year stands where treasurers put it.

Each is sheets of rows, with the euros that it holds by block and side, all years together.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openpyxl import Workbook

from tests.interpret.budget_etranger.classeurs_etrangers import D, R, Sommes, filled, saved

F, A, P, V, C = "fonctionnement", "acces_soins", "parcours", "prevention", "crises"
Feuilles = Mapping[str, list[tuple[Any, ...]]]

SALAIRE = ("Salaire de la coordinatrice", 40000)
LOYER = ("Loyer", 6000)
ACI = ("ACI fonctionnement", 60000)
COTISATIONS = ("Cotisations", 1200)
DEUX = {(F, D): 46000, (F, R): 61200}


def workbook(sheets: Feuilles) -> bytes:
    book = Workbook()
    for rank, (title, rows) in enumerate(sheets.items()):
        filled(book, title, rows, first=rank == 0)
    return saved(book)


def k(*rows: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    """The same rows, each amount in thousands of euros."""
    return [tuple(c / 1000 if isinstance(c, int) else c for c in row) for row in rows]


COTES: Mapping[str, tuple[Feuilles, Sommes]] = {
    "RESSOURCES seul dans sa ligne": (
        {
            "Fonctionnement": [
                ("DÉPENSES", "Détail", "Montant"),
                ("Salaires",),
                ("Salaire de la coordinatrice", "1 ETP", 40000),
                ("Loyer", "12 x 500 €", 6000),
                ("TOTAL DÉPENSES", None, "=SUM(C3:C4)"),
                (),
                ("RESSOURCES",),
                ("ACI fonctionnement", "taille 2", 60000),
                ("Cotisations", None, 1200),
                ("TOTAL RESSOURCES", None, "=SUM(C8:C9)"),
                ("Équilibre", None, "=C10-C5"),
            ]
        },
        DEUX,
    ),
    "les ressources d'abord": (
        {
            "BP": [
                ("Recettes", "2027"),
                ACI,
                COTISATIONS,
                ("Total recettes", 61200),
                ("Dépenses",),
                SALAIRE,
                LOYER,
                ("Total dépenses", 46000),
            ]
        },
        DEUX,
    ),
    "seuls les totaux nomment les côtés": (
        {
            "Budget": [
                ("Libellé", "Montant"),
                SALAIRE,
                LOYER,
                ("Total des charges", 46000),
                ACI,
                COTISATIONS,
                ("Total des produits", 61200),
            ]
        },
        DEUX,
    ),
    "classes 6 et 7 sans un titre": (
        {
            "Budget": [
                ("Compte", "Intitulé", "2027"),
                ("6411", *SALAIRE),
                ("6132", *LOYER),
                ("7311", *ACI),
                ("756", *COTISATIONS),
            ]
        },
        DEUX,
    ),
    "le compte et le libellé dans une case": (
        {
            "Budget": [
                ("Libellé", "Montant"),
                ("6411 Salaire de la coordinatrice", 40000),
                ("6132 Loyer", 6000),
                ("731 ACI fonctionnement", 60000),
                ("756 Cotisations", 1200),
            ]
        },
        DEUX,
    ),
    "Sorties et Entrées": (
        {
            "BP": [
                ("SORTIES", "Montant"),
                SALAIRE,
                LOYER,
                ("ENTRÉES",),
                ACI,
                COTISATIONS,
            ]
        },
        DEUX,
    ),
    "Emplois et Origine des fonds": (
        {
            "BP": [
                ("Emplois", "Montant"),
                SALAIRE,
                LOYER,
                ("Origine des fonds", "Montant"),
                ACI,
                COTISATIONS,
            ]
        },
        DEUX,
    ),
    "Ce que nous dépensons, ce que nous recevons": (
        {
            "BP": [
                ("Libellé", "Montant"),
                ("Ce que nous dépensons",),
                SALAIRE,
                LOYER,
                ("Ce que nous recevons",),
                ACI,
                COTISATIONS,
            ]
        },
        DEUX,
    ),
    "Plan de financement": (
        {
            "BP": [
                ("Postes", "2027"),
                ("1. Dépenses prévisionnelles",),
                SALAIRE,
                LOYER,
                ("2. Plan de financement",),
                ACI,
                COTISATIONS,
            ]
        },
        DEUX,
    ),
    "une feuille par côté, nommée Financement": (
        {
            "Charges": [("Poste", "Montant"), SALAIRE, LOYER],
            "Financement": [("Poste", "Montant"), ACI, COTISATIONS],
        },
        DEUX,
    ),
    "côte à côte, titres au-dessus des titres": (
        {
            "BP": [
                ("DÉPENSES", None, None, "RECETTES", None),
                ("Libellé", "Montant", None, "Libellé", "Montant"),
                (*SALAIRE, None, *ACI),
                (*LOYER, None, *COTISATIONS),
                ("TOTAL", 46000, None, "TOTAL", 61200),
            ]
        },
        DEUX,
    ),
    "côte à côte, comptes devant": (
        {
            "BP": [
                ("Compte", "CHARGES", "Montant", "Compte", "PRODUITS", "Montant"),
                ("64", "Salaire de la coordinatrice", 40000, "73", "ACI fonctionnement", 60000),
                ("613", "Loyer", 6000, "756", "Cotisations", 1200),
                (None, "TOTAL", 46000, None, "TOTAL", 61200),
            ]
        },
        DEUX,
    ),
}

COTES_EN_COLONNES: Mapping[str, tuple[Feuilles, Sommes]] = {
    "un libellé pour les deux côtés": (
        {
            "BP": [
                ("Libellé", "Dépenses", "Recettes"),
                (*SALAIRE, None),
                (*LOYER, None),
                ("ACI fonctionnement", None, 60000),
                ("Cotisations", None, 1200),
                ("Total", 46000, 61200),
            ]
        },
        DEUX,
    ),
    "une mission par ligne, un côté par colonne": (
        {
            "BP": [
                ("Mission", "Charges", "Produits"),
                ("Fonctionnement", 46000, 60000),
                ("Mission 2 – Parcours", 12000, 35000),
                ("Prévention", 3900, 15000),
                ("Total", 61900, 110000),
            ]
        },
        {(F, D): 46000, (F, R): 60000, (P, D): 12000, (P, R): 35000, (V, D): 3900, (V, R): 15000},
    ),
}

UNITES: Mapping[str, tuple[Feuilles, Sommes]] = {
    name: (
        {
            sheet: [
                *before,
                *k(("Dépenses", year), SALAIRE, LOYER, (other, year), ACI, COTISATIONS),
                *after,
            ]
        },
        DEUX,
    )
    for name, sheet, before, year, other, after in (
        (
            "au bout d'un titre",
            "BP",
            [("CPTS du Pays de Sorèze - Budget prévisionnel 2027-2029 - en k€",)],
            "2027",
            "Recettes",
            [],
        ),
        (
            "long titre avec virgule",
            "BP",
            [
                (
                    "Budget prévisionnel de la CPTS du Pays de Sorèze pour l'exercice 2027, montants en milliers d'euros",
                )
            ],
            "2027",
            "Recettes",
            [],
        ),
        ("entre parenthèses", "BP", [("Budget prévisionnel (en k€)",)], "2027", "Recettes", []),
        ("dans le titre de la colonne", "BP", [], "2027 (k€)", "Recettes", []),
        ("dans une case à part", "BP", [(None, None, None, "Unité : k€")], "2027", "Recettes", []),
        (
            "en note sous le tableau",
            "BP",
            [],
            "2027",
            "Recettes",
            [(), ("Les montants sont exprimés en milliers d'euros.",)],
        ),
        ("dans le nom de la feuille", "BP en k€", [], "2027", "Recettes", []),
        ("Keuros", "BP", [("BUDGET PREVISIONNEL 2027 EN KEUROS",)], "Montant", "Recettes", []),
        ("KE", "BP", [("Budget 2027 - KE",)], "Montant", "Recettes", []),
    )
}

BLOCS: Mapping[str, tuple[Feuilles, Sommes]] = {
    "colonne Section": (
        {
            "BP": [
                ("Compte", "Intitulé", "Section", "2027", "Observations"),
                ("CHARGES",),
                ("6411", "Salaire coordinatrice", "Fonctionnement", 40000, "1 ETP"),
                ("604", "Prestations APA", "Parcours", 12000),
                ("6281", "Agenda partagé", "Accès aux soins", 7290),
                (None, "TOTAL DES CHARGES", None, 59290),
                ("PRODUITS",),
                ("7411", "CPAM - ACI fonctionnement", "Fonctionnement", 60000),
                ("7413", "CPAM - part fixe", "Parcours", 35000),
                (None, "TOTAL DES PRODUITS", None, 95000),
            ]
        },
        {(F, D): 40000, (P, D): 12000, (A, D): 7290, (F, R): 60000, (P, R): 35000},
    ),
    "colonne Affectation au bout": (
        {
            "BP": [
                ("Dépenses", "Montant", "Affectation"),
                ("Coordinatrice", 40000, "Fonct."),
                ("Formation", 3000, "Prévention"),
                ("Exercice de crise", 1000, "Crise sanitaire"),
            ]
        },
        {(F, D): 40000, (V, D): 3000, (C, D): 1000},
    ),
    "colonne sans titre, M1 à M4": (
        {
            "BP": [
                (None, "Dépenses", "2027"),
                ("F", "Coordinatrice", 40000),
                ("M1", "Vacations de régulation", 9000),
                ("M2", "Réunions de parcours", 4000),
                ("M4", "Stock tampon", 500),
            ]
        },
        {(F, D): 40000, (A, D): 9000, (P, D): 4000, (C, D): 500},
    ),
    "colonne Thématique": (
        {
            "BP": [
                ("Thématique", "Nature de la dépense", "Montant"),
                ("Soins non programmés", "Vacations", 9000),
                ("Médecin traitant", "Réunions", 3000),
                ("Dépistage", "Affiches", 700),
                ("Vie associative", "Assurance", 400),
            ]
        },
        {(A, D): 12000, (V, D): 700, (F, D): 400},
    ),
    "missions en colonnes": (
        {
            "BP": [
                ("Dépenses", "Fonctionnement", "Accès aux soins", "Prévention", "Total"),
                ("Coordinatrice", 40000, 5000, 2500, 47500),
                ("Vacations", 0, 9000, 1000, 10000),
                ("Total", 40000, 14000, 3500, 57500),
            ]
        },
        {(F, D): 40000, (A, D): 14000, (V, D): 3500},
    ),
    "missions en titres sous les dépenses": (
        {
            "BP": [
                ("DÉPENSES", "2027", "2028"),
                ("Mission 1 – Accès aux soins",),
                ("Vacations", 9000, 9500),
                ("Mission 3 – Prévention",),
                ("Affiches", 700, 800),
                ("RESSOURCES",),
                ("Mission 1 – Accès aux soins",),
                ("ACI, volet fixe", 20000, 20000),
                ("Mission 3 – Prévention",),
                ("ACI, volet fixe", 5000, 5000),
            ]
        },
        {(A, D): 18500, (V, D): 1500, (A, R): 40000, (V, R): 10000},
    ),
    "une feuille par mission et un récapitulatif": (
        {
            "Récapitulatif": [
                ("Mission", "Dépenses", "Ressources", "Solde"),
                ("Fonctionnement", "=Fonctionnement!B4", "=Fonctionnement!B7", "=C2-B2"),
                ("Prévention", "='Mission 3'!B4", "='Mission 3'!B7", "=C3-B3"),
                ("TOTAL", "=SUM(B2:B3)", "=SUM(C2:C3)", "=SUM(D2:D3)"),
            ],
            "Fonctionnement": [
                ("DÉPENSES", "Montant"),
                SALAIRE,
                LOYER,
                ("TOTAL DÉPENSES", "=SUM(B2:B3)"),
                ("RESSOURCES",),
                ACI,
                ("TOTAL RESSOURCES", "=B6"),
            ],
            "Mission 3": [
                ("DÉPENSES", "Montant"),
                ("Affiches", 700),
                ("Bus", 3200),
                ("TOTAL DÉPENSES", "=SUM(B2:B3)"),
                ("RESSOURCES",),
                ("ACI part fixe", 15000),
                ("TOTAL RESSOURCES", "=B6"),
            ],
        },
        {(F, D): 46000, (F, R): 60000, (V, D): 3900, (V, R): 15000},
    ),
}

TOTAUX_ENTRE_DEUX: Mapping[str, tuple[Feuilles, Sommes]] = {
    "le total des charges sépare les côtés": (
        {
            "BP": [
                ("Mission", "Libellé", "Montant"),
                ("Fonctionnement", "Charges :", None),
                ("Fonctionnement", *SALAIRE),
                ("Fonctionnement", *LOYER),
                ("Prévention", "Affiches", 700),
                (None, "Total des charges", 46700),
                ("Fonctionnement", *ACI),
                ("Prévention", "ACI, part fixe", 15000),
                (None, "Total des produits", 75000),
            ],
        },
        {(F, D): 46000, (F, R): 60000, (V, D): 700, (V, R): 15000},
    ),
}

ANNEES: Mapping[str, tuple[Feuilles, Sommes]] = {
    name: (
        {
            "BP": [
                ("Dépenses", *years),
                ("Salaire de la coordinatrice", 40000, 41000),
                ("Loyer", 6000, 6100),
                ("Recettes",),
                ("ACI fonctionnement", 60000, 60000),
                ("Cotisations", 1200, 1300),
            ]
        },
        {(F, D): 93100, (F, R): 122500},
    )
    for name, years in (
        ("2027 et 2028", (2027, 2028)),
        ("N et N+1", ("N", "N+1")),
        ("Année 1 et Année 2", ("Année 1", "Année 2")),
        ("Exercice 2027", ("Exercice 2027", "Exercice 2028")),
        ("1er exercice", ("1er exercice", "2e exercice")),
        ("A1 et A2", ("A1", "A2")),
        ("Première année", ("Première année", "Deuxième année")),
        ("Budget 2027 en euros", ("Budget 2027 (€)", "Budget 2028 (€)")),
        ("2027-2028", ("2027-2028", "2028-2029")),
        ("2027/28", ("2027/28", "2028/29")),
        ("en texte", ("BP 27", "BP 28")),
    )
}

MONTANTS: Mapping[str, tuple[Feuilles, Sommes]] = {
    "en texte avec espaces et €": (
        {
            "BP": [
                ("Dépenses", "2027"),
                ("Salaire de la coordinatrice", "40 000,00 €"),
                ("Loyer", "6 000 €"),
                ("Recettes", "2027"),
                ("ACI fonctionnement", "60 000,00 €"),
                ("Cotisations", "1 200 euros"),
            ]
        },
        DEUX,
    ),
    "k€ dans les cases, parmi des euros": (
        {
            "BP": [
                ("Dépenses", "2027"),
                ("Salaire de la coordinatrice", "40 k€"),
                ("Loyer", "6 000 €"),
                ("Recettes", "2027"),
                ("ACI fonctionnement", "60 k€"),
                ("Cotisations", 1200),
            ]
        },
        DEUX,
    ),
    "sous-totaux par compte": (
        {
            "BP": [
                ("Compte", "Intitulé", "2027"),
                ("CHARGES",),
                ("6063", "Petit équipement", 600),
                ("6064", "Fournitures", 400),
                (None, "Sous-total 60", 1000),
                ("6132", "Loyer", 5000),
                ("616", "Assurance", 400),
                (None, "Sous-total 61", 5400),
                ("6226", "Honoraires", 3000),
                (None, "Sous-total 62", 3000),
                (None, "Total des charges", 9400),
                ("PRODUITS",),
                ("731", "ACI fonctionnement", 60000),
                (None, "Sous-total 73", 60000),
                (None, "Total des produits", 60000),
            ]
        },
        {(F, D): 9400, (F, R): 60000},
    ),
    "sous-totaux au-dessus de leurs lignes": (
        {
            "BP": [
                ("Compte", "Intitulé", "2027"),
                ("CHARGES",),
                ("60", "Achats", 1000),
                ("6063", "Petit équipement", 600),
                ("6064", "Fournitures", 400),
                ("61", "Services extérieurs", 5400),
                ("6132", "Loyer", 5000),
                ("616", "Assurance", 400),
                ("PRODUITS",),
                ("73", "Concours publics", 60000),
                ("731", "ACI fonctionnement", 60000),
            ]
        },
        {(F, D): 6400, (F, R): 60000},
    ),
    "sous-totaux rassemblés à la fin": (
        {
            "BP": [
                ("Compte", "Intitulé", "2027"),
                ("CHARGES",),
                ("6063", "Petit équipement", 600),
                ("6132", "Loyer", 5000),
                ("6064", "Fournitures", 400),
                ("616", "Assurance", 400),
                (None, "Sous-total 60", 1000),
                (None, "Sous-total 61", 5400),
                (None, "Total des charges", 6400),
            ]
        },
        {(F, D): 6400},
    ),
    "des tiers de douzièmes": (
        {
            "BP": [
                ("Dépenses", "2027", "2028"),
                ("Loyer", 5000.333333333, 5000.333333333),
                ("Assurance", 0.415, 0.685),
                ("Recettes", "2027", "2028"),
                ("Cotisations", 100.005, 100.005),
            ]
        },
        {(F, D): 10001.77, (F, R): 200.02},
    ),
}
