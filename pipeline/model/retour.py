"""A document that a partner has read in Word: what each paragraph said, says now, and was told of it."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from pipeline.model.span import Span
from pipeline.model.valeur import dataclass

Marque: TypeAlias = "tuple[str, int]"
"""The section and the rank that a mark tells (``model/origine.py``)."""

COUPE = "¶"
"""Where a reader cut a paragraph in two, or joined two of them."""

IMAGE = "[image]"


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
    marques: tuple[Marque, ...] = ()
    rangee: str = ""
    """All that the row of a table says, where it stands in one."""
    marques_de_la_rangee: tuple[Marque, ...] = ()

    @property
    def change(self) -> bool:
        return self.avant != self.apres


class Retouche(NamedTuple):
    """One change of one line of a file, by the words that stand there once only.

    Without ``ancien`` the words are a new block, after that line; without ``nouveau`` and with the whole line as
    ``ancien`` the line goes.
    """

    ligne: int
    ancien: str
    nouveau: str


@dataclass(frozen=True, slots=True)
class Retour:
    """What a reader wrote, and the line of the sources that it is about; ``lieu`` is None when none was found.

    ``ancien`` and ``nouveau`` are empty for a comment.  ``retouches`` are what to write in the file of ``lieu``, none
    when a person must do it; ``raison`` then says why.  ``article`` is that of the statutes, « article 15 ».
    """

    lieu: Span | None
    commentaire: Commentaire | None = None
    ancien: str = ""
    nouveau: str = ""
    auteurs: tuple[str, ...] = ()
    retouches: tuple[Retouche, ...] = ()
    raison: str = ""
    article: str = ""
