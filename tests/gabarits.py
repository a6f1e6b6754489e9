"""Templates as a coordinator may leave them: altered part by part, as Word would write it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping

from pipeline.write.word.package import archive
from tests.projets import petit_projet

Alteration = Callable[[str, str], str]
"""What an alteration makes of a part, from its name and its text."""

DOCUMENT = "word/document.xml"
MARGINS = re.compile(r'w:right="[0-9]+" w:bottom="([0-9]+)" w:left="[0-9]+"')
UPRIGHT = '<w:pgSz w:w="11906" w:h="16838"/>'
TURNED = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'


def altered(
    alteration: Alteration, files: Mapping[str, bytes] | None = None, only: str = ""
) -> dict[str, bytes]:
    """The small project, or other ``files``, with each template altered, or the one of a name."""
    base = dict(files or petit_projet())
    for path, data in base.items():
        if path.startswith("templates/") and path.endswith(f"{only}.docx"):
            base[path] = in_parts(data, alteration)
    return base


def in_parts(docx: bytes, alteration: Alteration) -> bytes:
    return archive({name: alteration(name, text).encode() for name, text in parts_of(docx).items()})


def parts_of(docx: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return {
            name: package.read(name).decode()
            for name in package.namelist()
            if name.endswith((".xml", ".rels"))
        }


def margins(twips: int) -> Alteration:
    """Mise en page, Marges: the tables stay as they were."""
    return lambda name, text: (
        MARGINS.sub(rf'w:right="{twips}" w:bottom="\1" w:left="{twips}"', text)
        if name == DOCUMENT
        else text
    )


def landscape(name: str, text: str) -> str:
    return text.replace(UPRIGHT, TURNED) if name == DOCUMENT else text


def font(police: str) -> Alteration:
    """Création, Polices."""
    return lambda name, text: (
        re.sub(r'(<a:latin typeface=")[^"]*', rf"\g<1>{police}", text) if "theme" in name else text
    )
