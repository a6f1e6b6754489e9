"""What belongs to one person and reaches nobody: the number of the social security, a bank account, a day of birth.

A number is told when its own key is right, so that rows of figures are left alone; a birth, by the words around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from pipeline.model.coordonnees import Coordonnee, Genre
from pipeline.model.coordonnees.lecture import Lu
from pipeline.model.echeance import MOIS
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif

APART = r"[ ./_|-]{0,3}"
"""What people put between the signs of one number, a cell included."""

FEWEST_FIGURES = 12
"""Of the shortest of these numbers."""


def _of(count: str, signs: str = "0-9") -> str:
    return rf"(?:{APART}[{signs}]){{{count}}}"


def identites(read: Lu) -> Iterator[Coordonnee]:
    """The numbers of the social security and of bank accounts, and the days of birth, of a text."""
    if sum(map(read.texte.count, "0123456789")) >= FEWEST_FIGURES:
        yield from _numbers_with_a_key(read)
        yield from _accounts(read)
    yield from _births(read)


def _numbers_with_a_key(read: Lu) -> Iterator[Coordonnee]:
    for match in SAID_NIR.finditer(read.texte):
        typed = _signs(match["numero"])
        yield read.found(Genre.IDENTITE, typed, match.start("numero"), match.end("numero"))
    for pattern, is_right in ((NIR, _is_a_nir), (RIB, _is_a_rib)):
        for match in pattern.finditer(read.texte):
            typed = _signs(match.group())
            if is_right(typed):
                yield read.found(Genre.IDENTITE, typed, *match.span())


def _signs(typed: str) -> str:
    return "".join(sign for sign in typed.upper() if sign.isalnum())


# --- social security ----------------------------------------------------------------------------------------------

ALONE, NOT_MORE = r"(?<![\w,.])(?<![0-9] )", r"(?!\w|[ .,][0-9]{3})"
"""Around a number that is no part of an amount."""

PLACES = ("[1-478]", *("[0-9]{2}",) * 2, "[0-9][0-9ABab]", *("[0-9]{3}",) * 2)
KEY = "[0-9]{2}"
NIR = motif(ALONE + APART.join((*PLACES, KEY)) + NOT_MORE)
"""Sex, year, month, département (2A and 2B in Corsica), commune, rank, then the key of two figures."""

SAID_NIR = motif(
    r"\b(?:nir|(?:num[ée]ro|n[°o.])[^0-9\n|]{1,16}s[ée]cu(?:rit[ée][ ]sociale)?)\b[^0-9\n|]{0,20}"
    rf"(?P<numero>{'[ ./-]?'.join(PLACES)}(?:[ ./-]{{0,3}}{KEY})?)(?![\w])",
    re.IGNORECASE,
)
"""One that is announced, with its key or without, right or wrong."""

CORSE = {"2A": "19", "2B": "18"}
MONTHS_OF_A_NIR = frozenset((*range(1, 13), *range(20, 43), *range(50, 100)))
"""Those of a year, and what the Insee writes when it is not known."""


def _is_a_nir(typed: str) -> bool:
    department = typed[5:7]
    number = typed[:5] + CORSE.get(department, department) + typed[7:13]
    if not number.isdecimal() or int(typed[3:5]) not in MONTHS_OF_A_NIR:
        return False
    return int(typed[13:15]) == 97 - int(number) % 97


# --- banks --------------------------------------------------------------------------------------------------------

DIGITS, LETTERS, BOTH = "0-9", "A-Z", "0-9A-Z"
FRENCH, ITALIAN = (
    ((12, DIGITS), (11, BOTH), (2, DIGITS)),
    ((2, DIGITS), (1, LETTERS), (10, DIGITS), (12, BOTH)),
)
BRITISH = ((2, DIGITS), (4, LETTERS), (14, DIGITS))
SHAPES: Mapping[str, Sequence[tuple[int, str]]] = {
    **dict.fromkeys(("FR", "MC"), FRENCH),
    **dict.fromkeys(("IT", "SM"), ITALIAN),
    **dict.fromkeys(("GB", "IE"), BRITISH),
    **dict.fromkeys(("CH", "LI"), ((7, DIGITS), (12, BOTH))),
    **{
        country: ((figures, DIGITS),)
        for country, figures in {"BE": 14, "DE": 20, "ES": 22, "PT": 23, "PL": 26, "LT": 18}.items()
    },
    "LU": ((5, DIGITS), (13, BOTH)),
    "NL": ((2, DIGITS), (4, LETTERS), (10, DIGITS)),
    "AD": ((10, DIGITS), (12, BOTH)),
    "RO": ((2, DIGITS), (4, LETTERS), (16, BOTH)),
}
"""Country → how many signs of which kind follow its two letters: words after « de 20 » are no account."""

IBAN_BEGINS = motif(rf"(?<!\w)(?P<pays>[A-Z]{{2}}){APART}[0-9]{APART}[0-9]", re.IGNORECASE)


@cache
def _shape_of(country: str) -> re.Pattern[str]:
    signs = "".join(_of(str(count), kind) for count, kind in SHAPES[country])
    return re.compile(rf"{country}{signs}(?!\w)", re.IGNORECASE)


def _accounts(read: Lu) -> Iterator[Coordonnee]:
    for begun in IBAN_BEGINS.finditer(read.texte):
        country = begun["pays"].upper()
        match = _shape_of(country).match(read.texte, begun.start()) if country in SHAPES else None
        typed = _signs(match.group()) if match else ""
        if match and _is_an_iban(typed):
            yield read.found(Genre.IDENTITE, typed, *match.span())


RIB = motif(
    ALONE + APART.join(("[0-9]{5}", "[0-9]{5}", "[0-9A-Z]{11}", "[0-9]{2}")) + NOT_MORE,
    re.IGNORECASE,
)
"""Bank, branch, account and key, as French banks print them; a row of figures is cut otherwise."""

LETTERS_OF_A_RIB = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "12345678912345678923456789")


def _is_an_iban(typed: str) -> bool:
    return int("".join(str(int(sign, 36)) for sign in typed[4:] + typed[:4])) % 97 == 1


def _is_a_rib(typed: str) -> bool:
    if len(set(typed)) < FEWEST_SIGNS:
        return False
    plain = typed.translate(LETTERS_OF_A_RIB)
    bank, branch, account, key = plain[:5], plain[5:10], plain[10:21], plain[21:]
    total = 89 * int(bank) + 15 * int(branch) + 3 * int(account)
    return int(key) == 97 - total % 97


FEWEST_SIGNS = 4
"""Zeros and a few signs are a rule drawn with figures, not an account."""

# --- births -------------------------------------------------------------------------------------------------------

MONTH = "|".join(sorted({*MOIS, *map(fold, MOIS)}, key=len, reverse=True))
DAY = rf"(?:[0-3]?[0-9](?:er)?[ ](?:{MONTH})[ ]|[0-3]?[0-9][ ]?[./-][ ]?[01]?[0-9][ ]?[./-][ ]?)"
BORN = motif(
    rf"\bn[ée](?:e|\(e\)|·e)?[ ]le[ ](?P<date>{DAY}(?P<annee>[0-9]{{4}}))\b", re.IGNORECASE
)
BIRTH = motif(
    rf"\b(?:date|jour)s?[ ]de[ ]naissance[^0-9\n]{{0,12}}(?P<date>{DAY}(?:[0-9]{{4}}|[0-9]{{2}}))\b",
    re.IGNORECASE,
)
LAST_OF_AGE = 2010
"""A body is born too (« l'association, née le 3 décembre 2026 »), but of late; « date de naissance » is a person's."""


def _births(read: Lu) -> Iterator[Coordonnee]:
    if "naissance" in read.texte.lower():
        for match in BIRTH.finditer(read.texte):
            yield _birth(read, match)
    for match in BORN.finditer(read.texte):
        if int(match["annee"]) < LAST_OF_AGE:
            yield _birth(read, match)


def _birth(read: Lu, match: re.Match[str]) -> Coordonnee:
    date = "-".join(re.findall(r"\w+", fold(match["date"])))
    return read.found(Genre.IDENTITE, f"ne-{date}", *match.span())
