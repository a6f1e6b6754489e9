"""Dates as people write them in French: a day, a month, a quarter, a year; never a guess."""

from __future__ import annotations

import re
from datetime import date

from pipeline.model.echeance import MOIS, Echeance, Precision
from pipeline.model.finding import fold

ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")
SLASHED = re.compile(r"(?:(\d{1,2})[/.])?(\d{1,2})[/.](\d{4})")
WORDS = re.compile(r"(?:(?:le )?(\d{1,2})(?:er)? )?([a-z]+\.?) (\d{4})")
QUARTER = re.compile(r"(?:t([1-4])|([1-4])(?:er|e|eme)? trimestre(?: de)?) (\d{4})")
HALF = re.compile(r"(?:s([12])|([12])(?:er|e|eme|nd|d)? semestre(?: de)?) (\d{4})")
YEAR = re.compile(r"(\d{4})")

MONTHS = {fold(name): number for number, name in enumerate(MOIS, 1)}
SHORT = {"janv": 1, "fevr": 2, "avr": 4, "juil": 7, "sept": 9, "oct": 10, "nov": 11, "dec": 12}


def parse_echeance(text: str) -> Echeance | None:
    """« 2027-03-15 », « 15/03/2027 », « 15 mars 2027 », « mars 2027 », « T2 2027 », « 2027 »; anything else is None."""
    words = fold(text)
    try:
        if match := ISO.fullmatch(words):
            year, month, day = match.groups()
            return _day(year, month, day)
        if match := SLASHED.fullmatch(words):
            day, month, year = match.groups()
            return _day(year, month, day)
        if match := QUARTER.fullmatch(words):
            rank = int(match.group(1) or match.group(2))
            return Echeance(_date(match.group(3), 3 * rank - 2, 1), Precision.TRIMESTRE)
        if match := HALF.fullmatch(words):
            rank = int(match.group(1) or match.group(2))
            return Echeance(_date(match.group(3), 6 * rank - 5, 1), Precision.SEMESTRE)
        if match := WORDS.fullmatch(words):
            day, name, year = match.groups()
            number = MONTHS.get(name) or SHORT.get(name.rstrip("."))
            return _day(year, str(number), day) if number else None
        if match := YEAR.fullmatch(words):
            return Echeance(_date(match.group(1), 1, 1), Precision.ANNEE)
    except ValueError:
        return None
    return None


def _day(year: str, month: str, day: str | None) -> Echeance:
    if day is None:
        return Echeance(_date(year, int(month), 1), Precision.MOIS)
    return Echeance(_date(year, int(month), int(day)))


def _date(year: str, month: int, day: int) -> date:
    if not 1950 <= int(year) <= 2100:
        raise ValueError(year)
    return date(int(year), month, day)
