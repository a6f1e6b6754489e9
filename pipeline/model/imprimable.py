"""A text that some document may print."""

from __future__ import annotations

from pipeline.model.span import Span
from pipeline.model.valeur import dataclass


@dataclass(frozen=True, slots=True)
class Imprimable:
    """``span`` is where ``texte`` begins; ``d_un_organisme`` whether it stands in the line of a body.

    ``titre`` heads the column of a cell.
    """

    texte: str
    span: Span
    d_un_organisme: bool = False
    titre: str = ""

    def place(self, offset: int) -> Span:
        """The line of a character of ``texte``; the whole cell or row for what is not a file of text."""
        if self.span.line is None or "\n" not in self.texte:
            return self.span
        return Span(self.span.path, self.span.line + self.texte.count("\n", 0, offset))
