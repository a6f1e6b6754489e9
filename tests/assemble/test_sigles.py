"""The list of the sigles that a document uses."""

from __future__ import annotations

import io

from docx import Document

from pipeline.run import build
from tests.projets import edited, examen, petit_projet

WITH_LIST = (
    "content/livrables.yaml\n"
    "- parties: [statuts]\n+ parties: [sigles, statuts]\n"
    "- parties: [reglement-interieur]\n+ parties: [sigles, reglement-interieur]\n"
    "- communes, chapitres]\n+ communes, sigles, chapitres]\n"
)


def listed(data: bytes) -> dict[str, str]:
    tables = Document(io.BytesIO(data)).tables
    table = next(t for t in tables if t.cell(0, 0).text == "Sigle")
    return {row.cells[0].text: row.cells[1].text for row in table.rows[1:]}


def test_each_document_lists_the_sigles_it_uses_and_no_other() -> None:
    notation = WITH_LIST + (
        "content/diagnostic/01-territoire.md\n- Deux communes, dont Auch.\n"
        "+ Deux communes, une PMI, un foyer local des pharmaciens (FLP) et une CDPX, `EHPAD` compris.\n"
        "content/sigles.csv\ncréer\n+ sigle;sens\n+ PMI;protection de l'enfance du Gers\n+ CDPX;cellule des parcours\n"
        "+ ORSX;jamais employé\n"
        "content/statuts/avecsante/01-nom.md\n+\n+ Le DAC est membre.\n"
    )
    found = examen(edited(petit_projet(), notation))
    assert found.findings == ()
    documents = build(found)
    projet = listed(documents["projet-de-sante.docx"])
    assert projet["PMI"] == "protection de l’enfance du Gers"
    assert projet["FLP"] == "foyer local des pharmaciens"
    assert projet["CDPX"] == "cellule des parcours"
    assert "ORSX" not in projet
    assert "EHPAD" not in projet
    assert list(projet) == sorted(projet)
    assert set(listed(documents["statuts.docx"])) == {"CPTS", "DAC"}


def test_a_document_without_any_says_so() -> None:
    files = edited(petit_projet(), WITH_LIST)
    data = build(examen(files))["reglement-interieur.docx"]
    assert "Ce document n’en emploie pas." in [
        p.text for p in Document(io.BytesIO(data)).paragraphs
    ]
