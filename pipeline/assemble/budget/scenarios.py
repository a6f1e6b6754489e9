"""What the CPTS receives according to its results, and what each block of the budget would then lack."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from pipeline.assemble.budget.montants import (
    NONE,
    exact_percent,
    puces,
    rounded,
    with_total,
)
from pipeline.assemble.partie import alinea, etiquette
from pipeline.model.budget import FEUILLES, Ressource
from pipeline.model.contrat import Scenario
from pipeline.model.droits import Contrat, total
from pipeline.model.echeance import MOIS, Echeance
from pipeline.model.langue.francais import et, euros, majuscule
from pipeline.model.projet import Piece, Projet
from pipeline.model.prose import Block
from pipeline.model.span import Placed

ABREAST = 4
"""Scenarios whose names still fit above a column each."""

SEUIL = Scenario("toutes les missions à 80\u00a0%", Decimal("0.8"))
"""What readers ask for, whatever scenarios a project has chosen."""


def scenarios(projet: Projet, contrat: Contrat) -> list[Block]:
    years = range(1, contrat.duree + 1)
    found = [(s, [contrat.droits_de(year, s) for year in years]) for s in _with_threshold(contrat)]
    rows = [
        [majuscule(scenario.nom), *map(rounded, amounts), rounded(total(amounts))]
        for scenario, amounts in found
    ]
    intro = (
        "Le volet variable dépend des résultats. La première ligne, la plus prudente, ne compte "
        "que le fonctionnement "
        "et les parts fixes : c'est sur elle que les dépenses s'engagent sans compter sur les résultats. Ce sont des "
        "droits : une partie n'arrive que l'année suivante."
    )
    blocks: list[Block] = [
        alinea(intro),
        etiquette("Droits de chaque année, selon les résultats"),
        with_total(
            ["Scénario", *(f"Année {year}" for year in years), "Total"],
            rows,
            1,
            total_row=False,
            arrondis=True,
        ),
    ]
    details = [
        alinea(_rates(scenario)) for scenario in contrat.scenarios if not _tells_its_rates(scenario)
    ]
    return [*blocks, *details, *_suppositions(contrat), *_uncovered(projet, contrat)]


def _suppositions(contrat: Contrat) -> list[Block]:
    """What the scenarios suppose beyond results, in words."""
    told = [
        (majuscule(scenario.nom), f"{' ; '.join(_supposed(scenario, contrat))}.")
        for scenario in contrat.scenarios
        if scenario.nom in contrat.effets
    ]
    return [etiquette("Ce que ces scénarios supposent"), puces(told)] if told else []


def _supposed(scenario: Scenario, contrat: Contrat) -> Iterator[str]:
    effet = contrat.effet(scenario)
    if not scenario.missions:
        yield _results(scenario)
    if scenario.taille is not None and effet.droits is not None:
        yield f"la CPTS est de taille {scenario.taille.value}{_anniversary(scenario, contrat)}"
    if effet.refusees:
        yield _refused(effet.refusees)
    yield from _put_off(scenario, effet.inconnus)
    spared = total(effet.epargne.values())
    if spared:
        yield f"soit {euros(spared)} de dépenses en moins"


def _results(scenario: Scenario) -> str:
    """The share of the variable parts, without which the other hypotheses cannot be weighed."""
    if scenario.prudent or not scenario.taux:
        return "aucun résultat n'est compté"
    return f"{exact_percent(scenario.taux)} des volets variables sont acquis"


def _refused(lines: Sequence[Ressource]) -> str:
    """The resources that do not come, each by the best name it has, and what the budget counted on."""
    names = [line.libelle or line.financeur or line.origine for line in lines]
    lost = total(total(line.montants) for line in lines)
    return f"ne viennent pas : {', '.join(names)} ({euros(lost)} au budget)"


def _put_off(scenario: Scenario, unknown: Collection[Placed[str]]) -> Iterator[str]:
    """The expenses that start later, those that no line bears left out."""
    for report in scenario.reports:
        known = [word.value for word in report.lignes if word not in unknown]
        if known:
            names = et([f"« {word} »" for word in known])
            yield f"{names} : rien n'est dépensé avant {month_of(report.date.value)}"


def _anniversary(scenario: Scenario, contrat: Contrat) -> str:
    if scenario.taille_des is None:
        return " dès le début du contrat"
    day = scenario.taille_des.value.debut
    first = next((year.debut for year in contrat.annees if year.debut >= day), None)
    return f" à partir du {Echeance(first)}" if first else ""


def month_of(day: Echeance) -> str:
    """« septembre 2027 »: what is put off starts with a month."""
    return f"{MOIS[day.debut.month - 1]} {day.debut.year}"


def _tells_its_rates(scenario: Scenario) -> bool:
    """Whether every mission with a rate of its own is named by the scenario itself."""
    return all(FEUILLES[mission].lower() in scenario.nom.lower() for mission in scenario.missions)


def _rates(scenario: Scenario) -> str:
    rates = [
        f"{FEUILLES[mission]} {exact_percent(rate)}" for mission, rate in scenario.missions.items()
    ]
    return f"{majuscule(scenario.nom)} : {', '.join(rates)}."


def _with_threshold(contrat: Contrat) -> list[Scenario]:
    """The scenarios of the project, and every mission at 80 % when none of them says it, in the order of the sums."""
    if any(not s.missions and s.taux == SEUIL.taux and not s.prudent for s in contrat.scenarios):
        return list(contrat.scenarios)
    if not any(droit.volet == "variable" for droit in contrat.droits):
        return list(contrat.scenarios)
    worth = {
        s.nom: total(droit.selon(s) for droit in contrat.droits)
        for s in (*contrat.scenarios, SEUIL)
    }
    rank = next(
        (r for r, s in enumerate(contrat.scenarios) if worth[s.nom] > worth[SEUIL.nom]), len(worth)
    )
    return [*contrat.scenarios[:rank], SEUIL, *contrat.scenarios[rank:]]


def _uncovered(projet: Projet, contrat: Contrat) -> list[Block]:
    if Piece.BUDGET in projet.trous:
        return []
    if len(contrat.scenarios) > ABREAST:
        return _uncovered_by_scenario(projet, contrat)
    names = [scenario.nom for scenario in contrat.scenarios]
    rows = [
        [
            f"{FEUILLES[m.bloc]}, année\u00a0{m.annee}",
            *(euros(m.manques[n]) if m.manques[n] else "couvert" for n in names),
        ]
        for m in contrat.manques
        if any(m.manques.values())
    ]
    if not rows:
        return [alinea(COVERED)]
    header = ["Bloc", *map(majuscule, names)]
    return [*LACKING, with_total(header, rows, 1, total_row=False)]


def _uncovered_by_scenario(projet: Projet, contrat: Contrat) -> list[Block]:
    """One line for each scenario and block that lacks something: more scenarios than stand abreast."""
    rows: list[list[str]] = []
    years = range(1, projet.budget.annees + 1)
    for scenario in contrat.scenarios:
        for bloc in projet.budget.blocs:
            lacking = {
                one.annee: one.manques[scenario.nom]
                for one in contrat.manques
                if one.bloc == bloc.cle
            }
            if any(lacking.values()):
                amounts = [euros(lacking[year]) if lacking.get(year) else NONE for year in years]
                rows.append([majuscule(scenario.nom), bloc.feuille, *amounts])
    if not rows:
        return [alinea(COVERED)]
    header = ["Scénario", "Bloc", *(f"Année {year}" for year in years)]
    return [*LACKING, with_total(header, rows, 2, total_row=False)]


COVERED = "Dans chaque scénario, les dépenses de chaque bloc du budget sont couvertes."
LACKING = (
    etiquette("Ce qui manquerait à chaque bloc du budget"),
    alinea(
        "Ce qui manquerait à un bloc : ses dépenses du budget, moins ses droits dans le scénario et ses autres "
        "ressources. Un scénario qui n'est pas nommé couvre tous les blocs."
    ),
)
