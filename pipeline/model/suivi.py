"""What was done of a fiche in a contract year, in the words of its pilot: ``content/suivi/2027/M3-01.md``.

2027 is the civil year in which the contract year begins.  ``fonctionnement.md``, beside them, tells what no fiche does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from pipeline.model.motif import motif
from pipeline.model.prose import Block
from pipeline.model.span import Placed, Span
from pipeline.model.valeur import dataclass

SUIVI = "content/suivi/"
CHEMIN = motif(rf"{SUIVI}(20[0-9]{{2}})/([^/]+)\.md")

FAIT, ECARTS, PREUVES = "fait", "ecarts", "preuves"
TRAME_SUIVI: Mapping[str, tuple[str, ...]] = {
    FAIT: ("Ce qui a été fait", "Réalisations", "Actions menées", "Fait"),
    ECARTS: ("Écarts et raisons", "Écarts", "Difficultés", "Écarts et leurs raisons"),
    PREUVES: ("Preuves", "Justificatifs", "Pièces justificatives"),
}
"""Key → the heading, then other wordings; the proofs are a list, an item each."""


@dataclass(frozen=True, slots=True)
class Suivi:
    path: str
    annee: Placed[int]
    """Civil year in which its contract year begins."""

    fiche: Placed[str]
    textes: Mapping[str, tuple[Block, ...]]
    span: Span = field(compare=False)
