"""Workbooks as they come: by Excel, LibreOffice, openpyxl, XlsxWriter, by mistake or by malice."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook as Book
from openpyxl import load_workbook
from openpyxl.worksheet.table import Table
from xlsxwriter import Workbook as Writer

from pipeline.model.finding import Finding
from pipeline.model.source import Sheet, Workbook
from pipeline.read.workbook import read_workbook
from tests.classeurs import Feuille, classeur
from tests.duree import promptly
from tests.projets import CLASSEUR, FEUILLES, constats, petit_projet

SHEET = '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</worksheet>'

STRICT = b'<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"/>'


def read(data: bytes) -> tuple[Workbook | None, list[Finding]]:
    findings: list[Finding] = []
    return read_workbook("budgets/budget.xlsx", data, findings), findings


def values(book: Workbook) -> dict[str, list[list[object]]]:
    return {
        table.name: [[cell.value for cell in row] for row in table.rows] for table in book.tables
    }


def hostile(sheet: str, **parts: bytes) -> bytes:
    """A real workbook whose first sheet and other parts are replaced."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(classeur(1, {"parcours": Feuille()}))) as model,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as out,
    ):
        for name in model.namelist():
            if name not in parts:
                data = (
                    SHEET.format(sheet).encode()
                    if name == "xl/worksheets/sheet1.xml"
                    else model.read(name)
                )
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
        (hostile("", mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), ".ods"),
        (b"\xd0\xcf\x11\xe0" + b"0" * 600 + "EncryptedPackage".encode("utf-16-le"), "mot de passe"),
        (b"\xd0\xcf\x11\xe0" + b"0" * 600 + "Workbook".encode("utf-16-le"), ".xls"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "page web"),
        (hostile("", **{"xl/workbook.xml": STRICT}), "Strict Open XML"),
        (hostile("<sheetData><row><c r='A1'><v>1</c></row></sheetData>"), "ne peut pas être lu"),
        (hostile("", **{"xl/workbook.xml": b"<workbook/>"}), "ne peut pas être lu"),
        (hostile("<sheetData>" + "<row/>" * 20_000_000 + "</sheetData>"), "anormale"),
        (
            hostile("", **{"xl/sharedStrings.xml": b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'}),
            "interdites",
        ),
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
        "ods",
        "chiffré",
        "xls",
        "html",
        "strict",
        "xml cassé",
        "sans feuille",
        "bombe",
        "dtd",
        "chemin",
    ],
)
def test_a_foreign_or_hostile_file_gets_a_sentence_and_no_library(data: bytes, word: str) -> None:
    with promptly(20):
        book, findings = read(data)
    assert book is None
    assert [finding.code for finding in findings] == ["L007"]
    assert word in findings[0].message


CODED = '<?xml version="1.0" encoding="{}"?>' + SHEET.removeprefix('<?xml version="1.0"?>')
DECLARED = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'.encode(
    "utf-16"
)
DEEP = b"<a>" * 20_000 + os.urandom(400_000).hex().encode() + b"</a>" * 20_000
"""Cannot be told from an honest part by how it is compressed."""


@pytest.mark.parametrize(
    "part",
    [
        CODED.replace("{}", "zzz", 1).format("").encode(),
        CODED.replace("{}", "shift_jis", 1).format("").encode(),
        DECLARED,
        DEEP,
        b"",
    ],
    ids=["codage inconnu", "codage japonais", "dtd en utf-16", "profond", "vide"],
)
def test_a_part_that_no_spreadsheet_writes_is_refused_in_a_sentence(part: bytes) -> None:
    book, findings = read(hostile("", **{"xl/workbook.xml": part}))
    assert book is None
    assert [finding.code for finding in findings] == ["L007"]


def test_a_sheet_in_another_coding_is_read() -> None:
    part = CODED.replace("{}", "utf-16", 1).format(
        "<sheetData><row><c><v>12</v></c></row></sheetData>"
    )
    book, findings = read(hostile("", **{"xl/worksheets/sheet1.xml": part.encode("utf-16")}))
    assert findings == []
    assert book is not None
    assert book.sheets[0].cell(1, 1).value == 12


