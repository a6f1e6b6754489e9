"""Cells typed into a workbook without opening the rest of it: openpyxl takes fifty milliseconds for a whole one."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence

from lxml import etree
from openpyxl.utils import column_index_from_string

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
PLACE = re.compile(r"([A-Z]+)([0-9]+)")
NOT_OURS = (b"<f>", b"<f ", b"<mergeCell", b"<legacyDrawing")
"""What openpyxl changes on its way, in a sheet: the results of formulas, cells under merged ones."""

Saisie = tuple[str, str, str]
"""A sheet, a cell, what is typed in it."""


def typed(data: bytes, saisies: Sequence[Saisie]) -> bytes | None:
    """The workbook with these cells; None where only openpyxl would leave the same one."""
    if any(value.startswith(("=", "#")) or not value.isprintable() for *_, value in saisies):
        return None
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheets = _parts_of_sheets(parts)
    if any(sheet not in sheets for sheet, *_ in saisies) or _has_more(parts):
        return None
    for part in dict.fromkeys(sheets[sheet] for sheet, *_ in saisies):
        root = etree.fromstring(parts[part])
        for sheet, cell, value in saisies:
            if sheets[sheet] == part:
                _type(root, cell, value)
        parts[part] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as out:
        for name, content in parts.items():
            out.writestr(name, content)
    return buffer.getvalue()


def _has_more(parts: dict[str, bytes]) -> bool:
    return any(
        sign in content
        for name, content in parts.items()
        if name.startswith("xl/worksheets/") and name.endswith(".xml")
        for sign in NOT_OURS
    )


def _parts_of_sheets(parts: dict[str, bytes]) -> dict[str, str]:
    links = {
        link.get("Id"): str(link.get("Target")).removeprefix("/xl/").removeprefix("xl/")
        for link in etree.fromstring(parts["xl/_rels/workbook.xml.rels"])
    }
    book = etree.fromstring(parts["xl/workbook.xml"])
    return {
        str(sheet.get("name")): f"xl/{links[sheet.get(f'{{{LINKS}}}id')]}"
        for sheet in book.iter(f"{{{MAIN}}}sheet")
    }


def _type(root: etree._Element, place: str, value: str) -> None:
    cell = _cell(root, place)
    for child in list(cell):
        cell.remove(child)
    cell.attrib.pop("t", "")
    if NUMBER.fullmatch(value):
        etree.SubElement(cell, f"{{{MAIN}}}v").text = f"{float(value):.16g}"
    elif value:
        cell.set("t", "inlineStr")
        words = etree.SubElement(etree.SubElement(cell, f"{{{MAIN}}}is"), f"{{{MAIN}}}t")
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        words.text = value


def _cell(root: etree._Element, place: str) -> etree._Element:
    match = PLACE.fullmatch(place)
    assert match, place
    column, row = column_index_from_string(match[1]), int(match[2])
    (sheet,) = root.iter(f"{{{MAIN}}}sheetData")
    line = _among(sheet, "row", row, lambda one: int(str(one.get("r"))), match[2])
    return _among(line, "c", column, _column, place)


def _column(cell: etree._Element) -> int:
    return column_index_from_string(str(cell.get("r")).rstrip("0123456789"))


def _among(
    parent: etree._Element, tag: str, rank: int, rank_of: Callable[[etree._Element], int], name: str
) -> etree._Element:
    """The child of that rank, made in its place when there is none."""
    before = [child for child in parent if rank_of(child) <= rank]
    if before and rank_of(before[-1]) == rank:
        return before[-1]
    made = etree.Element(f"{{{MAIN}}}{tag}", r=name)
    parent.insert(len(before), made)
    return made
