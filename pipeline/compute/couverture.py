"""How far the chapters say what a projet de santé is expected to say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from pipeline.model.couverture import ATTENDUS, Attendu, Couverture, Presence, normalized
from pipeline.model.parcours import inlines_of, leaves
from pipeline.model.projet import Chapitre, Projet
from pipeline.model.prose import Block, CodeSpan, Heading, Text, Variable
from pipeline.model.sections import Section, sections
from pipeline.model.valeur import dataclass

FEWEST_WORDS = 25
"""Of a text that tells a reader something; a heading and a wish are shorter."""

BLANK = " xx "


def couverture(projet: Projet) -> tuple[Couverture, ...]:
    """Each section expected of the diagnostic and of the organisation, with the chapter that says most of it."""
    parties = {partie for attendu in ATTENDUS for partie in attendu.parties}
    told = {partie: [_texts(one) for one in projet.chapitres[partie]] for partie in parties}
    return tuple(
        _found(attendu, [text for partie in attendu.parties for text in told[partie]])
        for attendu in ATTENDUS
    )


@dataclass(frozen=True, slots=True)
class _Texte:
    """A section and its words, to be looked through for each subject."""

    section: Section
    mots: str

    @property
    def nombre(self) -> int:
        return self.mots.count(" ") - 1

    @property
    def attend(self) -> bool:
        return BLANK in self.mots


Chapitres = Sequence[tuple[_Texte, Sequence[_Texte]]]
"""The whole of each chapter, then what comes before its sections and each of them."""


def _texts(chapitre: Chapitre) -> tuple[_Texte, Sequence[_Texte]]:
    before, under = sections(chapitre.blocs, 2)
    first, *others = (Section(chapitre.titre, before, chapitre.span), *under)
    parts = [_Texte(section, _words(section.blocs)) for section in (first, *others)]
    titled = (
        f"{normalized(part.section.titre)}{part.mots}" for part in parts[1:] if part.mots.strip()
    )
    return _Texte(first, " ".join((parts[0].mots, *titled))), parts


def _found(attendu: Attendu, chapitres: Chapitres) -> Couverture:
    announced = _announced(attendu, chapitres)
    best = _best(attendu, announced, chapitres)
    if best is None or not (announced is not None or _is_about(attendu, best)):
        subjects = tuple(sujet.nom for sujet in attendu.sujets)
        return Couverture(attendu, Presence.ABSENT, "", None, subjects)
    missing = tuple(sujet.nom for sujet in attendu.sujets if sujet.nom not in best.sujets)
    where = announced or best.texte
    section = best.section if best.sujets and not where.attend else where.section
    presence = Presence.INSUFFISANT if _is_thin(missing, best, where) else Presence.PRESENT
    return Couverture(attendu, presence, section.titre, section.span, missing, where.attend)


def _is_thin(missing: Sequence[str], best: _Candidat, where: _Texte) -> bool:
    return bool(missing) or best.texte.nombre < FEWEST_WORDS or where.attend


def _is_about(attendu: Attendu, text: _Candidat) -> bool:
    """Whether a text without the title is the section all the same: a word in passing is not."""
    most = 2 * len(text.sujets) > len(attendu.sujets)
    return most and attendu.sujets[0].nom in text.sujets


def _announced(attendu: Attendu, chapitres: Chapitres) -> _Texte | None:
    """The section, else the chapter, whose title is that of the attendu."""
    parts = (part for _whole, parts in chapitres for part in parts[1:])
    wholes = (whole for whole, _parts in chapitres)
    return next((one for one in (*parts, *wholes) if _is_titled(attendu, one)), None)


def _is_titled(attendu: Attendu, whole: _Texte) -> bool:
    return attendu.est_annonce(whole.section.titre)


@dataclass(frozen=True, slots=True)
class _Candidat:
    """A text that may be the one expected: what it speaks of, and the section to send a reader to."""

    section: Section
    sujets: frozenset[str]
    texte: _Texte

    @property
    def merite(self) -> tuple[int, bool]:
        """How much it says, then whether at length enough."""
        return len(self.sujets), self.texte.nombre >= FEWEST_WORDS


def _best(attendu: Attendu, announced: _Texte | None, chapitres: Chapitres) -> _Candidat | None:
    """The text whose title announces the section, when it says all; else the first that says most, in the chapter of
    that title before any other: a reader sent to another would not find it there."""
    best: _Candidat | None = None
    first = [_candidate(attendu, announced)] if announced and attendu.en_une_section else []
    by_title = sorted(chapitres, key=lambda one: not _is_titled(attendu, one[0]))
    for candidate in chain(first, _candidates(attendu, by_title)):
        if candidate.merite == (len(attendu.sujets), True):
            return candidate
        if best is None or candidate.merite > best.merite:
            best = candidate
    return best


def _candidates(attendu: Attendu, chapitres: Chapitres) -> Iterator[_Candidat]:
    for tout, textes in chapitres:
        if attendu.en_une_section:
            yield from (_candidate(attendu, texte) for texte in textes)
        else:
            whole = _candidate(attendu, tout)
            parts = (_candidate(attendu, texte) for texte in textes)
            most = max(parts, key=lambda one: len(one.sujets))
            yield _Candidat(most.section, whole.sujets, tout)


def _candidate(attendu: Attendu, texte: _Texte) -> _Candidat:
    told = frozenset(sujet.nom for sujet in attendu.sujets if sujet.est_dit(texte.mots))
    return _Candidat(texte.section, told, texte)


def _words(blocks: Iterable[Block]) -> str:
    """What blocks say, normalized, facts by their names; a title counts with what stands under it."""
    said: list[str] = []
    pending: list[str] = []
    for block in blocks:
        words = " ".join(_of_inlines(block))
        if isinstance(block, Heading):
            pending.append(words)
        else:
            said += [*pending, words]
            pending = []
    return normalized(". ".join(said))


def _of_inlines(block: Block) -> Iterator[str]:
    for inlines in inlines_of(block):
        for node in leaves(inlines):
            if isinstance(node, Text | CodeSpan):
                yield node.text
            elif isinstance(node, Variable):
                yield node.name
