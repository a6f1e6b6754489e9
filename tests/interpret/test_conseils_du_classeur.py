"""What the messages on the workbook advise, followed to the letter, puts the cell right."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from pipeline.commands.ligne import run_command
from pipeline.disk import read_project
from pipeline.model.finding import Finding
from pipeline.model.rules import RULES
from pipeline.run import examine
from tests.projets import CLASSEUR, TODAY, examen, petit_projet


def found(change: Callable[[Any], object], code: str) -> list[Finding]:
    files = petit_projet()
    book = load_workbook(io.BytesIO(files[CLASSEUR]))
    change(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return [f for f in examen({**files, CLASSEUR: buffer.getvalue()}).findings if f.code == code]


def typed(cell: str, value: object) -> Callable[[Any], None]:
    def change(book: Any) -> None:
        book["Prévention"][cell].value = value
        if isinstance(value, str):
            book["Prévention"][cell].data_type = "s"

    return change


def quoted(words: str) -> str:
    return str(re.findall("« ([^»]*) »", words)[-1])


@pytest.mark.parametrize(
    "value", ["8,000.00", "env. 2000", "10 000 € TTC", "environ 1 500,50 euros"]
)
def test_the_number_advised_is_read(value: str) -> None:
    (told,) = found(typed("D6", value), "B004")
    advised = re.findall("« ([^»]*) »", told.hints[0])[0]
    assert found(typed("D6", float(advised.replace(",", "."))), "B004") == []
    assert found(typed("D6", advised), "B004") == []


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("1000+1000", "« =1000+1000 »"),
        ("2000 $", "en euros"),
        ("à chiffrer", ""),
        ("-", ""),
    ],
)
def test_what_cannot_be_told_for_sure_is_not_made_up(value: str, words: str) -> None:
    (told,) = found(typed("D6", value), "B004")
    assert words in "".join(told.hints)
    assert bool(words) == (told.hints != (RULES["B004"].remede,))


@pytest.mark.parametrize(
    ("title", "advised"), [("Année 12", "Année 2"), ("2028", "Année 2"), ("2029-2030", "Année 2")]
)
def test_a_title_that_looks_like_a_year_gets_the_contract_year_without_column(
    title: str, advised: str
) -> None:
    (told,) = found(typed("E5", title), "B003")
    assert f"« {advised} »" in told.hints[0]
    assert found(typed("E5", advised), "B003") == []


@pytest.mark.parametrize(
    ("word", "nature"),
    [
        ("Communication", "moyens matériels"),
        ("Loyer", "moyens matériels"),
        ("Prestataire", "honoraires"),
        ("URSSAF", "charges sociales"),
        ("6411 Salaires bruts", "salaires"),
        ("sallaires", "salaires"),
        ("indemnité", "indemnités"),
    ],
)
def test_a_word_of_treasurers_gets_the_nature_that_they_mean(word: str, nature: str) -> None:
    (told,) = found(typed("A7", word), "B008")
    assert quoted(told.hints[0]) == nature
    assert found(typed("A7", nature), "B008") == []


def test_money_of_the_cpam_may_be_fixed_or_variable_and_gets_the_whole_list() -> None:
    (told,) = found(typed("A15", "CPAM"), "B008")
    assert told.hints[0].startswith("valeurs connues : ACI fonctionnement, ACI volet fixe,")


def test_a_word_that_nobody_knows_gets_the_whole_list() -> None:
    (told,) = found(typed("A7", "Trucs"), "B008")
    assert told.hints[0].startswith("valeurs connues : indemnités, rémunérations,")


def test_zeros_pasted_over_empty_rows_say_nothing() -> None:
    def zeros(book: Any) -> None:
        for row in (8, 9):
            for column in (4, 5):
                book["Prévention"].cell(row, column).value = 0

    assert found(zeros, "B008") == []


def test_one_stale_total_is_told_once_and_not_at_each_sum_of_it() -> None:
    def stale(book: Any) -> None:
        from openpyxl.worksheet.table import Table

        sheet = book.create_sheet("Synthèse")
        rows = (
            ("Bloc", "Dépenses année 1"),
            ("Prévention", 14000),
            ("Total", 214000),
        )
        for row in rows:
            sheet.append(row)
        sheet.add_table(Table(displayName="synthese", ref="A1:B3"))

    assert [f.span.cell for f in found(stale, "B063")] == ["B2"]


def test_a_missing_workbook_is_told_to_whoever_asks_about_the_budgets(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (dossier / CLASSEUR).unlink()
    assert run_command(["-C", str(dossier), "check", "budgets"]) == 1
    assert "B017" in capsys.readouterr().out
    assert run_command(["-C", str(dossier), "classeur"]) == 0
    assert run_command(["-C", str(dossier), "check", "budgets"]) in (0, 1)
    assert "B017" not in capsys.readouterr().out


def test_a_comment_may_explain_a_range_of_years() -> None:
    def less(comment: str) -> Callable[[Any], None]:
        def change(book: Any) -> None:
            sheet = book["Prévention"]
            sheet["F15"].value, sheet["G15"].value = 14000, comment
            sheet["E6"].value = 9000

        return change

    assert len(found(less("Année 1 : mise en route."), "B055")) == 1
    assert found(less("Années 1 à 3 : un atelier de moins."), "B055") == []
    assert len(found(less("Années 3 à 5 : un atelier de moins."), "B055")) == 1


def test_a_size_that_moved_is_settled_by_the_workbook_that_the_message_asks_for(
    dossier: Path,
) -> None:
    """B064 says: « make classeur ANNEE=… »; then projet.yaml names the new one."""

    def told() -> list[Finding]:
        return [f for f in examine(*read_project(dossier), TODAY).findings if f.code == "B064"]

    (dossier / CLASSEUR).unlink()
    assert run_command(["-C", str(dossier), "classeur"]) == 0
    assert told() == []
    projet = dossier / "content/projet.yaml"
    text = projet.read_text(encoding="utf-8")
    projet.write_text(text.replace("taille: 2", "taille: 3"), encoding="utf-8")
    (size,) = told()
    assert "make classeur ANNEE=…" in size.hints[0]
    assert run_command(["-C", str(dossier), "classeur", "2028"]) == 0
    text = projet.read_text(encoding="utf-8")
    projet.write_text(text.replace(CLASSEUR, "budgets/budget-2028.xlsx"), encoding="utf-8")
    assert told() == []
