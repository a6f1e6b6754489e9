"""The founding acts: each is a text of ``content/actes/``, with the lists that its facts print."""

from __future__ import annotations

from pipeline.assemble.brouillon import Constats
from pipeline.assemble.chapitres import chapitre
from pipeline.assemble.lettre import kept_together
from pipeline.assemble.partie import Partie, alinea
from pipeline.model.comptes import Comptes
from pipeline.model.document import Contenu
from pipeline.model.projet import DOSSIERS_CHAPITRES, Projet


def acte(cle: str) -> Partie:
    """The part that prints one act, by the name of its file."""

    def partie(projet: Projet, comptes: Comptes, constats: Constats) -> tuple[Contenu, ...]:
        parts: list[Contenu] = []
        for chapter in projet.actes(cle):
            blocks = chapitre(chapter, comptes, constats, 1)
            parts += kept_together(blocks[1:]) if chapter.courrier else blocks
        folder = DOSSIERS_CHAPITRES["actes"]
        for path in sorted(path for path in projet.illisibles if path.startswith(folder)):
            parts += constats.of_file(path)
        return tuple(parts) or (alinea("Cet acte n'a pas pu être lu."),)

    return partie
