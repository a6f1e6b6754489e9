"""Every detail of a text: those that look like one, and those known to be one whatever they look like."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.model.coordonnees import Coordonnee, Domicile
from pipeline.model.coordonnees.adresses import domiciles_in
from pipeline.model.coordonnees.courriels import known_mails, mails
from pipeline.model.coordonnees.lecture import lu, sans_cibles
from pipeline.model.coordonnees.telephones import known_numbers, numbers


def coordonnees(
    text: str, domiciles: Sequence[Domicile] = (), titre: str = ""
) -> Iterator[Coordonnee]:
    """Every phone number and e-mail address of a text, and those of ``domiciles`` that it holds.

    The numbers are all those that have the nine national digits of a French one: whoever asks decides which matter.
    """
    read = lu(text)
    yield from numbers(read, titre)
    yield from mails(read)
    yield from domiciles_in(read, domiciles)
    printed = sans_cibles(read)  # « [06 11](…) 22 33 44 » is printed without what the link leads to
    if printed is not read:
        yield from numbers(printed, titre)
        yield from mails(printed)
    apart = lu(text, " ")  # a sign without width may part two words, or stand within one
    if apart.texte != read.texte:
        yield from domiciles_in(apart, domiciles)


def caches(text: str, known: Mapping[str, str]) -> Iterator[Coordonnee]:
    """Known numbers and e-mail addresses that were typed in a way of one's own: signs or a word between the pieces."""
    read = lu(text)
    yield from known_numbers(read, known)
    yield from known_mails(read, known)
