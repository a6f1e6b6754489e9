"""What LibreOffice is given to lay out: our drawings as lines, which it draws, in place of the picture that it would show;
and titles without their hidden counts, which it would put before them in the bookmarks of a PDF (« 1M1-01 »).

Word shows the drawing that stands beside a picture; LibreOffice does not look for it, and puts the picture into a PDF as a
photograph.  In the copy that it lays out, and that nobody else opens, the picture is the drawing: a map is sharp at any
size, its names can be searched, and the PDF is lighter.  A drawing that someone placed keeps its picture, which our own
painter made of it.
"""

from __future__ import annotations

import io
import re
import zipfile

from pipeline.model.motif import motif
from pipeline.write.word.images import OURS
from pipeline.write.word.sommaire import COUNTED

STORY = motif(r"word/[^/]+\.xml")
SHOWN = motif(
    rf'(<wp:docPr id="\d+" name="{OURS} \d+"(?:(?!</wp:inline>).)*?<a:blip [^>]*?r:embed=")([^"]+)'
    rf'("(?:(?!</wp:inline>).)*?<asvg:svgBlip [^>]*?r:embed=")([^"]+)',
    re.DOTALL,
)


def pour_libreoffice(docx: bytes) -> bytes:
    """The same document, whose drawings of ours are shown as lines, and without hidden counts; as it was when it has none."""
    with zipfile.ZipFile(io.BytesIO(docx)) as source:
        parts = [(info, source.read(info)) for info in source.infolist()]
    drawn = [(info, _laid_out_well(info.filename, data)) for info, data in parts]
    if [data for _, data in drawn] == [data for _, data in parts]:
        return docx
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as copy:  # read once, by LibreOffice
        for info, data in drawn:
            copy.writestr(info.filename, data)
    return buffer.getvalue()


def _laid_out_well(name: str, data: bytes) -> bytes:
    if not STORY.fullmatch(name):
        return data
    bare = data.replace(COUNTED.encode(), b"")
    return SHOWN.sub(r"\1\4\3\4", bare.decode()).encode() if OURS.encode() in bare else bare
