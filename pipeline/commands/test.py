"""``make test``: the tests of the software."""

from __future__ import annotations

import sys

from pipeline.commands.environnement import CHECKOUT
from pipeline.commands.ligne import Demande
from pipeline.programs import run_program


def execute(demande: Demande) -> int:
    return 1 if run_program([sys.executable, "-m", "pytest", CHECKOUT / "tests"]) else 0
