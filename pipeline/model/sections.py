"""A text cut at its headings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field

from pipeline.model.prose import NOWHERE, Block, Heading, text_of
from pipeline.model.span import Span
from pipeline.model.valeur import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under a heading, down to the next of its level."""

    titre: str
    blocs: tuple[Block, ...]
    span: Span = field(compare=False, default=NOWHERE)


def sections(blocks: Iterable[Block], level: int) -> tuple[tuple[Block, ...], tuple[Section, ...]]:
    """The blocks before the first heading of that level, then each section that such a heading opens."""
    before: list[Block] = []
    found: list[tuple[Heading, list[Block]]] = []
    for block in blocks:
        if isinstance(block, Heading) and block.level == level:
            found.append((block, []))
        else:
            (found[-1][1] if found else before).append(block)
    return tuple(before), tuple(
        Section(text_of(h.inlines).strip(), tuple(under), h.span) for h, under in found
    )
