"""The few shapes that our drawings are made of, written as SVG; and how wide a word is.

A sheet is printed, with its colours written out, or shown on a page, which lends it its own: the letters are those of
the text around (``currentColor``) and each other colour is a property of CSS (``--dessin-papier``) that has its light
shade where the page says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape
from typing import Any

from pipeline.draw.encres import INK, PAPER, Encre, Fond, Motif
from pipeline.model.dessin import FONTS

FAMILY = "Arial, 'Liberation Sans', Helvetica, sans-serif"
"""Metric twins: what was measured with ours is as wide on a computer that has the first one."""

PATTERNS = {
    "wdUpDiag": (8, "M-2,2 2,-2 M0,8 8,0 M6,10 10,6", 2.6),
    "diagCross": (8, "M0,0 8,8 M0,8 8,0", 1.2),
    "dkHorz": (6, "M0,1.5 6,1.5", 3),
    "dkVert": (6, "M1.5,0 1.5,6", 3),
}
"""A pattern as DrawingML calls it: the side of its tile, what is drawn on it, how thick."""

FINER = 100
"""How much larger the ground of words is drawn before it is shrunk."""

XY = tuple[float, float]


@lru_cache(maxsize=32)
def _font(size: float, bold: bool) -> Any:
    from PIL import ImageFont

    return ImageFont.truetype(FONTS[1 if bold else 0], round(size * 10))


@lru_cache(maxsize=4096)
def width(text: str, size: float, bold: bool = False) -> float:
    """How wide a text is, in the unit of ``size``."""
    return float(_font(size, bold).getlength(text)) / 10


class Toile:
    """A sheet on which shapes are laid one over the other.

    ``cle`` is that of a sheet for a page, where no other drawing has it; a printed sheet has none.
    """

    def __init__(self, wide: float, cle: str = "") -> None:
        self.wide = wide
        self.high = 0.0
        self._cle = cle
        self._shapes: list[str] = []
        self._patterns: dict[str, Motif] = {}

    def reach(self, y: float) -> None:
        """Make the sheet at least that high."""
        self.high = max(self.high, y)

    def surface(
        self,
        rings: Iterable[Sequence[XY]],
        fill: Fond,
        stroke: Encre | None = None,
        thick: float = 0.0,
    ) -> None:
        """An area with its holes."""
        path = "".join(
            f"M{' '.join(_xy(point) for point in ring)}Z" for ring in rings if len(ring) > 2
        )
        if path:
            self.path(path, fill, stroke, thick)

    def path(self, path: str, fill: Fond, stroke: Encre | None = None, thick: float = 0.0) -> None:
        """An area as SVG writes it."""
        line = f'{self._edge(stroke, thick)} stroke-linejoin="round"' if thick else ""
        self._shapes.append(
            f'<path d="{path}" fill="{self._paint(fill)}" fill-rule="evenodd"{line}/>'
        )

    def line(self, points: Sequence[XY], stroke: Encre, thick: float, dashes: str = "") -> None:
        path = " ".join(_xy(point) for point in points)
        dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
        self._shapes.append(f'<path d="M{path}" fill="none"{self._edge(stroke, thick)}{dashed}/>')

    def rectangle(
        self, at: XY, size: XY, fill: Fond | None, stroke: Encre | None = None, thick: float = 0.0
    ) -> None:
        box = f'x="{_n(at[0])}" y="{_n(at[1])}" width="{_n(size[0])}" height="{_n(size[1])}"'
        self._shapes.append(f'<rect {box} fill="{self._paint(fill)}"{self._edge(stroke, thick)}/>')

    def disc(
        self, at: XY, radius: float, fill: Fond, stroke: Encre | None = None, thick: float = 0.0
    ) -> None:
        self._shapes.append(
            f'<circle cx="{_n(at[0])}" cy="{_n(at[1])}" r="{_n(radius)}" fill="{self._paint(fill)}"'
            f"{self._edge(stroke, thick)}/>"
        )

    def text(
        self,
        at: XY,
        text: str,
        size: float,
        *,
        bold: bool = False,
        anchor: str = "start",
        fill: Encre = INK,
        halo: bool = False,
        turn: float = 0.0,
    ) -> None:
        """Words on their base line; with ``halo`` they stay legible over any ground."""
        place = f'x="{_n(at[0])}" y="{_n(at[1])}" font-size="{_n(size)}" text-anchor="{anchor}"'
        if turn:
            place += f' transform="rotate({_n(turn)} {_n(at[0])} {_n(at[1])})"'
        weight = ' font-weight="bold"' if bold else ""
        words = escape(text, quote=False)
        if halo:
            self._shapes.append(
                self._halo(at, size, f'text-anchor="{anchor}"{weight}', words, turn)
            )
        self._shapes.append(f'<text {place}{weight} fill="{self._paint(fill)}">{words}</text>')

    def _halo(self, at: XY, size: float, look: str, words: str, turn: float) -> str:
        """The ground of words, drawn a hundred times larger and shrunk: LibreOffice sets letters that have an edge at
        whole points, and would make them wider than the words that stand on them."""
        paper = self._paint(PAPER)
        x, y = _n(at[0] * FINER), _n(at[1] * FINER)
        place = f'x="{x}" y="{y}" font-size="{_n(size * FINER)}"'
        edge = f'stroke="{paper}" stroke-width="{_n(size * FINER / 4)}" stroke-linejoin="round" fill="{paper}"'
        hidden = ' aria-hidden="true"' if self._cle else ""
        turned = f" rotate({_n(turn)} {x} {y})" if turn else ""
        shrunk = f'transform="scale({1 / FINER:g}){turned}"'
        return f"<text {shrunk} {place} {look} {edge}{hidden}>{words}</text>"

    def paragraph(self, at: XY, text: str, size: float, wide: float, fill: Encre = INK) -> float:
        """Words cut into lines no wider than ``wide``; the height below the last."""
        x, y = at
        for line in wrapped(text, size, wide):
            y += size * 1.3
            self.text((x, y), line, size, fill=fill)
        return y

    def svg(self) -> bytes:
        """The drawing as it is printed."""
        paper = f'<rect {self._size} fill="{PAPER.jour}"/>'
        body = "\n".join([paper, *self._shapes])
        return f"{self._head}\n{body}\n</svg>\n".encode()

    def page(self, titre: str, alt: str) -> str:
        """The drawing as a page shows it, with the words of who cannot see it."""
        cle = self._cle
        head = (
            f'{self._head[:-1]} class="dessin" role="img" lang="fr" aria-labelledby="{cle}-titre" '
            f'aria-describedby="{cle}-alt">'
        )
        words, seen = escape(titre, quote=False), escape(alt, quote=False)
        told = f'<title id="{cle}-titre">{words}</title>\n<desc id="{cle}-alt">{seen}</desc>'
        tiles = "".join(self._tile(name, motif) for name, motif in self._patterns.items())
        defs = f"<defs>{tiles}</defs>" if tiles else ""
        parts = (head, told, defs, *self._shapes, "</svg>")
        return "\n".join(part for part in parts if part) + "\n"

    @property
    def _size(self) -> str:
        return f'width="{_n(self.wide)}" height="{_n(self.high)}"'

    @property
    def _head(self) -> str:
        box = f"0 0 {_n(self.wide)} {_n(self.high)}"
        return f'<svg xmlns="http://www.w3.org/2000/svg" {self._size} viewBox="{box}" font-family="{FAMILY}">'

    def _edge(self, stroke: Encre | None, thick: float) -> str:
        return f' stroke="{self._paint(stroke)}" stroke-width="{_n(thick)}"' if thick else ""

    def _paint(self, fond: Fond | None) -> str:
        if fond is None:
            return "none"
        if isinstance(fond, Motif):
            name = f"{self._cle}-{fond.nom}-{fond.encre.nom}"
            self._patterns[name] = fond
            self._paint(PAPER)
            return f"url(#{name})"
        if not self._cle:
            return fond.jour
        if fond is INK:
            return "currentColor"
        return f"var(--dessin-{fond.nom},{fond.jour})"

    def _tile(self, name: str, motif: Motif) -> str:
        side, path, thick = PATTERNS[motif.nom]
        return (
            f'<pattern id="{name}" width="{side}" height="{side}" patternUnits="userSpaceOnUse">'
            f'<rect width="{side}" height="{side}" fill="{self._paint(PAPER)}"/>'
            f'<path d="{path}" fill="none" stroke="{self._paint(motif.encre)}" stroke-width="{thick}"/></pattern>'
        )


def wrapped(text: str, size: float, wide: float) -> list[str]:
    """The lines of a text, none wider than ``wide`` unless a word is."""
    lines: list[str] = []
    for word in text.split(" "):
        if lines and width(f"{lines[-1]} {word}", size) <= wide:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _n(value: float) -> str:
    """A number as short as it can be: a tenth of a point is finer than any screen."""
    short = f"{value:.1f}".removesuffix(".0")
    return "0" if short == "-0" else short


def _xy(point: XY) -> str:
    return f"{_n(point[0])},{_n(point[1])}"
