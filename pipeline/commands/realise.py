"""``realise``: what was spent and received against the budget, in the terminal."""

from __future__ import annotations

from pipeline.assemble.budget.realise import realise
from pipeline.assemble.partie import alinea
from pipeline.commands.affichage import show
from pipeline.commands.ligne import Demande
from pipeline.model.comptes import Comptes
from pipeline.model.projet import Piece, Projet
from pipeline.model.prose import Block

NOTHING = "Rien n'est encore noté dans la feuille « Réalisé » du classeur."
UNREAD = "La feuille « Réalisé » du classeur n'a pas pu être lue : « make check CHEMIN=budgets » dit pourquoi."


def execute(demande: Demande) -> int:
    return show(demande, _tables)


def _tables(projet: Projet, comptes: Comptes) -> tuple[Block, ...]:
    sound = Piece.BUDGET not in projet.trous and projet.budget.realise_complet
    return realise(projet, comptes) or (alinea(NOTHING if sound else UNREAD),)
