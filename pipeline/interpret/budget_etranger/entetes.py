"""The rows of a foreign budget that title its columns, wherever they stand and however often they come back."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from pipeline.interpret.budget_etranger.cotes import cote_du_compte
from pipeline.interpret.budget_etranger.titres import (
    CIVILE,
    COLONNES_DE_BLOC,
    COTES,
    MONTANT,
    RELEVE,
    REMEMBERED,
    SANS_MONTANT,
    SEMESTRE,
    TRIMESTRE,
    annee_nommee,
    cote_nommee,
    mois_nomme,
)
from pipeline.interpret.nombres import parse_montant
from pipeline.model.budget_etranger import Case, Feuille
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif

Ligne = Sequence[Case]

YEARS = range(2020, 2050)
MOST_BETWEEN = 2
LONGEST_SIDE = 40
"""Signs of a title such as « CHARGES DE L'EXERCICE » at most: a sentence that has the word is no title."""

HIGHEST_TABLE = 10
"""Rows below a merged title among which the left edge of its table is looked for."""

LONGEST_TITLE = 60
LONGEST_LAST_TITLE = 3
"""Words of the title of the only column of amounts at most."""

YEAR_ALONE = motif(r"(?:annee|an)\s*[1-5]|20[2-4][0-9]")
"""What a cell says of a column and of nothing else."""

LATEST_ALONE = 2036
"""The first number that, alone on its row, is rather an amount than a year."""

AUTOUR_D_UN_COTE = frozenset(
    (
        *(word for known in COTES.values() for word in known),
        *("de", "des", "du", "la", "le", "les", "l", "d", "et", "en", "euros", "k", "prevues"),
        *("prevus", "previsionnelles", "previsionnels", "previsionnel", "annuelles", "annuels"),
        *("budget", "exercice", "fonctionnement", "montant", "montants", "nature", "libelle"),
    )
)
"""What the title of a side is made of."""

DES_LIGNES = frozenset(
    (
        *("libelle", "libelles", "etiquettes de lignes", "intitule", "designation", "nature"),
        *("poste", "postes", "objet", "financeur", "detail", "origine", "action", "actions"),
        *("fiche", "fiche action", "fiches actions", "sous-action", "quoi", "quoi ?", "ligne"),
        *("description", "rubrique", "categorie", "type", "element", "besoin", "prestation"),
    )
)
"""What the column that says of each line what it is may be titled with, and nothing more."""


def hauteur_de_l_entete(rows: Sequence[Ligne], rank: int) -> int:
    """How many rows, from this one, are the titles of columns; 0 when this one is not.

    A row or two of other words may stand between two rows of titles: « Exercice civil », over its years.
    """
    if _is_one_title(rows, rank):
        return 0
    height = 0
    while True:
        ahead = rows[rank + height : rank + height + 1 + (MOST_BETWEEN if height else 0)]
        step = next((at for at, row in enumerate(ahead, 1) if est_un_entete(row)), 0)
        if not step or any(not _only_words(row) for row in ahead[: step - 1]):
            return height or int(_titles_the_only_amounts(rows, rank))
        height += step


def _is_one_title(rows: Sequence[Ligne], rank: int) -> bool:
    """A merged title over a whole table, its column of words too: it titles no column, whatever years it names."""
    row = rows[rank]
    if len({case.texte for case in row}) != 1:
        return False
    below = [case.colonne for line in rows[rank + 1 : rank + 1 + HIGHEST_TABLE] for case in line]
    return row[0].colonne <= min(below, default=0) or len(set(CIVILE.findall(row[0].texte))) > 1


def _only_words(row: Ligne) -> bool:
    return all(montant_de(case) is None or _is_year(case) for case in row) and _are_years(row)


def est_un_entete(row: Ligne) -> bool:
    """A row of titles names columns, in two cells at least, and has no amount but years."""
    if not _only_words(row):
        return False
    named = sum(_names_a_column(case) or _is_year(case) for case in row if case.texte)
    sides = {_side_titled(case) for case in row} - {""}
    return named >= 2 or len(sides) == 2 or _is_of_years_alone(row)


def _are_years(row: Ligne) -> bool:
    """Whether the numbers of a row that may be years are: « Cotisations | 2040 | 2040 » holds two amounts.

    Years follow one another, once for each side; a single one stands beside bare titles, « DÉPENSES | 2027 ».
    """
    years = [int(case.texte) for case in row if case.nombre is not None]
    if not years:
        return True
    if len(set(years)) > 1:
        first = years[0]
        return all(after in (before + 1, first) for before, after in itertools.pairwise(years))
    words = (case.texte for case in row if case.nombre is None and case.texte)
    return years[0] < LATEST_ALONE and all(map(_is_bare, words))


