"""``make project``: everything, and nothing when nothing changed."""

from __future__ import annotations

import sys

from pipeline import etat
from pipeline.commands.environnement import continue_in_venv
from pipeline.commands.ligne import Demande
from pipeline.programs import office


def execute(demande: Demande) -> int:
    fresh = etat.up_to_date(demande.root)
    if fresh is not None and not (fresh.sans_pages and office()):
        names = ", ".join(fresh.documents)
        print(f"Rien n'a changé : build/ est à jour ({names}).")
        if fresh.warnings:
            plural = "s" if fresh.warnings > 1 else ""
            print(f"{fresh.warnings} avertissement{plural} : « make check » les affiche.")
        return 0
    status = continue_in_venv("projet", sys.argv[1:])
    if status is not None:
        return status
    from pipeline.commands.build import make_documents

    return make_documents(demande, numbered=True).status
