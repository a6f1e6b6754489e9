"""``budgets/versions.csv``: the versions of the budget, each with the workbook that keeps it."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.interpret.classeur.budget import interpret_budget
from pipeline.interpret.colonnes_csv import Ligne, lignes
from pipeline.interpret.dates import parse_echeance
from pipeline.model import colonnes
from pipeline.model.budget import Budget
from pipeline.model.echeance import Echeance
from pipeline.model.files import BUDGETS
from pipeline.model.finding import Finding
from pipeline.model.source import Sources, Workbook
from pipeline.model.span import Placed
from pipeline.model.version_budget import VERSIONS_BUDGET, VersionBudget


def workbooks_of_versions(sources: Sources) -> tuple[str, ...]:
    """The workbooks that the file names, before anything else is interpreted."""
    csv = sources.csv(VERSIONS_BUDGET)
    if csv is None:
        return ()
    return tuple(_path(line) for line in lignes(csv, colonnes.VERSIONS_BUDGET, []))


def _path(line: Ligne) -> str:
    """« versions/initial.xlsx » is in ``budgets/``."""
    named = line[colonnes.CLASSEUR_DE_VERSION].replace("\\", "/")
    return named if named.startswith(BUDGETS) else f"{BUDGETS}{named}"


def interpret_versions_budget(
    sources: Sources, workbooks: Mapping[str, Workbook | None], findings: list[Finding]
) -> tuple[VersionBudget, ...]:
    """The versions in the order of the file; none without it."""
    csv = sources.csv(VERSIONS_BUDGET)
    if csv is None:
        return ()
    return tuple(
        _version(line, workbooks, findings)
        for line in lignes(csv, colonnes.VERSIONS_BUDGET, findings)
    )


def _version(
    line: Ligne, workbooks: Mapping[str, Workbook | None], findings: list[Finding]
) -> VersionBudget:
    for column in (colonnes.VERSION, colonnes.CLASSEUR_DE_VERSION):
        if not line[column]:
            message = f"cette ligne n'a pas de « {line.titled(column)} »."
            findings.append(Finding("C002", message, line.place(column)))
    path, place = _path(line), line.place(colonnes.CLASSEUR_DE_VERSION)
    return VersionBudget(
        nom=line[colonnes.VERSION],
        date=_day(line, findings),
        instance=line[colonnes.INSTANCE],
        classeur=Placed(path, place),
        objet=line[colonnes.OBJET],
        budget=_budget(workbooks.get(path)) if line[colonnes.CLASSEUR_DE_VERSION] else None,
        span=line.span,
    )


def _day(line: Ligne, findings: list[Finding]) -> Placed[Echeance] | None:
    """When it was voted; a version without a day is only proposed."""
    typed = line[colonnes.VOTEE_LE]
    day = parse_echeance(typed) if typed else None
    if typed and day is None:
        message = f"« {typed} » n'est pas une date."
        place = line.place(colonnes.VOTEE_LE)
        findings.append(Finding("C003", message, place, ("par exemple 2027-01-15.",)))
    return Placed(day, line.place(colonnes.VOTEE_LE)) if day else None


def _budget(workbook: Workbook | None) -> Budget | None:
    """The budget of a workbook that is read without any error; what is wrong in it was told in its day."""
    if workbook is None:
        return None
    said: list[Finding] = []
    budget = interpret_budget(workbook, (), said)
    return None if any(finding.is_error for finding in said) else budget
