"""The versions of the projet that an instance adopted or that were sent: what a reader asks for first."""

from __future__ import annotations

from dataclasses import field

from pipeline.model.echeance import Echeance
from pipeline.model.span import Placed, Span
from pipeline.model.valeur import dataclass

VERSIONS = "content/versions.csv"
VALIDATIONS = "content/validations.csv"


@dataclass(frozen=True, slots=True)
class Version:
    """A line of ``content/versions.csv``: ``date`` is None while it is not one, ``instance`` who decided."""

    date: Placed[Echeance] | None
    version: str
    objet: str
    instance: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Validation:
    """A line of ``content/validations.csv``: ``piece`` is the key of a document, ``etat`` the git state approved."""

    piece: Placed[str]
    par: str
    date: Placed[Echeance] | None
    etat: Placed[str] | None
    span: Span = field(compare=False)
