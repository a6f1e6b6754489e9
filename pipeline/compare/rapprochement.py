"""What stands for what in two states: things of one key, texts sentence by sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Generic, TypeAlias, TypeVar

from pipeline.model.parcours import inlines_of
from pipeline.model.projet import Piece, Projet
from pipeline.model.prose import Block, text_of

T = TypeVar("T")
V = TypeVar("V")
Pair: TypeAlias = "tuple[T | None, T | None]"


def paired(
    avant: Iterable[T], apres: Iterable[T], key: Callable[[T], Hashable]
) -> Iterator[Pair[T]]:
    """Each thing of either state beside its twin, in the order of the new state; what is gone comes first.

    Things that share a key are taken in their order.
    """
    old: dict[Hashable, list[T]] = {}
    for thing in avant:
        old.setdefault(key(thing), []).append(thing)
    found: list[Pair[T]] = []
    for thing in apres:
        twins = old.get(key(thing))
        found.append((twins.pop(0) if twins else None, thing))
    yield from ((thing, None) for left in old.values() for thing in left)
    yield from found


@dataclass(frozen=True)
class Rapprochement(Generic[T]):
    """The things of two states: those that stayed, each beside its twin, those that are gone, those that came."""

    stayed: list[tuple[T, T]]
    gone: list[T]
    come: list[T]


def sorted_out(pairs: Iterable[Pair[T]]) -> Rapprochement[T]:
    found: Rapprochement[T] = Rapprochement([], [], [])
    for old, new in pairs:
        if old is not None and new is not None:
            found.stayed.append((old, new))
        elif old is not None:
            found.gone.append(old)
        elif new is not None:
            found.come.append(new)
    return found


def in_turn(
    avant: Iterable[T], apres: Iterable[T], keys: Iterable[Callable[[T], Hashable]]
) -> Rapprochement[T]:
    """Things paired by the first key, then those that it left alone by the second, and so on."""
    stayed: list[tuple[T, T]] = []
    gone, come = list(avant), list(apres)
    for key in keys:
        pairs = paired(gone, come, key)
        found = sorted_out(pairs)
        stayed += found.stayed
        gone, come = found.gone, found.come
    return Rapprochement(stayed, gone, come)


def joined(pairs: Iterable[Pair[T]], same: Callable[[T, T], bool]) -> list[Pair[T]]:
    """The pairs, where what is gone stands beside the first that came and is the same; these come last."""
    found = list(pairs)
    alone = sorted_out(found)
    for old in alone.gone:
        twin = next((new for new in alone.come if same(old, new)), None)
        if twin is not None:
            alone.come.remove(twin)
            found.remove((old, None))
            found.remove((None, twin))
            found.append((old, twin))
    return found


def readable(piece: Piece, *projets: Projet) -> bool:
    """Whether a piece could be read in every state: what one of them does not have cannot be compared."""
    return not any(piece in projet.trous for projet in projets)


def either(old: T | None, new: T | None) -> T:
    """The new one of a pair, or the old one: a pair has one side at least."""
    one = old if new is None else new
    assert one is not None, "a pair has one side at least"
    return one


def sides(old: T | None, new: T | None, of: Callable[[T], V]) -> tuple[V | None, V | None]:
    """What each side of a pair says of itself, None for a side that is not there."""
    return None if old is None else of(old), None if new is None else of(new)


def sentences(blocks: Iterable[Block]) -> tuple[str, ...]:
    """The text of each paragraph, heading, line of a list and cell, in reading order."""
    lines = (
        " ".join(text_of(inlines).split()) for block in blocks for inlines in inlines_of(block)
    )
    return tuple(line for line in lines if line)


def rewritten(avant: Sequence[str], apres: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """The sentences that left facing those that came; one side is empty where nothing faces the other."""
    found: list[tuple[str, str]] = []
    for kind, a, b, c, d in SequenceMatcher(None, avant, apres, autojunk=False).get_opcodes():
        if kind != "equal":
            left, right = list(avant[a:b]), list(apres[c:d])
            longest = max(len(left), len(right))
            left += [""] * (longest - len(left))
            right += [""] * (longest - len(right))
            found += zip(left, right, strict=True)
    return tuple(found)


def in_common(one: Iterable[str], other: Iterable[str]) -> float:
    """The share of the shorter of two texts, in sentences, that the other has too."""
    left, right = Counter(one), Counter(other)
    shorter = min(left.total(), right.total())
    return (left & right).total() / shorter if shorter else 0.0
