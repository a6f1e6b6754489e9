"""Titles as people write them: each is read as what it means, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.disk import reference_data
from pipeline.model.files import VOCABULAIRE
from pipeline.model.vocabulaire import Vocabulaire, entries, meaning, ours

TEXTE = reference_data()[VOCABULAIRE].decode()
VOCABULAIRE_LU = Vocabulaire(TEXTE)
TITRES = [
    line.split("\t")
    for line in (Path(__file__).parent / "titres-du-terrain.txt")
    .read_text(encoding="utf-8")
    .splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("title", "wanted"), [(title, wanted) for title, wanted in TITRES])
def test_a_title_of_the_field_is_never_taken_for_another(title: str, wanted: str) -> None:
    assert VOCABULAIRE_LU.rubrique(title) in (wanted, "")


def test_nineteen_titles_in_twenty_are_understood() -> None:
    meant = [title for title, wanted in TITRES if wanted != "?"]
    missed = [title for title in meant if not VOCABULAIRE_LU.rubrique(title)]
    assert len(missed) <= 0.05 * len(meant), missed


@pytest.mark.parametrize("title", [title for title, wanted in TITRES if wanted == "?"])
def test_a_title_that_may_mean_several_things_is_asked(title: str) -> None:
    assert VOCABULAIRE_LU.rubrique(title) == ""


def test_each_word_has_one_meaning_and_a_source() -> None:
    seen: dict[tuple[str, tuple[str, ...]], str] = {}
    for genre, sense, word, source in entries(TEXTE):
        assert source, word
        assert seen.setdefault((genre, meaning(word)), sense) == sense, word
        assert ours().get(genre, {}).get(meaning(word), sense) == sense, word


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("Mission socle n°2 – Parcours pluriprofessionnels", "parcours"),
        ("MISSION 3 : PRÉVENTION", "prevention"),
        ("Axe 3 – Prévention et promotion de la santé", "prevention"),
        ("Mission 1A : Faciliter l'accès à un médecin traitant", "acces_soins"),
        ("Développement des actions territoriales de prévention", "prevention"),
        ("Fluidité des parcours de santé des patients et de la continuité des soins", "parcours"),
        ("prévention (socle)", "prevention"),
        ("Accompagnement des PS sur le territoire", "accompagnement"),
        ("Mission 2", ""),
        ("Urgences", ""),
        ("Prévention / parcours", ""),
    ],
)
def test_a_mission_is_known_by_its_words_and_not_by_its_number(typed: str, wanted: str) -> None:
    assert VOCABULAIRE_LU.mission(typed) == wanted


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("Acteurs concernés par", ("Acteurs et partenaires",)),
        ("Objektifs", ("Objectifs opérationnels",)),
        ("Météo", ()),
    ],
)
def test_what_is_proposed_is_near_by_its_meaning(typed: str, wanted: tuple[str, ...]) -> None:
    assert VOCABULAIRE_LU.proches(typed)[:1] == wanted
