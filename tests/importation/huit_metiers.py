"""Eight more fiches, by a pharmacist, a municipal officer, a nurse, a coordinator, a hospital, a group that chats."""

from __future__ import annotations

from docx.document import Document
from docx.enum.section import WD_ORIENT

from tests.importation.huit_manieres import across
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

# --- 1. a pharmacist's table: numbers, items, answers ---------------------------------------------------------------------


def _officine(document: Document) -> None:
    document.add_paragraph("Bilans partagés de médication à domicile", style="Title")
    document.add_paragraph("Proposition de la pharmacie du Pont – groupe « Bon usage »")
    grid(
        document,
        [
            ("N°", "Item", "Notre réponse"),
            ("1", "Mission de l’ACI visée", "Qualité et pertinence des soins"),
            ("2", "Qui porte ?", "Sophie LAROMAN (titulaire)"),
            ("3", "Avec", "Marc Duconte (IDEL), Yann Fablier"),
            (
                "4",
                "Pourquoi maintenant ?",
                "Un quart des plus de 75 ans prend plus de dix médicaments.",
            ),
            ("5", "Patients ciblés", "Les plus de 75 ans polymédiqués, à domicile"),
            ("6", "Résultat recherché", "Réaliser 150 bilans par an"),
            (
                "7",
                "Actions prioritaires",
                "Former 12 pharmaciens ; écrire un modèle de compte rendu ; prévenir les médecins",
            ),
            ("8", "Date de lancement prévue", "15 janvier 2028"),
            ("9", "Indicateur principal", "Nombre de bilans facturés (source : assurance maladie)"),
            ("10", "Besoins", "Une tablette par officine"),
            ("11", "Prix", "2 400 € de formation"),
            ("12", "Ce qui pourrait freiner", "Le temps au comptoir"),
        ],
    )


OFFICINE = Source(
    "bilans.docx",
    word(_officine),
    {
        "Un quart des plus de 75 ans": (PB,),
        "polymédiqués": (PU,),
        "150 bilans par an": (OB,),
        "Former 12 pharmaciens": (SA,),
        "modèle de compte rendu": (SA,),
        "bilans facturés": (IN,),
        "Une tablette": (MO, ML, AR),
        "2 400 €": (BU,),
        "temps au comptoir": (FL,),
        "groupe « Bon usage »": (AR,),
    },
    {
        "titre": "Bilans partagés",
        "mission": "qualite",
        "pilote": "laroman",
        "membres": "duconte, fablier",
        "demarrage": "2028-01-15",
    },
)

# --- 2. a municipal officer's form: dotted lines, the elected person, a financing plan ------------------------------------


def _mairie(document: Document) -> None:
    document.add_paragraph("COMMUNE DE FLEURANCE – Direction des solidarités")
    document.add_paragraph("FICHE PROJET").runs[0].bold = True
    for line in (
        "Nom du projet ............................ Bus santé des villages",
        "Mission de la CPTS ....................... Prévention",
        "Référent technique ....................... Mme Inès CHIMÈRE",
        "Date de début ............................ 1er avril 2028",
        "Date de fin .............................. 31 mars 2030",
        "Secteur .................................. Canton de Fleurance",
    ):
        document.add_paragraph(line)
    for title, lines in (
        ("I – EXPOSÉ DES MOTIFS", ["Quatre villages n’ont plus de soignant."]),
        ("II – OBJECTIFS POURSUIVIS PAR LA COLLECTIVITÉ", ["Rapprocher le dépistage"]),
        ("III – BÉNÉFICIAIRES", ["2 300 habitants de quatre communes"]),
        (
            "IV – DESCRIPTION DU PROJET",
            ["- une tournée par mois", "- un infirmier et une assistante à bord"],
        ),
        ("V – PARTENAIRES SOLLICITÉS", ["MSA, département, Ligue contre le cancer"]),
        ("VI – MODALITÉS DE SUIVI", ["Nombre de passages", "Nombre d’habitants vus"]),
    ):
        document.add_paragraph(title).runs[0].underline = True
        for line in lines:
            document.add_paragraph(line)
    document.add_paragraph("VII – PLAN DE FINANCEMENT PRÉVISIONNEL").runs[0].underline = True
    grid(
        document,
        [
            ("Dépenses", "Montant", "Recettes", "Montant"),
            ("Location du véhicule", "14 000 €", "CPTS", "10 000 €"),
            ("Carburant", "2 000 €", "Département", "6 000 €"),
        ],
    )
    document.add_paragraph("Fait à Fleurance, le 3 novembre 2026")
    document.add_paragraph("L’adjointe au maire, Mme Paule Horizon")


