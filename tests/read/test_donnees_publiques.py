"""Tables published for all of France, as rows of text."""

from __future__ import annotations

import io
import re
import zipfile

from openpyxl import Workbook

from pipeline.model.releve import Refus
from pipeline.read.donnees_publiques import read_tables

DIMENSION = re.compile(rb'<dimension ref="[^"]*"')


def workbook(rows: int, sheet: bytes = b"") -> bytes:
    """A workbook whose sheet says that it has one cell; ``sheet`` stands after its first row."""
    book = Workbook()
    for number in range(1, rows + 1):
        book.active.append([f"commune {number}", number])  # type: ignore[union-attr]
    made, out = io.BytesIO(), io.BytesIO()
    book.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            part = DIMENSION.sub(b'<dimension ref="A1"', source.read(name))
            target.writestr(name, part.replace(b"</row>", b"</row>" + sheet, 1))
    return out.getvalue()


def test_rows_beyond_the_size_that_a_sheet_says_are_read() -> None:
    refus: list[Refus] = []
    (table,) = read_tables("populations.xlsx", workbook(4), refus)
    assert [cells for _, cells in table.rows] == [[f"commune {n}", str(n)] for n in range(1, 5)]
    assert refus == []


def test_a_sheet_that_breaks_half_way_is_told_with_its_place() -> None:
    refus: list[Refus] = []
    broken = workbook(3, b'<row r="2"><c r="A2" t="s"><v>999999</v></c></row>')
    (table,) = read_tables("populations.xlsx", broken, refus)
    assert len(list(table.rows)) == 1
    assert [str(one.span) for one in refus] == ["populations.xlsx:Sheet"]
    assert "ne peut pas être lu" in refus[0].message
