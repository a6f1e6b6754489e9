"""Neighbours of what strangers brought: tables under the titles of another heading, titles in two rows, phases over
tasks, sentences among indicators."""

from __future__ import annotations

import pytest

from pipeline.interpret.importation.deux_titres import with_one_row_of_titles
from pipeline.interpret.importation.lignes import words_of
from pipeline.interpret.importation.mesures import measure_in
from pipeline.interpret.importation.mise_en_forme import Contexte, in_our_terms
from pipeline.interpret.importation.personnes import is_to_be_found
from pipeline.interpret.lignes_de_fiche import who_does_it
from pipeline.model.personne import Annuaire
from pipeline.model.prose import Table
from tests.importation.test_voisins_des_manieres import MOTS, read, sections, table


def titles(found: Table) -> list[str]:
    return [words_of(cell) for cell in found.header]


# --- titles in two rows --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            ("Indicateur|Départ|Cible|||Source", "||2027|2028|2029|", "Appels|0|40|70|100|Fichier"),
            ["Indicateur", "Départ", "Cible 2027", "Cible 2028", "Cible 2029", "Source"],
        ),
        (
            (
                "Indicateur|Valeurs cibles||",
                "Indicateur|Année 1|Année 2|Année 3",
                "Appels|40|70|90",
            ),
            [
                "Indicateur",
                "Valeurs cibles Année 1",
                "Valeurs cibles Année 2",
                "Valeurs cibles Année 3",
            ],
        ),
        (
            ("Indicateur|Année 1||Année 2|", "|Cible|Réalisé|Cible|Réalisé", "Appels|4||7|"),
            [
                "Indicateur",
                "Cible année 1",
                "Réalisé année 1",
                "Cible année 2",
                "Réalisé année 2",
            ],
        ),
    ],
)
def test_a_title_over_several_columns_is_said_with_each(
    rows: tuple[str, ...], expected: list[str]
) -> None:
    found = with_one_row_of_titles(table(*rows))
    assert titles(found) == expected
    assert len(found.rows) == 1


@pytest.mark.parametrize(
    "rows",
    [
        ("Action|Qui|", "Former les soignants|Claire|mars 2027", "Relancer|Paul|mai 2027"),
        ("Indicateur|Cible||", "|2027|2028|", "Appels|4|7|9"),
        ("Indicateur|Cible|", "|2027|2027", "Appels|4|7"),
        ("Indicateur|Cible|", "|2027|2028"),
        ("Poste|2027|2028", "Salle|100|200", "Tablette|300|400"),
    ],
)
def test_a_second_row_that_is_no_row_of_titles_stays(rows: tuple[str, ...]) -> None:
    asked = table(*rows)
    assert with_one_row_of_titles(asked) == asked


# --- tables under the titles of another heading --------------------------------------------------------------------

TASKS = """\
## Problématiques

Des appels sans réponse.

## Étapes

| Action | Qui | Quand |
|---|---|---|
| Former | Claire Fontaine | mars 2027 |

{}
"""


@pytest.mark.parametrize(
    "measured",
    [
        "| Indicateur | Départ | Année 1 | Année 2 |\n|---|---|---|---|\n| Appels reçus | 0 | 40 | 70 |",
        "| Critère | Situation actuelle | Cible 2027 | Cible 2028 |\n|---|---|---|---|\n| Appels reçus | 0 | 40 | 70 |",
        "| Indicateur | Départ | Cible 2027 | Qui relève |\n|---|---|---|---|\n| Appels reçus | 0 | 40 | Paul |",
    ],
)
def test_a_table_of_indicators_below_the_tasks_is_no_table_of_tasks(measured: str) -> None:
    found = sections(TASKS.format(measured))
    assert "Indicateur : Appels reçus" in found["Indicateurs"]
    assert "40" in found["Indicateurs"]
    assert "Appels" not in found["Sous-actions"]


def test_a_table_that_names_tasks_stays_with_them_whatever_it_measures() -> None:
    found = sections(
        TASKS.format(
            "| Action | Indicateur | Année 1 | Année 2 |\n|---|---|---|---|\n| Relancer | appels | 40 | 70 |"
        )
    )
    assert "Relancer" in found["Sous-actions"]


