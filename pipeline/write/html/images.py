"""Pictures of a page: each a file beside it, named by what it holds."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from pipeline.model.dessin import Dessin
from pipeline.model.files import Files
from pipeline.model.valeur import dataclass
from pipeline.write.html.signes import safe
from pipeline.write.word.images import EMU_PER_INCH, prepare

FOLDER = "images"
DOTS = 96
WIDEST = 12_000
"""Of a picture, in twentieths of a point: as wide as the column of text of a page."""


@dataclass(frozen=True, slots=True)
class Vue:
    """A picture as a page shows it; sizes are in points of a screen."""

    data: bytes
    extension: str
    largeur: int
    hauteur: int


class Images:
    """The pictures that pages show, given out once each; ``files`` are their bytes by name.

    ``base`` leads from the page to the folder above theirs.  A drawing is shown as a drawing: it was written anew from
    a list of what only draws, and a picture of the page runs nothing anyway.
    """

    def __init__(self, files: Files, dessins: Mapping[str, Dessin], base: str) -> None:
        self.sources = files
        self.dessins = dessins
        self.base = base
        self.files: dict[str, bytes] = {}

    def of(self, path: str, alt: str) -> str:
        """The picture of the project at that path; its description where it cannot be shown, as in Word."""
        shown = self.view(path)
        if shown is None:
            return f"[image : {safe(alt or path)}]"
        return self.shown(shown, alt)

    def view(self, path: str) -> Vue | None:
        dessin = self.dessins.get(path)
        if dessin is not None:
            return None if dessin.refus or not dessin.svg else drawn(dessin)
        data = self.sources.get(path)
        picture = prepare(data, WIDEST) if data is not None else None
        if picture is None:
            return None
        width, height = (
            round(side * DOTS / EMU_PER_INCH) for side in (picture.width, picture.height)
        )
        return Vue(picture.data, picture.extension, width, height)

    def shown(self, vue: Vue, alt: str) -> str:
        name = f"{hashlib.sha256(vue.data).hexdigest()[:20]}.{vue.extension}"
        self.files[name] = vue.data
        size = f'width="{vue.largeur}" height="{vue.hauteur}"'
        return f'<img src="{self.base}{FOLDER}/{name}" alt="{safe(alt)}" {size}>'


def drawn(dessin: Dessin) -> Vue:
    return Vue(dessin.svg, "svg", max(1, round(dessin.largeur)), max(1, round(dessin.hauteur)))
