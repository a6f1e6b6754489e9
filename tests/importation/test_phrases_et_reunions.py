"""What sentences tell, wherever they stand: who conducts, with whom, from when to when; and the minutes of a meeting."""

from __future__ import annotations

import pytest

from pipeline.interpret.importation.calendrier import tells_its_time
from pipeline.interpret.importation.debut import is_of_a_meeting
from pipeline.interpret.importation.equipe import team_in
from pipeline.interpret.importation.mesures import Mesure, each_measure, measure_in
from pipeline.interpret.importation.mise_en_forme import Contexte, in_our_terms
from pipeline.interpret.importation.personnes import left_unsaid, people_in
from pipeline.interpret.importation.roles import asks_who, partners_in, roles_in
from pipeline.model.importation import FicheImportee
from pipeline.model.personne import Annuaire
from pipeline.write.markdown import Markdown
from tests.importation.test_voisins_des_manieres import MOTS, read, table

P, C, M = "pilote", "copilotes", "membres"


def formed(text: str, name: str = "fiche.md") -> FicheImportee:
    return in_our_terms(read(text, name), Contexte(Annuaire(), MOTS))


def under(fiche: FicheImportee, titre: str) -> str:
    return Markdown().text(dict(fiche.sections).get(titre, ()))


def to_be_sorted(fiche: FicheImportee) -> str:
    return Markdown().text(fiche.a_ranger)


# --- who conducts, who takes part --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "roles"),
    [
        (
            "Le Dr Anaïs Roux est désignée pilote, Gérard Blin copilote.",
            [(P, "Le Dr Anaïs Roux"), (C, "Gérard Blin")],
        ),
        ("Il est décidé que Mme Vial pilotera le projet.", [(P, "Mme Vial")]),
        ("Luc Marin et Anne Sol sont nommés copilotes.", [(C, "Luc Marin et Anne Sol")]),
        (
            "Mme Anne Sol, sage-femme, est désignée référente de l'action, épaulée par Luc Marin.",
            [(P, "Mme Anne Sol, sage-femme"), (M, "Luc Marin")],
        ),
        ("La coordination sera confiée à Hugo Martel (ostéo).", [(P, "Hugo Martel (ostéo)")]),
        ("Je pilote et Nadia Ferhat copilote.", [(P, "moi"), (C, "Nadia Ferhat")]),
        (
            "Je veux bien piloter, Delphine (Arnoux, IPA) est d'accord pour co-piloter.",
            [(P, "moi"), (C, "Delphine Arnoux (IPA)")],
        ),
        ("C'est moi qui porte l'action.", [(P, "moi")]),
        (
            "Nadia Ferhat pilotera l'action avec l'aide de Bruno Cassagne.",
            [(P, "Nadia Ferhat"), (M, "Bruno Cassagne")],
        ),
        (
            "Avec nous : Dr Sophie Belin et Antoine Mercier.",
            [(M, "Dr Sophie Belin et Antoine Mercier")],
        ),
        (
            "Participent aussi Luc Marin (interne) et Anne Sol.",
            [(M, "Luc Marin (interne) et Anne Sol")],
        ),
        ("Le groupe de travail comprendra aussi Anne Sol.", [(M, "Anne Sol")]),
    ],
)
def test_a_sentence_tells_who_conducts_and_who_takes_part(
    sentence: str, roles: list[tuple[str, str]]
) -> None:
    assert roles_in(sentence) == roles


@pytest.mark.parametrize(
    "sentence",
    [
        "Mme Roux pilote le centre de santé.",
        "Le Dr Roux présente le projet.",
        "La formation est pilotée par Luc Marin.",
        "Luc Marin est responsable de la formation.",
        "Anne Sol est membre du conseil d'administration.",
        "Les médecins participent aux réunions.",
        "Nous voulons piloter le parcours.",
        "Le pilotage est assuré par la CPTS.",
        "Former Luc Marin et Anne Sol comme référents",
        "Le Dr Luc Marin a été élu président.",
        "Avec nous, les patients sont acteurs.",
        "Luc Marin anime des ateliers.",
    ],
)
def test_a_sentence_about_something_else_tells_no_role(sentence: str) -> None:
    assert roles_in(sentence) == []


