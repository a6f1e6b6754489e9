"""A request for FIR: the sums of the workbook, and the orientations of the PRS that argue for them."""

from __future__ import annotations

import io

from docx import Document

from pipeline.run import build
from tests.projets import CHECKOUT, constats, edited, examen, petit_projet

LIVRABLE = """content/livrables.yaml
+ demande-fir:
+   titre: Demande de FIR
+   gabarit: lettre.docx
+   parties: [demande-fir]
"""
SOMME = """budgets/budget.xlsx
Prévention!A17 = FIR
Prévention!B17 = Ateliers de printemps
Prévention!C17 = demandé
Prévention!D17 = ARS
Prévention!E17 = 4000
Prévention!F17 = 1500
"""
TEXTE = (CHECKOUT / "content/textes/demande-fir.md").read_bytes()


def asked(notation: str) -> dict[str, bytes]:
    return {**edited(petit_projet(), notation), "content/textes/demande-fir.md": TEXTE}


def test_each_sum_and_each_engagement_is_told() -> None:
    found = examen(asked(LIVRABLE + SOMME))
    document = Document(io.BytesIO(build(found, True, wanted=["demande-fir"])["demande-fir.docx"]))
    tables = [[[plain(c.text) for c in row.cells] for row in t.rows] for t in document.tables]
    line = ["Prévention", "Ateliers de printemps", "4 000", "1 500", "5 500", "demandé"]
    sums, engagements = tables
    assert line in sums
    assert sums[-1][:5] == ["Total", "", "4 000", "1 500", "5 500"]
    assert [row[1].split(" — ")[0] for row in engagements[1:]] == ["M3-01"]
    assert engagements[1][0] == "PRS-1 : Prévenir plus tôt"
    assert engagements[1][2]
    assert engagements[1][3] == "30 000"
    assert any("pour 5 500 €" in plain(paragraph.text) for paragraph in document.paragraphs)


def test_without_a_sum_it_is_not_due_and_nothing_is_said() -> None:
    files = asked(LIVRABLE)
    assert constats(files) == []
    assert "demande-fir.docx" not in build(examen(files))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")
