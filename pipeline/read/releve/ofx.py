"""OFX, the statement that banks give to accounting software: tags left open in version 1, XML in version 2."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation

from pipeline.model.motif import motif
from pipeline.model.releve import BANQUE, Mouvement, Refus, Releve, Solde
from pipeline.model.span import Span
from pipeline.read.releve.valeurs import AGAIN, parse_jour, unclear

TAG = motif(r"<(/?)([A-Za-z0-9_.]+)[^<>]*>([^<]*)")
HEAD = 2_000
MOVE, BALANCE = "STMTTRN", "LEDGERBAL"
AGGREGATES = (MOVE, BALANCE)
BOUNDS = ("BANKTRANLIST", "STMTRS", "CCSTMTRS", "AVAILBAL", "OFX")
"""Tags that end what was open before them."""

DAY = motif(r"([0-9]{8})[0-9.]*(?:\[.*)?")
AMOUNT = motif(r"[-+]?[0-9]+(?:[.,][0-9]*)?")
EURO = ("", "EUR")


def is_ofx(text: str) -> bool:
    return re.search("OFXHEADER|<OFX>", text[:HEAD], re.IGNORECASE) is not None


def read_ofx(path: str, text: str, said: list[Refus]) -> Releve | None:
    statement = _Releve(path, said)
    for line, name, values in _aggregates(text):
        if name == MOVE:
            statement.move(line, values)
        else:
            statement.balance(line, values)
    if not statement.moves and not statement.balances and not said:
        message = "ce fichier OFX n'a aucune opération (STMTTRN) ni solde (LEDGERBAL)."
        said.append(Refus(message, Span(path), "téléchargez-le de nouveau."))
    return None if said else statement.whole()


def _aggregates(text: str) -> Iterator[tuple[int, str, dict[str, str]]]:
    """Each movement and each balance: its line, and the values of its tags with the account and currency around it.

    A tag that opens again closes the one before: version 1 lets some unclosed.
    """
    around: dict[str, str] = {}
    inside: dict[str, str] = {}
    name, start, line, last = "", 0, 1, 0
    for match in TAG.finditer(text):
        line += text.count("\n", last, match.start())
        last = match.start()
        closing, tag, value = match[1], match[2].upper(), html.unescape(match[3]).strip()
        if tag in AGGREGATES or tag in BOUNDS:
            if name:
                yield start, name, {**around, **inside, **_account(around)}
            name = tag if tag in AGGREGATES and not closing else ""
            start, inside = line, {}
        elif not closing and value:
            (inside if name else around)[tag] = value
    if name:
        yield start, name, {**around, **inside, **_account(around)}


def _account(around: dict[str, str]) -> dict[str, str]:
    """That of the statement: an operation may name another, where the money goes."""
    return {"ACCTID": around.get("ACCTID", "")}


class _Releve:
    def __init__(self, path: str, said: list[Refus]) -> None:
        self.path, self.said = path, said
        self.moves: list[Mouvement] = []
        self.balances: dict[str, Solde] = {}
        self.known: dict[tuple[str, str], Mouvement] = {}
        self.twice = 0

    def move(self, line: int, values: dict[str, str]) -> None:
        place = Span(self.path, line)
        if values.get("CURDEF", "").upper() not in EURO:
            message = f"ce relevé est en {values['CURDEF']}, et non en euros."
            if not any(one.message == message for one in self.said):
                self.said.append(Refus(message, place))
            return
        day = self._day(values.get("DTPOSTED", ""), "DTPOSTED", place)
        amount = self._amount(values.get("TRNAMT", ""), "TRNAMT", place)
        if day is None or amount is None:
            return
        words = " ".join(
            dict.fromkeys(filter(None, (values.get(tag, "") for tag in ("NAME", "MEMO"))))
        )
        made = Mouvement(day, values.get("ACCTID", ""), words, amount, place, words)
        self._keep(made, (made.compte, values.get("FITID", "")))

    def _keep(self, made: Mouvement, key: tuple[str, str]) -> None:
        """An operation that the file gives twice under one number is one."""
        first = self.known.get(key) if key[1] else None
        if first is None:
            self.known[key] = made
            self.moves.append(made)
        elif (first.jour, first.montant) == (made.jour, made.montant):
            self.twice += 1
        else:
            message = f"deux opérations différentes ont le numéro {key[1]} (FITID)."
            hint = (
                f"la première est à la ligne {first.span.line} : téléchargez le relevé de nouveau."
            )
            self.said.append(Refus(message, made.span, hint))

    def balance(self, line: int, values: dict[str, str]) -> None:
        place = Span(self.path, line)
        day = self._day(values.get("DTASOF", ""), "DTASOF", place)
        amount = self._amount(values.get("BALAMT", ""), "BALAMT", place)
        if day is not None and amount is not None:
            self.balances[values.get("ACCTID", "")] = Solde(day, amount, place)

    def _day(self, typed: str, tag: str, place: Span) -> date | None:
        match = DAY.fullmatch(typed)
        day = parse_jour(match[1]) if match else None
        if day is None:
            self.said.append(Refus(unclear(typed, "une date", tag), place, AGAIN))
        return day

    def _amount(self, typed: str, tag: str, place: Span) -> Decimal | None:
        try:
            if AMOUNT.fullmatch(typed):
                return Decimal(typed.replace(",", "."))
        except InvalidOperation:
            pass
        self.said.append(Refus(unclear(typed, "un montant", tag), place, AGAIN))
        return None

    def whole(self) -> Releve:
        """The balances of several accounts make one when they are of the same day."""
        found = list(self.balances.values())
        days = {one.jour for one in found}
        balance = None
        if len(days) == 1:
            whole = sum((one.montant for one in found), Decimal(0))
            balance = Solde(found[0].jour, whole, found[0].span)
        notes = []
        if self.twice:
            lines = "1 opération est" if self.twice == 1 else f"{self.twice} opérations sont"
            notes.append(
                f"{lines} deux fois dans le fichier sous le même numéro : comptée une fois."
            )
        return Releve(self.path, BANQUE, tuple(self.moves), balance, tuple(notes))
