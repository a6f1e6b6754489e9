"""Postal addresses of persons: the street, with its number or beside the name of who lives there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.model.coordonnees import Coordonnee, Domicile, Genre
from pipeline.model.coordonnees.lecture import Lu, lu
from pipeline.model.langue.mots import fold
from pipeline.model.valeur import dataclass

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
    return tuple(word for word, _start in _words(lu(typed).texte))


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


@dataclass(frozen=True, slots=True)
class Rue:
    """The street of somebody: its ``numero``, empty for a house without one, the words of its ``nom``, and those of
    the family name of that person."""

    valeur: str
    numero: str
    nom: tuple[str, ...]
    habitant: tuple[str, ...]


def _rues(domiciles: Sequence[Domicile]) -> dict[str, list[Rue]]:
    """The streets by the first word of their name."""
    rues: dict[str, list[Rue]] = {}
    for domicile in dict.fromkeys(domiciles):
        street = voie(domicile.adresse)
        if len(street) < FEWEST_WORDS:
            continue
        numero = street[0] if street[0].isdecimal() else ""
        nom = street[1:] if numero else street
        habitant = tuple(map(fold, TOKEN.findall(domicile.nom)))
        rues.setdefault(nom[0], []).append(Rue(" ".join(street), numero, nom, habitant))
    return rues


def domiciles_in(read: Lu, domiciles: Sequence[Domicile]) -> Iterator[Coordonnee]:
    """The streets of ``domiciles``; their number may stand after the name, or be one of two.

    Without a number, a street is somebody's beside that person's name.
    """
    rues = _rues(domiciles)
    if not rues:
        return
    words = list(_words(read.texte))
    folded = [word for word, _match in words]
    for rank, word in enumerate(folded):
        for rue in rues.get(word, ()):
            stands = _stands(rue, folded, rank)
            if stands is not None:
                begin, end = words[stands[0]][1].start(), words[stands[1] - 1][1].end()
                yield read.found(Genre.ADRESSE, rue.valeur, begin, end)


def _stands(rue: Rue, words: Sequence[str], begin: int) -> tuple[int, int] | None:
    """From which word to which that street is named where its name may begin; None when it is not."""
    end = begin + len(rue.nom)
    if tuple(words[begin:end]) != rue.nom:
        return None
    if not rue.numero:
        return begin, end
    numbered = _with_number(rue.numero, words, begin, end)
    return numbered or ((begin, end) if _is_beside(rue.habitant, words, begin, end) else None)


def _with_number(number: str, words: Sequence[str], begin: int, end: int) -> tuple[int, int] | None:
    """From where to where a street that stands from ``begin`` to ``end`` has that number; None when it has not."""
    first = begin
    while first and begin - first < MOST_NUMBERS and words[first - 1].isdecimal():
        first -= 1
        if words[first] == number:
            return first, end
    after = end < len(words) and words[end] == number
    return (begin, end + 1) if after and first == begin else None


def _is_beside(name: Sequence[str], words: Sequence[str], begin: int, end: int) -> bool:
    """Whether a family name is among the words just before or after; another house of the street has its number."""
    if not name or (begin and words[begin - 1].isdecimal()):
        return False
    around = (*words[max(0, begin - BESIDE) : begin], *words[end : end + BESIDE])
    return set(name) <= set(around)


MOST_NUMBERS = 3
"""« 1-3 rue… », « 1, 3 et 5 rue… »."""

BESIDE = 8
"""Words between a name and a street that belong together."""
