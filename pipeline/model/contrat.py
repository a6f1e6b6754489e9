"""The contract with the ARS and the Assurance maladie: its rules as dated data, and what a CPTS may set of it."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import field
from datetime import date
from decimal import Decimal

from pipeline.model.echeance import Echeance
from pipeline.model.resultat import Benevolat
from pipeline.model.span import Placed, Span
from pipeline.model.valeur import dataclass


@dataclass(frozen=True, slots=True)
class Delais:
    """Months after the signature, at the latest."""

    demarrage: int
    deploiement: int


SITUATIONS = (
    DATE_SANS_JOUR := "date sans jour",
    AVANT_LE_CONTRAT := "mission avant le contrat",
    SANS_DATE_DE_DEMARRAGE := "mission sans date",
    CRISES := "crises sanitaires",
    SNP := "soins non programmés spécifiques",
    CHANGEMENT := "changement",
    RESULTATS := "volet variable",
    ANNEE_BISSEXTILE := "29 février",
)


@dataclass(frozen=True, slots=True)
class Regle:
    """A rule of payment in words.  ``etabli`` is False when no text read says so, and it is our reading.

    ``si`` is the one of ``SITUATIONS`` that it is about; empty when it is about every contract.
    """

    regle: str
    source: str
    etabli: bool
    si: str = ""


@dataclass(frozen=True, slots=True)
class ReglesContrat:
    """``pipeline/reference/contrat.yaml``.  ``avance`` is a share (0.75); the delays are in months.

    A mission that ``delais`` does not name has a free calendar.
    """

    verifie_le: str = ""
    duree: int = 0
    avance: Decimal = Decimal(0)
    delai_avances: int = 0
    delai_soldes: int = 0
    accord_tacite: int = 0
    reunions: int = 0
    delais: Mapping[str, Delais] = field(default_factory=dict)
    source_delais: str = ""
    regles: tuple[Regle, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """Expenses put off: those whose label is, or else holds, one of ``lignes`` start in the month of ``date`` only."""

    lignes: tuple[Placed[str], ...]
    date: Placed[Echeance]


@dataclass(frozen=True, slots=True)
class Scenario:
    """Shares of the variable part that are reached (0 to 1): ``taux``, save for the missions named in ``missions``.

    ``prudent`` counts the fixed parts only.  ``demandees`` counts the money only asked for as if it were granted.
    ``refus`` are words of resources that do not come; ``taille`` is another size, from the first anniversary that
    ``taille_des`` does not pass, or from the first day of the contract.
    """

    nom: str
    taux: Decimal
    missions: Mapping[str, Decimal] = field(default_factory=dict)
    prudent: bool = False
    demandees: bool = False
    refus: tuple[Placed[str], ...] = ()
    reports: tuple[Report, ...] = ()
    taille: Placed[int] | None = None
    taille_des: Placed[Echeance] | None = None
    span: Span = field(compare=False, default=Span(""))

    def part(self, mission: str) -> Decimal:
        return Decimal(0) if self.prudent else self.missions.get(mission, self.taux)


PRUDENT = Scenario("parts fixes seulement", Decimal(0), prudent=True)
SCENARIOS = tuple(
    Scenario(f"volet variable à {taux}\u00a0%", Decimal(taux) / 100) for taux in (60, 80, 100)
)


@dataclass(frozen=True, slots=True)
class Changement:
    """A new size or a new barème during the contract."""

    date: Placed[Echeance]
    taille: Placed[int] | None
    bareme: Placed[str] | None
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class ReglagesContrat:
    """``contrat:`` of ``projet.yaml``.  A delay that is None is that of the rules; ``solde_ouverture`` is in euros."""

    variable_prorata: bool = True
    delai_avances: int | None = None
    delai_soldes: int | None = None
    solde_ouverture: Decimal | None = None
    snp_specifique: Placed[bool] | None = None
    crises_graves: tuple[Placed[Echeance], ...] = ()
    scenarios: tuple[Scenario, ...] = SCENARIOS
    changements: tuple[Changement, ...] = ()
    benevolat: tuple[Benevolat, ...] = ()


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
