"""Nothing typed is lost: a word of its own stands in every heading, column, key and cell that an author can fill, and
each is found in the documents built.  What is not printed is in a list, with its reason; a new column or key fails here
until it is printed or listed.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from lxml import etree
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.table import Table

from pipeline.interpret.chapitres import FORME_CHAPITRE
from pipeline.interpret.charte import FORME_CHARTE
from pipeline.interpret.fiches import FORME_FICHE
from pipeline.interpret.identite import FORME_PROJET
from pipeline.interpret.indicateurs import FAITS
from pipeline.interpret.livrables import FORME_LIVRABLES
from pipeline.interpret.statuts import FORME_ARTICLE, FORME_VALEURS
from pipeline.model.charte import COULEURS, POLICES
from pipeline.model.colonnes import (
    ANNEES,
    COUTS_UNITAIRES,
    CSV,
    QUANTITES,
    TABLEAUX_FICHE,
)
from pipeline.model.colonnes import CLASSEUR as TABLES
from pipeline.model.fiche import TRAME
from pipeline.model.forme import Forme
from pipeline.model.livrable import BORNES
from pipeline.model.mesure import INDICATEURS
from pipeline.model.mission import PAR_CLE
from pipeline.model.seance import SEANCES
from pipeline.model.suivi import TRAME_SUIVI
from pipeline.run import build
from tests.projets import CLASSEUR, examen, petit_projet

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PLAIN = str.maketrans("\u00a0\u202f’", "  '")

# --- every place that an author can fill ------------------------------------------------------------------------------


def keys(file: str, forme: Forme, within: str = "") -> Iterator[str]:
    for champ in (*forme.champs, *((forme.libre,) if forme.libre else ())):
        name = f"{within}{'*' if champ is forme.libre else champ.cle}"
        if champ.forme is None:
            yield f"{file} : {name}"
        else:
            yield from keys(file, champ.forme, f"{name}.")


LATER = {*ANNEES[2:], *QUANTITES[1:], *COUTS_UNITAIRES[1:]}
"""Columns of contract years that the filled workbook has not."""


def places() -> Iterator[str]:
    yield from (f"fiche : {rubrique.titre}" for rubrique in TRAME)
    yield from (
        f"fiche, {table} : {column}"
        for table, head in TABLEAUX_FICHE.items()
        for column in head.colonnes
    )
    yield from (f"suivi : {titles[0]}" for titles in TRAME_SUIVI.values())
    yield from (f"fiche, indicateur : {name}" for name in FAITS)
    yield from (f"{path} : {column}" for path, head in CSV.items() for column in head.colonnes)
    for table, head in TABLES.items():
        yield from (
            f"classeur, {table} : {column}" for column in head.colonnes if column not in LATER
        )
    yield from keys("projet.yaml", FORME_PROJET)
    yield from keys("valeurs.yaml", FORME_VALEURS)
    yield from keys("livrables.yaml", FORME_LIVRABLES)
    yield from keys("charte.yaml", FORME_CHARTE)
    yield from keys("fiche", FORME_FICHE)
    yield from keys("chapitre", FORME_CHAPITRE)
    yield from keys("article", FORME_ARTICLE)


# --- a project where each is filled -----------------------------------------------------------------------------------

PROJET = """
nom: CPTS de Zanom
exemple: oui
statut: travail
version: zaversion
departement: Zadepartement
region: Zaregion
ars: ARS de Zaars
cpam: CPAM de Zacpam
delegation_ars: Zadelegation
urps: Zaurps
elsm: Zaelsm
msa: Zamsa
taille: 2
bareme: aci-avenant-2
classeur: budgets/budget.xlsx
dates:
  lettre_intention: 2026-10-14
  lettre_acceptee: 2026-11-18
  declaration: 2026-12-09
  depot: 2027-01-11
  validation: 2027-03-15
  signature: 2027-04-01
  effet: 2027-04-01
communes: [32013, 32132]
missions: [acces_soins, parcours, prevention, crises]
orientations_prs:
  PRS-1: Zaorientation
signataires:
  - partie: Zapartie
    nom: Zasignataire
    fonction: zafonction
pressentis:
  zaprofessionpressentie: 12
contact:
  telephone: 05 36 49 88 71
  courriel: zacourriel@zacpts.example
  site: https://zasite.example
etape: bilan
contrat:
  solde_ouverture: 60 123,45 €
  variable_premiere_annee: prorata
  benevolat:
    - annee: 2027
      heures: 123
      taux: 24,50 €
      objet: zabenevolat
  scenarios:
    - nom: zascenario
      taux: 60 %
      missions:
        parcours: 40 %
      refus: [Zaressourcelib]
      reports:
        - lignes: [réunions de zalibelle]
          date: 2028-07-14
      taille: 3
      taille_des: 2029-02-03
