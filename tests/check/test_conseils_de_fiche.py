"""What is told of a fiche names what it has: people beside a task, two dates on a line, a text that waits to be sorted."""

from __future__ import annotations

import pytest

from tests.projets import edited, examen, petit_projet

FICHE = "content/fiches/M3-01-alimentation.md\n"


def told(notation: str, code: str) -> list[str]:
    """Each finding of a rule, with its hints."""
    found = examen(edited(petit_projet(), FICHE + notation)).findings
    return [
        " ".join((finding.message, *finding.hints)) for finding in found if finding.code == code
    ]


@pytest.mark.parametrize(
    "task", ["Choisir l'outil (Dr Durand)", "Convention : Durand", "A. Durand forme"]
)
def test_a_task_that_names_somebody_is_not_said_to_have_nobody(task: str) -> None:
    (said,) = told(f"- | Former les équipes | petit |\n+ | {task} | |", "F033")
    assert "nomme Anne Durand" in said


def test_a_word_that_is_a_name_too_names_nobody() -> None:
    (said,) = told("- | Former les équipes | petit |\n+ | Petit déjeuner équilibré | |", "F033")
    assert "n'a pas de responsable" in said


def test_a_stage_of_two_dates_is_not_said_to_have_none() -> None:
    stages = "- | Bilan | T2 2028 |\n+ | Démarrage avril 2027, généralisation janvier 2028 | |"
    (said,) = told(stages, "F018")
    assert "plusieurs dates" in said
    assert "une ligne à chacune" in said


def test_a_missing_heading_may_wait_to_be_sorted() -> None:
    gone = "- ## Objectifs opérationnels\n-\n- 1. Un objectif clair.\n"
    left = "- ## Objectifs opérationnels\n+ ## À ranger\n"
    assert "peut-être sous « À ranger »" in " ".join(told(left, "F007"))
    assert "À ranger" not in " ".join(told(gone, "F007"))


@pytest.mark.parametrize("name", ["vus (cible : 15)", "réunions : 2/an", "lettres : 75 % -> 95 %"])
def test_a_figure_in_the_name_of_an_indicator_is_quoted(name: str) -> None:
    typed = f"- ### Indicateur : personnes touchées\n+ ### Indicateur : {name}\n- - cible année 1 : 20\n- - cible année 2 : 40\n"
    said = " ".join(told(typed, "F021"))
    assert "dans son nom, est sa cible" in said
