"""What each action serves of the projet régional de santé, of the contrat local and of the conseil territorial."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.assemble.partie import tableau
from pipeline.model.comptes import Comptes
from pipeline.model.fiche import Fiche
from pipeline.model.projet import Projet
from pipeline.model.prose import Table

NONE = "—"


def table_articulation(projet: Projet, comptes: Comptes) -> Table:
    """A row for each fiche, in the order of the missions; what no fiche serves has no column."""
    fiches = sorted(projet.fiches, key=lambda fiche: fiche.cle)
    told = {
        "Projet régional (PRS)": [" ; ".join(_orientations(one, projet)) for one in fiches],
        "Contrat local (CLS)": [one.cls for one in fiches],
        "Conseil territorial (CTS)": [one.cts for one in fiches],
    }
    kept = {title: words for title, words in told.items() if any(words)}
    rows = [
        [_named(fiche), *(words[rank] or NONE for words in kept.values())]
        for rank, fiche in enumerate(fiches)
    ]
    return tableau(["Action", *kept], rows, ["left"] * (1 + len(kept)))


def _named(fiche: Fiche) -> str:
    return f"{fiche.cle} — {fiche.titre.value}" if fiche.titre else fiche.cle


def _orientations(fiche: Fiche, projet: Projet) -> Iterator[str]:
    known = projet.identite.orientations_prs
    for placed in fiche.orientations_prs:
        title = known.get(placed.value, "")
        yield f"{placed.value} : {title}" if title else placed.value
