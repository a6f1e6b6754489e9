"""The communes of the CPTS and what follows from their populations."""

from __future__ import annotations

from dataclasses import field

from pipeline.model.langue.francais import nombre
from pipeline.model.span import Span
from pipeline.model.valeur import dataclass


@dataclass(frozen=True, slots=True)
class LigneCommune:
    """A line of ``content/communes.csv``: what the CPTS says of a commune in place of the reference data.

    Only the code is always there.  ``population`` in inhabitants, as counted in the year ``annee`` by ``source``; None
    when it is not given or could not be read.
    """

    code: str
    nom: str
    population: int | None
    annee: str
    source: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune of the territory.  ``population`` is None, and names are empty, while nothing is known of the code."""

    code: str
    nom: str
    departement: str
    epci: str
    population: int | None
    annee: str
    source: str


@dataclass(frozen=True, slots=True)
class Terrain:
    """How the communes hold together: ``morceaux``, the most inhabited first, ``trous`` the names of the communes of
    each enclave, ``lointaines`` those that touch no other, with the kilometres to the nearest."""

    morceaux: tuple[tuple[Commune, ...], ...] = ()
    trous: tuple[tuple[str, ...], ...] = ()
    lointaines: tuple[tuple[Commune, int], ...] = ()


TAILLES = (1, 2, 3, 4)


def taille(population: int) -> int:
    """The size class (1 to 4) of a population in inhabitants.

    Below 40 000: 1; to 80 000 included: 2; to 175 000 included: 3; above: 4.  Annexe 1 of the URPS guide leaves 80 000
    in two classes and AVECsanté, *Construire une CPTS*, octobre 2019, leaves 40 000 in none: read together the two
    settle both bounds.
    """
    if population < 40_000:
        return 1
    if population <= 80_000:
        return 2
    return 3 if population <= 175_000 else 4


SEUILS = (40_000, 80_000, 175_000)
"""Bounds between the size classes, in inhabitants."""


def tranche(size: int) -> str:
    """The inhabitants of a size class, in words.

    >>> tranche(2).replace(chr(0x202F), " ")
    'de 40 000 à 80 000 habitants'
    """
    low, high = (nombre(bound) for bound in ((0, *SEUILS)[size - 1], (*SEUILS, 0)[size - 1]))
    if size == 1:
        return f"moins de {high} habitants"
    return f"de {low} à {high} habitants" if size <= len(SEUILS) else f"plus de {low} habitants"
