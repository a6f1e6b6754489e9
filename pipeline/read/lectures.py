"""What reading a Markdown file gave, kept so that a file that did not change is not parsed again.

Parsing takes two thirds of a check of three hundred fiches; rebuilding the same tree from JSON takes a tenth of that.
An entry goes by the hash of the path and text of its file.  Nothing kept is ever run: JSON gives lists and texts, and
the types that they become are those named here, each of their fields of the type that it declares.  Whatever is odd is
read again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import fields
from functools import cache
from operator import attrgetter
from types import UnionType
from typing import Any, TypeAlias, TypeVar, Union, get_args, get_origin, get_type_hints

from pipeline.model import prose
from pipeline.model.finding import Finding
from pipeline.model.rules import RULES
from pipeline.model.source import MarkdownFile, YamlList, YamlMap, YamlScalar
from pipeline.model.span import Placed, Span

Source = TypeVar("Source", str, bytes)
Tree = TypeVar("Tree")
Reader: TypeAlias = Callable[[str, str, list[Finding]], MarkdownFile | None]
Kept: TypeAlias = dict[str, list[Any]]
"""Hash of a file → what its reading gave: front matter, blocks, first line of the text, findings; of what was tried and
went well → nothing."""

PLACE = frozenset((int, type(None)))
Check: TypeAlias = Callable[[Any], bool]
Champ: TypeAlias = tuple[frozenset[type], frozenset[type], Check | None]
"""The classes that a field may be of; those of what it holds when it is a tuple; how to look further, if need be."""

TRIED = "essai\0\0"
"""Before what was tried: no path of a file has that."""

WENT_WELL: list[Any] = []
"""What is kept of a trial."""

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
    return (
        attrgetter(*names)
        if len(names) > 1
        else lambda value: [getattr(value, name) for name in names]
    )


FORMS: Mapping[type, tuple[int, Callable[[Any], Sequence[Any]], tuple[Any, ...]]] = {
    kind: (rank, _reader(kind), tuple(field.default for field in fields(kind)))
    for rank, kind in enumerate(TYPES)
}
"""Type → its rank, what gives its fields and their defaults (``MISSING``, which equals nothing read, without one)."""


class Lectures:
    """The readings of earlier runs, and those of this one.  ``changed`` says that there is something new to keep."""

    def __init__(self, kept: Kept | None = None) -> None:
        self.kept = kept or {}
        self.used: Kept = {}
        self.silences: Set[str] = frozenset()
        """Marks of the texts in which earlier runs found no private detail (``model/coordonnees``)."""

    @property
    def changed(self) -> bool:
        return self.used.keys() != self.kept.keys()

    def read(
        self, path: str, text: str, findings: list[Finding], reader: Reader
    ) -> MarkdownFile | None:
        """What ``reader`` would answer and find, from memory if it can be."""
        key = hashlib.sha256(f"{path}\0{text}".encode(errors="surrogatepass")).hexdigest()
        known = self.kept.get(key)
        tree = None if known is None else self._remembered(known, path, text, findings)
        if known is not None and tree is not None:
            self.used[key] = known
            return tree
        found: list[Finding] = []
        tree = reader(path, text, found)
        findings.extend(found)
        if tree is not None:
            self._keep(key, path, tree, tuple(found))
        return tree

    def tried(self, what: str, trial: Callable[[], None]) -> None:
        """Have something tried, unless that very thing was tried before and went well.  A trial that fails raises."""
        key = hashlib.sha256(f"{TRIED}{what}".encode(errors="surrogatepass")).hexdigest()
        if WENT_WELL not in (self.kept.get(key), self.used.get(key)):
            trial()
        self.used[key] = WENT_WELL

    def shared(
        self,
        path: str,
        source: Source,
        findings: list[Finding],
        reader: Callable[[str, Source, list[Finding]], Tree],
    ) -> Tree:
        """What a reader whose answers are not kept from run to run says: it is quicker than remembering them."""
        return reader(path, source, findings)

    def _remembered(
        self, known: list[Any], path: str, text: str, findings: list[Finding]
    ) -> MarkdownFile | None:
        """What an entry says of a file; None when it says anything that we would not have written."""
        try:
            front, blocks, body_line, said = (_value(part, path, _champs()) for part in known)
        except (TypeError, ValueError, IndexError, RecursionError):
            return None
        file = MarkdownFile(path, front, blocks, tuple(text.split("\n")), body_line)
        if not _is_sound(file) or not _are_findings(said):
            return None
        findings.extend(said)
        return file

    def _keep(self, key: str, path: str, tree: MarkdownFile, said: tuple[Finding, ...]) -> None:
        parts = (tree.front, tree.blocks, tree.body_line, said)
        try:
            self.used[key] = [_stored(part, path) for part in parts]
        except (KeyError, RecursionError):
            return  # something that this module does not know, or too deep: read again next time

    # --- as a file -----------------------------------------------------------------------------------------------

    @classmethod
    def from_text(cls, text: str, seal: str) -> Lectures:
        """The readings of a file written by ``to_text`` with the same seal; none when it was changed in any way."""
        head, _, body = text.partition("\n")
        if not head or head != _sealed(body, seal):
            return cls()
        try:
            kept = json.loads(body)
        except (ValueError, RecursionError):
            return cls()
        sound = isinstance(kept, dict) and all(isinstance(entry, list) for entry in kept.values())
        return cls(kept if sound else None)

    def to_text(self, seal: str) -> str:
        """The readings that this run used or made; ``seal`` must change with the code that reads, and is not in it."""
        body = json.dumps(self.used, separators=(",", ":"))
        return f"{_sealed(body, seal)}\n{body}"


class LecturesPartagees(Lectures):
    """Readings for two states of one project: what both have is parsed once, and both hold the same tree."""

    def __init__(self, kept: Kept | None = None) -> None:
        super().__init__(kept)
        self.trees: dict[tuple[str, str | bytes], tuple[Any, tuple[Finding, ...]]] = {}

    def read(
        self, path: str, text: str, findings: list[Finding], reader: Reader
    ) -> MarkdownFile | None:
        def remembered(path: str, text: str, found: list[Finding]) -> MarkdownFile | None:
            return Lectures.read(self, path, text, found, reader)

        return self.shared(path, text, findings, remembered)

    def shared(
        self,
        path: str,
        source: Source,
        findings: list[Finding],
        reader: Callable[[str, Source, list[Finding]], Tree],
    ) -> Tree:
        if (path, source) not in self.trees:
            found: list[Finding] = []
            self.trees[path, source] = reader(path, source, found), tuple(found)
        tree: Tree
        tree, said = self.trees[path, source]
        findings.extend(said)
        return tree

    def _keep(self, key: str, path: str, tree: MarkdownFile, said: tuple[Finding, ...]) -> None:
        """Nothing: a comparison leaves no trace."""


def _sealed(body: str, seal: str) -> str:
    """The hash of a text and of words that are not in it: whoever changes the text cannot make it anew."""
    return hashlib.sha256(f"{seal}\n{body}".encode(errors="surrogatepass")).hexdigest()


def _stored(value: Any, path: str) -> Any:
    """JSON for a value; KeyError for a type that has no rank."""
    kind = value.__class__
    if kind in PLAIN:
        return value
    if kind is tuple:
        return [TUPLE, *_all_stored(value, path)]
    if kind is Span and value.path == path and value.sheet is None and value.cell is None:
        return [HERE, value.line, value.column]
    rank, fields_of, defaults = FORMS[kind]
    parts = list(fields_of(value))
    while parts and parts[-1] is defaults[len(parts) - 1]:
        parts.pop()
    return [rank, *_all_stored(parts, path)]


def _all_stored(values: Iterable[Any], path: str) -> list[Any]:
    """Most values are plain: for them no call is paid."""
    return [value if value.__class__ in PLAIN else _stored(value, path) for value in values]


def _value(stored: Any, path: str, champs: Sequence[Sequence[Champ]]) -> Any:
    """The value that ``_stored`` made this of; ValueError for anything that it would not have made."""
    if stored.__class__ is not list:
        return stored
    kind, *rest = stored
    if kind == HERE:
        if not PLACE.issuperset(map(type, rest)):
            raise ValueError("no place")
        return Span(path, *rest)
    values: list[Any] = [
        item if item.__class__ is not list else _value(item, path, champs) for item in rest
    ]
    if kind == TUPLE:
        return tuple(values)
    if kind.__class__ is not int or kind < 0:
        raise ValueError("no rank of a type")
    _refuse_other_types(values, champs[kind])
    return TYPES[kind](*values)


def _refuse_other_types(values: Sequence[Any], champs: Sequence[Champ]) -> None:
    """ValueError where a field holds what its type does not declare."""
    for value, (classes, held, deep) in zip(values, champs, strict=False):
        if type(value) not in classes or (held and not held.issuperset(map(type, value))):
            raise ValueError("not of the type that is declared")
        if deep is not None and not deep(value):
            raise ValueError("holds what its type does not allow")


# --- what each field may hold ------------------------------------------------------------------------------------


@cache
def _champs() -> Sequence[Sequence[Champ]]:
    """Rank of a type → what each of its fields may hold."""
    return [[_champ(_hints(kind)[field.name]) for field in fields(kind)] for kind in TYPES]


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind)


def _champ(hint: Any) -> Champ:
    if get_origin(hint) is not tuple:
        return _classes(hint), frozenset(), None
    held = [part for part in get_args(hint) if part is not Ellipsis]
    deeper = _check(hint) if any(get_origin(part) is tuple for part in held) else None
    return frozenset((tuple,)), frozenset().union(*map(_classes, held)), deeper


def _check(hint: Any) -> Check:
    """Whether a value is of a declared type, and all that the tuples in it hold."""
    if get_origin(hint) is not tuple:
        classes = _classes(hint)
        return lambda value: value.__class__ in classes
    inside = [_check(part) for part in get_args(hint) if part is not Ellipsis]
    if Ellipsis in get_args(hint):
        return lambda value: value.__class__ is tuple and all(map(inside[0], value))
    return lambda value: (
        value.__class__ is tuple
        and len(value) == len(inside)
        and all(is_right(part) for is_right, part in zip(inside, value, strict=True))
    )


def _classes(hint: Any) -> frozenset[type]:
    """The classes that a type allows: itself, or those of a union; what is placed is always a text here."""
    if isinstance(hint, TypeVar):
        return frozenset((str,))
    if get_origin(hint) in (Union, UnionType):
        return frozenset().union(*map(_classes, get_args(hint)))
    return frozenset((get_origin(hint) or hint,))


def _is_sound(file: MarkdownFile) -> bool:
    return all(
        _check(_hints(MarkdownFile)[name])(getattr(file, name))
        for name in ("front", "blocks", "body_line")
    )


def _are_findings(said: Any) -> bool:
    return said.__class__ is tuple and all(
        finding.__class__ is Finding and finding.code in RULES for finding in said
    )
