"""The compte de résultat of each civil year, beside the contract years; carried over sums and volunteering apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from decimal import Decimal

from pipeline.assemble.budget.montants import (
    NONE,
    decimal,
    rounded,
    tableau,
    with_subtotal,
    with_total,
)
from pipeline.assemble.partie import alinea, etiquette, titre
from pipeline.model.budget import DEMANDE
from pipeline.model.comptes import Comptes
from pipeline.model.droits import ZERO, AnneeContrat, total
from pipeline.model.echeance import MOIS
from pipeline.model.langue.francais import et, euros
from pipeline.model.projet import Projet
from pipeline.model.prose import SOUS, Block
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
from pipeline.model.valeur import dataclass

INTRO = (
    "Le prévu place chaque ligne du budget dans les mois qu'elle concerne. "
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
        etiquette("Charges et produits de chaque année civile"),
        _table(found),
        alinea(INTRO),
        *_in_part(comptes.contrat.annees[: projet.budget.annees]),
        *_asked(projet),
        *_until(found),
        alinea(NUMEROS),
        *_dedicated(found),
        *_volunteering(projet.identite.contrat.benevolat),
        etiquette("Dépenses du budget, de l'année de contrat à l'année civile"),
        _by_contract_year(found),
    )


def _in_part(years: Sequence[AnneeContrat]) -> Iterable[Block]:
    """The budget goes from anniversary to anniversary: its first and last civil years may not be whole ones."""
    first, last = years[0].debut, years[-1].fin - timedelta(days=1)
    told = []
    if first.month > 1:
        told.append(f"{first.year} commence en {MOIS[first.month - 1]}, avec le contrat")
    if last.month < 12:
        told.append(f"{last.year} s'arrête en {MOIS[last.month - 1]}, avec le budget")
    if told:
        yield alinea(f"{', et '.join(told)} : le prévu n'y compte pas l'année entière.")


def _until(found: Resultat) -> Iterable[Block]:
    """Beside a whole year planned, the one that is running is told in part only."""
    if found.jusqu_a:
        yield alinea(f"Le réalisé s'arrête à la fin de {found.jusqu_a}.")


def _asked(projet: Projet) -> Iterable[Block]:
    """Money only asked for is in the budget, so it is in what is planned."""
    asked = total(
        total(line.montants) for line in projet.budget.ressources if line.statut == DEMANDE
    )
    if asked:
        yield alinea(f"Le prévu compte {euros(asked)} de ressources seulement demandées.")


@dataclass(frozen=True, slots=True)
class _Colonne:
    """A column of the table: a civil year, and the sums planned or told of it."""

    titre: str
    annee: int
    charges: Sommes
    produits: Sommes

    @property
    def resultat(self) -> Decimal:
        return _of(self.produits, self.annee) - _of(self.charges, self.annee)


def _columns(found: Resultat) -> Iterator[_Colonne]:
    """What is planned of each year, and what was done in those of which something is told."""
    for year in found.annees:
        yield _Colonne(f"{year} {SOUS} Prévu", year, found.prevu_charges, found.prevu_produits)
        if _is_told(found, year):
            yield _Colonne(f"{year} {SOUS} Réalisé", year, found.fait_charges, found.fait_produits)


def _is_told(found: Resultat, year: int) -> bool:
    return any(civil == year for civil, _compte in (*found.fait_charges, *found.fait_produits))


def _table(found: Resultat) -> Block:
    columns = list(_columns(found))
    charges = [(one.annee, one.charges) for one in columns]
    produits = [(one.annee, one.produits) for one in columns]
    above = _with_sum("Total des charges", ORDRE_CHARGES, charges)
    under = _with_sum("Total des produits", ORDRE_PRODUITS, produits)
    rows = [*above, *under, ["", "Résultat", *(rounded(one.resultat) for one in columns)]]
    table = with_total(
        ["Compte", "Intitulé", *(one.titre for one in columns)], rows, 2, arrondis=True
    )
    for last in (len(above) - 1, len(rows) - 2):
        table = with_subtotal(table, last)
    return table


def _with_sum(
    name: str, order: Sequence[Compte], columns: Sequence[tuple[int, Sommes]]
) -> list[list[str]]:
    """One side of the table, its sum last."""
    sums = (rounded(_of(sums, year)) for year, sums in columns)
    return [*_lines(order, columns), ["", name, *sums]]


def _lines(order: Sequence[Compte], columns: Sequence[tuple[int, Sommes]]) -> Iterable[list[str]]:
    """The accounts that hold something, in the order of the plan."""
    for compte in sorted(order, key=lambda one: one.numero):
        cells = [sums.get((year, compte), ZERO) for year, sums in columns]
        if any(cells):
            yield [compte.numero, compte.intitule, *(rounded(c) if c else NONE for c in cells)]


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
        cells = [rounded(amount) if amount else NONE for amount in amounts]
        rows.append([f"Année\u00a0{rank}", *cells, rounded(total(amounts))])
    sums = [
        total(found.par_contrat.get((rank, civil), ZERO) for rank in ranks)
        for civil in found.annees
    ]
    rows.append(["Total", *map(rounded, sums), rounded(total(sums))])
    return with_total(
        ["Année de contrat", *map(str, found.annees), "Total"], rows, 1, arrondis=True
    )
