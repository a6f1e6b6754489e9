"""Which paragraph of the built document each paragraph of a file that came back was."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

from pipeline.model.retour import Passage

PLAIN = str.maketrans({"\u00a0": " ", "\u202f": " ", "’": "'", "‘": "'"})
"""One sign for one sign: a place in the plain text is the same place in the line."""

SAME = 0.6
"""How alike two paragraphs are when one is the other, edited."""

MOST = 20_000
"""Pairs weighed one by one over a whole document; beyond, it is another document or a much older one."""

MOST_WEIGHED = 4_000
"""Pairs weighed letter by letter; beyond, each paragraph is weighed against the one alone that shares most of its words."""


class Appariement:
    """``avant`` is, for each paragraph read, what the built document says there; None for one that it has not.

    ``partis`` are the built paragraphs of which nothing is left, ``deplaces`` the ranks of those that stand elsewhere
    with the same words.
    """

    def __init__(self, relus: Sequence[Passage], construits: Sequence[Passage]) -> None:
        self.relus = relus
        self.construits = [passage for passage in construits if passage.apres]
        self.avant: list[str | None] = [None if one.avant else "" for one in relus]
        self.deplaces: set[int] = set()
        self.by_words = False
        self.gaps: list[tuple[list[int], list[Passage]]] = []
        self._stay()
        self._pair_all()
        self.partis = [one for _left, alone in self.gaps for one in alone]
        for rank in (rank for left, _alone in self.gaps for rank in left):
            self.avant[rank] = relus[rank].avant if relus[rank].change else None

    def _pair_all(self) -> None:
        self._everywhere(_of_one_mark)
        self.by_words = self._pairs() > MOST_WEIGHED
        for left, alone in self.gaps:
            self._pair(left, alone, _alike)
        self._everywhere(_alike)
        for left, alone in self.gaps:
            self._pair(left, alone, _of_one_row)

    def _pairs(self) -> int:
        return sum(len(left) * len(alone) for left, alone in self.gaps)

    def _stay(self) -> None:
        """The paragraphs with the same words in the same order; between them, what is to be paired."""
        ranks = [rank for rank, one in enumerate(self.relus) if one.avant]
        old = [flat(one.apres) for one in self.construits]
        new = [flat(self.relus[rank].avant) for rank in ranks]
        for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if kind == "equal":
                for rank in ranks[k:m]:
                    self.avant[rank] = self.relus[rank].avant
            else:
                self.gaps.append((ranks[k:m], self.construits[i:j]))

    def _everywhere(self, alike: Callable[[Passage, Passage], float]) -> None:
        left = [rank for ranks, _alone in self.gaps for rank in ranks]
        alone = [one for _ranks, ones in self.gaps for one in ones]
        if len(left) * len(alone) > MOST:
            return
        self.by_words = self.by_words or len(left) * len(alone) > MOST_WEIGHED
        paired, taken = self._pair(left, alone, alike)
        for ranks, ones in self.gaps:
            ranks[:] = [rank for rank in ranks if rank not in paired]
            ones[:] = [one for one in ones if id(one) not in taken]

    def _pair(
        self, left: list[int], alone: list[Passage], alike: Callable[[Passage, Passage], float]
    ) -> tuple[set[int], set[int]]:
        """Take out of both lists what goes together; the ranks and the passages that were taken."""
        paired: set[int] = set()
        taken: set[int] = set()
        for rank in list(left):
            passage = self.relus[rank]
            among = list(enumerate(alone))
            if self.by_words and alike is not _of_one_mark:
                among = _nearest(passage, among)
            rated = [(alike(one, passage), -at) for at, one in among]
            score, at = max(rated, default=(0.0, 0))
            if not score:
                continue
            twin = alone[-at]
            self.avant[rank] = twin.apres
            if flat(twin.apres) == flat(passage.avant):
                self.deplaces.add(rank)
            left.remove(rank)
            del alone[-at]
            paired.add(rank)
            taken.add(id(twin))
        return paired, taken


def _nearest(passage: Passage, among: Sequence[tuple[int, Passage]]) -> list[tuple[int, Passage]]:
    """The one that shares most of the words of a paragraph, or of its row; the first of several."""
    words = {*passage.avant.split(), *passage.rangee.split()}
    shared = [
        (len(words.intersection((*one.apres.split(), *one.rangee.split()))), -at)
        for at, one in among
    ]
    _most, at = max(shared, default=(0, 0))
    return [pair for pair in among if pair[0] == -at]


def flat(text: str) -> str:
    """The words, whatever the apostrophes and the spaces: programs change those by themselves."""
    return " ".join(text.translate(PLAIN).split())


def _of_one_mark(one: Passage, other: Passage) -> float:
    return float(bool(set(one.marques) & set(other.marques)))


def _alike(one: Passage, other: Passage) -> float:
    return likeness(one.apres, other.avant)


def _of_one_row(one: Passage, other: Passage) -> float:
    """Two cells whose rows say nearly the same: a figure that was typed over another has nothing of it."""
    return likeness(one.rangee, other.rangee) if one.rangee and other.rangee else 0.0


def likeness(one: str, other: str) -> float:
    """0 for what is not like enough to be the same, edited."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < SAME or matcher.quick_ratio() < SAME:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= SAME else 0.0
