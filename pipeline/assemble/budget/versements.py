"""What the CPTS will receive, and when: rights, scenarios, payments, cash, each with its hypotheses in words."""

from __future__ import annotations

from decimal import Decimal

from pipeline.assemble.brouillon import Constats
from pipeline.assemble.budget.calendrier import annees_civiles, calendrier
from pipeline.assemble.budget.droits import droits
from pipeline.assemble.budget.hypotheses import SANS_DATE, calendrier_du_contrat, hypotheses
from pipeline.assemble.budget.montants import rounded, with_total
from pipeline.assemble.budget.regles import regles_de_versement
from pipeline.assemble.budget.scenarios import scenarios
from pipeline.assemble.budget.tresorerie import tresorerie
from pipeline.assemble.partie import alinea, etiquette, titre
from pipeline.model.ancre import de_annexe
from pipeline.model.comptes import Comptes
from pipeline.model.contrat import (
    Scenario,
)
from pipeline.model.document import Contenu
from pipeline.model.droits import total
from pipeline.model.projet import Projet
from pipeline.model.prose import Block, Link, Paragraph, Text
from pipeline.model.span import Span

INCONNU = "Les droits ne peuvent pas être calculés : il manque le barème ou la taille de la CPTS."


def versements(projet: Projet, comptes: Comptes, constats: Constats) -> tuple[Contenu, ...]:
    """The whole part: hypotheses, rights, scenarios, payments on both axes, cash, rules and their sources."""
    contrat = comptes.contrat
    if not contrat.droits:
        return (titre(1, "Ce que la CPTS recevra"), alinea(INCONNU))
    return (
        *droits_et_scenarios(projet, comptes),
        *calendrier_et_tresorerie(projet, comptes),
        *regles_de_versement(projet, contrat),
    )


def droits_et_scenarios(projet: Projet, comptes: Comptes) -> tuple[Block, ...]:
    contrat = comptes.contrat
    if not contrat.droits:
        return (alinea(INCONNU),)
    return (
        titre(1, "Ce que la CPTS recevra"),
        titre(2, "Les hypothèses"),
        *hypotheses(projet, contrat),
        *calendrier_du_contrat(projet, contrat),
        titre(2, "Les droits de chaque année de contrat"),
        *droits(projet, contrat),
        titre(2, "Selon les résultats"),
        *scenarios(projet, contrat),
    )


def resume(projet: Projet, comptes: Comptes) -> tuple[Block, ...]:
    """For part 3: what each contract year is worth, and what arrives in each civil year."""
    contrat = comptes.contrat
    if not contrat.versements:
        return ()
    prudent, full = contrat.scenarios[0], Scenario("", Decimal(1))
    rows = []
    for year in contrat.annees:
        got = total(
            v.montant
            for v in contrat.versements
            if not v.variable and year.debut <= v.jour < year.fin
        )
        sure, best = contrat.droits_de(year.rang, prudent), contrat.droits_de(year.rang, full)
        rows.append([f"Année\u00a0{year.rang}", *map(rounded, (sure, best - sure, got))])
    header = [
        "Année de contrat",
        "Fonctionnement et parts fixes",
        "Volet variable à 100\u00a0%",
        "Reçu dans l'année, parts fixes",
    ]
    return (
        etiquette("Ce qui est dû, et ce qui arrive dans l'année"),
        Paragraph(
            (
                Text(
                    "L'Assurance maladie avance une part et paie le reste après l'anniversaire du contrat. Le détail "
                    "est donné à l'"
                ),
                Link((), f"#{de_annexe('versements')}", Span("")),
                Text("."),
            )
        ),
        with_total(header, rows, 1, total_row=False, arrondis=True),
    )


def calendrier_et_tresorerie(projet: Projet, comptes: Comptes) -> tuple[Block, ...]:
    contrat = comptes.contrat
    if not contrat.droits:
        return (alinea(INCONNU),)
    if not contrat.versements:
        return (titre(1, "Quand l'argent arrive"), alinea(SANS_DATE))
    return (
        titre(1, "Quand l'argent arrive"),
        titre(2, "Le calendrier des versements"),
        *calendrier(contrat),
        titre(2, "De l'année de contrat à l'année civile"),
        *annees_civiles(contrat),
        titre(1, "La trésorerie mois par mois"),
        *tresorerie(projet, contrat),
    )
