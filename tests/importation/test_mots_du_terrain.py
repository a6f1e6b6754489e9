"""Words that people put over, or in, what they write: deputies, questions of a form, titles that the trame has no place for."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.interpret.importation.debut import title_and_mission, who_writes_conducts
from pipeline.interpret.importation.fiche_lue import FicheLue
from pipeline.interpret.importation.mesures import measure_in
from tests.importation.entrees import bring, fiches
from tests.importation.test_voisins_des_manieres import MOTS, read, sections

FICHE = "## Constat\n\nTrop d'attente.\n\n## Objectifs\n\nMoins d'attente\n\n{}\n"


def entete(label: str, value: str) -> FicheLue:
    return read(f"{label} : {value}\n\n{FICHE.format('')}")


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("Acteur responsable", "pilote"),
        ("Pilote titulaire", "pilote"),
        ("Suppléant(e)", "copilotes"),
        ("Suppléante", "copilotes"),
        ("Pilote suppléant(e)", "copilotes"),
        ("Référente suppléante", "copilotes"),
        ("Acteurs mobilisés", ""),
        ("Membres", "membres"),
    ],
)
def test_a_label_says_who_conducts_and_who_stands_beside(label: str, key: str) -> None:
    found = entete(label, "Claire Fontaine").entete
    held = {name for name, said in found.items() if "Claire Fontaine" in said}
    assert held == ({key} - {""})


def test_a_deputy_never_becomes_the_pilot(projet: Path) -> None:
    text = f"# Sortie d'hôpital\n\nMission : parcours\n\nSuppléante : Sophie Laroman\n\n{FICHE.format('')}"
    (written,) = fiches(bring(projet, "fiche.md", text.encode())[1])
    assert "pilote: XX\ncopilotes: [laroman]\nmembres: []" in written


@pytest.mark.parametrize(
    ("title", "dates"),
    [
        ("On démarre quand ?\n\nEn mars 2028, et l'action s'achève en juin 2030.", ("mars 2028", "juin 2030")),
        ("Quand démarre-t-on ?\n\nOctobre 2027\n\n## Quand s'achève l'action ?\n\nJuin 2029", ("octobre 2027", "juin 2029")),
        ("Calendrier\n\nL'action démarre en mars 2028 et s'achève fin juin 2030.", ("mars 2028", "juin 2030")),
    ],
)  # fmt: skip
def test_a_question_on_the_time_is_answered_in_the_header(
    title: str, dates: tuple[str, str], projet: Path
) -> None:
    text = f"# Sortie\n\nMission : parcours\n\n{FICHE.format('## ' + title)}"
    (written,) = fiches(bring(projet, "fiche.md", text.encode())[1])
    assert f"demarrage: {dates[0]}\n  fin: {dates[1]}" in written


@pytest.mark.parametrize(
    "title", ["Livrables", "Voir aussi", "Pour aller plus loin", "Pièces jointes", "Observations"]
)
def test_a_title_that_has_no_place_is_no_part_of_the_heading_above(title: str) -> None:
    found = sections(
        FICHE.format(f"## Indicateurs\n\nNombre d'appels\n\n{title}\n\nUne convention type")
    )
    assert "convention" not in found["Indicateurs"]
    assert found["À ranger"] == f"**{title}**\n\nUne convention type"


@pytest.mark.parametrize("words", ["Livrables : une convention type", "Livrables : guide, affiche"])
def test_a_deliverable_beside_a_task_stays_with_it(words: str) -> None:
    found = sections(FICHE.format(f"## Actions\n\nFormer les IDE\n\n{words}"))
    assert words.partition(" : ")[2] in found["Sous-actions"]


def test_the_words_over_a_problem_are_no_part_of_it() -> None:
    text = "Le constat est simple : les patients attendent.\n\nObjectif : moins d'attente\n\nIndicateur : délai\n"
    found = sections(text, "fiche.txt")
    assert found["Problématiques constatées"].startswith("les patients attendent")


def test_means_and_money_in_one_title_are_means() -> None:
    found = sections(FICHE.format("## Ressources et financement\n\nDeux fauteuils"))
    assert "fauteuils" in found["Moyens"]


# --- before the first heading --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("pour la mission prévention : Marche et santé", ("Marche et santé", "mission prévention")),
        ("Mission parcours", ("", "Mission parcours")),
        ("Mission impossible", ("Mission impossible", "")),
        ("Sortie d'hôpital (mission parcours)", ("Sortie d'hôpital", "mission parcours")),
        ("Axe vélo : aller au travail", ("Axe vélo : aller au travail", "")),
    ],
)
def test_a_mission_beside_a_title_is_told_from_it(words: str, expected: tuple[str, str]) -> None:
    assert title_and_mission(words, MOTS) == expected


@pytest.mark.parametrize(
    ("words", "others"),
    [
        ("Je pilote, avec Yann Fablier et Marc Duconte.", "Yann Fablier et Marc Duconte"),
        ("Je suis la référente, secondée par Paul Mirage", "Paul Mirage"),
        ("Je porte ce projet", None),
    ],
)
def test_who_writes_says_that_she_conducts(words: str, others: str | None) -> None:
    told = [(key, value) for key, value, _ in who_writes_conducts(words)]
    assert told == [("pilote", "moi"), *([("membres", others)] if others else [])]


@pytest.mark.parametrize(
    "words", ["Le projet pilote de la région", "Je propose une action", "J'ai porté le dossier"]
)
def test_other_words_say_nothing_of_who_conducts(words: str) -> None:
    assert who_writes_conducts(words) == []


def test_who_signs_a_mail_without_a_formula_is_its_author(projet: Path) -> None:
    text = (
        "Bonjour,\nVoici ma fiche pour la mission prévention : Marche et santé\nJe pilote, avec Yann Fablier.\n"
        "Le constat est simple : les patients diabétiques ne bougent pas assez.\n"
        "Notre objectif : 100 patients inscrits.\nIndicateur : nombre d'inscrits à la marche du mardi matin.\n"
        "Sophie Laroman\npharmacienne\n"
    )
    (written,) = fiches(bring(projet, "mail.txt", text.encode())[1])
    assert (
        "titre: Marche et santé\nmission: prevention\npilote: laroman\nmembres: [fablier]"
        in written
    )
    assert "Laroman" not in written.partition("## Indicateurs")[2].partition("## ")[0]


def test_a_target_in_the_sentence_after_an_indicator_is_no_part_of_its_name() -> None:
    found = sections(FICHE.format("## Indicateurs\n\nNombre d'inscrits. Valeur attendue : 100"))
    assert found["Indicateurs"] == "### Indicateur : Nombre d'inscrits\n\n- cible : 100"
    assert measure_in("Nombre d'inscrits (valeur attendue par l'ARS)").faits == ()


# --- boxes of which none is ticked -----------------------------------------------------------------------------------


def test_boxes_of_which_none_is_ticked_wait_whatever_they_are_under() -> None:
    found = sections(FICHE.format("## Budget\n\n☐ ARS ☐ Département\n\n3 000 €"))
    assert found["Budget"] == "3 000 €"
    assert "☐ ARS ☐ Département" in found["À ranger"]


# --- what ten more people wrote --------------------------------------------------------------------------------------


def test_remarks_beside_a_grid_are_no_part_of_its_content() -> None:
    found = sections(
        "| Rubrique | Contenu | Commentaires du bureau |\n|---|---|---|\n| Contexte | Aucun dentiste | OK |\n"
        "| Objectifs | 200 enfants vus | à chiffrer |\n| Financement | FIR | |\n"
    )
    assert found["Problématiques constatées"] == "Aucun dentiste"
    assert found["Objectifs opérationnels"] == "200 enfants vus"
    assert "**Commentaires du bureau – Objectifs**\n\nà chiffrer" in found["À ranger"]


def test_an_action_named_in_bold_is_the_fiche_and_no_task() -> None:
    fiche = read(f"**Action : Bus dentaire**\n\n{FICHE.format('')}")
    assert fiche.entete["titre"] == ["Bus dentaire"]
    assert "sous_actions" not in fiche.sections


def test_titles_in_capitals_at_the_head_of_the_items_of_a_list_are_titles() -> None:
    items = "4) SUIVI\nnombre d'appels au 15\n\n5) COÛT\n12 000 €\n\n6) DIFFICULTÉS\ntrouver des volontaires\n"
    found = sections(f"{FICHE.format('## Actions')}\n\n- former\n\n{items}")
    assert found["Indicateurs"] == "### Indicateur : nombre d'appels au 15"
    assert found["Budget"] == "12 000 €"
    assert found["Freins et leviers"] == "trouver des volontaires"


@pytest.mark.parametrize("line", ["1 - fiche de repérage", "2 \u2013 pesée mensuelle"])
def test_ranks_before_a_dash_are_taken_off_when_several_lines_have_one(line: str) -> None:
    found = sections(FICHE.format(f"## Actions\n\n{line}\n\n3 - consultation"))
    assert found["Sous-actions"].splitlines()[0] == f"- {line[4:]}"
    alone = sections(FICHE.format("## Actions\n\nouvrir\n\n3 - 5 ans : dépister"))
    assert "5 ans : dépister" in alone["Sous-actions"]
    assert "3" in alone["Sous-actions"]


def test_a_base_in_brackets_is_a_start_and_no_source() -> None:
    facts = dict(
        measure_in("nombre d'appels (base : 210 en 2025 ; objectif : 120 en 2028)", 2027).faits
    )
    assert facts == {"départ": "210 (2025)", "cible 2028": "120"}
    assert (
        dict(measure_in("appels : 0 aujourd'hui, 9 en année 1 (base SNDS)").faits)["source"]
        == "base SNDS"
    )
