"""Which heading of the trame a table belongs to, by its columns alone."""

from __future__ import annotations

import re

from pipeline.interpret.importation.gantt import is_a_calendar
from pipeline.interpret.importation.indicateurs import target_of
from pipeline.interpret.importation.lignes import column_titles, words_of
from pipeline.interpret.lignes_de_fiche import column_names, fact_columns
from pipeline.model.colonnes import DATE_ETAPE, ETAPE, QUAND, QUI, SOUS_ACTION
from pipeline.model.motif import motif
from pipeline.model.prose import Table
from pipeline.model.vocabulaire import Vocabulaire

AMOUNT = motif(r"[0-9][0-9 .,\u00a0\u202f]*(?:€|euros?|k€)", re.IGNORECASE)

FEWEST_AMOUNTS = 2

FEWEST_MEASURED = 2
"""Columns of a start and of targets that make a table one of indicators, whatever its others say."""


def table_without_title(table: Table, vocabulaire: Vocabulaire) -> str:
    """The rubrique that a table belongs to by all of its columns; nothing for any other table."""
    if is_a_calendar(table):
        return "sous_actions"
    tasks = column_names(table, "sous_actions", vocabulaire)
    if all(tasks) and SOUS_ACTION in tasks and {QUI, QUAND} & set(tasks):
        return "sous_actions"
    stages = column_names(table, "planning", vocabulaire)
    if all(stages) and {ETAPE, DATE_ETAPE} <= set(stages):
        return "planning"
    return "indicateurs" if _are_of_indicators(table, vocabulaire) else ""


def _are_of_indicators(table: Table, vocabulaire: Vocabulaire) -> bool:
    """Whether the columns name indicators and tell them: all of them, or their start and their targets among others."""
    names = fact_columns(table, vocabulaire)
    titles = column_titles(table)
    facts = [name or target_of(title) for name, title in zip(names, titles, strict=True)]
    if "nom" not in facts:
        return False
    told = [fact for fact in facts if fact == "départ" or fact.startswith("cible")]
    return (all(facts) and len(facts) > 2) or len(told) >= FEWEST_MEASURED


def tasks_and_more(table: Table, vocabulaire: Vocabulaire) -> str:
    """« # | Quoi | Qui | Deadline | Fait »: a task, who and when make it theirs, whatever else its columns say."""
    names = column_names(table, "sous_actions", vocabulaire)
    return "sous_actions" if {SOUS_ACTION, QUI, QUAND} <= set(names) else ""


OUR_COSTS = ("Dépenses, en euros", "Dépenses")


def is_our_costs(table: Table) -> bool:
    """Whether a table is the one of amounts that our documents print under a fiche, now or before."""
    first, *others = column_titles(table)
    years = [title for title in others if title.startswith("Année ")]
    return (first, *others) == ("Année", "Montant") or (
        first in OUR_COSTS and bool(years) and others == [*years, "Total"]
    )


def is_of_amounts(table: Table) -> bool:
    """Whether most of what stands beside the first column is an amount."""
    cells = [words for row in table.rows for cell in row[1:] if (words := words_of(cell))]
    amounts = sum(AMOUNT.fullmatch(words) is not None for words in cells)
    return amounts >= FEWEST_AMOUNTS and 2 * amounts > len(cells)
