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
    header = [cell.value for cell in liste.header] if liste else []
    known = [en_tete.colonne(title) for title in header]
    for column in columns:
        if column not in known:
            header.append(str(column))
            known.append(column)
    written = [[cell.value for cell in row] for row in liste.rows] if liste else []
    at = known.index(columns[0])
    found = {row[at]: row for row in written}
    for key, cells in rows.items():
        row = found.get(key)
        if row is None:
            row = []
            written.append(row)
        row.extend("" for _ in range(len(header) - len(row)))
        for column, value in {columns[0]: key, **cells}.items():
            row[known.index(column)] = value
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(header)
    writer.writerows([*row, *[""] * (len(header) - len(row))] for row in written)
    return out.getvalue()
