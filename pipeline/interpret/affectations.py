"""``budgets/affectations.csv``: what an entry of a bank or an accountant is for, in the treasurer's own words."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.interpret.classeur.registre import NOMS_BLOCS
from pipeline.interpret.classeur.tableaux import CODE_FICHE
from pipeline.interpret.colonnes_csv import Ligne, choice, lignes
from pipeline.model.budget import BLOCS, NATURES, ORIGINES
from pipeline.model.colonnes import (
    AFFECTATIONS,
    BLOC_AFFECTE,
    COMPTE_AFFECTE,
    FICHE_AFFECTEE,
    MOTS,
    NATURE_AFFECTEE,
)
from pipeline.model.finding import Finding
from pipeline.model.langue.mots import among, did_you_mean
from pipeline.model.mission import PAR_RANG
from pipeline.model.motif import motif
from pipeline.model.releve import AUCUN, Affectation, words_of
from pipeline.model.source import CsvFile
from pipeline.model.span import Placed

OTHER_WAY = motif(r"\s*,\s*")
POSTES = (*NATURES, *ORIGINES)
NAMES = (*NOMS_BLOCS, AUCUN)


def interpret_affectations(
    csv: CsvFile | None, fiches: Sequence[str], findings: list[Finding]
) -> tuple[Affectation, ...]:
    """The sound lines, in their order: the first that fits an entry decides."""
    if csv is None:
        return ()
    read = (_affectation(line, fiches, findings) for line in lignes(csv, AFFECTATIONS, findings))
    return tuple(line for line in read if line is not None)


def _affectation(line: Ligne, fiches: Sequence[str], findings: list[Finding]) -> Affectation | None:
    compte, mots = line[COMPTE_AFFECTE], line[MOTS]
    if not compte and not mots:
        message = "cette ligne ne dit ni compte ni mots : elle prendrait toutes les écritures."
        hint = "écrivez le début d'un compte (6226), ou des mots du libellé (orange)."
        findings.append(Finding("C006", message, line.span, (hint,)))
        return None
    fiche = _fiche(line, fiches, findings)
    bloc = _bloc(line, fiche, findings)
    poste = "" if bloc == AUCUN else choice(line, NATURE_AFFECTEE, POSTES, findings)
    if not line[NATURE_AFFECTEE] and bloc and bloc != AUCUN:
        message = f"cette ligne n'a pas de « {line.titled(NATURE_AFFECTEE)} »."
        hint = "valeurs connues : " + ", ".join(POSTES) + "."
        findings.append(Finding("C006", message, line.span, (hint,)))
    if not bloc or (bloc != AUCUN and not poste):
        return None
    ways = tuple(filter(None, map(_way, OTHER_WAY.split(mots))))
    return Affectation(compte, ways, bloc, poste, fiche, line.span)


def _way(typed: str) -> tuple[str, ...]:
    return tuple(f" {word}" for word in words_of(typed).split())


def _bloc(line: Ligne, fiche: Placed[str] | None, findings: list[Finding]) -> str:
    """The block named, by its sheet or its key; that of the fiche's mission when none is; ``""`` when it is told."""
    typed = line[BLOC_AFFECTE]
    found = among(typed, NAMES)
    if found:
        return NOMS_BLOCS.get(found, AUCUN)
    if typed in BLOCS:
        return typed
    if typed:
        message = f"« {typed} » n'est pas une valeur de la colonne « {line.titled(BLOC_AFFECTE)} »."
        hints = did_you_mean(typed, NAMES)
        findings.append(Finding("C004", message, line.place(BLOC_AFFECTE), hints))
        return ""
    mission = PAR_RANG.get(int(fiche.value[1])) if fiche else None
    if mission is not None:
        return mission.cle
    if not line[FICHE_AFFECTEE]:
        message = f"cette ligne n'a pas de « {line.titled(BLOC_AFFECTE)} »."
        hint = "écrivez le nom d'une feuille du budget, ou « aucun » pour laisser ces écritures de côté."
        findings.append(Finding("C006", message, line.span, (hint,)))
    return ""


def _fiche(line: Ligne, fiches: Sequence[str], findings: list[Finding]) -> Placed[str] | None:
    typed, place = line[FICHE_AFFECTEE], line.place(FICHE_AFFECTEE)
    if not typed:
        return None
    match = CODE_FICHE.fullmatch(typed)
    code = f"{match[1].upper()}-{match[2]}" if match else typed
    if code in fiches:
        return Placed(code, place)
    message = f"la fiche « {typed} » n'existe pas."
    findings.append(Finding("B007", message, place, did_you_mean(code, fiches)))
    return None
