"""The lines of a paragraph as typed: what was meant as a list or as columns, and that Markdown runs together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.model.motif import motif

SPACE = "[ \\t\u00a0\u202f]"
PUCES = (
    "\u2022\u2023\u2043\u2219\u00b7\u2190-\u21ff\u25a0-\u25ff\u2605\u2606"
    "\u2713-\u2718\u271a-\u2775\u2794-\u27be\uf0a0-\uf0ff"
)
"""Dots, shapes, stars, ticks and arrows, and those that Word takes from Wingdings: a class of signs, for a pattern."""

BULLETS = (
    motif(rf"\s*[{PUCES}☐☑☒](?P<text>{SPACE}.*|\w.*)"),
    motif(rf"\s*[–—]{SPACE}(?P<text>.*)"),
    motif(r"\s*(?:[-*+][\u00a0\u202f]|-(?=[^\W\d_]))(?P<text>.*)"),
    motif(r"o(?:\t|[ \u00a0]{2,})(?P<text>.*)"),
)
"""Signs that other programs put before an item of a list, and those of Markdown without the space after them."""

NUMBERED = motif(
    rf"\s*(?:[0-9]{{1,2}}[°º]{SPACE}?|[0-9]{{1,2}}[.)](?=[^\W\d_])|[0-9]{{1,2}}/{SPACE}?(?=\D))(?P<text>.*)"
)
LETTERED = motif(rf"\s*[a-h][.)/]{SPACE}(?P<text>.*)")
SHORT = 60
"""Signs of a line that may be an item of a list rather than a sentence."""

ENDED = (".", "!", "?", "…", ":", ";", ",", "»", ")", "*", "_", "\\", "  ", "-", "/", "&", "’", "'")
LABELLED = motif(r"\s*[A-ZÀ-Ý][\w'’ -]{1,30} ?:\s+\S")
OPENED = motif(r"\s*[A-ZÀ-ÖØ-Þ0-9«]")
LEGEND = motif(r"\s*(?:\[|\**(?:Tableau|Figure|Source|Note))", re.IGNORECASE)
WORD = motif(r"\s*[^\W\d_]{2}")
"""Most lines begin with a word, which is no sign of a list."""

TABBED = motif(r"\S *\t\s*\S")


CLOSING = ")/°.- "
"""What may still close a number: « 1°) Premier »."""


def faux_points(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Rank of each line that another program would show as an item of a list, and how to write it.

    >>> list(faux_points(["• un", "• deux"]))
    [(0, '- un'), (1, '- deux')]
    """
    if all(WORD.match(line) for line in lines):
        return
    yield from _bulleted(lines)
    yield from _numbered(lines, NUMBERED, 1)
    yield from _numbered(lines, LETTERED, 2)


def _bulleted(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    for rank, line in enumerate(lines):
        item = next(filter(None, (pattern.match(line) for pattern in BULLETS)), None)
        if item is not None and not _is_aside(item, lines):
            yield rank, f"- {_without_break(item['text'])}"


def _numbered(
    lines: Sequence[str], pattern: re.Pattern[str], least: int
) -> Iterator[tuple[int, str]]:
    """A list that its first line begins, of ``least`` items or more."""
    found = {rank: match for rank, line in enumerate(lines) if (match := pattern.match(line))}
    if len(found) >= least and 0 in found:
        for rank, match in found.items():
            yield rank, f"1. {_without_break(match['text']).lstrip(CLOSING)}"


def _without_break(text: str) -> str:
    """The words of an item, without the « \\ » that breaks its line: a list has no need of it."""
    return text.strip().removesuffix("\\").rstrip()


def _is_aside(item: re.Match[str], lines: Sequence[str]) -> bool:
    """A dash alone among its lines: the author of a quotation, « – voir plus haut – »; nothing runs together."""
    dash = BULLETS[1]
    return item.re.pattern == dash.pattern and sum(bool(dash.match(line)) for line in lines) == 1


def colonnes(lines: Sequence[str]) -> list[str]:
    """The cells of the first of several lines cut into columns by tabs; none when they are not."""
    tabbed = [line for line in lines if TABBED.search(line)]
    return [cell.strip() for cell in re.split(r"\t+", tabbed[0].strip())] if len(tabbed) > 1 else []


def est_un_tas(lines: Sequence[str]) -> bool:
    """Short lines that no punctuation ends, each beginning as a new one would, or labels one under the other."""
    if len(lines) < 2 or LEGEND.match(lines[0]) or any(len(line.strip()) > SHORT for line in lines):
        return False
    if all(LABELLED.match(line) for line in lines):
        return True
    return all(not a.endswith(ENDED) and OPENED.match(b) for a, b in pairwise(lines))
