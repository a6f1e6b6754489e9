"""When an action starts and ends, as people say it: « la rentrée 2026 » is September, « de mars à juin 2028 » starts in March."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.interpret.dates import SPELLED, parse_echeance, parse_etape
from pipeline.model.echeance import BOUND, Echeance
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif

RENTREE = motif(
    r"(?:la )?rentree(?: scolaire| universitaire)?(?: de(?: septembre)?)? (?=20[0-9]{2})"
)
FROM = motif(
    r"(?:de |d'|du |des |a (?:partir|compter) (?:de |du |d'))(?:la |le |l')?(?P<start>.+?) (?:a|au|jusqu'.+?) .+"
)
BY_THEN = motif(r"(?:au plus tard|d'ici|avant|pour|jusqu')\b ?")
"""What says that something is over by a day: no start."""

END = motif(r"(?:date (?:d.|de (?:l.)?))?(?:echeances?)|(?:date )?(?:butoir|limite)")
"""« Échéance », « Date butoir »: the day by which it is done; beside a start, the end of the action."""

BEGINS = motif(
    r"(?:(?:\bdate de )?\b(?:debut|demarrage|lancement|mise en route)(?: prevue?| de (?:l'action|la mission))*"
    r"|\b(?:demarr|commenc|debut)(?:e|era|erait|ent|eront|ons|erons|erions)\b"
    r"|\ba (?:compter|partir)\b|\bdes\b)\s?[:=]?\s*(?:prevue? )?(?=\S)"
)
FINISHES = motif(
    r"(?:\b(?:s'arret|s'achev|se termin|termin|arret|achev)(?:e|era|erait|ent|eront|ons|erons)\b"
    r"|\b(?:prend|prendra) fin\b|\b(?:fini|finit|finira|finissons|finirons)\b|\bdate de fin\b"
    r"|\bfin\b(?= prevue?| de l'action| ?[:=])"
    r"|\bjusqu')(?: de l'action)?\s?[:=]?\s*(?:prevue? )?(?=\S)"
)
RUNS = motif(
    r"\b(?:court|courra|dur(?:e|era|erait)|s'eten(?:d|dra)|s'etal(?:e|era)|se deroul(?:e|era)|aura lieu|ira|"
    r"est prevue?|sera men(?:e|ee)|se fera) (?:sur la periode )?(?:de |du |d'|entre )"
)
"""« L'action court de mai 2027 à décembre 2028 »: both of its bounds."""

UP_TO = motif(r"\s*,?\s*(?:a|au|jusqu'(?:a|au|en)|et)\s+(?=\S)")
PERIOD = motif(
    r"(?:du |de |d')?(?P<first>[^\u2013\u2014\u2192>]{4,30}?)\s*"
    r"(?:\bau?\b|[-=]+>|[\u2192\u2013\u2014]|\s-\s)\s*(?P<last>[^\u2013\u2014\u2192>]{4,30})"
)
"""« Du 1er avril 2026 au 31 décembre 2028 », « mai 2026 → déc. 2027 »."""

OF_THE_ACTION = motif(
    r"(?:(?:concretement|enfin|donc|ensuite)\s?,?\s+)?"
    r"(?:l'action|cette action|le projet|ce projet|l'experimentation|on|nous|elle|tout)"
    r"(?= (?:(?:se|y|s')\s?)?(?:s'|demarr|commenc|debut|court|courra|dur|etend|etal|deroul|aura lieu|ira|"
    r"est prevue? (?:de|du|d')|sera mene|se |prend|prendra|termin|arret|finir|finit))"
)
"""How a sentence begins that tells when the whole action starts, or ends."""

HAS_BEEN = motif(r"\b(?:a|ont|avait|avons|est) (?:deja )?$")
"""« a démarré en 2024 »: what was, and no start."""

LEADS_TO_A_DAY = motif(r"(?:en|le|au|aux?|a|des|du|de|d'|la|l')(?:\s+|(?<='))")
BOUNDS = (("demarrage", BEGINS), ("fin", FINISHES))
LONGEST_DATE = 5
"""Words of the longest date: « 1er du mois de juin 2028 »."""

LEFT_AT_MOST = 3
"""Words that may be left of a line when all that it says has gone into the header."""

Borne = tuple[str, str, str]
"""A line of the header, the date as typed, and the words that said it."""


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
    """One date of the header, whatever leads to it.

    >>> str(parse_date("rentrée 2026")), str(parse_date("fin mai 2029")), parse_date("été 2026")
    ('septembre 2026', 'mai 2029', None)
    """
    words = _without_rentree(text)
    for pattern, written in SPELLED:
        words = pattern.sub(written, words)
    return parse_echeance(words) or parse_echeance(BOUND.sub("", words, count=1))


def parse_start(text: str) -> Echeance | None:
    """The first day of a date, or of a time, even one whose end leaves room.

    >>> str(parse_start("de la rentrée 2026 à l'été 2028")), str(parse_start("à compter du 1er mars 2027"))
    ('septembre 2026', '1er mars 2027')
    >>> parse_start("jusqu'à mars 2027")
    """
    words = _without_rentree(text)
    if BY_THEN.match(words):
        return None
    found = parse_etape(words)
    match = FROM.fullmatch(words) if found is None else None
    if match is not None:
        found = parse_etape(match["start"])
    return Echeance(found.debut, found.precision) if found is not None else None


def parse_end(text: str) -> Echeance | None:
    """The end of a time that tells both, « de juin 2027 à mai 2029 »; None for one date, or where it leaves room.

    >>> str(parse_end("de juin 2027 à fin mai 2029")), parse_end("de juin 2027 à l'été 2029"), parse_end("juin 2027")
    ('mai 2029', None, None)
    """
    found = parse_etape(_without_rentree(text))
    return found.jusque if found is not None else None


