"""Ways to reach somebody, found in a text however they are typed: phone numbers, e-mail addresses, postal addresses.

So is what is one person's alone: a number of the social security or of a bank account, a day of birth.

Numbers are compared by their nine national digits (« 05.36.49.00.01 », « O536490001 », « zéro cinq… » and « +33 (0)5 36
49 00 01 » are one), e-mail addresses without capitals (« nom (at) domaine point fr » as well), postal addresses word by
word.  What is known is found in writings where what is not known is left alone: nine digits
in their order are no chance.

The nouns are here; how a text is read, in the modules beside, which a command without a public document never imports.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Set
from dataclasses import field
from enum import Enum
from typing import TYPE_CHECKING

from pipeline.model.motif import motif
from pipeline.model.span import Span
from pipeline.model.valeur import dataclass

if TYPE_CHECKING:
    from pipeline.model.coordonnees.lues import Connus


class Genre(Enum):
    TELEPHONE = "téléphone"
    COURRIEL = "courriel"
    ADRESSE = "adresse"
    IDENTITE = "identité"


CHEZ = "chez-"
"""How the value of an address begins that no known person gave."""

SANS_TITRE = "-"
"""Heads a text that stands alone and again in its row, which tells whose an address is."""

OTHER_NUMBER = motif(r"(?<![0-9])[0-9]{1,4}(?![0-9])")
"""Of a house: a postcode has five figures."""

TOUJOURS = frozenset((Genre.COURRIEL, Genre.IDENTITE))
"""What no public document shows, whoever it belongs to."""


@dataclass(frozen=True, slots=True)
class Coordonnee:
    """``valeur`` is what two writings of one detail have in common; ``debut`` where ``texte`` begins in what was read.

    ``portable`` is whether it is the number of a mobile phone, and is typed as one; or a line that is said to be of a home.
    """

    genre: Genre
    valeur: str
    texte: str
    debut: int = field(compare=False, default=0)
    portable: bool = field(compare=False, default=False)

    @property
    def rue(self) -> str:
        """The common value of the street of a home, by which bodies are known; empty for anything else."""
        if not self.valeur.startswith(CHEZ):
            return ""
        from pipeline.model.coordonnees.adresses import voie

        return " ".join(voie(self.texte))

    def redit(self, adresse: Coordonnee) -> bool:
        """Whether it is the home that a sentence says, of which this known address tells all: no other number is in it."""
        if not self.valeur.startswith(CHEZ):
            return False
        before, known, after = self.texte.partition(adresse.texte)
        rest = before + after if known else ""
        return bool(known or self.texte in adresse.texte) and not OTHER_NUMBER.search(rest)


@dataclass(frozen=True, slots=True)
class Domicile:
    """Where somebody lives, as typed, and the names of that person."""

    adresse: str
    nom: str = ""
    prenom: str = ""


MOST_READ = 20_000
"""Texts remembered: a few megabytes."""


class Memoire:
    """What was found in each text, with the head of its column: nothing but what is known decides of it.

    ``silencieux`` are the marks of the texts where nothing was.  ``connus`` is made for the first text to be searched.
    """

    def __init__(self) -> None:
        self.deja_lus: dict[tuple[str, str], tuple[Coordonnee, ...]] = {}
        self.silencieux: set[str] = set()
        self.connus: Connus | None = None
        self.sceau = ""

    def make_room(self) -> None:
        """For one more text: whoever checks all day meets more and more of them."""
        if len(self.deja_lus) >= MOST_READ:
            self.deja_lus.clear()
            self.silencieux.clear()


@dataclass(frozen=True, slots=True)
class Repertoire:
    """What is known of the details that may be met: ``prives`` are those of natural persons, ``ouverts`` of bodies.

    ``prives`` maps the common value of a detail to what was typed.  One that stands in both lists is open.
    ``silences`` are the marks of the texts in which an earlier run found nothing: they are not searched again.
    """

    prives: Mapping[str, str] = field(default_factory=dict)
    ouverts: frozenset[str] = frozenset()
    domiciles: tuple[Domicile, ...] = ()
    memoire: Memoire = field(default_factory=Memoire, compare=False, repr=False)
    silences: Set[str] = field(default=frozenset(), compare=False, repr=False)

    def est_prive(self, found: Coordonnee) -> bool:
        return found.valeur in self.prives and found.valeur not in self.ouverts

    def sensibles(self, text: str, titre: str = "") -> tuple[Coordonnee, ...]:
        """What of a text a public document may not show: private details, and any mobile number, e-mail address or
        number of a person's own that is not known to be that of a body.  ``titre`` is what heads the column, where the
        text is a cell.

        Searched once: public documents print much the same texts, and cells are seldom of their own."""
        memoire = self.memoire
        key = text, titre
        if key not in memoire.deja_lus:
            memoire.make_room()
            memoire.deja_lus[key] = self._found(text, titre)
        return memoire.deja_lus[key]

    def _found(self, text: str, titre: str) -> tuple[Coordonnee, ...]:
        mark = self._mark(text, titre)
        found = () if mark in self.silences else tuple(self._searched(text, titre))
        if not found:
            self.memoire.silencieux.add(mark)
        return found

    def _mark(self, text: str, titre: str) -> str:
        """What a text is known by from one run to the next, as long as the same details are known."""
        if not self.memoire.sceau:
            known = (sorted(self.prives.items()), sorted(self.ouverts), self.domiciles)
            self.memoire.sceau = _hash(repr(known))
        return _hash(f"{self.memoire.sceau}\0{titre}\0{text}")

    def _searched(self, text: str, titre: str) -> Iterator[Coordonnee]:
        from pipeline.model.coordonnees.lues import caches, coordonnees

        connus = self._connus()
        shown = [found for found in coordonnees(text, connus.rues, titre) if self._is_shown(found)]
        known = [found for found in shown if found.genre is Genre.ADRESSE]
        yield from (found for found in shown if not any(map(found.redit, known)))
        told = {found.valeur for found in shown}
        for found in caches(text, connus):
            if found.valeur not in self.ouverts and found.valeur not in told:
                yield found

    def _is_shown(self, found: Coordonnee) -> bool:
        if found.valeur in self.ouverts or (self.ouverts and found.rue in self.ouverts):
            return False
        return found.valeur in self.prives or found.portable or found.genre in TOUJOURS

    def _connus(self) -> Connus:
        """Made for the first text, and kept: there are thousands of cells."""
        if self.memoire.connus is None:
            from pipeline.model.coordonnees.lues import Connus

            self.memoire.connus = Connus(self)
        return self.memoire.connus


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Divulgation:
    """A detail that the public document ``livrable`` would show.  ``privee`` is whether ``contacts.csv`` holds it."""

    livrable: str
    coordonnee: Coordonnee
    privee: bool
    span: Span
