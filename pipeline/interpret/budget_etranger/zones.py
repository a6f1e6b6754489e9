"""The zones of a foreign workbook: which rows of which columns are one side of one block, year by year."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.interpret.budget_etranger.titres import (
    CIVILE,
    COLONNES_DE_BLOC,
    DES_MOTS,
    DEUX_CIVILES,
    DEUX_MONTANTS,
    MILLIERS,
    MONTANT,
    SANS_MONTANT,
    TOTAL,
    TRIMESTRE,
    annee_nommee,
    bloc_nomme,
    cote_nommee,
    deux_annees,
    est_un_solde,
    mois_nomme,
)
from pipeline.interpret.nombres import parse_montant
from pipeline.model.bareme import FONCTIONNEMENT
from pipeline.model.budget_etranger import (
    DEPENSES,
    RESSOURCES,
    Annee,
    Case,
    Feuille,
    NonRepris,
    Zone,
)
from pipeline.model.langue.mots import fold
from pipeline.model.source import column_letters

FEWEST_MONTHS = 6
FOUR_QUARTERS = 4
MOST_BETWEEN = 2
LONGEST_SIDE = 40
"""Signs of a title such as « CHARGES DE L'EXERCICE » at most: a sentence that has the word is no title."""

HIGHEST_TABLE = 10
"""Rows below a merged title among which the left edge of its table is looked for."""

LONGEST_UNIT = 60
"""Signs of a line such as « Montants en milliers d'euros » at most."""

YEARS = range(2020, 2050)
MOST_YEARS = 5

Ligne = Sequence[Case]
Titres = Mapping[int, str]


@dataclass(frozen=True)
class Panneau:
    """Columns side by side that are one table: the words, the years, and the side when a title names it."""

    premiere: int
    derniere: int
    cote: str
    libelles: tuple[int, ...]
    annees: tuple[Annee, ...]
    colonne_bloc: int
    facteur: int
    bloc: str = ""
    """The block that its columns are titled with, where each mission has its own."""


@dataclass
class _Lecture:
    """What was understood of a sheet down to the present row."""

    feuille: Feuille
    bloc: str
    cote: str
    zones: list[Zone] = field(default_factory=list)
    laisses: list[NonRepris] = field(default_factory=list)
    panneaux: tuple[Panneau, ...] = ()
    facteur: int = 1
    """1000 once a line above the tables says that amounts are in thousands."""
    titre_bloc: str = ""
    """The title that named the block, for whoever asks why."""
    cote_du_bloc: str = ""
    """The side whose lines the title of the block heads, when it stands under the name of that side."""
    a_des_lignes: bool = False
    """Whether lines stand under that title already."""
    annee: int = 0
    """The civil year that a merged title over the whole table names."""


def zones_of(feuilles: Sequence[Feuille]) -> tuple[tuple[Zone, ...], tuple[NonRepris, ...]]:
    """Every zone of amounts, sheet by sheet, and what was left aside on the way."""
    zones: list[Zone] = []
    left: list[NonRepris] = []
    for feuille in feuilles:
        reading = _read(feuille)
        zones += reading.zones
        left += reading.laisses
    return _dated_together(zones), tuple(left)


def _dated_together(zones: Sequence[Zone]) -> tuple[Zone, ...]:
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


def _read(feuille: Feuille) -> _Lecture:
    reading = _Lecture(feuille, bloc_nomme(feuille.nom), cote_nommee(feuille.nom))
    reading.titre_bloc = f"le nom de la feuille, « {feuille.nom} »" if reading.bloc else ""
    rows = feuille.lignes
    rank = 0
    while rank < len(rows):
        height = _height_of_header(rows, rank)
        if height:
            titles = _titles(rows[rank : rank + height])
            for row in rows[rank : rank + height]:
                if not _is_header(row):
                    _section(row, reading)
            if any(map(cote_nommee, titles.values())):
                _names_a_side(reading)
            reading.panneaux = _panneaux(titles, rows[rank + height :], reading, feuille.nom)
            rank += height
            continue
        _row(rows[rank], reading)
        rank += 1
    return reading


# --- titles -------------------------------------------------------------------------------------------------------


