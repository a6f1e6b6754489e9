"""Numbers as people type them in French; what could be read two ways is refused."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from pipeline.model.motif import motif

SPACES = "\u00a0\u202f\u2009 "
WHOLE = rf"([-\u2212]?)([0-9]{{1,3}}(?:[{SPACES}][0-9]{{3}})+|[0-9]+)"
ENTIER = rf"{WHOLE}(?:,0+)?"
NOMBRE = rf"{WHOLE}(?:,([0-9]+))?"
NUMBER = motif(NOMBRE)
MAX_DIGITS = 20
"""Longer than any count of people, seats or years."""

AMOUNT = motif(rf"(.*?)[{SPACES}]*(€|euros|k€)?")
SHARE = motif(rf"(.*?)[{SPACES}]*%")
MINUS = ("-", "\u2212", "\u2013")
RISE = motif(
    rf"([+\-\u2212\u2013]?)[{SPACES}]*([0-9][0-9,]*)[{SPACES}]*%[{SPACES}]*"
    rf"(?:(?:/|par|chaque)[{SPACES}]*(?:an|année)|l'an)?",
)
THREE_DECIMALS = motif(",[0-9]{3}$")
AMOUNT_UNITS = {"": Decimal(1), "€": Decimal(1), "euros": Decimal(1), "k€": Decimal(1000)}


def parse_nombre(text: str) -> Decimal | None:
    """« 1 234,5 » → 1234.5; None for anything else, a dot included (« 1.500 » may be one and a half)."""
    match = NUMBER.fullmatch(text.strip())
    if match is None:
        return None
    sign, whole, decimals = match.groups()
    digits = "".join(c for c in whole if c.isdecimal())
    value = Decimal(f"{digits}.{decimals}" if decimals else digits)
    return -value if sign else value


def parse_entier(text: str) -> int | None:
    """A whole number in French notation, else None."""
    value = parse_nombre(text) if len(text) < MAX_DIGITS else None
    return int(value) if value is not None and value == value.to_integral_value() else None


@lru_cache(maxsize=16_384)
def parse_montant(text: str) -> Decimal | None:
    """Euros: « 1 500 € », « 1500,50 », « 2 k€ »; None when not clear, as « 1,500 » (thousands?)."""
    match = AMOUNT.fullmatch(text.strip())
    if match is None:
        return None
    typed, unit = match[1], match[2] or ""
    if unit != "k€" and THREE_DECIMALS.search(typed):
        return None
    value = parse_nombre(typed)
    return None if value is None else value * AMOUNT_UNITS[unit]


def parse_quantite(text: str) -> Decimal | None:
    """A count or a share: « 12 », « 12,5 », « 12,5 % » (0.125); None when it is not clear."""
    share = SHARE.fullmatch(text.strip())
    if share is None:
        return parse_nombre(text)
    value = parse_nombre(share[1])
    return None if value is None else value / 100


def parse_hausse(text: str) -> Decimal | None:
    """A yearly rise: « 2 % », « +2 % par an », « - 1,5 %/an »; None without its sign of per cent.

    >>> parse_hausse("+ 2 % par an"), parse_hausse("-1,5 %"), parse_hausse("2")
    (Decimal('0.02'), Decimal('-0.015'), None)
    """
    rise = RISE.fullmatch(text.strip())
    value = parse_nombre(rise[2]) if rise else None
    if rise is None or value is None:
        return None
    return -value / 100 if rise[1] in MINUS else value / 100
