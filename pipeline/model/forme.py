"""What a YAML mapping may hold, declared once: the readers go by it, and so do the schemas that editors show.

Every field has a sentence of help, in French: an editor shows it to whoever fills the line.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from enum import Enum

from pipeline.model.valeur import dataclass


class Genre(Enum):
    """What stands after « clé: »."""

    TEXTE = "un texte"
    ENTIER = "un nombre entier"
    ECHEANCE = "une date"
    JOUR = "un jour précis"
    CHOIX = "un mot d'une liste"
    OUI_NON = "oui ou non"
    TEXTES = "une liste de textes"
    MONTANTS = "quatre montants"
    TABLE = "des lignes « clé : valeur »"
    LISTE = "une liste de blocs"


@dataclass(frozen=True, slots=True)
class Champ:
    """A key and what it holds.

    ``valeurs`` is the closed list of what may be written, ``aussi`` are other wordings of the same, ``motif`` is a
    regular expression for the whole of the text.  ``sauf`` names the oui/non whose « oui » makes this key unknown.
    """

    cle: str
    genre: Genre
    aide: str
    requis: bool = False
    valeurs: tuple[str, ...] = ()
    aussi: tuple[str, ...] = ()
    motif: str = ""
    defaut: str = ""
    sauf: str = ""
    facultatif_si: tuple[str, str] | None = None
    """Another key and the word that it holds when this one may be left out."""
    forme: Forme | None = None
    bornes: tuple[int, int] | None = None
    """The least and the greatest number that may be written; for editors, like ``motif``."""


@dataclass(frozen=True, slots=True)
class Forme:
    """A mapping.  ``nom`` is its name in messages (« la fiche »); ``libre`` is what the author's own keys hold."""

    nom: str
    aide: str
    champs: tuple[Champ, ...] = ()
    libre: Champ | None = None

    def facultative(self, cles: Iterable[str], si: tuple[str, str]) -> Forme:
        """The same, of which these keys may be left out when another says so."""
        known = set(cles)
        champs = (
            replace(champ, facultatif_si=si) if champ.cle in known else champ
            for champ in self.champs
        )
        return replace(self, champs=tuple(champs))

    def champ(self, cle: str) -> Champ | None:
        return next((champ for champ in self.champs if champ.cle == cle), None)


def texte(
    cle: str,
    aide: str,
    requis: bool = False,
    valeurs: tuple[str, ...] = (),
    aussi: tuple[str, ...] = (),
    motif: str = "",
    defaut: str = "",
    bornes: tuple[int, int] | None = None,
) -> Champ:
    """``valeurs`` and ``motif`` are for editors: whoever reads the text says in its own words that it is none."""
    return Champ(cle, Genre.TEXTE, aide, requis, valeurs, aussi, motif, defaut, bornes=bornes)


def entier(
    cle: str,
    aide: str,
    requis: bool = False,
    defaut: str = "",
    sauf: str = "",
    bornes: tuple[int, int] | None = None,
) -> Champ:
    return Champ(cle, Genre.ENTIER, aide, requis, defaut=defaut, sauf=sauf, bornes=bornes)


def echeance(cle: str, aide: str, requis: bool = False) -> Champ:
    """A day, a month, a quarter, a half-year or a year."""
    return Champ(cle, Genre.ECHEANCE, aide, requis)


def jour(cle: str, aide: str, requis: bool = False) -> Champ:
    return Champ(cle, Genre.JOUR, aide, requis)


def choix(
    cle: str, aide: str, valeurs: tuple[str, ...], requis: bool = False, defaut: str = ""
) -> Champ:
    """One of a closed list, whatever the accents and capitals."""
    return Champ(cle, Genre.CHOIX, aide, requis, valeurs, defaut=defaut)


def oui_non(cle: str, aide: str) -> Champ:
    return Champ(cle, Genre.OUI_NON, aide, valeurs=("oui", "non"), defaut="non")


def textes(
    cle: str,
    aide: str,
    requis: bool = False,
    valeurs: tuple[str, ...] = (),
    aussi: tuple[str, ...] = (),
    motif: str = "",
    bornes: tuple[int, int] | None = None,
) -> Champ:
    """A list of simple texts; with ``valeurs``, of words of a closed list."""
    return Champ(cle, Genre.TEXTES, aide, requis, valeurs, aussi, motif, bornes=bornes)


def montants(cle: str, aide: str, requis: bool = False) -> Champ:
    """Four amounts, one per size."""
    return Champ(cle, Genre.MONTANTS, aide, requis)


def table(cle: str, forme: Forme, requis: bool = False) -> Champ:
    """A mapping in its turn."""
    return Champ(cle, Genre.TABLE, forme.aide, requis, forme=forme)


def liste(cle: str, forme: Forme, requis: bool = False) -> Champ:
    """A list of mappings."""
    return Champ(cle, Genre.LISTE, forme.aide, requis, forme=forme)
