"""What only many projects together show: who claims a commune twice, what lies between, how much is covered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from pipeline.model.contours import Anneau, Contours, Point, Polygone, departement
from pipeline.model.decoupage import CommuneLegale
from pipeline.model.portefeuille import Couvert, Portrait, Region, Sort, etiquetes


def region(
    sorts: Iterable[Sort], contours: Contours, communes: Mapping[str, CommuneLegale]
) -> Region:
    """``contours`` and ``communes`` are those of every département in which a project is."""
    found = Region(etiquetes(sorts))
    claims = _claims(found.portraits)
    holes = tuple(hole for hole in contours.enclaves(claims) if _is_between(hole, claims, contours))
    return Region(
        found.sorts,
        couverts=tuple(_covered(claims, contours, communes)),
        disputees={code: who for code, who in sorted(claims.items()) if len(who) > 1},
        trous=holes,
        autour=tuple(tuple(_around(hole, claims, contours)) for hole in holes),
    )


def _claims(portraits: Iterable[tuple[str, Portrait]]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for name, one in portraits:
        for code in one.communes:
            found[code].append(name)
    return {code: tuple(who) for code, who in found.items()}


def _is_between(
    hole: Sequence[str], claims: Mapping[str, tuple[str, ...]], contours: Contours
) -> bool:
    """Whether no project has all that surrounds it: one that has was told in its own findings."""
    owners = [set(claims[code]) for code in _beside(hole, contours) if code in claims]
    return not owners or not set.intersection(*owners)


def _around(
    hole: Sequence[str], claims: Mapping[str, tuple[str, ...]], contours: Contours
) -> Iterator[str]:
    """The labels of the projects that a hole touches, each once."""
    beside = sorted(_beside(hole, contours))
    yield from dict.fromkeys(name for code in beside for name in claims.get(code, ()))


def _beside(hole: Sequence[str], contours: Contours) -> set[str]:
    """The codes of the communes that touch a hole."""
    return {near for code in hole for near in contours.voisins.get(code, frozenset())} - set(hole)


def _covered(
    claims: Mapping[str, tuple[str, ...]], contours: Contours, communes: Mapping[str, CommuneLegale]
) -> Iterator[Couvert]:
    """By département, among the communes that have a contour."""
    grounds: dict[str, list[str]] = defaultdict(list)
    for code in contours.polygones:
        if code in communes:
            grounds[departement(code)].append(code)
    for number in sorted({departement(code) for code in claims} & set(grounds)):
        codes = grounds[number]
        held = [code for code in codes if code in claims]
        yield Couvert(
            communes[codes[0]].departement or number,
            len(codes),
            len(held),
            sum(communes[code].population for code in codes),
            sum(communes[code].population for code in held),
        )


# --- the ground of each, for a map --------------------------------------------------------------------------------


def joined(grounds: Iterable[Sequence[Polygone]], pas: int = 1) -> Polygone:
    """The outline of many grounds, the longest ring first: a side that two of them share is no border.

    Its other rings are pieces and holes alike: filled together, every second one left out, they show as such.
    """
    sides: set[tuple[Point, Point]] = set()
    for polygones in grounds:
        for ring in (ring for polygone in polygones for ring in polygone):
            sides ^= set(_sides(ring, pas))
    ends: dict[Point, list[Point]] = defaultdict(list)
    for a, b in sorted(sides):
        ends[a].append(b)
        ends[b].append(a)
    return tuple(sorted(_rings(ends), key=len, reverse=True))


def _sides(ring: Anneau, pas: int) -> Iterator[tuple[Point, Point]]:
    """The sides of a ring on a wider grid, the same whichever way it is followed."""
    points = [(x // pas * pas, y // pas * pas) for x, y in ring]
    for a, b in pairwise((*points, points[0])):
        if a != b:
            yield min(a, b), max(a, b)


def _rings(ends: dict[Point, list[Point]]) -> Iterator[Anneau]:
    """Sides put end to end until they come back to where they began."""
    for start in list(ends):
        while ends[start]:
            ring, at = [start], _step(ends, start)
            while at != start and ends[at]:
                ring.append(at)
                at = _step(ends, at)
            if len(ring) > 2:
                yield (*ring, start)


def _step(ends: dict[Point, list[Point]], at: Point) -> Point:
    """Where a side leads, which is then taken away."""
    beyond = ends[at].pop()
    ends[beyond].remove(at)
    return beyond
