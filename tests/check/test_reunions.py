"""Which steps of a planning are meetings on indicators, and how the lack of them is said."""

from __future__ import annotations

import pytest

from pipeline.check.reunions import Annee, _said
from pipeline.model.langue.mots import fold
from pipeline.model.reunion import is_meeting


@pytest.mark.parametrize(
    "step",
    [
        "Réunion de suivi des indicateurs",
        "Première réunion d'indicateurs avec l'ARS et la CPAM",
        "Réunions d'étape avec l'assurance maladie",
        "Point d'étape",
        "Comité de pilotage",
        "COPIL",
        "Dialogue de gestion",
        "Bilan de la première année",
        "Bilan",
        "Évaluation",
        "Revue des résultats",
    ],
)
def test_a_meeting_on_the_action_counts(step: str) -> None:
    assert is_meeting(fold(step))


@pytest.mark.parametrize(
    "step",
    [
        "Démarrage",
        "Réunion publique",
        "Réunions de concertation pluriprofessionnelle",
        "Bilan partagé de médication",
        "Bilans de santé des enfants",
        "Évaluation gériatrique à domicile",
        "Évaluation des pratiques",
        "Choix des indicateurs",
        "Suivi des patients",
    ],
)
def test_care_and_other_meetings_do_not(step: str) -> None:
    assert not is_meeting(fold(step))


def test_years_that_lack_the_same_are_said_together() -> None:
    lacking = [Annee(1, 0, 1), Annee(2, 1, 2), Annee(4, 0, 2), Annee(5, 0, 2)]
    assert _said(lacking) == "année 1, 0 sur 1 ; année 2, 1 sur 2 ; années 4 à 5, 0 sur 2"
    assert _said([Annee(0, 1, 2)]) == "1 sur 2 par an"