FICHE = """# Fiche action : Repérer

Mission : prévention

## Contexte

Les chutes sont fréquentes.

## Objectifs

Moins de chutes.

{objectifs}

## Budget

1 200 € d'affiches.

{budget}
"""


def fiche(objectifs: str = "", budget: str = "") -> FicheImportee:
    return formed(FICHE.format(objectifs=objectifs, budget=budget))


def test_sentences_on_people_leave_the_heading_that_they_stand_under() -> None:
    told = fiche(
        "Anne Sol pilotera l'action avec l'aide de Luc Marin. Le bus ira dans les villages."
    )
    assert told.entete["pilote"] == "Anne Sol"
    assert told.entete["membres"] == ("Luc Marin",)
    text = under(told, "Objectifs opérationnels").split("\n\n")
    assert text == ["Moins de chutes.", "Le bus ira dans les villages."]
    assert any("→ pilote : Anne Sol" in line for line in told.rapport)


def test_two_people_of_one_sentence_conduct_together() -> None:
    told = fiche("Le pilotage est assuré par Anne Sol et le Dr Luc Marin, maître de stage.")
    assert (told.entete["pilote"], told.entete["copilotes"]) == ("Anne Sol", ("Luc Marin",))


def test_words_on_who_conducts_that_are_not_understood_are_asked() -> None:
    sentence = "Je veux bien piloter si la MSP nous prête quelqu'un."
    told = fiche(sentence)
    assert told.entete["pilote"] == "XX"
    assert sentence in to_be_sorted(told)
    assert sentence not in under(told, "Objectifs opérationnels")
    assert any("qui pilote" in line for line in told.rapport)
    assert not asks_who("Piloter la maladie chronique avec le patient")


def test_a_task_keeps_the_sentence_that_says_who_conducts_it() -> None:
    text = FICHE.format(objectifs="", budget="") + "\n## Actions\n\nAnne Sol pilotera le projet.\n"
    told = formed(text)
    assert told.entete["pilote"] == "XX"
    assert "Anne Sol pilotera le projet" in under(told, "Sous-actions")


@pytest.mark.parametrize(
    ("sentence", "is_one"),
    [
        ("Il faut la CPAM et l'hôpital dans la boucle, et la MSA.", True),
        ("Les partenaires sont le SAS et le CH.", True),
        ("Il faudra associer les mairies.", True),
        ("Il faut du temps.", False),
        ("Les partenaires manquent de temps.", False),
    ],
)
def test_partners_are_told_by_a_sentence(sentence: str, is_one: bool) -> None:
    assert partners_in(sentence) is is_one
    told = fiche(sentence)
    assert (sentence in under(told, "Acteurs et partenaires")) is is_one
    assert (sentence in under(told, "Objectifs opérationnels")) is not is_one


# --- from when to when -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "dates"),
    [
        (
            "L'action court de mai 2026 à décembre 2028.",
            ("demarrage: mai 2026", "fin: décembre 2028"),
        ),
        ("On démarre en mars 2027.", ("demarrage: mars 2027",)),
        (
            "L'action démarre au 1er avril 2026 et sera évaluée en avril 2027.",
            ("demarrage: 2026-04-01",),
        ),
        (
            "Le projet durera de juin 2027 à mai 2029.",
            ("demarrage: juin 2027", "fin: mai 2029"),
        ),
    ],
)
def test_the_dates_of_the_action_leave_the_budget_for_the_planning(
    sentence: str, dates: tuple[str, ...]
) -> None:
    told = fiche(budget=sentence)
    assert told.entete["dates"] == dates
    stages = f"- Démarrage : {dates[0].partition(': ')[2]}\n- Fin de l'action : {dates[-1].partition(': ')[2]}"
    kept = sentence.rstrip(".") if len(dates) == 1 else stages
    assert kept in under(told, "Planning prévisionnel")
    assert under(told, "Budget") == "1 200 € d'affiches."


