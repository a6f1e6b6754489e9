"""``content/versions.csv``: date, version, what changed, who decided; one line per version."""

from __future__ import annotations

from pipeline.interpret.colonnes_csv import Ligne, lignes
from pipeline.interpret.dates import parse_echeance
from pipeline.model import colonnes
from pipeline.model.echeance import Echeance
from pipeline.model.finding import Finding
from pipeline.model.langue.mots import is_blank
from pipeline.model.source import Sources
from pipeline.model.span import Placed
from pipeline.model.version import VALIDATIONS, VERSIONS, Validation, Version


def interpret_versions(sources: Sources, findings: list[Finding]) -> tuple[Version, ...]:
    """The versions in the order of the file; none without it."""
    csv = sources.csv(VERSIONS)
    if csv is None:
        return ()
    return tuple(_version(ligne, findings) for ligne in lignes(csv, colonnes.VERSIONS, findings))


def interpret_validations(sources: Sources, findings: list[Finding]) -> tuple[Validation, ...]:
    """Which documents were approved, by whom and when; none without the file."""
    csv = sources.csv(VALIDATIONS)
    if csv is None:
        return ()
    return tuple(
        _validation(ligne, findings) for ligne in lignes(csv, colonnes.VALIDATIONS, findings)
    )


def _validation(ligne: Ligne, findings: list[Finding]) -> Validation:
    for column in (colonnes.PIECE, colonnes.VALIDE_PAR):
        if not ligne[column]:
            message = f"cette ligne n'a pas de « {ligne.titled(column)} »."
            findings.append(Finding("C002", message, ligne.place(column)))
    etat = ligne[colonnes.ETAT_VALIDE]
    return Validation(
        Placed(ligne[colonnes.PIECE], ligne.place(colonnes.PIECE)),
        ligne[colonnes.VALIDE_PAR],
        _day(ligne, colonnes.DATE_VALIDATION, "cette validation n'a pas de date.", findings),
        Placed(etat, ligne.place(colonnes.ETAT_VALIDE)) if etat else None,
        ligne.span,
    )


def _day(
    ligne: Ligne, column: colonnes.Colonne, without: str, findings: list[Finding]
) -> Placed[Echeance] | None:
    typed = ligne[column]
    day = parse_echeance(typed)
    if day is None and not is_blank(typed):
        message = f"« {typed} » n'est pas une date." if typed else without
        hint = "par exemple 2027-01-15."
        findings.append(Finding("C003", message, ligne.place(column), (hint,)))
    return Placed(day, ligne.place(column)) if day else None


def _version(ligne: Ligne, findings: list[Finding]) -> Version:
    placed = _day(ligne, colonnes.DATE_VERSION, "cette version n'a pas de date.", findings)
    for column in (colonnes.VERSION, colonnes.OBJET):
        if not ligne[column]:
            message = f"cette ligne n'a pas de « {ligne.titled(column)} »."
            findings.append(Finding("C002", message, ligne.place(column)))
    return Version(
        placed, ligne[colonnes.VERSION], ligne[colonnes.OBJET], ligne[colonnes.INSTANCE], ligne.span
    )
