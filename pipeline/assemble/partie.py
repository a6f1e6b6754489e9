"""What every part of a document is built with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from pipeline.assemble.brouillon import Constats
from pipeline.model.comptes import Comptes
from pipeline.model.document import Contenu
from pipeline.model.fait import Fait, nom_canonique
from pipeline.model.parcours import map_inlines
from pipeline.model.projet import Projet
from pipeline.model.prose import (
    ETIQUETTE,
    NOWHERE,
    VARIABLE,
    Block,
    Cell,
    Emphasis,
    Heading,
    Inline,
    Link,
    Note,
    Paragraph,
    Strong,
    Table,
    Text,
    Variable,
    plain,
)
from pipeline.model.span import Span

Partie: TypeAlias = Callable[[Projet, Comptes, Constats], tuple[Contenu, ...]]


def titre(
    level: int,
    text: str,
    new_page: bool = False,
    ancre: str = "",
    repere: str = "",
    span: Span = NOWHERE,
) -> Heading:
    return Heading(level, plain(text), span, new_page, ancre, repere)


def etiquette(text: str) -> Paragraph:
    """The name of what follows, such as a table: it stays with it and is not in the contents."""
    return Paragraph(plain(text), style=ETIQUETTE)


def alinea(text: str) -> Paragraph:
    return Paragraph(plain(text))


def tableau(
    header: Iterable[str],
    rows: Iterable[Iterable[str]],
    aligns: Iterable[str],
    total_row: bool = False,
    style: str = "Tableau CPTS",
) -> Table:
    """A table of plain texts; ValueError for a row, or alignments, that are more or fewer than the titles."""
    titles, lines, sides = list(header), [list(row) for row in rows], tuple(aligns)
    same_width(titles, [sides, *lines])
    return Table(
        tuple(Cell(plain(text)) for text in titles),
        tuple(tuple(Cell(plain(text)) for text in row) for row in lines),
        sides,
        style=style,
        total_row=total_row,
    )


def same_width(titles: Sequence[str], lines: Iterable[Sequence[str]]) -> None:
    """ValueError for a line that has more or fewer cells than titles: what it says would stand under others, or vanish."""
    for cells in lines:
        if len(cells) != len(titles):
            raise ValueError(f"{len(cells)} cells under {len(titles)} titles: {titles}, {cells}")


def with_faits(blocks: Iterable[Block], faits: Mapping[str, Fait]) -> tuple[Block, ...]:
    """The same blocks, each ``{{ fact }}`` replaced by its value, which is text and never read again as Markdown."""

    def change(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return inlines_with_faits(inlines, faits)

    printed: list[Block] = []
    for block in blocks:
        fait = _alone(block, faits)
        printed.extend(fait if fait is not None else (map_inlines(block, change),))
    return tuple(printed)


def text_with_faits(text: str, faits: Mapping[str, Fait]) -> str:
    """The same for a plain text, such as a cell that became a field of a template."""
    if "{{" not in text:
        return text
    return VARIABLE.sub(
        lambda m: _words(nom_canonique(m.group(1))[0], m.group(2) or "", m.group(), faits), text
    )


def inlines_with_faits(
    inlines: tuple[Inline, ...], faits: Mapping[str, Fait]
) -> tuple[Inline, ...]:
    if len(inlines) == 1 and isinstance(inlines[0], Text):
        return inlines
    return tuple([_printed(node, faits) for node in inlines])


def _alone(block: Block, faits: Mapping[str, Fait]) -> tuple[Block, ...] | None:
    """The blocks that a fact stands for, when it is alone in its paragraph and is made of blocks."""
    if isinstance(block, Paragraph) and len(block.inlines) == 1:
        node = block.inlines[0]
        fait = faits.get(node.cle) if isinstance(node, Variable) else None
        if fait is not None and isinstance(fait.valeur, tuple):
            return fait.valeur
    return None


def _printed(node: Inline, faits: Mapping[str, Fait]) -> Inline:
    match node:
        case Variable(name=name, form=form, raw=raw):
            return Text(_words(name, form, raw, faits))
        case Strong(children):
            return Strong(inlines_with_faits(children, faits))
        case Emphasis(children):
            return Emphasis(inlines_with_faits(children, faits))
        case Link(children):
            return replace(node, children=inlines_with_faits(children, faits))
        case Note(blocks=blocks):
            return replace(node, blocks=with_faits(blocks, faits))
        case _:
            return node


def _words(name: str, form: str, raw: str, faits: Mapping[str, Fait]) -> str:
    """What the fact prints; what was typed when there is no such fact, which a finding has told."""
    fait = faits.get(name)
    return raw if fait is None else fait.dans_la_forme(form) or raw
