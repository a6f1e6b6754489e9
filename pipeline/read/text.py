"""Bytes to text: UTF-8, or Windows-1252 with a warning; characters that no document can hold are named and left out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from pipeline.model.finding import Finding
from pipeline.model.motif import motif
from pipeline.model.span import Span

MAX_BYTES = 2_000_000
MAX_MARKDOWN = 500_000
FORBIDDEN = motif("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""Everything that XML 1.0 cannot hold, and the C1 controls that Word shows as boxes."""

TURNING = motif("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
MARKS = motif("[\u061c\u200e\u200f]")
"""What turns the direction of reading, and what only says which one a word has."""

MERGED = motif(r"^(?:<{7}|>{7})(?: |$)", re.MULTILINE)
MARK = motif(r"(?:<{7}|={7}|>{7}|\|{7})(?: |$)")
"""The marks of a merge that Git could not finish; « ======= » alone underlines a title."""


def decode(path: str, data: bytes, findings: list[Finding]) -> str | None:
    """The text of a file with ``\\n`` ends of line and composed accents, or None with a finding."""
    limit, shown = (MAX_MARKDOWN, "500 ko") if path.endswith(".md") else (MAX_BYTES, "2 Mo")
    if len(data) > limit:
        size = f"{len(data) / 1_000_000:.1f}".replace(".", ",")
        message = f"ce fichier de texte pèse {size} Mo : la limite est de {shown}."
        findings.append(Finding("L001", message, Span(path), ("coupez-le en plusieurs fichiers.",)))
        return None
    text = _decode(path, data, findings)
    if text is None:
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if ("<<<<<<<" in text or ">>>>>>>" in text) and MERGED.search(text):
        findings.append(_two_versions(path, text))
        return None
    if not _is_odd(text):
        return text
    findings.extend(turned(path, text))
    return _without_forbidden(path, text, findings) if FORBIDDEN.search(text) else text


def turned(path: str, text: str, first_line: int = 1) -> Iterator[Finding]:
    """The hidden signs that make a text read in another order than it is written.

    The marks of direction alone (U+200E, U+200F) are at home in a line of Arabic or Hebrew.
    """
    if not TURNING.search(text):
        return
    for number, line in enumerate(text.split("\n"), first_line):
        at_home = any(
            unicodedata.bidirectional(sign) in ("R", "AL") for sign in MARKS.sub("", line)
        )
        for match in TURNING.finditer(line):
            if not (at_home and MARKS.match(match.group())):
                yield turned_by(match.group(), Span(path, number, match.start() + 1))


def turned_by(sign: str, span: Span) -> Finding:
    message = f"un signe caché (U+{ord(sign):04X}) change ici le sens de lecture : "
    message += "ce qui se lit n'est pas ce qui est écrit."
    return Finding("L066", message, span, ("effacez-le, et retapez le mot.",))


def _is_odd(text: str) -> bool:
    """Whether something is there besides what shows, ends of line and no-break spaces: faster than by a pattern."""
    for usual in "\n\t\u00a0\u202f":
        text = text.replace(usual, " ")
    return not text.isprintable()


def _two_versions(path: str, text: str) -> Finding:
    """Told once, at the first mark; nothing else is read of a file that says two things."""
    marks = [number for number, line in enumerate(text.split("\n"), 1) if MARK.match(line)]
    message = "Git a laissé ici deux versions du même passage : il n'a pas su les réunir."
    listed = ", ".join(map(str, marks[:9]))
    hint = f"gardez la bonne ; effacez l'autre, et les lignes « <<<<<<< », « ======= », « >>>>>>> » ({listed})."
    return Finding(
        "L062", message, Span(path, marks[0]), (hint, "le reste du fichier sera vérifié ensuite.")
    )


def _decode(path: str, data: bytes, findings: list[Finding]) -> str | None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        message = "ce fichier est codé en UTF-16."
        hint = "dans le Bloc-notes : Enregistrer sous, codage UTF-8."
        findings.append(Finding("L001", message, Span(path), (hint,)))
        return None
    if b"\0" in data:
        findings.append(Finding("L001", "ce fichier n'est pas un texte.", Span(path)))
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        text = data.decode("cp1252", errors="replace")
        if text.count("�") > len(text) // 20:
            findings.append(Finding("L001", "ce fichier n'est pas un texte.", Span(path, line)))
            return None
        message = "ce fichier est codé en Windows-1252 et non en UTF-8 ; il a été lu, mais d'autres outils le liront mal."
        findings.append(Finding("L008", message, Span(path, line), ("enregistrez-le en UTF-8.",)))
        return text


def _without_forbidden(path: str, text: str, findings: list[Finding]) -> str:
    for number, line in enumerate(text.split("\n"), 1):
        for match in FORBIDDEN.finditer(line):
            message = f"caractère invisible interdit (U+{ord(match.group()):04X})."
            place = Span(path, number, match.start() + 1)
            findings.append(Finding("L005", message, place, ("effacez-le et retapez le mot.",)))
    return FORBIDDEN.sub("", text)
