"""``make preuves``: what must always hold, tried on every pair of mistakes, or on as many as asked for."""

from __future__ import annotations

import sys

from pipeline.commands.environnement import CHECKOUT
from pipeline.commands.ligne import Demande, MauvaisUsage
from pipeline.programs import run_program

TOUTES, GRAINE = 0, 1


def execute(demande: Demande) -> int:
    words = [_number(value) for value in demande.values]
    count, seed = [*words, *(TOUTES, GRAINE)[len(words) :]]
    command = [sys.executable, "-m", "tests.preuves", str(seed), str(count)]
    return 1 if run_program(command, folder=CHECKOUT) else 0


def _number(typed: str) -> int:
    if not typed.isdecimal():
        raise MauvaisUsage(f"« {typed} » n'est pas un nombre : make preuves COMBIEN=500 GRAINE=7.")
    return int(typed)
