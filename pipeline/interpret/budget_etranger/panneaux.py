"""The tables that the titles of a foreign sheet head: which columns, of which side, of which mission."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.interpret.budget_etranger.annees import years_of
from pipeline.interpret.budget_etranger.colonnes import (
    Ligne,
    Titres,
    columns_by_block,
    columns_of_amounts,
    columns_that_sort,
    has_words,
    is_a_number,
    is_a_total,
    says_more_than_its_block,
    where_words_are,
)
from pipeline.interpret.budget_etranger.cotes import est_par_comptes
from pipeline.interpret.budget_etranger.entetes import YEAR_ALONE, est_un_releve
from pipeline.interpret.budget_etranger.feuille_lue import FeuilleLue, Panneau
from pipeline.interpret.budget_etranger.titres import (
    CIVILE,
    DES_MOTS,
    SANS_MONTANT,
    annee_nommee,
    cote_nommee,
)
from pipeline.interpret.budget_etranger.unites import unite_a_la_ligne, unite_dite
from pipeline.model.budget_etranger import COTES, Annee, Case
from pipeline.model.langue.mots import fold

# --- titles -------------------------------------------------------------------------------------------------------


def titles_of(rows: Sequence[Ligne]) -> dict[int, str]:
    """Column → its title, the words of merged titles above it included."""
    found: dict[int, list[str]] = {}
    for row in rows:
        for case in row:
            if _is_of_several_years(case, row) or (
                _is_merged(case, row) and _has_its_year(case, rows)
            ):
                continue
            words = found.setdefault(case.colonne, [])
            if case.texte and case.texte not in words:
                words.append(case.texte)
    return {column: " ".join(words) for column, words in found.items()}


def with_years_above(titles: Titres, reading: FeuilleLue) -> Titres:
    """« Prévu | Réalisé | Prévu », below a table whose same columns were « 2027 Prévu | 2027 Réalisé | 2028 Prévu ».

    A table that names a year of its own, or titles one of these columns otherwise, has none of them.
    """
    if any(any(annee_nommee(title)) for title in titles.values()):
        reading.titres_dates = titles
        return titles
    above = {
        column: title
        for column, title in reading.titres_dates.items()
        if any(annee_nommee(title)) and not cote_nommee(title)
    }
    goes_on = any(map(cote_nommee, titles.values())) and all(
        _says_the_same(titles.get(column, ""), title) for column, title in above.items()
    )
    return {**titles, **above} if goes_on else titles


def _says_the_same(title: str, above: str) -> bool:
    """Whether a title is the last words of the one above, or says nothing."""
    words, before = fold(title).split(), fold(above).split()
    return not words or before[-len(words) :] == words


def _is_of_several_years(case: Case, row: Ligne) -> bool:
    """« Exercices 2027 et 2028 », merged over the columns of both: it says which is which of none."""
    return _is_merged(case, row) and len(set(CIVILE.findall(case.texte))) > 1


def _is_merged(case: Case, row: Ligne) -> bool:
    return sum(other.texte == case.texte for other in row) > 1


def _has_its_year(case: Case, rows: Sequence[Ligne]) -> bool:
    """Whether a merged title that names a year is over a column which has a civil year of its own."""
    own = (
        other.texte
        for row in rows
        for other in row
        if other.colonne == case.colonne and not _is_merged(other, row)
    )
    return bool(CIVILE.search(case.texte)) and any(map(CIVILE.search, own))


# --- tables -------------------------------------------------------------------------------------------------------


def panneaux_of(titles: Titres, below: Sequence[Ligne], reading: FeuilleLue) -> tuple[Panneau, ...]:
    """One table, or two side by side when two titles name the two sides; none of a bank record."""
    if est_un_releve(titles.values()) or _are_years_in_rows(titles, below):
        return ()
    sides = {
        column: cote for column, title in sorted(titles.items()) if (cote := cote_nommee(title))
    }
    last = max([*titles, *(case.colonne for row in below for case in row)], default=0)
    if _take_turns(sides):
        return tuple(_in_turns(sides, titles, below, reading))
    starts = _starts(sides)
    if len(starts) < 2:
        cote = next(iter(sides.values()), "")
        return tuple(_of_columns(range(1, last + 1), cote, titles, below, reading))
    bounds = [1, _with_its_words(starts, titles, below), last + 1]
    panels = [
        panel
        for (first, end), start in zip(itertools.pairwise(bounds), starts, strict=True)
        for panel in _of_columns(range(first, end), sides[start], titles, below, reading)
    ]
    return tuple(_with_words(panel, panels[0]) for panel in panels)


def _take_turns(sides: Mapping[int, str]) -> bool:
    """« Dépenses | Recettes | Dépenses | Recettes », under the years: each side comes back."""
    runs = [cote for cote, _columns in itertools.groupby(sides.values())]
    return len(runs) > 2 and len(set(runs)) == 2


def _in_turns(
    sides: Mapping[int, str],
    titles: Titres,
    below: Sequence[Ligne],
    reading: FeuilleLue,
) -> Iterator[Panneau]:
    """The table of each side, whose columns stand among those of the other, with the words at their left."""
    words = range(1, min(sides))
    for cote in COTES:
        columns = [*words, *(column for column, own in sides.items() if own == cote)]
        yield from _of_columns(columns, cote, titles, below, reading)


def _with_its_words(starts: Sequence[int], titles: Titres, below: Sequence[Ligne]) -> int:
    """Where the second side begins: its title may be merged over its amounts alone, beside the column of its words."""
    amounts = {*columns_of_amounts(titles, below)}
    start = starts[1]
    while start - 1 > starts[0] and _is_of_words(start - 1, titles, below, amounts):
        start -= 1
    return start


def _is_of_words(
    column: int, titles: Titres, below: Sequence[Ligne], amounts: Collection[int]
) -> bool:
    """Whether a column at the right of amounts holds words that say what lines are."""
    is_right = any(other < column for other in amounts) and column not in amounts
    says_what = DES_MOTS.search(fold(titles.get(column, ""))) is not None
    return is_right and says_what and has_words(column, below)


def _with_words(panel: Panneau, first: Panneau) -> Panneau:
    """A side that has amounts alone shares the words at the left: « Libellé | Dépenses | Recettes »."""
    amounts = {column for year in panel.annees for column in year.colonnes}
    return replace(panel, libelles=first.libelles) if {*panel.libelles} <= amounts else panel


def _starts(sides: Mapping[int, str]) -> list[int]:
    """The first column of each side, when the two of them are named one after the other."""
    starts: list[int] = []
    before = ""
    for column, cote in sides.items():
        if cote != before:
            starts.append(column)
        before = cote
    return starts if len(starts) == 2 else starts[:1]


def _of_columns(
    columns: Sequence[int],
    cote: str,
    titles: Titres,
    below: Sequence[Ligne],
    reading: FeuilleLue,
) -> Iterator[Panneau]:
    """The table that these columns are; one for each mission, where their titles name several."""
    own = {column: titles.get(column, "") for column in columns}
    block, side = columns_that_sort(own, below)
    row_above = below[0][0].ligne - 1 if _first(below) else 0
    for bloc, amounts in columns_by_block(own, columns_of_amounts(own, below)).items():
        years, left = years_of(own, amounts, reading.contexte)
        reading.laisses.extend(left)
        if not years:
            continue
        first_year = min(column for year in years for column in year.colonnes)
        apart = (0 if says_more_than_its_block(block, own, below) else block, side)
        where = where_words_are(own, first_year, below, apart, bloc) or (columns[0],)
        units = _units(own, years, reading.feuille.nom)
        yield Panneau(
            columns[0],
            columns[-1],
            cote,
            where,
            years,
            block,
            next(iter(units), unite_a_la_ligne(reading.unites, row_above)),
            bloc,
            side,
            est_par_comptes(where, below),
            reading.is_by_sign(years, below),
            max(1, len(units)),
        )


def _first(below: Sequence[Ligne]) -> bool:
    return bool(below) and bool(below[0])


def _units(titles: Titres, years: Sequence[Annee], sheet: str) -> list[int]:
    """The units that the titles of the years say, else those of the other columns, else the name of the sheet."""
    of_years = [titles.get(column, "") for year in years for column in year.colonnes]
    others = [title for title in titles.values() if not SANS_MONTANT.search(fold(title))]
    for texts in (of_years, others, [sheet]):
        said = list(dict.fromkeys(unit for text in texts if (unit := unite_dite(text))))
        if said:
            return said
    return []


def _are_years_in_rows(titles: Titres, below: Sequence[Ligne]) -> bool:
    """Whether the lines are the years and the columns the expenses: no table of ours, until it is turned."""
    lines = [row for row in below if any(map(is_a_number, row)) and not is_a_total(row)]
    said = [row[0].texte for row in lines]
    others = {*titles} - {row[0].colonne for row in lines}
    if len(said) < 2 or any(has_words(column, lines) for column in others):
        return False
    return all(YEAR_ALONE.fullmatch(fold(text)) for text in said)
