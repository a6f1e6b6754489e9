"""Money as a bank or an accountant writes it down, and what the budget makes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date
from decimal import Decimal

from pipeline.model.budget import NATURES
from pipeline.model.langue.mots import fold
from pipeline.model.span import Placed, Span
from pipeline.model.valeur import dataclass

BANQUE, FEC = "banque", "FEC"
"""Who wrote the file: the bank (CSV, OFX), or the accountant."""

AFFECTATIONS = "budgets/affectations.csv"
AUCUN = "aucun"
"""The block of what is left aside on purpose, such as a transfer between two accounts."""

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Refus:
    """Why a file cannot be trusted: a sentence, its place, and what to do."""

    message: str
    span: Span
    conseil: str = ""


@dataclass(frozen=True, slots=True)
class Mouvement:
    """A sum that came in (over zero) or went out (under zero) on one day.

    ``mots`` are all its words, to be recognised by; ``calcule`` marks an expense or a resource without money, such as
    a depreciation.
    """

    jour: date
    compte: str
    libelle: str
    montant: Decimal
    span: Span
    mots: str = ""
    calcule: bool = False
    piece: str = ""


@dataclass(frozen=True, slots=True)
class Solde:
    """What the file says that the bank held at the end of a day."""

    jour: date
    montant: Decimal
    span: Span


@dataclass(frozen=True, slots=True)
class Releve:
    """``genre`` is BANQUE or FEC; ``notes`` are sentences on what the file lacks without harm, or says twice."""

    path: str
    genre: str
    mouvements: tuple[Mouvement, ...]
    solde: Solde | None = None
    notes: tuple[str, ...] = ()


MARKS = str.maketrans(dict.fromkeys("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~°«»’", " "))


def words_of(text: str) -> str:
    """The words of a text, folded, a space before each: « VIR. Orange SA » → « " vir orange sa" »."""
    return f" {fold(text.translate(MARKS))}"


@dataclass(frozen=True, slots=True)
class Affectation:
    """A line of ``budgets/affectations.csv``: what an entry of that account and with those words is.

    ``mots`` are other ways to say the same, each a list of words (a space before each) that must all be there.
    ``bloc`` may be AUCUN.
    """

    compte: str
    mots: tuple[tuple[str, ...], ...]
    bloc: str
    poste: str
    fiche: Placed[str] | None
    span: Span = field(compare=False)

    def convient(self, mots: str) -> bool:
        """Whether one of its ways is all in the words of an entry, or whether it asks for none.

        Each word begins one of the entry's: « orange » is in « ORANGE SA », « indemnite » in « INDEMNITES ».
        """
        return not self.mots or any(all(word in mots for word in way) for way in self.mots)


A_NOTER, DEJA, A_AFFECTER, LAISSE, AVANT = (
    "à noter",
    "déjà noté",
    "à affecter",
    "laissé",
    "avant le contrat",
)
"""What becomes of an entry."""


@dataclass(frozen=True, slots=True)
class Proposition:
    """An entry and the line of *Réalisé* proposed for it; ``deja`` is the line that says it already."""

    mouvement: Mouvement
    etat: str
    bloc: str = ""
    poste: str = ""
    fiche: str = ""
    deja: Span | None = None
    rang: int = 1
    """From 2 for one whose day, words and amount are those of an entry before."""

    @property
    def montant(self) -> Decimal:
        """As *Réalisé* has it: what is spent and what is received, both over zero."""
        return -self.mouvement.montant if self.poste in NATURES else self.mouvement.montant


@dataclass(frozen=True, slots=True)
class Rapprochement:
    """The balance of the file beside the one that *Réalisé*, with the lines proposed, comes to.

    ``restes`` are the sums of the entries that are in the first and not in the second, by what became of them.
    """

    solde: Solde
    calcule: Decimal
    restes: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    def ecart(self) -> Decimal:
        return self.solde.montant - self.calcule

    @property
    def explique(self) -> bool:
        """Whether the entries left out are the whole gap."""
        return self.ecart == sum(self.restes.values(), ZERO)


def somme(propositions: Sequence[Proposition]) -> Decimal:
    return sum((one.mouvement.montant for one in propositions), ZERO)
