"""On which side a line of a foreign budget stands: what titles say, what totals below say, and what the line says itself.

Each is a witness of its own.  Where two of them disagree, the treasurer is asked: a resource read as an expense gives
sums that look right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.interpret.budget_etranger.titres import (
    COMME_UNE_RESSOURCE,
    TOTAL,
    cote_nommee,
    est_un_solde,
    est_une_somme,
)
from pipeline.model.budget_etranger import COTE, DEPENSES, RESSOURCES, Case
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif

COMPTE = motif(
    r"\s*(?:compte\s*)?([67])[0-9]{1,7}(?:\s*$|\s*[-–—:.]?\s+(?!(?:ans|h|heures|jours|patients|euros|€|%)\b)\D)"
)
"""« 6411 », « 64 – Charges de personnel », « 731 ACI »; « 70 ans et plus » is no account."""

CLASSES = {"6": DEPENSES, "7": RESSOURCES}
FEWEST_ACCOUNTS = 2

Ligne = Sequence[Case]


@dataclass(frozen=True)
class Cote:
    """The side of a line; ``pourquoi`` says what is doubtful of it, and ``questions`` is not empty where it is asked."""

    cote: str
    pourquoi: str = ""
    sur: bool = True
    questions: tuple[str, ...] = ()


def cote_du_compte(texte: str) -> str:
    """The side of an account: class 6 is spent, class 7 received; "" for what begins with no account.

    >>> cote_du_compte("6411"), cote_du_compte("74 - Subventions"), cote_du_compte("70 ans et plus")
    ('dépenses', 'ressources', '')
    """
    match = COMPTE.match(fold(texte))
    return CLASSES[match[1]] if match else ""


def est_par_comptes(colonnes: Sequence[int], lignes: Sequence[Ligne]) -> bool:
    """Whether half of the lines, two at least, begin with the number of an account."""
    lines = [texts for row in lignes if (texts := _words_of_a_line(row, colonnes))]
    numbered = sum(any(map(cote_du_compte, texts)) for texts in lines)
    return numbered >= FEWEST_ACCOUNTS and 2 * numbered >= len(lines)


def _words_of_a_line(row: Ligne, colonnes: Sequence[int]) -> list[str]:
    """What a row says in these columns, where it holds an amount in another and is no total."""
    texts = [case.texte for case in row if case.colonne in colonnes and case.texte]
    counts = any(case.nombre is not None and case.colonne not in colonnes for case in row)
    return texts if counts and not TOTAL.search(fold(" ".join(texts))) else []


def cotes_des_totaux(lignes: Sequence[Ligne]) -> Mapping[int, str]:
    """Row → the side that the next total below names, as far up as a title or a total of the other side.

    The totals of both sides, one under the other, are of the whole sheet: they say nothing of the lines above them.
    """
    found: dict[int, str] = {}
    side = ""
    together: set[str] = set()
    for row in filter(None, reversed(lignes)):
        words, counts = _words(row), _counts(row)
        named = cote_nommee(words)
        if counts and TOTAL.search(fold(words)):
            together |= {named or side}
            side = "" if len(together - {""}) > 1 else named or side
            continue
        if est_un_solde(words):
            continue
        together = set() if counts else together
        if named and not counts:
            side = ""
        elif side:
            found[row[0].ligne] = side
    return found


def _words(row: Ligne) -> str:
    return " ".join(case.texte for case in row if case.nombre is None and case.texte)


def _counts(row: Ligne) -> bool:
    return any(case.nombre is not None or case.formule for case in row)


@dataclass
class Cotes:
    """What is known of the side while a sheet is read down."""

    des_totaux: Mapping[int, str] = field(default_factory=dict)
    titre: str = ""
    """The side of the last title that named one."""
    ferme: bool = False
    """Whether a total of that side stands below that title already."""
    derniere: Cote = field(default_factory=lambda: Cote(DEPENSES, sur=False))
    demande: bool = False
    """Whether a line was asked of since the last title: those that follow it are, too."""

    def titled(self, cote: str) -> None:
        self.titre, self.ferme, self.demande = cote, False, False

    def of_line(self, ligne: int, mots: Sequence[str], *, by_accounts: bool) -> Cote:
        """The side of a row that holds amounts; a total or a balance is of the side of the lines above."""
        words = " ".join(mots)
        if est_une_somme(words):
            self._closed_by(words)
            return self.derniere
        account = next(filter(None, map(cote_du_compte, mots)), "") if by_accounts else ""
        self.derniere = self._of(self.des_totaux.get(ligne, ""), account, words)
        return self.derniere

    def _closed_by(self, words: str) -> None:
        if cote_nommee(words):
            self.ferme = self.ferme or cote_nommee(words) == self.titre
            self.demande = False

    def _of(self, total: str, account: str, words: str) -> Cote:
        titled = "" if self.ferme else self.titre
        witnesses = [cote for cote in (titled, total, account) if cote]
        if len(set(witnesses)) > 1:
            return self._in_doubt(titled, total, account)
        if account or len(witnesses) > 1:
            return Cote(witnesses[0])
        looks = COMME_UNE_RESSOURCE.match(fold(words)) is not None
        if self._is_to_be_asked(witnesses, looks=looks):
            return self._asked(words if looks else "")
        return Cote(witnesses[0]) if witnesses else self._guessed(looks=looks)

    def _is_to_be_asked(self, witnesses: Sequence[str], *, looks: bool) -> bool:
        """Who pays, under the title of what is spent; and the lines after it."""
        return self.demande or (looks and bool(self.titre) and RESSOURCES not in witnesses)

    def _in_doubt(self, titled: str, total: str, account: str) -> Cote:
        """Two witnesses that disagree: an account is believed, and told; a title against a total is asked."""
        if account:
            said = f"le compte est parmi les {account}, le titre ou le total parmi les {titled or total}"
            return Cote(account, said, sur=False)
        why = f"le titre dit {titled}, le total du dessous {total} : dites lequel"
        return Cote(total, why, sur=False, questions=(COTE,))

    def _asked(self, words: str) -> Cote:
        self.demande = True
        what = f"« {words} » ressemble à une ressource" if words else "la suite d'une ressource"
        why = f"{what}, et le titre au-dessus dit {self.titre} : dites le côté"
        return Cote(RESSOURCES, why, sur=False, questions=(COTE,))

    def _guessed(self, *, looks: bool) -> Cote:
        """Nothing names a side: lines that name who pays are received, and so are those after them."""
        received = looks or self.derniere.cote == RESSOURCES
        cote = self.titre or (RESSOURCES if received else DEPENSES)
        return Cote(cote, "rien ne dit le côté de ces lignes", sur=False)
