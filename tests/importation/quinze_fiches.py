"""Fiches in fifteen manners, written before anyone looked at the dictionary, and where each of their words belongs.

``attendu`` gives, for words of the source, the heading of the trame where they must stand; several when either is right,
« À ranger » when the source does not say.  Words that belong to the front matter are given by key in ``entete``.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.shared import Cm

PB, OB, PU, AC = (
    "Problématiques constatées",
    "Objectifs opérationnels",
    "Public cible",
    "Acteurs et partenaires",
)
SA, IN, PL = "Sous-actions", "Indicateurs", "Planning prévisionnel"
ML, MN, MH = "Moyens logistiques", "Moyens numériques", "Moyens humains"
RE, FL, BU, AR = "Ressources disponibles", "Freins et leviers", "Budget", "À ranger"
MO = "Moyens"


@dataclass(frozen=True)
class Source:
    nom: str
    octets: Callable[[], bytes]
    attendu: Mapping[str, tuple[str, ...]]
    """Words of the source → the headings under which they may stand."""
    entete: Mapping[str, str] = field(default_factory=dict)
    """Key of the front matter → its value; « XX » where the source does not tell.  « titre#2 » is of another fiche."""
    ecartes: tuple[str, ...] = ()
    """Words that belong to no heading: greetings, signatures, menus."""


def word(fill: Callable[[Document], None]) -> Callable[[], bytes]:
    def made() -> bytes:
        document = docx.Document()
        fill(document)
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()

    return made


def text(lines: str) -> Callable[[], bytes]:
    return lambda: lines.encode()


def grid(document: Document, rows: Sequence[Sequence[str]]) -> Any:
    made: Any = document.add_table(rows=0, cols=len(rows[0]))
    made.style = "Table Grid"
    for row in rows:
        cells = made.add_row().cells
        for cell, content in zip(cells, row, strict=True):
            first, *others = content.split("\n")
            cell.paragraphs[0].text = first
            for line in others:
                cell.add_paragraph(line)
    return made


# --- 1. the form of an agency: two columns, boxes to tick ------------------------------------------------------------


def _formulaire(document: Document) -> None:
    document.add_paragraph("CPTS du Pays d’Exemple – Projet de santé 2027-2032")
    grid(
        document,
        [
            ("FICHE ACTION N° 7", "Dépistage bucco-dentaire des résidents d’EHPAD"),
            (
                "Mission(s) concernée(s)",
                "☐ Accès aux soins   ☐ Parcours   ☒ Prévention   ☐ Crise sanitaire   ☐ Qualité",
            ),
            ("Pilote(s)", "Mme Inès CHIMERE (sage-femme) et M. Yann FABLIER (MK)"),
            (
                "État des lieux",
                "Sur les 9 EHPAD du territoire, 2 seulement ont un passage de dentiste par an.",
            ),
            ("Finalités de l’action", "Améliorer la santé orale des résidents"),
            (
                "Objectifs visés",
                "1. Dépister à l’entrée en EHPAD 2. Former les soignants au brossage 3. Organiser les soins en omnipratique",
            ),
            ("Personnes concernées", "680 résidents des 9 EHPAD"),
            (
                "Professionnels et structures à mobiliser",
                "Chirurgiens-dentistes libéraux, IDEC des EHPAD, UFSBD",
            ),
            (
                "Étapes de mise en œuvre",
                "Recenser les EHPAD volontaires – janvier 2028\n"
                "Former 40 aides-soignantes – mars 2028\n"
                "Dépister 200 résidents – de mars à juin 2028",
            ),
            ("Échéances", "Lancement : janvier 2028 ; bilan à M+18"),
            (
                "Critères d’évaluation de processus",
                "Nombre de résidents dépistés (cible : 200 la première année, 400 la deuxième)",
            ),
            (
                "Critères d’évaluation de résultat",
                "Taux de résidents ayant eu un soin dentaire dans l’année : de 12 % à 30 % en 2030",
            ),
            ("Budget prévisionnel", "Formation : 3 200 € ; unité mobile : 8 k€"),
            ("Difficultés prévisibles", "Transport des résidents, manque de dentistes"),
            (
                "Facteurs de réussite",
                "Appui de l’ARS, convention avec l’UFSBD",
            ),
        ],
    )


