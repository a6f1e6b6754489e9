"""Ways to reach somebody, found in a text however they are typed: phone numbers, e-mail addresses, postal addresses.

Numbers are compared by their nine national digits (« 05.36.49.00.01 », « O536490001 », « zéro cinq… » and « +33 (0)5 36
49 00 01 » are one), e-mail addresses without capitals (« nom (at) domaine point fr » as well), postal addresses word by
word.  What is known is found in writings where what is not known is left alone: nine digits
in their order are no chance.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from enum import Enum
from functools import lru_cache
from html import unescape
from urllib.parse import unquote

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
        told: set[str] = set()
        for found in coordonnees(text, self.adresses):
            if found.valeur in self.ouverts:
                continue
            if found.valeur in self.prives or found.portable or found.genre is Genre.COURRIEL:
                told.add(found.valeur)
                yield found
        for found in _hidden(text, self.prives):
            if found.valeur not in self.ouverts and found.valeur not in told:
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
    read = _read(text)
    yield from _numbers(read)
    yield from _mails(read)
    yield from _addresses(read, addresses)
    apart = _read(text, " ")  # a sign without width may part two words, or stand within one
    if apart.texte != read.texte:
        yield from _addresses(apart, addresses)


def _hidden(text: str, known: Mapping[str, str]) -> Iterator[Coordonnee]:
    """Known numbers and e-mail addresses that were typed in a way of one's own: signs or a word between the pieces."""
    read = _read(text)
    yield from _known_numbers(read, known)
    yield from _known_mails(read, known)


# --- what is read of a text ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Lu:
    """A text as a reader sees it; ``places`` has, for each sign and for the end, where it was typed in ``original``."""

    texte: str
    original: str
    places: Sequence[int]

    def found(
        self, genre: Genre, valeur: str, begin: int, end: int, portable: bool = False
    ) -> Coordonnee:
        first = self.places[begin]
        typed = " ".join(self.original[first : self.places[end]].split())
        return Coordonnee(genre, valeur, typed, first, portable)

    def replaced(self, pattern: re.Pattern[str], by: Callable[[re.Match[str]], str]) -> Lu:
        """The text with what ``by`` gives in place of each match."""
        texts: list[str] = []
        places: list[int] = []
        end = 0
        for match in pattern.finditer(self.texte):
            given = by(match)
            texts += self.texte[end : match.start()], given
            places += self.places[end : match.start()]
            places += [self.places[match.start()]] * len(given)
            end = match.end()
        if not end:
            return self
        return Lu("".join((*texts, self.texte[end:])), self.original, [*places, *self.places[end:]])


CODED = re.compile(
    r"&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,31});|(?:%[0-9a-f]{2})+", re.IGNORECASE
)
"""Signs by their name in HTML, or by their bytes in an address."""

MARKS = ("Cf", "Mn", "Me")
"""Signs without width, and those that dress the sign before (« 1️⃣ »)."""


@lru_cache(maxsize=4)
def _read(text: str, unseen_as: str = "") -> Lu:
    read = Lu(text, text, range(len(text) + 1))
    if "&" in text or "%" in text:
        read = read.replaced(CODED, _decoded)
    if read.texte.isascii():
        return read
    plain: dict[str, str | int | None] = {
        sign: _plain(sign) for sign in set(read.texte) if not sign.isascii()
    }
    unseen = "".join(sign for sign, written in plain.items() if not written)
    if unseen:
        read = read.replaced(re.compile(f"[{re.escape(unseen)}]"), lambda _match: unseen_as)
    return Lu(read.texte.translate(str.maketrans(plain)), text, read.places)


def _decoded(match: re.Match[str]) -> str:
    coded = match.group()
    shown = unquote(coded) if coded.startswith("%") else unescape(coded)
    return shown if len(shown) <= len(coded) else coded


