"""The grid by which an ARS reads a projet de santé (URPS guide, annexe 9 « Grille d'analyse »), and our answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.model.couverture import Couverture, Presence
from pipeline.model.span import Span
from pipeline.model.valeur import dataclass

TERRITOIRE = "Le territoire"
ACTIONS = "Les actions"

ITEMS: Mapping[str, tuple[str, str]] = {
    "communes": (TERRITOIRE, "Nombre de communes"),
    "habitants": (TERRITOIRE, "Nombre d'habitants"),
    "engages": (TERRITOIRE, "Nombre de professionnels engagés"),
    "a_venir": (TERRITOIRE, "Nombre d'engagements à venir"),
    "besoins": (TERRITOIRE, "Description des besoins identifiés"),
    "missions": (ACTIONS, "Correspondance avec les missions obligatoires"),
    "coherence": (ACTIONS, "Cohérence avec le diagnostic et les besoins"),
    "declinaison": (ACTIONS, "Déclinaison en objectifs, outils et indicateurs"),
    "prs": (ACTIONS, "Inscription dans les orientations du PRS"),
    "pertinence": (ACTIONS, "Pertinence du territoire"),
}
"""Key → block and wording of each item, in the order of the grid."""

AVIS = ("Délégation départementale de l'ARS", "Inter-URPS", "CPAM", "ELSM", "MSA")
"""Those whose opinions close the grid."""


@dataclass(frozen=True, slots=True)
class Reponse:
    """What the projet answers to an item, a sentence a line.

    ``lieu`` is where a reader finds it, ``manque`` what is thin or absent.
    """

    cle: str
    presence: Presence
    lignes: tuple[str, ...]
    lieu: str
    manque: str = ""
    span: Span | None = None

    @property
    def bloc(self) -> str:
        return ITEMS[self.cle][0]

    @property
    def question(self) -> str:
        return ITEMS[self.cle][1]


@dataclass(frozen=True, slots=True)
class Grille:
    """The answers in the order of the grid, and the sections of the guide's structure."""

    reponses: Sequence[Reponse] = ()
    sections: Sequence[Couverture] = ()