FORMULAIRE = Source(
    "formulaire-ars.docx",
    word(_formulaire),
    {
        "2 seulement ont un passage de dentiste": (PB,),
        "Améliorer la santé orale": (OB,),
        "Dépister à l’entrée en EHPAD": (OB,),
        "Organiser les soins en omnipratique": (OB,),
        "680 résidents": (PU,),
        "IDEC des EHPAD": (AC,),
        "Recenser les EHPAD volontaires": (SA,),
        "Former 40 aides-soignantes": (SA,),
        "bilan à M+18": (PL,),
        "Nombre de résidents dépistés": (IN,),
        "Taux de résidents ayant eu un soin dentaire": (IN,),
        "unité mobile": (BU,),
        "manque de dentistes": (FL,),
        "convention avec l’UFSBD": (FL,),
    },
    {"mission": "prevention", "pilote": "chimere", "titre": "Dépistage bucco-dentaire"},
)

# --- 2. styled headings, prose, numbers in sentences ------------------------------------------------------------------


def _prose(document: Document) -> None:
    document.add_heading("Action 2.3 – Repérer et suivre l’insuffisance cardiaque", 1)
    document.add_paragraph("Rattachement : Mission socle 2")
    document.add_paragraph("Action pilotée par le Dr Delafable, suppléée par Mme Laroman")
    for title, texts in (
        (
            "2.3.1 Pourquoi cette action",
            [
                "L’insuffisance cardiaque est la première cause de ré-hospitalisation : 24 % à 30 jours."
            ],
        ),
        (
            "2.3.2 Ce que nous voulons obtenir",
            ["Réduire les ré-hospitalisations évitables.", "Former 60 professionnels à l’EPOF."],
        ),
        ("2.3.3 À qui s’adresse l’action", ["Les 1 150 patients en ALD 5 du territoire."]),
        (
            "2.3.4 Comment nous ferons",
            [
                "Un protocole sera rédigé au 1er semestre 2028 par les cardiologues et les généralistes.",
                "Il sera testé auprès de 20 patients, puis étendu fin 2028.",
            ],
        ),
        (
            "2.3.5 Lien avec le CLS et le DAC",
            ["Le DAC 32 assurera l’appui aux situations complexes."],
        ),
        (
            "2.3.6 Comment nous saurons si cela marche",
            [
                "Nous suivrons le nombre de patients inclus dans le protocole (0 en 2026, 40 la première année, 80 la deuxième), "
                "d’après le tableau de suivi de la CPTS, deux fois par an.",
                "Le taux de ré-hospitalisation à 30 jours devra passer de 24 % à 20 % en deux ans.",
            ],
        ),
        ("2.3.7 Ce dont nous avons besoin", ["Une IPA à 0,2 ETP, une salle, l’outil SPICO."]),
        ("2.3.8 Coût estimé et financement", ["12 000 € par an, volet fixe de la mission."]),
    ):
        document.add_heading(title, 2)
        for line in texts:
            document.add_paragraph(line)


PROSE = Source(
    "insuffisance-cardiaque.docx",
    word(_prose),
    {
        "première cause de ré-hospitalisation": (PB,),
        "Former 60 professionnels": (OB,),
        "1 150 patients en ALD": (PU,),
        "protocole sera rédigé": (SA,),
        "Il sera testé auprès de 20 patients": (SA,),
        "DAC 32 assurera": (AC, AR, RE),
        "nombre de patients inclus": (IN,),
        "taux de ré-hospitalisation à 30 jours": (IN,),
        "IPA à 0,2 ETP": (MH, MO, AR),
        "12 000 € par an": (BU,),
    },
    {"mission": "parcours", "pilote": "delafable", "titre": "Repérer et suivre"},
)

# --- 3. a mail forwarded, quoted, with greeting and signature ----------------------------------------------------------

