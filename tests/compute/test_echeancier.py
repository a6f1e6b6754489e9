"""The calendar of payments: what arrives when, and that nothing is paid twice or lost."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.contrat import PRUDENT, ReglagesContrat, Scenario, months_later
from tests.compute.contrats import EFFET, TOUTES, contrat_de, payments, rights, starting

SIX = ("acces_soins", "parcours", "prevention", "crises", "qualite", "accompagnement")


def test_urps_guide_the_whole_fonctionnement_is_paid_at_signature() -> None:
    first = payments("aci-avenant-2", 2, {}, signature=date(2027, 3, 15))
    assert [(p.jour, p.bloc, p.montant) for p in first] == [
        (date(2027, 3, 15), "fonctionnement", Decimal(60_000))
    ]


def test_size_2_all_missions_from_day_one_brings_189_375_during_the_first_year() -> None:
    """60 000 + 75 % of 172 500: the worked figure of accord art. 9.1 and contrat type art. 6.2."""
    paid = payments("aci-avenant-2", 2, starting(TOUTES))
    assert sum(p.montant for p in paid if p.jour < date(2028, 4, 1)) == 189_375


def test_contrat_type_art_6_2_the_first_advance_is_prorated_from_the_start_to_the_anniversary() -> (
    None
):
    paid = payments("aci-avenant-2", 2, {"acces_soins": date(2027, 5, 1)})
    mine = [(p.jour, p.motif, p.montant) for p in paid if p.bloc == "acces_soins" and p.annee == 1]
    right = Decimal("64262.30")
    assert mine == [
        (date(2027, 5, 1), "avance", Decimal("48196.72")),
        (date(2028, 6, 1), "solde", right - Decimal("48196.72")),
        (date(2028, 6, 1), "volet variable", Decimal("27540.98")),
    ]


def test_urps_guide_each_anniversary_brings_75_percent_and_two_months_later_the_balance() -> None:
    paid = payments("aci-avenant-2", 2, starting(TOUTES))
    year_3 = Counter({(p.jour, p.motif): 0 for p in paid})
    for p in paid:
        if p.annee == 3:
            year_3[p.jour, p.motif] += int(p.montant)
    assert +year_3 == {
        (date(2029, 4, 1), "avance"): 161_250,
        (date(2030, 6, 1), "solde"): 53_750,
        (date(2030, 6, 1), "volet variable"): 97_500,
    }


def test_fonctionnement_of_a_later_year_waits_for_the_first_mission() -> None:
    paid = payments("aci-avenant-2", 2, {"qualite": date(2028, 9, 1)})
    mine = [(p.jour, p.annee, p.montant) for p in paid if p.bloc == "fonctionnement"]
    assert mine[:3] == [
        (EFFET, 1, Decimal(60_000)),
        (date(2028, 9, 1), 2, Decimal(45_000)),
        (date(2029, 4, 1), 3, Decimal(45_000)),
    ]


def test_the_delays_are_settings() -> None:
    contrat = contrat_de(
        """content/projet.yaml
- contrat:
+ contrat:
+   delai_avances: 1
+   delai_soldes: 3
"""
    )
    days = {(p.motif, p.jour) for p in contrat.versements if p.annee == 2}
    assert days == {
        ("avance", date(2028, 5, 1)),
        ("solde", date(2029, 7, 1)),
        ("volet variable", date(2029, 7, 1)),
    }


def test_a_size_that_grows_is_caught_up_by_the_balance() -> None:
    """A barème that comes into force in the middle of a year: the advance is that of the day, the balance the rest."""
    contrat = contrat_de(
        """content/projet.yaml
- bareme: aci-avenant-2
+ bareme: aci-2019
- missions: [acces_soins, parcours, prevention, crises]
+ missions: [acces_soins, parcours, prevention]
- contrat:
+ contrat:
+   changements:
+     - date: 2028-10-01
+       bareme: aci-avenant-2
"""
    )
    mine = [
        p for p in contrat.versements if (p.bloc, p.volet, p.annee) == ("acces_soins", "fixe", 2)
    ]
    due = next(
        d for d in contrat.droits if (d.bloc, d.volet, d.annee) == ("acces_soins", "fixe", 2)
    )
    assert mine[0].montant == 17_500 * Decimal("0.75")
    assert (
        sum(p.montant for p in mine)
        == due.montant
        == round((Decimal(17_500) * 183 + 70_000 * 182) / 365, 2)
    )


@given(
    st.fixed_dictionaries({mission: st.integers(-400, 1900) for mission in SIX}),
    st.sampled_from(("aci-2019", "aci-avenant-2")),
    st.sampled_from((1, 2, 3, 4)),
    st.booleans(),
    st.dates(date(2026, 1, 1), date(2029, 12, 31)),
)
def test_payments_add_up_to_the_rights(
    delays: dict[str, int], bareme: str, size: int, prorata: bool, effet: date
) -> None:
    starts = {mission: max(effet, effet + timedelta(days)) for mission, days in delays.items()}
    reglages = ReglagesContrat(variable_prorata=prorata)
    due = rights(bareme, size, starts, reglages, effet)
    paid = payments(bareme, size, starts, reglages, effet)
    by_right: Counter[tuple[str, str, int]] = Counter()
    for p in paid:
        by_right[p.bloc, p.volet, p.annee] += p.montant  # type: ignore[assignment]
    assert by_right == {(d.bloc, d.volet, d.annee): d.montant for d in due}
    assert all(p.montant > 0 for p in paid)
    assert all(p.jour <= months_later(effet, 12 * p.annee + 3) for p in paid)


@given(st.integers(0, 100), st.integers(0, 100))
def test_a_better_result_never_brings_less(one: int, other: int) -> None:
    low, high = sorted((one, other))
    paid = payments("aci-avenant-2", 3, starting(TOUTES))
    amounts = [
        sum(p.selon(Scenario("", Decimal(rate) / 100)) for p in paid) for rate in (low, high)
    ]
    assert amounts[0] <= amounts[1]
    assert sum(p.selon(PRUDENT) for p in paid) <= amounts[0]


def test_a_scenario_may_set_one_mission_apart() -> None:
    scenario = Scenario("mixte", Decimal("0.6"), {"parcours": Decimal("0.8")})
    paid = [
        p for p in payments("aci-avenant-2", 2, starting(TOUTES)) if p.annee == 1 and p.variable
    ]
    assert {p.bloc: p.selon(scenario) for p in paid} == {
        "acces_soins": 18_000,
        "parcours": 28_000,
        "prevention": 9_000,
        "qualite": 6_000,
        "accompagnement": 4_500,
    }
