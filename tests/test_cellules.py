"""Cells typed without openpyxl are read as those that it types."""

from __future__ import annotations

import pytest

from pipeline.read import read_workbook
from tests.cellules import typed
from tests.projets import CLASSEUR, _type, classeur_vide, ouvert, petit_projet

SHEET = "Fonctionnement"


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("E6", "1250.5"),
        ("E6", "-3"),
        ("E6", "60000"),
        ("E6", "12 000 €"),
        ("E6", "  deux  espaces "),
        ("E6", "a < b & « c »"),
        ("A6", ""),
        ("B2", "Un autre titre"),
        ("Z99", "loin de tout"),
        ("C3", "entre deux lignes"),
    ],
)
def test_a_cell_typed_is_read_as_openpyxl_writes_it(cell: str, value: str) -> None:
    data = petit_projet()[CLASSEUR]
    with ouvert(data) as (book, saved):
        _type(book[SHEET][cell], value)
    mine = typed(data, [(SHEET, cell, value), ("Qualité", "A1", "Autre")])
    assert mine is not None
    with ouvert(saved.getvalue()) as (book, both):
        book["Qualité"]["A1"].value = "Autre"
    assert read_workbook("c.xlsx", mine, []) == read_workbook("c.xlsx", both.getvalue(), [])


@pytest.mark.parametrize("value", ["=A1", "#REF!", "un\u000bdeux"])
def test_what_openpyxl_has_its_own_way_with_is_left_to_it(value: str) -> None:
    assert typed(petit_projet()[CLASSEUR], [(SHEET, "E6", value)]) is None


def test_a_sheet_that_is_not_there_is_left_to_it() -> None:
    assert typed(petit_projet()[CLASSEUR], [("Absente", "E6", "1")]) is None
    assert typed(classeur_vide(), [("Sheet", "A1", "1")]) is not None
