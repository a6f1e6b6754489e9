"""``content/constats-acceptes.csv``: warnings that the CPTS keeps on purpose."""

from __future__ import annotations

from pipeline.interpret.colonnes_csv import lignes
from pipeline.model import colonnes
from pipeline.model.finding import Finding
from pipeline.model.projet import CONSTATS_ACCEPTES, ConstatAccepte
from pipeline.model.rules import RULES, Severity
from pipeline.model.source import Sources

ALWAYS = (colonnes.TEXTE, colonnes.RAISON, colonnes.PAR, colonnes.DATE)
"""What no line may leave empty."""


def interpret_acceptes(sources: Sources, findings: list[Finding]) -> tuple[ConstatAccepte, ...]:
    csv = sources.csv(CONSTATS_ACCEPTES)
    if csv is None:
        return ()
    acceptes: list[ConstatAccepte] = []
    for ligne in lignes(csv, colonnes.ACCEPTES, findings):
        rule = RULES.get(ligne[colonnes.CODE_REGLE])
        if rule is None:
            message = f"« {ligne[colonnes.CODE_REGLE]} » n'est le code d'aucune règle."
            findings.append(Finding("A001", message, ligne.place(colonnes.CODE_REGLE)))
        elif rule.severity is Severity.ERREUR and not rule.contestable:
            message = f"{rule.code} est une erreur : seul un avertissement peut être accepté."
            findings.append(Finding("A002", message, ligne.place(colonnes.CODE_REGLE)))
        else:
            missing = next((column for column in ALWAYS if not ligne[column]), None)
            if missing:
                message = f"il manque « {ligne.titled(missing)} » : un constat accepté dit pourquoi, par qui et quand."
                findings.append(Finding("C002", message, ligne.span))
            acceptes.append(
                ConstatAccepte(
                    ligne[colonnes.CODE_REGLE],
                    ligne[colonnes.FICHIER],
                    ligne[colonnes.TEXTE],
                    ligne[colonnes.RAISON],
                    ligne[colonnes.PAR],
                    ligne[colonnes.DATE],
                    ligne.span,
                )
            )
    return tuple(acceptes)
