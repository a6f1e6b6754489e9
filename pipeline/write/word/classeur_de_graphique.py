"""The workbook inside a chart, that Word opens by « Modifier les données »: one sheet, labels then series.

Five small parts are all that it takes.  XlsxWriter would write fifteen, dates of the day among them, and take as long to
import as a hundred charts to write.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pipeline.model.graphique import Forme, Graphique
from pipeline.model.source import column_letters
from pipeline.write.word.ooxml import R, escape
from pipeline.write.word.package import CONTENT_TYPES, RELATIONSHIP, XML, archive

FEUILLE = "Données"
LEFT = "{} (tracés à gauche)"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"

PARTS = {
    CONTENT_TYPES: (
        f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{KIND}.styles+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{KIND}.worksheet+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{RELATIONSHIP}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{MAIN}" xmlns:r="{R}"><sheets>'
        f'<sheet name="{FEUILLE}" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{RELATIONSHIP}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{RELATIONSHIP}/styles" Target="styles.xml"/></Relationships>'
    ),
    "xl/styles.xml": (
        f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    ),
}
"""All that is the same whatever the chart."""


def workbook(graphique: Graphique) -> bytes:
    """The numbers of a chart as they were given, a label per row and a column per series."""
    rows = "".join(_row(rank, cells) for rank, cells in enumerate(_rows(graphique), 1))
    sheet = (
        f'<worksheet xmlns="{MAIN}"><cols><col min="1" max="1" width="40" customWidth="1"/>'
        f'<col min="2" max="{left_column(graphique)}" width="16" customWidth="1"/></cols>'
        f"<sheetData>{rows}</sheetData></worksheet>"
    )
    parts = {**PARTS, "xl/worksheets/sheet1.xml": sheet}
    return archive({name: (XML + text).encode() for name, text in parts.items()})


def left_column(graphique: Graphique) -> int:
    """The column, from 1, after those of the series: that of the negative numbers which draw the left of a pyramid."""
    return len(graphique.series) + 2


def _rows(graphique: Graphique) -> Iterator[list[str]]:
    """The cells of each row as XML without their place; the first row holds the titles."""
    titles = [graphique.axe, *(serie.nom for serie in graphique.series)]
    pyramid = graphique.forme is Forme.PYRAMIDE
    if pyramid:
        titles.append(LEFT.format(graphique.series[0].nom))
    yield [_text(title) for title in titles]
    for rank, label in enumerate(graphique.libelles):
        values = [serie.valeurs[rank] for serie in graphique.series]
        cells = [_text(label), *(_number(value) for value in values)]
        if pyramid:
            cells.append(_opposite(values[0], rank + 2))
        yield cells


def _row(number: int, cells: list[str]) -> str:
    placed = "".join(
        cell.replace("<c", f'<c r="{column_letters(column)}{number}"', 1)
        for column, cell in enumerate(cells, 1)
    )
    return f'<row r="{number}">{placed}</row>'


def _text(text: str) -> str:
    if not text:
        return ""
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def _number(value: Decimal | None) -> str:
    return "" if value is None else f"<c><v>{value:f}</v></c>"


def _opposite(value: Decimal | None, row: int) -> str:
    """What a pyramid draws on its left, worked out from the true number beside it."""
    return "" if value is None else f"<c><f>-B{row}</f><v>{-value:f}</v></c>"
