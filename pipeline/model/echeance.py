"""A date as a project writes it: a day, a month, a quarter, a half-year or a year."""

from __future__ import annotations

import calendar
from datetime import date
from enum import Enum

from pipeline.model.valeur import dataclass

MOIS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)


class Precision(Enum):
    JOUR = "jour"
    MOIS = "mois"
    TRIMESTRE = "trimestre"
    SEMESTRE = "semestre"
    ANNEE = "année"


@dataclass(frozen=True, slots=True)
class Echeance:
    """``debut`` is the first day of what was written, ``fin`` its last: « mars 2027 » runs from the 1st to the 31st."""

    debut: date
    precision: Precision = Precision.JOUR

    @property
    def fin(self) -> date:
        match self.precision:
            case Precision.JOUR:
                return self.debut
            case Precision.MOIS:
                return _last_day(self.debut.year, self.debut.month)
            case Precision.TRIMESTRE:
                return _last_day(self.debut.year, self.debut.month + 2)
            case Precision.SEMESTRE:
                return _last_day(self.debut.year, self.debut.month + 5)
            case Precision.ANNEE:
                return date(self.debut.year, 12, 31)

    def __str__(self) -> str:
        """In French words: « 1er avril 2027 », « mars 2027 », « 2e trimestre 2027 », « 2027 »."""
        year = self.debut.year
        match self.precision:
            case Precision.JOUR:
                day = "1er" if self.debut.day == 1 else str(self.debut.day)
                return f"{day} {MOIS[self.debut.month - 1]} {year}"
            case Precision.MOIS:
                return f"{MOIS[self.debut.month - 1]} {year}"
            case Precision.TRIMESTRE:
                return f"{_rank((self.debut.month + 2) // 3)} trimestre {year}"
            case Precision.SEMESTRE:
                return f"{_rank((self.debut.month + 5) // 6)} semestre {year}"
            case Precision.ANNEE:
                return str(year)


def anniversary(day: date, years: int) -> date:
    """The same day so many years later; the 29th of February falls on the 28th in an ordinary year."""
    last = calendar.monthrange(day.year + years, day.month)[1]
    return date(day.year + years, day.month, min(day.day, last))


def _rank(number: int) -> str:
    return "1er" if number == 1 else f"{number}e"


def _last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
