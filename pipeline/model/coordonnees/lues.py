"""Every detail of a text: those that look like one, and those known to be one whatever they look like."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model.coordonnees import Coordonnee, Repertoire
from pipeline.model.coordonnees.adresses import Rues, domiciles_in
from pipeline.model.coordonnees.anniversaires import anniversaires
from pipeline.model.coordonnees.courriels import (
    beside_a_box,
    in_a_named_box,
    known_mails,
    mails,
    mails_of,
    spelled_out,
    told_after,
    told_in_words,
)
from pipeline.model.coordonnees.demeures import numerotees
from pipeline.model.coordonnees.identites import identites
from pipeline.model.coordonnees.intimite import chez, intimite
from pipeline.model.coordonnees.lecture import as_typed, lu, sans_cibles
from pipeline.model.coordonnees.naissances import naissances
from pipeline.model.coordonnees.telephones import (
    in_digits,
    known_numbers,
    numbers,
    numbers_of,
    writings_of,
)
from pipeline.model.coordonnees.voisins import Voisinage, homes_nearby


def coordonnees(text: str, rues: Rues | None = None, titre: str = "") -> Iterator[Coordonnee]:
    """Every phone number and e-mail address of a text, and the homes of ``rues`` that it names.

    The numbers are all those that have the nine national digits of a French one: whoever asks decides which matter.
    """
    read = lu(text)
    digits = in_digits(read)
    yield from numbers(digits, titre)
    yield from mails(read)
    yield from told_after(read)
    yield from beside_a_box(read)
    yield from in_a_named_box(read)
    if "*" in text:  # « jean.petit*free.fr »: one that dresses nothing is printed
        yield from beside_a_box(as_typed(text))
    yield from identites(read, digits)
    yield from naissances(digits, titre)
    yield from anniversaires(digits, titre)
    yield from intimite(read, digits, titre)
    apart = spelled_out(read)
    if apart is not read:
        yield from mails(apart)
    yield from told_in_words(read)
    if rues is not None and rues.sizes:
        yield from _homes(text, rues)
    printed = sans_cibles(read)  # « [06 11](…) 22 33 44 » is printed without what the link leads to
    if printed is not read:
        yield from numbers(in_digits(printed), titre)
        yield from mails(printed)


def adresses(text: str) -> Iterator[Coordonnee]:
    """Every address of a text that has its number, whoever is there."""
    digits = in_digits(lu(text))
    for begin, end in numerotees(digits):
        yield chez(digits, begin, end)


def _homes(text: str, rues: Rues) -> Iterator[Coordonnee]:
    read = lu(text)
    yield from domiciles_in(read, rues)
    apart = lu(text, " ")  # a sign without width may part two words, or stand within one
    if apart.texte != read.texte:
        yield from domiciles_in(apart, rues)


def caches(text: str, known: Connus) -> Iterator[Coordonnee]:
    """Known numbers and e-mail addresses that were typed in a way of one's own: signs or a word between the pieces."""
    read = lu(text)
    yield from known_numbers(read, known.numeros)
    yield from known_mails(read, known.courriels)
    yield from homes_nearby(read, known.voisinage)


class Connus:
    """What is known, put once in the order in which texts are searched."""

    def __init__(self, repertoire: Repertoire) -> None:
        self.rues = Rues(repertoire.domiciles)
        self.numeros = writings_of(numbers_of(repertoire.prives))
        self.courriels = mails_of(repertoire.prives)
        self.voisinage = Voisinage(repertoire.domiciles)
