"""One mistake never hides another: forty pairs drawn here, all of them in ``make preuves``."""

from __future__ import annotations

import pytest

from tests.paires import Ecart, ecart, ecarts, tirees

SEED, COUNT = 2026, 40


@pytest.mark.lent  # eighty checks of the small project
def test_two_mistakes_say_what_each_says() -> None:
    odd = [str(found) for found in ecarts(tirees(SEED, COUNT)) if found.tus or found.nouveaux]
    assert len(odd) <= 1, (
        odd
    )  # a pair in a hundred may: its second value cannot be read without the first


def test_a_bad_date_hides_nothing_of_its_fiche() -> None:
    for other in ("F021-indicateur-nu.txt", "F025-sans-depart.txt", "F036-sans-reunion.txt"):
        assert ecart("C003-29-fevrier.txt", other) == Ecart(
            ("C003-29-fevrier.txt", other), frozenset(), frozenset()
        )


def test_a_size_hides_no_line_of_the_budget() -> None:
    found = ecart("T001-taille-trop-grande.txt", "B012-ligne-hors-bareme.txt")
    assert found is not None
    assert not found.tus
    assert not found.nouveaux


def test_what_is_hidden_is_seen() -> None:
    """The law would see it: a barème that is not known cannot say which missions are due."""
    found = ecart("B018-bareme-inconnu.txt", "P003-mission-socle.txt")
    assert found is not None
    assert found.tus == {("content/projet.yaml", "P003")}


def test_two_edits_of_one_place_are_no_pair() -> None:
    assert ecart("B004-montant.txt", "B005-erreur.txt") is None