@pytest.mark.parametrize(
    "sentence",
    [
        "Le projet a démarré en 2024 avec trois cabinets.",
        "La formation démarre en mai 2027.",
        "On commence par former les équipes.",
        "Nous visons 300 personnes en 2027.",
        "L'action coûte 300 € de mai à juin.",
    ],
)
def test_what_was_or_is_a_part_of_the_action_starts_nothing(sentence: str) -> None:
    assert not tells_its_time(sentence)
    assert sentence in under(fiche(budget=sentence), "Budget")


# --- the minutes of a meeting ------------------------------------------------------------------------------------------

MINUTES = """# {title}

Présents : Dr Marc Vasseur, Laëtitia Combe

## 1. Approbation du compte rendu précédent

Approuvé.

## 2. {item}

{said} L'action relève de la mission accès aux soins. Le Dr Anaïs Roux est désignée pilote.

| Quoi | Qui | Pour quand |
|---|---|---|
| Recenser les cabinets | Anne Sol | 15 mars 2027 |

Pour le suivi, on regardera le nombre de créneaux ouverts (12 aujourd'hui).

Budget : 6 000 €.

## 3. Questions diverses

L'assemblée générale est fixée au 18 juin 2027.
"""


def minutes(
    title: str = "Compte rendu du comité de pilotage du 5 février",
    item: str = "Point sur la permanence",
    said: str = "",
) -> FicheImportee:
    return formed(MINUTES.format(title=title, item=item, said=said))


@pytest.mark.parametrize(
    ("item", "said", "title"),
    [
        ("Permanence", "Le titre retenu est « Réguler les demandes ».", "Réguler les demandes"),
        ("Permanence", "L'action est intitulée « Ouvrir des créneaux ».", "Ouvrir des créneaux"),
        ("Nouvelle action : soins non programmés", "", "soins non programmés"),
        ("Nouvelle fiche action – Ouvrir le soir", "", "Ouvrir le soir"),
        ("Permanence", "", "XX"),
    ],
)
def test_the_title_of_a_fiche_is_what_the_minutes_say_to_be_one(
    item: str, said: str, title: str
) -> None:
    told = minutes(item=item, said=said)
    assert told.entete["titre"] == title
    assert (told.entete["pilote"], told.entete["membres"]) == ("Anaïs Roux", ())


@pytest.mark.parametrize(
    ("title", "is_one"),
    [
        ("CR du copil du 5 février", True),
        ("PROCÈS-VERBAL DE LA RÉUNION DU BUREAU", True),
        ("Relevé de décisions – 5 février 2027", True),
        ("Réunion du 5 février", True),
        ("Compte rendu d'hospitalisation à J+2", False),
        ("Réunion de concertation pluriprofessionnelle", False),
        ("Notes d'information aux patients", False),
    ],
)
def test_minutes_are_known_by_their_title(title: str, is_one: bool) -> None:
    assert is_of_a_meeting(title) is is_one


def test_the_next_item_of_the_agenda_is_no_part_of_the_budget() -> None:
    told = minutes()
    assert under(told, "Budget") == "6 000 €."
    assert "Questions diverses" in to_be_sorted(told)
    assert "18 juin 2027" in to_be_sorted(told)


def test_a_title_of_the_author_inside_a_heading_stays_there() -> None:
    text = FICHE.format(objectifs="### Pour les villages\n\nUn bus.", budget="")
    assert "### Pour les villages" in under(formed(text), "Objectifs opérationnels")


@pytest.mark.parametrize(
    "words", ["Bonne nuit", "Bon week-end,", "Excellente journée !", "Bien à vous"]
)
def test_closing_words_are_no_part_of_what_stands_above(words: str) -> None:
    begins = "Bonjour,\n\nTitre : Bus santé\n\nObjectifs : moins de chutes\n\nPublic : les aînés\n\nBudget : 300 €"
    text = f"{begins}\n\n{words}\n\nPhilippe\n"
    told = formed(text, "mail.txt")
    assert under(told, "Budget") == "300 €"
    assert "Philippe" in to_be_sorted(told)


