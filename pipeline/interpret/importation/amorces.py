"""A fiche in prose: sentences whose first words say what they are about, « Notre objectif est… », « Le coût sera… »."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.interpret.importation.libelles import between
from pipeline.model.fiche import MOYENS
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.prose import Block, Heading, Inline, Paragraph, Strong, Text, plain, text_of
from pipeline.model.vocabulaire import MOYENS_EN_GENERAL, Vocabulaire

SENTENCE_START = motif(r"(?:^|(?<=[.!?…]\s))(?=\S)")
LEADS_IN = motif(
    r"(?:en gros|en clair|en bref|en effet|d'abord|enfin|ensuite|puis|donc|mais|alors|aussi|ainsi|par ailleurs|"
    r"de plus|au final|aujourd'hui|actuellement|pour commencer)[ ,:]+"
)
"""What may stand before the words that tell: « En gros, le souci c'est que… »."""

TURNS_TO = motif(
    r"(?:pour ce qui est|en ce qui concerne|s'agissant|quant aux?|au niveau|concernant|pour|cote|niveau|question|comme|sur)"
    r"(?: (?:de |d'|du |des )?(?:la |le |les |l'|nos |notre )?|(?<=d'))(?P<what>[a-z' -]{3,30}?)"
    r"(?:\s?[,:]\s?|\s(?=(?:j'ai|je|on|nous|voici|voila)\b))"
)
TURNED_TO = frozenset(
    (
        "indicateurs",
        "budget",
        "planning",
        "sous_actions",
        "freins_leviers",
        MOYENS_EN_GENERAL,
        *MOYENS,
    )
)
"""Headings that a sentence turns to by their name; « Pour les patients, … » is about anything."""

WITH_WHOM = motif(
    r"(?:cote|niveau|au niveau(?: des)?|concernant|quant aux|s'agissant des) (?:les |nos )?partenaires?\s?:\s?\S"
)
"""« Côté partenaires : la mairie »; after a comma they may be of whatever is told next."""

LONGEST_OPENING = 80
FEWEST_RUBRIQUES = 4
MOST_BLOCKS = 60
MOST_HEADINGS = 1
TELLING = frozenset(("objectifs", "sous_actions", "indicateurs"))
"""Of a fiche, and not of a chapter: one of them at least is asked."""


def may_be_in_prose(blocks: Iterable[Block]) -> bool:
    """A short text, with a title at most: a longer one is a chapter, or a whole document."""
    held = list(blocks)
    headings = sum(isinstance(block, Heading) for block in held)
    return len(held) <= MOST_BLOCKS and headings <= MOST_HEADINGS


def tells_a_fiche(rubriques: Iterable[str]) -> bool:
    found = frozenset(rubriques)
    return len(found) >= FEWEST_RUBRIQUES and bool(found & TELLING)


def each_opening(block: Block, vocabulaire: Vocabulaire) -> Iterator[Block]:
    """A paragraph cut before each sentence that opens something else."""
    if not isinstance(block, Paragraph):
        yield block
        return
    text = text_of(block.inlines)
    starts = [match.start() for match in SENTENCE_START.finditer(text)]
    said = (text[at : at + LONGEST_OPENING] for at in starts)
    cuts = [
        at
        for at, words in zip(starts, said, strict=True)
        if not at or opening_of(words, vocabulaire)
    ]
    for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        yield Paragraph(between(block.inlines, start, end), block.span)


def without_bold(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """The words that open a sentence, set as the others: they are no title."""
    found: list[Inline] = []
    for inline in inlines:
        found += inline.children if isinstance(inline, Strong) else [inline]
    text = text_of(found)
    return plain(text) if all(isinstance(inline, Text) for inline in found) else tuple(found)


def opening_of(sentence: str, vocabulaire: Vocabulaire) -> str:
    """The key of the trame that the first words of a sentence tell; nothing for most sentences."""
    words = fold(sentence[:LONGEST_OPENING]).lstrip(" -")
    lead = LEADS_IN.match(words)
    said = vocabulaire.amorce(words) or (vocabulaire.amorce(words[lead.end() :]) if lead else "")
    return said or turned_to(sentence, vocabulaire)


def turned_to(sentence: str, vocabulaire: Vocabulaire) -> str:
    """« Pour les indicateurs, j'ai pensé à : », « Côté budget, il faudrait 1 200 € »: what the sentence turns to."""
    words = fold(sentence[:LONGEST_OPENING]).lstrip(" -")
    if WITH_WHOM.match(words):
        return "acteurs"
    match = TURNS_TO.match(words)
    if match is None or not vocabulaire.rubrique_seule(match["what"]):
        return ""
    key = vocabulaire.rubrique(match["what"]).partition(".")[0]
    return key if key in TURNED_TO else ""
