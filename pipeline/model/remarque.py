"""A remark of a reader, kept in a Markdown source beside what it is about: a comment, which no document prints."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.model.motif import motif
from pipeline.model.span import Span
from pipeline.model.valeur import dataclass

REMARQUE = motif(r"<!--\s*remarque\s*\(([^(),]*)(?:,\s*([^()]*))?\)\s*:\s*(.*?)\s*-->", re.I)


@dataclass(frozen=True, slots=True)
class Remarque:
    """``jour`` is « 2026-11-12 », or as typed; empty when it was not told."""

    auteur: str
    jour: str
    texte: str
    span: Span = Span("")

    @property
    def ligne(self) -> str:
        """As it is written in the source; nothing in it can end the comment."""
        who = _inside(self.auteur.replace("(", " ").replace(")", " ").replace(",", " "))
        when = f", {self.jour}" if self.jour else ""
        return f"<!-- remarque ({who or 'anonyme'}{when}) : {_inside(self.texte)} -->"


def remarques_de(path: str, lines: Sequence[str]) -> Iterator[Remarque]:
    for number, line in enumerate(lines, 1):
        for found in REMARQUE.finditer(line):
            author, day, text = (part or "" for part in found.groups())
            yield Remarque(author.strip(), day.strip(), text, Span(path, number))


def _inside(text: str) -> str:
    return " ".join(re.sub(r"-{2,}", "—", text).replace(">", "›").replace("<", "‹").split())
