"""How far the chapters say what a projet de santé is expected to say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.model.couverture import ATTENDUS, Attendu, Couverture, Presence
from pipeline.model.langue.mots import fold
from pipeline.model.parcours import inlines_of, leaves
from pipeline.model.projet import Chapitre, Projet
from pipeline.model.prose import Block, CodeSpan, Heading, Text, Variable
from pipeline.model.sections import Section, sections
from pipeline.model.valeur import dataclass

FEWEST_WORDS = 25
"""Of a text that tells a reader something; a heading and a wish are shorter."""

APART = re.compile(r"[’'()\"_-]+|(?<=\w)\.(?=\w)")
WORD = re.compile(r"\w+")


def couverture(projet: Projet) -> tuple[Couverture, ...]:
    """Each section expected of the diagnostic and of the organisation, with the chapter that says most of it."""
    return tuple(_found(attendu, projet.chapitres[attendu.partie]) for attendu in ATTENDUS)


def _found(attendu: Attendu, chapitres: Sequence[Chapitre]) -> Couverture:
    best = max(_candidates(attendu, chapitres), key=lambda one: len(one.sujets), default=None)
    if best is None or not best.sujets:
        return Couverture(attendu, Presence.ABSENT, "", None, tuple(attendu.sujets))
    missing = tuple(sujet for sujet in attendu.sujets if sujet not in best.sujets)
    presence = Presence.INSUFFISANT if missing or best.mots < FEWEST_WORDS else Presence.PRESENT
    return Couverture(attendu, presence, best.section.titre, best.section.span, missing)


@dataclass(frozen=True, slots=True)
class _Candidat:
    """A text that may be the one expected: what it speaks of, and the section to send a reader to."""

    section: Section
    sujets: frozenset[str]
    mots: int


def _candidates(attendu: Attendu, chapitres: Iterable[Chapitre]) -> Iterator[_Candidat]:
    for chapitre in chapitres:
        before, under = sections(chapitre.blocs, 2)
        parts = [_candidate(attendu, Section(chapitre.titre, before, chapitre.span))]
        parts += [_candidate(attendu, section) for section in under]
        if attendu.en_une_section:
            yield from parts
        else:
            most = max(parts, key=lambda one: len(one.sujets))
            whole = _candidate(attendu, Section("", chapitre.blocs))
            yield _Candidat(most.section, whole.sujets, whole.mots)


def _candidate(attendu: Attendu, section: Section) -> _Candidat:
    words = _words(section.blocs)
    told = frozenset(sujet for sujet, said in attendu.sujets.items() if re.search(said, words))
    return _Candidat(section, told, len(WORD.findall(words)))


def _words(blocks: Iterable[Block]) -> str:
    """What blocks say, folded, facts by their names; a title counts with what stands under it."""
    said: list[str] = []
    pending: list[str] = []
    for block in blocks:
        words = " ".join(_of_inlines(block))
        if isinstance(block, Heading):
            pending.append(words)
        else:
            said += [*pending, words]
            pending = []
    return APART.sub(" ", fold(". ".join(said)))


def _of_inlines(block: Block) -> Iterator[str]:
    for inlines in inlines_of(block):
        for node in leaves(inlines):
            if isinstance(node, Text | CodeSpan):
                yield node.text
            elif isinstance(node, Variable):
                yield node.name
