"""What a foreign budget says and that does not come: columns beside the amounts, totals that are not those of their lines."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.interpret.budget_etranger.titres import DEUX_MONTANTS, TOTAL, bloc_nomme
from pipeline.model.budget_etranger import Case, Feuille, NonRepris, Zone
from pipeline.model.langue.francais import euros
from pipeline.model.langue.mots import fold
from pipeline.model.source import column_letters

CENT = Decimal("0.01")
HIGHEST_TITLE = 8
"""Rows above a zone in which its titles are looked for."""

Montants = Mapping[int, Decimal]


@dataclass
class Cumul:
    """The sums of the lines of one side of a sheet: since its top, since the last total."""

    depuis_le_haut: dict[int, Decimal] = field(default_factory=dict)
    depuis_le_total: dict[int, Decimal] = field(default_factory=dict)
    lignes: int = 0

    def add(self, amounts: Montants) -> None:
        self.lignes += 1
        for sums in (self.depuis_le_haut, self.depuis_le_total):
            for rank, amount in amounts.items():
                sums[rank] = sums.get(rank, Decimal(0)) + amount

    def disagrees(self, total: Montants) -> str:
        """What to say of a total that is the sum neither of all the lines above nor of the last ones."""
        if not self.lignes:
            return ""
        for rank, amount in total.items():
            sums = [self.depuis_le_haut.get(rank), self.depuis_le_total.get(rank)]
            found = [value for value in sums if value is not None]
            if found and all(abs(value - amount) >= CENT for value in found):
                said = f"ce total dit {euros(amount)}, ses lignes font {euros(found[-1])}"
                return f"{said} : ce sont les lignes qui ont été prises"
        return ""

    def close(self) -> None:
        self.depuis_le_total = {}


def columns_beside(feuilles: Sequence[Feuille], zones: Sequence[Zone]) -> Iterator[NonRepris]:
    """The filled columns of a sheet, in the rows of its zones, that are neither words nor years of any zone."""
    for feuille in feuilles:
        own = [zone for zone in zones if zone.feuille == feuille.nom]
        rows = {at for zone in own for at in range(zone.premiere, zone.derniere + 1)}
        for column, cases in sorted(_filled_beside(feuille, own, rows).items()):
            if not all(_names_a_block_or_a_sum(case.texte) for case in cases):
                yield _beside(feuille, column, cases, min(rows))


def _filled_beside(
    feuille: Feuille, zones: Sequence[Zone], rows: Collection[int]
) -> dict[int, list[Case]]:
    used = {column for zone in zones for column in (*zone.libelles, *_of_years(zone))}
    beside: dict[int, list[Case]] = {}
    for case in itertools.chain.from_iterable(feuille.lignes):
        if case.ligne in rows and case.colonne not in used and case.texte:
            beside.setdefault(case.colonne, []).append(case)
    return beside


def _names_a_block_or_a_sum(words: str) -> bool:
    return bool(bloc_nomme(words) or TOTAL.search(fold(words)))


def _of_years(zone: Zone) -> Iterator[int]:
    for year in zone.annees:
        yield from year.colonnes


def _beside(feuille: Feuille, column: int, cases: Sequence[Case], first: int) -> NonRepris:
    place = f"{feuille.nom}!{column_letters(column)}{cases[0].ligne}"
    title = _title_above(feuille, column, first) or f"colonne {column_letters(column)}"
    count = "1 case" if len(cases) == 1 else f"{len(cases)} cases"
    two = next((case.texte for case in cases if DEUX_MONTANTS.search(case.texte)), "")
    if two:
        reason = f"deux années dans une même cellule (« {two} ») : donnez une colonne à chacune"
        return NonRepris(place, f"« {title} »", reason)
    if TOTAL.search(fold(title)):
        return NonRepris(place, f"« {title} », {count}", "ce sont des sommes, que le classeur fait")
    return NonRepris(place, f"« {title} », {count}", "notre classeur n'a pas cette colonne")


def _title_above(feuille: Feuille, column: int, first: int) -> str:
    """The last words above the zone in that column."""
    found = ""
    for row in feuille.lignes[max(0, first - 1 - HIGHEST_TITLE) : first - 1]:
        for case in row:
            if case.colonne == column and case.texte and case.nombre is None:
                found = case.texte
    return found
