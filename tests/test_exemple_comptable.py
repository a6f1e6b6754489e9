"""The accounts of the example agree with each other to the cent: bank, proofs, versions of the budget."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline.commands.ligne import run_command
from pipeline.disk import read_project
from pipeline.run import examine
from tests.pdf import pdftotext
from tests.projets import CLASSEUR, TODAY

SPACES = str.maketrans("\u00a0\u202f\u2212", "  -")
AGREES = "comme le réalisé et ces écritures, au centime."


@pytest.mark.parametrize(
    ("mois", "reste"), [("2028-03", "Aucune ligne à ajouter"), ("2028-04", "7 lignes à noter")]
)
def test_each_statement_of_the_bank_agrees_with_the_workbook(
    exemple: Path, capsys: pytest.CaptureFixture[str], mois: str, reste: str
) -> None:
    path = exemple / f"budgets/releves/{mois}.csv"
    assert run_command(["-C", str(exemple), "releve", str(path)]) == 0
    told = capsys.readouterr().out.translate(SPACES)
    assert AGREES in told
    assert reste in told
    assert "À affecter" not in told


@pytest.mark.filterwarnings("ignore:Print area")
def test_each_proof_says_the_sum_of_its_line(exemple: Path) -> None:
    sheet = load_workbook(exemple / CLASSEUR, read_only=True, data_only=True)["Réalisé"]
    sums = {str(row[7]): row[5] for row in sheet.iter_rows(values_only=True) if row[7]}
    pieces = sorted((exemple / "budgets/pieces").iterdir())
    assert pieces
    for piece in pieces:
        text = pdftotext(piece) if piece.suffix == ".pdf" else piece.read_text(encoding="utf-8")
        amount = f"{sums[piece.name.split()[0]]:.2f}".replace(".", ",")
        assert amount in re.sub(r"(?<=[0-9])[ \u00a0\u202f](?=[0-9])", "", text), piece.name


def test_the_budget_in_force_is_the_one_that_was_voted(exemple: Path) -> None:
    found = examine(*read_project(exemple), TODAY, gabarits_connus=True)
    *_, initiale, votee = found.comptes.versions
    assert initiale is not None
    assert votee is not None
    assert votee.total == found.comptes.total
    assert votee.par_fiche == found.comptes.couts_fiches
    assert initiale.par_fiche != votee.par_fiche
    assert sum(initiale.total.depenses) == sum(votee.total.depenses)
