"""Any workbook, as rows of cells: no table, title or sheet of ours is expected.

openpyxl reads it, once for what is shown and once for what is worked out; what may harm is refused before by
``read/archive.py``.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from html import unescape
from itertools import chain
from typing import Any

from pipeline.model.budget_etranger import Case, Feuille
from pipeline.model.finding import Finding
from pipeline.model.langue.francais import nombre
from pipeline.model.motif import motif
from pipeline.model.source import column_number
from pipeline.model.span import Span
from pipeline.read.archive import Archive, Refusal, broken, declared, open_archive, unpacked
from pipeline.read.cells import MOST_LETTERS
from pipeline.read.demesure import out_of_proportion

MOST_SHEETS = 60
MOST_AREA = 1_000_000
"""Cells between the first and the last of a sheet, empty ones too: one object is made of each."""

MOST_TO_COMPUTE = 2_000
"""Formulas without a result that LibreOffice works out in a few seconds, even when each waits for the one before."""

MOST_REPEATED = 20_000
"""How often an OpenDocument file may repeat a filled row or cell."""

DIVIDES = motif(r"[0#?],+(?![0#?])")
SAYS_THOUSANDS = motif(r"k[ \u00a0]?(?:€|eur)|millier", re.IGNORECASE)
WIDEST = 200
"""Columns beyond which nothing is an amount of a budget."""


def read_classeur_libre(
    path: str, data: bytes, findings: list[Finding]
) -> tuple[Feuille, ...] | None:
    """Every sheet; None with a finding when the file cannot be trusted.  Numbers keep the digits that they show."""
    archive = open_archive(data, "classeur")
    if isinstance(archive, Refusal):
        findings.append(
            Finding("L007", archive.message, Span(path), (archive.hint,) if archive.hint else ())
        )
        return None
    message = out_of_proportion(archive.parts)
    if message:
        findings.append(Finding("L007", message, Span(path), (FOR_A_BUDGET,)))
        return None
    books = _opened(path, data, findings)
    if books is None:
        return None
    shown, typed = books
    sheets = shown.worksheets
    message = _too_much(sheets)
    if message:
        findings.append(Finding("L007", message, Span(path), (FOR_A_BUDGET,)))
        return None
    return tuple(_feuille(sheet, typed[sheet.title]) for sheet in sheets)


def _too_much(sheets: Sequence[Any]) -> str:
    """What of the sheets goes beyond a budget, as a sentence; ``""`` when nothing does."""
    size = sum(sheet.max_row * min(sheet.max_column, WIDEST) for sheet in sheets)
    if len(sheets) > MOST_SHEETS or size > MOST_AREA:
        return (
            f"ce classeur a {len(sheets)} feuilles et plus de cases qu'un budget : il n'est pas lu."
        )
    rows = chain.from_iterable(
        sheet.iter_rows(max_col=min(sheet.max_column, WIDEST), values_only=True) for sheet in sheets
    )
    texts = (value for row in rows for value in row if isinstance(value, str))
    if sum(map(len, texts)) > MOST_LETTERS:
        return f"les cases de ce classeur tiennent plus de {MOST_LETTERS // 1_000_000} millions de lettres : il n'est pas lu."
    return ""


FOR_A_BUDGET = "gardez-en les feuilles du budget."
WITHOUT_RESULT = motif(rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f\b[^<>]*/>)(?!\s*<(?:\w+:)?v\b[^<>]*>[^<])")
"""A formula after which no result stands."""

WORKED_OUT = motif(rb"""\b(?:\w+:)formula\s*=""")
REPEATED = motif(
    rb"""<(?:\w+:)?table-(?:row|cell)\b[^<>]*?-repeated\s*=\s*["']0*([0-9&#;a-fx]+)[^<>]*(?<!/)>"""
    rb"""(?!(?:\s*<(?:(?!value|formula)[^<>])*/>)*\s*</)"""
)
"""A row or a cell that holds something, and how often it is repeated."""


SAVE_WITH_RESULTS = "ouvrez-le dans Excel, puis Fichier, Enregistrer sous, « Classeur Excel (.xlsx) » : leurs résultats y seront."
TYPED = motif(
    rb"<(?:\w+:)?f\b[^<>]*>((?:[^<]|<!\[CDATA\[|<!--)*)</(?:\w+:)?f>(?!\s*<(?:\w+:)?v\b[^<>]*>[^<])"
)
UNSEEN = motif(rb"<!--.*?-->|<!\[CDATA\[|\]\]>", re.DOTALL)
"""What may stand within a formula without being of it."""

