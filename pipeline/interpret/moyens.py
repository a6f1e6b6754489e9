"""« Moyens » in one block: what it says of each of the three headings of the trame."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pipeline.model.fiche import MOYENS
from pipeline.model.motif import motif
from pipeline.model.prose import Block, BulletList, Heading, OrderedList, Paragraph, Text, text_of
from pipeline.model.vocabulaire import Vocabulaire

LABEL = motif(r"(?:^|(?<=[\s.;,(]))([^\W\d_][\w'’ /-]{1,40}?)\s?:\s")
HUMAINS = "moyens_humains"


@dataclass
class Partage:
    """``unsaid`` says that some of the text did not tell which means it is about: it went with the human ones."""

    by_key: dict[str, list[Block]] = field(default_factory=dict)
    unsaid: bool = False


def shared_out(blocks: Iterable[Block], vocabulaire: Vocabulaire) -> Partage:
    """The blocks by heading of the trame: « Humains : … » says where it goes, and so does « ### Humains »."""
    partage = Partage()
    under = ""
    for block in blocks:
        if isinstance(block, Heading):
            under = vocabulaire.rubrique(text_of(block.inlines))
        for key, part in _parts(block, vocabulaire):
            partage.unsaid = partage.unsaid or not (key or under)
            partage.by_key.setdefault(key or under or HUMAINS, []).append(part)
    return partage


def _parts(block: Block, vocabulaire: Vocabulaire) -> Iterator[tuple[str, Block]]:
    if isinstance(block, BulletList | OrderedList):
        for item in block.items:
            key = _label(item[0], vocabulaire) if item else ""
            yield key, BulletList((item,), item[0].span if item else block.span)
    elif (
        isinstance(block, Paragraph)
        and len(block.inlines) == 1
        and isinstance(block.inlines[0], Text)
    ):
        yield from _sentences(block, vocabulaire)
    else:
        yield _label(block, vocabulaire), block


def _label(block: Block, vocabulaire: Vocabulaire) -> str:
    """The means that the words before a colon name."""
    before, colon, _ = (
        text_of(block.inlines).partition(":") if isinstance(block, Paragraph) else ("", "", "")
    )
    key = vocabulaire.rubrique(before) if colon else ""
    return key if key in MOYENS else ""


def _sentences(block: Paragraph, vocabulaire: Vocabulaire) -> Iterator[tuple[str, Block]]:
    """A paragraph cut before each « Humains : », « Matériels : »…"""
    text = text_of(block.inlines)
    cuts = [
        (m.start(1), key)
        for m in LABEL.finditer(text)
        if (key := vocabulaire.rubrique(m[1])) in MOYENS
    ]
    if not cuts:
        yield "", block
        return
    if text[: cuts[0][0]].strip():
        yield "", Paragraph((Text(text[: cuts[0][0]].strip()),), block.span)
    ends = [start for start, _ in cuts[1:]] + [len(text)]
    for (start, key), end in zip(cuts, ends, strict=True):
        yield key, Paragraph((Text(text[start:end].strip()),), block.span)
