"""Contours of communes: read by département, neighbours found across them."""

from __future__ import annotations

import json

from pipeline.model.contours import Contours, cadre_de
from pipeline.read.contours import read_contours
from pipeline.reference.contours import rebuild
from tests.projets import CHECKOUT

DATA = (CHECKOUT / "pipeline/reference/contours-communes.zip").read_bytes()


def square(x: int, y: int, size: int = 1) -> list[list[int]]:
    return [[x, y], [x + size, y], [x + size, y + size], [x, y + size], [x, y]]


def made(squares: dict[str, list[list[int]]]) -> bytes:
    """A TopoJSON without transform in which each commune is one ring, in degrees."""
    arcs = [[[x * 0.0005, y * 0.0005] for x, y in ring] for ring in squares.values()]
    geometries = [
        {"type": "Polygon", "id": code, "arcs": [[rank]]} for rank, code in enumerate(squares)
    ]
    objects = {"all": {"type": "GeometryCollection", "geometries": geometries}}
    return json.dumps({"type": "Topology", "arcs": arcs, "objects": objects}).encode()


def test_communes_of_two_departements_that_share_a_border_are_neighbours() -> None:
    data = rebuild([made({"01001": square(0, 0), "02001": square(1, 0), "02002": square(5, 5)})])
    found = read_contours(data, ["01001", "02001"])
    assert found.voisins["01001"] == {"02001"}
    assert "02002" not in found.voisins
    assert found.au_bord == {"01001", "02001", "02002"}


def test_a_departement_that_nobody_asks_for_is_not_read() -> None:
    data = rebuild([made({"01001": square(0, 0), "02001": square(1, 0)})])
    assert set(read_contours(data, ["01001"]).polygones) == {"01001"}
    assert set(read_contours(data, ["01001"], alentour=True).polygones) == {"01001", "02001"}


def test_what_cannot_be_left_without_crossing_the_territory_is_an_enclave() -> None:
    ring = {f"010{x}{y}": square(x, y) for x in range(3) for y in range(3)}
    found = read_contours(rebuild([made(ring)]), ["01000"])
    around = [code for code in ring if code != "01011"]
    assert found.enclaves(around) == (("01011",),)
    assert found.enclaves([code for code in around if code != "01021"]) == ()


def test_a_code_without_contour_is_simply_absent() -> None:
    found = read_contours(DATA, ["75101", "97501", "Ajaccio", "99999", "32013"])
    assert {"75101", "97501", "Ajaccio"} & set(found.polygones) == set()
    assert "32013" in found.polygones


def test_every_ring_is_closed_and_no_point_is_outside_its_frame() -> None:
    found = read_contours(DATA, ["32013", "2A004"])
    for polygones in found.polygones.values():
        for polygone in polygones:
            assert all(ring[0] == ring[-1] for ring in polygone)
    assert found.cadre(["32013"]) == cadre_de(found.polygones["32013"][0][0])


def test_auch_touches_pavie_and_not_fleurance() -> None:
    found: Contours = read_contours(DATA, ["32013"])
    assert "32307" in found.voisins["32013"]
    assert "32132" not in found.voisins["32013"]


def test_the_archive_written_twice_is_the_same() -> None:
    source = [made({"01001": square(0, 0), "02001": square(1, 0)})]
    assert rebuild(source) == rebuild(source)
