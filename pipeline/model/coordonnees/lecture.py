"""A text as a reader sees it, whatever its signs are called, dressed or hidden; each sign knows where it was typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from html import unescape
from urllib.parse import unquote

from pipeline.model.coordonnees import Coordonnee, Genre
from pipeline.model.motif import motif
from pipeline.model.valeur import dataclass


@dataclass(frozen=True, slots=True)
class Lu:
    """A text as a reader sees it; ``places`` has, for each sign and for the end, where it was typed in ``original``."""

    texte: str
    original: str
    places: Sequence[int]

    def typed(self, begin: int, end: int) -> str:
        """What the author typed for these signs."""
        return self.original[self.places[begin] : self.places[end]]

    def found(
        self, genre: Genre, valeur: str, begin: int, end: int, portable: bool = False
    ) -> Coordonnee:
        typed = " ".join(self.typed(begin, end).split())
        return Coordonnee(genre, valeur, typed, self.places[begin], portable)

    def replaced(self, pattern: re.Pattern[str], by: Callable[[re.Match[str]], str]) -> Lu:
        """The text with what ``by`` gives in place of each match."""
        texts: list[str] = []
        places: list[int] = []
        end = 0
        for match in pattern.finditer(self.texte):
            given = by(match)
            if given == match.group():
                continue
            texts += self.texte[end : match.start()], given
            places += self.places[end : match.start()]
            places += [self.places[match.start()]] * len(given)
            end = match.end()
        if not end:
            return self
        return Lu("".join((*texts, self.texte[end:])), self.original, [*places, *self.places[end:]])


CODED = motif(r"&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,31});|(?:%[0-9a-f]{2})+", re.IGNORECASE)
"""Signs by their name in HTML, or by their bytes in an address."""

KEPT_BAR = motif(r"\\[|]")
"""A bar of the text itself, which parts no cells."""

DRESSED = motif(r"[*`~\\]+")
"""What Markdown does not print: emphasis, code, and what keeps a sign as it is."""

NOTE = motif(r"\[\^[^\]\s]{1,30}\]")
ANCHOR = motif(r"\{#[^{}\n]{1,100}\}")
"""The name of a place (« {#contact-arobase} »), which what follows does not go on."""

LINE_BREAK = motif(r"<br ?/?>", re.IGNORECASE)
LINK = motif(r"\[([^\[\]\n]{1,200})\]\([^()\s]{1,300}\)")
MARKS = ("Cf", "Mn", "Me")
"""Signs without width, and those that dress the sign before (« 1️⃣ »)."""

LOOK_ALIKE = dict(
    zip(
        "аеорсухіјѕԁһԛԝАВЕКМНОРСТХУІЈЅЗзбαορνιΑΒΕΖΗΙΚΜΝΟΡΤΥΧıɑɡ",
        "aeopcyxijsdhqwABEKMHOPCTXYIJS336aopviABEZHIKMNOPTYXiag",
        strict=True,
    )
)
"""Letters of other alphabets, and the letters or figures of ours that a reader sees in them."""

DRAWN = {
    **LOOK_ALIKE,
    **dict(zip("ЧƷʒ", "433", strict=True)),
    **dict.fromkeys("ⓐⒶ🅰⒜", "@"),
    **dict.fromkeys("\u2010\u2011", "-"),
    **dict.fromkeys("\u2800\u3164\u115f\u1160\uffa0", " "),
}
"""Signs drawn for another, the hyphens of printers, and letters of which nothing is drawn."""

TURNED = motif("\u202e([^\u202c\n]{1,200})\u202c?")
"""What is shown from right to left, whatever it is: read both ways."""

MOST_CODED = 3
"""How often a sign may be coded again: « %2540 » is « %40 », which is « @ »."""


def as_typed(text: str) -> Lu:
    return Lu(text, text, range(len(text) + 1))


@lru_cache(maxsize=4)
def lu(text: str, unseen_as: str = "") -> Lu:
    read = as_typed(text)
    if r"\|" in text:
        read = read.replaced(KEPT_BAR, lambda _match: "/")
    read = read.replaced(DRESSED, lambda _match: "")
    if "&" in text or "%" in text:
        read = _read_again(read)
    if "\u202e" in read.texte:
        read = read.replaced(TURNED, lambda match: f"{match[1]} ; {match[1][::-1]}")
    if "[^" in text:
        read = read.replaced(NOTE, lambda _match: "")
    if "{#" in text:
        read = read.replaced(ANCHOR, lambda match: f"{match.group()} ; ")
    if "<" in text:
        read = read.replaced(LINE_BREAK, lambda _match: " ")
    return read if read.texte.isascii() else _as_on_a_keyboard(read, unseen_as)


def _read_again(coded: Lu) -> Lu:
    """The text without codes: what is coded once, twice, or more."""
    for _again in range(MOST_CODED):
        read = coded.replaced(CODED, _decoded)
        if read is coded or read.texte == coded.texte:
            break
        coded = read
    return coded


def _as_on_a_keyboard(read: Lu, unseen_as: str) -> Lu:
    plain = {sign: _plain(sign) for sign in set(read.texte) if not sign.isascii()}
    unseen = "".join(sign for sign, written in plain.items() if not written)
    if unseen:
        read = read.replaced(re.compile(f"[{re.escape(unseen)}]"), lambda _match: unseen_as)
    several = "".join(sign for sign, written in plain.items() if len(written) > 1)
    if several:
        read = read.replaced(re.compile(f"[{several}]"), lambda match: plain[match.group()])
    usual: dict[str, str | int | None] = {
        sign: written for sign, written in plain.items() if len(written) == 1
    }
    return Lu(read.texte.translate(str.maketrans(usual)), read.original, read.places)


def _decoded(match: re.Match[str]) -> str:
    coded = match.group()
    shown = unquote(coded) if coded.startswith("%") else unescape(coded)
    return shown if len(shown) <= len(coded) else coded


def _plain(sign: str) -> str:
    """A sign as a keyboard has it: « ５ », « ⁵ », « ⑤ » are 5, « ㊹ » is 44, « ＠ » is @; nothing for one not seen."""
    if sign in DRAWN:
        return DRAWN[sign]
    if unicodedata.category(sign) in MARKS:
        return ""
    digit = unicodedata.digit(sign, None)
    if digit is not None:
        return str(digit)
    usual = unicodedata.normalize("NFKC", sign)
    if usual.isascii() and (len(usual) == 1 or usual.isdecimal() or sign in ROMAN_SIGNS):
        return usual
    value = unicodedata.numeric(sign, None)
    return str(int(value)) if value is not None and value in range(100) else sign


ROMAN_SIGNS = frozenset(map(chr, range(0x2160, 0x2180)))
"""The figures of Rome that are one sign each."""


def sans_cibles(read: Lu) -> Lu:
    """The text without what its links lead to."""
    return read.replaced(LINK, lambda match: match[1]) if "](" in read.texte else read
