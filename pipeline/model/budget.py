"""The treasurer's budget: one block per mission and one for running the CPTS, in euros per contract year."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.model.bareme import FONCTIONNEMENT, ORIGINE_FONCTIONNEMENT, VOLETS
from pipeline.model.mission import MISSIONS
from pipeline.model.span import Placed, Span

NATURES = (
    "indemnités",
    "rémunérations",
    "salaires",
    "charges sociales",
    "honoraires",
    "moyens matériels",
)
"""Kinds of expense: the four lines of annexe 2 of the URPS guide, the first and second split as article D1434-44 of the
code de la santé publique and payroll accounts ask."""

ORIGINES_ACI = (ORIGINE_FONCTIONNEMENT, *VOLETS.values())
ORIGINES = (*ORIGINES_ACI, "FIR", "URPS", "collectivité", "cotisations", "report ou fonds dédiés", "autre")

STATUTS_RESSOURCE = ("acquis", "demandé")

BLOCS = (FONCTIONNEMENT, *(mission.cle for mission in MISSIONS))
FEUILLES = {FONCTIONNEMENT: "Fonctionnement", **{m.cle: m.feuille for m in MISSIONS}}
TITRES_BLOCS = {FONCTIONNEMENT: "Fonctionnement général", **{m.cle: m.titre for m in MISSIONS}}

Annees = tuple[Decimal, ...]
"""Euros, one amount per contract year."""


@dataclass(frozen=True, slots=True)
class Depense:
    nature: str
    libelle: str
    fiche: Placed[str] | None
    montants: Annees
    commentaire: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Ressource:
    """``cellules`` are the places of ``montants``, for messages that name a cell."""

    origine: str
    libelle: str
    montants: Annees
    statut: str
    financeur: str
    commentaire: str
    span: Span = field(compare=False)
    cellules: tuple[Span, ...] = field(compare=False, default=())


@dataclass(frozen=True, slots=True)
class Bloc:
    """``complet`` is False when some line of the block could not be read: its sums then prove nothing."""

    cle: str
    depenses: tuple[Depense, ...]
    ressources: tuple[Ressource, ...]
    span: Span = field(compare=False)
    complet: bool = True

    @property
    def titre(self) -> str:
        return TITRES_BLOCS[self.cle]


@dataclass(frozen=True, slots=True)
class Budget:
    """``annees`` is the number of contract years, one to five."""

    annees: int
    blocs: tuple[Bloc, ...]
    span: Span = field(compare=False)

    def bloc(self, cle: str) -> Bloc | None:
        return next((b for b in self.blocs if b.cle == cle), None)
