"""Rules on what is paid to each person: sums, ceiling of the civil year, hours and rates."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from pipeline.check.controle import controle
from pipeline.model.budget import (
    FEUILLES,
    INDEMNITES,
    REMUNERATIONS,
    Budget,
    Depense,
    Indemnite,
    contract_year,
    plafond_de,
)
from pipeline.model.comptes import Comptes
from pipeline.model.finding import Finding
from pipeline.model.langue.francais import euros
from pipeline.model.langue.mots import fold
from pipeline.model.personne import Personne
from pipeline.model.projet import Projet
from pipeline.model.span import Span

HOURS = re.compile(r"\b(?:h|heures?)\b")
AGREEMENT = re.compile(r"\b(?:convention|accord|facture|refacturation|mise a disposition)\b")

Sums = dict[tuple[str, str, int], Decimal]
"""Block, nature and contract year → euros."""


@controle()
def register_adds_up(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """In every contract year that has a line in the register, its sums are those of the blocks."""
    budget, effet = projet.budget, _effet(projet)
    if effet is None or not budget.registre_complet or not budget.blocs_complets:
        return
    registered, planned = _registered(budget, effet), _planned(budget)
    kept = {year for _bloc, _nature, year in registered}
    for key in sorted(registered.keys() | planned.keys(), key=lambda k: (k[2], list(FEUILLES).index(k[0]), k[1])):
        bloc, nature, year = key
        if year in kept and planned[key] != registered[key]:
            message = (
                f"{nature}, bloc {FEUILLES[bloc]}, année {year} : {euros(planned[key])} dans la feuille "
                f"{FEUILLES[bloc]}, {euros(registered[key])} dans le registre des indemnités."
            )
            yield Finding("B043", message, _place(budget, bloc, nature), related=(budget.indemnites[0].span,))


def _registered(budget: Budget, effet: date) -> Sums:
    sums: Sums = defaultdict(Decimal)
    for line in budget.indemnites:
        year = contract_year(line.mois.debut, effet)
        if 1 <= year <= budget.annees:
            sums[line.bloc, line.nature, year] += line.montant
    return sums


def _planned(budget: Budget) -> Sums:
    sums: Sums = defaultdict(Decimal)
    for bloc in budget.blocs:
        for line in (*bloc.de_nature(INDEMNITES), *bloc.de_nature(REMUNERATIONS)):
            for year, amount in enumerate(line.montants, 1):
                sums[bloc.cle, line.nature, year] += amount
    return sums


def _place(budget: Budget, cle: str, nature: str) -> Span:
    """The first line of that nature in the block, else its sheet, else the register."""
    bloc = budget.bloc(cle)
    if bloc is None:
        return next(line.span for line in budget.indemnites if line.bloc == cle)
    return next((line.span for line in bloc.depenses if line.nature == nature), bloc.span)


def _effet(projet: Projet) -> date | None:
    effet = projet.identite.dates.get("effet")
    return effet.value.debut if effet else None


@controle()
def within_the_ceiling(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Indemnities and payments together, by person and civil year, under the plafond annuel de la Sécurité sociale."""
    if not projet.plafonds:
        return
    paid: dict[tuple[str, int], list[Indemnite]] = defaultdict(list)
    for line in projet.budget.indemnites:
        paid[projet.beneficiaire(line), line.mois.debut.year].append(line)
    for (_person, year), lines in paid.items():
        ceiling = plafond_de(projet.plafonds, year)
        total = sum((line.montant for line in lines), Decimal(0))
        if ceiling and total > ceiling.montant:
            last = "" if ceiling.annee == year else f" (celui de {ceiling.annee}, le dernier connu)"
            message = (
                f"cette personne reçoit {euros(total)} en {year} : le plafond annuel de la Sécurité sociale "
                f"est de {euros(ceiling.montant)}{last}."
            )
            yield Finding("B044", message, lines[-1].span, related=tuple(line.span for line in lines[:-1]))


@controle()
def ceiling_of_the_year(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A year that has begun and whose ceiling is not in our data; those to come cannot be known."""
    lines = projet.budget.indemnites
    last = max(projet.plafonds, default=0)
    for year in sorted({line.mois.debut.year for line in lines}):
        if last < year <= today.year:
            first = next(line for line in lines if line.mois.debut.year == year)
            message = f"le plafond annuel de la Sécurité sociale de {year} n'est pas connu : celui de {last} est pris."
            yield Finding("B045", message, first.span, ("mettez le logiciel à jour.",))


def _person(projet: Projet, line: Indemnite) -> Personne | None:
    return projet.annuaire.trouver(line.personne.value)


@controle()
def hours_and_rates(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """An indemnity rests on hours and a rate: in its columns, in the register, or in its comment."""
    budget, effet = projet.budget, _effet(projet)
    detailed = {bloc for bloc, nature, _y in _registered(budget, effet) if nature == INDEMNITES} if effet else set()
    for bloc in budget.blocs:
        bare = [line.span for line in bloc.de_nature(INDEMNITES) if _is_bare(line)]
        if bare and bloc.complet and bloc.cle not in detailed:
            cells = ", ".join(str(place.cell) for place in bare[:5]) + ("…" if len(bare) > 5 else "")
            message = f"bloc {bloc.feuille} : indemnités sans nombre d'heures ni taux ({cells})."
            hint = "remplissez Quantité et Coût unitaire, ou le registre des indemnités."
            yield Finding("B046", message, bare[0], (hint,))


def _is_bare(line: Depense) -> bool:
    explained = line.quantite is not None and line.cout_unitaire is not None
    return line.chiffree and not explained and not HOURS.search(line.mots)


@controle()
def rates_differ(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """An indemnity makes up for a lost income: one rate for several professions is hard to defend."""
    lines = [line for line in projet.budget.indemnites if line.nature == INDEMNITES]
    paid = [(person.profession, line.taux) for line in lines if line.taux and (person := _person(projet, line))]
    professions, rates = {profession for profession, _ in paid} - {""}, {rate for _, rate in paid}
    if len(professions) > 1 and len(rates) == 1:
        message = f"le même taux horaire, {euros(rates.pop())}, indemnise {len(professions)} professions."
        yield Finding("B047", message, lines[0].span, ("une indemnité suit le revenu perdu par chacun.",))


@controle()
def after_validation(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Nobody is paid by the ACI before the projet is validated; the FIR may pay for its writing."""
    validation = projet.identite.dates.get("validation")
    if validation is None:
        return
    by_aci = [line for line in projet.budget.indemnites if "fir" not in fold(line.commentaire).split()]
    early = [line.span for line in by_aci if line.mois.fin < validation.value.debut]
    if early:
        message = f"{len(early)} ligne(s) du registre précèdent la validation du projet, {validation.value}."
        hint = "si le FIR les paie, écrivez « FIR » dans leur commentaire."
        yield Finding("B048", message, early[0], (hint,), tuple(early[1:]))


@controle()
def salaried_people(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A salaried person is paid through the employer, or with its agreement."""
    said: set[str] = set()
    lines = projet.budget.indemnites
    for line in lines:
        person = _person(projet, line)
        if person is None or person.cle in said or "salarie" not in fold(person.mode_exercice):
            continue
        said.add(person.cle)
        if not any(AGREEMENT.search(fold(o.commentaire)) for o in lines if _person(projet, o) == person):
            message = "cette personne est salariée : son employeur est-il d'accord, ou facture-t-il ?"
            hint = "écrivez « convention » ou « facture » dans le commentaire."
            yield Finding("B049", message, line.span, (hint,))
