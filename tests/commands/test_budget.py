"""``budget``: the summary, in three forms that say the same."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from pipeline.commands.ligne import run_command
from tests.projets import CLASSEUR, edited, petit_projet

VIREMENT = """budgets/budget.xlsx
Synthèse créer
Synthèse!A1 = De
Synthèse!B1 = Vers
Synthèse!C1 = Année
Synthèse!D1 = Montant
Synthèse!A2 = Prévention
Synthèse!B2 = Fonctionnement
Synthèse!C2 = 1
Synthèse!D2 = 1000.50
Synthèse tableau virements A1:D2
Prévention!D6 = 8999.50
Fonctionnement!D6 = 61000.50
"""


@pytest.fixture
def avec_virement(dossier: Path) -> Path:
    (dossier / CLASSEUR).write_bytes(edited(petit_projet(), VIREMENT)[CLASSEUR])
    return dossier


def test_the_text_shows_each_block_and_the_total(
    avec_virement: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(["-C", str(avec_virement), "budget"]) == 0
    lines = [
        " ".join(line.replace("\u00a0", " ").split())
        for line in capsys.readouterr().out.splitlines()
    ]
    assert "Prévention 13 999,50 € 15 000 € −1 000,50 € 0 €" in lines
    assert "Fonctionnement 61 000,50 € 60 000 € 1 000,50 € 0 €" in lines
    assert "Total 215 000 € 215 000 € 0 € 0 €" in lines
    assert "M3-01 13 999,50 € 15 000 €" in lines


def test_the_csv_opens_in_a_french_spreadsheet(
    avec_virement: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(["-C", str(avec_virement), "budget", "--format", "csv"]) == 0
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out), delimiter=";"))
    assert rows[0] == ["bloc", "année", "dépenses", "ressources", "virements", "écart"]
    assert ["Prévention", "1", "13999,50", "15000", "-1000,50", "0"] in [
        [c.replace(",00", "") for c in r] for r in rows
    ]


def test_the_json_keeps_the_cents(avec_virement: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["-C", str(avec_virement), "budget", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    total = next(bloc for bloc in found["blocs"] if bloc["bloc"] == "Total")
    assert total["années"][0]["dépenses"] == "215000.00"
    assert found["fiches"]["M3-01"] == ["13999.50", "15000.00"]


def test_a_budget_with_errors_says_that_its_figures_are_not_sure(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (dossier / CLASSEUR).write_bytes(
        edited(petit_projet(), "budgets/budget.xlsx\nPrévention!D6 = 1")[CLASSEUR]
    )
    assert run_command(["-C", str(dossier), "budget"]) == 1
    assert "ces chiffres ne sont pas sûrs" in capsys.readouterr().err


def test_an_error_that_changes_no_figure_is_not_told_beside_figures(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = next((dossier / "content/organisation").glob("*.md"))
    path.write_text(
        path.read_text(encoding="utf-8") + "\nVoir {{ rien.du.tout }}.\n", encoding="utf-8"
    )
    for command in ("droits", "tresorerie", "realise", "budget"):
        assert run_command(["-C", str(dossier), command]) == 0, command
    assert "faux" not in capsys.readouterr().err
    projet = dossier / "content/projet.yaml"
    projet.write_text(
        projet.read_text(encoding="utf-8").replace("taille: 2", "taille: 7"), encoding="utf-8"
    )
    for command in ("droits", "tresorerie", "realise", "budget"):
        assert run_command(["-C", str(dossier), command]) == 1, command
