"""The dictionary of the words of the field, as the project's sources hold it."""

from __future__ import annotations

from functools import lru_cache

from pipeline.model.files import VOCABULAIRE
from pipeline.model.source import Sources
from pipeline.model.vocabulaire import Vocabulaire


def vocabulaire_of(sources: Sources) -> Vocabulaire:
    """The dictionary, not parsed yet; the names of the trame alone where it is absent."""
    return _of(sources.files.get(VOCABULAIRE, b""))


@lru_cache(maxsize=2)
def _of(text: bytes) -> Vocabulaire:
    return Vocabulaire(text.decode("utf-8"))
