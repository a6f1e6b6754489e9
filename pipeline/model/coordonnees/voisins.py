"""Known details whose pieces stand near each other, in an order or with words that nobody else would use.

The number of a house after its street (« rue Charles-de-Gaulle, au douze »), both sides of an e-mail address without
its sign (« mail : jean petit free fr »).  Only what is known is looked for, so that little is found by chance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set

from pipeline.model.coordonnees import Coordonnee, Domicile, Genre
from pipeline.model.coordonnees.adresses import (
    MONTHS,
    SAID_WAY,
    SHORTER,
    SPELLED,
    TITLES,
    TOKEN,
    VAGUE,
    WAYS,
    adresse,
    places,
    shortened,
    town_of,
    voie,
)
from pipeline.model.coordonnees.lecture import Lu
from pipeline.model.coordonnees.romains import NUMBER as ROMAN
from pipeline.model.coordonnees.romains import roman
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.valeur import dataclass

NEAR = 8
"""Words between a street and its number, in one sentence."""

END_OF_SENTENCE = motif(r"(?<!\bn)(?<!\bno)[.!?]\s|\n\s*\n|[|]", re.IGNORECASE)
"""« n. 12 » ends none.  A cell ends one as well: what stands in the next is told by its own title."""


@dataclass(frozen=True, slots=True)
class Mot:
    """A word as it is compared, and where it stands."""

    mot: str
    debut: int
    fin: int
    majuscule: bool


class Voisinage:
    """The homes of ``domiciles`` by the words that name their street, or the place where they stand alone."""

    def __init__(self, domiciles: Sequence[Domicile]) -> None:
        self.streets: dict[tuple[str, ...], dict[str, str]] = {}
        """The words of a street → number → the common value of the home."""
        self.hamlets: dict[tuple[str, ...], str] = {}
        self.towns: dict[tuple[str, ...], set[str]] = {}
        """The words of a hamlet → the first words of its town."""
        for domicile in dict.fromkeys(domiciles):
            self._add(domicile.adresse)
        self.sizes: dict[str, set[int]] = {}
        for nom in (*self.streets, *self.hamlets):
            self.sizes.setdefault(nom[0], set()).add(len(nom))

    def _add(self, typed: str) -> None:
        street = voie(typed)
        valeur = " ".join(street)
        for nom in _names(street) if street and street[0].isdecimal() else ():
            self.streets.setdefault(nom, {}).setdefault(street[0], valeur)
        for place in places(adresse(typed)):
            self.hamlets.setdefault(place, valeur)
            self.towns.setdefault(place, set()).update(town_of(adresse(typed)))


def _names(street: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The words that name a street, with and without those that anyone leaves out (« avenue du Général »)."""
    for written in (street[1:], *shortened(street[1:])):
        nom = written[1:] if written[0] in WAYS else written
        without_title = tuple(word for word in nom if word not in TITLES)
        yield from (one for one in (nom, without_title) if one and not set(one) <= VAGUE)


def homes_nearby(read: Lu, known: Voisinage) -> Iterator[Coordonnee]:
    """The homes whose street is named, with its number somewhere in the same sentence; a hamlet with any number."""
    if not known.sizes:
        return
    words = list(_words_of(read.texte))
    for begin, word in enumerate(words):
        for size in known.sizes.get(word.mot, ()):
            nom = tuple(one.mot for one in words[begin : begin + size])
            if len(nom) < size:
                continue  # the text ends there
            if nom in known.hamlets and _is_numbered(words, begin):
                yield _found(read, known.hamlets[nom], words, begin - 1, begin + size - 1)
            elif nom in known.hamlets and (
                last := _in_its_town(known.towns[nom], words, begin, size)
            ):
                yield _found(read, known.hamlets[nom], words, begin, last)
            if nom in known.streets and _names_a_street(words, begin, begin + size):
                yield from _with_its_number(read, known.streets[nom], words, begin, begin + size)


