"""``versions``: the versions of the budget and what changed between them, in the terminal."""

from __future__ import annotations

from pipeline.assemble.budget.versions import versions_du_budget
from pipeline.assemble.partie import alinea
from pipeline.commands.affichage import show
from pipeline.commands.ligne import Demande
from pipeline.model.comptes import Comptes
from pipeline.model.projet import Projet
from pipeline.model.prose import Block

NOTHING = (
    "Aucune version du budget n'est gardée : copiez le classeur dans budgets/versions/ et nommez-le dans "
    "budgets/versions.csv (version;date;instance;classeur)."
)


def execute(demande: Demande) -> int:
    return show(demande, _tables)


def _tables(projet: Projet, comptes: Comptes) -> tuple[Block, ...]:
    return versions_du_budget(projet, comptes) or (alinea(NOTHING),)
