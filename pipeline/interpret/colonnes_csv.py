"""Columns of a CSV file by name: unknown and missing ones are findings, the order is free."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.model.finding import Finding
from pipeline.model.langue.mots import did_you_mean, fold
from pipeline.model.source import CsvFile
from pipeline.model.span import Placed, Span


class Ligne:
    """A row: ``ligne["nom"]`` is the text of that column, ``""`` where the file does not have it."""

    def __init__(self, cells: dict[str, Placed[str]], span: Span) -> None:
        self.cells = cells
        self.span = span

    def __getitem__(self, column: str) -> str:
        placed = self.cells.get(column)
        return placed.value if placed else ""

    def place(self, column: str) -> Span:
        placed = self.cells.get(column)
        return placed.span if placed else self.span


def lignes(csv: CsvFile, columns: Sequence[str], required: Sequence[str], findings: list[Finding]) -> Iterator[Ligne]:
    """The rows of a file under the known names of its columns; nothing when a required column is missing.

    A missing column is not told beside an unknown one: it is most often that one, renamed.
    """
    by_fold = {fold(name).replace(" ", "_"): name for name in columns}
    names: list[str] = []
    for rank, cell in enumerate(csv.header, 1):
        name = by_fold.get(fold(cell.value).replace(" ", "_"), "")
        if not cell.value:
            findings.append(_untitled(cell, rank, csv, required))
        elif not name:
            message = f"la colonne « {cell.value} » n'est pas connue ; ce qu'elle contient ne sera pas lu."
            findings.append(Finding("C005", message, cell.span, did_you_mean(cell.value, columns)))
        names.append(name)
    missing = [name for name in required if name not in names]
    for name in missing if "" not in names else ():
        hint = f"ajoutez « {name} » à la première ligne, et une case à chacune des autres."
        findings.append(Finding("C006", f"il manque la colonne « {name} ».", Span(csv.path, 1), (hint,)))
    if missing:
        return
    for row in csv.rows:
        cells = {name: cell for name, cell in zip(names, row, strict=True) if name}
        yield Ligne(cells, Span(csv.path, row[0].span.line))


def _untitled(cell: Placed[str], rank: int, csv: CsvFile, required: Sequence[str]) -> Finding:
    """A column without a title is most often a required one that lost its own."""
    titles = {fold(title.value) for title in csv.header}
    lost = next((name for name in required if fold(name) not in titles), "")
    hint = f"écrivez son titre en première ligne : {lost}" if lost else "donnez-lui un titre, ou effacez-la."
    message = f"la colonne {rank} n'a pas de titre ; ce qu'elle contient ne sera pas lu."
    return Finding("C005", message, cell.span, (hint,))


def choice(ligne: Ligne, column: str, values: tuple[str, ...], findings: list[Finding]) -> str:
    """The value typed, in the list's own spelling; an empty cell stays empty."""
    typed = ligne[column]
    if not typed:
        return ""
    for value in values:
        if fold(value) == fold(typed):
            return value
    message = f"« {typed} » n'est pas une valeur de la colonne « {column} »."
    findings.append(Finding("C004", message, ligne.place(column), did_you_mean(typed, values)))
    return ""
