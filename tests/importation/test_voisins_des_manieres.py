"""Neighbours of ``huit_manieres`` and ``huit_metiers``: other words of the same kind, and what only looks like it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.disk import reference_data
from pipeline.interpret.importation.cases import ticked_blocks
from pipeline.interpret.importation.debut import title_and_mission
from pipeline.interpret.importation.fiche import read_fiches
from pipeline.interpret.importation.fiche_lue import FicheLue
from pipeline.interpret.importation.grilles import rows_of_grid
from pipeline.interpret.importation.libelles import each_label
from pipeline.interpret.importation.lignes import lines_of, words_of
from pipeline.interpret.importation.mesures import Mesure, measure_in, measures_in
from pipeline.interpret.importation.mise_en_forme import Contexte, in_our_terms
from pipeline.interpret.importation.personnes import people_in
from pipeline.model.files import VOCABULAIRE
from pipeline.model.personne import Annuaire
from pipeline.model.prose import Block, Cell, Paragraph, Table, plain, text_of
from pipeline.model.vocabulaire import Vocabulaire
from pipeline.read.html import read_html
from pipeline.read.texte_colle import read_pasted
from pipeline.write.markdown import Markdown
from tests.duree import promptly
from tests.importation.entrees import bring

MOTS = Vocabulaire(reference_data()[VOCABULAIRE].decode())


def blocks_of(text: str, name: str = "fiche.md") -> tuple[Block, ...]:
    read: Callable[[str, bytes], object] = read_html if name.endswith("html") else read_pasted
    lue = read(name, text.encode())
    return lue.blocks  # type: ignore[attr-defined, no-any-return]


def read(text: str, name: str = "fiche.md") -> FicheLue:
    (fiche,) = read_fiches(blocks_of(text, name), MOTS)
    return fiche


def sections(text: str, name: str = "fiche.md") -> dict[str, str]:
    """Heading of ours → the text that stands under it."""
    lue = read_fiches(blocks_of(text, name), MOTS)[0]
    fiche = in_our_terms(lue, Contexte(Annuaire(), MOTS, premiere_annee=2027))
    written = {titre: Markdown().text(blocks) for titre, blocks in fiche.sections}
    return {**written, "À ranger": Markdown().text(fiche.a_ranger)}


def table(*rows: str) -> Table:
    cells = [tuple(Cell(plain(words.strip())) for words in row.split("|")) for row in rows]
    return Table(cells[0], tuple(cells[1:]), ("",) * len(cells[0]))


# --- two labels in a row -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "pairs"),
    [
        ("Référente | Mme Roux | Démarrage | mars 2028", {"Référente", "Démarrage"}),
        ("Axe | Prévention | Co-porteur | M. Diallo", {"Axe", "Co-porteur"}),
        ("Public cible | Patients | Pilote | Mme Roux", {"Public cible", "Pilote"}),
        ("Pilote | | Échéance | juin 2028", {"Pilote", "Échéance"}),
        ("Début | mai 2028 | Fin | juin 2029 | Coût | 3 k€", {"Début", "Fin", "Coût"}),
    ],
)
def test_a_row_of_a_grid_may_hold_several_labels(row: str, pairs: set[str]) -> None:
    width = row.count("|")
    long = "Contexte | Les chutes sont fréquentes" + " |" * (width - 1)
    found = rows_of_grid(table(row, long, "Objectifs | Moins de chutes" + " |" * (width - 1)), MOTS)
    assert {label for label, _ in found} == {*pairs, "Contexte", "Objectifs"}


@pytest.mark.parametrize(
    "row",
    [
        "Sous-actions | Actions | Responsable | Échéance",
        "Sous-actions | Qui ? | Quoi ? | Quand ?",
        "Moyens | Humains | Logistiques | Numériques",
        "Contexte | Les chutes | sont fréquentes | ici",
    ],
)
def test_the_titles_of_a_table_inside_a_grid_are_no_values(row: str) -> None:
    found = rows_of_grid(
        table("Pilote | Mme Roux | |", row, "Objectifs | Moins de chutes | |"), MOTS
    )
    assert [label for label, _ in found][:2] == ["Pilote", row.partition(" |")[0]]
    assert len(found) == 3


def test_the_target_beside_an_indicator_stays_with_it() -> None:
    found = rows_of_grid(
        table("Indicateur | Tests réalisés | Cible | 200", "Objectifs | Repérer | |"), MOTS
    )
    assert next((label, words_of(cell)) for label, cell in found) == (
        "Indicateur",
        "Tests réalisés Cible : 200",
    )


# --- several labels on a line ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "Mission : prévention – Pilote : Mme Roux – Début : mai 2028",
        "Mission : prévention / Pilote : Mme Roux / Début : mai 2028",
        "Mission : prévention ; Pilote : Mme Roux ; Début : mai 2028",
        "Mission : prévention - Pilote : Mme Roux, Début : mai 2028",
        "Mission : prévention Pilote : Mme Roux Début : mai 2028",
        "**Mission :** prévention **Pilote :** Mme Roux **Début :** mai 2028",
        "**Mission** : prévention – **Pilote** : Mme Roux – **Début** : mai 2028",
        "**Axe** : prévention **Porteuse de l'action** : Mme Roux **Date de lancement** : mai 2028",
        "Mission : prévention – promotion de la santé – Pilote : Mme Roux – Début : mai 2028",
    ],
)
def test_each_label_of_a_line_opens_its_own(line: str) -> None:
    (block,) = blocks_of(line + "\n")
    found = [text_of(one.inlines) for one in each_label(block, MOTS) if isinstance(one, Paragraph)]
    assert len(found) == 3
    assert [one.rpartition(":")[2].strip() for one in found][1:] == ["Mme Roux", "mai 2028"]


@pytest.mark.parametrize(
    "line",
    [
        "Objectif : réduire l'attente, budget : à définir avec la mairie",
        "Indicateur : part des patients vus – Cible : 80 % – Source : registre",
        "Actions : former les soignants – appeler – Responsable : Mme Roux, mai 2028",
        "Contexte : le rapport du groupe Pilote a paru",
        "**Attention :** la salle **est prise :** le lundi",
    ],
)
def test_what_only_looks_like_a_second_label_stays_on_its_line(line: str) -> None:
    (block,) = blocks_of(line + "\n")
    assert each_label(block, MOTS) == [block]


# --- titles, people, boxes ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "title", "mission"),
    [
        ("Sortie d'hospitalisation (mission parcours)", "Sortie d'hospitalisation", "parcours"),
        ("Bus santé – mission prévention", "Bus santé", "prevention"),
        ("Garde du soir [axe accès aux soins]", "Garde du soir", "acces_soins"),
        ("Faire connaître les missions de la CPTS", "Faire connaître les missions de la CPTS", ""),
        ("Équipe mobile (mission d'appui)", "Équipe mobile (mission d'appui)", ""),
    ],
)
def test_a_title_may_say_its_mission(words: str, title: str, mission: str) -> None:
    found, said = title_and_mission(words, MOTS)
    assert (found, MOTS.mission(said) if said else "") == (title, mission)


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("Nom du porteur", "pilote"),
        ("Nom et prénom de la référente", "pilote"),
        ("Identité du pilote", "pilote"),
        ("Noms des participants", "membres"),
        ("Co-porteur", "copilotes"),
        ("Ce qu'on propose de faire", "sous_actions"),
        ("Ce que nous prévoyons", "sous_actions"),
        ("Ce qui est envisagé", "sous_actions"),
        ("Ce qui est en place", ""),
        ("Objectif 2", "objectifs"),
        ("Indicateur n° 3", "indicateurs"),
        ("Mission 2", ""),
        ("Cible 2028", ""),
        ("Coût (€)", "budget"),
        ("Montant en euros", "budget"),
        ("Nom", ""),
    ],
)
def test_words_of_forms_are_known_and_no_others(title: str, wanted: str) -> None:
    assert MOTS.rubrique(title) == wanted


@pytest.mark.parametrize(
    ("lines", "kept", "left"),
    [
        (["☐ Enfants", "☒ Aidants"], ["Aidants"], ["Enfants"]),
        (["[ ] Enfants [x] Aidants"], ["Aidants"], ["Enfants"]),
        (["Enfants ☐ Aidants ☒"], ["Aidants"], ["Enfants"]),
        (["Enfants", "✔ Aidants", "Adultes"], ["Aidants"], ["Enfants", "Adultes"]),
        (["□ Enfants", "□ Aidants"], [], ["□ Enfants", "□ Aidants"]),
    ],
)
def test_only_what_is_ticked_is_the_answer(
    lines: list[str], kept: list[str], left: list[str]
) -> None:
    boxes = ticked_blocks([Paragraph(plain(line)) for line in lines])
    assert boxes is not None
    assert [line for block in boxes.cochees for line in lines_of(block)] == kept
    assert list(boxes.autres) == left


@pytest.mark.parametrize(
    "lines",
    [
        ["✔ Enfants", "✔ Aidants"],
        ["Le public comprend :", "✔ les enfants", "✔ les aidants"],
        ["Les aidants de plus de 60 ans"],
    ],
)
def test_signs_before_each_line_are_bullets(lines: list[str]) -> None:
    assert ticked_blocks([Paragraph(plain(line)) for line in lines]) is None


def test_a_list_of_boxes_without_a_tick_is_asked_and_boxes_before_tasks_stay() -> None:
    found = sections(
        "## Contexte\n\nPeu.\n\n## Public\n\n☐ Enfants\n\n☐ Aidants\n\n## Actions\n\n☐ Former\n\n☒ Recruter\n"
    )
    assert "Public cible" not in found
    assert "Aidants" in found["À ranger"]
    assert "Former" in found["Sous-actions"]
    assert "Recruter" in found["Sous-actions"]


def test_two_missions_that_are_ticked_name_none() -> None:
    fiche = read("| Mission | ☒ Prévention ☒ Parcours ☐ Qualité |\n|---|---|\n| Contexte | Peu |\n")
    assert [MOTS.mission(words) for words in fiche.entete["mission"]] == [""]


# --- tasks and what they cost ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "lines",
    [
        ["A1. Écrire la charte", "A2. Tenir les réunions"],
        ["Action 1 – Écrire la charte", "Action 2 – Tenir les réunions"],
        ["Étape 1 : Écrire la charte", "Étape 2 : Tenir les réunions"],
        ["Phase n° 1 : Écrire la charte", "Phase n° 2 : Tenir les réunions"],
        ["6.1 Écrire la charte", "6.2 Tenir les réunions"],
    ],
)
def test_a_task_loses_the_number_that_its_author_gave_it(lines: list[str]) -> None:
    text = "## Contexte\n\nPeu.\n\n## Actions\n\n" + "\n\n".join(lines)
    assert sections(text)["Sous-actions"] == "- Écrire la charte\n- Tenir les réunions"


@pytest.mark.parametrize(
    "line", ["Action phare : écrire la charte", "T1 2028 : écrire", "A1C mesurée deux fois par an"]
)
def test_other_beginnings_of_a_task_stay(line: str) -> None:
    text = f"## Contexte\n\nPeu.\n\n## Actions\n\n- {line}\n- Tenir les réunions"
    assert f"- {line}\n" in sections(text)["Sous-actions"]


@pytest.mark.parametrize("title", ["Coût", "€", "Budget estimé", "Montant (€)"])
def test_what_a_task_costs_goes_to_the_budget(title: str) -> None:
    rows = f"| Mesure | Qui | Échéance | {title} |\n|---|---|---|---|\n| Former | IDE | mai 2028 | 500 |"
    found = sections(f"## Contexte\n\nPeu.\n\n## Actions\n\n{rows}\n")
    assert found["Budget"] == "- Former : 500"
    assert "| Former | IDE | mai 2028 |" in found["Sous-actions"]
    assert found["À ranger"] == ""


def test_measures_without_anyone_are_a_list_and_other_columns_wait() -> None:
    rows = "| Mesure | € | Fait ? |\n|---|---|---|\n| Former | 500 | non |"
    found = sections(f"## Contexte\n\nPeu.\n\n## Actions\n\n{rows}\n")
    assert found["Sous-actions"] == "- Former"
    assert found["Budget"] == "- Former : 500"
    assert "Former – Fait ? : non" in found["À ranger"]


@pytest.mark.parametrize(
    ("start", "end", "time"),
    [
        ("mars 2028", "juin 2028", "de mars 2028 à juin 2028"),
        ("01/03/2028", "30/06/2028", "du 01/03/2028 au 30/06/2028"),
        ("", "juin 2028", "juin 2028"),
        ("mars", "juin", "mars – juin"),
    ],
)
def test_a_start_and_an_end_are_one_time(start: str, end: str, time: str) -> None:
    rows = f"| Action | Qui | Début | Fin |\n|---|---|---|---|\n| Former | IDE | {start} | {end} |"
    assert (
        f"| Former | IDE | {time} |"
        in sections(f"## Contexte\n\nPeu.\n\n## Actions\n\n{rows}\n")["Sous-actions"]
    )


def test_money_among_indicators_goes_to_the_budget() -> None:
    text = "## Contexte\n\nPeu.\n\n## Indicateurs\n\n- nombre d'appels\n- Budget estimé : 3 000 €\n"
    found = sections(text)
    assert found["Indicateurs"] == "### Indicateur : nombre d'appels"
    assert "3 000 €" in found["Budget"]


# --- indicators --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line", ["Indicateur 1 : passages", "Indicateur n°2 – passages", "Critère 3 = passages"]
)
def test_a_numbered_line_is_an_indicator(line: str) -> None:
    found = sections(f"## Contexte\n\nPeu.\n\n## Évaluation\n\n{line}\n")
    assert found["Indicateurs"] == "### Indicateur : passages"


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        ("Nombre d'appels (300 en 2027)", {"cible 2027": "300"}),
        (
            "Taux de suivi (12 % en 2025, 40 % fin 2029)",
            {"départ": "12 % (2025)", "cible 2029": "40 %"},
        ),
        ("Nombre d'appels (objectif 300 en 2028)", {"cible 2028": "300"}),
        ("Nombre d'appels : 300 en 2027", {}),
        ("Nombre d'appels (registre tenu en 2027)", {}),
        ("Taux de suivi (30 patients sur 300 en 2027)", {}),
    ],
)
def test_numbers_of_years_in_brackets_are_targets(line: str, facts: dict[str, str]) -> None:
    assert dict(measure_in(line, 2027).faits) == facts


@pytest.mark.parametrize("bye", ["A+\n\nPaul", "A+ Paul", "@+\nPaul", "À demain !\n\nPaul"])
def test_a_short_goodbye_and_the_mail_answered_stand_apart(bye: str) -> None:
    mail = f"""Fiche : marcher mieux

