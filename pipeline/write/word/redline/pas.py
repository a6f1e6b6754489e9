"""The way from the old blocks to the new ones, step by step: what stays, came, left or moved, and how it ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.write.word.redline.alignement import Paire, aligned
from pipeline.write.word.redline.blocs import PARAGRAPHE, Bloc, Contenu, likeness
from pipeline.write.word.redline.suivi import CAME, KEPT, LEFT

LONG_ENOUGH = 40
"""Letters of a passage that is said to have moved rather than to be new."""


class Pas(NamedTuple):
    """``ancien`` is None for what came, ``nouveau`` for what left.  ``fin`` is the mark of the end of its paragraph.

    ``demenage`` for the first of several blocks that stand elsewhere with the same words.
    """

    ancien: Bloc | None
    nouveau: Bloc | None
    rang: int | None
    """That of the new block."""

    fin: str
    demenage: bool

    @property
    def genre(self) -> str:
        if self.ancien is None:
            return CAME
        return LEFT if self.nouveau is None else KEPT


def steps(old: Contenu, new: Contenu) -> list[Pas]:
    before, after = old.blocs, new.blocs
    pairs = _ending_together(list(_paired(before, after)), before, after)
    moved = _moved(pairs, before, after)
    made = [
        Pas(
            before[i] if i is not None else None,
            after[k] if k is not None else None,
            k,
            _kind((i, k)),
            (i, k) in moved,
        )
        for i, k in pairs
    ]
    return _with_the_last_end(list(_first_of_a_move(made)))


def _paired(before: Sequence[Bloc], after: Sequence[Bloc]) -> Iterator[Paire]:
    old, new = ([block.texte for block in side] for side in (before, after))
    return aligned(old, new, lambda i, k: likeness(before[i], after[k]))


def _kind(pair: Paire) -> str:
    if pair[0] is None:
        return CAME
    return LEFT if pair[1] is None else KEPT


def _ending_together(
    pairs: list[Paire], before: Sequence[Bloc], after: Sequence[Bloc]
) -> list[Paire]:
    """The same pairs; where a last paragraph left and another came, they are one: the end of a cell cannot leave."""
    if not before or not after:
        return pairs
    last, end = len(before) - 1, len(after) - 1
    both = before[last].genre == after[end].genre == PARAGRAPHE
    apart = (last, None) in pairs and (None, end) in pairs
    if not (both and apart):
        return pairs
    return [*(pair for pair in pairs if last != pair[0] and end != pair[1]), (last, end)]


def _moved(pairs: Sequence[Paire], before: Sequence[Bloc], after: Sequence[Bloc]) -> set[Paire]:
    """The blocks that are on both sides with the same words, one gone and one come."""
    gone = {before[i].texte: i for i, k in pairs if k is None and i is not None}
    come = {after[k].texte: k for i, k in pairs if i is None and k is not None}
    same = [text for text in gone.keys() & come.keys() if len(text) >= LONG_ENOUGH]
    return {(gone[text], None) for text in same} | {(None, come[text]) for text in same}


def _first_of_a_move(made: Sequence[Pas]) -> Iterator[Pas]:
    before: Pas | None = None
    for step in made:
        again = before is not None and before.demenage and before.genre == step.genre
        yield step._replace(demenage=step.demenage and not again)
        before = step


def _with_the_last_end(made: list[Pas]) -> list[Pas]:
    """The last end of all cannot come nor leave: where paragraphs were added or left there, the one before them did."""
    count = _length_of_tail(made)
    if not count or count == len(made) or made[-1 - count].genre:
        return made
    concerned = made[-1 - count :]
    blocks = (block for one in concerned for block in (one.ancien, one.nouveau) if block)
    if any(block.genre != PARAGRAPHE for block in blocks):
        return made
    made[-1 - count] = made[-1 - count]._replace(fin=made[-1].genre)
    made[-1] = made[-1]._replace(fin=KEPT)
    return made


def _length_of_tail(made: Sequence[Pas]) -> int:
    last = made[-1].genre if made else KEPT
    count = 0
    while last and count < len(made) and made[-1 - count].genre == last:
        count += 1
    return count