def _plain(sign: str) -> str:
    """A sign as a keyboard has it: « ５ », « ⁵ », « ⑤ » are 5, « ＠ » is @; nothing for one that is not seen."""
    if unicodedata.category(sign) in MARKS:
        return ""
    digit = unicodedata.digit(sign, None)
    if digit is not None:
        return str(digit)
    usual = unicodedata.normalize("NFKC", sign)
    return usual if len(usual) == 1 and usual.isascii() else sign


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
        *(
            (10,),
            (2, 2, 2, 2, 2),
            (4, 2, 2, 2),
            (4, 3, 3),
            (2, 2, 3, 3),
            (2, 4, 4),
            (4, 4, 2),
            (3, 3, 4),
            (5, 5),
            (2, 8),
        ),
        *((9,), (1, 2, 2, 2, 2), (3, 3, 3), (1, 4, 4), (1, 8), (3, 2, 2, 2)),
        (1, 1, 2, 2, 2, 2),
    )
)
"""How many digits the groups of a mobile number have, « 0 » included or « +33 » left out; a date and an hour, or an
amount, are grouped otherwise.  The last one is « zéro six » and four numbers."""

REGULAR = re.compile(r"(?P<sign> ?[ ./-] ?)(?:(?P=sign))*")
YEAR = re.compile("(?:19|20)[0-9]{2}")

ABROAD = {
    **dict.fromkeys(("262", "508", "590", "594", "596", "687", "689"), "[67]"),
    **dict.fromkeys(("33", "34"), "[67]"),
    **dict.fromkeys(("41", "44"), "7"),
    **dict(
        zip(
            ("32", "39", "49", "352", "376", "377"),
            ("4", "3", "1", "6", "[36]", "[46]"),
            strict=True,
        )
    ),
}
"""Country code of our neighbours and of the islands → how their mobile numbers begin."""

BY_SIGNS = re.compile(
    r"(?<![0-9:;|])0[67](?P<sign> ?[:;|] ?)[0-9]{2}(?:(?P=sign)[0-9]{2}){3}(?![0-9]|[:;|][0-9])"
)
"""A mobile number whose pieces are parted by what otherwise parts two cells, or hours and minutes."""

FOREIGN = re.compile(
    r"(?:\+|(?<![0-9])00)[ ]?(?:"
    + "|".join(
        rf"{code}(?:[^\w|;:%€@]{{0,3}}\(?0\)?)?[^\w|;:%€@]{{0,4}}{begins}"
        for code, begins in ABROAD.items()
    )
    + r")(?:[ ./()-]{0,3}[0-9]){6,9}(?![0-9])"
)

NUMBERS_IN_WORDS = """
    zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit
    dix-neuf
"""
SPOKEN = {word: str(rank) for rank, word in enumerate(NUMBERS_IN_WORDS.split())}
TENS = {
    "vingt": 20,
    "trente": 30,
    "quarante": 40,
    "cinquante": 50,
    "soixante": 60,
    "quatre-vingt": 80,
}
UNITS = "|".join(
    sorted((word.replace("-", "[- ]") for word in SPOKEN if word != "zero"), key=len, reverse=True)
)
IN_WORDS = re.compile(
    rf"\b(?:(?P<tens>vingts?|trente|quarante|cinquante|soixante|quatre[- ]vingts?)(?:(?:[- ]| et )(?P<more>{UNITS}))?"
    rf"|z[ée]ro|{UNITS})\b",
    re.IGNORECASE,
)
LETTERS = re.compile(r"(?<![^\W0-9OoØølI])[0-9OoØølI]{1,14}(?![^\W0-9OoØølI])")
"""Digits, and the letters that look like 0 and 1: whether they stand for them depends on what is around."""


def _figure(match: re.Match[str]) -> str:
    """The digits of a number told in words, less than a hundred."""
    tens, more = match["tens"], match["more"]
    if not tens:
        return SPOKEN[fold(match.group()).replace(" ", "-")]
    units = int(SPOKEN[fold(more).replace(" ", "-")]) if more else 0
    return str(TENS[fold(tens).replace(" ", "-").rstrip("s")] + units)


def _unmasked(match: re.Match[str]) -> str:
    typed = match.group()
    if not any(sign.isdecimal() for sign in typed) and typed.lower() not in ("o", "oo", "ø"):
        return typed
    return typed.translate(str.maketrans("OoØølI", "000011"))


def _in_digits(read: Lu) -> Lu:
    """The text with digits in place of numbers in words, and of the letters that look like digits beside one."""
    return read.replaced(IN_WORDS, _figure).replaced(LETTERS, _unmasked)


