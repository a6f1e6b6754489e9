"""Rows that sum up a table, « TOTAL | | 6 500 € »: no fiche, no task and no indicator is called so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.interpret.importation.lignes import words_of
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.prose import Cell, Table

SUM = motif(
    r"(?:sous-?)?(?:totaux|total|ensemble|somme|cumul)\b(?: (?:general|global|generaux|ttc|ht|estime|previsionnel|prevu|€|"
    r"en euros?|"
    r"(?:de |des |du |d')(?:la |l')?(?:fiche|actions?|plan|budget|couts?|depenses)))*"
)
FIGURE = motif(
    r"[^a-z]*[0-9][^a-z]*(?:€|k€|euros?|etp|%|h|heures?|jours?|fiches?|actions?)?[ .]*(?:ttc|ht)?|[-–—/x]*"
)


def is_total(row: Sequence[Cell]) -> bool:
    """Whether a row is called « Total » or « Ensemble », and holds but figures beside."""
    told = [fold(words_of(cell)).strip(" .:*") for cell in row if words_of(cell)]
    sums = [words for words in told if SUM.fullmatch(words)]
    return bool(sums) and all(words in sums or FIGURE.fullmatch(words) for words in told)


def without_totals(table: Table) -> tuple[Table, list[tuple[Cell, ...]]]:
    """The same table without the rows that sum it up, and those rows."""
    sums = [row for row in table.rows if is_total(row)]
    return replace(table, rows=tuple(row for row in table.rows if not is_total(row))), sums


def name_of(total: Sequence[Cell]) -> str:
    """How the row is called by its author, as it is said: « TOTAL » → « Total »."""
    words = next(said for said in map(words_of, total) if SUM.fullmatch(fold(said).strip(" .:*")))
    return words.strip(" .:*").capitalize()