def _is_bare(texte: str) -> bool:
    """Whether words title a column or a side, and say nothing else: « Charges sociales » is a line."""
    words = fold(texte).strip(" .:")
    if words in DES_LIGNES or words in COLONNES_DE_BLOC:
        return True
    return est_un_cote(texte)


def est_un_cote(texte: str) -> bool:
    """Whether words name a side, and nothing else.

    >>> est_un_cote("CHARGES DE L'EXERCICE"), est_un_cote("Charges sociales")
    (True, False)
    """
    words = set(re.findall(r"[a-z]+", fold(texte)))
    return bool(cote_nommee(texte)) and words <= AUTOUR_D_UN_COTE


def _side_titled(case: Case) -> str:
    """The side that a title names; an account, « 64 Charges de personnel », titles some lines, and no column."""
    is_title = len(case.texte) < LONGEST_SIDE and not cote_du_compte(case.texte)
    return cote_nommee(case.texte) if is_title else ""


def _titles_the_only_amounts(rows: Sequence[Ligne], rank: int) -> bool:
    """« Action | Ce qu'on achète | Total »: one title of amounts, over the amounts of a line with words of its own; the
    columns of words at its left may have no title at all."""
    row = [case for case in rows[rank] if case.texte]
    titled = [case for case in row if _titles_amounts(case)]
    if len(titled) != 1 or not _holds_words_alone(row):
        return False
    line = next(filter(None, rows[rank + 1 : rank + 1 + MOST_BETWEEN]), ())
    others = {case.colonne for case in row if case is not titled[0]}
    others = others or set(range(1, titled[0].colonne))
    return _is_a_line_under(line, titled[0].colonne, others)


def _is_a_line_under(line: Ligne, column: int, others: Collection[int]) -> bool:
    """Whether a row has an amount in this column, and words in one of the others."""
    amounts = {case.colonne for case in line if montant_de(case) is not None}
    words = {case.colonne for case in line} - amounts
    return column in amounts and not words.isdisjoint(others)


def _holds_words_alone(row: Ligne) -> bool:
    return all(montant_de(case) is None for case in row)


def _titles_amounts(case: Case) -> bool:
    words = fold(case.texte) if case.nombre is None else ""
    is_short = len(words.split()) <= LONGEST_LAST_TITLE
    return is_short and (MONTANT.search(words) is not None or any(annee_nommee(words)))


def est_un_releve(titres: Iterable[str]) -> bool:
    """Whether titles are those of what went through a bank, day by day: what was spent, and no budget.

    >>> est_un_releve(["Date", "Libellé", "Débit", "Crédit"]), est_un_releve(["Date", "Libellé", "2027"])
    (True, False)
    """
    folded = [fold(title) for title in titres]
    says_when = any(words.startswith("date") for words in folded)
    return says_when and any(map(RELEVE.search, folded))


def a_un_releve(feuille: Feuille) -> bool:
    """Whether some row of a sheet titles a bank record."""
    return any(est_un_releve(case.texte for case in row) for row in feuille.lignes)


def revient(row: Ligne, libelles: Collection[int]) -> bool:
    """Whether a row whose words stand where those of two tables side by side do, and nowhere else, heads lines of both.

    « Charges de personnel | | Produits financiers » names two sides, and no column of amounts.
    """
    return bool(row) and all(case.colonne in libelles for case in row if case.texte)


def _is_of_years_alone(row: Ligne) -> bool:
    """« Année 1 » over the amounts of a table whose column of words has no title."""
    titled = [case for case in row if case.texte]
    return (
        bool(titled)
        and titled[0].colonne > 1
        and all(YEAR_ALONE.fullmatch(fold(case.texte)) for case in titled)
    )


def _is_year(case: Case) -> bool:
    return case.texte.isdecimal() and len(case.texte) == len("2027") and int(case.texte) in YEARS


def _names_a_column(case: Case) -> bool:
    return _is_a_title(case.texte)


@lru_cache(maxsize=REMEMBERED)
def _is_a_title(texte: str) -> bool:
    words = fold(texte)
    if len(words) > LONGEST_TITLE or cote_du_compte(texte):
        return False
    return (
        any(annee_nommee(texte))
        or bool(mois_nomme(texte))
        or TRIMESTRE.match(words) is not None
        or SEMESTRE.match(words) is not None
        or MONTANT.search(words) is not None
        or SANS_MONTANT.search(words) is not None
        or words in COLONNES_DE_BLOC
        or words in DES_LIGNES
        or bool(cote_nommee(texte))
    )


def montant_de(case: Case) -> object | None:
    """The amount of a cell, as a number or typed as a text that begins like one; None for words."""
    if case.nombre is not None:
        return case.nombre
    return (
        parse_montant(case.texte) if case.texte[:1].isdecimal() or case.texte[:1] in "-−" else None
    )
