"""``droits``: the rights of each contract year and the scenarios, in the terminal."""

from __future__ import annotations

from pipeline.assemble.budget.versements import droits_et_scenarios
from pipeline.commands.affichage import show
from pipeline.commands.ligne import Demande


def execute(demande: Demande) -> int:
    return show(demande, droits_et_scenarios)
