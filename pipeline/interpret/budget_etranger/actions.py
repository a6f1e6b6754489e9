"""The action that the lines of a foreign budget are for: in a column that names it once for several lines, or in a title
above them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from pipeline.interpret.budget_etranger.a_cote import of_years, title_of
from pipeline.interpret.budget_etranger.entetes import est_un_entete
from pipeline.interpret.budget_etranger.titres import (
    D_UNE_ACTION,
    bloc_nomme,
    est_une_somme,
)
from pipeline.model.budget_etranger import Case, Feuille, Zone
from pipeline.model.langue.mots import fold

BETWEEN_COLUMNS = " — "
Ligne = Sequence[Case]


def with_its_action(words: str, row: Ligne, zone: Zone, feuille: Feuille) -> str:
    """The words of a line, after the action that a row above names for it too, in a column that this one leaves empty."""
    if len(zone.libelles) < 2 or not words or est_une_somme(words):
        return words
    filled = {case.colonne for case in row if case.texte}
    carried = [
        text
        for column in zone.libelles
        if column < min(filled & {*zone.libelles}, default=0)
        and column not in filled
        and _names_actions(column, zone, feuille)
        and (text := _last_in(column, row, feuille))
    ]
    return BETWEEN_COLUMNS.join([*carried, words])


def _names_actions(column: int, zone: Zone, feuille: Feuille) -> bool:
    return D_UNE_ACTION.match(fold(title_of(feuille, column, zone, [zone]))) is not None


def _last_in(column: int, row: Ligne, feuille: Feuille) -> str:
    """The last words of a column above a row, down from the titles or the total that stand there."""
    for above in _rows_above(row, feuille):
        text = next((case.texte for case in above if case.colonne == column), "")
        if text or est_un_entete(above):
            return "" if est_un_entete(above) or est_une_somme(text) else text
    return ""


def actions_of(zone: Zone, feuille: Feuille) -> Mapping[int, str]:
    """Row of a sheet → the title of the action that it stands under, with the columns of a zone; "" under none, or once
    a total or another mission closed it.

    « Action 2 : ateliers », above « Libellé | Montant » or right above the line.
    """
    years = set(of_years(zone))
    found: dict[int, str] = {}
    action = ""
    for row in filter(None, feuille.lignes):
        title = _title_in(row, zone)
        if est_un_entete(row):
            continue
        if _holds(row, years) and not est_une_somme(title):
            found[row[0].ligne] = action
        else:
            action = _after(title, action)
    return found


def _after(title: str, action: str) -> str:
    """The action below a row of words: itself, none after a total or a mission, else that above it."""
    if est_une_somme(title):
        return ""
    if D_UNE_ACTION.match(fold(title)):
        return title
    return "" if bloc_nomme(title) else action


def _title_in(row: Ligne, zone: Zone) -> str:
    texts = [c.texte for c in row if c.colonne in zone.libelles and c.nombre is None]
    return " ".join(dict.fromkeys(filter(None, texts)))


def _holds(row: Ligne, columns: Collection[int]) -> bool:
    return any(case.colonne in columns and case.nombre is not None for case in row)


def _rows_above(row: Ligne, feuille: Feuille) -> Iterator[Ligne]:
    """The filled rows of a sheet above this one, from the nearest."""
    first = row[0].ligne - 1
    yield from (one for one in reversed(feuille.lignes[:first]) if one)
