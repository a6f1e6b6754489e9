"""``make test``: the tests of the software; some of them, the quick ones, or all with what they leave untried."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from pipeline.commands.environnement import CHECKOUT
from pipeline.commands.ligne import ERREURS, MAUVAIS_USAGE, Demande, MauvaisUsage
from pipeline.model.motif import motif
from pipeline.programs import run_program

FAILED, NONE_FOUND = 1, 5
"""Exit statuses of pytest."""

WORD = motif(r"[\w:+.\[\]/-]+")
"""What pytest takes for one word."""


def execute(demande: Demande) -> int:
    module = "tests.couverture" if "--couverture" in demande.options else "pytest"
    asked = chosen(demande.values)
    if "--rapide" in demande.options:
        asked += ["-m", "not lent"]
    if shared_out(asked):
        asked += ["-n", "auto"]
    status = run_program([sys.executable, "-m", module, "-q", *asked], folder=CHECKOUT)
    if status == NONE_FOUND:
        raise MauvaisUsage(f"aucun test ne répond à « {' '.join(demande.values)} ».")
    if status == 0:
        return 0
    return ERREURS if status == FAILED else MAUVAIS_USAGE


def chosen(values: Sequence[str]) -> list[str]:
    """The words for pytest: files and folders of tests, and one expression for what is no path."""
    places = [place for value in values if (place := _place(value))]
    words = [value for value in values if not _place(value)]
    for word in words:
        if not WORD.fullmatch(word) or word.endswith((".py", "/")):
            raise MauvaisUsage(f"« {word} » n'est ni un chemin de tests/, ni un mot de leurs noms.")
    return [*(places or ["tests"]), *(["-k", " or ".join(words)] if words else [])]


def shared_out(asked: Sequence[str]) -> bool:
    """Whether several processes are worth their start: a file of tests goes to one of them whole."""
    return any((CHECKOUT / word).is_dir() for word in asked)


def _place(value: str) -> str:
    """The tests that a path names, nothing when it is none; those of ``pipeline/read/svg.py`` mirror its name."""
    path, _, test = value.partition("::")
    parts = Path(path).parts
    if parts[:1] == ("pipeline",):
        name = f"test_{parts[-1]}" if parts[-1].endswith(".py") else parts[-1]
        path = str(Path("tests", *parts[1:-1], name))
    if not (CHECKOUT / path).exists():
        return ""
    return f"{path}::{test}" if test else path
