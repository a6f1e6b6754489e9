"""Rules on proper nouns in the texts: a commune of the territory or somebody's name, mistyped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain

from pipeline.check.controle import controle
from pipeline.model.comptes import Comptes
from pipeline.model.finding import Finding
from pipeline.model.langue.coquille import est_une_coquille
from pipeline.model.langue.mots import fold
from pipeline.model.langue.texte import markdown, place, prose
from pipeline.model.motif import motif
from pipeline.model.projet import Projet, TexteSource

NAME = motif(r"\b[A-ZÀ-Ý]\w+(?:[-'’]\w+)*")
"""A word that begins with a capital, with what its hyphens join: « Castéra-Verduzan »."""

TITLES = frozenset(("dr", "docteur", "docteure", "pr", "m", "mme", "mlle", "monsieur", "madame"))
BEFORE = motif(r"([^\W\d_]+(?:-[^\W\d_]+)*)(?:\.|,)?[ \u00a0\u202f\n]+$")
"""The word before a name, which may be a title or a first name."""

WITHIN = motif(r"(?:[\w,;)»][ \u00a0\u202f]+|\w['’]|[(/])[*_]{0,3}$")
"""What stands before a capital that no beginning of a sentence, of an item or of a cell asks for."""


LONGEST_BEFORE = 40
SHORTEST = 5
"""Letters: one sign makes two short words of one another too often."""


@controle()
def proper_nouns_are_spelled_alike(
    projet: Projet, comptes: Comptes, today: date
) -> Iterator[Finding]:
    """A word that no register knows, one sign away from a commune of the territory, or from who bears that first name."""
    noms = _Noms(projet, comptes)
    for texte in markdown(projet.textes):
        yield from _of(texte, noms)


def _of(texte: TexteSource, noms: _Noms) -> Iterator[Finding]:
    """One finding for each such word of a text, where it stands first."""
    text = prose(texte)
    told: set[str] = set()
    for match in NAME.finditer(text):
        typed = match.group()
        if typed in told or not noms.may_be_mistyped(typed):
            continue
        left = text[max(0, match.start() - LONGEST_BEFORE) : match.start()]
        meant = noms.meant(typed, left)
        if meant:
            told.add(typed)
            message = f"« {typed} » ressemble à « {meant} », à une lettre près."
            hint = f"écrivez « {meant} » ; si c'est un autre nom, acceptez ce constat."
            yield Finding("X061", message, place(texte, match.start()), (hint,))


class _Noms:
    """The proper nouns that a project knows, and what a word that is none of them may stand for."""

    def __init__(self, projet: Projet, comptes: Comptes) -> None:
        people = projet.annuaire.personnes
        self.communes = {fold(one.nom): one.nom for one in comptes.communes}
        self.first_names: dict[str, set[str]] = defaultdict(set)
        self.people: dict[str, str] = {}
        for person in people:
            if person.prenom:
                self.people[fold(person.nom)] = person.nom
                self.first_names[fold(person.nom)].add(fold(person.prenom))
        self.known = {*self.communes, *self.people, *_words_of(_registers(projet, comptes))}
        self.by_ends: dict[str, list[str]] = defaultdict(list)
        for name in (*self.communes, *self.people):
            self.by_ends[name[:1] + name[-1:]].append(name)
        self.close: dict[str, Sequence[str]] = {}

    def may_be_mistyped(self, typed: str) -> bool:
        """Whether no register has this word, and a name that one has is one sign away."""
        word = fold(typed)
        if word not in self.close:
            self.close[word] = () if word in self.known else tuple(self._close_to(word))
        return bool(self.close[word])

    def _close_to(self, word: str) -> Iterator[str]:
        for name in self.by_ends.get(word[:1] + word[-1:], ()):
            if len(name) >= SHORTEST and est_une_coquille(word, name):
                yield name

    def meant(self, typed: str, left: str) -> str:
        """The name that this word stands for, where ``left`` is what stands before it; empty when nothing tells.

        A word that begins a sentence owes its capital to its place: « Lecture » there is no Lectoure.
        """
        last = BEFORE.search(left)
        before = fold(last[1]) if last else ""
        for name in self.close[fold(typed)]:
            if name in self.people and (before in TITLES or before in self.first_names[name]):
                return self.people[name]
            if name in self.communes and WITHIN.search(left):
                return self.communes[name]
        return ""


def _registers(projet: Projet, comptes: Comptes) -> Iterator[str]:
    """All that names something: people, bodies, intercommunalités, départements."""
    for person in projet.annuaire.personnes:
        yield from (person.nom, person.prenom, person.structure, person.representant)
    for commune in comptes.communes:
        yield from (commune.nom, commune.departement, commune.epci)


def _words_of(texts: Iterator[str]) -> Iterator[str]:
    found = chain.from_iterable(NAME.findall(text) for text in texts)
    return (fold(word) for word in found)