"""
PERSONNES = """cle;type;nom;prenom;profession;mode_exercice;structure;representant;commune;college;engagement;\
fonctions;qualite;fondateur;adhesion;signature;depart;convention
durand;physique;Zapersonne;Zaprenom;zaprofession;zamode;maison;;Zacommune;professionnels;engagé;zaresponsable;actif;\
oui;2026-10-13;2027-01-08;;
petit;physique;Petit;Marc;infirmier;libéral;maison;;Auch;professionnels;à venir;;actif;;;;;
ancien;physique;Zaparti;Zoé;infirmier;libéral;;;Auch;professionnels;engagé;;actif;;2026-10-15;;2026-11-16;
maison;morale;Zastructure;;;;;Zarepresentant;Auch;structures;engagé;;actif;;2026-10-14;;;zaconvention
"""
CONTACTS = """cle;telephone;courriel;adresse
durand;05 36 49 00 71;zacourriel@example.org;7 rue de Zarue
"""
COMMUNES = """code;nom;population;annee;source
32013;Zaville;32429;2019;zasource
32132;Fleurance;16247;2023;mairie
"""
BESOINS = """code;theme;besoin;constat;source;priorite;missions
B7;Zatheme;Zabesoin;21 % de zaconstat;zaenquete, 2026;haute;acces_soins, parcours
"""
VALEURS = """
modele: avecsante
variante:
association:
  nom: CPTS de Zanom
  siege: Zasiege
gouvernance:
  instance: zainstance
colleges:
  - cle: professionnels
    nom: Collège zacollege
    description: les zamembres
    sieges: 3
    cotisation: 27
  - cle: structures
    nom: Collège des structures
    sieges: 3
categories:
  professions: [zaprofession, infirmier]
  adherents: zaadherents
conseil:
  sieges: 6
  administrateurs: [durand]
  quorum: la moitié
  majorite: la majorité simple
  convocation_jours: 10
bureau:
  postes:
    - poste: Zaposte
      titulaire: durand
  seance: zaseance
assemblees:
  convocation_jours: 15
  quorum_ordinaire: quel que soit le nombre des présents
  majorite_ordinaire: la majorité simple
extraordinaire:
  quorum: la moitié plus un
  seconde_convocation_jours: 15
  majorite_statuts: les deux tiers
  majorite_fusion: les deux tiers
  majorite_dissolution: les deux tiers
comptes:
  exercice: zaexercice
reglement:
  base: zabase
constitution:
  lieu: zalieu
instances:
  - cle: comite
    nom: Zacomite
    composition: zacomposition
    role: zarole
    decisions: zadecision
"""
FICHE = """---
code: M1-01
titre: Zatitre
mission: acces_soins
pilote: durand
copilotes: [petit]
membres: [petit]
besoins: [B7]
orientations_prs: [PRS-1]
dates:
  demarrage: 2027-04-02
  deploiement: 2028-09-03
  fin: 2032-03-04
statut: brouillon
priorite: zapriorite
cls: zacls
cts: zacts
cofinanceurs: [Zacofinanceur]
---
## Problématiques constatées

Zaproblematique, 12 % des habitants.

## Objectifs opérationnels

Zaobjectif.

## Public cible

Zapublic.

## Acteurs et partenaires

Zaacteur.

## Sous-actions

Zaintroduction.

| Sous-action | Qui | Quand | Livrable |
|---|---|---|---|
| Zasousaction | Zaqui | juin 2029 | Zalivrable |

## Indicateurs

Zapreambule.

### Indicateur : zaindicateur

- type : résultat
- définition : zadefinition
- source : zaregistre
- fréquence : zafrequence
- sens : hausse
- départ : 10 (zadepart)
- cible année 1 : 20 zacible
- base du volet variable : oui
- poids : 100 %

## Planning prévisionnel

Zarythme.

| Étape | Date |
|---|---|
| Zaetape | mai 2029 |
| Réunion de suivi des indicateurs | chaque semestre |

## Moyens logistiques

Zalogistique.

## Moyens humains

Zahumain.

## Moyens numériques

Zanumerique.

## Ressources disponibles

Zaressource.

## Freins et leviers

Zafrein.

## Budget

Zacommentaire.
"""
CHAPITRE = """---
mission: acces_soins
pilote: petit
copilotes: [durand]
referent: maison
demarrage: 2027-07-01
deploiement: 2028-08-01
livrables: [projet-de-sante]
---

# Zachapitre

