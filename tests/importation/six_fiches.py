"""Six fiches more, written by someone who had read neither the dictionary nor the other fiches of the tests."""

from __future__ import annotations

from docx.document import Document
from docx.shared import Pt

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

# --- the form of a projet: a table per theme, tasks with a beginning and an end ---------------------------------------


def _fiche_projet(document: Document) -> None:
    document.add_paragraph("FICHE PROJET N°11")
    title = document.add_paragraph()
    title.add_run("Vacciner en EHPAD et au domicile").bold = True
    grid(
        document,
        [
            ["Axe stratégique", "Axe 3 : développer la prévention"],
            ["Cheffe de projet", "Inès CHIMÈRE, sage-femme"],
            ["Co-pilote", "Sophie Laroman"],
            ["Date de mise à jour", "14/09/2027"],
        ],
    )
    document.add_paragraph("")
    grid(
        document,
        [
            ["Constats et besoins repérés"],
            [
                "La couverture vaccinale contre la grippe des plus de 65 ans plafonne à 48 % (SNDS 2026).\n"
                "Les trois EHPAD du secteur n'ont plus de médecin coordonnateur."
            ],
            ["Finalité du projet"],
            ["Protéger les personnes âgées fragiles des infections hivernales."],
            ["Objectifs visés"],
            [
                "• Atteindre 60 % de couverture en 2029\n• Proposer le vaccin à chaque visite à domicile"
            ],
            ["Bénéficiaires"],
            ["Résidents des EHPAD et patients suivis à domicile de plus de 65 ans"],
            ["Parties prenantes"],
            ["IDEL, pharmaciens d'officine, médecins coordonnateurs, mairies"],
        ],
    )
    document.add_paragraph("")
    document.add_paragraph("Plan d'actions détaillé")
    grid(
        document,
        [
            ["N°", "Tâche", "Porteur", "Début", "Fin"],
            ["1", "Recenser les patients non vaccinés", "Inès Chimère", "sept. 2027", "oct. 2027"],
            ["2", "Organiser les tournées", "S. Laroman", "oct. 2027", "déc. 2027"],
            ["3", "Faire le bilan de campagne", "Inès Chimère", "", "mars 2028"],
        ],
    )
    document.add_paragraph("")
    document.add_paragraph("Critères d'évaluation")
    grid(
        document,
        [
            ["Indicateur", "Mode de recueil", "Valeur de départ", "Valeur attendue"],
            ["Couverture vaccinale des plus de 65 ans", "SNDS", "48 %", "60 % en 2029"],
            ["Nombre de tournées organisées", "Tableau de la coordination", "0", "12 par an"],
        ],
    )
    document.add_paragraph("")
    grid(
        document,
        [
            ["Points de vigilance", "Consentement des résidents sous tutelle"],
            ["Facteurs facilitants", "Les pharmaciens vaccinent déjà en officine"],
            ["Budget prévisionnel", "4 200 € par an (indemnités des vaccinateurs)"],
            ["Matériel nécessaire", "Deux glacières et leurs sondes"],
        ],
    )


PROJET_FICHE = Source(
    "fiche-projet-vaccination.docx",
    word(_fiche_projet),
    {
        "plafonne à 48 %": (PB,),
        "plus de médecin coordonnateur": (PB,),
        "infections hivernales": (OB,),
        "60 % de couverture en 2029": (OB,),
        "patients suivis à domicile de plus de 65 ans": (PU,),
        "pharmaciens d'officine, médecins": (AC,),
        "Recenser les patients non vaccinés": (SA,),
        "Faire le bilan de campagne": (SA,),
        "Couverture vaccinale des plus de 65 ans": (IN,),
        "Nombre de tournées organisées": (IN,),
        "sous tutelle": (FL,),
        "vaccinent déjà en officine": (FL,),
        "indemnités des vaccinateurs": (BU,),
        "Deux glacières": (ML,),
        "14/09/2027": (AR,),
    },
    {"pilote": "chimere", "mission": "prevention", "titre": "Vacciner en EHPAD et au domicile"},
)

# --- an e-mail of a nurse, in small letters, in a hurry ---------------------------------------------------------------

