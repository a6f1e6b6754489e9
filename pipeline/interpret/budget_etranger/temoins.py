"""What a foreign budget says of its own sums: totals that name a side, balances, a table of all the missions.

These cells are no lines and were not read as such: they are compared with the lines that were, so that a side misread is
never called right.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
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
        return abs(abs(self.euros) - abs(amount)) <= HALF_A_CENT * (len(self.prises) + 1)


def controle_of(
    feuilles: Sequence[Feuille], zones: Sequence[Zone], prises: Sequence[Prise]
) -> Controle:
    """The years of rows that something else in the source confirms, and what it says that the lines taken do not make."""
    jugement = _Jugement()
    for feuille in feuilles:
        own = [one for one in prises if one.feuille == feuille.nom]
        for said in _dits(feuille, zones):
            jugement.of_a_total(feuille, said, own)
        for case, bloc, cote in _of_the_missions(feuille, prises):
            lines = [one for one in prises if (one.bloc, one.cote) == (bloc, cote)]
            amount = (case.nombre or ZERO) * _factor(zones, lines, case)
            jugement.of_a_mission(feuille, case, amount, lines)
    return Controle(
        frozenset(jugement.confirmed), tuple(jugement.wrong), frozenset(jugement.accused)
    )


@dataclass
class _Jugement:
    """What the stated amounts confirm and deny, one after the other."""

    confirmed: set[tuple[str, int, str, int]] = field(default_factory=set)
    wrong: list[NonRepris] = field(default_factory=list)
    accused: set[tuple[str, str]] = field(default_factory=set)

    def of_a_total(self, feuille: Feuille, said: _Dit, own: Sequence[Prise]) -> None:
        found = _sum_that_makes(said, own)
        if found is not None:
            self.confirmed |= {(one.feuille, one.ligne, one.cote, said.rang) for one in found}
        elif said.cote:
            self.wrong.append(_told(feuille, said, own))
            accused = self.doubtful(said, own) if said.cote == SOLDE else _accused(said, own)
            self.accused |= {(feuille.nom, cote) for cote in accused}

    def doubtful(self, said: _Dit, own: Sequence[Prise]) -> list[str]:
        """The sides that a balance denies: those that their own total does not confirm, or both."""
        left = [cote for cote in COTES if not self.is_confirmed(cote, said.rang, own)]
        return left or [*COTES]

    def is_confirmed(self, cote: str, rang: int, own: Sequence[Prise]) -> bool:
        lines = _of_side(own, cote, rang)
        keys = {(one.feuille, one.ligne, one.cote, rang) for one in lines}
        return bool(keys) and keys <= self.confirmed

    def of_a_mission(
        self, feuille: Feuille, case: Case, amount: Decimal, lines: Sequence[Prise]
    ) -> None:
        sums = [_Somme(lines, rank) for rank in (0, *_ranks(lines))]
        if any(one.makes(amount) for one in sums):
            self.confirmed |= {
                (p.feuille, p.ligne, p.cote, rank) for p in lines for rank in p.montants
            }
        elif lines:
            self.wrong.append(
                _told_of_a_mission(feuille, case, lines[0].cote, amount, sums[0].euros)
            )
            self.accused |= {(one.feuille, one.cote) for one in lines}


def _accused(said: _Dit, own: Sequence[Prise]) -> Iterator[str]:
    """The sides that the total of one denies: its own, and the other where that one has its lines, or all of them."""
    has_lines = any(one.cote == said.cote for one in own)
    for cote in COTES:
        runs = _runs(_of_side(own, cote, said.rang), said)
        taken = any(some and _Somme(some, said.rang).makes(said.euros) for some in runs)
        if said.cote == cote or taken or not has_lines:
            yield cote


def _of_side(prises: Sequence[Prise], cote: str, rang: int) -> list[Prise]:
    """The lines of a side that have an amount in that year."""
    return [one for one in prises if one.cote == cote and rang in one.montants]


def _ranks(prises: Sequence[Prise]) -> list[int]:
    return sorted({rank for one in prises for rank in one.montants})


# --- totals and balances ------------------------------------------------------------------------------------------


def _dits(feuille: Feuille, zones: Sequence[Zone]) -> Iterator[_Dit]:
    """The totals and balances of a sheet, in columns that its zones take for years."""
    ranks = _columns_of_one_year(feuille, zones)
    for row in feuille.lignes:
        for case in row:
            side = _stated(case, row)
            if side is not None and case.nombre is not None and case.colonne in ranks:
                rank, zone = ranks[case.colonne]
                amount = case.nombre * (case.unite or zone.facteur)
                yield _Dit(case, _label(case, row), side, rank, amount)


def _columns_of_one_year(feuille: Feuille, zones: Sequence[Zone]) -> Mapping[int, tuple[int, Zone]]:
    """Column → the rank of its year and the zone that says so; months are left out."""
    own = [zone for zone in zones if zone.feuille == feuille.nom]
    years = [(zone, year) for zone in own for year in zone.annees if len(year.colonnes) == 1]
    return {year.colonnes[0]: (year.rang, zone) for zone, year in years}


def _stated(case: Case, row: Sequence[Case]) -> str | None:
    """Of what an amount is the total: a side, the balance, "" for a total that says neither; None for a line."""
    label = _label(case, row)
    if est_un_solde(label):
        return SOLDE
    return cote_nommee(label) if TOTAL.search(fold(label)) else None


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
        lines = _of_side(own, cote, said.rang)
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
    return next((some for some in (own, above, *blocs) if _leaves(some, said)), None)


def _leaves(lines: Sequence[Prise], said: _Dit) -> bool:
    """Whether these lines leave the balance that is stated, whatever its sign."""
    received, spent = (
        _Somme([one for one in lines if one.cote == cote], said.rang).euros
        for cote in (RESSOURCES, DEPENSES)
    )
    gap = abs(abs(received - spent) - abs(said.euros))
    return bool(lines) and gap <= HALF_A_CENT * (len(lines) + 1)


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
    if not lines:
        return NonRepris(
            place,
            f"« {said.mots} »",
            f"dit {euros(said.euros)}, et aucune ligne n'est comprise parmi les {said.cote}",
        )
    made = f"les {said.cote} comprises font {euros(_Somme(lines, said.rang).euros)}"
    return NonRepris(place, f"« {said.mots} »", f"dit {euros(said.euros)}, et {made}")


# --- a table of the missions --------------------------------------------------------------------------------------


def _of_the_missions(feuille: Feuille, prises: Sequence[Prise]) -> Iterator[tuple[Case, str, str]]:
    """The cells of a table whose rows name missions and whose columns name sides, none of which is a line taken."""
    taken = {one.ligne for one in prises if one.feuille == feuille.nom}
    sides: Mapping[int, str] = {}
    for row in filter(None, feuille.lignes):
        sides = _sides_titled(row) or sides
        bloc = "" if row[0].ligne in taken else _bloc_of(row)
        for case in row if bloc else ():
            if case.nombre is not None and sides.get(case.colonne):
                yield case, bloc, sides[case.colonne]


def _sides_titled(row: Sequence[Case]) -> Mapping[int, str]:
    """Column → side, for a row of titles that names both; nothing for another."""
    titles = {
        case.colonne: cote
        for case in row
        if case.nombre is None and (cote := cote_nommee(case.texte))
    }
    return titles if len({*titles.values()}) == len(COTES) else {}


def _bloc_of(row: Sequence[Case]) -> str:
    words = next((case.texte for case in row if case.nombre is None and case.texte), "")
    return "" if TOTAL.search(fold(words)) else bloc_nomme(words)


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
