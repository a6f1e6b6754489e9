"""``a-faire``: the page of one person, in ``build/``, with what bears her name and what is missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docx import Document

from pipeline.commands.ligne import MAUVAIS_USAGE, run_command

FICHE = "content/fiches/M2-01-parcours.md"


def _ran(dossier: Path, *words: str) -> int:
    return run_command(["-C", str(dossier), "a-faire", *words])


def _page(dossier: Path, cle: str) -> str:
    """The words of the page, a line for each paragraph and each row of a table, spaces ordinary."""
    document = Document(str(dossier / f"build/a-faire/a-faire-{cle}.docx"))
    lines = [paragraph.text for paragraph in document.paragraphs]
    lines += [
        " | ".join(cell.text for cell in row.cells)
        for table in document.tables
        for row in table.rows
    ]
    return re.sub("[\u00a0\u202f]", " ", "\n".join(lines)).replace("’", "'")


def test_the_page_has_what_bears_her_name_her_days_and_what_is_missing(dossier: Path) -> None:
    fiche = dossier / FICHE
    text = fiche.read_text(encoding="utf-8")
    fiche.write_text(text.replace("- source : registre\n", ""), encoding="utf-8")
    assert _ran(dossier, "Anne Durand") == 0
    page = _page(dossier, "durand")
    assert "4 fiches à conduire ; 1 constat ouvert." in page
    assert "Pilote de la fiche | M1-01 ; M2-01 ; M3-01 ; M4-01" in page
    assert "Au bureau | Présidente" in page
    assert "1er avril 2027 | Démarrage | M2-01" in page
    assert "compléter | ligne 38 | " in page


def test_who_only_takes_part_has_her_tasks_and_no_finding_of_others(dossier: Path) -> None:
    assert _ran(dossier, "petit") == 0
    page = _page(dossier, "petit")
    assert "Aucune fiche à conduire ; aucun constat ouvert." in page
    assert "Membre du groupe de | M1-01 ; M2-01 ; M3-01 ; M4-01" in page
    assert "septembre 2027 | Former les équipes | M2-01" in page


def test_a_name_that_nobody_bears_gets_the_nearest(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _ran(dossier, "Anne Durant") == MAUVAIS_USAGE
    assert "Vouliez-vous dire « durand » ?" in capsys.readouterr().err
    assert _ran(dossier) == MAUVAIS_USAGE
    assert "make a-faire PERSONNE=" in capsys.readouterr().err
    assert not (dossier / "build/a-faire").exists()
