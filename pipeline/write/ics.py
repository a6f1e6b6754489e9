"""A diary file (iCalendar, RFC 5545) that any calendar opens: days only, the same bytes for the same dates.

The three rules of the format that we need (escapes, lines of 75 bytes, CRLF) are shorter than a library of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from pipeline.model.agenda import Evenement
from pipeline.model.echeance import Precision

LONGEST = 75
"""Bytes of a line, its end apart."""

NEVER = "20000101T000000Z"
"""When an event was written: always the same, so that equal sources give equal bytes."""


def ics(nom: str, evenements: Iterable[Evenement]) -> bytes:
    """The diary of a CPTS, an event a date; a month, a quarter or a year stands on its first day, and says so."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//projet-sante//calendrier//FR",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_escaped(nom)}",
        *(line for evenement in evenements for line in _event(nom, evenement)),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line)).encode()


def _event(nom: str, evenement: Evenement) -> Iterator[str]:
    quand = evenement.quand
    exact = quand.precision is Precision.JOUR and quand.jusque is None
    titre = evenement.titre if exact else f"{evenement.titre} ({quand})"
    yield "BEGIN:VEVENT"
    yield f"UID:{_escaped(evenement.cle)}@{_escaped(_host(nom))}"
    yield f"DTSTAMP:{NEVER}"
    yield f"DTSTART;VALUE=DATE:{quand.debut:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{quand.debut + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(titre)}"
    if evenement.precision:
        yield f"DESCRIPTION:{_escaped(evenement.precision)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _host(nom: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in nom.lower()).split()) or "cpts"


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.split())


def _folded(line: str) -> Iterator[str]:
    """Pieces of at most 75 bytes, none cut inside a letter; each but the first begins with a space."""
    piece = ""
    for letter in line:
        if len(f"{piece}{letter}".encode()) > LONGEST:
            yield piece
            piece = " "
        piece += letter
    yield piece
