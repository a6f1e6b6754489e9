"""What was really spent and received, set against the budget, in euros per contract year."""

from __future__ import annotations

from decimal import Decimal

from pipeline.model.budget import Operation
from pipeline.model.droits import AnneeContrat
from pipeline.model.echeance import Echeance
from pipeline.model.valeur import dataclass

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Suivi:
    """One side of a block, or one fiche (``""`` for what serves none), in one contract year.

    ``budget`` is the amount of the whole year, ``prevu`` what the étalement places up to the last month told, ``fait``
    what was spent or received.
    """

    cle: str
    annee: int
    budget: Decimal
    prevu: Decimal
    fait: Decimal

    @property
    def ecart(self) -> Decimal:
        return self.fait - self.budget

    @property
    def avance(self) -> Decimal:
        """What was done beyond what was expected by then; under zero, what is late."""
        return self.fait - self.prevu

    @property
    def taux(self) -> Decimal | None:
        """The share of the budget used, 1 being all of it; None where the budget gives nothing."""
        return self.fait / self.budget if self.budget else None


@dataclass(frozen=True, slots=True)
class MoisRealise:
    """``recu`` and ``depense`` of a civil month and what is left at its end; ``solde_prevu`` is that of the cash plan,
    None for a month that it does not have."""

    annee: int
    mois: int
    recu: Decimal
    depense: Decimal
    solde: Decimal
    solde_prevu: Decimal | None


@dataclass(frozen=True, slots=True)
class Realise:
    """The follow-up of the budget, up to the last month that the treasurer told: None while nothing was.

    ``depenses`` and ``ressources`` have a line per block and contract year, ``fiches`` one per fiche and contract year,
    the years begun only.  ``closes`` are the contract years whose balances are due: the others may still move.
    """

    arrete: Echeance | None = None
    annees: tuple[AnneeContrat, ...] = ()
    """Contract years begun, or named by a line."""

    depenses: tuple[Suivi, ...] = ()
    ressources: tuple[Suivi, ...] = ()
    fiches: tuple[Suivi, ...] = ()
    mois: tuple[MoisRealise, ...] = ()
    closes: tuple[int, ...] = ()
    sans_annee: tuple[Operation, ...] = ()
    """Lines of no contract year that the budget covers: they are in no table."""

    sans_ligne: tuple[Operation, ...] = ()
    """Lines that no line of the budget foresaw: they count in their block."""

    autre_fiche: tuple[tuple[Operation, str], ...] = ()
    """Lines with another fiche than the line of the budget, whose code follows."""
