"""How far the chapters say what a projet de santé is expected to say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.model.couverture import ATTENDUS, Attendu, Couverture, Presence
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.parcours import inlines_of, leaves
from pipeline.model.projet import Chapitre, Projet
from pipeline.model.prose import Block, CodeSpan, Heading, Text, Variable
from pipeline.model.sections import Section, sections
from pipeline.model.valeur import dataclass

FEWEST_WORDS = 25
"""Of a text that tells a reader something; a heading and a wish are shorter."""

APART = motif(r"[’'()\"_-]+|(?<=\w)\.(?=\w)")
WORD = motif(r"\w+")


def couverture(projet: Projet) -> tuple[Couverture, ...]:
    """Each section expected of the diagnostic and of the organisation, with the chapter that says most of it."""
    told = {
        partie: [_texts(chapitre) for chapitre in chapitres]
        for partie, chapitres in projet.chapitres.items()
    }
    return tuple(_found(attendu, told[attendu.partie]) for attendu in ATTENDUS)


@dataclass(frozen=True, slots=True)
class _Texte:
    """A section and its words, to be looked through for each subject."""

    section: Section
    mots: str
    nombre: int


def _texts(chapitre: Chapitre) -> tuple[_Texte, Sequence[_Texte]]:
    """The whole of a chapter, then what comes before its sections and each of them."""
    before, under = sections(chapitre.blocs, 2)
    parts = (Section(chapitre.titre, before, chapitre.span), *under)
    return _text(Section("", chapitre.blocs)), [_text(section) for section in parts]


def _text(section: Section) -> _Texte:
    words = _words(section.blocs)
    return _Texte(section, words, len(WORD.findall(words)))


def _found(attendu: Attendu, chapitres: Iterable[tuple[_Texte, Sequence[_Texte]]]) -> Couverture:
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


def _candidates(
    attendu: Attendu, chapitres: Iterable[tuple[_Texte, Sequence[_Texte]]]
) -> Iterator[_Candidat]:
    for tout, textes in chapitres:
        parts = [_candidate(attendu, texte) for texte in textes]
        if attendu.en_une_section:
            yield from parts
        else:
            most = max(parts, key=lambda one: len(one.sujets))
            whole = _candidate(attendu, tout)
            yield _Candidat(most.section, whole.sujets, whole.mots)


def _candidate(attendu: Attendu, texte: _Texte) -> _Candidat:
    told = frozenset(sujet for sujet, said in attendu.sujets.items() if re.search(said, texte.mots))
    return _Candidat(texte.section, told, texte.nombre)


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
