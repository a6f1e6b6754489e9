"""``make bench``: how fast, against pandoc in the same run."""

from __future__ import annotations

import sys

from pipeline.commands.environnement import CHECKOUT
from pipeline.commands.ligne import Demande
from pipeline.programs import run_program


def execute(demande: Demande) -> int:
    return 1 if run_program([sys.executable, "-m", "tests.bench"], folder=CHECKOUT) else 0
