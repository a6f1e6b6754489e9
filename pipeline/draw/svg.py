"""The few shapes that our drawings are made of, written as SVG; and how wide a word is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import escape

from pipeline.model.dessin import FONTS

FAMILY = "Arial, 'Liberation Sans', Helvetica, sans-serif"
"""Metric twins: what was measured with ours is as wide on a computer that has the first one."""

INK = "#1F2A30"
QUIET = "#5B6770"
PAPER = "#FFFFFF"

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
    """A sheet on which shapes are laid one over the other."""

    def __init__(self, wide: float) -> None:
        self.wide = wide
        self.high = 0.0
        self._shapes: list[str] = []

    def reach(self, y: float) -> None:
        """Make the sheet at least that high."""
        self.high = max(self.high, y)

    def surface(
        self, rings: Iterable[Sequence[XY]], fill: str, stroke: str = "none", thick: float = 0.0
    ) -> None:
        """An area with its holes."""
        path = "".join(
            f"M{' '.join(_xy(point) for point in ring)}Z" for ring in rings if len(ring) > 2
        )
        if path:
            line = (
                f' stroke="{stroke}" stroke-width="{_n(thick)}" stroke-linejoin="round"'
                if thick
                else ""
            )
            self._shapes.append(f'<path d="{path}" fill="{fill}" fill-rule="evenodd"{line}/>')

    def line(self, points: Sequence[XY], stroke: str, thick: float, dashes: str = "") -> None:
        path = " ".join(_xy(point) for point in points)
        dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
        shape = (
            f'<path d="M{path}" fill="none" stroke="{stroke}" stroke-width="{_n(thick)}"{dashed}/>'
        )
        self._shapes.append(shape)

    def rectangle(
        self, at: XY, size: XY, fill: str, stroke: str = "none", thick: float = 0.0
    ) -> None:
        box = f'x="{_n(at[0])}" y="{_n(at[1])}" width="{_n(size[0])}" height="{_n(size[1])}"'
        line = f' stroke="{stroke}" stroke-width="{_n(thick)}"' if thick else ""
        self._shapes.append(f'<rect {box} fill="{fill}"{line}/>')

    def disc(
        self, at: XY, radius: float, fill: str, stroke: str = "none", thick: float = 0.0
    ) -> None:
        line = f' stroke="{stroke}" stroke-width="{_n(thick)}"' if thick else ""
        self._shapes.append(
            f'<circle cx="{_n(at[0])}" cy="{_n(at[1])}" r="{_n(radius)}" fill="{fill}"{line}/>'
        )

    def text(
        self,
        at: XY,
        text: str,
        size: float,
        *,
        bold: bool = False,
        anchor: str = "start",
        fill: str = INK,
        halo: bool = False,
    ) -> None:
        """Words on their base line; with ``halo`` they stay legible over any ground."""
        place = f'x="{_n(at[0])}" y="{_n(at[1])}" font-size="{_n(size)}" text-anchor="{anchor}"'
        weight = ' font-weight="bold"' if bold else ""
        words = escape(text)
        if halo:
            edge = f'stroke="{PAPER}" stroke-width="{_n(size / 4)}" stroke-linejoin="round" fill="{PAPER}"'
            self._shapes.append(f"<text {place}{weight} {edge}>{words}</text>")
        self._shapes.append(f'<text {place}{weight} fill="{fill}">{words}</text>')

    def paragraph(self, at: XY, text: str, size: float, wide: float, fill: str = INK) -> float:
        """Words cut into lines no wider than ``wide``; the height below the last."""
        x, y = at
        for line in wrapped(text, size, wide):
            y += size * 1.3
            self.text((x, y), line, size, fill=fill)
        return y

    def svg(self) -> bytes:
        box = f"0 0 {_n(self.wide)} {_n(self.high)}"
        size = f'width="{_n(self.wide)}" height="{_n(self.high)}"'
        paper = f'<rect {size} fill="{PAPER}"/>'
        body = "\n".join([paper, *self._shapes])
        head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="{box}" font-family="{FAMILY}">'
        return f"{head}\n{body}\n</svg>\n".encode()


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
