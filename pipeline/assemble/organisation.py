"""Part 3, with the summary of the budget."""

from __future__ import annotations

from pipeline.assemble.brouillon import Constats
from pipeline.assemble.budget.detaille import synthese
from pipeline.assemble.budget.versements import resume
from pipeline.assemble.chapitres import chapitre, illisibles
from pipeline.assemble.partie import titre
from pipeline.model.comptes import Comptes
from pipeline.model.document import Contenu
from pipeline.model.projet import Projet


def organisation(projet: Projet, comptes: Comptes, constats: Constats) -> tuple[Contenu, ...]:
    """The chapters; the budget follows the one that asks for it (``tableau: budget``), else it closes the part."""
    parts: list[Contenu] = [
        titre(
            1,
            "Partie 3 — Organisation et fonctionnement",
            ancre="partie-organisation",
            repere="Partie 3",
        )
    ]
    chapters = projet.chapitres["organisation"]
    for chapter in chapters:
        parts += chapitre(chapter, comptes, constats, 2)
        if chapter.tableau == "budget":
            parts += (*synthese(projet, comptes), *resume(projet, comptes))
    if not any(chapter.tableau == "budget" for chapter in chapters):
        parts += (
            titre(2, "Budget prévisionnel"),
            *synthese(projet, comptes),
            *resume(projet, comptes),
        )
    return (*parts, *illisibles(projet, "organisation", constats, 2))
