"""The sigles of the texts: explained, unknown, or a word of other days."""

from __future__ import annotations

import pytest

from tests.projets import edited, examen, petit_projet

DIAGNOSTIC = "content/diagnostic/01-territoire.md\n- Deux communes, dont Auch.\n+ Deux communes, dont Auch. {}\n"


@pytest.mark.parametrize(
    ("words", "unknown"),
    [
        ("La ZQXT aide.", ["ZQXT"]),
        ("La zone quasi xérothermique (ZQXT) aide.", []),
        ("La CMUC aide.", []),
        ("AUCH et PETIT aident.", []),
        ("Le DIAGNOSTIC aide, car ce diagnostic est bon.", []),
    ],
    ids=[
        "inconnu",
        "dit par le texte",
        "terme remplacé, qu'une autre règle dit",
        "noms",
        "mot en capitales",
    ],
)
def test_a_sigle_is_unknown_when_nothing_explains_it_and_no_other_rule_speaks_of_it(
    words: str, unknown: list[str]
) -> None:
    lexique = examen(edited(petit_projet(), DIAGNOSTIC.format(words))).comptes.lexique
    assert [use.sigle for use in lexique.inexpliques] == unknown


def test_a_sigle_is_told_at_its_first_place_with_how_often_it_stands() -> None:
    lexique = examen(
        edited(petit_projet(), DIAGNOSTIC.format("La ZQXT, puis la ZQXT."))
    ).comptes.lexique
    assert [(use.sigle, use.fois, use.span.line) for use in lexique.inexpliques] == [("ZQXT", 2, 7)]
