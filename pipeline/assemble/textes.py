"""A document of the CPTS's own, such as a *rapport moral*: its texts, in the order of their files."""

from __future__ import annotations

from pipeline.assemble.brouillon import Constats
from pipeline.assemble.chapitres import chapitre, illisibles
from pipeline.model.comptes import Comptes
from pipeline.model.document import Contenu
from pipeline.model.livrable import TEXTES
from pipeline.model.projet import Projet


def textes(projet: Projet, comptes: Comptes, constats: Constats) -> tuple[Contenu, ...]:
    """The chapters of ``content/textes/`` that this document prints, each with its title."""
    parts: list[Contenu] = []
    for chapter in projet.chapitres[TEXTES]:
        parts += chapitre(chapter, comptes, constats, 1)
    return (*parts, *illisibles(projet, TEXTES, constats, 1))
