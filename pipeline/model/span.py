"""Where a value was read."""

from __future__ import annotations

from dataclasses import field
from typing import Generic, TypeVar

from pipeline.model.valeur import dataclass

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Span:
    """A place that an author can open: a file and a line, or a sheet and a cell.

    ``path`` is relative to the project folder, with ``/``.  ``line`` and ``column`` count from 1.
    """

    path: str
    line: int | None = None
    column: int | None = None
    sheet: str | None = None
    cell: str | None = None

    def __str__(self) -> str:
        if self.sheet is not None:
            return (
                f"{self.path}:{self.sheet}!{self.cell}"
                if self.cell
                else f"{self.path}:{self.sheet}"
            )
        if self.line is None:
            return self.path
        return (
            f"{self.path}:{self.line}"
            if self.column is None
            else f"{self.path}:{self.line}:{self.column}"
        )

    @property
    def order(self) -> tuple[str, str, int, int]:
        """Sort key: file, then sheet, then reading order inside it."""
        return (self.path, self.sheet or "", self.line or 0, self.column or 0)


@dataclass(frozen=True, slots=True)
class Placed(Generic[T]):
    """A value with the place it came from; two values are equal wherever they were read."""

    value: T
    span: Span = field(compare=False)
