"""``content/actes/presences.csv`` and ``votes.csv``: who came to a meeting, and what was counted there."""

from __future__ import annotations

from pipeline.interpret.colonnes_csv import Ligne, choice, lignes
from pipeline.interpret.nombres import parse_nombre
from pipeline.model import colonnes
from pipeline.model.finding import Finding
from pipeline.model.seance import ETATS, PRESENCES, SEANCES, VOTES, Presence, Vote
from pipeline.model.source import Sources
from pipeline.model.span import Placed


def interpret_presences(sources: Sources, findings: list[Finding]) -> tuple[Presence, ...]:
    csv = sources.csv(PRESENCES)
    if csv is None:
        return ()
    return tuple(_presence(one, findings) for one in lignes(csv, colonnes.PRESENCES, findings))


def interpret_votes(sources: Sources, findings: list[Finding]) -> tuple[Vote, ...]:
    csv = sources.csv(VOTES)
    if csv is None:
        return ()
    return tuple(_vote(one, findings) for one in lignes(csv, colonnes.VOTES, findings))


def _presence(ligne: Ligne, findings: list[Finding]) -> Presence:
    holder = ligne[colonnes.POUVOIR]
    return Presence(
        _asked(ligne, colonnes.SEANCE, tuple(SEANCES), findings),
        Placed(ligne[colonnes.MEMBRE], ligne.place(colonnes.MEMBRE)),
        _asked(ligne, colonnes.PRESENCE, ETATS, findings),
        Placed(holder, ligne.place(colonnes.POUVOIR)) if holder else None,
        ligne.span,
    )


def _vote(ligne: Ligne, findings: list[Finding]) -> Vote:
    return Vote(
        _asked(ligne, colonnes.SEANCE, tuple(SEANCES), findings),
        Placed(ligne[colonnes.RESOLUTION], ligne.place(colonnes.RESOLUTION)),
        _voices(ligne, colonnes.POUR, findings),
        _voices(ligne, colonnes.CONTRE, findings),
        _voices(ligne, colonnes.ABSTENTIONS, findings),
        ligne.span,
    )


def _asked(
    ligne: Ligne, column: colonnes.Colonne, values: tuple[str, ...], findings: list[Finding]
) -> str:
    """One of these values; a cell left empty is told, as the line then says nothing."""
    if not ligne[column]:
        message = f"cette ligne n'a pas de « {ligne.titled(column)} »."
        hint = f"valeurs possibles : {', '.join(values)}."
        findings.append(Finding("C002", message, ligne.place(column), (hint,)))
    return choice(ligne, column, values, findings)


def _voices(ligne: Ligne, column: colonnes.Colonne, findings: list[Finding]) -> int:
    typed = ligne[column]
    number = parse_nombre(typed) if typed else None
    if typed and (number is None or number < 0 or number != int(number)):
        message = f"« {typed} » n'est pas un nombre de voix."
        findings.append(Finding("C003", message, ligne.place(column)))
        return 0
    return int(number or 0)
