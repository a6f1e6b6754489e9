"""Every block of a document bears the mark of its source, which nobody sees and which programs keep."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter

import pytest

from pipeline.model.origine import section_et_rang
from pipeline.programs import converted
from pipeline.run import build
from tests.projets import examen, petit_projet, sans_pages

MARK = re.compile(r'<w:bookmarkStart w:id="[0-9]+" w:name="(_ps[^"]+)"/><w:bookmarkEnd')
SENTENCE = "Deux communes, dont Auch."
TERRITOIRE = "content/diagnostic/01-territoire.md"


def marks_in(docx: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return re.findall(r'w:name="(_ps[^"]+)"', package.read("word/document.xml").decode())


def by_paragraph(docx: bytes) -> dict[str, str]:
    """Mark → the words of its paragraph."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        xml = package.read("word/document.xml").decode()
    found: dict[str, str] = {}
    for piece in re.split(r"</w:p>", xml):
        paragraph = piece[max(piece.rfind("<w:p>"), piece.rfind("<w:p "), 0) :]
        words = "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)", paragraph))
        found.update(dict.fromkeys(re.findall(r'w:name="(_ps[^"]+)"', paragraph), words))
    return found


def test_marks_are_bookmarks_without_length_each_once(documents: dict[str, bytes]) -> None:
    names = [name for docx in documents.values() for name in marks_in(docx)]
    assert len(names) > 1_000
    assert all(section_et_rang(name) for name in names)
    for docx in documents.values():
        assert [name for name, count in Counter(marks_in(docx)).items() if count > 1] == []
        with zipfile.ZipFile(io.BytesIO(docx)) as package:
            xml = package.read("word/document.xml").decode()
        assert len(MARK.findall(xml)) == len(marks_in(docx))


def test_articles_fiches_and_texts_are_marked(documents: dict[str, bytes]) -> None:
    words = [
        *by_paragraph(documents["statuts.docx"]).values(),
        *by_paragraph(documents["projet-de-sante.docx"]).values(),
    ]
    for wanted in ("Article 15", "Les fondateurs de", "M1-01", "Première réunion"):
        assert any(wanted in one for one in words), wanted


def test_a_change_in_one_file_leaves_the_marks_of_all_others() -> None:
    files = sans_pages(petit_projet())
    before = build(examen(files))["projet-de-sante.docx"]
    text = files[TERRITOIRE].decode().replace(SENTENCE, f"{SENTENCE}\n\nEncore.\n\nEt puis.")
    changed = {**files, TERRITOIRE: text.encode()}
    after = build(examen(changed))["projet-de-sante.docx"]
    kept, now = by_paragraph(before), by_paragraph(after)
    gone = {name for name in kept if name not in now}
    assert gone == set()
    moved = {name for name in kept if kept[name] != now[name]}
    assert len(moved) <= 3
    assert len(now) == len(kept) + 2


@pytest.mark.lent
def test_libreoffice_keeps_them_through_a_save(documents: dict[str, bytes]) -> None:
    again = converted(documents["statuts.docx"], ".docx")
    assert again is not None
    assert by_paragraph(again).keys() >= by_paragraph(documents["statuts.docx"]).keys()
