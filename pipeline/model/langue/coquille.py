"""Two words of which one may be the other, mistyped."""

from __future__ import annotations


def est_une_coquille(typed: str, known: str) -> bool:
    """Whether one sign was added, forgotten, mistaken or swapped with the next, but for the first and the last one.

    What begins or ends a word makes another one: « Gimone » is the river of Gimont, and « Martine » no Martin.

    >>> [est_une_coquille(word, "fleurance") for word in ("fleurence", "flerance", "fleurrance", "fluerance")]
    [True, True, True, True]
    >>> [est_une_coquille(word, "fleurance") for word in ("fleurance", "fleurances", "fleurant", "florence")]
    [False, False, False, False]
    """
    if typed == known or abs(len(typed) - len(known)) > 1:
        return False
    start = _common(typed, known)
    one, other = typed[start:], known[start:]
    end = _common(one[::-1], other[::-1])
    if not start or not end:
        return False
    came, gone = one[:-end], other[:-end]
    return max(len(came), len(gone)) <= 1 or (len(came) == 2 and came == gone[::-1])


def _common(one: str, other: str) -> int:
    """How many signs both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((rank for rank, (a, b) in pairs if a != b), min(len(one), len(other)))
