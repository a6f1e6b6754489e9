"""``content/personnes.csv`` and ``content/prive/contacts.csv``."""

from __future__ import annotations

from pipeline.interpret.colonnes_csv import Ligne, choice, lignes
from pipeline.interpret.dates import impossible_day, parse_echeance
from pipeline.model import colonnes
from pipeline.model.colonnes import Colonne
from pipeline.model.echeance import Echeance
from pipeline.model.finding import Finding
from pipeline.model.personne import (
    A_VENIR,
    ENGAGE,
    MORALE,
    PHYSIQUE,
    QUALITES,
    Annuaire,
    Contact,
    Personne,
)
from pipeline.model.source import Sources

PERSONNES = "content/personnes.csv"
CONTACTS = "content/prive/contacts.csv"
PROPOSEES = "content/personnes-proposees.csv"
"""People whom an import met and the list does not know: nothing reads them until they are copied there."""


def interpret_annuaire(sources: Sources, findings: list[Finding]) -> Annuaire | None:
    """Everyone; None when ``personnes.csv`` is absent or could not be read."""
    csv = sources.csv(PERSONNES)
    if csv is None:
        return None
    contacts = sources.csv(CONTACTS)
    return Annuaire(
        tuple(_personne(ligne, findings) for ligne in lignes(csv, colonnes.PERSONNES, findings)),
        tuple(
            Contact(
                ligne[colonnes.CLE],
                ligne[colonnes.TELEPHONE],
                ligne[colonnes.COURRIEL],
                ligne[colonnes.ADRESSE],
                ligne.span,
            )
            for ligne in (lignes(contacts, colonnes.CONTACTS, findings) if contacts else ())
        ),
    )


def _personne(ligne: Ligne, findings: list[Finding]) -> Personne:
    for column in colonnes.PERSONNES.requises:
        if not ligne[column]:
            message = f"cette ligne n'a pas de « {ligne.titled(column)} »."
            findings.append(Finding("C002", message, ligne.place(column)))
    return Personne(
        cle=ligne[colonnes.CLE],
        type=choice(ligne, colonnes.TYPE_PERSONNE, (PHYSIQUE, MORALE), findings),
        nom=ligne[colonnes.NOM],
        prenom=ligne[colonnes.PRENOM],
        profession=ligne[colonnes.PROFESSION],
        mode_exercice=ligne[colonnes.MODE_EXERCICE],
        structure=ligne[colonnes.STRUCTURE],
        representant=ligne[colonnes.REPRESENTANT],
        commune=ligne[colonnes.COMMUNE],
        college=ligne[colonnes.COLLEGE],
        engagement=choice(ligne, colonnes.ENGAGEMENT, (ENGAGE, A_VENIR), findings),
        fonctions=tuple(
            part.strip() for part in ligne[colonnes.FONCTIONS].split(",") if part.strip()
        ),
        qualite=choice(ligne, colonnes.QUALITE, QUALITES, findings),
        fondateur=choice(ligne, colonnes.FONDATEUR, ("oui", "non"), findings) == "oui",
        adhesion=_day(ligne, colonnes.ADHESION, findings),
        signature=_day(ligne, colonnes.SIGNATURE, findings),
        parti_le=_day(ligne, colonnes.DEPART, findings),
        convention=ligne[colonnes.CONVENTION],
        span=ligne.span,
    )


def _day(ligne: Ligne, column: Colonne, findings: list[Finding]) -> Echeance | None:
    typed = ligne[column]
    if not typed:
        return None
    date = parse_echeance(typed)
    if date is None:
        message = f"« {typed} » n'est pas une date : écrivez par exemple 2027-04-01."
        why = impossible_day(typed)
        findings.append(Finding("C003", message, ligne.place(column), (why,) if why else ()))
    return date
