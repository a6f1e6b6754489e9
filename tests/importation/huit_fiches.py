"""Eight more fiches, written after the repair that the fifteen others led to and tried once; then five more."""

from __future__ import annotations

from docx.document import Document

from tests.importation.quinze_fiches import (
    AC,
    AR,
    BU,
    FL,
    IN,
    MH,
    ML,
    MN,
    MO,
    OB,
    PB,
    PL,
    PU,
    RE,
    SA,
    Source,
    grid,
    text,
    word,
)

# --- 1. one table, titles in rows that are merged, content in the row below ----------------------


def _lignes_fusionnees(document: Document) -> None:
    rows = [
        ("FICHE ACTION 1.6 – TÉLÉCONSULTATION ASSISTÉE", ""),
        ("Mission : accès aux soins", "Pilote : Marc DUCONTE"),
        ("DIAGNOSTIC", ""),
        ("Onze communes sont à plus de vingt minutes d’un généraliste.", ""),
        ("OBJECTIFS", ""),
        ("Ouvrir trois points de téléconsultation avec infirmier", ""),
        ("ACTIONS", ""),
        ("Équiper trois cabinets infirmiers (mars 2028)\nFormer douze infirmiers (juin 2028)", ""),
        ("INDICATEURS", ""),
        ("Nombre de téléconsultations : 200 la première année, 500 la deuxième année", ""),
        ("FINANCEMENT", ""),
        ("Trois chariots : 9 600 €", ""),
    ]
    table = grid(document, rows)
    for at, row in enumerate(rows):
        if not row[1]:
            kept = [p.text for p in table.cell(at, 0).paragraphs]
            merged = table.cell(at, 0).merge(table.cell(at, 1))
            merged.text = "\n".join(kept)


FUSIONNEES = Source(
    "teleconsultation.docx",
    word(_lignes_fusionnees),
    {
        "Onze communes": (PB,),
        "trois points de téléconsultation": (OB,),
        "Équiper trois cabinets": (SA,),
        "Former douze infirmiers": (SA,),
        "Nombre de téléconsultations": (IN,),
        "Trois chariots": (BU,),
    },
    {"mission": "acces_soins", "pilote": "duconte", "titre": "TÉLÉCONSULTATION ASSISTÉE"},
)

# --- 2. a mail typed on a telephone ----------------------

TELEPHONE = Source(
    "mail-telephone.txt",
    text(
        """De: Sophie Laroman
Date: 12 novembre 2026 à 07:14
À: Coordination CPTS
Objet: Re: Re: fiche antibio

Coucou

la fiche antibiotiques :

Titre : Bon usage des antibiotiques
Mission : qualité des soins
Pilote : moi (Sophie Laroman)

Constat : 9 % de prescriptions de plus que la région

Objectif : revenir au niveau de la région en 3 ans

Public : tous les prescripteurs

Actions :
- TROD en officine, janvier 2028
- soirée de formation, mars 2028

Indicateur : nombre de TROD faits

Freins : le temps

Je te rappelle demain
Sophie
05 62 00 00 00

Envoyé de mon iPhone
"""
    ),
    {
        "9 % de prescriptions": (PB,),
        "revenir au niveau": (OB,),
        "tous les prescripteurs": (PU,),
        "TROD en officine": (SA,),
        "soirée de formation": (SA,),
        "nombre de TROD": (IN,),
        "le temps": (FL,),
    },
    {"mission": "qualite", "pilote": "laroman", "titre": "Bon usage des antibiotiques"},
    ("Coucou", "05 62 00 00 00", "Envoyé de mon iPhone"),
)

# --- 3. headings with unknown ones between ----------------------


