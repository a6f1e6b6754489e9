"""The charte graphique laid over a template: its theme first, then every colour and font that its parts take from it.

Word reads the theme; LibreOffice, and whatever shows a document without it, reads the value written beside the name of
the colour.  Both are written here, so that *Création, Couleurs* in a template, or a key of the charte, is enough.
"""

from __future__ import annotations

import colorsys
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from lxml import etree

from pipeline.model.charte import COULEURS, POLICES, Charte
from pipeline.model.motif import motif
from pipeline.model.palette import USUELLE, Palette
from pipeline.model.source import WordFile
from pipeline.model.valeur import dataclass
from pipeline.write.word.ooxml import escape
from pipeline.write.word.package import parse_strictly

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
THEME = motif(r"word/theme/[^/]+\.xml")
DRESSED = motif(
    r"word/(?:document|styles|numbering|footnotes|endnotes|header[^/]*|footer[^/]*)\.xml"
)
BY_THEME = motif(
    r"<w:[A-Za-z]+\b[^>]*\bw:(?:theme(?:Color|Fill)|(?:ascii|hAnsi|eastAsia)Theme|cstheme)=[^>]*>"
)
ATTRIBUTE = motif(r'\bw:(\w+)="([^"]*)"')

NAMES: Mapping[str, str] = {
    **dict.fromkeys(("text1", "dark1"), "dk1"),
    **dict.fromkeys(("background1", "light1"), "lt1"),
    **dict.fromkeys(("text2", "dark2"), "dk2"),
    **dict.fromkeys(("background2", "light2"), "lt2"),
    **{f"accent{rank}": f"accent{rank}" for rank in range(1, 7)},
    "hyperlink": "hlink",
    "followedHyperlink": "folHlink",
}
"""How a part names a colour → its name in the theme."""

HEXADECIMAL, PART = motif(r"[0-9A-Fa-f]{6}"), motif(r"[0-9A-Fa-f]{2}")
"""A colour, and one of its parts."""

FONTS = {"asciiTheme": "ascii", "hAnsiTheme": "hAnsi", "eastAsiaTheme": "eastAsia", "cstheme": "cs"}


@dataclass(frozen=True, slots=True)
class Theme:
    """``couleurs`` and ``polices`` as Word names them: « accent1 », « majorFont »."""

    couleurs: Mapping[str, str]
    polices: Mapping[str, str]


def dressed(word: WordFile, charte: Charte) -> WordFile:
    """The same template with the colours and fonts of the charte, and of its own theme where the charte has none."""
    name = next((name for name in word.parts if THEME.fullmatch(name)), "")
    if not name:
        return word
    parts = dict(word.parts)
    wanted = _wanted(charte)
    parts[name] = _with_theme(parts[name], wanted) if wanted else parts[name]
    for part in parts:
        if DRESSED.fullmatch(part):
            parts[part] = _resolved(parts[part], parts[name])
    return replace(word, parts=parts)


def palette_of(parts: Mapping[str, bytes], charte: Charte) -> Palette:
    """The accents that drawings take: those of the charte, else of the theme of a template, else the usual ones."""
    name = next((name for name in parts if THEME.fullmatch(name)), "")
    known = theme_of(parts[name]).couleurs if name else {}
    known = {**known, **dict(_wanted(charte))}
    usual = enumerate(USUELLE.accents, 1)
    return Palette(tuple(known.get(f"accent{rank}") or colour for rank, colour in usual))


def theme_of(data: bytes) -> Theme:
    """What a theme says; what is not a colour is left out."""
    root = parse_strictly(data)
    couleurs: dict[str, str] = {}
    for colour in root.iterfind(f".//{A}clrScheme/*"):
        value = colour[0].get("lastClr", "") or colour[0].get("val", "") if len(colour) else ""
        if HEXADECIMAL.fullmatch(value):
            couleurs[etree.QName(colour).localname] = value
    polices = {
        etree.QName(font).localname: latin.get("typeface", "")
        for font in root.iterfind(f".//{A}fontScheme/*")
        for latin in font.iterfind(f"{A}latin")
    }
    return Theme(couleurs, polices)


def _wanted(charte: Charte) -> tuple[tuple[str, str], ...]:
    """Name in the theme → value, for each key of the charte."""
    colours = [
        (name, placed.value) for cle, placed in charte.couleurs.items() for name in COULEURS[cle]
    ]
    return (*colours, *((POLICES[cle], placed.value) for cle, placed in charte.polices.items()))


@lru_cache(maxsize=16)
def _with_theme(data: bytes, wanted: tuple[tuple[str, str], ...]) -> bytes:
    root = parse_strictly(data)
    for name, value in wanted:
        for element in root.iter(f"{A}{name}"):
            latin = element.find(f"{A}latin")
            if latin is not None:
                latin.set("typeface", value)
                latin.attrib.pop("panose", "")
                continue
            for child in list(element):
                element.remove(child)
            etree.SubElement(element, f"{A}srgbClr", val=value)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


@lru_cache(maxsize=64)
def _resolved(part: bytes, theme: bytes) -> bytes:
    """A part whose colours and fonts by name have the value of the theme beside them."""
    if b"heme" not in part:
        return part
    known = theme_of(theme)
    return BY_THEME.sub(lambda m: _valued(m[0], known), part.decode()).encode()


def _valued(tag: str, theme: Theme) -> str:
    told = dict(ATTRIBUTE.findall(tag))
    for attribute, value in _values(tag, told, theme).items():
        tag = _with_attribute(tag, attribute, value)
    return tag


def _values(tag: str, told: Mapping[str, str], theme: Theme) -> dict[str, str]:
    """The attributes to write beside those that name a colour or a font of the theme."""
    values: dict[str, str] = {}
    for by_name, prefix, attribute in (
        ("themeColor", "theme", "val" if tag.startswith("<w:color ") else "color"),
        ("themeFill", "themeFill", "fill"),
    ):
        colour = theme.couleurs.get(NAMES.get(told.get(by_name, ""), ""), "")
        if colour:
            tint, shade = told.get(f"{prefix}Tint", ""), told.get(f"{prefix}Shade", "")
            values[attribute] = shaded(colour, tint, shade)
    for by_name, attribute in FONTS.items():
        font = theme.polices.get(
            "majorFont" if told.get(by_name, "").startswith("major") else "minorFont", ""
        )
        if by_name in told and font:
            values[attribute] = font
    return values


def _with_attribute(tag: str, name: str, value: str) -> str:
    written = f'w:{name}="{escape(value)}"'
    found, count = re.subn(rf'\bw:{name}="[^"]*"', lambda _: written, tag, count=1)
    return found if count else re.sub(r"(\s*/?>)$", lambda m: f" {written}{m[1]}", tag)


def shaded(colour: str, tint: str, shade: str) -> str:
    """A colour made lighter (``tint``) or darker (``shade``) as Word does it, both from 00 to FF; anything else says nothing.

    >>> shaded("0F4C5C", "", ""), shaded("FFFFFF", "", "80"), shaded("55636A", "80", "")
    ('0F4C5C', '7F7F7F', 'A7B3B8')
    """
    tint, shade = (part if PART.fullmatch(part) else "" for part in (tint, shade))
    if not tint and not shade:
        return colour.upper()
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    if shade:
        light *= int(shade, 16) / 255
    if tint:
        light = light * int(tint, 16) / 255 + 1 - int(tint, 16) / 255
    return "".join(
        f"{int(part * 255 + 0.5):02X}" for part in colorsys.hls_to_rgb(hue, light, saturation)
    )
