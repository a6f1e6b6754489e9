"""A page for a browser: of the folder that is published, or of the atelier."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from pipeline.model.valeur import dataclass

ACCUEIL = "index"
TEXTES = "textes"
CONSTATS = "constats"
CHANGEMENTS = "changements"
RECHERCHE = "recherche"
MON_TEXTE, DOCUMENTS = "texte", "documents"
BUDGET, CALENDRIER, INDICATEURS = "budget", "calendrier", "indicateurs"
TERRITOIRE, GRILLE = "territoire", "grille"

MENU = (
    (ACCUEIL, "Accueil"),
    (TEXTES, "Textes"),
    (BUDGET, "Budget"),
    (CALENDRIER, "Calendrier"),
    (INDICATEURS, "Indicateurs"),
    (TERRITOIRE, "Territoire"),
    (GRILLE, "Grille ARS"),
    (CONSTATS, "Constats"),
    (CHANGEMENTS, "Changements"),
    (RECHERCHE, "Recherche"),
)
"""What every page leads to, in that order."""

MENU_ATELIER = ((MON_TEXTE, "Mon texte"), *MENU, (DOCUMENTS, "Documents"))
"""That of the atelier, which follows what is written and builds."""

TITRES = dict(MENU) | {ACCUEIL: "Le projet en bref", GRILLE: "Grille d'analyse de l'ARS"}
VUES = (ACCUEIL, BUDGET, CALENDRIER, INDICATEURS, TERRITOIRE, GRILLE)
"""Those that are made of the project itself, as documents are."""


def adresse(cle: str) -> str:
    """The file of a page, and its address in the atelier: links are the same in both."""
    return f"{cle}.html"


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a page under a title, for whoever searches: ``mots`` are all its words."""

    titre: str
    lien: str
    mots: str


@dataclass(frozen=True, slots=True)
class Page:
    """``html`` is its body, under its title; ``onglet`` the entry of the menu that it stands under."""

    cle: str
    titre: str
    html: str
    onglet: str
    passages: tuple[Passage, ...] = ()
    images: Mapping[str, bytes] = field(default_factory=dict, compare=False)
    """The pictures that it shows, by the name of their file."""
    seule: bool = False
    """Whether the body has a title of its own, such as the cover of a document."""
