"""``make lint``: style, format and types of the code."""

from __future__ import annotations

import sys

from pipeline.commands.environnement import CHECKOUT
from pipeline.commands.ligne import Demande
from pipeline.programs import run_program

TOOLS = (("ruff", "check", "."), ("ruff", "format", "--check", "."), ("mypy",))


def execute(demande: Demande) -> int:
    base = [sys.executable, "-m"]
    failed = [tool for tool in TOOLS if run_program([*base, *tool], folder=CHECKOUT)]
    return 1 if failed else 0
