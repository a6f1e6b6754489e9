"""Dates as people write them in French: a day, a month, a quarter, a year; never a guess.  And how often."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from pipeline.model.echeance import BOUND, MOIS, Echeance, Precision
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif

MONTHS = {fold(name): number for number, name in enumerate(MOIS, 1)}
SHORT = {
    "janv": 1,
    "jan": 1,
    "fevr": 2,
    "fev": 2,
    "avr": 4,
    "juil": 7,
    "sept": 9,
    "oct": 10,
    "nov": 11,
    "dec": 12,
}
NAMES = "|".join((*MONTHS, *(f"{name}\\.?" for name in SHORT)))

ISO = r"(\d{4})-(\d{1,2})"
SLASHED = r"(\d{1,2})[/.](\d{4})"
NAMED = rf"({NAMES})[ -](?:de )?(\d{{4}})"
BRIEF = rf"({NAMES}) ?[-'/] ?(\d{{2}})"
ISO_DAY = rf"{ISO}-(\d{{1,2}})"
SLASHED_DAY = r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})"
NAMED_DAY = rf"(?:le )?(\d{{1,2}})(?:er)? {NAMED}"
QUARTER = r"(?:t([1-4])|([1-4])(?:er|e|eme)? trimestre(?: de)?) (\d{4})"
HALF = r"(?:s([12])|([12])(?:er|e|eme|nd|d)? semestre(?: de)?) (\d{4})"
YEAR = r"(\d{4})"

UNITS = {
    "semaine": 52,
    "quinzaine": 24,
    "mois": 12,
    "trimestre": 4,
    "quadrimestre": 3,
    "semestre": 2,
    "an": 1,
    "annee": 1,
}
NUMERALS = (
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
)
COUNTS = {"une": 1} | {name: rank for rank, name in enumerate(NUMERALS, 1)}
ADJECTIVES = {
    "hebdomadaire": Decimal(52),
    "bimensuel": Decimal(24),
    "mensuel": Decimal(12),
    "bimestriel": Decimal(6),
    "trimestriel": Decimal(4),
    "quadrimestriel": Decimal(3),
    "semestriel": Decimal(2),
    "biannuel": Decimal(2),
    "bi-annuel": Decimal(2),
    "annuel": Decimal(1),
    "bisannuel": Decimal("0.5"),
}
COUNT = rf"([0-9]{{1,2}}|{'|'.join(COUNTS)})"
UNIT = rf"({'|'.join(UNITS)})s?\b"
TIMES = motif(rf"\b{COUNT} ?(?:x|fois|[a-z]+)? ?(?:par |/ ?|l'|dans l'|chaque ){UNIT}")
COUNTED = motif(
    rf"\b{COUNT} (?:reunion|rencontre|seance|comite|revue|dialogue|echange|point)s?\b[^.;]{{0,60}}? (?:par|chaque) {UNIT}"
)
"""« Deux réunions d'indicateurs avec la CPAM par an »: what is counted, then how often."""

EVERY = motif(rf"\b(?:chaque|tous les|toutes les) (?:{COUNT} )?{UNIT}")
OFTEN = motif(rf"(?<![-\w])({'|'.join(ADJECTIVES)})(?:le(?:ment)?)?s?\b")

JOURS = (ISO_DAY, SLASHED_DAY, NAMED_DAY)
"""How a day is written, once accents and capitals are gone; then how anything longer is."""
PERIODES = (ISO, SLASHED, NAMED, BRIEF, QUARTER, HALF, YEAR)