Contexte

Les chutes sont nombreuses.

Objectif

Baisser les chutes.

Partenaires : le CCAS, le club de gym.

{bye}

Le 18 janvier 2027 à 09:10, Thomas Lagarde a écrit :
> Bonjour Paul, tu peux m'envoyer ta fiche avant vendredi ? Date de début pas avant avril 2027.
> Merci, Thomas
"""
    found = sections(mail, "mail.txt")
    assert found["Acteurs et partenaires"] == "le CCAS, le club de gym."
    for words in (bye[:2], "Paul", "Thomas Lagarde a écrit", "avant vendredi", "Merci, Thomas"):
        assert words in found["À ranger"].replace("\\", "")


def test_a_mail_passed_on_is_the_text_itself() -> None:
    fiche = "> Contexte\n>\n> Les chutes.\n>\n> Objectif\n>\n> Moins de chutes.\n>\n> Partenaires : le CCAS.\n"
    mail = f"Pour toi.\n\nLe 18 janvier 2027 à 09:10, Thomas Lagarde a écrit :\n{fiche}"
    assert sections(mail, "mail.txt")["Acteurs et partenaires"] == "le CCAS."


@pytest.mark.parametrize(
    "line",
    [
        "Paul Dupouy, avec Nadia Ferrand",
        "Paul Dupouy (avec Nadia Ferrand)",
        "Paul Dupouy, assisté de Nadia Ferrand",
        "Paul Dupouy avec l'appui de Nadia Ferrand",
        "M. Paul Dupouy, avec Mme Nadia Ferrand",
    ],
)
def test_who_stands_beside_the_pilot_is_of_the_group(line: str) -> None:
    lue = read("## Contexte\n\nPeu.\n\n## Objectifs\n\nBien.\n")
    lue.entete["pilote"] = [line]
    entete = in_our_terms(lue, Contexte(Annuaire(), MOTS)).entete
    assert (entete["pilote"], entete["membres"]) == ("Paul Dupouy", ("Nadia Ferrand",))


def test_a_body_beside_the_pilot_is_no_person() -> None:
    found = list(people_in("Paul Dupouy, avec les infirmières de Auch", Annuaire()))
    assert len(found) == 1


def test_the_style_of_the_title_goes_before_a_line_about_the_fiche() -> None:
    told = "Fiche rédigée par le groupe « parcours » le 12 janvier 2027"
    source = (
        f"# Sortie d'hospitalisation\n\n{told}\n\n## Contexte\n\nPeu.\n\n## Objectifs\n\nBien.\n"
    )
    lue = read(source)
    assert lue.entete["titre"] == ["Sortie d'hospitalisation"]
    assert told in sections(source)["À ranger"]
    numbered = read(source.replace(told, "Fiche action n° 3 : Mieux sortir"))
    assert numbered.entete["titre"] == ["Mieux sortir"]


SEVERAL = "Nombre de participants (0 -> 120 en 2029), et passages aux urgences (310 en 2026, 248 en 2029)."


@pytest.mark.parametrize(
    "line",
    [
        SEVERAL,
        SEVERAL.replace(", et passages", " ; passages"),
        SEVERAL.replace("(0 -> 120 en 2029), et", ": 0 → 120 en 2029 ;"),
    ],
)
def test_two_names_with_their_figures_are_two_indicators(line: str) -> None:
    found = sections(f"## Contexte\n\nPeu.\n\n## Objectifs\n\nBien.\n\n## Indicateurs\n\n{line}\n")
    first, second = found["Indicateurs"].split("### Indicateur : ")[1:]
    assert first.startswith("Nombre de participants")
    assert second.startswith("passages aux urgences\n")
    assert not re.search("310|248", first)
    assert not re.search("120|: 0", second)


def test_figures_of_two_names_that_nothing_parts_are_nobody_s() -> None:
    line = "Participants (0 en 2026) passages (310 en 2026, 248 en 2029)"
    assert measure_in(line, 2027) == Mesure(line, (), True)


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        ("Participants (0 -> 120 en 2029)", {"départ": "0", "cible 2029": "120"}),
        ("Participants (0 en 2026 ; 120 en 2029)", {"départ": "0 (2026)", "cible 2029": "120"}),
        ("Appels : 5 → 80 en année 2", {"départ": "5", "cible année 2": "80"}),
    ],
)
def test_an_arrow_goes_from_the_start_to_the_target(line: str, facts: dict[str, str]) -> None:
    assert dict(measure_in(line, 2027).faits) == facts


def test_a_semicolon_before_the_target_begins_no_other_indicator() -> None:
    line = "appels : 50 en année 1 ; cible : 120 en année 2"
    assert measures_in(line, True) == [line]
    assert measures_in("participants (0 en 2026 ; 120 en 2029)", True) == [
        "participants (0 en 2026 ; 120 en 2029)"
    ]


# --- bands over the rows of a table -----------------------------------------------------------------------------------


def test_bands_over_rows_of_several_cells_are_titles() -> None:
    """The cells of a form merged across: titles, texts, tables of tasks and of indicators, pairs of labels."""
    whole = table(
        "FICHE ACTION 4.1 : Plan de crise | | |",
        "Mission | Réponse aux crises sanitaires graves | |",
        "Pilote | Paul Mirage | Date de démarrage | 15/05/2027",
        "État des lieux | | |",
        "Aucun plan n'existe. | | |",
        "ÉTAPES | | |",
        "N° | Intitulé | Qui | Quand",
        "1 | Recenser les volontaires | P. Mirage | octobre 2027",
        "INDICATEURS | | |",
        "Indicateur | Départ | Cible 2028 | Cible 2029",
        "Volontaires inscrits | 0 | 45 | 60",
        "MOYENS ET STOCKS | | |",
        "Masques | 1 800 € | |",
        "Partenaires | Préfecture, SDIS | |",
    )
    (lue,) = read_fiches([whole], MOTS)
    assert lue.est_une_fiche
    fiche = in_our_terms(lue, Contexte(Annuaire(), MOTS))
    found = {titre: Markdown().text(blocks) for titre, blocks in fiche.sections}
    assert fiche.entete["titre"] == "Plan de crise"
    assert fiche.entete["mission"] == "crises"
    assert fiche.entete["dates"] == ("demarrage: 2027-05-15",)
    assert found["Problématiques constatées"] == "Aucun plan n'existe."
    assert "| Recenser les volontaires |" in found["Sous-actions"]
    assert "Volontaires inscrits" in found["Indicateurs"]
    assert found["Acteurs et partenaires"] == "Préfecture, SDIS"
    left = Markdown().text(fiche.a_ranger)
    for words in ("MOYENS ET STOCKS", "Masques", "1 800 €"):
        assert words in left


# --- the end of an action ------------------------------------------------------------------------------------------------


def dates(row: str) -> tuple[str, ...]:
    grid = table(row, "Contexte | Les chutes | |", "Objectifs | Moins de chutes | |")
    lue = read_fiches([grid], MOTS)[0]
    told = in_our_terms(lue, Contexte(Annuaire(), MOTS)).entete["dates"]
    assert isinstance(told, tuple)
    return told


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            "Date de démarrage | 15/05/2027 | Date d’échéance | 15/11/2028",
            ("demarrage: 2027-05-15", "fin: 2028-11-15"),
        ),
        ("Début | mai 2027 | Date butoir | juin 2028", ("demarrage: mai 2027", "fin: juin 2028")),
        ("Échéance | juin 2028 | Démarrage | mai 2027", ("demarrage: mai 2027", "fin: juin 2028")),
        ("Pilote | Mme Roux | Échéance | juin 2028", ("demarrage: XX",)),
        ("Début | 15/05/2027 | Date du bilan | 15/11/2028", ("demarrage: 2027-05-15",)),
        ("Démarrage | à compter du 1er octobre 2027 | Pilote | X", ("demarrage: 2027-10-01",)),
        ("Démarrage | dès mars 2028 | Pilote | X", ("demarrage: mars 2028",)),
        (
            "Démarrage | de juin 2027 à fin mai 2029 | Pilote | X",
            ("demarrage: juin 2027", "fin: mai 2029"),
        ),
        ("Démarrage | de juin 2027 à l'été 2029 | Pilote | X", ("demarrage: juin 2027",)),
        ("Démarrage | avant mars 2028 | Pilote | X", ("demarrage: XX",)),
        ("Démarrage | juin 2027 | Fin | fin mai 2029", ("demarrage: juin 2027", "fin: mai 2029")),
    ],
)
def test_a_day_by_which_it_is_done_is_never_the_start(row: str, expected: tuple[str, ...]) -> None:
    assert dates(row) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "On commence en juin 2027 et on s'arrête fin mai 2029.",
            ("demarrage: juin 2027", "fin: mai 2029"),
        ),
        (
            "L'action démarre à la rentrée 2027, jusqu'en juin 2029.",
            ("demarrage: septembre 2027", "fin: juin 2029"),
        ),
        ("À compter du 1er octobre 2027, et jusqu'à l'été 2029.", ("demarrage: 2027-10-01",)),
        ("On commence par former, puis bilan en mai 2028.", ("demarrage: XX",)),
        (
            "La formation débute en mars 2028, la permanence débute en juin 2028.",
            ("demarrage: XX",),
        ),
    ],
)
@pytest.mark.parametrize("under", ["", "## Calendrier\n\n"])
def test_a_sentence_says_when_an_action_starts_and_ends(
    words: str, expected: tuple[str, ...], under: str
) -> None:
    body = f"{'' if under else words}\n\n## Contexte\n\nPeu\n\n## Objectifs\n\nPlus\n\n## Public\n\nTous\n\n"
    lue = read(f"{body}{under}{words if under else ''}\n")
    assert in_our_terms(lue, Contexte(Annuaire(), MOTS)).entete["dates"] == expected
    left = Markdown().text(in_our_terms(lue, Contexte(Annuaire(), MOTS)).a_ranger)
    assert under or ("été 2029" in words) == ("été 2029" in left)


# --- merged cells --------------------------------------------------------------------------------------------------------


def test_a_cell_of_a_web_page_that_spans_rows_and_columns_moves_no_other() -> None:
    page = """<table><tr><th>Action</th><th>Qui</th><th>Échéance</th></tr>
    <tr><td>Former</td><td rowspan="2">IDE</td><td>mai 2028</td></tr><tr><td>Recruter</td><td>juin 2028</td></tr>
    <tr><td colspan="2">Bilan</td><td>juillet 2028</td></tr></table>"""
    found = sections(f"<h2>Contexte</h2><p>Peu.</p><h2>Actions</h2>{page}", "page.html")
    assert "| Recruter | IDE | juin 2028 |" in found["Sous-actions"]
    assert re.search(r"\| Bilan \| +\| juillet 2028 \|", found["Sous-actions"])


def test_an_empty_mission_is_that_of_the_row_above_and_other_empty_cells_stay_empty(
    projet: Path,
) -> None:
    rows = (
        "| Mission | Action | Constat | Objectif | Pilote |\n|---|---|---|---|---|\n"
        "| Prévention | Marche | Peu | Plus | Paul Mirage |\n| | Danse | Rien | Tout | |\n"
    )
    _, paths = bring(projet, "plan.md", rows.encode())
    texts = [path.read_text(encoding="utf-8") for path in paths if path.suffix == ".md"]
    assert ["mission: prevention" in text for text in texts] == [True, True]
    assert ["pilote: mirage" in text for text in texts] == [True, False]


# --- dotted lines, tables inside a grid ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "Référente ........................ Mme Roux",
        "Porteur du projet : ............. Mme Roux",
        "Pilote________________Mme Roux",
        "Animatrice ……………… Mme Roux",
    ],
)
def test_a_dotted_line_leads_from_a_label_to_its_value(line: str) -> None:
    fiche = read(f"{line}\n\nContexte : peu\n\nObjectifs : plus\n\nPublic : tous\n", "f.txt")
    assert fiche.entete["pilote"] == ["Mme Roux"]


@pytest.mark.parametrize("line", ["Pilote : ...............", "Pilote .........................."])
def test_a_dotted_line_without_a_value_names_nobody(line: str) -> None:
    fiche = read(f"{line}\n\nContexte : peu\n\nObjectifs : plus\n\nPublic : tous\n", "f.txt")
    assert fiche.entete.get("pilote", ["..."])[0].strip(" .") == ""


GRILLE = """<table><tr><td>Contexte</td><td colspan="3">Peu</td></tr><tr><td>Objectifs</td><td colspan="3">Plus</td></tr>
<tr><td rowspan="2">{label}</td>{titles}</tr><tr>{cells}</tr></table>"""


def grid_of(label: str, titles: str, cells: str) -> dict[str, str]:
    def tds(words: str) -> str:
        return "".join(f"<td>{one.strip()}</td>" for one in words.split("|"))

    return sections(GRILLE.format(label=label, titles=tds(titles), cells=tds(cells)), "page.html")


@pytest.mark.parametrize(
    ("titles", "cells"),
    [
        ("Quoi | Qui | Quand", "Former | IDE | mai 2028"),
        ("Tâche | Responsable | Échéance", "Former | IDE | mai 2028"),
    ],
)
def test_a_table_beside_a_label_of_a_grid_is_read_as_one(titles: str, cells: str) -> None:
    found = grid_of("Actions", titles, cells)
    assert found["Sous-actions"].endswith("| Former | IDE | mai 2028 |")


def test_two_labels_in_a_row_and_two_tables_inside_go_together() -> None:
    found = rows_of_grid(
        table(
            "Pilote | Mme Roux | Membres | Dr Mirage",
            "Actions | Qui | Quoi | Quand",
            " | IDE | Former | mai 2028",
            "Moyens | Humains | Logistiques | Numériques",
            " | Une IDE | Un véhicule | Un agenda",
        ),
        MOTS,
    )
    assert [label for label, _ in found][:3] == ["Pilote", "Membres", "Actions"]
    assert words_of(found[1][1]) == "Dr Mirage"


def test_titles_of_the_trame_beside_a_label_open_their_own() -> None:
    found = grid_of("Moyens", "RH | Matériel | SI", "Une IDE | Un véhicule | Agenda partagé")
    assert found["Moyens humains"] == "Une IDE"
    assert found["Moyens logistiques"] == "Un véhicule"
    assert found["Moyens numériques"] == "Agenda partagé"


def test_cells_under_no_title_stay_with_the_label_beside_them() -> None:
    found = grid_of("Partenaires", "Mairie | Ehpad | Agenda", "Département | SSIAD | MSA")
    assert "Agenda" in found["Acteurs et partenaires"]
    assert "SSIAD" in found["Acteurs et partenaires"]


# --- prose, mails, conversations -----------------------------------------------------------------------------------------

PROSE = """Repérer la fragilité

