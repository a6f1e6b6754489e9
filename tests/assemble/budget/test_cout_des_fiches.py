"""What each fiche costs, told for as many fiches as there are lines."""

from __future__ import annotations

import pytest

from pipeline.assemble.brouillon import Constats
from pipeline.assemble.fiche import laid_out
from pipeline.model.budget import Budget, Depense
from tests.projets import examen, petit_projet


def test_the_lines_of_the_budget_are_gone_through_once_for_all_the_fiches(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = examen(petit_projet())
    read: list[Budget] = []

    def told(budget: Budget) -> tuple[Depense, ...]:
        read.append(budget)
        return tuple(line for bloc in budget.blocs for line in bloc.depenses)

    monkeypatch.setattr(Budget, "depenses", property(told))
    fiches = found.projet.fiches * 20
    pages = list(laid_out(fiches, found.projet, found.comptes, Constats(())))
    assert len(pages) == 20 * len(found.projet.fiches)
    assert len(read) == 1