MAIRIE = Source(
    "bus-sante.docx",
    word(_mairie),
    {
        "Quatre villages": (PB,),
        "Rapprocher le dépistage": (OB,),
        "2 300 habitants": (PU,),
        "une tournée par mois": (SA,),
        "MSA, département": (AC,),
        "Nombre de passages": (IN,),
        "Location du véhicule": (BU,),
        "Carburant": (BU,),
        "Canton de Fleurance": (AR, PU),
        "Fait à Fleurance": (AR,),
    },
    {
        "titre": "Bus santé des villages",
        "mission": "prevention",
        "pilote": "chimere",
        "demarrage": "2028-04-01",
        "fin": "2030-03-31",
    },
    ("L’adjointe au maire",),
)

# --- 3. a nurse's mail, in her words ----------------------------------------------------------------------------------------

INFIRMIERE = Source(
    "mail-infirmiere.txt",
    text("""De : Nora Delalégende <nora@exemple.fr>
À : coordination
Objet : ma fiche pour la mission prévention

Coucou,

Voilà mon idée de fiche : ateliers cuisine pour les diabétiques

En gros le souci c'est que les patients ne savent pas quoi manger, et ils arrêtent le régime au bout de trois mois.

Ce que j'aimerais : qu'ils cuisinent ensemble une fois par mois.

Concernés : diabétiques de type 2 suivis par les IDEL

Comment on s'y prend
1) trouver une cuisine (mairie)
2) faire venir la diététicienne
3) lancer le premier atelier en février 2028

Avec : Marc Duconte, la diététicienne de la MSP

Ça coûte ~ 150 euros par atelier

Pour voir si ça marche : le nombre de participants, et leur HbA1c à 6 mois

Je veux bien piloter.

Bisous
Nora
"""),
    {
        "ne savent pas quoi manger": (PB,),
        "cuisinent ensemble": (OB,),
        "diabétiques de type 2": (PU,),
        "trouver une cuisine": (SA,),
        "faire venir la diététicienne": (SA,),
        "la diététicienne de la MSP": (AC, AR),
        "150 euros": (BU,),
        "nombre de participants": (IN,),
        "HbA1c": (IN,),
    },
    {"titre": "ateliers cuisine", "mission": "prevention", "pilote": "legende"},
    ("Coucou", "Bisous"),
)

# --- 4. a mission in one page, turned: one action a row, years to tick ------------------------------------------------------


def _coordinatrice(document: Document) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    document.add_paragraph("MISSION SOCLE 2 – PARCOURS PLURIPROFESSIONNELS").runs[0].bold = True
    table = grid(
        document,
        [
            (
                "N°",
                "Actions",
                "Objectifs opérationnels",
                "Public",
                "Porteur",
                "Partenaires",
                "Calendrier",
                "Indicateurs",
                "Coût",
            ),
            (
                "2.1",
                "Parcours lombalgie",
                "Éviter la chronicité",
                "Actifs de 18 à 60 ans",
                "Yann FABLIER",
                "Service de santé au travail",
                "2028-2029",
                "Nombre de patients inclus (80 en 2028, 160 en 2029)",
                "5 000 €",
            ),
            (
                "2.2",
                "Parcours TND",
                "Réduire l’attente des familles",
                "Enfants de 0 à 7 ans",
                "Nora DELALÉGENDE",
                "PCO, CAMSP",
                "",
                "Délai du premier bilan",
                "sans objet",
            ),
        ],
    )
    table.cell(1, 6).merge(table.cell(2, 6))


COORDINATRICE = Source(
    "mission-2.docx",
    word(_coordinatrice),
    {
        "Éviter la chronicité": (OB,),
        "Actifs de 18 à 60 ans": (PU,),
        "Service de santé au travail": (AC,),
        "2028-2029": (PL,),
        "Indicateur : Nombre de patients inclus": (IN,),
        "cible 2028 : 80": (IN,),
        "5 000 €": (BU,),
        "Réduire l’attente": (OB,),
        "Enfants de 0 à 7 ans": (PU,),
        "PCO, CAMSP": (AC,),
        "Délai du premier bilan": (IN,),
    },
    {
        "titre#1": "Parcours lombalgie",
        "titre#2": "Parcours TND",
        "mission": "parcours",
        "pilote#1": "fablier",
        "pilote#2": "legende",
    },
)

