"""A table whose columns belong to several headings: objectives, what is done for each, what measures them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from pipeline.interpret.importation.indicateurs import target_of
from pipeline.interpret.importation.lignes import RANK, column_titles, words_of
from pipeline.interpret.importation.totaux import SUM, name_of, without_totals
from pipeline.interpret.lignes_de_fiche import column_names, contract_year
from pipeline.model.colonnes import SOUS_ACTION
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.prose import Block, BulletList, Cell, Paragraph, Table, plain
from pipeline.model.vocabulaire import Vocabulaire

OBJECTIVE = motif(r"(?:l'|les |nos |notre )?(?:sous-)?(?:objectif|but|finalite)")
"""What is called so; « Résultats attendus », beside actions, are theirs."""

FEWEST_OTHERS = 2
"""Columns that tell of an objective, in a table of them."""

INDICATEUR = "Indicateur"
"""The title of a column of ours."""


class Part(NamedTuple):
    """What a heading of the trame takes of a table, and the title of its author that says its kind."""

    cle: str
    titre: str
    block: Block


def shared_out(table: Table, vocabulaire: Vocabulaire) -> list[Part]:
    """« Objectif | Action | Qui | Indicateur | Cible » as what each heading takes of it; nothing for any other table.

    Where no column names an objective, tasks must stand beside what measures them.
    """
    objectives = _of_objectives(table, vocabulaire)
    rest = [at for at in range(len(table.header)) if at not in objectives]
    if len(objectives) > 1 or len(rest) < FEWEST_OTHERS:
        return []
    rows, totals = without_totals(table)
    found = _of_the_others(rows, totals, rest, vocabulaire)
    if not objectives:
        return found if len(found) > 1 else []
    return [Part("objectifs", "", _listed(rows, objectives[0])), *found] if found else []


def _of_the_others(
    table: Table, totals: Sequence[Sequence[Cell]], rest: Sequence[int], vocabulaire: Vocabulaire
) -> list[Part]:
    """What the tasks take of the columns beside the objectives, and what the indicators do."""
    groups = measured_together([words_of(table.header[at]) for at in rest], vocabulaire)
    measured = [Part("indicateurs", *_of_one_kind(table, [rest[i] for i in g])) for g in groups]
    of_measures = {rest[i] for group in groups for i in group}
    others = [at for at in rest if at not in of_measures]
    named = column_names(_only(table, others), "sous_actions", vocabulaire) if others else []
    if SOUS_ACTION not in named:
        return measured
    tasks = _filled(_only(table, others))
    first = named.index(SOUS_ACTION)
    sums = [tuple(_summed(row, others, first)) for row in totals]
    return [Part("sous_actions", "", replace(tasks, rows=(*tasks.rows, *sums))), *measured]


def measured_together(titles: Sequence[str], vocabulaire: Vocabulaire) -> list[list[int]]:
    """The columns of each indicator: its name, then those that tell of it, « Cible » among them; none without a name.

    >>> measured_together(["Action", "Indicateur", "Cible", "Coût"], Vocabulaire())
    [[1, 2]]
    """
    found: list[list[int]] = []
    for at, title in enumerate(titles):
        if vocabulaire.rubrique(title).startswith("indicateurs"):
            found.append([at])
        elif found and tells_of_a_measure(title, vocabulaire):
            found[-1].append(at)
    return found


def tells_of_a_measure(title: str, vocabulaire: Vocabulaire) -> bool:
    """Whether a column says something of an indicator: where it starts from, its target, where its figure is found."""
    return bool(vocabulaire.fait(title) or target_of(title) or contract_year(title))


def _of_one_kind(table: Table, columns: Sequence[int]) -> tuple[str, Table]:
    """The table of one column of indicators and of what tells of it, under the title that says their kind."""
    own = _only(table, columns)
    rows = tuple(row for row in own.rows if words_of(row[0]))
    titles = (Cell(plain(INDICATEUR)), *own.header[1:])
    return words_of(own.header[0]), Table(titles, rows, own.aligns)


def _summed(total: Sequence[Cell], columns: Sequence[int], first: int) -> Iterator[Cell]:
    """The row of a total, its name in the column of the tasks."""
    for rank, at in enumerate(columns):
        is_its_name = SUM.fullmatch(fold(words_of(total[at])).strip(" .:*")) is not None
        yield (
            Cell(plain(name_of(total))) if rank == first else Cell(()) if is_its_name else total[at]
        )


def _of_objectives(table: Table, vocabulaire: Vocabulaire) -> list[int]:
    titles = column_titles(table)
    return [
        at
        for at, title in enumerate(titles)
        if OBJECTIVE.match(fold(title)) and vocabulaire.rubrique(title).startswith("objectifs")
    ]


def _only(table: Table, kept: Sequence[int]) -> Table:
    header, *rows = (tuple(row[at] for at in kept) for row in (table.header, *table.rows))
    return Table(header, tuple(rows), ("",) * len(kept))


def _filled(table: Table) -> Table:
    rows = tuple(row for row in table.rows if any(map(words_of, row)))
    return Table(table.header, rows, table.aligns)


def _listed(table: Table, at: int) -> BulletList:
    """Each objective once: a cell may be merged over the lines of several measures."""
    cells = [*_once(row[at] for row in table.rows)]
    ranked = bool(cells) and all(RANK.match(words_of(cell)) for cell in cells)
    return BulletList(tuple(_without_rank(cell) if ranked else cell.content for cell in cells))


def _without_rank(cell: Cell) -> tuple[Block, ...]:
    """« 1. Recenser » → « Recenser »: the number would open a list in the list."""
    words = words_of(cell)
    rank = RANK.match(words)
    return (Paragraph(plain(words[rank.end() :] if rank else words)),)


def objectives_in(table: Table, vocabulaire: Vocabulaire) -> list[str]:
    """What the cells of objectives say, one for each row: a list says each but once."""
    return [words_of(row[at]) for at in _of_objectives(table, vocabulaire) for row in table.rows]


def _once(cells: Iterable[Cell]) -> Iterator[Cell]:
    seen: set[str] = set()
    for cell in cells:
        words = words_of(cell)
        if words and words not in seen:
            seen.add(words)
            yield cell
