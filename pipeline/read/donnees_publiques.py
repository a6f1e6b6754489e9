"""A file that the State publishes for all of France, as rows of text: CSV, workbook, or an archive of them.

It is walked, never kept whole: a project needs some twenty rows of its thirty-five thousand.
"""

from __future__ import annotations

import csv
import io
import warnings
from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.model.donnees_publiques import Table
from pipeline.model.releve import Refus
from pipeline.model.span import Span
from pipeline.read.archive import WITH_MACROS, Refusal, broken, declared, open_archive, unpacked

KIND = "tableau"
PACKED = ".zip"
OF_CSV = (".csv", ".txt", ".tsv")
OF_EXCEL = (".xlsx",)
OF_OFFICE = (b"PK", b"\xd0\xcf\x11\xe0")
"""How a workbook begins, of these days or of others."""

CODINGS = ("utf-8-sig", "cp1252")
SEPARATORS = ";,\t"


def read_tables(name: str, data: bytes, refus: list[Refus]) -> Iterator[Table]:
    """Every table of the file, one after the other; what cannot be read is said in ``refus``."""
    suffix = f".{name.lower().rpartition('.')[2]}"
    if suffix in WITH_MACROS:
        message = f"« {name} » est dans un format à macros ({suffix}) : il n'est pas ouvert."
        refus.append(Refus(message, Span(name), "enregistrez-le en « Classeur Excel (.xlsx) »."))
    elif suffix == PACKED:
        yield from _of_archive(name, data, refus)
    elif suffix in OF_EXCEL or data.startswith(OF_OFFICE):
        yield from _of_workbook(name, data, refus)
    elif suffix in OF_CSV:
        yield from _of_csv(name, data, refus)
    else:
        message = f"« {name} » n'est ni un CSV, ni un classeur .xlsx, ni une archive .zip."
        refus.append(Refus(message, Span(name), "prenez le fichier tel que l'Insee le publie."))


def _of_archive(name: str, data: bytes, refus: list[Refus]) -> Iterator[Table]:
    archive = unpacked(data, KIND)
    if isinstance(archive, Refusal):
        refus.append(Refus(archive.message, Span(name), archive.hint))
        return
    held = [one for one in sorted(archive.parts) if one.lower().endswith((*OF_CSV, *OF_EXCEL))]
    if not held:
        refus.append(Refus("cette archive n'a ni CSV ni classeur .xlsx.", Span(name)))
    for one in held:
        yield from read_tables(one.rpartition("/")[2], archive.parts[one], refus)


def _of_csv(name: str, data: bytes, refus: list[Refus]) -> Iterator[Table]:
    text = _decoded(data)
    if "\0" in text:
        refus.append(Refus("ce fichier n'est pas du texte.", Span(name)))
        return
    first = text[: text.find("\n")] if "\n" in text else text
    yield Table(name, "", _rows_of_csv(name, text, max(SEPARATORS, key=first.count), refus))


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    for coding in CODINGS:
        try:
            return data.decode(coding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _rows_of_csv(
    name: str, text: str, separator: str, refus: list[Refus]
) -> Iterator[tuple[int, list[str]]]:
    rows = csv.reader(io.StringIO(text), delimiter=separator)
    try:
        for cells in rows:
            yield rows.line_num, [cell.strip() for cell in cells]
    except csv.Error:
        message = "cette ligne n'est pas une ligne de tableau (guillemet resté ouvert ?)."
        refus.append(Refus(message, Span(name, rows.line_num), "reprenez une copie saine."))


def _of_workbook(name: str, data: bytes, refus: list[Refus]) -> Iterator[Table]:
    archive = open_archive(data, KIND)
    refusal = archive if isinstance(archive, Refusal) else declared(archive.parts, KIND)
    if refusal is not None:
        advice = refusal.hint or "enregistrez la feuille des communes en CSV UTF-8."
        refus.append(Refus(refusal.message, Span(name), advice))
        return
    book = _opened(name, data, refus)
    read: set[str] = set()
    for sheet in book.worksheets if book is not None else ():
        part = sheet._worksheet_path  # openpyxl tells it nowhere else
        if part in read:
            message = f"la feuille « {sheet.title[:40]} » tient dans la même partie qu'une autre."
            refus.append(Refus(message, Span(name), "ouvrez-le et enregistrez-le de nouveau."))
            return
        read.add(part)
        yield Table(name, sheet.title, _rows_of_sheet(name, sheet, refus))


def _opened(name: str, data: bytes, refus: list[Refus]) -> Any:
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():  # on parts that we do not read
            warnings.simplefilter("ignore")
            return load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except Exception as error:  # openpyxl lets many kinds through, one for each way of being broken
        refus.append(_broken(Span(name), error))
        return None


def _broken(span: Span, error: Exception) -> Refus:
    message = f"ce tableau ne peut pas être lu : {broken(error)}."
    return Refus(message, span, "ouvrez-le et enregistrez-le de nouveau.")


def _rows_of_sheet(name: str, sheet: Any, refus: list[Refus]) -> Iterator[tuple[int, list[str]]]:
    """The rows that are there, whatever size the sheet says that it has; they are read as one goes, and may be broken."""
    sheet.reset_dimensions()
    rows = iter(enumerate(sheet.iter_rows(values_only=True), 1))
    while True:
        try:
            number, cells = next(rows)
        except StopIteration:
            return
        except Exception as error:
            refus.append(_broken(Span(name, sheet=sheet.title), error))
            return
        yield number, _texts(cells)


def _texts(cells: Sequence[object]) -> list[str]:
    """Cells as a reader sees them: a whole number has no decimals."""
    return [
        ""
        if cell is None
        else str(int(cell))
        if isinstance(cell, float) and cell.is_integer()
        else str(cell).strip()
        for cell in cells
    ]
