"""Numbers of tables and figures, and references to whatever has a name, once a document is put together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.model.ancre import Ancre, cible, de_legende, de_section
from pipeline.model.comptes import Comptes
from pipeline.model.document import Champ, Contenu, FicheMiseEnPage, Riche
from pipeline.model.parcours import map_blocks, map_inlines
from pipeline.model.prose import (
    Block,
    Emphasis,
    Figure,
    Heading,
    Inline,
    Legende,
    Link,
    Note,
    Renvoi,
    Strong,
    Table,
    Text,
    genre_et_numero,
    text_of,
)

CHANGING: frozenset[type[Inline]] = frozenset({Link, Strong, Emphasis, Note})
"""What may be a reference, or hold one."""


def with_renvois(corps: Sequence[Contenu], comptes: Comptes) -> tuple[Contenu, ...]:
    """The same contents with their captions numbered from 1 and their references resolved.

    A reference to what this document does not hold prints words that need no number.
    """
    numbering = _Numerotation()
    numbered = tuple(_changed(numbering.fiche(content), numbering.of) for content in corps)
    known: dict[str, Ancre] = {}
    for ancre in reversed(comptes.ancres):
        known["#" + ancre.cle] = ancre
        if ancre.path:
            known[ancre.path] = ancre
    resolve = _Resolution(known, numbering.marks).block
    return tuple(_changed(content, resolve) for content in numbered)


def _changed(content: Contenu, change: Callable[[Block], Block]) -> Contenu:
    if isinstance(content, FicheMiseEnPage):
        champs = {name: _champ(champ, change) for name, champ in content.champs.items()}
        return replace(content, champs=champs)
    return map_blocks(content, change)


def _champ(champ: Champ, change: Callable[[Block], Block]) -> Champ:
    match champ:
        case Riche(blocs):
            return (
                replace(champ, blocs=tuple(map_blocks(block, change) for block in blocs))
                if blocs
                else champ
            )
        case str():
            return champ
        case Mapping():
            return {name: _champ(inner, change) for name, inner in champ.items()}
        case _:
            return [_champ(inner, change) for inner in champ]


@dataclass
class _Numerotation:
    """``counts`` by kind of caption; ``marks`` the anchors of the document → the words that references repeat."""

    counts: dict[str, int] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)

    def fiche(self, content: Contenu) -> Contenu:
        return (
            replace(content, ancre=self.marked(content.ancre, ""))
            if isinstance(content, FicheMiseEnPage)
            else content
        )

    def of(self, block: Block) -> Block:
        match block:
            case Table(legende=Legende() as legende):
                return replace(block, legende=self.numbered(legende))
            case Figure(legende=legende):
                return replace(block, legende=self.numbered(legende))
            case Heading(inlines=inlines, ancre=ancre, repere=repere) if ancre:
                name = ancre if repere else de_section(ancre)
                return replace(block, ancre=self.marked(name, repere or text_of(inlines)))
            case _:
                return block

    def numbered(self, legende: Legende) -> Legende:
        number = self.counts[legende.genre] = self.counts.get(legende.genre, 0) + 1
        named = replace(legende, numero=number)
        return replace(named, ancre=self.marked(de_legende(legende), named.repere))

    def marked(self, ancre: str, words: str) -> str:
        """The anchor, for the first place that has it: a name stands once in a document."""
        if not ancre or ancre in self.marks:
            return ""
        self.marks[ancre] = words
        return ancre


@dataclass(frozen=True)
class _Resolution:
    known: Mapping[str, Ancre]
    marks: Mapping[str, str]

    def block(self, block: Block) -> Block:
        return map_inlines(block, self.inlines)

    def inlines(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        if not CHANGING.isdisjoint(map(type, inlines)):
            return tuple([self.inline(node) for node in inlines])
        return inlines

    def inline(self, node: Inline) -> Inline:
        match node:
            case Strong(children):
                return Strong(self.inlines(children))
            case Emphasis(children):
                return Emphasis(self.inlines(children))
            case Note(blocks=blocks):
                return replace(node, blocks=tuple([self.block(block) for block in blocks]))
            case Link(children, url, span):
                target = cible(url, span.path)
                ancre = self.known.get(target) if target else None
                return node if ancre is None else self.renvoi(ancre, text_of(children), span.path)
            case _:
                return node

    def renvoi(self, ancre: Ancre, typed: str, path: str) -> Inline:
        here = self.marks.get(ancre.cle)
        typed = "" if ancre.est_rappelee(typed) else typed
        complement = "" if ancre.dossier and path.startswith(ancre.dossier) else ancre.complement
        if here is None:
            return Text(typed or ancre.texte + complement)
        if typed:
            return Renvoi(ancre.cle, typed, vivant=False)
        if not here:
            return Renvoi(ancre.cle, ancre.texte, vivant=False)
        before, _, after = ancre.texte.partition(here)
        if after:
            return Renvoi(ancre.cle, here, before, after)
        genre, numero = genre_et_numero(here)
        return Renvoi(ancre.cle, numero, f"{genre.lower()}\u00a0", complement)