MAIL = Source(
    "mail-de-marc.txt",
    text(
        """De : Marc Duconte <marc.duconte@exemple.fr>
Envoyé : mardi 3 novembre 2026 18:42
À : coordination@cpts-exemple.fr
Objet : TR: fiche plaies chroniques

Bonjour Claire,

Comme promis voilà ma fiche, tu me diras ce que tu en penses !

> Fiche action : télé-expertise des plaies chroniques
>
> Mission : parcours
> Pilote : Marc Duconte
> Groupe : Sophie Laroman, Paul Mirage
>
> CONSTATS
> Les IDEL font 40 % de leurs passages pour des plaies. Le délai pour un
> avis de dermatologue est de 4 mois.
>
> OBJECTIFS
> - avoir un avis sous 72 h
> - éviter les hospitalisations
>
> ACTIONS
> - choisir l'outil (Laroman, janvier 2028)
> - former les IDEL (Duconte, mars 2028)
>
> INDICATEURS
> - nb de télé-expertises : 50 en année 1, 120 en année 2
>
> FREINS
> Le matériel photo.

Bien à toi,

Marc Duconte
Infirmier libéral
12 rue des Lilas, 32500 Fleurance
06 12 34 56 78
"""
    ),
    {
        "40 % de leurs passages": (PB,),
        "avis de dermatologue est de 4 mois": (PB,),
        "avoir un avis sous 72 h": (OB,),
        "choisir l'outil": (SA,),
        "former les IDEL": (SA,),
        "télé-expertises": (IN,),
        "Le matériel photo": (FL,),
    },
    {"mission": "parcours", "pilote": "duconte", "titre": "télé-expertise", "membres": "laroman"},
    ("Comme promis voilà ma fiche", "Bien à toi", "06 12 34 56 78", "12 rue des Lilas"),
)

# --- 4. headings in bold at the head of a paragraph --------------------------------------------------------------------


def _gras_en_ligne(document: Document) -> None:
    document.add_paragraph().add_run("Sport-santé sur ordonnance").bold = True
    for title, line in (
        ("Mission : ", "actions de prévention territoriales"),
        ("Référente : ", "Mme Laroman Sophie, pharmacienne"),
        ("Contexte. ", "Seul un patient diabétique sur cinq a une activité physique régulière."),
        ("Buts poursuivis. ", "Prescrire l’activité physique adaptée dès le diagnostic."),
        ("Cible. ", "Les adultes diabétiques de type 2 ou en surpoids."),
        ("Partenaires financiers. ", "Conférence des financeurs, mutuelles."),
        ("Opérateurs. ", "Maison sport-santé, kinésithérapeutes, enseignants en APA."),
        (
            "Mode opératoire. ",
            "Bilan initial par le kiné, douze séances collectives, bilan final.",
        ),
        ("Mesure de l’impact. ", "Périmètre abdominal, nombre de prescriptions."),
        ("Durée. ", "de septembre 2027 à juin 2028"),
        ("Obstacles. ", "Le reste à charge des patients."),
    ):
        paragraph = document.add_paragraph()
        paragraph.add_run(title).bold = True
        paragraph.add_run(line)


GRAS = Source(
    "sport-sante.docx",
    word(_gras_en_ligne),
    {
        "Seul un patient diabétique sur cinq": (PB,),
        "Prescrire l’activité physique": (OB,),
        "adultes diabétiques de type 2": (PU,),
        "Conférence des financeurs": (BU, AC, AR),
        "enseignants en APA": (AC,),
        "douze séances collectives": (SA,),
        "Périmètre abdominal": (IN,),
        "juin 2028": (PL,),
        "reste à charge": (FL,),
    },
    {"mission": "prevention", "pilote": "laroman", "titre": "Sport-santé"},
)

# --- 5. each heading in a coloured one-cell table ----------------------------------------------------------------------


def _bandeaux(document: Document) -> None:
    grid(document, [("Mission 5", "Qualité et pertinence des soins")])
    grid(document, [("Fiche 5.2 Conciliation médicamenteuse en sortie d’hôpital",)])
    for title, lines in (
        ("Porteur de l’action", ["LAROMAN Sophie"]),
        ("Diagnostic partagé", ["Un tiers des sorties comporte une erreur de traitement."]),
        ("Orientations stratégiques", ["Sécuriser le retour à domicile."]),
        ("Actions à conduire", ["Fiche de liaison pharmacie", "Appel à 48 h par l’officine"]),
        (
            "Tableau de bord",
            ["Nombre d’appels à 48 h : 100 puis 250", "Source : registre des officines"],
        ),
        ("Ressources humaines", ["Pharmacien référent, 4 h par mois"]),
        ("Ressources matérielles", ["Messagerie sécurisée, imprimés"]),
        ("Ressources financières", ["4 000 € par an"]),
    ):
        grid(document, [(title,)])
        for line in lines:
            document.add_paragraph(line)


