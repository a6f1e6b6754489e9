"""Lists of the project with newer data in them: the rows, columns and order of whoever wrote them stay."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

from pipeline.model.colonnes import Colonne, EnTete
from pipeline.model.source import CsvFile


def with_rows(
    liste: CsvFile | None,
    en_tete: EnTete,
    columns: Sequence[Colonne],
    rows: Mapping[str, Mapping[Colonne, str]],
) -> str:
    """The CSV text of a list where each row of ``rows``, by the value of the first of the ``columns``, has these cells.

    A row that is there is changed, another is added at the end; a column that is missing is added at the right.
    """
    header, written = _cells_of(liste)
    known = [en_tete.colonne(title) for title in header]
    missing = [column for column in columns if column not in known]
    header += map(str, missing)
    known += missing
    key_column = columns[0]
    at = known.index(key_column)
    found = {row[at]: row for row in written}
    for key, cells in rows.items():
        if key not in found:
            found[key] = []
            written.append(found[key])
        row = found[key]
        row += [""] * (len(header) - len(row))
        for column, value in {key_column: key, **cells}.items():
            row[known.index(column)] = value
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(header)
    writer.writerows([*row, *[""] * (len(header) - len(row))] for row in written)
    return out.getvalue()


def _cells_of(liste: CsvFile | None) -> tuple[list[str], list[list[str]]]:
    """The titles and the rows of a list, both empty where there is none."""
    if liste is None:
        return [], []
    header = [cell.value for cell in liste.header]
    return header, [[cell.value for cell in row] for row in liste.rows]
