"""Where to put names so that none covers another: each near its spot, the first ones asked for served first."""

from __future__ import annotations

from collections.abc import Iterator

Boite = tuple[float, float, float, float]
XY = tuple[float, float]

FURTHEST = 3
"""How far from its spot a name may be put, in heights of a line."""


class Etiqueteuse:
    """Keeps the boxes that are taken on a sheet."""

    def __init__(self, sheet: Boite) -> None:
        self._sheet = sheet
        self._taken: list[Boite] = []

    def forbid(self, box: Boite) -> None:
        self._taken.append(box)

    def keep_clear(self, at: XY, radius: float) -> None:
        x, y = at
        self.forbid((x - radius, y - radius, x + radius, y + radius))

    def place(self, spot: XY, wide: float, high: float) -> XY | None:
        """The middle of the base line of a name of that size near ``spot``; None when there is no room."""
        for x, y in _around(spot, wide, high):
            box = (x - wide / 2 - 1, y - high * 0.8, x + wide / 2 + 1, y + high * 0.25)
            if self._fits(box):
                self._taken.append(box)
                return x, y
        return None

    def _fits(self, box: Boite) -> bool:
        left, top, right, bottom = self._sheet
        if box[0] < left or box[1] < top or box[2] > right or box[3] > bottom:
            return False
        return not any(
            box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]
            for other in self._taken
        )


def _around(spot: XY, wide: float, high: float) -> Iterator[XY]:
    """The spot itself, then above, below and beside it, further and further."""
    x, y = spot[0], spot[1] + high * 0.3
    yield x, y
    for step in range(1, FURTHEST + 1):
        shift = step * high * 0.55
        yield from ((x, y - shift), (x, y + shift))
        for side in (wide * 0.25, wide * 0.5):
            yield from (
                (x + side, y - shift),
                (x - side, y - shift),
                (x + side, y + shift),
                (x - side, y + shift),
            )
            yield from ((x + side, y), (x - side, y))
