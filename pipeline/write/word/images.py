"""Pictures as a document may carry them: the kind they claim, of a sane size, without what the camera adds."""

from __future__ import annotations

import io
import warnings
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.model.dessin import Dessin
from pipeline.model.metadonnees import sans_metadonnees
from pipeline.model.valeur import dataclass

if TYPE_CHECKING:
    from PIL import Image

OURS = "Dessin"
"""What a drawing of ours is called in a document, where a picture that someone placed is an « Image »."""

MAX_PIXELS = 40_000_000
EMU_PER_INCH = 914_400
EMU_PER_TWIP = 635
MAX_HEIGHT = 21 * 360_000
"""Twenty-one centimetres: a page with its caption."""

LOGO_HEIGHT = 18 * 36_000
"""Eighteen millimetres: logos of all shapes side by side."""

DOTS_PER_INCH = 96
PRIVATE = {
    "exif",
    "xmp",
    "XML:com.adobe.xmp",
    "photoshop",
    "comment",
    "Raw profile type exif",
    "Author",
    "Comment",
}
"""Where cameras and editors put place, owner and remarks."""


@dataclass(frozen=True, slots=True)
class Picture:
    """``width`` and ``height`` in English Metric Units, within the page."""

    data: bytes
    extension: str
    width: int
    height: int
    svg: bytes = b""
    """The drawing that ``data`` is the picture of, for the Words that show drawings."""

    notre: bool = False
    """Whether we drew it: its lines may be given to LibreOffice, which knows them."""


def prepare(data: bytes, text_width: int, tallest: int = MAX_HEIGHT) -> Picture | None:
    """The picture fitted to a text width (in twentieths of a point); None when it cannot be opened safely.

    Camera data (place, date, owner) are removed and the orientation they ask for is applied.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with (
            warnings.catch_warnings(
                action="ignore"
            ),  # of damaged camera data, taken away like others
            Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image,
        ):
            if image.width * image.height > MAX_PIXELS or not image.width or not image.height:
                return None
            image.load()
            extension = "png" if image.format == "PNG" else "jpeg"
            if image.getexif() or PRIVATE & image.info.keys() or image.mode == "CMYK":
                turned = ImageOps.exif_transpose(image)
                return _fitted(
                    _reencoded(turned, extension),
                    extension,
                    turned.width,
                    turned.height,
                    text_width,
                    tallest,
                )
            asked = image.histogram() if image.mode == "P" else ()
            plain = sans_metadonnees(data, asked) or _reencoded(image, extension)
            return _fitted(plain, extension, image.width, image.height, text_width, tallest)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def drawn(dessin: Dessin, text_width: int, tallest: int = MAX_HEIGHT) -> Picture | None:
    """A drawing fitted to a text width; None when nothing of it can be printed."""
    if not dessin.png:
        return None
    fitted = _fitted(dessin.png, "png", dessin.largeur, dessin.hauteur, text_width, tallest)
    return replace(fitted, svg=dessin.svg, notre=dessin.notre)


def _reencoded(image: Image.Image, extension: str) -> bytes:
    plain = (
        image.convert("RGB")
        if image.mode not in ("RGB", "L", "RGBA", "P") or extension == "jpeg"
        else image
    )
    buffer = io.BytesIO()
    plain.info = {}
    if extension == "png":
        plain.save(buffer, "PNG")
    else:
        plain.save(buffer, "JPEG", quality=90)
    return buffer.getvalue()


def _fitted(
    data: bytes, extension: str, width: float, height: float, text_width: int, tallest: int
) -> Picture:
    wide = width * EMU_PER_INCH / DOTS_PER_INCH
    high = height * EMU_PER_INCH / DOTS_PER_INCH
    scale = min(1.0, text_width * EMU_PER_TWIP / wide, tallest / high)
    return Picture(data, extension, max(1, int(wide * scale)), max(1, int(high * scale)))