BANDEAUX = Source(
    "conciliation.docx",
    word(_bandeaux),
    {
        "Un tiers des sorties": (PB,),
        "Sécuriser le retour": (OB, AR),
        "Fiche de liaison pharmacie": (SA,),
        "Appel à 48 h par l’officine": (SA,),
        "Nombre d’appels à 48 h": (IN,),
        "Pharmacien référent": (MH,),
        "imprimés": (MO, ML, AR),
        "4 000 € par an": (BU,),
    },
    {"mission": "qualite", "pilote": "laroman", "titre": "Conciliation"},
)

# --- 6. a page of the site of the CPTS ---------------------------------------------------------------------------------

PAGE = Source(
    "soins-non-programmes.html",
    text(
        """<!doctype html><html lang="fr"><head><title>Soins non programmés – CPTS</title>
<style>.x{color:red}</style></head><body>
<nav><ul><li><a href="/">Accueil</a></li><li><a href="/equipe">L’équipe</a></li></ul></nav>
<main><article><h1>Organiser la réponse aux soins non programmés</h1>
<p class="meta">Publié le 4 mai 2026 par admin</p>
<p><strong>Mission :</strong> Accès aux soins &mdash; <strong>Pilotes :</strong> Paul Mirage, Claire Delafable</p>
<h2>📌 Le constat</h2><p>78&nbsp;% des passages aux urgences ne donnent pas lieu à hospitalisation.</p>
<h2>🎯 Nos ambitions</h2><ul><li>Un rendez-vous sous 48&nbsp;h</li><li>Des créneaux chaque jour</li></ul>
<h2>👥 Public</h2><p>Toute personne sans rendez-vous possible chez son médecin.</p>
<h2>🛠️ Les grandes étapes</h2>
<table><thead><tr><th>Étape</th><th>Qui fait quoi ?</th><th>Pour quand ?</th></tr></thead>
<tbody><tr><td>Recenser les créneaux</td><td>Paul Mirage</td><td>T3 2027</td></tr>
<tr><td>Ouvrir la régulation</td><td>SAS 32</td><td>1er semestre 2028</td></tr></tbody></table>
<h2>📊 Suivi et évaluation</h2>
<table><tr><th>Indicateur</th><th>Situation de départ</th><th>Cible 2028</th><th>Cible 2029</th><th>Source</th></tr>
<tr><td>Créneaux ouverts par semaine</td><td>0</td><td>60</td><td>90</td><td>Plateforme SAS</td></tr></table>
<h2>💶 Budget</h2><p>Indemnisation des régulateurs&nbsp;: 18&nbsp;000&nbsp;€.</p>
</article></main><footer>© CPTS – Mentions légales</footer></body></html>"""
    ),
    {
        "78": (PB,),
        "Un rendez-vous sous 48": (OB,),
        "Toute personne sans rendez-vous": (PU,),
        "Recenser les créneaux": (SA,),
        "SAS 32": (SA,),
        "Créneaux ouverts par semaine": (IN,),
        "Plateforme SAS": (IN,),
        "Indemnisation des régulateurs": (BU,),
    },
    {"mission": "acces_soins", "pilote": "mirage", "titre": "Organiser la réponse"},
    ("Mentions légales", "Publié le 4 mai"),
)

# --- 7. copied from a PDF: cut lines, bullets, page numbers -------------------------------------------------------------

