"""Eight fiches as people of a CPTS write them: two pairs a row, a mail, labels side by side, boxes, numbered tasks."""

from __future__ import annotations

from typing import Any

from docx.document import Document

from tests.importation.quinze_fiches import (
    AC,
    AR,
    BU,
    FL,
    IN,
    OB,
    PB,
    PL,
    PU,
    SA,
    Source,
    grid,
    text,
    word,
)


def across(table: Any, row: int, first: int, last: int) -> None:
    """Merges the cells of a row, whose words stay once."""
    words = [p.text for p in table.cell(row, first).paragraphs]
    merged = table.cell(row, first).merge(table.cell(row, last))
    for paragraph in merged.paragraphs[1:]:
        paragraph._p.getparent().remove(paragraph._p)
    merged.paragraphs[0].text = words[0]
    for line in words[1:]:
        merged.add_paragraph(line)


# --- 1. a trame of four columns, two labels and two values in a row ----------------------------------------------------


def _quatre_colonnes(document: Document) -> None:
    table = grid(
        document,
        [
            ("FICHE ACTION – CPTS du Pays d’Exemple", "", "", ""),
            ("Intitulé", "Repérage des troubles de la mémoire", "Mission", "Parcours"),
            ("Pilote", "Dr Paul MIRAGE", "Échéance", "juin 2028"),
            ("Public visé", "Les plus de 75 ans", "Partenaires", "CMRR, Ehpad d’Exemple"),
            ("Contexte", "Neuf mois d’attente à la consultation mémoire", "", ""),
            ("Objectifs", "Repérer plus tôt\nRaccourcir l’attente", "", ""),
            (
                "Actions",
                "Former 20 infirmières au test des 5 mots\nOuvrir une ligne directe",
                "",
                "",
            ),
            ("Indicateurs", "Nombre de tests réalisés", "Budget", "4 200 €"),
            ("Freins", "Peu de gériatres", "Leviers", "Équipe mobile du CH"),
        ],
    )
    across(table, 0, 0, 3)
    for row in (4, 5, 6):
        across(table, row, 1, 3)


QUATRE_COLONNES = Source(
    "memoire.docx",
    word(_quatre_colonnes),
    {
        "juin 2028": (PL,),
        "Les plus de 75 ans": (PU,),
        "CMRR": (AC,),
        "Neuf mois": (PB,),
        "Raccourcir": (OB,),
        "Ouvrir une ligne": (SA,),
        "Nombre de tests": (IN,),
        "4 200 €": (BU,),
        "Peu de gériatres": (FL,),
        "Équipe mobile du CH": (FL,),
    },
    {"mission": "parcours", "pilote": "mirage", "titre": "Repérage des troubles"},
)

# --- 2. a mail -----------------------------------------------------------------------------------------------------------

MAIL = Source(
    "mail.txt",
    text("""Bonjour Sophie,

Comme convenu, voici ce que j'ai noté pour la fiche.

Sortie d'hospitalisation des insuffisants cardiaques (mission parcours)

Le problème : un patient sur quatre est réhospitalisé dans le mois.

Ce qu'on veut : que chacun soit vu par une infirmière dans les 7 jours.

Ce qu'on propose de faire :
- une fiche de liaison avec le CH (Marc Duconte, mars 2028)
- une astreinte téléphonique

Comment on saura que ça marche :
- nombre de fiches de liaison reçues
- part des patients vus à J7

Budget estimé : 3 000 € la première année

Pilote : Marc Duconte
On démarrerait en janvier 2028.

Bonne soirée,
Marc
06 11 22 33 44
"""),
    {
        "un patient sur quatre": (PB,),
        "vu par une infirmière": (OB,),
        "fiche de liaison avec le CH": (SA,),
        "astreinte téléphonique": (SA,),
        "nombre de fiches de liaison": (IN,),
        "part des patients vus": (IN,),
        "3 000 €": (BU,),
        "janvier 2028": (PL, AR),
    },
    {"mission": "parcours", "pilote": "duconte", "titre": "Sortie d'hospitalisation"},
    ("Bonne soirée", "06 11 22 33 44"),
)

# --- 3. labels in bold side by side on one line -------------------------------------------------------------------------

