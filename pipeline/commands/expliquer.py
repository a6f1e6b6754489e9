"""``expliquer``: what a rule wants, why, who asks for it, an example before and after."""

from __future__ import annotations

import sys
from textwrap import dedent

from pipeline.commands.ligne import Demande, MauvaisUsage
from pipeline.model.echeance import Echeance
from pipeline.model.langue.francais import phrases
from pipeline.model.langue.mots import did_you_mean, nearest
from pipeline.model.relecture import RELECTURES
from pipeline.model.rules import RULES, Rule


def execute(demande: Demande) -> int:
    if not demande.values:
        print(contents() if sys.stdout.isatty() else page())
        return 0
    code = demande.values[0].upper()
    if code not in RULES:
        hints = did_you_mean(code, RULES) if nearest(code, RULES) else ()
        way = "« make expliquer » tout court donne la liste ; le code est dans le constat, comme F012."
        raise MauvaisUsage(
            phrases(f"« {demande.values[0]} » n'est le code d'aucune règle.", *hints, way)
        )
    print(explanation(RULES[code]))
    return 0


def explanation(rule: Rule) -> str:
    """One rule as the terminal shows it."""
    head = f"{rule.code} ({rule.severity.value}) : {rule.titre}\nDemandé par : {rule.source}.{_read_on(rule)}"
    return "\n\n".join((head, text_of(rule), *_doubts(rule)))


def _read_on(rule: Rule) -> str:
    """When the text behind the rule was last looked up; nothing for a rule of this software."""
    read = RELECTURES.get(rule.code)
    return f" Relu le {Echeance(read.jour)}." if read else ""


def _doubts(rule: Rule) -> tuple[str, ...]:
    read = RELECTURES.get(rule.code)
    return (f"**Reste à vérifier.** {read.reserve}",) if read and read.reserve else ()


def text_of(rule: Rule) -> str:
    return dedent(rule.explication).strip()


def contents() -> str:
    """How to ask for a rule, and one line for each: what a screen can show at once."""
    lines = [f"  {rule.code}  {rule.titre}" for rule in RULES.values()]
    return "\n".join(
        (
            "« make expliquer REGLE=F012 » explique une règle, avec un exemple avant et après.",
            "Toutes sont expliquées dans docs/regles.md.",
            "",
            *lines,
        )
    )


def page() -> str:
    """All the rules in one page of Markdown."""
    parts = ["# Les règles", "Chaque constat porte le code d'une de ces règles."]
    for rule in RULES.values():
        parts += [
            f"## {rule.code} — {rule.titre}",
            f"*{rule.severity.value.capitalize()}. Demandé par : {rule.source}.{_read_on(rule)}*",
            text_of(rule),
            *_doubts(rule),
        ]
    return "\n\n".join(parts)
