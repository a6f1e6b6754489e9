"""What a check of a sound project loads and compiles: counted, never timed, so that what was won is not lost in silence."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.conftest import write_files
from tests.projets import CHECKOUT
from tests.scenarios import example

SEEN = """
import re, sys
compiled = []
true = re._compiler.compile
re._compiler.compile = lambda source, flags=0: compiled.append(source) or true(source, flags)
import pipeline.commands.check
at_start = len(compiled)
from pipeline.commands.ligne import run_command
status = run_command(["-C", sys.argv[1], "check"])
print()
print(status, at_start, len(compiled), *sys.modules)
"""
"""A check, then its status, how many patterns were compiled before and at its end, and all that is loaded."""

FOR_OTHERS = {
    *("pipeline.assemble", "pipeline.compare", "pipeline.draw", "pipeline.write.word.documents"),
    *("docxtpl", "docx", "openpyxl", "xlsxwriter", "subprocess", "concurrent"),
    *("urllib.request", "http.client", "email.parser", "ssl"),
    *("pipeline.model.rules.budget", "pipeline.model.rules.statuts", "pipeline.model.rules.fiches"),
}
"""What only other commands need, or only findings: the texts of the rules are read when one is told."""

FOR_NEW_TEXTS = {"markdown_it", "jinja2", "lxml", "pipeline.read.markdown", "pipeline.read.word"}
"""What a first reading needs: texts and templates that the last build knew are not read again."""


def project(folder: Path) -> Path:
    """A sound project that does not grow: what a check loads depends on what is written in it."""
    return write_files(folder, example())


def seen(folder: Path) -> tuple[int, int, set[str]]:
    """Patterns compiled at the start, then in all, and the modules loaded by a check of a project without error."""
    command = [sys.executable, "-c", SEEN, str(folder)]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=True)
    status, at_start, compiled, *modules = done.stdout.splitlines()[-1].split()
    assert status == "0", done.stdout
    return int(at_start), int(compiled), set(modules)


def of_ours(modules: Iterable[str]) -> int:
    return sum(name.startswith("pipeline.") for name in modules)


def test_a_first_check_loads_what_reads_and_compiles_what_is_asked(tmp_path: Path) -> None:
    at_start, compiled, modules = seen(project(tmp_path))
    assert at_start <= 40, "a pattern of ours is compiled at import: write motif(…)"
    assert compiled <= 424
    assert of_ours(modules) <= 269
    assert modules & FOR_OTHERS == set()


@pytest.mark.lent
def test_a_check_after_a_build_reads_nothing_again(tmp_path: Path) -> None:
    folder = project(tmp_path)
    build = [sys.executable, "-m", "pipeline", "-C", str(folder), "build"]
    subprocess.run(build, cwd=CHECKOUT, capture_output=True, check=True)
    _, compiled, modules = seen(folder)
    assert compiled <= 248
    assert of_ours(modules) <= 233
    assert modules & (FOR_OTHERS | FOR_NEW_TEXTS) == set()
    _, compiled, modules = seen(folder)
    assert compiled <= 20, "a check where nothing changed must not wait for what reads"
    assert of_ours(modules) <= 23
    assert "pipeline.read" not in modules