def _height_of_header(rows: Sequence[Ligne], rank: int) -> int:
    """How many rows, from this one, are the titles of columns; 0 when this one is not.

    A row or two of other words may stand between two rows of titles: « Exercice civil », over its years.
    """
    if _is_one_title(rows, rank):
        return 0
    height = 0
    while True:
        ahead = rows[rank + height : rank + height + 1 + (MOST_BETWEEN if height else 0)]
        step = next((at for at, row in enumerate(ahead, 1) if _is_header(row)), 0)
        if not step or any(not _only_words(row) for row in ahead[: step - 1]):
            return height
        height += step


def _is_one_title(rows: Sequence[Ligne], rank: int) -> bool:
    """A merged title over a whole table, its column of words too: it titles no column, whatever years it names."""
    row = rows[rank]
    if len({case.texte for case in row}) != 1:
        return False
    below = [case.colonne for line in rows[rank + 1 : rank + 1 + HIGHEST_TABLE] for case in line]
    return row[0].colonne <= min(below, default=0) or len(set(CIVILE.findall(row[0].texte))) > 1


def _only_words(row: Ligne) -> bool:
    return all(_amount(case) is None or _is_year(case) for case in row)


def _is_header(row: Ligne) -> bool:
    """A row of titles names columns, in two cells at least, and has no amount but years."""
    if any(_amount(case) is not None and not _is_year(case) for case in row):
        return False
    named = sum(_names_a_column(case) or _is_year(case) for case in row if case.texte)
    sides = {cote_nommee(case.texte) for case in row if len(case.texte) < LONGEST_SIDE} - {""}
    return named >= 2 or len(sides) == 2


def _is_year(case: Case) -> bool:
    return case.texte.isdecimal() and len(case.texte) == len("2027") and int(case.texte) in YEARS


def _names_a_column(case: Case) -> bool:
    words = fold(case.texte)
    if len(words) > 60:
        return False
    known = (
        "libelle",
        "etiquettes de lignes",
        "intitule",
        "designation",
        "nature",
        "poste",
        "postes",
        "objet",
        "financeur",
        "detail",
        "origine",
    )
    return (
        any(annee_nommee(case.texte))
        or bool(mois_nomme(case.texte))
        or TRIMESTRE.match(words) is not None
        or MONTANT.search(words) is not None
        or SANS_MONTANT.search(words) is not None
        or words in COLONNES_DE_BLOC
        or words in known
        or bool(cote_nommee(case.texte))
    )


def _titles(rows: Sequence[Ligne]) -> dict[int, str]:
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


def _panneaux(
    titles: Titres, below: Sequence[Ligne], reading: _Lecture, sheet: str
) -> tuple[Panneau, ...]:
    """One table, or two side by side when two titles name the two sides."""
    sides = {
        column: cote for column, title in sorted(titles.items()) if (cote := cote_nommee(title))
    }
    last = max([*titles, *(case.colonne for row in below for case in row)], default=0)
    starts = _starts(sides)
    if len(starts) < 2:
        cote = next(iter(sides.values()), "")
        return tuple(_of_columns(range(1, last + 1), cote, titles, below, sheet, reading))
    bounds = [1, starts[1], last + 1]
    return tuple(
        panel
        for (first, end), start in zip(itertools.pairwise(bounds), starts, strict=True)
        for panel in _of_columns(range(first, end), sides[start], titles, below, sheet, reading)
    )


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
    columns: range,
    cote: str,
    titles: Titres,
    below: Sequence[Ligne],
    sheet: str,
    reading: _Lecture,
) -> Iterator[Panneau]:
    """The table that these columns are; one for each mission, where their titles name several."""
    own = {column: titles.get(column, "") for column in columns}
    block = next((at for at, title in own.items() if fold(title) in COLONNES_DE_BLOC), 0)
    said = MILLIERS.search(fold(" ".join([sheet, *own.values()])))
    factor = 1000 if said else reading.facteur
    for bloc, amounts in _by_block(own, _columns_of_amounts(own, below)).items():
        years = _years(own, amounts, sheet, reading)
        if not years:
            continue
        start = min(column for year in years for column in year.colonnes)
        before = range(columns[0], start)
        words = [
            column
            for column in _columns_of_words(own, before, below, block)
            if not (bloc and bloc_nomme(own[column]))
        ]
        where = tuple(words) or (columns[0],)
        yield Panneau(columns[0], columns[-1], cote, where, years, block, factor, bloc)