def _inconnus(document: Document) -> None:
    document.add_heading("Fiche action n° 12 – Maison des adolescents hors les murs", 1)
    document.add_paragraph("Mission : Parcours")
    document.add_paragraph("Pilotes : Dr Claire DELAFABLE et Mme Inès CHIMÈRE")
    for title, line in (
        ("A. Contexte local", "Le point d’écoute le plus proche est à une heure de bus."),
        ("B. Articulation avec le contrat local de santé", "Axe 2 du CLS, action 2.3."),
        ("C. Objectifs généraux et opérationnels", "Ouvrir une permanence par quinzaine."),
        ("D. Modèle économique", "La permanence est gratuite."),
        ("E. Modalités de mise en œuvre", "Trouver un local dans un collège."),
        ("F. Gouvernance de l’action", "Un comité se réunit chaque trimestre."),
        ("G. Échéancier", "Ouverture : septembre 2028"),
        ("H. Plan de communication", "Affiches dans les lycées."),
        ("I. Budget prévisionnel", "Vacations de psychologue : 7 200 €"),
    ):
        document.add_heading(title, 2)
        document.add_paragraph(line)


INCONNUS = Source(
    "mda.docx",
    word(_inconnus),
    {
        "à une heure de bus": (PB,),
        "Axe 2 du CLS": (AR, AC, RE),
        "permanence par quinzaine": (OB,),
        "La permanence est gratuite": (AR, BU),
        "local dans un collège": (SA,),
        "Un comité se réunit": (AR,),
        "septembre 2028": (PL,),
        "Affiches dans les lycées": (AR,),
        "7 200 €": (BU,),
    },
    {
        "mission": "parcours",
        "pilote": "delafable",
        "copilotes": "chimere",
        "titre": "Maison des ado",
    },
)

# --- 4. titles with a colon, arrows ----------------------

FLECHES = Source(
    "fleches.txt",
    text(
        """FICHE ACTION : PRÉVENTION DU SUICIDE

Mission prévention
Pilote : P. Mirage
Groupe de travail : Mirage, Delafable, usagers

Rappel du contexte :
Le taux de suicide est de 19 pour 100 000 habitants.

Buts :
-> repérer
-> évaluer
-> orienter

Qui est concerné :
Toute personne en détresse, quel que soit son âge

Les partenaires :
-> VigilanS
-> CMP
-> pompiers

Comment on fait :
-> former 60 sentinelles (2028)
-> tenir un annuaire (dès janvier 2028)

Comment on mesure :
-> nombre de sentinelles formées (objectif : 30 en année 1, 60 en année 2)
-> nombre de patients orientés

Ressources nécessaires :
un formateur, une salle

Ce qui pourrait aider :
la dynamique du PTSM
"""
    ),
    {
        "19 pour 100 000": (PB,),
        "repérer": (OB,),
        "quel que soit son âge": (PU,),
        "VigilanS": (AC,),
        "former 60 sentinelles": (SA,),
        "nombre de sentinelles formées": (IN,),
        "nombre de patients orientés": (IN,),
        "un formateur": (MO, MH, ML),
        "dynamique du PTSM": (FL, AR),
    },
    {"mission": "prevention", "pilote": "mirage", "titre": "PRÉVENTION DU SUICIDE"},
)

# --- 5. a grid whose cells hold tables ----------------------


def _imbriques(document: Document) -> None:
    table = grid(
        document,
        [
            ("Intitulé", "Sortir de l’isolement après 80 ans"),
            ("Mission socle", "3"),
            ("Pilote et suppléant", "Mme LAROMAN Sophie / M. Yann FABLIER"),
            ("Problématique", "2 400 personnes de plus de 80 ans vivent seules."),
            ("Objectif", "Leur proposer une visite par semaine"),
            ("Plan d’action", ""),
            ("Évaluation", ""),
            ("Coût", "1 800 € de formation des bénévoles"),
        ],
    )
    inner = table.cell(5, 1).add_table(rows=0, cols=3)
    for row in (
        ("Quoi", "Qui", "Quand"),
        ("Former les bénévoles", "Laroman", "avril 2028"),
        ("Lancer les visites", "M. Fablier", "septembre 2028"),
    ):
        for cell, words in zip(inner.add_row().cells, row, strict=True):
            cell.text = words
    other = table.cell(6, 1).add_table(rows=0, cols=4)
    for criteria in (
        ("Critère", "Valeur actuelle", "Cible an 1", "Cible an 2"),
        ("Personnes visitées chaque semaine", "0", "60", "150"),
    ):
        for cell, words in zip(other.add_row().cells, criteria, strict=True):
            cell.text = words


