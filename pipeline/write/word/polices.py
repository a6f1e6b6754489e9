"""Fonts that draw signs in place of letters: words typed in them are read by programs, and by nobody else."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from lxml import etree

from pipeline.model.motif import motif
from pipeline.model.source import WordFile
from pipeline.model.valeur import dataclass
from pipeline.write.word.ooxml import W
from pipeline.write.word.package import parsed

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
OF_SIGNS = motif(
    r"ding(?:s|b)|symbol|icon|emoji|ornament|bar\s?code|code\s?-?(?:39|93|128)|3\s?of\s?9|\bean\b|mdl2|marlett|mt extra"
    r"|outlook|specialty|redact|blank|\bflow\b|braille|bullet|d050000l|music|maestro|\bopus\b|awesome|glyph|\bpi\b|cmsy|cmex"
    r"|math\s?ext|parcel|semaphor|hieroglyph|runic|klingon|invisible|empty|null"
)
OF_LETTERS = frozenset(
    (
        *("calibri", "calibri light", "cambria", "arial", "times new roman", "courier new"),
        *("carlito", "caladea", "liberation sans", "liberation serif", "liberation mono"),
        *("aptos", "aptos display", "georgia", "verdana", "tahoma", "marianne", "segoe ui"),
        *("segoe ui symbol", "segoe ui emoji"),
    )
)
"""The fonts of most documents, looked at no further; the last two draw letters besides their signs."""

SLOTS = ("ascii", "hAnsi", "cs", "eastAsia")
THEMED = {slot: f"{{{W}}}{'cstheme' if slot == 'cs' else f'{slot}Theme'}" for slot in SLOTS}
PLAIN = {slot: f"{{{W}}}{slot}" for slot in SLOTS}
OF_A_SLOT = {"Ascii": "latin", "HAnsi": "latin", "EastAsia": "ea", "Bidi": "cs"}
"""How a name of the theme ends → which of its fonts that is."""

SYMBOLS_CHARSET = "02"


@dataclass(frozen=True, slots=True)
class Polices:
    """``theme``, its fonts by what texts call them; ``signes``, the fonts that the template itself says are of signs."""

    theme: dict[str, str]
    signes: frozenset[str]

    def draw_signs(self, fonts: Iterable[etree._Element]) -> bool:
        """Whether one of the fonts of a text draws no letters.  ``fonts`` are its settings, the nearest first."""
        asked = set(SLOTS)
        for one in fonts:
            for slot in sorted(asked):
                named = self.theme.get(str(one.get(THEMED[slot])))
                typed = one.get(PLAIN[slot])
                if named is None and typed is None:
                    continue
                asked.discard(slot)
                if any(name and self._says_signs(str(name)) for name in (named, typed)):
                    return True
            if not asked:
                break
        return False

    def _says_signs(self, name: str) -> bool:
        return name.casefold() in self.signes or is_of_signs(name)


@lru_cache(maxsize=256)
def is_of_signs(name: str) -> bool:
    """Whether a font is named as those that draw signs in place of letters."""
    folded = name.casefold()
    return folded not in OF_LETTERS and OF_SIGNS.search(folded) is not None


def polices_of(word: WordFile) -> Polices:
    theme = next((part for name, part in word.parts.items() if "/theme/" in name), None)
    fonts = word.parts.get("word/fontTable.xml")
    return Polices(
        {} if theme is None else dict(_of_the_theme(parsed(theme))),
        frozenset() if fonts is None else frozenset(_said_of_signs(parsed(fonts))),
    )


def _of_the_theme(theme: etree._Element) -> Iterable[tuple[str, str]]:
    for kind in ("major", "minor"):
        for scheme in theme.iter(f"{A}{kind}Font"):
            for ending, slot in OF_A_SLOT.items():
                font = scheme.find(f"{A}{slot}")
                if font is not None:
                    yield f"{kind}{ending}", str(font.get("typeface") or "")


def _said_of_signs(table: etree._Element) -> Iterable[str]:
    """The fonts whose signs are not letters, and those in whose place such a font may be taken."""
    for font in table.iter(f"{{{W}}}font"):
        charset, other = font.find(f"{{{W}}}charset"), font.find(f"{{{W}}}altName")
        has_no_letters = charset is not None and charset.get(f"{{{W}}}val") == SYMBOLS_CHARSET
        others = "" if other is None else str(other.get(f"{{{W}}}val") or "")
        if has_no_letters or any(is_of_signs(one) for one in others.split(",")):
            yield str(font.get(f"{{{W}}}name") or "").casefold()
