"""Ways to reach somebody, found in a text however they are typed: phone numbers, e-mail addresses, postal addresses.

Numbers are compared by their nine national digits (« 05.36.49.00.01 », « 0536490001 » and « +33 (0)5 36 49 00 01 » are
one), e-mail addresses without capitals (« nom (at) domaine.fr » as well), postal addresses word by word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from enum import Enum

from pipeline.model.langue.mots import fold
from pipeline.model.span import Span
from pipeline.model.valeur import dataclass


class Genre(Enum):
    TELEPHONE = "téléphone"
    COURRIEL = "courriel"
    ADRESSE = "adresse"


@dataclass(frozen=True, slots=True)
class Coordonnee:
    """``valeur`` is what two writings of one detail have in common; ``debut`` where ``texte`` begins in what was read.

    ``portable`` is whether it is the number of a mobile phone, and is typed as one.
    """

    genre: Genre
    valeur: str
    texte: str
    debut: int = field(compare=False, default=0)
    portable: bool = field(compare=False, default=False)


@dataclass(frozen=True, slots=True)
class Repertoire:
    """What is known of the details that may be met: ``prives`` are those of natural persons, ``ouverts`` of bodies.

    ``prives`` maps the common value of a detail to what was typed.  One that stands in both lists is open.
    """

    prives: Mapping[str, str] = field(default_factory=dict)
    ouverts: frozenset[str] = frozenset()
    adresses: tuple[str, ...] = ()
    """The postal addresses of persons, as typed."""

    def est_prive(self, found: Coordonnee) -> bool:
        return found.valeur in self.prives and found.valeur not in self.ouverts

    def sensibles(self, text: str) -> Iterator[Coordonnee]:
        """What of a text a public document may not show: private details, and any mobile number or e-mail address that
        is not known to be that of a body."""
        for found in coordonnees(text, self.adresses):
            if found.valeur in self.ouverts:
                continue
            if found.valeur in self.prives or found.portable or found.genre is Genre.COURRIEL:
                yield found


@dataclass(frozen=True, slots=True)
class Divulgation:
    """A detail that the public document ``livrable`` would show.  ``privee`` is whether ``contacts.csv`` holds it."""

    livrable: str
    coordonnee: Coordonnee
    privee: bool
    span: Span


def coordonnees(text: str, addresses: Sequence[str] = ()) -> Iterator[Coordonnee]:
    """Every phone number and e-mail address of a text, and those of the postal ``addresses`` that it holds.

    The numbers are all those that have the nine national digits of a French one: whoever asks decides which matter.
    """
    yield from _numbers(text)
    yield from _mails(text)
    yield from _addresses(text, addresses)


# --- phone numbers ------------------------------------------------------------------------------------------------

GROUP = re.compile(r"[0-9]+")
BETWEEN = re.compile(r"(?:[^\w|;:%€@]|_){0,4}")
"""What people put between the digits of one number; more, or a word, begins something else."""

NATIONAL = 9
PREFIXES = ("00330", "0033", "330", "33", "0", "")
LONGEST_PREFIX = 5
MOBILE = ("6", "7")
MOBILE_GROUPS = frozenset(
    (
        *((10,), (2, 2, 2, 2, 2), (4, 2, 2, 2), (4, 3, 3), (2, 2, 3, 3), (2, 4, 4), (3, 3, 4), (5, 5), (2, 8)),
        *((9,), (1, 2, 2, 2, 2), (3, 3, 3), (1, 4, 4), (1, 8), (3, 2, 2, 2)),
    )
)
"""How many digits the groups of a mobile number have, « 0 » included or « +33 » left out; a date and an hour, or an
amount, are grouped otherwise."""


def _in_digits(text: str) -> str:
    """The text with 0 to 9 in place of the digits of other scripts, every character still in its place."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in text)


def _numbers(text: str) -> Iterator[Coordonnee]:
    digits = _in_digits(text)
    for chain in _chains(digits):
        told: dict[str, int] = {}
        for found in _numbers_of(chain, digits, text):
            if found.debut >= told.get(found.valeur, 0):  # « 6 12… » inside « +33 6 12… » is the same number
                told[found.valeur] = found.debut + len(found.texte)
                yield found


def _chains(digits: str) -> Iterator[list[re.Match[str]]]:
    """Runs of groups of digits that may belong to one number."""
    chain: list[re.Match[str]] = []
    for group in GROUP.finditer(digits):
        if chain and not BETWEEN.fullmatch(digits, chain[-1].end(), group.start()):
            yield chain
            chain = []
        chain.append(group)
    if chain:
        yield chain


def _numbers_of(chain: Sequence[re.Match[str]], digits: str, text: str) -> Iterator[Coordonnee]:
    """Every run of whole groups that makes a number: what it follows (« 15 06 12… ») may be a number of its own."""
    for first, opening in enumerate(chain):
        international = digits[max(0, opening.start() - 1) : opening.start()] == "+"
        typed = ""
        for last in range(first, len(chain)):
            typed += chain[last].group()
            if len(typed) > NATIONAL + LONGEST_PREFIX:
                break
            prefix, number = _national(typed)
            if not number or (international and not prefix.startswith("33")):
                continue
            begin = opening.start() - international
            sizes = [len(group.group()) for group in chain[first : last + 1]]
            mobile = number.startswith(MOBILE) and _grouped_as_a_mobile(prefix, sizes)
            yield Coordonnee(Genre.TELEPHONE, number, text[begin : chain[last].end()], begin, mobile)


