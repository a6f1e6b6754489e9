"""Workbooks as they come: by Excel, LibreOffice, openpyxl, XlsxWriter, by mistake or by malice."""

from __future__ import annotations

import io
import shutil
import subprocess
import time
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook as Book
from openpyxl import load_workbook
from openpyxl.worksheet.table import Table

from pipeline.model.finding import Finding
from pipeline.model.source import Workbook
from pipeline.read.workbook import read_workbook
from pipeline.write.classeur import Feuille, classeur
from tests.conftest import skip_or_fail
from tests.projets import CLASSEUR, FEUILLES, constats, petit_projet

SHEET = (
    '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</worksheet>'
)


def read(data: bytes) -> tuple[Workbook | None, list[Finding]]:
    findings: list[Finding] = []
    return read_workbook("budgets/budget.xlsx", data, findings), findings


def values(book: Workbook) -> dict[str, list[list[object]]]:
    return {table.name: [[cell.value for cell in row] for row in table.rows] for table in book.tables}


def hostile(sheet: str, **parts: bytes) -> bytes:
    """A real workbook whose first sheet and other parts are replaced."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(classeur(1, {"parcours": Feuille()}))) as model,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as out,
    ):
        for name in model.namelist():
            if name not in parts:
                data = SHEET.format(sheet).encode() if name == "xl/worksheets/sheet1.xml" else model.read(name)
                out.writestr(name, data)
        for name, data in parts.items():
            out.writestr(name, data)
    return buffer.getvalue()


def test_formulas_are_read_by_their_stored_result() -> None:
    sheets = {"parcours": Feuille([["salaires", "Poste", "", ("=12*100", 1200), ""]])}
    book, findings = read(classeur(1, sheets))
    assert findings == []
    assert book is not None
    assert values(book)["depenses_parcours"][0][3] == Decimal(1200)


def test_a_formula_never_calculated_is_named_by_cell() -> None:
    book = load_workbook(io.BytesIO(petit_projet()[CLASSEUR]))
    book["Parcours"]["D6"] = "=35000"
    buffer = io.BytesIO()
    book.save(buffer)
    found = constats({**petit_projet(), CLASSEUR: buffer.getvalue()})
    assert found == [
        "budgets/budget.xlsx:Parcours!D6: erreur B006: le résultat de cette formule n'a jamais été calculé."
    ]


def test_libreoffice_saves_a_workbook_that_reads_alike(tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        skip_or_fail("LibreOffice n'est pas installé (paquet libreoffice-calc-nogui)")
    (tmp_path / "budget.xlsx").write_bytes(classeur(2, FEUILLES))
    subprocess.run(
        [
            str(soffice),
            f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}",
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            str(tmp_path / "lo"),
            str(tmp_path / "budget.xlsx"),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    before, after = read(classeur(2, FEUILLES))[0], read((tmp_path / "lo/budget.xlsx").read_bytes())[0]
    assert before is not None
    assert after is not None
    assert values(before) == values(after)


def test_openpyxl_and_xlsxwriter_read_alike() -> None:
    book = load_workbook(io.BytesIO(classeur(2, FEUILLES)))
    buffer = io.BytesIO()
    book.save(buffer)
    before, after = read(classeur(2, FEUILLES))[0], read(buffer.getvalue())[0]
    assert before is not None
    assert after is not None
    assert values(before) == values(after)


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "n'est pas un classeur"),
        (b"a;b\n1;2\n", "n'est pas un classeur"),
        (b"version https://git-lfs.github.com/spec/v1\n", "Git LFS"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "mot de passe"),
        (b"PK\x03\x04tronque", "abîmé"),
        (classeur(1, {"parcours": Feuille()})[:-400], "abîmé"),
        (petit_projet()["templates/docx/statuts.docx"], "n'est pas un classeur Excel"),
        (hostile("", **{"xl/vbaProject.bin": b"x"}), "macros"),
        (hostile('<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'), "l'autre bout"),
        (hostile('<sheetData/><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'), "démesurées"),
        (hostile("<sheetData>" + "<row/>" * 20_000_000 + "</sheetData>"), "anormale"),
        (hostile("", **{"xl/sharedStrings.xml": b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'}), "interdites"),
        (hostile("", **{"../../sortie.xml": b"<a/>"}), "anormale"),
    ],
    ids=[
        "vide",
        "csv",
        "lfs",
        "mot de passe",
        "tronqué",
        "coupé",
        "docx",
        "macros",
        "loin",
        "fusion",
        "bombe",
        "dtd",
        "chemin",
    ],
)
def test_a_foreign_or_hostile_file_gets_a_sentence_and_no_library(data: bytes, word: str) -> None:
    start = time.perf_counter()
    book, findings = read(data)
    assert book is None
    assert [finding.code for finding in findings] == ["L007"]
    assert word in findings[0].message
    assert time.perf_counter() - start < 2


def test_an_error_cell_is_kept_as_an_error() -> None:
    book = Book()
    sheet = book.worksheets[0]
    sheet.title = "Parcours"
    for row in (["Nature", "Année 1"], ["salaires", "#REF!"], ["salaires", 5]):
        sheet.append(row)
    sheet["B2"].data_type = "e"
    sheet.add_table(Table(displayName="depenses_parcours", ref="A1:B3"))
    buffer = io.BytesIO()
    book.save(buffer)
    found, _ = read(buffer.getvalue())
    assert found is not None
    assert found.tables[0].rows[0][1].error == "#REF!"
