"""Two mistakes at once: the findings are those of each, for one mistake never hides another.

The mistakes are the bad cases of ``cases/``, planted two by two in the small project.  What is compared is which rule
speaks of which file: a message may count two things where it told of one.  A rule may speak of a copy, which one mistake
makes and the other spoils.  Two edits of one same place, where the last one stands, are no pair; nor are two that set
one cell of the workbook to different values.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from zipfile import BadZipFile
from zlib import crc32

from tests.projets import CELL, codes_par_fichier, edited, petit_projet
from tests.test_cases import CASES, read_case

TOLERATED = 0.01
"""Share of the pairs that may hide something, each for one of ``RAISONS``."""

ECRITS_DEUX_FOIS = frozenset(("G001", "L003", "L006"))
"""Told of two edits that each write the same person, the same key, or lines for another header: they are no pair."""

Dits = frozenset[tuple[str, str]]
"""Path and code of each finding."""


@dataclass(frozen=True)
class Ecart:
    """What two mistakes together do not say, or say that neither does."""

    fautes: tuple[str, str]
    tus: Dits
    nouveaux: frozenset[str]

    def __str__(self) -> str:
        one, other = self.fautes
        lost = ", ".join(f"{code} de {path}" for path, code in sorted(self.tus))
        more = ", ".join(sorted(self.nouveaux))
        parts = [f"tus : {lost}"] if lost else []
        parts += [f"nouveaux : {more}"] if more else []
        return f"{one} + {other} : {' ; '.join(parts)}"


@dataclass(frozen=True)
class Raison:
    """Why a value cannot be read without another: rules that tell the first, rules that need it, and two mistakes."""

    premiere: str
    seconde: str
    pourquoi: str
    exemple: tuple[str, str]

    def vaut(self, ecart: Ecart) -> bool:
        """Whether it explains all that the two mistakes together do not say, or say more."""
        codes = {code for _, code in ecart.tus} | ecart.nouveaux
        return any(re.match(self.premiere, faute) for faute in ecart.fautes) and all(
            re.fullmatch(self.seconde, code) for code in codes
        )


RAISONS = (
    Raison(
        r"B0(?:0[1-9]|1[45]|35|36|40|60)|L00[67]|R006",
        r"B0(?:04|05|06|10|39|43|46|6[0-5]|7[0-9]|8[0-9]|9[0-9])|R0(?:06|08|1[0-9]|20)|X018",
        "a sum, and what is set against it, needs each of its lines, and each line its table",
        ("B015-une-ligne-sautee.txt", "R008-caisse-vide.txt"),
    ),
    Raison(
        r"B0(?:07|08|58|99)",
        r"B073|B010|B052",
        "a line copied twice is no copy any more once one of the two has another fiche or amount",
        ("B058-sans-fiche.txt", "B073-ligne-deux-fois.txt"),
    ),
    Raison(
        r"T001|B021|B080",
        r"B012|R0(?:0[1-8]|20)",
        "rights and delays need the size, the sums that the barème has for it, and the days of the contract",
        ("R008-caisse-vide.txt", "T001-taille-trop-petite.txt"),
    ),
    Raison(
        r"S055",
        r"[A-Z][0-9]{3}",
        "while a letter of intent is all that is due, no other text is read",
        ("S055-lettre-sans-signature.txt", "X016-aucun-chapitre.txt"),
    ),
    Raison(
        r"L006|C00[256]|L062",
        r"[GRSTX][0-9]{3}",
        "what a line of a list says needs the titles of its columns, and as many cells as they are",
        ("L006-barres.txt", "T011-fichier-ancien.txt"),
    ),
    Raison(
        r"S002|S004|S010|P002|C001|L002|L003|L004",
        r"[SX][0-9]{3}",
        "articles are read by the values of the statutes, those of the model that they name; one that is missing may say it",
        ("P002-fichier-absent.txt", "S035-objet.txt"),
    ),
    Raison(
        r"C00[1-4]|P001|F00[1-9]|F01[0-9]|F02[89]|X001|L015|L001",
        r"[FXB][0-9]{3}|L015|C00[1-4]",
        "a line of a fiche that is empty, taken for another or left in a comment has no value to judge",
        ("F051-entre-cibles.txt", "X001-pourcentage.txt"),
    ),
    Raison(
        r"L0(?:1[0-9]|6[0-9])",
        r"[DFGLNSX][0-9]{3}",
        "a passage that is not read to its end may hold the reference, the note or the word that is looked for",
        ("L014-sans-tirets.txt", "X045-annexe-jamais-citee.txt"),
    ),
    Raison(
        r"D00",
        r"D0[0-9]{2}|S051",
        "a template that is refused is not searched for its slots, nor a part refused counted",
        ("D004-image-du-web.txt", "D005-mention-de-la-couverture.txt"),
    ),
    Raison(
        r"[BFGRST]0",
        r"B082|F031|F053|I004|S021|S061|T019",
        "two mistakes make a third: the line that paid is another, one person leads all, the bureau has no doctor left",
        ("S021-tetes-sans-medecin.txt", "S062-trop-de-voix.txt"),
    ),
)
"""What ``pourquoi`` says must stay true of each pair that it excuses: they are printed with it."""


def raison(ecart: Ecart) -> Raison | None:
    return next((one for one in RAISONS if one.vaut(ecart)), None)


@cache
def seule(faute: str) -> Dits:
    return codes_par_fichier(edited(petit_projet(), read_case(faute).bad))


def ensemble(fautes: Sequence[str]) -> Dits | None:
    """The findings of several mistakes; None when they cannot be made together."""
    files = petit_projet()
    try:
        for faute in fautes:
            files = edited(files, read_case(faute).bad)
    except (AssertionError, AttributeError, KeyError, ValueError, BadZipFile):
        return None
    return codes_par_fichier(files)


def ecart(une: str, autre: str) -> Ecart | None:
    """How far two mistakes are from each; None when they are no pair."""
    both = None if _clash(une, autre) else ensemble((une, autre))
    if both is None:
        return None
    each = seule(une) | seule(autre)
    lost = each - both
    if "renommer: " in read_case(une).bad + read_case(autre).bad:
        lost = frozenset(one for one in lost if one[1] not in _codes(both))
    found = Ecart((une, autre), lost, _codes(both) - _codes(each))
    if found.nouveaux & ECRITS_DEUX_FOIS:
        return None
    if (found.tus or found.nouveaux) and ensemble((autre, une)) != both:
        return None
    return found


@cache
def _cells(faute: str) -> dict[tuple[str, str], str]:
    """Workbook and cell → what the mistake types there."""
    found: dict[tuple[str, str], str] = {}
    path = ""
    for line in read_case(faute).bad.splitlines():
        if line.endswith(".xlsx"):
            path = line
        cell = CELL.fullmatch(line)
        if cell:
            found[path, f"{cell['sheet']}!{cell['cell']}"] = cell["value"] or ""
    return found


def _clash(une: str, autre: str) -> bool:
    here, there = _cells(une), _cells(autre)
    return any(here[cell] != there[cell] for cell in here.keys() & there.keys())


def _codes(said: Iterable[tuple[str, str]]) -> frozenset[str]:
    return frozenset(code for _, code in said)


def toutes() -> list[tuple[str, str]]:
    return list(combinations(CASES, 2))


def tirees(seed: int, count: int) -> list[tuple[str, str]]:
    """Pairs drawn by their names: a case that is added changes few of them."""
    return sorted(toutes(), key=lambda pair: crc32(f"{seed} {pair}".encode()))[:count]


def ecarts(paires: Iterable[tuple[str, str]]) -> Iterator[Ecart]:
    """Of the pairs that are some, how far each is."""
    for une, autre in paires:
        found = ecart(une, autre)
        if found is not None:
            yield found


def main(seed: int, count: int) -> int:
    """``make preuves``: the pairs, all of them unless fewer are asked for; says how many hide something."""
    begun = time.process_time()
    paires = tirees(seed, count) if count else toutes()
    made, odd, unexplained = 0, 0, 0
    for found in ecarts(paires):
        made += 1
        if found.tus or found.nouveaux:
            why = raison(found)
            odd += 1
            unexplained += why is None
            print(f"{found} ({why.pourquoi if why else 'SANS RAISON'})", flush=True)
    spent = time.process_time() - begun
    share = odd / made if made else 0
    print(
        f"Paires de fautes : {made} essayées, {odd} où l'une change ce qui est dit de l'autre ({share:.1%})."
    )
    print(f"Graine {seed} ; {spent:.0f} s de processeur.")
    return 0 if share <= TOLERATED and not unexplained else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
