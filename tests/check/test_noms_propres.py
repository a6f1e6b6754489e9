"""A name mistyped is told; another name, a common word or a first name is none."""

from __future__ import annotations

import pytest

from tests.projets import edited, examen, petit_projet

TEXT = "content/diagnostic/01-territoire.md\n- Deux communes, dont Auch.\n+ "


def told(line: str) -> list[str]:
    found = examen(edited(petit_projet(), TEXT + line)).findings
    return [one.message for one in found if one.code == "X061"]


@pytest.mark.parametrize(
    ("line", "typed", "meant"),
    [
        ("Deux communes, dont Pavvie.", "Pavvie", "Pavie"),
        ("Deux communes, dont Auch, et la route de Paive.", "Paive", "Pavie"),
        ("Deux communes, dont Auch (Pafie est plus petite).", "Pafie", "Pavie"),
        ("Deux communes, dont Auch, loin d'Pavje.", "Pavje", "Pavie"),
        ("Deux communes, dont Auch et **Pavvie**.", "Pavvie", "Pavie"),
        ("Deux communes, dont Auch, et Anne Durrand y exerce.", "Durrand", "Durand"),
        ("Deux communes, dont Auch, et Mme Durnad y exerce.", "Durnad", "Durand"),
        ("Deux communes, dont Auch.\n+\n+ - pilote : ANNE DURAMD", "DURAMD", "Durand"),
        (
            "Deux communes, dont Auch.\n+\n+ | Qui | Quoi |\n+ |---|---|\n+ | Dr Duramd | relit |",
            "Duramd",
            "Durand",
        ),
    ],
)
def test_a_name_one_sign_away_is_told(line: str, typed: str, meant: str) -> None:
    assert told(line) == [f"« {typed} » ressemble à « {meant} », à une lettre près."]


@pytest.mark.parametrize(
    "line",
    [
        "Deux communes, dont Auch et Pavie, où Anne Durand exerce.",
        "Deux communes, dont Auch. Parie est un verbe, qui commence la phrase.",
        "Deux communes, dont Auch.\n+\n+ - Parie qui veut.",
        "Deux communes, dont Auch.\n+\n+ * Parie qui veut.",
        "Deux communes, dont Auch\n+\n+ Parie qui veut, après un titre sans point.",
        "Deux communes, dont Auch, et le jeu « Parie ».",
        "Deux communes, dont Auch, et les Pavies, une famille ancienne.",
        "Deux communes, dont Auch, et le ruisseau du Savie.",
        "Deux communes, dont Auch, au bord de la Pavia.",
        "Deux communes, dont Auch, et Luc Durant, qui n'est pas d'ici.",
        "Deux communes, dont Auch, et la rue Duramd, où personne n'exerce.",
        "Deux communes, dont Auch, et une personne : pavvie, tapé sans capitale.",
    ],
)
def test_another_name_or_a_common_word_is_not(line: str) -> None:
    assert told(line) == []


def test_a_word_that_a_register_knows_is_a_name_of_its_own() -> None:
    other = edited(
        petit_projet(),
        "content/personnes.csv\n"
        "- petit;physique;Petit;Marc;infirmier;libéral;maison;;Auch;professionnels;à venir;\n"
        "+ petit;physique;Petit;Marc;infirmier;libéral;maison;;Auch;professionnels;à venir;\n"
        "+ durrand;physique;Durrand;Paul;infirmier;libéral;;;Auch;professionnels;à venir;\n"
        + TEXT
        + "Deux communes, dont Auch, où exercent Anne Durand et Paul Durrand.",
    )
    assert not [one for one in examen(other).findings if one.code == "X061"]
