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
from itertools import chain, pairwise
from typing import Any

from pipeline.model.carte import cadre_visible
from pipeline.model.contours import (
    Anneau,
    Cadre,
    Contours,
    Point,
    Polygone,
    cadre_de,
    departement,
    se_touchent,
)

INDEX = "cadres.json"
"""In the archive: the frame of each département."""

Geometrie = Mapping[str, Any]


def read_contours(data: bytes, codes: Iterable[str], alentour: bool = False) -> Contours:
    """The communes of the départements of these codes.  A code without contour (an arrondissement, a small island) is
    simply absent.

    With ``alentour``, the communes that a map of these shows, as a drawing needs them: where they are, not which of them
    touch.
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
        read = [_Fichier(archive, name) for name in sorted(wanted)]
        if not alentour:
            return _joined(read)
        own = Contours(_Polygones(read)).cadre(asked)
        if own is None:
            return Contours()
        seen = cadre_visible(own)
        others = (
            _Fichier(archive, name)
            for name in sorted(set(frames) - wanted)
            if se_touchent(frames[name], seen)
        )
        return Contours(dict(_in_sight(chain(read, others), seen)))


def _in_sight(files: Iterable[_Fichier], seen: Cadre) -> Iterator[tuple[str, tuple[Polygone, ...]]]:
    """The communes of which a part is in a frame, one file after the other: each takes some megabytes."""
    for file in files:
        for geometrie in file.geometries:
            polygones = file.polygones(geometrie)
            if any(se_touchent(cadre_de(polygone[0]), seen) for polygone in polygones):
                yield geometrie["id"], polygones


class _Fichier:
    """One département: each commune as the numbers of its arcs, each arc as points, found when they are asked."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        topology = json.loads(archive.read(f"{name}.topojson"))
        self._arcs: Sequence[Sequence[Sequence[int]]] = topology["arcs"]
        self.geometries: Sequence[Geometrie] = topology["objects"]["communes"]["geometries"]
        self._decoded: dict[int, Anneau] = {}

    def polygones(self, geometrie: Geometrie) -> tuple[Polygone, ...]:
        return tuple(self._polygone(rings) for rings in _rings(geometrie))

    def _polygone(self, rings: Iterable[Sequence[int]]) -> Polygone:
        return tuple(self._anneau(ring) for ring in rings)

    def _anneau(self, numbers: Sequence[int]) -> Anneau:
        """The points of a ring; an arc of number ``~n`` is arc ``n`` followed backwards."""
        points: list[Point] = []
        for number in numbers:
            arc = self.arc(number) if number >= 0 else self.arc(~number)[::-1]
            points.extend(arc if not points else arc[1:])
        return tuple(points)

    def arc(self, number: int) -> Anneau:
        if number not in self._decoded:
            self._decoded[number] = tuple(_decoded(self._arcs[number]))
        return self._decoded[number]

    def owners(self) -> Mapping[int, set[str]]:
        """The communes that each arc borders, by its number."""
        owners: dict[int, set[str]] = defaultdict(set)
        for geometrie in self.geometries:
            for rings in _rings(geometrie):
                for ring in rings:
                    for number in ring:
                        owners[number if number >= 0 else ~number].add(geometrie["id"])
        return owners


class _Polygones(Mapping[str, tuple[Polygone, ...]]):
    """The polygons of the communes of some files: of seven hundred, a check asks those of one CPTS."""

    def __init__(self, files: Iterable[_Fichier]) -> None:
        self._held = {
            geometrie["id"]: (file, geometrie) for file in files for geometrie in file.geometries
        }
        self._found: dict[str, tuple[Polygone, ...]] = {}

    def __getitem__(self, code: str) -> tuple[Polygone, ...]:
        if code not in self._found:
            file, geometrie = self._held[code]
            self._found[code] = file.polygones(geometrie)
        return self._found[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)


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


def _joined(files: Sequence[_Fichier]) -> Contours:
    """All the communes, neighbours found by the steps of their borders: arcs are cut otherwise in each file."""
    sides: dict[tuple[Point, Point], set[str]] = defaultdict(set)
    voisins: dict[str, set[str]] = defaultdict(set)
    for file in files:
        for number, codes in file.owners().items():
            if len(codes) > 1:
                _neighbours(codes, voisins)
                continue
            (code,) = codes
            for a, b in pairwise(file.arc(number)):
                sides[(a, b) if a < b else (b, a)].add(code)
    edge: set[str] = set()
    for codes in sides.values():
        if len(codes) > 1:
            _neighbours(codes, voisins)
        else:
            edge |= codes
    return Contours(
        _Polygones(files),
        {code: frozenset(others) for code, others in voisins.items()},
        frozenset(edge),
    )


def _neighbours(codes: set[str], voisins: dict[str, set[str]]) -> None:
    for code in codes:
        voisins[code] |= codes - {code}
