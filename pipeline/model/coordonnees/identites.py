"""What belongs to one person and reaches nobody: the number of the social security, a bank account, a day of birth.

A number is told when its own key is right, so that rows of figures are left alone; a birth is in ``naissances.py``.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from pipeline.model.coordonnees import Coordonnee, Genre
from pipeline.model.coordonnees.lecture import Lu
from pipeline.model.motif import motif

APART = r"(?:[^\w@€%]|_){0,5}"
"""What people put between the signs of one number, an end of line or of a cell included: the key tells chance from it."""

FEWEST_FIGURES = 12
"""Of the shortest of these numbers."""


def _of(count: str, signs: str = "0-9") -> str:
    return rf"(?:{APART}[{signs}]){{{count}}}"


def identites(read: Lu, digits: Lu) -> Iterator[Coordonnee]:
    """The numbers of the social security and of bank accounts of a text, which is also given with its words in digits."""
    if sum(map(digits.texte.count, "0123456789")) < FEWEST_FIGURES:
        return
    yield from _numbers_with_a_key(digits)
    bare = digits.replaced(REMARK_WITHIN, lambda _match: " ")
    if bare is not digits:
        yield from _said_or_right(bare)
    if "guichet" in digits.texte.lower():
        yield from _in_any_order(digits)
    yield from _accounts(read)
    if digits is not read:
        yield from _accounts(digits)


def _said_or_right(read: Lu) -> Iterator[Coordonnee]:
    """The numbers of the social security that are announced, and those whose key is right."""
    for match in SAID_NIR.finditer(read.texte):
        typed = _signs(match["numero"])
        yield read.found(Genre.IDENTITE, typed, match.start("numero"), match.end("numero"))
    for match in NIR.finditer(read.texte):
        if _is_a_nir("".join(match.groups())):
            yield read.found(Genre.IDENTITE, _signs("".join(match.groups())), *match.span())


def _numbers_with_a_key(read: Lu) -> Iterator[Coordonnee]:
    yield from _said_or_right(read)
    registered = "matricul" in read.texte.lower()
    for match in REGISTERED.finditer(read.texte) if registered else ():
        typed = _signs(match["numero"])
        if int(typed[3:5]) in MONTHS_OF_A_NIR:
            yield read.found(Genre.IDENTITE, typed, match.start("numero"), match.end("numero"))
    for pattern, is_right in KEYED:
        for match in pattern.finditer(read.texte):
            typed = "".join(match.groups()) or match.group()
            if is_right(typed):
                yield read.found(Genre.IDENTITE, _signs(typed), *match.span())


def _signs(typed: str) -> str:
    return "".join(sign for sign in typed.upper() if sign.isalnum())


# --- social security ----------------------------------------------------------------------------------------------

ALONE, NOT_MORE = r"(?<![\w,.])(?<![0-9] )", r"(?!\w|[ .,][0-9]{3})"
"""Around a number that is no part of an amount."""

PLACES = ("[1-478]", *("[0-9]{2}",) * 2, "[0-9][0-9ABab]", *("[0-9]{3}",) * 2)
KEY = "[0-9]{2}"
SAID_KEY = r"(?:cl(?:[ée]|ef)[^\w\n]{0,3})?"
NIR = motif(
    ALONE + APART.join((*(f"({place})" for place in PLACES), f"{SAID_KEY}({KEY})")) + NOT_MORE,
    re.IGNORECASE,
)
"""Sex, year, month, département (2A and 2B in Corsica), commune, rank, then the key of two figures."""

NIR_CUT_ANYHOW = motif(rf"{ALONE}[1-478](?:[ ./_–-]{{0,3}}[0-9]){{14}}{NOT_MORE}")
CUT_ANYHOW = r"[1-478](?:[ ,]{0,2}[0-9]){12}(?:(?:[ ,./-]{0,3}[0-9]){2})?"
SAID_NIR = motif(
    r"\b(?:n\.?[i1]\.?r|ins|nss|nni|(?:carte[ ])?vitale|assur[ée]e?s?(?:[ ]social(?:e)?)?|assurance[ ]maladie"
    r"|(?:(?:num[ée]ro|n[°o.])[^0-9\n|]{1,16})?(?:s[ée]cu(?:rit[ée][ ]sociale)?|ss))\b[^0-9\n|]{0,20}"
    rf"(?P<numero>{'[ ./-]?'.join(PLACES)}(?:[ ./-]{{0,3}}{KEY})?|{CUT_ANYHOW})(?![\w])",
    re.IGNORECASE,
)
"""One that is announced, with its key or without, right or wrong."""

REGISTERED = motif(
    rf"\b(?:matricule|immatricul[ée]e?s?|immatriculation)\b[^0-9\n|]{{0,20}}(?P<numero>{'[ ./-]?'.join(PLACES)})(?![\w])",
    re.IGNORECASE,
)
"""The same after a word that announces other numbers too: its month is then looked at."""

CORSE = {"2A": "19", "2B": "18"}
MONTHS_OF_A_NIR = frozenset((*range(1, 13), *range(20, 43), *range(50, 100)))
"""Those of a year, and what the Insee writes when it is not known."""


def _is_a_nir(written: str) -> bool:
    typed = _signs(written)
    department = typed[5:7]
    number = typed[:5] + CORSE.get(department, department) + typed[7:13]
    if not number.isdecimal() or int(typed[3:5]) not in MONTHS_OF_A_NIR:
        return False
    return int(typed[13:15]) == 97 - int(number) % 97


def _is_a_nir_in_its_own_groups(typed: str) -> bool:
    """Whether fifteen figures with a right key are cut as no row of amounts is: one by one, or a group begins with 0."""
    groups = re.findall("[0-9]+", typed)
    alone = all(len(group) == 1 for group in groups)
    odd = alone or any(group.startswith("0") for group in groups)
    return odd and _is_a_nir(typed)


NAMES_OF_PIECES = (
    r"cl(?:[ée]|ef)|sexe|ann[ée]e|mois|d[ée]p(?:artement|t)?\.?|commune|ordre|rang|num[ée]ro|n[°o]"
    r"|chiffres?|suivants?|reste"
)
REMARK_WITHIN = motif(
    r"(?<=[0-9])[\s,;:–-]{0,3}(?:(?:\([^()\n0-9]{1,40}\)|\b(?:suite|puis|et|ensuite|enfin|fin"
    r"|suivie?s?[ ](?:de|du|par)|avec|pour|la|le"
    rf"|d['’]|de|du|{NAMES_OF_PIECES})(?!\w)|&)[\s,;:–-]{{0,3}}){{1,5}}(?=[0-9])",
    re.IGNORECASE,
)
"""Words and remarks within one number, of which the names of its pieces: its key tells chance from it."""

# --- banks --------------------------------------------------------------------------------------------------------

DIGITS, LETTERS, BOTH = "0-9", "A-Z", "0-9A-Z"
FRENCH, ITALIAN = (
    ((12, DIGITS), (11, BOTH), (2, DIGITS)),
    ((2, DIGITS), (1, LETTERS), (10, DIGITS), (12, BOTH)),
)
BRITISH = ((2, DIGITS), (4, LETTERS), (14, DIGITS))
ALL_FIGURES = """
    AT:18 BA:18 BE:14 CZ:22 DE:20 DK:16 DZ:24 EE:18 ES:22 FI:16 HR:19 HU:26 IS:24 LT:18 MA:26 ME:20 MR:25 NO:13 PL:26
    PT:23 RS:20 SE:22 SI:17 SK:22 TN:22
