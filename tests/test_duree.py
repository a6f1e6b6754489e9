"""No test watches the clock on the wall: a machine that has other work to do fails none."""

from __future__ import annotations

import re

import pytest

from tests.duree import in_proportion, promptly
from tests.projets import TESTS

CLOCK = re.compile(r"perf_counter|monotonic|\btime\.time\b|import time, time|\bdeadline=(?!None)")
MEASURES = (
    "bench/region.py",
    "fuzz/__main__.py",
    "lois/pannes.py",
    "paires.py",
    "preuves.py",
    "test_duree.py",
)


def guilty_lines(source: str) -> list[str]:
    return [line for line in source.splitlines() if CLOCK.search(line)]


def test_no_test_reads_a_clock_on_the_wall() -> None:
    found = {
        path.relative_to(TESTS).as_posix(): guilty_lines(path.read_text(encoding="utf-8"))
        for path in sorted(TESTS.rglob("*.py"))
    }
    assert {name: lines for name, lines in found.items() if lines and name not in MEASURES} == {}


@pytest.mark.parametrize(
    "line", ["start = time.perf_counter()", "time.time() - start", "@settings(deadline=200)"]
)
def test_the_guard_on_clocks_bites(line: str) -> None:
    assert guilty_lines(line)


def quadratic(size: int) -> int:
    return sum(1 for _ in range(size) for _ in range(size))


@pytest.mark.lent
def test_work_that_grows_as_the_square_is_seen_and_work_in_proportion_is_not() -> None:
    in_proportion(lambda size: sum(range(size)), 200_000)
    with pytest.raises(AssertionError, match="for 8 times more"):
        in_proportion(quadratic, 500)


def test_work_that_takes_too_long_is_seen() -> None:
    with pytest.raises(AssertionError, match="of processor"), promptly(0.001):
        quadratic(500)
