"""What a foreign budget says of its own sums: totals that name a side, balances, a table of all the missions.

These cells are no lines and were not read as such: they are compared with the lines that were, so that a side misread is
never called right.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.interpret.budget_etranger.titres import (
    TOTAL,
    bloc_nomme,
    cote_nommee,
    est_un_solde,
)
from pipeline.model.budget_etranger import (
    COTES,
    DEPENSES,
    RESSOURCES,
    Case,
    Controle,
    Feuille,
    NonRepris,
    Prise,
    Zone,
)
from pipeline.model.langue.francais import euros
from pipeline.model.langue.mots import fold
from pipeline.model.source import column_letters

HALF_A_CENT = Decimal("0.005")
ZERO = Decimal(0)


@dataclass(frozen=True)
class _Dit:
    """An amount that the source states: of one side, or of the balance of both; ``rang`` is 0 where no year is known."""

    case: Case
    mots: str
    cote: str
    rang: int
    euros: Decimal


@dataclass(frozen=True)
class _Somme:
    """Lines that a stated amount may be the sum of."""

    prises: Sequence[Prise]
    rang: int

    @property
    def euros(self) -> Decimal:
        ranks = [self.rang] if self.rang else {r for one in self.prises for r in one.montants}
        return sum((one.montants.get(r, ZERO) for one in self.prises for r in ranks), ZERO)

    def makes(self, amount: Decimal) -> bool:
        return abs(self.euros - amount) <= HALF_A_CENT * (len(self.prises) + 1)


def controle_of(
    feuilles: Sequence[Feuille], zones: Sequence[Zone], prises: Sequence[Prise]
) -> Controle:
    """The years of rows that something else in the source confirms, and what it says that the lines taken do not make."""
    confirmed: set[tuple[str, int, str, int]] = set()
    wrong: list[NonRepris] = []
    accused: set[tuple[str, str]] = set()
    for feuille in feuilles:
        own = [one for one in prises if one.feuille == feuille.nom]
        for said in _dits(feuille, zones):
            found = _sum_that_makes(said, own)
            confirmed |= {(one.feuille, one.ligne, one.cote, said.rang) for one in found or ()}
            if found is None and said.cote:
                wrong.append(_told(feuille, said, own))
                accused.add((feuille.nom, said.cote))
        for case, bloc, cote in _of_the_missions(feuille, prises):
            of_bloc = [one for one in prises if (one.bloc, one.cote) == (bloc, cote)]
            amount = (case.nombre or ZERO) * _factor(zones, of_bloc, case)
            sums = [_Somme(of_bloc, rank) for rank in (0, *_ranks(of_bloc))]
            if any(one.makes(amount) for one in sums):
                confirmed |= {
                    (one.feuille, one.ligne, cote, rank) for one in of_bloc for rank in one.montants
                }
            elif of_bloc:
                wrong.append(_told_of_a_mission(feuille, case, cote, amount, sums[0].euros))
                accused |= {(one.feuille, cote) for one in of_bloc}
    return Controle(frozenset(confirmed), tuple(wrong), frozenset(accused))


def _ranks(prises: Sequence[Prise]) -> list[int]:
    return sorted({rank for one in prises for rank in one.montants})


# --- totals and balances ------------------------------------------------------------------------------------------


def _dits(feuille: Feuille, zones: Sequence[Zone]) -> Iterator[_Dit]:
    """The totals and balances of a sheet, in columns that its zones take for years."""
    own = [zone for zone in zones if zone.feuille == feuille.nom]
    ranks = {
        column: (year.rang, zone)
        for zone in own
        for year in zone.annees
        for column in year.colonnes[:1]
        if len(year.colonnes) == 1
    }
    for row in feuille.lignes:
        for case in row:
            label = _label(case, row)
            is_balance = est_un_solde(label)
            if case.nombre is None or case.colonne not in ranks:
                continue
            if not is_balance and not TOTAL.search(fold(label)):
                continue
            rank, zone = ranks[case.colonne]
            amount = case.nombre * (case.unite or zone.facteur)
            side = SOLDE if is_balance else cote_nommee(label)
            yield _Dit(case, label, side, rank, amount)


SOLDE = "solde"


def _label(case: Case, row: Sequence[Case]) -> str:
    """The last words at the left of an amount."""
    words = [
        one.texte for one in row if one.colonne < case.colonne and one.texte and one.nombre is None
    ]
    return words[-1] if words else ""


def _sum_that_makes(said: _Dit, own: Sequence[Prise]) -> Sequence[Prise] | None:
    """The lines that make a stated amount; None where none do, which proves nothing of a total that names no side."""
    if said.cote == SOLDE:
        return _balanced(said, own)
    sides = [said.cote] if said.cote else COTES
    for cote in sides:
        lines = [one for one in own if one.cote == cote and said.rang in one.montants]
        for some in _runs(lines, said) if said.cote else [lines]:
            if some and _Somme(some, said.rang).makes(said.euros):
                return some
    return None


def _runs(lines: Sequence[Prise], said: _Dit) -> Iterator[Sequence[Prise]]:
    """All lines of the side, those of each block, the last ones above the total, the first ones below it."""
    yield lines
    for bloc in {one.bloc for one in lines}:
        yield [one for one in lines if one.bloc == bloc]
    above = [one for one in lines if one.ligne < said.case.ligne]
    yield from (above[at:] for at in reversed(range(len(above))))
    below = [one for one in lines if one.ligne > said.case.ligne]
    yield from (below[:end] for end in range(1, len(below) + 1))


def _balanced(said: _Dit, own: Sequence[Prise]) -> Sequence[Prise] | None:
    """Resources less expenses, or the contrary, of all lines, of those above, or of a block."""
    above = [one for one in own if one.ligne < said.case.ligne]
    blocs = [[one for one in own if one.bloc == bloc] for bloc in {one.bloc for one in own}]
    for some in (own, above, *blocs):
        sides = [
            _Somme([one for one in some if one.cote == cote], said.rang).euros
            for cote in (RESSOURCES, DEPENSES)
        ]
        if some and abs(abs(sides[0] - sides[1]) - abs(said.euros)) <= HALF_A_CENT * len(some):
            return some
    return None


def _told(feuille: Feuille, said: _Dit, own: Sequence[Prise]) -> NonRepris:
    place = f"{feuille.nom}!{column_letters(said.case.colonne)}{said.case.ligne}"
    if said.cote == SOLDE:
        sides = {c: _Somme([p for p in own if p.cote == c], said.rang).euros for c in COTES}
        made = " et ".join(f"{euros(amount)} de {cote}" for cote, amount in sides.items())
        return NonRepris(
            place,
            f"« {said.mots} »",
            f"dit {euros(said.euros)}, et les lignes comprises font {made}",
        )
    lines = [one for one in own if one.cote == said.cote]
    made = f"les {said.cote} comprises font {euros(_Somme(lines, said.rang).euros)}"
    return NonRepris(place, f"« {said.mots} »", f"dit {euros(said.euros)}, et {made}")


# --- a table of the missions --------------------------------------------------------------------------------------


def _of_the_missions(feuille: Feuille, prises: Sequence[Prise]) -> Iterator[tuple[Case, str, str]]:
    """The cells of a table whose rows name missions and whose columns name sides, none of which is a line taken."""
    taken = {one.ligne for one in prises if one.feuille == feuille.nom}
    sides: Mapping[int, str] = {}
    for row in feuille.lignes:
        titles = {case.colonne: cote_nommee(case.texte) for case in row if case.nombre is None}
        if len({*titles.values()} - {""}) == len(COTES):
            sides = titles
            continue
        words = next((case.texte for case in row if case.nombre is None and case.texte), "")
        bloc = bloc_nomme(words)
        if not bloc or TOTAL.search(fold(words)) or row[0].ligne in taken:
            continue
        for case in row:
            if case.nombre is not None and sides.get(case.colonne):
                yield case, bloc, sides[case.colonne]


def _factor(zones: Sequence[Zone], prises: Sequence[Prise], case: Case) -> int:
    sheets = {one.feuille for one in prises}
    return case.unite or next((zone.facteur for zone in zones if zone.feuille in sheets), 1)


def _told_of_a_mission(
    feuille: Feuille, case: Case, cote: str, amount: Decimal, made: Decimal
) -> NonRepris:
    place = f"{feuille.nom}!{column_letters(case.colonne)}{case.ligne}"
    row = next(row for row in feuille.lignes if row and row[0].ligne == case.ligne)
    words = next(one.texte for one in row if one.nombre is None and one.texte)
    return NonRepris(
        place,
        f"« {words} »",
        f"dit {euros(amount)} de {cote}, et celles comprises font {euros(made)}",
    )
