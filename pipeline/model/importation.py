"""What is brought in from elsewhere: a source as it was read, and what becomes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field

from pipeline.model.finding import Finding
from pipeline.model.prose import Block
from pipeline.model.valeur import dataclass

EN_ATTENTE = "image:"
"""Before the rank of a picture of the source, until a name is found for its file."""


@dataclass(frozen=True, slots=True)
class Remarque:
    """What someone wrote about the text, or took out of it: said in the report, never part of the text."""

    genre: str
    auteur: str
    texte: str
    pres_de: str


MOST_LINES = 8_000
"""Paragraphs and cells that are not empty; a projet de santé of a hundred pages has less."""

MOST_LETTERS = 500_000
"""Of all its lines, as for a text of the project: a hundred and fifty full pages."""


@dataclass(frozen=True, slots=True)
class SourceLue:
    """``marges`` are headers and footers, menus of a web page; ``images`` the bytes of each picture, by its name;
    ``non_repris``, in sentences, what did not come in, or not as it was."""

    blocks: tuple[Block, ...]
    marges: tuple[str, ...] = ()
    remarques: tuple[Remarque, ...] = ()
    images: Mapping[str, bytes] = field(default_factory=dict)
    non_repris: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RefusDeSource:
    """Why a source is not read, and what to do."""

    message: str
    conseil: str = ""


TOO_LONG = RefusDeSource(
    "ce texte a plus de 8 000 lignes (paragraphes et cases de tableaux), ou de 500 000 lettres.",
    "Coupez-le en plusieurs documents, un par partie, et faites-les entrer l'un après l'autre.",
)


def refus_dit(said: Sequence[Finding], otherwise: RefusDeSource) -> RefusDeSource:
    """What the reading of a text said last: the limit that it passes, the signs that it is written in."""
    if not said:
        return otherwise
    return RefusDeSource(said[-1].message, " ".join(said[-1].hints) or otherwise.conseil)


@dataclass(frozen=True, slots=True)
class Proposition:
    """A person whom a source names and the list does not know."""

    cle: str
    nom: str
    prenom: str
    profession: str
    commune: str = ""
    structure: str = ""
    """The body that she is of: its key, or its name where the list does not have it."""


@dataclass(frozen=True, slots=True)
class Annonce:
    """What a report says of a title: the line, the heading that was meant for it, the lines that stood under it."""

    dite: str
    titre: str
    place: str
    lignes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FicheImportee:
    """A fiche in our terms.  ``entete`` are the lines of its header, a list of names being a tuple.

    ``libelles`` are the titles and labels of the source that ours replace; ``de_nous`` says that the source is a
    document of ours, whose labels are our own.
    """

    entete: Mapping[str, str | tuple[str, ...]]
    sections: tuple[tuple[str, tuple[Block, ...]], ...]
    a_ranger: tuple[Block, ...]
    libelles: tuple[str, ...]
    propositions: tuple[Proposition, ...]
    rapport: tuple[str, ...]
    de_nous: bool = False
    annonces: tuple[Annonce, ...] = ()
