"""Forty layouts: each is understood to the cent as it is proposed."""

from __future__ import annotations

from typing import Any

import pytest
from openpyxl import Workbook

from pipeline.interpret.budget_etranger.correspondance import interpret_correspondance, propose
from pipeline.interpret.budget_etranger.lignes import lignes_of
from pipeline.model.finding import Finding
from pipeline.read.yaml import read_yaml
from pipeline.write.correspondance import as_yaml
from tests.interpret.budget_etranger.classeurs_etrangers import filled, saved
from tests.interpret.budget_etranger.quarante_budgets import (
    ANNEES,
    BLOCS,
    COTES,
    COTES_EN_COLONNES,
    MONTANTS,
    TOTAUX_ENTRE_DEUX,
    UNITES,
    workbook,
)
from tests.interpret.budget_etranger.test_budget_etranger import POSTES, agreed, sheets_of, sums

TOUS = {
    f"{kind} : {name}": case
    for kind, cases in (
        ("côtés", COTES),
        ("colonnes", COTES_EN_COLONNES),
        ("unité", UNITES),
        ("blocs", BLOCS),
        ("totaux", TOTAUX_ENTRE_DEUX),
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


def test_a_resource_under_the_title_of_the_expenses_is_a_question() -> None:
    rows: list[tuple[Any, ...]] = [
        ("DÉPENSES", "Montant"),
        ("Salaire de la coordinatrice", 40000),
        ("TOTAL", 40000),
        (),
        ("ACI fonctionnement", 60000),
        ("Cotisations", 1200),
        ("TOTAL", 61200),
    ]
    proposed = propose("bp.xlsx", sheets_of(workbook({"BP": rows})), POSTES)
    spent, asked = proposed.zones
    assert (spent.cote, spent.questions) == ("dépenses", ())
    assert (asked.premiere, asked.questions) == (5, ("cote",))
    text = as_yaml(proposed)
    assert "cote: dépenses ou ressources ?" in text
    said: list[Finding] = []
    interpret_correspondance(read_yaml("budgets/correspondance.yaml", text, said), "bp.xlsx", said)
    assert [one.message for one in said] == [
        "« cote: dépenses ou ressources ? » attend votre réponse."
    ]


@pytest.mark.parametrize(
    ("shape", "shown", "wanted"),
    [('0.0" k€"', 40, 40000), ("#,##0,", 40000, 40000), ("#,##0.00", 40, 40000)],
)
def test_the_format_of_a_cell_says_its_unit_before_the_title_does(
    shape: str, shown: int, wanted: int
) -> None:
    book = Workbook()
    rows: list[tuple[Any, ...]] = [("Budget en k€",), ("Dépenses", "2027"), ("Loyer", shown)]
    filled(book, "BP", rows, first=True)["B3"].number_format = shape
    sheets = sheets_of(saved(book))
    assert sums(lignes_of(sheets, agreed(sheets), POSTES, None)) == {
        ("fonctionnement", "dépenses"): wanted
    }