def _numbers(read: Lu) -> Iterator[Coordonnee]:
    digits = _in_digits(read)
    for chain in _chains(digits.texte, BETWEEN):
        told: dict[str, int] = {}
        for number, begin, end, mobile in _numbers_of(chain, digits.texte):
            if begin >= told.get(number, 0):  # « 6 12… » inside « +33 6 12… » is the same number
                told[number] = end
                yield digits.found(Genre.TELEPHONE, number, begin, end, mobile)
    for match in BY_SIGNS.finditer(digits.texte):
        number = "".join(GROUP.findall(match.group()))[1:]
        yield digits.found(Genre.TELEPHONE, number, match.start(), match.end(), portable=True)
    for match in FOREIGN.finditer(digits.texte):
        typed = "".join(GROUP.findall(match.group())).removeprefix("00")
        if not typed.startswith("33"):
            yield digits.found(
                Genre.TELEPHONE, f"+{typed}", match.start(), match.end(), portable=True
            )


def _chains(digits: str, between: re.Pattern[str]) -> Iterator[list[re.Match[str]]]:
    """Runs of groups of digits that may belong to one number."""
    chain: list[re.Match[str]] = []
    for group in GROUP.finditer(digits):
        if chain and not between.fullmatch(digits, chain[-1].end(), group.start()):
            yield chain
            chain = []
        chain.append(group)
    if chain:
        yield chain


def _numbers_of(
    chain: Sequence[re.Match[str]], digits: str
) -> Iterator[tuple[str, int, int, bool]]:
    """Every run of whole groups that makes a number: what it follows (« 15 06 12… ») may be a number of its own.

    Each with where it begins and ends, and whether it is that of a mobile phone.
    """
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
            mobile = number.startswith(MOBILE)
            if not international:
                mobile = mobile and _is_typed_as_a_mobile(prefix, chain[first : last + 1], digits)
            yield number, begin, chain[last].end(), mobile


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


def _is_typed_as_a_mobile(prefix: str, groups: Sequence[re.Match[str]], digits: str) -> bool:
    sizes = [len(group.group()) for group in groups]
    signs = {digits[one.end() : two.start()] for one, two in itertools.pairwise(groups)}
    if (
        sizes == [5, 5] and groups[0].group()[:2] == groups[1].group()[:2]
    ):  # two communes of one département
        return False
    if not prefix:
        return (
            sizes == [1, 2, 2, 2, 2]
            and len(signs) == 1
            and signs <= {" ", ".", "-"}
            and not _grow(groups)
        )
    if sizes == [1, 1, 2, 2, 2, 2] and not signs <= {" ", "-"}:  # « à 0, 6, 12, 24… mois »
        return False
    if prefix == "0" and tuple(sizes) not in MOBILE_GROUPS:
        return _is_cut_anyhow(groups, sizes, signs)
    return prefix == "0" or tuple(_without_prefix(len(prefix), sizes)) in MOBILE_GROUPS


def _grow(groups: Sequence[re.Match[str]]) -> bool:
    """Whether each number is larger than the one before: ages or months (« 6 12 24 36 48 »), not a phone number."""
    values = [int(group.group()) for group in groups]
    return all(one < two for one, two in itertools.pairwise(values))


def _is_cut_anyhow(groups: Sequence[re.Match[str]], sizes: Sequence[int], signs: set[str]) -> bool:
    """Whether the ten digits are cut in groups of one's own, by one sign; no year among them, and no amount."""
    if set(sizes) == {1}:
        return signs <= {" ", "-"}
    if len(signs) != 1 or not REGULAR.fullmatch(next(iter(signs))):
        return False
    if sizes[0] not in (2, 3) or (1 in sizes and sizes.count(2) < 3):
        return False
    return not any(YEAR.fullmatch(group.group()) for group in groups)


def _without_prefix(left: int, sizes: Sequence[int]) -> Iterator[int]:
    """The sizes of what remains of the groups once the first ``left`` digits are taken."""
    for size in sizes:
        taken = min(size, left)
        left -= taken
        if size > taken:
            yield size - taken


ANYTHING = re.compile(r"[^0-9]{0,8}")