IMBRIQUES = Source(
    "isolement.docx",
    word(_imbriques),
    {
        "2 400 personnes": (PB,),
        "visite par semaine": (OB,),
        "Former les bénévoles": (SA,),
        "Lancer les visites": (SA,),
        "Personnes visitées": (IN,),
        "1 800 €": (BU,),
    },
    {"mission": "prevention", "pilote": "laroman", "copilotes": "fablier", "titre": "Sortir de l"},
)

# --- 6. the export of an online word processor ----------------------

EXPORT = Source(
    "export.html",
    text(
        """<html><head><meta charset="utf-8"><style>.c1{font-weight:700}</style></head><body class="c9">
<p class="c0"><span style="font-weight:700">Fiche action 5.3 : Retours d’expérience</span></p>
<p class="c0"><span style="font-weight:700">Mission :</span><span> Qualité et pertinence des soins</span></p>
<p class="c0"><span style="font-weight:700">Coordinatrice de l’action :</span><span> Mme Delafable (MG)</span></p>
<p class="c0"><span style="font-weight:700">Pourquoi</span></p>
<p class="c0"><span>Les incidents ne sont pas analysés ensemble.</span></p>
<p class="c0"><span style="font-weight:700">Objectifs opérationnels</span></p>
<ol><li><span>Tenir quatre réunions par an</span></li><li><span>Partager les solutions</span></li></ol>
<p class="c0"><span style="font-weight:700">Moyens</span></p>
<p class="c0"><span>Humains : un animateur formé</span></p><p class="c0"><span>Numériques : messagerie sécurisée</span></p>
<p class="c0"><span style="font-weight:700">Livrables attendus</span></p>
<p class="c0"><span>Quatre comptes rendus</span></p>
<p class="c0"><span style="font-weight:700">Calendrier</span></p>
<p class="c0"><span>Une réunion par trimestre à partir de mars 2028</span></p>
</body></html>"""
    ),
    {
        "incidents ne sont pas analysés": (PB,),
        "quatre réunions par an": (OB,),
        "un animateur formé": (MH, MO),
        "messagerie sécurisée": (MN, MO),
        "Quatre comptes rendus": (AR, SA),
        "Une réunion par trimestre": (PL,),
    },
    {"mission": "qualite", "pilote": "delafable", "titre": "Retours d"},
)

# --- 7. by phase ----------------------


def _phases(document: Document) -> None:
    document.add_paragraph("Création d’un guichet unique pour les professionnels", style="Title")
    document.add_paragraph("Mission : accompagnement des professionnels de santé")
    document.add_paragraph("Contact : Jean PROLOGUE – 06 00 00 00 01")
    for title, lines in (
        ("Constats", ["Les nouveaux installés ne savent pas à qui s’adresser."]),
        ("Objectifs", ["Un interlocuteur unique"]),
        ("Mise en œuvre", []),
    ):
        document.add_heading(title, 2)
        for line in lines:
            document.add_paragraph(line)
    for phase, line in (
        ("Phase 1 : préparation (T1 2028)", "Écrire le livret d’accueil"),
        ("Phase 2 : ouverture (T3 2028)", "Tenir une permanence par mois"),
    ):
        document.add_heading(phase, 3)
        document.add_paragraph(line, style="List Bullet")
    document.add_heading("Résultats attendus et indicateurs", 2)
    document.add_paragraph("Nombre de professionnels accueillis", style="List Bullet")
    document.add_heading("Points de vigilance", 2)
    document.add_paragraph("Ne pas doublonner avec l’URPS")


PHASES = Source(
    "guichet.docx",
    word(_phases),
    {
        "nouveaux installés": (PB,),
        "interlocuteur unique": (OB,),
        "livret d’accueil": (SA,),
        "permanence par mois": (SA,),
        "professionnels accueillis": (IN, AR),
        "doublonner avec l’URPS": (FL,),
    },
    {"mission": "accompagnement", "titre": "Création d"},
)

# --- 8. cells copied from a spreadsheet ----------------------

