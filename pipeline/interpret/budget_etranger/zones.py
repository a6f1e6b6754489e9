"""The zones of a foreign workbook: which rows of which columns are one side of one block, year by year."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from pipeline.interpret.budget_etranger.communs import Compte, communes
from pipeline.interpret.budget_etranger.cotes import (
    Cote,
    Cotes,
    cote_du_compte,
    cotes_des_totaux,
    est_par_comptes,
)
from pipeline.interpret.budget_etranger.deux_en_un import annees_d_une_case, montants_d_une_case
from pipeline.interpret.budget_etranger.entetes import (
    LONGEST_SIDE,
    YEAR_ALONE,
    est_un_cote,
    est_un_entete,
    est_un_releve,
    hauteur_de_l_entete,
    montant_de,
    revient,
)
from pipeline.interpret.budget_etranger.signes import cote_du_signe, dit_le_cote
from pipeline.interpret.budget_etranger.titres import (
    CIVILE,
    COLONNES_DE_BLOC,
    COMPTE,
    DATE,
    DES_MOTS,
    DEUX_CIVILES,
    HORS_TAXES,
    MONTANT,
    REMARQUES,
    SANS_MONTANT,
    SEMESTRE,
    TITRE_D_UNE_ANNEE,
    TOTAL,
    TOUTES_TAXES,
    TRIMESTRE,
    annee_nommee,
    bloc_nomme,
    cote_nommee,
    deux_annees,
    deux_montants,
    est_une_somme,
    mois_nomme,
    type_de_ligne,
)
from pipeline.interpret.budget_etranger.unites import (
    unite_a_la_ligne,
    unite_dite,
    unites_de_la_feuille,
)
from pipeline.model.bareme import FONCTIONNEMENT
from pipeline.model.budget_etranger import (
    COTES,
    UNITE,
    Annee,
    Case,
    Feuille,
    NonRepris,
    Zone,
)
from pipeline.model.colonnes import DEPENSES as DEPENSES_A_NOUS
from pipeline.model.colonnes import LIBELLE, EnTete
from pipeline.model.colonnes import RESSOURCES as RESSOURCES_A_NOUS
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.source import column_letters

FEWEST_MONTHS = 6
MONTHS = 12
FOUR_QUARTERS = 4
TWO_HALVES = 2
NO_YEAR = (0, 0)
"""What ``annee_nommee`` gives for words that name none."""

LONGEST_TITLE_OF_BOTH = 60
"""Signs of a title that names a side and a mission at most: a sentence that does names no mission."""

LONGEST_BLOCK = 45
"""Signs of a cell that names the mission of its line at most."""

MOST_NAMED = 0.75
"""Part of the cells of a column that name a mission, from which the column is that of the missions."""

EACH = 1.0
MOST_YEARS = 5

UN_TITRE = "le titre"
RANG_D_UN_TITRE = motif(r"^\s*(?:[A-Z]|[IVX]+|[0-9])\s*[-–—.)/]\s*")
"""« A - », « II. », before the words of a title."""

ZERO = Decimal(0)

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
    colonne_cote: int = 0
    """The column that says of each line whether it is spent or received."""
    comptes: bool = False
    """Whether its lines bear numbers of accounts."""
    signes: bool = False
    """Whether the sign of its amounts tells what is spent from what is received."""
    unites: int = 1
    """How many units the titles of its columns of years say: two of them are a question."""


@dataclass
class _Lecture:
    """What was understood of a sheet down to the present row."""

    feuille: Feuille
    bloc: str
    cote: str
    zones: list[Zone] = field(default_factory=list)
    laisses: list[NonRepris] = field(default_factory=list)
    panneaux: tuple[Panneau, ...] = ()
    unites: Mapping[int, int] = field(default_factory=dict)
    """Row → the unit that it says, 1 for euros and 1000 for thousands of them."""
    cotes: Cotes = field(default_factory=Cotes)
    titre_bloc: str = ""
    """The title that named the block, for whoever asks why."""
    cote_du_bloc: str = ""
    """The side whose lines the title of the block heads, when it stands under the name of that side."""
    a_des_lignes: bool = False
    """Whether lines stand under that title already."""
    annee: int = 0
    """The civil year that a title over the whole table names."""
    rang: int = 0
    """The contract year that it names."""
    titres_du_cote: set[str] = field(default_factory=set)
    """The blocks that titles named on one side, since lines of the other."""
    titres_dates: Titres = field(default_factory=dict)
    """The titles of the last columns that named years."""
    rendus: bool = False
    """Whether lines of the other side stand under these titles already."""
    independants: bool = False
    """Whether tables side by side have titles of missions each for itself."""
    propres: dict[int, tuple[str, str]] = field(default_factory=dict)
    """First column of such a table → the block of its last title, and that title."""
    titrees: set[tuple[int, tuple[int, ...]]] = field(default_factory=set)
    """The rows, by their columns of words, whose block was named by the title above them."""
    compte: Compte = field(default_factory=Compte)
    doubles: frozenset[int] = frozenset()
    """The columns whose cells hold two amounts, « 42 / 43,5 », in the present table."""

    def is_by_sign(self, years: Sequence[Annee], below: Sequence[Ligne]) -> bool:
        """Whether the signs of the amounts below tell the sides, which no title above did."""
        return not self.cotes.titre and dit_le_cote(below, _of_all(years))

    def titled_side(self, cote: str) -> None:
        """A title names a side: that of the lines below, until another does."""
        self.cote = cote
        self.cotes.titled(cote)

    def inherits(self, bloc: str, why: str, row: int, panel: Panneau) -> None:
        """A line has the block of the title above it."""
        if bloc and why == self.titre_bloc and why.startswith(UN_TITRE):
            self.titrees.add((row, panel.libelles))

    def titled(self, bloc: str) -> None:
        if self.rendus:
            self.titres_du_cote, self.rendus = set(), False
        self.titres_du_cote.add(bloc)

    def of_all_titles(self, bloc: str, why: str) -> tuple[str, str]:
        """The block of lines of the other side: where titles named several, the last of them says nothing of it."""
        self.rendus = True
        if len(self.titres_du_cote) < 2:
            return bloc, why
        return FONCTIONNEMENT, f"{why} : pour toutes les missions, fonctionnement"


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
    reading.unites = unites_de_la_feuille(feuille.lignes)
    reading.cotes = Cotes(cotes_des_totaux(feuille.lignes), reading.cote)
    reading.titre_bloc = f"le nom de la feuille, « {feuille.nom} »" if reading.bloc else ""
    rows = feuille.lignes
    rank = 0
    while rank < len(rows):
        height = 0 if _heads_lines(rows[rank], reading) else hauteur_de_l_entete(rows, rank)
        if height:
            titles = _with_years_above(_titles(rows[rank : rank + height]), reading)
            for row in rows[rank : rank + height]:
                if not est_un_entete(row):
                    _section(row, reading)
            if any(map(cote_nommee, titles.values())):
                _names_a_side(reading)
            rank += height
            reading.doubles = _of_two_amounts(titles, rows[rank:])
            panels = _panneaux(titles, rows[rank:], reading, feuille.nom)
            _titled_by_their_columns(panels, titles, reading)
            reading.panneaux = _of_one_side(panels, reading)
            _titled_apart(rows[rank:], reading)
            continue
        _heads_a_block(rows, rank, reading)
        _row(rows[rank], reading)
        rank += 1
    reading.zones = communes(reading.zones, reading.titrees)
    return reading


def _heads_lines(row: Ligne, reading: _Lecture) -> bool:
    """Whether a row titles some lines of tables side by side, and none of their columns of amounts."""
    columns = {column for panel in reading.panneaux for column in panel.libelles}
    return len(reading.panneaux) > 1 and revient(row, columns)


def _of_two_amounts(titles: Titres, below: Sequence[Ligne]) -> frozenset[int]:
    """The columns titled with two years whose every cell of amounts holds as many; none beside « Année 1 », whose rank
    says not which of the two it is."""
    if any(annee_nommee(title)[0] for title in titles.values()):
        return frozenset()
    years = {column: annees_d_une_case(title) for column, title in titles.items()}
    return frozenset(
        column for column, own in years.items() if own and _holds_each(column, own, below)
    )


def _holds_each(column: int, years: Sequence[int], below: Sequence[Ligne]) -> bool:
    texts = [case.texte for row in below for case in row if case.colonne == column]
    held = {len(montants_d_une_case(text)) for text in texts if not annees_d_une_case(text)}
    return held - {0} == {len(years)}


def _titled_by_their_columns(panels: Sequence[Panneau], titles: Titres, reading: _Lecture) -> None:
    """« Prévention | Année 1 | Année 2 »: the title of the column of words may be that of the mission."""
    columns = dict.fromkeys(column for panel in panels for column in panel.libelles)
    named = {bloc_nomme(titles.get(at, "")): titles.get(at, "") for at in columns}
    named.pop("", None)
    if len(named) == 1 and not any(panel.bloc or panel.colonne_bloc for panel in panels):
        bloc, words = named.popitem()
        _names_a_block(bloc, words, cote_nommee(words), reading)


def _titled_apart(below: Sequence[Ligne], reading: _Lecture) -> None:
    """Whether a title of mission of one table stands, somewhere below, beside an amount of the other."""
    reading.independants = any(
        not _fills(row, panel) and bloc_nomme(_words_in(row, panel))
        for row in itertools.takewhile(lambda row: not est_un_entete(row), below)
        if any(_fills(row, panel) for panel in reading.panneaux)
        for panel in reading.panneaux
    )
    reading.propres = {}


def _words_in(row: Ligne, panel: Panneau) -> str:
    """What a row says in the columns of words of a table."""
    texts = (case.texte for case in row if case.colonne in panel.libelles and case.nombre is None)
    return " ".join(dict.fromkeys(filter(None, texts)))


def _of_one_side(panels: tuple[Panneau, ...], reading: _Lecture) -> tuple[Panneau, ...]:
    """A table of one side is of the side that its last title named: another may stand between its lines."""
    sides = {panel.cote for panel in panels}
    if len(sides) != 1 or not any(sides):
        return panels
    reading.titled_side(sides.pop())
    return tuple(replace(panel, cote="") for panel in panels)


# --- titles -------------------------------------------------------------------------------------------------------


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


def _with_years_above(titles: Titres, reading: _Lecture) -> Titres:
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


def _panneaux(
    titles: Titres, below: Sequence[Ligne], reading: _Lecture, sheet: str
) -> tuple[Panneau, ...]:
    """One table, or two side by side when two titles name the two sides; none of a bank record."""
    if est_un_releve(titles.values()) or _are_years_in_rows(titles, below):
        return ()
    sides = {
        column: cote for column, title in sorted(titles.items()) if (cote := cote_nommee(title))
    }
    last = max([*titles, *(case.colonne for row in below for case in row)], default=0)
    if _take_turns(sides):
        return tuple(_in_turns(sides, titles, below, sheet, reading))
    starts = _starts(sides)
    if len(starts) < 2:
        cote = next(iter(sides.values()), "")
        return tuple(_of_columns(range(1, last + 1), cote, titles, below, sheet, reading))
    bounds = [1, _with_its_words(starts, titles, below), last + 1]
    panels = [
        panel
        for (first, end), start in zip(itertools.pairwise(bounds), starts, strict=True)
        for panel in _of_columns(range(first, end), sides[start], titles, below, sheet, reading)
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
    sheet: str,
    reading: _Lecture,
) -> Iterator[Panneau]:
    """The table of each side, whose columns stand among those of the other, with the words at their left."""
    words = range(1, min(sides))
    for cote in COTES:
        columns = [*words, *(column for column, own in sides.items() if own == cote)]
        yield from _of_columns(columns, cote, titles, below, sheet, reading)


def _with_its_words(starts: Sequence[int], titles: Titres, below: Sequence[Ligne]) -> int:
    """Where the second side begins: its title may be merged over its amounts alone, beside the column of its words."""
    amounts = {*_columns_of_amounts(titles, below)}
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
    return is_right and says_what and _has_words(column, below)


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
    sheet: str,
    reading: _Lecture,
) -> Iterator[Panneau]:
    """The table that these columns are; one for each mission, where their titles name several."""
    own = {column: titles.get(column, "") for column in columns}
    block, side = _columns_that_sort(own, below)
    row_above = below[0][0].ligne - 1 if _first(below) else 0
    for bloc, amounts in _by_block(own, _columns_of_amounts(own, below)).items():
        years = _years(own, amounts, sheet, reading)
        if not years:
            continue
        first_year = min(column for year in years for column in year.colonnes)
        apart = (0 if _says_more_than_its_block(block, own, below) else block, side)
        where = _where_words_are(own, first_year, below, apart, bloc) or (columns[0],)
        units = _units(own, years, sheet)
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


def _columns_that_sort(titles: Titres, below: Sequence[Ligne]) -> tuple[int, int]:
    """The column that names the mission of each line, and the one that says its side; 0 for none."""
    block = next((at for at, title in titles.items() if fold(title) in COLONNES_DE_BLOC), 0)
    block = block or _column_of_blocks(titles, below)
    side = next((at for at in titles if at != block and _says_the_side(at, below)), 0)
    return block, side


def _of_all(years: Sequence[Annee]) -> set[int]:
    """The columns of all these years."""
    return {column for year in years for column in year.colonnes}


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


def _column_of_blocks(titles: Titres, below: Sequence[Ligne]) -> int:
    """The column whose cells name missions, whatever its title, beside another that holds words; 0 for none."""
    found = [column for column in titles if _names_blocks(column, below)]
    if len(found) > 1:  # « M3-01 » of each line, beside the names of some actions
        found = [column for column in found if _names_blocks(column, below, EACH)]
    words = [column for column in titles if column not in found and _has_words(column, below)]
    return found[0] if len(found) == 1 and words else 0


def _names_blocks(column: int, below: Sequence[Ligne], part: float = MOST_NAMED) -> bool:
    """Two lines at least say their mission there, in two words or three, and nearly all do."""
    texts = [
        case.texte
        for row in below
        for case in row
        if case.colonne == column and case.texte and any(map(_is_number, row))
        if not est_une_somme(case.texte)
    ]
    named = [text for text in texts if len(text) <= LONGEST_BLOCK and bloc_of_a_cell(text)]
    return len(set(named)) > 1 and len(named) >= part * len(texts)


def _says_more_than_its_block(column: int, titles: Titres, below: Sequence[Ligne]) -> bool:
    """« ACI accès - part fixe » names a mission, and says what the line is: it is no label of the mission alone."""
    if not column or fold(titles.get(column, "")) in COLONNES_DE_BLOC:
        return False
    texts = {case.texte for row in below for case in row if case.colonne == column and case.texte}
    counted: dict[str, set[str]] = {}
    for text in texts:
        counted.setdefault(bloc_of_a_cell(text), set()).add(fold(text))
    counted.pop("", None)
    named = LIBELLE_A_NOUS.colonne(titles.get(column, "")) is not None
    return named or any(len(told) > 1 for told in counted.values())


LIBELLE_A_NOUS = EnTete((LIBELLE,))
A_NOUS = EnTete(
    tuple(c for c in (*DEPENSES_A_NOUS.colonnes, *RESSOURCES_A_NOUS.colonnes) if c != LIBELLE)
)


def _is_number(case: Case) -> bool:
    return montant_de(case) is not None


def bloc_of_a_cell(texte: str) -> str:
    """The block that a cell names, by its words or by « F », « M1 »."""
    return FONCTIONNEMENT if fold(texte).strip(" .") == "f" else bloc_nomme(texte)


def _says_the_side(column: int, below: Sequence[Ligne]) -> bool:
    """Whether each line says in this column that it is spent or received: two lines at least."""
    texts = [
        case.texte
        for row in below
        for case in row
        if case.colonne == column and case.texte and not TOTAL.search(fold(case.texte))
    ]
    return len(texts) > 1 and all(map(type_de_ligne, texts))


def _by_block(titles: Titres, amounts: Sequence[int]) -> dict[str, list[int]]:
    """The columns of each mission where titles name several; else all of them, of no block of their own."""
    found: dict[str, list[int]] = {}
    for column in amounts:
        found.setdefault(bloc_nomme(titles[column]), []).append(column)
    found.pop("", None)
    return found if len(found) > 1 else {"": list(amounts)}


def _are_years_in_rows(titles: Titres, below: Sequence[Ligne]) -> bool:
    """Whether the lines are the years and the columns the expenses: no table of ours, until it is turned."""
    lines = [row for row in below if any(map(_is_number, row)) and not _is_total(row)]
    said = [row[0].texte for row in lines]
    others = {*titles} - {row[0].colonne for row in lines}
    if len(said) < 2 or any(_has_words(column, lines) for column in others):
        return False
    return all(YEAR_ALONE.fullmatch(fold(text)) for text in said)


def _where_words_are(
    own: Titres, first_year: int, below: Sequence[Ligne], others: Collection[int], bloc: str
) -> tuple[int, ...]:
    """The columns of words before the amounts; of a table whose columns are titled with missions, those of none."""
    before = [column for column in own if column < first_year]
    words = _columns_of_words(own, before, below, others)
    return tuple(column for column in words if not (bloc and bloc_nomme(own[column])))


def _columns_of_words(
    titles: Titres, before: Sequence[int], below: Sequence[Ligne], others: Collection[int]
) -> tuple[int, ...]:
    """The columns that say what a line is: those whose title says so where one does, else all that hold words."""
    filled = [
        column
        for column in before
        if column not in others
        and (_has_words(column, below) or COMPTE.search(fold(titles[column])))
    ]
    named = [column for column in filled if DES_MOTS.search(fold(titles[column]))]
    if not named:
        return tuple(filled)
    return _with_those_that_tell_apart(filled, named, titles, below)


def _with_those_that_tell_apart(
    filled: Sequence[int], named: Collection[int], titles: Titres, below: Sequence[Ligne]
) -> tuple[int, ...]:
    taken = [column for column in filled if column in named or not titles[column]]
    for column in filled:
        if column not in taken and _tells_apart(column, titles[column], taken, below):
            taken.append(column)
    return tuple(sorted(taken))


def _tells_apart(column: int, title: str, words: Sequence[int], below: Sequence[Ligne]) -> bool:
    """Whether lines that the other columns call the same are told apart by this one, which no title gives another use."""
    if REMARQUES.search(fold(title)) or A_NOUS.colonne(title) is not None:
        return False
    lines = [row for row in below if any(map(_is_number, row))]
    return len({_told(row, (*words, column)) for row in lines}) > len(
        {_told(row, words) for row in lines}
    ) and len({_told(row, words) for row in lines}) < len(lines)


def _told(row: Ligne, columns: Collection[int]) -> tuple[str, ...]:
    return tuple(fold(case.texte) for case in row if case.colonne in columns)


def _columns_of_amounts(titles: Titres, below: Sequence[Ligne]) -> list[int]:
    """The columns that hold amounts below, but for those whose title says that they are something else."""
    filled = {
        case.colonne
        for row in below
        for case in row
        if montant_de(case) is not None or montants_d_une_case(case.texte)
    }
    folded = {column: fold(title) for column, title in titles.items() if column in filled}
    found = [column for column, title in folded.items() if not SANS_MONTANT.search(title)]
    with_taxes = any(TOUTES_TAXES.search(folded[column]) for column in found)
    return [column for column in found if not _is_apart(folded[column], with_taxes)]


def _is_apart(title: str, with_taxes: bool) -> bool:
    """The amounts without taxes beside those with them, else those of the tax alone."""
    return HORS_TAXES.search(title) is not None if with_taxes else "tva" in title.split()


def _years(
    titles: Titres, amounts: Sequence[int], sheet: str, reading: _Lecture
) -> tuple[Annee, ...]:
    """The years of a table: months added up, columns of years, else the only column of amounts."""
    parts = _added_up(titles, amounts, sheet, reading)
    if parts:
        return parts
    named = list(_named_years(titles, amounts, reading))
    if named:
        return _ranked(named, titles)
    return _only_column(titles, amounts, sheet, (reading.rang, reading.annee))


def _added_up(
    titles: Titres, amounts: Sequence[int], sheet: str, reading: _Lecture
) -> tuple[Annee, ...]:
    """The years whose months, quarters or halves have a column each."""
    months = [column for column in amounts if mois_nomme(titles[column])]
    if len(months) >= FEWEST_MONTHS:
        return _of_parts(titles, months, MONTHS, "douze mois", sheet, reading)
    for pattern, count, words in (
        (TRIMESTRE, FOUR_QUARTERS, "quatre trimestres"),
        (SEMESTRE, TWO_HALVES, "deux semestres"),
    ):
        columns = [column for column in amounts if pattern.search(fold(titles[column]))]
        if columns and len(columns) % count == 0:
            return _of_parts(titles, columns, count, words, sheet, reading)
    return ()


def _of_parts(
    titles: Titres,
    columns: Sequence[int],
    count: int,
    words: str,
    sheet: str,
    reading: _Lecture,
) -> tuple[Annee, ...]:
    """A year each time that its parts are all there; what says the year is their titles, else the sheet."""
    runs = [tuple(columns[at : at + count]) for at in range(0, len(columns), count)]
    years = _years_of_runs(titles, runs, sheet)
    titled = reading.annee if len(runs) == 1 else 0
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


def _named_years(
    titles: Titres, amounts: Sequence[int], reading: _Lecture
) -> Iterator[tuple[int, tuple[int, int]]]:
    """Each column that a year titles, with that year; one that two years title is left and told."""
    for column in amounts:
        title = titles[column]
        both = annees_d_une_case(title) if column in reading.doubles else ()
        if both:
            yield from ((column, (0, year)) for year in both)
        elif deux_annees(title):
            place = f"{reading.feuille.nom}!{column_letters(column)}"
            reading.laisses.append(
                NonRepris(place, title, "cette colonne est titrée de deux années")
            )
        elif any(annee_nommee(title)):
            yield column, annee_nommee(title)


def _only_column(
    titles: Titres, amounts: Sequence[int], sheet: str, titled: tuple[int, int]
) -> tuple[Annee, ...]:
    """The column of the total, else the first that a title calls an amount, else the first that holds some."""
    rank, civil = (own or above for own, above in zip(annee_nommee(sheet), titled, strict=True))
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
    return tuple(found[rank] for rank in sorted(found) if rank <= 5)


def _has_words(column: int, below: Sequence[Ligne]) -> bool:
    return any(
        case.colonne == column and case.texte and montant_de(case) is None
        for row in below
        for case in row
    )


# --- rows ---------------------------------------------------------------------------------------------------------


def _row(row: Ligne, reading: _Lecture) -> None:
    """A line of amounts goes to the zone of each table that it fills; one of words may change side or block."""
    if not row:
        return
    filled = [panel for panel in reading.panneaux if _fills(row, panel)]
    if reading.independants:
        _titles_of_their_own(row, [one for one in reading.panneaux if one not in filled], reading)
    if not filled:
        _section(row, reading)
        return
    _heads_a_side(row, filled, reading)
    for panel in filled:
        _to_zone(row, panel, reading)
    _close_after(row, filled, reading)


def _heads_a_block(rows: Sequence[Ligne], rank: int, reading: _Lecture) -> None:
    """« Prévention | 8 000 », the sum of the lines below it: it titles their block as it would without the sum."""
    for panel in reading.panneaux:
        words = _words_in(rows[rank], panel)
        bloc = bloc_nomme(words) if len(words) <= LONGEST_BLOCK and not panel.bloc else ""
        if bloc and not est_une_somme(words) and _adds_up_below(rows, rank, panel):
            _names_a_block(bloc, words, "", reading)


def _adds_up_below(rows: Sequence[Ligne], rank: int, panel: Panneau) -> bool:
    """Whether what a row says of its first year is the sum of the next lines, two at least, down to another mission."""
    column = panel.annees[0].colonnes[:1]
    wanted, total = _in_columns(rows[rank], column), ZERO
    for count, row in enumerate(rows[rank + 1 :], 1):
        words = _words_in(row, panel)
        if not words or est_une_somme(words) or bloc_nomme(words):
            return False
        total += _in_columns(row, column)
        if count > 1 and wanted and total == wanted:
            return True
    return False


def _in_columns(row: Ligne, columns: Collection[int]) -> Decimal:
    return sum((c.nombre for c in row if c.colonne in columns and c.nombre is not None), ZERO)


def _heads_a_side(row: Ligne, panels: Sequence[Panneau], reading: _Lecture) -> None:
    """« A - CHARGES | 90 000 », with its sum before its lines: it titles their side as it would without the sum."""
    for panel in panels:
        words = RANG_D_UN_TITRE.sub("", _words_in(row, panel))
        if not panel.cote and est_un_cote(words):
            reading.titled_side(cote_nommee(words))


def _titles_of_their_own(row: Ligne, panels: Sequence[Panneau], reading: _Lecture) -> None:
    """The titles of tables side by side, each of its own alone."""
    for panel in panels:
        words = _words_in(row, panel)
        if bloc_nomme(words) and not est_une_somme(words):
            reading.propres[panel.premiere] = bloc_nomme(words), f"{UN_TITRE} « {words} »"


def _fills(row: Ligne, panel: Panneau) -> bool:
    columns = {column for year in panel.annees for column in year.colonnes}
    own = [case for case in row if case.colonne in columns]
    return any(montant_de(case) is not None or deux_montants(case.texte) for case in own) or (
        len({case.texte for case in row}) > 1 and any(case.texte[:1].isdecimal() for case in own)
    )


def _section(row: Ligne, reading: _Lecture) -> None:
    """A row of words: it may be the title of a year, of a side, of a mission."""
    words = " ".join(dict.fromkeys(case.texte for case in row if case.texte))
    if est_une_somme(words):
        return
    if _titles_a_year(row, words):
        reading.rang, reading.annee = annee_nommee(words)
    cote = cote_nommee(words) or cote_du_compte(words)
    if cote and (not reading.cote or len(words) <= LONGEST_SIDE):
        _names_a_side(reading)
        reading.titled_side(cote)
    bloc = bloc_nomme(words)
    if bloc and (not cote or len(words) <= LONGEST_TITLE_OF_BOTH):
        _names_a_block(bloc, words, cote, reading)


def _titles_a_year(row: Ligne, words: str) -> bool:
    """Whether a row merged over several columns names one civil year, or a row of one title one year of a budget."""
    if not any(annee_nommee(words)) or len(set(CIVILE.findall(words))) > 1:
        return False
    if words != row[0].texte or DATE.search(words):
        return False
    is_short = len(words) <= LONGEST_SIDE and TITRE_D_UNE_ANNEE.fullmatch(fold(words)) is not None
    return is_short or (len(row) > 1 and bool(CIVILE.search(words)))


def _names_a_block(bloc: str, words: str, cote: str, reading: _Lecture) -> None:
    reading.bloc, reading.titre_bloc = bloc, f"{UN_TITRE} « {words} »"
    reading.titled(bloc)
    reading.a_des_lignes = False
    own = {panel.cote for panel in reading.panneaux}
    of_table = own.pop() if len(own) == 1 else ""
    reading.cote_du_bloc = "" if cote else of_table or reading.cote


def _names_a_side(reading: _Lecture) -> None:
    """A title of block without lines yet, above the name of a side, is that of both sides."""
    if not reading.a_des_lignes:
        reading.cote_du_bloc = ""


def _to_zone(row: Ligne, panel: Panneau, reading: _Lecture) -> None:
    """A line of a table goes to the last zone of the same kind, else begins one."""
    if (panel.colonne_bloc or panel.colonne_cote) and _is_total(row):
        _side_of(row, panel, reading)  # the lines below are of another side
        return
    bloc, why, unknown = _block_of(row, panel, reading)
    reading.a_des_lignes = True
    reading.inherits(bloc, why, row[0].ligne, panel)
    side = _side_of(row, panel, reading)
    of_the_other = why == reading.titre_bloc and reading.cote_du_bloc not in ("", side.cote)
    if of_the_other:
        why = f"{why}, qui est parmi les {reading.cote_du_bloc}"
        bloc, why = reading.of_all_titles(bloc, why)
    why = why or "aucun titre ne nomme de mission : fonctionnement"
    at = row[0].ligne
    zone = Zone(
        reading.feuille.nom,
        at,
        at,
        side.cote,
        bloc or FONCTIONNEMENT,
        panel.libelles,
        panel.annees,
        panel.facteur,
        f"{why} ; {side.pourquoi}" if side.pourquoi else why,
        all((bloc, side.sur, not of_the_other, not unknown)),
        (*side.questions, *((UNITE,) if panel.unites > 1 else ())),
    )
    _put(zone, reading.zones)
    _count(row, panel, zone, reading)


def _count(row: Ligne, panel: Panneau, zone: Zone, reading: _Lecture) -> None:
    """A line is added to those of its side and block."""
    if not est_une_somme(_words_in(row, panel)):
        reading.compte.add(zone.cote, zone.bloc, _sum_in(row, panel))


def _sum_in(row: Ligne, panel: Panneau) -> Decimal:
    """What the years of a table add up to on a row, as typed."""
    return _in_columns(row, _of_all(panel.annees))


def _close_after(row: Ligne, panels: Sequence[Panneau], reading: _Lecture) -> None:
    """A total of several blocks closes the title of the last of them: what stands below is of none."""
    if not reading.titre_bloc.startswith(UN_TITRE):
        return
    for panel in panels:
        words = _words_in(row, panel)
        if est_une_somme(words) and reading.compte.of_several(words, _sum_in(row, panel)):
            reading.bloc = ""
            reading.titre_bloc = f"« {words} » est de toutes les missions : fonctionnement"
            reading.cote_du_bloc = ""
            return


def _put(zone: Zone, zones: list[Zone]) -> None:
    """The zone makes the last one of its kind longer, unless another kind of its table came between; else stands last."""
    for where in reversed(range(len(zones))):
        before = zones[where]
        same = _same(before, zone)
        if same and before.derniere < zone.premiere:
            zones[where] = _longer(before, zone.premiere)
            return
        if not same and (before.libelles, before.annees) == (zone.libelles, zone.annees):
            break
    zones.append(zone)


def _is_total(row: Ligne) -> bool:
    """The total of a table that names the block or the side of each line: it is of none of them."""
    words = " ".join(case.texte for case in row if case.nombre is None)
    return TOTAL.search(fold(words)) is not None


def _side_of(row: Ligne, panel: Panneau, reading: _Lecture) -> Cote:
    """What the line says of itself, where a column says it of each; else what stands over it, under it, and in it."""
    own = next((type_de_ligne(c.texte) for c in row if c.colonne == panel.colonne_cote), "")
    if own or panel.cote:
        return Cote(own or panel.cote)
    words = [case.texte for case in row if case.colonne in panel.libelles and case.texte]
    by_sign = cote_du_signe(row, _of_all(panel.annees)) if panel.signes else ""
    if by_sign:
        return Cote(by_sign, "le signe de ses montants dit le côté", sur=False)
    return reading.cotes.of_line(row[0].ligne, words, by_accounts=panel.comptes)


def _block_of(row: Ligne, panel: Panneau, reading: _Lecture) -> tuple[str, str, bool]:
    """The block of a line, what says it, and whether its own cell says another thing, which is not known."""
    if panel.bloc:
        return panel.bloc, "le titre de ses colonnes", False
    if reading.independants:
        of_the_sheet = bloc_nomme(reading.feuille.nom)
        named = f"le nom de la feuille, « {reading.feuille.nom} »" if of_the_sheet else ""
        return *reading.propres.get(panel.premiere, (of_the_sheet, named)), False
    if panel.colonne_bloc:
        typed = next((case.texte for case in row if case.colonne == panel.colonne_bloc), "")
        named = bloc_of_a_cell(typed)
        where = f"la colonne {column_letters(panel.colonne_bloc)}, « {typed} »"
        if named:
            return named, where, False
        if typed:
            return reading.bloc, f"{where}, qui n'est le nom d'aucun bloc", True
    return reading.bloc, reading.titre_bloc, False


def _same(one: Zone, other: Zone) -> bool:
    return _what_it_is(one) == _what_it_is(other)


def _what_it_is(zone: Zone) -> tuple[object, ...]:
    """All that two runs of rows have in common to be one zone."""
    side = (zone.cote, zone.bloc, zone.questions, zone.facteur)
    return (zone.feuille, *side, zone.libelles, zone.annees)


def _longer(zone: Zone, last: int) -> Zone:
    return replace(zone, derniere=last)
