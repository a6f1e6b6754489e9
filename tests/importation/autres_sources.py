"""Four workbooks, a whole projet and statutes as people make them, written before anyone looked at the dictionary.

A workbook comes with the sum of each block and year that a treasurer would expect of it.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import openpyxl
from docx.document import Document
from openpyxl.workbook import Workbook

from tests.importation.quinze_fiches import grid, word


@dataclass(frozen=True)
class Budget:
    nom: str
    octets: Callable[[], bytes]
    sommes: Mapping[tuple[str, str, int], float]
    """(mission or block, « dépenses » or « ressources », year 1, 2…) → sum in euros."""
    a_dire: tuple[str, ...] = ()
    """What the messages must speak of: columns left aside, totals that are wrong, civil years."""


def classeur(fill: Callable[[Workbook], None]) -> Callable[[], bytes]:
    def made() -> bytes:
        book = openpyxl.Workbook()
        fill(book)
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    return made


def _sheet(book: Workbook, name: str) -> Any:
    first: Any = book.worksheets[0]
    if first.title == "Sheet":
        first.title = name
        return first
    return book.create_sheet(name)


# --- 1. charges and produits side by side, headers over three rows, calendar years -----------------------------------


def _face_a_face(book: Workbook) -> None:
    sheet = _sheet(book, "Budget prévisionnel")
    sheet["A1"] = "CPTS du Pays d’Exemple – Budget prévisionnel"
    sheet.merge_cells("A1:H1")
    sheet["A3"], sheet["E3"] = "CHARGES", "PRODUITS"
    sheet.merge_cells("A3:D3")
    sheet.merge_cells("E3:H3")
    sheet["B4"], sheet["F4"] = "Exercice civil", "Exercice civil"
    sheet.merge_cells("B4:C4")
    sheet.merge_cells("F4:G4")
    for cell, value in zip(
        ("A5", "B5", "C5", "D5"), ("Intitulé", 2027, 2028, "Observations"), strict=True
    ):
        sheet[cell] = value
    for cell, value in zip(
        ("E5", "F5", "G5", "H5"), ("Intitulé", 2027, 2028, "Observations"), strict=True
    ):
        sheet[cell] = value
    charges = [
        ("60 Achats", None, None, ""),
        ("Fournitures de bureau", 1200, 1300, ""),
        ("Petit matériel informatique", 2400, 600, "devis Bureau32"),
        ("61 Services extérieurs", None, None, ""),
        ("Loyer", 6000, 6120, "bail mairie"),
        ("Assurance", 800, 820, ""),
        ("62 Autres services extérieurs", None, None, ""),
        ("Honoraires expert-comptable", 3000, 3000, ""),
        ("Déplacements", 2500, 2500, ""),
        ("64 Charges de personnel", None, None, ""),
        ("Salaire coordinatrice (CDI 0,8 ETP)", 38000, 39000, ""),
        ("Indemnités des professionnels", 24000, 26000, ""),
        ("TOTAL CHARGES", 77900, 79340, ""),
    ]
    produits = [
        ("74 Subventions", None, None, ""),
        ("CPAM – ACI fonctionnement", 45000, 60000, "avance 75 %"),
        ("ARS – FIR", 20000, 10000, "demandé"),
        ("75 Autres produits", None, None, ""),
        ("Cotisations des adhérents", 1500, 1500, ""),
        ("Report N-1", 11400, 7840, ""),
        ("TOTAL PRODUITS", 77900, 79340, ""),
    ]
    for at, row in enumerate(charges, 6):
        for column, value in zip("ABCD", row, strict=True):
            sheet[f"{column}{at}"] = value
    for at, row in enumerate(produits, 6):
        for column, value in zip("EFGH", row, strict=True):
            sheet[f"{column}{at}"] = value


FACE_A_FACE = Budget(
    "budget-association.xlsx",
    classeur(_face_a_face),
    {
        ("fonctionnement", "dépenses", 1): 77900,
        ("fonctionnement", "dépenses", 2): 79340,
        ("fonctionnement", "ressources", 1): 77900,
        ("fonctionnement", "ressources", 2): 79340,
    },
    ("civil", "Observations"),
)

# --- 2. one sheet a mission, in thousands, a total that is wrong -------------------------------------------------------


def _par_mission(book: Workbook) -> None:
    for name, lines, total in (
        (
            "Accès aux soins",
            [
                ("Indemnités régulateurs", 12, 14.5, "CDD"),
                ("Logiciel agenda partagé", 3.2, 3.2, "devis"),
            ],
            (15.2, 18.7),
        ),
        (
            "Parcours",
            [("Réunions pluripro", 8, 9, ""), ("Formation EPOF", 4.5, 2, "devis à faire")],
            (12.5, 11),
        ),
        ("Prévention", [("Ateliers", 6, 6, ""), ("Impression affiches", 1.25, 1, "")], (7.25, 7)),
    ):
        sheet = _sheet(book, name)
        sheet["A1"] = f"Mission {name}"
        sheet["A2"] = "en k€"
        sheet.append([])
        sheet.append(["Dépense", "An 1", "An 2", "Précision"])
        for line in lines:
            sheet.append(line)
        sheet.append(["Total dépenses", *total])
        sheet.append([])
        sheet.append(["Recette", "An 1", "An 2"])
        sheet.append(["ACI volet fixe", *total])
        sheet.append(["Total recettes", *total])


PAR_MISSION = Budget(
    "budget-par-mission.xlsx",
    classeur(_par_mission),
    {
        ("acces_soins", "dépenses", 1): 15200,
        ("acces_soins", "dépenses", 2): 17700,
        ("parcours", "dépenses", 1): 12500,
        ("parcours", "dépenses", 2): 11000,
        ("prevention", "dépenses", 1): 7250,
        ("prevention", "ressources", 2): 7000,
    },
    ("k€", "18 700", "Précision"),
)

# --- 3. one list, a line a purchase -----------------------------------------------------------------------------------


def _liste(book: Workbook) -> None:
    sheet = _sheet(book, "Dépenses 2027-2028")
    sheet.append(["Mission", "Poste", "Fournisseur", "N° devis", "Année 1", "Année 2"])
    for row in (
        ["Prévention", "Location de salles", "Mairie", "", "1 200 €", "1 200 €"],
        ["Prévention", "Intervenants extérieurs", "UFOLEP", "D-2027-14", "3 450,50 €", "3 500 €"],
        ["Parcours", "Temps de coordination", "", "", "9 600 €", "9 800 €"],
        ["Qualité", "Formation CREX", "URPS", "D-88", "2 000 €", ""],
        ["Crises sanitaires", "Exercice annuel", "", "", "500 €", "500 €"],
        ["Fonctionnement", "Salaires chargés", "", "", "52 000 €", "53 000 €"],
        ["Fonctionnement", "Frais bancaires", "CA", "", "180 €", "180 €"],
    ):
        sheet.append(row)


LISTE = Budget(
    "liste-des-depenses.xlsx",
    classeur(_liste),
    {
        ("prevention", "dépenses", 1): 4650.5,
        ("parcours", "dépenses", 2): 9800,
        ("qualite", "dépenses", 1): 2000,
        ("crises", "dépenses", 2): 500,
        ("fonctionnement", "dépenses", 1): 52180,
    },
    ("Fournisseur", "N° devis"),
)

# --- 4. the form of a grant: two years in one cell --------------------------------------------------------------------


def _demande(book: Workbook) -> None:
    sheet = _sheet(book, "FIR")
    sheet.append(["Demande de subvention FIR"])
    sheet.append([])
    sheet.append(
        ["Nature de la dépense", "Montant demandé", "Montant total 2027/2028", "Cofinancement"]
    )
    sheet.append(["Ingénierie de projet", 12000, "15 000 / 16 000", "CPAM"])
    sheet.append(["Communication", 3000, "3 000 / 1 500", ""])
    sheet.append(["Total", 15000, "18 000 / 17 500", ""])


DEMANDE = Budget(
    "demande-fir.xlsx",
    classeur(_demande),
    {("fonctionnement", "dépenses", 1): 18000, ("fonctionnement", "dépenses", 2): 17500},
    ("Montant demandé", "Cofinancement"),
)

BUDGETS = (FACE_A_FACE, PAR_MISSION, LISTE, DEMANDE)


# --- a whole projet -------------------------------------------------------------------------------------------------------


def _projet(document: Document) -> None:
    document.add_paragraph("Projet de santé", style="Title")
    document.add_paragraph("CPTS du Pays d’Exemple – version 3 du 12 octobre 2026")
    document.add_heading("Préambule", 1)
    document.add_paragraph(
        "Ce projet a été écrit par quarante professionnels réunis en sept soirées."
    )
    document.add_heading("I. Présentation du territoire", 1)
    document.add_heading("Géographie et accessibilité", 2)
    document.add_paragraph("Trente-deux communes, dont onze à plus de vingt minutes des urgences.")
    grid(document, [("Commune", "Habitants"), ("Auch", "22 496"), ("Fleurance", "5 922")])
    document.add_heading("État de santé de la population", 2)
    document.add_paragraph("La mortalité prématurée dépasse de 6 % celle de la région.")
    document.add_heading("II. Offre de soins", 1)
    document.add_paragraph("Les médecins généralistes sont trente et un.", style="List Bullet")
    document.add_paragraph("Les infirmiers sont cent quarante.", style="List Bullet")
    document.add_heading("III. Synthèse du diagnostic", 1)
    grid(document, [("Atouts", "Faiblesses"), ("Équipes coordonnées", "Démographie médicale")])
    document.add_heading("IV. Missions et plan d’actions", 1)
    document.add_heading("Mission 1 : Améliorer l’accès aux soins", 2)
    document.add_paragraph("Deux actions portent cette mission.")
    for title, pilot, lines in (
        (
            "Fiche action 1.1 – Trouver un médecin traitant",
            "Dr Paul Mirage",
            (
                ("Constat", "5 % des malades chroniques n’en ont pas."),
                ("Objectif", "Tous en deux mois."),
            ),
        ),
        (
            "Fiche action 1.2 – Soins non programmés",
            "Claire Delafable",
            (
                ("Constat", "Les urgences débordent l’été."),
                ("Objectif", "Un rendez-vous le jour même."),
            ),
        ),
    ):
        document.add_heading(title, 3)
        document.add_paragraph(f"Pilote : {pilot}")
        for heading, line in lines:
            document.add_heading(heading, 4)
            document.add_paragraph(line)
        document.add_heading("Indicateurs", 4)
        document.add_paragraph(
            "Nombre de patients : 100 en année 1, 200 en année 2", style="List Bullet"
        )
    document.add_heading("Mission 3 : Prévention", 2)
    document.add_paragraph("La prévention s’appuie sur les pharmacies.")
    document.add_heading("V. Gouvernance", 1)
    document.add_paragraph("L’association est dirigée par un conseil de douze membres.")
    document.add_heading("VI. Système d’information", 1)
    document.add_paragraph("Une messagerie sécurisée relie les cabinets.")
    document.add_heading("VII. Budget", 1)
    document.add_paragraph("Le budget annuel est de 165 000 euros.")
    document.add_heading("Annexes", 1)
    document.add_paragraph("Liste des signataires.")


PROJET = word(_projet)
PROJET_FICHES = 2
PROJET_PARTIES = {
    "diagnostic": ("Trente-deux communes", "cent quarante", "Démographie médicale"),
    "missions": ("Deux actions portent", "s’appuie sur les pharmacies"),
    "organisation": ("conseil de douze membres", "messagerie sécurisée relie"),
    "fiches": ("Tous en deux mois", "Les urgences débordent"),
}

# --- statutes -------------------------------------------------------------------------------------------------------------


def _statuts(document: Document) -> None:
    document.add_paragraph("STATUTS DE L’ASSOCIATION", style="Title")
    document.add_paragraph("Association régie par la loi du 1er juillet 1901")
    for text, bold in (
        ("TITRE I – CONSTITUTION", True),
        ("ARTICLE PREMIER – DÉNOMINATION", True),
        ("Il est fondé une association nommée « CPTS du Pays d’Exemple ».", False),
        ("ARTICLE 2 : OBJET", True),
        ("Elle coordonne les soins de ville.", False),
        ("- conclure l’accord conventionnel ;", False),
        ("- porter les actions du projet de santé.", False),
        ("ARTICLE 3 : SIÈGE SOCIAL", True),
        ("Le siège est fixé au 4 place de la Libération, 32000 Auch.", False),
        ("TITRE II – ADMINISTRATION", True),
        ("ARTICLE 4 : CONSEIL D’ADMINISTRATION", True),
        ("4.1 Le conseil compte douze membres élus pour trois ans.", False),
        ("4.2 Il se réunit au moins deux fois par an.", False),
        ("ARTICLE 5 : COTISATION", True),
        ("La cotisation annuelle est de vingt euros (20 €).", False),
        ("ARTICLE 6 : DISSOLUTION", True),
        ("L’actif net est dévolu à une association poursuivant un but semblable.", False),
        ("Fait à Auch, le 3 décembre 2026", False),
        ("La présidente                                  Le trésorier", False),
    ):
        paragraph = document.add_paragraph()
        paragraph.add_run(text).bold = bold


STATUTS = word(_statuts)
STATUTS_ARTICLES = 6