CELLULES = Source(
    "cellules.txt",
    text(
        "Action\tVaccination HPV au collège\n"
        "Mission ACI\tPrévention\n"
        "Responsable\tMme Nora DELALÉGENDE\n"
        "Constats\tCouverture de 38 % à 15 ans\n"
        "Cible\tÉlèves de 5e des six collèges\n"
        "Partenaires\tÉducation nationale, centre de vaccination\n"
        "Déroulement\tInformation des parents puis séances au collège\n"
        "Période\tde septembre 2027 à juin 2028\n"
        "Indicateurs\tTaux de couverture à 15 ans (38 % aujourd’hui, 45 % en année 1, 55 % en année 2)\n"
        "Coût\t2 500 €\n"
        "Remarques\tvoir avec la PMI\n"
    ),
    {
        "Couverture de 38 %": (PB,),
        "Élèves de 5e": (PU,),
        "Éducation nationale": (AC,),
        "séances au collège": (SA,),
        "juin 2028": (PL,),
        "Taux de couverture": (IN,),
        "2 500 €": (BU,),
        "voir avec la PMI": (AR,),
    },
    {"mission": "prevention", "pilote": "legende", "titre": "Vaccination HPV"},
)

# --- five more, written and tried once after those --------------------------------------------


def _puces_et_barres(document: Document) -> None:
    document.add_heading("PROJET DE SANTÉ – FICHES ACTIONS", 1)
    document.add_heading("Axe « prévention »", 2)
    document.add_heading("Action n°3 - Lutter contre la sédentarité au travail", 3)
    grid(
        document,
        [
            ("Responsable(s)", "FABLIER Yann – kinésithérapeute ; PROLOGUE Jean – usager"),
            ("Éléments de diagnostic", "42 % des actifs ne bougent pas assez."),
            (
                "Objectif(s)",
                "Objectif général : réduire la sédentarité\nObjectifs spécifiques :\n- former 10 entreprises\n- équiper 3 sites",
            ),
            ("Descriptif", "Semaine 1 : diagnostic\nSemaine 2 : ateliers"),
            ("Public", "Salariés de 18 à 65 ans"),
            ("Partenaires / financeurs", "Médecine du travail, CARSAT"),
            ("Calendrier de réalisation", "Début : 01/03/2028 – Fin : 31/12/2029"),
            (
                "Indicateurs d’évaluation",
                "• Nb d’entreprises (N : 3 ; N+1 : 10)\n• Satisfaction des salariés",
            ),
            ("Budget / cofinancement", "8 000 € CARSAT"),
            ("Perspectives", "Étendre aux administrations"),
        ],
    )


DEUX_PILOTES = Source(
    "sedentarite.docx",
    word(_puces_et_barres),
    {
        "42 % des actifs": (PB,),
        "former 10 entreprises": (OB,),
        "Semaine 2": (SA,),
        "Salariés de 18": (PU,),
        "CARSAT": (AC, BU, AR),
        "31/12/2029": (PL,),
        "Nb d’entreprises": (IN,),
        "Satisfaction des salariés": (IN,),
        "8 000 €": (BU,),
        "Étendre aux administrations": (AR, SA),
    },
    {
        "mission": "prevention",
        "pilote": "fablier",
        "copilotes": "prologue",
        "titre": "Lutter contre",
    },
)
COMPTE_RENDU = Source(
    "compte-rendu.txt",
    text("""Compte-rendu du groupe prévention du 8 octobre

Présents : Sophie Laroman, Paul Mirage, Inès Chimère
Excusé : Yann Fablier

Action retenue : dépistage du mélanome

- Constat : un dermatologue pour 60 000 habitants
- Objectif : dépister 300 personnes par an
- Pour qui : agriculteurs, artisans du bâtiment
- Qui : Inès Chimère (pilote), Paul Mirage
- Quand : mai et septembre 2028
- Comment : journées dans les communes, télé-expertise
- Indicateurs : nombre de personnes vues ; délai moyen d'avis
- Budget : 4 000 € (location d'un dermatoscope)

Prochaine réunion le 12 novembre à 20 h
"""),
    {
        "un dermatologue pour": (PB,),
        "dépister 300 personnes": (OB,),
        "agriculteurs": (PU,),
        "journées dans les communes": (SA,),
        "mai et septembre 2028": (PL,),
        "nombre de personnes vues": (IN,),
        "dermatoscope": (BU,),
        "Prochaine réunion": (AR,),
    },
    {"titre": "mélanome", "mission": "XX"},
)


