"""Days and sums as banks write them; what could be read two ways is no value."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache

from pipeline.model.motif import motif

SPACES = motif("[\\s\u00a0\u202f\u2009']+")
UNIT = motif(r"(?:€|eur|euros?)$", re.IGNORECASE)
PLAIN = motif(r"[0-9]+(?:[.,][0-9]+)?")
GROUPED = motif(r"[0-9]{1,3}(?:([.,])[0-9]{3})+(?:(?!\1)[.,][0-9]+)?")
DAY = motif(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4}|[0-9]{2})")
YEAR_FIRST = motif(r"([0-9]{4})[/.-]?([0-9]{2})[/.-]?([0-9]{2})")

AGAIN = "le fichier est abîmé ou a été retouché : demandez un nouvel export."


def unclear(typed: str, what: str, name: str) -> str:
    """« 12O,00 » is no amount, and nothing at all is none either."""
    if not typed.strip():
        return f"il manque {what} à cette ligne ({name})."
    return f"« {typed} » n'est pas {what} ({name})."


@lru_cache(maxsize=4096)
def parse_somme(text: str) -> Decimal | None:
    """« 1 234,56 », « -1234.56 € », « 1.234,56 », « (45,00) », « 45,00- »; None for « 1,234 », which may be two sums.

    >>> parse_somme("-1 234,5"), parse_somme("1.234,56"), parse_somme("(45,00)"), parse_somme("1,234")
    (Decimal('-1234.5'), Decimal('1234.56'), Decimal('-45.00'), None)
    """
    bare = UNIT.sub("", SPACES.sub("", text)).replace("\u2212", "-")
    negative = bare.startswith("(") and bare.endswith(")")
    bare = bare.strip("()")
    if bare[:1] in ("+", "-") or bare[-1:] in ("+", "-"):
        negative = negative or "-" in (bare[0], bare[-1])
        bare = bare.strip("+-")
    value = _unsigned(bare)
    return -value if value is not None and negative else value


def _unsigned(bare: str) -> Decimal | None:
    """A dot or a comma before three figures alone may part the thousands or the cents: it is not guessed."""
    grouped = None if bare.startswith("0") else GROUPED.fullmatch(bare)
    if grouped is None:
        return Decimal(bare.replace(",", ".")) if PLAIN.fullmatch(bare) else None
    mark = grouped[1]
    other = "," if mark == "." else "."
    if other not in bare and bare.count(mark) == 1:
        return None
    return Decimal(bare.replace(mark, "").replace(other, "."))


@lru_cache(maxsize=4096)
def parse_jour(text: str) -> date | None:
    """« 05/06/2027 », « 5.6.27 », « 2027-06-05 », « 20270605 »; None for anything else.

    >>> parse_jour("05/06/27"), parse_jour("20270605"), parse_jour("13/31/2027")
    (datetime.date(2027, 6, 5), datetime.date(2027, 6, 5), None)
    """
    bare = text.strip().split(" ")[0].split("T")[0]
    match = YEAR_FIRST.fullmatch(bare)
    if match is not None:
        year, month, day = map(int, match.groups())
    else:
        match = DAY.fullmatch(bare)
        if match is None:
            return None
        day, month, year = map(int, match.groups())
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None
