"""What follows from a projet: sums, sizes, ceilings and facts, computed once for all who need them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from pipeline.model.budget import Annees
from pipeline.model.fait import Faits


@dataclass(frozen=True, slots=True)
class TotalBloc:
    """Euros per contract year, rounded to the cent once, line by line."""

    bloc: str
    depenses: Annees
    ressources: Annees

    @property
    def ecarts(self) -> Annees:
        return tuple(r - d for d, r in zip(self.depenses, self.ressources, strict=True))


@dataclass(frozen=True, slots=True)
class Comptes:
    """``population`` in inhabitants and ``taille`` (1 to 4) are None while a commune's population is unknown."""

    population: int | None
    taille: int | None
    blocs: Mapping[str, TotalBloc]
    total: TotalBloc | None
    couts_fiches: Mapping[str, Annees]
    """Code of a fiche → its expenses in euros, per contract year."""
    par_nature: Mapping[str, Annees]
    faits: Faits


def somme(years: int, *amounts: Annees) -> Annees:
    """Year by year; zeros when there is nothing to add."""
    return tuple(sum((line[i] for line in amounts), Decimal(0)) for i in range(years))
