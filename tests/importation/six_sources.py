"""Three workbooks, two whole documents and statutes, written like ``six_fiches``: before anything was read of the reader."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl import Workbook

from tests.importation.autres_sources import Budget, _sheet, classeur
from tests.importation.quinze_fiches import grid, word

# --- 1. the chart of accounts, charges and produits face to face, headers on three rows --------------------------------


def _plan_comptable(book: Workbook) -> None:
    sheet = _sheet(book, "BP 2028-2029")
    sheet["A1"] = "ASSOCIATION CPTS DES TROIS VALLÉES – BUDGET PRÉVISIONNEL"
    sheet.merge_cells("A1:H1")
    sheet["A3"], sheet["E3"] = "CHARGES", "PRODUITS"
    sheet.merge_cells("A3:D3")
    sheet.merge_cells("E3:H3")
    sheet["A4"], sheet["C4"], sheet["E4"], sheet["G4"] = "Compte", "Exercice", "Compte", "Exercice"
    for area in ("A4:B4", "C4:D4", "E4:F4", "G4:H4"):
        sheet.merge_cells(area)
    for at, words in enumerate(("N°", "Intitulé", "Année 1", "Année 2") * 2, 1):
        sheet.cell(5, at, words)
    charges: list[tuple[Any, str, Any, Any]] = [
        (60, "ACHATS", "=C7+C8", "=D7+D8"),
        (6063, "Fournitures d'entretien et petit équipement", 850, 900.5),
        (6064, "Fournitures administratives", 600, 620),
        (61, "SERVICES EXTÉRIEURS", "=C10+C11", "=D10+D11"),
        (6132, "Location du bureau", 7200, 7350),
        (616, "Assurance", 480.4, 495),
        (62, "AUTRES SERVICES EXTÉRIEURS", "=SUM(C13:C15)", "=SUM(D13:D15)"),
        (6226, "Honoraires expert-comptable", 2400, 2400),
        (6251, "Voyages et déplacements", 1500, 1500),
        (6261, "Téléphone, internet", 720, 720),
        (63, "IMPÔTS ET TAXES", "=C17", "=D17"),
        (633, "Participation à la formation continue", 410, 420),
        (64, "CHARGES DE PERSONNEL", "=C19+C20", "=D19+D20"),
        (6411, "Salaire de la coordinatrice (0,8 ETP)", 29500, 30100),
        (645, "Charges sociales", 10600, 10830),
        ("", "TOTAL CHARGES", "=C6+C9+C12+C16+C18", "=D6+D9+D12+D16+D18"),
    ]
    produits: list[tuple[Any, str, Any, Any]] = [
        (74, "SUBVENTIONS D'EXPLOITATION", "=G7+G8", "=H7+H8"),
        (7413, "Assurance maladie – ACI, fonctionnement", 50000, 50000),
        (7414, "Département", 2500, 3000),
        (75, "AUTRES PRODUITS", "=G10", "=H10"),
        (756, "Cotisations", 1760.4, 2335.5),
        ("", "TOTAL PRODUITS", "=G6+G9", "=H6+H9"),
    ]
    for at, line in enumerate(charges):
        for column, value in enumerate(line):
            sheet.cell(6 + at, 1 + column, value)
    for at, line in enumerate(produits):
        for column, value in enumerate(line):
            sheet.cell(6 + at, 5 + column, value)


PLAN_COMPTABLE = Budget(
    "bp-plan-comptable.xlsx",
    classeur(_plan_comptable),
    {
        ("fonctionnement", "dépenses", 1): 54260.4,
        ("fonctionnement", "dépenses", 2): 55335.5,
        ("fonctionnement", "ressources", 1): 54260.4,
        ("fonctionnement", "ressources", 2): 55335.5,
    },
)

# --- 2. months as columns, a sheet a year, several missions in a sheet -------------------------------------------------


def _mensuel(book: Workbook) -> None:
    months = (
        "avr",
        "mai",
        "juin",
        "juil",
        "août",
        "sept",
        "oct",
        "nov",
        "déc",
        "janv",
        "févr",
        "mars",
    )
    for year, factor in ((1, 1), (2, 2)):
        sheet = _sheet(book, f"Année {year} (avr. 2{6 + year} – mars 2{7 + year})")
        sheet.append(["Suivi mensuel des dépenses", *[""] * 13])
        sheet.append(["Libellé", *months, "TOTAL"])
        row = 2
        for mission, lines in (
            ("Fonctionnement", (("Loyer", [600] * 12), ("Coordinatrice", [3300] * 12))),
            (
                "Mission Accès aux soins",
                (
                    ("Indemnités des effecteurs SNP", [None, None, 450, 450, 0, *[900] * 7]),
                    ("Abonnement agenda partagé", [180] + [None] * 11),
                ),
            ),
            ("Mission Prévention", (("Atelier équilibre", [None] * 5 + [320.5] * 7),)),
        ):
            sheet.append([mission])
            row += 1
            first = row + 1
            for words, amounts in lines:
                row += 1
                sheet.append(
                    [
                        words,
                        *[None if one is None else one * factor for one in amounts],
                        f"=SUM(B{row}:M{row})",
                    ]
                )
            sheet.append([f"Sous-total {mission}", *[None] * 12, f"=SUM(N{first}:N{row})"])
            row += 1


MENSUEL = Budget(
    "suivi-mensuel.xlsx",
    classeur(_mensuel),
    {
        ("fonctionnement", "dépenses", 1): 46800,
        ("fonctionnement", "dépenses", 2): 93600,
        ("acces_soins", "dépenses", 1): 7380,
        ("acces_soins", "dépenses", 2): 14760,
        ("prevention", "dépenses", 1): 2243.5,
        ("prevention", "dépenses", 2): 4487,
    },
)

# --- 3. amounts written as words, in k€, two years in one cell, the mission in a merged column ------------------------


def _milliers(book: Workbook) -> None:
    sheet = _sheet(book, "Demande ARS")
    sheet["A1"] = "Budget prévisionnel 2028 et 2029 (années civiles)"
    sheet.append([])
    sheet.append(["Mission", "Nature de la dépense", "Montant 2028", "Montant 2029", "Financeur"])
    rows = (
        ("Accès aux soins", "Régulation (indemnités)", "14,5 k€", "15 k€", "ACI"),
        ("", "Logiciel", "3,2 k€", "3,2 k€", "ACI"),
        ("Prévention", "Dépistage en pharmacie", "6 k€", "7,25 k€", "FIR"),
        ("", "Affiches et dépliants", "900 €", "900 €", "ACI"),
        ("Fonctionnement", "Coordination", "42 k€", "43 k€", "ACI"),
        ("", "Locaux", "2028 : 6 000 / 2029 : 6 200", "", "ACI"),
    )
    for row in rows:
        sheet.append(row)
    for area in ("A4:A5", "A6:A7", "A8:A9"):
        sheet.merge_cells(area)
    sheet.append(["TOTAL", "", "72,6 k€", "75,55 k€", ""])


MILLIERS = Budget(
    "demande-ars.xlsx",
    classeur(_milliers),
    {
        ("acces_soins", "dépenses", 1): 17700,
        ("acces_soins", "dépenses", 2): 18200,
        ("prevention", "dépenses", 1): 6900,
        ("prevention", "dépenses", 2): 8150,
        ("fonctionnement", "dépenses", 1): 48000,
        ("fonctionnement", "dépenses", 2): 49200,
    },
    ("civil", "Financeur"),
)

# --- 4 to 6, written after the repair of the three: a sheet a civil year, four quarters, a column for each mission ------


def _par_annee(book: Workbook) -> None:
    for year, factor in ((2028, 1), (2029, 2)):
        sheet = _sheet(book, f"BP {year}")
        sheet.append([f"Budget prévisionnel {year}"])
        sheet.append(["Fonctionnement"])
        sheet.append(["Dépenses", "Montant"])
        for words, amount in (
            ("Loyer", 6000),
            ("Salaire coordinateur", 30000.5),
            ("Fournitures", 400),
        ):
            sheet.append([words, amount * factor])
        sheet.append(["Total", "=SUM(B4:B6)"])
        sheet.append([])
        sheet.append(["Recettes", "Montant"])
        sheet.append(["ACI fonctionnement", 36400.5 * factor])
        sheet.append(["Total", "=SUM(B10:B10)"])
    sheet = _sheet(book, "Synthèse")
    sheet.append(["Poste", "2028", "2029"])
    for row, words in enumerate(("Loyer", "Salaires", "Fournitures"), 4):
        sheet.append([words, f"='BP 2028'!B{row}", f"='BP 2029'!B{row}"])


PAR_ANNEE = Budget(
    "bp-par-annee.xlsx",
    classeur(_par_annee),
    {
        ("fonctionnement", "dépenses", 1): 36400.5,
        ("fonctionnement", "dépenses", 2): 72801,
        ("fonctionnement", "ressources", 1): 36400.5,
        ("fonctionnement", "ressources", 2): 72801,
    },
    ("civil", "report d'une autre feuille"),
)


def _trimestres(book: Workbook) -> None:
    sheet = _sheet(book, "Prévention")
    sheet.append(["Budget mission Prévention – année 1"])
    sheet.append(["Dépenses", "T1", "T2", "T3", "T4"])
    for line in (
        ("Ateliers nutrition", 500, 500, None, 500),
        ("Équilibre alimentaire : dépliants", None, 120.75, None, None),
        ("Étude des écarts de suivi", None, None, 900, None),
    ):
        sheet.append(line)
    sheet.append(["Total", *(f"=SUM({column}3:{column}5)" for column in "BCDE")])


TRIMESTRES = Budget(
    "trimestres.xlsx", classeur(_trimestres), {("prevention", "dépenses", 1): 2520.75}
)


def _colonnes(book: Workbook) -> None:
    sheet = _sheet(book, "Budget an 1")
    sheet.append(["Nature", "Fonctionnement", "Accès aux soins", "Parcours", "Prévention", "Total"])
    for row, line in enumerate(
        (
            ("Indemnités de réunion", 2000, 3000, 2500, 1000),
            ("Logiciels", 1200, 800, None, None),
            ("Honoraires", None, None, 1500.25, 600),
        ),
        2,
    ):
        sheet.append([*line, f"=SUM(B{row}:E{row})"])
    sheet.append(["TOTAL", *(f"=SUM({column}2:{column}4)" for column in "BCDEF")])


COLONNES = Budget(
    "une-colonne-par-mission.xlsx",
    classeur(_colonnes),
    {
        ("fonctionnement", "dépenses", 1): 3200,
        ("acces_soins", "dépenses", 1): 3800,
        ("parcours", "dépenses", 1): 4000.25,
        ("prevention", "dépenses", 1): 1600,
    },
)


def _croise(book: Workbook) -> None:
    sheet = _sheet(book, "Prévention 2028")
    for line in (
        ("Étiquettes de lignes", "Somme de Montant"),
        ("Ateliers", 1200.4),
        ("Affiches", 300),
        ("Total général", 1500.4),
    ):
        sheet.append(line)


CROISE = Budget(
    "croise.xlsx", classeur(_croise), {("prevention", "dépenses", 1): 1500.4}, ("civil",)
)
"""What a pivot table shows."""

BUDGETS = (CROISE, PLAN_COMPTABLE, MENSUEL, MILLIERS, PAR_ANNEE, TRIMESTRES, COLONNES)

# --- a draft of a projet de santé: cover, contents, text boxes, notes, merged cells, forty pages ----------------------

BOITE = (
    '<w:p {ns} xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"><w:r><w:pict><v:shape style="width:200pt;height:60pt">'
    "<v:textbox><w:txbxContent><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:txbxContent></v:textbox>"
    "</v:shape></w:pict></w:r></w:p>"
)
LOREM = (
    "Le territoire réunit {n} communes rurales où les professionnels de santé se connaissent, mais où "
    "les relais entre la ville, l'hôpital et le secteur médico-social restent trop dépendants des personnes. "
    "L'enquête menée au printemps auprès des habitants (réponse n° {n}) confirme ce constat et ouvre des pistes. "
)


def _box(document: Document, words: str) -> None:
    document.element.body.insert(-1, parse_xml(BOITE.format(ns=nsdecls("w"), words=words)))


def _merged(document: Document) -> None:
    made = grid(
        document,
        [
            ["Bassin", "Médecins", "", "Infirmiers"],
            ["", "effectif", "plus de 60 ans", "effectif"],
            ["Nord", "12", "7", "31"],
            ["Sud", "9", "4", "28"],
        ],
    )
    made.cell(0, 1).merge(made.cell(0, 2))
    made.cell(0, 0).merge(made.cell(1, 0))


def _fill(document: Document, paragraphs: int, start: int) -> None:
    for rank in range(paragraphs):
        document.add_paragraph(LOREM.format(n=start + rank) * 4)


def _avant_projet(document: Document) -> None:
    document.add_paragraph("CPTS des Trois Vallées", style="Title")
    document.add_paragraph("Projet de santé – version de travail du 3 septembre 2027")
    _box(document, "Document soumis au vote de l'assemblée générale")
    document.add_page_break()  # type: ignore[no-untyped-call]
    document.add_heading("1. Présentation du territoire", 1)
    document.add_heading("1.1 Périmètre", 2)
    _fill(document, 12, 100)
    document.add_heading("1.2 Démographie médicale", 2)
    _merged(document)
    _fill(document, 12, 200)
    _box(document, "À retenir : un médecin sur deux partira avant 2032")
    document.add_heading("1.3 Ce que disent les habitants", 2)
    _fill(document, 14, 300)
    document.add_heading("2. Nos missions", 1)
    document.add_heading("2.1 Améliorer l'accès aux soins", 2)
    _fill(document, 10, 400)
    _fiche_du_projet(document, "Fiche action 1 – Bus santé itinérant", "Marc Duconte", 2028)
    document.add_heading("2.2 Prévention", 2)
    _fill(document, 10, 500)
    section = document.add_section()
    section.orientation = WD_ORIENT.LANDSCAPE
    _fiche_du_projet(
        document, "Fiche action 2 – Dépistage du diabète en pharmacie", "Sophie Laroman", 2029
    )
    document.add_section().orientation = WD_ORIENT.PORTRAIT
    document.add_heading("3. Gouvernance et fonctionnement", 1)
    document.add_heading("3.1 L'association", 2)
    _fill(document, 14, 600)
    document.add_heading("3.2 Système d'information", 2)
    _fill(document, 10, 700)
    document.add_heading("Annexes", 1)
    document.add_paragraph("Annexe 1 : questionnaire envoyé aux habitants.")


def _fiche_du_projet(document: Document, title: str, pilot: str, year: int) -> None:
    document.add_heading(title, 3)
    made: Any = document.add_table(rows=0, cols=2)
    for label, words in (
        ("Pilote", pilot),
        ("Contexte", f"Constat de l'année {year} : les habitants renoncent faute de transport."),
        ("Objectifs", f"Rejoindre 200 habitants en {year}."),
        ("Public", "Habitants éloignés de plus de 15 km d'un cabinet."),
        ("Partenaires", "Communes, département, officines."),
        (
            "Actions à mener",
            f"Choisir les haltes (mars {year})\nOuvrir les inscriptions (mai {year})",
        ),
        ("Indicateurs", "Nombre de personnes reçues\nNombre de haltes tenues"),
        ("Calendrier", f"Démarrage : mars {year}"),
        ("Moyens", "Un véhicule prêté, une infirmière un jour par semaine"),
    ):
        cells = made.add_row().cells
        cells[0].text = label
        first, *others = words.split("\n")
        cells[1].paragraphs[0].text = first
        for line in others:
            cells[1].add_paragraph(line)


AVANT_PROJET = word(_avant_projet)
AVANT_PROJET_PARTIES = {
    "diagnostic": (
        "réponse n° 105",
        "plus de 60 ans",
        "À retenir : un médecin sur deux",
        "réponse n° 313",
    ),
    "missions": ("réponse n° 405", "réponse n° 505"),
    "organisation": ("réponse n° 605", "réponse n° 705"),
    "fiches": ("Choisir les haltes", "un jour par semaine"),
}

# --- a shorter projet, in bold titles and letters, made into an .odt ----------------------------------------------------


def _projet_en_lettres(document: Document) -> None:
    def title(words: str) -> None:
        document.add_paragraph().add_run(words).bold = True

    document.add_paragraph("PROJET DE SANTÉ DE LA CPTS")
    title("PARTIE A – DIAGNOSTIC DE TERRITOIRE")
    title("A.1 Le territoire et ses habitants")
    document.add_paragraph(
        "Quarante-deux communes, 38 400 habitants, dont 31 % ont plus de 65 ans."
    )
    title("A.2 L'offre de soins")
    document.add_paragraph("Vingt et un médecins généralistes, dont neuf ont plus de 60 ans.")
    title("PARTIE B – LES MISSIONS DE LA CPTS")
    title("B.1 Mission accès aux soins")
    document.add_paragraph("Deux actions sont retenues pour les soins non programmés.")
    title("B.2 Mission parcours")
    document.add_paragraph("Le parcours de l'insuffisant cardiaque est le premier.")
    title("PARTIE C – ORGANISATION")
    title("C.1 Gouvernance")
    document.add_paragraph("Un conseil de douze membres, élu pour trois ans.")
    title("C.2 Communication")
    document.add_paragraph("Une lettre tous les deux mois.")


LETTRES = word(_projet_en_lettres)
LETTRES_PARTIES = {
    "diagnostic": ("Quarante-deux communes", "neuf ont plus de 60 ans"),
    "missions": ("Deux actions sont retenues", "insuffisant cardiaque"),
    "organisation": ("conseil de douze membres", "tous les deux mois"),
}

# --- statutes as a lawyer sends them: titles, articles in letters, paragraphs numbered, a signature -------------------


def _statuts(document: Document) -> None:
    document.add_paragraph("STATUTS", style="Title")
    document.add_paragraph("Communauté professionnelle territoriale de santé des Trois Vallées")
    document.add_paragraph("Association régie par la loi du 1er juillet 1901")
    document.add_paragraph("Préambule")
    document.add_paragraph("Les soussignés ont décidé de s'unir pour la santé de leur population.")
    document.add_paragraph("TITRE PREMIER : CONSTITUTION")
    for heading, lines in (
        (
            "Article premier. Dénomination",
            ["L'association a pour dénomination CPTS des Trois Vallées."],
        ),
        (
            "Art. 2 – Objet",
            [
                "2.1 L'association élabore et met en œuvre un projet de santé.",
                "2.2 Elle signe le contrat avec l'agence régionale de santé et la caisse, selon l'article 9 ci-dessous.",
            ],
        ),
        ("ARTICLE 3 : SIÈGE SOCIAL", ["Son siège est fixé à la mairie de Fleurance."]),
        ("TITRE II : MEMBRES", []),
        (
            "Article 4 bis : Cotisation",
            [
                "La cotisation annuelle est de 20 euros pour une personne, 80 euros pour une structure."
            ],
        ),
        ("TITRE III : ADMINISTRATION", []),
        (
            "Article 9 – Conseil d'administration",
            [
                "Le conseil compte douze membres élus pour trois ans, renouvelables par tiers.",
                "Il se réunit au moins quatre fois par an.",
            ],
        ),
        (
            "Article 10 – Assemblée générale",
            [
                "Le quorum est du quart des membres.",
                "Les décisions se prennent à la majorité des voix.",
            ],
        ),
    ):
        document.add_paragraph(heading)
        for line in lines:
            document.add_paragraph(line)
    document.add_paragraph("Fait à Fleurance, le 4 décembre 2027, en deux exemplaires")
    document.add_paragraph("La présidente          Le trésorier")


STATUTS = word(_statuts)
STATUTS_ARTICLES = {
    "a pour dénomination": "denomination",
    "2.2 Elle signe": "objet",
    "mairie de Fleurance": "siege",
    "80 euros": "cotisation",
    "renouvelables par tiers": "conseil",
    "quart des membres": "assemblee",
}