# --- 5. a hospital's procedure: references, versions, numbered titles -------------------------------------------------------


def _hopital(document: Document) -> None:
    section = document.sections[0]
    section.header.paragraphs[0].text = "Centre hospitalier d’Exemple – Réf. PRO-DIR-012"
    section.footer.paragraphs[0].text = "Version 2 – page 1/2"
    grid(
        document,
        [
            ("Rédacteur", "Vérificateur", "Approbateur"),
            ("Nadia ÉLÉGIE", "Direction qualité", "Directoire"),
        ],
    )
    document.add_heading("Fiche action : annoncer les sorties à la ville", 1)
    for title, lines in (
        ("1. OBJET", ["Prévenir la ville 48 heures avant chaque sortie."]),
        ("2. CONTEXTE ET JUSTIFICATION", ["Deux sorties sur trois ne sont pas annoncées."]),
        ("3. DOMAINE D’APPLICATION", ["Les patients de médecine et de chirurgie."]),
        ("4. MISSION DE L’ACI", ["Parcours"]),
        ("5. RESPONSABLE DE LA MISE EN ŒUVRE", ["Dr Claire DELAFABLE"]),
        ("6. DESCRIPTION DES ÉTAPES", ["6.1 Écrire le message type", "6.2 Former les services"]),
        ("7. MOYENS HUMAINS", ["Une infirmière de liaison, 0,2 ETP"]),
        ("8. SYSTÈME D’INFORMATION", ["Messagerie sécurisée de santé"]),
        (
            "9. INDICATEURS DE SUIVI",
            ["Taux de sorties annoncées : 30 % à l’inclusion, 80 % à 2 ans"],
        ),
        ("10. DOCUMENTS ASSOCIÉS", ["Charte ville-hôpital de 2024"]),
        ("11. HISTORIQUE DES VERSIONS", ["V1 : création. V2 : ajout de la chirurgie."]),
    ):
        document.add_heading(title, 2)
        for line in lines:
            document.add_paragraph(line)


HOPITAL = Source(
    "sorties.docx",
    word(_hopital),
    {
        "48 heures avant": (OB, AR),
        "Deux sorties sur trois": (PB,),
        "médecine et de chirurgie": (PU, AR),
        "Écrire le message type": (SA,),
        "Former les services": (SA,),
        "infirmière de liaison": (MH,),
        "Messagerie sécurisée": (MN,),
        "Taux de sorties annoncées": (IN,),
        "Charte ville-hôpital": (RE, AR),
        "ajout de la chirurgie": (AR,),
        "Directoire": (AR,),
    },
    {"titre": "annoncer les sorties", "mission": "parcours", "pilote": "delafable"},
)

# --- 6. a conversation, pasted ------------------------------------------------------------------------------------------------

CONVERSATION = Source(
    "teams.txt",
    text("""[lundi 09:12] Sophie Laroman
Salut, je colle la fiche ici
[lundi 09:13] Sophie Laroman
*Fiche action : pharmacie d'astreinte*
*Mission* : accès aux soins
*Pilote* : moi (Sophie Laroman)
[lundi 09:15] Paul Mirage
*Constat* : personne n'ouvre le dimanche soir
*Objectif* : une officine ouverte chaque soir jusqu'à 22 h
[lundi 09:20] Sophie Laroman
*À faire* :
• tour de garde sur 12 officines
• affiche commune
*Pour quand* : octobre 2028
*Comment on mesure* : nombre d'ouvertures de nuit
*Budget* : 0 €
[lundi 09:31] Paul Mirage
👍
Modifié
"""),
    {
        "dimanche soir": (PB,),
        "jusqu'à 22 h": (OB,),
        "tour de garde": (SA,),
        "affiche commune": (SA,),
        "octobre 2028": (PL,),
        "nombre d'ouvertures": (IN,),
        "0 €": (BU,),
    },
    {"titre": "pharmacie d'astreinte", "mission": "acces_soins", "pilote": "laroman"},
    ("je colle la fiche", "Modifié"),
)

# --- 7. annexe 7, filled in, its help left ------------------------------------------------------------------------------------


