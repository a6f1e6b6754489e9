"""A foreign workbook that would take minutes and gigabytes is told before it is opened."""

from __future__ import annotations

import io
import zipfile

import pytest

from pipeline.model.finding import Finding
from pipeline.read.classeur_libre import read_classeur_libre, refused_before_computing
from tests.duree import promptly
from tests.projets import CLASSEUR, petit_projet

TAG = "<a" + "".join(f" a{rank}='1'" for rank in range(20_000)) + "/>"
NAMES = '<definedName name="a">1</definedName>'
ATTRIBUTES = " ".join(f"a{rank}=''" for rank in range(600))
SHEET, BOOK = "xl/worksheets/sheet1.xml", "xl/workbook.xml"


def with_part(name: str, old: str, new: str) -> bytes:
    """The workbook of the small project with something put before ``old``, once, in one of its parts."""
    out = io.BytesIO()
    source = zipfile.ZipFile(io.BytesIO(petit_projet()[CLASSEUR]))
    with source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for one in source.namelist():
            text = source.read(one).decode("utf-8")
            assert one != name or old in text
            target.writestr(one, text.replace(old, f"{new}{old}", 1) if one == name else text)
    return out.getvalue()


def merged(*blocks: str) -> bytes:
    cells = "".join(f'<mergeCell ref="{block}"/>' for block in blocks)
    return with_part(SHEET, "</worksheet>", f"<mergeCells>{cells}</mergeCells>")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (merged("A1:XFD1048576"), "fusionne plus de cases"),
        (
            with_part(SHEET, "</sheetData>", f"<row><c><is><t>{'a ' * 60_000}</t></is></c></row>"),
            "texte plus long",
        ),
        (
            with_part(
                SHEET, "</sheetData>", f"<row><c><is>{'<r><t>a>b</t></r>' * 9_000}</is></c></row>"
            ),
            "texte plus long",
        ),
        (with_part("xl/styles.xml", "</cellXfs>", "<xf />" * 70_000), "plus de styles"),
        (
            with_part(SHEET, "</sheetData>", '<row r="90000"><c r="GR90000"><v>1</v></c></row>'),
            "plus de cases",
        ),
        (merged("XFD1048576:A1"), "fusionne plus de cases"),
        (merged("$A$1:$XFD$1048576"), "fusionne plus de cases"),
        (merged("A:XFD"), "fusionne plus de cases"),
        (merged("&#65;1:xfd1048576"), "fusionne plus de cases"),
        (
            with_part(SHEET, "</worksheet>", '<z:mergeCell xmlns:z="u" a=">" ref = "A1:XFD9999"/>'),
            "fusionne plus de cases",
        ),
        (
            with_part(
                SHEET, "</worksheet>", '<hyperlinks><hyperlink ref="A1:XFD1048576"/></hyperlinks>'
            ),
            "en couvre plus d'un lien",
        ),
        (
            with_part(SHEET, "</worksheet>", f'<dataValidation sqref="{"A1 " * 3_000}"/>'),
            "liste de plages",
        ),
        (
            with_part(SHEET, "</sheetData>", f"<row>{'<c/>' * 200_001}</row>"),
            "200 000 mises en forme",
        ),
        (
            with_part(SHEET, "</worksheet>", "<rule/>" * 61_000),
            "60 000 lignes et éléments hors de ses cases",
        ),
        (
            with_part(BOOK, "</workbook>", f"<definedNames>{NAMES * 20_001}</definedNames>"),
            "plus de 20 000 noms de cases",
        ),
        (merged(*(f"A{row}:Z{row + 400}" for row in range(1, 2000))), "fusionne plus de cases"),
        (
            with_part(BOOK, "<sheets>", TAG),
            "une balise, un texte ou une remarque démesurés",
        ),
    ],
)
def test_what_openpyxl_would_take_minutes_over_is_told(data: bytes, said: str) -> None:
    findings: list[Finding] = []
    assert read_classeur_libre("essai.xlsx", data, findings) is None
    assert [finding.code for finding in findings] == ["L007"]
    assert said in findings[0].message
    assert findings[0].hints


def formulas(count: int, form: str) -> bytes:
    cells = "".join(form.format(rank, rank - 1) for rank in range(1001, 1001 + count))
    return with_part(SHEET, "</sheetData>", cells)


CHAIN = '<row r="{0}"><c r="A{0}"><f>A{1}+1</f></c></row>'
SHARED = '<row r="{0}"><c r="A{0}"><f t="shared" si="9"/><v></v></c></row>'
WORKED_OUT = '<row r="{0}"><c r="A{0}"><f>A{1}+1</f><v>{0}</v></c></row>'
ODS = """<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
><office:body><office:spreadsheet><table:table>{}</table:table></office:spreadsheet></office:body>
</office:document-content>"""


