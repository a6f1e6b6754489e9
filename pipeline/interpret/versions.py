"""``content/versions.csv``: date, version, what changed, who decided; one line per version."""

from __future__ import annotations

from pipeline.interpret.colonnes_csv import Ligne, lignes
from pipeline.interpret.dates import parse_echeance
from pipeline.model import colonnes
from pipeline.model.finding import Finding
from pipeline.model.langue.mots import is_blank
from pipeline.model.source import Sources
from pipeline.model.span import Placed
from pipeline.model.version import VERSIONS, Version


def interpret_versions(sources: Sources, findings: list[Finding]) -> tuple[Version, ...]:
    """The versions in the order of the file; none without it."""
    csv = sources.csv(VERSIONS)
    if csv is None:
        return ()
    return tuple(_version(ligne, findings) for ligne in lignes(csv, colonnes.VERSIONS, findings))


def _version(ligne: Ligne, findings: list[Finding]) -> Version:
    typed = ligne[colonnes.DATE_VERSION]
    day = parse_echeance(typed)
    if day is None and not is_blank(typed):
        message = f"« {typed} » n'est pas une date." if typed else "cette version n'a pas de date."
        findings.append(
            Finding(
                "C003", message, ligne.place(colonnes.DATE_VERSION), ("par exemple 2027-01-15.",)
            )
        )
    for column in (colonnes.VERSION, colonnes.OBJET):
        if not ligne[column]:
            message = f"cette ligne n'a pas de « {ligne.titled(column)} »."
            findings.append(Finding("C002", message, ligne.place(column)))
    placed = Placed(day, ligne.place(colonnes.DATE_VERSION)) if day else None
    return Version(
        placed, ligne[colonnes.VERSION], ligne[colonnes.OBJET], ligne[colonnes.INSTANCE], ligne.span
    )
