"""A foreign workbook that would take minutes and gigabytes is told before it is opened."""

from __future__ import annotations

import io
import zipfile

import pytest

from pipeline.model.finding import Finding
from pipeline.read.classeur_libre import read_classeur_libre
from tests.projets import CLASSEUR, petit_projet

TAG = "<a" + "".join(f" a{rank}='1'" for rank in range(20_000)) + "/>"
NAMES = '<definedName name="a">1</definedName>'
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
        (merged("XFD1048576:A1"), "fusionne plus de cases"),
        (
            with_part(BOOK, "</workbook>", f"<definedNames>{NAMES * 20_001}</definedNames>"),
            "nomme plus de plages",
        ),
        (merged(*(f"A{row}:Z{row + 400}" for row in range(1, 2000))), "fusionne plus de cases"),
        (
            with_part(BOOK, "<sheets>", TAG),
            "balise démesurée",
        ),
    ],
)
def test_what_openpyxl_would_take_minutes_over_is_told(data: bytes, said: str) -> None:
    findings: list[Finding] = []
    assert read_classeur_libre("essai.xlsx", data, findings) is None
    assert [finding.code for finding in findings] == ["L007"]
    assert said in findings[0].message
    assert findings[0].hints


def test_the_merged_cells_of_a_budget_are_read() -> None:
    findings: list[Finding] = []
    assert read_classeur_libre("essai.xlsx", merged("A40:F40", "A41:A60"), findings)
    assert findings == []
