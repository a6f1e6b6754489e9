"""The colours that a template's letters and grounds have once its theme is looked up, and whether they are told apart."""

from __future__ import annotations

import colorsys
from collections.abc import Mapping

from lxml import etree

from pipeline.model.motif import motif
from pipeline.model.source import WordFile
from pipeline.model.valeur import dataclass
from pipeline.write.word.ooxml import W
from pipeline.write.word.package import parsed

Rgb = tuple[int, int, int]
WHITE: Rgb = (255, 255, 255)
HEX = motif(r"[0-9A-Fa-f]{6}")
LEAST = 1.25
"""Contrast under which nobody sees letters, where 1 is none at all and 21 that of black on white."""

DARK = 0.03
"""Light of what looks black: the eye tells no two of them apart."""

LOOK = "{http://schemas.microsoft.com/office/word/2010/wordml}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
VAL = f"{{{W}}}val"
NAMES = {
    "text1": "dk1",
    "dark1": "dk1",
    "background1": "lt1",
    "light1": "lt1",
    "text2": "dk2",
    "dark2": "dk2",
    "background2": "lt2",
    "light2": "lt2",
    "hyperlink": "hlink",
    "followedHyperlink": "folHlink",
}
"""What a text calls a colour of the theme → what the theme calls it."""

BRIEF = {"tx1": "text1", "bg1": "background1", "tx2": "text2", "bg2": "background2"}
MAPPED = {"background1": "bg1", "text1": "t1", "background2": "bg2", "text2": "t2"}
PLAIN = {"white": "FFFFFF", "black": "000000", "yellow": "FFFF00", "lightGray": "C0C0C0"}

DRAWN = (f"{A}srgbClr", f"{A}schemeClr", f"{A}sysClr", f"{A}prstClr")
OLD = motif(r"#([0-9A-Fa-f])([0-9A-Fa-f])([0-9A-Fa-f])")
OLD_NAMES = {
    "silver": "C0C0C0",
    "gray": "808080",
    "grey": "808080",
    "red": "FF0000",
    "maroon": "800000",
    "lime": "00FF00",
    "green": "008000",
    "blue": "0000FF",
    "navy": "000080",
    "aqua": "00FFFF",
    "teal": "008080",
    "fuchsia": "FF00FF",
    "purple": "800080",
    "olive": "808000",
    "window": "FFFFFF",
    "windowtext": "000000",
}


@dataclass(frozen=True, slots=True)
class Teintes:
    """Names of the theme → their colours; ``places``, those that the settings put in the place of others."""

    theme: Mapping[str, Rgb]
    places: Mapping[str, str]

    def of(
        self, element: etree._Element | None, prefix: str = "", value: str = VAL
    ) -> tuple[Rgb, ...]:
        """The colours that an element may have, that of the theme and the one written beside it: programs differ."""
        if element is None:
            return ()
        written = str(element.get(value) or "")
        found = (
            [_rgb(PLAIN.get(written, written))]
            if HEX.fullmatch(PLAIN.get(written, written))
            else []
        )
        named = element.get(f"{{{W}}}{_name(prefix, 'Color')}")
        if named is not None:
            color = self._named(str(named))
            tint, shade = (element.get(f"{{{W}}}{_name(prefix, one)}") for one in ("Tint", "Shade"))
            found += [] if color is None else [_nuanced(color, tint, shade)]
        return tuple(found)

    def of_fill(self, fill: etree._Element) -> tuple[Rgb, ...]:
        """The colours of letters filled as a drawing is."""
        found = []
        for one in fill.iter(f"{LOOK}srgbClr", f"{LOOK}schemeClr"):
            said = str(one.get(f"{LOOK}val") or "")
            color = _rgb(said) if HEX.fullmatch(said) else self._named(BRIEF.get(said, said))
            found += [] if color is None else [_moved(color, one, LOOK)]
        return tuple(found)

    def of_drawing(self, element: etree._Element) -> tuple[Rgb, ...]:
        """The colours that a part of a drawing may have, each as its drawing moves it."""
        found = []
        for one in element.iter(*DRAWN):
            said = str(one.get("val") or "")
            named = _said(one) if one.tag == f"{A}sysClr" else PLAIN.get(said, said)
            color = _rgb(named) if HEX.fullmatch(named) else self._named(BRIEF.get(said, said))
            found += [] if color is None else [_moved(color, one, A)]
        return tuple(found)

    def _named(self, name: str) -> Rgb | None:
        placed = self.places.get(MAPPED.get(name, ""), name)
        return self.theme.get(NAMES.get(placed, placed))


