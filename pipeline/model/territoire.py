"""The communes of the CPTS and what follows from their populations."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.model.span import Span


@dataclass(frozen=True, slots=True)
class Commune:
    """``population`` in inhabitants, as counted in the year ``annee`` by ``source``; None when it could not be read."""

    code: str
    nom: str
    population: int | None
    annee: str
    source: str
    span: Span = field(compare=False)


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
