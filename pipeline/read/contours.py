"""Contours of communes, read département by département from the TopoJSON files of ``reference/contours-communes.zip``.

``reference/contours.py`` writes that file and tells its form.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

from pipeline.model.carte import cadre_visible
from pipeline.model.contours import (
    Anneau,
    Cadre,
    Contours,
    Point,
    Polygone,
    departement,
    se_touchent,
)

INDEX = "cadres.json"
"""In the archive: the frame of each département."""

Geometrie = Mapping[str, Any]


def read_contours(data: bytes, codes: Iterable[str], alentour: bool = False) -> Contours:
    """The communes of the départements of these codes.  A code without contour (an arrondissement, a small island) is
    simply absent.

    With ``alentour``, the communes of every département that a map of them shows, as a drawing needs them: where they
    are, not which of them touch.
    """
    return _contours(data, tuple(codes), alentour)


@lru_cache(maxsize=4)
def _contours(data: bytes, asked: Sequence[str], alentour: bool) -> Contours:
    """Two states of a project that are compared have the same communes, most often."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        frames: dict[str, Cadre] = {
            name: tuple(cadre) for name, cadre in json.loads(archive.read(INDEX)).items()
        }
        wanted = {departement(code) for code in asked} & set(frames)
        read = {name: _Fichier(archive, name) for name in sorted(wanted)}
        if not alentour:
            return _joined(read.values())
        polygones = {code: found for file in read.values() for code, found in file.polygones()}
        own = Contours(polygones).cadre(asked)
        seen = cadre_visible(own) if own else None
        for name in sorted(set(frames) - set(read)):
            if seen and se_touchent(frames[name], seen):
                polygones.update(_Fichier(archive, name).polygones())
    return Contours(polygones)


class _Fichier:
    """One département: each commune as the numbers of its arcs, each arc as points."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        topology = json.loads(archive.read(f"{name}.topojson"))
        self.arcs = [tuple(_decoded(arc)) for arc in topology["arcs"]]
        self.geometries: Sequence[Geometrie] = topology["objects"]["communes"]["geometries"]

    def polygones(self) -> Iterator[tuple[str, tuple[Polygone, ...]]]:
        for geometrie in self.geometries:
            yield geometrie["id"], tuple(self._polygone(rings) for rings in _rings(geometrie))

    def _polygone(self, rings: Iterable[Sequence[int]]) -> Polygone:
        return tuple(self._anneau(ring) for ring in rings)

    def _anneau(self, numbers: Sequence[int]) -> Anneau:
        """The points of a ring; an arc of number ``~n`` is arc ``n`` followed backwards."""
        points: list[Point] = []
        for number in numbers:
            arc = self.arcs[number] if number >= 0 else self.arcs[~number][::-1]
            points.extend(arc if not points else arc[1:])
        return tuple(points)

    def owners(self) -> Iterator[tuple[Anneau, str]]:
        """Each arc with each commune that it borders."""
        for geometrie in self.geometries:
            for rings in _rings(geometrie):
                for ring in rings:
                    for number in ring:
                        yield self.arcs[number if number >= 0 else ~number], geometrie["id"]


def _rings(geometrie: Geometrie) -> Iterator[Sequence[Sequence[int]]]:
    """The rings of each polygon of a commune, which has several when it is in pieces."""
    arcs = geometrie["arcs"]
    yield from arcs if geometrie["type"] == "MultiPolygon" else (arcs,)


def _decoded(arc: Iterable[Sequence[int]]) -> Iterator[Point]:
    """TopoJSON writes each point as what separates it from the one before."""
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield x, y


def _joined(files: Iterable[_Fichier]) -> Contours:
    """All the communes, neighbours found by the steps of their borders: arcs are cut otherwise in each file."""
    polygones: dict[str, tuple[Polygone, ...]] = {}
    sides: dict[tuple[Point, Point], set[str]] = defaultdict(set)
    voisins: dict[str, set[str]] = defaultdict(set)
    for file in files:
        polygones.update(file.polygones())
        owners: dict[Anneau, set[str]] = defaultdict(set)
        for arc, code in file.owners():
            owners[arc].add(code)
        for arc, codes in owners.items():
            _neighbours(codes, voisins)
            if len(codes) == 1:
                for a, b in pairwise(arc):
                    sides[min(a, b), max(a, b)] |= codes
    for codes in sides.values():
        _neighbours(codes, voisins)
    edge = {code for codes in sides.values() if len(codes) == 1 for code in codes}
    return Contours(
        polygones, {code: frozenset(others) for code, others in voisins.items()}, frozenset(edge)
    )


def _neighbours(codes: set[str], voisins: dict[str, set[str]]) -> None:
    for code in codes if len(codes) > 1 else ():
        voisins[code] |= codes - {code}
