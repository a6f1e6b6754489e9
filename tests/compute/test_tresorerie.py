"""Cash month by month: what is left adds up, the lowest point is the lowest."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from pipeline.compute.tresorerie import monthly
from pipeline.model.etalement import (
    MOIS_NOMMES,
    SEMESTRIEL,
    TRIMESTRIEL,
    Etalement,
    MoisCivil,
)
from tests.compute.contrats import contrat_de

DAY_ONE = """content/projet.yaml
-   solde_ouverture: 60 000 €
+   solde_ouverture: 40 000 €
"""


def test_two_years_worked_out_by_hand() -> None:
    """215 000 € spent evenly the first year, 197 500 € the second; 60 000 + 116 250, then 148 125 + 38 750 received."""
    plan = contrat_de(DAY_ONE).tresoreries[0]
    assert len(plan.mois) == 24
    assert sum(m.depenses for m in plan.mois[:12]) == 215_000
    assert sum(m.aci for m in plan.mois[:12]) == 60_000 + Decimal("0.75") * 155_000
    assert plan.mois[11].solde == 40_000 + 176_250 - 215_000 == 1_250
    assert plan.mois[12].aci == Decimal("0.75") * 197_500
    assert plan.mois[14].aci == Decimal("0.25") * 155_000
    assert plan.mois[-1].solde == 1_250 + 148_125 + 38_750 - 197_500 == -9_375
    assert plan.plus_bas is plan.mois[-1]
    assert [(m.annee, m.mois) for m in plan.sous_zero] == [(2029, 3)]
    assert plan.mois_avances == Decimal("0.6")
    assert plan.a_recevoir == Decimal("0.25") * 197_500


def test_the_variable_part_arrives_two_months_after_the_anniversary() -> None:
    prudent, *_, full = contrat_de(DAY_ONE).tresoreries
    gaps = {
        (m.annee, m.mois): m.aci - p.aci
        for p, m in zip(prudent.mois, full.mois, strict=True)
        if m.aci != p.aci
    }
    assert gaps == {(2028, 6): 80_000}


def test_each_month_follows_from_the_one_before() -> None:
    for plan in contrat_de(DAY_ONE).tresoreries:
        left = plan.ouverture
        for month in plan.mois:
            left += month.aci + month.autres - month.depenses
            assert month.solde == left


def test_a_signature_before_the_effect_begins_the_plan() -> None:
    plan = contrat_de(
        """content/projet.yaml
-   signature: 2027-04-01
-   effet: 2027-04-01
+   signature: 2027-03-20
+   effet: 2027-05-01
"""
    ).tresoreries[0]
    assert (plan.mois[0].annee, plan.mois[0].mois) == (2027, 3)
    assert (plan.mois[0].aci, plan.mois[0].depenses) == (Decimal(60_000), Decimal(0))
    assert (plan.mois[2].mois, plan.mois[2].depenses) == (5, Decimal("17916.67"))
    assert len(plan.mois) == 26


def test_a_block_that_needs_its_variable_part_is_named_with_what_it_lacks() -> None:
    contrat = contrat_de(
        DAY_ONE
        + """budgets/budget.xlsx
Prévention!D6 = 19000
Prévention!A16 = ACI volet variable
Prévention!E16 = 9000
"""
    )
    lacking = {
        (m.bloc, m.annee): dict(m.manques) for m in contrat.manques if any(m.manques.values())
    }
    assert lacking == {
        ("prevention", 1): {
            "parts fixes seulement": 9_000,
            "volet variable à 60\u00a0%": 0,
            "volet variable à 80\u00a0%": 0,
            "volet variable à 100\u00a0%": 0,
        }
    }


APRIL = 2027 * 12 + 3


@given(
    st.decimals(min_value=0, max_value=10**7, places=2),
    st.one_of(
        st.builds(Etalement, st.sampled_from(("égal", TRIMESTRIEL, SEMESTRIEL))),
        st.builds(
            lambda months: Etalement(MOIS_NOMMES, tuple(map(MoisCivil, months))),
            st.sets(st.integers(1, 12), min_size=1),
        ),
        st.builds(lambda month: Etalement(depuis=MoisCivil(month)), st.integers(1, 12)),
    ),
    st.integers(APRIL, APRIL + 11),
    st.integers(0, 11),
)
def test_the_months_of_a_line_add_up_to_it(
    amount: Decimal, rhythm: Etalement, first: int, waited: int
) -> None:
    parts = monthly(amount, rhythm.parts(first, first, waited))
    assert len(parts) == 12
    assert sum(parts) == amount
    assert all(part >= 0 for part in parts)


def paid(rhythm: Etalement, waited: int = 0) -> dict[int, int]:
    """What 1 200 € make of a contract year that begins in April, by the rank of the month."""
    parts = monthly(Decimal(1200), rhythm.parts(APRIL, APRIL, waited))
    return {rank: int(part) for rank, part in enumerate(parts, 1) if part}


def test_a_rhythm_gives_its_months() -> None:
    assert paid(Etalement(TRIMESTRIEL)) == {3: 300, 6: 300, 9: 300, 12: 300}
    assert paid(Etalement(SEMESTRIEL)) == {6: 600, 12: 600}
    assert paid(Etalement(MOIS_NOMMES, (MoisCivil(1),))) == {10: 1200}
    assert paid(Etalement(MOIS_NOMMES, (MoisCivil(3), MoisCivil(6)))) == {3: 600, 12: 600}
    assert paid(Etalement(depuis=MoisCivil(12))) == {9: 300, 10: 300, 11: 300, 12: 300}


def test_money_from_elsewhere_comes_in_its_month() -> None:
    plan = contrat_de(
        """budgets/budget.xlsx
Prévention!A16 = collectivité
Prévention!E16 = 3000
Prévention!F16 = 2500
Prévention étirer ressources_prevention A14:H18
Prévention!H14 = Étalement
Prévention!H16 = juin
"""
    ).tresoreries[0]
    assert {(m.annee, m.mois): m.autres for m in plan.mois if m.autres} == {
        (2027, 6): 3000,
        (2028, 6): 2500,
    }


def test_a_virement_covers_one_block_and_uncovers_the_other() -> None:
    contrat = contrat_de(
        DAY_ONE
        + """budgets/budget.xlsx
Virements créer
Virements!A1 = De
Virements!B1 = Vers
Virements!C1 = Année
Virements!D1 = Montant
Virements!A2 = Parcours
Virements!B2 = Fonctionnement
Virements!C2 = 1
Virements!D2 = 1500
Virements tableau virements A1:D2
"""
    )
    prudent = contrat.scenarios[0].nom
    assert {
        (m.bloc, m.annee): m.manques[prudent] for m in contrat.manques if m.manques[prudent]
    } == {("parcours", 1): 1_500}


def test_an_expense_of_a_mission_runs_from_its_start() -> None:
    assert paid(Etalement(), 6) == dict.fromkeys(range(7, 13), 200)
    assert paid(Etalement(TRIMESTRIEL), 6) == {9: 600, 12: 600}
    for waited in range(12):
        for rhythm in (Etalement(), Etalement(TRIMESTRIEL), Etalement(SEMESTRIEL)):
            assert sum(paid(rhythm, waited).values()) in range(1190, 1201)
    assert paid(Etalement(MOIS_NOMMES, (MoisCivil(5),)), 6) == {2: 1200}, "a month named stays it"