PDF = Source(
    "copie-du-pdf.txt",
    text(
        """CPTS DU PAYS D’EXEMPLE                                          Projet de santé
FICHE ACTION 3.4
VACCINATION DES AIDANTS
Thématique : Prévention
Responsable : Paul MIRAGE
Problématique
Les aidants familiaux ne se vaccinent pas : la couverture contre la grippe est de
31 % chez eux, contre 52 % chez les plus de 65 ans. Ils consultent peu pour eux-
mêmes.
Objectif général
Protéger les aidants
Objectifs spécifiques
• Informer les aidants lors de chaque visite à do-
micile
• Vacciner sans rendez-vous en pharmacie
                                         12
CPTS DU PAYS D’EXEMPLE                                          Projet de santé
Public concerné
Les aidants d’un proche de plus de 75 ans
Modalités pratiques
• Octobre 2027 : affiches et lettres aux aidants
• Novembre 2027 : semaine de vaccination
Moyens alloués
Affiches, courriers, indemnisation des infirmiers
Indicateurs de réalisation
• Nombre d’aidants vaccinés
Indicateurs d’impact
• Couverture vaccinale des aidants (31 % en 2026, 45 % en 2029)
Calendrier prévisionnel
Campagne chaque année d’octobre à décembre
"""
    ),
    {
        "la couverture contre la grippe": (PB,),
        "Protéger les aidants": (OB,),
        "Informer les aidants lors de chaque visite": (OB,),
        "Vacciner sans rendez-vous": (OB,),
        "proche de plus de 75 ans": (PU,),
        "affiches et lettres": (SA,),
        "semaine de vaccination": (SA,),
        "indemnisation des infirmiers": (MO, MH, AR),
        "Nombre d’aidants vaccinés": (IN,),
        "Couverture vaccinale des aidants": (IN,),
        "Campagne chaque année": (PL,),
    },
    {"mission": "prevention", "pilote": "mirage", "titre": "VACCINATION DES AIDANTS"},
)

# --- 8. landscape, one row per action -----------------------------------------------------------------------------------


def _paysage(document: Document) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    document.add_heading("Axe 1 – Améliorer l’accès aux soins", 1)
    document.add_heading("Fiche 1.4 : Attirer de jeunes médecins", 2)
    document.add_paragraph("Chef de file : MIRAGE Paul (MSP d’Exemple)")
    document.add_paragraph("Enjeux : 12 médecins sur 31 partiront d’ici 2030.")
    table = grid(
        document,
        [
            ("Actions", "Acteurs concernés", "Calendrier", "Résultats attendus"),
            (
                "Accueillir les internes",
                "Maîtres de stage, communes",
                "nov. 2027",
                "8 internes logés par an",
            ),
            ("Aider à l’installation", "Guichet CPAM, ARS", "2028-2029", "3 installations"),
            ("Faire connaître le territoire", "Paul Mirage", "trimestriellement", "4 soirées"),
        ],
    )
    assert table.rows
    document.add_paragraph("Financement : 5 000 € (logement), collectivités")
    document.add_paragraph("Risques identifiés : concurrence des territoires voisins")


PAYSAGE = Source(
    "fiche-paysage.docx",
    word(_paysage),
    {
        "12 médecins sur 31": (PB,),
        "Accueillir les internes": (SA,),
        "Guichet CPAM": (SA,),
        "8 internes logés par an": (SA, IN),
        "trimestriellement": (SA,),
        "5 000 €": (BU,),
        "concurrence des territoires": (FL,),
    },
    {"mission": "acces_soins", "pilote": "mirage", "titre": "Attirer de jeunes médecins"},
)

# --- 9. Markdown of a note-taking program, with boxes and emoji ---------------------------------------------------------

