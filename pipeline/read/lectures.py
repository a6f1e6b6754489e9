"""What reading a Markdown file gave, kept so that a file that did not change is not parsed again.

Parsing takes two thirds of a check of three hundred fiches; rebuilding the same tree from JSON takes a tenth of that.
An entry goes by the hash of the path and text of its file.  Nothing kept is ever run: JSON gives lists and texts, and
the types that they become are those named here.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any, Self, TypeAlias

from pipeline.model import prose
from pipeline.model.finding import Finding
from pipeline.model.source import MarkdownFile, YamlList, YamlMap, YamlScalar
from pipeline.model.span import Placed, Span

Reader: TypeAlias = Callable[[str, str, list[Finding]], MarkdownFile | None]
Kept: TypeAlias = dict[str, list[Any]]
"""Hash of a file → what its reading gave: front matter, blocks, first line of the text, findings."""

TUPLE, HERE = -1, -2
"""First item of a list that stands for a tuple, or for a place in the file itself (line and column follow)."""

TYPES: tuple[type, ...] = (
    Span,
    Placed,
    Finding,
    YamlScalar,
    YamlList,
    YamlMap,
    prose.Text,
    prose.Strong,
    prose.Emphasis,
    prose.CodeSpan,
    prose.Link,
    prose.Image,
    prose.LineBreak,
    prose.Variable,
    prose.Note,
    prose.Paragraph,
    prose.Heading,
    prose.BulletList,
    prose.OrderedList,
    prose.Quote,
    prose.Callout,
    prose.Definition,
    prose.DefinitionList,
    prose.CodeBlock,
    prose.Rule,
    prose.Cell,
    prose.Legende,
    prose.Figure,
    prose.Table,
)
"""A node is a list: the rank of its type here, then its fields in order, those at the end left out by default."""

PLAIN = frozenset((str, int, bool, type(None)))


def _reader(kind: type) -> Callable[[Any], Sequence[Any]]:
    """What gives the values of the fields of an instance, in order."""
    names = [field.name for field in fields(kind)]
    return attrgetter(*names) if len(names) > 1 else lambda value: [getattr(value, name) for name in names]


FORMS: Mapping[type, tuple[int, Callable[[Any], Sequence[Any]], tuple[Any, ...]]] = {
    kind: (rank, _reader(kind), tuple(field.default for field in fields(kind))) for rank, kind in enumerate(TYPES)
}
"""Type → its rank, what gives its fields and their defaults (``MISSING``, which equals nothing read, without one)."""


class Lectures:
    """The readings of earlier runs, and those of this one.  ``changed`` says that there is something new to keep."""

    def __init__(self, kept: Kept | None = None) -> None:
        self.kept = kept or {}
        self.used: Kept = {}

    @property
    def changed(self) -> bool:
        return self.used.keys() != self.kept.keys()

    def read(self, path: str, text: str, findings: list[Finding], reader: Reader) -> MarkdownFile | None:
        """What ``reader`` would answer and find, from memory if it can be."""
        key = hashlib.sha256(f"{path}\0{text}".encode(errors="surrogatepass")).hexdigest()
        known = self.kept.get(key)
        if known is not None:
            self.used[key] = known
            front, blocks, body_line, said = (_value(part, path) for part in known)
            findings.extend(said)
            return MarkdownFile(path, front, blocks, tuple(text.split("\n")), body_line)
        found: list[Finding] = []
        tree = reader(path, text, found)
        findings.extend(found)
        if tree is not None:
            self._keep(key, path, tree, tuple(found))
        return tree

    def _keep(self, key: str, path: str, tree: MarkdownFile, said: tuple[Finding, ...]) -> None:
        parts = (tree.front, tree.blocks, tree.body_line, said)
        try:
            self.used[key] = [_stored(part, path) for part in parts]
        except (KeyError, RecursionError):
            return  # something that this module does not know, or too deep: read again next time

    # --- as a file -----------------------------------------------------------------------------------------------

    @classmethod
    def from_text(cls, text: str, version: str) -> Self:
        """The readings of a file written by ``to_text``; none when it is damaged or of another version of our code."""
        head, _, body = text.partition("\n")
        return cls(json.loads(body)) if head == f"{version} {_sum(body)}" else cls()

    def to_text(self, version: str) -> str:
        """The readings that this run used or made; ``version`` must change with the code that reads."""
        body = json.dumps(self.used, separators=(",", ":"))
        return f"{version} {_sum(body)}\n{body}"


class LecturesPartagees(Lectures):
    """Readings for two states of one project: a text that both have is parsed once, and both hold the same tree."""

    def __init__(self, kept: Kept | None = None) -> None:
        super().__init__(kept)
        self.trees: dict[tuple[str, str], tuple[MarkdownFile | None, tuple[Finding, ...]]] = {}

    def read(self, path: str, text: str, findings: list[Finding], reader: Reader) -> MarkdownFile | None:
        if (path, text) not in self.trees:
            found: list[Finding] = []
            self.trees[path, text] = super().read(path, text, found, reader), tuple(found)
        tree, said = self.trees[path, text]
        findings.extend(said)
        return tree

    def _keep(self, key: str, path: str, tree: MarkdownFile, said: tuple[Finding, ...]) -> None:
        """Nothing: a comparison leaves no trace."""


def _sum(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()


def _stored(value: Any, path: str) -> Any:
    """JSON for a value; KeyError for a type that has no rank."""
    kind = value.__class__
    if kind in PLAIN:
        return value
    if kind is tuple:
        return [TUPLE, *[item if item.__class__ in PLAIN else _stored(item, path) for item in value]]
    if kind is Span and value.path == path and value.sheet is None and value.cell is None:
        return [HERE, value.line, value.column]
    rank, fields_of, defaults = FORMS[kind]
    parts = list(fields_of(value))
    while parts and parts[-1] is defaults[len(parts) - 1]:
        parts.pop()
    return [rank, *[part if part.__class__ in PLAIN else _stored(part, path) for part in parts]]


def _value(stored: Any, path: str) -> Any:
    """The value that ``_stored`` made this of."""
    if stored.__class__ is not list:
        return stored
    kind, *rest = stored
    if kind == HERE:
        return Span(path, *rest)
    values = [item if item.__class__ is not list else _value(item, path) for item in rest]
    return tuple(values) if kind == TUPLE else TYPES[kind](*values)