def _known_numbers(read: Lu, known: Mapping[str, str]) -> Iterator[Coordonnee]:
    """Known numbers whose digits follow each other, whatever few signs are between them."""
    numbers = {valeur for valeur in known if len(valeur) == NATIONAL and valeur.isdecimal()}
    if not numbers:
        return
    digits = _in_digits(read)
    for chain in _chains(digits.texte, ANYTHING):
        places = [place for group in chain for place in range(group.start(), group.end())]
        typed = "".join(group.group() for group in chain)
        for first in range(len(typed) - NATIONAL + 1):
            number = typed[first : first + NATIONAL]
            if number in numbers:
                yield digits.found(
                    Genre.TELEPHONE, number, places[first], places[first + NATIONAL - 1] + 1
                )


def numero_national(typed: str) -> str:
    """The nine digits of a number typed alone in a cell; empty when it is a short one, or none."""
    return next((found.valeur for found in _numbers(_read(typed))), "")


# --- e-mail addresses ---------------------------------------------------------------------------------------------

SAID_AT = "at|arobas|arobase|chez|à|a"
AT = re.compile(
    rf"(?P<sign>\s{{0,3}}@\s{{0,3}})|\s{{0,3}}[(\[{{<]\s?(?:@|{SAID_AT})\s?[)\]}}>]\s{{0,3}}"
    r"|(?P<word>[ \t_-]+(?:at|arobase?)[ \t_-]+)",
    re.IGNORECASE,
)
LOCAL = re.compile(r"[\w.+!#&'-]{1,64}\Z")
POINT = r"(?:\.|\s?[(\[{]\s?(?:\.|point|dot)\s?[)\]}]\s?|[ ](?:point|dot)[ ]|[ ]\.(?=[a-z]))"
DOMAIN = re.compile(rf"[^\W_][\w-]{{0,62}}(?:{POINT}[\w-]{{1,63}}){{0,8}}", re.IGNORECASE)
ONLY_POINT = re.compile(POINT, re.IGNORECASE)
LONGEST_LOCAL = 66


def _mails(read: Lu) -> Iterator[Coordonnee]:
    text = read.texte
    for sign in AT.finditer(text):
        before = text[max(0, sign.start() - LONGEST_LOCAL) : sign.start()].rstrip('"”')
        local, domain = LOCAL.search(before), DOMAIN.match(text, sign.end())
        if local is None or domain is None or not _is_a_mail(local.group(), sign, domain.group()):
            continue
        begin = sign.start() - len(local.group()) - (text[sign.start() - 1] in '"”')
        yield read.found(Genre.COURRIEL, courriel(text[begin : domain.end()]), begin, domain.end())


def _is_a_mail(local: str, sign: re.Match[str], domain: str) -> bool:
    """« at » may be a word, and « à » more so: what follows must then be a domain; so after a sign that has spaces."""
    dotted = ONLY_POINT.search(domain) is not None
    if sign.group() == "@" and not dotted:
        return (
            len(domain) > 2 and not domain.isdecimal() and any(letter.isalpha() for letter in local)
        )
    return dotted


def courriel(typed: str) -> str:
    """An e-mail address as it is compared.

    >>> courriel("Jean.Prologue (at) Example point org")
    'jean.prologue@example.org'
    """
    plain = AT.sub("@", unicodedata.normalize("NFKC", typed).strip(), count=1)
    return ONLY_POINT.sub(".", plain).lower().replace('"', "").strip(".'")


MARK_OF_AT = re.compile(rf"@|[^\w\s.,;:]|_|\b(?:{SAID_AT})\b", re.IGNORECASE)
SAID = frozenset((*SAID_AT.split("|"), "point", "dot"))


def _known_mails(read: Lu, known: Mapping[str, str]) -> Iterator[Coordonnee]:
    """Known addresses whose words follow each other, with something that says « at » where it should be."""
    wanted: dict[str, list[tuple[str, list[str], int]]] = {}
    for valeur in known:
        local, sign, domain = valeur.partition("@")
        words = [
            word
            for side in (local, domain)
            for word in TOKEN.findall(fold(side))
            if word not in SAID
        ]
        if sign and words:
            before = sum(word not in SAID for word in TOKEN.findall(fold(local)))
            wanted.setdefault(words[0], []).append((valeur, words, before))
    if not wanted:
        return
    matches = [
        (word, match)
        for match in TOKEN.finditer(read.texte)
        if (word := fold(match.group())) not in SAID
    ]
    folded = [word for word, _match in matches]
    for rank, word in enumerate(folded):
        for valeur, words, before in wanted.get(word, ()):
            if folded[rank : rank + len(words)] != words or not 0 < before < len(words):
                continue
            between = read.texte[
                matches[rank + before - 1][1].end() : matches[rank + before][1].start()
            ]
            if len(between) < LONGEST_AT and MARK_OF_AT.search(between):
                end = matches[rank + len(words) - 1][1].end()
                yield read.found(Genre.COURRIEL, valeur, matches[rank][1].start(), end)