NOTES = Source(
    "notes.md",
    text(
        """# 🧠 Souffrance psychique des jeunes

**🏷️ Mission** : Parcours · **👤 Pilote** : Claire Delafable · **Équipe** : Inès Chimère, Marc Duconte

---

## 🔎 Ce qu'on observe

> 1 jeune sur 5 déclare des symptômes dépressifs[^1].

[^1]: Santé publique France, 2024.

## 🎯 Ce qu'on vise

- [ ] Repérer tôt
- [ ] Orienter en moins de 15 jours

## 🙋 Pour qui

Les 12-25 ans et leurs parents

## 🤝 Avec qui

MDA, CMP, infirmières scolaires, mission locale

## 🗓️ To do

| Tâche | Qui | Deadline | Fait ? |
|---|---|---|---|
| Annuaire des ressources | Inès | Janv-28 | non |
| Formation PSSM (24 pros) | Marc Duconte | 15/03/28 | non |
| Circuit d'urgence avec le CMP | Claire Delafable | fin 2028 | non |

## 📈 KPI

1. Délai moyen d'orientation : 45 j → 15 j (2029)
2. Nb de pros formés PSSM : 24/an

## ⚠️ Vigilance

Secret médical et autorité parentale

## 💬 Idées en vrac

Un concert caritatif ?
"""
    ),
    {
        "symptômes dépressifs": (PB,),
        "Santé publique France, 2024": (PB,),
        "Orienter en moins de 15 jours": (OB,),
        "12-25 ans": (PU,),
        "infirmières scolaires": (AC,),
        "Annuaire des ressources": (SA,),
        "Formation PSSM": (SA,),
        "Circuit d'urgence": (SA,),
        "Délai moyen d'orientation": (IN,),
        "pros formés PSSM : 24": (IN,),
        "autorité parentale": (FL,),
        "concert caritatif": (AR,),
    },
    {
        "mission": "parcours",
        "pilote": "delafable",
        "titre": "Souffrance psychique",
        "membres": "chimere",
    },
)

# --- 10. three columns, group names merged down the left ----------------------------------------------------------------


def _trois_colonnes(document: Document) -> None:
    rows = [
        ("IDENTIFICATION", "Nom de l’action", "Cellule de crise et plan blanc de ville"),
        ("", "Mission ACI", "Mission 4 : crises sanitaires graves"),
        ("", "Coordonnateur de l’action", "Delafable Claire – MG"),
        ("POURQUOI", "Justification", "Aucune chaîne d’alerte lors de la canicule de 2025."),
        ("", "Objectif(s) poursuivi(s)", "Prévenir tous les cabinets en moins de 2 h"),
        (
            "COMMENT",
            "Contenu de l’action",
            "Écrire le plan\nTenir l’annuaire de crise\nFaire un exercice",
        ),
        ("", "Partenaires associés", "SAMU 32, préfecture, communes"),
        ("", "Outils mobilisés", "Liste de diffusion, téléphone d’astreinte"),
        ("", "Phasage", "Rédaction : fin 2027\nExercice : une fois par an"),
        (
            "SUIVI",
            "Indicateurs retenus",
            "Exercice réalisé (oui/non)\nCabinets joints en 2 h : 80 %",
        ),
        ("", "Périodicité de l’évaluation", "annuelle"),
    ]
    table = grid(document, rows)
    for start, end in ((0, 2), (3, 4), (5, 8), (9, 10)):
        kept = table.cell(start, 0).text
        merged = table.cell(start, 0).merge(table.cell(end, 0))
        merged.text = kept


TROIS = Source(
    "plan-de-crise.docx",
    word(_trois_colonnes),
    {
        "canicule de 2025": (PB,),
        "Prévenir tous les cabinets": (OB,),
        "Tenir l’annuaire de crise": (SA,),
        "Faire un exercice": (SA,),
        "préfecture, communes": (AC,),
        "téléphone d’astreinte": (MO, MN, ML, AR),
        "Exercice : une fois par an": (PL,),
        "Exercice réalisé": (IN,),
        "Cabinets joints en 2 h": (IN,),
    },
    {"mission": "crises", "pilote": "delafable", "titre": "Cellule de crise"},
)

# --- 11. plain text, underlined titles ---------------------------------------------------------------------------------

SOULIGNE = Source(
    "depistage-bpco.txt",
    text(
        """Repérage précoce de la BPCO
===========================

Mission : 3 - prévention
Animatrice du groupe : Sophie Laroman

Elements de diagnostic
----------------------
La BPCO n'est diagnostiquée que chez un malade sur trois.

Objectifs
---------
a) Dépister 300 fumeurs
b) Proposer un sevrage à chacun

Déroulé de l'action
-------------------
* février 2028 : formation à la spirométrie
* avril 2028 : premières journées en officine
* puis deux journées par an

Retombées attendues
-------------------
Moins d'exacerbations vues aux urgences.

Evaluation
----------
Indicateur 1 : fumeurs dépistés (0 aujourd'hui, 150 en année 1, 300 en année 2)
Indicateur 2 : part des fumeurs dépistés entrés en sevrage (cible 25 %)

Besoins matériels
-----------------
Deux spiromètres

Besoins humains
---------------
Une IPA, deux pharmaciens

Cout
----
3 600 euros
"""
    ),
    {
        "un malade sur trois": (PB,),
        "Dépister 300 fumeurs": (OB,),
        "formation à la spirométrie": (SA,),
        "premières journées en officine": (SA,),
        "Moins d'exacerbations": (OB, IN, AR),
        "fumeurs dépistés": (IN,),
        "entrés en sevrage": (IN,),
        "Deux spiromètres": (ML,),
        "Une IPA": (MH,),
        "3 600 euros": (BU,),
    },
    {"mission": "prevention", "pilote": "laroman", "titre": "Repérage précoce"},
)

