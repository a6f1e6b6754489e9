"""A caption for every table of data that this software makes: it has a number, and is in the list of tables.

Its words are those that stood over it as a label, else those of the heading that it comes under.  The tables that an
author typed have the caption that he gave them, or none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pipeline.assemble.partie import ETIQUETTE
from pipeline.model.document import Contenu
from pipeline.model.prose import TABLEAU, Heading, Legende, Paragraph, Table, plain, text_of
from pipeline.model.valeur import dataclass

DONNEES = Table((), (), ()).style
"""The look of a table of data; those of another one are signed, ticked or filled by hand."""


REST = " (suite)"


@dataclass(frozen=True, slots=True)
class _Place:
    """A table without caption: its rank, the rank of its label or −1, the words of the one and of its heading."""

    table: int
    label: int
    mots: str
    titre: str


def with_legendes(corps: Sequence[Contenu]) -> tuple[Contenu, ...]:
    """The same contents, each table of data with its caption in the place of its label."""
    places = _places(corps)
    said = Counter(place.mots for place in places)
    done = list(corps)
    labels = {place.label for place in places}
    for place in places:
        words = place.mots if said[place.mots] == 1 else _with_heading(place)
        table = corps[place.table]
        assert isinstance(table, Table)
        done[place.table] = replace(table, legende=Legende(TABLEAU, plain(words)))
        _hold_introduction(done, place)
    return tuple(block for rank, block in enumerate(done) if rank not in labels)


def _hold_introduction(done: list[Contenu], place: _Place) -> None:
    """What was said between a label and its table stays with the caption: alone, it would speak of what is above."""
    for rank in range(place.label + 1, place.table) if place.label >= 0 else ():
        between = done[rank]
        if isinstance(between, Paragraph):
            done[rank] = replace(between, keep=True)


def _places(corps: Sequence[Contenu]) -> list[_Place]:
    found: list[_Place] = []
    label, title, last = -1, "", ""
    for rank, block in enumerate(corps):
        match block:
            case Heading():
                label, title, last = -1, _bare(block), ""
            case Paragraph(style=style) if style == ETIQUETTE:
                label = rank
            case Paragraph():
                pass
            case Table() if _wants_a_caption(block):
                words = _words(corps[label]) if label >= 0 else _following(last, title)
                found += [_Place(rank, label, words, title)] if words else []
                label, last = -1, words
            case _:
                label = -1
    return found


def _following(last: str, title: str) -> str:
    """The words of a table without a label: those of its heading, or of the table of the same heading that it continues."""
    if not last:
        return title
    return last if last.endswith(REST) else last + REST


def _wants_a_caption(table: Table) -> bool:
    return table.legende is None and table.style == DONNEES and not table.span.path


def _words(block: Contenu) -> str:
    return text_of(block.inlines) if isinstance(block, Paragraph) else ""


def _bare(heading: Heading) -> str:
    """The words of a heading without the number that it begins with."""
    text = text_of(heading.inlines)
    return text.removeprefix(heading.repere).lstrip(" \u00a0—.") or text


def _with_heading(place: _Place) -> str:
    """The words of a label that others bear, with what tells them apart."""
    if place.mots == place.titre or not place.titre:
        return place.mots
    first, rest = place.titre[:1], place.titre[1:]
    lowered = first.lower() + rest if rest[:1].islower() or rest[:1] in "’'" else place.titre
    return f"{place.mots} : {lowered}"
