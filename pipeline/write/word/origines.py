"""The marks of a document: a bookmark of no length at the head of each block, which tells its source to us alone.

Word and LibreOffice keep a bookmark through edits and saves, show none whose name begins with ``_``, and print none.
Hidden text would be read aloud and found by a search, a content control gets in the way of whoever types, and
``w14:paraId`` is given anew by each program that saves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pipeline.model.origine import marques_de
from pipeline.model.span import Span
from pipeline.write.word.ooxml import bookmark


class Origines:
    """Gives each mark once to a document: a source that is printed again bears it with the rank of the copy."""

    def __init__(self, texts: Mapping[str, str], next_id: Callable[[], int]) -> None:
        self.texts = texts
        self.next_id = next_id
        self.given: dict[str, int] = {}

    def mark(self, span: Span) -> str:
        """The bookmark of the block read there; nothing for what we make ourselves."""
        text = self.texts.get(span.path)
        if text is None or span.line is None:
            return ""
        name = marques_de(span.path, text).get(span.line)
        if name is None:
            return ""
        self.given[name] = copies = self.given.get(name, 0) + 1
        return bookmark(self.next_id(), name if copies == 1 else f"{name}_{copies}", "")
