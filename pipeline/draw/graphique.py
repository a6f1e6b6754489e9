"""A chart on a sheet, for a page: Word draws its own from the same numbers, with the same looks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from math import ceil, cos, pi, sin

from pipeline.draw.echelle import Echelle, echelle
from pipeline.draw.encres import INK, QUIET, RULE, accent, ground
from pipeline.draw.signes import RADIUS, draw_sign
from pipeline.draw.svg import XY, Toile, width, wrapped
from pipeline.model.graphique import Forme, Graphique, Serie
from pipeline.model.langue.francais import nombre
from pipeline.model.palette import CIBLE, TEINTES, TRAITS, Palette, Teinte, Trait, teinte
from pipeline.model.valeur import dataclass

WIDE = 640.0
SIZE, SMALL = 11.0, 10.0
LINE = 14.0
HIGH = 220.0
"""Of what stands, names aside."""

EACH, LEAST = 15.0, 24.0
"""The height of a bar that lies; of what a label takes at least."""

LABELS = 200.0
"""The most that the names of bars that lie take of the width."""

SHARE = 0.64
"""What bars take of the room of their label."""

TURN = -40.0
UNITS_OF_NUMBERS = ("%", "€")
DASHES = {
    "dash": "8 4",
    "sysDot": "2 3",
    "lgDashDot": "12 3 2 3",
    "sysDash": "5 3",
    "lgDashDotDot": "12 3 2 3 2 3",
}
MOST_TICKS = 9
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Feuille:
    """What is drawn, and with what."""

    graphique: Graphique
    toile: Toile
    palette: Palette

    def said(self, value: Decimal, decimals: int | None = None) -> str:
        """A number with its unit where it is short; the title of the axis says the others."""
        graphique = self.graphique
        digits = graphique.decimales if decimals is None else decimals
        unit = f"\u00a0{graphique.unite}" if graphique.unite in UNITS_OF_NUMBERS else ""
        shown = abs(value) if graphique.forme is Forme.PYRAMIDE else value
        return nombre(round(shown, digits)) + unit

    def shape(self, look: Teinte, at: XY, size: XY) -> None:
        """A bar, or a piece of one."""
        edge = accent(self.palette, look.accent)
        self.toile.rectangle(at, size, ground(self.palette, look), edge, 0.8)


def lay(graphique: Graphique, toile: Toile, palette: Palette) -> None:
    """The chart, then what its shades mean, then where its numbers come from."""
    feuille = Feuille(graphique, toile, palette)
    if not graphique.series:
        return
    if graphique.forme is Forme.SECTEURS:
        bottom = _pie(feuille)
    elif graphique.horizontal:
        bottom = _legend(feuille, _lying(feuille))
    else:
        bottom = _legend(feuille, _standing(feuille))
    source = f"Source : {graphique.source}" if graphique.source else ""
    for note in (source, *graphique.remarques):
        bottom = toile.paragraph((0, bottom), note, SMALL, WIDE, QUIET) if note else bottom
    toile.reach(bottom + 6)


# --- standing -----------------------------------------------------------------------------------------------------


def _standing(feuille: Feuille) -> float:
    """Bars that stand, and curves; the height below the names under them."""
    graphique = feuille.graphique
    top = 16 + (LINE if graphique.unite and graphique.unite not in UNITS_OF_NUMBERS else 0)
    scale = echelle(_reached(graphique), top + HIGH, top, not graphique.decimales)
    left = _ticks_beside(feuille, scale)
    slot = (WIDE - left) / len(graphique.libelles)
    middles = [left + slot * (rank + 0.5) for rank in range(len(graphique.libelles))]
    if graphique.forme is Forme.COURBES:
        _curves(feuille, scale, middles)
    else:
        _bars(feuille, scale, middles, slot)
        _targets(feuille, scale, middles)
    zero = scale(ZERO)
    feuille.toile.line([(left, zero), (WIDE, zero)], INK, 1.2)
    bottom = _names_under(feuille, middles, slot, top + HIGH)
    if graphique.axe:
        bottom += LINE
        middle = (left + WIDE) / 2
        feuille.toile.text((middle, bottom), graphique.axe, SMALL, anchor="middle", fill=QUIET)
    return bottom + 6


def _ticks_beside(feuille: Feuille, scale: Echelle) -> float:
    """The lines behind, their numbers on the left, the unit above; where what is drawn begins."""
    toile, unit = feuille.toile, feuille.graphique.unite
    words = list(zip(scale.graduations, _ticks(feuille, scale), strict=True))
    left = max(width(word, SMALL) for _value, word in words) + 8
    for value, word in words:
        toile.line([(left, scale(value)), (WIDE, scale(value))], RULE, 0.8)
        toile.text((left - 5, scale(value) + 3.5), word, SMALL, anchor="end")
    if unit and unit not in UNITS_OF_NUMBERS:
        toile.text((0, 11), unit, SMALL, fill=QUIET)
    return left


def _ticks(feuille: Feuille, scale: Echelle) -> list[str]:
    exponent = scale.pas.normalize().as_tuple().exponent
    decimals = max(0, -int(exponent))
    return [feuille.said(value, decimals) for value in scale.graduations]


def _names_under(feuille: Feuille, middles: Sequence[float], slot: float, top: float) -> float:
    """The names of the labels, turned where one word is wider than its room; under curves, one out of some."""
    graphique, toile = feuille.graphique, feuille.toile
    every = 1
    if graphique.forme is Forme.COURBES:
        every = ceil(len(middles) / MOST_TICKS)
    room = slot * every - 4
    shown = list(zip(middles, graphique.libelles, strict=True))[::every]
    if any(width(word, SMALL) > room for _x, name in shown for word in name.split(" ")):
        for x, name in shown:
            toile.text((x + 4, top + 12), name, SMALL, anchor="end", turn=TURN)
        longest = max(width(name, SMALL) for _x, name in shown)
        return top + 14 + longest * sin(-TURN * pi / 180)
    deepest = 0
    for x, name in shown:
        lines = wrapped(name, SMALL, room)
        deepest = max(deepest, len(lines))
        for rank, line in enumerate(lines):
            toile.text((x, top + LINE * (rank + 1)), line, SMALL, anchor="middle")
    return top + LINE * deepest + 2


def _bars(feuille: Feuille, scale: Echelle, middles: Sequence[float], slot: float) -> None:
    graphique = feuille.graphique
    ranks = _measured(graphique)
    wide = slot * SHARE / (1 if graphique.empile else len(ranks))
    for label, middle in enumerate(middles):
        for place, (rank, start, end) in enumerate(_pieces(graphique, label)):
            across = 0 if graphique.empile else place
            x = middle - slot * SHARE / 2 + across * wide
            top = min(scale(start), scale(end))
            feuille.shape(
                teinte(graphique, rank, label), (x, top), (wide, abs(scale(end) - scale(start)))
            )
    for label, middle in enumerate(middles):
        for place, (rank, start, end) in enumerate(_pieces(graphique, label)):
            if graphique.a_la_place(rank, label):
                across = 0 if graphique.empile else place
                x = middle - slot * SHARE / 2 + (across + 0.5) * wide
                y = (
                    (scale(start) + scale(end)) / 2 + 3.5
                    if graphique.empile
                    else _above(scale, end)
                )
                feuille.toile.text(
                    (x, y), feuille.said(end - start), SMALL, anchor="middle", halo=True
                )


def _above(scale: Echelle, value: Decimal) -> float:
    """Where the number of a bar stands: over it, or under one that goes down."""
    return scale(value) + (12 if value < 0 else -4)


def _pieces(graphique: Graphique, label: int) -> Iterator[tuple[int, Decimal, Decimal]]:
    """The bars of a label, by the rank of their series: from where to where.  What is below zero is piled downwards."""
    reached = {True: ZERO, False: ZERO}
    for rank in _measured(graphique):
        value = graphique.series[rank].valeurs[label] or ZERO
        start = reached[value < 0] if graphique.empile else ZERO
        reached[value < 0] = start + value
        yield rank, start, start + value


def _measured(graphique: Graphique) -> list[int]:
    return [rank for rank, serie in enumerate(graphique.series) if not serie.cible]


def _reached(graphique: Graphique) -> Iterable[Decimal]:
    """Every number that the axis must hold."""
    if not graphique.empile:
        return graphique.valeurs
    labels = range(len(graphique.libelles))
    return [end for label in labels for _rank, _start, end in _pieces(graphique, label)]


def _targets(feuille: Feuille, scale: Echelle, middles: Sequence[float]) -> None:
    encre = accent(feuille.palette, CIBLE.accent)
    for serie in feuille.graphique.series:
        for x, value in zip(middles, serie.valeurs, strict=True):
            if serie.cible and value is not None:
                at = (x, scale(value))
                draw_sign(feuille.toile, at, CIBLE.marque, encre)
                feuille.toile.text((x + 8, at[1] + 3.5), feuille.said(value), SMALL, halo=True)


def _curves(feuille: Feuille, scale: Echelle, middles: Sequence[float]) -> None:
    marked = len(middles) <= 2 * MOST_TICKS
    for rank, serie in enumerate(feuille.graphique.series):
        look = CIBLE if serie.cible else TRAITS[rank % len(TRAITS)]
        points = [
            None if value is None else (x, scale(value))
            for x, value in zip(middles, serie.valeurs, strict=True)
        ]
        if not serie.cible:
            _curve(feuille, points, look)
        shown = range(len(points)) if marked or serie.cible else serie.reperes
        for at in (points[label] for label in shown):
            if at is not None:
                draw_sign(feuille.toile, at, look.marque, accent(feuille.palette, look.accent), 3.6)
        _numbers_of_points(feuille, rank, points, scale.debut)


def _curve(feuille: Feuille, points: Sequence[XY | None], look: Trait) -> None:
    """A line broken where a number lacks."""
    runs: list[list[XY]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(point)
    for run in runs:
        if len(run) > 1:
            encre = accent(feuille.palette, look.accent)
            feuille.toile.line(run, encre, 2, DASHES.get(look.tirets, ""))


def _numbers_of_points(
    feuille: Feuille, rank: int, points: Sequence[XY | None], bottom: float
) -> None:
    """The number of each point over it; that of a point that is told under it, unless the axis is there."""
    serie = feuille.graphique.series[rank]
    for label, (at, value) in enumerate(zip(points, serie.valeurs, strict=True)):
        told = label in serie.reperes
        if at is None or value is None or not (told or feuille.graphique.a_la_place(rank, label)):
            continue
        x = min(WIDE - 30, max(at[0], 60)) if told else at[0]
        under = told and at[1] + 20 < bottom
        y = at[1] + (16 if under else -8)
        size = SIZE if told else SMALL
        feuille.toile.text((x, y), feuille.said(value), size, bold=told, anchor="middle", halo=True)


# --- lying --------------------------------------------------------------------------------------------------------


def _lying(feuille: Feuille) -> float:
    """Bars that lie, read from the top; ages are read from the foot."""
    graphique = feuille.graphique
    names = list(enumerate(graphique.libelles))
    if graphique.forme is Forme.PYRAMIDE:
        names.reverse()
    left = min(LABELS, max(width(name, SMALL) for name in graphique.libelles)) + 8
    values = (
        _reached(graphique) if graphique.forme is not Forme.PYRAMIDE else _both_sides(graphique)
    )
    room = max(width(feuille.said(value), SMALL) for value in graphique.valeurs or [ZERO]) + 8
    inner = room if graphique.forme is Forme.PYRAMIDE else 0
    scale = echelle(values, left + inner, WIDE - room, not graphique.decimales)
    heights = [_height(feuille, name, left) for _rank, name in names]
    top, bottom = 4.0, 4.0 + sum(heights)
    _ticks_under(feuille, scale, top, bottom)
    y = top
    for (label, name), high in zip(names, heights, strict=True):
        _name_beside(feuille, name, left, y + high / 2)
        _bars_of(feuille, scale, label, y + high / 2)
        y += high
    feuille.toile.line([(scale(ZERO), top), (scale(ZERO), bottom)], INK, 1.2)
    if graphique.unite and graphique.unite not in UNITS_OF_NUMBERS:
        middle = (scale.debut + scale.fin) / 2
        feuille.toile.text(
            (middle, bottom + 29), graphique.unite, SMALL, anchor="middle", fill=QUIET
        )
        bottom += LINE
    return bottom + 22


def _both_sides(graphique: Graphique) -> Iterable[Decimal]:
    """As far on one side of a pyramid as on the other: they are compared."""
    most = max(graphique.valeurs, default=ZERO)
    return (-most, most)


def _height(feuille: Feuille, name: str, left: float) -> float:
    graphique = feuille.graphique
    if graphique.forme is Forme.PYRAMIDE:
        return EACH + 2
    bars = 1 if graphique.empile else len(graphique.series)
    lines = len(wrapped(name, SMALL, left - 8))
    return max(LEAST, bars * EACH + 8, lines * LINE + 4)


def _name_beside(feuille: Feuille, name: str, left: float, middle: float) -> None:
    lines = wrapped(name, SMALL, left - 8)
    for rank, line in enumerate(lines):
        y = middle + 3.5 + (rank - (len(lines) - 1) / 2) * LINE
        feuille.toile.text((left - 8, y), line, SMALL, anchor="end")


def _ticks_under(feuille: Feuille, scale: Echelle, top: float, bottom: float) -> None:
    words = _ticks(feuille, scale)
    every = 1 + int(
        max(width(word, SMALL) for word in words) + 8 > (scale.fin - scale.debut) / len(words)
    )
    for rank, (value, word) in enumerate(zip(scale.graduations, words, strict=True)):
        x = scale(value)
        feuille.toile.line([(x, top), (x, bottom)], RULE, 0.8)
        if rank % every == 0:
            feuille.toile.text((x, bottom + LINE), word, SMALL, anchor="middle")


def _bars_of(feuille: Feuille, scale: Echelle, label: int, middle: float) -> None:
    """The bars of a label, each with its number at its end, or in the middle of a piece."""
    graphique = feuille.graphique
    pieces = list(
        _sides(graphique, label) if graphique.forme is Forme.PYRAMIDE else _pieces(graphique, label)
    )
    stacked = graphique.empile or graphique.forme is Forme.PYRAMIDE
    top = middle - EACH * (1 if stacked else len(pieces)) / 2
    for place, (rank, start, end) in enumerate(pieces):
        y = top + (0 if stacked else place * EACH)
        left, right = sorted((scale(start), scale(end)))
        feuille.shape(teinte(graphique, rank, label), (left, y + 1), (right - left, EACH - 2))
    for place, (rank, start, end) in enumerate(pieces):
        if graphique.a_la_place(rank, label):
            y = top + (0 if stacked else place * EACH) + EACH / 2 + 3.5
            x, anchor = (scale(end) + 4, "start") if end >= 0 else (scale(end) - 4, "end")
            if graphique.empile:
                x, anchor = (scale(start) + scale(end)) / 2, "middle"
            feuille.toile.text(
                (x, y), feuille.said(end - start), SMALL, anchor=anchor, halo=graphique.empile
            )


def _sides(graphique: Graphique, label: int) -> Iterator[tuple[int, Decimal, Decimal]]:
    """The two bars of an age: the first on the left."""
    for rank, serie in enumerate(graphique.series):
        value = serie.valeurs[label] or ZERO
        yield rank, ZERO, -value if rank == 0 else value


# --- a whole ------------------------------------------------------------------------------------------------------

CENTRE, DISC = 130.0, 120.0


def _pie(feuille: Feuille) -> float:
    """Slices from the top, clockwise; their names beside them in the same order."""
    graphique, toile = feuille.graphique, feuille.toile
    values = [value or ZERO for value in graphique.series[0].valeurs]
    total = sum(values, ZERO) or Decimal(1)
    turned = 0.0
    for rank, part in enumerate(values):
        share = float(part / total)
        look = TEINTES[rank % len(TEINTES)]
        fill, edge = ground(feuille.palette, look), accent(feuille.palette, look.accent)
        if share > 0.9999:
            toile.disc((CENTRE, CENTRE), DISC, fill, edge, 0.8)
        elif share:
            toile.path(_slice(turned, turned + share), fill, edge, 0.8)
        turned += share
    y = max(6.0, CENTRE - len(values) * 11)
    x = 2 * CENTRE + 20
    for rank, (name, value) in enumerate(
        zip(graphique.libelles, graphique.series[0].valeurs, strict=True)
    ):
        feuille.shape(TEINTES[rank % len(TEINTES)], (x, y), (16, 11))
        told = "sans chiffre" if value is None else feuille.said(value)
        y = max(
            y + 22, toile.paragraph((x + 24, y - 4), f"{name} : {told}", SIZE, WIDE - x - 24) + 10
        )
    return max(2 * CENTRE, y) + 4


def _slice(start: float, end: float) -> str:
    """A slice as SVG writes it, between two shares of the whole."""
    points = (
        f"{CENTRE + DISC * sin(2 * pi * at):.1f},{CENTRE - DISC * cos(2 * pi * at):.1f}"
        for at in (start, end)
    )
    first, last = points
    large = int(end - start > 0.5)
    return f"M{CENTRE:.1f},{CENTRE:.1f} {first}A{DISC:.0f} {DISC:.0f} 0 {large} 1 {last}Z"


# --- words --------------------------------------------------------------------------------------------------------


def _legend(feuille: Feuille, top: float) -> float:
    """What each look means, in as many lines as it takes; nothing for one series."""
    series = feuille.graphique.series
    if len(series) < 2:
        return top
    x, y = 0.0, top + 4
    for rank, serie in enumerate(series):
        room = 30 + width(serie.nom, SIZE) + 18
        if x and x + room > WIDE:
            x, y = 0.0, y + LINE + 4
        _key(feuille, rank, serie, (x, y))
        feuille.toile.text((x + 30, y + 10), serie.nom, SIZE)
        x += room
    return y + LINE + 6


def _key(feuille: Feuille, rank: int, serie: Serie, at: XY) -> None:
    x, y = at
    if not serie.cible and feuille.graphique.forme is not Forme.COURBES:
        feuille.shape(teinte(feuille.graphique, rank), (x, y), (22, 11))
        return
    look = CIBLE if serie.cible else TRAITS[rank % len(TRAITS)]
    encre = accent(feuille.palette, look.accent)
    if not serie.cible:
        feuille.toile.line([(x, y + 6), (x + 22, y + 6)], encre, 2, DASHES.get(look.tirets, ""))
    draw_sign(feuille.toile, (x + 11, y + 6), look.marque, encre, RADIUS - 1)
