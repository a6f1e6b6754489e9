"""The grid by which an ARS reads a projet de santé (URPS guide, annexe 9 « Grille d'analyse »), and our answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field

from pipeline.model.couverture import Couverture, Presence
from pipeline.model.langue.mots import fold
from pipeline.model.span import Span
from pipeline.model.valeur import dataclass

FICHES = "Fiches action de la partie 2"
"""Where the fiches are, in the words of the grid."""

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

AVIS = {
    "delegation_ars": "Délégation départementale de l'ARS",
    "urps": "Inter-URPS",
    "cpam": "CPAM",
    "elsm": "ELSM",
    "msa": "MSA",
}
"""Those whose opinions close the grid: the key that names them in ``projet.yaml``, and what the guide calls them."""


Pages = Mapping[str, int]
"""A heading as the contents of the projet print it → its page."""


def page_de(titre: str, pages: Pages) -> int | None:
    """The page of a heading, which may bear the number of an annex before it, or follow the code of a fiche.

    >>> pages = {"Annexe 5 — Liste des membres": 77, "M1-01 — Trouver un médecin": 17}
    >>> page_de("Liste des membres", pages), page_de("M1-01", pages), page_de("Les besoins", pages)
    (77, 17, None)
    """
    wanted = fold(titre)
    if not wanted:
        return None
    words = {fold(heading): page for heading, page in pages.items()}
    if wanted in words:
        return words[wanted]
    sides = ((heading, page) for heading, page in words.items() if " — " in heading)
    return next((page for heading, page in sides if wanted in heading.split(" — ", 1)), None)


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
    titre: str = ""
    """The heading of the projet under which it is found, or the code of the fiche that begins the answer."""

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
    pages: Pages = field(default_factory=dict)
    """Where the headings of the projet are printed, once it is laid out."""
