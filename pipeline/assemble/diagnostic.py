"""Part 1 of the projet de santé."""

from __future__ import annotations

from pipeline.assemble.besoins import tables_not_cited
from pipeline.assemble.brouillon import Constats
from pipeline.assemble.chapitres import chapitre, illisibles
from pipeline.assemble.partie import titre
from pipeline.model.comptes import Comptes
from pipeline.model.document import Contenu
from pipeline.model.projet import Projet


def diagnostic(projet: Projet, comptes: Comptes, constats: Constats) -> tuple[Contenu, ...]:
    """The chapters, then the needs and what answers them where no text inserts their tables."""
    parts: list[Contenu] = [
        titre(1, "Partie 1 — Diagnostic territorial", ancre="partie-diagnostic", repere="Partie 1")
    ]
    for chapter in projet.chapitres["diagnostic"]:
        parts += chapitre(chapter, comptes, constats, 2)
    left = tuple(tables_not_cited(projet, comptes))
    if left:
        parts += (titre(2, "Besoins et réponses"), *left)
    return (*parts, *illisibles(projet, "diagnostic", constats, 2))