def _annexe(document: Document) -> None:
    document.add_paragraph("Annexe 7 : Trame de fiche action")
    table = grid(
        document,
        [
            ("Libellé de l’action", "Consultation avancée de cardiologie", "", ""),
            ("Mission socle ou complémentaire concernée", "Mission 1 : accès aux soins", "", ""),
            (
                "Pilote",
                "Claire DELAFABLE",
                "Membres du groupe de travail",
                "Dr Mirage, Yann FABLIER",
            ),
            (
                "Problématiques constatées\n(rappel du diagnostic)",
                "Huit mois pour un avis de cardiologue",
                "",
                "",
            ),
            (
                "Objectif(s) opérationnel(s)\n(mesurables, 3 au maximum)",
                "Un avis en moins de six semaines",
                "",
                "",
            ),
            ("Public cible", "Patients en ALD 5", "", ""),
            (
                "Sous-actions à mettre en œuvre & répartition des tâches",
                "Qui ?",
                "Quoi ?",
                "Quand ?",
            ),
            ("", "Claire Delafable", "Ouvrir une demi-journée par mois", "avril 2028"),
            ("", "Secrétariat de la MSP", "Tenir l’agenda", "mai 2028"),
            ("Estimation des moyens nécessaires", "Humains", "Logistiques", "Numériques"),
            ("", "Une secrétaire 2 h par mois", "Un électrocardiographe", "Agenda partagé"),
            ("Identification des freins et leviers", "Distance / volonté du CH", "", ""),
            (
                "Indicateurs retenus de suivi et de résultats",
                "Nombre d’avis rendus ; délai moyen d’un avis",
                "",
                "",
            ),
            ("Estimation du budget nécessaire au déploiement de l’action", "7 500 €", "", ""),
        ],
    )
    for row in (0, 1, 3, 4, 5, 11, 12, 13):
        across(table, row, 1, 3)
    for first, last in ((6, 8), (9, 10)):
        kept = table.cell(first, 0).text
        table.cell(first, 0).merge(table.cell(last, 0)).text = kept


ANNEXE = Source(
    "annexe-7.docx",
    word(_annexe),
    {
        "Huit mois": (PB,),
        "six semaines": (OB,),
        "Patients en ALD 5": (PU,),
        "Ouvrir une demi-journée": (SA,),
        "avril 2028": (SA,),
        "Tenir l’agenda": (SA,),
        "Une secrétaire 2 h": (MH,),
        "électrocardiographe": (ML,),
        "Agenda partagé": (MN,),
        "volonté du CH": (FL,),
        "Nombre d’avis rendus": (IN,),
        "délai moyen": (IN,),
        "7 500 €": (BU,),
    },
    {
        "titre": "Consultation avancée",
        "mission": "acces_soins",
        "pilote": "delafable",
        "membres": "mirage, fablier",
    },
)

# --- 8. prose, a few words of which stand out -----------------------------------------------------------------------------------


def _prose(document: Document) -> None:
    document.add_heading("Maintenir le lien avec les patients isolés", 1)
    for start, rest in (
        (
            "",
            "Cette action, pilotée par Marc Duconte, relève de la mission parcours. Elle démarre en mars 2028.",
        ),
        ("Le constat est simple. ", "Un patient sur six n’a vu personne depuis un mois."),
        ("Notre objectif, ", "c’est qu’aucun patient ne reste plus de quinze jours sans visite."),
        (
            "Pour y parvenir, ",
            "nous formerons trente bénévoles, puis nous ouvrirons une ligne d’appel.",
        ),
        ("Le public visé ", "est celui des plus de 80 ans qui vivent seuls."),
        ("Nous suivrons ", "le nombre de visites et la part des patients vus chaque quinzaine."),
        ("Le coût ", "est estimé à 9 000 € par an."),
    ):
        paragraph = document.add_paragraph()
        if start:
            paragraph.add_run(start).bold = True
        paragraph.add_run(rest)


PROSE = Source(
    "patients-isoles.docx",
    word(_prose),
    {
        "Un patient sur six": (PB,),
        "plus de quinze jours": (OB,),
        "trente bénévoles": (SA,),
        "plus de 80 ans": (PU,),
        "nombre de visites": (IN,),
        "9 000 €": (BU,),
    },
    {
        "titre": "Maintenir le lien",
        "mission": "parcours",
        "pilote": "duconte",
        "demarrage": "mars 2028",
    },
)

FICHES = (OFFICINE, MAIRIE, INFIRMIERE, COORDINATRICE, HOPITAL, CONVERSATION, ANNEXE, PROSE)
