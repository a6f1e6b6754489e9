"""The charts of a report: how far each mission is, and what was granted, received and spent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.model.budget import FEUILLES
from pipeline.model.comptes import Comptes
from pipeline.model.graphique import Forme, Graphique, Serie
from pipeline.model.mission import PAR_CLE
from pipeline.model.prose import FIGURE, Block, Figure, Legende, plain

ZERO = Decimal(0)
COLUMNS = {"Attendu": 1, "Reçu": 2, "Dépensé": 3}
"""Series → rank of its column in the table of sums."""


def taux_en_barres(year: int, comptes: Comptes) -> Sequence[Block]:
    """The rate of each mission that has one; nothing for a single mission, which its sentence tells."""
    found = [one for one in comptes.atteintes.missions if one.annee == year]
    rated = [one for one in found if one.taux is not None]
    if len(rated) < 2:
        return ()
    graphique = Graphique(
        Forme.HORIZONTALES,
        tuple(FEUILLES[one.mission] for one in rated),
        (Serie("Taux atteint", tuple((one.taux or ZERO) * 100 for one in rated)),),
        unite="%",
        missions=tuple(PAR_CLE[one.mission].rang for one in rated),
    )
    return (_figure(graphique, "Le taux atteint par chaque mission"),)


def sommes_en_barres(names: Sequence[str], sums: Sequence[Sequence[Decimal]]) -> Figure:
    """Three bars a block; ``sums`` are the lines of the table."""
    series = tuple(
        Serie(name, tuple(line[rank] for line in sums)) for name, rank in COLUMNS.items()
    )
    graphique = Graphique(Forme.HORIZONTALES, tuple(names), series, unite="€")
    return _figure(graphique, "Attendu, reçu et dépensé")


def _figure(graphique: Graphique, titre: str) -> Figure:
    told = replace(
        graphique, alt=f"{titre}, en barres : les nombres sont ceux du tableau au-dessus."
    )
    return Figure((), Legende(FIGURE, plain(titre)), graphique=told)
