"""Cells that hold the amounts of two years, « 42 / 43,5 », under a title that names both, « 2027 / 2028 »."""

from __future__ import annotations

import itertools
import re
from decimal import Decimal

from pipeline.interpret.budget_etranger.titres import CIVILE, DATE
from pipeline.interpret.nombres import parse_montant
from pipeline.model.motif import motif

BETWEEN = motif(r"\s*(?:/|;|\||\bpuis\b|\bet\b|\n)\s*")
AMOUNT = motif(r"[-\u2212]?[0-9][0-9 .,\u00a0\u202f]*(?:k ?€|€)?")


def annees_d_une_case(titre: str) -> tuple[int, ...]:
    """The civil years that a title sets apart, one after the other; none for « 2027-2028 », which is one contract year.

    >>> annees_d_une_case("2027 / 2028"), annees_d_une_case("2027-2028"), annees_d_une_case("2027")
    ((2027, 2028), (), ())
    """
    years = tuple(map(int, CIVILE.findall(titre)))
    apart = re.search(r"20[2-4][0-9]\s*(?:/|;|\||\bet\b|\bpuis\b|\n)\s*20[2-4][0-9]", titre)
    follow = all(after == before + 1 for before, after in itertools.pairwise(years))
    return years if apart and follow and len(years) > 1 else ()


def montants_d_une_case(texte: str) -> tuple[Decimal, ...]:
    """The amounts that a cell sets apart, two at least; none where one of its pieces is no amount, or it is a date.

    >>> [str(one) for one in montants_d_une_case("42 / 43,5")], montants_d_une_case("12 / à définir")
    (['42', '43.5'], ())
    """
    pieces = BETWEEN.split(texte.strip())
    if len(pieces) < 2 or DATE.search(texte) or not all(map(AMOUNT.fullmatch, pieces)):
        return ()
    found = [parse_montant(piece) for piece in pieces]
    amounts = tuple(one for one in found if one is not None)
    return amounts if len(amounts) == len(pieces) else ()