@pytest.mark.parametrize("line", ["**Mission : Prévention**", "**Axe : Prévention**"])
def test_a_line_of_the_header_all_in_bold_is_no_title(line: str) -> None:
    fiche = read(
        f"**Fiche action n° 4 : bouger**\n\n{line}\n\n**Contexte**\n\nDu diabète.\n", "x.md"
    )
    assert fiche.entete["mission"] == ["Prévention"]


# --- phases --------------------------------------------------------------------------------------------------------

PHASES = """\
## Contexte

Des aidants épuisés.

## Actions

| {} | {} | Qui | Quand |
|---|---|---|---|
| Préparer | Réunir les partenaires | Claire | mars 2027 |
| {} | Écrire la grille | Paul | juin 2027 |
| Faire | Former | Léa | mai 2028 |
"""


@pytest.mark.parametrize("heads", [("Phase", "Action"), ("Action", "Tâche"), ("Étape", "Action")])
def test_a_phase_is_said_with_each_of_its_tasks(heads: tuple[str, str]) -> None:
    found = sections(PHASES.format(*heads, "Préparer"))
    assert "| Préparer : Réunir les partenaires | Claire | mars 2027 |" in found["Sous-actions"]
    assert "| Préparer : Écrire la grille | Paul | juin 2027 |" in found["Sous-actions"]
    assert "Réunir" not in found["À ranger"]


def test_two_columns_that_both_tell_every_task_are_left_to_their_author() -> None:
    found = sections(PHASES.format("Étape", "Action", "Cadrer"))
    whole = found["Sous-actions"] + found["À ranger"]
    assert all(word in whole for word in ("Préparer", "Réunir les partenaires", "Cadrer"))


# --- sentences -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sentence",
    [
        "L'évaluation sera conduite par le comité de pilotage.",
        "Un bilan est fait chaque année avec les usagers.",
        "Les résultats seront présentés en assemblée.",
        "Nous ferons le point tous les six mois.",
    ],
)
def test_how_it_is_evaluated_is_no_indicator(sentence: str) -> None:
    text = f"## Contexte\n\nDes chutes.\n\n## Indicateurs\n\nNombre de chutes\n\n{sentence}\n"
    found = sections(text)["Indicateurs"]
    assert found.count("Indicateur :") == 1
    assert sentence.rstrip(".") in found


@pytest.mark.parametrize(
    "name",
    [
        "Bilan annuel rendu",
        "Satisfaction des usagers",
        "Évaluation : nombre de bilans faits",
        "Un rapport est rendu : nombre de pages",
    ],
)
def test_a_short_name_below_indicators_is_one(name: str) -> None:
    found = sections(f"## Contexte\n\nDes chutes.\n\n## Indicateurs\n\n{name}\n")["Indicateurs"]
    assert found.count("Indicateur :") == 1


TITLED = """\
# Repérer les aidants

## Pourquoi cette fiche

Un aidant sur trois renonce à des soins.

{}

## Étapes

- Réunir les partenaires (Claire, mars 2027)

{}
"""


@pytest.mark.parametrize(
    "sentence",
    [
        "Notre objectif est de repérer cent aidants.",
        "L'objectif est de repérer cent aidants.",
        "Nous voulons repérer cent aidants.",
    ],
)
def test_a_goal_said_below_another_title_is_one_where_no_title_is_that_of_the_goals(
    sentence: str,
) -> None:
    assert sections(TITLED.format(sentence, ""))["Objectifs opérationnels"] == sentence
    goals = "## Objectifs\n\nRepérer cent aidants.\n"
    assert sentence in sections(TITLED.format(sentence, goals))["Problématiques constatées"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "Ouvrir un créneau : Maison sport-santé, septembre 2027",
            ("Maison sport-santé", "septembre 2027"),
        ),
        ("Convention : DAC du Gers, mai 2027.", ("DAC du Gers", "mai 2027")),
        ("Former : les infirmières, mai 2027", ("", "")),
        ("Ouvrir un créneau : Vic", ("", "")),
        ("Salle : 40 places", ("", "")),
    ],
)
def test_who_and_when_may_follow_a_colon(line: str, expected: tuple[str, str]) -> None:
    assert who_does_it(line, MOTS) == expected


