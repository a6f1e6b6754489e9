"""A command that is copied says and does what one that is started does."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.conftest import write_files
from tests.depart import copied, started
from tests.projets import edited, petit_projet, sans_pages

pytestmark = [pytest.mark.lent, pytest.mark.skipif(os.name != "posix", reason="rien n'est copié")]


def project(folder: Path, notation: str = "") -> Path:
    return write_files(folder, edited(sans_pages(petit_projet()), notation))


def files(folder: Path) -> dict[str, bytes]:
    """All but what is known of this very folder only."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


@pytest.mark.parametrize(
    ("words", "notation"),
    [
        (["aide"], ""),
        (["chekc"], ""),
        (["project"], ""),
        (["check", "--format", "json"], "content/projet.yaml\n+ inconnu: oui"),
        (["fiche", "MISSION=prevention", "TITRE=Bien dormir"], ""),
        (["budget"], "budgets/budget.xlsx\neffacer"),
    ],
    ids=" ".join,
)
def test_both_say_and_write_the_same(words: Sequence[str], notation: str, tmp_path: Path) -> None:
    told = []
    for run in (started, copied):
        folder = project(tmp_path / "projet", notation)
        done = run(["-C", str(folder), *words], os.environ)
        told.append((done.returncode, done.stdout, done.stderr, files(folder)))
        folder.rename(tmp_path / run.__name__)
    assert told[0] == told[1]


def test_a_copy_leaves_nothing_to_the_next(tmp_path: Path) -> None:
    folder = project(tmp_path / "projet")
    lost = copied(["-C", str(folder), "build"], {**os.environ, "LIVRABLE": "inconnu"})
    assert lost.returncode == 2
    kept = copied(["-C", str(folder), "build"], os.environ)
    assert kept.returncode == 0, kept.stderr
    assert len(list((folder / "build").glob("*.docx"))) > 1


def test_an_environment_that_changes_python_starts_one() -> None:
    done = copied(["aide"], {**os.environ, "PYTHONPROFILEIMPORTTIME": "1"})
    assert "import time:" in done.stderr
