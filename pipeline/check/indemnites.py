"""Rules on what is paid to each person: sums, ceiling of the civil year, hours and rates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from pipeline.check.controle import controle
from pipeline.model.budget import (
    INDEMNITES,
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
from pipeline.model.motif import motif
from pipeline.model.personne import Personne
from pipeline.model.projet import Projet

FIR = motif(r"\bfir\b")
HOURS = motif(
    r"\b(?:h|heures?)\b(?! ?(?:sur|/) ?24)"
    r"|\b[0-9]+ (?:demi-)?(?:journees?|jours?|vacations?|seances?|reunions?|consultations?) (?:de|a|x|×) ?[0-9]+ ?(?:€|euros?)"
)
"""Hours, or « 20 jours à 400 € »; « 24 heures sur 24 » counts nothing."""

AGREEMENT = motif(r"\b(?:convention|accord|facture|refacturation|mise a disposition)\b")


def _effet(projet: Projet) -> date | None:
    effet = projet.identite.dates.get("effet")
    return effet.value.debut if effet else None


@controle()
def within_the_ceiling(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Indemnities and payments together, by person and civil year, under the plafond annuel de la Sécurité sociale.

    Over the plafond of another year, the last known, it is a doubt and stops nothing.
    """
    paid: dict[tuple[str, int], list[Indemnite]] = defaultdict(list)
    for line in projet.budget.indemnites if projet.plafonds else ():
        paid[projet.beneficiaire(line), line.mois.debut.year].append(line)
    for (_person, year), lines in paid.items():
        ceiling = plafond_de(projet.plafonds, year)
        total = sum((line.montant for line in lines), Decimal(0))
        if ceiling is None or total <= ceiling.montant:
            continue
        related = tuple(line.span for line in lines[:-1])
        message = (
            f"cette personne reçoit {euros(total)} en {year} : le plafond annuel de la Sécurité sociale "
            f"est de {euros(ceiling.montant)}"
        )
        if ceiling.annee == year:
            yield Finding("B044", f"{message}.", lines[-1].span, related=related)
        else:
            hint = f"attendez celui de {year}, ou donnez-le dans content/baremes/pass.csv s'il est publié."
            yield Finding(
                "B070",
                f"{message} en {ceiling.annee}, le dernier connu.",
                lines[-1].span,
                (hint,),
                related,
            )


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
    detailed = {
        line.bloc
        for line in budget.indemnites
        if line.nature == INDEMNITES and _is_covered(line, budget, effet)
    }
    for bloc in budget.blocs:
        bare = [line.span for line in bloc.de_nature(INDEMNITES) if _is_bare(line)]
        if bare and bloc.complet and bloc.cle not in detailed:
            cells = ", ".join(str(place.cell) for place in bare[:5]) + (
                "…" if len(bare) > 5 else ""
            )
            message = f"bloc {bloc.feuille} : indemnités sans nombre d'heures ni taux ({cells})."
            hint = "remplissez Quantité et Coût unitaire, ou le registre des indemnités."
            yield Finding("B046", message, bare[0], (hint,))


def _is_covered(line: Indemnite, budget: Budget, effet: date | None) -> bool:
    """Whether a line of the register is about a contract year of the budget."""
    return effet is not None and 1 <= contract_year(line.mois.debut, effet) <= budget.annees


def _is_bare(line: Depense) -> bool:
    explained = line.quantite is not None and line.cout_unitaire is not None
    return line.chiffree and not explained and not HOURS.search(line.mots)


@controle()
def rates_differ(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """An indemnity makes up for a lost income: one rate for several professions is hard to defend."""
    lines = [line for line in projet.budget.indemnites if line.nature == INDEMNITES]
    paid = [
        (person.profession, line.taux)
        for line in lines
        if line.taux and (person := _person(projet, line))
    ]
    professions, rates = {profession for profession, _ in paid} - {""}, {rate for _, rate in paid}
    if len(professions) > 1 and len(rates) == 1:
        message = (
            f"le même taux horaire, {euros(rates.pop())}, indemnise {len(professions)} professions."
        )
        yield Finding(
            "B047", message, lines[0].span, ("une indemnité suit le revenu perdu par chacun.",)
        )


def is_paid_by_the_fir(line: Indemnite) -> bool:
    return FIR.search(fold(line.commentaire)) is not None


@controle()
def after_validation(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Nobody is paid by the ACI before the projet is validated; the FIR may pay for its writing."""
    validation = projet.identite.dates.get("validation")
    if validation is None:
        return
    by_aci = [line for line in projet.budget.indemnites if not is_paid_by_the_fir(line)]
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
        if not any(
            AGREEMENT.search(fold(o.commentaire)) for o in lines if _person(projet, o) == person
        ):
            message = (
                "cette personne est salariée : son employeur est-il d'accord, ou facture-t-il ?"
            )
            hint = "écrivez « convention » ou « facture » dans le commentaire."
            yield Finding("B049", message, line.span, (hint,))
