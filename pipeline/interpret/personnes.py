"""``content/personnes.csv`` and ``content/prive/contacts.csv``."""

from __future__ import annotations

from pipeline.interpret.colonnes_csv import Ligne, choice, lignes
from pipeline.interpret.dates import parse_echeance
from pipeline.model.finding import Finding
from pipeline.model.personne import A_VENIR, ENGAGE, MORALE, PHYSIQUE, QUALITES, Annuaire, Contact, Personne
from pipeline.model.source import Sources

PERSONNES = "content/personnes.csv"
CONTACTS = "content/prive/contacts.csv"
COLONNES = (
    "cle",
    "type",
    "nom",
    "prenom",
    "profession",
    "mode_exercice",
    "structure",
    "representant",
    "commune",
    "college",
    "engagement",
    "fonctions",
    "qualite",
    "fondateur",
    "adhesion",
)
COLONNES_CONTACTS = ("cle", "telephone", "courriel", "adresse")


def interpret_annuaire(sources: Sources, findings: list[Finding]) -> Annuaire | None:
    """Everyone; None when ``personnes.csv`` is absent or could not be read."""
    csv = sources.csv(PERSONNES)
    if csv is None:
        return None
    contacts = sources.csv(CONTACTS)
    return Annuaire(
        tuple(_personne(ligne, findings) for ligne in lignes(csv, COLONNES, ("cle", "type", "nom"), findings)),
        tuple(
            Contact(ligne["cle"], ligne["telephone"], ligne["courriel"], ligne["adresse"], ligne.span)
            for ligne in (lignes(contacts, COLONNES_CONTACTS, ("cle",), findings) if contacts else ())
        ),
    )


def _personne(ligne: Ligne, findings: list[Finding]) -> Personne:
    for column in ("cle", "type", "nom"):
        if not ligne[column]:
            findings.append(Finding("C002", f"cette ligne n'a pas de « {column} ».", ligne.place(column)))
    return Personne(
        cle=ligne["cle"],
        type=choice(ligne, "type", (PHYSIQUE, MORALE), findings),
        nom=ligne["nom"],
        prenom=ligne["prenom"],
        profession=ligne["profession"],
        mode_exercice=ligne["mode_exercice"],
        structure=ligne["structure"],
        representant=ligne["representant"],
        commune=ligne["commune"],
        college=ligne["college"],
        engagement=choice(ligne, "engagement", (ENGAGE, A_VENIR), findings),
        fonctions=tuple(part.strip() for part in ligne["fonctions"].split(",") if part.strip()),
        qualite=choice(ligne, "qualite", QUALITES, findings),
        fondateur=choice(ligne, "fondateur", ("oui", "non"), findings) == "oui",
        adhesion=_day(ligne, "adhesion", findings),
        span=ligne.span,
    )


def _day(ligne: Ligne, column: str, findings: list[Finding]) -> str:
    """A date as French prints it; an empty cell stays empty."""
    typed = ligne[column]
    if not typed:
        return ""
    date = parse_echeance(typed)
    if date is None:
        message = f"« {typed} » n'est pas une date : écrivez par exemple 2027-04-01."
        findings.append(Finding("C003", message, ligne.place(column)))
    return str(date) if date else ""
