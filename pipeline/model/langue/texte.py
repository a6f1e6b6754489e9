"""The prose of a source as its author typed it: what rules on words look at, every character still in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.model.motif import motif
from pipeline.model.projet import TexteSource
from pipeline.model.span import Span

FENCE = motif(r"^ *(```|~~~).*?(?:^ *\1|\Z)", re.MULTILINE | re.DOTALL)
CODE = motif(r"`[^`\n]*`")
COMMENT = motif(r"<!--.*?(?:-->|\Z)", re.DOTALL)
FACT = motif(r"\{\{[^{}\n]*\}\}")
TARGET = motif(r"\]\([^()\n]*\)")
ADDRESS = motif(r"(?:https?://|www\.)[^\s<>]+|(?<![\w.+-])[\w.+-]+@[\w.-]+")
TITLE = motif(r"titre:|ouvre_titre:")
END = motif(
    r"\n[ \t]*\n|\n(?=[ \t]*(?:[-*+|#>]|[0-9]+[.)])[ \t|#])|(?<=[.!?…])[ \t\n]+(?=[«\"*_(]*[A-ZÀ-Þ])|(?<=\|)\n"
)
LONGEST = 600


@lru_cache(maxsize=2048)
def prose(texte: TexteSource) -> str:
    """A Markdown source with spaces in place of code, comments, facts, addresses, and settings other than titles."""
    head = [
        line if TITLE.match(line) else " " * len(line)
        for line in texte.lines[: texte.body_line - 1]
    ]
    text = "\n".join([*head, *texte.lines[texte.body_line - 1 :]])
    for sign, pattern in (
        ("```", FENCE),
        ("~~~", FENCE),
        ("`", CODE),
        ("<!--", COMMENT),
        ("{{", FACT),
        ("](", TARGET),
        ("://", ADDRESS),
        ("www.", ADDRESS),
        ("@", ADDRESS),
    ):
        if sign in text:
            text = pattern.sub(_blank, text)
    return text


def _blank(match: re.Match[str]) -> str:
    return "\n".join([" " * len(line) for line in match.group().split("\n")])


def place(texte: TexteSource, offset: int) -> Span:
    """The line and column of a character of ``prose``."""
    text = prose(texte)
    return Span(texte.path, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


def phrase(text: str, start: int, end: int) -> str:
    """The sentence, the cell of a list or the row of a table that holds these characters, on one line."""
    first, last = phrase_bounds(text, start, end)
    return " ".join(text[first:last].split())


def phrase_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    low = max(0, start - LONGEST)
    first = low
    for match in END.finditer(text, low, start):
        first = match.end()
    following = END.search(text, end, min(len(text), end + LONGEST))
    return first, following.start() if following else min(len(text), end + LONGEST)


def markdown(textes: tuple[TexteSource, ...]) -> Iterator[TexteSource]:
    """The sources that hold prose, in the order of their paths."""
    return iter(
        sorted(
            (texte for texte in textes if texte.path.endswith(".md")), key=lambda texte: texte.path
        )
    )
