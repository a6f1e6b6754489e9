"""A file brought in a second time: only what changed in its source comes, and nobody's edits are lost.

Sections are known by their title, then by their words: one that was given another title, or moved, is the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.valeur import dataclass

SECTION = motif(r"^(?=## |<!--\nTitres et libellés)", re.MULTILINE)
"""A heading, or the comment at the end that keeps the titles of the source: it is no part of the last heading."""

A_RANGER = "## À ranger"
ALIKE = 0.6
"""Share of their words that two texts must have in common to be two states of one."""

Cle = tuple[str, int]
"""The title of a section, and its rank among those of that title."""

HEAD: Cle = ("", 0)
RANGER: Cle = (A_RANGER, 0)
COMMENT: Cle = ("<!--", 0)
NOT_TITLES = ("", COMMENT[0], A_RANGER)


@dataclass(frozen=True, slots=True)
class Reprise:
    """The file after a change of its source; the titles of what came, and of what the source no longer has."""

    texte: str
    venus: tuple[str, ...]
    disparus: tuple[str, ...]


def brought_again(base: str, new: str, current: str) -> Reprise:
    """The file after a change of its source.

    ``base`` is what the source gave the first time, ``new`` what it gives now, ``current`` the file as it is today.  A
    section that was edited since keeps its edits: what the source says now waits under « À ranger ».  One that the
    source no longer has stays.
    """
    merge = _Fusion(_sections(base), _sections(new), _sections(current))
    for key, text in merge.now.items():
        merge.bring(key, text)
    return Reprise(merge.text(), tuple(merge.came), merge.gone())


class _Fusion:
    """The sections of the source before and now, and those of the file, changed as each section comes."""

    def __init__(
        self, before: Mapping[Cle, str], now: Mapping[Cle, str], kept: dict[Cle, str]
    ) -> None:
        self.before = before
        self.now = now
        self.kept = kept
        self.names = _names(before, now)
        self.came: list[str] = []
        self.waiting: list[str] = []

    def bring(self, key: Cle, text: str) -> None:
        """One section of the source, if it changed there."""
        old = self.names.get(key, key)
        if self.before.get(old) == text:
            return
        if key in (COMMENT, RANGER) and self.edited(key):
            self.bring_the_end(key, text)
        elif self.take(key, old, text) and key != COMMENT:
            self.came.append(_shown(key))

    def bring_the_end(self, key: Cle, text: str) -> None:
        """What is to be sorted, where someone has begun to sort it: only what the source did not have yet."""
        news = _news(self.before.get(key, ""), text) if key == RANGER else []
        if news:
            self.waiting += news
            self.came.append("À ranger")

    def take(self, key: Cle, old: Cle, text: str) -> bool:
        """Whether the file has something new: the section itself, or its words under « À ranger »."""
        if old not in self.kept and old not in self.before:
            self.kept = _placed(self.kept, key, text, list(self.now))
        elif not self.edited(old):
            self.kept = _replaced(self.kept, old, key, text)
        elif not _same(self.kept.get(old, ""), text):
            self.waiting.append(f"**{_shown(key)}** dit maintenant :\n\n{_body(text)}")
        else:
            return False
        return True

    def edited(self, key: Cle) -> bool:
        """Whether someone changed the section since it came."""
        return not _same(self.kept.get(key, ""), self.before.get(key, ""))

    def gone(self) -> tuple[str, ...]:
        """The titles that the source no longer has."""
        still = {self.names.get(key, key) for key in self.now}
        left = [key for key in self.before if key not in still]
        return tuple(_title(key) for key in left if key[0] not in NOT_TITLES)

    def text(self) -> str:
        kept = dict(self.kept)
        if self.waiting:
            ranger = kept.pop(RANGER, f"{A_RANGER}\n").rstrip()
            kept[RANGER] = "\n\n".join([ranger, *self.waiting]) + "\n"
        return _joined(kept.values())


def _title(key: Cle) -> str:
    return key[0].removeprefix("## ")


def _shown(key: Cle) -> str:
    return _title(key) or "l'en-tête"


def _replaced(kept: Mapping[Cle, str], old: Cle, key: Cle, text: str) -> dict[Cle, str]:
    """The same sections in the same order, one of them under its new title and with its new text."""
    return {
        (key if one == old else one): (text if one == old else held) for one, held in kept.items()
    }


def _news(before: str, now: str) -> list[str]:
    """The passages to be sorted that the source did not have: the others may be sorted already."""
    known = before.split("\n\n")
    return [part for part in now.strip().split("\n\n") if part not in known and part != A_RANGER]


def alike(first: str, second: str) -> float:
    """The share of their words that two texts have in common.

    >>> alike("un deux trois", "un deux quatre") == 2 * 2 / 6
    True
    """
    one, other = (Counter(re.findall(r"\w+", fold(text))) for text in (first, second))
    size = one.total() + other.total()
    return 2 * (one & other).total() / size if size else 0.0


def _names(before: Mapping[Cle, str], now: Mapping[Cle, str]) -> dict[Cle, Cle]:
    """For each section whose title is new, the one that it was under another title."""
    free = [key for key in before if key not in now]
    found: dict[Cle, Cle] = {}
    for key in [key for key in now if key not in before]:
        scores = {old: alike(_body(before[old]), _body(now[key])) for old in free}
        best = max(scores, key=lambda old: scores[old], default=None)
        if best is not None and scores[best] >= ALIKE:
            found[key] = best
            free.remove(best)
    return found


def _placed(kept: Mapping[Cle, str], key: Cle, text: str, order: list[Cle]) -> dict[Cle, str]:
    """A new section after the one that it follows in its source."""
    earlier = [one for one in order[: order.index(key)] if one in kept]
    after = earlier[-1] if earlier else HEAD
    found: dict[Cle, str] = {}
    for one, held in kept.items():
        found[one] = held
        if one == after:
            found[key] = text
    return found if key in found else {**found, key: text}


def _sections(text: str) -> dict[Cle, str]:
    head, *rest = SECTION.split(text)
    found = {HEAD: head}
    seen: Counter[str] = Counter()
    for section in rest:
        title = section.split("\n", 1)[0].strip()
        found[title, seen[title]] = section
        seen[title] += 1
    return found


def _joined(sections: Iterable[str]) -> str:
    return "\n\n".join(section.strip("\n") for section in sections if section.strip()) + "\n"


def _same(first: str, second: str) -> bool:
    return fold(first) == fold(second)


def _body(section: str) -> str:
    return (
        re.sub(r"\A(?:---\n.*?\n---|## [^\n]*)\n", "", section.strip(), flags=re.DOTALL).strip()
        or section.strip()
    )
