"""Programs that are started: stopped in time, with all that they started themselves."""

from __future__ import annotations

import os
import select
import sys
from pathlib import Path

import pytest

from pipeline.programs import ends_well

pytestmark = pytest.mark.skipif(os.name != "posix", reason="groups of processes are those of POSIX")


def test_a_program_that_ends_well_does_and_one_that_fails_does_not() -> None:
    assert ends_well([sys.executable, "-c", "print('x' * 100_000)"], 30)
    assert not ends_well([sys.executable, "-c", "raise SystemExit(3)"], 30)
    assert not ends_well([Path("/absent/soffice")], 30)


def test_a_program_that_hangs_is_stopped_with_the_one_that_it_started(tmp_path: Path) -> None:
    """As soffice does: a script that waits for the program it started.  A pipe tells when the last of them is gone."""
    pipe = tmp_path / "tube"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    script = "(echo vivant; exec sleep 3600) > $0 & wait"
    assert not ends_well(["sh", "-c", script, pipe], 3)
    assert os.read(reader, 100) == b"vivant\n"
    told, _, _ = select.select([reader], [], [], 60)
    assert told, "the child goes on"
    assert os.read(reader, 100) == b""
    os.close(reader)


@pytest.mark.skipif(
    sys.platform != "linux", reason="other systems do not hold a process to its data"
)
def test_a_program_that_takes_more_memory_than_it_may_is_ended() -> None:
    greedy = [sys.executable, "-c", "len(bytearray(300 * 2**20))"]
    assert ends_well(greedy, 30, 2**30)
    assert not ends_well(greedy, 30, 200 * 2**20)
