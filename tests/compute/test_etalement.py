"""Each way of saying when money goes out, done again from the calendar: every month agrees to the cent.

Nothing of the software is used to do it again: cells are typed in a workbook, months are civil months, money is whole cents.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest

from pipeline.compute.tresorerie import spread
from tests.projets import edited, examen, petit_projet

Month = tuple[int, int]
Meant = Callable[[int, int], bool]
"""Civil year and month → whether the cell means it."""

YEARS = 2
FIRST = (2027, 4)
"""The small project's contract begins in April 2027."""

CELL = """budgets/budget.xlsx
Prévention!G5 = Étalement
Prévention étirer depenses_prevention A5:G10
Prévention!D6 = {}
Prévention!E6 = {}
Prévention!G6 = {}
"""


def civil(year: int) -> list[Month]:
    """The months of a contract year, from 0."""
    first = FIRST[0] * 12 + FIRST[1] - 1 + 12 * year
    return [(month // 12, month % 12 + 1) for month in range(first, first + 12)]


def quarter_ends(months: tuple[int, ...]) -> Meant:
    return lambda _year, month: month in months


SAID: dict[str, Meant] = {
    "égal": lambda _y, _m: True,
    "chaque mois": lambda _y, _m: True,
    "trimestriel": quarter_ends((6, 9, 12, 3)),
    "semestriel": quarter_ends((9, 3)),
    "août": quarter_ends((8,)),
    "mars, juin et septembre": quarter_ends((3, 6, 9)),
    "Mars / juin / sept.": quarter_ends((3, 6, 9)),
    "d'octobre à mars": quarter_ends((10, 11, 12, 1, 2, 3)),
    "à partir d'octobre": lambda y, m: (y, m) >= (2027, 10),
    "dès octobre": lambda y, m: (y, m) >= (2027, 10),
    "À partir d’octobre 2027": lambda y, m: (y, m) >= (2027, 10),
    "trimestriel à partir d'octobre": lambda y, m: m in (6, 9, 12, 3) and (y, m) >= (2027, 10),
    "d'octobre 2027 à juin 2028": lambda y, m: (2027, 10) <= (y, m) <= (2028, 6),
    "jusqu'en juin 2028": lambda y, m: (y, m) <= (2028, 6),
    "350 € par mois": lambda _y, _m: True,
    "350 €/mois à partir d'octobre": lambda y, m: (y, m) >= (2027, 10),
    "500 € par trimestre": quarter_ends((6, 9, 12, 3)),
    "1 000 € par an": lambda _y, _m: True,
    "500 € par mois en mars et juin": quarter_ends((3, 6)),
    "octobre 2027 et mai 2028": lambda y, m: (y, m) in ((2027, 10), (2028, 5)),
}


def done_again(amounts: tuple[int, int], meant: Meant) -> dict[Month, int]:
    """Cents by civil month: what is due so far, rounded to the nearest cent, less what was paid."""
    paid: dict[Month, int] = {}
    for year, amount in enumerate(amounts):
        chosen = [one for one in civil(year) if meant(*one)] if amount else []
        so_far = 0
        for rank, one in enumerate(chosen, 1):
            due = (2 * amount * rank + len(chosen)) // (2 * len(chosen))
            paid[one] = due - so_far
            so_far = due
        assert so_far == amount
    return {month: cents for month, cents in paid.items() if cents}


def by_month(typed: str, amounts: tuple[int, int]) -> dict[Month, int]:
    notation = CELL.format(*(cents / 100 for cents in amounts), typed)
    state = examen(edited(petit_projet(), notation))
    line = next(b for b in state.projet.budget.blocs if b.cle == "prevention").depenses[0]
    years = state.comptes.contrat.annees[:YEARS]
    return {
        (month // 12, month % 12 + 1): int(part * 100)
        for month, part in spread([line], years).items()
        if part
    }


@pytest.mark.parametrize("typed", SAID)
@pytest.mark.parametrize("amounts", [(1_000_001, 777_777), (420_000, 420_000)])
def test_each_month_agrees_to_the_cent(typed: str, amounts: tuple[int, int]) -> None:
    assert by_month(typed, amounts) == done_again(amounts, SAID[typed])


def test_from_october_counts_from_the_first_year_that_has_an_amount() -> None:
    assert by_month("à partir d'octobre", (0, 60_000)) == dict.fromkeys(
        [(2028, 10), (2028, 11), (2028, 12), (2029, 1), (2029, 2), (2029, 3)], 10_000
    )


VARIED = """budgets/budget.xlsx
Prévention!G5 = Quantité
Prévention!H5 = Unité
Prévention!I5 = Coût unitaire
Prévention!J5 = Qté 2
Prévention!K5 = Hausse par an
Prévention!L5 = PU année 2
Prévention étirer depenses_prevention A5:L10
Prévention!G6 = {quantite}
Prévention!H6 = mois
Prévention!I6 = {cout}
Prévention!J6 = {quantite_2}
Prévention!K6 = {hausse}
Prévention!L6 = {cout_2}
Prévention!D6 = {an_1}
Prévention!E6 = {an_2}
"""


def rounded(value: Fraction) -> Decimal:
    return Decimal(int(value * 100 + Fraction(1, 2))) / 100


@pytest.mark.parametrize(
    ("quantite", "cout", "quantite_2", "hausse", "cout_2"),
    [
        ("6", "3000", "12", "2 %", ""),
        ("6", "2999.99", "12", "+1,5 % par an", ""),
        ("200", "33.33", "", "2 %", ""),
        ("200", "33.33", "", "- 3 %", ""),
        ("6", "3000", "12", "", "3100"),
        ("6", "3000", "", "2 %", "3100"),
    ],
)
def test_quantity_and_unit_cost_of_each_year_make_its_amount(
    quantite: str, cout: str, quantite_2: str, hausse: str, cout_2: str
) -> None:
    rate = Fraction(hausse.replace(" ", "").split("%")[0].replace(",", ".") or "0") / 100
    first = rounded(Fraction(quantite) * Fraction(cout))
    price = Fraction(cout_2) if cout_2 else Fraction(cout) * (1 + rate)
    second = rounded(Fraction(quantite_2 or quantite) * price)
    typed = {
        "quantite": quantite,
        "cout": cout,
        "quantite_2": quantite_2,
        "hausse": hausse,
        "cout_2": cout_2,
    }
    for gap in (Decimal(0), Decimal("0.01")):
        notation = VARIED.format(**typed, an_1=first, an_2=second + gap)
        told = [f for f in examen(edited(petit_projet(), notation)).findings if f.code == "B039"]
        assert len(told) == (1 if gap else 0), told
