"""The cash plan: what it supposes, its lowest month in each scenario, then year by year and month by month."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from pipeline.assemble.budget.montants import (
    NONE,
    decimal,
    or_none,
    puces,
    rounded,
    tableau,
    together,
    with_total,
)
from pipeline.assemble.partie import alinea, etiquette
from pipeline.model.budget import (
    ORIGINES_ACI,
    Budget,
    Depense,
    Ressource,
)
from pipeline.model.contrat import (
    PRUDENT,
)
from pipeline.model.droits import Contrat, MoisTresorerie, Tresorerie, total
from pipeline.model.echeance import MOIS
from pipeline.model.etalement import EGAL, MOIS_NOMMES, SEMESTRIEL, TRIMESTRIEL, Etalement
from pipeline.model.langue.francais import euros, lettres, majuscule
from pipeline.model.projet import Projet
from pipeline.model.prose import Block, Table

RIGHT = "right"
PLUSIEURS, PERIODE = "plusieurs mois", "période"


def tresorerie(projet: Projet, contrat: Contrat) -> list[Block]:
    if not contrat.tresoreries:
        return [alinea("Le budget n'a pas pu être lu : la trésorerie ne peut pas être calculée.")]
    prudent = contrat.tresoreries[0]
    return [
        puces(_cash_hypotheses(projet, contrat)),
        etiquette("Le mois le plus bas de chaque scénario"),
        _lowest(contrat.tresoreries),
        *_side_by_side(contrat.tresoreries),
        etiquette(f"Année civile par année civile, {PRUDENT.nom}"),
        _by_civil_year(prudent),
        etiquette(f"Mois par mois, {PRUDENT.nom}"),
        _by_month(prudent),
    ]


def _cash_hypotheses(projet: Projet, contrat: Contrat) -> list[tuple[str, str]]:
    budget, identite = projet.budget, projet.identite
    opening = identite.contrat.solde_ouverture
    years = f"les {lettres(budget.annees)} années" if budget.annees > 1 else "l'année"
    asked = total(
        total(line.montants)
        for bloc in budget.blocs
        for line in bloc.ressources
        if line.origine not in ORIGINES_ACI and line.statut == "demandé"
    )
    items = [
        (
            "Période",
            f"{years} de contrat que couvre le budget ; ce qui arrive ensuite est donné en reste à recevoir.",
        ),
        (
            "Solde d'ouverture",
            "non renseigné, compté pour zéro."
            if opening is None
            else f"{euros(opening)} au premier jour.",
        ),
        (
            "Dépenses et autres ressources",
            _rhythm(budget),
        ),
        (
            "Versements de l'ACI",
            "au mois où le calendrier les place ; les soldes, à leur dernier jour prévu.",
        ),
    ]
    if any(plan.sous_zero for plan in contrat.tresoreries):
        items.append(
            (
                "Ce qui manque",
                "compté en mois de dépenses : le solde le plus bas divisé par la dépense moyenne d'un mois, arrondi au "
                "dixième supérieur.",
            )
        )
    if asked:
        items.append(
            ("Ressources seulement demandées", f"{euros(asked)}, {_where_asked(contrat)}.")
        )
    return items


def _where_asked(contrat: Contrat) -> str:
    counted = [plan.scenario.nom for plan in contrat.tresoreries if plan.scenario.demandees]
    if not counted:
        return "comptés dans aucun scénario"
    return f"comptés seulement dans {' et '.join(f'« {nom} »' for nom in counted)}"


RYTHMES = {
    EGAL: "en parts égales chaque mois, une mission à partir de son démarrage",
    TRIMESTRIEL: "un quart à la fin de chaque trimestre",
    SEMESTRIEL: "une moitié à la fin de chaque semestre",
    MOIS_NOMMES: "en une fois, le mois prévu",
    PLUSIEURS: "en parts égales, les mois prévus",
    PERIODE: "en parts égales, dans la période prévue",
}


def _rhythm(budget: Budget) -> str:
    """How the lines of this budget, other than those of the ACI, fall in the year."""
    lines: list[Depense | Ressource] = [line for bloc in budget.blocs for line in bloc.depenses]
    lines += [
        line
        for bloc in budget.blocs
        for line in bloc.ressources
        if line.origine not in ORIGINES_ACI
    ]
    used = {_kind(line.etalement) for line in lines if any(line.montants)}
    told = [words for rythme, words in RYTHMES.items() if rythme in used]
    if len(told) > 1:
        return f"selon la ligne du budget, {' ; '.join(told)}."
    return f"{''.join(told)}."


def _kind(etalement: Etalement) -> str:
    if etalement.depuis or etalement.jusqu_a:
        return PERIODE
    return PLUSIEURS if len(etalement.mois) > 1 else etalement.rythme


def _lowest(plans: Sequence[Tresorerie]) -> Table:
    """What is missing has its columns only where some month ends below zero."""
    below = any(plan.sous_zero for plan in plans)
    rows: list[list[str]] = []
    for plan in plans:
        low = plan.plus_bas
        advance = f"{decimal(plan.mois_avances)} mois de dépenses" if low.solde < 0 else NONE
        rows.append(
            [
                majuscule(plan.scenario.nom),
                rounded(low.solde),
                _month(low),
                *([str(len(plan.sous_zero)), advance] if below else []),
                rounded(plan.a_recevoir),
            ]
        )
    missing = ["Mois sous zéro", "Ce qui manque alors"] if below else []
    header = ["Scénario", "Solde le plus bas", "À la fin de", *missing, "Reste à recevoir"]
    aligns = ["left", RIGHT, "left", *([RIGHT, "left"] if below else []), RIGHT]
    return tableau(header, rows, aligns, arrondis=True)


def _side_by_side(plans: Sequence[Tresorerie]) -> list[Block]:
    """What is left at the end of each civil year, a line for each scenario."""
    ends = [list(group)[-1] for _year, group in groupby(plans[0].mois, key=lambda m: m.annee)]
    ranks = [plans[0].mois.index(month) for month in ends]
    rows = [
        [majuscule(plan.scenario.nom), *(rounded(plan.mois[rank].solde) for rank in ranks)]
        for plan in plans
    ]
    titles = (
        majuscule(_month(month)).replace("\u00a0", " ") for month in ends
    )  # cut where many stand abreast
    header = ["Scénario", *titles]
    return [
        etiquette("Ce qui reste à la fin de chaque année civile, scénario par scénario"),
        with_total(header, rows, 1, total_row=False, arrondis=True),
    ]


def mois_par_scenario(contrat: Contrat) -> tuple[Block, ...]:
    """Month by month, what is left in each scenario: as many columns as scenarios, for a screen or a spreadsheet."""
    plans = contrat.tresoreries
    if not plans:
        return ()
    rows = [
        [_month(months[0]), *(rounded(month.solde) for month in months)]
        for months in zip(*(plan.mois for plan in plans), strict=True)
    ]
    header = ["Mois", *(majuscule(plan.scenario.nom) for plan in plans)]
    return (
        etiquette("Ce qui reste à la fin de chaque mois, scénario par scénario"),
        with_total(header, rows, 1, total_row=False, arrondis=True),
    )


def _by_civil_year(plan: Tresorerie) -> Table:
    rows: list[list[str]] = []
    for year, group in groupby(plan.mois, key=lambda m: m.annee):
        months = list(group)
        rows.append(
            [
                _span_of(year, months),
                rounded(total(m.aci for m in months)),
                rounded(total(m.autres for m in months)),
                rounded(total(m.depenses for m in months)),
                rounded(months[-1].solde),
            ]
        )
    header = ["Année civile", "Reçu de l'ACI", "Autres ressources", "Dépenses", "Solde à la fin"]
    return with_total(header, rows, 1, total_row=False, arrondis=True)


def _span_of(year: int, months: Sequence[MoisTresorerie]) -> str:
    if len(months) == 12:
        return str(year)
    return f"{year} ({MOIS[months[0].mois - 1]} à {MOIS[months[-1].mois - 1]})"


def _by_month(plan: Tresorerie) -> Table:
    rows = [["Ouverture", "", "", "", euros(plan.ouverture)]]
    rows += [
        [_month(m), or_none(m.aci), or_none(m.autres), or_none(m.depenses), euros(m.solde)]
        for m in plan.mois
    ]
    header = ["Mois", "Reçu de l'ACI", "Autres ressources", "Dépenses", "Solde en fin de mois"]
    return with_total(header, rows, 1, total_row=False)


def _month(month: MoisTresorerie) -> str:
    return together(f"{MOIS[month.mois - 1]} {month.annee}")