def _by_block(titles: Titres, amounts: Sequence[int]) -> dict[str, list[int]]:
    """The columns of each mission where titles name several; else all of them, of no block of their own."""
    found: dict[str, list[int]] = {}
    for column in amounts:
        found.setdefault(bloc_nomme(titles[column]), []).append(column)
    found.pop("", None)
    return found if len(found) > 1 else {"": list(amounts)}


def _columns_of_words(
    titles: Titres, before: range, below: Sequence[Ligne], block: int
) -> tuple[int, ...]:
    """The columns that say what a line is: those whose title says so where one does, else all that hold words."""
    filled = [column for column in before if column != block and _has_words(column, below)]
    named = [column for column in filled if DES_MOTS.search(fold(titles[column]))]
    return tuple(c for c in filled if c in named or not titles[c]) if named else tuple(filled)


def _columns_of_amounts(titles: Titres, below: Sequence[Ligne]) -> list[int]:
    """The columns that hold amounts below, but for those whose title says that they are something else."""
    filled = {case.colonne for row in below for case in row if _amount(case) is not None}
    return [c for c in titles if c in filled and not SANS_MONTANT.search(fold(titles[c]))]


def _years(
    titles: Titres, amounts: Sequence[int], sheet: str, reading: _Lecture
) -> tuple[Annee, ...]:
    """The years of a table: months added up, columns of years, else the only column of amounts."""
    months = [column for column in amounts if mois_nomme(titles[column])]
    if len(months) >= FEWEST_MONTHS:
        rank, civil = annee_nommee(" ".join((titles[months[0]], sheet)))
        starts_in_january = mois_nomme(titles[months[0]]) == 1
        return (Annee(rank or 1, tuple(months), "douze mois", civil if starts_in_january else 0),)
    quarters = [column for column in amounts if TRIMESTRE.match(fold(titles[column]))]
    if len(quarters) == FOUR_QUARTERS:
        rank, civil = annee_nommee(sheet)
        return (Annee(rank or 1, tuple(quarters), "quatre trimestres", 0 if rank else civil),)
    named = list(_named_years(titles, amounts, reading))
    return _ranked(named, titles) if named else _only_column(titles, amounts, sheet, reading.annee)


def _named_years(
    titles: Titres, amounts: Sequence[int], reading: _Lecture
) -> Iterator[tuple[int, tuple[int, int]]]:
    """Each column that a year titles, with that year; one that two years title is left and told."""
    for column in amounts:
        title = titles[column]
        if deux_annees(title):
            place = f"{reading.feuille.nom}!{column_letters(column)}"
            reading.laisses.append(
                NonRepris(place, title, "cette colonne est titrée de deux années")
            )
        elif any(annee_nommee(title)):
            yield column, annee_nommee(title)


def _only_column(
    titles: Titres, amounts: Sequence[int], sheet: str, titled: int
) -> tuple[Annee, ...]:
    """The column of the total, else the first that a title calls an amount, else the first that holds some."""
    called = [column for column in amounts if MONTANT.search(fold(titles[column]))]
    candidates = called or list(amounts)
    totals = [column for column in candidates if "total" in fold(titles[column])]
    chosen = (totals or candidates)[:1]
    rank, civil = annee_nommee(sheet)
    civil = civil or titled
    return tuple(
        Annee(rank or 1, (column,), titles[column] or "montant", 0 if rank else civil)
        for column in chosen
    )


def _ranked(named: Sequence[tuple[int, tuple[int, int]]], titles: Titres) -> tuple[Annee, ...]:
    """Contract years in order: by the rank that titles give, else by their civil years; the first column of each."""
    civil = sorted({year for _column, (rank, year) in named if year and not rank})
    found: dict[int, Annee] = {}
    for column, (rank, year) in named:
        own = rank or civil.index(year) + 1
        found.setdefault(own, Annee(own, (column,), titles[column], 0 if rank else year))
    return tuple(found[rank] for rank in sorted(found) if rank <= 5)


def _has_words(column: int, below: Sequence[Ligne]) -> bool:
    return any(
        case.colonne == column and case.texte and _amount(case) is None
        for row in below
        for case in row
    )


# --- rows ---------------------------------------------------------------------------------------------------------


