"""A text that leaves the folder is told until its leaving is recorded; one that moves is not."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from pipeline.disk import read_project
from pipeline.fusions import findings_of_git
from pipeline.model.finding import Finding
from tests.commands.test_changements import commit
from tests.conftest import write_files
from tests.projets import petit_projet
from tests.test_depot import git

LIMITES = "content/diagnostic/01-territoire.md"
FICHES = "content/fiches"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = write_files(tmp_path / "projet", petit_projet())
    (folder / ".gitignore").write_text("build/\ncontent/prive/contacts.csv\n", encoding="utf-8")
    git(folder, "init", "-q", "-b", "main")
    commit(folder, "Premier état")
    return folder


def told(root: Path) -> tuple[Finding, ...]:
    return findings_of_git(root, read_project(root)[0])


def test_a_chapter_deleted_is_told_until_it_is_recorded(root: Path) -> None:
    (root / LIMITES).unlink()
    (finding,) = told(root)
    assert (finding.code, str(finding.span)) == ("L082", LIMITES)
    commit(root, "Sans les limites")
    assert told(root) == ()


def test_a_chapter_removed_by_git_is_told_as_well(root: Path) -> None:
    git(root, "rm", "-q", LIMITES)
    assert [finding.code for finding in told(root)] == ["L082"]


def test_the_remedy_brings_it_back(root: Path) -> None:
    (root / LIMITES).unlink()
    (finding,) = told(root)
    command = finding.hints[1].split("« ")[1].split(" »")[0]
    subprocess.run(command.split(), cwd=root, check=True, capture_output=True)
    assert told(root) == ()


def test_a_whole_folder_deleted_is_one_finding(root: Path) -> None:
    for path in (root / FICHES).glob("*.md"):
        path.unlink()
    (finding,) = told(root)
    assert "4 fichiers de content/fiches étaient" in finding.message
    assert "M4-01-crise.md" in finding.message


@pytest.mark.parametrize(
    ("avant", "apres"),
    [
        (LIMITES, "content/diagnostic/03-territoire.md"),
        (LIMITES, "content/annexes/02-nos-limites.md"),
        (f"{FICHES}/M3-01-alimentation.md", f"{FICHES}/M3-01-bien-manger.md"),
    ],
)
def test_a_text_renumbered_moved_or_renamed_is_not_told(root: Path, avant: str, apres: str) -> None:
    (root / avant).rename(root / apres)
    assert told(root) == ()


def test_a_fiche_renamed_and_rewritten_keeps_its_code(root: Path) -> None:
    path = root / f"{FICHES}/M3-01-alimentation.md"
    path.rename(root / f"{FICHES}/M3-01-bien-manger.md").write_text("Tout autre chose.")
    assert told(root) == ()


def test_a_folder_without_a_first_version_says_nothing(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "projet", petit_projet())
    git(folder, "init", "-q", "-b", "main")
    assert told(folder) == ()