CARTOUCHE_EN_LIGNE = Source(
    "bpco.md",
    text("""# Fiche 3.4 – Réhabilitation respiratoire de proximité

**Mission :** parcours pluriprofessionnels **Pilote :** Yann Fablier **Début :** octobre 2027

**Constat :** le premier centre est à 70 km.

**Objectifs :** ouvrir deux lieux de réhabilitation.

**Public :** patients BPCO de stade 2 à 4 **Partenaires :** MSP d'Exemple, CH d'Auch

**Actions :**

- équiper deux cabinets de kinésithérapie
- former les kinés

**Indicateurs :** nombre de patients réhabilités

**Budget :** 12 000 €
"""),
    {
        "premier centre": (PB,),
        "deux lieux": (OB,),
        "BPCO de stade": (PU,),
        "CH d'Auch": (AC,),
        "équiper deux cabinets": (SA,),
        "patients réhabilités": (IN,),
        "12 000 €": (BU,),
    },
    {
        "mission": "parcours",
        "pilote": "fablier",
        "titre": "Réhabilitation respiratoire",
        "demarrage": "octobre 2027",
    },
)

# --- 4. who carries the action, boxes to tick -----------------------------------------------------------------------------


def _cases(document: Document) -> None:
    document.add_paragraph("FORMULAIRE DE DÉPÔT D’UNE ACTION")
    grid(
        document,
        [
            ("Titre de l’action", "Vaccination antigrippale des aidants"),
            ("Nom du porteur", "Mme Sophie LAROMAN"),
            ("Co-porteur", "Marc Duconte"),
            (
                "Mission ACI",
                "☐ Accès aux soins\n☐ Parcours\n☒ Prévention\n☐ Crise\n☐ Qualité",
            ),
            (
                "Public",
                "☐ Enfants\n☐ Adolescents\n☒ Personnes âgées\n☒ Aidants\n☐ Tout public",
            ),
            ("Diagnostic", "Un aidant sur trois est vacciné"),
            ("But recherché", "Passer à un sur deux"),
            ("Descriptif", "Séances en pharmacie le samedi"),
            ("Évaluation", "Nombre d’aidants vaccinés"),
            ("Coût", "1 800 €"),
        ],
    )


CASES = Source(
    "formulaire.docx",
    word(_cases),
    {
        "Aidants": (PU,),
        "Personnes âgées": (PU,),
        "Un aidant sur trois": (PB,),
        "un sur deux": (OB,),
        "Séances en pharmacie": (SA,),
        "aidants vaccinés": (IN,),
        "1 800 €": (BU,),
    },
    {
        "mission": "prevention",
        "pilote": "laroman",
        "copilotes": "duconte",
        "titre": "Vaccination antigrippale",
    },
    ("Adolescents", "Tout public"),
)

# --- 5. tasks that are numbered in words ----------------------------------------------------------------------------------


def _numerotees(document: Document) -> None:
    document.add_heading("Fiche action 5 : revues de pertinence des examens", 1)
    for title, lines in (
        ("Mission", ["Qualité et pertinence des soins"]),
        ("Porteur de l’action", ["Dr Claire DELAFABLE"]),
        ("Constats", ["Des bilans sont faits deux fois."]),
        ("Objectifs", ["Éviter les doublons"]),
        (
            "Actions",
            [
                "A1. Rédiger une grille de revue (mars 2028)",
                "A2. Tenir trois réunions par an",
                "A3. Diffuser les conclusions",
            ],
        ),
        ("Calendrier", ["Étape 1 : grille, mars 2028", "Étape 2 : réunions, de mai à juin 2028"]),
        ("Indicateurs", ["Nombre de revues tenues"]),
    ):
        document.add_heading(title, 2)
        for line in lines:
            document.add_paragraph(line)


NUMEROTEES = Source(
    "pertinence.docx",
    word(_numerotees),
    {
        "bilans sont faits": (PB,),
        "Éviter les doublons": (OB,),
        "- Rédiger une grille de revue": (SA,),
        "- Tenir trois réunions": (SA,),
        "- Diffuser les conclusions": (SA,),
        "- grille, mars 2028": (PL,),
        "de mai à juin 2028": (PL,),
        "Nombre de revues": (IN,),
    },
    {"mission": "qualite", "pilote": "delafable", "titre": "revues de pertinence"},
)

# --- 6. measures with what they cost --------------------------------------------------------------------------------------


def _mesures(document: Document) -> None:
    document.add_paragraph("Fiche n° 8 – Vivre les canicules").runs[0].bold = True
    document.add_paragraph("Mission : Crises sanitaires – Pilote : Marc DUCONTE – Début : mai 2028")
    document.add_paragraph("Problématique").runs[0].bold = True
    document.add_paragraph("Douze décès pendant l’été 2025.")
    document.add_paragraph("Objectif").runs[0].bold = True
    document.add_paragraph("Que chaque personne isolée soit appelée.")
    document.add_paragraph("Mesures prévues").runs[0].bold = True
    grid(
        document,
        [
            ("Mesure", "Responsable", "Échéance", "Coût"),
            ("Tenir le fichier des personnes isolées", "Sophie Laroman", "juin 2028", "500 €"),
            ("Former les porteurs de repas", "SSIAD", "mai 2028", "1 200 €"),
        ],
    )
    document.add_paragraph("Dépenses").runs[0].bold = True
    grid(document, [("Poste", "€"), ("Plaquettes", "650"), ("Formateur", "1 200")])


