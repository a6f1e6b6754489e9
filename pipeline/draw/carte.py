"""A map on a sheet: grounds in their shades, names that do not overlap, places, scale, north, legend."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from pipeline.draw.encres import INK, PAPER, QUIET, Encre
from pipeline.draw.etiquettes import Etiqueteuse
from pipeline.draw.signes import RADIUS, SIGNES, draw_sign
from pipeline.draw.svg import XY, Toile, width
from pipeline.model.carte import Carte, Lieu, Zone, cadre_visible, resserrement
from pipeline.model.contours import PAS, Cadre, Polygone, centre
from pipeline.model.dessin import Dessin

WIDE = 640.0
MARGIN = 8.0

SET_APART = (
    Encre("aplat-1", "#F5E1B0", "#4A4023"),
    Encre("aplat-2", "#BBD8DF", "#2C454C"),
    Encre("aplat-3", "#D9B896", "#5C432B"),
    Encre("aplat-4", "#94BE8E", "#35522F"),
    Encre("aplat-5", "#A78CC3", "#4B3D5E"),
    Encre("aplat-6", "#6395B4", "#2F5870"),
    Encre("aplat-7", "#B06358", "#6E3F38"),
    Encre("aplat-8", "#5F7455", "#4A6340"),
)
"""Shades that tell grounds apart, each darker than the one before: they stay apart in grey."""

FROM_LITTLE_TO_MUCH = (
    Encre("degre-1", "#E6F1F3", "#1B2B2F"),
    Encre("degre-2", "#B4D6DD", "#26464D"),
    Encre("degre-3", "#7CB4C0", "#34656F"),
    Encre("degre-4", "#458CA0", "#4A8C9A"),
    Encre("degre-5", "#0F4C5C", "#7FC4D2"),
)
NO_FIGURE = PAPER
SEA = Encre("mer", "#FBFAF7", "#101416")
AROUND = Encre("alentour", "#F1F0EC", "#1A1F22")
BORDER_AROUND = Encre("limite-alentour", "#D5D3CB", "#343B3F")
BORDER = Encre("limite-commune", "#6C7378", "#8B959A")
FRAME = Encre("cadre", "#B9B7AF", "#454D52")
PLACE = Encre("lieu", "#7A1022", "#FF9DA8")

ENCRES = (
    *SET_APART,
    *FROM_LITTLE_TO_MUCH,
    SEA,
    AROUND,
    BORDER_AROUND,
    BORDER,
    FRAME,
    PLACE,
)

NAME, MAIN_NAME, SMALL = 11.5, 14.0, 10.5
MAIN = 3
"""Communes whose name is in bold: the most inhabited."""

KM_PER_DEGREE = 111.2
SCALES = (1, 2, 5, 10, 20, 50, 100, 200)

Projection = Callable[[tuple[float, float]], XY]


def draw(carte: Carte) -> Dessin:
    """The map on a sheet as wide as a page; as tall as it must be."""
    toile = Toile(WIDE)
    lay(carte, toile)
    return Dessin(toile.svg(), toile.wide, toile.high, notre=True)


def lay(carte: Carte, toile: Toile) -> None:
    """The map, and under it what its shades and signs mean."""
    project, high, per_km = _projection(carte.cadre)
    toile.rectangle((0, 0), (WIDE, high), SEA)
    box = (0.0, 0.0, WIDE, high)
    toile.surface(
        _around(carte.autour, carte.cadre), AROUND, BORDER_AROUND, 0.6
    )  # as one: a shape each takes a third longer to paint
    for zone in carte.zones:
        for polygone in zone.polygones:
            toile.surface(_on_sheet(polygone, project), _shade(zone, carte), BORDER, 0.9)
    names = Etiqueteuse(box)
    signs = list(_signs(carte.lieux, project))
    for at, _genre in signs:
        names.keep_clear(at, RADIUS + 1.5)
    _scale(toile, high, per_km, names)
    _north(toile, names)
    unnamed = _names(toile, carte.zones, project, names)
    for at, genre in signs:
        _sign(toile, at, genre)
    toile.rectangle((0, 0), (WIDE, high), None, FRAME, 1)
    toile.reach(high)
    _legend(toile, carte, high + 10, unnamed)


# --- ground -------------------------------------------------------------------------------------------------------


def _projection(cadre: Cadre) -> tuple[Projection, float, float]:
    """From steps of the grid to points of the sheet, with the height of the map and the points of a kilometre."""
    west, south, east, north = cadre_visible(cadre)
    narrow = resserrement(cadre)
    scale = WIDE / ((east - west) * narrow)
    high = (north - south) * scale

    def project(point: tuple[float, float]) -> XY:
        return (point[0] - west) * narrow * scale, (north - point[1]) * scale

    return project, high, scale / (PAS * KM_PER_DEGREE)


@lru_cache(maxsize=1)
def _around(autour: Sequence[Polygone], cadre: Cadre) -> Sequence[Sequence[XY]]:
    """What of the ground around is on the sheet: the maps of a project mostly have the same."""
    project, high, _per_km = _projection(cadre)
    rings = (ring for polygone in autour for ring in polygone)
    return [_clipped([project(point) for point in ring], (0.0, 0.0, WIDE, high)) for ring in rings]


def _on_sheet(polygone: Polygone, project: Projection) -> list[list[XY]]:
    return [[project(point) for point in ring] for ring in polygone]


def _shade(zone: Zone, carte: Carte) -> Encre:
    if zone.teinte is None:
        return NO_FIGURE
    return _shades(carte)[zone.teinte]


def _shades(carte: Carte) -> Sequence[Encre]:
    """A shade for each line of the legend; of few classes, those that are furthest apart."""
    count = len(carte.teintes)
    if not carte.ordonnee:
        return [SET_APART[rank % len(SET_APART)] for rank in range(count)]
    last = len(FROM_LITTLE_TO_MUCH) - 1
    return [FROM_LITTLE_TO_MUCH[round(rank * last / max(1, count - 1))] for rank in range(count)]


def _clipped(ring: Sequence[XY], box: tuple[float, float, float, float]) -> list[XY]:
    """The part of a ring that is on the sheet (Sutherland and Hodgman, one side after the other)."""
    left, top, right, bottom = box
    points = list(ring)
    for axis, bound, sign in ((0, left, 1), (0, right, -1), (1, top, 1), (1, bottom, -1)):
        points = list(_beyond(points, axis, bound, sign))
    return points


def _beyond(points: Sequence[XY], axis: int, bound: float, sign: int) -> Iterator[XY]:
    """The ring cut by a line parallel to a side, the part where ``sign * (value - bound)`` is positive."""
    for a, b in zip(points, [*points[1:], *points[:1]], strict=True):
        a_in, b_in = sign * (a[axis] - bound) >= 0, sign * (b[axis] - bound) >= 0
        if a_in:
            yield a
        if a_in != b_in:
            share = (bound - a[axis]) / (b[axis] - a[axis])
            yield a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])


# --- names --------------------------------------------------------------------------------------------------------


def _names(
    toile: Toile, zones: Sequence[Zone], project: Projection, names: Etiqueteuse
) -> list[str]:
    """Print the names that find room, the most inhabited communes first; those that found none."""
    left_out: list[str] = []
    named = (zone for zone in zones if zone.nom)
    for rank, zone in enumerate(sorted(named, key=lambda z: (-z.population, z.nom))):
        main = rank < MAIN
        size = MAIN_NAME if main else NAME
        ring = max((polygone[0] for polygone in zone.polygones), key=len)
        at = names.place(project(centre(ring)), width(zone.nom, size, main), size)
        if at is None:
            left_out.append(zone.nom)
        else:
            toile.text(at, zone.nom, size, bold=main, anchor="middle", halo=True)
    return left_out


# --- places -------------------------------------------------------------------------------------------------------

STEP = 2.3 * RADIUS


def _signs(lieux: Sequence[Lieu], project: Projection) -> Iterator[tuple[XY, int]]:
    """Where each place is drawn: those of one spot stand side by side."""
    spots: dict[tuple[int, int], int] = {}
    for lieu in lieux:
        x, y = project((lieu.longitude, lieu.latitude))
        spot = (round(x / RADIUS), round(y / RADIUS))
        rank = spots.get(spot, 0)
        spots[spot] = rank + 1
        yield (x + STEP * (rank % 4), y + 8 + STEP * (rank // 4)), lieu.genre


def _sign(toile: Toile, at: XY, genre: int) -> None:
    """One sign for each kind: told apart by its form, not by its colour."""
    draw_sign(toile, at, SIGNES[genre % len(SIGNES)], PLACE)


# --- furniture ----------------------------------------------------------------------------------------------------


def _scale(toile: Toile, high: float, per_km: float, names: Etiqueteuse) -> None:
    """A bar of a round number of kilometres, about a fifth of the sheet."""
    km = max((scale for scale in SCALES if scale * per_km <= WIDE / 4), default=SCALES[0])
    x, y, long = MARGIN + 4, high - MARGIN - 4, km * per_km
    label = f"{km} km"
    toile.rectangle((x - 6, y - 20), (long + 14 + width(label, SMALL), 26), PAPER)
    toile.line([(x, y - 5), (x, y), (x + long, y), (x + long, y - 5)], INK, 1.4)
    toile.text((x + long + 4, y), label, SMALL)
    names.forbid((x - 6, y - 20, x + long + 10 + width(label, SMALL), y + 8))


def _north(toile: Toile, names: Etiqueteuse) -> None:
    x, y = WIDE - MARGIN - 12, MARGIN + 6
    toile.rectangle((x - 12, y - 8), (24, 42), PAPER)
    toile.surface([((x, y), (x + 6, y + 17), (x, y + 13), (x - 6, y + 17))], INK)
    toile.text((x, y + 30), "N", 12, bold=True, anchor="middle")
    names.forbid((x - 12, y - 8, x + 12, y + 34))


def _legend(toile: Toile, carte: Carte, top: float, unnamed: Sequence[str]) -> None:
    """Shades, then kinds of places, in two columns; then what the map does not show, and its sources."""
    half = WIDE / 2 - 10
    y = top
    if carte.titre_des_teintes:
        toile.text((0, y + 12), carte.titre_des_teintes, 12, bold=True)
        y += 18
    entries = [*carte.teintes, *carte.genres]
    shades = _shades(carte)
    rows = (len(entries) + 1) // 2
    heights = [0.0, 0.0]
    for rank, words in enumerate(entries):
        column = rank // rows
        x, line_y = column * (half + 20), y + heights[column]
        if rank < len(shades):
            toile.rectangle((x, line_y + 2), (18, 11), shades[rank], BORDER, 0.8)
        else:
            _sign(toile, (x + 9, line_y + 8), rank - len(shades))
        end = toile.paragraph((x + 26, line_y - 2), words, 11.5, half - 26)
        heights[column] += max(17.0, end - line_y + 5)
    y += max(heights)
    remarks = list(carte.remarques)
    if unnamed:
        count = len(unnamed)
        one, several = carte.sans_nom
        what = one if count == 1 else f"{count} {several}"
        remarks.insert(0, f"Faute de place, {what}.")
    for remark in remarks:
        y = toile.paragraph((0, y), remark, 10, WIDE, QUIET)
    toile.reach(y + 6)
