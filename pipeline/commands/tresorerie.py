"""``tresorerie``: the calendar of payments and the cash plan, in the terminal."""

from __future__ import annotations

from pipeline.assemble.budget.versements import calendrier_et_tresorerie
from pipeline.commands.affichage import show
from pipeline.commands.ligne import Demande


def execute(demande: Demande) -> int:
    return show(demande, calendrier_et_tresorerie)
