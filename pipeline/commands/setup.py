"""``make setup``: what ``make project`` does first, on its own."""

from __future__ import annotations

from pipeline.commands.environnement import prepare
from pipeline.commands.ligne import Demande


def execute(demande: Demande) -> int:
    done = prepare("projet")
    print("L'environnement est prêt." if done else "L'environnement était déjà prêt.")
    return 0
