"""The register of indemnités read by person: what each was paid in a civil year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import ROUND_CEILING, Decimal

from pipeline.model.budget import Indemnite, plafond_de
from pipeline.model.personne import PHYSIQUE, Personne
from pipeline.model.projet import Projet
from pipeline.model.recapitulatif import Recapitulatif

ONE = Decimal(1)


def recapitulatifs(projet: Projet, annee: int) -> tuple[Recapitulatif, ...]:
    """One per person paid in that civil year, by name; none when the register says nothing of it."""
    lines = [line for line in projet.budget.indemnites if line.mois.debut.year == annee]
    by_person: dict[str, list[Indemnite]] = defaultdict(list)
    for line in sorted(lines, key=lambda line: line.mois.debut):
        by_person[projet.beneficiaire(line)].append(line)
    if not lines:
        return ()
    last = max((line.mois for line in lines), key=lambda month: month.debut)
    made = []
    for mine in by_person.values():
        person = projet.annuaire.trouver(mine[0].personne.value)
        made.append(
            Recapitulatif(
                nom=person.nom_complet if person else mine[0].personne.value,
                personne=person,
                annee=annee,
                lignes=tuple(mine),
                heures=_hours(projet, mine),
                plafond=plafond_de(projet.plafonds, annee),
                jusqu_a=last,
            )
        )
    return tuple(sorted(made, key=lambda one: one.nom.casefold()))


def sans_ligne(projet: Projet, annee: int) -> Iterator[Personne]:
    """The people of ``personnes.csv`` to whom the register gives nothing in that year."""
    paid = {one.personne.cle for one in recapitulatifs(projet, annee) if one.personne}
    for person in projet.annuaire.personnes:
        was_there = person.parti_le is None or person.parti_le.fin.year >= annee
        if person.type == PHYSIQUE and was_there and person.cle not in paid:
            yield person


def _hours(projet: Projet, lines: Sequence[Indemnite]) -> Decimal | None:
    """All the hours; those of a work paid in several times once for each time that it was paid in full."""
    hours = Decimal(0)
    by_work: dict[tuple[object, ...], list[Indemnite]] = defaultdict(list)
    for line in lines:
        if line.heures is None:
            return None
        if line.en_partie:
            by_work[projet.travail(line)].append(line)
        else:
            hours += line.heures
    return hours + sum((_hours_of_work(parts) for parts in by_work.values()), Decimal(0))


def _hours_of_work(parts: Sequence[Indemnite]) -> Decimal:
    hours, worth = parts[0].heures or Decimal(0), parts[0].valeur
    if not worth:
        return hours
    paid = sum((part.montant for part in parts), Decimal(0))
    return hours * max(ONE, (paid / worth).to_integral_value(ROUND_CEILING))
