"""A fiche named by a code that does not exist: the one that is meant, by what the cell or its line says."""

from __future__ import annotations

import pytest

from tests.projets import dits, edited, petit_projet


def hint(*cells: str) -> str:
    notation = "\n".join(("budgets/budget.xlsx", *cells))
    (found,) = (one for one in dits(edited(petit_projet(), notation)) if one.code == "B007")
    return " ".join(found.hints).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("cells", "meant"),
    [
        (("Prévention!C7 = M6-01", "Prévention!B7 = Ateliers d'alimentation"), "« M3-01 » (Action"),
        (("Prévention!C7 = M3-09", "Prévention!B7 = Réunions"), "« M3-01 » ?"),
    ],
)
def test_the_fiche_that_is_meant_is_named_by_its_title(cells: tuple[str, ...], meant: str) -> None:
    assert meant in hint(*cells)
