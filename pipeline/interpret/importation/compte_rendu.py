"""What the report of an import says of each title, held to the file that was written: where its words are, and nowhere else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from pipeline.model.importation import Annonce
from pipeline.model.langue.francais import et
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif

SECTION = motif(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
COMMENT = motif(r"<!--.*?-->", re.DOTALL)
WORD = motif(r"[a-z0-9]+")
EN_TETE = "l'en-tête"
MOST_OF = 2
"""A line is where a half of its words at least are: names become keys, crosses become dates."""


def true_lines(rapport: Sequence[str], annonces: Sequence[Annonce], text: str) -> list[str]:
    """The lines of a report, those that say where a title went told anew from the text of the file."""
    held = _words_by_place(text)
    by_line = {annonce.dite: annonce for annonce in annonces}
    told = (_told(by_line[line], held) if line in by_line else line for line in rapport)
    return list(dict.fromkeys(line for line in told if line))


def _told(annonce: Annonce, held: Mapping[str, Counter[str]]) -> str:
    """« Budget prévisionnel » → the headings that hold what stood under it, as many as there are."""
    places = [_place_of(line, annonce.place, held) for line in annonce.lignes]
    found = sorted(dict.fromkeys(filter(None, places)), key=lambda one: one != annonce.place)
    if not annonce.lignes:
        return f"« {annonce.titre} » : rien n'est écrit dessous"
    return f"« {annonce.titre} » → {et(found)}" if found else ""


def _place_of(line: str, announced: str, held: Mapping[str, Counter[str]]) -> str:
    """The heading that holds most of the words of a line; the one that was announced where several do."""
    words = _words(line)
    total = sum(words.values())
    shares = {place: sum((words & counts).values()) for place, counts in held.items()}
    best = max(shares.values(), default=0)
    if not total or MOST_OF * best < total:
        return ""
    return (
        announced if shares.get(announced, 0) == best else max(shares, key=lambda one: shares[one])
    )


def _words_by_place(text: str) -> dict[str, Counter[str]]:
    """The words under each heading of a file, and those of its header; comments are no part of it."""
    shown = COMMENT.sub("", text)
    head, _, body = shown.removeprefix("---\n").partition("\n---\n")
    found = {title.strip(): _words(under) for title, under in SECTION.findall(body)}
    return {**found, EN_TETE: _words(head)}


def _words(text: str) -> Counter[str]:
    return Counter(WORD.findall(fold(text)))
