"""Whatever cannot be read, the projet is complete: empty pieces in the place of holes, each named."""

from __future__ import annotations

import pytest

from pipeline.model.budget import Budget
from pipeline.model.decoupage import Decoupage
from pipeline.model.personne import Annuaire
from pipeline.model.projet import Identite, Piece
from pipeline.model.statuts import Valeurs
from tests.projets import edited, examen, petit_projet

FICHIERS = {
    "content/communes.csv": {Piece.COMMUNES},
    "content/personnes.csv": {Piece.ANNUAIRE},
    "content/diagnostic/besoins.csv": {Piece.BESOINS},
    "budgets/budget.xlsx": {Piece.BUDGET},
    "content/statuts/valeurs.yaml": {Piece.STATUTS},
    "content/projet.yaml": {Piece.IDENTITE, Piece.BAREME, Piece.BUDGET},
}


def test_a_sound_project_has_no_hole() -> None:
    assert examen(petit_projet()).projet.trous == frozenset()


@pytest.mark.parametrize("path", FICHIERS)
def test_a_file_that_is_absent_is_a_hole(path: str) -> None:
    assert examen(edited(petit_projet(), f"{path}\neffacer")).projet.trous == FICHIERS[path]


@pytest.mark.parametrize("path", [path for path in FICHIERS if not path.endswith(".csv")])
def test_a_file_that_cannot_be_read_is_one_too(path: str) -> None:
    assert (
        examen(edited(petit_projet(), f"{path}\noctets: 61203a205b0aff")).projet.trous
        == FICHIERS[path]
    )


def test_holes_are_empty_pieces() -> None:
    projet = examen({}).projet
    assert projet.trous == frozenset(Piece)
    assert (projet.identite, projet.budget, projet.annuaire) == (Identite(), Budget(), Annuaire())
    assert (projet.statuts.valeurs, projet.decoupage) == (Valeurs(), Decoupage())
    assert (projet.taille, projet.bareme.missions, projet.besoins) == (0, (), ())
