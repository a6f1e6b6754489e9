"""The files of a git state are those that a folder would give."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from pipeline.depot import read_state
from pipeline.disk import Empechement, read_project
from tests.conftest import write_files
from tests.projets import petit_projet

pytestmark = pytest.mark.lent

WHO = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(
        ["git", *WHO, *words], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.fixture
def suivi(dossier: Path) -> Path:
    """The small project, followed by git, its first state named v1."""
    (dossier / ".gitignore").write_text("content/prive/contacts.csv\n", encoding="utf-8")
    git(dossier, "init", "-q", "-b", "principale")
    git(dossier, "add", "-A")
    git(dossier, "commit", "-q", "-m", "Premier état")
    git(dossier, "tag", "v1")
    return dossier


def test_a_state_is_read_as_its_folder_is(suivi: Path) -> None:
    files, odd = read_state(suivi, "v1")
    folder, _ = read_project(suivi)
    assert odd == ()
    private = "content/prive/contacts.csv"
    assert files == {path: data for path, data in folder.items() if path != private}


def test_an_older_state_is_read_without_touching_the_folder(suivi: Path) -> None:
    path = suivi / "content/statuts/valeurs.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("CPTS de Test", "Autre nom"), encoding="utf-8"
    )
    git(suivi, "commit", "-qam", "Autre nom")
    assert b"CPTS de Test" in read_state(suivi, "v1")[0]["content/statuts/valeurs.yaml"]
    assert b"Autre nom" in read_state(suivi, "HEAD")[0]["content/statuts/valeurs.yaml"]
    assert "Autre nom" in path.read_text(encoding="utf-8")


def test_a_project_inside_a_larger_repository(tmp_path: Path) -> None:
    inner = write_files(tmp_path / "dépôt" / "ma cpts", petit_projet())
    git(tmp_path / "dépôt", "init", "-q", "-b", "principale")
    git(tmp_path / "dépôt", "add", "-A")
    git(tmp_path / "dépôt", "commit", "-q", "-m", "x")
    assert read_state(inner, "HEAD")[0] == read_project(inner)[0]


def test_links_are_named_and_not_followed(suivi: Path) -> None:
    (suivi / "content/lien.md").symlink_to("/etc/hostname")
    (suivi / "content/caché").mkdir()
    (suivi / "content/caché/~$brouillon.md").write_text("x", encoding="utf-8")
    git(suivi, "add", "-A")
    git(suivi, "commit", "-q", "-m", "Lien")
    files, odd = read_state(suivi, "HEAD")
    assert odd == ("content/lien.md",)
    assert "content/lien.md" not in files
    assert not [path for path in files if "~$" in path]


@pytest.mark.parametrize("ref", ["v2", "", "--output=pirate", "v1\0", "principale:content"])
def test_a_state_that_does_not_exist_gets_a_sentence(suivi: Path, ref: str) -> None:
    with pytest.raises(Empechement, match="git ne connaît pas l'état"):
        read_state(suivi, ref)
    assert not (suivi / "pirate").exists()


def test_a_near_name_is_proposed(suivi: Path) -> None:
    with pytest.raises(Empechement, match="« principale »"):
        read_state(suivi, "principal")


def test_a_folder_without_history_gets_a_sentence(dossier: Path) -> None:
    with pytest.raises(Empechement, match="n'est pas suivi par git"):
        read_state(dossier, "HEAD")


def test_a_repository_that_the_environment_names_is_not_read(
    suivi: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", "/nulle/part")
    assert read_state(suivi, "v1")[0]


def test_without_git_the_user_is_told_to_install_it(
    suivi: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(Empechement, match="git n'est pas installé"):
        read_state(suivi, "v1")