_NO_MONTH = r"0?0|1[3-9]|[2-9]\d"
_NO_DAY = r"0?0|3[2-9]|[4-9]\d"
_THIRTY = r"0?[469]|11"
_OF_THIRTY = "|".join(name for name, number in (MONTHS | SHORT).items() if number in (4, 6, 9, 11))
_FEBRUARY = "|".join(name for name, number in (MONTHS | SHORT).items() if number == 2)
IMPOSSIBLES = (
    rf"\d{{4}}-(?:{_NO_MONTH})(?:-\d{{1,2}})?",
    rf"\d{{4}}-\d{{1,2}}-(?:{_NO_DAY})",
    rf"\d{{4}}-(?:(?:{_THIRTY})-31|0?2-(?:30|31))",
    rf"(?:\d{{1,2}}[/.-])?(?:{_NO_MONTH})[/.-]\d{{4}}",
    rf"(?:{_NO_DAY})[/.-]\d{{1,2}}[/.-]\d{{2,4}}",
    rf"(?:31[/.-](?:{_THIRTY})|(?:30|31)[/.-]0?2)[/.-]\d{{2,4}}",
    rf"(?:le )?(?:{_NO_DAY}) (?:{NAMES}) \d{{4}}",
    rf"(?:le )?(?:31 (?:{_OF_THIRTY})|(?:30|31) (?:{_FEBRUARY}))\.? \d{{4}}",
)
"""Days and months that look like some and that no calendar has: what an editor can tell without counting."""


LONGEST = 60
"""Letters of a date, whatever its form."""

DIGIT = motif(r"\d")


def parse_echeance(text: str) -> Echeance | None:
    """« 2027-03-15 », « 15/03/2027 », « 15 mars 2027 », « mars 2027 », « T2 2027 », « 2027 »; anything else is None."""
    words = fold(text)
    if len(words) > LONGEST or DIGIT.search(words) is None:
        return None  # most of what is asked: the parts of a sentence
    for pattern, build in BUILDERS:
        match = re.fullmatch(pattern, words)
        if match:
            try:
                return build(*(group for group in match.groups() if group))
            except ValueError:
                return None
    return None


OPENED, THE = r"(?:de |d'|du |entre )?(?P<first>.+?)", r"(?:l'|la |le )?(?P<last>.+)"
BETWEEN = (
    motif(rf"{OPENED}(?: a | au | [\u2010-\u2015-] | et ){THE}"),
    motif(rf"{OPENED}\b ?[\u2010-\u2015/-] ?\b{THE}"),
)
"""A word or a dash apart first: what « 01/03/2028 au 30/06/2028 » has inside its days sets nothing apart."""


def parse_periode(text: str) -> Echeance | None:
    """« de mars à juin 2028 », « 2028-2029 », « du 1er mars au 30 juin 2028 »; the year of the end counts for both.

    >>> str(parse_periode("de mars à juin 2028")), str(parse_periode("2028-2029"))
    ('de mars à juin 2028', '2028-2029')
    >>> str(parse_periode("du 01/03/2028 au 30/06/2028"))
    'du 1er mars au 30 juin 2028'
    """
    words = fold(text)
    matches = (pattern.fullmatch(words) for pattern in BETWEEN)
    found = (_between(match["first"], match["last"]) for match in matches if match)
    return next((period for period in found if period is not None), None)


def _between(first: str, last: str) -> Echeance | None:
    end = parse_echeance(last)
    if end is None:
        return None
    start = parse_echeance(first) or parse_echeance(f"{first} {end.debut.year}")
    if start is None and first.isdigit() and end.precision is Precision.JOUR:
        start = parse_echeance(f"{first} {MOIS[end.debut.month - 1]} {end.debut.year}")
    if start is None or start.fin >= end.fin or start.debut > end.debut:
        return None
    return Echeance(start.debut, start.precision, end)


SPELLED = (
    (motif(r"\bpremier(?= (?:tri|sem))"), "1er"),
    (motif(r"\b(?:deuxieme|second)(?= (?:tri|sem))"), "2e"),
    (motif(r"\btroisieme(?= tri)"), "3e"),
    (motif(r"\bquatrieme(?= tri)"), "4e"),
    (motif(r"\btrim\.?(?= )"), "trimestre"),
    (motif(r"\bsem\.?(?= 20)"), "semestre"),
    (motif(r"\b[qt]([1-4])[ -]?(?=20)"), r"t\1 "),
    (motif(rf"\b({'|'.join(SHORT)})\. ?(?=[0-9]{{2}}$)"), r"\1-"),
    (motif(rf"\b(?:debut|mi|milieu|courant|fin)[ -](?:de |d')?(?=(?:{NAMES})\b)"), ""),
)
"""Words and signs of a stage that the dates of the header have no need of: « premier trimestre », « fin mai 2029 »."""


