"""What one person was paid in a civil year, by the register of indemnités: a sheet to hand out."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pipeline.model.budget import Indemnite, Plafond
from pipeline.model.echeance import Echeance
from pipeline.model.personne import Personne
from pipeline.model.valeur import dataclass


@dataclass(frozen=True, slots=True)
class Recapitulatif:
    """``personne`` is None for whoever the register names by a number, ``nom`` then being that number as typed.

    ``lignes`` are in the order of the months; ``heures`` counts those of a work paid in several times once, and is
    None while a line does not tell its own.
    """

    nom: str
    personne: Personne | None
    annee: int
    lignes: tuple[Indemnite, ...]
    heures: Decimal | None
    plafond: Plafond | None
    jusqu_a: Echeance
    """The last month of that year that the register tells, whoever is paid in it."""

    @property
    def total(self) -> Decimal:
        return _sum(self.lignes)

    @property
    def est_fini(self) -> bool:
        """Whether the register of the year goes to December."""
        return self.jusqu_a.debut.month == 12

    @property
    def depasse(self) -> bool:
        """Whether the total is over the ceiling of that very year; that of another year proves nothing."""
        known = self.plafond is not None and self.plafond.annee == self.annee
        return known and self.plafond is not None and self.total > self.plafond.montant

    def de_nature(self, nature: str) -> Sequence[Indemnite]:
        return [line for line in self.lignes if line.nature == nature]

    def somme(self, nature: str) -> Decimal:
        return _sum(self.de_nature(nature))


def _sum(lines: Sequence[Indemnite]) -> Decimal:
    return sum((line.montant for line in lines), Decimal(0))
