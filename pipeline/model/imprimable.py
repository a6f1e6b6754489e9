"""A text that some document may print."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape

from pipeline.model.motif import motif
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


ATTRIBUTE = motif(r'([\w:.-]+)="([^"]*)"')
SHOWN = frozenset(
    (
        *("descr", "title", "alt", "string", "name", "Target"),
        *(f"w:{name}" for name in ("val", "tooltip", "displayText", "value", "instr")),
    )
)
"""Alternative texts, links, numbers of lists, choices of a list, names of styles and of bookmarks."""

DRAWN = frozenset(("d", "path", "points", "style", "viewBox", "transform", "panose"))
"""Lines and letters described by rows of figures."""

FEWEST_FIGURES = 10
"""Of a number of phone; what only programs read is looked at from there, or where it has an « @ »."""


def attributs(xml: str) -> Iterator[str]:
    """What the attributes of a part of a document, or of a drawing, show or hide: texts, names, links, and whatever may
    reach somebody."""
    for name, value in dict.fromkeys(ATTRIBUTE.findall(xml)):
        if value and (_is_shown(name) or _may_reach(name, value)):
            yield unescape(value)


def _is_shown(name: str) -> bool:
    return name in SHOWN or name.rpartition(":")[2] in SHOWN


def _may_reach(name: str, value: str) -> bool:
    """Whether an attribute that nobody is shown may hide a way to reach somebody: it leaves with the file."""
    if name in DRAWN or name.startswith("xmlns"):
        return False
    return "@" in value or sum(map(str.isdecimal, value)) >= FEWEST_FIGURES
