"""How many and at what price: the columns beside a line of expense that our workbook has too, « Nb », « PU », « Unité »."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.interpret.budget_etranger.a_cote import of_years, title_of
from pipeline.interpret.nombres import parse_montant
from pipeline.model.budget import cents
from pipeline.model.budget_etranger import DEPENSES, Case, Feuille, LigneLue, Zone
from pipeline.model.colonnes import COUT_UNITAIRE, QUANTITE, UNITE, Colonne
from pipeline.model.colonnes import DEPENSES as EN_TETE
from pipeline.model.valeur import dataclass

PRISES = (QUANTITE, UNITE, COUT_UNITAIRE)


@dataclass(frozen=True, slots=True)
class Detail:
    """The cells of a line under those titles, by our column, each with the title that the source gives it."""

    cases: tuple[tuple[Colonne, str, Case], ...]

    def case(self, colonne: Colonne) -> Case | None:
        return next((case for own, _title, case in self.cases if own == colonne), None)

    @property
    def en_mots(self) -> str:
        """« Nb : 40 x 2h ; PU : 50 »."""
        return " ; ".join(f"{title} : {case.texte}" for _own, title, case in self.cases)


def detail_of(row: Sequence[Case], zone: Zone, feuille: Feuille, zones: Sequence[Zone]) -> Detail:
    """What a row of expenses says of its quantity, its unit and its price; nothing for a resource."""
    if zone.cote != DEPENSES:
        return Detail(())
    own = {*zone.libelles, *of_years(zone)}
    others = [one for one in zones if one.feuille == feuille.nom]
    titled = [
        (title_of(feuille, case.colonne, zone, others), case)
        for case in row
        if case.colonne not in own and case.texte
    ]
    named = [(EN_TETE.colonne(title), title, case) for title, case in titled if title]
    return Detail(
        tuple((colonne, title, case) for colonne, title, case in named if colonne in PRISES)
    )


def with_its_detail(line: LigneLue, detail: Detail, facteur: int) -> LigneLue:
    """The line with its quantity and its price, where they make the amount of a year; else they are words of it."""
    count, price = detail.case(QUANTITE), detail.case(COUT_UNITAIRE)
    quantity = _number(count) if count else None
    for unit in dict.fromkeys((1, facteur)):
        cost = _times(_number(price) if price else None, unit)
        if quantity and cost and cents(quantity * cost) in line.montants.values():
            said = detail.case(UNITE)
            return replace(
                line, quantite=quantity, unite=said.texte if said else "", cout_unitaire=cost
            )
    words = [line.commentaire, detail.en_mots]
    return replace(line, commentaire=" ; ".join(filter(None, words)))


def _number(case: Case) -> Decimal | None:
    return case.nombre if case.nombre is not None else parse_montant(case.texte)


def _times(cost: Decimal | None, unit: int) -> Decimal | None:
    return cost * unit if cost is not None else None