def parse_etape(text: str) -> Echeance | None:
    """When a stage takes place: a date, or the time that it lasts.

    >>> str(parse_etape("au plus tard le 30/06/2028")), str(parse_etape("second semestre 2028"))
    ('30 juin 2028', '2e semestre 2028')
    """
    words = fold(text)
    if DIGIT.search(words) is None:
        return None
    found = parse_echeance(text) or parse_periode(text)
    if found is not None:
        return found
    for pattern, written in SPELLED:
        words = pattern.sub(written, words)
    return (
        parse_echeance(words)
        or parse_periode(words)
        or parse_echeance(BOUND.sub("", words, count=1))
    )


def parse_frequence(text: str) -> Decimal | None:
    """How many times a year: « deux fois par an », « chaque trimestre », « tous les six mois », « mensuelle »."""
    words = fold(text)
    if match := TIMES.search(words) or COUNTED.search(words):
        return Decimal(_count(match[1]) * UNITS[match[2]])
    if match := EVERY.search(words):
        return Decimal(UNITS[match[2]]) / (_count(match[1] or "1") or 1)
    match = OFTEN.search(words)
    return ADJECTIVES[match[1]] if match else None


def _count(word: str) -> int:
    return COUNTS.get(word) or int(word)


def impossible_day(text: str) -> str:
    """« février 2028 a 29 jours » for a date written as one that its month does not have; else nothing."""
    words = fold(text)
    for pattern, parts in WRITTEN_DAYS:
        match = re.fullmatch(pattern, words)
        if match:
            year, month, day = parts(*(group for group in match.groups() if group))
            year += 2000 if year < 100 else 0
            if not (1 <= month <= 12 and 1950 <= year <= 2100):
                return ""
            last = calendar.monthrange(year, month)[1]
            return f"{MOIS[month - 1]} {year} a {last} jours." if day > last else ""
    return ""


def _day(year: str, month: int, day: str) -> Echeance:
    return Echeance(_date(year, month, int(day)))


def _month(year: str, month: int) -> Echeance:
    return Echeance(_date(year, month, 1), Precision.MOIS)


def _number(name: str) -> int:
    return MONTHS.get(name) or SHORT[name.rstrip(".")]


def _date(year: str, month: int, day: int) -> date:
    """« 27 » is the year 2027."""
    whole = int(year) + (2000 if len(year) == 2 else 0)
    if not 1950 <= whole <= 2100:
        raise ValueError(year)
    return date(whole, month, day)


BUILDERS: tuple[tuple[str, Callable[..., Echeance]], ...] = (
    (ISO_DAY, lambda year, month, day: _day(year, int(month), day)),
    (SLASHED_DAY, lambda day, month, year: _day(year, int(month), day)),
    (NAMED_DAY, lambda day, name, year: _day(year, _number(name), day)),
    (ISO, lambda year, month: _month(year, int(month))),
    (SLASHED, lambda month, year: _month(year, int(month))),
    (NAMED, lambda name, year: _month(year, _number(name))),
    (BRIEF, lambda name, year: _month(year, _number(name))),
    (QUARTER, lambda rank, year: Echeance(_date(year, 3 * int(rank) - 2, 1), Precision.TRIMESTRE)),
    (HALF, lambda rank, year: Echeance(_date(year, 6 * int(rank) - 5, 1), Precision.SEMESTRE)),
    (YEAR, lambda year: Echeance(_date(year, 1, 1), Precision.ANNEE)),
)
WRITTEN_DAYS: tuple[tuple[str, Callable[..., tuple[int, int, int]]], ...] = (
    (ISO_DAY, lambda year, month, day: (int(year), int(month), int(day))),
    (SLASHED_DAY, lambda day, month, year: (int(year), int(month), int(day))),
    (NAMED_DAY, lambda day, name, year: (int(year), _number(name), int(day))),
)