def _national(typed: str) -> tuple[str, str]:
    """What precedes the nine digits of a whole number, and those digits; two empty texts when it is none.

    >>> _national("0536490001"), _national("33536490001"), _national("12345")
    (('0', '536490001'), ('33', '536490001'), ('', ''))
    """
    for prefix in PREFIXES:
        rest = typed.removeprefix(prefix)
        if typed.startswith(prefix) and len(rest) == NATIONAL and not rest.startswith("0"):
            return prefix, rest
    return "", ""


def _grouped_as_a_mobile(prefix: str, sizes: Sequence[int]) -> bool:
    if not prefix:
        return False
    if prefix == "0":
        return tuple(sizes) in MOBILE_GROUPS
    left, kept = len(prefix), []
    for size in sizes:
        taken = min(size, left)
        left -= taken
        if size > taken:
            kept.append(size - taken)
    return tuple(kept) in MOBILE_GROUPS


def numero_national(typed: str) -> str:
    """The nine digits of a number typed alone in a cell; empty when it is a short one, or none."""
    return next((found.valeur for found in _numbers(typed)), "")


# --- e-mail addresses ---------------------------------------------------------------------------------------------

AT = r"(?:@|＠|[ \t]*[(\[{][ \t]*(?:at|@|arobase|arobas)[ \t]*[)\]}][ \t]*)"
MAIL = re.compile(rf"(?<![\w.+'-])[\w.+'-]{{1,64}}{AT}[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,6}}", re.IGNORECASE)
SIGN_OF_MAIL = re.compile(r"[@＠]|[(\[{][ \t]*(?:at|arobas)", re.IGNORECASE)
ONLY_AT = re.compile(AT, re.IGNORECASE)


def _mails(text: str) -> Iterator[Coordonnee]:
    if SIGN_OF_MAIL.search(text) is None:
        return
    for match in MAIL.finditer(text):
        yield Coordonnee(Genre.COURRIEL, courriel(match.group()), match.group(), match.start())


def courriel(typed: str) -> str:
    """An e-mail address as it is compared.

    >>> courriel("Jean.Prologue (at) Example.org")
    'jean.prologue@example.org'
    """
    return ONLY_AT.sub("@", unicodedata.normalize("NFKC", typed).strip(), count=1).lower().strip(".")


# --- postal addresses ---------------------------------------------------------------------------------------------

TOKEN = re.compile(r"[^\W_]+")
SHORTER = {
    "av": "avenue",
    "ave": "avenue",
    "bd": "boulevard",
    "bld": "boulevard",
    "boul": "boulevard",
    "ch": "chemin",
    "che": "chemin",
    "chem": "chemin",
    "imp": "impasse",
    "lot": "lotissement",
    "pl": "place",
    "r": "rue",
    "rte": "route",
    "st": "saint",
    "ste": "sainte",
}
"""Abbreviations of the French postal norm (AFNOR NF Z10-011), among those that people type."""

LINKING = frozenset(("de", "du", "des", "la", "le", "les", "l", "d", "a", "au", "aux", "en", "et", "cedex"))
FEWEST_WORDS = 3
"""A shorter address (« Auch ») is a word of every page."""


def adresse(typed: str) -> tuple[str, ...]:
    """The words of a postal address as they are compared: no accents, no punctuation, no linking words.

    >>> adresse("1, Av. de l'Hôpital – 32000 AUCH")
    ('1', 'avenue', 'hopital', '32000', 'auch')
    """
    return tuple(word for word, _start in _words(typed))


def _words(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    for match in TOKEN.finditer(text):
        word = fold(match.group())
        word = SHORTER.get(word, word)
        if word not in LINKING:
            yield word, match


def voie(typed: str) -> tuple[str, ...]:
    """The words of the street of an address, which is enough to find a home: what stands before the postcode."""
    words = adresse(typed)
    cut = next((rank for rank, word in enumerate(words) if rank and len(word) == 5 and word.isdecimal()), len(words))
    return words[:cut]


def _addresses(text: str, addresses: Sequence[str]) -> Iterator[Coordonnee]:
    streets = {street for typed in addresses if len(street := voie(typed)) >= FEWEST_WORDS}
    if not streets:
        return
    read = list(_words(text))
    words = [word for word, _match in read]
    for street in streets:
        for rank in _places_of(street, words):
            first, last = read[rank][1], read[rank + len(street) - 1][1]
            found = " ".join(text[first.start() : last.end()].split())
            yield Coordonnee(Genre.ADRESSE, " ".join(street), found, first.start())


def _places_of(street: Sequence[str], words: Sequence[str]) -> Iterator[int]:
    """Ranks at which the words of a street follow each other."""
    wanted = list(street)
    for rank, word in enumerate(words):
        if word == wanted[0] and words[rank : rank + len(wanted)] == wanted:
            yield rank
