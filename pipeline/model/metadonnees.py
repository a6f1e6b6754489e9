"""A PNG or a JPEG without what cameras and editors write beside the picture: place, owner, remarks, other files.

What draws is kept, by a list; the rest goes, whatever it is called, and so do the colours and the tables that no point
asks for, and what follows the coded points.  Not a pixel changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model.jpeg import JPEG, plain_jpeg
from pipeline.model.png import PNG, plain_png


def sans_metadonnees(data: bytes, histogramme: Sequence[int] = ()) -> bytes | None:
    """The same picture, without what does not draw; None when it is damaged, or built as no program does: it is to be
    drawn again from its points.  What is none of the two kinds is as it came.

    ``histogramme`` says how many points ask for each colour of a palette: those that none asks for are emptied.
    """
    if data.startswith(PNG):
        return plain_png(data, histogramme)
    return plain_jpeg(data) if data.startswith(JPEG) else data
