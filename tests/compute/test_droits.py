"""The rights of each contract year, each table with the source whose figures it must give."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.compute.droits import Conditions, droits, weighted
from pipeline.model.contrat import ReglagesContrat
from tests.compute.contrats import (
    EFFET,
    SOCLES,
    SOCLES_2019,
    TOUTES,
    annees,
    baremes,
    contrat_de,
    jour,
    of_year,
    oui,
    rights,
    starting,
)

CRISE_ANNEE_1 = ReglagesContrat(crises_graves=(jour(date(2027, 11, 15)),))
CRISE_ANNEE_2 = ReglagesContrat(crises_graves=(jour(date(2028, 11, 15)),))


def test_urps_guide_annexe_1_illustration_size_2_is_252_000_a_year_and_1_260_000_over_five() -> (
    None
):
    due = rights("aci-2019", 2, starting(SOCLES_2019), ReglagesContrat(snp_specifique=oui()))
    assert [of_year(due, year) for year in range(1, 6)] == [252_000] * 5
    assert sum(d.montant for d in due) == 1_260_000


def test_urps_guide_annexe_1_illustration_adds_60_000_79_500_67_500_and_45_000() -> None:
    due = rights("aci-2019", 2, starting(SOCLES_2019), ReglagesContrat(snp_specifique=oui()))
    first = [d for d in due if d.annee == 1]
    fonctionnement = sum(d.montant for d in first if d.bloc == "fonctionnement")
    fixed = sum(
        d.montant
        for d in first
        if d.volet in ("fixe", "compensation_snp") and d.bloc != "fonctionnement"
    )
    assert (
        fonctionnement,
        fixed,
        sum(d.montant for d in first if d.volet == "variable"),
        sum(d.montant for d in first if d.volet == "snp_specifique"),
    ) == (60_000, 79_500, 67_500, 45_000)


def test_urps_guide_2019_totals_without_the_specific_snp_line() -> None:
    every = starting((*SOCLES_2019, "qualite", "accompagnement"))
    assert [of_year(rights("aci-2019", size, every), 1) for size in (1, 2, 3, 4)] == [
        185_000,
        242_000,
        315_000,
        380_000,
    ]


def test_quotidien_du_medecin_2019_totals_with_the_specific_snp_line() -> None:
    every = starting((*SOCLES_2019, "qualite", "accompagnement"))
    found = [
        of_year(rights("aci-2019", s, every, ReglagesContrat(snp_specifique=oui())), 1)
        for s in (1, 2, 3, 4)
    ]
    assert found == [220_000, 287_000, 370_000, 450_000]


AGORA = {
    "agora_total_imprime_premiere_redaction_et_crise": (
        (287_500, 382_500, 487_500, 580_000),
        TOUTES,
        CRISE_ANNEE_1,
        1,
    ),
    "premier_plan_sans_crise": ((250_000, 330_000, 420_000, 505_000), TOUTES, None, 1),
    "annee_suivante_sans_crise": ((237_500, 312_500, 397_500, 480_000), TOUTES, None, 2),
    "annee_suivante_avec_crise": ((275_000, 365_000, 465_000, 555_000), TOUTES, CRISE_ANNEE_2, 2),
    "socles_seules_premier_plan_sans_crise": (
        (225_000, 295_000, 370_000, 435_000),
        SOCLES,
        None,
        1,
    ),
}


@pytest.mark.parametrize("case", AGORA)
def test_agora_lib_table_after_avenant_2(case: str) -> None:
    expected, missions, reglages, year = AGORA[case]
    assert (
        tuple(
            of_year(rights("aci-avenant-2", s, starting(missions), reglages), year)
            for s in (1, 2, 3, 4)
        )
        == expected
    )


def test_agora_lib_safe_later_year_fonctionnement_fixed_parts_and_update() -> None:
    found = [
        of_year(rights("aci-avenant-2", s, starting(TOUTES)), 2, variable=False)
        for s in (1, 2, 3, 4)
    ]
    assert found == [165_000, 215_000, 275_000, 330_000]


def test_fcpts_forum_variable_part_at_stake_of_size_3_is_97_500_or_122_500_with_the_options() -> (
    None
):
    assert of_year(rights("aci-avenant-2", 3, starting(SOCLES)), 2, variable=True) == 97_500
    assert of_year(rights("aci-avenant-2", 3, starting(TOUTES)), 2, variable=True) == 122_500


# --- the plan, the crisis, the SNP lines --------------------------------------------------------------------------


def test_the_first_writing_and_the_update_never_count_in_one_year() -> None:
    due = rights("aci-avenant-2", 2, starting(SOCLES))
    assert {d.annee for d in due if d.volet == "premiere_redaction"} == {1}
    assert {d.annee for d in due if d.volet == "mise_a_jour"} == {2, 3, 4, 5}


def test_a_crisis_mission_that_starts_in_year_two_first_writes_its_plan_then() -> None:
    due = rights("aci-avenant-2", 2, {**starting(SOCLES), "crises": date(2028, 5, 1)})
    assert {d.annee for d in due if d.volet == "premiere_redaction"} == {2}
    assert {d.annee for d in due if d.volet == "mise_a_jour"} == {3, 4, 5}


def test_no_crisis_counts_by_default() -> None:
    assert not [d for d in rights("aci-avenant-2", 2, starting(TOUTES)) if d.volet == "survenue"]


def test_the_snp_lines_exist_only_under_2019() -> None:
    asked = ReglagesContrat(snp_specifique=oui())
    assert not [d for d in rights("aci-avenant-2", 2, starting(TOUTES), asked) if "snp" in d.volet]
    assert {d.volet for d in rights("aci-2019", 2, starting(SOCLES_2019)) if "snp" in d.volet} == {
        "compensation_snp"
    }


# --- days ---------------------------------------------------------------------------------------------------------


def test_a_mission_counts_from_its_start_in_days() -> None:
    """The first contract year runs from 1 April 2027 to 31 March 2028: 366 days, of which 336 from 1 May."""
    due = rights("aci-avenant-2", 2, {"acces_soins": date(2027, 5, 1)})
    first = next(d for d in due if d.annee == 1 and d.bloc == "acces_soins" and d.volet == "fixe")
    assert (first.montant, first.jours, first.sur) == (Decimal("64262.30"), 336, 366)


def test_the_variable_part_of_the_first_year_may_count_whole() -> None:
    starts = {"acces_soins": date(2027, 5, 1)}
    due = rights("aci-avenant-2", 2, starts, ReglagesContrat(variable_prorata=False))
    assert next(d.montant for d in due if d.volet == "variable") == 30_000


def test_a_mission_that_starts_before_the_contract_counts_from_its_first_day() -> None:
    contrat = contrat_de(
        """content/fiches/M3-01-alimentation.md
