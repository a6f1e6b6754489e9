"""The CSV file of a bank: a head of its own, a line of titles, an operation per line, and balances where it puts them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from pipeline.model.colonnes import (
    COMPTE,
    CREDIT,
    DEBIT,
    DEVISE,
    JOUR,
    LIBELLE_BANQUE,
    MONTANT_BANQUE,
    RELEVE,
    SOLDE,
    Colonne,
)
from pipeline.model.langue.francais import et, euros
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.releve import BANQUE, ZERO, Mouvement, Refus, Releve, Solde
from pipeline.model.span import Span
from pipeline.model.valeur import dataclass
from pipeline.read.releve.valeurs import parse_jour, parse_somme

SIGNS = ";\t,|"
LOOKED_AT = 40
"""Lines in which the titles are looked for, and that tell which sign parts the cells."""

MOST_TOLD = 20
IN_WORDS = motif(r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-](?:[0-9]{4}|[0-9]{2})|[0-9]{4}-[0-9]{2}-[0-9]{2}")
NAMED = motif(r"\b(?:compte|iban)\b")
ACCOUNT = motif(
    r"\b(?:[A-Z]{2}[0-9]{2}(?: ?[0-9A-Z]{4}){3,7}(?: ?[0-9A-Z]{1,3})?|[0-9][0-9 ]{5,}[0-9A-Z])\b"
)
BALANCE, TOTAL = "solde", "total"
OPENING = motif(r"\b(?:debut|initial|precedent|ancien|ouverture)\b")
NEEDED = {JOUR: "la date", LIBELLE_BANQUE: "le libellé", MONTANT_BANQUE: "le montant"}
MONEY = "« Montant », ou « Débit » et « Crédit »"

Row = tuple[int, Sequence[str]]
"""The number of a line of the file, and its cells."""


@dataclass(frozen=True, slots=True)
class _Ligne:
    """An operation, and the balance that the bank shows beside it."""

    mouvement: Mouvement
    solde: Decimal | None


def read_banque(path: str, text: str, said: list[Refus]) -> Releve | None:
    rows = _rows(path, text, said)
    if said:
        return None
    rank, at = _titles(rows)
    missing = [column for column in NEEDED if not _has(column, at)]
    if missing:
        said.append(_no_titles(path, rows, rank, at, missing))
        return None
    reader = _Lecteur(path, at, _account_above(rows[:rank]), said)
    operations = list(reader.operations(rows[rank + 1 :]))
    if said:
        return None
    if not operations:
        said.append(Refus("ce relevé n'a aucune opération.", Span(path, rows[rank][0])))
        return None
    running = _Progression(operations)
    said.extend(running.broken())
    if said:
        return None
    moves = tuple(one.mouvement for one in running.en_ordre)
    shown = reader.balance or _balance_above(path, rows[:rank], moves[-1].jour)
    return Releve(path, BANQUE, moves, shown or running.last(), tuple(_alike(moves)))


def _rows(path: str, text: str, said: list[Refus]) -> Sequence[Row]:
    lines = text.split("\n")[:LOOKED_AT]
    sign = max(SIGNS, key=lambda one: sum(line.count(one) for line in lines))
    reader = csv.reader(io.StringIO(text), delimiter=sign)
    rows: list[Row] = []
    start = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((start, [cell.strip() for cell in cells]))
            start = reader.line_num + 1
    except csv.Error as error:
        too_long = "une case de cette ligne est démesurée : un guillemet n'est pas refermé."
        open_quote = "un guillemet ouvert sur cette ligne n'est pas refermé."
        what = too_long if "field limit" in str(error) else open_quote
        said.append(Refus(what, Span(path, start)))
    return rows


def _titles(rows: Sequence[Row]) -> tuple[int, Mapping[Colonne, int]]:
    """The rank of the line that has the most of our titles, and where each column stands."""
    best: tuple[int, Mapping[Colonne, int]] = (0, {})
    for rank, (_number, cells) in enumerate(rows[:LOOKED_AT]):
        at: dict[Colonne, int] = {}
        for place, title in enumerate(cells):
            column = RELEVE.colonne(title) if title else None
            if column is not None:
                at.setdefault(column, place)
        if len(at) > len(best[1]):
            best = rank, at
    return best


def _has(column: Colonne, at: Mapping[Colonne, int]) -> bool:
    if column is MONTANT_BANQUE:
        return column in at or (DEBIT in at and CREDIT in at)
    return column in at


def _no_titles(
    path: str,
    rows: Sequence[Row],
    rank: int,
    at: Mapping[Colonne, int],
    missing: Sequence[Colonne],
) -> Refus:
    hint = f"il faut les colonnes « Date », « Libellé », et {MONEY}."
    if len(at) < 2:
        message = "aucune ligne n'a les titres d'un relevé de banque."
        return Refus(message, Span(path), hint)
    number, cells = rows[rank]
    what = et(NEEDED[column] for column in missing)
    message = f"cette ligne de titres n'en a pas pour {what} ({', '.join(filter(None, cells))})."
    return Refus(message, Span(path, number), hint)


class _Lecteur:
    """The lines under the titles, one after the other."""

    def __init__(
        self, path: str, at: Mapping[Colonne, int], account: str, said: list[Refus]
    ) -> None:
        self.path, self.at, self.account, self.said = path, at, account, said
        self.balance: Solde | None = None
        self.width = 1 + max(at[column] for column in at if column is not DEVISE)

    def operations(self, rows: Sequence[Row]) -> Iterator[_Ligne]:
        for number, cells in rows:
            if len(self.said) >= MOST_TOLD:
                return
            day = parse_jour(self._cell(cells, JOUR))
            if day is None:
                self._without_day(number, cells)
            else:
                yield from self._operation(number, cells, day)

    def _operation(self, number: int, cells: Sequence[str], day: date) -> Iterator[_Ligne]:
        if len(cells) < self.width and not self._amounts_are_there(cells):
            self._refuse(
                number,
                f"cette ligne n'a que {len(cells)} cases.",
                "une case vide garde son séparateur.",
            )
            return
        if fold(self._cell(cells, DEVISE)) not in ("", "eur", "euro", "euros", "€"):
            self._refuse(
                number, f"cette opération est en {self._cell(cells, DEVISE)}, et non en euros."
            )
            return
        amount = self._amount(number, cells)
        shown = self._sum(number, cells, SOLDE)
        if amount is not None:
            words = self._cell(cells, LIBELLE_BANQUE)
            account = self._cell(cells, COMPTE) or self.account
            place = Span(self.path, number)
            words = " ".join(words.split())
            yield _Ligne(Mouvement(day, account, words, amount, place, words), shown)

    def _amounts_are_there(self, cells: Sequence[str]) -> bool:
        return any(self._cell(cells, column) for column in (MONTANT_BANQUE, DEBIT, CREDIT))

    def _without_day(self, number: int, cells: Sequence[str]) -> None:
        """A balance or a total at the foot of the file; anything else should have been an operation."""
        first = fold(next((cell for cell in cells if cell), ""))
        if first.startswith(BALANCE):
            self.balance = _balance(self.path, number, cells, None) or self.balance
        elif not first.startswith(TOTAL):
            typed = self._cell(cells, JOUR)
            what = f"« {typed} » n'est pas une date." if typed else "cette ligne n'a pas de date."
            self._refuse(number, what, "une date s'écrit jour/mois/année : 05/06/2027.")

    def _amount(self, number: int, cells: Sequence[str]) -> Decimal | None:
        """From the column of amounts, else from the one of the two sides that is filled."""
        if MONTANT_BANQUE in self.at and self._cell(cells, MONTANT_BANQUE):
            return self._sum(number, cells, MONTANT_BANQUE)
        sides = [column for column in (DEBIT, CREDIT) if self._is_filled(cells, column)]
        if len(sides) == 1:
            value = self._sum(number, cells, sides[0])
            return None if value is None else abs(value) * (-1 if sides[0] is DEBIT else 1)
        if sides:
            self._refuse(
                number,
                "cette ligne a un débit et un crédit.",
                "une opération n'a que l'un des deux.",
            )
        else:
            self._refuse(number, "cette ligne n'a pas de montant.")
        return None

    def _is_filled(self, cells: Sequence[str], column: Colonne) -> bool:
        typed = self._cell(cells, column)
        return bool(typed) and parse_somme(typed) != ZERO

    def _sum(self, number: int, cells: Sequence[str], column: Colonne) -> Decimal | None:
        typed = self._cell(cells, column)
        value = parse_somme(typed) if typed else None
        if typed and value is None:
            why = "les milliers ou les centimes ? " if re.search(r"[.,][0-9]{3}$", typed) else ""
            self._refuse(
                number,
                f"« {typed} » n'est pas un montant clair (colonne {column}).",
                f"{why}écrivez 1234,56.",
            )
        return value

    def _cell(self, cells: Sequence[str], column: Colonne) -> str:
        rank = self.at.get(column)
        return cells[rank] if rank is not None and rank < len(cells) else ""

    def _refuse(self, number: int, message: str, hint: str = "") -> None:
        self.said.append(Refus(message, Span(self.path, number), hint))


def _account_above(rows: Sequence[Row]) -> str:
    """The number of the account, or its IBAN, in the head of the file."""
    for _number, cells in rows:
        words = " ".join(cells)
        found = ACCOUNT.search(words) if NAMED.search(fold(words)) else None
        if found is not None:
            return re.sub(r"\s+", "", found[0])
    return ""


# --- balances -----------------------------------------------------------------------------------------------------


def _balance(path: str, number: int, cells: Sequence[str], day: date | None) -> Solde | None:
    """« Solde au 30/06/2027 ; 1 234,56 »; the one of the beginning is not the one of the end."""
    words = " ".join(cells)
    if OPENING.search(fold(words)):
        return None
    found = IN_WORDS.search(words)
    told = parse_jour(found[0]) if found else day
    sums = [parse_somme(cell) for cell in cells if cell and not IN_WORDS.search(cell)]
    amount = next((one for one in sums if one is not None), None)
    return None if told is None or amount is None else Solde(told, amount, Span(path, number))


def _balance_above(path: str, rows: Sequence[Row], last: date) -> Solde | None:
    """In the head of the file; its day is the one told there, else that of the last operation."""
    days = [parse_jour(cell) for _number, cells in rows for cell in cells]
    told = max((day for day in days if day is not None), default=last)
    for number, cells in rows:
        if any(fold(cell).startswith(BALANCE) for cell in cells):
            found = _balance(path, number, cells, told)
            if found is not None:
                return found
    return None


class _Progression:
    """The operations from the first to the last, whichever way the bank lists them, and their running balance."""

    def __init__(self, lines: Sequence[_Ligne]) -> None:
        first, last = lines[0].mouvement.jour, lines[-1].mouvement.jour
        upwards = list(reversed(lines))
        self.lines: Sequence[_Ligne] = lines if first <= last else upwards
        if first == last and len(_breaks(upwards)) < len(_breaks(lines)):
            self.lines = upwards

    @property
    def en_ordre(self) -> Sequence[_Ligne]:
        return self.lines

    def broken(self) -> Iterator[Refus]:
        """Where a balance is not the one before and the operation."""
        for wrong, expected in _breaks(self.lines)[:MOST_TOLD]:
            message = (
                f"le solde de cette ligne est {euros(wrong.solde or ZERO)} ; le précédent et cette opération "
                f"donnent {euros(expected)}."
            )
            hint = "une ligne manque ou un montant a changé : téléchargez le relevé de nouveau."
            yield Refus(message, wrong.mouvement.span, hint)

    def last(self) -> Solde | None:
        end = self.lines[-1]
        if end.solde is None:
            return None
        return Solde(end.mouvement.jour, end.solde, end.mouvement.span)


def _breaks(lines: Sequence[_Ligne]) -> list[tuple[_Ligne, Decimal]]:
    """The lines whose balance is not the last one shown and the operations since; banks may leave some empty."""
    found = []
    running: Decimal | None = None
    for line in lines:
        expected = None if running is None else running + line.mouvement.montant
        if line.solde is None:
            running = expected
            continue
        if expected is not None and expected != line.solde:
            found.append((line, expected))
        running = line.solde
    return found


def _alike(moves: Sequence[Mouvement]) -> Iterator[str]:
    """Two operations alike may be one, exported twice; a bank does make two on one day."""
    seen: dict[tuple[date, Decimal, str], Mouvement] = {}
    for move in moves:
        key = move.jour, move.montant, fold(move.libelle)
        first = seen.setdefault(key, move)
        if first is not move:
            lines = sorted((first.span.line or 0, move.span.line or 0))
            yield f"les lignes {lines[0]} et {lines[1]} sont pareilles : elles comptent toutes les deux."
