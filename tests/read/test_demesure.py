"""What costs more than it shows: refused with the limit that it passes, or read in a time that grows with its size."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from time import process_time

import pytest

from pipeline.read.cells import LONGEST_FORMULA, MOST_SIGNS
from tests.read.test_archive import partie, parts_of, zipped
from tests.read.test_workbook import SHEET, read

FIRST, TABLE = "xl/worksheets/sheet1.xml", "xl/tables/table1.xml"


@pytest.fixture(autouse=True)
def not_told_by_its_ratio(monkeypatch: pytest.MonkeyPatch) -> None:
    """What repeats itself is refused before it is read; a patient hand would vary it."""
    monkeypatch.setattr("pipeline.read.archive.MAX_RATIO", 10**9)


def workbook(rows: str, table: str = "") -> bytes:
    """A workbook with that first sheet, and a first table that covers that area."""
    parts = [part for part in parts_of("classeur") if part.name != FIRST]
    if table:
        xml = f'<table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" name="t" ref="{table}"/>'
        rels = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/table" Target="../t.xml"/>'
            "</Relationships>"
        )
        own = "xl/worksheets/_rels/sheet1.xml.rels"
        parts = [part for part in parts if part.name != own]
        parts += [partie("xl/t.xml", xml.encode()), partie(own, rels.encode())]
    return zipped([*parts, partie(FIRST, SHEET.format(f"<sheetData>{rows}</sheetData>").encode())])


def formula(text: str) -> str:
    return f"<row><c><f>{text}</f><v>1</v></c></row>"


FOLLOWER = '<row><c><f t="shared" si="0"/><v>1</v></c></row>'
LONG = "A1+" * (LONGEST_FORMULA // 3 - 1) + "1"


@pytest.mark.parametrize(
    ("data", "limit"),
    [
        (workbook(f'<row><c r="{"A" * 500_000}1"><v>1</v></c></row>'), "une colonne"),
        (workbook('<row r="1048577"><c><v>1</v></c></row>'), "une ligne"),
        (workbook('<row r="0"><c><v>1</v></c></row>'), "une ligne"),
        (workbook(formula("A1+" * 3_000 + "1")), "8 192 signes"),
        (workbook(f'<row><c><f t="shared" si="0">{LONG}</f><v>1</v></c></row>' + FOLLOWER * 1_000), "5 millions"),
        (workbook(formula(LONG) * (MOST_SIGNS // len(LONG) + 1)), "5 millions"),
        (workbook(f'<row><c t="inlineStr"><is><t>{"a " * 20_000}</t></is></c></row>'), "32 767 signes"),
        (workbook('<row r="1048576"><c><v>1</v></c></row>', "A1:ALL1048576"), "2 000 000 cases"),
    ],
    ids=["colonne", "ligne", "ligne zéro", "formule", "recopiée", "formules", "texte", "tableau"],
)
def test_what_no_spreadsheet_writes_is_refused_by_the_limit_it_passes(data: bytes, limit: str) -> None:
    start = process_time()
    book, findings = read(data)
    assert book is None
    assert [finding.code for finding in findings] == ["L007"]
    assert limit in findings[0].message
    assert process_time() - start < 5


def test_a_text_is_never_taken_from_the_end_of_the_list() -> None:
    book, findings = read(workbook('<row><c t="s"><v>-1</v></c></row>'))
    assert book is None
    assert [finding.code for finding in findings] == ["L007"]


@pytest.mark.parametrize("number", ["1e999999999", "-1e999999", "1e-999999999", "1" * 70, "1e309", "NaN", "Infinity"])
def test_a_number_beyond_any_spreadsheet_is_the_text_that_was_stored(number: str) -> None:
    book, findings = read(workbook(f"<row><c><v>{number}</v></c></row>"))
    assert findings == []
    assert book is not None
    assert book.sheets[0].cell(1, 1).value == number


COSTLY: Mapping[str, Callable[[int], str]] = {
    "lignes entières": lambda n: "".join(formula(f"SUM(A1:XFD1)+{i}") for i in range(n)),
    "colonnes entières": lambda n: "".join(formula(f"SUM(A:XFD)+{i}") for i in range(n)),
    "crochets": lambda n: "".join(formula(f"{i}" + "a[" * 500) for i in range(n // 20)),
    "apostrophes": lambda n: "".join(formula(f"{i}" + "'a!" * 300) for i in range(n // 20)),
    "un long mot": lambda n: "".join(formula(f"{i}+" + "a" * 900) for i in range(n // 20)),
    "un long nom de feuille": lambda n: "".join(formula(f"{i}+" + "a." * 450) for i in range(n // 20)),
    "cellules nues": lambda n: "<row>" + "<c/>" * n + "</row>",
}


@pytest.mark.parametrize("kind", COSTLY)
def test_a_sheet_costs_by_its_size(kind: str) -> None:
    """Eight times as much takes some eight times as long: a square would take sixty-four."""
    small, large = (workbook(COSTLY[kind](n)) for n in (1_000, 8_000))

    def cost(data: bytes) -> float:
        start = process_time()
        assert read(data)[0] is not None
        return process_time() - start

    assert min(cost(large) for _ in range(2)) < 24 * max(min(cost(small) for _ in range(3)), 0.005)
