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
    titles = [words_of(cell) for cell in table.header]
    of_objectives = [
        at
        for at, title in enumerate(titles)
        if OBJECTIVE.match(fold(title)) and vocabulaire.rubrique(title).startswith("objectifs")
    ]
    if len(of_objectives) != 1:
        return []
    rest = [at for at in range(len(titles)) if at not in of_objectives]
    facts = fact_columns(_only(table, rest), vocabulaire)
    tasks = column_names(_only(table, rest), "sous_actions", vocabulaire)
    measured = [at for at, name in zip(rest, facts, strict=True) if name]
    has_tasks, has_measures = SOUS_ACTION in tasks, "nom" in facts
    if not (has_tasks or has_measures) or len(rest) < FEWEST_OTHERS:
        return []
    of_tasks = [at for at in rest if at not in measured] if has_measures else rest
    found: list[tuple[str, Block]] = [("objectifs", _listed(table, of_objectives[0]))]
    if has_tasks:
        found.append(("sous_actions", _filled(_only(table, of_tasks))))
    if has_measures:
        own = measured if has_tasks else rest
        found.append(("indicateurs", _filled(_only(table, own))))
    return found


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
