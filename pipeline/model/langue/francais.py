"""Numbers, amounts and counts as French prints them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

FINE = "\u202f"
"""Narrow no-break space, between the thousands; « € » and « % » follow an ordinary no-break one."""


def nombre(value: int | Decimal) -> str:
    """1234.5 → « 1 234,5 », with narrow no-break spaces."""
    text = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
    whole, _, decimals = text.partition(".")
    return whole.replace(",", FINE).replace("-", "\u2212") + (f",{decimals}" if decimals else "")


def ou(words: Iterable[str]) -> str:
    """« a », « a ou b », « a, b ou c »."""
    *first, last = words
    return f"{', '.join(first)} ou {last}" if first else last


def et(words: Iterable[str]) -> str:
    """« a », « a et b », « a, b et c »."""
    *first, last = words
    return f"{', '.join(first)} et {last}" if first else last


def majuscule(words: str) -> str:
    """The words with a capital to begin."""
    return words[:1].upper() + words[1:]


def phrases(*sentences: str) -> str:
    """Sentences one after the other, each with its capital: findings are written without."""
    return " ".join(majuscule(sentence) for sentence in sentences if sentence)


def euros(value: Decimal) -> str:
    """« 1 234 € », or « 1 234,50 € » when there are cents."""
    cents = value.quantize(Decimal("0.01"))
    whole = cents == cents.to_integral_value()
    return nombre(cents.quantize(Decimal(1)) if whole else cents) + "\u00a0€"


UNITS = [
    "zéro",
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
    "dix-sept",
    "dix-huit",
    "dix-neuf",
]
TENS = {2: "vingt", 3: "trente", 4: "quarante", 5: "cinquante", 6: "soixante", 8: "quatre-vingt"}


def lettres(value: int) -> str:
    """A whole number below one million in French words, spelling of 1990 (« vingt-et-un », « deux-cents »)."""
    if value < 0 or value >= 1_000_000:
        raise ValueError(value)
    if value < 1000:
        return _below_thousand(value, final=True)
    thousands, rest = divmod(value, 1000)
    head = "mille" if thousands == 1 else f"{_below_thousand(thousands, final=False)}-mille"
    return head + (f"-{_below_thousand(rest, final=True)}" if rest else "")


def _below_thousand(value: int, final: bool) -> str:
    if value < 100:
        return _below_hundred(value, final)
    hundreds, rest = divmod(value, 100)
    head = "cent" if hundreds == 1 else f"{UNITS[hundreds]}-cent"
    if not rest:
        return head + ("s" if hundreds > 1 and final else "")
    return f"{head}-{_below_hundred(rest, final)}"


def _below_hundred(value: int, final: bool) -> str:
    if value < 20:
        return UNITS[value]
    ten, unit = divmod(value, 10)
    if ten in (7, 9):
        ten, unit = ten - 1, unit + 10
    word = TENS[ten]
    if not unit:
        return word + ("s" if ten == 8 and final else "")
    link = "-et-" if unit in (1, 11) and ten != 8 else "-"
    return word + link + UNITS[unit]


SIGNES = (
    "km",
    "h",
    "j",
    "min",
    "ml",
    "l",
    "kg",
    "g",
    "m",
    "m²",
    "ha",
    "kwh",
    "etp",
    "go",
    "to",
    "ttc",
    "ht",
)
"""Units written as signs, which take no s."""


def pluriel(unit: str) -> str:
    """« heures », « créneaux », « heures de médecin » ; what ends like a plural, or is a sign, stays."""
    first, space, rest = unit.partition(" ")
    if not first[-1:].isalpha() or first[-1] in "sxz" or first.lower() in SIGNES:
        return unit
    return f"{first}{'x' if first.endswith(('au', 'eu')) else 's'}{space}{rest}"
