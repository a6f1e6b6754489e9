"""What the words of a line of budget are: a nature of ours for an expense, an origin for a resource."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from pipeline.model.bareme import FONCTIONNEMENT, ORIGINE_FONCTIONNEMENT, VOLETS
from pipeline.model.budget import NATURES
from pipeline.model.budget_etranger import DEPENSES, TOUT, Poste
from pipeline.model.budget_etranger import FIXE as DROITS_FIXES
from pipeline.model.budget_etranger import VARIABLE as DROITS_VARIABLES
from pipeline.model.files import REFERENCE
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.source import CsvFile
from pipeline.model.valeur import dataclass

POSTES = f"{REFERENCE}postes-de-budget.csv"
ACI = "ACI"
"""In the dictionary: money of the accord, whose line depends on the block."""

ACCOUNT = motif(r"\s*(?:compte\s*)?([67][0-9]{1,5})\b")
BETWEEN_COLUMNS = " — "
"""What stands between the words of a line that has several columns of them."""

USAGE = "usage"
"""The source of words that mean this in most budgets only."""

DES_MISSIONS = frozenset(VOLETS.values())
FIXE = ("fixe", "fixes", "socle")
VARIABLE = ("variable", "variables", "resultat", "resultats", "atteinte")
CRISES = "crises"
PREMIERE = ("premiere", "1re", "1ere", "redaction", "ecriture")
CHARGES = "charges sociales"
AUTRE, MATERIEL = "autre", "moyens matériels"


@dataclass(frozen=True, slots=True)
class _Mot:
    mot: str
    poste: str
    source: str


class Postes:
    """The dictionary of treasurers' words and of the accounts of associations."""

    def __init__(self, csv: CsvFile | None) -> None:
        self._comptes: dict[str, dict[str, _Mot]] = {}
        self._mots: dict[str, list[_Mot]] = {}
        for cote, mot, poste, source, _verifie_le in (
            ([case.value for case in row] for row in csv.rows) if csv else ()
        ):
            entry = _Mot(mot, poste, source)
            if mot.isdecimal():
                self._comptes.setdefault(cote, {})[mot] = entry
            else:
                self._mots.setdefault(cote, []).append(entry)

    def poste(self, cote: str, libelle: str, titres: Sequence[str], bloc: str) -> Poste:
        """The nature or origin of a line, from its own words first, then its account, then the titles above it."""
        found = self._of_words(cote, libelle) or self._of_account(cote, libelle)
        group = _named_by_a_title(cote, titres)
        if group and (found is None or _is_weaker(found)):
            return Poste(group, f"le titre « {titres[-1]} »")
        for titre in reversed(titres):
            found = found or self._of_account(cote, titre) or self._of_words(cote, titre)
        if found is None:
            default = MATERIEL if cote == DEPENSES else AUTRE
            return Poste(default, "aucun mot de cette ligne n'est connu", sur=False)
        return self._meant(found, libelle, bloc)

    def _meant(self, found: _Mot, libelle: str, bloc: str) -> Poste:
        """What known words mean in a block: money of the accord has another name in each."""
        why = f"« {found.mot} », {found.source}"
        if bloc == CRISES and found.poste in (ACI, VOLETS["fixe"], VOLETS["variable"]):
            return _of_crises(libelle, why)
        if found.poste == ACI:
            volet = rights_named(libelle)
            says_who_pays = volet == TOUT and found.source == USAGE
            doubtful = _names_a_part(libelle) if bloc == FONCTIONNEMENT else says_who_pays
            return Poste(_line_of_the_aci(libelle, bloc), why, sur=bool(bloc) and not doubtful)
        if found.poste in DES_MISSIONS and bloc == FONCTIONNEMENT:
            return Poste(found.poste, f"{why} : à partager entre les missions", sur=False)
        return Poste(found.poste, why, sur=found.source != USAGE or _begins(libelle, found.mot))

    def connait(self, cote: str, texte: str) -> bool:
        return self._of_words(cote, texte) is not None

    def _of_account(self, cote: str, texte: str) -> _Mot | None:
        parts = texte.split(BETWEEN_COLUMNS)
        match = ACCOUNT.match(texte) or next(filter(None, map(ACCOUNT.fullmatch, parts)), None)
        known: Mapping[str, _Mot] = self._comptes.get(cote, {})
        if match is None:
            return None
        number = match[1]
        return next(
            (known[number[:size]] for size in range(len(number), 1, -1) if number[:size] in known),
            None,
        )

    def _of_words(self, cote: str, texte: str) -> _Mot | None:
        """The first known words of the text, those that open it or come from the law before; of two there, the longest.

        « Assurance maladie » only says who pays: « volet variable » beside it says of what, and wins.
        """
        words = _apart(fold(texte))
        best: tuple[bool, bool, int, int, _Mot] | None = None
        for entry in self._mots.get(cote, ()):
            wanted = _apart(entry.mot)
            at = words.find(wanted)
            sure = entry.source != USAGE or words.startswith(wanted)
            rank = (entry.poste.startswith(f"{ACI} "), sure, *_weight(cote, len(wanted), at))
            if at >= 0 and (best is None or rank > best[:4]):
                best = (*rank, entry)
        return best[4] if best else None


