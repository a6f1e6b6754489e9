"""Which block of a new state stands for which of the old one: the same words, else the same mark, else the likest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import TypeAlias

Paire: TypeAlias = "tuple[int | None, int | None]"
"""The ranks of a block in both states; None on the side that lacks it."""

Ressemblance: TypeAlias = "Callable[[int, int], float]"
"""How alike two blocks are, 0 for those that may not be paired."""

MOST = 4_000
"""Pairs weighed one by one; between two long suites of blocks that all differ, rank decides."""


def aligned(old: Sequence[str], new: Sequence[str], alike: Ressemblance) -> Iterator[Paire]:
    """Every block of both, in order; what left comes before what came in its place."""
    changes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for kind, i, j, k, m in changes:
        if kind == "equal":
            yield from zip(range(i, j), range(k, m), strict=True)
        else:
            yield from _between(range(i, j), range(k, m), alike)


def _between(old: range, new: range, alike: Ressemblance) -> Iterator[Paire]:
    """The blocks between two that did not change."""
    if not old or not new:
        pairs: list[tuple[int, int]] = []
    elif len(old) * len(new) > MOST:
        pairs = _by_rank(old, new, alike)
    else:
        pairs = _likest(old, new, alike)
    i, k = old.start, new.start
    for one, other in [*pairs, (old.stop, new.stop)]:
        yield from ((rank, None) for rank in range(i, one))
        yield from ((None, rank) for rank in range(k, other))
        if one < old.stop and other < new.stop:
            yield one, other
        i, k = one + 1, other + 1


def _by_rank(old: range, new: range, alike: Ressemblance) -> list[tuple[int, int]]:
    return [pair for pair in zip(old, new, strict=False) if alike(*pair)]


def _likest(old: range, new: range, alike: Ressemblance) -> list[tuple[int, int]]:
    """The pairs, in the same order on both sides, that are the most alike when taken together."""
    width = len(new)
    best = [[0.0] * (width + 1) for _ in range(len(old) + 1)]
    score = [[alike(one, other) for other in new] for one in old]
    for i in range(len(old) - 1, -1, -1):
        for k in range(width - 1, -1, -1):
            paired = score[i][k] + best[i + 1][k + 1] if score[i][k] else 0.0
            best[i][k] = max(paired, best[i + 1][k], best[i][k + 1])
    return list(_followed(old, new, score, best))


def _followed(
    old: range, new: range, score: list[list[float]], best: list[list[float]]
) -> Iterator[tuple[int, int]]:
    i = k = 0
    while i < len(old) and k < len(new):
        if score[i][k] and best[i][k] == score[i][k] + best[i + 1][k + 1]:
            yield old[i], new[k]
            i, k = i + 1, k + 1
        elif best[i][k] == best[i + 1][k]:
            i += 1
        else:
            k += 1
