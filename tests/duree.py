"""Time as the processor counts it: what other programs take of the machine is not in it."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import inf
from time import process_time

from tests.memoire import silence

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
    with silence():
        yield
    spent = process_time() - start
    assert spent < seconds, f"{spent:.1f} s of processor"


def in_proportion(work: Callable[[int], object], size: int) -> None:
    """Work on eight times more takes about eight times longer, and never as the square of it."""
    small = least(work, size)
    bound = STEEPEST * FACTOR * max(small, BRIEF)
    large = least(work, FACTOR * size, bound)
    assert large < bound, f"{small:.3f} s, then {large:.3f} s for {FACTOR} times more"


def least(work: Callable[[int], object], size: int, enough: float = 0.0) -> float:
    """The least processor time of three, or the first under ``enough``: what disturbs a measure only ever adds to it.

    Nothing is collected meanwhile, as in a command: what other tests left in memory would be walked through.
    """
    taken: list[float] = []
    collecting = gc.isenabled()
    gc.collect()
    gc.disable()
    try:
        while len(taken) < 3 and min(taken, default=inf) >= enough:
            start = process_time()
            with silence():
                work(size)
            taken.append(process_time() - start)
    finally:
        if collecting:
            gc.enable()
    return min(taken)
