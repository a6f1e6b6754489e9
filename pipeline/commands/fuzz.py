"""``make fuzz``: real sources spoilt at random and brought to each door, for as long as asked; what is found is kept."""

from __future__ import annotations

import sys
from random import randrange

from pipeline.commands.environnement import CHECKOUT
from pipeline.commands.ligne import Demande, MauvaisUsage
from pipeline.programs import run_program

MINUTES = "5"
SEEDS = 1_000_000


def execute(demande: Demande) -> int:
    """The seed is drawn unless it is given, and told: each run tries something else."""
    minutes = (*demande.values, MINUTES)[0]
    seed = demande.options.get("--graine", str(randrange(SEEDS)))
    for typed in (minutes, seed):
        if not typed.isdecimal():
            raise MauvaisUsage(f"« {typed} » n'est pas un nombre : make fuzz MINUTES=10 GRAINE=7.")
    command = [sys.executable, "-m", "tests.fuzz", minutes, seed]
    return 1 if run_program(command, folder=CHECKOUT) else 0
