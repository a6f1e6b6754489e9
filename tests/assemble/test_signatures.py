"""The page that all the parties sign."""

from __future__ import annotations

import io

import pytest
from docx import Document

from pipeline.run import build
from tests.projets import edited, examen, petit_projet

SEULE = """content/projet.yaml
-   - partie: ARS de Test
-     fonction: direction
"""
TROIS = """content/projet.yaml
-   - partie: ARS de Test
+   - partie: CPAM de Test
+     fonction: direction
+   - partie: ARS de Test
"""


@pytest.mark.parametrize(
    ("notation", "said"),
    [
        ("", "Il est signé en deux exemplaires, un pour chacune."),
        (TROIS, "Il est signé en trois exemplaires, un pour chacune."),
        (SEULE, "l’approuver."),
    ],
)
def test_the_page_says_how_many_originals_the_parties_sign(notation: str, said: str) -> None:
    found = examen(edited(petit_projet(), notation) if notation else petit_projet())
    document = Document(
        io.BytesIO(build(found, wanted=["projet-de-sante"])["projet-de-sante.docx"])
    )
    intro = next(p.text for p in document.paragraphs if p.text.startswith("Les parties déclarent"))
    assert intro.endswith(said)
