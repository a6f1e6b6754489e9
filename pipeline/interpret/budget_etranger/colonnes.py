"""Which columns of a foreign table are words, amounts, missions or sides: their titles and the cells below say so."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from pipeline.interpret.budget_etranger.deux_en_un import montants_d_une_case
from pipeline.interpret.budget_etranger.entetes import montant_de
from pipeline.interpret.budget_etranger.titres import (
    COLONNES_DE_BLOC,
    COMPTE,
    DES_MOTS,
    HORS_TAXES,
    REMARQUES,
    SANS_MONTANT,
    TOTAL,
    TOUTES_TAXES,
    bloc_nomme,
    est_une_somme,
    type_de_ligne,
)
from pipeline.model.bareme import FONCTIONNEMENT
from pipeline.model.budget_etranger import Case
from pipeline.model.colonnes import DEPENSES as DEPENSES_A_NOUS
from pipeline.model.colonnes import LIBELLE, EnTete
from pipeline.model.colonnes import RESSOURCES as RESSOURCES_A_NOUS
from pipeline.model.langue.mots import fold

Ligne = Sequence[Case]
Titres = Mapping[int, str]
"""Column → its title."""


def cells_in(column: int, rows: Iterable[Ligne]) -> Iterator[Case]:
    return (case for row in rows for case in row if case.colonne == column)


def texts_in(column: int, rows: Iterable[Ligne]) -> Iterator[str]:
    """What the cells of a column say, those that say something."""
    return (case.texte for case in cells_in(column, rows) if case.texte)


LONGEST_BLOCK = 45
"""Signs of a cell that names the mission of its line at most."""

MOST_NAMED = 0.75
"""Part of the cells of a column that name a mission, from which the column is that of the missions."""

EACH = 1.0

LIBELLE_A_NOUS = EnTete((LIBELLE,))
A_NOUS = EnTete(
    tuple(c for c in (*DEPENSES_A_NOUS.colonnes, *RESSOURCES_A_NOUS.colonnes) if c != LIBELLE)
)


# --- missions and sides -------------------------------------------------------------------------------------------


def columns_that_sort(titles: Titres, below: Sequence[Ligne]) -> tuple[int, int]:
    """The column that names the mission of each line, and the one that says its side; 0 for none."""
    block = next((at for at, title in titles.items() if fold(title) in COLONNES_DE_BLOC), 0)
    block = block or _column_of_blocks(titles, below)
    side = next((at for at in titles if at != block and _says_the_side(at, below)), 0)
    return block, side


def _column_of_blocks(titles: Titres, below: Sequence[Ligne]) -> int:
    """The column whose cells name missions, whatever its title, beside another that holds words; 0 for none."""
    found = [column for column in titles if _names_blocks(column, below)]
    if len(found) > 1:  # « M3-01 » of each line, beside the names of some actions
        found = [column for column in found if _names_blocks(column, below, EACH)]
    words = [column for column in titles if column not in found and has_words(column, below)]
    return found[0] if len(found) == 1 and words else 0


def _names_blocks(column: int, below: Sequence[Ligne], part: float = MOST_NAMED) -> bool:
    """Two lines at least say their mission there, in two words or three, and nearly all do."""
    lines = [row for row in below if any(map(is_a_number, row))]
    texts = [text for text in texts_in(column, lines) if not est_une_somme(text)]
    named = [text for text in texts if len(text) <= LONGEST_BLOCK and bloc_of_a_cell(text)]
    return len(set(named)) > 1 and len(named) >= part * len(texts)


def says_more_than_its_block(column: int, titles: Titres, below: Sequence[Ligne]) -> bool:
    """« ACI accès - part fixe » names a mission, and says what the line is: it is no label of the mission alone."""
    if not column or fold(titles.get(column, "")) in COLONNES_DE_BLOC:
        return False
    counted: dict[str, set[str]] = {}
    for text in texts_in(column, below):
        counted.setdefault(bloc_of_a_cell(text), set()).add(fold(text))
    counted.pop("", None)
    named = LIBELLE_A_NOUS.colonne(titles.get(column, "")) is not None
    return named or any(len(told) > 1 for told in counted.values())


def bloc_of_a_cell(texte: str) -> str:
    """The block that a cell names, by its words or by « F », « M1 »."""
    return FONCTIONNEMENT if fold(texte).strip(" .") == "f" else bloc_nomme(texte)


def columns_by_block(titles: Titres, amounts: Sequence[int]) -> dict[str, list[int]]:
    """The columns of each mission where titles name several; else all of them, of no block of their own."""
    found: dict[str, list[int]] = {}
    for column in amounts:
        found.setdefault(bloc_nomme(titles[column]), []).append(column)
    found.pop("", None)
    return found if len(found) > 1 else {"": list(amounts)}


def _says_the_side(column: int, below: Sequence[Ligne]) -> bool:
    """Whether each line says in this column that it is spent or received: two lines at least."""
    texts = [text for text in texts_in(column, below) if not TOTAL.search(fold(text))]
    return len(texts) > 1 and all(map(type_de_ligne, texts))


# --- words ---------------------------------------------------------------------------------------------------------


def where_words_are(
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
        and (has_words(column, below) or COMPTE.search(fold(titles[column])))
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
    lines = [row for row in below if any(map(is_a_number, row))]
    called = len({_told(row, words) for row in lines})
    with_it = len({_told(row, (*words, column)) for row in lines})
    some_are_called_the_same = called < len(lines)
    return some_are_called_the_same and with_it > called


def _told(row: Ligne, columns: Collection[int]) -> tuple[str, ...]:
    return tuple(fold(case.texte) for case in row if case.colonne in columns)


def has_words(column: int, below: Sequence[Ligne]) -> bool:
    return any(montant_de(case) is None for case in cells_in(column, below) if case.texte)


# --- amounts -------------------------------------------------------------------------------------------------------


def columns_of_amounts(titles: Titres, below: Sequence[Ligne]) -> list[int]:
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


def is_a_number(case: Case) -> bool:
    return montant_de(case) is not None


def is_a_total(row: Ligne) -> bool:
    """The total of a table that names the block or the side of each line: it is of none of them."""
    words = " ".join(case.texte for case in row if case.nombre is None)
    return TOTAL.search(fold(words)) is not None
