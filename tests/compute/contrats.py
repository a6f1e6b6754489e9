"""Contracts worked out from a few words, for tests: a barème, a size, missions with their starts, settings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache

from pipeline.compute.droits import Conditions, droits
from pipeline.compute.echeancier import Delais, versements
from pipeline.model.bareme import Bareme
from pipeline.model.contrat import ReglagesContrat
from pipeline.model.droits import AnneeContrat, Contrat, Droit, Versement
from pipeline.model.echeance import Echeance, anniversary
from pipeline.model.span import Placed, Span
from tests.projets import edited, examen, petit_projet

EFFET = date(2027, 4, 1)
SOCLES_2019 = ("acces_soins", "parcours", "prevention")
SOCLES = (*SOCLES_2019, "crises")
TOUTES = (*SOCLES, "qualite", "accompagnement")
NOWHERE = Span("")


@lru_cache(maxsize=1)
def baremes() -> Mapping[str, Bareme]:
    return examen(petit_projet()).projet.baremes


def annees(effet: date = EFFET) -> tuple[AnneeContrat, ...]:
    days = [anniversary(effet, year) for year in range(6)]
    return tuple(AnneeContrat(rank, days[rank - 1], days[rank]) for rank in range(1, 6))


def starting(missions: tuple[str, ...], day: date = EFFET) -> dict[str, date]:
    return dict.fromkeys(missions, day)


def oui(value: bool = True) -> Placed[bool]:
    return Placed(value, NOWHERE)


def jour(day: date) -> Placed[Echeance]:
    return Placed(Echeance(day), NOWHERE)


def rights(
    bareme: str,
    taille: int,
    starts: Mapping[str, date],
    reglages: ReglagesContrat | None = None,
    effet: date = EFFET,
) -> tuple[Droit, ...]:
    found = (Conditions(effet, baremes()[bareme], taille),)
    return droits(found, starts, annees(effet), reglages or ReglagesContrat(), 5)


def payments(
    bareme: str,
    taille: int,
    starts: Mapping[str, date],
    reglages: ReglagesContrat | None = None,
    effet: date = EFFET,
    signature: date | None = None,
) -> tuple[Versement, ...]:
    found = (Conditions(effet, baremes()[bareme], taille),)
    due = droits(found, starts, annees(effet), reglages or ReglagesContrat(), 5)
    return versements(
        due, found, annees(effet), starts, signature or effet, Delais(0, 2, Decimal("0.75"))
    )


def of_year(due: tuple[Droit, ...], year: int, variable: bool | None = None) -> int | Decimal:
    amount = sum(
        (d.montant for d in due if d.annee == year and variable in (None, d.variable)), Decimal(0)
    )
    return int(amount) if amount == int(amount) else amount


def contrat_de(notation: str) -> Contrat:
    """What follows from the small project after some edits."""
    found = examen(edited(petit_projet(), notation)).comptes.contrat
    assert found is not None
    return found
