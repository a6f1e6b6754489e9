"""A caption for the tables of data that this software makes, in one system with those of authors and of figures.

Its words are those that stood over the table as a label.  Two kinds of tables are found without a number, and need none:

- the one that its own heading names, which is in the contents;
- the one whose label stands under several headings (« Détail des dépenses » of each block): the heading tells it apart.

So the list of tables is short enough to be read.  What an author typed has the caption that he gave it, or none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pipeline.model.document import Contenu
from pipeline.model.prose import ETIQUETTE, TABLEAU, Legende, Paragraph, Table, plain, text_of
from pipeline.model.tableaux import mot_de_legende
from pipeline.model.valeur import dataclass

DONNEES = Table((), (), ()).style
"""The look of a table of data; those of another one are signed, ticked or filled by hand."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A table under a label: the rank of both, and the words of the second."""

    table: int
    label: int
    mots: str


def with_legendes(corps: Sequence[Contenu]) -> tuple[Contenu, ...]:
    """The same contents, a caption in the place of each label that stands over one table of data."""
    places = _places(corps)
    said = Counter(place.mots for place in places)
    named = [place for place in places if said[place.mots] == 1]
    done = list(corps)
    for place in named:
        table = corps[place.table]
        assert isinstance(table, Table)
        legende = Legende(TABLEAU, plain(place.mots), mot_de_legende(place.mots))
        done[place.table] = replace(table, legende=legende)
        _hold_introduction(done, place)
    labels = {place.label for place in named}
    return tuple(block for rank, block in enumerate(done) if rank not in labels)


def _hold_introduction(done: list[Contenu], place: _Place) -> None:
    """What was said between a label and its table stays with the caption: alone, it would speak of what is above."""
    for rank in range(place.label + 1, place.table):
        between = done[rank]
        if isinstance(between, Paragraph):
            done[rank] = replace(between, keep=True)


def _places(corps: Sequence[Contenu]) -> list[_Place]:
    found: list[_Place] = []
    label = -1
    for rank, block in enumerate(corps):
        match block:
            case Paragraph(style=style) if style == ETIQUETTE:
                label = rank
            case Paragraph():
                pass
            case Table() if _wants_a_caption(block) and label >= 0:
                found.append(_Place(rank, label, _words(corps[label])))
                label = -1
            case _:
                label = -1
    return found


def _wants_a_caption(table: Table) -> bool:
    return table.legende is None and table.style == DONNEES and not table.span.path


def _words(block: Contenu) -> str:
    return text_of(block.inlines) if isinstance(block, Paragraph) else ""