Le texte de zamission.
"""
ARTICLE = """---
article: 1
titre: Zaarticle
ouvre_titre: Zaouverture
source: modèle AVECsanté
complement: zacomplement
evolutions:
  - changement: zachangement
    raison: zaraison
    origine: zaorigine
---

L'association s'appelle {{ association.nom }}, {{ gouvernance.instance }}, {{ categories.adherents }}.

Elle retient {{ bureau.seance }}, {{ comptes.exercice }}, {{ reglement.base }} et {{ constitution.lieu }}.

{{ liste.professions }}
"""
MORE = """

Le sigle ZASIG est employé.

{{ liste.instances }}

{{ liste.engagements }}
"""
DEPENSE = {
    "Nature": "indemnités",
    "Libellé": "Réunions de zalibelle",
    "Fiche": "M1-01",
    "Sous-mission": "Soins non programmés",
    "Quantité": 1_400,
    "Unité": "zaheure",
    "Coût unitaire": 49.99,
    "Quantité année 2": 1_301,
    "Coût unitaire année 2": 53.79,
    "Hausse annuelle": "+ 3,5 % par an",
    "Année 1": 69_986,
    "Année 2": 69_987,
    "Étalement": "trimestriel",
    "Commentaire": "Zacommentdepense.",
}
RESSOURCE = {
    "Origine": "ACI volet fixe",
    "Libellé": "Zaressourcelib",
    "Sous-mission": "Soins non programmés",
    "Statut": "acquis",
    "Financeur": "Zafinanceur",
    "Année 1": 69_986,
    "Année 2": 69_987,
    "Commentaire": "Zacommentressource.",
}
PAYEES = [
    {
        "Personne": person,
        "Mois": "septembre 2027",
        "Fiche": fiche,
        "Type": "indemnité",
        "Heures": 8,
        "Taux horaire": 50,
        "Montant": amount,
        "Commentaire": "zaregistrecom",
    }
    for person, fiche, amount in (
        ("durand", "M1-01", 34_993),
        ("petit", "M1-01", 34_993),
        ("Zoé Alpha", "M2-01", 35_000),
        ("Léa Bêta", "M3-01", 10_000),
        ("Luc Gamma", "M4-01", 35_000),
    )
]
"""A register is whole: each block has what its sheet plans."""
REALISEE = {
    "Mois": "mai 2027",
    "Bloc": "Accès aux soins",
    "Nature ou origine": "indemnités",
    "Libellé": "Réunions de zalibelle",
    "Montant": 1_234.5,
    "Commentaire": "zarealisecom",
}
VIREMENT = {
    "De": "Fonctionnement",
    "Vers": "Accès aux soins",
    "Année": 1,
    "Montant": 0.5,
    "Motif": "Zamotif",
}
MESURE = {
    "Fiche": "M1-01",
    "Indicateur": "zaindicateur",
    "Année": 1,
    "Valeur mesurée": "17 zavaleur",
    "Mesurée le": "12 mars 2028",
    "Justificatif": "Zarelevedate",
    "Commentaire": "Zacommentmesure.",
}
REUNION = {
    "Date": "15 novembre 2027",
    "Participants": "Zaparticipants",
    "Décisions": "Zadecidees.",
    "Justificatif": "zacompterendu",
}
SUIVI = """## Ce qui a été fait

Zafait.

## Écarts et raisons

Zaecart.

## Preuves

- Zapreuve
"""
RAPPORT = b"""
rapport-activite:
  titre: Rapport
  gabarit: statuts.docx
  parties: [rapport-activite]
  etapes: [bilan]
"""
LETTRE = b"""
zalettre:
  titre: Lettre
  gabarit: lettre.docx
  parties: [lettre]
"""
GRILLE = b"""
grille-ars:
  titre: Grille
  gabarit: acte.docx
  parties: [grille-ars]
"""
CONVENTIONS = b"""
conventions:
  titre: Conventions
  gabarit: acte.docx
  parties: [conventions]
"""
COURRIER = """---
courrier:
  destinataire: [Zadestinataire]
  lieu: Zalieucourrier
  date: 2029-08-07
  signataire: petit
  pieces: [Zapiece]
---

# Zaobjetcourrier

