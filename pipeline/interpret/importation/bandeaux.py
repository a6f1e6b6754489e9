"""Rows of titles over rows of contents, « QUOI ? | POURQUOI ? | POUR QUI ? », one pair after another in a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.interpret.importation.lignes import LONGEST_TITLE, is_in_bold, words_of
from pipeline.interpret.lignes_de_fiche import column_names, fact_columns
from pipeline.model.prose import Block, Cell, Paragraph, Strong, Table, plain
from pipeline.model.vocabulaire import Vocabulaire

FEWEST_ACROSS = 2
"""Titles side by side that make a row of titles."""

FEWEST_GROUPS = 2
FEWEST_MEANT = 4
"""Titles that we know, in the whole table."""

FEWEST_LINES = 2
"""Rows that make a table of those under titles; one is enough where a title stands over them all, « INDICATEURS »."""

FEWEST_COLUMNS = 2
"""Columns of one of our own tables: rows under them are its lines."""

Rang = Sequence[Cell]


@dataclass
class Groupe:
    """A row of titles and the rows under it; ``titres`` is empty for what stands above the first of them."""

    titres: Rang
    lignes: list[Rang]


def columns_under_titles(table: Table, vocabulaire: Vocabulaire) -> list[Block]:
    """Each title of the table, in bold, then what stands under it; nothing for any other table."""
    groups = _groups(table, vocabulaire)
    across = [group for group in groups if len(_filled(group.titres)) >= FEWEST_ACROSS]
    meant = {
        vocabulaire.rubrique(words_of(cell)) for group in across for cell in _filled(group.titres)
    }
    enough = len(across) >= FEWEST_GROUPS and len(meant - {""}) >= FEWEST_MEANT
    if not enough or any(map(_goes_on_beside_its_label, across)):
        return []
    found: list[Block] = []
    is_under_a_band = False
    for group in groups:
        found += _told(group, 1 if is_under_a_band else FEWEST_LINES, vocabulaire)
        is_under_a_band = len(_filled(group.titres)) == 1 and not group.lignes
    return found


def _goes_on_beside_its_label(group: Groupe) -> bool:
    """« Moyens | Humains | Logistiques » over « | une secrétaire | une salle »: a label, and titles beside it."""
    return any(_filled(row) and not words_of(row[0]) for row in group.lignes[:1])


def _groups(table: Table, vocabulaire: Vocabulaire) -> list[Groupe]:
    found = [Groupe((), [])]
    for row in (table.header, *table.rows):
        if _are_titles(row, vocabulaire):
            found.append(Groupe(row, []))
        elif _filled(row):
            found[-1].lignes.append(row)
    return found


def _are_titles(row: Rang, vocabulaire: Vocabulaire) -> bool:
    """Whether all that the row says is titles: those that we know, or most of them and others made as they are."""
    cells = _filled(row)
    words = [words_of(cell) for cell in cells]
    known = [vocabulaire.rubrique_seule(told) for told in words]
    if not words or any(len(told) > LONGEST_TITLE or told.endswith(".") for told in words):
        return False
    if all(known):
        return True
    alike = len({_manner(cell) for cell in cells}) == 1 and _manner(cells[0])
    return bool(alike) and len(cells) >= FEWEST_ACROSS and 2 * sum(known) >= len(cells)


def _manner(cell: Cell) -> str:
    words = words_of(cell)
    if words.isupper():
        return "capitales"
    lines = [block for block in cell.content if isinstance(block, Paragraph)]
    if lines and all(map(is_in_bold, lines)):
        return "gras"
    return words[-1] if words.endswith(("?", ":")) else ""


def _told(group: Groupe, fewest: int, vocabulaire: Vocabulaire) -> Iterator[Block]:
    if not group.titres:
        for row in group.lignes:
            yield from _above(row)
        return
    table = _table_of(group.titres, group.lignes)
    if len(group.lignes) >= fewest and _has_our_columns(table, vocabulaire):
        yield table
        return
    starts = [at for at, cell in enumerate(group.titres) if words_of(cell)]
    for start, end in zip(starts, [*starts[1:], len(group.titres)], strict=True):
        yield Paragraph((Strong(plain(words_of(group.titres[start]))),))
        yield from _under(group.lignes, start, end)


def _under(rows: Sequence[Rang], start: int, end: int) -> Iterator[Block]:
    """What stands under one title: a table where its rows have several cells."""
    parts = [row[start:end] for row in rows if _filled(row[start:end])]
    widest = max((len(_filled(part)) for part in parts), default=0)
    if widest > 1 and len(parts) > 1:
        yield _table_of(parts[0], parts[1:])
        return
    yield from (block for part in parts for cell in _filled(part) for block in cell.content)


def _above(row: Rang) -> Iterator[Block]:
    """What stands before the first titles: alone in its row and short, the title of the page."""
    cells = _filled(row)
    if len(cells) == 1 and len(words_of(cells[0])) <= LONGEST_TITLE:
        yield Paragraph((Strong(plain(words_of(cells[0]))),))
        return
    yield from (block for cell in cells for block in cell.content)


def _has_our_columns(table: Table, vocabulaire: Vocabulaire) -> bool:
    named = [column_names(table, key, vocabulaire) for key in ("sous_actions", "planning")]
    named.append(fact_columns(table, vocabulaire))
    return any(sum(map(bool, names)) >= FEWEST_COLUMNS for names in named)


def _table_of(header: Rang, rows: Sequence[Rang]) -> Table:
    return Table(tuple(header), tuple(map(tuple, rows)), ("",) * len(header))


def _filled(row: Rang) -> list[Cell]:
    return [cell for cell in row if words_of(cell)]
