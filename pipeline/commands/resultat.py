"""``resultat``: the compte de résultat of each civil year, in the terminal."""

from __future__ import annotations

from pipeline.assemble.budget.resultat import compte_de_resultat
from pipeline.assemble.partie import alinea
from pipeline.commands.affichage import show
from pipeline.commands.ligne import Demande
from pipeline.model.comptes import Comptes
from pipeline.model.projet import Projet
from pipeline.model.prose import Block

NOTHING = "Le compte de résultat attend un budget et une date d'effet (dates: effet:, content/projet.yaml)."


def execute(demande: Demande) -> int:
    return show(demande, _tables)


def _tables(projet: Projet, comptes: Comptes) -> tuple[Block, ...]:
    return compte_de_resultat(projet, comptes) or (alinea(NOTHING),)
