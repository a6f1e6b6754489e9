"""Six more: an application filled on line, slides, tabulations, objectives one by one, questions, numbers of an outline."""

from __future__ import annotations

from docx.document import Document

from tests.importation.quinze_fiches import (
    AC,
    AR,
    BU,
    FL,
    IN,
    ML,
    MO,
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

# 1. online form export: question, answer on next line
PORTAIL = Source(
    "dossier-en-ligne.txt",
    text("""Dossier n° 1234567
Démarche : Projets des CPTS 2027
Identité du demandeur
CPTS du Pays d'Exemple
Intitulé de l'action
Dépistage de la rétinopathie en cabinet
Mission ACI concernée
Prévention
Nom et prénom du responsable de l'action
DELAFABLE Claire
Description du problème auquel l'action répond
Quatre diabétiques sur dix n'ont pas eu de fond d'œil dans l'année.
Objectifs de l'action
Dépister 400 patients la première année
Population concernée (âge, nombre, lieu)
1 800 diabétiques du territoire
Description détaillée de l'action
Achat d'un rétinographe ; formation de quatre orthoptistes ; tournée dans huit cabinets
Date de début de l'action
01/02/2028
Date de fin de l'action
31/01/2030
Partenaires mobilisés
CHU, association de patients
Indicateurs d'évaluation retenus
Nombre de clichés réalisés
Montant total de l'action
32 000 €
"""),
    {
        "Quatre diabétiques": (PB,),
        "Dépister 400": (OB,),
        "1 800 diabétiques": (PU,),
        "rétinographe": (SA,),
        "tournée dans huit": (SA,),
        "association de patients": (AC,),
        "Nombre de clichés": (IN,),
        "32 000 €": (BU,),
        "Dossier n° 1234567": (AR,),
    },
    {
        "titre": "Dépistage de la rétinopathie",
        "mission": "prevention",
        "pilote": "delafable",
        "demarrage": "2028-02-01",
        "fin": "2030-01-31",
    },
)

# 2. slides pasted
DIAPOS = Source(
    "diaporama.txt",
    text("""Diapositive 1
Équipe mobile d'hygiène
CPTS du Pays d'Exemple – AG du 12 mars
Diapositive 2
D'où l'on part
• 9 Ehpad, aucun hygiéniste
• 3 épidémies de gale en 2025
Diapositive 3
Où l'on va
• zéro épidémie non signalée
Diapositive 4
Le plan
• recruter une infirmière hygiéniste (Marc Duconte, T2 2028)
• visiter chaque Ehpad deux fois par an
Diapositive 5
Les chiffres à suivre
• nombre de visites
• délai de signalement
Diapositive 6
Ce que ça coûte
• 0,5 ETP, 28 k€ par an
Diapositive 7
Qui ?
• pilote : Marc Duconte
• avec : CPias, Ehpad d'Exemple
Diapositive 8
Des questions ?
"""),
    {
        "aucun hygiéniste": (PB,),
        "zéro épidémie": (OB,),
        "recruter une infirmière": (SA, AR),
        "visiter chaque Ehpad": (SA, AR),
        "nombre de visites": (IN,),
        "délai de signalement": (IN,),
        "28 k€": (BU,),
        "CPias": (AC, AR),
    },
    {"titre": "Équipe mobile d'hygiène", "pilote": "duconte", "mission": "XX"},
    ("Diapositive 3", "Des questions"),
)


# 3. Word: labels in a left column made with tabs
def _tabs(document: Document) -> None:
    for line in (
        "FICHE ACTION\tAccueil des internes",
        "Mission\tAccompagnement des professionnels de santé",
        "Référente\tSophie LAROMAN",
        "Date\tseptembre 2028",
        "Constat\tDeux internes sur dix reviennent s’installer",
        "But\tEn garder cinq",
        "Pour qui\tLes internes de médecine générale et de pharmacie",
        "Quoi\tUn logement partagé, un parrain, une soirée d’accueil",
        "Moyens\tUn appartement à Fleurance",
        "Suivi\tNombre d’internes logés",
        "€\t11 000",
    ):
        document.add_paragraph(line)


TABS = Source(
    "internes.docx",
    word(_tabs),
    {
        "Deux internes sur dix": (PB,),
        "En garder cinq": (OB,),
        "internes de médecine générale": (PU,),
        "logement partagé": (SA,),
        "appartement à Fleurance": (MO, ML),
        "Nombre d’internes": (IN,),
        "11 000": (BU,),
        "septembre 2028": (PL, AR),
    },
    {"titre": "Accueil des internes", "mission": "accompagnement", "pilote": "laroman"},
)

# 4. relevé: SMART objectives with their own indicators and actions
SMART = Source(
    "objectifs.md",
    text("""# Fiche 2 : Santé des femmes

*Mission : prévention — Référentes : Inès Chimère et Sophie Laroman*

## Le contexte en bref

La dernière gynécologue part en 2027.

## Objectif 1 – Former douze sages-femmes au frottis

**Actions**
- ouvrir une session (mars 2028)

**Indicateur** : nombre de sages-femmes formées

## Objectif 2 – Ouvrir une consultation par canton

**Actions**
- trouver trois lieux

**Indicateur** : nombre de consultations ouvertes

## Calendrier et budget

2028-2029, 15 000 €
"""),
    {
        "dernière gynécologue": (PB,),
        "Former douze sages-femmes": (OB,),
        "Ouvrir une consultation par canton": (OB,),
        "ouvrir une session": (SA,),
        "trouver trois lieux": (SA,),
        "nombre de sages-femmes": (IN,),
        "nombre de consultations": (IN,),
        "15 000 €": (BU, PL, AR),
    },
    {
        "titre": "Santé des femmes",
        "mission": "prevention",
        "pilote": "chimere",
        "copilotes": "laroman",
    },
)


# 5. table with numbered trame and guidance in the label
def _guide(document: Document) -> None:
    document.add_paragraph("Trame de projet – appel à manifestation d’intérêt")
    grid(
        document,
        [
            ("1. Nom de l’action", "Consultations de soutien aux soignants"),
            ("2. Porteur (nom, fonction, courriel)", "Nora DELALÉGENDE, orthophoniste"),
            (
                "3. À quel besoin répond l’action ? Précisez les données.",
                "Un soignant sur trois se dit épuisé.",
            ),
            ("4. Quels changements attendez-vous ?", "Que chacun puisse parler à un pair"),
            ("5. Quelles personnes toucherez-vous ?", "600 professionnels"),
            ("6. Décrivez les activités prévues", "Former dix pairs\nOuvrir une ligne"),
            ("7. Quels partenaires associez-vous ?", "SPS, Ordre"),
            ("8. Comment mesurerez-vous les résultats ?", "Nombre d’appels reçus"),
            ("9. Quelles difficultés anticipez-vous ?", "La peur d’être reconnu"),
            ("10. Quel montant demandez-vous ?", "4 500 €"),
        ],
    )


GUIDE = Source(
    "ami.docx",
    word(_guide),
    {
        "Un soignant sur trois": (PB,),
        "parler à un pair": (OB,),
        "600 professionnels": (PU,),
        "Former dix pairs": (SA,),
        "Ouvrir une ligne": (SA,),
        "SPS, Ordre": (AC,),
        "Nombre d’appels": (IN,),
        "peur d’être reconnu": (FL,),
        "4 500 €": (BU,),
    },
    {"titre": "Consultations de soutien", "pilote": "legende", "mission": "XX"},
)

# 6. nested outline numbers
PLAN = Source(
    "plan-detaille.txt",
    text("""Fiche action n° 14
SANTÉ BUCCO-DENTAIRE DES ENFANTS

1) Présentation
1.1 Mission : prévention
1.2 Pilote : Mme Inès CHIMÈRE
1.3 Contexte : un enfant de CP sur quatre a une carie non soignée

2) Ce que nous visons
2.1 Objectif général : moins d'un sur dix en 2030
2.2 Public : les 900 enfants de grande section et de CP

3) Mise en œuvre
3.1 Actions : visiter 30 classes ; offrir un kit ; orienter vers un dentiste
3.2 Partenaires : Éducation nationale, UFSBD
3.3 Calendrier : de septembre 2028 à juin 2029

4) Suivi
4.1 Indicateurs : nombre d'enfants vus ; part d'enfants soignés
4.2 Budget : 8 200 €
"""),
    {
        "un enfant de CP sur quatre": (PB,),
        "moins d'un sur dix": (OB,),
        "900 enfants": (PU,),
        "visiter 30 classes": (SA,),
        "offrir un kit": (SA,),
        "UFSBD": (AC,),
        "septembre 2028": (PL,),
        "nombre d'enfants vus": (IN,),
        "part d'enfants soignés": (IN,),
        "8 200 €": (BU,),
    },
    {"titre": "SANTÉ BUCCO-DENTAIRE", "mission": "prevention", "pilote": "chimere"},
)
FICHES = (PORTAIL, DIAPOS, TABS, SMART, GUIDE, PLAN)
