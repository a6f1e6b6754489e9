"""The list of the sigles that a document uses, made once all the rest of it is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.assemble.brouillon import Constats
from pipeline.assemble.partie import alinea, tableau, titre
from pipeline.model.comptes import Comptes
from pipeline.model.document import Champ, Contenu, FicheMiseEnPage, Riche
from pipeline.model.langue.mots import fold
from pipeline.model.langue.sigle import sigles_in
from pipeline.model.livrable import TITRES_ANNEXES
from pipeline.model.parcours import inlines_of, leaves
from pipeline.model.projet import Projet
from pipeline.model.prose import Block, Paragraph, Text, Variable

TITRE = TITRES_ANNEXES["sigles"]
MARQUE = Paragraph((Variable("sigles", "", "{{ sigles }}"),))
"""Stands where the list goes until the words of the document are known."""


def sigles(projet: Projet, comptes: Comptes, constats: Constats) -> tuple[Contenu, ...]:
    return (titre(1, TITRE), MARQUE)


def with_sigles(corps: Sequence[Contenu], sens: Mapping[str, str]) -> tuple[Contenu, ...]:
    """The same contents, with the table of the sigles they use where it was asked for."""
    if MARQUE not in corps:
        return tuple(corps)
    known = frozenset(sens)
    used = {sigle for sigle, _ in sigles_in("\n".join(_texts(corps)), known) if sigle in sens}
    rows = [[sigle, sens[sigle]] for sigle in sorted(used, key=fold)]
    table = (
        tableau(["Sigle", "Signification"], rows, ["left", "left"])
        if rows
        else alinea("Ce document n'en emploie pas.")
    )
    return tuple(table if content == MARQUE else content for content in corps)


def _texts(corps: Iterable[Contenu]) -> Iterator[str]:
    for content in corps:
        if isinstance(content, FicheMiseEnPage):
            yield content.titre
            for champ in content.champs.values():
                yield from _texts_of_field(champ)
        else:
            yield from _texts_of_block(content)


def _texts_of_field(champ: Champ) -> Iterator[str]:
    if isinstance(champ, str):
        yield champ
    elif isinstance(champ, Riche):
        for block in champ.blocs:
            yield from _texts_of_block(block)
    else:
        for item in champ.values() if isinstance(champ, Mapping) else champ:
            yield from _texts_of_field(item)


def _texts_of_block(block: Block) -> Iterator[str]:
    for inlines in inlines_of(block):
        if len(inlines) == 1 and isinstance(first := inlines[0], Text):
            yield first.text
        else:
            yield "".join([node.text for node in leaves(inlines) if isinstance(node, Text)])