def _weight(cote: str, length: int, at: int) -> tuple[int, int]:
    """What is bought is named first, what for after it, « logiciel de coordination »; who pays, by the most words."""
    return (-at, length) if cote == DEPENSES else (length, -at)


def _named_by_a_title(cote: str, titres: Sequence[str]) -> str:
    """The nature whose very name is the title just above a line; "" for another title."""
    title = _apart(fold(titres[-1])).strip() if titres and cote == DEPENSES else ""
    return next((nature for nature in NATURES if _apart(fold(nature)).strip() == title), "")


def _is_weaker(found: _Mot) -> bool:
    """Whether a nature comes from a word of usage, that the title above a line overrules; social charges apart."""
    return found.source == USAGE and found.poste != CHARGES


@lru_cache(maxsize=1024)
def _apart(text: str) -> str:
    """Its words, each with a space on both sides: one is looked for whole."""
    return f" {re.sub(r'[^a-z0-9]+', ' ', text)} "


def _begins(libelle: str, mot: str) -> bool:
    """Whether a word opens the label or one of its parts: « Logiciel de coordination » is no coordination."""
    wanted = _apart(mot)
    parts = re.split(r"\s[-–—]\s|[:,;/(]", re.sub(r"^[\W\d_]+", "", libelle))
    return any(_apart(fold(part)).startswith(wanted) for part in parts)


def rights_named(libelle: str) -> str:
    """The rights that the words of a sum of the ACI name: the fixed parts, the variable ones, or all of them.

    >>> rights_named("ACI, part variable") == DROITS_VARIABLES, rights_named("ACI (part fixe et variable)") == TOUT
    (True, True)
    """
    words = _words_of(libelle)
    fixe, variable = words & {*FIXE}, words & {*VARIABLE}
    if bool(fixe) == bool(variable):
        return TOUT
    return DROITS_VARIABLES if variable else DROITS_FIXES


def _names_a_part(libelle: str) -> bool:
    return bool(_words_of(libelle) & {*FIXE, *VARIABLE})


def _words_of(libelle: str) -> set[str]:
    return set(_apart(fold(libelle)).split())


def _line_of_the_aci(libelle: str, bloc: str) -> str:
    if bloc == FONCTIONNEMENT:
        return ORIGINE_FONCTIONNEMENT
    return VOLETS["variable" if rights_named(libelle) == DROITS_VARIABLES else "fixe"]


def _of_crises(libelle: str, why: str) -> Poste:
    """The money of the crises has parts of its own: the first writing of the plan, its updates, a crisis that comes."""
    words = set(_apart(fold(libelle)).split())
    writes, updates = bool(words & {*PREMIERE}), "jour" in words
    if "survenue" in words or words & {*VARIABLE}:
        return Poste(VOLETS["survenue"], why, sur="survenue" in words)
    if updates and not writes:
        return Poste(VOLETS["mise_a_jour"], why)
    if writes and not updates:
        return Poste(VOLETS["premiere_redaction"], why)
    said = f"{why} : première rédaction la première année, mise à jour ensuite"
    return Poste(VOLETS["premiere_redaction"], said, sur=False, puis=VOLETS["mise_a_jour"])