COURRIEL = Source(
    "plaies.txt",
    text(
        """Salut Claire,

comme promis je t'envoie ce qu'on s'est dit mardi pour la fiche plaies chroniques, tu me dis si ça va et tu la mets en forme

le titre ce serait : mieux soigner les plaies chroniques à domicile
mission : parcours pluriprofessionnels
référent : moi (Marc Duconte)

pourquoi : des pansements refaits trois fois par semaine pendant des mois. 6 semaines d'attente au CH pour un avis plaies

ce qu'on veut :
- un avis à distance en moins de 72h
- un protocole de pansement partagé entre infirmiers et pharmaciens

pour qui : patients avec une plaie de plus de 6 semaines

qui participe : IDEL, pharmacies, médecins traitants, équipe plaies du CH

ce qu'on va faire
1) écrire le protocole avec le CH - Marc Duconte et Sophie Laroman - avant fin 2027
2) former 20 infirmiers - Marc Duconte - 1er trimestre 2028
3) ouvrir la télé-expertise - Claire - avril 2028

comment on mesure : nombre d'avis demandés, délai moyen de réponse (on vise 72h), nb d'infirmiers formés

il nous faut
un appareil photo ou un smartphone dédié par cabinet
une messagerie sécurisée pour les photos
5 heures par mois de l'infirmière du CH

ça peut coincer sur : le remboursement de la télé-expertise pour les IDEL

budget : 3000 pour les formations + 1500 de matériel

bises
Marc
06 00 00 00 00

Envoyé depuis mon appareil mobile
"""
    ),
    {
        "trois fois par semaine": (PB,),
        "moins de 72h": (OB,),
        "protocole de pansement partagé": (OB,),
        "plaie de plus de 6 semaines": (PU,),
        "équipe plaies du CH": (AC,),
        "écrire le protocole avec le CH": (SA,),
        "former 20 infirmiers": (SA,),
        "ouvrir la télé-expertise": (SA,),
        "nombre d'avis demandés": (IN,),
        "infirmiers formés": (IN,),
        "smartphone dédié": (MO, ML, MN, MH),
        "5 heures par mois": (MO, ML, MN, MH),
        "remboursement de la télé-expertise": (FL,),
        "1500 de matériel": (BU,),
    },
    {"pilote": "duconte", "mission": "parcours"},
    ("bises", "comme promis"),
)

# --- a page of notes exported by an application, with properties and boxes to tick ------------------------------------

EXPORT_NOTES = Source(
    "sante-mentale-jeunes.md",
    text(
        """# 🧠 Santé mentale des jeunes

**Statut** : en cours
**Mission ACI** : Prévention
**Responsables** : Claire Delafable, Nora Delalégende
**Échéance** : 30 juin 2029
**Étiquettes** : jeunes, psy

---

### 1️⃣ Le problème

> 1 lycéen sur 4 présente des signes de dépression (enquête académique, 2026).

Les CMP ont **8 mois** d'attente.

### 2️⃣ Nos ambitions

- [ ] repérer plus tôt
- [ ] orienter en moins de 15 jours

### 3️⃣ Cœur de cible

Les 12-18 ans du territoire

### 4️⃣ L'équipe et les partenaires

Infirmières scolaires, Maison des ados, CMP, psychologues de « Mon soutien psy »

### 5️⃣ To-do

- [ ] Créer l'annuaire des psychologues @Nora Delalégende 📅 15 octobre 2027
- [ ] Former les infirmières scolaires @Claire Delafable 📅 janvier 2028
- [x] Rencontrer la Maison des ados

### 6️⃣ KPI

| KPI | Aujourd'hui | Cible 2028 | Cible 2029 | D'où vient le chiffre |
|---|---|---|---|---|
| Jeunes orientés | 0 | 40 | 80 | annuaire |
| Délai médian d'orientation | 8 mois | 1 mois | 15 jours | annuaire |

### 7️⃣ Besoins

- 🏠 un bureau d'entretien au lycée
- 💻 un annuaire en ligne
- 👥 0,1 ETP de coordination

### 8️⃣ Risques

L'infirmière scolaire part à la retraite.

### 9️⃣ Sous

2 500 € / an
"""
    ),
    {
        "1 lycéen sur 4": (PB,),
        "8 mois": (PB,),
        "repérer plus tôt": (OB,),
        "Les 12-18 ans": (PU,),
        "Maison des ados, CMP": (AC,),
        "Créer l'annuaire": (SA,),
        "Rencontrer la Maison des ados": (SA,),
        "Jeunes orientés": (IN,),
        "Délai médian": (IN,),
        "bureau d'entretien": (MO, ML),
        "0,1 ETP": (MO, MH),
        "part à la retraite": (FL,),
        "2 500 €": (BU, AR),
        "jeunes, psy": (AR,),
    },
    {"pilote": "delafable", "mission": "prevention", "titre": "Santé mentale des jeunes"},
)

