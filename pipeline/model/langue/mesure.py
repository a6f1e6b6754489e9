"""The number that a measure begins with: « 11,2 % (2026, Rezone) »."""

from __future__ import annotations

from decimal import Decimal

from pipeline.model.motif import motif

DOTTED = motif(r"[0-9]+\.[0-9]")
NUMBER = motif(r"[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+(?:,[0-9]+)?|[0-9]+(?:,[0-9]+)?")


def premier_nombre(text: str) -> Decimal | None:
    """The first number of a text such as « 11,2 % (2026, Rezone) »; None without one at its beginning, or in doubt."""
    match = NUMBER.match(text.strip())
    if match is None or DOTTED.match(text.strip()):
        return None
    return Decimal("".join(c for c in match.group() if c.isdecimal() or c == ",").replace(",", "."))


def est_une_part(text: str) -> bool:
    """Whether that number is a percentage."""
    match = NUMBER.match(text.strip())
    return match is not None and text.strip()[match.end() :].lstrip(" \u00a0\u202f").startswith("%")