@pytest.mark.parametrize(
    "words", ["inconnue", "Inconnu", "non renseigné", "non mesurée", "n/d", "?"]
)
def test_a_start_that_nobody_knows_is_asked(words: str) -> None:
    assert is_to_be_found(words)


# --- titles and labels in numbered lines ---------------------------------------------------------------------------

MAIL = """\
De : Sandrine Vialle <s.vialle@exemple.fr>
Objet : {subject}

Bonjour,

1) Pourquoi on le fait
Les délais sont de 5 mois.

2) Ce qu'on propose
- un annuaire

3) Pour qui : les jeunes et leurs familles

4) Difficultés : un seul psychiatre

5) Ce qu'on suivra
- {measure}

{pilot}

Sandrine Vialle
06 11 22 33 44
"""

MEASURE = "nombre d'avis (0 aujourd'hui, 30 en 2028, 60 en 2029)"


def mail(
    subject: str = "TR: fiche santé mentale des jeunes",
    measure: str = MEASURE,
    pilot: str = "Pilote : moi. Pour le groupe : Julien Prat, Odile Ferrand. On démarre en mars 2027.",
) -> str:
    return MAIL.format(subject=subject, measure=measure, pilot=pilot)


def test_numbered_lines_that_each_open_something_are_no_list() -> None:
    found = sections(mail())
    assert found["Public cible"] == "les jeunes et leurs familles"
    assert found["Freins et leviers"] == "un seul psychiatre"
    assert "Les délais" in found["Problématiques constatées"]


def test_a_numbered_list_of_other_lines_stays_one() -> None:
    text = "## Contexte\n\nDes chutes.\n\n## Actions\n\n1. Former : deux soirées\n2. Public : affiche\n3. Relancer\n"
    assert "3. Relancer" in sections(text)["Sous-actions"]


@pytest.mark.parametrize(
    ("pilot", "expected"),
    [
        ("Pilote : moi", ["moi (Sandrine Vialle)"]),
        ("Pilote : moi. On démarre en mars 2027.", ["moi (Sandrine Vialle)"]),
        ("Pilote : Dr Keller. Il est d'accord.", ["Dr Keller"]),
        ("Pilote : Mlle. Anne Roux", ["Mlle. Anne Roux"]),
    ],
)
def test_who_conducts_is_the_first_sentence_and_moi_is_who_writes(
    pilot: str, expected: list[str]
) -> None:
    assert read(mail(pilot=pilot)).entete["pilote"] == expected


def test_what_follows_the_pilot_says_the_group_and_the_start() -> None:
    lue = read(mail())
    assert lue.entete["membres"] == ["Julien Prat, Odile Ferrand"]
    fiche = in_our_terms(lue, Contexte(Annuaire(), MOTS))
    assert fiche.entete["dates"] == ("demarrage: mars 2027",)
    assert sections(mail())["Planning prévisionnel"] == "- On démarre en mars 2027"


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("TR: fiche santé mentale des jeunes", "Santé mentale des jeunes"),
        ("Re: TR : la fiche action n° 3 - Chutes", "Chutes"),
        ("fiche « Repérer les chutes »", "Repérer les chutes"),
    ],
)
def test_the_subject_of_a_mail_gives_the_title_that_nothing_else_says(
    subject: str, title: str
) -> None:
    assert read(mail(subject=subject)).entete["titre"] == [title]


@pytest.mark.parametrize("subject", ["ma fiche pour la mission prévention", "réunion de jeudi"])
def test_a_subject_that_names_no_fiche_gives_no_title(subject: str) -> None:
    assert "titre" not in read(mail(subject=subject)).entete


def test_years_after_a_start_are_targets_even_before_the_contract_has_a_date() -> None:
    assert measure_in(MEASURE).faits == (
        ("départ", "0"),
        ("cible 2028", "30"),
        ("cible 2029", "60"),
    )
    assert measure_in("nombre d'avis (12 en 2026, 30 en 2028)").faits == ()


# --- other columns -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("title", ["2027 S1", "2027-S1", "2027 T3", "S1 2027"])
def test_the_half_of_a_year_may_stand_after_it(title: str) -> None:
    found = sections(
        "## Contexte\n\nDes chutes.\n\n## Actions\n\n"
        f"| Action | Resp. | {title} | S2 2028 |\n|---|---|---|---|\n| Former | Claire | X | |\n| Relancer | Paul | | X |\n"
    )
    half = " ".join(reversed(title.replace("-", " ").split())) if title[0] == "2" else title
    assert f"| Former | Claire | {half} |" in found["Sous-actions"]


