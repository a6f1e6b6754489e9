"""``make test RAPIDE=oui`` leaves out every test that starts LibreOffice: one that hides it fails."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.commands.ligne import MauvaisUsage, understand
from pipeline.commands.test import chosen
from tests.bilan import bilan
from tests.couverture import Lignes, ranges, told, under, whole
from tests.projets import CHECKOUT

pytestmark = pytest.mark.lent

GUILTY = """
import os, subprocess
import pytest

def started():
    subprocess.run(["soffice", "--headless"], check=False)

@pytest.fixture
def soffice():
    return "soffice"

@pytest.fixture
def bureau(soffice):
    return soffice

def test_hidden(): started()
@pytest.mark.lent
def test_marked(): assert os.environ["PATH"] == os.environ["PATH_BEFORE"]
def test_marked_by_its_fixture(bureau, request): assert request.node.get_closest_marker("lent")
def test_quick(): pass
"""


def run(folder: Path, *words: str) -> str:
    (folder / "test_coupable.py").write_text(GUILTY)
    (folder / "pytest.ini").write_text("[pytest]\nmarkers = lent\n")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "tests.lenteur",
        "-p",
        "no:cacheprovider",
        "-rA",
    ]
    done = subprocess.run(
        [*command, "--rootdir", str(folder), "-c", str(folder / "pytest.ini"), str(folder), *words],
        cwd=CHECKOUT,
        env={**os.environ, "PATH_BEFORE": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout


def test_a_test_that_starts_libreoffice_without_the_mark_fails(tmp_path: Path) -> None:
    said = run(tmp_path)
    assert "1 failed, 3 passed" in said
    assert "LibreOffice est appelé sans la marque « lent »" in said
    assert "soffice --headless" in said


def test_the_quick_tests_are_those_without_the_mark(tmp_path: Path) -> None:
    said = run(tmp_path, "-m", "not lent")
    assert "1 failed, 1 passed, 2 deselected" in said


def test_tests_are_chosen_by_their_path_by_that_of_what_they_try_or_by_a_word() -> None:
    assert chosen(()) == ["tests"]
    assert chosen(("tests/read",)) == ["tests/read"]
    assert chosen(("pipeline/read/svg.py", "pipeline/check")) == [
        "tests/read/test_svg.py",
        "tests/check",
    ]
    assert chosen(("tests/read/test_svg.py::test_x", "B012")) == [
        "tests/read/test_svg.py::test_x",
        "-k",
        "B012",
    ]
    assert chosen(("B012", "virement")) == ["tests", "-k", "B012 or virement"]
    for wrong in ("tests/absent.py", "absent/", "a(b", "x and y"):
        with pytest.raises(MauvaisUsage, match="ni un chemin"):
            chosen((wrong,))


@pytest.mark.parametrize(
    ("variable", "option"),
    [
        ("RAPIDE", "--rapide"),
        ("COUVERTURE", "--couverture"),
        ("BROUILLON", "--brouillon"),
        ("MANIFESTE", "--manifeste"),
    ],
)
def test_what_make_was_told_reaches_the_command(
    monkeypatch: pytest.MonkeyPatch, variable: str, option: str
) -> None:
    command = "build" if variable in ("BROUILLON", "MANIFESTE") else "test"
    assert option not in understand(["-C", str(CHECKOUT), command]).options
    monkeypatch.setenv(variable, "oui")
    assert option in understand(["-C", str(CHECKOUT), command]).options
    makefile = (CHECKOUT / "Makefile").read_text(encoding="utf-8")
    assert f"override {variable} := $(value {variable})" in makefile
    assert variable in makefile.split("\nexport ", 1)[1].split("\n", 1)[0].split()


def test_a_run_is_told_in_french() -> None:
    assert bilan({"passed": [1, 2], "skipped": [1], "": [1]}, 3.2, 1.0) == (
        "Tests : 2 réussis, 1 sauté ; 4 s de processeur, dont 1 pour les programmes lancés."
    )
    assert bilan({}, 0, 0).startswith("Tests : aucun ; ")


def test_lines_left_untried_are_named_and_a_room_under_its_figure_is_told() -> None:
    found = [
        Lignes("check/a.py", 90, ()),
        Lignes("check/b.py", 10, (3, 4, 5, 9, 11, 12)),
        Lignes("read/c.py", 10, (1,)),
    ]
    lines = told(found)
    assert "  check/b.py : 3-5, 9, 11-12" in lines
    assert "  check           94,0  (au moins 95 demandées)" in lines
    assert "  read            90,0" in lines
    assert under(found) == ["check"]
    assert ranges(()) == ""
    assert whole(["-q", "tests", "-n", "auto"])
    assert not whole(["-q", "tests/read", "-n", "auto"])
    assert not whole(["-q", "tests", "-k", "virement", "-n", "auto"])
