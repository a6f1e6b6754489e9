"""The words of one block: markdown-it's inline tokens turned into inlines, each knowing its own line."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol
from urllib.parse import unquote

from markdown_it.token import Token

from pipeline.model.finding import Finding
from pipeline.model.motif import motif
from pipeline.model.prose import (
    CodeSpan,
    Emphasis,
    Image,
    Inline,
    LineBreak,
    Link,
    Strong,
    Text,
    Variable,
)
from pipeline.model.span import Span
from pipeline.read.marques import honoured

DEEPEST = 20
"""Bold, italic and links that may stand in one another: past it, one more changes nothing that is seen."""


NEW_LINE = motif(r"<br\s*/?>", re.IGNORECASE)


class Place(Protocol):
    """The text that a phrase stands in: where it is, what is said of it, and how its footnotes are read."""

    path: str
    lines: list[str]
    findings: list[Finding]
    in_a_cell: bool

    def note(self, label: str, span: Span) -> Inline: ...

    def say_html(self, span: Span) -> None: ...


class Phrase:
    """The inlines of one block.  ``line`` follows the soft breaks so that a variable knows its own line."""

    def __init__(self, place: Place, span: Span, tokens: Sequence[Token]) -> None:
        self.place = place
        self.line = span.line
        self.tokens = tokens if len(tokens) <= DEEPEST else self.flattened(tokens)
        self.at = 0
        self.in_a_link = False

    @property
    def span(self) -> Span:
        return Span(self.place.path, self.line)

    def flattened(self, tokens: Sequence[Token]) -> Sequence[Token]:
        """The same words without what is opened, and closed, deeper than anyone could see."""
        kept: list[Token] = []
        depth = deepest = 0
        for token in tokens:
            depth += token.nesting > 0
            deepest = max(deepest, depth)
            if not token.nesting or depth <= DEEPEST:
                kept.append(token)
            depth -= token.nesting < 0
        if deepest > DEEPEST:
            message = f"ce texte est imbriqué sur plus de {DEEPEST} niveaux de gras, d'italique ou de liens."
            hint = "gardez un gras et un italique, ôtez les autres étoiles."
            self.place.findings.append(Finding("L016", message, self.span, (hint,)))
        return kept

    def inlines(self) -> tuple[Inline, ...]:
        return self.until("")

    def until(self, closing: str) -> tuple[Inline, ...]:
        """Inlines up to the token that closes the present one, which is passed over."""
        nodes: list[Inline] = []
        words: list[str] = []
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            if token.type == closing:
                break
            node = NODES[token.type](self, token)
            if isinstance(node, Text):
                words.append(node.text)
                continue
            if words and node is not None:
                nodes += self.honoured(words)
                words = []
            if node is not None:
                nodes.append(node)
        if words:
            nodes += self.honoured(words)
        if len(nodes) > 1:
            _trim_after_breaks(nodes)
        return tuple(nodes)

    def honoured(self, words: Sequence[str]) -> list[Inline]:
        return honoured("".join(words), self.span, self.in_a_link)

    def text(self, token: Token) -> Text | None:
        return Text(token.content) if token.content else None

    def soft_break(self, _token: Token) -> Text:
        self.line = (self.line or 0) + 1
        return Text(" ")

    def hard_break(self, _token: Token) -> LineBreak:
        self.line = (self.line or 0) + 1
        return LineBreak()

    def strong(self, _token: Token) -> Strong:
        return Strong(self.until("strong_close"))

    def emphasis(self, _token: Token) -> Emphasis:
        return Emphasis(self.until("em_close"))

    def code(self, token: Token) -> CodeSpan:
        return CodeSpan(token.content)

    def link(self, token: Token) -> Link:
        span = self.span
        href, title = (str(token.attrs.get(name, "")) for name in ("href", "title"))
        self.in_a_link = True
        children = self.until("link_close")
        self.in_a_link = False
        return Link(children, href, span, title)

    def note(self, token: Token) -> Inline:
        return self.place.note(token.meta["label"], self.span)

    def image(self, token: Token) -> Image:
        alt = "".join(child.content or " " for child in token.children or [])
        return Image(project_path(str(token.attrs.get("src", "")), self.place.path), alt, self.span)

    def variable(self, token: Token) -> Variable:
        line = self.line or 0
        text = self.place.lines[line - 1] if 0 < line <= len(self.place.lines) else ""
        column = text.find(token.content.split("\n", 1)[0])
        span = Span(self.place.path, self.line, column + 1 if column >= 0 else None)
        return Variable(
            token.meta["name"], token.meta["form"], token.content, span, token.meta["options"]
        )

    def html(self, token: Token) -> Text | LineBreak | None:
        """A comment is nothing, ``<br>`` opens a line in a cell, anything else stays as it was typed."""
        if self.place.in_a_cell and NEW_LINE.fullmatch(token.content):
            return LineBreak()
        if not without_comments(token.content):
            return None
        self.place.say_html(self.span)
        return Text(token.content)


NODES: Mapping[str, Callable[[Phrase, Token], Inline | None]] = {
    "text": Phrase.text,
    "text_special": Phrase.text,
    "softbreak": Phrase.soft_break,
    "hardbreak": Phrase.hard_break,
    "strong_open": Phrase.strong,
    "em_open": Phrase.emphasis,
    "code_inline": Phrase.code,
    "link_open": Phrase.link,
    "footnote_ref": Phrase.note,
    "image": Phrase.image,
    "variable": Phrase.variable,
    "html_inline": Phrase.html,
}
"""Type of an inline token → what makes the inline."""


def without_comments(text: str) -> str:
    """A text without its comments; one that is never closed stays, with all that follows."""
    kept: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        kept.append(text[at:start])
        at = end + 3
    kept.append(text[at:])
    return "".join(kept)


def project_path(typed: str, path: str) -> str:
    """Where a picture is, from the project folder instead of from the file that shows it.

    What leaves the folder of sources or is not a plain relative path is kept as typed: no file has that name.
    """
    plain = unquote(typed)
    if not plain or "\\" in plain or ":" in plain or plain.startswith("/"):
        return typed
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(path), plain))
    return typed if joined.startswith("../") else joined


def _trim_after_breaks(nodes: list[Inline]) -> None:
    for i, node in enumerate(nodes[1:], 1):
        if isinstance(node, Text) and isinstance(nodes[i - 1], LineBreak):
            nodes[i] = Text(node.text.lstrip())