# --- 12. questions --------------------------------------------------------------------------------------------------------


def _questions(document: Document) -> None:
    document.add_heading("Mieux accueillir les personnes sourdes", 1)
    document.add_paragraph("(mission accès aux soins — portée par l’association des usagers)")
    for title, line in (
        ("De quoi part-on ?", "Les personnes sourdes renoncent deux fois plus aux soins."),
        ("Que veut-on changer ?", "Rendre chaque cabinet joignable par message."),
        ("Pour qui ?", "420 personnes sourdes ou malentendantes"),
        ("Avec qui ?", "Association des usagers, unité LSF du CHU"),
        ("Que va-t-on faire ?", "Former les secrétaires ; créer un numéro SMS."),
        ("Qui fait quoi ?", "Jean Prologue : le numéro. Nora Delalégende : la formation."),
        ("Quand ?", "Formation en mai 2028. Numéro ouvert en septembre 2028."),
        ("Combien ça coûte ?", "1 500 € la première année"),
        ("Comment saura-t-on que c’est réussi ?", "Nombre de messages reçus, satisfaction."),
        ("Qu’est-ce qui peut coincer ?", "Le temps des secrétaires"),
    ):
        document.add_heading(title, 3)
        document.add_paragraph(line)


QUESTIONS = Source(
    "personnes-sourdes.docx",
    word(_questions),
    {
        "renoncent deux fois plus": (PB,),
        "joignable par message": (OB,),
        "420 personnes sourdes": (PU,),
        "unité LSF du CHU": (AC,),
        "Former les secrétaires": (SA,),
        "Nora Delalégende : la formation": (SA, AC, AR),
        "Formation en mai 2028": (PL,),
        "1 500 €": (BU,),
        "Nombre de messages reçus": (IN,),
        "temps des secrétaires": (FL,),
    },
    {"mission": "acces_soins", "titre": "Mieux accueillir"},
)

# --- 13. lines « label : value » -------------------------------------------------------------------------------------------

LIBELLES = Source(
    "libelles.txt",
    text(
        """Intitulé : Consultations avancées de gynécologie
Axe : accès aux soins
Porteurs : Mme Chimère (sage-femme) et le Dr Mirage
Date de début : 01/09/2027
Date de fin : 31/12/2029
Diagnostic : aucune consultation de gynécologie au nord du territoire.
Objectif stratégique : réduire les inégalités d'accès
Objectifs opérationnels : ouvrir deux demi-journées par mois ; former les IDE
Population : femmes de 15 à 75 ans
Territoire concerné : cantons nord
Description : convention avec le CH, locaux de la MSP, agenda partagé
Pré-requis : accord du CH
Acteurs impliqués : CH d'Exemple, MSP, sages-femmes
Moyens nécessaires : local, échographe
Jalons : convention signée (décembre 2027), ouverture (février 2028), bilan (fin 2028)
Indicateurs : consultations réalisées - 150 en 2028 - 300 en 2029 ; délai de rendez-vous < 1 mois
Points forts / points faibles : équipe motivée / locaux exigus
Budget : 9 000 euros par an
Plan de communication : presse locale, affiches
"""
    ),
    {
        "aucune consultation de gynécologie": (PB,),
        "réduire les inégalités": (OB,),
        "ouvrir deux demi-journées": (OB,),
        "femmes de 15 à 75 ans": (PU,),
        "cantons nord": (PU, AR, PB),
        "convention avec le CH": (SA,),
        "accord du CH": (FL, AR, ML),
        "sages-femmes": (AC,),
        "échographe": (MO, ML, AR),
        "convention signée": (PL,),
        "consultations réalisées": (IN,),
        "délai de rendez-vous": (IN,),
        "locaux exigus": (FL,),
        "9 000 euros": (BU,),
        "presse locale": (AR, SA),
    },
    {
        "mission": "acces_soins",
        "pilote": "chimere",
        "titre": "Consultations avancées",
        "demarrage": "2027-09-01",
        "fin": "2029-12-31",
    },
)

