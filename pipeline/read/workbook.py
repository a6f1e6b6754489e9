"""A workbook as it was saved: its sheets, its Excel tables by name, and what the spreadsheet last computed.

The parts are read here and not by a library: in one pass, formulas and stored results together, numbers as the text
that was stored, and with a sentence for whatever cannot be trusted.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice
from xml.etree import ElementTree

from pipeline.model.finding import Finding
from pipeline.model.source import (
    CIRCULAR,
    LOOK_BELOW,
    Sheet,
    SheetCell,
    SheetTable,
    Workbook,
    boundaries,
    table_at,
)
from pipeline.model.span import Span
from pipeline.read.archive import Refusal, broken, open_archive
from pipeline.read.cells import (
    EPOCH_1900,
    EPOCH_1904,
    MAIN,
    MOST_LETTERS,
    Context,
    Unreasonable,
    hidden_columns,
    hidden_rows,
    merged_areas,
    number_styles,
    parse_xml,
    read_cells,
    shared_texts,
)
from pipeline.read.formulas import circle, external_cells
from pipeline.read.text import TURNING, turned_by

RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
SHOWN = 5
"""Cells named one by one in a message; the others are counted."""

MOST_PLACES = 2_000_000

Parts = Mapping[str, bytes]
Box = tuple[int, int, int, int]
"""Left, top, right and bottom of a table."""


def read_workbook(path: str, data: bytes, findings: list[Finding]) -> Workbook | None:
    """Every sheet and table of the workbook; None with a finding when it cannot be trusted.  It is never written."""
    archive = open_archive(data, "classeur")
    if isinstance(archive, Refusal):
        hints = (archive.hint,) if archive.hint else ()
        findings.append(Finding("L007", archive.message, Span(path), hints))
        return None
    try:
        workbook = _workbook(path, archive.parts)
    except Unreasonable as limit:
        hint = "dans le tableur, effacez ce qui est nommé ici, ou retirez ce qui ne sert pas au budget."
        findings.append(
            Finding("L007", f"ce classeur ne peut pas être lu : {limit}.", Span(path), (hint,))
        )
        return None
    except (LookupError, ValueError, TypeError, ElementTree.ParseError) as error:
        message = f"ce classeur ne peut pas être lu : {broken(error)}."
        findings.append(
            Finding("L007", message, Span(path), ("ouvrez-le et enregistrez-le de nouveau.",))
        )
        return None
    findings.extend(_names_once(workbook))
    findings.extend(_leans_on(workbook))
    findings.extend(_turned(workbook))
    waiting = circle(workbook.sheets, workbook.tables)
    if waiting:
        findings.append(_circular(waiting))
        return _without_results(workbook, waiting)
    return workbook


EXTRAS = {
    "xl/comments": "commentaire de cellule",
    "xl/threadedcomments": "fil de discussion",
    "xl/charts/chart": "graphique",
    "xl/media/": "image",
    "xl/pivottables/": "tableau croisé dynamique",
}
"""Start of the path of a part → what it holds."""


def extras(data: bytes) -> tuple[str, ...]:
    """What a workbook holds besides its cells: « 2 graphiques », « des commentaires de cellule »…"""
    archive = open_archive(data, "classeur")
    if isinstance(archive, Refusal):
        return ()
    found: Counter[str] = Counter()
    for name in archive.parts:
        found.update(word for start, word in EXTRAS.items() if name.lower().startswith(start))
    plural = ("des commentaires de cellule", "des fils de discussion")
    return tuple(
        next(
            (shown for shown in plural if word.split()[0] in shown),
            f"{count} {word}{'s' if count > 1 else ''}",
        )
        for word, count in found.items()
    )


def _workbook(path: str, parts: Parts) -> Workbook:
    main = next(
        (t for kind, t in _targets(parts, "").values() if kind.endswith("/officeDocument")),
        "xl/workbook.xml",
    )
    root = parse_xml(parts[main])
    related = _targets(parts, main)
    by_kind = {kind.rsplit("/", 1)[-1]: target for kind, target in related.values()}
    properties = root.find(MAIN + "workbookPr")
    old = properties is not None and properties.get("date1904") in ("1", "true")
    dates, percents, thousands = number_styles(parts.get(by_kind.get("styles", "")))
    context = Context(
        shared_texts(parts.get(by_kind.get("sharedStrings", ""))),
        dates,
        percents,
        thousands,
        EPOCH_1904 if old else EPOCH_1900,
    )
    sheets: list[Sheet] = []
    tables: list[SheetTable] = []
    read: set[str] = set()
    letters = 0
    for node in root.iterfind(f"{MAIN}sheets/{MAIN}sheet"):
        kind, target = related[node.get(LINK) or ""]
        if kind.endswith("/worksheet"):
            title = node.get("name") or ""
            _read_once(target, title, read)
            sheet = _sheet(path, node, parts[target], context)
            letters += _letters(sheet)
            if letters > MOST_LETTERS:
                raise Unreasonable(
                    f"ses cellules tiennent plus de {MOST_LETTERS // 1_000_000} millions de lettres"
                )
            sheets.append(sheet)
            tables += _tables(sheet, parts, target, read)
    if not sheets:
        raise ValueError("no worksheet")
    return Workbook(path, tuple(sheets), tuple(tables))


def _letters(sheet: Sheet) -> int:
    cells = chain.from_iterable(row.values() for row in sheet.rows.values())
    return sum(len(cell.value) for cell in cells if isinstance(cell.value, str))


def _read_once(part: str, title: str, read: set[str]) -> None:
    """Refuse a part that was read already: one sheet under a thousand names costs a thousand sheets."""
    if part in read:
        raise Unreasonable(f"la feuille « {title[:40]} » tient dans la même partie qu'une autre")
    read.add(part)


def _sheet(path: str, node: ElementTree.Element, data: bytes, context: Context) -> Sheet:
    title = node.get("name") or ""
    root = parse_xml(data)
    return Sheet(
        path,
        title,
        read_cells(root, context, (path, title)),
        node.get("state") in ("hidden", "veryHidden"),
        hidden_rows(root),
        hidden_columns(root),
        merged_areas(root),
    )


def _tables(sheet: Sheet, parts: Parts, target: str, read: set[str]) -> list[SheetTable]:
    """The Excel tables of a sheet, from the top to the bottom."""
    found: list[tuple[Box, str, int]] = []
    for kind, part in _targets(parts, target).values():
        if kind.endswith("/table"):
            _read_once(part, sheet.title, read)
            root = parse_xml(parts[part])
            name = root.get("displayName") or root.get("name") or ""
            found.append(
                (boundaries(root.get("ref") or ""), name, int(root.get("totalsRowCount") or 0))
            )
    _within_reason(sheet, [box for box, _name, _totals in found])
    found.sort(key=lambda one: (one[0][1], one[0][0]))
    starts = [box[1] for box, _name, _totals in found]
    return [
        table_at(sheet, name, box, totals, [top for top in starts if top > box[1]])
        for box, name, totals in found
    ]


def _within_reason(sheet: Sheet, boxes: Sequence[Box]) -> None:
    """Refuse tables over so many places, filled or not, that looking at each would take minutes."""
    places, last = 0, sheet.last_row
    for left, top, right, bottom in boxes:
        rows = min(bottom, last) - top + 1 + LOOK_BELOW
        places += max(rows, len(sheet.rows)) * (right - left + 1) + len(sheet.merged)
    if places > MOST_PLACES:
        most = f"{MOST_PLACES:_}".replace("_", " ")
        raise Unreasonable(
            f"les tableaux de la feuille « {sheet.title[:40]} » couvrent plus de {most} cases"
        )


def _targets(parts: Parts, part: str) -> dict[str, tuple[str, str]]:
    """Id → kind and path of what a part is tied to inside the file."""
    folder, _, name = part.rpartition("/")
    data = parts.get(posixpath.join(folder, "_rels", f"{name}.rels"))
    if data is None:
        return {}
    return {
        node.get("Id") or "": (node.get("Type") or "", _resolved(folder, node.get("Target") or ""))
        for node in parse_xml(data).iterfind(RELATIONS + "Relationship")
        if node.get("TargetMode") != "External"
    }


def _resolved(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    return posixpath.normpath(posixpath.join(folder, target))


def _names_once(workbook: Workbook) -> list[Finding]:
    """Two tables of one name: nobody can tell which is the right one."""
    counted = Counter(table.name.casefold() for table in workbook.tables)
    found: list[Finding] = []
    for name, times in counted.items():
        if times > 1:
            places = [table.span for table in workbook.tables if table.name.casefold() == name]
            where = " et ".join(f"{place.sheet}!{place.cell}" for place in places[:SHOWN])
            where += f" et {times - SHOWN} autres" if times > SHOWN else ""
            message = f"{times} tableaux portent le nom « {name} » : {where}."
            hint = "renommez ou effacez celui qui est en trop (onglet Création de tableau, Nom du tableau)."
            found.append(Finding("B035", message, places[-1], (hint,), tuple(places[:-1])))
    return found


def _circular(cells: Sequence[SheetCell]) -> Finding:
    if len(cells) == 1:
        message = "cette formule se lit elle-même : son résultat ne veut rien dire."
        hint = "remplacez-la par un montant, ou corrigez les cases qu'elle lit."
    else:
        names = " → ".join(cell.name for cell in (*islice(cells, SHOWN), cells[0]))
        message = f"ces formules s'attendent l'une l'autre : {names}."
        hint = "remplacez l'une d'elles par son montant."
    return Finding("B036", message, cells[0].span, (hint,), tuple(c.span for c in cells[1:]))


def _without_results(workbook: Workbook, cells: Sequence[SheetCell]) -> Workbook:
    """The same workbook, where what these cells show is not taken for a result."""
    marked = {cell: cell._replace(error=CIRCULAR, uncomputed=False) for cell in cells}

    def line(row: Sequence[SheetCell]) -> tuple[SheetCell, ...]:
        return tuple(marked.get(cell, cell) for cell in row)

    tables = (
        replace(
            table,
            rows=tuple(map(line, table.rows)),
            below=tuple(map(line, table.below)),
            totals=line(table.totals),
        )
        for table in workbook.tables
    )
    sheets = (
        replace(
            sheet,
            rows={
                n: {c: marked.get(one, one) for c, one in row.items()}
                for n, row in sheet.rows.items()
            },
        )
        for sheet in workbook.sheets
    )
    return replace(workbook, sheets=tuple(sheets), tables=tuple(tables))


def _turned(workbook: Workbook) -> Iterator[Finding]:
    """Cells with a hidden sign that makes them read in another order than they are written."""
    for sheet in workbook.sheets:
        for row in sheet.rows.values():
            for cell in row.values():
                text = cell.value
                if isinstance(text, str) and not text.isascii() and (sign := TURNING.search(text)):
                    yield turned_by(sign.group(), cell.span)


def _leans_on(workbook: Workbook) -> list[Finding]:
    """Formulas that read another workbook."""
    linked = external_cells(workbook.sheets)
    if not linked:
        return []
    others = f" et {len(linked) - SHOWN} autres" if len(linked) > SHOWN else ""
    names = ", ".join(cell.name for cell in linked[:SHOWN]) + others
    message = f"des formules lisent un autre classeur ({names}) : leurs derniers résultats enregistrés sont pris."
    hint = "recopiez ces montants ici : l'autre classeur n'est pas dans le projet."
    return [Finding("B037", message, linked[0].span, (hint,))]
