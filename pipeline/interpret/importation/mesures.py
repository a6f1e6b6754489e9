"""What a line about an indicator tells: its name, where it starts from, the targets of the years of the contract.

Only what can mean one thing is taken: « 100 puis 250 » or « 30 % en 2030 » are left in the words of the indicator, for
no one knows which year of the contract they are about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.interpret.dates import parse_frequence
from pipeline.interpret.lignes_de_fiche import WORDS_OF_A_MEASURE
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.valeur import dataclass

NUMBER = r"(?:[<>≤≥]=? ?)?[0-9]+(?:[ .][0-9]{3})*(?:,[0-9]+)?(?: ?%|(?= |$|[,;.)/]))"
RANKS = {"premiere": 1, "deuxieme": 2, "seconde": 2, "troisieme": 3, "quatrieme": 4, "cinquieme": 5}
RANKS |= {
    "1re": 1,
    "1ere": 1,
    "2e": 2,
    "2eme": 2,
    "3e": 3,
    "3eme": 3,
    "4e": 4,
    "4eme": 4,
    "5e": 5,
    "5eme": 5,
}
ORDINAL = rf"(?:en |a |des )?(?:la |l')?(?P<rank>{'|'.join(RANKS)})(?: annee)?"
YEAR = r"(?:en |a )?(?:l')?(?:annee|an|n ?\+) ?(?P<year>[1-5])"
AMOUNT_THEN_YEAR = motif(rf"(?<![0-9])(?P<amount>{NUMBER}) ?(?:{ORDINAL}|{YEAR})(?![0-9%])")
YEAR_THEN_AMOUNT = motif(rf"\b(?:{ORDINAL}|{YEAR}) ?[:=] ?(?P<amount>{NUMBER})")
TODAY = motif(
    rf"(?<![0-9])(?P<amount>{NUMBER}) (?:aujourd'hui|actuellement|a ce jour|au depart|en (?P<civil>20[0-9]{{2}}))\b"
)
FROM_TO = motif(rf"\b(?:passer )?de (?P<amount>{NUMBER}) (?:a|vers) {NUMBER}")
SOURCE = motif(r"(?:d'après|selon|source ?:) (?:le |la |les |l')?([^,;()]+)", re.IGNORECASE)
MEASURE = motif(rf"\b(?={WORDS_OF_A_MEASURE.pattern})", re.IGNORECASE)
NUMBERED = motif(
    r"\s*(?:indicateurs?|ind\.?|critères?)\s*(?:n\s?°\s*)?[0-9]{1,2}\s*[:.=)\u2010-\u2015-]\s*",
    re.IGNORECASE,
)
END_OF_NAME = motif(
    r"\s*(?:[(;]|\s[:=\u2013\u2014-]\s|,\s*(?:d'après|selon)"
    r"|\s(?:devra|devrait|doit|passera|passe|sera|atteindra|de [0-9]))"
)
NOTHING_SAID = frozenset(
    (
        *("a", "an", "annee", "au", "d", "de", "en", "et", "l", "la", "le", "les", "n", "puis"),
        *("cible", "cibles", "objectif", "depart", "aujourd", "hui", "actuellement", "ce", "jour"),
    )
)
LONGEST_PART = 6
LONGEST_LINE = 120


@dataclass(frozen=True, slots=True)
class Mesure:
    """``faits`` are the lines of the indicator by name; ``entiere`` says that they and the name hold all its words."""

    nom: str
    faits: tuple[tuple[str, str], ...]
    entiere: bool


def measure_in(line: str) -> Mesure:
    """« Appels : 50 en année 1, 120 en année 2 » → « Appels », and its two targets.

    >>> measure_in("nb de télé-expertises : 50 en année 1, 120 en année 2").faits
    (('cible année 1', '50'), ('cible année 2', '120'))
    >>> measure_in("Nombre d'appels : 100 puis 250").nom
    "Nombre d'appels : 100 puis 250"
    """
    line = NUMBERED.sub("", line).strip(" .;")
    targets = _targets(line)
    facts = dict(_start(line, bool(targets)))
    facts |= {f"cible année {year}": amount for year, amount in sorted(targets.items())}
    if not facts:
        return Mesure(line, (), True)
    facts |= dict(_habits(line))
    cut = END_OF_NAME.search(line)
    nom = line[: cut.start()].strip(" ,:") if cut and cut.start() > 2 else line
    left = fold(line[len(nom) :])
    for value in facts.values():
        left = left.replace(fold(value), " ")
    over = set(re.findall(r"[a-z0-9]+", left)) - NOTHING_SAID - set(RANKS)
    whole = nom == line or not {word for word in over if not re.fullmatch(r"[1-5]", word)}
    return Mesure(nom, tuple(facts.items()), whole)


def _targets(line: str) -> dict[int, str]:
    """Year of the contract → target; nothing for a year that has two."""
    words = fold(line)
    found: dict[int, set[str]] = {}
    matches = [*AMOUNT_THEN_YEAR.finditer(words), *YEAR_THEN_AMOUNT.finditer(words)]
    for match in matches:
        year = int(match["year"]) if match["year"] else RANKS[match["rank"]]
        found.setdefault(year, set()).add(match["amount"].strip())
    return {year: values.pop() for year, values in found.items() if len(values) == 1}


def _start(line: str, has_targets: bool) -> Iterator[tuple[str, str]]:
    """What the indicator starts from: said to be so, or of a civil year beside targets of the contract's own."""
    words = fold(line)
    match = TODAY.search(words)
    if match and (has_targets or not match["civil"]):
        yield "départ", match["amount"] + (f" ({match['civil']})" if match["civil"] else "")
        return
    moved = FROM_TO.search(words)
    if moved:
        yield "départ", moved["amount"].strip()


def _habits(line: str) -> Iterator[tuple[str, str]]:
    source = SOURCE.search(line)
    if source:
        yield "source", source[1].strip()
    for part in re.split(r"[,;()]", line):
        if len(part.split()) <= LONGEST_PART and parse_frequence(part) is not None:
            yield "fréquence", part.strip()
            return


def measures_in(words: str, under_indicators: bool) -> list[str]:
    """The indicators that a line of text names; none when it may be about something else.

    A sentence must hold a word of measure; a short line is one by itself where the heading says « indicateurs ».
    """
    parts = [
        part.strip(" .") for part in re.split(r"\s*;\s*|(?<=[a-zà-ÿ0-9)%])\.\s+(?=[A-ZÀ-Ý])", words)
    ]
    parts = [part for part in parts if part]
    if under_indicators and len(parts) == 1 and not re.search(r"[0-9(:]", words):
        between = [part.strip(" .") for part in words.split(",")]
        if all(len(part.split()) <= LONGEST_PART for part in between):
            return [part for part in between if part]
    is_short = under_indicators and all(len(part) <= LONGEST_LINE for part in parts)
    if is_short or all(MEASURE.search(fold(part)) for part in parts):
        return parts
    return []


def named_by_its_measure(sentence: str) -> str:
    """« Nous suivrons le nombre de patients inclus (0 en 2026…) » → « nombre de patients inclus (0 en 2026…) »."""
    match = MEASURE.search(sentence)
    return sentence[match.start() :] if match else sentence
