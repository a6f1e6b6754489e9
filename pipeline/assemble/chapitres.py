"""Chapters in their part."""

from __future__ import annotations

from pipeline.assemble.brouillon import Constats
from pipeline.assemble.partie import titre, with_faits
from pipeline.assemble.sections_en_tableau import as_tableau
from pipeline.model.ancre import de_chapitre
from pipeline.model.comptes import Comptes
from pipeline.model.document import Contenu
from pipeline.model.parcours import shift
from pipeline.model.projet import DOSSIERS_CHAPITRES, Chapitre, Projet
from pipeline.model.prose import Block
from pipeline.model.span import Span


def chapitre(
    chapter: Chapitre, comptes: Comptes, constats: Constats, level: int
) -> tuple[Block, ...]:
    """A chapter whose title is a heading of that level; its sections make a table where it asks for that."""
    blocks = constats.among(chapter.blocs, chapter.path)
    body = shift(with_faits(blocks, comptes.faits), level - 1)
    ancre = de_chapitre(chapter.path)
    words = chapter.titre or chapter.path
    title = titre(level, words, ancre=ancre, repere=chapter.titre, span=Span(chapter.path, 1))
    return (title, *as_tableau(body, chapter.tableau, level + 1))


def illisibles(projet: Projet, partie: str, constats: Constats, level: int) -> tuple[Contenu, ...]:
    """A notice for each chapter of a part that could not be read."""
    folder = DOSSIERS_CHAPITRES[partie]
    found: list[Contenu] = []
    for path in sorted(projet.illisibles):
        notices = constats.of_file(path) if path.startswith(folder) else ()
        if notices:
            found += [titre(level, path), *notices]
    return tuple(found)
