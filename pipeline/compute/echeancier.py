"""The calendar of payments: what arrives when, for which contract year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from pipeline.compute.droits import Conditions, cents, in_force
from pipeline.model.bareme import FONCTIONNEMENT
from pipeline.model.contrat import ReglesContrat, months_later
from pipeline.model.droits import VARIABLES, AnneeContrat, Droit, Versement
from pipeline.model.valeur import dataclass

ENTIER, AVANCE, SOLDE, RESULTATS = "versement entier", "avance", "solde", "volet variable"


@dataclass(frozen=True, slots=True)
class Delais:
    """Months after an anniversary at which advances and balances are paid, and the share paid in advance."""

    avances: int
    soldes: int
    part: Decimal


def versements(
    rights: Sequence[Droit],
    found: Sequence[Conditions],
    years: Sequence[AnneeContrat],
    starts: Mapping[str, date],
    signature: date,
    delais: Delais,
) -> tuple[Versement, ...]:
    """Every payment, by day; for each right they add up to it exactly."""
    if not years or not found:
        return ()
    paid = [
        payment
        for right in rights
        for payment in _of(right, found, years, starts, signature, delais)
    ]
    order = {bloc: rank for rank, bloc in enumerate((FONCTIONNEMENT, *starts))}
    return tuple(
        sorted(
            (p for p in paid if p.montant), key=lambda p: (p.jour, p.annee, p.motif, order[p.bloc])
        )
    )


def _of(
    right: Droit,
    found: Sequence[Conditions],
    years: Sequence[AnneeContrat],
    starts: Mapping[str, date],
    signature: date,
    delais: Delais,
) -> Iterator[Versement]:
    year = years[right.annee - 1]
    settled = months_later(year.fin, delais.soldes)

    def payment(day: date, reason: str, amount: Decimal) -> Versement:
        return Versement(day, right.bloc, right.volet, right.annee, reason, amount)

    if right.volet in VARIABLES:
        yield payment(settled, RESULTATS, right.montant)
        return
    day, share, reason = _advance(right, year, starts, signature, delais)
    known = in_force(found, day).montant(right.bloc, right.volet)
    advance = cents(known * right.jours / right.sur * share)
    yield payment(day, reason, advance)
    yield payment(settled, SOLDE, right.montant - advance)


def _advance(
    right: Droit, year: AnneeContrat, starts: Mapping[str, date], signature: date, delais: Delais
) -> tuple[date, Decimal, str]:
    """Day, share and name of the first payment of a right."""
    if right.bloc == FONCTIONNEMENT and right.annee == 1:
        return signature, Decimal(1), ENTIER
    start = min(starts.values()) if right.bloc == FONCTIONNEMENT else starts[right.bloc]
    on_time = months_later(year.debut, delais.avances) if right.annee > 1 else year.debut
    return max(on_time, start), delais.part, AVANCE


def delays(regles: ReglesContrat, avances: int | None, soldes: int | None) -> Delais:
    return Delais(
        regles.delai_avances if avances is None else avances,
        regles.delai_soldes if soldes is None else soldes,
        regles.avance,
    )