# --- 14. in the terms of the insurance fund -----------------------------------------------------------------------------------


def _caisse(document: Document) -> None:
    document.add_paragraph("ANNEXE 2 – FICHE ACTION", style="Title")
    document.add_paragraph("Accord conventionnel interprofessionnel")
    document.add_heading("ORGANISATION DES RETOURS À DOMICILE", 2)
    document.add_paragraph("Mission obligatoire : organisation de parcours pluriprofessionnels")
    for title, lines in (
        ("I – Éléments de contexte", ["300 retours par an sans courrier de sortie."]),
        ("II – Engagements de la CPTS", ["Organiser la sortie dans les 48 h", "Tenir un annuaire"]),
        ("III – Plan de mise en œuvre", []),
        ("IV – Livrables", ["Protocole signé, annuaire en ligne"]),
        ("V – Modalités de suivi", ["Comité de suivi semestriel avec la CPAM et l’ARS"]),
        ("VI – Rémunération", ["Volet variable : 15 000 €"]),
        ("VII – Référent de l’action", ["Yann Fablier (masseur-kinésithérapeute)"]),
    ):
        document.add_heading(title, 3)
        if title.startswith("III"):
            grid(
                document,
                [
                    ("Jalon", "Échéance", "Référent", "Statut"),
                    ("Protocole de sortie", "31/12/27", "Fablier Y.", "à lancer"),
                    ("Annuaire en ligne", "M+6", "Coordinatrice", "en cours"),
                    ("Extension aux cliniques", "2e semestre 2028", "CH d’Exemple", "à lancer"),
                ],
            )
        for line in lines:
            document.add_paragraph(line, style="List Bullet")


CAISSE = Source(
    "annexe-aci.docx",
    word(_caisse),
    {
        "300 retours par an": (PB,),
        "Organiser la sortie dans les 48": (OB, AR),
        "Protocole de sortie": (SA, PL),
        "Extension aux cliniques": (SA, PL),
        "à lancer": (SA, PL, AR),
        "Protocole signé": (SA, AR),
        "Comité de suivi": (PL, IN, AR),
        "Volet variable : 15 000": (BU,),
    },
    {"mission": "parcours", "pilote": "fablier", "titre": "ORGANISATION DES RETOURS"},
)

# --- 15. a short note, half in sentences ------------------------------------------------------------------------

NOTE = Source(
    "note.txt",
    text(
        """Fiche : "éducation thérapeutique diabète"

Rattachée à la mission 2 (parcours). Pilote = Y. Fablier. Début prévu en sept 2027.

Pourquoi ? parce que 2 950 patients n'ont pas d'ETP à moins d'une heure

On veut : ouvrir un programme à Mirande et un à Auch

Étapes -
1/ demander l'autorisation à l'ARS (oct. 2027)
2/ former 6 éducateurs (hiver 2027-2028)
3/ premier groupe (printemps 2028)

Indicateur de suivi = nombre de patients entrés dans le programme, 40 puis 80

Budget
formation 6 x 900 € = 5 400 €
"""
    ),
    {
        "2 950 patients": (PB,),
        "ouvrir un programme à Mirande": (OB, AR),
        "demander l'autorisation": (SA, PL),
        "premier groupe": (SA, PL),
        "nombre de patients entrés": (IN,),
        "formation 6 x 900": (BU,),
    },
    {"mission": "parcours", "pilote": "fablier", "titre": "éducation thérapeutique"},
)

FICHES = (
    FORMULAIRE,
    PROSE,
    MAIL,
    GRAS,
    BANDEAUX,
    PAGE,
    PDF,
    PAYSAGE,
    NOTES,
    TROIS,
    SOULIGNE,
    QUESTIONS,
    LIBELLES,
    CAISSE,
    NOTE,
)