def test_good_words_of_a_heading_close_nothing() -> None:
    assert "Bonne alliance avec le CH" in under(fiche(budget="Bonne alliance avec le CH"), "Budget")


# --- functions and bodies among people -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "people", "others"),
    [
        (
            "infirmière scolaire (Mme Rivet), CPE du lycée, Maison des ados 18",
            [("Rivet", "infirmière scolaire")],
            ["CPE du lycée", "Maison des ados 18"],
        ),
        (
            "Un pharmacien (Luc Petit) et un médecin (Dr Anne Sol)",
            [("Luc Petit", "pharmacien"), ("Anne Sol", "médecin")],
            [],
        ),
        (
            "Maison des ados (Luc Petit, éducateur), mission locale",
            [("Luc Petit", "éducateur, Maison des ados")],
            ["mission locale"],
        ),
        (
            "deux IDE du CH (Anne Sol, Luc Petit)",
            [("Anne Sol", "IDE du CH"), ("Luc Petit", "IDE du CH")],
            [],
        ),
        ("Claire Delafable – MG", [("Claire Delafable", "MG")], []),
        ("Dr Pham, vascularisation (CH du Blanc)", [("Pham", "vascularisation (CH du Blanc)")], []),
        ("moi (Philippe Garnier)", [("Philippe Garnier", "")], []),
        ("capitaine Rousset (SDIS 18)", [], ["capitaine Rousset (SDIS 18)"]),
        ("les médecins (libéraux), les IDE", [], ["les médecins (libéraux), les IDE"]),
    ],
)
def test_who_is_named_in_brackets_leaves_the_others_of_her_line_in_place(
    line: str, people: list[tuple[str, str]], others: list[str]
) -> None:
    found = list(people_in(line, Annuaire()))
    assert [(one.nom, one.profession) for one in found if not isinstance(one, str)] == people
    assert [one for one in found if isinstance(one, str)] == others
    assert left_unsaid(line, found) == []


def test_what_nobody_keeps_of_a_line_of_people_is_asked() -> None:
    found = list(people_in("Anne Sol, IDE", Annuaire()))
    assert left_unsaid("le Dr Anne Sol (IDE), avec un usager", found) == ["avec un usager"]
    assert left_unsaid("Co-pilote : Mme Anne Sol (IDE)", found) == []


def test_functions_of_the_group_are_among_those_who_take_part_and_are_told() -> None:
    text = FICHE.format(objectifs="", budget="").replace(
        "Mission : prévention",
        "Mission : prévention\n\nGroupe de travail : infirmière scolaire (Mme Rivet), CPE du lycée, Mission locale",
    )
    told = formed(text)
    assert told.entete["membres"] == ("Rivet",)
    assert under(told, "Acteurs et partenaires").split("\n\n") == ["CPE du lycée", "Mission locale"]
    assert "« CPE du lycée » → Acteurs et partenaires" in told.rapport


# --- labels and tables of people -----------------------------------------------------------------------------------------


def under_porteurs(line: str) -> FicheImportee:
    text = FICHE.format(objectifs="", budget="").replace(
        "## Contexte", f"## Porteurs\n\nPilote : Anne Sol\n\n{line}\n\n## Contexte"
    )
    return formed(text)


@pytest.mark.parametrize(
    "label",
    ["Autres membres", "Membres du groupe", "Participants", "Équipe", "Autres participants"],
)
def test_other_members_below_a_pilot_are_of_the_group(label: str) -> None:
    told = under_porteurs(f"{label} : Mme Odile Roussel (élue), M. Damien Faure (pharmacien)")
    assert told.entete["pilote"] == "Anne Sol"
    assert told.entete["membres"] == ("Odile Roussel", "Damien Faure")
    assert "copilotes" not in told.entete


def test_a_label_that_tells_no_part_of_ours_is_asked() -> None:
    told = under_porteurs("Garant : Mme Odile Roussel")
    assert "copilotes" not in told.entete
    assert told.entete["membres"] == ()
    assert "Garant : Mme Odile Roussel" in to_be_sorted(told)


