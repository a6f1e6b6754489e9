"""Which columns of a foreign table are years: months added up, titles of years, a sheet that names its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.interpret.budget_etranger.deux_en_un import annees_d_une_case
from pipeline.interpret.budget_etranger.titres import (
    DEUX_CIVILES,
    MONTANT,
    SEMESTRE,
    TRIMESTRE,
    annee_nommee,
    deux_annees,
    mois_nomme,
)
from pipeline.model.budget_etranger import Annee, NonRepris, Zone
from pipeline.model.langue.mots import fold
from pipeline.model.source import column_letters

FEWEST_MONTHS = 6
MONTHS = 12
FOUR_QUARTERS = 4
TWO_HALVES = 2
MOST_YEARS = 5
NO_YEAR = (0, 0)
"""What ``annee_nommee`` gives for words that name none."""

Titres = Mapping[int, str]


@dataclass(frozen=True)
class Contexte:
    """What a sheet has said of years when a table begins: its name, and what a title over the whole table names."""

    feuille: str
    rang: int = 0
    """The contract year."""
    annee: int = 0
    """The civil year."""
    doubles: frozenset[int] = frozenset()
    """The columns whose cells hold two amounts, « 42 / 43,5 »."""


def years_of(
    titles: Titres, amounts: Sequence[int], contexte: Contexte
) -> tuple[tuple[Annee, ...], tuple[NonRepris, ...]]:
    """The years of a table: months added up, columns of years, else the only column of amounts; and what is left."""
    parts = _added_up(titles, amounts, contexte)
    if parts:
        return parts, ()
    left = tuple(_of_two_years(titles, amounts, contexte))
    named = list(_named_years(titles, amounts, contexte))
    if named:
        return _ranked(named, titles), left
    return _only_column(titles, amounts, contexte), left


def _added_up(titles: Titres, amounts: Sequence[int], contexte: Contexte) -> tuple[Annee, ...]:
    """The years whose months, quarters or halves have a column each."""
    months = [column for column in amounts if mois_nomme(titles[column])]
    if len(months) >= FEWEST_MONTHS:
        return _of_parts(titles, months, MONTHS, "douze mois", contexte)
    for pattern, count, words in (
        (TRIMESTRE, FOUR_QUARTERS, "quatre trimestres"),
        (SEMESTRE, TWO_HALVES, "deux semestres"),
    ):
        columns = [column for column in amounts if pattern.search(fold(titles[column]))]
        if columns and len(columns) % count == 0:
            return _of_parts(titles, columns, count, words, contexte)
    return ()


def _of_parts(
    titles: Titres,
    columns: Sequence[int],
    count: int,
    words: str,
    contexte: Contexte,
) -> tuple[Annee, ...]:
    """A year each time that its parts are all there; what says the year is their titles, else the sheet."""
    runs = [tuple(columns[at : at + count]) for at in range(0, len(columns), count)]
    years = _years_of_runs(titles, runs, contexte.feuille)
    titled = contexte.annee if len(runs) == 1 else 0
    starts_in_january = mois_nomme(titles[columns[0]]) in (0, 1)
    ranks = _ranks(years)
    found: dict[int, Annee] = {}
    for run, own_rank, (rank, year) in zip(runs, ranks, years, strict=True):
        named = (year or titled) if starts_in_january and not rank else 0
        found.setdefault(own_rank, Annee(own_rank, run, words, named))
    return tuple(found[rank] for rank in sorted(found) if rank <= MOST_YEARS)


def _ranks(years: Sequence[tuple[int, int]]) -> list[int]:
    """The rank of each year: its own, else that of its civil year among them, else where it stands."""
    civil = sorted({year for rank, year in years if year and not rank})
    return [
        rank or (civil.index(year) + 1 if year else at) for at, (rank, year) in enumerate(years, 1)
    ]


def _years_of_runs(
    titles: Titres, runs: Sequence[Sequence[int]], sheet: str
) -> list[tuple[int, int]]:
    """The year that the titles of each run name, none where they name two; one run without any has that of the sheet."""
    said = [{annee_nommee(titles[column]) for column in run} - {NO_YEAR} for run in runs]
    if said == [set()]:
        return [annee_nommee(sheet)]
    return [one.pop() if len(one) == 1 else NO_YEAR for one in said]


def _of_two_years(
    titles: Titres, amounts: Sequence[int], contexte: Contexte
) -> Iterator[NonRepris]:
    """The columns that two years title, and whose cells hold one amount."""
    for column in amounts:
        if deux_annees(titles[column]) and not _both_years(column, titles, contexte):
            place = f"{contexte.feuille}!{column_letters(column)}"
            yield NonRepris(place, titles[column], "cette colonne est titrée de deux années")


def _both_years(column: int, titles: Titres, contexte: Contexte) -> Sequence[int]:
    """The civil years of a column whose cells hold an amount for each; none for any other."""
    return annees_d_une_case(titles[column]) if column in contexte.doubles else ()


def _named_years(
    titles: Titres, amounts: Sequence[int], contexte: Contexte
) -> Iterator[tuple[int, tuple[int, int]]]:
    """Each column that a year titles, with that year."""
    for column in amounts:
        both = _both_years(column, titles, contexte)
        if both:
            yield from ((column, (0, year)) for year in both)
        elif any(annee_nommee(titles[column])) and not deux_annees(titles[column]):
            yield column, annee_nommee(titles[column])


def _only_column(titles: Titres, amounts: Sequence[int], contexte: Contexte) -> tuple[Annee, ...]:
    """The column of the total, else the first that a title calls an amount, else the first that holds some."""
    own_rank, own_year = annee_nommee(contexte.feuille)
    rank, civil = own_rank or contexte.rang, own_year or contexte.annee
    return tuple(
        Annee(rank or 1, (column,), titles[column] or "montant", 0 if rank else civil)
        for column in _the_amounts(titles, amounts)
    )


def _the_amounts(titles: Titres, amounts: Sequence[int]) -> Sequence[int]:
    called = [column for column in amounts if MONTANT.search(fold(titles[column]))]
    candidates = called or list(amounts)
    totals = [column for column in candidates if "total" in fold(titles[column])]
    return (totals or candidates)[:1]


def _ranked(named: Sequence[tuple[int, tuple[int, int]]], titles: Titres) -> tuple[Annee, ...]:
    """Contract years in order: by the rank that titles give, else by their civil years; the first column of each."""
    civil = sorted({year for _column, (rank, year) in named if year and not rank})
    found: dict[int, Annee] = {}
    for column, (rank, year) in named:
        own = rank or civil.index(year) + 1
        title = str(year) if annees_d_une_case(titles[column]) else titles[column]
        found.setdefault(own, Annee(own, (column,), title, 0 if rank else year))
    return tuple(found[rank] for rank in sorted(found) if rank <= MOST_YEARS)


# --- the whole workbook -------------------------------------------------------------------------------------------


def dated_together(zones: Sequence[Zone]) -> tuple[Zone, ...]:
    """The civil years of a whole workbook in their order: « BP 2028 » and « BP 2029 » may be two sheets."""
    civil = sorted({year.civile for zone in zones for year in zone.annees if year.civile})
    return tuple(
        replace(
            zone, annees=tuple(_ranked_among(civil, year, zone.feuille) for year in zone.annees)
        )
        for zone in zones
    )


def _ranked_among(civil: Sequence[int], year: Annee, sheet: str) -> Annee:
    """« 2027-2028 » is a year of the contract, and no civil one."""
    if not year.civile:
        return year
    where = year.titre if any(annee_nommee(year.titre)) else sheet
    is_civil = DEUX_CIVILES.search(where) is None
    rank = civil.index(year.civile) + 1
    return replace(year, rang=min(rank, MOST_YEARS), civile=year.civile if is_civil else 0)
