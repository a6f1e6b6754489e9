"""Rules on people who left: what they still hold, and when their leaving is written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pipeline.check.controle import controle
from pipeline.model.charge import (
    CHARGE_DE,
    CONSEIL,
    COPILOTE,
    COPILOTE_DE_MISSION,
    FONCTION,
    LETTRE,
    MEMBRE,
    MISSION,
    PILOTE,
    POSTE,
    REFERENT,
    REPRESENTANT,
    SIGNATAIRE,
    Charge,
    charges,
)
from pipeline.model.comptes import Comptes
from pipeline.model.echeance import Echeance
from pipeline.model.finding import Finding
from pipeline.model.personne import Personne
from pipeline.model.projet import Projet

ATTENTE = {
    PILOTE: "la fiche {objet} attend un autre pilote",
    COPILOTE: "la fiche {objet} garde son nom comme copilote",
    MEMBRE: "le groupe de travail de {objet} garde son nom",
    CHARGE_DE: "la sous-action « {objet} » attend un autre responsable",
    MISSION: "la mission « {objet} » attend un autre pilote",
    COPILOTE_DE_MISSION: "la mission « {objet} » garde son nom comme copilote",
    REFERENT: "la mission « {objet} » attend un autre référent",
    POSTE: "le poste « {objet} » est à pourvoir",
    CONSEIL: "son siège d'administrateur est à pourvoir",
    LETTRE: "la lettre « {objet} » attend un autre signataire",
    SIGNATAIRE: "« {objet} » attend un autre signataire",
    REPRESENTANT: "« {objet} » attend un autre représentant",
    FONCTION: "sa fonction « {objet} » est encore écrite",
}
LEFT_EMPTY = (MEMBRE, COPILOTE, COPILOTE_DE_MISSION, FONCTION)
"""What need not be taken over: the name may simply go."""


@controle()
def what_they_left(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Each thing that somebody who left still holds asks for somebody else."""
    if not projet.annuaire.partis:
        return
    for charge in charges(projet):
        personne = projet.annuaire.trouver(charge.nom.value)
        if personne is not None and personne.parti_le is not None:
            yield _to_be_taken_over(charge, personne, personne.parti_le)


def _to_be_taken_over(charge: Charge, personne: Personne, depart: Echeance) -> Finding:
    waiting = ATTENTE[charge.role].format(objet=charge.objet)
    message = f"{personne.nom_complet} n'est plus membre ({depart}) : {waiting}."
    hint = (
        "nommez ici qui prend la suite ; le temps de trouver, acceptez ce constat avec sa raison."
    )
    if charge.role in LEFT_EMPTY:
        hint = "effacez ce nom ou cette fonction, ou écrivez qui prend la suite."
    return Finding("G021", message, charge.span, (hint,), (personne.span,))


@controle()
def departure_after_arrival(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    for personne in projet.annuaire.partis:
        came, left = personne.adhesion, personne.parti_le
        if came is not None and left is not None and left.fin < came.debut:
            message = f"{personne.nom_complet} : un départ ({left}) avant l'adhésion ({came})."
            yield Finding("G022", message, personne.span, ("corrigez l'une des deux dates.",))


@controle()
def departure_to_come(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Whoever has a date of departure is out of today's lists: before that day, and before the documents', it is early."""
    until = max([today, *_days_of_the_documents(projet)])
    for personne in projet.annuaire.partis:
        if personne.parti_le is not None and personne.parti_le.debut > until:
            message = (
                f"{personne.nom_complet} ne part que plus tard ({personne.parti_le}), et n'est déjà plus dans les listes, "
                "les effectifs ni les quorums."
            )
            hint = "effacez cette date jusque-là, ou préparez dès maintenant les documents d'après son départ."
            yield Finding("G023", message, personne.span, (hint,))


def _days_of_the_documents(projet: Projet) -> Iterator[date]:
    """The day of the deposit, and of each version that was told."""
    depot = projet.identite.dates.get("depot")
    if depot is not None:
        yield depot.value.fin
    for version in projet.versions:
        if version.date is not None:
            yield version.date.value.fin


@controle()
def paid_after_leaving(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A line of the register is set against its own month; the balance of an earlier work may come later."""
    for line in projet.budget.indemnites if projet.annuaire.partis else ():
        personne = projet.annuaire.trouver(line.personne.value)
        left = personne.parti_le if personne is not None else None
        if personne is not None and left is not None and line.mois.debut > left.fin:
            if line.en_partie:
                continue
            message = f"{line.mois} : {personne.nom_complet} n'est plus membre ({left})."
            hint = "corrigez le mois ou la personne ; pour le solde d'un travail d'avant, écrivez « solde » en commentaire."
            yield Finding("B098", message, line.personne.span, (hint,), (personne.span,))
