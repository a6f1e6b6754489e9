"""*Sigles*: how they look in a text, what is not one, and where an author says what one means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import field

from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.span import Span
from pipeline.model.valeur import dataclass

_CAPITAL = "A-ZÀ-ÖØ-Þ"
TOKEN = motif(
    rf"[{_CAPITAL}](?<![\w@/.&_-].)(?:[{_CAPITAL}0-9]|\.(?=[{_CAPITAL}]))*(?:-[{_CAPITAL}0-9]+)*s?(?![\w@]|-[a-z])"
)
BESIDE_BEFORE = motif(rf"(?<!\w)([{_CAPITAL}]{{2,}})[ *_'’]+$")
BESIDE_AFTER = motif(rf"\w+[ *_'’]+([{_CAPITAL}]{{2,}})(?!\w)")
LONGEST = 6
"""A longer unknown word in capitals is a word."""

ROMAN = motif(r"[IVX]+")
LETTERS = motif(r"[^\W\d_]+")
NOT_SIGLES = frozenset(
    (
        "H1N1",
        "OK",
        "NB",
        "VS",
        "COVID",
        "TVA",
        "CDD",
        "CDI",
        "SMS",
        "URL",
        "PDF",
        "USB",
        "TV",
        "GPS",
        "CV",
        "CO2",
        "SOS",
    )
)
"""Signs that every reader knows, and names that stand for nothing longer."""

COMPTES = {"ETP": "équivalent temps plein"}
"""A sigle of several meanings → the one that it has after a number: « 0,3 ETP »."""

COUNTED = r"(?:[0-9½¼¾]|\b(?:un|deux|trois|quatre|cinq|demi|mi|quart)s?)[ \u00a0\u202f-]*$"

TYPED = motif(rf"(?<![\w@/.&-])[{_CAPITAL}0-9](?:[.-]?\w)+")
FULL_STOP = motif(r"\.(?=\s?\()")
LONGEST_TYPED = 24
"""Signs within which the dots of a sigle are looked for."""

WINDOW = 160
FAR = 1_000
"""Signs around a word in which others in capitals are looked for: a line may be as long as its text."""


@dataclass(frozen=True, slots=True)
class Sigle:
    """A line of a dictionary."""

    sigle: str
    sens: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Emploi:
    """A sigle of the texts: where it stands first, and how often it is used."""

    sigle: str
    span: Span
    fois: int


def sigles_in(text: str, known: frozenset[str]) -> Iterator[tuple[str, int]]:
    """Every sigle of a text with its offset, plurals and inner dots taken off; ``known`` ones are kept whole."""
    for match in TOKEN.finditer(text):
        whole = match.group()
        if len(whole) < 2 or _is_a_formula(text, match.end()):
            continue
        bare = whole.replace(".", "")
        name = bare if bare in known or not bare.endswith("s") else bare[:-1]
        if name in known:
            yield name, match.start()
        else:
            yield from _parts_of(name, match.start(), known)


def _is_a_formula(text: str, end: int) -> bool:
    """« CO~2~ »: a number lowered after letters makes them a substance."""
    return text.startswith("~", end) and text[end + 1 : end + 2].isdigit()


def _parts_of(name: str, at: int, known: frozenset[str]) -> Iterator[tuple[str, int]]:
    """« ARS-CPAM » is two sigles; « M3-01 » is a code, and none."""
    parts = name.split("-")
    if len(parts) > 1 and any(map(str.isdigit, parts)):
        return
    for part in parts:
        if part in known or _is_sigle(part):
            yield part, at
        at += len(part) + 1


def _is_sigle(name: str) -> bool:
    return (
        len(name) <= LONGEST
        and sum(c.isupper() for c in name) > 1
        and not ROMAN.fullmatch(name)
        and name not in NOT_SIGLES
    )


def counted(text: str, offset: int, sigle: str) -> str:
    """The meaning that a number right before a sigle gives it, or ``""``.

    >>> counted("une coordinatrice à 0,3 ETP", 24, "ETP"), counted("une séance d'une ETP", 17, "PASS")
    ('équivalent temps plein', '')
    """
    meaning = COMPTES.get(sigle, "")
    return meaning if meaning and re.search(COUNTED, text[max(0, offset - 12) : offset]) else ""


def in_capitals(text: str, offset: int, known: frozenset[str]) -> bool:
    """Whether an unknown word stands among others in capitals, as some type titles and what they insist on.

    >>> in_capitals("## LE BUREAU", 6, frozenset()), in_capitals("L'ARS et la CDPA", 12, frozenset(["ARS"]))
    (True, False)
    """
    first, last = max(0, offset - FAR), min(len(text), offset + FAR)
    before_it, end = text.rfind("\n", first, offset), text.find("\n", offset, last)
    start = before_it + 1 if before_it >= 0 else first
    line = text[start : end if end >= 0 else last]
    words = LETTERS.findall(line)
    capitals = [word for word in words if len(word) > 1 and word.isupper()]
    if not any(word.islower() for word in words) and (line.startswith("#") or len(capitals) > 2):
        return True
    before = BESIDE_BEFORE.search(line[: offset - start])
    after = BESIDE_AFTER.match(line[offset - start :])
    return any(beside is not None and beside[1] not in known for beside in (before, after))


def meanings_in(text: str, sigles: Set[str]) -> dict[str, str]:
    """What a text says that these mean: « long form (SIGLE) », « SIGLE (long form) », « SIGLE, long form »; those that it
    says nothing of are left out.  In one pass, however many they are.

    >>> meanings_in("La maison sport-santé (MSS) et les C.D.S. (centres de santé)", {"MSS", "CDS", "ARS"})
    {'MSS': 'maison sport-santé', 'CDS': 'centres de santé'}
    """
    found: dict[str, str] = {}
    for match in TYPED.finditer(text):
        for sigle, end in _heads_of(match.group()):
            if sigle in sigles and sigle not in found:
                after = FULL_STOP.match(text, match.start() + end)
                last = after.end() if after else match.start() + end
                meaning = _before(text, match.start(), sigle) or _after(text, last, sigle)
                if meaning:
                    found[sigle] = meaning
    return found


def _heads_of(typed: str) -> Iterator[tuple[str, int]]:
    """The sigles that what is typed may begin with, their inner dots and the sign of plural taken off, and where each ends:
    a dot or a hyphen may belong to it or come after it.

    >>> list(_heads_of("C.D.Ss")), list(_heads_of("ARS-CPAM"))
    ([('C', 1), ('CD', 3), ('CDSs', 6), ('CDS', 6)], [('ARS', 3), ('ARS-CPAM', 8)])
    """
    ends = [at for at, sign in enumerate(typed[:LONGEST_TYPED]) if sign in ".-"]
    for end in (*ends, len(typed)):
        name = typed[:end].replace(".", "")
        yield name, end
        if name.endswith("s"):
            yield name[:-1], end


def _before(text: str, at: int, sigle: str) -> str:
    """The words that a parenthesis around the sigle follows, from the one that begins with its first letter."""
    head = text[max(0, at - WINDOW) : at]
    opening = re.search(
        r"\(\s*[«*_\s]*(?:(?:dite?|ou|abrégée?s?(?: en)?|le|la|les|l['’])\s*)?[«*_\s]*$", head
    )
    if opening is None:
        return ""
    first = max(head.rfind(mark, 0, opening.start()) for mark in "().;:|") + 1
    words = list(LETTERS.finditer(head, first, opening.start()))[-(2 * len(sigle) + 4) :]
    for spells in (_begins, _spells):
        for rank in range(len(words) - 1, -1, -1):
            if spells([word.group() for word in words[rank:]], sigle):
                return _clean(head[words[rank].start() : opening.start()])
    return ""


def _after(text: str, at: int, sigle: str) -> str:
    """The words in parentheses, after a comma or after a colon, when their letters spell the sigle."""
    tail = text[at : at + WINDOW]
    opening = re.match(
        r"[*_»\s]*(?:\(|,|:|=|—|–)[\s*_«]*(?:(?:c'est-à-dire|soit|pour|le|la|les|l['’]|une?)\s*)*",
        tail,
    )
    if opening is None:
        return ""
    end = re.search(r"[(),;:.\n]|\s[—–]\s", tail[opening.end() :])
    said = tail[opening.end() : opening.end() + end.start()] if end else tail[opening.end() :]
    return _clean(said) if _spells(LETTERS.findall(said), sigle) else ""


def _begins(words: list[str], sigle: str) -> bool:
    """Whether words begin, in order, with the letters of the sigle, the first with the first.

    >>> _begins("protection maternelle et infantile".split(), "PMI"), _begins(["patients", "malades"], "PMI")
    (True, False)
    """
    letters = [c for c in fold(sigle) if c.isalpha()]
    if len(words) < 2 or fold(words[0])[:1] != letters[0]:
        return False
    initials = iter([fold(word)[:1] for word in words])
    return all(letter in initials for letter in letters)


def _spells(words: list[str], sigle: str) -> bool:
    """The same, or few words that hold the letters anywhere: « comité de retour d'expérience » for CREX."""
    letters = [c for c in fold(sigle) if c.isalpha()]
    if len(words) < 2 or fold(words[0])[:1] != letters[0] or _begins(words, sigle):
        return _begins(words, sigle)
    inside = iter(" ".join(map(fold, words)))
    return (
        len(letters) <= len(words) * 2
        and len(words) <= len(letters) + 2
        and all(c in inside for c in letters)
    )


def _clean(words: str) -> str:
    return " ".join(words.replace("*", "").replace("_", "").split()).strip(' «»"')
