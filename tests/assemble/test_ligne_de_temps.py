"""The small bar of a fiche stands at its dates, and asks nothing of a template."""

from __future__ import annotations

import pytest

from pipeline.assemble.fiche import champs_remplis
from pipeline.assemble.ligne_de_temps import DEPLOYED, SETTING_UP, ligne_de_temps
from pipeline.model.prose import LigneDeTemps
from pipeline.run import build
from tests.projets import edited, examen, petit_projet

FICHE = "content/fiches/M3-01-alimentation.md"


def the_line(more: str = "") -> LigneDeTemps | None:
    state = examen(edited(petit_projet(), f"{FICHE}\n{more}") if more else petit_projet())
    fiche = next(one for one in state.projet.fiches if one.path == FICHE)
    return ligne_de_temps(fiche, state.comptes.contrat)


def test_the_years_fill_the_line_and_the_bars_touch() -> None:
    line = the_line()
    assert line is not None
    assert [line.annees[0].debut, line.annees[-1].fin] == [0.0, 1.0]
    setting_up, deployed = line.barres
    assert (setting_up.texte, deployed.texte) == (SETTING_UP, DEPLOYED)
    assert 0 <= setting_up.debut < setting_up.fin == deployed.debut < deployed.fin <= 1
    assert deployed.fonce


def test_an_action_that_begins_at_the_third_anniversary_begins_at_three_fifths() -> None:
    line = the_line("-   demarrage: 2027-04-01\n+   demarrage: 2030-04-01\n")
    assert line is not None
    assert line.barres[0].debut == pytest.approx(0.6, abs=0.001)


def test_without_a_start_there_is_no_bar() -> None:
    assert the_line("-   demarrage: 2027-04-01\n") is None


def test_the_dates_are_said_to_who_cannot_see() -> None:
    line = the_line()
    assert line is not None
    assert "démarrage : 1er avril 2027" in line.alt


def test_a_template_that_leaves_the_bar_out_is_not_blamed_for_it() -> None:
    state = examen(petit_projet())
    filled = champs_remplis(state.projet, state.comptes)
    assert "fiche.planning" in {name.rpartition(".")[0] for name in filled}
    assert "fiche.planning_texte" not in filled


def test_the_same_bytes_twice() -> None:
    state = examen(petit_projet())
    wanted = ["projet-de-sante"]
    assert build(state, wanted=wanted) == build(state, wanted=wanted)
