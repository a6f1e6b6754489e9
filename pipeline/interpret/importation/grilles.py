"""Grids: the table « rubrique | contenu » that most trames are, with one or two labels a row, and the page in columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.interpret.importation.indicateurs import target_of
from pipeline.interpret.importation.libelles import goes_with
from pipeline.interpret.importation.lignes import column_titles, words_of
from pipeline.interpret.importation.totaux import without_totals
from pipeline.interpret.lignes_de_fiche import column_names, fact_columns
from pipeline.model.colonnes import TABLEAUX_FICHE
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.prose import Cell, Paragraph, Table, plain
from pipeline.model.vocabulaire import Vocabulaire

WIDEST_GRID = 4
WIDEST_IN_PAIRS = 8
FEWEST_TITLED = 2
FEWEST_ACROSS = 3
"""Titles that we know, over one row of values."""

FEWEST_COLUMNS = 4
"""Titles that make a page in columns."""

GENERIC = motif(
    r"(?:rubriques?|items?|champs?|elements?|intitules? de la rubrique|themes?|questions?)"
)
"""The title of a column of labels, in a grid that titles its columns."""

REMARKS = motif(
    r"(?:commentaires?|remarques?|observations?|avis|notes?|retours?|statut|validation)\b"
)
"""The title of a column that tells of the content, and is no part of it."""

FICHE = motif(r"\bfiches?\b")
OF_ONE_FICHE = frozenset(("problematiques", "mission", "public_cible", "code"))
"""What a fiche has and a task has not."""

Rang = Sequence[Cell]


def groups_of_grid(table: Table, vocabulaire: Vocabulaire) -> list[str]:
    """The names of groups that stand in a column before the labels of a grid."""
    rows = [table.header, *table.rows]
    at = _column_of_labels(rows, vocabulaire) or 0
    return [words_of(cell) for row in rows for cell in filled(row[:at])]


def rows_of_grid(table: Table, vocabulaire: Vocabulaire) -> list[tuple[str, Cell]]:
    """The rows « rubrique | contenu » of the table that most trames are; none for any other table.

    A row may hold two of them, or three; names of groups may stand in a column before the labels, and remarks after
    the content.
    """
    rows = [table.header, *table.rows]
    at = _column_of_labels(rows, vocabulaire)
    if at is None:
        return []
    if GENERIC.fullmatch(fold(words_of(table.header[at]))):
        return _beside_remarks(table, at, vocabulaire)
    groups = _under_one_label(rows, at)
    in_pairs = _is_in_pairs([rows[0][at:] for rows in groups if len(rows) == 1], vocabulaire)
    found: list[tuple[str, Cell]] = []
    for group in groups:
        first = group[0]
        pairs = _pairs(first[at:], vocabulaire) if in_pairs and len(group) == 1 else []
        found.extend(pairs or _of_group(group, at, vocabulaire))
    return found


def generic_titles(table: Table) -> list[str]:
    """« Rubrique », « Contenu », over a grid: they name nothing of the fiche."""
    titles = column_titles(table)
    return titles if GENERIC.fullmatch(fold(titles[0])) else []


def _beside_remarks(table: Table, at: int, vocabulaire: Vocabulaire) -> list[tuple[str, Cell]]:
    """« Rubrique | Contenu | Commentaires »: the grid below its titles, each remark told apart from the content."""
    titles = column_titles(table)
    aside = [i for i, title in enumerate(titles) if i > at and REMARKS.match(fold(title))]
    kept = [i for i in range(len(titles)) if i not in aside]
    header, *rows = (tuple(row[i] for i in kept) for row in table.rows)
    grid = rows_of_grid(Table(header, tuple(rows), ("",) * len(kept)), vocabulaire)
    remarks = [
        (f"{titles[i]} – {words_of(row[at])}", row[i])
        for row in table.rows
        for i in aside
        if words_of(row[i])
    ]
    return [*grid, *remarks]


def _under_one_label(rows: Iterable[Rang], at: int) -> list[list[Rang]]:
    """The rows cut before each label: those whose label cell is empty, or merged with it, go on with the one above."""
    groups: list[list[Rang]] = []
    for row in rows:
        if groups and not words_of(row[at]):
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def _of_group(
    group: Sequence[Rang], at: int, vocabulaire: Vocabulaire
) -> Iterator[tuple[str, Cell]]:
    """What stands beside one label: a table where the first row holds its titles, what its cells say otherwise."""
    label = words_of(group[0][at])
    contents = [row[at + 1 :] for row in group]
    if len(group) > 1:
        inner = _inner_table(contents)
        key = vocabulaire.rubrique_mere(label)
        if _has_our_columns(inner, key, vocabulaire):
            yield label, Cell((), blocs=(inner,))
            return
        titles = column_titles(inner)
        if titles and all(map(vocabulaire.rubrique_seule, titles)):
            yield label, Cell(())
            for column, title in enumerate(titles):
                yield title, _together(filled(row[column] for row in inner.rows))
            return
    yield label, _together(filled(cell for content in contents for cell in content))


def _inner_table(contents: Sequence[Rang]) -> Table:
    """The columns that have a title in the first row."""
    kept = [at for at, cell in enumerate(contents[0]) if words_of(cell)]
    header, *rows = (tuple(content[at] for at in kept) for content in contents)
    return Table(header, tuple(rows), ("",) * len(kept))


def _has_our_columns(table: Table, key: str, vocabulaire: Vocabulaire) -> bool:
    if key == "indicateurs":
        names = fact_columns(table, vocabulaire)
    elif key in TABLEAUX_FICHE:
        names = column_names(table, key, vocabulaire)
    else:
        return False
    return sum(map(bool, names)) >= FEWEST_TITLED


def _together(content: Rang) -> Cell:
    if len(content) == 1:
        return content[0]
    return Cell((), blocs=tuple(block for cell in content for block in cell.content))


def _column_of_labels(rows: Sequence[Rang], vocabulaire: Vocabulaire) -> int | None:
    """The column whose words are mostly titles that we know."""
    width = max(len(row) for row in rows)
    is_a_grid = 2 <= width <= WIDEST_GRID
    is_wider = WIDEST_GRID < width <= WIDEST_IN_PAIRS
    if not is_a_grid and not (is_wider and _is_in_pairs(rows, vocabulaire)):
        return None
    columns = range(min(width - 1, WIDEST_GRID - 2))
    known = {at: _known_labels(rows, at, vocabulaire) for at in columns}
    best = max(known, key=lambda at: known[at], default=None)
    return best if best is not None and known[best] else None


def _known_labels(rows: Sequence[Rang], at: int, vocabulaire: Vocabulaire) -> int:
    """How many titles that we know a column holds beside a text; 0 where they are few among its labels."""
    beside_a_text = [row for row in rows if len(filled(row[at:])) > 1]
    labels = [words for row in beside_a_text if (words := words_of(row[at]))]
    known = sum(
        bool(vocabulaire.rubrique(label)) or vocabulaire.du_document(label) for label in labels
    )
    return known if known >= min(2, len(rows)) and known * 2 >= len(labels) else 0


def across(table: Table, vocabulaire: Vocabulaire) -> list[tuple[str, Cell]]:
    """« Axe | Pilotes | Groupe de travail | Public », each title over its value, in one row; none for any other table."""
    filled_rows = [row for row in table.rows if filled(row)]
    titles = column_titles(table)
    known = {vocabulaire.rubrique(title) for title in titles if vocabulaire.rubrique_seule(title)}
    is_of_one = len(filled_rows) == 1 and len(known - {""}) >= FEWEST_ACROSS
    if not is_of_one or 2 * len(known - {""}) < len(titles):
        return []
    return list(zip(titles, filled_rows[0], strict=True))


# --- two labels in a row -----------------------------------------------------------------------------------------------


def _is_in_pairs(rows: Sequence[Rang], vocabulaire: Vocabulaire) -> bool:
    """Whether most of the rows that could hold two labels and their values do."""
    long = [row for row in rows if len(filled(row)) > 2]
    pairs = [row for row in long if _pairs(row, vocabulaire)]
    return bool(pairs) and 2 * len(pairs) >= len(long)


def _pairs(row: Rang, vocabulaire: Vocabulaire) -> list[tuple[str, Cell]]:
    """« Pilote | Dr Mirage | Échéance | juin 2028 » → two rows of a grid; none for the titles of a table."""
    found: list[tuple[str, list[Cell]]] = []
    last = -1
    for at, cell in enumerate(row):
        words = words_of(cell)
        if not words:
            continue
        just_opened = bool(found) and not found[-1][1] and at == last + 1
        if vocabulaire.rubrique_seule(words) and not just_opened:
            found.append((words, []))
        elif not found:
            return []
        else:
            found[-1][1].append(cell)
        last = at
    return _told(found, vocabulaire)


def _told(
    found: Sequence[tuple[str, list[Cell]]], vocabulaire: Vocabulaire
) -> list[tuple[str, Cell]]:
    """The pairs, « Cible | 50 » after an indicator being part of it; none where the values are titles as well."""
    values = [words_of(cell) for _, cells in found for cell in cells]
    only_titles = all(vocabulaire.rubrique_seule(words) for words in values)
    if len(found) < 2 or not found[-1][1] or only_titles:
        return []
    pairs: list[tuple[str, list[Cell]]] = []
    for label, cells in found:
        before = vocabulaire.rubrique(pairs[-1][0]) if pairs else ""
        if before and goes_with(before, label, vocabulaire):
            told = " ".join(map(words_of, cells))
            pairs[-1][1].append(Cell(plain(f"{label.strip(' :')} : {told}")))
        else:
            pairs.append((label, cells))
    return [(label, _together(cells)) for label, cells in pairs]


# --- a page in columns -------------------------------------------------------------------------------------------------


def columns_of_grid(table: Table, vocabulaire: Vocabulaire) -> list[list[tuple[str, Cell]]]:
    """A fiche in columns, one row each: the titles of a page in landscape; none for any other table.

    A mission, or any cell merged over several rows, is that of each of them; « Cible » beside an indicator is its own.
    """
    titles = column_titles(table)
    keys = [vocabulaire.rubrique_mere(title) for title in titles]
    meant = {*keys} - {""}
    if len(meant) < FEWEST_COLUMNS or not meant & {"objectifs", "problematiques"}:
        return []
    of_the_mission = [at for at, key in enumerate(keys) if key == "mission"]
    rows = filled_down(without_totals(table)[0], of_the_mission).rows
    return [_with_targets(list(zip(titles, row, strict=True)), vocabulaire) for row in rows]


def are_fiches(table: Table, within_one: bool, vocabulaire: Vocabulaire) -> bool:
    """Whether each row of such a page is a fiche of its own, and no task of one that they make together.

    Its columns say so: the title of a fiche; a problem, a mission, people whom it is for, unless the page is that of one
    fiche (``within_one``), named above.
    """
    titles = column_titles(table)
    keys = [vocabulaire.rubrique_mere(title) for title in titles]
    is_measured = "indicateurs" in keys
    own = {
        key
        for key, title in zip(keys, titles, strict=True)
        if not (is_measured and key == "public_cible" and target_of(title))
    }
    if "titre" in keys or any(FICHE.search(fold(title)) for title in titles):
        return True
    return not within_one and ("sous_actions" not in keys or bool(own & OF_ONE_FICHE))


def _with_targets(
    row: Sequence[tuple[str, Cell]], vocabulaire: Vocabulaire
) -> list[tuple[str, Cell]]:
    """The row, where « Cible », right after an indicator, is said with it."""
    found: list[tuple[str, Cell]] = []
    for title, cell in row:
        follows = bool(found) and vocabulaire.rubrique(found[-1][0]).startswith("indicateurs")
        if not (follows and target_of(title)):
            found.append((title, cell))
        elif words_of(cell):
            told = Paragraph(plain(f"{title.strip(' :')} : {words_of(cell)}"))
            label, measured = found[-1]
            found[-1] = (label, Cell((), blocs=(*measured.content, told)))
    return found


def filled_down(table: Table, columns: Iterable[int] = ()) -> Table:
    """The same table, where a cell merged over several rows stands in each; so does an empty one of these columns."""
    always = frozenset(columns)
    above: Rang = ()
    rows: list[tuple[Cell, ...]] = []
    for row in table.rows:
        goes_on = [
            bool(above) and (cell.suite or (at in always and not words_of(cell)))
            for at, cell in enumerate(row)
        ]
        above = tuple(above[at] if goes_on[at] else cell for at, cell in enumerate(row))
        rows.append(above)
    return replace(table, rows=tuple(rows))


def filled(row: Iterable[Cell]) -> list[Cell]:
    return [cell for cell in row if cell.inlines or cell.blocs]
