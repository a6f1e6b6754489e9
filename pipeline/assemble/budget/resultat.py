"""The compte de résultat of each civil year, beside the contract years; carried over sums and volunteering apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from pipeline.assemble.budget.montants import NONE, decimal, tableau, whole_euros, with_total
from pipeline.assemble.partie import alinea, etiquette, titre
from pipeline.model.budget import DEMANDE
from pipeline.model.comptes import Comptes
from pipeline.model.droits import ZERO, total
from pipeline.model.langue.francais import et, euros
from pipeline.model.projet import Projet
from pipeline.model.prose import Block
from pipeline.model.resultat import (
    BENEVOLAT,
    CHARGES,
    EN_FONDS_DEDIES,
    FONDS_DEDIES_UTILISES,
    PERSONNEL_BENEVOLE,
    PRODUITS,
    SOURCE,
    Benevolat,
    Compte,
    Resultat,
    Sommes,
)

INTRO = (
    "Montants en euros, arrondis à l'euro. Le prévu place chaque ligne du budget dans les mois qu'elle concerne. "
    "Le réalisé compte les sommes payées ou reçues dans l'année civile : à la clôture, l'expert-comptable y ajoute ce qui "
    "reste à payer ou à recevoir."
)
NUMEROS = (
    f"Les numéros de compte sont proposés d'après le {SOURCE}. La nature des sommes de l'ACI est discutée (concours "
    "public ou subvention) et celle des indemnités dépend du cabinet : faites-les confirmer."
)
ORDRE_CHARGES = (*dict.fromkeys(CHARGES.values()), EN_FONDS_DEDIES)
ORDRE_PRODUITS = (*dict.fromkeys(PRODUITS.values()), FONDS_DEDIES_UTILISES)


def compte_de_resultat(projet: Projet, comptes: Comptes) -> tuple[Block, ...]:
    """Nothing while the contract has no date."""
    found = comptes.resultat
    if not found.annees:
        return ()
    return (
        titre(1, "Le compte de résultat par année civile"),
        alinea(INTRO),
        *_asked(projet),
        etiquette("Charges et produits de chaque année civile"),
        _table(found),
        alinea(NUMEROS),
        *_dedicated(found),
        *_volunteering(projet.identite.contrat.benevolat),
        etiquette("Dépenses du budget, de l'année de contrat à l'année civile"),
        _by_contract_year(found),
    )


def _asked(projet: Projet) -> Iterable[Block]:
    """Money only asked for is in the budget, so it is in what is planned."""
    asked = total(
        total(line.montants) for line in projet.budget.ressources if line.statut == DEMANDE
    )
    if asked:
        yield alinea(f"Le prévu compte {euros(asked)} de ressources seulement demandées.")


def _table(found: Resultat) -> Block:
    done = bool(found.jusqu_a)
    header = ["Compte", "Intitulé"]
    for year in found.annees:
        header += [f"{year} prévu", *([f"{year} réalisé"] if done else [])]
    rows = [
        *_lines(found, ORDRE_CHARGES, found.prevu_charges, found.fait_charges, done),
        ["", "Total des charges", *_sums(found, found.prevu_charges, found.fait_charges, done)],
        *_lines(found, ORDRE_PRODUITS, found.prevu_produits, found.fait_produits, done),
        ["", "Total des produits", *_sums(found, found.prevu_produits, found.fait_produits, done)],
        ["", "Résultat", *_results(found, done)],
    ]
    return with_total(header, rows, 2)


def _lines(
    found: Resultat, order: Sequence[Compte], planned: Sommes, told: Sommes, done: bool
) -> Iterable[list[str]]:
    """The accounts that hold something, in the order of the plan."""
    for compte in sorted(order, key=lambda one: one.numero):
        cells: list[Decimal] = []
        for year in found.annees:
            cells.append(planned.get((year, compte), ZERO))
            cells += [told.get((year, compte), ZERO)] if done else []
        if any(cells):
            yield [compte.numero, compte.intitule, *(whole_euros(c) if c else NONE for c in cells)]


def _sums(found: Resultat, planned: Sommes, told: Sommes, done: bool) -> list[str]:
    return [
        whole_euros(_of(side, year))
        for year in found.annees
        for side in ((planned, told) if done else (planned,))
    ]


def _results(found: Resultat, done: bool) -> list[str]:
    cells: list[str] = []
    for year in found.annees:
        cells.append(whole_euros(_of(found.prevu_produits, year) - _of(found.prevu_charges, year)))
        if done:
            gap = _of(found.fait_produits, year) - _of(found.fait_charges, year)
            cells.append(whole_euros(gap))
    return cells


def _of(sums: Sommes, year: int) -> Decimal:
    return total(amount for (civil, _compte), amount in sums.items() if civil == year)


def _dedicated(found: Resultat) -> Iterable[Block]:
    """What was put aside and what was used of it, year by year, told or planned."""
    rows: list[list[str]] = []
    left = ZERO
    told = bool(found.jusqu_a)
    charges = found.fait_charges if told else found.prevu_charges
    produits = found.fait_produits if told else found.prevu_produits
    for year in found.annees:
        aside = charges.get((year, EN_FONDS_DEDIES), ZERO)
        used = produits.get((year, FONDS_DEDIES_UTILISES), ZERO)
        left += aside - used
        if aside or used:
            rows.append([str(year), euros(used), euros(aside), euros(left)])
    if rows:
        yield etiquette("Fonds dédiés et sommes reportées")
        yield with_total(
            ["Année civile", "Utilisé (789)", "Mis de côté (689)", "Reste depuis le début"],
            rows,
            1,
            total_row=False,
        )


def _volunteering(benevolat: Sequence[Benevolat]) -> Iterable[Block]:
    if not benevolat:
        return
    rows = [
        [str(one.annee), one.objet or NONE, decimal(one.heures), euros(one.taux), euros(one.valeur)]
        for one in sorted(benevolat, key=lambda one: one.annee)
    ]
    accounts = et(
        [f"{one.numero} ({one.intitule.lower()})" for one in (PERSONNEL_BENEVOLE, BENEVOLAT)]
    )
    yield etiquette("Contributions volontaires en nature")
    yield alinea(
        f"Au pied du compte de résultat, la même somme aux comptes {accounts} : elle ne change pas le résultat."
    )
    yield tableau(
        ["Année civile", "Objet", "Heures", "Valeur d'une heure", "Valeur"],
        rows,
        ["left", "left", "right", "right", "right"],
    )


def _by_contract_year(found: Resultat) -> Block:
    ranks = sorted({rank for rank, _civil in found.par_contrat})
    rows = []
    for rank in ranks:
        amounts = [found.par_contrat.get((rank, civil), ZERO) for civil in found.annees]
        cells = [whole_euros(amount) if amount else NONE for amount in amounts]
        rows.append([f"Année\u00a0{rank}", *cells, whole_euros(total(amounts))])
    sums = [
        total(found.par_contrat.get((rank, civil), ZERO) for rank in ranks)
        for civil in found.annees
    ]
    rows.append(["Total", *map(whole_euros, sums), whole_euros(total(sums))])
    return with_total(["Année de contrat", *map(str, found.annees), "Total"], rows, 1)
