"""How the communes of a territory hold together: its pieces, the holes in it, how far its pieces are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import hypot

from pipeline.compute.cartes import KM_PAR_DEGRE
from pipeline.model.carte import resserrement
from pipeline.model.contours import PAS, Contours, Point, centre
from pipeline.model.decoupage import Decoupage
from pipeline.model.territoire import Commune, Terrain


def terrain(communes: Sequence[Commune], contours: Contours, decoupage: Decoupage) -> Terrain:
    """The ground of the communes that have a contour; empty pieces when none has."""
    known = {commune.code: commune for commune in communes if commune.code in contours.polygones}
    pieces = sorted(
        _pieces(set(known), contours),
        key=lambda codes: -sum(known[c].population or 0 for c in codes),
    )
    return Terrain(
        morceaux=tuple(tuple(known[code] for code in known if code in piece) for piece in pieces),
        trous=tuple(
            tuple(_name(code, decoupage) for code in hole) for hole in contours.enclaves(known)
        ),
        lointaines=tuple(_far(pieces, known, contours)),
    )


def _name(code: str, decoupage: Decoupage) -> str:
    return decoupage.entourees.get(code, f"la commune {code}")


def _pieces(codes: set[str], contours: Contours) -> Iterator[frozenset[str]]:
    left = set(codes)
    while left:
        piece = contours.atteints((min(left),), left)
        left -= piece
        yield frozenset(piece)


NEAREST = 6
"""Communes, by the distance of their middles, among which the one of nearest border is looked for."""


def _far(
    pieces: Sequence[frozenset[str]], known: dict[str, Commune], contours: Contours
) -> Iterator[tuple[Commune, int]]:
    """Each piece of one commune, with the kilometres between its border and the nearest one of another piece."""
    middles = {code: centre(contours.polygones[code][0][0]) for code in known}
    for piece in pieces if len(pieces) > 1 else ():
        if len(piece) == 1:
            (code,) = piece
            x, y = middles[code]
            others = sorted(
                known, key=lambda other: (middles[other][0] - x) ** 2 + (middles[other][1] - y) ** 2
            )
            yield known[code], _kilometres(code, others[1 : NEAREST + 1], contours)


def _kilometres(code: str, others: Iterable[str], contours: Contours) -> int:
    cadre = contours.cadre((code,))
    assert cadre is not None, "a commune of a piece has a contour"
    narrow = resserrement(cadre)
    mine = list(_corners(code, contours))
    theirs = [corner for other in others for corner in _corners(other, contours)]
    nearest = min(hypot((x - a) * narrow, y - b) for x, y in theirs for a, b in mine)
    return round(nearest * PAS * KM_PAR_DEGRE)


def _corners(code: str, contours: Contours) -> Iterator[Point]:
    """Some points of the border of a commune: one in four tells a distance well enough."""
    for polygone in contours.polygones[code]:
        yield from polygone[0][::4]