@pytest.mark.parametrize(
    "sheet",
    [
        '<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>',
        '<sheetData/><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
    ],
    ids=["loin", "fusion"],
)
def test_a_cell_at_the_other_end_costs_nothing(sheet: str) -> None:
    with promptly(5):
        book, findings = read(hostile(sheet))
    assert book is not None
    assert findings == []


def sheet_of(write: Callable[[Any, Any], None], **options: bool) -> Sheet:
    """The first sheet of a workbook that XlsxWriter wrote."""
    buffer = io.BytesIO()
    book = Writer(buffer, {"in_memory": True, **options})
    write(book, book.add_worksheet("Feuille"))
    book.close()
    found, _ = read(buffer.getvalue())
    assert found is not None
    return found.sheets[0]


def test_every_kind_of_cell_is_read_as_it_was_stored() -> None:
    def write(book: Any, sheet: Any) -> None:
        bold = book.add_format({"bold": True})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        month = book.add_format({"num_format": '[$-40C]mmmm" "yyyy'})
        amount = book.add_format({"num_format": '#,##0.00\\ "€ d\'hier"'})
        sheet.write_rich_string(0, 0, "médecin ", bold, "traitant")
        sheet.write_datetime(0, 1, datetime(2027, 4, 1), day)
        sheet.write_number(0, 2, 46478, month)
        sheet.write_number(0, 3, 1500.005, amount)
        sheet.write_boolean(0, 4, True)
        sheet.write_string(0, 5, " a_x000D_b ")
        sheet.write_formula(0, 6, '="x"&"y"', None, "xy")
        sheet.write_formula(0, 7, "=1/0", None, "#DIV/0!")

    cells = sheet_of(write).line(1, 1, 8)
    assert [cell.value for cell in cells[:7]] == [
        "médecin traitant",
        date(2027, 4, 1),
        date(2027, 4, 1),
        Decimal("1500.005"),
        True,
        "a_x000D_b",
        "xy",
    ]
    assert cells[7].error == "#DIV/0!"


def test_a_formula_that_gives_no_text_was_computed_all_the_same() -> None:
    book, _ = read(
        hostile(
            '<sheetData><row><c t="str"><f>""</f><v></v></c><c><f>1+1</f><v/></c></row></sheetData>'
        )
    )
    assert book is not None
    assert [cell.uncomputed for cell in book.sheets[0].line(1, 1, 2)] == [False, True]


def test_days_are_counted_from_1904_where_the_workbook_says_so() -> None:
    def write(book: Any, sheet: Any) -> None:
        sheet.write_datetime(0, 0, datetime(2027, 4, 1), book.add_format({"num_format": 14}))

    assert sheet_of(write, date_1904=True).cell(1, 1).value == date(2027, 4, 1)


def test_a_formula_filled_down_is_known_in_each_cell() -> None:
    sheet = (
        '<sheetData><row><c><v>2</v></c><c><f t="shared" ref="B1:B2" si="0">A1*$A$1</f><v>4</v></c></row>'
        '<row><c><v>3</v></c><c><f t="shared" si="0"/><v>6</v></c></row></sheetData>'
    )
    book, findings = read(hostile(sheet))
    assert findings == []
    assert book is not None
    assert book.sheets[0].cell(2, 2).formula == "A2*$A$1"
    assert book.sheets[0].cell(2, 2).value == 6


def formulas(*lines: tuple[int, int, str]) -> list[str]:
    """Findings of a workbook with these formulas, each with a stored result."""
    buffer = io.BytesIO()
    book = Writer(buffer, {"in_memory": True})
    sheet = book.add_worksheet("Budget")
    sheet.add_table(
        9, 0, 11, 1, {"name": "t", "columns": [{"header": "Quantité"}, {"header": "Montant"}]}
    )
    for row, column, formula in lines:
        sheet.write_formula(row, column, formula, None, 1)
    book.close()
    _book, findings = read(buffer.getvalue())
    return [f"{finding.span.cell} {finding.code}: {finding.message}" for finding in findings]


