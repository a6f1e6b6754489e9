"""All the pairs of mistakes, by groups: ten mistakes planted together clear their forty-five pairs in one check.

A group that says what each of its mistakes says, and no more, hides nothing between any two of them: no two say the same
rule of the same file, so what one hides is missing from what the group says.  A group that says less, or more, is taken
apart until the pairs that do so are found; each is then tried by itself, as the law tells it.
"""

from __future__ import annotations

import gc
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import combinations, product
from multiprocessing import get_context
from unittest.mock import patch
from zipfile import BadZipFile

from pipeline.model.finding import Finding
from pipeline.model.source import WordFile
from pipeline.write.word import gabarits
from pipeline.write.word.invisibles import invisibles
from tests.paires import Dits, Ecart, clash, codes, codes_dits, ecart, seule
from tests.projets import CELL, blocs, edited, petit_projet
from tests.test_cases import read_case

TAILLE = COTE = 9
"""Mistakes in a group: with more, few groups say all that they should."""

AVANCEMENT = 500
"""Groups between two lines that say how far it is."""

ABSENT = b"\0absent"
"""Stands for the bytes of a file that a mistake takes away."""

Paire = tuple[int, int]


# --- which mistakes can be made together ----------------------------------------------------------------------------


@cache
def touches(faute: str) -> frozenset[str]:
    """The paths that a mistake writes, takes away or names."""
    found = set()
    for path, commands in blocs(read_case(faute).bad):
        found.add(path)
        found.update(line.split(": ", 1)[1] for line in commands if moves(line))
    return frozenset(found)


def moves(command: str) -> bool:
    return command.startswith(("renommer: ", "copier: "))


@cache
def _notation(faute: str, path: str) -> str:
    """What a mistake does to one file."""
    parts = [(p, c) for p, c in blocs(read_case(faute).bad) if p == path]
    return "".join("\n".join([p, *commands]) + "\n" for p, commands in parts)


@cache
def _changes(faute: str) -> dict[str, bytes]:
    base = petit_projet()
    files = edited(base, read_case(faute).bad)
    kept = {path: data for path, data in files.items() if base.get(path) != data}
    return {**kept, **dict.fromkeys(base.keys() - files.keys(), ABSENT)}


@cache
def compatibles(une: str, autre: str) -> bool:
    """Whether two mistakes may stand in one group: they say different things, and either order writes the same."""
    if seule(une) & seule(autre) or clash(une, autre):
        return False
    return all(_commute(une, autre, path) for path in touches(une) & touches(autre))


def _commute(une: str, autre: str, path: str) -> bool:
    if path.endswith(".docx"):
        return False
    if path.endswith(".xlsx"):
        return _only_types(une, path) and _only_types(autre, path)
    base = petit_projet()
    here, there = _notation(une, path), _notation(autre, path)
    if path not in base or any(line in here + there for line in ("effacer", "renommer", "copier")):
        return False
    try:
        one = edited({path: base[path]}, here + there)
        other = edited({path: base[path]}, there + here)
    except (AssertionError, KeyError, UnicodeError):
        return False
    return one == other


@cache
def _only_types(faute: str, path: str) -> bool:
    """Whether a mistake does nothing to a workbook but to type in its cells."""
    lines = _notation(faute, path).splitlines()[1:]
    return all(CELL.fullmatch(line) for line in lines if line.strip())


# --- the groups -----------------------------------------------------------------------------------------------------


def plan(fautes: Sequence[str], seed: int) -> tuple[list[tuple[int, ...]], list[Paire]]:
    """Groups of ranks that hold every pair of compatible mistakes at least once, and the pairs that none can hold."""
    together = _together(fautes)
    ranks = range(len(fautes))
    apart = [(i, j) for i in ranks for j in range(i + 1, len(fautes)) if not together[i] >> j & 1]
    left, draw = list(together), random.Random(seed)
    groups: list[tuple[int, ...]] = []
    for line in lignes(len(fautes)):
        groups += _held([one for one in line if one < len(fautes)], left, together)
    for i in ranks:
        while left[i]:
            groups.append(_cover(_group(i, left, together, draw), left))
    return groups, apart


