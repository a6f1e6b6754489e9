"""The furniture of the repository: ends of lines, versions that agree, what was laid in projects."""

from __future__ import annotations

import re
import subprocess
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline import __version__
from pipeline.commands.empreintes import KNOWN, hash_of_plain, known
from pipeline.commands.poses import is_written_anew, laid
from tests.projets import CHECKOUT

PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCKS = {
    "requirements.lock": PROJECT["dependencies"],
    "requirements-atelier.lock": PROJECT["optional-dependencies"]["atelier"],
    "requirements-region.lock": PROJECT["optional-dependencies"]["region"],
    "requirements-dev.lock": PROJECT["optional-dependencies"]["dev"],
}
NUMBERED = re.compile(r"^## ([0-9]+\.[0-9]+\.[0-9]+) — [0-9]", re.MULTILINE)


def test_the_journal_opens_on_what_is_to_come_and_its_last_number_is_ours() -> None:
    journal = (CHECKOUT / "CHANGELOG.md").read_text(encoding="utf-8")
    titles = re.findall(r"^## (.*)$", journal, re.MULTILINE)
    numbers = NUMBERED.findall(journal)
    assert titles[0] == "À venir"
    assert len(titles) == 1 + len(numbers), "every other title is a number and a date"
    assert numbers[0] == __version__


@pytest.mark.parametrize("name", LOCKS)
def test_what_the_project_asks_for_is_in_its_lock_with_hashes(name: str) -> None:
    lines = (CHECKOUT / name).read_text(encoding="utf-8").splitlines()
    locked = {line for line in lines if "==" in line}
    for asked in LOCKS[name]:
        assert f"{asked.lower()} \\" in locked, asked
    for line, after in pairwise(lines):
        assert line not in locked or after.strip().startswith("--hash=sha256:"), line


def test_every_text_that_git_keeps_ends_its_lines_the_same_way() -> None:
    if not (CHECKOUT / ".git").exists():
        pytest.skip("cette copie n'est pas un dépôt git")
    listed = subprocess.run(
        ["git", "ls-files", "--eol"], cwd=CHECKOUT, capture_output=True, text=True, check=True
    )
    ends = {line.split("\t")[1]: line.split()[0] for line in listed.stdout.splitlines()}
    assert {
        name: end for name, end in ends.items() if end not in ("i/lf", "i/none", "i/-text")
    } == {}


def test_all_that_the_software_lays_today_is_known() -> None:
    """When this fails: python -m pipeline.reference.deja_poses"""
    laid_before = known()
    unknown = [
        path
        for way in ("", "../logiciel")
        for path, data in laid(Path("projet"), way).items()
        if not is_written_anew(path) and hash_of_plain(path, data) not in laid_before[path]
    ]
    assert unknown == [], "python -m pipeline.reference.deja_poses"
    assert KNOWN.read_text(encoding="utf-8").splitlines() == sorted(
        f"{path} {digest}" for path, digests in laid_before.items() for digest in digests
    )
