"""The avenant: compared with a state of git; without git or without that state, it alone is set aside, with a finding."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.commands.ligne import run_command
from tests.conftest import write_files
from tests.projets import LIVRABLES, edited, petit_projet, sans_pages
from tests.test_depot import git

NOTATION = f"""content/projet.yaml
+ etape: contrat
+ version_signee: signe
{LIVRABLES}
+ avenant:
+   titre: Avenant
+   gabarit: acte.docx
+   parties: [avenant, signatures]
+   etapes: [contrat]
content/textes/avenant.md
créer
+ # Avenant
+
+ {{{{ avenant.fiches }}}}
+
+ {{{{ avenant.budget }}}}
+
+ {{{{ avenant.calendrier }}}}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_files(tmp_path / "cpts", edited(sans_pages(petit_projet()), NOTATION))


def said(root: Path, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert run_command(["-C", str(root), *words]) == 0
    return capsys.readouterr().out.replace("\u00a0", " ")


def test_without_git_the_others_are_built(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = said(root, capsys, "build")
    assert "avertissement D026: l'avenant ne peut pas être construit" in told
    assert "content/projet.yaml:" in told
    assert not (root / "build/avenant.docx").exists()
    assert (root / "build/projet-de-sante.docx").exists()
    assert "D026" in said(root, capsys, "check")


def test_a_state_that_nobody_named_is_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "premier")
    git(root, "tag", "signee")
    told = said(root, capsys, "check")
    assert "git ne connaît pas l'état « signe »" in told
    assert "ouliez-vous dire « signee » ?" in told


def test_nothing_changed_yet_is_said_and_a_tag_that_moves_is_seen(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "premier")
    git(root, "tag", "signe")
    assert "D026" not in said(root, capsys, "project")
    assert (root / "build/avenant.docx").exists()
    assert said(root, capsys, "project").startswith("Rien n'a changé")
    git(root, "commit", "--allow-empty", "-qm", "second")
    git(root, "tag", "-f", "signe")
    assert not said(root, capsys, "project").startswith("Rien n'a changé")


def test_a_signed_state_that_cannot_be_read_is_told(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fiche = root / "content/fiches/M3-01-alimentation.md"
    whole = fiche.read_bytes()
    fiche.write_bytes(b"\xff\xfe\x00illisible")
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "premier")
    git(root, "tag", "signe")
    fiche.write_bytes(whole)
    assert "ne se lit pas en entier" in said(root, capsys, "build")
    assert not (root / "build/avenant.docx").exists()


def test_a_project_without_a_list_of_communes_has_its_avenant(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Their codes are enough, and a new project has no such list."""
    (root / "content/communes.csv").unlink()
    projet = root / "content/projet.yaml"
    text = projet.read_text(encoding="utf-8")
    projet.write_text(text.replace("32307]", "32307, 65440]"), encoding="utf-8")  # as many people
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "premier")
    git(root, "tag", "signe")
    assert "D026" not in said(root, capsys, "build")
    assert (root / "build/avenant.docx").exists()
