"""``content/communes.csv``."""

from __future__ import annotations

from pipeline.interpret.colonnes import lignes
from pipeline.interpret.nombres import parse_entier
from pipeline.model.finding import Finding
from pipeline.model.source import Sources
from pipeline.model.territoire import Commune

COMMUNES = "content/communes.csv"
COLONNES = ("code", "nom", "population", "annee", "source")


def interpret_communes(sources: Sources, findings: list[Finding]) -> tuple[Commune, ...] | None:
    """The communes in the order of the file; None when it is absent, unreadable, or when one population is unclear."""
    csv = sources.csv(COMMUNES)
    if csv is None:
        return None
    communes: list[Commune] = []
    for ligne in lignes(csv, COLONNES, ("code", "nom", "population"), findings):
        population = parse_entier(ligne["population"])
        if population is None or population < 0:
            message = f"la population de {ligne['nom'] or ligne['code']} n'est pas un nombre entier d'habitants"
            typed = ligne["population"]
            message += f" : « {typed} »." if typed else " : la case est vide."
            findings.append(Finding("C003", message, ligne.place("population")))
        communes.append(Commune(ligne["code"], ligne["nom"], population, ligne["annee"], ligne["source"], ligne.span))
    return tuple(communes)