MESURES = Source(
    "canicule.docx",
    word(_mesures),
    {
        "Douze décès": (PB,),
        "soit appelée": (OB,),
        "Tenir le fichier": (SA,),
        "mai 2028": (SA,),
        "Former les porteurs de repas": (SA,),
        "500 €": (BU,),
        "Plaquettes": (BU,),
        "650": (BU,),
    },
    {
        "mission": "crises",
        "pilote": "duconte",
        "titre": "Vivre les canicules",
        "demarrage": "mai 2028",
    },
)

# --- 7. indicators that are numbered in words -----------------------------------------------------------------------------

NUMEROS = Source(
    "page-asthme.html",
    text("""<html><body><nav><a href="/">Accueil</a></nav><main>
<h1>Action : asthme de l'enfant à l'école</h1>
<p><strong>Axe :</strong> Prévention / <strong>Référente :</strong> Inès Chimère</p>
<h2>Contexte</h2><p>Un enfant sur dix est asthmatique.</p>
<h2>Objectif</h2><p>Un plan d'action pour chaque enfant.</p>
<h2>Ce que nous mettons en place</h2><ul><li>Étape 1 – recenser les enfants</li>
<li>Étape 2 – rencontrer les familles</li></ul>
<h2>Évaluation</h2>
<p>Indicateur 1 : nombre de plans signés</p>
<p>Indicateur n°2 – part des écoles équipées (source : inspection)</p>
<p>Indicateur 3 : passages aux urgences pour asthme</p>
</main></body></html>"""),
    {
        "Un enfant sur dix": (PB,),
        "Un plan d'action": (OB,),
        "- recenser les enfants": (SA,),
        "- rencontrer les familles": (SA,),
        "Indicateur : nombre de plans signés": (IN,),
        "Indicateur : part des écoles équipées": (IN,),
        "source : inspection": (IN,),
        "Indicateur : passages aux urgences": (IN,),
    },
    {"mission": "prevention", "pilote": "chimere", "titre": "asthme de l'enfant"},
    ("Accueil",),
)

# --- 8. a mission in landscape, one action a row --------------------------------------------------------------------------


def _paysage(document: Document) -> None:
    document.add_paragraph("Plan d’actions 2027-2030")
    rows = [
        (
            "Mission",
            "Action",
            "Constat",
            "Objectif",
            "Pilote",
            "Début",
            "Fin",
            "Indicateur",
        ),
        (
            "Accès aux soins",
            "Annuaire des créneaux",
            "Les créneaux restent vides.",
            "Remplir les créneaux du soir",
            "Paul Mirage",
            "mars 2028",
            "décembre 2029",
            "Nombre de créneaux pourvus (300 en 2027, 450 en 2028)",
        ),
        (
            "",
            "Médecins traitants pour les ALD",
            "900 patients en ALD sont sans médecin.",
            "En inscrire la moitié",
            "Claire Delafable",
            "septembre 2027",
            "juin 2030",
            "Part des patients inscrits (50 % en année 2)",
        ),
        (
            "Prévention",
            "Marche du dimanche",
            "Les malades bougent peu.",
            "Faire marcher 200 patients",
            "Yann Fablier",
            "avril 2028",
            "avril 2030",
            "Nombre de marcheurs",
        ),
    ]
    table = grid(document, rows)
    kept = table.cell(1, 0).text
    table.cell(1, 0).merge(table.cell(2, 0)).text = kept


PAYSAGE = Source(
    "plan-d-actions.docx",
    word(_paysage),
    {
        "créneaux restent vides": (PB,),
        "Remplir les créneaux": (OB,),
        "900 patients": (PB,),
        "Indicateur : Nombre de créneaux pourvus": (IN,),
        "cible 2027 : 300": (IN,),
        "cible 2028 : 450": (IN,),
        "cible année 2 : 50 %": (IN,),
        "Indicateur : Nombre de marcheurs": (IN,),
    },
    {
        "titre": "Annuaire des créneaux",
        "mission#1": "acces_soins",
        "pilote#1": "mirage",
        "fin#1": "décembre 2029",
        "titre#2": "Médecins traitants pour les ALD",
        "pilote#2": "delafable",
        "titre#3": "Marche du dimanche",
        "mission#3": "prevention",
        "demarrage#3": "avril 2028",
        "fin#3": "avril 2030",
    },
)

FICHES = (
    QUATRE_COLONNES,
    MAIL,
    CARTOUCHE_EN_LIGNE,
    CASES,
    NUMEROTEES,
    MESURES,
    NUMEROS,
    PAYSAGE,
)
