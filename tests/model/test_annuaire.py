"""Several people in one cell: each is known, and every word typed around their names is kept."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.duree import in_proportion
from tests.projets import edited, examen, petit_projet

PEOPLE = """content/personnes.csv
+ strophe;physique;Strophe;Lucie;infirmière;libéral;;;Auch;professionnels;engagé;
+ ballade;physique;Ballade;Karim;infirmier;libéral;;;Auch;professionnels;engagé;
+ sport;morale;Association Sport et santé;;;;;;Auch;professionnels;engagé;
"""
ANNUAIRE = examen(edited(petit_projet(), PEOPLE)).projet.annuaire


@pytest.mark.parametrize(
    ("typed", "printed", "named"),
    [
        ("strophe", "Lucie Strophe", ["strophe"]),
        ("strophe, ballade", "Lucie Strophe, Karim Ballade", ["strophe", "ballade"]),
        ("Lucie Strophe (IDEL), Karim Ballade (IPA)", None, ["Lucie Strophe", "Karim Ballade"]),
        ("Lucie Strophe, Jeanne Inconnue", None, ["Lucie Strophe"]),
        ("Lucie Strophe, infirmière", None, ["Lucie Strophe"]),
        ("Karim Ballade et les pharmacies", None, ["Karim Ballade"]),
        ("Association Sport et santé", None, ["Association Sport et santé"]),
        ("sport / ballade", "Association Sport et santé / Karim Ballade", ["sport", "ballade"]),
        ("ballade (IPA) (Fleurance)", "Karim Ballade (IPA) (Fleurance)", ["ballade"]),
        ("la coordinatrice, chaque mois", None, None),
        ("", "", None),
    ],
)
def test_each_person_of_a_cell_is_known_and_no_word_is_lost(
    typed: str, printed: str | None, named: list[str] | None
) -> None:
    assert ANNUAIRE.en_clair(typed) == (typed if printed is None else printed)
    found = [re.sub(r" \(.*", "", words) for words in ANNUAIRE.designations(typed)]
    assert found == ([typed] if named is None else named)


PIECES = st.sampled_from(
    ["strophe", "Karim Ballade", "(IPA)", "sport", "les pharmacies", ",", ";", " et ", " ", "/"]
)


@given(st.lists(PIECES, max_size=8).map("".join))
def test_words_that_name_nobody_stay_as_they_were_typed(typed: str) -> None:
    printed = ANNUAIRE.en_clair(typed)
    for words in ("(IPA)", "les pharmacies", "Karim Ballade"):
        assert printed.count(words) >= typed.count(words)


@pytest.mark.parametrize("between", [" ", ",", " et ", "a ", "(", "- "])
def test_a_cell_costs_by_its_length(between: str) -> None:
    def read(size: int) -> str:
        return ANNUAIRE.en_clair(f"strophe{between * size}ballade")

    in_proportion(read, 200)
    in_proportion(read, 5_000)
