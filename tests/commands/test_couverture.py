"""``couverture``: sections and questions in the terminal, with the file to open and what is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.commands.ligne import run_command

ETAT_DES_LIEUX = "content/diagnostic/02-etat-des-lieux.md"
GOUVERNANCE = "content/organisation/01-gouvernance.md"


def said(dossier: Path, capsys: pytest.CaptureFixture[str], *options: str) -> tuple[str, str]:
    assert run_command(["-C", str(dossier), "couverture", *options]) == 0
    told = capsys.readouterr()
    return told.out, told.err


def test_each_thin_section_names_its_file_and_what_it_lacks(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = dossier / ETAT_DES_LIEUX
    kept = [line for line in text.read_text(encoding="utf-8").split("\n") if "bassin" not in line]
    text.write_text("\n".join(kept), encoding="utf-8")
    out, err = said(dossier, capsys)
    assert "\n  insuffisant  Le territoire, ses limites et ses communes\n" in out
    assert "→ rien sur : où les habitants se soignent" in out
    assert f"{ETAT_DES_LIEUX}:" in out
    assert err == ""


def test_a_file_badly_read_is_named(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (dossier / GOUVERNANCE).write_text("---\ntitre: [\n---\n\n# La gouvernance\n", encoding="utf-8")
    _out, err = said(dossier, capsys)
    assert GOUVERNANCE in err


def test_the_table_is_for_another_program_too(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, _err = said(dossier, capsys, "--format", "csv")
    assert "Section;État;Fichier;À compléter" in out
