"""The calendar at a glance: a bar for each fiche, by mission, over the quarters of the contract."""

from __future__ import annotations

from datetime import date

from pipeline.draw.encres import BAND, LATEST, QUIET, RULE, Encre, accent, pale
from pipeline.draw.svg import Toile, width, wrapped
from pipeline.model.dessin import Dessin
from pipeline.model.frise import FICHE, LIGNE, MISSION, Barre, Frise, Groupe
from pipeline.model.langue.francais import et
from pipeline.model.palette import USUELLE, Palette

WIDE = 640.0
LABELS = 270.0
"""Room for the names of the fiches, on the left."""

RIGHT = WIDE - 8
HEAD = 40.0
SIZE, SMALL, TINY = 11.0, 9.5, 8.5
ROOM_OF_A_DATE = 45
MONTHS_OF_QUARTER = 3
MOST_QUARTERS = 24


def draw(frise: Frise, palette: Palette = USUELLE) -> Dessin:
    """The calendar on a sheet as wide as a page, as tall as its fiches ask."""
    toile = Toile(WIDE)
    lay(frise, toile, palette)
    return Dessin(toile.svg(), toile.wide, toile.high, notre=True)


def lay(frise: Frise, toile: Toile, palette: Palette) -> None:
    """The years, a bar for each fiche in the colour of its mission, and what the shades mean."""
    bottom = HEAD + sum(_height(groupe) for groupe in frise.groupes) + FICHE
    _years(toile, frise, bottom)
    y = HEAD + FICHE
    for groupe in frise.groupes:
        y = _mission(toile, groupe, frise, palette, y)
    toile.reach(bottom)
    _legend(toile, frise, bottom + 8)


def _x(day: date, frise: Frise) -> float:
    """Where a day stands; what is outside the drawing stands on its edge."""
    share = (day - frise.debut).days / max(1, (frise.fin - frise.debut).days)
    return LABELS + min(1.0, max(0.0, share)) * (RIGHT - LABELS)


def _years(toile: Toile, frise: Frise, bottom: float) -> None:
    for year in frise.annees:
        left, right = _x(year.debut, frise), _x(year.fin, frise)
        if year.rang % 2:
            toile.rectangle((left, 0), (right - left, bottom), BAND)
        toile.text(((left + right) / 2, 15), f"Année {year.rang}", SIZE, bold=True, anchor="middle")
        toile.line([(right, 0), (right, bottom)], RULE, 0.8)
    quarters = _quarters(frise)
    for day in quarters:
        x = _x(day, frise)
        toile.line([(x, HEAD - 6), (x, bottom)], RULE, 0.4)
        if day.month == 1 and x + 30 < RIGHT:
            toile.line([(x, HEAD - 18), (x, HEAD - 6)], QUIET, 0.8)
            toile.text((x + 3, HEAD - 9), str(day.year), SMALL, fill=QUIET)
    toile.line([(LABELS, HEAD), (RIGHT, HEAD)], QUIET, 0.8)


def _quarters(frise: Frise) -> list[date]:
    """The first day of each civil quarter; of each year only, over a long time."""
    days = [
        date(year, month, 1)
        for year in range(frise.debut.year, frise.fin.year + 1)
        for month in range(1, 13, MONTHS_OF_QUARTER)
    ]
    inside = [day for day in days if frise.debut < day < frise.fin]
    return inside if len(inside) <= MOST_QUARTERS else [day for day in inside if day.month == 1]


def _lines(barre: Barre) -> list[str]:
    return wrapped(f"{barre.code}  {barre.titre}", SIZE, LABELS - 12)


def _height(groupe: Groupe) -> float:
    return MISSION + sum(len(_lines(barre)) * LIGNE + FICHE for barre in groupe.barres)


def _mission(toile: Toile, groupe: Groupe, frise: Frise, palette: Palette, y: float) -> float:
    colour = accent(palette, groupe.mission)
    toile.rectangle((0, y + 2), (11, 11), colour)
    toile.text((16, y + 12), groupe.titre, 12, bold=True)
    top = y
    y += MISSION
    for barre in groupe.barres:
        y = _fiche(toile, barre, frise, (pale(palette, groupe.mission), colour), y)
    for limit in (groupe.limite_demarrage, groupe.limite_deploiement):
        if limit is not None and frise.debut <= limit <= frise.fin:
            x = _x(limit, frise)
            toile.line([(x, top + 6), (x, y - FICHE)], LATEST, 1.2, "3 2")
            anchor, aside = ("start", 3) if x + ROOM_OF_A_DATE < RIGHT else ("end", -3)
            when = f"{limit.day}/{limit.month}/{limit.year}"
            toile.text((x + aside, top + 13), when, TINY, anchor=anchor, fill=LATEST)
    return y


def _fiche(
    toile: Toile, barre: Barre, frise: Frise, shades: tuple[Encre, Encre], y: float
) -> float:
    """``shades``: while it is being set up, once deployed.  Light and dark: they stay apart in grey."""
    before, after = shades
    lines = _lines(barre)
    for rank, line in enumerate(lines):
        toile.text((6, y + 11 + rank * LIGNE), line, SIZE)
    left, right = _x(barre.debut, frise), _x(barre.fin, frise)
    middle = _x(barre.deploiement, frise) if barre.deploiement else left
    top = y + 2
    if middle > left:
        toile.rectangle((left, top), (min(middle, right) - left, 10), before, after, 0.8)
    if right > middle:
        toile.rectangle((middle, top), (max(2.0, right - middle), 10), after, after, 0.8)
    return y + len(lines) * LIGNE + FICHE


def _legend(toile: Toile, frise: Frise, top: float) -> None:
    """The two shades in grey, for each mission has its own colour."""
    x = 0.0
    for shade, words in ((RULE, "mise en place"), (QUIET, "action déployée")):
        toile.rectangle((x, top), (22, 10), shade, QUIET, 0.8)
        toile.text((x + 28, top + 9), words, SMALL)
        x += 28 + width(words, SMALL) + 24
    if any(groupe.limite_demarrage or groupe.limite_deploiement for groupe in frise.groupes):
        toile.line([(x + 10, top - 2), (x + 10, top + 12)], LATEST, 1.2, "3 2")
        toile.text(
            (x + 18, top + 9),
            "dernier jour que l'accord laisse pour démarrer, puis pour déployer",
            SMALL,
        )
    y = top + 14
    for what, codes in (
        ("Sans date de démarrage", frise.sans_date),
        ("Hors du contrat", frise.hors),
    ):
        if codes:
            y = toile.paragraph((0, y), f"{what} : {et(codes)}.", SMALL, WIDE, QUIET)
    toile.reach(y + 8)
