"""LibreOffice is given our drawings as lines: a PDF has no photograph of a map, and its names stand on their ground."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from pypdf import PdfReader

from pipeline.commands.numeros import put_in_pdf
from pipeline.run import build
from pipeline.write.word.traits import pour_libreoffice
from tests.projets import edited, examen, petit_projet

TEXT = "content/diagnostic/01-territoire.md"
MAP = "{{ carte.territoire }}"
PLACED = "![Un parcours en deux temps](../images/parcours.svg)"
FILE = """
content/images/parcours.svg
créer
+ <svg xmlns="http://www.w3.org/2000/svg" width="300" height="90"><rect width="300" height="90" fill="#0F4C5C"/></svg>
"""


def document(*shown: str) -> bytes:
    lines = "\n+\n+ ".join(shown)
    files = FILE if PLACED in shown else ""
    return build(
        examen(edited(petit_projet(), f"{TEXT}\n- Deux communes, dont Auch.\n+ {lines}\n{files}"))
    )["projet-de-sante.docx"]


@pytest.fixture(scope="module")
def both() -> bytes:
    """A map, and a drawing that someone placed."""
    return document(MAP, PLACED)


def pictures(docx: bytes) -> dict[str, str]:
    """What each picture of a document is called → the kind of file that it shows."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        body = package.read("word/document.xml").decode()
        rels = package.read("word/_rels/document.xml.rels").decode()
    targets = {
        re.search('Id="([^"]+)"', rel)[1]: re.search('Target="([^"]+)"', rel)[1]  # type: ignore[index]
        for rel in re.findall("<Relationship [^>]+>", rels)
    }
    shown = re.findall(r'name="(Dessin|Image) \d+".*?<a:blip [^>]*?r:embed="([^"]+)', body, re.S)
    return {kind: targets[rid].rpartition(".")[2] for kind, rid in shown}


def test_word_gets_a_picture_and_the_copy_for_libreoffice_the_lines_of_ours_alone(
    both: bytes,
) -> None:
    assert pictures(both) == {"Dessin": "png", "Image": "png"}
    assert pictures(pour_libreoffice(both)) == {"Dessin": "svg", "Image": "png"}


def test_what_has_no_drawing_of_ours_is_given_as_it_is() -> None:
    plain, placed = document("Deux communes."), document(PLACED)
    assert pour_libreoffice(plain) is plain
    assert pour_libreoffice(placed) is placed


@pytest.mark.usefixtures("soffice")
def test_a_map_of_a_pdf_is_lines_whose_names_can_be_searched(both: bytes) -> None:
    (pdf,) = put_in_pdf({"projet-de-sante.docx": both}).values()
    pages = PdfReader(io.BytesIO(pdf)).pages
    (size,) = {image.image.size for page in pages for image in page.images if image.image}
    assert size == (600, 180), "the strip that someone placed, no map"
    assert any("Pavie" in page.extract_text() for page in pages)