@pytest.mark.parametrize(
    "rows",
    [
        ("Rôle | Nom | Métier", "Pilote | Yann Le Goff | MK", "Membre | Dr Anne Sol | MG"),
        (
            "Nom | Profession | Rôle dans l'action",
            "Yann Le Goff | MK | Pilote",
            "Dr Anne Sol | MG | Membre du groupe",
        ),
        (
            "Nom | Prénom | Métier | Rôle",
            "Le Goff | Yann | MK | Pilote",
            "Sol | Anne | MG | Membre",
        ),
        ("Pilote | Yann Le Goff | MK", "Membre | Dr Anne Sol | MG"),
    ],
)
def test_a_table_of_people_gives_each_her_part_and_her_trade(rows: tuple[str, ...]) -> None:
    found = team_in(table(*rows), MOTS)
    assert [(key, line.replace("Dr ", "")) for key, line in found] == [
        (P, "Yann Le Goff (MK)"),
        (M, "Anne Sol (MG)"),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        ("Quoi | Qui | Quand", "Former | Yann Le Goff | mai", "Tester | Anne Sol | juin"),
        ("Nom | Métier | Commune", "Yann Le Goff | MK | Pontivy", "Anne Sol | MG | Auray"),
        ("Pilote | Yann Le Goff", "Membre | Anne Sol"),
        ("Instance | Rôle | Rythme", "Copil | Pilote | mensuel", "Groupe | Membre | mensuel"),
    ],
)
def test_a_table_without_people_and_their_parts_is_no_team(rows: tuple[str, ...]) -> None:
    assert team_in(table(*rows), MOTS) == []


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("Fiche action CPTS Val de Brenne — Plaies et cicatrisation", "Plaies et cicatrisation"),
        ("Fiche action de la CPTS du Lac : les chutes", "les chutes"),
        ("Fiche action CPTS Nord - Bouche et dents", "Bouche et dents"),
        (
            "Fiche action : la CPTS à l'école — une heure par classe",
            "la CPTS à l'école — une heure par classe",
        ),
        ("Fiche action : CPTS et hôpital", "CPTS et hôpital"),
    ],
)
def test_whose_the_fiche_is_is_no_part_of_its_title(typed: str, title: str) -> None:
    told = formed(FICHE.format(objectifs="", budget="").replace("Fiche action : Repérer", typed))
    assert told.entete["titre"] == title


# --- figures of an indicator ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("premiere_annee", [0, 2026])
@pytest.mark.parametrize(
    ("line", "name", "facts"),
    [
        (
            "avis : 0 aujourd'hui, 60 à fin 2026, 120 en 2027",
            "avis",
            {"départ": "0", "cible 2026": "60", "cible 2027": "120"},
        ),
        (
            "patients sans MT (612 -> 450 fin 2026 -> 300 fin 2027)",
            "patients sans MT",
            {"départ": "612", "cible 2026": "450", "cible 2027": "300"},
        ),
        (
            "Kits remis. Valeur initiale : 210 (2025). Cible : 500 en 2027. Source : Ameli pro",
            "Kits remis",
            {"départ": "210 (2025)", "cible 2027": "500", "source": "Ameli pro"},
        ),
    ],
)
def test_each_year_of_a_line_has_its_target(
    line: str, name: str, facts: dict[str, str], premiere_annee: int
) -> None:
    found = measure_in(line, premiere_annee)
    assert (found.nom, dict(found.faits)) == (name, facts)


@pytest.mark.parametrize(
    ("line", "premiere_annee"),
    [
        ("Appels : 12 aujourd'hui, 40 courant 2027, 60 en 2028", 0),
        ("avis : 0 aujourd'hui, 60 à fin 2026, 120 en 2027", 2027),
        ("patients (612 -> 450 fin 2026 -> 300 fin 2027)", 2027),
    ],
)
def test_where_one_year_is_not_understood_all_of_them_are_asked_in_the_name(
    line: str, premiere_annee: int
) -> None:
    assert measure_in(line, premiere_annee) == Mesure(line, (), True)


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        (
            "le nombre de visites (12 par mois) et le nombre d'appels (objectif 300 par an)",
            2,
        ),
        ("taux de suivi (viser 80 %) et délai moyen (cible : 3 jours)", 2),
        ("le nombre de patients (adultes) et d'aidants (60 ans et plus)", 1),
    ],
)
def test_two_indicators_of_a_sentence_are_two(line: str, parts: int) -> None:
    assert len(each_measure(line)) == parts


