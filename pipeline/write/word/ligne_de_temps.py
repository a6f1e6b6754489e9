"""A bar over years as shapes that Word draws itself, in the colours of the theme."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.model.prose import Etendue, LigneDeTemps
from pipeline.write.word.ooxml import escape, marked, paragraph
from pipeline.write.word.organigramme import EMU_PER_TWENTIETH, frame, inline

YEARS, GAP, BAR = 170_000, 15_000, 210_000
"""EMU (360 000 to the centimetre): the height of the names of the years, what is under them, that of the bar."""

LETTERS = '<w:sz w:val="16"/><w:szCs w:val="16"/>'
WHITE = '<w:color w:val="FFFFFF" w:themeColor="background1"/>'
DARK = '<a:schemeClr val="accent1"/>'
LIGHT = '<a:schemeClr val="accent2"><a:lumMod val="40000"/><a:lumOff val="60000"/></a:schemeClr>'
GROUND = '<a:schemeClr val="bg2"/>'
EDGE = f'<a:ln w="6350"><a:solidFill>{DARK}</a:solidFill></a:ln>'
NO_EDGE = "<a:ln><a:noFill/></a:ln>"
ROOM = 0.17
"""The least share of the width where words fit; a shorter bar has none, and the alternative text says it."""


def drawing(line: LigneDeTemps, width: int, style: str, next_id: Callable[[], int]) -> str:
    """A run with the whole line; ``width`` is in twentieths of a point."""
    total = width * EMU_PER_TWENTIETH
    years = [
        _box(year, total, (0, YEARS), (GROUND, EDGE), marked(year.texte, LETTERS), style, next_id())
        for year in line.annees
    ]
    bars = [
        _box(bar, total, (YEARS + GAP, BAR), _look(bar), _said(bar), style, next_id())
        for bar in line.barres
    ]
    return inline(
        "".join([*years, *bars]), (total, YEARS + GAP + BAR), "Calendrier", line.alt, next_id()
    )


def _look(bar: Etendue) -> tuple[str, str]:
    return (DARK if bar.fonce else LIGHT, EDGE)


def _said(bar: Etendue) -> str:
    if bar.fin - bar.debut < ROOM:
        return ""
    return marked(bar.texte, (WHITE if bar.fonce else "") + LETTERS)


def _box(
    part: Etendue,
    total: int,
    band: tuple[int, int],
    look: tuple[str, str],
    words: str,
    style: str,
    number: int,
) -> str:
    """A rectangle over a part of the width; ``band`` is its top and its height, ``look`` its fill and its edge."""
    left, right = round(part.debut * total), round(part.fin * total)
    fill, edge = look
    return (
        f'<wps:wsp><wps:cNvPr id="{number}" name="{escape(part.texte)}"/><wps:cNvSpPr txBox="1"/>'
        f"<wps:spPr>{frame((left, band[0], right - left, band[1]))}"
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill>{fill}</a:solidFill>{edge}</wps:spPr>'
        f"<wps:txbx><w:txbxContent>{paragraph(style, words)}</w:txbxContent></wps:txbx>"
        '<wps:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/></wps:wsp>'
    )
