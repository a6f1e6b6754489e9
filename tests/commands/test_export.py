"""``export``: numbers are numbers, to the cent, and a text is never a formula."""

from __future__ import annotations

import csv
import io
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline.commands.ligne import run_command
from pipeline.disk import read_project
from pipeline.run import examine
from tests.classeurs import with_table
from tests.commands.test_releve import REALISE, TITLES
from tests.projets import CLASSEUR, TODAY

RUN = ("=1+1", "+33 6", "-5 ateliers", "@SUM(A1)", '=HYPERLINK("http://x")')


def lines(path: Path, sheet: str) -> list[dict[str, object]]:
    titles, *rows = load_workbook(path)[sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, titles), row, strict=True)) for row in rows]


def exported(dossier: Path) -> Path:
    assert run_command(["-C", str(dossier), "export"]) == 0
    return dossier / "build/lecture.xlsx"


def test_the_lines_add_up_to_the_budget(dossier: Path) -> None:
    rows = lines(exported(dossier), "Lignes")
    projet = examine(*read_project(dossier), TODAY).projet
    for bloc in projet.budget.blocs:
        for side, own in (("dépense", bloc.depenses), ("ressource", bloc.ressources)):
            for year in range(projet.budget.annees):
                shown = sum(
                    Decimal(str(row[f"Année {year + 1}"]))
                    for row in rows
                    if (row["Bloc"], row["Sens"]) == (bloc.feuille, side)
                )
                assert shown == sum(line.montants[year] for line in own)


def test_amounts_of_the_annex_and_of_the_cash_are_numbers(dossier: Path) -> None:
    path = exported(dossier)
    book = load_workbook(path)
    assert book.sheetnames == ["Annexe", "Lignes", "Droits", "Versements", "Trésorerie"]
    for sheet in book:
        texts = [cell.value for row in sheet for cell in row if isinstance(cell.value, str)]
        alone = [text for text in texts if text.replace("\u202f", "").endswith("\u00a0€")]
        assert [text for text in alone if text[0].isdecimal()] == []
    comptes = examine(*read_project(dossier), TODAY).comptes
    plan = comptes.contrat.tresoreries[0]
    column = [
        Decimal(str(row[-1].value)).quantize(Decimal("0.01"))
        for row in book["Trésorerie"].iter_rows(max_col=5)
        if row[-1].data_type == "n" and row[-1].value is not None
    ]
    for month in plan.mois:
        assert month.solde in column


def test_what_was_done_has_its_tables_and_its_lines(dossier: Path) -> None:
    path = dossier / CLASSEUR
    path.write_bytes(with_table(path.read_bytes(), "Réalisé", "realise", [TITLES, *REALISE]))
    rows = lines(exported(dossier), "Lignes du réalisé")
    assert [row["Montant"] for row in rows] == [60000, 5021.5]
    assert [row["Sens"] for row in rows] == ["ressource", "dépense"]


def test_a_text_stays_a_text_whatever_it_begins_with(dossier: Path) -> None:
    book = load_workbook(dossier / CLASSEUR)
    for row, text in zip((6, 7), RUN[1:3], strict=True):
        cell = book["Prévention"][f"B{row}"]
        cell.value, cell.data_type = text, "s"
    book.save(dossier / CLASSEUR)
    path = exported(dossier)
    assert {row["Libellé"] for row in lines(path, "Lignes")} >= set(RUN[1:3])
    with zipfile.ZipFile(path) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if "worksheets/" in name]
    assert all(b"<f>" not in sheet and b"<f " not in sheet for sheet in sheets)


@pytest.mark.parametrize("text", RUN)
def test_the_csv_too_keeps_such_a_text_from_being_run(text: str) -> None:
    from pipeline.model.prose import Cell, Table, plain
    from pipeline.write.terminal import as_csv

    table = Table(
        (Cell(plain("Quoi")), Cell(plain("Combien"))),
        ((Cell(plain(text)), Cell(plain("\u22121\u202f234,50\u00a0€"))),),
        ("left", "right"),
    )
    row = list(csv.reader(io.StringIO(as_csv([table])), delimiter=";"))[-1]
    assert row == [f"'{text}", "-1234,50"]


def test_a_budget_that_cannot_be_read_is_not_exported(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (dossier / CLASSEUR).write_bytes(b"PK rien")
    assert run_command(["-C", str(dossier), "export"]) == 1
    assert "rien n'a été écrit" in capsys.readouterr().out
    assert not (dossier / "build/lecture.xlsx").exists()


def test_the_same_budget_gives_the_same_bytes(dossier: Path) -> None:
    assert exported(dossier).read_bytes() == exported(dossier).read_bytes()
