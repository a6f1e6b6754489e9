"""What was spent and received finds its year, its block and its fiche; nothing is lost, nothing is counted twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.compute.realise import realise
from pipeline.model.budget import BLOCS, NATURES, ORIGINES, Operation
from pipeline.model.droits import total
from pipeline.model.echeance import Echeance, Precision
from pipeline.model.realise import Realise, Suivi
from pipeline.model.span import Placed, Span
from tests.projets import edited, examen, petit_projet

NOWHERE = Span("budgets/budget.xlsx")
SHEET = """budgets/budget.xlsx
Réalisé créer
Réalisé!A1 = Mois
Réalisé!B1 = Bloc
Réalisé!C1 = Nature ou origine
Réalisé!D1 = Libellé
Réalisé!E1 = Montant
Réalisé!F1 = Année
Réalisé!G1 = Fiche
"""


def suivi(*lines: tuple[str | int, ...], notation: str = "") -> Realise:
    """The follow-up of lines of a sheet: month, block, kind, words, amount; then contract year and fiche, if named."""
    cells = [
        f"Réalisé!{column}{row} = {value}"
        for row, line in enumerate(lines, 2)
        for column, value in zip("ABCDEFG", line, strict=False)
        if value != ""
    ]
    table = f"Réalisé tableau realise A1:G{len(lines) + 1}"
    found = examen(
        edited(petit_projet(), notation + SHEET + "\n".join([*cells, table]))
    ).comptes.realise
    assert found is not None
    return found


def line(lines: tuple[Suivi, ...], cle: str, annee: int = 1) -> Suivi:
    return next(one for one in lines if (one.cle, one.annee) == (cle, annee))


def test_a_block_shows_its_budget_what_was_expected_and_what_was_spent() -> None:
    """15 000 € of prevention over twelve months from April: 3 750 € by June."""
    found = suivi(
        ("avril 2027", "Prévention", "indemnités", "Ateliers (heures)", 1000),
        ("juin 2027", "Prévention", "honoraires", "Formation", 2500),
    )
    spent = line(found.depenses, "prevention")
    assert [spent.budget, spent.prevu, spent.fait, spent.ecart] == [15_000, 3_750, 3_500, -11_500]
    assert spent.taux == Decimal(3_500) / 15_000
    assert str(found.arrete) == "juin 2027"
    assert [year.rang for year in found.annees] == [1]
    assert found.closes == ()


def test_a_sum_without_words_takes_the_only_line_of_its_kind_and_its_fiche() -> None:
    found = suivi(("mai 2027", "Parcours", "indemnités", "", 800))
    assert found.sans_ligne == ()
    assert line(found.fiches, "M2-01").fait == 800


def test_of_two_lines_alike_the_fiche_tells_which() -> None:
    again = """budgets/budget.xlsx
