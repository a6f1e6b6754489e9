"""The dictionary of the words of the field, as the project's sources hold it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from pipeline.model.files import VOCABULAIRE
from pipeline.model.finding import Finding
from pipeline.model.langue.mots import fold
from pipeline.model.prose import Block, Heading, text_of
from pipeline.model.source import Sources
from pipeline.model.vocabulaire import A_RANGER, Vocabulaire

SORT = "déplacez chaque passage là où il doit être, ou effacez-le, puis ôtez ce titre."


def vocabulaire_of(sources: Sources) -> Vocabulaire:
    """The dictionary, not parsed yet; the names of the trame alone where it is absent."""
    return _of(sources.files.get(VOCABULAIRE, b""))


@lru_cache(maxsize=2)
def _of(text: bytes) -> Vocabulaire:
    return Vocabulaire(text.decode("utf-8"))


def say_unsorted(blocks: Iterable[Block], findings: list[Finding]) -> None:
    """What an import could not place waits under its own title; nothing goes out while it is there."""
    for block in blocks:
        if isinstance(block, Heading) and fold(text_of(block.inlines)) == fold(A_RANGER):
            message = "ce qui est sous « À ranger » n'a pas encore trouvé sa place."
            findings.append(Finding("F057", message, block.span, (SORT,)))
