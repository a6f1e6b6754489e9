"""A sum of the ACI on one line is divided as the rights are: to the cent, the fixed parts first, never twice."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from pipeline.compute.partage import desequilibres, in_proportion, partages, virements
from pipeline.model.budget_etranger import (
    DEPENSES,
    FIXE,
    RESSOURCES,
    TOUT,
    VARIABLE,
    LigneLue,
    Poste,
)
from pipeline.model.droits import Droit

AMOUNT = st.decimals(0, 10_000_000, places=2)
BLOCS = ("fonctionnement", "acces_soins", "prevention")


def droit(bloc: str, volet: str, montant: str, annee: int = 1) -> Droit:
    return Droit(bloc, volet, annee, Decimal(montant), Decimal(montant), 365, 365)


DROITS = (
    droit("fonctionnement", "fixe", "50000"),
    droit("acces_soins", "fixe", "55000"),
    droit("acces_soins", "variable", "25000"),
    droit("prevention", "fixe", "10000"),
    droit("prevention", "variable", "10000"),
)


def ligne(
    montants: Mapping[int, str], bloc: str = "fonctionnement", cote: str = RESSOURCES, **poste: str
) -> LigneLue:
    amounts = {year: Decimal(amount) for year, amount in montants.items()}
    wanted = Poste(
        poste.get("poste", "ACI fonctionnement"),
        "",
        partage=poste.get("partage", ""),
        partager="partage" in poste,
    )
    return LigneLue(
        bloc, cote, "ACI", wanted, amounts, "A!B2", bloc, sum(amounts.values(), Decimal(0))
    )


def divided(*lignes: LigneLue) -> dict[tuple[str, str], Decimal]:
    """Block and origin → euros of the first year, of the parts alone."""
    _lines, made = partages(lignes, DROITS)
    return {(part.bloc, part.poste.poste): part.montants[1] for one in made for part in one.parts}


@given(AMOUNT, st.lists(st.decimals("0.01", 1_000_000, places=2), min_size=1, max_size=15))
def test_parts_add_up_to_the_cent_and_none_is_a_cent_away(
    amount: Decimal, weights: list[Decimal]
) -> None:
    parts = in_proportion(amount, weights)
    assert sum(parts) == amount
    whole = sum(weights)
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - amount * weight / whole) < Decimal("0.01")


def test_what_the_fixed_parts_are_worth_goes_to_each_whole() -> None:
    assert divided(ligne({1: "115000"}, partage=TOUT)) == {
        ("fonctionnement", "ACI fonctionnement"): 50_000,
        ("acces_soins", "ACI volet fixe"): 55_000,
        ("prevention", "ACI volet fixe"): 10_000,
    }


def test_less_is_shared_in_the_proportion_of_the_rights() -> None:
    found = divided(ligne({1: "100.01"}, partage=TOUT))
    assert list(found.values()) == [Decimal("43.48"), Decimal("47.83"), Decimal("8.70")]


def test_more_is_counted_on_the_variable_parts_and_what_is_not_due_is_told() -> None:
    line = ligne({1: "160000.50"}, partage=TOUT)
    found = divided(line)
    assert found["acces_soins", "ACI volet variable"] == 25_000
    assert found["fonctionnement", "ACI fonctionnement"] == Decimal("60000.50")
    _lines, (made,) = partages([line], DROITS)
    assert made.en_trop == {1: Decimal("10000.50")}
    assert sum(part.somme for part in made.parts) == line.somme


def test_a_line_that_names_its_part_takes_of_that_part_alone() -> None:
    assert set(divided(ligne({1: "7000"}, partage=VARIABLE))) == {
        ("acces_soins", "ACI volet variable"),
        ("prevention", "ACI volet variable"),
    }
    assert all("variable" not in origin for _bloc, origin in divided(ligne({1: "9"}, partage=FIXE)))


def test_what_another_line_claims_is_not_given_twice() -> None:
    own = ligne({1: "50000"})
    first = ligne({1: "40000"}, partage=TOUT)
    second = ligne({1: "25000"}, partage=TOUT)
    _lines, made = partages([own, first, second], DROITS)
    sums: dict[tuple[str, str], Decimal] = {}
    for one in made:
        for part in one.parts:
            key = part.bloc, part.poste.poste
            sums[key] = sums.get(key, Decimal(0)) + part.somme
    assert sums == {
        ("acces_soins", "ACI volet fixe"): 55_000,
        ("prevention", "ACI volet fixe"): 10_000,
    }


def test_a_line_that_the_treasurer_keeps_is_left_as_it_is() -> None:
    line = ligne({1: "100000"})
    assert partages([line], DROITS) == ((line,), ())


def test_a_year_without_rights_stays_with_the_fonctionnement() -> None:
    _lines, (made,) = partages([ligne({2: "500"}, partage=TOUT)], DROITS)
    assert made.en_trop == {2: Decimal(500)}
    assert [part.bloc for part in made.parts] == ["fonctionnement"]


@given(st.lists(st.decimals(0, 90_000, places=2), min_size=3, max_size=3))
def test_transfers_balance_the_blocks_of_a_budget_that_balances(spent: list[Decimal]) -> None:
    expenses = [
        ligne({1: str(amount)}, bloc, DEPENSES, poste="honoraires")
        for bloc, amount in zip(BLOCS, spent, strict=True)
    ]
    lines, made = partages([*expenses, ligne({1: str(sum(spent))}, partage=TOUT)], DROITS)
    gaps = dict.fromkeys(BLOCS, Decimal(0))
    for line in lines:
        gaps[line.bloc] += line.montants[1] * (1 if line.cote == RESSOURCES else -1)
    for moved in virements(lines, made, BLOCS):
        assert moved.montant > 0
        gaps[moved.de] -= moved.montant
        gaps[moved.vers] += moved.montant
    assert set(gaps.values()) == {Decimal(0)}


def test_no_more_is_handed_over_than_what_was_divided() -> None:
    """A grant that a block has for itself stays there."""
    grant = ligne({1: "30000"}, "prevention", poste="FIR")
    wages = ligne({1: "90000"}, "fonctionnement", DEPENSES, poste="salaires")
    lines, made = partages([grant, wages, ligne({1: "60000"}, partage=TOUT)], DROITS)
    handed = {(one.de, one.vers): one.montant for one in virements(lines, made, BLOCS)}
    share = next(part for one in made for part in one.parts if part.bloc == "prevention").somme
    assert handed["prevention", "fonctionnement"] == share


def test_what_no_block_needs_waits_in_the_fonctionnement() -> None:
    """One block alone is then out of balance, by what the whole has too much."""
    wages = ligne({1: "20000"}, "fonctionnement", DEPENSES, poste="salaires")
    lines, made = partages([wages, ligne({1: "60000"}, partage=TOUT)], DROITS)
    moved = virements(lines, made, BLOCS)
    assert desequilibres(lines, moved, BLOCS) == {1: {"fonctionnement": Decimal(40000)}}
    assert len({(one.de, one.vers) for one in moved}) == len(moved)


def test_the_smallest_needs_are_met_where_all_cannot_be() -> None:
    wages = ligne({1: "90000"}, "fonctionnement", DEPENSES, poste="salaires")
    prevention = ligne({1: "9000"}, "prevention", DEPENSES, poste="honoraires")
    lines, made = partages([wages, prevention, ligne({1: "60000"}, partage=TOUT)], DROITS)
    gaps = desequilibres(lines, virements(lines, made, BLOCS), BLOCS)
    assert gaps == {1: {"fonctionnement": Decimal(-39000)}}


def test_what_the_fonctionnement_has_of_others_may_serve_a_mission() -> None:
    grant = ligne({1: "5000"}, "fonctionnement", poste="collectivité")
    fair = ligne({1: "65000"}, "prevention", DEPENSES, poste="honoraires")
    lines, made = partages([grant, fair, ligne({1: "60000"}, partage=TOUT)], DROITS)
    assert desequilibres(lines, virements(lines, made, BLOCS), BLOCS) == {}