"""
FIGURES_ALONE = dict(pair.split(":") for pair in ALL_FIGURES.split())
"""Country → the figures of an account that has no letter."""

SHAPES: Mapping[str, Sequence[tuple[int, str]]] = {
    **dict.fromkeys(("FR", "MC"), FRENCH),
    **dict.fromkeys(("IT", "SM"), ITALIAN),
    **dict.fromkeys(("GB", "IE"), BRITISH),
    **dict.fromkeys(("CH", "LI"), ((7, DIGITS), (12, BOTH))),
    **{country: ((int(figures), DIGITS),) for country, figures in FIGURES_ALONE.items()},
    "LU": ((5, DIGITS), (13, BOTH)),
    "NL": ((2, DIGITS), (4, LETTERS), (10, DIGITS)),
    "AD": ((10, DIGITS), (12, BOTH)),
    "GR": ((9, DIGITS), (16, BOTH)),
    "MT": ((2, DIGITS), (4, LETTERS), (5, DIGITS), (18, BOTH)),
    "CY": ((10, DIGITS), (16, BOTH)),
    "TR": ((8, DIGITS), (16, BOTH)),
    "BG": ((2, DIGITS), (4, LETTERS), (6, DIGITS), (8, BOTH)),
    "LV": ((2, DIGITS), (4, LETTERS), (13, BOTH)),
    "RO": ((2, DIGITS), (4, LETTERS), (16, BOTH)),
}
"""Country → how many signs of which kind follow its two letters: words after « de 20 » are no account."""

IBAN_BEGINS = motif(
    rf"(?<!\w)(?:IBAN)?(?P<pays>[A-Z]{APART}[A-Z]){APART}[0-9]{APART}[0-9]", re.IGNORECASE
)


@cache
def _shape_of(country: str) -> re.Pattern[str]:
    signs = "".join(_of(str(count), kind) for count, kind in SHAPES[country])
    begins = APART.join(country)
    return re.compile(rf"{begins}{signs}(?:(?!\w)|(?=BIC|SWIFT))", re.IGNORECASE)


def _accounts(read: Lu) -> Iterator[Coordonnee]:
    for begun in IBAN_BEGINS.finditer(read.texte):
        country = _signs(begun["pays"])
        place = begun.start("pays")
        if country not in SHAPES:
            continue
        match = _shape_of(country).match(read.texte, place)
        typed = _signs(match.group()) if match else ""
        if match and _is_an_iban(typed):
            yield read.found(Genre.IDENTITE, typed, *match.span())
        else:
            yield from _interrupted(read, country, place)


INTERRUPTED = motif(
    r"[\W_]*(?:\([^()\n]{0,60}\)|\b(?:suite|puis|et|ensuite|enfin|fin|suivie?[ ]de)\b)[\W_]*",
    re.IGNORECASE,
)
"""A remark between brackets, or a word, within one account."""

LONGEST_ACCOUNT = 160


def _interrupted(read: Lu, country: str, place: int) -> Iterator[Coordonnee]:
    """« FR76 3000 4000 0100 (Banque d'ici) 0001 2345… »: what is left of an account without the words within it."""
    near = read.texte[place : place + LONGEST_ACCOUNT]
    bare = INTERRUPTED.sub(" ", near)
    match = _shape_of(country).match(bare) if bare != near else None
    typed = _signs(match.group()) if match else ""
    if match and _is_an_iban(typed):
        last = re.findall(r"[0-9A-Za-z]+", match.group())[-1]
        end = place + near.index(last) + len(last)
        yield read.found(Genre.IDENTITE, typed, place, end)


RIB = motif(
    ALONE + APART.join(("[0-9]{5}", "[0-9]{5}", "[0-9A-Z]{11}", "[0-9]{2}")) + NOT_MORE,
    re.IGNORECASE,
)
"""Bank, branch, account and key, as French banks print them; a row of figures is cut otherwise."""

SAID_RIB = motif(
    r"\b([0-9]{5})\b[^0-9]{1,25}\b([0-9]{5})\b[^0-9]{1,25}\b([0-9A-Z]{11})\b[^0-9]{0,12}\bcl[^0-9]{1,12}([0-9]{2})\b",
    re.IGNORECASE,
)
"""The same, each piece after its own title."""

BRANCH = motif(r"\bguichet\b[^0-9\n]{0,12}([0-9]{5})\b", re.IGNORECASE)
BANK = motif(r"\b(?:banque|[ée]tablissement)\b[^0-9\n]{0,12}([0-9]{5})\b", re.IGNORECASE)
ACCOUNT = motif(
    r"\bcompte\b[^0-9\n]{0,12}(?P<compte>[0-9A-Z]{11})\b(?:[ /.-]{1,3}(?P<cle>[0-9]{2})\b)?",
    re.IGNORECASE,
)
KEY_OF_A_RIB = motif(r"\bcl(?:[ée]|ef)\b[^0-9\n]{0,12}([0-9]{2})\b", re.IGNORECASE)
NEAR_ITS_BRANCH = 200


def _in_any_order(read: Lu) -> Iterator[Coordonnee]:
    """The pieces of a French account, each after its own title, whichever comes first."""
    for branch in BRANCH.finditer(read.texte):
        begin = max(0, branch.start() - NEAR_ITS_BRANCH)
        end = branch.end() + NEAR_ITS_BRANCH
        banks = BANK.findall(read.texte, begin, end)
        keys = KEY_OF_A_RIB.findall(read.texte, begin, end)
        for account in ACCOUNT.finditer(read.texte, begin, end):
            for bank, key in itertools.product(banks, (account["cle"], *keys)):
                typed = f"{bank}{branch[1]}{account['compte']}{key or ''}"
                if key and _is_a_rib(typed):
                    yield read.found(Genre.IDENTITE, _signs(typed), *account.span())


LETTERS_OF_A_RIB = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "12345678912345678923456789")


def _is_an_iban(typed: str) -> bool:
    return int("".join(str(int(sign, 36)) for sign in typed[4:] + typed[:4])) % 97 == 1


def _is_a_rib(written: str) -> bool:
    typed = _signs(written)
    if len(set(typed)) < FEWEST_SIGNS:
        return False
    plain = typed.translate(LETTERS_OF_A_RIB)
    bank, branch, account, key = plain[:5], plain[5:10], plain[10:21], plain[21:]
    total = 89 * int(bank) + 15 * int(branch) + 3 * int(account)
    return int(key) == 97 - total % 97


FEWEST_SIGNS = 4
"""Zeros and a few signs are a rule drawn with figures, not an account."""

KEYED = (
    (NIR_CUT_ANYHOW, _is_a_nir_in_its_own_groups),
    (RIB, _is_a_rib),
    (SAID_RIB, _is_a_rib),
)
"""What looks like a number, and whether its key is right."""
