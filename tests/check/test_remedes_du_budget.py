"""What is told of a resource of the ACI in a block that is not due it: where it is due, and how much."""

from __future__ import annotations

from pipeline.check.budget import _where_it_is_due
from pipeline.model.bareme import FONCTIONNEMENT
from pipeline.model.budget import FEUILLES
from pipeline.model.langue.francais import euros
from tests.projets import examen, petit_projet


def test_each_block_is_named_with_what_the_bareme_gives_it() -> None:
    projet = examen(petit_projet()).projet
    for origine in ("ACI volet fixe", "ACI fonctionnement"):
        hint = _where_it_is_due(projet, origine, 2)
        for bloc in projet.budget.blocs:
            amount = projet.bareme.montant(bloc.cle, origine, 2)
            said = f"{FEUILLES[bloc.cle]} {euros(amount)}" if amount else FEUILLES[bloc.cle]
            assert (said in hint) == bool(amount), bloc.cle
    assert FEUILLES[FONCTIONNEMENT] in _where_it_is_due(projet, "ACI fonctionnement", 2)


def test_an_origin_that_the_bareme_gives_nobody_is_to_be_changed() -> None:
    projet = examen(petit_projet()).projet
    assert "« FIR »" in _where_it_is_due(projet, "ACI SNP spécifique", 2)
