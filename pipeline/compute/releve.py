"""What each entry of a statement is for, which ones *Réalisé* has already, and whether the balance agrees."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from pipeline.model.budget import Operation
from pipeline.model.droits import total
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.releve import (
    A_AFFECTER,
    A_NOTER,
    AUCUN,
    AVANT,
    DEJA,
    LAISSE,
    ZERO,
    Affectation,
    Mouvement,
    Proposition,
    Rapprochement,
    Releve,
    Solde,
    somme,
    words_of,
)
from pipeline.model.span import Span

NOTE = motif(r"(banque|FEC) ([0-9]{2})/([0-9]{2})/([0-9]{4})(?: \([0-9]+\))? : (.*)")
"""How a line written from a statement says where it comes from, in its comment."""

Identity = tuple[date, Decimal, str]
"""Day, amount and words: what makes two entries one."""

Poste = tuple[int, int, str, str]
"""Year, month, block, nature or origin."""


def commentaire(genre: str, one: Proposition) -> str:
    """« banque 05/06/2027 : VIR DUCONTE »; with its rank for the second of two alike."""
    rank = f" ({one.rang})" if one.rang > 1 else ""
    return f"{genre} {one.mouvement.jour:%d/%m/%Y}{rank} : {one.mouvement.libelle}"


def propositions(
    releve: Releve,
    affectations: Sequence[Affectation],
    realise: Sequence[Operation],
    debut: date | None,
) -> tuple[Proposition, ...]:
    """One per entry, in their order."""
    table = _Table(affectations)
    assigned = [_assigned(move, table.of(move)) for move in releve.mouvements]
    notes = _Notes(releve.genre, realise, debut)
    return tuple(notes.told(list(_ranked(assigned))))


def _ranked(assigned: Sequence[Proposition]) -> Iterator[Proposition]:
    seen: dict[Identity, int] = {}
    for one in assigned:
        move = one.mouvement
        key = move.jour, move.montant, move.libelle
        rank = seen[key] = seen.get(key, 0) + 1
        yield replace(one, rang=rank) if rank > 1 else one


class _Table:
    """The treasurer's table: the first line that fits an entry, those of its account being found once."""

    def __init__(self, affectations: Sequence[Affectation]) -> None:
        self.affectations = affectations
        self.by_account: dict[str, Sequence[Affectation]] = {}

    def of(self, move: Mouvement) -> Affectation | None:
        lines = self.by_account.get(move.compte)
        if lines is None:
            lines = [one for one in self.affectations if move.compte.startswith(one.compte)]
            self.by_account[move.compte] = lines
        if not lines or not lines[0].mots:
            return lines[0] if lines else None
        words = words_of(move.mots)
        return next((one for one in lines if one.convient(words)), None)


def _assigned(move: Mouvement, known: Affectation | None) -> Proposition:
    if known is None:
        return Proposition(move, LAISSE if move.calcule else A_AFFECTER)
    if known.bloc == AUCUN:
        return Proposition(move, LAISSE)
    fiche = known.fiche.value if known.fiche else ""
    return Proposition(move, A_NOTER, known.bloc, known.poste, fiche)


def _identity(move: Mouvement) -> Identity:
    return move.jour, move.montant, fold(move.libelle)


# --- what is noted already ----------------------------------------------------------------------------------------