LONGEST_AT = 20


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

LINKING = frozenset(
    ("de", "du", "des", "la", "le", "les", "l", "d", "a", "au", "aux", "en", "et", "cedex")
)
FEWEST_WORDS = 3
"""A shorter address (« Auch ») is a word of every page."""


def adresse(typed: str) -> tuple[str, ...]:
    """The words of a postal address as they are compared: no accents, no punctuation, no linking words.

    >>> adresse("01 bis, Av. de l'Hôpital – 32000 AUCH")
    ('1', 'avenue', 'hopital', '32000', 'auch')
    """
    return tuple(word for word, _start in _words(_read(typed).texte))


NUMBERED = re.compile(r"0*([0-9]{1,4})(?:bis|ter|quater|[a-d])?")
AFTER_A_NUMBER = frozenset(("bis", "ter", "quater"))


def _words(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    for match in TOKEN.finditer(text):
        word = fold(match.group())
        word = SHORTER.get(word, word)
        number = NUMBERED.fullmatch(word)
        if number:
            word = number[1]
        if word not in LINKING and word not in AFTER_A_NUMBER:
            yield word, match


def voie(typed: str) -> tuple[str, ...]:
    """The words of the street of an address, which is enough to find a home: what stands from the number to the
    postcode.  Where there is little (« Le Bourg »), the whole address.

    >>> voie("Résidence des Pins, 3 rue du Conte, 32000 Auch"), voie("Le Bourg, 32350 Barran")
    (('3', 'rue', 'conte'), ('bourg', '32350', 'barran'))
    """
    words = adresse(typed)
    cut = next(
        (rank for rank, word in enumerate(words) if rank and len(word) == 5 and word.isdecimal()),
        len(words),
    )
    street = words[:cut]
    number = next((rank for rank, word in enumerate(street) if word.isdecimal()), 0)
    from_number = street[number:]
    if len(from_number) >= FEWEST_WORDS:
        return from_number
    return street if len(street) >= FEWEST_WORDS else words


def _addresses(read: Lu, addresses: Sequence[str]) -> Iterator[Coordonnee]:
    """The streets of ``addresses``; their number may stand after the name, or be one of two."""
    streets: dict[str, set[tuple[str, ...]]] = {}
    for typed in addresses:
        street = voie(typed)
        numbered = bool(street) and street[0].isdecimal()
        if len(street) >= FEWEST_WORDS:
            streets.setdefault(street[1 if numbered else 0], set()).add(street)
    if not streets:
        return
    words = list(_words(read.texte))
    folded = [word for word, _match in words]
    for rank, word in enumerate(folded):
        for street in sorted(streets.get(word, ())):
            numbered = street[0].isdecimal()
            name = list(street[1:] if numbered else street)
            end = rank + len(name)
            if folded[rank:end] != name:
                continue
            first, last = (
                _with_number(street[0], folded, rank, end) if numbered else (rank, end)
            ) or (0, 0)
            if last:
                begin, stop = words[first][1].start(), words[last - 1][1].end()
                yield read.found(Genre.ADRESSE, " ".join(street), begin, stop)


def _with_number(number: str, words: Sequence[str], begin: int, end: int) -> tuple[int, int] | None:
    """From where to where a street that stands from ``begin`` to ``end`` has that number; None when it has not."""
    first = begin
    while first and begin - first < MOST_NUMBERS and words[first - 1].isdecimal():
        first -= 1
        if words[first] == number:
            return first, end
    after = end < len(words) and words[end] == number
    return (begin, end + 1) if after and first == begin else None


MOST_NUMBERS = 3
"""« 1-3 rue… », « 1, 3 et 5 rue… »."""