def _row(row: Ligne, reading: _Lecture) -> None:
    """A line of amounts goes to the zone of each table that it fills; one of words may change side or block."""
    if not row:
        return
    filled = [panel for panel in reading.panneaux if _fills(row, panel)]
    if not filled:
        _section(row, reading)
        return
    for panel in filled:
        _to_zone(row, panel, reading)


def _fills(row: Ligne, panel: Panneau) -> bool:
    columns = {column for year in panel.annees for column in year.colonnes}
    own = [case for case in row if case.colonne in columns]
    return any(_amount(case) is not None or DEUX_MONTANTS.search(case.texte) for case in own)


def _section(row: Ligne, reading: _Lecture) -> None:
    words = " ".join(dict.fromkeys(case.texte for case in row if case.texte))
    if TOTAL.search(fold(words)) or est_un_solde(words):
        return
    if MILLIERS.search(fold(words)) and len(words) <= LONGEST_UNIT:
        reading.facteur = 1000
    if len(row) > 1 and len(set(CIVILE.findall(words))) == 1 and words == row[0].texte:
        reading.annee = annee_nommee(words)[1]
    cote = cote_nommee(words)
    if cote:
        _names_a_side(reading)
    reading.cote = cote or reading.cote
    bloc = bloc_nomme(words)
    if bloc and not (cote and len(words) > 60):
        reading.bloc, reading.titre_bloc = bloc, f"le titre « {words} »"
        reading.a_des_lignes = False
        own = {panel.cote for panel in reading.panneaux}
        reading.cote_du_bloc = "" if cote else own.pop() if len(own) == 1 else reading.cote


def _names_a_side(reading: _Lecture) -> None:
    """A title of block without lines yet, above the name of a side, is that of both sides."""
    if not reading.a_des_lignes:
        reading.cote_du_bloc = ""


def _to_zone(row: Ligne, panel: Panneau, reading: _Lecture) -> None:
    at = row[0].ligne
    bloc, why = _block_of(row, panel, reading)
    reading.a_des_lignes = True
    cote = panel.cote or reading.cote
    of_the_other = why == reading.titre_bloc and reading.cote_du_bloc not in ("", cote)
    if of_the_other:
        why = f"{why}, qui est parmi les {reading.cote_du_bloc}"
    sure = bool(bloc and cote) and not of_the_other
    zone = Zone(
        reading.feuille.nom,
        at,
        at,
        cote or DEPENSES,
        bloc or FONCTIONNEMENT,
        panel.libelles,
        panel.annees,
        panel.facteur,
        why or "aucun titre ne nomme de mission : fonctionnement, à vérifier",
        sure,
    )
    for rank, before in enumerate(reversed(reading.zones)):
        same = _same(before, zone)
        if same and before.derniere < at:
            where = len(reading.zones) - 1 - rank
            reading.zones[where] = _longer(before, at)
            return
        if not same and (before.libelles, before.annees) == (zone.libelles, zone.annees):
            break
    reading.zones.append(zone)


def _block_of(row: Ligne, panel: Panneau, reading: _Lecture) -> tuple[str, str]:
    if panel.bloc:
        return panel.bloc, "le titre de ses colonnes"
    if panel.colonne_bloc:
        typed = next((case.texte for case in row if case.colonne == panel.colonne_bloc), "")
        named = bloc_nomme(typed)
        if named:
            return named, f"la colonne {column_letters(panel.colonne_bloc)}, « {typed} »"
    return reading.bloc, reading.titre_bloc


def _same(one: Zone, other: Zone) -> bool:
    return (one.feuille, one.cote, one.bloc, one.libelles, one.annees) == (
        other.feuille,
        other.cote,
        other.bloc,
        other.libelles,
        other.annees,
    )


def _longer(zone: Zone, last: int) -> Zone:
    return replace(zone, derniere=last)


def _amount(case: Case) -> object | None:
    if case.nombre is not None:
        return case.nombre
    return (
        parse_montant(case.texte) if case.texte[:1].isdecimal() or case.texte[:1] in "-−" else None
    )


def both_sides(zones: Sequence[Zone]) -> Iterator[str]:
    """The sides that no zone has."""
    there = {zone.cote for zone in zones}
    yield from (cote for cote in (DEPENSES, RESSOURCES) if cote not in there)
