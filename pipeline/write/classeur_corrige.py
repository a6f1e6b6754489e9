"""A few cells written in a workbook that someone else made; all the rest stays as it was, colours and charts included.

What its formulas last gave is dropped: it may no longer be right, and every spreadsheet computes them when it opens the
file.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from bisect import bisect
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from lxml import etree

from pipeline.model.fusion import Ecriture, Elargissement, Etirement
from pipeline.model.motif import motif
from pipeline.model.source import Sheet, SheetCell, Workbook, column_letters, column_number

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
WORKBOOK, LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
CHAIN = "calcChain"
"""The order in which a spreadsheet computes: it names cells that hold formulas, and is made anew when missing."""

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ$"
TABLE = motif(r"xl/tables/[^/]+\.xml")
AREA = motif(r"([A-Z]+([0-9]+):[A-Z]+)([0-9]+)")
DAY_0 = date(1899, 12, 30)


def corrige(
    data: bytes,
    ecritures: Iterable[Ecriture],
    lu: Workbook,
    etirement: Etirement | None = None,
    resultats: bool = False,
    elargissements: Sequence[Elargissement] = (),
    seuils: Mapping[str, str] | None = None,
) -> bytes:
    """``lu`` is the same workbook as it was read: it knows the whole formula of each cell.

    With ``resultats`` what the formulas gave is kept: for cells that no formula reads.  ``seuils`` are numbers of the
    conditional formats, and what they become.
    """
    parts = _parts(data)
    names = list(parts)
    by_sheet = _by_sheet(ecritures)
    reached = _stretch_table(parts, etirement) if etirement else 0
    for wider in elargissements:
        _widen_table(parts, wider)
    known = {sheet.title: sheet for sheet in lu.sheets}
    for title, part in _sheets(parts).items():
        written = by_sheet.get(title, [])
        longer = _of_sheet(etirement, title)
        if resultats and not written and longer is None:
            continue
        root = _sheet(parts[part], written, known[title], longer, resultats)
        if longer is not None:
            _stretch_areas(root, longer, reached)
        _dress_all(root, title, elargissements)
        _move_thresholds(root, seuils)
        parts[part] = _bytes(root)
    parts = _without_chain(parts)
    parts[WORKBOOK] = _computed_on_opening(parts[WORKBOOK])
    return _archive([name for name in names if name in parts], parts)


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def _of_sheet(etirement: Etirement | None, title: str) -> Etirement | None:
    return etirement if etirement is not None and etirement.feuille == title else None


def _by_sheet(ecritures: Iterable[Ecriture]) -> dict[str, list[Ecriture]]:
    found: dict[str, list[Ecriture]] = {}
    for one in ecritures:
        found.setdefault(one.feuille, []).append(one)
    return found


def _dress_all(root: etree._Element, title: str, elargissements: Iterable[Elargissement]) -> None:
    for wider in elargissements:
        if wider.feuille == title:
            _dress(root, wider)


def _archive(names: Iterable[str], parts: Mapping[str, bytes]) -> bytes:
    """The parts in that order, each dated the first day that a zip knows: the same bytes on any day."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as out:
        for name in names:
            out.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), parts[name])
    return buffer.getvalue()


