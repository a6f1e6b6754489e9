"""The fiches of a source: where each begins, by its title, by its row of a page in columns, by its first sentences."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.interpret.importation.amorces import may_be_in_prose, tells_a_fiche
from pipeline.interpret.importation.fiche_lue import FicheLue
from pipeline.interpret.importation.grilles import are_fiches, columns_of_grid
from pipeline.interpret.importation.lignes import title_of, words_of
from pipeline.interpret.importation.rangement import Rangement
from pipeline.interpret.importation.tableaux import table_without_title
from pipeline.interpret.importation.totaux import without_totals
from pipeline.model.fiche import RUBRIQUES
from pipeline.model.motif import motif
from pipeline.model.prose import Block, Cell, Heading, Paragraph, Strong, Table, plain, text_of
from pipeline.model.vocabulaire import Vocabulaire

STARTS_A_FICHE = motif(r"\s*(?:fiche\b.*(?:action|projet|[0-9])|M[1-6]-[0-9]{2}\b)", re.IGNORECASE)

LONGEST_OPENING = 160


def read_fiches(blocks: Iterable[Block], vocabulaire: Vocabulaire) -> list[FicheLue]:
    """The fiches of a source: one, or one for each title « Fiche action … » and each row of a page in columns."""
    found: list[FicheLue] = []
    for group in _groups(list(blocks)):
        found.extend(_in_columns(group, vocabulaire) or [_one_fiche(group, vocabulaire)])
    return found


def _one_fiche(group: list[Block], vocabulaire: Vocabulaire) -> FicheLue:
    """By its titles and its labels; by the first words of its sentences where they make no fiche of it."""
    by_titles = Rangement(vocabulaire).take(group)
    if by_titles.est_fournie or not may_be_in_prose(group):
        return by_titles
    in_prose = Rangement(vocabulaire, en_prose=True).take(group)
    return in_prose if tells_a_fiche(in_prose.sections) else by_titles


def _groups(blocks: list[Block]) -> list[list[Block]]:
    """The blocks cut before each title of a fiche but the first."""
    starts = [at for at, block in enumerate(blocks) if _opens_a_fiche(block)]
    cuts = [0, *starts[1:], len(blocks)]
    return [blocks[a:b] for a, b in itertools.pairwise(cuts) if blocks[a:b]]


def _opens_a_fiche(block: Block) -> bool:
    if isinstance(block, Table):
        return re.match(r"\s*fiche\b", words_of(block.header[0]), re.IGNORECASE) is not None
    if not isinstance(block, Heading | Paragraph):
        return False
    words = text_of(block.inlines)
    titled = isinstance(block, Heading) or words.isupper() or isinstance(block.inlines[0], Strong)
    return titled and len(words) < LONGEST_OPENING and STARTS_A_FICHE.match(words) is not None


def _in_columns(blocks: list[Block], vocabulaire: Vocabulaire) -> list[FicheLue]:
    last = max((at for at, block in enumerate(blocks) if isinstance(block, Table)), default=-1)
    for at, table in enumerate(blocks[: last + 1]):
        title = title_of(table, vocabulaire)
        if title and vocabulaire.rubrique(title) in RUBRIQUES:
            return []  # what stands under a title is of one fiche
        if not isinstance(table, Table):
            continue
        rows = columns_of_grid(table, vocabulaire)
        if not rows or table_without_title(table, vocabulaire):
            continue
        within_one = any(map(_opens_a_fiche, blocks[:at]))
        if len(rows) > 1 and not are_fiches(table, within_one, vocabulaire):
            return []
        fiches = [*_one_each(rows, blocks[:at], blocks[at + 1 :], vocabulaire)]
        _tell_that_rows_are_fiches(fiches, table)
        return fiches
    return []


def _tell_that_rows_are_fiches(fiches: Sequence[FicheLue], table: Table) -> None:
    """Who meant the tasks of one fiche is told how to say so; what sums the rows up waits."""
    first = fiches[0]
    if len(fiches) > 1:
        first.rapport.append(
            f"tableau « {words_of(table.header[0])} » : chaque ligne est lue comme une fiche ; si ce sont les sous-actions "
            "d'une seule, écrivez au-dessus, en gras, « Fiche action n° 1 – » et son titre, puis recommencez"
        )
    for total in without_totals(table)[1]:
        told = [words_of(cell) for cell in total if words_of(cell)]
        first.a_ranger.append(Paragraph(plain(" : ".join(told))))


def _one_each(
    rows: list[list[tuple[str, Cell]]],
    above: list[Block],
    below: list[Block],
    vocabulaire: Vocabulaire,
) -> Iterator[FicheLue]:
    """A fiche for each row; the first has what stands above the table too, the last what stands below.

    A mission that is said above is that of every row which has none of its own.
    """
    page = Rangement(vocabulaire).take(above).entete.get("mission", [])
    last = len(rows) - 1
    for rank, row in enumerate(rows):
        reading = Rangement(vocabulaire)
        has_a_title = any(vocabulaire.rubrique(label) == "titre" for label, _ in row)
        for label, cell in row:
            reading.row(label, cell, in_columns=not has_a_title)
        has_none = not any(map(vocabulaire.mission, reading.fiche.entete.get("mission", [])))
        if rank and page and has_none:
            reading.fiche.entete.setdefault("mission", []).extend(page)
        yield reading.take([*(above if rank == 0 else []), *(below if rank == last else [])])