def ods(rows: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        target.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        target.writestr("content.xml", ODS.format(rows))
    return out.getvalue()


FILLED = "<table:table-cell><text:p>a</text:p></table:table-cell>"
MANY = '<table:table-row table:number-rows-repeated="1048000">{}</table:table-row>'
WIDE = (
    '<table:table-row><table:table-cell table:number-columns-repeated="30000"><text:p>a</text:p></table:table-cell>'
    "</table:table-row>"
)
SUMMED = '<table:table-row><table:table-cell table:formula="of:=[.A1]+1"/></table:table-row>'


@pytest.mark.parametrize(
    ("suffix", "data", "said"),
    [
        (".xlsx", formulas(30_000, CHAIN), "formules à calculer"),
        (".xlsx", formulas(30_000, SHARED), "formules à calculer"),
        (".xlsx", formulas(500, CHAIN), ""),
        (".xlsx", formulas(5_000, WORKED_OUT), ""),
        (".ods", ods(SUMMED * 3_000), "formules à calculer"),
        (".ods", ods(MANY.format(FILLED)), "répète"),
        (".ods", ods(WIDE), "répète"),
        (".ods", ods(f"<table:table-row {ATTRIBUTES}/>"), "démesurés"),
        (".ods", ods(MANY.replace('"', "'").format("<table:table-cell/>" + FILLED)), "répète"),
        (".ods", ods(MANY.replace("10", "&#49;0").format(FILLED)), "répète"),
        (".ods", ods(SUMMED * 20 + MANY.format("<table:table-cell/>")), ""),
        (".ods", b"PK\x03\x04 coupe", "abîmé"),
    ],
)
def test_what_libreoffice_would_work_out_for_minutes_is_refused_before(
    suffix: str, data: bytes, said: str
) -> None:
    with promptly(1):
        found = refused_before_computing("a", data, suffix)
    assert (found is not None) is bool(said)
    if found is not None:
        assert found.code == "L007"
        assert said in found.message
        assert found.hints


def test_the_merged_cells_of_a_budget_are_read() -> None:
    findings: list[Finding] = []
    assert read_classeur_libre("essai.xlsx", merged("A40:F40", "A41:A60"), findings)
    assert findings == []


def waiting(*typed: str) -> bytes:
    cells = "".join(
        f'<row r="{100 + rank}"><c r="A{100 + rank}"><f>{formula}</f></c></row>'
        for rank, formula in enumerate(typed)
    )
    return with_part(SHEET, "</sheetData>", cells)


@pytest.mark.parametrize(
    ("data", "heavy"),
    [
        (waiting("SUMPRODUCT(A:A*B:B)"), True),
        (waiting("sumproduct((A1:A1048576=1)*1)"), True),
        (waiting('REPT("x",32767)'), True),
        (waiting(*["SUMPRODUCT(A1:Z40000*AA1:AZ40000)"] * 100), True),
        (waiting(*(f"A{rank}&amp;A{rank}" for rank in range(1, 40))), True),
        (waiting(*(f"CONCATENATE($A${rank},$A${rank})" for rank in range(1, 40))), True),
        (waiting(*(f"COUNTIF(A:A,A{rank})" for rank in range(1, 400))), True),
        (waiting("&#82;EPT(1,9)"), True),
        (waiting("RE<!-- -->PT(1,9)"), True),
        (waiting("<![CDATA[REPT(1,9)]]>"), True),
        (waiting("REPT(1,9)</f><is/><f>1"), True),
        (waiting("REPT(1,9)</f><v/><f>1"), True),
        # what budgets have
        (waiting(*(f"SUM(A$1:A{rank})" for rank in range(1, 1500))), False),
        (waiting("REPT(1,9)</f><v>1</v><f>1"), False),
        (waiting("SUM(A:A)", 'SUMIF(B:B,"ACI",C:C)', "SUMPRODUCT(A1:A40,B1:B40)"), False),
        (waiting('A1&amp;" "&amp;B1', '"REPT(2)"', "VLOOKUP(A1,Z:AA,2,0)"), False),
        (ods(SUMMED.replace("[.A1]+1", "SUMPRODUCT([.A1:.A1048576])")), True),
    ],
)
def test_a_formula_heavy_by_itself_is_refused_before(data: bytes, heavy: bool) -> None:
    suffix = ".ods" if b"content.xml" in data else ".xlsx"
    with promptly(1):
        found = refused_before_computing("a", data, suffix)
    assert (found is not None) is heavy
    if found is not None:
        assert "trop longues" in found.message
