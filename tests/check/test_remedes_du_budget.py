"""What is told of a resource of the ACI in a block that is not due it: where it is due, and how much."""

from __future__ import annotations

from decimal import Decimal

from pipeline.check.budget import (
    _after_the_first_year,
    _of_the_same_block,
    _where_it_is_due,
)
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


def test_a_fixed_part_of_the_crises_changes_its_origin_and_stays_in_its_block() -> None:
    projet = examen(petit_projet()).projet
    crises = next(bloc for bloc in projet.budget.blocs if bloc.cle == "crises")
    hint = _of_the_same_block(projet.bareme, crises, "ACI volet fixe", 2)
    assert "sans changer de bloc" in hint
    named = ("première rédaction", "mise à jour", "survenue")
    amounts = [projet.bareme.montant("crises", f"ACI crise {name}", 2) for name in named]
    assert amounts == [Decimal(35000), Decimal(17500), Decimal(52500)]
    assert all(f"« ACI crise {name} »" in hint for name in named)


def test_the_parts_of_the_other_missions_are_still_shared_among_them() -> None:
    projet = examen(petit_projet()).projet
    for bloc in projet.budget.blocs:
        if bloc.cle != "crises":
            assert _of_the_same_block(projet.bareme, bloc, "ACI volet fixe", 2) == ""


def test_the_first_writing_of_the_plan_leaves_the_next_years_to_its_update() -> None:
    hint = _after_the_first_year([1, 2, 3])
    assert "laissez « ACI crise première rédaction » en année 1" in hint
    assert "des années 2 et 3 dans une autre ligne, d'origine « ACI crise mise à jour »" in hint
