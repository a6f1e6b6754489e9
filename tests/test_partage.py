"""The suite on several processes: a file stays whole, families stay together, what each spent is counted."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.commands.test import shared_out
from tests.partage import FAMILIES, LONG, group_of, rank
from tests.projets import CHECKOUT

OWN = """
import os, time
import pytest

@pytest.mark.parametrize("turn", range(4))
def test_where(turn):
    with open(os.environ["JOURNAL"], "a") as journal:
        journal.write(f"{{os.environ['PYTEST_XDIST_WORKER']}} {name}\\n")
"""
BUSY = """
def test_busy():
    until = time.process_time() + 1
    while time.process_time() < until:
        pass
    assert until == "la faute du test"
"""


def test_families_are_made_of_files_and_none_is_in_two() -> None:
    paths = [path for family in FAMILIES.values() for path in family]
    assert [path for path in {*paths, *LONG} - {*FAMILIES} if not (CHECKOUT / path).is_file()] == []
    assert len(set(paths)) == len(paths)


def test_a_file_goes_whole_and_a_family_together() -> None:
    family, (one, other, *_) = next(iter(FAMILIES.items()))
    assert group_of(f"{one}::test_a[x::y]") == group_of(f"{other}::test_b") == family
    assert group_of("tests/read/test_svg.py::test_a[1]") == "tests/read/test_svg.py"


def test_what_is_long_is_begun_first() -> None:
    tests = [f"{FAMILIES.get(group, [group])[0]}::test" for group in LONG]
    other = ["tests/read/test_svg.py::test", "tests/model/test_fait.py::test"]
    assert sorted([*other, *reversed(tests)], key=rank) == [*tests, *other]


def test_a_file_alone_asks_for_no_other_process() -> None:
    assert shared_out(["tests"])
    assert shared_out(["tests/read", "-k", "virement"])
    assert not shared_out(
        ["tests/read/test_svg.py", "tests/test_etat.py::test_x", "-m", "not lent"]
    )


@pytest.mark.lent
def test_two_processes_share_files_and_tell_failures_and_what_they_spent(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"test_{name}.py").write_text(OWN.format(name=name) + BUSY * (name == "b"))
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    plugins = ["-p", "tests.bilan", "-p", "tests.partage", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *plugins, "-n", "2", str(tmp_path)],
        cwd=CHECKOUT,
        env={**os.environ, "JOURNAL": str(tmp_path / "journal")},
        capture_output=True,
        text=True,
        check=False,
    )
    took = {tuple(line.split()) for line in (tmp_path / "journal").read_text().splitlines()}
    assert sorted(name for _, name in took) == ["a", "b", "c"]
    assert len({process for process, _ in took}) == 2
    assert 'assert until == "la faute du test"' in done.stdout
    assert "test_b.py::test_busy" in done.stdout
    told = re.search(
        r"Tests : 12 réussis, 1 en échec ; (\d+) s de processeur, dont 0 ", done.stdout
    )
    assert told
    assert int(told[1]) >= 1
