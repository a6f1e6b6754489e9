"""Colours by what they are for, each with the shade that it takes on a dark page."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.model.palette import NEUTRE, Palette, Teinte, melange


class Encre(NamedTuple):
    """``jour`` is printed, and shown on a light page; ``nuit`` on a dark one."""

    nom: str
    jour: str
    nuit: str


class Motif(NamedTuple):
    """A pattern of one ink over the paper, by its name in DrawingML."""

    nom: str
    encre: Encre


Fond = Encre | Motif

INK = Encre("encre", "#1F2A30", "#E6EBED")
QUIET = Encre("discret", "#5B6770", "#A9B4BA")
PAPER = Encre("papier", "#FFFFFF", "#14191C")
RULE = Encre("filet", "#C9D3D6", "#3A444A")
BAND = Encre("bande", "#EEF3F4", "#1C2428")
LATEST = Encre("limite", "#7A1022", "#FF9DA8")
ENCRES = (QUIET, PAPER, RULE, BAND, LATEST)
"""All of these but that of the letters, which is the page's own."""

LIGHTER, DARKER = "FFFFFF", "14191C"


def accent(palette: Palette, rang: int) -> Encre:
    """A colour of the theme, or the grey of none; lighter on a dark page, where it would be lost."""
    if rang == NEUTRE:
        return QUIET
    return Encre(f"accent-{rang}", f"#{palette[rang]}", f"#{melange(palette[rang], LIGHTER, 0.45)}")


def pale(palette: Palette, rang: int) -> Encre:
    """The same colour, nearer to the paper."""
    if rang == NEUTRE:
        return RULE
    day, night = melange(palette[rang], LIGHTER, 0.6), melange(palette[rang], DARKER, 0.25)
    return Encre(f"accent-{rang}-clair", f"#{day}", f"#{night}")


def ground(palette: Palette, teinte: Teinte) -> Fond:
    """What fills a shape of that look."""
    if teinte.motif:
        return Motif(teinte.motif, accent(palette, teinte.accent))
    return (pale if teinte.claire else accent)(palette, teinte.accent)