Prévention!A8 = indemnités
Prévention!B8 = Ateliers (heures)
Prévention!C8 = M1-01
Prévention!D8 = 0
Prévention!E8 = 0
"""
    found = suivi(("mai 2027", "Prévention", "indemnités", "", 800, "", "M1-01"), notation=again)
    assert (found.sans_ligne, found.autre_fiche) == ((), ())
    assert line(found.fiches, "M1-01").fait == 800


def test_each_fiche_has_its_own_sums_and_what_serves_none_comes_last() -> None:
    found = suivi(
        ("mai 2027", "Parcours", "indemnités", "", 800),
        ("mai 2027", "Prévention", "indemnités", "Ateliers (heures)", 300, "", "M3-01"),
        ("mai 2027", "Prévention", "honoraires", "Formation", 50),
    )
    spent = sum(one.fait for one in found.fiches)
    assert spent == 1_150
    assert line(found.fiches, "M2-01").fait == 800
    assert [one.cle for one in found.fiches] == sorted(
        (one.cle for one in found.fiches), key=lambda code: (not code, code)
    )


def test_two_lines_alike_take_a_sum_by_its_words_alone() -> None:
    found = suivi(("mai 2027", "Prévention", "indemnités", "ateliers (HEURES)", 800))
    assert found.sans_ligne == ()
    assert line(found.depenses, "prevention").fait == 800


def test_a_balance_received_late_counts_for_the_year_it_pays() -> None:
    found = suivi(
        ("avril 2027", "Prévention", "ACI volet fixe", "", 11_250),
        ("juin 2028", "Prévention", "ACI volet fixe", "", 3_750, 1),
    )
    assert line(found.ressources, "prevention", 1).fait == 15_000
    assert line(found.ressources, "prevention", 2).fait == 0
    assert found.closes == (1,)


def test_a_year_is_not_closed_before_its_balances_are_due() -> None:
    assert suivi(("mai 2028", "Prévention", "indemnités", "", 1)).closes == ()
    assert suivi(("juin 2028", "Prévention", "indemnités", "", 1)).closes == (1,)


def test_the_months_follow_the_cash_of_the_plan() -> None:
    found = suivi(
        ("avril 2027", "Fonctionnement", "ACI fonctionnement", "", 60_000),
        ("juin 2027", "Fonctionnement", "salaires", "", 5_000),
    )
    assert [[m.mois, m.recu, m.depense, m.solde] for m in found.mois] == [
        [4, 60_000, 0, 120_000],
        [5, 0, 0, 120_000],
        [6, 0, 5_000, 115_000],
    ]
    assert all(month.solde_prevu is not None for month in found.mois)


@pytest.mark.parametrize(("month", "counted"), [("mars 2030", True), ("avril 2030", False)])
def test_a_sum_may_come_up_to_two_contract_years_after_its_own(month: str, counted: bool) -> None:
    found = suivi((month, "Prévention", "ACI volet fixe", "", 1000, 1))
    assert [operation.montant for operation in found.sans_annee] == ([] if counted else [1000])


def test_a_month_typed_ten_years_away_is_counted_nowhere_even_with_its_year() -> None:
    found = suivi(("avril 2037", "Prévention", "indemnités", "", 1000, 1))
    assert [op.montant for op in found.sans_annee] == [1000]
    assert found.mois == ()


def test_without_a_line_told_there_is_no_follow_up() -> None:
    assert examen(petit_projet()).comptes.realise == Realise()


MONTHS = st.dates(date(2026, 1, 1), date(2031, 12, 1)).map(
    lambda day: Echeance(day.replace(day=1), Precision.MOIS)
)
CODES = st.sampled_from(("M1-01", "M3-01", "M9-09"))
OPERATIONS = st.builds(
    Operation,
    mois=MONTHS,
    bloc=st.sampled_from(BLOCS),
    poste=st.sampled_from((*NATURES, *ORIGINES)),
    libelle=st.sampled_from(("", "Formation", "autre chose")),
    fiche=st.none() | CODES.map(lambda code: Placed(code, NOWHERE)),
    annee=st.integers(0, 2),
    montant=st.decimals(-10_000, 10_000, places=2),
    commentaire=st.just(""),
    span=st.just(NOWHERE),
    cellule=st.just(NOWHERE),
)


@given(st.lists(OPERATIONS, min_size=1, max_size=12))
def test_every_sum_is_in_one_table_or_said_to_be_in_none(operations: list[Operation]) -> None:
    base = examen(petit_projet())
    budget, identite = base.projet.budget, base.projet.identite
    found = realise(
        replace(budget, realise=tuple(operations)),
        base.comptes.contrat,
        base.projet.regles,
        identite.contrat,
    )
    counted = [op for op in operations if op not in found.sans_annee]
    spent = total(op.montant for op in counted if op.est_depense)
    got = total(op.montant for op in counted if not op.est_depense)
    assert total(one.fait for one in found.depenses) == spent
    assert total(one.fait for one in found.ressources) == got
    if found.mois:
        opening = identite.contrat.solde_ouverture
        assert opening is not None
        assert found.mois[-1].solde == opening + got - spent
        assert (total(m.depense for m in found.mois), total(m.recu for m in found.mois)) == (
            spent,
            got,
        )
