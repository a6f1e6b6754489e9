"""What a scenario supposes beyond results: money that does not come, expenses put off, a size lost or won."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from pipeline.compute.tresorerie import spread
from pipeline.model.budget import ORIGINES_ACI, Bloc, Budget, Depense, Ressource
from pipeline.model.contrat import Changement, Scenario
from pipeline.model.droits import ZERO, AnneeContrat
from pipeline.model.etalement import month_of
from pipeline.model.langue.mots import fold
from pipeline.model.projet import Projet
from pipeline.model.span import Placed, Span


def suppose(scenario: Scenario) -> bool:
    """Whether a scenario supposes more than results."""
    return bool(scenario.refus or scenario.reports or scenario.taille)


# --- words that name lines ----------------------------------------------------------------------------------------


def names(typed: str, whole: Sequence[str], wordings: Sequence[str]) -> int:
    """How well some words name a line: 2 when one of its names is these very words, 1 when one holds them, 0."""
    words = _words(typed)
    if not words.strip():
        return 0
    if any(words == _words(name) for name in whole):
        return 2
    return int(any(words in _words(name) for name in wordings))


def _words(text: str) -> str:
    """Folded words between spaces, so that « ars » is not found in « mars »."""
    return f" {re.sub(r'[^a-z0-9]+', ' ', fold(text)).strip()} "


def best(marks: Iterable[int]) -> list[int]:
    """The ranks of the best marks; none when all of them are 0."""
    marked = list(marks)
    high = max(marked, default=0)
    return [rank for rank, mark in enumerate(marked) if mark == high and high]


def ressources_nommees(budget: Budget, typed: str) -> tuple[Ressource, ...]:
    """The resources that a word names by their label, their funder or their origin; those of the ACI have a size."""
    lines = [line for line in budget.ressources if line.origine not in ORIGINES_ACI]
    marks = (
        names(typed, (line.libelle, line.financeur, line.origine), (line.libelle, line.financeur))
        for line in lines
    )
    return tuple(lines[rank] for rank in best(marks))


def depenses_nommees(budget: Budget, typed: str) -> tuple[tuple[Bloc, Depense], ...]:
    """The expenses that a word names by their label or by the code of their fiche, each with its block."""
    lines = [(bloc, line) for bloc in budget.blocs for line in bloc.depenses]
    marks = (
        names(typed, (line.libelle, line.fiche.value if line.fiche else ""), (line.libelle,))
        for _bloc, line in lines
    )
    return tuple(lines[rank] for rank in best(marks))


# --- what they change ---------------------------------------------------------------------------------------------


def refusees(budget: Budget, scenario: Scenario) -> tuple[Ressource, ...]:
    found = (line for word in scenario.refus for line in ressources_nommees(budget, word.value))
    return tuple({line.span: line for line in found}.values())


def reportees(budget: Budget, scenario: Scenario) -> Iterator[tuple[Bloc, Depense, date]]:
    """Each expense put off once, to the last of the days that name it."""
    found: dict[Span, tuple[Bloc, Depense, date]] = {}
    for report in sorted(scenario.reports, key=lambda one: one.date.value.debut):
        for word in report.lignes:
            for bloc, line in depenses_nommees(budget, word.value):
                found[line.span] = (bloc, line, report.date.value.debut)
    yield from found.values()


def inconnus(budget: Budget, scenario: Scenario) -> tuple[Placed[str], ...]:
    """The words that name no line."""
    lines = [word for report in scenario.reports for word in report.lignes]
    return (
        *(word for word in scenario.refus if not ressources_nommees(budget, word.value)),
        *(word for word in lines if not depenses_nommees(budget, word.value)),
    )


def epargne(
    budget: Budget,
    scenario: Scenario,
    years: Sequence[AnneeContrat],
    starts: Mapping[str, date],
) -> Mapping[tuple[str, int], Decimal]:
    """What is not spent before the days to which expenses are put off: block and month → euros."""
    spared: dict[tuple[str, int], Decimal] = {}
    for bloc, line, day in reportees(budget, scenario):
        planned = spread([line], years[: budget.annees], starts.get(bloc.cle))
        for month, amount in planned.items():
            if month < month_of(day) and amount:
                key = (bloc.cle, month)
                spared[key] = spared.get(key, ZERO) + amount
    return spared


def of_another_size(projet: Projet, scenario: Scenario) -> Projet:
    """The project as it would be: from the start, or by a change that takes the place of the sizes foreseen after it."""
    identite, size, since = projet.identite, scenario.taille, scenario.taille_des
    assert size is not None, "only asked of a scenario with a size"
    kept = identite.contrat.changements
    if since is None:
        changes = tuple(replace(one, taille=None) for one in kept)
        identite = replace(identite, taille=Placed(size.value, size.span))
    else:
        before = tuple(
            replace(one, taille=None) if one.date.value.debut >= since.value.debut else one
            for one in kept
        )
        changes = (*before, Changement(since, size, None, scenario.span))
    contrat = replace(identite.contrat, changements=changes)
    return replace(projet, identite=replace(identite, contrat=contrat))