def lignes(points: int) -> Iterator[tuple[int, ...]]:
    """Lines of nine points such that two points are on one line and no other: those of a space over the field of nine.

    Points from 729 on are on none.
    """
    if points > COTE**2:
        directions = [(1, a, b) for a in range(COTE) for b in range(COTE)]
        directions += [(0, 1, b) for b in range(COTE)] + [(0, 0, 1)]
        for way in directions:
            fixed = way.index(1)
            for start in product(range(COTE), repeat=3):
                if start[fixed] == 0:
                    yield tuple(sorted(_rank(start, way, step) for step in range(COTE)))


def _rank(start: Sequence[int], way: Sequence[int], step: int) -> int:
    x, y, z = (_plus(one, _times(step, other)) for one, other in zip(start, way, strict=True))
    return (x * COTE + y) * COTE + z


def _plus(one: int, other: int) -> int:
    """The sum in the field of nine, whose members are a + 3b for a + bi, a and b modulo 3."""
    return (one + other) % 3 + 3 * ((one // 3 + other // 3) % 3)


def _times(one: int, other: int) -> int:
    (a, b), (c, d) = (one % 3, one // 3), (other % 3, other // 3)
    return (a * c - b * d) % 3 + 3 * ((a * d + b * c) % 3)


def _held(line: Sequence[int], left: list[int], together: list[int]) -> Iterator[tuple[int, ...]]:
    """What of a line can be made together."""
    group: list[int] = []
    members = 0
    for one in line:
        if not members & ~together[one]:
            group.append(one)
            members |= 1 << one
    if len(group) > 2:
        yield _cover(group, left)


def _cover(group: Sequence[int], left: list[int]) -> tuple[int, ...]:
    members = sum(1 << one for one in group)
    for one in group:
        left[one] &= ~members
    return tuple(group)


def _together(fautes: Sequence[str]) -> list[int]:
    """Of each mistake, by its rank, a bit for each mistake that it can be made with."""
    found = [0] * len(fautes)
    for i, une in enumerate(fautes):
        for j in range(i + 1, len(fautes)):
            if compatibles(une, fautes[j]):
                found[i] |= 1 << j
                found[j] |= 1 << i
    return found


def _group(first: int, left: list[int], together: list[int], draw: random.Random) -> list[int]:
    """One that holds ``first`` and as many pairs as can be that no group has held yet."""
    group, members, free = [first], 1 << first, together[first]
    while free and len(group) < TAILLE:
        some = [one for one in range(free.bit_length()) if free >> one & 1]
        some = draw.sample(some, min(80, len(some)))
        best = max(some, key=lambda one: (left[one] & members).bit_count())
        if not left[best] & members:
            break
        group.append(best)
        members |= 1 << best
        free &= together[best]
    return group


# --- what they say --------------------------------------------------------------------------------------------------


def dits(groupe: Sequence[str]) -> Dits | None:
    """The findings of several compatible mistakes; None when they cannot be made together."""
    try:
        files = _files(groupe)
    except (AssertionError, AttributeError, KeyError, ValueError, BadZipFile):
        return None
    return codes_dits(files)


def _files(groupe: Sequence[str]) -> dict[str, bytes]:
    files = petit_projet()
    shared: dict[str, list[str]] = {}
    for faute in groupe:
        for path in touches(faute):
            shared.setdefault(path, []).append(faute)
    for faute in groupe:
        for path, data in _changes(faute).items():
            if len(shared.get(path, ())) <= 1:
                files[path] = data
    for path, fautes in shared.items():
        if len(fautes) > 1:
            files = edited(files, _one_after_the_other(fautes, path))
    return {path: data for path, data in files.items() if data is not ABSENT}


def _one_after_the_other(fautes: Sequence[str], path: str) -> str:
    """What several mistakes do to one file; a workbook is opened once."""
    notations = [_notation(faute, path) for faute in fautes]
    if path.endswith(".xlsx"):
        lines = [line for notation in notations for line in notation.splitlines() if line != path]
        return "\n".join([path, *lines])
    return "".join(notations)


def suspects(groupe: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The pairs of a group that its findings do not clear."""
    if len(groupe) == 2:
        yield groupe[0], groupe[1]
        return
    said = dits(groupe)
    if said is None:
        yield from _halves(groupe)
        return
    each = {faute: seule(faute) for faute in groupe}
    lost = [faute for faute in groupe if _is_lost(each[faute], said, groupe)]
    if lost:
        yield from _around(_pivot(groupe, lost), groupe)
    elif codes(said) - codes(frozenset().union(*each.values())):
        yield from _halves(groupe)


def _is_lost(mine: Dits, said: Dits, groupe: Sequence[str]) -> bool:
    if any("renommer: " in read_case(faute).bad for faute in groupe):
        return not codes(mine) <= codes(said)
    return not mine <= said


def _pivot(groupe: Sequence[str], lost: Sequence[str]) -> str:
    """The mistake that silences all others, if one does; else one that is silenced."""
    loud = [faute for faute in groupe if faute not in lost]
    return loud[0] if len(loud) == 1 else lost[0]


def _around(pivot: str, groupe: Sequence[str]) -> Iterator[tuple[str, str]]:
    others = [faute for faute in groupe if faute != pivot]
    yield from ((pivot, other) for other in others)
    if len(others) > 1:
        yield from suspects(others)


def _halves(groupe: Sequence[str]) -> Iterator[tuple[str, str]]:
    """A group cut in four, each two quarters together: any pair is in one of them at least."""
    if len(groupe) <= 4:
        yield from combinations(groupe, 2)
        return
    quarters = [groupe[k::4] for k in range(4)]
    for one, other in combinations(quarters, 2):
        yield from suspects([*one, *other])


def ecarts_de(groupe: Sequence[str]) -> tuple[list[Ecart], int]:
    """What two mistakes of a group do to one another, tried two by two; and how many of these two were no pair."""
    found = [ecart(*pair) for pair in {_in_order(*pair) for pair in suspects(groupe)}]
    odd = [one for one in found if one is not None and (one.tus or one.nouveaux)]
    return sorted(odd, key=lambda one: one.fautes), found.count(None)


def _in_order(une: str, autre: str) -> tuple[str, str]:
    return (une, autre) if une < autre else (autre, une)


Regard = Callable[[WordFile], Iterable[Finding]]


def une_fois(regard: Regard) -> Regard:
    """What is found of a template, sought once: the readings that are shared give the same one to each check."""
    seen: dict[int, tuple[WordFile, tuple[Finding, ...]]] = {}

    def remembered(word: WordFile) -> tuple[Finding, ...]:
        if id(word) not in seen:
            seen[id(word)] = word, tuple(regard(word))
        return seen[id(word)][1]

    return remembered


# --- all of them ----------------------------------------------------------------------------------------------------


def tous_les_ecarts(
    fautes: Sequence[str], seed: int, processus: int
) -> Iterator[tuple[list[Ecart], int]]:
    """Group after group, all pairs of these mistakes; in several processes, each of which knows what each mistake says.

    A pair that two groups hold is given once.
    """
    in_their_files = sorted(fautes, key=lambda faute: (sorted(touches(faute)), faute))
    groups, apart = plan(in_their_files, seed)
    work = [tuple(in_their_files[i] for i in group) for group in [*groups, *apart]]
    random.Random(seed).shuffle(work)  # so that a run that is cut short has tried a fair sample
    seen: set[tuple[str, str]] = set()
    gc.freeze()
    with (
        patch.object(gabarits, "invisibles", une_fois(invisibles)),
        get_context("fork").Pool(processus) as pool,
    ):
        for done, (found, no_pairs) in enumerate(
            pool.imap_unordered(ecarts_de, work, chunksize=20), start=1
        ):
            new = [one for one in found if one.fautes not in seen]
            seen.update(one.fautes for one in new)
            yield new, no_pairs
            if not done % AVANCEMENT:
                print(f"  {done} groupes sur {len(work)}", flush=True)
