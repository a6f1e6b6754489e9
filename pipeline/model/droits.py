"""What the contract is worth and when it is paid: rights, payments, cash month by month, deployment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import date
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from pipeline.model.budget import Depense, Ressource
from pipeline.model.contrat import Scenario
from pipeline.model.echeance import Echeance
from pipeline.model.etalement import EN_PARTS_EGALES, MONTHS, Etalement, month_of
from pipeline.model.span import Placed
from pipeline.model.valeur import dataclass

VARIABLES = ("variable", "survenue")
"""Parts that depend on results or on a crisis; all the others are fixed."""

ZERO = Decimal(0)
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class AnneeContrat:
    """From ``debut`` to the day before ``fin``, which is the next anniversary."""

    rang: int
    debut: date
    fin: date

    @property
    def jours(self) -> int:
        return (self.fin - self.debut).days

    @property
    def premier_mois(self) -> int:
        return month_of(self.debut)

    def mois_avant(self, start: date | None) -> int:
        """Months of the year before a mission starts in it; none when it starts in another."""
        inside = start is not None and self.debut < start < self.fin
        return month_of(start) - self.premier_mois if start is not None and inside else 0

    def mois_nommes(
        self, etalement: Etalement, premiere: int, start: date | None
    ) -> tuple[int, ...]:
        """The months, from 0, in which a line has a part of its amount, as its treasurer said; none is told by B100.

        ``premiere`` is the first contract year in which it has an amount.
        """
        since = self.premier_mois - MONTHS * (self.rang - premiere)
        return etalement.parts(self.premier_mois, since, self.mois_avant(start))

    def mois_de(
        self, etalement: Etalement, premiere: int, start: date | None = None
    ) -> tuple[int, ...]:
        """The same, in equal parts each month where nothing of the year is named."""
        return self.mois_nommes(etalement, premiere, start) or self.mois_nommes(
            EN_PARTS_EGALES, premiere, start
        )


@dataclass(frozen=True, slots=True)
class MissionDatee:
    """When a mission starts and is deployed, with the latest days that the accord allows (None: free or unknown)."""

    cle: str
    demarrage: Placed[Echeance] | None
    deploiement: Placed[Echeance] | None
    limite_demarrage: date | None
    limite_deploiement: date | None


@dataclass(frozen=True, slots=True)
class Droit:
    """What one line of the barème is worth in one contract year, in euros, its results fully reached.

    ``plein`` is the amount of a whole year; ``jours`` of the ``sur`` days of the year count.
    """

    bloc: str
    volet: str
    annee: int
    montant: Decimal
    plein: Decimal
    jours: int
    sur: int

    @property
    def variable(self) -> bool:
        return self.volet in VARIABLES

    def selon(self, scenario: Scenario) -> Decimal:
        return _reached(self.bloc, self.volet, self.montant, scenario)


@dataclass(frozen=True, slots=True)
class Versement:
    """A payment of the Assurance maladie on a day; ``annee`` is the contract year that it pays for."""

    jour: date
    bloc: str
    volet: str
    annee: int
    motif: str
    montant: Decimal

    @property
    def variable(self) -> bool:
        return self.volet in VARIABLES

    def selon(self, scenario: Scenario) -> Decimal:
        return _reached(self.bloc, self.volet, self.montant, scenario)


def _reached(bloc: str, volet: str, montant: Decimal, scenario: Scenario) -> Decimal:
    """Euros for a rate: it applies to the amount printed, so that a reader finds the same cents."""
    if volet == "survenue":
        return ZERO if scenario.prudent else montant
    if volet != "variable":
        return montant
    return (montant * scenario.part(bloc)).quantize(CENT, rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class MoisTresorerie:
    """``aci``, ``autres`` and ``depenses`` of a month, and what is left at its end, in euros."""

    annee: int
    mois: int
    aci: Decimal
    autres: Decimal
    depenses: Decimal
    solde: Decimal


@dataclass(frozen=True, slots=True)
class Tresorerie:
    """The cash plan of one scenario, over the contract years that the budget covers."""

    scenario: Scenario
    ouverture: Decimal
    mois: tuple[MoisTresorerie, ...]
    a_recevoir: Decimal
    """Payments due for these years that only come after the last month."""

    @property
    def plus_bas(self) -> MoisTresorerie:
        return min(self.mois, key=lambda m: m.solde)

    @property
    def sous_zero(self) -> tuple[MoisTresorerie, ...]:
        return tuple(m for m in self.mois if m.solde < 0)

    @property
    def mois_avances(self) -> Decimal:
        """How many months of average expenses are missing at the lowest point, to a tenth, rounded up; 0 if none."""
        spent = sum((m.depenses for m in self.mois), ZERO)
        if self.plus_bas.solde >= 0 or not spent:
            return ZERO
        tenths = -self.plus_bas.solde * 10 * len(self.mois) / spent
        return tenths.to_integral_value(ROUND_CEILING) / 10


@dataclass(frozen=True, slots=True)
class Manque:
    """Euros that a block lacks in a contract year, by name of scenario; zero where it is covered."""

    bloc: str
    annee: int
    manques: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Effet:
    """What the hypotheses of a scenario change.

    ``droits`` and ``versements`` are its own where its size is another, None elsewhere; ``refusees`` the resources that
    do not come, ``reportees`` the expenses put off, and ``epargne`` what these spare, by block and month since year 0.
    """

    droits: tuple[Droit, ...] | None = None
    versements: tuple[Versement, ...] | None = None
    refusees: tuple[Ressource, ...] = ()
    reportees: tuple[Depense, ...] = ()
    epargne: Mapping[tuple[str, int], Decimal] = field(default_factory=dict)
    inconnus: tuple[Placed[str], ...] = ()
    """The words of ``refus`` and ``reports`` that name no line of the budget."""


SANS_EFFET = Effet()


@dataclass(frozen=True, slots=True)
class Contrat:
    """Everything that follows from the barème, the dates and the missions.

    ``annees`` is empty while the contract has no date: the rights are then those of whole years and nothing is dated.
    """

    annees: tuple[AnneeContrat, ...] = ()
    duree: int = 0
    missions: tuple[MissionDatee, ...] = ()
    droits: tuple[Droit, ...] = ()
    versements: tuple[Versement, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    manques: tuple[Manque, ...] = ()
    tresoreries: tuple[Tresorerie, ...] = ()
    accord_tacite: date | None = None
    """When a projet without an answer of the ARS is deemed validated."""

    effets: Mapping[str, Effet] = field(default_factory=dict)
    """By name of scenario, for those that suppose more than results."""

    @property
    def demarrages(self) -> Mapping[str, date]:
        """Block → the first day of its mission, where it has one."""
        return {m.cle: m.demarrage.value.debut for m in self.missions if m.demarrage is not None}

    def effet(self, scenario: Scenario) -> Effet:
        return self.effets.get(scenario.nom, SANS_EFFET)

    def droits_selon(self, scenario: Scenario) -> tuple[Droit, ...]:
        """The rights of every year, those of the size that the scenario supposes."""
        own = self.effet(scenario).droits
        return self.droits if own is None else own

    def versements_selon(self, scenario: Scenario) -> tuple[Versement, ...]:
        own = self.effet(scenario).versements
        return self.versements if own is None else own

    def droits_de(self, annee: int, scenario: Scenario, bloc: str = "") -> Decimal:
        """The rights of a contract year in euros, of one block or of all."""
        rights = self.droits_selon(scenario)
        chosen = (d for d in rights if d.annee == annee and bloc in ("", d.bloc))
        return sum((droit.selon(scenario) for droit in chosen), ZERO)

    def annee_de(self, jour: date) -> AnneeContrat | None:
        return next((annee for annee in self.annees if annee.debut <= jour < annee.fin), None)


def total(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, ZERO)
