"""``content/diagnostic/besoins.csv``: the needs that the diagnostic keeps, one per line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.interpret.colonnes_csv import Ligne, choice, lignes
from pipeline.interpret.identite import resolve_mission
from pipeline.interpret.vocabulaire import vocabulaire_of
from pipeline.model import colonnes
from pipeline.model.diagnostic import BESOINS, PRIORITES, Besoin
from pipeline.model.finding import Finding
from pipeline.model.motif import motif
from pipeline.model.source import Sources
from pipeline.model.span import Placed
from pipeline.model.vocabulaire import Vocabulaire

CODE = motif(r"B[0-9]{1,3}")
BETWEEN_MISSIONS = motif(r"[,;/+\n]")


def interpret_besoins(sources: Sources, findings: list[Finding]) -> tuple[Besoin, ...] | None:
    """The needs in the order of the file; None when there is no file or it could not be read."""
    csv = sources.csv(BESOINS)
    if csv is None:
        return None
    read = list(lignes(csv, colonnes.BESOINS, findings))
    codes = [ligne[colonnes.CODE_BESOIN] for ligne in read]
    return tuple(_besoin(ligne, vocabulaire_of(sources), codes, findings) for ligne in read)


def _free_code(typed: str, codes: Sequence[str]) -> str:
    """The code that was meant, « Besoin 2 » being B2; the first that no line has where that one is taken."""
    meant = ["B" + digits for digits in re.findall("[1-9][0-9]?", typed)[:1]]
    every = (f"B{number}" for number in range(1, len(codes) + 2))
    free: Iterable[str] = (code for code in (*meant, *every) if code not in codes)
    return next(iter(free))


def _besoin(
    ligne: Ligne, vocabulaire: Vocabulaire, codes: Sequence[str], findings: list[Finding]
) -> Besoin:
    for column in colonnes.BESOINS.requises:
        if not ligne[column]:
            message = f"cette ligne n'a pas de « {ligne.titled(column)} »."
            findings.append(Finding("C002", message, ligne.place(column)))
    code = ligne[colonnes.CODE_BESOIN]
    if code and not CODE.fullmatch(code):
        message = f"« {code} » n'est pas un code de besoin : un B majuscule, puis un numéro."
        hint = f"par exemple {_free_code(code, codes)}."
        findings.append(Finding("N007", message, ligne.place(colonnes.CODE_BESOIN), (hint,)))
    named = [
        part.strip() for part in BETWEEN_MISSIONS.split(ligne[colonnes.MISSIONS]) if part.strip()
    ]
    several = "séparez-les par une virgule : {keys}."
    missions = [
        resolve_mission(
            Placed(name, ligne.place(colonnes.MISSIONS)), findings, several, vocabulaire
        )
        for name in named
    ]
    return Besoin(
        code=code,
        theme=ligne[colonnes.THEME],
        besoin=ligne[colonnes.BESOIN],
        constat=ligne[colonnes.CONSTAT],
        source=ligne[colonnes.SOURCE],
        priorite=choice(ligne, colonnes.PRIORITE, PRIORITES, findings),
        missions=tuple(mission for mission in missions if mission is not None),
        span=ligne.span,
    )
