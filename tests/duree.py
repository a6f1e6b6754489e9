"""Time as the processor counts it: what other programs take of the machine is not in it."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import process_time

FACTOR = 8
STEEPEST = 3.0
"""Work that grows by ``FACTOR`` may take that many times ``FACTOR`` longer: growing as the square would take eight."""

BRIEF = 0.005
"""Seconds under which a measure says nothing."""


@contextmanager
def promptly(seconds: float) -> Iterator[None]:
    """What is inside takes less processor time than that: give ten times what it takes, a full machine may double it.

    It is a bound for what would take hours, or for ever.
    """
    start = process_time()
    yield
    spent = process_time() - start
    assert spent < seconds, f"{spent:.1f} s of processor"


def in_proportion(work: Callable[[int], object], size: int) -> None:
    """Work on eight times more takes about eight times longer, and never as the square of it."""
    small, large = best_of_three(work, size), best_of_three(work, FACTOR * size)
    assert large < STEEPEST * FACTOR * max(small, BRIEF), (
        f"{small:.3f} s, then {large:.3f} s for {FACTOR} times more"
    )


def best_of_three(work: Callable[[int], object], size: int) -> float:
    """The least processor time of three: what disturbs a measure only ever adds to it.

    Nothing is collected meanwhile, as in a command: what other tests left in memory would be walked through.
    """
    taken: list[float] = []
    collecting = gc.isenabled()
    gc.collect()
    gc.disable()
    try:
        for _ in range(3):
            start = process_time()
            work(size)
            taken.append(process_time() - start)
    finally:
        if collecting:
            gc.enable()
    return min(taken)
