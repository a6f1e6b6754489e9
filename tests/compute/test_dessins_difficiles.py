"""What a chart or a map cannot show well is told with its file and line, once, and never stops the program."""

from __future__ import annotations

import pytest

from pipeline.run import Examen
from tests.projets import edited, examen, petit_projet

CHAPITRE = "content/diagnostic/01-territoire.md"
CSV = "content/diagnostic/donnees/d.csv"


def with_text(lines: list[str], rows: list[str]) -> Examen:
    table = "".join(f"+ {row}\n" for row in rows)
    text = "".join(f"+ {line}\n" for line in lines)
    return examen(edited(petit_projet(), f"{CSV}\ncréer\n{table}{CHAPITRE}\n+\n{text}"))


def chart(kind: str, rows: list[str], *more: str) -> list[str]:
    block = ["```graphique", f"type: {kind}", "source: d", *more, "titre: Ici", "```"]
    return told(with_text(block, rows))


def told(state: Examen) -> list[str]:
    return [f"{finding.span} {finding.code} {finding.message}" for finding in state.findings]


def one(found: list[str], place: str, code: str, words: str) -> None:
    (message,) = found
    assert message.startswith(f"{place} {code} ")
    assert words in message


def test_a_table_without_any_number_is_told_where_the_column_is_named() -> None:
    found = chart("barres", ["Âge;Femmes", "a;beaucoup", "b;peu"], "colonnes: Âge ; Femmes")
    one(found, f"{CHAPITRE}:12", "X055", "ne contient pas de nombres")


def test_a_number_too_great_to_be_drawn_is_told_in_its_cell() -> None:
    found = chart("barres", ["Âge;N", f"a;{'9' * 30}", "b;1"])
    one(found, f"{CSV}:2:2", "X055", "trop grand")


def test_sixty_labels_are_drawn_and_told() -> None:
    rows = ["Âge;N", *(f"c{rank};{rank}" for rank in range(60))]
    one(chart("barres", rows), f"{CHAPITRE}:11", "X056", "60 libellés")
    assert chart("courbes", rows) == []


def test_a_long_title_of_a_column_is_told_as_a_long_label_is() -> None:
    one(chart("barres", [f"Âge;{'n' * 80};M", "a;1;2", "b;2;3"]), f"{CSV}:1:2", "X056", "80")
    one(chart("barres", ["Âge;N", f"{'a' * 80};1", "b;2"]), f"{CSV}:2:1", "X056", "80")


def test_an_empty_file_is_told_once() -> None:
    one(chart("barres", ["Âge;N"]), f"{CHAPITRE}:11", "X042", "n'a que ses titres")


def test_a_target_where_none_can_be_shown_is_told_on_its_line() -> None:
    found = chart("secteurs", ["Âge;N", "a;1", "b;2"], "cible: N")
    one(found, f"{CHAPITRE}:12", "X055", "ne peut pas montrer de cible")


def test_the_file_of_a_whole_country_gives_one_finding_for_a_map() -> None:
    rows = ["code;N", "32013;1", "32307;2", *(f"{rank:05};{rank}" for rank in range(10_000))]
    found = told(with_text(['{{ carte("d", colonne="N") }}'], rows))
    one(found, f"{CSV}:4:1", "X054", "10\u202f000 lignes")


def test_five_lines_that_are_of_no_commune_are_told_one_by_one() -> None:
    rows = ["code;N", "32013;1", "32307;2", *(f"7505{rank};1" for rank in range(5))]
    assert len(told(with_text(['{{ carte("d", colonne="N") }}'], rows))) == 5


@pytest.mark.parametrize(
    ("row", "place", "words"),
    [
        ("Loin;x;;0;-20", "2:4", "loin du territoire"),
        ("Rien;x;;;", "2:3", "ni code de commune ni coordonnées"),
        ("Ailleurs;x;75056;;", "2:3", "n'est pas une commune du territoire"),
    ],
)
def test_a_place_that_cannot_be_on_the_map_is_told_and_a_map_without_place_is_drawn(
    row: str, place: str, words: str
) -> None:
    rows = ["nom;genre;code;latitude;longitude", row]
    state = with_text(['{{ carte.territoire(lieux="d") }}'], rows)
    one(told(state), f"{CSV}:{place}", "X054", words)
    (carte,) = state.comptes.cartes.values()
    assert carte.lieux == ()


def test_ten_thousand_places_are_told() -> None:
    rows = ["nom;genre;code", *(f"l{rank};x;32013" for rank in range(10_000))]
    found = told(with_text(['{{ carte.territoire(lieux="d") }}'], rows))
    one(found, f"{CSV}:1", "X054", "se recouvrent")
