"""Data that the State publishes every year, taken into a project without waiting for a version of the software."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field

from pipeline.model.span import Placed, Span
from pipeline.model.valeur import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet or a file of rows, read as one goes: ``name`` is that of the file, ``sheet`` that of the sheet, or empty.

    ``rows`` gives the number of each row, from 1, and its cells as text.
    """

    name: str
    sheet: str
    rows: Iterator[tuple[int, list[str]]] = field(compare=False)

    def span(self, line: int) -> Span:
        return Span(self.name, line, sheet=self.sheet) if self.sheet else Span(self.name, line)


@dataclass(frozen=True, slots=True)
class Populations:
    """The municipal population of communes, by their code, as counted in the year ``annee``."""

    annee: int
    par_code: Mapping[str, Placed[int]]


@dataclass(frozen=True, slots=True)
class Plafonds:
    """The plafond annuel de la Sécurité sociale of some civil years: year → amount in euros as typed, and its source."""

    par_annee: Mapping[int, tuple[Placed[str], str]]