def _tree(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _sheets(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Title of a sheet → its part."""
    targets = {
        str(node.get("Id")): posixpath.normpath(
            posixpath.join("xl", str(node.get("Target")).lstrip("/"))
        )
        for node in _tree(parts[LINKS])
    }
    targets = {name: path.replace("xl/xl/", "xl/") for name, path in targets.items()}
    found = {
        str(s.get("name")): targets[str(s.get(LINK))]
        for s in _tree(parts[WORKBOOK]).iter(f"{MAIN}sheet")
    }
    return {title: part for title, part in found.items() if part in parts}


def _sheet(
    data: bytes,
    ecritures: Iterable[Ecriture],
    known: Sheet,
    etirement: Etirement | None,
    resultats: bool,
) -> etree._Element:
    root = _tree(data)
    _expand(root, known)
    found = root.find(f"{MAIN}sheetData")
    assert found is not None, "a sheet that was read has its cells"
    rows = _Lignes(found)
    styles = rows.styles(etirement.premiere) if etirement else {}
    for one in ecritures:
        cell = _cell(rows.row(one.ligne), one.ligne, one.colonne)
        if one.colonne in styles:
            cell.set("s", str(cell.get("s") or styles[one.colonne]))
        _fill(cell, one.cellule)
    for cell in root.iter(f"{MAIN}c") if not resultats else ():
        formula, value = cell.find(f"{MAIN}f"), cell.find(f"{MAIN}v")
        if formula is not None and value is not None:
            cell.remove(value)
    return root


def _stretch_areas(root: etree._Element, etirement: Etirement, reached: int) -> None:
    """Lists of choices and conditional formats that stop where the table did go on with it; none where it went nowhere."""
    if not reached:
        return
    for tag in ("dataValidation", "conditionalFormatting"):
        for node in root.iter(f"{MAIN}{tag}"):
            areas = str(node.get("sqref") or "").split()
            node.set("sqref", " ".join(_stretched(area, etirement, reached) for area in areas))
    size = root.find(f"{MAIN}dimension")
    if size is not None:
        root.remove(size)


def _stretched(area: str, etirement: Etirement, reached: int) -> str:
    match = AREA.fullmatch(area)
    if match is None or int(match[2]) < etirement.premiere - 1:
        return area
    return f"{match[1]}{etirement.jusqu_a}" if int(match[3]) == reached else area


def _stretch_table(parts: dict[str, bytes], etirement: Etirement) -> int:
    """The row that the table reached before; 0 when it went far enough."""
    for name in [name for name in parts if TABLE.fullmatch(name)]:
        root = _tree(parts[name])
        if str(root.get("displayName")).casefold() != etirement.tableau.casefold():
            continue
        reached = int(re.findall("[0-9]+", str(root.get("ref")))[-1])
        if reached >= etirement.jusqu_a:
            return 0
        for node in (root, *root.iter(f"{MAIN}autoFilter")):
            start = str(node.get("ref")).rstrip("0123456789")
            node.set("ref", f"{start}{etirement.jusqu_a}")
        parts[name] = _bytes(root)
        return reached
    return 0


def _widen_table(parts: dict[str, bytes], elargissement: Elargissement) -> None:
    for name in [name for name in parts if TABLE.fullmatch(name)]:
        root = _tree(parts[name])
        if str(root.get("displayName")).casefold() != elargissement.tableau.casefold():
            continue
        right = column_letters(elargissement.droite + len(elargissement.titres))
        for node in (root, *root.iter(f"{MAIN}autoFilter")):
            start, _, end = str(node.get("ref")).partition(":")
            node.set("ref", f"{start}:{right}{end.lstrip(LETTERS)}")
        columns = root.find(f"{MAIN}tableColumns")
        assert columns is not None, "a table has columns"
        last = max(int(str(column.get("id"))) for column in columns)
        for rank, title in enumerate(elargissement.titres, last + 1):
            etree.SubElement(columns, f"{MAIN}tableColumn", {"id": str(rank), "name": title})
        columns.set("count", str(len(columns)))
        parts[name] = _bytes(root)


def _dress(root: etree._Element, elargissement: Elargissement) -> None:
    """The cells of the new columns look like those of the column that they follow."""
    found = root.find(f"{MAIN}sheetData")
    assert found is not None, "a sheet that was read has its cells"
    rows = _Lignes(found)
    for number in range(elargissement.haut, elargissement.bas + 1):
        look = rows.styles(number).get(elargissement.modele)
        for rank in range(1, len(elargissement.titres) + 1):
            if look:
                cell = _cell(rows.row(number), number, elargissement.droite + rank)
                cell.set("s", str(cell.get("s") or look))


def _move_thresholds(root: etree._Element, thresholds: Mapping[str, str] | None) -> None:
    if not thresholds:
        return
    for node in root.iter(f"{MAIN}cfRule"):
        for formula in node.iter(f"{MAIN}formula"):
            formula.text = thresholds.get(formula.text or "", formula.text)


def _expand(root: etree._Element, known: Sheet) -> None:
    """Each formula in full: a cell that is written over must not take along those that follow it."""
    for cell in root.iter(f"{MAIN}c"):
        formula = cell.find(f"{MAIN}f")
        if formula is not None and formula.get("t") == "shared":
            letters = str(cell.get("r")).rstrip("0123456789")
            row, column = int(str(cell.get("r"))[len(letters) :]), column_number(letters)
            formula.attrib.clear()
            formula.text = known.cell(row, column).formula


class _Lignes:
    """The rows of a sheet by their number, made in their place when they are missing."""

    def __init__(self, node: etree._Element) -> None:
        self.node = node
        self.found = {int(str(row.get("r"))): row for row in node}
        self.numbers = sorted(self.found)

    def row(self, number: int) -> etree._Element:
        row = self.found.get(number)
        if row is None:
            row = etree.Element(f"{MAIN}row", {"r": str(number)})
            rank = bisect(self.numbers, number)
            self.node.insert(rank, row)
            self.numbers.insert(rank, number)
            self.found[number] = row
        return row

    def styles(self, number: int) -> dict[int, str]:
        """Column → the style of its cell in that row."""
        return {
            column_number(str(cell.get("r")).rstrip("0123456789")): str(cell.get("s"))
            for cell in self.found.get(number, ())
            if cell.get("s")
        }


def _cell(row: etree._Element, number: int, column: int) -> etree._Element:
    name = f"{column_letters(column)}{number}"
    for rank, cell in enumerate(row):
        there = column_number(str(cell.get("r")).rstrip("0123456789"))
        if there == column:
            return cell
        if there > column:
            made = etree.Element(f"{MAIN}c", {"r": name})
            row.insert(rank, made)
            return made
    return etree.SubElement(row, f"{MAIN}c", {"r": name})


def _fill(node: etree._Element, cell: SheetCell | None) -> None:
    """What a cell holds, its style kept."""
    for child in list(node):
        node.remove(child)
    node.attrib.pop("t", "")
    if cell is None:
        return
    if cell.formula:
        etree.SubElement(node, f"{MAIN}f").text = cell.formula
        return
    value = cell.value
    if isinstance(value, bool):
        node.set("t", "b")
        etree.SubElement(node, f"{MAIN}v").text = "1" if value else "0"
    elif isinstance(value, Decimal):
        etree.SubElement(node, f"{MAIN}v").text = f"{value:f}"
    elif isinstance(value, date):
        etree.SubElement(node, f"{MAIN}v").text = str((value - DAY_0).days)
    elif value is not None:
        node.set("t", "inlineStr")
        text = etree.SubElement(etree.SubElement(node, f"{MAIN}is"), f"{MAIN}t")
        text.text = value
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _without_chain(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    kept = {name: data for name, data in parts.items() if CHAIN not in name}
    if len(kept) < len(parts):
        for name in (LINKS, "[Content_Types].xml"):
            root = _tree(kept[name])
            for node in list(root):
                if CHAIN in str(node.get("Target") or node.get("PartName") or ""):
                    root.remove(node)
            kept[name] = _bytes(root)
    return kept


def _computed_on_opening(data: bytes) -> bytes:
    root = _tree(data)
    settings = root.find(f"{MAIN}calcPr")
    if settings is None:
        settings = etree.Element(f"{MAIN}calcPr")
        after = [child.tag.removeprefix(MAIN) for child in root]
        last = max(
            (rank for rank, tag in enumerate(after) if tag in BEFORE_CALC), default=len(after) - 1
        )
        root.insert(last + 1, settings)
    settings.set("fullCalcOnLoad", "1")
    return _bytes(root)


BEFORE_CALC = (
    *(
        "fileVersion",
        "workbookPr",
        "workbookProtection",
        "bookViews",
        "sheets",
        "externalReferences",
        "definedNames",
    ),
)
