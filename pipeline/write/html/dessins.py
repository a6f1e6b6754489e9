"""What a page draws itself: charts, the organisation chart, the bar of a fiche."""

from __future__ import annotations

from decimal import Decimal

from pipeline.model.graphique import Graphique
from pipeline.model.langue.francais import nombre
from pipeline.model.prose import Box, Cell, Diagram, Etendue, LigneDeTemps, Table, plain
from pipeline.write.html.signes import safe, tag

WIDE, YEARS, BAR = 1000, 34, 44
"""Of the bar of a fiche, in points of its drawing: its width, the height of the names of years, that of bars."""

NAME = "Calendrier de l'action"
ROOM = 0.17
"""The least share of the width where words fit, as in Word."""


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
    svg = f'<svg class="ligne-de-temps" {size} {named}>{years}{bars}</svg>'
    return tag("div", svg, "cadre", tabindex="0", role="group", aria_label=NAME)


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
