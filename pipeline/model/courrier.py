"""What makes a text a letter: to whom, about what, from where, when, and who signs it."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from pipeline.model.span import Placed, Span
from pipeline.model.valeur import dataclass

if TYPE_CHECKING:
    from pipeline.model.echeance import Echeance

INSTITUTIONS = ("ars", "cpam", "delegation_ars", "urps", "elsm", "msa")
"""Words for a recipient whose name ``projet.yaml`` gives."""


@dataclass(frozen=True, slots=True)
class Courrier:
    """The head of a letter.  The title of its text is its object; a letter without a date is dated by hand.

    ``destinataire`` is a line each; ``signataire`` is a key or a name, and the first signatory of the projet signs
    where it is None.
    """

    destinataire: tuple[Placed[str], ...]
    lieu: str
    date: Placed[Echeance] | None
    signataire: Placed[str] | None
    pieces: tuple[str, ...]
    span: Span = field(compare=False)
