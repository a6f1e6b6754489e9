"""The words that every sentence about a change is made of: values, differences, runs of years."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TypeVar

from pipeline.model.bareme import FONCTIONNEMENT, VOLETS
from pipeline.model.budget import FEUILLES
from pipeline.model.echeance import MOIS
from pipeline.model.langue.francais import et, euros, nombre

T = TypeVar("T")
RIEN = "rien"
ZERO = Decimal(0)


def mot(value: object) -> str:
    """A value inside a sentence."""
    if value is None or value in ("", ()):
        return RIEN
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, Decimal):
        return (
            nombre(value.normalize() if value == value.to_integral_value() else value)
            if value
            else "0"
        )
    if isinstance(value, int):
        return nombre(value)
    if isinstance(value, tuple):
        return liste([mot(one) for one in value])
    return str(value)


def liste(words: Sequence[str]) -> str:
    return et(list(words)) if words else RIEN


def passage(avant: object, apres: object) -> str:
    """« a → b »."""
    return f"{mot(avant)} → {mot(apres)}"


def difference(avant: Decimal, apres: Decimal, par_an: bool = False) -> str:
    """« (+1 500 €) », « (−10 000 € par an) »."""
    gap = apres - avant
    sign = "+" if gap > 0 else ""
    return f"({sign}{euros(gap)}{' par an' if par_an else ''})"


def bloc(cle: str) -> str:
    return FEUILLES.get(cle, cle)


def droit(cle: str, volet: str) -> str:
    """« Accès aux soins, fixe », « Crises sanitaires, première rédaction », « Fonctionnement »."""
    if cle == FONCTIONNEMENT:
        return bloc(cle)
    return f"{bloc(cle)}, {VOLETS[volet].removeprefix('ACI ').removeprefix('volet ').removeprefix('crise ')}"


Montants = Sequence[Decimal]


def annees(avant: Montants, apres: Montants) -> str:
    """The years that changed, those alike told together.

    >>> old, new = [Decimal(5), Decimal(9), Decimal(9)], [Decimal(4), Decimal(7), Decimal(7)]
    >>> annees(old, new).replace(chr(160), " ")
    'année 1, 5 € → 4 € (−1 €) ; années 2 et 3, 9 € → 7 € (−2 € par an)'
    """
    size = max(len(avant), len(apres))
    left, right = [*avant, *[ZERO] * (size - len(avant))], [*apres, *[ZERO] * (size - len(apres))]
    parts: list[str] = []
    for years, (old, new) in runs(list(zip(left, right, strict=True))):
        if old != new:
            parts.append(
                f"{years_en_mots(years)}, {euros(old)} → {euros(new)} {difference(old, new, len(years) > 1)}"
            )
    return " ; ".join(parts)


def montants(amounts: Montants, entre: str = ", ") -> str:
    """« année 1, 5 000 €, année 2, 10 000 € », zeros left out; « années 1 et 2, 10 000 € par an »."""
    parts = [
        f"{years_en_mots(years)}, {euros(amount)}{' par an' if len(years) > 1 else ''}"
        for years, amount in runs(list(amounts))
        if amount
    ]
    return entre.join(parts)


def runs(values: Sequence[T]) -> list[tuple[list[int], T]]:
    """Years that follow each other with one value."""
    found: list[tuple[list[int], T]] = []
    for year, value in enumerate(values, 1):
        if found and found[-1][1] == value:
            found[-1][0].append(year)
        else:
            found.append(([year], value))
    return found


def years_en_mots(years: Sequence[int]) -> str:
    """« année 1 », « années 1 et 2 », « années 2 à 5 »."""
    if len(years) == 1:
        return f"année {years[0]}"
    return f"années {years[0]} {'et' if len(years) == 2 else 'à'} {years[-1]}"


def mois(annee: int, rang: int) -> str:
    return f"{MOIS[rang - 1]} {annee}"
