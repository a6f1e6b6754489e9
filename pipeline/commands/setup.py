"""``make setup``: what ``make project`` does first, on its own, and what git needs to show workbooks as text."""

from __future__ import annotations

from pipeline.commands.environnement import is_checkout, prepare
from pipeline.commands.ligne import Demande
from pipeline.commands.pilotes_git import wire


def execute(demande: Demande) -> int:
    done = is_checkout() and prepare("projet")
    print("L'environnement est prêt." if done else "L'environnement était déjà prêt.")
    if wire(demande.root):
        print("git diff et git log -p montrent le texte des classeurs et des documents Word.")
    return 0
