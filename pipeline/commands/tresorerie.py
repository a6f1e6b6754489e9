"""``tresorerie``: the calendar of payments and the cash plan, in the terminal."""

from __future__ import annotations

from pipeline.assemble.budget.tresorerie import mois_par_scenario
from pipeline.assemble.budget.versements import calendrier_et_tresorerie
from pipeline.commands.affichage import show
from pipeline.commands.ligne import Demande
from pipeline.model.comptes import Comptes
from pipeline.model.projet import Projet
from pipeline.model.prose import Block


def execute(demande: Demande) -> int:
    return show(demande, _tables)


def _tables(projet: Projet, comptes: Comptes) -> tuple[Block, ...]:
    """What the annex prints, then the scenarios abreast, which a page is too narrow for."""
    return (*calendrier_et_tresorerie(projet, comptes), *mois_par_scenario(comptes.contrat))