def bounds_in(text: str) -> Iterator[Borne]:
    """What sentences say of the start and the end: « On commence en juin 2027 et on s'arrête fin mai 2029 ».

    >>> [borne[:2] for borne in bounds_in("On commence en juin 2027 et on s'arrête fin mai 2029.")]
    [('demarrage', 'juin 2027'), ('fin', 'fin mai 2029')]
    >>> list(bounds_in("On commence par former ; bilan en mai 2028, jusqu'à l'été 2028"))
    []
    """
    words = fold(text)
    for key, pattern in BOUNDS:
        for match in pattern.finditer(words):
            date, end = _date_at(words, match.end())
            if date and not HAS_BEEN.search(words[: match.start()]):
                yield key, date, words[match.start() : end]
    for match in RUNS.finditer(words):
        yield from _both_bounds(words, match)


def _both_bounds(words: str, match: re.Match[str]) -> Iterator[Borne]:
    """Both dates that stand after « court de », or none."""
    first, end = _date_at(words, match.end())
    to = UP_TO.match(words, end) if first else None
    last, after = _date_at(words, to.end()) if to else ("", 0)
    if last:
        said = words[match.start() : after]
        yield from (("demarrage", first, said), ("fin", last, said))


def period_in(text: str) -> list[Borne]:
    """Both dates of a text that is nothing but a period; nothing for any other.

    >>> [borne[:2] for borne in period_in("1er septembre 2026 – 31 août 2028")]
    [('demarrage', '1er septembre 2026'), ('fin', '31 aout 2028')]
    >>> period_in("de mars à juin 2028"), period_in("Mars 2027 – bilan"), period_in("avril 2028 → mai 2027")
    ([], [], [])
    """
    words = fold(text).strip(" .")
    match = PERIOD.fullmatch(words)
    first, last = (parse_date(match[name]) for name in ("first", "last")) if match else (None, None)
    if match is None or first is None or last is None or last.debut <= first.debut:
        return []
    return [("demarrage", match["first"], words), ("fin", match["last"], words)]


def tells_its_time(sentence: str) -> bool:
    """Whether a sentence tells first when the action starts or ends, or from when to when it runs.

    >>> tells_its_time("On commence en février 2027, on arrête fin 2028.")
    True
    >>> tells_its_time("L'action court de mai 2027 à décembre 2028"), tells_its_time("Le projet a démarré en 2024")
    (True, False)
    >>> tells_its_time("On commence par former"), tells_its_time("La formation démarre en mai 2027")
    (False, False)
    """
    words = fold(sentence).strip()
    return OF_THE_ACTION.match(words) is not None and any(True for _ in bounds_in(sentence))


def only_bound(bounds: Iterable[Borne], key: str) -> Echeance | None:
    """The one date that these sentences give for the start, or for the end; None where they give two."""
    found = {parse_date(date) for name, date, _ in bounds if name == key}
    return found.pop() if len(found) == 1 else None


def told_by(key: str, typed: str) -> tuple[dict[str, Echeance], bool]:
    """What a line of the header says of the dates, by key, and whether that is all that it says.

    >>> told, whole = told_by("demarrage", "de juin 2027 à fin mai 2029")
    >>> {key: str(date) for key, date in told.items()}, whole
    ({'demarrage': 'juin 2027', 'fin': 'mai 2029'}, True)
    >>> told_by("demarrage", "de juin 2027 à l'été 2029")[1]
    False
    >>> told, whole = told_by("demarrage", "En mars 2028, et l'action s'achève en juin 2030.")
    >>> {key: str(date) for key, date in told.items()}, whole
    ({'demarrage': 'mars 2028', 'fin': 'juin 2030'}, True)
    """
    date = parse_start(typed) if key == "demarrage" else parse_date(typed)
    if date is not None:
        end = parse_end(typed) if key == "demarrage" else None
        told = {key: date} if end is None else {key: date, "fin": end}
        return told, parse_date(typed) is not None or end is not None
    bounds = [*(_first_date(typed) if key == "demarrage" else ()), *bounds_in(typed)]
    found = {name: only_bound(bounds, name) for name, _, _ in bounds}
    return {name: one for name, one in found.items() if one is not None}, is_all_said(typed, bounds)


def _first_date(typed: str) -> Iterator[Borne]:
    """« En mars 2028, et l'action s'achève en juin 2030 »: the day that the words begin with."""
    words = fold(typed)
    date, end = _date_at(words, 0)
    if date and not BY_THEN.match(words):
        yield "demarrage", date, words[:end]


def is_all_said(typed: str, bounds: Iterable[Borne]) -> bool:
    """Whether nothing that counts is left of a line without what it says of the dates."""
    left = fold(typed)
    for _, _, said in bounds:
        left = left.replace(said, " ")
    over = [word for word in re.findall(r"\w+", left) if len(word) > 2]
    return len(over) <= LEFT_AT_MOST and not re.search("[0-9]", left)


def _date_at(words: str, at: int) -> tuple[str, int]:
    """The longest date that stands there, and where it ends; nothing where none does."""
    while lead := LEADS_TO_A_DAY.match(words, at):
        at = lead.end()
    ends = [match.end() for match in re.finditer(r"[^\s,;()]+", words[at : at + 60])]
    for end in reversed(ends[:LONGEST_DATE]):
        said = words[at : at + end].rstrip(" .,;:")
        if parse_date(said) is not None:
            return said, at + end
    return "", at


def _without_rentree(text: str) -> str:
    return RENTREE.sub("septembre ", fold(text).strip(" ."))
