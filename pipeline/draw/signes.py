"""Small signs told apart by their form: kinds of places on a map, points of a curve."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.draw.encres import PAPER, Encre
from pipeline.draw.svg import XY, Toile

RADIUS = 4.6
EDGE = 1.2

SIGNES = ("circle", "square", "triangle", "diamond", "plus", "dash")
"""Those of the kinds of places, in their order."""


def draw_sign(toile: Toile, at: XY, nom: str, encre: Encre, r: float = RADIUS) -> None:
    """The sign of that name, as DrawingML calls it, its middle at ``at``."""
    x, y = at
    if nom == "circle":
        toile.disc(at, r, encre, PAPER, EDGE)
    else:
        toile.surface([_shapes(r, x, y)[nom]], encre, PAPER, EDGE)


def _shapes(r: float, x: float, y: float) -> Mapping[str, Sequence[XY]]:
    return {
        "square": ((x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r)),
        "triangle": ((x, y - r * 1.2), (x + r * 1.1, y + r), (x - r * 1.1, y + r)),
        "diamond": ((x, y - r * 1.3), (x + r * 1.3, y), (x, y + r * 1.3), (x - r * 1.3, y)),
        "plus": _cross(x, y, r),
        "dash": ((x, y + r * 1.2), (x + r * 1.1, y - r), (x - r * 1.1, y - r)),
        "x": _turned(_cross(0, 0, r), x, y),
        "star": ((x, y - r * 1.5), (x + r * 0.4, y), (x, y + r * 1.5), (x - r * 0.4, y)),
    }


def _cross(x: float, y: float, r: float) -> Sequence[XY]:
    arm, reach = r * 0.45, r * 1.25
    right = [(arm, -reach), (arm, -arm), (reach, -arm), (reach, arm), (arm, arm), (arm, reach)]
    left = [(-dx, -dy) for dx, dy in right]
    return [(x + dx, y + dy) for dx, dy in (*right, *left)]


def _turned(points: Sequence[XY], x: float, y: float) -> Sequence[XY]:
    """By an eighth of a turn."""
    half = 0.7071
    return [(x + (dx - dy) * half, y + (dx + dy) * half) for dx, dy in points]
