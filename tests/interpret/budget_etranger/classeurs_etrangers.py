"""Budgets as treasurers keep them, each in a form of its own, with what they hold in euros by block and side."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import Any

from openpyxl import Workbook

Sommes = Mapping[tuple[str, str], float]
D, R = "dépenses", "ressources"


def saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def filled(book: Workbook, title: str, rows: list[tuple[Any, ...]], first: bool = False) -> Any:
    sheet = book.active if first else book.create_sheet()
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    return sheet


def plan_comptable() -> bytes:
    """One sheet, charges and produits side by side, by accounts, for one civil year."""
    book = Workbook()
    filled(
        book,
        "BP 2027",
        [
            ("CPTS des Collines — budget prévisionnel 2027",),
            (),
            ("CHARGES", "Montant", "PRODUITS", "Montant"),
            ("60 - Achats", None, "74 - Subventions", None),
            ("Fournitures", 1200, "CPAM - ACI fonctionnement", 60000),
            ("Loyer", 6000, "75 - Cotisations", 1200),
            ("64 - Personnel", None, None, None),
            ("Salaire coordinatrice", 38000, None, None),
            ("TOTAL", 45200, "TOTAL", 61200),
        ],
        first=True,
    )
    return saved(book)


def une_feuille_par_mission() -> bytes:
    """A sheet a mission, dépenses above recettes, three contract years, totals that are formulas."""
    book = Workbook()
    sheets = (("Mission 1 - Accès aux soins", 100), ("Prévention", 200), ("Parcours de soins", 300))
    for rank, (name, amount) in enumerate(sheets):
        filled(
            book,
            name,
            [
                ("Dépenses", "Année 1", "Année 2", "Année 3"),
                ("Indemnités des professionnels", amount, amount + 1, amount + 2),
                ("Communication", 50, 60, 70),
                ("Total dépenses", "=SUM(B2:B3)", "=SUM(C2:C3)", "=SUM(D2:D3)"),
                (),
                ("Recettes", "Année 1", "Année 2", "Année 3"),
                ("CPAM, part fixe", 150, 160, 170),
                ("CPAM, part variable", 10, 10, 10),
                ("Total recettes", "=SUM(B7:B8)", "=SUM(C7:C8)", "=SUM(D7:D8)"),
            ],
            first=rank == 0,
        )
    return saved(book)


def missions_en_sections() -> bytes:
    """One sheet, a title for each mission, a column of natures, two years named by civil years."""
    book = Workbook()
    filled(
        book,
        "Budget",
        [
            ("Nature", "Libellé", "2027", "2028"),
            ("FONCTIONNEMENT", None, None, None),
            ("Salaires", "Coordination", 30000, 31000),
            ("Charges", "Urssaf", 12000, 12500),
            ("MISSION 3 : PRÉVENTION", None, None, None),
            ("Honoraires", "Diététicienne", 4000, 4500.5),
            ("Achats", "Affiches et dépliants", "1 500 €", "1 600,25 €"),
            ("Sous-total", None, 5500, 6100.75),
        ],
        first=True,
    )
    return saved(book)


def colonne_de_mission() -> bytes:
    """A flat list of lines, with a column of missions and a column of sides in two sheets."""
    book = Workbook()
    filled(
        book,
        "Dépenses",
        [
            ("Mission", "Intitulé", "Quantité", "Coût unitaire", "Montant"),
            ("Accès aux soins", "Réunions du groupe", 100, 50, 5000),
            ("Qualité", "Formation", 2, 800, 1600),
            ("Crises", "Exercice", 1, 900, 900),
            ("Fonctionnement", "Assurance", 1, 350, 350),
        ],
        first=True,
    )
    filled(
        book,
        "Ressources",
        [
            ("Mission", "Origine", "Montant"),
            ("Accès aux soins", "Assurance maladie", 7000),
            ("Fonctionnement", "ACI", 60000),
            ("Fonctionnement", "Cotisations des membres", 500),
        ],
    )
    return saved(book)


def mois_en_colonnes() -> bytes:
    """Twelve months and their total."""
    book = Workbook()
    months = (
        "Janv.",
        "Févr.",
        "Mars",
        "Avril",
        "Mai",
        "Juin",
        "Juil.",
        "Août",
        "Sept.",
        "Oct.",
        "Nov.",
        "Déc.",
    )
    filled(
        book,
        "Fonctionnement 2027",
        [
            ("CHARGES", *months, "Total"),
            ("Loyer", *([500] * 12), "=SUM(B2:M2)"),
            ("Téléphone", *([40.5] * 12), "=SUM(B3:M3)"),
            ("PRODUITS", *months, "Total"),
            ("ACI", 0, 0, 0, 30000, 0, 0, 0, 0, 0, 30000, 0, 0, "=SUM(B5:M5)"),
        ],
        first=True,
    )
    return saved(book)


def milliers_d_euros() -> bytes:
    book = Workbook()
    filled(
        book,
        "Prévention (k€)",
        [
            ("Dépenses", "Budget 2027 (k€)"),
            ("Prestataires", 12.5),
            ("Matériel", 3),
            ("Ressources", "Budget 2027 (k€)"),
            ("FIR (ARS)", 10),
            ("Commune d'Auch", 5.5),
        ],
        first=True,
    )
    return saved(book)


def titres_fusionnes() -> bytes:
    """Titles on three rows, merged over two columns a year, of which one is « réalisé »."""
    book = Workbook()
    sheet = filled(
        book,
        "Accompagnement",
        [
            ("Poste", "Exercices", None, None, None),
            (None, "2027", None, "2028", None),
            (None, "Prévu", "Réalisé", "Prévu", "Réalisé"),
            ("DÉPENSES", None, None, None, None),
            ("Vacations des tuteurs", 1000, 900, 1100, None),
            ("Site internet", 2000, 2500, 500, None),
            ("RECETTES", None, None, None, None),
            ("URPS", 1500, 1500, 0, None),
            ("ACI volet fixe", 1500, 1500, 1600, None),
        ],
        first=True,
    )
    for area in ("A1:A3", "B1:E1", "B2:C2", "D2:E2"):
        sheet.merge_cells(area)
    return saved(book)


def total_tape_au_dessus() -> bytes:
    """Accounts whose amount is typed as the sum of the lines below."""
    book = Workbook()
    filled(
        book,
        "Frais de structure",
        [
            ("Compte", "Dépenses", "Prévisionnel"),
            (None, "60 Achats", 3000),
            (None, "Fournitures de bureau", 1000),
            (None, "Logiciels", 2000),
            (None, "62 Services extérieurs", 2500),
            (None, "Expert-comptable", 1500),
            (None, "Frais de déplacement", 1000),
            (None, "86 Bénévolat valorisé", 9000),
            (None, "Total général", 14500),
        ],
        first=True,
    )
    return saved(book)


def deux_annees_dans_une_case() -> bytes:
    book = Workbook()
    filled(
        book,
        "Qualité",
        [
            ("Dépenses", "Année 1", "2028 / 2029"),
            ("Formateur", 1000, "1 000 / 1 200"),
            ("Reprographie", "300 à 400", 100),
            ("Fournitures", 250, None),
        ],
        first=True,
    )
    return saved(book)


def sans_rien() -> bytes:
    """Forty sheets that hold no budget."""
    book = Workbook()
    for rank in range(40):
        filled(
            book,
            f"Présences {rank}",
            [("Nom", "Réunion"), ("Anne", "oui"), ("Marc", "non")],
            first=rank == 0,
        )
    return saved(book)


CLASSEURS: Mapping[str, tuple[Callable[[], bytes], Sommes | None]] = {
    "plan comptable": (
        plan_comptable,
        {("fonctionnement", D): 45200, ("fonctionnement", R): 61200},
    ),
    "une feuille par mission": (
        une_feuille_par_mission,
        {
            ("acces_soins", D): 303 + 180,
            ("prevention", D): 603 + 180,
            ("parcours", D): 903 + 180,
            ("acces_soins", R): 510,
            ("prevention", R): 510,
            ("parcours", R): 510,
        },
    ),
    "missions en sections": (
        missions_en_sections,
        {("fonctionnement", D): 85500, ("prevention", D): 11600.75},
    ),
    "colonne de mission": (
        colonne_de_mission,
        {
            ("acces_soins", D): 5000,
            ("qualite", D): 1600,
            ("crises", D): 900,
            ("fonctionnement", D): 350,
            ("acces_soins", R): 7000,
            ("fonctionnement", R): 60500,
        },
    ),
    "mois en colonnes": (
        mois_en_colonnes,
        {("fonctionnement", D): 6486, ("fonctionnement", R): 60000},
    ),
    "milliers d'euros": (milliers_d_euros, {("prevention", D): 15500, ("prevention", R): 15500}),
    "titres fusionnés": (
        titres_fusionnes,
        {("accompagnement", D): 4600, ("accompagnement", R): 4600},
    ),
    "total tapé au-dessus": (total_tape_au_dessus, {("fonctionnement", D): 5500}),
    "deux années dans une case": (deux_annees_dans_une_case, {("qualite", D): 1250}),
    "sans rien": (sans_rien, None),
}