Bonjour.
"""
BACK = {**VIREMENT, "De": "Accès aux soins", "Vers": "Fonctionnement"}


def filled() -> dict[str, bytes]:
    """The small project with all of it."""
    files = petit_projet()
    texts = {
        "content/projet.yaml": PROJET,
        "content/personnes.csv": PERSONNES,
        "content/prive/contacts.csv": CONTACTS,
        "content/communes.csv": COMMUNES,
        "content/diagnostic/besoins.csv": BESOINS,
        "content/baremes/pass.csv": "annee;montant;source\n2027;49 321;zaplafond\n",
        "content/sigles.csv": "sigle;sens\nZASIG;zasens\n",
        "budgets/versions.csv": "version;date;instance;classeur;objet\n"
        "zabudget;2026-11-28;zaconseilb;versions/z.xlsx;zaobjetb\n",
        "content/versions.csv": "date;version;objet;instance\n2026-10-29;zanumero;zaobjet;zainstancev\n",
        "content/statuts/valeurs.yaml": VALEURS,
        "content/fiches/M1-01-medecin.md": FICHE,
        "content/missions/01-acces.md": CHAPITRE,
        "content/statuts/avecsante/01-nom.md": ARTICLE,
    }
    for path, text in texts.items():
        files[path] = text.encode()
    for path, data in files.items():
        if path.startswith("content/fiches/"):
            files[path] = data.replace(b"besoins: [B1]", b"besoins: [B7]")
    files["content/organisation/01-gouvernance.md"] += MORE.encode()
    livrables = files["content/livrables.yaml"].replace(b"titre: Statuts", b"titre: Zalivret")
    livrables = livrables.replace(b"parties: [budget]", b"parties: [budget, versements]")
    files["content/livrables.yaml"] = livrables.replace(
        b"chapitres]", b"chapitres, sigles, versions]"
    )
    files["content/validations.csv"] = b"piece;par;date;etat\nstatuts;Zaassemblee;2029-05-03;\n"
    files["content/livrables.yaml"] += RAPPORT + LETTRE + CONVENTIONS + GRILLE
    files["content/conventions/modele.md"] = b"# Convention\n\n{{ partenaire.convention }}\n"
    files["content/textes/zalettre.md"] = COURRIER.encode()
    files["content/suivi/2027/M1-01.md"] = SUIVI.encode()
    files[INDICATEURS] = measures()
    files["content/charte.yaml"] = b"partenaires:\n  - nom: Zacompagnon\n"
    files[CLASSEUR] = workbook(files[CLASSEUR])
    return files


def workbook(data: bytes) -> bytes:
    """The workbook of the small project, one block of it with every column, and the three sheets that are optional."""
    book = load_workbook(io.BytesIO(data))
    sheet = book["Accès aux soins"]
    for name in list(sheet.tables):
        del sheet.tables[name]
    sheet.delete_rows(1, sheet.max_row)
    sheet.data_validations.dataValidation.clear()
    put(sheet, 1, "ressources_acces_soins", RESSOURCE)
    put(sheet, 11, "depenses_acces_soins", DEPENSE)
    put(book.create_sheet("Indemnités"), 1, "indemnites", *PAYEES)
    put(book.create_sheet("Réalisé"), 1, "realise", REALISEE)
    put(book.create_sheet("Synthèse"), 1, "virements", VIREMENT, BACK)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def measures() -> bytes:
    """The workbook of the indicators, with every column."""
    book = Workbook()
    put(book.create_sheet("Indicateurs"), 1, "indicateurs", MESURE)
    put(book.create_sheet("Réunions"), 1, "reunions", REUNION)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def put(sheet: Any, row: int, name: str, *lines: Mapping[str, object]) -> None:
    for rank, line in enumerate(lines, 1):
        for column, (title, value) in enumerate(line.items(), 1):
            sheet.cell(row, column, title)
            sheet.cell(row + rank, column, value)
    last = sheet.cell(row + len(lines) + 1, len(lines[0])).coordinate
    sheet.add_table(Table(displayName=name, ref=f"A{row}:{last}"))


DONE = ("Zafait", "Zaecart", "Zapreuve")
PRINTED: Mapping[str, str] = {
    "fiche : Problématiques constatées": "Zaproblematique",
    "fiche : Objectifs opérationnels": "Zaobjectif",
    "fiche : Public cible": "Zapublic",
    "fiche : Acteurs et partenaires": "Zaacteur",
    "fiche : Sous-actions": "Zaintroduction",
    "fiche : Indicateurs": "Zapreambule",
    "fiche : Planning prévisionnel": "Zarythme",
    "fiche : Moyens logistiques": "Zalogistique",
    "fiche : Moyens numériques": "Zanumerique",
    "fiche : Moyens humains": "Zahumain",
    "fiche : Ressources disponibles": "Zaressource",
    "fiche : Freins et leviers": "Zafrein",
    "fiche : Budget": "Zacommentaire",
    "fiche, sous_actions : Sous-action": "Zasousaction",
    "fiche, sous_actions : Qui": "Zaqui",
    "fiche, sous_actions : Quand": "juin 2029",
    "fiche, sous_actions : Livrable": "Zalivrable",
    "fiche, planning : Étape": "Zaetape",
    "fiche, planning : Date": "mai 2029",
    "fiche, indicateur : type": "résultat",
    "fiche, indicateur : définition": "Zadefinition",
    "fiche, indicateur : source": "zaregistre",
    "fiche, indicateur : fréquence": "zafrequence",
    "fiche, indicateur : sens": "hausse",
    "fiche, indicateur : départ": "zadepart",
    "fiche, indicateur : base du volet variable": "oui, poids 100 %",
    "fiche, indicateur : poids": "oui, poids 100 %",
    "fiche : code": "M1-01",
    "fiche : titre": "Zatitre",
    "fiche : mission": "Améliorer l'accès aux soins",
    "fiche : pilote": "Zaprenom Zapersonne, zaprofession",
    "fiche : copilotes": "zaprofession ; copilote : Marc Petit, infirmier",
    "fiche : membres": "Marc Petit",
    "fiche : besoins": "B7 : Zabesoin",
    "fiche : orientations_prs": "PRS-1 : Zaorientation",
    "fiche : dates.demarrage": "2 avril 2027",
    "fiche : dates.deploiement": "3 septembre 2028",
    "fiche : dates.fin": "4 mars 2032",
    "fiche : statut": "Fiche à l'état de brouillon",
    "fiche : priorite": "zapriorite",
    "fiche : cls": "zacls",
    "fiche : cts": "zacts",
    "fiche : cofinanceurs": "Zacofinanceur",
    "content/personnes.csv : nom": "Zapersonne",
    "content/personnes.csv : prenom": "Zaprenom",
    "content/personnes.csv : profession": "zaprofession",
    "content/personnes.csv : mode_exercice": "zamode",
    "content/personnes.csv : structure": "Zastructure",
    "content/personnes.csv : representant": "Zarepresentant",
    "content/personnes.csv : commune": "Zacommune",
    "content/personnes.csv : college": "Collège zacollege",
    "content/personnes.csv : engagement": "à venir",
    "content/personnes.csv : fonctions": "zaresponsable",
    "content/personnes.csv : adhesion": "13 octobre 2026",
    "content/personnes.csv : signature": "8 janvier 2027",
    "content/personnes.csv : depart": "16 novembre 2026",
    "content/personnes.csv : convention": "zaconvention",
    "content/prive/contacts.csv : telephone": "05 36 49 00 71",
    "content/prive/contacts.csv : courriel": "zacourriel@example.org",
    "content/prive/contacts.csv : adresse": "7 rue de Zarue",
    "content/communes.csv : code": "32013",
    "content/communes.csv : nom": "Zaville",
    "content/communes.csv : population": "32 429",
    "content/communes.csv : annee": "2019",
    "content/communes.csv : source": "zasource",
    "content/diagnostic/besoins.csv : code": "B7",
    "content/diagnostic/besoins.csv : besoin": "Zabesoin",
    "content/diagnostic/besoins.csv : priorite": "Haute",
    "content/diagnostic/besoins.csv : theme": "Zatheme",
    "content/diagnostic/besoins.csv : constat": "21 % de zaconstat",
    "content/diagnostic/besoins.csv : source": "zaenquete, 2026",
    "content/diagnostic/besoins.csv : missions": "parcours",
    "content/baremes/pass.csv : annee": "en 2027",
    "content/baremes/pass.csv : montant": "49 321 €",
    "content/baremes/pass.csv : source": "zaplafond",
    "content/sigles.csv : sigle": "ZASIG",
    "content/sigles.csv : sens": "zasens",
    "budgets/versions.csv : version": "Zabudget",
    "budgets/versions.csv : date": "28 novembre 2026",
    "budgets/versions.csv : instance": "zaconseilb",
    "budgets/versions.csv : objet": "zaobjetb",
    "content/versions.csv : date": "29 octobre 2026",
    "content/versions.csv : version": "zanumero",
    "content/versions.csv : objet": "zaobjet",
    "content/versions.csv : instance": "zainstancev",
    "classeur, depenses : Nature": "indemnités",
    "classeur, depenses : Libellé": "Réunions de zalibelle",
    "classeur, depenses : Fiche": "M1-01",
    "classeur, depenses : Sous-mission": "Soins non programmés",
    "classeur, depenses : Quantité": "1 400",
    "classeur, depenses : Unité": "zaheure",
    "classeur, depenses : Coût unitaire": "49,99",
    "classeur, depenses : Quantité année 2": "1 301 zaheures dès l'année 2",
    "classeur, depenses : Coût unitaire année 2": "53,79",
    "classeur, depenses : Hausse annuelle": "+ 3,5",
    "classeur, depenses : Commentaire": "Zacommentdepense",
    "classeur, depenses : Année 1": "69 986,00",
    "classeur, depenses : Année 2": "69 987,00",
    "classeur, ressources : Origine": "ACI volet fixe",
    "classeur, ressources : Libellé": "Zaressourcelib",
    "classeur, ressources : Sous-mission": "Soins non programmés",
    "classeur, ressources : Statut": "acquis",
    "classeur, ressources : Financeur": "Zafinanceur",
    "classeur, ressources : Commentaire": "Zacommentressource",
    "classeur, ressources : Année 1": "69 986,00",
    "classeur, ressources : Année 2": "69 987,00",
    "classeur, realise : Mois": "mai 2027",
    "classeur, realise : Bloc": "Accès aux soins",
    "classeur, realise : Montant": "1 234,50",
    "classeur, virements : De": "Fonctionnement",
    "classeur, virements : Vers": "Accès aux soins",
    "classeur, virements : Année": "année 1",
    "classeur, virements : Montant": "0,50",
    "classeur, virements : Motif": "Zamotif",
    "projet.yaml : nom": "CPTS de Zanom",
    "projet.yaml : exemple": "DOCUMENT FICTIF",
    "projet.yaml : statut": "document de travail",
    "projet.yaml : version": "zaversion",
    "projet.yaml : departement": "Zadepartement",
    "projet.yaml : region": "Zaregion",
    "projet.yaml : ars": "ARS de Zaars",
    "projet.yaml : cpam": "CPAM de Zacpam",
    "projet.yaml : delegation_ars": "Zadelegation",
    "projet.yaml : urps": "Zaurps",
    "projet.yaml : elsm": "Zaelsm",
    "projet.yaml : msa": "Zamsa",
    "projet.yaml : dates.lettre_intention": "Lettre d'intention envoyée : 14 octobre 2026.",
    "projet.yaml : dates.lettre_acceptee": "Lettre d'intention acceptée : 18 novembre 2026.",
    "projet.yaml : dates.declaration": "Association déclarée : 9 décembre 2026.",
    "projet.yaml : taille": "taille 2",
    "projet.yaml : bareme": "avenant 2",
    "projet.yaml : dates.depot": "11 janvier 2027",
    "projet.yaml : dates.effet": "1er avril 2027",
    "projet.yaml : communes": "Fleurance",
    "projet.yaml : missions": "Organiser des parcours",
    "projet.yaml : orientations_prs.*": "Zaorientation",
    "projet.yaml : signataires.partie": "Zapartie",
    "projet.yaml : signataires.nom": "Zasignataire",
    "projet.yaml : signataires.fonction": "zafonction",
    "projet.yaml : pressentis.*": "12 (zaprofessionpressentie)",
    "projet.yaml : contact.telephone": "05 36 49 88 71",
    "projet.yaml : contact.courriel": "zacourriel@zacpts.example",
    "projet.yaml : contact.site": "https://zasite.example",
    "projet.yaml : contrat.solde_ouverture": "60 123,45",
    "projet.yaml : contrat.benevolat.annee": "2027",
    "projet.yaml : contrat.benevolat.heures": "123",
    "projet.yaml : contrat.benevolat.taux": "24,50",
    "projet.yaml : contrat.benevolat.objet": "zabenevolat",
    "projet.yaml : contrat.scenarios.nom": "Zascenario",
    "projet.yaml : contrat.scenarios.reports.lignes": "« réunions de zalibelle »",
    "projet.yaml : contrat.scenarios.reports.date": "rien n'est dépensé avant juillet 2028",
    "projet.yaml : contrat.scenarios.taille": "la CPTS est de taille 3",
    "projet.yaml : contrat.scenarios.taille_des": "à partir du 1er avril 2029",
    "chapitre : courrier.destinataire": "Zadestinataire",
    "chapitre : courrier.lieu": "Zalieucourrier",
    "chapitre : courrier.date": "7 août 2029",
    "chapitre : courrier.signataire": "Marc Petit",
    "chapitre : courrier.pieces": "Zapiece",
    "valeurs.yaml : association.*": "Zasiege",
    "valeurs.yaml : gouvernance.*": "zainstance",
    "valeurs.yaml : assemblees.*": "quel que soit le nombre des présents",
    "valeurs.yaml : extraordinaire.*": "la moitié plus un",
    "valeurs.yaml : comptes.*": "zaexercice",
    "valeurs.yaml : reglement.*": "zabase",
    "valeurs.yaml : constitution.*": "zalieu",
    "valeurs.yaml : colleges.nom": "Collège zacollege",
    "valeurs.yaml : colleges.description": "les zamembres",
    "valeurs.yaml : colleges.sieges": "3 sièges",
    "valeurs.yaml : colleges.cotisation": "27 €",
    "valeurs.yaml : categories.professions": "infirmier.",
    "valeurs.yaml : categories.*": "zaadherents",
    "valeurs.yaml : conseil.sieges": "(6) sièges",
    "valeurs.yaml : conseil.*": "la majorité simple",
    "valeurs.yaml : bureau.postes.poste": "Zaposte",
    "valeurs.yaml : bureau.postes.titulaire": "Zaposte : Zaprenom Zapersonne",
    "valeurs.yaml : bureau.*": "zaseance",
    "valeurs.yaml : instances.nom": "Zacomite",
    "valeurs.yaml : instances.composition": "zacomposition",
    "valeurs.yaml : instances.role": "zarole",
    "valeurs.yaml : instances.decisions": "zadecision",
    "classeur, indicateurs : Fiche": "M1-01",
    "classeur, indicateurs : Indicateur": "Zaindicateur",
    "classeur, indicateurs : Année": "Rapport d'activité, année 1",
    "classeur, indicateurs : Valeur mesurée": "17 zavaleur",
    "classeur, indicateurs : Mesurée le": "12 mars 2028",
    "classeur, indicateurs : Justificatif": "Zarelevedate",
    "classeur, indicateurs : Commentaire": "Zacommentmesure",
    "classeur, reunions : Date": "15 novembre 2027",
    "classeur, reunions : Participants": "Zaparticipants",
    "classeur, reunions : Décisions": "Zadecidees",
    **{
        f"suivi : {titles[0]}": word
        for titles, word in zip(TRAME_SUIVI.values(), DONE, strict=True)
    },
    "livrables.yaml : *.titre": "Zalivret",
    "content/validations.csv : piece": "Zalivret",
    "content/validations.csv : par": "Zaassemblee",
    "content/validations.csv : date": "3 mai 2029",
    "charte.yaml : partenaires.nom": "Zacompagnon",
    "chapitre : mission": "Zachapitre",
    "chapitre : pilote": "Pilote de la mission : Marc Petit, infirmier",
    "chapitre : copilotes": "Copilote : Zaprenom Zapersonne, zaprofession.",
    "chapitre : referent": "Référent pour les partenaires : Zastructure.",
    "chapitre : demarrage": "1er juillet 2027",
    "chapitre : deploiement": "1er août 2028",
    "article : article": "Article 1",
    "article : titre": "Zaarticle",
    "article : ouvre_titre": "Zaouverture",
}
"""Place → words by which its value is known in the documents, where spaces and apostrophes are made plain."""

KEY = "un mot de passage d'un fichier à l'autre : c'est ce qu'il désigne qui s'imprime"
RULE = "il règle un calcul, dont les montants s'impriment"
LOOK = "il change l'aspect des documents ; tests/write/word/test_charte.py le tient"
CHOICE = "il choisit ce qui s'imprime, sans être lui-même du texte"
PRIVATE = (
    "le registre dit ce que touche une personne : seules ses sommes s'impriment, jamais qui ni quoi"
)
NOTE = "le suivi imprime des sommes par bloc, par fiche et par mois, pas les lignes que la trésorière y note"
MEETING = "les actes d'une réunion l'impriment ou le comptent ; tests/test_actes.py le tient"
OURS = "l'aide de la clé dit qu'elle ne s'imprime pas"
UNPRINTED: Mapping[str, str] = {
    "content/personnes.csv : cle": KEY,
    "content/personnes.csv : type": "il décide des colonnes où la ligne s'imprime",
    "content/personnes.csv : qualite": "il décide des listes où la personne s'imprime",
    "projet.yaml : version_signee": "l'avenant l'imprime, quand git connaît cet état",
    "content/personnes.csv : fondateur": "il décide des listes où la personne s'imprime",
    "content/prive/contacts.csv : cle": KEY,
    "content/baremes/pass.csv : verifie_le": "pour la trésorière, et pour l'historique",
    **{
        f"content/constats-acceptes.csv : {name}": "elle parle au logiciel, et reste dans l'historique"
        for name in CSV["content/constats-acceptes.csv"].colonnes
    },
    "classeur, depenses : Étalement": RULE,
    "classeur, ressources : Étalement": RULE,
    **{f"classeur, indemnites : {column}": PRIVATE for column in TABLES["indemnites"].colonnes},
    "classeur, realise : Nature ou origine": NOTE,
    "classeur, realise : Libellé": NOTE,
    "classeur, realise : Fiche": NOTE,
    "classeur, realise : Année": RULE,
    "classeur, realise : Commentaire": NOTE,
    "budgets/versions.csv : classeur": "un chemin : ce sont ses sommes qui s'impriment",
    "classeur, realise : Pièce": "dans la liste de « make pieces », pour qui contrôle",
    **{
        f"classeur, indicateurs : {column}": "écrite d'après la fiche, d'où elle s'imprime"
        for column in ("Source", "Départ", "Cible")
    },
    "classeur, reunions : Justificatif": "pour la CPTS : le rapport rend les décisions",
    "projet.yaml : classeur": "le chemin du classeur : ce sont ses montants qui s'impriment",
    "projet.yaml : etape": CHOICE,
    "projet.yaml : dates.validation": "imprimée à la place du dépôt quand le projet est validé",
    "projet.yaml : dates.signature": "elle fait partir les délais, qui s'impriment",
    "projet.yaml : reglages.indicateurs_par_fiche": "le seuil d'un avertissement",
    "projet.yaml : reglages.actions_par_pilote": "le seuil d'un avertissement",
    "projet.yaml : reglages.poids_maximal": "ce que pèse le dossier complet de « make livraison »",
    "projet.yaml : contrat.variable_premiere_annee": RULE,
    "projet.yaml : contrat.scenarios.taux": RULE,
    "projet.yaml : contrat.scenarios.sommes_demandees": RULE,
    "projet.yaml : contrat.scenarios.refus": "les ressources qu'il nomme sont imprimées",
    **{f"projet.yaml : contrat.scenarios.missions.{cle}": RULE for cle in PAR_CLE},
    **{
        f"projet.yaml : contrat.{name}": RULE
        for name in ("delai_avances", "delai_soldes", "snp_specifique", "crises_graves")
    },
    **{f"projet.yaml : contrat.changements.{name}": RULE for name in ("date", "taille", "bareme")},
    "valeurs.yaml : modele": CHOICE,
    "valeurs.yaml : variante": CHOICE,
    "valeurs.yaml : droit": CHOICE,
    **{f"valeurs.yaml : {seance}.*": MEETING for seance in SEANCES if seance != "constitution"},
    **{
        f"{path} : {column}": MEETING
        for path in ("content/actes/presences.csv", "content/actes/votes.csv")
        for column in CSV[path].colonnes
    },
    "valeurs.yaml : colleges.cle": KEY,
    "valeurs.yaml : conseil.administrateurs": "imprimés par le procès-verbal, que le petit projet n'a pas",
    "valeurs.yaml : instances.cle": KEY,
    **{
        f"livrables.yaml : *.{name}": CHOICE
        for name in (
            "gabarit",
            "parties",
            "annexes",
            "listes",
            "diffusion",
            "sans_brouillons",
            "sans_pages",
            "destinataires",
            "validation_exigee",
            "etapes",
            "annee",
            "seance",
            *BORNES,
        )
    },
    **{f"charte.yaml : couleurs.{cle}": LOOK for cle in COULEURS},
    **{f"charte.yaml : polices.{cle}": LOOK for cle in POLICES},
    "content/validations.csv : etat": "l'état de git avec lequel « make livraison » compare",
    "charte.yaml : jeu": LOOK,
    "charte.yaml : logo": LOOK,
    "charte.yaml : partenaires.logo": LOOK,
    "chapitre : tableau": CHOICE,
    "chapitre : livrables": CHOICE,
    "article : preambule": CHOICE,
    "article : source": OURS,
    "article : complement": OURS,
    **{f"article : evolutions.{name}": OURS for name in ("changement", "raison", "origine")},
}
"""Place → why its value is in no document."""


@pytest.fixture(scope="module")
def documents() -> str:
    found = examen(filled())
    assert [f"{f.span} {f.code} {f.message}" for f in found.findings if f.is_error] == []
    return "\n".join(text for data in build(found).values() for text in paragraphs(data))


def paragraphs(docx: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        for name in archive.namelist():
            if name.startswith("word/") and name.endswith(".xml"):
                for paragraph in etree.fromstring(archive.read(name)).iter(f"{W}p"):
                    yield "".join(node.text or "" for node in paragraph.iter(f"{W}t")).translate(
                        PLAIN
                    )


def test_every_place_is_printed_or_has_a_reason_not_to_be() -> None:
    assert sorted(set(places()) - set(PRINTED) - set(UNPRINTED)) == []
    assert sorted((set(PRINTED) | set(UNPRINTED)) - set(places())) == [], "these places are no more"
    assert set(PRINTED) & set(UNPRINTED) == set()


def test_what_is_typed_there_is_in_a_document(documents: str) -> None:
    assert {place: words for place, words in PRINTED.items() if words not in documents} == {}
