"""Ways to reach somebody, found in a text however they are typed: phone numbers, e-mail addresses, postal addresses.

So is what is one person's alone: a number of the social security or of a bank account, a day of birth.

Numbers are compared by their nine national digits (« 05.36.49.00.01 », « O536490001 », « zéro cinq… » and « +33 (0)5 36
49 00 01 » are one), e-mail addresses without capitals (« nom (at) domaine point fr » as well), postal addresses word by
word.  What is known is found in writings where what is not known is left alone: nine digits
in their order are no chance.

The nouns are here; how a text is read, in the modules beside, which a command without a public document never imports.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from enum import Enum
from typing import TYPE_CHECKING

from pipeline.model.span import Span
from pipeline.model.valeur import dataclass

if TYPE_CHECKING:
    from pipeline.model.coordonnees.lues import Connus


class Genre(Enum):
    TELEPHONE = "téléphone"
    COURRIEL = "courriel"
    ADRESSE = "adresse"
    IDENTITE = "identité"


TOUJOURS = frozenset((Genre.COURRIEL, Genre.IDENTITE))
"""What no public document shows, whoever it belongs to."""


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
class Domicile:
    """Where somebody lives, as typed, and the names of that person."""

    adresse: str
    nom: str = ""
    prenom: str = ""


@dataclass(frozen=True, slots=True)
class Repertoire:
    """What is known of the details that may be met: ``prives`` are those of natural persons, ``ouverts`` of bodies.

    ``prives`` maps the common value of a detail to what was typed.  One that stands in both lists is open.
    """

    prives: Mapping[str, str] = field(default_factory=dict)
    ouverts: frozenset[str] = frozenset()
    domiciles: tuple[Domicile, ...] = ()
    memoire: list[Connus] = field(default_factory=list, compare=False, repr=False)

    def est_prive(self, found: Coordonnee) -> bool:
        return found.valeur in self.prives and found.valeur not in self.ouverts

    def sensibles(self, text: str, titre: str = "") -> tuple[Coordonnee, ...]:
        """What of a text a public document may not show: private details, and any mobile number, e-mail address or
        number of a person's own that is not known to be that of a body.  ``titre`` is what heads the column, where the
        text is a cell.

        Searched once: public documents print much the same texts, and cells are seldom of their own."""
        connus = self._connus()
        key = text, titre
        if key not in connus.deja_lus:
            connus.make_room()
            connus.deja_lus[key] = tuple(self._searched(text, titre, connus))
        return connus.deja_lus[key]

    def _searched(self, text: str, titre: str, connus: Connus) -> Iterator[Coordonnee]:
        from pipeline.model.coordonnees.lues import caches, coordonnees

        told: set[str] = set()
        for found in coordonnees(text, connus.rues, titre):
            if found.valeur in self.ouverts:
                continue
            if found.valeur in self.prives or found.portable or found.genre in TOUJOURS:
                told.add(found.valeur)
                yield found
        for found in caches(text, connus):
            if found.valeur not in self.ouverts and found.valeur not in told:
                yield found

    def _connus(self) -> Connus:
        """Made for the first text, and kept: there are thousands of cells."""
        if not self.memoire:
            from pipeline.model.coordonnees.lues import Connus

            self.memoire.append(Connus(self))
        return self.memoire[0]


@dataclass(frozen=True, slots=True)
class Divulgation:
    """A detail that the public document ``livrable`` would show.  ``privee`` is whether ``contacts.csv`` holds it."""

    livrable: str
    coordonnee: Coordonnee
    privee: bool
    span: Span
