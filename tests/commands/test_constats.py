"""What the last check said is said again where nothing changed, and read anew where anything that decides it has."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from pipeline.commands import calcul
from pipeline.commands.constats import findings_of
from pipeline.etat import SAID
from tests.commands.test_calcul import never_computed
from tests.conftest import write_files
from tests.projets import CLASSEUR

TODAY = date(2026, 11, 22)
PROJET = "content/projet.yaml"
TEXT = "content/diagnostic/01-territoire.md"


@pytest.fixture
def lus(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders that were read, one item for each time."""
    read: list[Path] = []
    true = calcul.examine_folder

    def counted(root: Path, today: date) -> object:
        read.append(root)
        return true(root, today)

    monkeypatch.setattr(calcul, "examine_folder", counted)
    return read


@pytest.fixture
def suivi(dossier: Path) -> Path:
    """A project that was built and that git follows, with something to tell."""
    (dossier / "build").mkdir()
    (dossier / ".gitignore").write_text("build/\n")
    for words in (("init", "-q"), ("add", "."), ("commit", "-qm", "un")):
        git(dossier, *words)
    add(dossier / TEXT, "\n[à compléter]\n")
    return dossier


def git(folder: Path, *words: str) -> None:
    identity = ("-c", "user.name=Anne", "-c", "user.email=anne@example.org")
    subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True)


def add(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_a_second_check_reads_nothing_and_says_the_same(suivi: Path, lus: list[Path]) -> None:
    first = findings_of(suivi, TODAY)
    assert first
    assert findings_of(suivi, TODAY) == first
    assert len(lus) == 1


def _edit(root: Path) -> None:
    add(root / PROJET, "# relu\n")


def _new_picture(root: Path) -> None:
    (root / "content/images").mkdir(exist_ok=True)
    (root / "content/images/vide.png").write_bytes(b"")


def _gone(root: Path) -> None:
    (root / TEXT).unlink()


def _renamed(root: Path) -> None:
    os.replace(root / TEXT, root / "content/diagnostic/02-territoire.md")


def _piece(root: Path) -> None:
    (root / "budgets/pieces").mkdir(exist_ok=True)
    (root / "budgets/pieces/facture.pdf").write_bytes(b"%PDF")


def _held_open(root: Path) -> None:
    (root / "budgets/~$budget.xlsx").write_bytes(b"Anne")


def _link_to_a_folder(root: Path) -> None:
    (root / "content/ailleurs").symlink_to(root / "budgets", target_is_directory=True)


def _link_to_a_file(root: Path) -> None:
    (root / "content/ailleurs.md").symlink_to(root / PROJET)


def _committed(root: Path) -> None:
    git(root, "commit", "-qam", "deux")


def _no_longer_followed(root: Path) -> None:
    git(root, "rm", "-q", "--cached", TEXT)


def _git_taken_away(root: Path) -> None:
    os.replace(root / ".git", root / ".gitt")


CHANGES = (
    *(_edit, _new_picture, _gone, _renamed, _piece, _held_open, _link_to_a_folder, _link_to_a_file),
    *(_committed, _no_longer_followed, _git_taken_away),
)


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_may_change_a_finding_has_all_read_again(
    change: Callable[[Path], None], suivi: Path, lus: list[Path]
) -> None:
    findings_of(suivi, TODAY)
    change(suivi)
    found = findings_of(suivi, TODAY)
    assert len(lus) == 2
    assert found == calcul.examine_folder(suivi, TODAY).findings


def test_another_day_has_all_read_again(suivi: Path, lus: list[Path]) -> None:
    findings_of(suivi, TODAY)
    findings_of(suivi, date(2026, 11, 23))
    assert len(lus) == 2


def test_what_was_put_back_is_read_again_as_it_is(suivi: Path) -> None:
    before = (suivi / PROJET).read_bytes()
    first = findings_of(suivi, TODAY)
    (suivi / PROJET).write_text("nom: [", encoding="utf-8")
    assert findings_of(suivi, TODAY) != first
    (suivi / PROJET).write_bytes(before)
    assert findings_of(suivi, TODAY) == first


def _spoilt(kept: str) -> Iterator[str]:
    head, _, body = kept.partition("\n")
    yield body
    yield f"{head}\n[]"
    yield f"{head}\n{body[:-1]}"
    yield kept.replace("1", "2")
    yield ""


def test_a_memory_that_was_touched_is_not_believed(suivi: Path, lus: list[Path]) -> None:
    first = findings_of(suivi, TODAY)
    kept = (suivi / "build" / SAID).read_text(encoding="utf-8")
    spoilt = list(_spoilt(kept))
    for text in spoilt:
        (suivi / "build" / SAID).write_text(text, encoding="utf-8")
        assert findings_of(suivi, TODAY) == first
    assert len(lus) == 1 + len(spoilt)


def test_the_memory_of_another_folder_is_not_believed(
    suivi: Path, lus: list[Path], tmp_path_factory: pytest.TempPathFactory
) -> None:
    findings_of(suivi, TODAY)
    other = tmp_path_factory.mktemp("autre") / "projet"
    shutil.copytree(suivi, other)
    findings_of(other, TODAY)
    assert len(lus) == 2


def test_nothing_is_kept_before_a_first_build(dossier: Path, lus: list[Path]) -> None:
    findings_of(dossier, TODAY)
    findings_of(dossier, TODAY)
    assert len(lus) == 2
    assert not (dossier / "build").exists()


def test_what_libreoffice_may_compute_tomorrow_is_not_kept(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, lus: list[Path]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    folder = write_files(tmp_path / "projet", never_computed("=200*50"))
    (folder / "build").mkdir()
    assert [f.code for f in findings_of(folder, TODAY) if f.span.path == CLASSEUR] == ["B006"]
    findings_of(folder, TODAY)
    assert len(lus) == 2
