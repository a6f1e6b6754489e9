"""``content/constats-acceptes.csv``: warnings that the CPTS keeps on purpose."""

from __future__ import annotations

from pipeline.interpret.colonnes_csv import lignes
from pipeline.model.finding import Finding
from pipeline.model.projet import ConstatAccepte
from pipeline.model.rules import RULES, Severity
from pipeline.model.source import Sources

ACCEPTES = "content/constats-acceptes.csv"
COLONNES = ("code", "fichier", "texte", "raison", "par", "date")


def interpret_acceptes(sources: Sources, findings: list[Finding]) -> tuple[ConstatAccepte, ...]:
    csv = sources.csv(ACCEPTES)
    if csv is None:
        return ()
    acceptes: list[ConstatAccepte] = []
    for ligne in lignes(csv, COLONNES, COLONNES, findings):
        rule = RULES.get(ligne["code"])
        if rule is None:
            message = f"« {ligne['code']} » n'est le code d'aucune règle."
            findings.append(Finding("A001", message, ligne.place("code")))
        elif rule.severity is Severity.ERREUR and not rule.contestable:
            message = f"{rule.code} est une erreur : seul un avertissement peut être accepté."
            findings.append(Finding("A002", message, ligne.place("code")))
        else:
            missing = next((name for name in ("texte", "raison", "par", "date") if not ligne[name]), "")
            if missing:
                message = f"il manque « {missing} » : un constat accepté dit pourquoi, par qui et quand."
                findings.append(Finding("C002", message, ligne.span))
            acceptes.append(
                ConstatAccepte(
                    ligne["code"],
                    ligne["fichier"],
                    ligne["texte"],
                    ligne["raison"],
                    ligne["par"],
                    ligne["date"],
                    ligne.span,
                )
            )
    return tuple(acceptes)
