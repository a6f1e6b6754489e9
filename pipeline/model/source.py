"""Positioned trees: what a file says, before anyone asks what it means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from pipeline.model.files import Files
from pipeline.model.prose import Block
from pipeline.model.span import Placed, Span


@dataclass(frozen=True, slots=True)
class YamlScalar:
    """Text exactly as typed; the field that reads it gives it a type.  Empty for a key without a value."""

    text: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class YamlList:
    items: tuple[YamlNode, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class YamlMap:
    entries: tuple[tuple[Placed[str], YamlNode], ...]
    span: Span = field(compare=False)

    def get(self, key: str) -> YamlNode | None:
        return next((node for name, node in self.entries if name.value == key), None)


YamlNode: TypeAlias = YamlScalar | YamlList | YamlMap


@dataclass(frozen=True, slots=True)
class MarkdownFile:
    """``front`` is the YAML block at the top, if any; ``lines`` are those of the whole file."""

    path: str
    front: YamlMap | None
    blocks: tuple[Block, ...]
    lines: tuple[str, ...]
    body_line: int
    """Line number of the first line after the front matter."""


@dataclass(frozen=True, slots=True)
class CsvFile:
    """Every row has as many cells as the header."""

    path: str
    header: tuple[Placed[str], ...]
    rows: tuple[tuple[Placed[str], ...], ...]


@dataclass(frozen=True, slots=True)
class SheetCell:
    """``value`` is what the workbook last computed; ``error`` an Excel error such as ``#REF!``.

    ``uncomputed`` says that the cell holds a formula whose result was never stored; ``formula`` is that formula.
    """

    value: str | Decimal | date | bool | None
    span: Span = field(compare=False)
    error: str = ""
    uncomputed: bool = False
    formula: str = ""


@dataclass(frozen=True, slots=True)
class SheetTable:
    """An Excel table, found by its name wherever it stands.  ``below`` are the rows under it, up to the next table."""

    name: str
    header: tuple[SheetCell, ...]
    rows: tuple[tuple[SheetCell, ...], ...]
    span: Span = field(compare=False)
    below: tuple[tuple[SheetCell, ...], ...] = ()
    merged: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Workbook:
    path: str
    sheets: tuple[str, ...]
    tables: tuple[SheetTable, ...]

    def table(self, name: str) -> SheetTable | None:
        return next((t for t in self.tables if t.name.casefold() == name.casefold()), None)


@dataclass(frozen=True, slots=True)
class WordFile:
    """A Word template as its parts by name, found harmless."""

    path: str
    parts: Mapping[str, bytes]


Tree: TypeAlias = YamlMap | MarkdownFile | CsvFile | WordFile


@dataclass(frozen=True, slots=True)
class Sources:
    """What could be read (``trees``), what could not (``unreadable``), and the bytes of everything (``files``)."""

    files: Files
    trees: Mapping[str, Tree]
    texts: Mapping[str, str]
    """The text of every readable file of ``content/``, whatever its coding was."""
    pictures: frozenset[str]
    """Paths of the pictures of ``content/`` that can be opened and are of a sane size."""
    unreadable: frozenset[str]

    def yaml(self, path: str) -> YamlMap | None:
        tree = self.trees.get(path)
        return tree if isinstance(tree, YamlMap) else None

    def csv(self, path: str) -> CsvFile | None:
        tree = self.trees.get(path)
        return tree if isinstance(tree, CsvFile) else None

    def word(self, path: str) -> WordFile | None:
        tree = self.trees.get(path)
        return tree if isinstance(tree, WordFile) else None

    def markdown_under(self, folder: str) -> Iterator[MarkdownFile]:
        """The Markdown files right inside a folder (given with its final ``/``), in natural order of their names."""
        for path, tree in self.trees.items():
            if isinstance(tree, MarkdownFile) and path.startswith(folder) and "/" not in path[len(folder) :]:
                yield tree
