"""Slips in the name of a known street: one letter missing, added, changed or moved; words glued together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set

from pipeline.model.coordonnees.lecture import Lu
from pipeline.model.motif import motif

SHORTEST = 6
"""A slip in a shorter word makes another word: « Conte », « Comte »."""

NEAR = 8
"""How far from a number or a family name of ours a slip is looked for."""

GLUED = motif(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ][a-zà-ÿ])|(?<=[0-9])(?=[A-Za-zÀ-ÿ][a-zà-ÿ]{2})(?!bis|ter)")
"""Where « 12RueDuConte » or « 12rue du Conte » is cut."""

ONE_WORD = motif(r"0*([0-9]{1,4})(?:bis|ter|quater)?([a-z]{8,60})(?![a-z])")
"""« 12rueduconte », once folded."""


def cut(read: Lu) -> Lu:
    """The text with its words apart where only their capitals, or a number, part them."""
    return read.replaced(GLUED, lambda _match: " ")


class Redresseur:
    """Puts right the words of a text that are, but for a slip, one of ``words``, near one of ``marks``."""

    def __init__(self, words: Iterable[str], marks: Set[str]) -> None:
        self.known = {word for word in words if len(word) >= SHORTEST and word.isalpha()}
        self.marks = marks
        self.shorter: dict[str, str] = {}
        for word in sorted(self.known):
            self.shorter.update(dict.fromkeys(_without_one(word), word))
        self.read: dict[str, str] = {}

    def mended(self, words: Sequence[str]) -> list[str]:
        """The words, those with a slip replaced by those meant."""
        mended = list(words)
        for rank, word in enumerate(words):
            if word not in self.marks:
                continue
            for place in range(max(0, rank - NEAR), min(len(words), rank + NEAR + 1)):
                mended[place] = self._meant(words[place])
        return mended

    def _meant(self, word: str) -> str:
        if word not in self.read:
            self.read[word] = self._looked_for(word)
        return self.read[word]

    def _looked_for(self, word: str) -> str:
        if word in self.known or len(word) < SHORTEST - 1 or not word.isalpha():
            return word
        if word in self.shorter:
            return self.shorter[word]
        for less in _without_one(word):
            if less in self.known:
                return less
            meant = self.shorter.get(less)
            if meant is not None and _is_a_slip(word, meant):
                return meant
        return word


def _without_one(word: str) -> Iterator[str]:
    for rank in range(len(word)):
        yield word[:rank] + word[rank + 1 :]


def _is_a_slip(typed: str, meant: str) -> bool:
    """Whether a letter was changed, or two neighbours changed places.  The first letter is seldom wrong."""
    if len(typed) != len(meant) or typed[0] != meant[0]:
        return False
    wrong = [rank for rank, (one, two) in enumerate(zip(typed, meant, strict=True)) if one != two]
    if len(wrong) == 1:
        return True
    moved = len(wrong) == 2 and wrong[1] == wrong[0] + 1
    return moved and typed[wrong[0]] == meant[wrong[1]] and typed[wrong[1]] == meant[wrong[0]]
