"""The signs of a foreign budget: expenses typed below zero, or one column where the sign alone says the side."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.interpret.budget_etranger.titres import cote_nommee, est_une_somme
from pipeline.model.budget_etranger import DEPENSES, RESSOURCES, Case, Feuille, Zone

Ligne = Sequence[Case]
FEWEST_BELOW = 2
"""Amounts below zero from which they are a manner, and not a refund."""

SANS_SIGNE = "ses montants sont négatifs dans votre fichier, et pris sans leur signe"


def sans_signe(zones: Sequence[Zone], feuilles: Sequence[Feuille]) -> tuple[Zone, ...]:
    """The zones, those of expenses that are all typed below zero with a factor that turns them."""
    sheets = {feuille.nom: feuille for feuille in feuilles}
    return tuple(
        replace(zone, facteur=-zone.facteur)
        if est_negative(zone, sheets.get(zone.feuille))
        else zone
        for zone in zones
    )


def est_negative(zone: Zone, feuille: Feuille | None) -> bool:
    """Whether the expenses of a sheet are typed below zero, in the columns of this zone and the rows of its side."""
    if feuille is None or zone.cote != DEPENSES or zone.facteur < 0:
        return False
    columns = {column for year in zone.annees for column in year.colonnes}
    rows = feuille.lignes[zone.premiere - 1 : zone.derniere]
    found = [number for row in rows for number in _in(row, columns)]
    return bool(found) and all(number < 0 for number in found) and _is_a_manner(feuille, columns)


def _is_a_manner(feuille: Feuille, columns: Collection[int]) -> bool:
    below = [n for row in feuille.lignes for n in _in(row, columns) if n < 0]
    return len(below) >= FEWEST_BELOW


def _in(row: Ligne, columns: Collection[int]) -> list[Decimal]:
    """The amounts of a line in these columns, zeros apart; none of a total or a balance."""
    if est_une_somme(" ".join(case.texte for case in row if case.nombre is None)):
        return []
    return [case.nombre for case in row if case.colonne in columns and case.nombre]


def dit_le_cote(below: Sequence[Ligne], columns: Collection[int]) -> bool:
    """Whether the sign alone tells what is spent from what is received: both signs, and no side named in any row."""
    numbers = [number for row in below for number in _in(row, columns)]
    both = any(n > 0 for n in numbers) and sum(n < 0 for n in numbers) >= FEWEST_BELOW
    return both and not any(
        cote_nommee(case.texte) for row in below for case in row if case.nombre is None
    )


def cote_du_signe(row: Ligne, columns: Collection[int]) -> str:
    """The side of a line whose sign tells it; "" for a total, or a line of both signs."""
    signs = {number > 0 for number in _in(row, columns)}
    return {frozenset({True}): RESSOURCES, frozenset({False}): DEPENSES}.get(frozenset(signs), "")