TYPED_IN_ODS = motif(rb"""\bformula\s*=\s*(?:"([^"]*)"|'([^']*)')""")
STRING = motif(r'"[^"]*"')
GROWING = motif(r"\b(?:REPT|LAMBDA|MAKEARRAY|SEQUENCE|RANDARRAY)\(")
BY_CELL = motif(
    r"\b(?:SUMPRODUCT|MMULT|FREQUENCY|TRANSPOSE|MINVERSE|MDETERM|LINEST|PERCENTILE|MEDIAN|INDIRECT|OFFSET|SUMIFS?|COUNTIFS?"
    r"|AVERAGEIFS?|V?LOOKUP|MATCH)\("
)
RANGE = motif(
    r"\[?\.?\$?([A-Z]{1,3})\$?([0-9]{0,7}):\.?\$?([A-Z]{1,3})\$?([0-9]{0,7})|\$?[0-9]{1,7}:\$?[0-9]{1,7}"
)
LONG_COLUMN = 50_000
JOINS = motif(r"&|\b(?:CONCAT|CONCATENATE|TEXTJOIN|SUBSTITUTE)\(")
MOST_JOINED = 100
"""Formulas that join texts: each may double the one before."""

MOST_OVER_COLUMNS = 300
"""Formulas that go through whole columns."""


def _typed_in(part: bytes, suffix: str) -> Iterator[str]:
    """The formulas of a part that wait for their results."""
    if suffix == ".ods":
        for double, single in TYPED_IN_ODS.findall(part):
            yield unescape((double or single).decode("utf-8", "replace")).upper()
    else:
        for formula in TYPED.findall(part):
            yield unescape(UNSEEN.sub(b"", formula).decode("utf-8", "replace")).upper()


def _is_heavy(formulas: Sequence[str]) -> bool:
    """Whether some formulas grow texts without end, or work through whole columns cell by cell."""
    bare = [STRING.sub("", formula) for formula in formulas]
    if any(map(GROWING.search, bare)):
        return True
    areas = [area for formula in bare for area in RANGE.finditer(formula)]
    if sum(map(_area, areas)) > MOST_READ:
        return True
    joined = [formula for formula in bare if JOINS.search(formula)]
    if len(joined) > MOST_JOINED or _doubles(joined):
        return True
    return _works_through_columns(bare)


def _works_through_columns(formulas: Iterable[str]) -> bool:
    over_columns = [one for one in formulas if any(map(_is_long, RANGE.finditer(one)))]
    if any("SUMPRODUCT(" in formula for formula in over_columns):
        return True
    return sum(BY_CELL.search(formula) is not None for formula in over_columns) > MOST_OVER_COLUMNS


DOUBLED = 15


def _doubles(formulas: Sequence[str]) -> bool:
    """Whether more than a few formulas join one cell to itself: each result is twice as long as the one before."""
    return sum(TWICE.search(formula) is not None for formula in formulas) > DOUBLED


TWICE = motif(r"(\$?[A-Z]{1,3}\$?[0-9]{1,7})\]?\s*[&,;]\s*\[?\.?\1(?![0-9])")


MOST_READ = 20_000_000
"""Cells that all the formulas together go through."""


def _area(area: re.Match[str]) -> int:
    """How many cells a range has; whole columns are read as far as they are filled."""
    if not area[2] or not area[4]:
        return 0
    columns = abs(column_number(area[3]) - column_number(area[1])) + 1
    return columns * (abs(int(area[4]) - int(area[2])) + 1)


def _is_long(area: re.Match[str]) -> bool:
    """Whether a range goes over a whole column, a whole row or as good as one."""
    if not area[1]:
        return True
    first, last = area[2] or "1", area[4] or str(10 * LONG_COLUMN)
    return int(last) - int(first) > LONG_COLUMN


def refused_before_computing(path: str, data: bytes, suffix: str) -> Finding | None:
    """Why a workbook is not handed to LibreOffice, which would work it out for minutes and gigabytes: it has thousands
    of formulas without results, or repeats what it holds without end."""
    if suffix == ".xls":
        return None
    archive = unpacked(data, "classeur")
    if isinstance(archive, Refusal):
        return Finding("L007", archive.message, Span(path), (archive.hint,) if archive.hint else ())
    odd = _odd(archive, suffix)
    if odd is not None:
        return Finding("L007", odd.message, Span(path), (odd.hint,))
    formulas = WORKED_OUT if suffix == ".ods" else WITHOUT_RESULT
    waiting = sum(len(formulas.findall(part)) for part in archive.parts.values())
    if waiting > MOST_TO_COMPUTE:
        message = f"ce classeur a {nombre(waiting)} formules à calculer, et la limite est de {nombre(MOST_TO_COMPUTE)}."
        return Finding("L007", message, Span(path), (SAVE_WITH_RESULTS,))
    typed = [formula for part in archive.parts.values() for formula in _typed_in(part, suffix)]
    if _is_heavy(typed):
        message = "ce classeur a des formules qui seraient trop longues à calculer (colonnes entières, textes répétés)."
        return Finding("L007", message, Span(path), (SAVE_WITH_RESULTS,))
    repeated = REPEATED.findall(archive.parts.get("content.xml", b""))
    if any(map(_is_without_end, repeated)):
        message = "ce classeur répète une ligne ou une case plus de fois qu'un budget n'en a : il n'est pas lu."
        return Finding("L007", message, Span(path), (FOR_A_BUDGET,))
    return None


