"""Numbers as people type them in French; what could be read two ways is refused."""

from __future__ import annotations

import re
from decimal import Decimal

SPACES = "\u00a0\u202f\u2009 "
WHOLE = rf"([-\u2212]?)([0-9]{{1,3}}(?:[{SPACES}][0-9]{{3}})+|[0-9]+)"
ENTIER = rf"{WHOLE}(?:,0+)?"
NOMBRE = rf"{WHOLE}(?:,([0-9]+))?"
NUMBER = re.compile(NOMBRE)
MAX_DIGITS = 20
"""Longer than any count of people, seats or years."""

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


def parse_montant(text: str) -> Decimal | None:
    """Euros: « 1 500 € », « 1500,50 », « 2 k€ »; None when not clear, as « 1,500 » (thousands?)."""
    match = re.fullmatch(rf"(.*?)[{SPACES}]*(€|euros|k€)?", text.strip())
    if match is None:
        return None
    value = parse_nombre(match.group(1))
    unit = match.group(2) or ""
    if value is None or (unit != "k€" and re.search(",[0-9]{3}$", match.group(1))):
        return None
    return value * AMOUNT_UNITS[unit]


def parse_quantite(text: str) -> Decimal | None:
    """A count or a share: « 12 », « 12,5 », « 12,5 % » (0.125); None when it is not clear."""
    share = re.fullmatch(rf"(.*?)[{SPACES}]*%", text.strip())
    value = parse_nombre(share.group(1) if share else text)
    return value / 100 if share and value is not None else value
