"""When an action starts, as people say it: « la rentrée 2026 » is September, « de mars à juin 2028 » starts in March."""

from __future__ import annotations

from pipeline.interpret.dates import parse_echeance, parse_etape
from pipeline.model.echeance import Echeance
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif

RENTREE = motif(
    r"(?:la )?rentree(?: scolaire| universitaire)?(?: de(?: septembre)?)? (?=20[0-9]{2})"
)
FROM = motif(
    r"(?:de |d'|du |des |a partir de |a partir d')(?:la |le |l')?(?P<start>.+?) (?:a|au|jusqu'.+?) .+"
)

END = motif(r"(?:date (?:d.|de (?:l.)?))?(?:echeances?)|(?:date )?(?:butoir|limite)")
"""« Échéance », « Date butoir »: the day by which it is done; beside a start, the end of the action."""


def is_the_end_beside_a_start(label: str, told: str, start: str) -> bool:
    """Whether a line « Échéance » tells one day or month, that comes after the start.

    >>> is_the_end_beside_a_start("Date butoir :", "15/11/2028", "mai 2027")
    True
    >>> is_the_end_beside_a_start("Échéance", "2028", "2029"), is_the_end_beside_a_start("Calendrier", "2028", "2027")
    (False, False)
    """
    first, last = parse_start(start), parse_date(told)
    if first is None or last is None or not says_an_end(label):
        return False
    return last.debut > first.debut


def says_an_end(label: str) -> bool:
    return END.fullmatch(fold(label).strip(" .:")) is not None


def parse_date(text: str) -> Echeance | None:
    """One date of the header.

    >>> str(parse_date("rentrée 2026")), parse_date("été 2026")
    ('septembre 2026', None)
    """
    return parse_echeance(_without_rentree(text))


def parse_start(text: str) -> Echeance | None:
    """The first day of a date, or of a time, even one whose end leaves room.

    >>> str(parse_start("de la rentrée 2026 à l'été 2028")), str(parse_start("à partir de mars 2027"))
    ('septembre 2026', 'mars 2027')
    """
    words = _without_rentree(text)
    found = parse_etape(words)
    match = FROM.fullmatch(words) if found is None else None
    if match is not None:
        found = parse_etape(match["start"])
    return Echeance(found.debut, found.precision) if found is not None else None


def _without_rentree(text: str) -> str:
    return RENTREE.sub("septembre ", fold(text).strip(" ."))