def _odd(archive: Archive, suffix: str) -> Refusal | None:
    """What no program writes in an OpenDocument file; its list of parts alone may declare a type of document."""
    if suffix != ".ods":
        return None  # those of Excel are looked at when they are opened
    parts = {name: part for name, part in archive.parts.items() if name != MANIFEST}
    return declared(parts, "classeur")


MANIFEST = "META-INF/manifest.xml"


def _is_without_end(count: bytes) -> bool:
    """The length is looked at first: a number of a million digits takes long to read."""
    return not count.isdigit() or len(count) > 6 or int(count) > MOST_REPEATED


def _opened(path: str, data: bytes, findings: list[Finding]) -> tuple[Any, Any] | None:
    """The workbook with its results, then with its formulas."""
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():  # on parts that we do not read: print areas, styles
            warnings.simplefilter("ignore")
            return load_workbook(io.BytesIO(data), data_only=True), load_workbook(io.BytesIO(data))
    except Exception as error:  # openpyxl lets many kinds through, one for each way of being broken
        message = f"ce classeur ne peut pas être lu : {broken(error)}."
        findings.append(
            Finding("L007", message, Span(path), ("ouvrez-le et enregistrez-le de nouveau.",))
        )
        return None


def waits_for_results(sheets: tuple[Feuille, ...]) -> bool:
    """Whether some formula has no stored result: the workbook was never computed."""
    return any(
        case.formule and case.nombre is None and not case.texte
        for s in sheets
        for row in s.lignes
        for case in row
    )


def _feuille(sheet: Any, typed: Any) -> Feuille:
    covered = dict(_merged(sheet))
    rows = []
    last = min(WIDEST, max(sheet.max_column, typed.max_column))
    for cells, formulas in zip(
        sheet.iter_rows(max_col=last), typed.iter_rows(max_col=last), strict=True
    ):
        row = [
            case
            for cell, formula in zip(cells, formulas, strict=True)
            if (case := _noted(_case(cell, formula.value, covered), formula)) is not None
        ]
        rows.append(tuple(row))
    hidden = frozenset(row for row, shape in sheet.row_dimensions.items() if shape.hidden)
    return Feuille(sheet.title, tuple(rows), sheet.sheet_state != "visible", hidden)


def _merged(sheet: Any) -> Iterator[tuple[tuple[int, int], Any]]:
    """Each cell that a merged title covers, with the cell that holds it; a wide block of merged cells is one title."""
    for area in sheet.merged_cells.ranges:
        first = sheet.cell(area.min_row, area.min_col)
        for row in range(area.min_row, min(area.max_row, area.min_row + 10) + 1):
            for column in range(area.min_col, min(area.max_col, WIDEST) + 1):
                yield (row, column), first


def _noted(case: Case | None, cell: Any) -> Case | None:
    """The cell with the comment that hangs on it, its author's name left out where Excel repeats it."""
    comment = getattr(cell, "comment", None)
    if comment is None or not (comment.text or "").strip():
        return case
    text = " ".join(comment.text.split()).removeprefix(f"{comment.author}:").strip()
    bare = case or Case(cell.row, cell.column, "")
    return replace(bare, note=text)


def _case(cell: Any, formula: Any, covered: dict[tuple[int, int], Any]) -> Case | None:
    value = cell.value
    where = (cell.row, cell.column)
    if value is None and where in covered:
        title = covered[where].value
        return Case(*where, str(title).strip()) if isinstance(title, str) else None
    is_formula = isinstance(formula, str) and formula.startswith("=")
    if value is None and not is_formula:
        return None
    text = formula if is_formula else ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number(where, value, cell.number_format or "", text)
    return Case(*where, _as_words(value), formule=text)


def _as_words(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "vrai" if value else "faux"
    if isinstance(value, datetime | date):
        return value.strftime("%d/%m/%Y")
    return str(value).strip()


def _number(where: tuple[int, int], value: float, shape: str, formula: str) -> Case:
    """Fifteen digits are all that a spreadsheet holds: the rest of a float is noise."""
    number = Decimal(format(value, ".15g"))
    if "%" in shape:
        return Case(*where, f"{number * 100:f} %", formule=formula)
    return Case(*where, f"{number:f}", number, formula, unite=_unit(shape))


def _unit(shape: str) -> int:
    """1 for a format that divides by a thousand, 1000 for one that writes « k€ » behind the number, else 0."""
    if DIVIDES.search(shape):
        return 1
    return 1000 if SAYS_THOUSANDS.search(shape) else 0
