"""The ground of the communes: their contours, and which of them touch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import field
from typing import TypeAlias

from pipeline.model.valeur import dataclass

PAS = 0.0005
"""Degrees between two points of the grid on which contours are drawn: about fifty metres."""

SOURCE = "IGN, Admin Express 2018"
"""What the licence ouverte asks to name under each map."""

LARGEST_ENCLAVE = 60
"""Communes of an enclave at most: a wider ground around which a territory goes is a territory of its own."""

Point: TypeAlias = tuple[int, int]
"""Longitude and latitude (WGS 84), counted in ``PAS``."""

Anneau: TypeAlias = tuple[Point, ...]
Polygone: TypeAlias = tuple[Anneau, ...]
"""An outer ring, then its holes; each begins where it ends."""

Cadre: TypeAlias = tuple[int, int, int, int]
"""West, south, east, north, in ``PAS``."""


@dataclass(frozen=True, slots=True)
class Contours:
    """``polygones`` of each commune by its code; ``voisins`` those that share a border with it.

    ``au_bord`` are communes of which some border is shared with none of those that were read: the sea, another country,
    or a département that was not asked for.
    """

    polygones: Mapping[str, tuple[Polygone, ...]] = field(default_factory=dict)
    voisins: Mapping[str, frozenset[str]] = field(default_factory=dict)
    au_bord: frozenset[str] = frozenset()

    def cadre(self, codes: Iterable[str]) -> Cadre | None:
        """The smallest frame that holds these communes; None when none of them has a contour."""
        points = [
            point
            for code in codes
            for polygone in self.polygones.get(code, ())
            for point in polygone[0]
        ]
        return cadre_de(points) if points else None

    def atteints(self, depart: Iterable[str], parmi: AbstractSet[str]) -> set[str]:
        """What can be walked to from ``depart`` without leaving ``parmi``."""
        found = set(depart)
        todo = list(found)
        while todo:
            for near in self.voisins.get(todo.pop(), frozenset()) & parmi:
                if near not in found:
                    found.add(near)
                    todo.append(near)
        return found

    def enclaves(self, codes: Iterable[str]) -> tuple[tuple[str, ...], ...]:
        """Communes that are not among ``codes``, and that cannot be left without crossing them."""
        own = set(codes) & set(self.polygones)
        outside = set(self.polygones) - own
        beside = {near for code in own for near in self.voisins.get(code, frozenset())} & outside
        seen: set[str] = set()
        found: list[tuple[str, ...]] = []
        for code in sorted(beside):
            if code in seen:
                continue
            ground = self.atteints((code,), outside)
            seen |= ground
            if len(ground) <= LARGEST_ENCLAVE and not ground & self.au_bord:
                found.append(tuple(sorted(ground)))
        return tuple(found)


def cadre_de(points: Iterable[Point]) -> Cadre:
    """The smallest frame that holds some points."""
    longitudes, latitudes = zip(*points, strict=True)
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


def se_touchent(one: Cadre, other: Cadre) -> bool:
    """Whether two frames have some ground in common."""
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def departement(code: str) -> str:
    """The number of the département of a commune: two signs, three overseas.

    >>> departement("32013"), departement("2A004"), departement("97411")
    ('32', '2A', '974')
    """
    return code[:3] if code.startswith("97") else code[:2]


def centre(ring: Anneau) -> tuple[float, float]:
    """The centre of gravity of a ring; that of its points for one without area."""
    area = x = y = 0.0
    for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
        cross = x1 * y2 - x2 * y1
        area += cross
        x += (x1 + x2) * cross
        y += (y1 + y2) * cross
    if not area:
        return sum(p[0] for p in ring) / len(ring), sum(p[1] for p in ring) / len(ring)
    return x / (3 * area), y / (3 * area)
