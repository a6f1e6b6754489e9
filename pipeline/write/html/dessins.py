"""What a page draws itself: charts, the organisation chart, the bar of a fiche."""

from __future__ import annotations

from decimal import Decimal

from pipeline.model.charte import contraste
from pipeline.model.graphique import Graphique
from pipeline.model.langue.francais import nombre
from pipeline.model.palette import Palette, melange
from pipeline.model.prose import Box, Cell, Diagram, Etendue, LigneDeTemps, Table, plain
from pipeline.write.html.signes import safe, tag
from pipeline.write.word.ligne_de_temps import ROOM

WIDE, YEARS, BAR = 1000, 34, 44
"""Of the bar of a fiche, in points of its drawing: its width, the height of the names of years, that of bars."""

NAME = "Calendrier de l'action"
USUAL = 1
"""The rank of the colour of a bar of no mission."""

WHITE, BLACK, INK = "FFFFFF", "000000", "14191C"
DARKER, LIGHTER = 0.15, 0.6
"""How much of another colour that of a mission takes, as in Word."""


def organigramme(diagram: Diagram) -> str:
    """Rows of boxes, each leading to the next: a list of lists, which a screen reader follows as the eye does."""
    rows = (f"<li><ul>{''.join(map(_box, row))}</ul></li>" for row in diagram.rows)
    return tag("ol", "".join(rows), "organigramme", aria_label=diagram.alt)


def _box(box: Box) -> str:
    under = f" <span>{safe(box.texte)}</span>" if box.texte else ""
    return f"<li><strong>{safe(box.titre)}</strong>{under}</li>"


def ligne_de_temps(line: LigneDeTemps) -> str:
    years = "".join(_part(year, 0, YEARS, "annee", True) for year in line.annees)
    bars = "".join(_part(bar, YEARS + 4, BAR, *_look(bar)) for bar in line.barres)
    size = f'viewBox="0 0 {WIDE} {YEARS + BAR + 8}"'
    named = f'role="img" aria-label="{safe(line.alt)}"'
    look = f"ligne-de-temps mission-{line.mission or USUAL}"
    svg = f'<svg class="{look}" {size} {named}>{years}{bars}</svg>'
    return tag("div", svg, "cadre", tabindex="0", role="group", aria_label=NAME)


def couleurs_des_missions(palette: Palette) -> str:
    """What a style declares for the bar of a fiche of each mission: dark, light, and letters that are read on the dark one."""
    return " ".join(_colours(rank, accent) for rank, accent in enumerate(palette.accents, USUAL))


def _colours(rank: int, accent: str) -> str:
    dark, light = melange(accent, BLACK, DARKER), melange(accent, WHITE, LIGHTER)
    letters = max((WHITE, INK), key=lambda one: contraste(one, dark))
    shades = {"fonce": dark, "clair": light, "lettres": letters}
    said = ";".join(f"--mission-{name}:#{shade}" for name, shade in shades.items())
    return f".mission-{rank}{{{said}}}"


def _look(bar: Etendue) -> tuple[str, bool]:
    return ("fonce" if bar.fonce else "clair", bar.fin - bar.debut >= ROOM)


def _part(part: Etendue, top: int, height: int, classe: str, said: bool) -> str:
    left, right = round(part.debut * WIDE), round(part.fin * WIDE)
    box = f'<rect x="{left}" y="{top}" width="{right - left}" height="{height}"/>'
    at = f'x="{(left + right) // 2}" y="{top + height // 2}"'
    words = f"<text {at}>{safe(part.texte)}</text>" if said else ""
    return f'<g class="{classe}">{box}{words}</g>'


def chiffres(graphique: Graphique) -> Table:
    """The numbers of a chart, for whoever cannot see it or wants them."""
    names = (graphique.axe or "", *(serie.nom for serie in graphique.series))
    unit = f" ({graphique.unite})" if graphique.unite else ""
    head = (names[0], *(f"{name}{unit}" for name in names[1:]))
    rows = (
        (
            Cell(plain(label)),
            *(Cell(plain(_number(serie.valeurs[rank]))) for serie in graphique.series),
        )
        for rank, label in enumerate(graphique.libelles)
    )
    aligns = ("left", *("right" for _ in graphique.series))
    return Table(tuple(Cell(plain(title)) for title in head), tuple(rows), aligns)


def _number(value: Decimal | None) -> str:
    return "" if value is None else nombre(value)
