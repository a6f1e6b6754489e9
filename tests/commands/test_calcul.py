"""A workbook whose formulas were never computed: LibreOffice computes a copy, or the cells are named."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline import programs
from pipeline.commands.calcul import examine_computed
from tests.projets import CLASSEUR, petit_projet

TODAY = date(2026, 11, 22)


def never_computed(formula: str) -> dict[str, bytes]:
    """openpyxl writes formulas and no results."""
    files = petit_projet()
    book = load_workbook(io.BytesIO(files[CLASSEUR]))
    book["Prévention"]["D6"] = formula
    buffer = io.BytesIO()
    book.save(buffer)
    return {**files, CLASSEUR: buffer.getvalue()}


def test_libreoffice_computes_a_copy_and_the_cells_are_named(soffice: Path) -> None:
    files = never_computed("=ROUND(200*50,2)")
    before = bytes(files[CLASSEUR])
    examen = examine_computed(files, (), TODAY)
    assert [(f.code, f.span.cell) for f in examen.findings] == [("B038", "D6")]
    assert "Prévention!D6" in examen.findings[0].message
    assert examen.comptes.blocs["prevention"].depenses[0] == 15000
    assert files[CLASSEUR] == before


def test_without_libreoffice_the_cells_are_named_as_errors(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    examen = examine_computed(never_computed("=200*50"), (), TODAY)
    assert [(f.code, f.span.cell) for f in examen.findings] == [("B006", "D6")]


def test_a_libreoffice_that_fails_is_as_good_as_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fake = tmp_path / "soffice"
    fake.write_text("#!/bin/sh\nexit 1\n")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert programs.recalculate(b"") is None
