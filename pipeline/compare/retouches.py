"""An edit of the printed words, made an edit of the lines that they were printed from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from pipeline.compare.appariement import PLAIN
from pipeline.compare.lignes import Lieu
from pipeline.model.motif import motif
from pipeline.model.retour import Retouche

PIECE = motif(r"\w+|\s+|[^\w\s]")
CONTEXTS = ((0, 0), (2, 2), (4, 4), (8, 8), (4, 0), (0, 4), (8, 0), (0, 8), (2, 0), (0, 2))
"""How many pieces are taken before and after a change, until the words stand at one place only."""

ENOUGH = 8
"""Letters of the words that a place is told by, at least; fewer are those of another place as well."""


def retouches(place: Lieu, old: str, new: str, whole: bool) -> tuple[Retouche, ...]:
    """The changes that make the new words of the old ones; none when a word cannot be told from another.

    ``whole`` when nothing is left of the block: all its lines go.
    """
    if whole:
        return _without(place)
    before, after = old.translate(PLAIN), new.translate(PLAIN)
    lines = dict(place.lignes)
    at_once = _replaced(lines, before, after) if before else None
    if at_once is not None:
        return (at_once,)
    found: list[Retouche] = []
    for change in _changes(PIECE.findall(before), PIECE.findall(after)):
        one = next((r for r in (_replaced(lines, *pair) for pair in change) if r is not None), None)
        if one is None:
            return ()
        lines[one.ligne] = applied(lines[one.ligne], one) or ""
        found.append(one)
    return tuple(found)


def applied(line: str, retouche: Retouche) -> str | None:
    """The line with one more change in it; None when its words are no longer there, once."""
    flat = line.translate(PLAIN)
    at = flat.find(retouche.ancien)
    if at < 0 or at != flat.rfind(retouche.ancien):
        return None  # « le le le » holds « le le » twice, though its count is one
    return line[:at] + retouche.nouveau + line[at + len(retouche.ancien) :]


def en_bloc(place: Lieu, text: str) -> tuple[Retouche, ...]:
    """A new paragraph, after the block of the place."""
    last = max((number for number, _line in place.lignes), default=place.span.line or 0)
    return (Retouche(last, "", text.translate(PLAIN)),)


def _without(place: Lieu) -> tuple[Retouche, ...]:
    if not place.en_prose:
        return ()
    return tuple(Retouche(number, line.translate(PLAIN), "") for number, line in place.lignes)


def _replaced(lines: dict[int, str], old: str, new: str) -> Retouche | None:
    """The change at the only place where the words stand."""
    if not old:
        return None
    holding = {
        number: flat for number, line in lines.items() if old in (flat := line.translate(PLAIN))
    }
    if len(holding) != 1:
        return None
    ((number, flat),) = holding.items()
    return Retouche(number, old, new) if flat.find(old) == flat.rfind(old) else None


def _changes(old: Sequence[str], new: Sequence[str]) -> Iterator[list[tuple[str, str]]]:
    """Each run of words that changed, with more and more of what stands around it.

    What stands before it has been changed already.
    """
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            continue
        around: list[tuple[str, str]] = []
        for left, right in CONTEXTS:
            head, tail = "".join(new[max(k - left, 0) : k]), "".join(old[j : j + right])
            one = head + "".join(old[i:j]) + tail
            if len(one) >= ENOUGH:
                around.append((one, head + "".join(new[k:m]) + tail))
        yield around
