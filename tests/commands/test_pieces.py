"""``pieces``: the proofs of a contract year are numbered, copied, and those that lack are named."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from docx import Document

from pipeline.commands.ligne import MAUVAIS_USAGE, run_command
from pipeline.compute.pieces import bordereau
from pipeline.disk import hashes_under, read_project
from pipeline.model.files import PIECES
from tests.classeurs import with_table
from tests.projets import CLASSEUR, examen, petit_projet

TITLES = ("Mois", "Bloc", "Nature ou origine", "Libellé", "Montant", "Année", "Pièce")
LINES: Sequence[Sequence[object]] = (
    ("mai 2027", "Prévention", "honoraires", "Formation", 600.5, "", "14"),
    ("avril 2027", "Fonctionnement", "salaires", "Coordinatrice", 5000, "", "BP-04"),
    ("avril 2027", "Accès aux soins", "indemnités", "Réunions (heures)", 75, "", "BP-04"),
    ("juin 2028", "Accès aux soins", "ACI volet fixe", "", 17500, 1, "avis.pdf"),
    ("mai 2028", "Prévention", "honoraires", "Formation", 100, "", "15"),
    ("juin 2027", "Prévention", "honoraires", "Formation", 60.25, "", ""),
)
FILES = ("14 formation.pdf", "2028/avis.pdf", "140 loyer.pdf")


def _keep(dossier: Path) -> None:
    path = dossier / CLASSEUR
    path.write_bytes(with_table(path.read_bytes(), "Réalisé", "realise", [TITLES, *LINES]))
    for name in FILES:
        (dossier / PIECES / name).parent.mkdir(parents=True, exist_ok=True)
        (dossier / PIECES / name).write_bytes(name.encode())


def _ran(dossier: Path, *words: str) -> int:
    return run_command(["-C", str(dossier), "pieces", *words])


def test_the_bundle_is_numbered_in_the_order_of_the_months(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _keep(dossier)
    assert _ran(dossier, "1") == 0
    folder = dossier / "build/pieces-annee-1"
    assert sorted(path.name for path in folder.iterdir()) == [
        "002 14 formation.pdf",
        "003 2028 - avis.pdf",
        "pieces-annee-1.docx",
    ]
    assert (folder / "002 14 formation.pdf").read_bytes() == b"14 formation.pdf"
    told = capsys.readouterr().out.replace("\u00a0", " ").replace("\u202f", " ")
    assert "3 pièces numérotées, 2 fichiers copiés" in told
    assert "sans pièce : A7, juin 2027, Formation, 60,25 €" in told
    assert f"{PIECES}140 loyer.pdf : aucune ligne du réalisé ne le nomme." in told
    tables = Document(str(folder / "pieces-annee-1.docx")).tables
    rows = [[cell.text for cell in row.cells] for table in tables for row in table.rows]
    numbered = [row[0] for row in rows if len(row) == 7 and row[1] != "Mois"]
    assert [rank for rank in numbered if rank] == ["1", "2", "3"], "BP-04 is one proof"


def test_a_number_that_moved_leaves_no_copy(dossier: Path) -> None:
    _keep(dossier)
    assert _ran(dossier) == 0, "without a year: the last one told, the second"
    stale = dossier / "build/pieces-annee-2/009 ancienne.pdf"
    stale.write_bytes(b"")
    assert _ran(dossier, "2") == 0
    assert not stale.exists()


def test_a_proof_named_as_a_file_and_not_there_is_told_even_where_the_folder_is_empty(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _keep(dossier)
    for name in FILES:
        (dossier / PIECES / name).unlink()
    assert _ran(dossier, "1") == 0
    told = capsys.readouterr().out
    assert "3 pièces numérotées, aucun fichier copié à côté." in told
    assert "absente de budgets/pieces/ : avis.pdf (Réalisé, G5)" in told
    assert told.count("absente") == 1, "a number may be that of a sheet of paper"


def test_a_year_that_is_not_of_the_contract_is_refused(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _keep(dossier)
    assert _ran(dossier, "2027") == MAUVAIS_USAGE
    assert "n'est pas une année du contrat, de 1 à 5" in capsys.readouterr().err


def test_nothing_told_is_no_error(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _ran(dossier, "1") == 0
    assert "Rien n'est encore noté" in capsys.readouterr().out


def test_scans_are_neither_read_nor_hashed(tmp_path: Path) -> None:
    folder = tmp_path / PIECES
    folder.mkdir(parents=True)
    (folder / "scan.pdf").write_bytes(b"lourd")
    assert read_project(tmp_path)[0][f"{PIECES}scan.pdf"] == b""
    assert dict(hashes_under(tmp_path, "budgets/")) == {f"{PIECES}scan.pdf": ""}


def test_a_workbook_among_the_proofs_is_no_budget() -> None:
    files = petit_projet()
    files[f"{PIECES}tableau.xlsx"] = b""
    found = examen(files)
    assert found.projet.classeurs == (CLASSEUR,)
    assert found.projet.pieces == ("tableau.xlsx",)
    start = found.comptes.contrat.annees[0].debut
    assert bordereau(found.projet, 1, start).jamais_cites == ("tableau.xlsx",)
