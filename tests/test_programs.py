"""Programs that are started: stopped in time, with all that they started themselves."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from pipeline.programs import ends_well

pytestmark = pytest.mark.skipif(os.name != "posix", reason="groups of processes are those of POSIX")


def test_a_program_that_ends_well_does_and_one_that_fails_does_not() -> None:
    assert ends_well([sys.executable, "-c", "print('x' * 100_000)"], 30)
    assert not ends_well([sys.executable, "-c", "raise SystemExit(3)"], 30)
    assert not ends_well([Path("/absent/soffice")], 30)


def test_a_program_that_hangs_is_stopped_with_the_one_that_it_started(tmp_path: Path) -> None:
    """As soffice does: a script that waits for the program it started."""
    alive = tmp_path / "vivant"
    child = f"import time, pathlib\nwhile True:\n time.sleep(0.05); pathlib.Path({str(alive)!r}).touch()"
    script = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {child!r}])"
    start = time.monotonic()
    assert not ends_well([sys.executable, "-c", script], 2)
    assert time.monotonic() - start < 10
    assert alive.exists()
    alive.unlink()
    time.sleep(0.5)
    assert not alive.exists(), "the child goes on"
