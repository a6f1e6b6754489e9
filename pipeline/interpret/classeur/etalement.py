"""When the money of a line goes out, as a treasurer types it: « à partir d'octobre », « 350 € par mois »…"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.interpret.dates import MONTHS as NUMBERS
from pipeline.interpret.dates import NAMES, SHORT
from pipeline.interpret.nombres import parse_montant
from pipeline.model.echeance import MOIS
from pipeline.model.etalement import (
    EGAL,
    MOIS_NOMMES,
    MONTHS,
    SEMESTRIEL,
    TRIMESTRIEL,
    Etalement,
    MoisCivil,
)
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif

RYTHMES = (EGAL, TRIMESTRIEL, SEMESTRIEL, *MOIS)
FORMES = (
    "« égal », « trimestriel », « semestriel »",
    "« juin », « mars, juin et septembre », « d'octobre à mars »",
    "« à partir d'octobre », « à partir d'octobre 2027 »",
    "« 350 € par mois », « 350 € par mois à partir d'octobre »",
)
"""What may be typed, as a message shows it."""

MONTH = (
    r"(?:(?:(?:en|au|le|les|1er|debut|mi|fin|mois|de|du) |(?:d'|mi-|mois d'))*)"
    rf"({NAMES})(?![a-z])(?: (?:de )?(20[0-9]{{2}}))?"
)
SLASHED = motif(r"(?<![0-9/])(?:[0-9]{1,2}/)?(0?[1-9]|1[0-2])/(20[0-9]{2})\b")
EVERY_YEAR = motif(r",? ?(?:\b(?:de )?chaque annee|\btous les ans)\b")
AMOUNT = motif(
    r"([0-9][0-9 .,]*) ?(?:(?:€|euros?\b|eur\b) ?(?:/|par |chaque |tous les |le )? ?|(?:/|par ) ?)"
    r"(mois|mensuel\w*|trimestr\w+|semestr\w+|ans?|annee|annuel\w*)\b"
)
INSTALMENTS = motif(r"\bmensualites? (?:de |a )([0-9][0-9 .,]*)(?: ?€| ?euros?)?")
PARTS = {"m": EGAL, "t": TRIMESTRIEL, "s": SEMESTRIEL, "a": EGAL}
"""First letter of the words after an amount → its rhythm."""

RHYTHM = motif(
    r"(?:(?P<égal>egale?s?|en parts egales|(?:par |chaque |tous les )mois|mensuel\w*)|"
    r"(?P<trimestriel>trimestriel\w*|(?:par |chaque |tous les )trimestres?)|"
    r"(?P<semestriel>semestriel\w*|(?:par |chaque |tous les )semestres?))(?:,? |$)"
)
SINCE = rf"(?:a (?:partir|compter) (?:de |du |d')|depuis |des ){MONTH}"
UNTIL = rf"jusqu'(?:en |a |au |a la ){MONTH}"
FROM_TO = motif(rf"(?:{SINCE})?,? ?(?:{UNTIL})?")
RANGE = motif(rf"{MONTH} ?(?: (?:a|au|jusqu'en|jusqu'a|jusqu'au) |[-\u2013]) ?{MONTH}")
ONE = motif(MONTH)
BETWEEN = motif(r" *(?:[,;/+&]| et | puis | ) *(?:et )?")
NO_MONTH = motif(r"annuel\w*|(?:en )?(?:une|1) (?:seule )?fois(?: par an)?|comptant|a la commande")


def parse_etalement(typed: str) -> Etalement | str:
    """What a cell says; else what to type instead, as a hint."""
    text = EVERY_YEAR.sub("", SLASHED.sub(_named, fold(typed)))
    text = INSTALMENTS.sub(r"\1 € par mois", text).strip(" .,;")
    if NO_MONTH.fullmatch(text):
        return "dites quel mois : « juin », par exemple."
    rythme, somme, par_an = "", None, False
    amount = AMOUNT.search(text)
    if amount is not None:
        somme = parse_montant(amount[1].strip(" .,"))
        if not somme:
            return _forms()
        rythme, par_an = PARTS[amount[2][0]], amount[2][0] == "a"
        text = f"{text[: amount.start()]} {text[amount.end() :]}".strip(" .,;:")
    said = RHYTHM.match(text)
    if said is not None:
        own = said.lastgroup or EGAL
        if rythme and not par_an and own != rythme:
            return _forms()
        rythme, text = own, text[said.end() :]
    months = _months(text, rythme)
    if isinstance(months, str):
        return months
    return Etalement(
        months.rythme, months.mois, months.depuis, months.jusqu_a, somme=somme, par_an=par_an
    )


def _forms() -> str:
    return f"écrivez par exemple {FORMES[0]}, {FORMES[1]}, {FORMES[2]} ou {FORMES[3]}."


def _named(match: re.Match[str]) -> str:
    """« 10/2027 » and « 01/10/2027 » are « octobre 2027 »."""
    names = list(NUMBERS)
    return f"{names[int(match[1]) - 1]} {match[2]}"


def _months(text: str, rythme: str) -> Etalement | str:
    """The months of a cell, its rhythm and its amount taken away."""
    if not text:
        return Etalement(rythme or EGAL)
    bounds = FROM_TO.fullmatch(text)
    if bounds is not None:
        return _bounded(rythme or EGAL, _month(*bounds.group(1, 2)), _month(*bounds.group(3, 4)))
    period = _period(text)
    if period and any(month.annee for month in period):
        return _bounded(rythme or EGAL, *_dated(*period))
    if rythme in (TRIMESTRIEL, SEMESTRIEL):
        return _forms()
    if period:
        first, last = period
        return Etalement(MOIS_NOMMES, _cycle(first.mois, last.mois))
    named = _list(text)
    return Etalement(MOIS_NOMMES, named) if named else _forms()


def _period(text: str) -> tuple[MoisCivil, MoisCivil] | None:
    """The two months of « de mars à juin »; None where the text is not that."""
    between = RANGE.fullmatch(text)
    if between is None:
        return None
    first, last = _month(*between.group(1, 2)), _month(*between.group(3, 4))
    return None if first is None or last is None else (first, last)


def _month(name: str | None, year: str | None) -> MoisCivil | None:
    if not name:
        return None
    bare = name.rstrip(".")
    return MoisCivil(NUMBERS.get(bare) or SHORT[bare], int(year or 0))


def _bounded(rythme: str, since: MoisCivil | None, until: MoisCivil | None) -> Etalement | str:
    if since and until and (since.annee or until.annee):
        since, until = _dated(since, until)
        if until.rang < since.rang:
            return f"{until} est avant {since} : corrigez l'un des deux."
    elif since and until:
        if rythme != EGAL:
            return _forms()
        return Etalement(MOIS_NOMMES, _cycle(since.mois, until.mois))
    elif until and not until.annee:
        return f"dites de quelle année : « jusqu'en {until} 2028 », par exemple."
    return Etalement(rythme, depuis=since, jusqu_a=until)


def _dated(first: MoisCivil, last: MoisCivil) -> tuple[MoisCivil, MoisCivil]:
    """The year that one of them does not tell: the nearest that keeps them in order."""
    turn = int(last.mois < first.mois)
    return (
        MoisCivil(first.mois, first.annee or last.annee - turn),
        MoisCivil(last.mois, last.annee or first.annee + turn),
    )


def _cycle(first: int, last: int) -> tuple[MoisCivil, ...]:
    """« octobre à mars », every year."""
    count = (last - first) % MONTHS + 1
    return tuple(MoisCivil((first - 1 + rank) % MONTHS + 1) for rank in range(count))


def _list(text: str) -> tuple[MoisCivil, ...]:
    """« mars, juin et septembre »; « octobre et janvier 2028 »: a year counts for the months before it, in their order."""
    found: list[MoisCivil] = []
    while text:
        one = ONE.match(text)
        month = _month(one[1], one[2]) if one else None
        if one is None or month is None:
            return ()
        found.append(month)
        text = text[one.end() :]
        sign = BETWEEN.match(text)
        if text and sign is None:
            return ()
        text = text[sign.end() :] if sign else ""
    return tuple(dict.fromkeys(_with_years(found)))


def _with_years(months: Sequence[MoisCivil]) -> list[MoisCivil]:
    found: list[MoisCivil] = []
    for month in reversed(months):
        after = found[-1] if found else month
        known = month.annee or (after.annee and after.annee - int(month.mois > after.mois))
        found.append(MoisCivil(month.mois, known))
    return found[::-1]
