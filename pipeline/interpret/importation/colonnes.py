"""A table whose columns belong to several headings: objectives, what is done for each, what measures them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.interpret.importation.lignes import words_of
from pipeline.interpret.lignes_de_fiche import column_names, fact_columns
from pipeline.model.colonnes import SOUS_ACTION
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.prose import Block, BulletList, Cell, Table
from pipeline.model.vocabulaire import Vocabulaire

OBJECTIVE = motif(r"(?:l'|les |nos |notre )?(?:sous-)?(?:objectif|but|finalite)")
"""What is called so; « Résultats attendus », beside actions, are theirs."""

FEWEST_OTHERS = 2
"""Columns that tell of an objective, in a table of them."""


def shared_out(table: Table, vocabulaire: Vocabulaire) -> list[tuple[str, Block]]:
    """« Objectif | Action | Qui | Indicateur | Départ » as what each heading takes of it; nothing for any other table."""
    objectives = _of_objectives(table, vocabulaire)
    rest = [at for at in range(len(table.header)) if at not in objectives]
    if len(objectives) != 1 or len(rest) < FEWEST_OTHERS:
        return []
    found = _of_the_others(table, rest, vocabulaire)
    return [("objectifs", _listed(table, objectives[0])), *found] if found else []


def _of_the_others(
    table: Table, rest: Sequence[int], vocabulaire: Vocabulaire
) -> list[tuple[str, Block]]:
    """What the tasks take of the columns beside the objectives, and what the indicators do."""
    beside = _only(table, rest)
    facts = fact_columns(beside, vocabulaire)
    has_tasks = SOUS_ACTION in column_names(beside, "sous_actions", vocabulaire)
    measured = [at for at, name in enumerate(facts) if name] if "nom" in facts else []
    if not has_tasks:
        return [("indicateurs", _filled(beside))] if measured else []
    others = [at for at in range(len(rest)) if at not in measured]
    found: list[tuple[str, Block]] = [("sous_actions", _filled(_only(beside, others)))]
    return [*found, ("indicateurs", _filled(_only(beside, measured)))] if measured else found


def _of_objectives(table: Table, vocabulaire: Vocabulaire) -> list[int]:
    titles = [words_of(cell) for cell in table.header]
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
    return BulletList(tuple(cell.content for cell in _once(row[at] for row in table.rows)))


def _once(cells: Iterable[Cell]) -> Iterator[Cell]:
    seen: set[str] = set()
    for cell in cells:
        words = words_of(cell)
        if words and words not in seen:
            seen.add(words)
            yield cell
