"""Whether a picture is what its name says."""

from __future__ import annotations

import io
import warnings

MAX_PIXELS = 40_000_000


def points_told(data: bytes) -> int:
    """How many points the head of a picture says that it has, without unpacking it; 0 where it does not say."""
    from PIL import Image

    try:
        with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(data)) as image:
            return image.width * image.height
    except Image.DecompressionBombError:
        return MAX_PIXELS + 1
    except (OSError, ValueError, SyntaxError):
        return 0


def is_sound(data: bytes) -> bool:
    """Whether the bytes are a whole PNG or JPEG of at most forty million pixels."""
    from PIL import Image, UnidentifiedImageError

    try:
        with (
            warnings.catch_warnings(action="ignore"),  # of damaged camera data
            Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image,
        ):
            if not 0 < image.width * image.height <= MAX_PIXELS:
                return False
            image.load()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return False
    return True


def plain_picture(data: bytes) -> bytes | None:
    """A PNG or a JPEG without what does not draw: not a point changes, unless it is put together as no program does;
    None when it is damaged."""
    from PIL import Image

    from pipeline.model.metadonnees import sans_metadonnees

    if not is_sound(data):
        return None
    with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(data)) as image:
        asked = image.histogram() if image.mode == "P" else ()
    return sans_metadonnees(data, asked) or redrawn(data)


def redrawn(data: bytes) -> bytes | None:
    """A picture drawn again from its points alone: its remarks and its other views go; None when it is damaged."""
    from PIL import Image

    out = io.BytesIO()
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(data)) as image:
            clean = Image.new("RGBA", image.size)
            clean.paste(image.convert("RGBA"))
            shown = clean.convert("RGB") if image.format in NOT_SEEN_THROUGH else clean
            shown.save(out, format=image.format)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    return out.getvalue()


NOT_SEEN_THROUGH = ("BMP", "JPEG")
