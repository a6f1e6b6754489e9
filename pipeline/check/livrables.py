"""Rules on ``livrables.yaml``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pipeline.model.comptes import Comptes
from pipeline.model.finding import Finding
from pipeline.model.projet import Projet


def annexes_have_a_part(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    for livrable in projet.livrables:
        parts = [placed.value for placed in livrable.parties]
        if livrable.annexes and "annexes" not in parts:
            message = f"« {livrable.cle} » liste des annexes, mais « annexes » n'est pas dans ses parties."
            yield Finding("D008", message, livrable.annexes[0].span)
        if "annexes" in parts and not livrable.annexes:
            place = next(placed.span for placed in livrable.parties if placed.value == "annexes")
            message = f"« {livrable.cle} » a une partie « annexes » vide : dites lesquelles sous « annexes: »."
            yield Finding("D008", message, place)