def _with_its_number(
    read: Lu, homes: Mapping[str, str], words: Sequence[Mot], begin: int, end: int
) -> Iterator[Coordonnee]:
    if _has_another_number(homes, words, begin):
        return
    for rank in (*range(end, end + NEAR), *range(begin - 1, begin - 1 - NEAR, -1)):
        number = _number_told(read.texte, words, rank) if 0 <= rank < len(words) else ""
        if number not in homes:
            continue
        first, last = min(rank, begin), max(rank, end - 1)
        if END_OF_SENTENCE.search(read.texte, words[first].fin, words[last].debut) is None:
            yield _found(read, homes[number], words, first, last)


def _found(read: Lu, valeur: str, words: Sequence[Mot], first: int, last: int) -> Coordonnee:
    return read.found(Genre.ADRESSE, valeur, words[first].debut, words[last].fin)


LINKS = frozenset(
    ("de", "du", "des", "la", "le", "les", "l", "d", "au", "aux", "en", "et", "numero")
)


def _words_of(text: str) -> Iterator[Mot]:
    for match in TOKEN.finditer(text):
        word = fold(match.group())
        if word not in LINKS:
            word = SHORTER.get(word, word).lstrip("0") or "0"
            yield Mot(word, match.start(), match.end(), match.group()[0].isupper())


def _names_a_street(words: Sequence[Mot], begin: int, end: int) -> bool:
    """Whether these words name a street here: after « rue », « avenue du Général »; several, by their capitals."""
    before = {word.mot for word in words[max(0, begin - 3) : begin]}
    return bool(before & WAYS) or (
        end - begin > 1 and all(word.majuscule for word in words[begin:end])
    )


HEADS = WAYS | TITLES | {SAID_WAY}


def _has_another_number(homes: Mapping[str, str], words: Sequence[Mot], begin: int) -> bool:
    """Whether the street has the number of a house that is nobody's."""
    first = begin
    while first and words[first - 1].mot in HEADS:
        first -= 1
    before = words[first - 1].mot if first else ""
    return before.isdecimal() and before not in homes and len(before) < LONGEST_NUMBER


LONGEST_NUMBER = 5
"""Figures of a year or of the number of a house; more are those of a postcode."""

COUNTED = motif(r"[ ](?:[a-zà-ÿ]{3,}[sx]|h|heures?|ans?|km|euros)\b|[ ]?[%€]")
"""A plural, or a unit, after a number that counts it."""


def _number_told(text: str, words: Sequence[Mot], rank: int) -> str:
    """The number of a house that the word at that rank tells, in figures, in words or in those of Rome; else nothing."""
    size, number = _number_in(words, rank)
    end = words[rank + size - 1].fin if size else 0
    after = words[rank + size].mot if rank + size < len(words) else ""
    if not size or after in MONTHS or COUNTED.match(text, end):
        return ""
    return number


def _number_in(words: Sequence[Mot], rank: int) -> tuple[int, str]:
    word = words[rank]
    if word.mot.isdecimal():
        return 1, word.mot
    capitals = word.mot.upper()
    if word.majuscule and len(capitals) > 1 and ROMAN.fullmatch(capitals):
        return 1, str(roman(capitals))
    if word.mot == "un":
        return 0, ""  # a word of every sentence
    for size in (3, 2, 1):
        spoken = tuple(one.mot for one in words[rank : rank + size])
        if spoken in SPELLED:
            return len(spoken), SPELLED[spoken]
    return 0, ""


def _in_its_town(towns: Set[str], words: Sequence[Mot], begin: int, size: int) -> int:
    """The rank of the town that is named just after a hamlet, both by their capitals; 0 where it is not."""
    end = begin + size
    after = end + (end < len(words) and words[end].mot == "a")  # « au Barthas, à Mirande »
    if after >= len(words):
        return 0
    if not all(word.majuscule for word in (*words[begin:end], words[after])):
        return 0
    near = words[after].debut - words[end - 1].fin < CLOSE
    return after if near and words[after].mot in towns else 0


CLOSE = 12
"""Signs between a hamlet and its town: « le Barthas », à Mirande."""


def _is_numbered(words: Sequence[Mot], rank: int) -> bool:
    return (
        bool(rank) and words[rank - 1].mot.isdecimal() and len(words[rank - 1].mot) < LONGEST_NUMBER
    )
