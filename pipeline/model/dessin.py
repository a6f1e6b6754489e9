"""SVG drawings: Word 2016 and later show the drawing itself, older ones and LibreOffice a picture of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pipeline.model.valeur import dataclass

FOLDER = Path(__file__).resolve().parent.parent / "reference" / "polices"
FONTS = [
    str(FOLDER / name)
    for name in ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf", "DejaVuSans.ttf")
]
"""Ours, so that the picture is the same on every computer; the last one has the signs that the first ones lack."""

FAMILY = "Liberation Sans"
KINDS = ("font", "serif", "sans_serif", "cursive", "fantasy", "monospace")

SHARPNESS, SHARPNESS_OF_OURS = 2.0, 1.5
"""Points of the picture for one of a screen.  A file's is 192 to the inch, sharp in print.  Ours is 144: a PDF shows its
lines themselves, the picture is for who opens the Word file in LibreOffice or in a Word before 2016."""

LONGEST_SIDE = 1_600
"""In points of the picture; never the million that a file may ask for."""


@dataclass(frozen=True, slots=True)
class Dessin:
    """A drawing as a document may carry it: ``svg``, and as points ``png``, which a build alone needs.

    ``largeur`` and ``hauteur`` are in points of a screen; ``retire`` names what was taken out of the file, ``refus``
    why nothing of it can be printed, as the end of a sentence.  ``notre`` is whether we drew it, from figures.
    """

    svg: bytes = b""
    largeur: float = 0.0
    hauteur: float = 0.0
    retire: tuple[str, ...] = ()
    refus: str = ""
    png: bytes = b""
    notre: bool = False

    @property
    def points(self) -> tuple[int, int]:
        """The size of its picture."""
        sharpness = SHARPNESS_OF_OURS if self.notre else SHARPNESS
        scale = min(sharpness, LONGEST_SIDE / max(self.largeur, self.hauteur))
        return max(1, round(self.largeur * scale)), max(1, round(self.hauteur * scale))


def fonts_of_drawings() -> dict[str, Any]:
    """What the painter is told of fonts: ours, whatever family a drawing asks for."""
    return {
        "font_files": FONTS,
        "languages": ["fr"],
        **{f"{kind}_family": FAMILY for kind in KINDS},
    }
