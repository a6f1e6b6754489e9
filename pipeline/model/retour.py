"""A document that a partner has read in Word: what each paragraph said, says now, and was told of it."""

from __future__ import annotations

from pipeline.model.span import Span
from pipeline.model.valeur import dataclass


@dataclass(frozen=True, slots=True)
class Commentaire:
    """``sur`` are the words that it is anchored to; ``jour`` as Word wrote it, « 2026-11-12 », empty when unknown."""

    auteur: str
    jour: str
    texte: str
    sur: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph or a cell: its text without the tracked changes (``avant``), with them accepted (``apres``)."""

    avant: str
    apres: str
    auteurs: tuple[str, ...] = ()
    commentaires: tuple[Commentaire, ...] = ()

    @property
    def change(self) -> bool:
        return self.avant != self.apres


@dataclass(frozen=True, slots=True)
class Retour:
    """What a reader wrote, and the line of the sources that it is about; ``lieu`` is None when none was found.

    ``ancien`` and ``nouveau`` are empty for a comment.  ``ligne`` is the line to write in the place of that of the
    source, None when a person must do it; ``raison`` then says why.
    """

    lieu: Span | None
    commentaire: Commentaire | None = None
    ancien: str = ""
    nouveau: str = ""
    auteurs: tuple[str, ...] = ()
    ligne: str | None = None
    raison: str = ""
