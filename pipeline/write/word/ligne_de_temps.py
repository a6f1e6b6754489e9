"""A bar over years as shapes that Word draws itself, in the colours of the theme."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.model.charte import contraste
from pipeline.model.palette import Palette, melange
from pipeline.model.prose import Etendue, LigneDeTemps
from pipeline.model.valeur import dataclass
from pipeline.write.word.ooxml import LIGHTER, escape, marked, paragraph
from pipeline.write.word.organigramme import EMU_PER_TWENTIETH, frame, inline

YEARS, GAP, BAR = 170_000, 15_000, 210_000
"""EMU (360 000 to the centimetre): the height of the names of the years, what is under them, that of the bar."""

LETTERS = '<w:sz w:val="16"/><w:szCs w:val="16"/>'
WHITE = '<w:color w:val="FFFFFF" w:themeColor="background1"/>'
DARKER = 0.15
"""How much black the dark bar takes: white letters on the accent itself would be too pale."""

LEGIBLE = 4.5
"""The contrast that WCAG wants of a text (level AA)."""

GROUND = '<a:schemeClr val="bg2"/>'
NO_EDGE = "<a:ln><a:noFill/></a:ln>"
USUAL = 1
"""The accent of a bar of no mission."""

ROOM = 0.17
"""The least share of the width where words fit; a shorter bar has none, and the alternative text says it."""


@dataclass(frozen=True, slots=True)
class Habit:
    """The colour of a mission, as its bars wear it."""

    accent: str
    blanc: bool
    """Whether white letters can be read on it."""

    @property
    def dark(self) -> str:
        return f'<a:schemeClr val="{self.accent}"><a:lumMod val="{round(100_000 * (1 - DARKER))}"/></a:schemeClr>'

    @property
    def light(self) -> str:
        return f'<a:schemeClr val="{self.accent}">{LIGHTER}</a:schemeClr>'

    @property
    def edge(self) -> str:
        return f'<a:ln w="6350"><a:solidFill>{self.dark}</a:solidFill></a:ln>'


def drawing(
    line: LigneDeTemps, width: int, style: str, palette: Palette, next_id: Callable[[], int]
) -> str:
    """A run with the whole line; ``width`` is in twentieths of a point."""
    total = width * EMU_PER_TWENTIETH
    habit = _habit(line.mission or USUAL, palette)
    years = [
        _box(
            year,
            total,
            (0, YEARS),
            (GROUND, habit.edge),
            marked(year.texte, LETTERS),
            style,
            next_id(),
        )
        for year in line.annees
    ]
    bars = [
        _box(bar, total, (YEARS + GAP, BAR), _look(bar, habit), _said(bar, habit), style, next_id())
        for bar in line.barres
    ]
    return inline(
        "".join([*years, *bars]), (total, YEARS + GAP + BAR), "Calendrier", line.alt, next_id()
    )


def _habit(rank: int, palette: Palette) -> Habit:
    dark = melange(palette[rank], "000000", DARKER)
    return Habit(f"accent{rank}", contraste(dark, "FFFFFF") >= LEGIBLE)


def _look(bar: Etendue, habit: Habit) -> tuple[str, str]:
    return (habit.dark if bar.fonce else habit.light, habit.edge)


def _said(bar: Etendue, habit: Habit) -> str:
    if bar.fin - bar.debut < ROOM:
        return ""
    return marked(bar.texte, (WHITE if bar.fonce and habit.blanc else "") + LETTERS)


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
