"""When the money of the ACI arrives: day by day, then by contract year and civil year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from pipeline.assemble.budget.montants import NONE, or_none, together, with_total
from pipeline.assemble.partie import alinea, etiquette
from pipeline.model.bareme import FONCTIONNEMENT
from pipeline.model.budget import FEUILLES
from pipeline.model.droits import Contrat, Versement, total
from pipeline.model.echeance import Echeance
from pipeline.model.langue.francais import euros, majuscule
from pipeline.model.prose import Block, Table


def calendrier(contrat: Contrat) -> list[Block]:
    intro = (
        "Les soldes sont placés au dernier jour prévu après l'anniversaire du contrat. Le volet variable est donné "
        "à 100 % : "
        "selon les résultats, il en arrive une partie seulement."
    )
    rows: list[list[str]] = []
    for _, group in groupby(contrat.versements, key=lambda v: (v.jour, v.annee, v.motif)):
        rows.append(_payment_row(list(group), contrat))
    fixed = total(v.montant for v in contrat.versements if not v.variable)
    variable = total(v.montant for v in contrat.versements if v.variable)
    rows.append(["Total", "", "", euros(fixed), euros(variable)])
    header = [
        "Date",
        "Versement",
        "Année de contrat",
        "Fonctionnement et parts fixes",
        "Volet variable à 100\u00a0%",
    ]
    return [alinea(intro), with_total(header, rows, 3)]


def _payment_row(group: Sequence[Versement], contrat: Contrat) -> list[str]:
    first = group[0]
    what = f"{majuscule(first.motif)} : {_blocks(group, contrat)}"
    if first.motif == "avance":
        what += _days(group, contrat)
    amount = euros(total(v.montant for v in group))
    amounts = [NONE, amount] if first.variable else [amount, NONE]
    return [together(str(Echeance(first.jour))), what, str(first.annee), *amounts]


def _blocks(group: Sequence[Versement], contrat: Contrat) -> str:
    """The names of the blocks paid; « toutes les missions » when none that is due that year is left out."""
    paid = list(dict.fromkeys(versement.bloc for versement in group))
    missions = [bloc for bloc in paid if bloc != FONCTIONNEMENT]
    first = [FONCTIONNEMENT] if FONCTIONNEMENT in paid else []
    if len(missions) > 2 and set(missions) == _missions_due(group[0], contrat) == {
        m.cle for m in contrat.missions
    }:
        return "fonctionnement et missions" if first else "toutes les missions"
    return ", ".join(FEUILLES[bloc].lower() for bloc in (*first, *missions))


def _missions_due(versement: Versement, contrat: Contrat) -> set[str]:
    """The missions to which the year of a payment gives a right of its kind."""
    kind = (versement.annee, versement.variable)
    return {droit.bloc for droit in contrat.droits if (droit.annee, droit.variable) == kind} - {
        FONCTIONNEMENT
    }


def _days(group: Sequence[Versement], contrat: Contrat) -> str:
    """« (336 jours sur 366) » when the year is not whole for the missions of the group."""
    mine = {(v.bloc, v.volet, v.annee) for v in group}
    shares = {(d.jours, d.sur) for d in contrat.droits if (d.bloc, d.volet, d.annee) in mine}
    (days, of), *others = shares
    return f" ({days}\u00a0jours sur\u00a0{of})" if not others and days < of else ""


def annees_civiles(contrat: Contrat) -> list[Block]:
    intro = (
        "Chaque ligne est une année de contrat ; chaque colonne, l'année civile où l'argent arrive."
    )
    blocks: list[Block] = [alinea(intro)]
    fixed = [v for v in contrat.versements if not v.variable]
    variable = [v for v in contrat.versements if v.variable]
    blocks += [etiquette("Fonctionnement et parts fixes : les versements"), _matrix(contrat, fixed)]
    if variable:
        blocks += [etiquette("Volet variable à 100 % : les versements"), _matrix(contrat, variable)]
    return blocks


def _matrix(contrat: Contrat, payments: Sequence[Versement]) -> Table:
    civil = sorted({v.jour.year for v in contrat.versements})

    def row(name: str, chosen: Iterable[Versement]) -> list[str]:
        mine = list(chosen)
        amounts = [total(v.montant for v in mine if v.jour.year == year) for year in civil]
        return [
            name,
            *(or_none(amount) for amount in amounts),
            euros(total(amounts)),
        ]

    rows = [
        row(f"Année\u00a0{rank}", (v for v in payments if v.annee == rank))
        for rank in range(1, contrat.duree + 1)
    ]
    rows.append(row("Total", payments))
    return with_total(["", *map(str, civil), "Total"], rows, 1)