-   demarrage: 2027-04-01
+   demarrage: janvier 2027
"""
    )
    first = next(
        d for d in contrat.droits if d.bloc == "prevention" and d.annee == 1 and not d.variable
    )
    assert first.montant == 15_000


def test_a_mission_kept_but_never_started_is_worth_nothing() -> None:
    due = rights("aci-avenant-2", 2, {"acces_soins": date(2032, 4, 1), "parcours": EFFET})
    assert not [d for d in due if d.bloc == "acces_soins"]


def test_without_any_mission_started_only_the_first_fonctionnement_is_due() -> None:
    assert [(d.annee, d.montant) for d in rights("aci-avenant-2", 2, {})] == [(1, Decimal(60_000))]


def test_an_anniversary_on_29_february_keeps_whole_years() -> None:
    effet = date(2028, 2, 29)
    years = annees(effet)
    assert [year.fin for year in years] == [
        date(2029, 2, 28),
        date(2030, 2, 28),
        date(2031, 2, 28),
        date(2032, 2, 29),
        date(2033, 2, 28),
    ]
    due = rights("aci-avenant-2", 2, starting(TOUTES, effet), effet=effet)
    assert [of_year(due, year) for year in range(1, 6)] == [330_000, *[312_500] * 4]


def test_without_a_date_the_rights_are_those_of_whole_years() -> None:
    contrat = contrat_de(
        """content/projet.yaml
-   signature: 2027-04-01
-   effet: 2027-04-01
+   signature:
+   effet:
"""
    )
    assert not contrat.annees
    assert not contrat.versements
    assert of_year(contrat.droits, 1) == 295_000
    assert of_year(contrat.droits, 2) == 277_500


# --- changes ------------------------------------------------------------------------------------------------------


def test_a_year_with_two_baremes_counts_each_for_its_days() -> None:
    found = (
        Conditions(EFFET, baremes()["aci-2019"], 2),
        Conditions(date(2027, 10, 1), baremes()["aci-avenant-2"], 2),
    )
    year = annees()[0]
    before, after = (date(2027, 10, 1) - EFFET).days, (year.fin - date(2027, 10, 1)).days
    expected = round((Decimal(17_500) * before + Decimal(70_000) * after) / (before + after), 2)
    assert weighted(found, "acces_soins", "fixe", year, year.debut) == expected
    due = droits(found, starting(SOCLES), annees(), ReglagesContrat(), 5)
    crisis = [d for d in due if d.bloc == "crises"]
    assert [(d.volet, d.annee) for d in crisis][:2] == [
        ("premiere_redaction", 1),
        ("mise_a_jour", 2),
    ]
    assert crisis[0].montant == round(Decimal(35_000) * after / 366, 2)


def test_a_new_size_counts_from_the_anniversary_that_follows() -> None:
    contrat = contrat_de(
        """content/projet.yaml
- contrat:
+ contrat:
+   changements:
+     - date: 2028-10-01
+       taille: 3
"""
    )
    amounts = [d.montant for d in contrat.droits if d.bloc == "acces_soins" and d.volet == "fixe"]
    assert amounts == [70_000, 70_000, 90_000, 90_000, 90_000]


@given(
    st.integers(min_value=0, max_value=6 * 366),
    st.sampled_from((1, 2, 3, 4)),
    st.dates(date(2026, 1, 1), date(2029, 12, 31)),
)
def test_no_right_is_negative_or_above_its_whole_year(delay: int, size: int, effet: date) -> None:
    due = rights("aci-avenant-2", size, starting(TOUTES, effet + timedelta(delay)), effet=effet)
    assert all(0 <= d.montant <= d.plein for d in due)
    assert all(0 < d.jours <= d.sur for d in due)
