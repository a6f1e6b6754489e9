"""The grid of the ARS tells the page of each answer once the projet is laid out, and its heading alone before that."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from docx import Document

from pipeline.commands.ligne import run_command
from pipeline.write.word.sommaire import headings_of
from tests.conftest import write_files
from tests.projets import edited, petit_projet

pytestmark = pytest.mark.lent

GRILLE = """content/livrables.yaml
+ grille-ars:
+   titre: Grille
+   gabarit: acte.docx
+   parties: [grille-ars]
"""
PAGE = re.compile(r"(?:« (?P<titre>[^»]+) »|partie 2)[^»]*page (?P<page>[0-9]+)$")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_files(tmp_path / "cpts", edited(petit_projet(), GRILLE))


def places(root: Path) -> list[str]:
    document = Document(io.BytesIO((root / "build/grille-ars.docx").read_bytes()))
    cells = [row.cells[2].text for table in document.tables[:3] for row in table.rows[1:]]
    return [re.sub("[\u00a0\u202f]", " ", cell.split("\n")[0]) for cell in cells if cell]


def test_each_place_has_the_page_of_its_heading(root: Path) -> None:
    assert run_command(["-C", str(root), "project"]) == 0
    pages = headings_of((root / "build/projet-de-sante.docx").read_bytes())
    assert pages["M1-01 — Action medecin"] > 1
    told = [match for place in places(root) if (match := PAGE.search(place))]
    assert len(told) == len(places(root))
    for match in told:
        expected = {
            page for heading, page in pages.items() if heading.endswith(match["titre"] or "")
        }
        wanted = expected if match["titre"] else {pages["M1-01 — Action medecin"]}
        assert int(match["page"]) in wanted, match[0]


def test_without_a_layout_the_heading_is_enough(root: Path) -> None:
    assert run_command(["-C", str(root), "build"]) == 0
    assert all("page" not in place for place in places(root))
    assert any(place.startswith("Annexe « Liste des membres »") for place in places(root))
