"""A map on a sheet: grounds in their shades, names that do not overlap, places, scale, north, legend."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from pipeline.draw.etiquettes import Etiqueteuse
from pipeline.draw.svg import INK, PAPER, QUIET, XY, Toile, width
from pipeline.model.carte import Carte, Lieu, Zone, cadre_visible, resserrement
from pipeline.model.contours import PAS, Cadre, Polygone, centre
from pipeline.model.dessin import Dessin

WIDE = 640.0
MARGIN = 8.0

SET_APART = ("#F6E3B4", "#C9E0E6", "#DDBFA0", "#A9CBA4", "#C3B1D6", "#8FB3C9", "#C9948C", "#8FA585")
"""Shades that tell grounds apart, each darker than the one before: they stay apart in grey."""

FROM_LITTLE_TO_MUCH = ("#E6F1F3", "#B4D6DD", "#7CB4C0", "#458CA0", "#0F4C5C")
NO_FIGURE = PAPER
SEA = "#FBFAF7"
AROUND = "#F1F0EC"
BORDER_AROUND = "#D5D3CB"
BORDER = "#6C7378"
FRAME = "#B9B7AF"
PLACE = "#7A1022"

NAME, MAIN_NAME, SMALL = 11.5, 14.0, 10.5
MAIN = 3
"""Communes whose name is in bold: the most inhabited."""

KM_PER_DEGREE = 111.2
SCALES = (1, 2, 5, 10, 20, 50, 100, 200)

Projection = Callable[[tuple[float, float]], XY]


def draw(carte: Carte) -> Dessin:
    """The map on a sheet as wide as a page; as tall as it must be."""
    toile = Toile(WIDE)
    project, high, per_km = _projection(carte.cadre)
    toile.rectangle((0, 0), (WIDE, high), SEA)
    box = (0.0, 0.0, WIDE, high)
    around = (ring for polygone in carte.autour for ring in polygone)
    rings = [_clipped([project(point) for point in ring], box) for ring in around]
    toile.surface(
        rings, AROUND, BORDER_AROUND, 0.6
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
    toile.rectangle((0, 0), (WIDE, high), "none", FRAME, 1)
    toile.reach(high)
    _legend(toile, carte, high + 10, unnamed)
    return Dessin(toile.svg(), toile.wide, toile.high)


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


def _on_sheet(polygone: Polygone, project: Projection) -> list[list[XY]]:
    return [[project(point) for point in ring] for ring in polygone]


def _shade(zone: Zone, carte: Carte) -> str:
    if zone.teinte is None:
        return NO_FIGURE
    return _shades(carte)[zone.teinte]


def _shades(carte: Carte) -> Sequence[str]:
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
    for rank, zone in enumerate(sorted(zones, key=lambda z: (-z.population, z.nom))):
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

RADIUS = 4.6
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
    x, y = at
    r = RADIUS
    shapes: tuple[Sequence[XY], ...] = (
        (),
        ((x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r)),
        ((x, y - r * 1.2), (x + r * 1.1, y + r), (x - r * 1.1, y + r)),
        ((x, y - r * 1.3), (x + r * 1.3, y), (x, y + r * 1.3), (x - r * 1.3, y)),
        _cross(x, y, r),
        ((x, y + r * 1.2), (x + r * 1.1, y - r), (x - r * 1.1, y - r)),
    )
    if genre % len(shapes) == 0:
        toile.disc(at, r, PLACE, PAPER, 1.2)
    else:
        toile.surface([shapes[genre % len(shapes)]], PLACE, PAPER, 1.2)


def _cross(x: float, y: float, r: float) -> Sequence[XY]:
    arm, reach = r * 0.45, r * 1.25
    right = [(arm, -reach), (arm, -arm), (reach, -arm), (reach, arm), (arm, arm), (arm, reach)]
    left = [(-dx, -dy) for dx, dy in right]
    return [(x + dx, y + dy) for dx, dy in (*right, *left)]


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
        what = (
            "la commune la moins peuplée n'est pas nommée"
            if count == 1
            else f"{count} communes ne sont pas nommées"
        )
        remarks.insert(0, f"Faute de place, {what}.")
    for remark in remarks:
        y = toile.paragraph((0, y), remark, 10, WIDE, QUIET)
    toile.reach(y + 6)
