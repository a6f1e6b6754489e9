"""How far the targets were reached: of each indicator, of each mission, and what its variable part is then worth."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from pipeline.model.fiche import Indicateur
from pipeline.model.mesure import Mesure
from pipeline.model.valeur import dataclass

ENTIER = Decimal(1)
MILLIEME = Decimal("0.001")
"""Rates are rounded to a tenth of a percent, as they are printed: a reader finds the same cents."""


def arrondi(taux: Decimal) -> Decimal:
    return taux.quantize(MILLIEME, ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Atteinte:
    """An indicator in a contract year: ``taux`` is the way done from its start to its target, 0 to 1.

    None where it was not measured, or has no target that year.  ``poids`` is 0 for what is only followed.
    """

    fiche: str
    mission: str
    indicateur: Indicateur
    annee: int
    mesure: Mesure | None
    taux: Decimal | None
    poids: Decimal

    @property
    def attendue(self) -> bool:
        """Whether it counts for the variable part of that year."""
        return bool(self.poids) and self.annee in self.indicateur.cibles


@dataclass(frozen=True, slots=True)
class AtteinteMission:
    """``taux`` is the mean of the indicators of the variable part, by their weights; one not measured counts for 0.

    None where none was measured.  ``droit`` is the variable part of the year in euros, fully reached.
    """

    mission: str
    annee: int
    taux: Decimal | None
    mesures: int
    attendus: int
    droit: Decimal
    obtenu: Decimal | None


@dataclass(frozen=True, slots=True)
class Atteintes:
    """Year by year; empty while nothing was measured."""

    indicateurs: Sequence[Atteinte] = ()
    missions: Sequence[AtteinteMission] = ()

    def annees(self) -> Sequence[int]:
        return list(dict.fromkeys(one.annee for one in self.missions))
