"""Tables without a row of titles, « Constitution du groupe | janvier 2028 »: what their columns are is told by their cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.interpret.importation.lignes import words_of
from pipeline.interpret.importation.personnes import is_a_name
from pipeline.interpret.lignes_de_fiche import NUMERO, WORDS_OF_A_MEASURE, is_a_time
from pipeline.model.colonnes import DATE_ETAPE, ETAPE, QUAND, QUI, SOUS_ACTION
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.prose import Cell, Table, plain

FEWEST_ROWS = 2
WIDEST = 4
RANK = motif(r"(?:(?:etape|phase|action|jalon|temps|n ?°) ?)?(?:n ?° ?)?[0-9]{1,2}[.):]?|[a-h][.)]")
FIGURE = motif(r"[<>≤≥~]?\s*[0-9][0-9\s.,]*\s*(?:%|€|k€|jours?|h|mois)?|[-–—?]+|")
INDICATEUR = "Indicateur"

Rang = Sequence[Cell]


def with_its_titles(table: Table, key: str) -> Table:
    """The same table under titles of ours, where none of its rows holds titles; ``key`` is the heading that it is under.

    Of a planning or of tasks one column must be of times; of indicators, the first of names and the others of figures.
    """
    rows = [row for row in (table.header, *table.rows) if any(map(words_of, row))]
    if len(rows) < FEWEST_ROWS or not 2 <= len(rows[0]) <= WIDEST:
        return table
    titles = _of_measures(rows) if key == "indicateurs" else _of_times(rows, key)
    if not titles:
        return table
    header = tuple(Cell(plain(title)) for title in titles)
    return replace(table, header=header, rows=tuple(map(tuple, rows)))


def _of_times(rows: Sequence[Rang], key: str) -> list[str]:
    """The titles of a planning or of tasks, one column of which is of times in every row; none where it is not."""
    columns = [[words_of(row[at]) for row in rows] for at in range(len(rows[0]))]
    what, when = (SOUS_ACTION, QUAND) if key == "sous_actions" else (ETAPE, DATE_ETAPE)
    titles = [when if all(map(is_a_time, cells)) else _beside(cells) for cells in columns]
    is_sure = titles.count(when) == 1 == titles.count("")
    return [title or what for title in titles] if is_sure else []


def _beside(cells: Sequence[str]) -> str:
    """The title of a column of ranks, or of people; nothing for any other."""
    if all(RANK.fullmatch(fold(words)) for words in cells):
        return NUMERO
    return QUI if _are_people(cells) else ""


def _are_people(cells: Sequence[str]) -> bool:
    told = [words for words in cells if words]
    return bool(told) and all(map(is_a_name, told))


def _of_measures(rows: Sequence[Rang]) -> list[str]:
    """The title of the names of indicators; their figures have none, for no one knows what they are."""
    first = [fold(words_of(row[0])) for row in rows]
    figures = [fold(words_of(cell)) for row in rows for cell in row[1:]]
    if not all(map(WORDS_OF_A_MEASURE.match, first)) or not all(map(FIGURE.fullmatch, figures)):
        return []
    return [INDICATEUR, *(f"colonne {at}" for at in range(2, len(rows[0]) + 1))]