@pytest.mark.parametrize(
    ("lines", "cells"),
    [
        ([(0, 0, "=A1+1")], "A1"),
        ([(0, 0, "=B1"), (0, 1, "=C1"), (0, 2, "=$A$1*2")], "A1"),
        ([(0, 0, "=SUM(A1:A3)")], "A1"),
        ([(0, 0, "=SUM(t[Montant])"), (10, 1, "=A1")], "A1"),
        ([(10, 1, "=t[[#This Row],[Montant]]")], "B11"),
        ([(0, 0, "=SUM(Budget!$A:A)")], "A1"),
        ([(0, 1, "='Budget'!B1")], "B1"),
    ],
)
def test_a_circle_of_formulas_is_named(lines: list[tuple[int, int, str]], cells: str) -> None:
    assert [line.split(":")[0] for line in formulas(*lines)] == [f"{cells} B036"]


@pytest.mark.parametrize(
    "lines",
    [
        [(0, 0, "=B1"), (0, 1, "=C1"), (0, 2, "=12")],
        [(0, 0, '="A1"&LEN("=A1")')],
        [(10, 1, "=t[[#This Row],[Quantité]]*2"), (0, 0, "=SUM(t[Montant])"), (0, 1, "=LOG10(2)")],
        [(0, 0, "=Autre!A1")],
        [(row, 0, f"=A{row + 2}") for row in range(8)],
    ],
)
def test_formulas_that_lead_somewhere_are_no_circle(lines: list[tuple[int, int, str]]) -> None:
    assert formulas(*lines) == []


PLACES = [(row, column) for row in (9, 10, 11, 12) for column in (0, 1, 2)]
"""Cells in, under and beside the table of ``formulas``."""


def turns(needs: dict[tuple[int, int], set[tuple[int, int]]]) -> bool:
    """Whether some cell waits for itself: what is left once every cell that waits for none is taken away."""
    left = dict(needs)
    while free := [cell for cell, wanted in left.items() if not wanted & left.keys()]:
        for cell in free:
            del left[cell]
    return bool(left)


@given(
    st.dictionaries(
        st.sampled_from(PLACES[3:]), st.lists(st.sampled_from(PLACES), max_size=2), max_size=6
    ),
    st.booleans(),
)
@settings(max_examples=60)
def test_a_circle_is_found_wherever_there_is_one_and_nowhere_else(
    needs: dict[tuple[int, int], list[tuple[int, int]]], whole: bool
) -> None:
    """``whole`` asks for the whole column of the table under a cell where it can."""
    written: list[tuple[int, int, str]] = []
    known: dict[tuple[int, int], set[tuple[int, int]]] = {}
    for (row, column), wanted in needs.items():
        terms = [f"{'ABC'[c]}{r + 1}" for r, c in wanted]
        known[row, column] = set(wanted)
        if whole and wanted and wanted[0][1] < 2:
            terms[0] = f"SUM(t[{('Quantité', 'Montant')[wanted[0][1]]}])"
            known[row, column] = {(10, wanted[0][1]), (11, wanted[0][1]), *wanted[1:]}
        written.append((row, column, "=" + "+".join(["1", *terms])))
    assert any("B036" in line for line in formulas(*written)) == turns(known)


def test_formulas_that_read_another_workbook_are_named() -> None:
    found = formulas(
        (0, 0, "=[1]Feuil1!A1"), (0, 1, "='[12]Mes comptes'!B2"), (0, 2, "=SUM(t[Montant])")
    )
    assert len(found) == 1
    assert found[0].startswith(
        "A1 B037: des formules lisent un autre classeur (Budget!A1, Budget!B1)"
    )


@given(
    st.lists(
        st.one_of(st.integers(-(10**9), 10**9), st.text("aé €_x1", max_size=8), st.booleans()),
        max_size=12,
    )
)
@settings(max_examples=40)
def test_openpyxl_reads_the_same_values(cells: list[int | str | bool]) -> None:
    book = Book()
    sheet = book.worksheets[0]
    for row, value in enumerate(cells, 1):
        sheet.cell(row, 1).value = value
        if isinstance(value, str):
            sheet.cell(row, 1).data_type = "s"
    buffer = io.BytesIO()
    book.save(buffer)
    other = load_workbook(io.BytesIO(buffer.getvalue())).worksheets[0]
    ours, findings = read(buffer.getvalue())
    assert findings == []
    assert ours is not None
    for row in range(1, len(cells) + 1):
        theirs = other.cell(row, 1).value
        assert ours.sheets[0].cell(row, 1).value == (
            theirs.strip() or None if isinstance(theirs, str) else theirs
        )


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
