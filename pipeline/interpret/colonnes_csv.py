"""Columns of a CSV file by name: unknown and missing ones are findings, the order is free."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.model.colonnes import Colonne, EnTete
from pipeline.model.finding import Finding
from pipeline.model.langue.mots import among, did_you_mean
from pipeline.model.source import CsvFile
from pipeline.model.span import Placed, Span


class Ligne:
    """A row: ``ligne[NOM]`` is the text of that column, ``""`` where the file does not have it."""

    def __init__(
        self, cells: Mapping[Colonne, Placed[str]], titles: Mapping[Colonne, str], span: Span
    ) -> None:
        self.cells = cells
        self.titles = titles
        self.span = span

    def __getitem__(self, column: Colonne) -> str:
        placed = self.cells.get(column)
        return placed.value if placed else ""

    def place(self, column: Colonne) -> Span:
        placed = self.cells.get(column)
        return placed.span if placed else self.span

    def titled(self, column: Colonne) -> str:
        """The title of a column as the file has it."""
        return self.titles.get(column, column)


def lignes(csv: CsvFile, en_tete: EnTete, findings: list[Finding]) -> Iterator[Ligne]:
    """The rows of a file under the known names of its columns; nothing when a required column is missing."""
    columns = _columns(csv, en_tete, findings)
    if columns is None:
        return
    titles = {column: csv.header[index].value for column, index in columns.items()}
    for row in csv.rows:
        cells = {column: row[index] for column, index in columns.items()}
        yield Ligne(cells, titles, Span(csv.path, row[0].span.line))


def _columns(
    csv: CsvFile, en_tete: EnTete, findings: list[Finding]
) -> Mapping[Colonne, int] | None:
    """Where each column stands, the first of two that are the same; None when a required one is missing.

    A missing column is not told beside an unknown one: it is most often that one, renamed.
    """
    found: dict[Colonne, int] = {}
    unknown = False
    for index, cell in enumerate(csv.header):
        column = en_tete.colonne(cell.value)
        if column is None:
            unknown = True
            findings.append(_unknown(cell, index, csv, en_tete))
        elif column in found:
            findings.append(_twice(csv.header[found[column]], cell))
        else:
            found[column] = index
    missing = [column for column in en_tete.requises if column not in found]
    for column in missing if not unknown else ():
        hint = f"ajoutez « {column} » à la première ligne, et une case à chacune des autres."
        findings.append(
            Finding("C006", f"il manque la colonne « {column} ».", Span(csv.path, 1), (hint,))
        )
    return None if missing else found


def _unknown(cell: Placed[str], index: int, csv: CsvFile, en_tete: EnTete) -> Finding:
    if not cell.value:
        return _untitled(cell, index, csv, en_tete)
    message = f"la colonne « {cell.value} » n'est pas connue ; ce qu'elle contient ne sera pas lu."
    return Finding("C005", message, cell.span, did_you_mean(cell.value, en_tete.colonnes))


def _untitled(cell: Placed[str], index: int, csv: CsvFile, en_tete: EnTete) -> Finding:
    """A column without a title is most often a required one that lost its own."""
    titled = {en_tete.colonne(title.value) for title in csv.header}
    lost = next((column for column in en_tete.requises if column not in titled), "")
    hint = (
        f"écrivez son titre en première ligne : {lost}"
        if lost
        else "donnez-lui un titre, ou effacez-la."
    )
    message = f"la colonne {index + 1} n'a pas de titre ; ce qu'elle contient ne sera pas lu."
    return Finding("C005", message, cell.span, (hint,))


def _twice(first: Placed[str], second: Placed[str]) -> Finding:
    message = f"les colonnes « {first.value} » et « {second.value} » disent la même chose."
    return Finding(
        "C005", message, second.span, ("renommez l'une des deux, ou effacez-la.",), (first.span,)
    )


def choice(ligne: Ligne, column: Colonne, values: tuple[str, ...], findings: list[Finding]) -> str:
    """The value typed, in the list's own spelling; an empty cell stays empty."""
    typed = ligne[column]
    if not typed:
        return ""
    found = among(typed, values)
    if not found:
        message = f"« {typed} » n'est pas une valeur de la colonne « {ligne.titled(column)} »."
        findings.append(Finding("C004", message, ligne.place(column), did_you_mean(typed, values)))
    return found