def _name(prefix: str, what: str) -> str:
    """``themeColor``, ``themeTint``; of a ground ``themeFill``, ``themeFillTint``."""
    return f"theme{prefix}{'' if prefix and what == 'Color' else what}"


def teintes_of(word: WordFile) -> Teintes:
    theme = next((part for name, part in word.parts.items() if "/theme/" in name), None)
    settings = word.parts.get("word/settings.xml")
    mapping = None if settings is None else parsed(settings).find(f"{{{W}}}clrSchemeMapping")
    places = {
        str(key).rpartition("}")[2]: str(value)
        for key, value in (() if mapping is None else mapping.attrib.items())
    }
    return Teintes({} if theme is None else _scheme(parsed(theme)), places)


def _said(color: etree._Element) -> str:
    named = str(color.get("val"))
    return LENT.get(named) or str(color.get("lastClr") or named)


LENT = {"windowText": "000000", "window": "FFFFFF"}
"""The colours that the computer of a reader lends to a theme, whatever those of its author were."""


def _scheme(theme: etree._Element) -> dict[str, Rgb]:
    found: dict[str, Rgb] = {}
    for scheme in theme.iter(f"{A}clrScheme"):
        for slot in scheme:
            said = next((_said(one) for one in slot), "")
            if HEX.fullmatch(said):
                found[str(slot.tag).rpartition("}")[2]] = _rgb(said)
    return found


def named_colour(said: str) -> tuple[Rgb, ...]:
    """A colour as old drawings write it, « #c00 », « #cc0000 » or « silver »; none where it is not known."""
    short = OLD.fullmatch(said)
    typed = "".join(one * 2 for one in short.groups()) if short else said.removeprefix("#")
    typed = OLD_NAMES.get(typed.lower(), PLAIN.get(typed, typed))
    return (_rgb(typed),) if HEX.fullmatch(typed) else ()


def _rgb(typed: str) -> Rgb:
    red, green, blue = (int(typed[at : at + 2], 16) for at in (0, 2, 4))
    return red, green, blue


def _nuanced(color: Rgb, tint: str | None, shade: str | None) -> Rgb:
    """A colour lightened or darkened as Word does it: the nuance is what stays of the way to white, or to black."""
    hue, light, saturation = colorsys.rgb_to_hls(*(one / 255 for one in color))
    if tint is not None:
        light = 1 - (1 - light) * _part(str(tint))
    if shade is not None:
        light *= _part(str(shade))
    red, green, blue = (round(255 * one) for one in colorsys.hls_to_rgb(hue, light, saturation))
    return red, green, blue


def _moved(color: Rgb, said: etree._Element, space: str) -> Rgb:
    """A colour with the lightness that a drawing multiplies, then adds to, in thousandths of a percent."""
    hue, light, saturation = colorsys.rgb_to_hls(*(one / 255 for one in color))
    for name, start in (("lumMod", 1.0), ("lumOff", 0.0)):
        value = "val" if space == A else f"{space}val"
        typed = next((one.get(value) for one in said.iter(f"{space}{name}")), None)
        amount = start if typed is None or not str(typed).isdecimal() else int(str(typed)) / 100_000
        light = light * amount if name == "lumMod" else light + amount
    red, green, blue = (
        round(255 * one) for one in colorsys.hls_to_rgb(hue, min(1, light), saturation)
    )
    return red, green, blue


def _part(typed: str) -> float:
    try:
        return min(255, int(typed, 16)) / 255
    except ValueError:
        return 1


def are_alike(one: Rgb, other: Rgb) -> bool:
    """Whether letters of a colour are not seen on the other (contrast as WCAG 2 counts it)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05) < LEAST or light < DARK


def _luminance(color: Rgb) -> float:
    linear = (
        one / 255 / 12.92 if one <= 10 else ((one / 255 + 0.055) / 1.055) ** 2.4 for one in color
    )
    return sum(part * one for part, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