class _Notes:
    """The lines of *Réalisé*: those written from a statement of the same kind are known by day, words and amount; the
    others, typed by hand or from another kind of file, by month, block, nature and amount."""

    def __init__(self, genre: str, realise: Sequence[Operation], debut: date | None) -> None:
        self.debut = debut
        self.written: dict[Identity, list[Operation]] = defaultdict(list)
        self.typed: dict[Poste, list[Operation]] = defaultdict(list)
        for line in realise:
            note = NOTE.fullmatch(line.commentaire)
            if note is not None and note[1] == genre:
                day = date(int(note[4]), int(note[3]), int(note[2]))
                self.written[day, _moved(line), fold(note[5])].append(line)
            else:
                self.typed[_poste_of(line)].append(line)

    def told(self, ranked: Sequence[Proposition]) -> Iterator[Proposition]:
        proposed = ranked
        if self.written:
            proposed = [self._by_identity(one) for one in proposed]
        if self.typed:
            proposed = list(self._by_sum([self._by_amount(one) for one in proposed]))
        for one in proposed:
            yield self._before(one)

    def _by_identity(self, one: Proposition) -> Proposition:
        lines = self.written.get(_identity(one.mouvement))
        return replace(one, etat=DEJA, deja=lines.pop(0).span) if lines else one

    def _by_amount(self, one: Proposition) -> Proposition:
        lines = self.typed.get(_poste(one)) if one.etat == A_NOTER else None
        same = next((line for line in lines or () if line.montant == one.montant), None)
        if lines is None or same is None:
            return one
        lines.remove(same)
        return replace(one, etat=DEJA, deja=same.span)

    def _by_sum(self, proposed: Sequence[Proposition]) -> Iterator[Proposition]:
        """A line typed by hand may be the sum of a month."""
        whole = self._sums_of_months(proposed)
        for one in proposed:
            place = whole.get(_poste(one)) if whole and one.etat == A_NOTER else None
            yield replace(one, etat=DEJA, deja=place) if place else one

    def _sums_of_months(self, proposed: Iterable[Proposition]) -> dict[Poste, Span]:
        """The posts whose lines typed by hand add up to all that is proposed for them, and where they stand."""
        left = {key: lines for key, lines in self.typed.items() if lines}
        if not left:
            return {}
        sums = dict.fromkeys(left, ZERO)
        for one in proposed:
            if one.etat == A_NOTER and _poste(one) in sums:
                sums[_poste(one)] += one.montant
        return {
            key: lines[0].span
            for key, lines in left.items()
            if total(line.montant for line in lines) == sums[key]
        }

    def _before(self, one: Proposition) -> Proposition:
        """What precedes the contract is in its opening balance."""
        early = self.debut is not None and one.mouvement.jour < self.debut.replace(day=1)
        return replace(one, etat=AVANT) if early and one.etat in (A_NOTER, A_AFFECTER) else one


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month


def _poste(one: Proposition) -> Poste:
    return *_month(one.mouvement.jour), one.bloc, one.poste


def _poste_of(line: Operation) -> Poste:
    return *_month(line.mois.debut), line.bloc, line.poste


def _moved(line: Operation) -> Decimal:
    """Over zero when it came in, as a bank says it."""
    return -line.montant if line.est_depense else line.montant


# --- the balance --------------------------------------------------------------------------------------------------


def rapprochement(
    solde: Solde,
    proposed: Sequence[Proposition],
    realise: Sequence[Operation],
    ouverture: Decimal,
    debut: date | None,
) -> Rapprochement:
    """What was in the bank at first, all that *Réalisé* has since, and the lines proposed, up to that day."""
    told = [one for one in proposed if one.mouvement.jour <= solde.jour]
    noted = [line for line in realise if _is_counted(line, solde.jour, debut)]
    new = somme([one for one in told if one.etat == A_NOTER])
    restes = {
        etat: somme(left)
        for etat in (A_AFFECTER, LAISSE)
        if (left := [one for one in told if one.etat == etat and not one.mouvement.calcule])
    }
    return Rapprochement(solde, ouverture + sum(map(_moved, noted), ZERO) + new, restes)


def _is_counted(line: Operation, day: date, debut: date | None) -> bool:
    note = NOTE.fullmatch(line.commentaire)
    if debut is not None and _month(line.mois.debut) < _month(debut):
        return False
    if note is not None:
        return date(int(note[4]), int(note[3]), int(note[2])) <= day
    return _month(line.mois.debut) <= _month(day)
