"""The FEC, the file of entries that every accountant can give: eighteen columns, one line for each account touched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from pipeline.model.langue.francais import et, euros
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.releve import FEC, ZERO, Mouvement, Refus, Releve, Solde
from pipeline.model.span import Span
from pipeline.model.valeur import dataclass
from pipeline.read.releve.valeurs import AGAIN, parse_jour, unclear

COLONNES = (
    *("JournalCode", "JournalLib", "EcritureNum", "EcritureDate", "CompteNum", "CompteLib"),
    *("CompAuxNum", "CompAuxLib", "PieceRef", "PieceDate", "EcritureLib", "Debit", "Credit"),
    *("EcritureLet", "DateLet", "ValidDate", "Montantdevise", "Idevise"),
)
"""Article A. 47 A-1 of the livre des procédures fiscales."""

NEEDED = ("JournalCode", "EcritureNum", "EcritureDate", "CompteNum", "EcritureLib")
SIDES, SIGNED = ("Debit", "Credit"), ("Montant", "Sens")
ENOUGH = 4
"""Known titles in a first line that make it one of a FEC, even when one is missing."""

SIGNS = "\t|;,"
CHARGES, PRODUITS = "6", "7"
CALCULES = ("68", "78")
"""Depreciations, provisions and funds put aside: no money moves."""

TRESORERIE = ("51", "53")
MOST_TOLD = 20
NOUGHT = ("0,00", "0", "", "0.00")
SENS = {"d": 1, "debit": 1, "+1": 1, "1": 1, "c": -1, "credit": -1, "-1": -1}
NUMBER = motif(r"-?[0-9]+(?:[.,][0-9]+)?")


def is_fec(text: str) -> bool:
    return len(_known(_cells(_first(text), _sign(text)))) >= ENOUGH


def read_fec(path: str, text: str, said: list[Refus]) -> Releve | None:
    """The lines on accounts of expenses and of resources, each entry balanced."""
    sign = _sign(text)
    titles = [title.strip() for title in _cells(_first(text), sign)]
    at = _known(titles)
    sides = SIGNED if all(fold(name) in at for name in SIGNED) else SIDES
    missing = [name for name in (*NEEDED, *sides) if fold(name) not in at]
    if missing:
        columns = "la colonne" if len(missing) == 1 else "les colonnes"
        message = f"il manque à ce FEC {columns} {et(missing)}."
        hint = "demandez à votre comptable le FEC complet, avec ses dix-huit colonnes."
        said.append(Refus(message, Span(path, 1), hint))
        return None
    book = _Livre(path, sign, len(titles), _Places.of(at, sides), sides)
    lines = text.split("\n")
    book.read(lines)
    said.extend(book.said or book.unbalanced(lines))
    return None if said else book.releve(_notes(at, sides))


def _first(text: str) -> str:
    return text.split("\n", 1)[0]


def _sign(text: str) -> str:
    return max(SIGNS, key=_first(text).count)


def _cells(line: str, sign: str) -> list[str]:
    """The cells of a line, without the marks that some software puts around them; those read are stripped later."""
    cells = line.split(sign)
    if '"' in line:
        return [cell.strip().strip('"').strip() for cell in cells]
    return cells


def _known(titles: Sequence[str]) -> dict[str, int]:
    names = {fold(name) for name in (*COLONNES, *SIGNED)}
    found = {fold(title): rank for rank, title in enumerate(titles)}
    return {name: rank for name, rank in found.items() if name in names}


def _notes(at: Mapping[str, int], sides: Sequence[str]) -> list[str]:
    wanted = [name for name in COLONNES if name not in SIDES]
    lacking = [name for name in (*wanted, *sides) if fold(name) not in at]
    if not lacking:
        return []
    return [f"il manque à ce FEC {et(lacking)}, que la loi demande ; le reste est lu."]


@dataclass(frozen=True, slots=True)
class _Places:
    """Where each cell that is read stands in a line; -1 for one that the file does not have."""

    journal: int
    ecriture: int
    jour: int
    compte: int
    libelle: int
    autres: Sequence[int]
    piece: int
    montants: tuple[int, int]

    @staticmethod
    def of(at: Mapping[str, int], sides: Sequence[str]) -> _Places:
        journal, ecriture, jour, compte, libelle = (at[fold(name)] for name in NEEDED)
        autres = [at[fold(name)] for name in ("CompteLib", "CompAuxLib") if fold(name) in at]
        piece = at.get("pieceref", -1)
        first, second = (at[fold(name)] for name in sides)
        return _Places(journal, ecriture, jour, compte, libelle, autres, piece, (first, second))


class _Livre:
    """The lines of a FEC, read one after the other; sums are kept for each entry and for the cash accounts.

    There may be a hundred thousand of them: a line takes the short way, and the long one only for what is wrong in it.
    """

    def __init__(
        self, path: str, sign: str, width: int, places: _Places, sides: Sequence[str]
    ) -> None:
        self.path, self.sign, self.width = path, sign, width
        self.places, self.sides = places, sides
        self.said: list[Refus] = []
        self.mouvements: list[Mouvement] = []
        self.balances: dict[tuple[str, str], Decimal] = {}
        self.of_result: set[tuple[str, str]] = set()
        self.of_cash: set[tuple[str, str]] = set()
        self.cash = ZERO
        self.last = date.min
        self.amounts: dict[str, Decimal] = dict.fromkeys(NOUGHT, ZERO)
        """Each amount once: an entry has it on both sides."""

    def read(self, lines: Sequence[str]) -> None:
        for number, line in enumerate(lines[1:], 2):
            if not line or line.isspace():
                continue
            cells = _cells(line, self.sign)
            if len(cells) == self.width:
                self._line(number, cells)
            else:
                message = f"cette ligne a {len(cells)} cases, la première {self.width}."
                hint = "un séparateur est en trop ou manque : demandez un nouvel export."
                self._refuse(message, number, hint)
            if len(self.said) >= MOST_TOLD:
                return

    def _line(self, number: int, cells: Sequence[str]) -> None:
        places = self.places
        day = parse_jour(cells[places.jour])
        moved = self._moved(number, cells)
        if day is None:
            self._refuse(unclear(cells[places.jour], "une date", "EcritureDate"), number, AGAIN)
        if day is None or moved is None:
            return
        key = self._key(cells)
        self.balances[key] = self.balances.get(key, ZERO) + moved
        if day > self.last:
            self.last = day
        account = cells[places.compte].strip()
        if account.startswith(TRESORERIE):
            self.cash += moved
            self.of_cash.add(key)
        elif moved and account.startswith((CHARGES, PRODUITS)):
            made = self._move(number, cells, day, account, -moved)
            self.mouvements.append(made)
            if not made.calcule:
                self.of_result.add(key)

    def _key(self, cells: Sequence[str]) -> tuple[str, str]:
        """Its journal and its number; its day where the entries have no number."""
        places = self.places
        return cells[places.journal], cells[places.ecriture].strip() or cells[places.jour]

    def _move(
        self, number: int, cells: Sequence[str], day: date, account: str, amount: Decimal
    ) -> Mouvement:
        words = cells[self.places.libelle].strip()
        return Mouvement(
            jour=day,
            compte=account,
            libelle=words,
            montant=amount,
            span=Span(self.path, number),
            mots=" ".join([words, *(cells[place] for place in self.places.autres)]),
            calcule=account.startswith(CALCULES),
            piece=cells[self.places.piece].strip() if self.places.piece >= 0 else "",
        )

    def _moved(self, number: int, cells: Sequence[str]) -> Decimal | None:
        """Debit less credit; None when one of them is no amount, which is told."""
        left, right = self.places.montants
        first, second = cells[left], cells[right]
        if self.sides is SIGNED:
            return self._signed(number, first, second)
        known = self.amounts
        debit = known[first] if first in known else self._amount(number, "Debit", first)
        credit = known[second] if second in known else self._amount(number, "Credit", second)
        return None if debit is None or credit is None else debit - credit

    def _signed(self, number: int, typed: str, side: str) -> Decimal | None:
        amount = self._amount(number, "Montant", typed)
        sense = SENS.get(fold(side))
        if sense is None:
            self._refuse(f"« {side} » n'est pas un sens (D ou C).", number, AGAIN)
        return None if amount is None or sense is None else amount * sense

    def _amount(self, number: int, name: str, typed: str) -> Decimal | None:
        if NUMBER.fullmatch(typed):
            amount = self.amounts[typed] = Decimal(typed.replace(",", "."))
            return amount
        bare = "".join(typed.split())
        if not bare:
            return ZERO
        if NUMBER.fullmatch(bare):
            return Decimal(bare.replace(",", "."))
        self._refuse(unclear(typed, "un montant", name), number, AGAIN)
        return None

    def _refuse(self, message: str, number: int, hint: str = "") -> None:
        self.said.append(Refus(message, Span(self.path, number), hint))

    def unbalanced(self, lines: Sequence[str]) -> Iterator[Refus]:
        """The entries whose two sides differ, at their first line."""
        wrong = [key for key, left in self.balances.items() if left][:MOST_TOLD]
        places: dict[tuple[str, str], list[int]] = {key: [] for key in wrong}
        for number, line in enumerate(lines[1:] if wrong else (), 2):
            cells = _cells(line, self.sign)
            key = self._key(cells) if len(cells) == self.width else ("", "")
            if key in places:
                places[key].append(number)
        for key in wrong:
            first, last, left = places[key][0], places[key][-1], self.balances[key]
            where = f" (lignes {first} à {last})" if last > first else ""
            side = "au débit" if left > 0 else "au crédit"
            message = (
                f"l'écriture {key[1]} du journal {key[0]}{where} n'est pas équilibrée : "
                f"{euros(abs(left))} de trop {side}."
            )
            hint = "une ligne manque ou un montant a changé : demandez un nouvel export."
            yield Refus(message, Span(self.path, first), hint)

    def releve(self, notes: Sequence[str]) -> Releve:
        told = list(notes)
        unpaid = len(self.of_result - self.of_cash)
        if unpaid:
            count = "1 écriture n'a" if unpaid == 1 else f"{unpaid} écritures n'ont"
            told.append(
                f"{count} pas de ligne de banque ou de caisse : la somme est prise à sa date comptable."
            )
        cash = Solde(self.last, self.cash, Span(self.path)) if self.of_cash else None
        return Releve(self.path, FEC, tuple(self.mouvements), cash, tuple(told))
