"""A map as it is to be drawn: grounds, places, words, and no colour, size or format."""

from __future__ import annotations

from collections.abc import Mapping
from math import cos, radians

from pipeline.model.contours import PAS, Cadre, Polygone
from pipeline.model.defaut import Defaut
from pipeline.model.fait import APPEL
from pipeline.model.prose import Variable
from pipeline.model.valeur import dataclass

TERRITOIRE = "carte.territoire"
OPTIONS_TERRITOIRE = ("titre", "source", "lieux")
OPTIONS_CARTE = ("titre", "source", "colonne", "lieux")

CARTE_EN_BREF, TITRE_DE_LA_CARTE = "carte-en-bref", "Les communes de la CPTS"
"""The word and the title of the map of the page that sums up the project."""

MARGE = 0.06
"""What is seen around the territory, as a share of its larger side."""

PLUS_HAUTE = 0.75
"""The height of a map, as a share of its width, at most: it stays on a page with its legend."""

PLUS_PETITE = 20
"""The least side of what is seen, in steps of the grid (a kilometre), whatever the size of an island."""

LIEUX = "lieux"
"""The table of places that the map of the territory shows when there is one of that name."""

CLASSES = 5
"""Shades of a map of figures: more cannot be told apart in grey."""

TEINTES = 8
"""Shades that only set apart: a ninth would be taken for another."""

PLUS_DE_LIEUX = 150
"""Places beyond which their signs cover one another."""

INCONNUES = 5
"""Lines about no commune of the territory told one by one; more are told together: the file is that of a département."""

GENRES = 6
"""Kinds of places: as many as there are signs that cannot be taken for one another."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A commune.  ``teinte`` is the rank of its line in the legend, None for one that has no figure.

    ``population`` (inhabitants) decides whose name is placed first.
    """

    code: str
    nom: str
    polygones: tuple[Polygone, ...]
    teinte: int | None
    population: int


@dataclass(frozen=True, slots=True)
class Lieu:
    """A place of care, by its longitude and latitude in steps of ``PAS``; ``genre`` is the rank of its kind."""

    nom: str
    genre: int
    longitude: float
    latitude: float


@dataclass(frozen=True, slots=True)
class Carte:
    """``teintes`` are the lines of the legend, from the first to the last shade; ``genres`` the kinds of places.

    ``ordonnee`` tells shades that go from little to much from shades that only set apart.  ``remarques`` are printed
    under the map: what it does not show, and where its data come from.
    """

    zones: tuple[Zone, ...]
    autour: tuple[Polygone, ...]
    cadre: Cadre
    teintes: tuple[str, ...]
    ordonnee: bool
    titre_des_teintes: str = ""
    lieux: tuple[Lieu, ...] = ()
    genres: tuple[str, ...] = ()
    remarques: tuple[str, ...] = ()
    alt: str = ""
    defauts: tuple[Defaut, ...] = ()
    sans_nom: tuple[str, str] = (
        "la commune la moins peuplée n'est pas nommée",
        "communes ne sont pas nommées",
    )
    """What is said of a ground whose name finds no room, and of several after their number."""


Cartes = Mapping[str, Carte]
"""What each citation of a map draws, by the citation as it is kept (``Variable.cle``)."""


def cle_de_carte(nom: str) -> str:
    """The word that references use: ``carte-territoire``, ``carte-ages``.

    >>> cle_de_carte(TERRITOIRE), cle_de_carte('carte("ages")')
    ('carte-territoire', 'carte-ages')
    """
    return nom.replace('("', "-").replace('")', "").replace(".", "-")


def cadre_visible(cadre: Cadre) -> Cadre:
    """What a map shows around the communes that fill ``cadre``: a margin, and what a tall one leaves on its sides."""
    west, south, east, north = cadre
    more = round(max(east - west, north - south, PLUS_PETITE) * MARGE) + 1
    west, south, east, north = west - more, south - more, east + more, north + more
    narrow = resserrement(cadre)
    missing = (north - south) / PLUS_HAUTE - (east - west) * narrow
    aside = max(0, round(missing / narrow / 2))
    return west - aside, south, east + aside, north


def resserrement(cadre: Cadre) -> float:
    """What a degree of longitude is worth, in degrees of latitude, in the middle of a frame.

    Right to a thousandth at sixty kilometres from it, which is enough for the territory of a CPTS.
    """
    return cos(radians((cadre[1] + cadre[3]) / 2 * PAS))


def est_une_carte(nom: str) -> bool:
    """Whether a fact is a map: ``carte.territoire``, ``carte("ages")``."""
    return nom == TERRITOIRE or nom.startswith('carte("')


def table_de_chiffres(node: Variable) -> str:
    """The table whose figures a map shows, none for that of the territory."""
    call = APPEL.fullmatch(node.name)
    return call[2] if call else ""


def table_de_lieux(node: Variable) -> str:
    """The table whose places a map shows: the one that it names, and for the territory the usual one."""
    return dict(node.options).get("lieux", LIEUX if node.name == TERRITOIRE else "")