{constat} Les chutes sont fréquentes. {but} repérer plus tôt.

{faire} former les soignants.

{mesure} le nombre de patients vus.

Merci de votre lecture.
"""


def prose(constat: str, but: str, faire: str, mesure: str) -> str:
    return PROSE.format(constat=constat, but=but, faire=faire, mesure=mesure)


@pytest.mark.parametrize(
    "words",
    [
        (
            "Nous constatons ceci.",
            "L'objectif est de",
            "Pour cela, il s'agit de",
            "Nous mesurerons",
        ),
        ("Le besoin est là.", "Nous souhaitons", "Concrètement, on va", "L'évaluation portera sur"),
        ("En bref, le souci est là.", "Notre but :", "Nous proposons de", "Enfin, nous suivrons"),
    ],
)
def test_sentences_say_what_they_are_about(words: tuple[str, str, str, str]) -> None:
    found = sections(prose(*words), "f.txt")
    assert "Les chutes sont fréquentes" in found["Problématiques constatées"]
    assert "repérer plus tôt" in found["Objectifs opérationnels"]
    assert "former les soignants" in found["Sous-actions"]
    assert "nombre de patients vus" in found["Indicateurs"]
    assert "Merci" in found["À ranger"]


@pytest.mark.parametrize(
    "words",
    [
        ("Bonjour.", "Il fallait", "Hier, on a pu", "Nous avons vu"),
        ("Le constat est là.", "Il fallait", "Hier, on a pu", "Nous suivrons"),
    ],
)
def test_a_text_that_tells_less_than_four_headings_is_no_fiche(
    words: tuple[str, str, str, str],
) -> None:
    assert not read(prose(*words), "f.txt").est_une_fiche


def test_who_speaks_in_a_conversation_waits_and_an_hour_of_a_programme_stays() -> None:
    chat = "[09:12] Paul Mirage\n\nContexte : peu\n\nSophie Laroman 09:13\n\nObjectifs : plus\n\nPublic : tous\n\nModifié\n"
    found = sections(chat, "f.txt")
    assert {"[09:12] Paul Mirage", "Sophie Laroman 09:13", "Modifié"} <= set(
        found["À ranger"].replace("\\", "").split("\n\n")
    )
    programme = "Contexte : peu\n\nObjectifs : plus\n\nActions :\n\n09:12 Accueil des familles\n\n10:30 Repas\n"
    assert "Accueil des familles" in sections(programme, "f.txt")["Sous-actions"]


def test_the_subject_of_a_mail_may_say_the_mission() -> None:
    mail = "De : n@exemple.fr\nObjet : fiche, mission prévention\n\nContexte : peu\n\nObjectifs : plus\n\nPublic : tous\n"
    assert read(mail, "f.txt").entete["mission"] == ["mission prevention"]


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("Description des étapes", "sous_actions"),
        ("Liste des partenaires", "acteurs"),
        ("Objectifs poursuivis par la collectivité", "objectifs"),
        ("Pourquoi maintenant ?", "problematiques"),
        ("Pour voir si ça marche", "indicateurs"),
        ("Ce que j'aimerais", "objectifs"),
        ("Description", "sous_actions"),
        ("Liste", ""),
        ("Pour voir la mer", ""),
        ("Passage par la mairie", ""),
    ],
)
def test_titles_with_a_word_before_or_after_are_known(title: str, wanted: str) -> None:
    assert MOTS.rubrique(title) == wanted


def test_the_column_that_describes_an_indicator_is_not_its_name() -> None:
    assert MOTS.colonne("indicateurs", "Description de l'indicateur") == ""


def test_who_comes_after_a_person_with_an_article_is_somebody_else() -> None:
    found = list(people_in("Marc Duconte, la diététicienne de la MSP", Annuaire()))
    assert found[1:] == ["la diététicienne de la MSP"]
    assert len(list(people_in("Marc Duconte, diététicien de la MSP", Annuaire()))) == 1


def test_needs_after_the_problem_are_means_in_a_grid_too() -> None:
    rows = "| Contexte | Peu |\n|---|---|\n| Objectifs | Plus |\n| Besoins | Une tablette |\n"
    found = sections(rows)
    assert found["Problématiques constatées"] == "Peu"
    assert "Une tablette" in found["Moyens"]


def test_the_boxes_and_the_form_of_a_web_page_are_read() -> None:
    boxes = "".join(
        f"<input type='checkbox'{' checked' if one == 'Aidants' else ''}> {one} "
        for one in ("Enfants", "Aidants", "Adultes")
    )
    page = (
        f"<form><h2>Public</h2><p>{boxes}</p><h2>Contexte</h2><p>{'Les chutes sont fréquentes. ' * 10}</p>"
        "<h2>Objectifs</h2><p>Moins.</p></form><form><input> Rechercher</form>"
    )
    found = sections(page, "page.html")
    assert found["Public cible"] == "Aidants"
    assert found["Objectifs opérationnels"] == "Moins."
    assert "Rechercher" not in str(found)


# --- forms that ask, slides, objectives one by one -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("À quel besoin répond l'action ? Précisez les données.", "problematiques"),
        ("Quels changements attendez-vous ?", "objectifs"),
        ("Quelles personnes toucherez-vous ?", "public_cible"),
        ("Quels partenaires mobiliserez-vous ?", "acteurs"),
        ("Comment évaluerez-vous les résultats ?", "indicateurs"),
        ("Décrivez les activités prévues", "sous_actions"),
        ("Indiquez le public visé", "public_cible"),
        ("Besoin auquel répond l'action", "problematiques"),
        ("Où l'on va", "objectifs"),
        ("Montant total", "budget"),
        ("Pourquoi ? parce que 2 950 patients attendent", ""),
        ("Précisez", ""),
        ("Quels seront les horaires ?", ""),
        ("Où se garer ?", ""),
    ],
)
def test_what_a_form_asks_is_understood(title: str, wanted: str) -> None:
    assert (MOTS.rubrique(title) if MOTS.rubrique_seule(title) else "") == wanted


def test_objectives_one_by_one_keep_their_words_and_what_stands_under_them() -> None:
    text = (
        "# Fiche\n\n## Contexte\n\nPeu.\n\n## Objectif 1 – Former\n\n**Actions**\n\n- ouvrir une session\n\n"
        "## Objectif 2 – Recruter\n\n**Indicateur** : nombre de recrues\n"
    )
    found = sections(text)
    assert "Former" in found["Objectifs opérationnels"]
    assert "Recruter" in found["Objectifs opérationnels"]
    assert found["Sous-actions"] == "- ouvrir une session"
    assert found["Indicateurs"] == "### Indicateur : nombre de recrues"


def test_the_line_after_the_number_of_a_slide_is_its_title() -> None:
    slides = "".join(
        f"Diapositive {at}\n{title}\n{words}\n"
        for at, (title, words) in enumerate(
            (
                ("Le bus", "de santé"),
                ("Contexte", "Peu"),
                ("Objectifs", "Plus"),
                ("Merci", "à tous"),
            ),
            1,
        )
    )
    found = sections(slides, "diapos.txt")
    assert (found["Problématiques constatées"], found["Objectifs opérationnels"]) == ("Peu", "Plus")
    assert "à tous" in found["À ranger"]
    once = "Contexte\nDiapositive 3\nle reste\nObjectifs\nPlus\nPublic\nTous\n"
    assert "Diapositive 3" in sections(once, "texte.txt")["Problématiques constatées"]


def test_a_title_below_a_sentence_of_a_text_that_a_program_cut_is_no_part_of_it() -> None:
    lines = (
        "Contexte\nQuatre diabétiques sur dix n'ont pas eu de fond d'œil dans l'année.\nObjectifs de l'action\n"
        "Dépister 400 patients la première année dans les huit cabinets du\nterritoire, et dans deux Ehpad.\n"
        "Public\nLes diabétiques\n"
    )
    found = sections(lines, "texte.txt")
    assert found["Problématiques constatées"].endswith("dans l'année.")
    assert "territoire, et dans deux Ehpad" in found["Objectifs opérationnels"]


def test_a_line_under_who_says_by_its_own_label_what_it_gives() -> None:
    fiche = read(
        "## Contexte\n\nPeu\n\n## Objectifs\n\nPlus\n\n## Qui\n\n- pilote : Mme Roux\n- Marc Duconte\n"
    )
    assert fiche.entete["pilote"] == ["Mme Roux"]
    assert fiche.entete["membres"] == ["Marc Duconte"]


@pytest.mark.parametrize(
    "words",
    [
        "Mission : a" + " " * 20_000 + "b",
        "Objectif : " + "(mission " * 3_000,
        "Pilote " + "." * 20_000,
    ],
)
def test_a_line_without_end_is_read_in_a_time_that_grows_as_it_does(words: str) -> None:
    with promptly(2):
        read_fiches([Paragraph(plain("Contexte : peu")), Paragraph(plain(words))], MOTS)
        title_and_mission(words, MOTS)


def test_a_label_of_two_lines_is_replaced_whole(projet: Path) -> None:
    page = (
        "<table><tr><td>Mission</td><td>Prévention</td></tr><tr><td>Membres du groupe de travail</td><td>Paul Mirage</td></tr>"
        "<tr><td><p>Problématiques constatées</p><p>(rappel du diagnostic)</p></td><td>Peu de soignants</td></tr>"
        "<tr><td><p>Objectifs</p><p>(mesurables, trois au maximum)</p></td><td>Plus de soignants</td></tr>"
        "<tr><td>Public</td><td>Tous</td></tr></table>"
    )
    _, paths = bring(projet, "page.html", page.encode())
    (text,) = (path.read_text(encoding="utf-8") for path in paths if path.suffix == ".md")
    assert "## À ranger" not in text
    assert "(rappel du diagnostic)" in text.partition("<!--")[2]