# --- minutes of a meeting: who does what, a pilote in brackets, another to be found ----------------------------------


def _compte_rendu(document: Document) -> None:
    document.add_paragraph(
        "Compte rendu du groupe de travail « soins non programmés » du 12 octobre 2027"
    )
    document.add_paragraph("Présents : Claire Delafable, Paul Mirage, Marc Duconte")
    document.add_paragraph("Excusée : Sophie Laroman")
    document.add_heading("Action : organiser les consultations du samedi", 1)
    document.add_paragraph("Mission : accès aux soins")
    document.add_paragraph("Qui : Dr Mirage (pilote), Claire Delafable, Marc Duconte")
    for title, lines in (
        (
            "Rappel du contexte",
            ["Les urgences reçoivent 45 passages le samedi, dont 60 % relèvent du cabinet."],
        ),
        ("Ce que l'on cherche à obtenir", ["Ouvrir douze créneaux chaque samedi matin."]),
        ("Personnes concernées", ["Tout patient sans rendez-vous possible avant le lundi."]),
        ("Décisions et suites à donner", []),
    ):
        document.add_heading(title, 2)
        for line in lines:
            document.add_paragraph(line)
    grid(
        document,
        [
            ["Décision", "Qui ?", "Pour le"],
            ["Rédiger la charte des effecteurs", "Paul Mirage et Claire Delafable", "15/11/2027"],
            ["Régler l'agenda partagé", "à définir", "décembre 2027"],
            ["Ouvrir les premiers créneaux", "P. Mirage", "8 janvier 2028"],
        ],
    )
    for title, lines in (
        ("Suivi", ["Nombre de créneaux ouverts ; taux de remplissage (agenda partagé)."]),
        (
            "Moyens à mobiliser",
            ["Un secrétariat de 4 heures le samedi", "Un agenda en ligne partagé"],
        ),
        ("Obstacles pressentis", ["La permanence des soins occupe déjà les médecins."]),
        ("Coût", ["12 000 € par an"]),
    ):
        document.add_heading(title, 2)
        for line in lines:
            document.add_paragraph(line, style="List Bullet")
    document.add_paragraph("Prochaine réunion : 9 novembre 2027 à 20 h 30")


REUNION = Source(
    "cr-samedi.docx",
    word(_compte_rendu),
    {
        "45 passages le samedi": (PB,),
        "douze créneaux": (OB,),
        "sans rendez-vous possible": (PU,),
        "Rédiger la charte": (SA,),
        "Régler l'agenda partagé": (SA,),
        "Ouvrir les premiers créneaux": (SA,),
        "Nombre de créneaux ouverts": (IN,),
        "taux de remplissage": (IN,),
        "secrétariat de 4 heures": (MO, MH, ML, MN),
        "occupe déjà les médecins": (FL,),
        "12 000 € par an": (BU,),
        "Excusée": (AR,),
        "9 novembre 2027": (AR, PL),
    },
    {"pilote": "mirage", "mission": "acces_soins"},
)

# --- bold titles with letters, tasks in blocks ------------------------------------------------------------------------


def _blocs(document: Document) -> None:
    head = document.add_paragraph()
    run = head.add_run("M5 – Action 2 – Groupes d'échange de pratiques sur les antibiotiques")
    run.bold, run.font.size = True, Pt(16)
    document.add_paragraph("Mission complémentaire : qualité et pertinence des soins")
    document.add_paragraph("Pilote de l'action : Sophie Laroman et Yann Fablier")

    def title(words: str) -> None:
        document.add_paragraph().add_run(words).bold = True

    title("A/ État des lieux")
    document.add_paragraph(
        "Les prescriptions d'antibiotiques dépassent de 12 % la moyenne régionale."
    )
    title("B/ But poursuivi")
    document.add_paragraph("Revenir à la moyenne régionale en trois ans.")
    title("C/ Patientèle visée")
    document.add_paragraph("Adultes et enfants vus pour une infection respiratoire.")
    title("D/ Professionnels mobilisés")
    document.add_paragraph("Médecins généralistes, pharmaciens, biologistes, CRAtb.")
    title("E/ Modalités de mise en œuvre")
    for name, who, when in (
        (
            "Étape 1 : constituer trois groupes de pairs",
            "Sophie Laroman",
            "de novembre 2027 à janvier 2028",
        ),
        ("Étape 2 : analyser les ordonnances", "Yann Fablier", "2e semestre 2028"),
        ("Étape 3 : diffuser une conduite commune", "à désigner", "début 2029"),
    ):
        document.add_paragraph().add_run(name).bold = True
        document.add_paragraph(f"Responsable : {who}")
        document.add_paragraph(f"Calendrier : {when}")
    title("F/ Évaluation")
    document.add_paragraph("Indicateur de processus : nombre de réunions tenues. Cible : 6 par an.")
    document.add_paragraph("Indicateur de résultat : écart à la moyenne régionale. Source : SNDS.")
    title("G/ Ressources mobilisables")
    document.add_paragraph("Profils de prescription de l'assurance maladie.")
    title("H/ Temps à prévoir")
    document.add_paragraph("Deux heures par mois d'animation.")
    title("I/ Limites et risques")
    document.add_paragraph("Peu de médecins libres le soir.")
    title("J/ Chiffrage")
    document.add_paragraph("Indemnités : 150 € par participant et par réunion.")