def test_a_time_with_both_its_ends_below_the_indicators_is_that_of_the_action() -> None:
    text = FICHE.format(objectifs="", budget="")
    told = formed(
        f"{text}\n## Indicateurs\n\n- nombre d'avis\n\n**Dates :** de mai 2027 à décembre 2028\n"
    )
    assert told.entete["dates"] == ("demarrage: mai 2027", "fin: décembre 2028")
    assert "Dates" not in under(told, "Indicateurs")


def test_the_day_of_a_measure_stays_with_its_indicator() -> None:
    text = FICHE.format(objectifs="", budget="")
    told = formed(f"{text}\n## Indicateurs\n\n- nombre d'avis\n\n**Date :** décembre 2028\n")
    assert "décembre 2028" in under(told, "Indicateurs")


# --- which mission -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "mission"),
    [
        ("C'est la mission 1, accès aux soins.", "acces_soins"),
        ("Elle relève de l'axe 3 : prévention.", "prevention"),
        ("Mission : parcours. Fiche proposée par la DAC.", "parcours"),
        (
            "Mission : Mission obligatoire n°3 de l'ACI (développement des actions territoriales de prévention)",
            "prevention",
        ),
        ("C'est la mission 1, des chutes.", "XX"),
        ("Nous avons 3 missions, prévention incluse.", "XX"),
    ],
)
def test_a_mission_is_known_by_its_name_after_its_number(line: str, mission: str) -> None:
    text = FICHE.format(objectifs="", budget="").replace("Mission : prévention", line)
    assert formed(text).entete["mission"] == mission


def test_what_follows_the_mission_on_its_line_is_asked() -> None:
    text = FICHE.format(objectifs="", budget="").replace(
        "Mission : prévention", "Mission : parcours. Fiche proposée par la DAC."
    )
    assert "Fiche proposée par la DAC" in to_be_sorted(formed(text))


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("1.3 Période de réalisation", "planning"),
        ("Membres du GT", "membres"),
        ("Période creuse", ""),
    ],
)
def test_usual_titles_are_known(title: str, place: str) -> None:
    assert MOTS.rubrique(title) == place


@pytest.mark.parametrize(
    ("words", "dates"),
    [
        ("1er septembre 2026 – 31 août 2028", ("demarrage: 2026-09-01", "fin: 2028-08-31")),
        ("Mai 2026 → déc. 2027", ("demarrage: mai 2026", "fin: décembre 2027")),
        ("Du 1er avril 2026 au 31 décembre 2028", ("demarrage: 2026-04-01", "fin: 2028-12-31")),
        ("mars 2026 - février 2028", ("demarrage: mars 2026", "fin: février 2028")),
    ],
)
def test_a_period_alone_is_the_start_and_the_end_of_the_action(
    words: str, dates: tuple[str, ...]
) -> None:
    told = formed(f"{FICHE.format(objectifs='', budget='')}\n## Calendrier\n\n{words}\n")
    assert told.entete["dates"] == dates
    stages = under(told, "Planning prévisionnel").split("\n")
    assert [stage.partition(" : ")[0] for stage in stages] == ["- Démarrage", "- Fin de l'action"]


@pytest.mark.parametrize(
    "words", ["Mars 2027 – bilan", "Avril 2028 → mai 2027", "Formation – juin 2028"]
)
def test_a_date_and_something_else_is_no_period(words: str) -> None:
    told = formed(f"{FICHE.format(objectifs='', budget='')}\n## Calendrier\n\n{words}\n")
    assert "Fin de l'action" not in under(told, "Planning prévisionnel")
