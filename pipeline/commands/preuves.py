"""``make preuves``: what must always hold, each law tried as often as it needs, or as asked for."""

from __future__ import annotations

import sys

from pipeline.commands.environnement import CHECKOUT
from pipeline.commands.ligne import Demande, MauvaisUsage
from pipeline.model.langue.francais import ou
from pipeline.programs import run_program

TOUTES, GRAINE = "0", "1"
LOIS = (
    "documents-casses",
    "memes-octets",
    "argent",
    "textes-et-projets",
    "memoires",
    "pannes",
    "sources-gatees",
    "fautes-de-programme",
    "paires",
)
"""The names of ``tests/preuves.py``."""


def execute(demande: Demande) -> int:
    count = _number((*demande.values, TOUTES)[0])
    seed = _number(demande.options.get("--graine", GRAINE))
    law = demande.options.get("--loi", "")
    if law and law not in LOIS:
        raise MauvaisUsage(f"« {law} » n'est pas une loi : {ou(list(LOIS))}.")
    command = [sys.executable, "-m", "tests.preuves", seed, count, law]
    return 1 if run_program(command, folder=CHECKOUT) else 0


def _number(typed: str) -> str:
    if not typed.isdecimal():
        raise MauvaisUsage(f"« {typed} » n'est pas un nombre : make preuves COMBIEN=500 GRAINE=7.")
    return typed