def _souligne(document: Document) -> None:
    document.add_paragraph("FICHE ACTION").runs[0].bold = True
    document.add_paragraph("Nom de l’action : Coordonner les soins palliatifs à domicile")
    document.add_paragraph("Mission CPTS : 2. Parcours pluriprofessionnels autour du patient")
    document.add_paragraph("Animateur(trice) : Dr MIRAGE")
    for number, (title, lines) in enumerate(
        (
            ("Pourquoi agir ?", ["70 % souhaitent mourir chez eux, 25 % le peuvent."]),
            ("Ce que l’on veut faire", ["Un binôme médecin-infirmier par secteur"]),
            ("Les actions", ["Créer une astreinte", "Partager un plan de soins"]),
            ("Les acteurs", ["HAD, EMSP, IDEL"]),
            ("L’évaluation", ["Part des décès à domicile : 25 % en 2026, 35 % la troisième année"]),
            ("Les outils", ["Logiciel de coordination régional"]),
            ("Les freins", ["Pas d’HAD au sud"]),
            ("Les liens avec les autres fiches", ["Fiche 2.1"]),
        ),
        1,
    ):
        run = document.add_paragraph().add_run(f"{number} • {title}")
        run.underline = True
        for line in lines:
            document.add_paragraph(line)


SOULIGNES = Source(
    "soins-palliatifs.docx",
    word(_souligne),
    {
        "70 % souhaitent": (PB,),
        "binôme médecin": (OB, SA, AR),
        "Créer une astreinte": (SA,),
        "EMSP": (AC,),
        "Part des décès": (IN,),
        "Logiciel de coordination": (MO, MN, AR),
        "HAD au sud": (FL,),
        "Fiche 2.1": (AR,),
    },
    {"mission": "parcours", "pilote": "mirage", "titre": "Coordonner les soins"},
)
CARTOUCHE = Source(
    "plan-blanc.md",
    text("""| | |
|---|---|
| **Fiche** | 4.2 Exercice plan blanc |
| **Mission** | Crises sanitaires |
| **Pilote** | C. Delafable |

**Problématique** : personne ne sait qui appeler.

**Objectif** : un exercice par an, débriefé.

**Étapes**

1. Scénario (T1 2028)
2. Exercice (juin 2028)
3. Retour d'expérience (juillet 2028)

**Évaluation**

| Indicateur | Fréquence | Année 1 | Année 2 | Commentaire |
|---|---|---|---|---|
| Délai d'alerte des cabinets | annuelle | 4 h | 2 h | SMS |

**Divers** : penser au traiteur
"""),
    {
        "qui appeler": (PB,),
        "débriefé": (OB,),
        "Scénario": (SA,),
        "Retour d'expérience": (SA,),
        "Délai d'alerte": (IN,),
        "penser au traiteur": (AR,),
    },
    {"mission": "crises", "pilote": "delafable", "titre": "Exercice plan blanc"},
)
LIGNES = Source(
    "etudiants.txt",
    text("""Fiche n°9
Titre de l'action
Accueil des étudiants en santé
Mission de rattachement
Accompagnement des professionnels de santé
Référent
Nora Delalégende, orthophoniste
Constats
Aucun logement pour les stagiaires
Objectifs opérationnels
Loger 12 étudiants par an
Modalités
Convention avec deux communes
Échéance
Septembre 2028
Indicateurs
Nombre d'étudiants logés
Estimation budgétaire
6 000 €
Observations
Dossier suivi par la mairie
"""),
    {
        "Aucun logement": (PB,),
        "Loger 12": (OB,),
        "Convention avec deux": (SA,),
        "Septembre 2028": (PL,),
        "Nombre d'étudiants": (IN,),
        "6 000 €": (BU,),
        "Dossier suivi par la mairie": (AR, BU),
    },
    {"mission": "accompagnement", "pilote": "legende", "titre": "Accueil des étudiants"},
)

FICHES = (FUSIONNEES, TELEPHONE, INCONNUS, FLECHES, IMBRIQUES, EXPORT, PHASES, CELLULES)
DERNIERES = (DEUX_PILOTES, COMPTE_RENDU, SOULIGNES, CARTOUCHE, LIGNES)
