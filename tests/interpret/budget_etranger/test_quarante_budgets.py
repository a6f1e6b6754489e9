"""Forty layouts: each is understood to the cent as it is proposed."""

from __future__ import annotations

import pytest

from pipeline.interpret.budget_etranger.lignes import lignes_of
from tests.interpret.budget_etranger.quarante_budgets import (
    ANNEES,
    BLOCS,
    COTES,
    MONTANTS,
    UNITES,
    workbook,
)
from tests.interpret.budget_etranger.test_budget_etranger import POSTES, agreed, sheets_of, sums

TOUS = {
    f"{kind} : {name}": case
    for kind, cases in (
        ("côtés", COTES),
        ("unité", UNITES),
        ("blocs", BLOCS),
        ("années", ANNEES),
        ("montants", MONTANTS),
    )
    for name, case in cases.items()
}


@pytest.mark.parametrize("name", TOUS)
def test_each_layout_is_understood_to_the_cent(name: str) -> None:
    made, wanted = TOUS[name]
    sheets = sheets_of(workbook(made))
    assert sums(lignes_of(sheets, agreed(sheets), POSTES, None)) == wanted


@pytest.mark.parametrize("name", TOUS)
def test_no_sum_of_a_layout_well_read_is_accused(name: str) -> None:
    sheets = sheets_of(workbook(TOUS[name][0]))
    lecture = lignes_of(sheets, agreed(sheets), POSTES, None)
    assert lecture.controle.discordances == ()
    assert [one for one in lecture.laisses if "ses lignes font" in one.raison] == []
