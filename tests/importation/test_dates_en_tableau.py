"""Dates in tables: those that have no row of titles, those whose months have their year in the title above."""

from __future__ import annotations

import pytest

from pipeline.interpret.importation.gantt import dated_by_its_title
from pipeline.interpret.importation.lignes import lines_of, words_of
from pipeline.interpret.importation.sans_titres import with_its_titles
from pipeline.model.prose import Table
from tests.importation.test_voisins_des_manieres import MOTS, blocks_of, sections, table


def titles(found: Table) -> list[str]:
    return [words_of(cell) for cell in found.header]


@pytest.mark.parametrize(
    ("rows", "key", "expected"),
    [
        (("Réunir le groupe | janvier 2028", "Bilan | décembre 2028"), "planning", ["Étape", "Date"]),
        (("T1 2028 | Réunir le groupe", "T2 2028 | Bilan"), "planning", ["Date", "Étape"]),
        (("Étape 1 | Réunir | 01/2028", "Étape 2 | Bilan | 03/2028"), "planning", ["N°", "Étape", "Date"]),
        (("Réunir | Claire Roux | mai 2028", "Bilan | Paul Roux | mai 2029"), "sous_actions", ["Sous-action", "Qui", "Quand"]),
        ((" | ", "Lancement | janvier 2028", "Bilan | mai 2028"), "planning", ["Étape", "Date"]),
        (("Taux d'appels | 40 | 200", "Part des lits | 0 % | 50 %"), "indicateurs", ["Indicateur", "colonne 2", "colonne 3"]),
    ],
)  # fmt: skip
def test_a_table_whose_rows_are_alike_takes_our_titles(
    rows: tuple[str, ...], key: str, expected: list[str]
) -> None:
    found = with_its_titles(table(*rows), key)
    assert titles(found) == expected
    assert len(found.rows) == len([row for row in rows if row.strip(" |")])


@pytest.mark.parametrize(
    ("rows", "key"),
    [
        (("Étape | Date", "Réunir | janvier 2028", "Bilan | mai 2028"), "planning"),
        (("Réunir | janvier 2028", "Bilan | à définir"), "planning"),
        (("2027 | 2028", "mars 2027 | juin 2028"), "planning"),
        (("Réunir | Ouvrir | mai 2028", "Bilan | Fermer | juin 2028"), "planning"),
        (("Indicateur | Cible", "Nombre d'appels | 40"), "indicateurs"),
        (("Nombre d'appels | par le standard", "Part des patients | 50 %"), "indicateurs"),
    ],
)
def test_a_table_that_has_titles_or_leaves_a_doubt_stays_as_it_is(
    rows: tuple[str, ...], key: str
) -> None:
    asked = table(*rows)
    assert with_its_titles(asked, key) == asked


FICHE = "## Constat\n\nTrop d'attente.\n\n## Objectifs\n\nMoins d'attente\n\n{}\n"


@pytest.mark.parametrize(
    "title", ["## Gantt 2028", "**Planning (année 2028)**", "## Calendrier\n\n2028"]
)
def test_the_year_of_a_title_is_that_of_the_months_below(title: str) -> None:
    calendar = (
        "| Étapes | Janv | Févr | Mars |\n|---|---|---|---|\n| Réunir | x | | |\n| Bilan | | | x |"
    )
    found = sections(FICHE.format(f"{title}\n\n{calendar}"))
    assert "| Réunir | janvier 2028 |" in found["Planning prévisionnel"]
    assert "| Bilan | mars 2028 |" in found["Planning prévisionnel"]


def test_months_that_go_round_are_of_the_next_of_two_years() -> None:
    lines = "## Planning 2027-2028\n\n- septembre : réunir\n- janvier à mars : ouvrir\n- juin 2029 : bilan\n- puis fermer\n"
    (held,) = [block for block in blocks_of(lines) if lines_of(block)[0].startswith("sept")]
    (found,) = dated_by_its_title("Planning 2027-2028", [held])
    assert lines_of(found) == [
        "septembre 2027 : réunir",
        "janvier à mars 2028 : ouvrir",
        "juin 2029 : bilan",
        "puis fermer",
    ]


@pytest.mark.parametrize("title", ["Planning", "Calendrier prévisionnel"])
def test_months_under_a_title_without_a_year_are_left_to_be_asked(title: str) -> None:
    asked = table("Étape | Date", "Réunir | janvier")
    assert dated_by_its_title(title, [asked]) == [asked]


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("Calendrier 2028", "planning"),
        ("Budget 2028-2029", "budget"),
        ("Rétroplanning pour l'année 2028", "planning"),
        ("Cible 2028", ""),
        ("Plan d'actions 2027-2030", ""),
        ("Bilan 2026", ""),
    ],
)
def test_a_year_changes_nothing_to_what_a_title_of_times_or_money_says(
    title: str, wanted: str
) -> None:
    assert MOTS.d_une_annee(title) == wanted
