"""Rebuild ``contours-communes.zip``, the contours of the communes, for maps drawn from a list of codes.

Origin: IGN, Admin Express COG, edition 2018, licence ouverte (Etalab), by way of the GeoJSON files by département of
the public repository gregoiredavid/france-geojson.  To do it again:

1. replace each code by that of today, by the history in ``communes.txt``, and write all of it as one GeoJSON whose
   features have a property ``code``;
2. merge and simplify together, so that common borders stay common (mapshaper, from npm)::

       mapshaper all.geojson snap -dissolve2 code -simplify weighted 12% keep-shapes \\
           -o all.topojson format=topojson quantization=100000 id-field=code

3. cut the result by département, round it, and note the frame of each::

       python -m pipeline.reference.contours all.topojson

The archive holds ``01.topojson`` … ``976.topojson`` (standard TopoJSON, longitude first, in steps of 0.0005°, about
fifty metres) and ``cadres.json`` (west, south, east and north of each, in the same steps).  Without contour: the
arrondissements of Paris, Lyon and Marseille (the cities have one), communes re-established since 2018 (their ground is
in the commune that they left) and four islands.  Borders changed otherwise than by merging are not in it: a map is an
illustration, not a cadastre.
"""

from __future__ import annotations

import io
import json
import sys
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from pipeline.disk import PACKAGE, replace_all
from pipeline.model.contours import PAS, Point, cadre_de, departement

FILE = "contours-communes.zip"
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The date of each member, so that the same contours give the same bytes."""

Topologie = Mapping[str, Any]


def rebuild(topologies: Sequence[bytes]) -> bytes:
    """The archive from one TopoJSON file of all the communes, or from several."""
    members: dict[str, Topologie] = {}
    for data in topologies:
        members.update(_by_departement(json.loads(data)))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        _write(
            archive,
            "cadres.json",
            {name: _frame(topology) for name, topology in sorted(members.items())},
        )
        for name, topology in sorted(members.items()):
            _write(archive, f"{name}.topojson", topology)
    return buffer.getvalue()


def _write(archive: zipfile.ZipFile, name: str, value: object) -> None:
    info = zipfile.ZipInfo(name, FIRST_DAY)
    info.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(info, json.dumps(value, separators=(",", ":")))


def _by_departement(topology: Topologie) -> Iterator[tuple[str, Topologie]]:
    """Each département with the arcs that it needs, numbered anew."""
    arcs = [_rounded(arc, topology.get("transform")) for arc in topology["arcs"]]
    (layer,) = topology["objects"].values()
    departements: dict[str, list[Any]] = {}
    for geometry in layer["geometries"]:
        departements.setdefault(departement(geometry["id"]), []).append(geometry)
    for name, geometries in departements.items():
        numbers: dict[int, int] = {}
        own = [
            {**_bare(geometry), "arcs": _renumbered(geometry["arcs"], numbers)}
            for geometry in geometries
        ]
        yield (
            name,
            {
                "type": "Topology",
                "transform": {"scale": [PAS, PAS], "translate": [0, 0]},
                "arcs": [_encoded(arcs[old]) for old in numbers],
                "objects": {"communes": {"type": "GeometryCollection", "geometries": own}},
            },
        )


def _bare(geometry: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": geometry["type"], "id": geometry["id"]}


def _renumbered(arcs: Any, numbers: dict[int, int]) -> Any:
    """The same nested lists with the numbers that arcs have in their new file, the sign of a reversed one kept."""
    if isinstance(arcs, list):
        return [_renumbered(arc, numbers) for arc in arcs]
    new = numbers.setdefault(arcs if arcs >= 0 else ~arcs, len(numbers))
    return new if arcs >= 0 else ~new


def _rounded(
    arc: Sequence[Sequence[float]], transform: Mapping[str, Sequence[float]] | None
) -> list[Point]:
    """The points of an arc on our grid, each once."""
    points: list[Point] = []
    x: float = 0
    y: float = 0
    for dx, dy in arc:
        x, y = (x + dx, y + dy) if transform else (dx, dy)
        scale, shift = (
            (transform["scale"], transform["translate"]) if transform else ((1, 1), (0, 0))
        )
        point = (round((x * scale[0] + shift[0]) / PAS), round((y * scale[1] + shift[1]) / PAS))
        if not points or point != points[-1]:
            points.append(point)
    return points if len(points) > 1 else points * 2


def _encoded(points: Sequence[Point]) -> list[list[int]]:
    steps = [list(points[0])]
    steps += [[b[0] - a[0], b[1] - a[1]] for a, b in pairwise(points)]
    return steps


def _frame(topology: Topologie) -> tuple[int, int, int, int]:
    points: list[Point] = []
    for arc in topology["arcs"]:
        x = y = 0
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x, y))
    return cadre_de(points)


def main(paths: Sequence[str]) -> None:
    found = rebuild([Path(path).read_bytes() for path in paths])
    replace_all(PACKAGE / "reference", {FILE: found}, ".tmp-")
    print(f"{FILE}: {len(found):,} octets")


if __name__ == "__main__":
    main(sys.argv[1:])