BLOCS = Source(
    "antibiotiques.docx",
    word(_blocs),
    {
        "dépassent de 12 %": (PB,),
        "Revenir à la moyenne régionale": (OB,),
        "infection respiratoire": (PU,),
        "biologistes, CRAtb": (AC,),
        "trois groupes de pairs": (SA,),
        "analyser les ordonnances": (SA,),
        "diffuser une conduite commune": (SA,),
        "nombre de réunions tenues": (IN,),
        "écart à la moyenne régionale": (IN,),
        "Profils de prescription": (RE,),
        "Deux heures par mois": (MH,),
        "libres le soir": (FL,),
        "150 € par participant": (BU,),
    },
    {"pilote": "laroman", "mission": "qualite"},
)

# --- a page of a web site: menus, a call to the reader, cards --------------------------------------------------------

SITE = Source(
    "page-obesite.html",
    text(
        """<!doctype html><html lang="fr"><head><title>Obésité de l'adulte – CPTS</title><style>p{color:red}</style></head>
<body>
<header><a href="/">CPTS</a>
<nav><ul><li><a href="/qui">Qui sommes-nous</a></li><li><a href="/act">Nos actions</a></li></ul></nav></header>
<main>
<h1>Parcours obésité de l'adulte</h1>
<p class="chapo">Une action de la mission Parcours pluriprofessionnels, portée par Nora Delalégende.</p>
<section><h3>D'où part-on&nbsp;?</h3>
<p>17 % des adultes vivent avec une obésité&nbsp;;
le centre spécialisé le plus proche est à 90 km.</p></section>
<section><h3>Où veut-on aller&nbsp;?</h3>
<ol><li>Un premier bilan en un mois</li><li>Un suivi de deux ans</li></ol></section>
<section><h3>Qui est concerné&nbsp;?</h3>
<p>Adultes avec un IMC au-dessus de 30.</p></section>
<section><h3>Nos partenaires</h3><ul><li>Diététiciens</li><li>Clubs sport-santé</li><li>Centre spécialisé</li></ul></section>
<section><h3>Le déroulé</h3>
<dl><dt>Automne 2027</dt><dd>Écrire le parcours (Nora Delalégende)</dd>
<dt>Printemps 2028</dt><dd>Former quinze soignants (Marc Duconte)</dd>
<dt>Septembre 2028</dt><dd>Ouvrir le parcours à tous</dd></dl></section>
<section><h3>Comment on suit les résultats</h3>
<p>On compte les patients entrés dans le parcours et la part de ceux qui y sont encore après un an.</p></section>
<section><h3>Nos moyens</h3>
<p>Une salle de sport municipale, un dossier partagé, une diététicienne un jour par semaine.</p></section>
</main>
<aside><h2>À lire aussi</h2><p><a href="/autre">Nos ateliers du souffle</a></p></aside>
<footer><p>Mentions légales</p><p>© CPTS</p></footer>
</body></html>
"""
    ),
    {
        "17 % des adultes": (PB,),
        "Un premier bilan en un mois": (OB,),
        "IMC au-dessus de 30": (PU,),
        "Clubs sport-santé": (AC,),
        "Écrire le parcours": (SA,),
        "Former quinze soignants": (SA,),
        "Ouvrir le parcours à tous": (SA, PL),
        "patients entrés dans le parcours": (IN,),
        "encore après un an": (IN,),
        "Une salle de sport municipale": (MO, ML, MN, MH),
    },
    {"pilote": "legende", "mission": "parcours", "titre": "Parcours obésité de l'adulte"},
)

FICHES = (PROJET_FICHE, COURRIEL, EXPORT_NOTES, REUNION, BLOCS, SITE)
