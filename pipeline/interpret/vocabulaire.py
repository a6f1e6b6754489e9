"""The dictionary of the words of the field, as the project's sources hold it."""

from __future__ import annotations

from pipeline.model.files import VOCABULAIRE
from pipeline.model.source import Sources
from pipeline.model.vocabulaire import Vocabulaire


def vocabulaire_of(sources: Sources) -> Vocabulaire:
    """The dictionary, not parsed yet; the names of the trame alone where it is absent."""
    return Vocabulaire(sources.files.get(VOCABULAIRE, b"").decode("utf-8"))
