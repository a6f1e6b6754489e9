"""``gabarits`` and ``essayage``: what a coordinator runs after changing a template."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from pipeline.commands.ligne import run_command
from pipeline.write.word.inventaire import inventaire
from pipeline.write.word.styles import REQUIRED, styles_in
from tests.conftest import write_files
from tests.gabarits import altered
from tests.projets import CHECKOUT, petit_projet

BY_CHANCE = {
    *(f"List Bullet {level}" for level in (4, 5)),
    *(f"List Number {level}" for level in (3, 4, 5)),
    *(f"List Continue {level}" for level in (2, 3, 4, 5)),
    *("Normal", "toc 3", "Tableau puces", "Tableau numéros", "Tableau suite"),
}
"""Styles that look like one that the specimen shows, a level further."""


def test_the_list_of_slots_and_styles_is_current() -> None:
    text = (CHECKOUT / "templates/docx/LISEZMOI.md").read_text(encoding="utf-8")
    assert text == inventaire(), "make gabarits"


def test_templates_are_told_with_their_page_and_their_font(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_files(tmp_path, petit_projet())
    assert run_command(["-C", str(root), "gabarits"]) == 0
    told = capsys.readouterr().out
    assert "templates/docx/statuts.docx : portrait, texte large de 16,6 cm, police Calibri." in told
    assert (root / "templates/docx/LISEZMOI.md").read_text(encoding="utf-8") == inventaire()
    assert run_command(["-C", str(root), "gabarits"]) == 0
    assert "remis à jour" not in capsys.readouterr().out


def test_a_fault_of_a_template_is_told_and_others_are_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = altered(lambda _, text: text.replace("{{ cpts.nom }}", "{cpts.nom}"), only="statuts")
    root = write_files(tmp_path, files)
    assert run_command(["-C", str(root), "gabarits"]) == 1
    assert "où : tableau 1, ligne 1, colonne 1" in capsys.readouterr().out
    assert run_command(["-C", str(root), "essayage"]) == 1
    assert "templates/docx/statuts.docx a des erreurs : pas d'essayage." in capsys.readouterr().out
    assert not (root / "build/essayage/statuts.docx").exists()
    assert (root / "build/essayage/acte.docx").exists()


def test_a_specimen_shows_every_style(tmp_path: Path) -> None:
    root = write_files(tmp_path, petit_projet())
    assert run_command(["-C", str(root), "essayage", "projet-de-sante"]) == 0
    made = list((root / "build/essayage").iterdir())
    assert [path.name for path in made] == ["projet-de-sante.docx"]
    with zipfile.ZipFile(made[0]) as package:
        names = styles_in(package.read("word/styles.xml"), None).names
        parts = [package.read(f"word/{part}.xml").decode() for part in ("document", "footnotes")]
        charts = [name for name in package.namelist() if "/charts/" in name]
    used = {
        names[i].casefold()
        for i in re.findall(r'<w:(?:p|r|tbl)Style w:val="([^"]*)"', "".join(parts))
    }
    assert {name for name in REQUIRED if name.casefold() not in used} <= BY_CHANCE
    assert charts
    assert parts[0].count('w:orient="landscape"') == 1


def test_a_template_that_is_none_is_asked_for_by_its_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_files(tmp_path, petit_projet())
    assert run_command(["-C", str(root), "essayage", "statut"]) == 2
    assert "statuts.docx" in capsys.readouterr().err
