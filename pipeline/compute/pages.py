"""What pages draw and answer besides what the texts cite: every chart, the calendar and the map by their names."""

from __future__ import annotations

from dataclasses import replace

from pipeline.compute import answered, with_drawings
from pipeline.model.carte import TERRITOIRE
from pipeline.model.comptes import Comptes
from pipeline.model.frise import ACTIONS, en_un
from pipeline.model.graphique import GRAPHIQUES, est_un_graphique
from pipeline.model.projet import Projet
from pipeline.model.prose import Variable


def for_pages(projet: Projet, comptes: Comptes) -> tuple[Projet, Comptes]:
    """The same project as if a text cited each drawing ready-made that has something to show.

    A page has no end: a calendar that was cut for paper is in one piece again.
    """
    names = [TERRITOIRE, ACTIONS, *GRAPHIQUES]
    names += [name for name in comptes.faits if name not in names and est_un_graphique(name)]
    facts = {name: comptes.faits[name] for name in names if name in comptes.faits}
    shown = [name for name, fait in facts.items() if not fait.vide and not _is_of_a_table(name)]
    cited = tuple(Variable(name, "", "", seul=True) for name in shown)
    whole = replace(projet, citations=(*projet.citations, *cited))
    drawn = with_drawings(projet, comptes, shown)
    frises = {cle: en_un(frise) for cle, frise in drawn.frises.items()}
    return whole, replace(drawn, frises=frises, grille=answered(projet, comptes))


def _is_of_a_table(name: str) -> bool:
    """A chart of the author's own figures says more by its options than its name does: it is where it is cited."""
    return name.startswith('graphique("')