@pytest.mark.parametrize(
    ("title", "row", "place"),
    [
        ("Moyens et budget", "| Salle | 1 200 € | 900 € |", "Budget"),
        ("Moyens financiers", "| Salle | 1 200 € | 900 € |", "Budget"),
        ("Moyens humains", "| Éducateur | 20 h | 30 h |", "Moyens humains"),
    ],
)
def test_amounts_under_a_title_of_means_and_money_are_the_budget(
    title: str, row: str, place: str
) -> None:
    table_of_means = f"| Poste | 2027 | 2028 |\n|---|---|---|\n{row}\n{row}\n"
    found = sections(
        f"## Contexte\n\nDes chutes.\n\n## Objectifs\n\nMoins.\n\n## {title}\n\n{table_of_means}"
    )
    assert row.split("|")[1].strip() in found[place]


def test_what_a_task_gives_has_its_column_even_when_nobody_does_it() -> None:
    found = sections(
        "## Contexte\n\nDes chutes.\n\n## Actions\n\n| Action | Livrable |\n|---|---|\n| Rédiger | Charte signée |\n"
    )
    assert "| Rédiger |  |  | Charte signée |" in found["Sous-actions"]


@pytest.mark.parametrize("title", ["Producteur", "Qui relève", "Responsable du recueil"])
def test_who_gives_the_figure_is_its_source(title: str) -> None:
    assert MOTS.fait(title) == "source"


# --- letters, starts -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sign", ["a) {}\nb) {}", "A ) {}\nB ) {}", "- a) {}\n- b) {}"])
def test_lettered_lines_are_tasks_without_their_letters(sign: str) -> None:
    lines = sign.format(
        "rencontrer la direction (Anne, mai 2027)", "écrire la fiche (Paul, juin 2027)"
    )
    found = sections(
        f"Contexte\n\nDes chutes.\n\nLes étapes\n\n{lines}\n\nPublic\n\nTous.\n", "x.txt"
    )
    assert "- rencontrer la direction (Anne, mai 2027)" in found["Sous-actions"]
    assert "- écrire la fiche (Paul, juin 2027)" in found["Sous-actions"]


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        (
            "délai : 9 jours, on vise 3 jours en année 2",
            (("départ", "9 jours"), ("cible année 2", "3 jours")),
        ),
        (
            "délai : 9 jours, cible 3 jours en année 2",
            (("départ", "9 jours"), ("cible année 2", "3 jours")),
        ),
        ("appels : 50, puis 120 en année 2", (("cible année 2", "120"),)),
        ("appels : 15 (année 1), 30 (année 2)", (("cible année 1", "15"), ("cible année 2", "30"))),
    ],
)
def test_a_figure_before_what_is_aimed_at_is_the_start(
    line: str, facts: tuple[tuple[str, str], ...]
) -> None:
    assert measure_in(line, 2027).faits == facts


def test_a_name_does_not_end_with_what_led_to_its_figure() -> None:
    line = "personnes inscrites au registre, de 90 aujourd'hui à 250 en année 3"
    assert measure_in(line, 2027).nom == "personnes inscrites au registre"


@pytest.mark.parametrize("bye", ["Merci et à jeudi,", "Merci,", "Merci beaucoup !", "Merci à toi"])
def test_who_signs_below_a_goodbye_is_no_part_of_the_last_heading(bye: str) -> None:
    text = f"Contexte\n\nDes chutes.\n\nRisques : la gêne.\n\n{bye}\nBérengère\nSage-femme – MSP de la Lirelle\n"
    found = sections(text, "x.txt")
    assert found["Freins et leviers"] == "la gêne."
    assert "Bérengère" in found["À ranger"]


def test_a_sentence_that_thanks_is_no_goodbye() -> None:
    text = "Contexte\n\nDes chutes.\n\nObjectifs\n\nMerci et bonjour suffisent à accueillir les patients âgés du canton.\n"
    assert "suffisent" in sections(text, "x.txt")["Objectifs opérationnels"]
