"""Two mistakes at once: the findings are those of each, for one mistake never hides another.

The mistakes are the bad cases of ``cases/``, planted two by two in the small project.  What is compared is which rule
speaks of which file: a message may count two things where it told of one.  A rule may speak of a copy, which one mistake
makes and the other spoils.  Two edits of one same place, where the last one stands, are no pair.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from zipfile import BadZipFile

from tests.projets import codes_par_fichier, edited, petit_projet
from tests.test_cases import CASES, read_case

TOLERATED = 0.01
"""Pairs in which the second value cannot be read without the first."""

Dits = frozenset[tuple[str, str]]
"""Path and code of each finding."""


@dataclass(frozen=True)
class Ecart:
    """What two mistakes together do not say, or say that neither does."""

    fautes: tuple[str, str]
    tus: Dits
    nouveaux: frozenset[str]

    def __str__(self) -> str:
        one, other = self.fautes
        lost = ", ".join(f"{code} de {path}" for path, code in sorted(self.tus))
        more = ", ".join(sorted(self.nouveaux))
        parts = [f"tus : {lost}"] if lost else []
        parts += [f"nouveaux : {more}"] if more else []
        return f"{one} + {other} : {' ; '.join(parts)}"


@cache
def seule(faute: str) -> Dits:
    return codes_par_fichier(edited(petit_projet(), read_case(faute).bad))


def ensemble(fautes: Sequence[str]) -> Dits | None:
    """The findings of several mistakes; None when they cannot be made together."""
    files = petit_projet()
    try:
        for faute in fautes:
            files = edited(files, read_case(faute).bad)
    except (AssertionError, AttributeError, KeyError, ValueError, BadZipFile):
        return None
    return codes_par_fichier(files)


def ecart(une: str, autre: str) -> Ecart | None:
    """How far two mistakes are from each; None when they are no pair."""
    both = ensemble((une, autre))
    if both is None:
        return None
    each = seule(une) | seule(autre)
    found = Ecart((une, autre), each - both, _codes(both) - _codes(each))
    if (found.tus or found.nouveaux) and ensemble((autre, une)) != both:
        return None
    return found


def _codes(said: Iterable[tuple[str, str]]) -> frozenset[str]:
    return frozenset(code for _, code in said)


def toutes() -> list[tuple[str, str]]:
    return list(combinations(CASES, 2))


def tirees(seed: int, count: int) -> list[tuple[str, str]]:
    return random.Random(seed).sample(toutes(), count)


def ecarts(paires: Iterable[tuple[str, str]]) -> Iterator[Ecart]:
    """Of the pairs that are some, how far each is."""
    for une, autre in paires:
        found = ecart(une, autre)
        if found is not None:
            yield found


def main(seed: int, count: int) -> int:
    """``make preuves``: the pairs, all of them unless fewer are asked for; says how many hide something."""
    begun = time.process_time()
    paires = tirees(seed, count) if count else toutes()
    made, odd = 0, 0
    for found in ecarts(paires):
        made += 1
        if found.tus or found.nouveaux:
            odd += 1
            print(found, flush=True)
    spent = time.process_time() - begun
    share = odd / made if made else 0
    print(
        f"Paires de fautes : {made} essayées, {odd} où l'une change ce qui est dit de l'autre ({share:.1%})."
    )
    print(f"Graine {seed} ; {spent:.0f} s de processeur.")
    return 0 if share <= TOLERATED else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
