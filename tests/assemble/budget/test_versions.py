"""The versions of the budget: which one is in force, and the euros that changed, by block, nature and fiche."""

from __future__ import annotations

from pipeline.assemble.budget.versions import versions_du_budget
from pipeline.write.terminal import as_csv, as_text
from tests.projets import edited, examen, petit_projet

KEPT = """budgets/budget.xlsx
copier: budgets/versions/initiale.xlsx
budgets/versions/initiale.xlsx
Prévention!D6 = 9000
Prévention!E15 = 14000
budgets/versions.csv
créer
+ version;date;instance;classeur;objet
+ initiale;2026-12-10;conseil d'administration;versions/initiale.xlsx;
"""
AMENDED = """budgets/budget.xlsx
copier: budgets/versions/modifiee.xlsx
budgets/versions.csv
+ modifiée;2027-09-20;assemblée générale;budgets/versions/modifiee.xlsx;ateliers
"""


def told(notation: str) -> str:
    found = examen(edited(petit_projet(), notation))
    blocks = versions_du_budget(found.projet, found.comptes)
    lines = as_csv(blocks) + as_text(blocks)
    return lines.replace("\u00a0", " ").replace("\u202f", " ")


def test_nothing_is_printed_without_a_version() -> None:
    assert told("") == ""


def test_the_document_tells_that_it_is_not_the_version_in_force() -> None:
    said = told(KEPT)
    assert "La version en vigueur est « initiale », votée le 10 décembre 2026" in said
    assert "un budget qui en diffère et n'est pas voté" in said
    assert "Prévention, année 1;14000;15000;1000" in said
    assert "Indemnités, année 1;149000;150000;1000" in said
    assert "M3-01" in said
    assert "Prévention, année 2" not in said, "what did not change is left out"


def test_the_last_one_voted_is_in_force() -> None:
    said = told(KEPT + AMENDED)
    assert "« modifiée », votée le 20 septembre 2027 (assemblée générale)." in said
    assert "C'est celle que présente ce document." in said
    assert ";Ce document;" not in said
    proposed = told(KEPT + AMENDED.replace("2027-09-20;assemblée générale", ";"))
    assert "La version en vigueur est « initiale »" in proposed
    assert "Modifiée;proposée" in proposed


def test_two_versions_alike_have_no_table() -> None:
    said = told(KEPT.replace("= 9000", "= 10000").replace("= 14000", "= 15000") + AMENDED)
    assert "Toutes ces versions ont les mêmes sommes." in said
