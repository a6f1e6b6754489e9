"""Captions, sources and remarks typed beside tables and pictures, taken into what they speak of."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.model.finding import Finding
from pipeline.model.motif import motif
from pipeline.model.prose import (
    FIGURE,
    TABLEAU,
    Block,
    Figure,
    Image,
    Inline,
    Legende,
    LineBreak,
    Paragraph,
    Strong,
    Table,
    Text,
    text_of,
)
from pipeline.model.span import Span

GAP = r"[ \u00a0\u202f]"
CAPTION = motif(
    rf"(?P<genre>Tableau|Figure){GAP}?(?:(?P<numero>(?:n°{GAP}?)?[0-9]+){GAP}?[:.–—-]|:|{GAP}[–—-](?={GAP})){GAP}*",
    re.IGNORECASE,
)
"""« Tableau : », and what is typed in its place: « Tableau 2 : », « Figure n° 1. », « Tableau – »."""

SOURCE = motif(r"Sources?[ \u00a0\u202f]?:", re.IGNORECASE)
ANCHOR = motif(r"\{#([\w-]+)\}\s*\Z")
"""``{#mot}`` at the end of a caption or a heading: the word that references call it by."""

NOT_ANCHOR = motif(r"\{#[^{}\n]*\}?\s*\Z")
TABLE_NOTE = motif(r"(?:Notes?|Lecture|Champ)[ \u00a0\u202f]*:")
"""A paragraph right under a table that opens so goes with it."""


def with_captions(blocks: list[Block], findings: list[Finding]) -> tuple[Block, ...]:
    """The blocks, each caption and source line taken into the table or the figure that it stands beside.

    A caption goes to what follows it for a table, to what precedes it for a figure, as French books place them.
    """
    taken: set[int] = set()
    for i, block in enumerate(blocks):
        legende = _caption(block)
        if legende is None:
            continue
        check_anchor(legende.inlines, legende.span, findings)
        place = _place_beside(blocks, i, legende)
        if place is not None:
            _say_number(block, legende, findings)
            blocks[place] = _named(blocks[place], legende) or blocks[place]
            taken.add(i)
        elif not _is_sentence(block):
            findings.append(_lost(legende))
    if any(isinstance(block, Table) for block in blocks):
        _take_sources(blocks, taken)
    return tuple([block for i, block in enumerate(blocks) if i not in taken])


def _place_beside(blocks: list[Block], i: int, legende: Legende) -> int | None:
    """Where the table or the figure stands that this caption names."""
    beside = (i + 1, i - 1) if legende.genre == TABLEAU else (i - 1, i + 1)
    for place in beside:
        if 0 <= place < len(blocks) and _named(blocks[place], legende) is not None:
            return place
    return None


def _take_sources(blocks: list[Block], taken: set[int]) -> None:
    """Put each line « Source : » into the table above it, its caption aside."""
    for i, block in enumerate(blocks):
        before = next((j for j in (i - 1, i - 2) if j >= 0 and j not in taken), -1)
        table = blocks[before] if before >= 0 else None
        if (
            isinstance(table, Table)
            and not table.source
            and isinstance(block, Paragraph)
            and _is_source(block)
        ):
            blocks[before] = replace(table, source=block.inlines)
            taken.add(i)


def check_anchor(inlines: tuple[Inline, ...], span: Span, findings: list[Finding]) -> None:
    """What is left of ``{#…}`` at the end is no name that a reference could use: it would be printed."""
    match = NOT_ANCHOR.search(text_of(inlines))
    if match:
        message = f"« {match.group().strip()} » n'est pas un nom de renvoi : il serait imprimé."
        hint = "un seul mot, de lettres, de chiffres et de tirets : {#mon-tableau}."
        findings.append(Finding("L020", message, span, (hint,)))


def _say_number(block: Block, legende: Legende, findings: list[Finding]) -> None:
    """A number typed by hand is left out: it would stand beside the one that the document gives."""
    typed = text_of(block.inlines) if isinstance(block, Paragraph) else ""
    match = CAPTION.match(typed)
    if match and match["numero"]:
        message = (
            f"« {typed[: match.end()].strip()} » : le numéro est ôté, le document donne le sien."
        )
        anchor = f" {{#{legende.ancre}}}" if legende.ancre else ""
        hint = f"écrivez « {legende.genre} : {text_of(legende.inlines)}{anchor} »."
        findings.append(Finding("L077", message, legende.span, (hint,)))


def _is_sentence(block: Block) -> bool:
    """« Tableau 1. Il montre que la population vieillit. » speaks of a table, and is no title of one."""
    typed = text_of(block.inlines) if isinstance(block, Paragraph) else ""
    match = CAPTION.match(typed)
    return (
        match is not None
        and match.group().rstrip().endswith(".")
        and typed.rstrip().endswith((".", "!", "?", "…"))
    )


def _lost(legende: Legende) -> Finding:
    what = "aucun tableau" if legende.genre == TABLEAU else "aucune image"
    message = f"cette légende n'est à côté d'{what} : elle serait imprimée comme un paragraphe."
    return Finding(
        "L019", message, legende.span, ("laissez une ligne vide entre les deux, et rien d'autre.",)
    )


def _caption(block: Block) -> Legende | None:
    """The caption that a paragraph is, when it begins with « Tableau : » or « Figure : », in bold or not."""
    if not isinstance(block, Paragraph) or not block.inlines:
        return None
    head, *others = block.inlines
    inlines = (*head.children, *others) if isinstance(head, Strong) else block.inlines
    first = inlines[0] if inlines else None
    match = CAPTION.match(first.text) if isinstance(first, Text) else None
    if match is None or not isinstance(first, Text):
        return None
    rest = first.text[match.end() :]
    named, anchor = anchored((*((Text(rest),) if rest else ()), *inlines[1:]))
    return Legende(match["genre"].capitalize(), named, anchor, span=block.span) if named else None


def _named(block: Block, legende: Legende) -> Block | None:
    """The table or the figure with its caption; None when the block is not one, or already has a caption."""
    if legende.genre == TABLEAU and isinstance(block, Table) and block.legende is None:
        return replace(block, legende=legende)
    pictures = _pictures(block) if legende.genre == FIGURE else ()
    return Figure(pictures, legende, block.span) if pictures else None


def _pictures(block: Block) -> tuple[Image, ...]:
    """The pictures of a paragraph that holds nothing else."""
    inlines = block.inlines if isinstance(block, Paragraph) else ()
    others = [
        n
        for n in inlines
        if not isinstance(n, Image | LineBreak) and not (isinstance(n, Text) and n.text == " ")
    ]
    return () if others else tuple(node for node in inlines if isinstance(node, Image))


def is_note_of_table(block: Block, blocks: list[Block]) -> bool:
    """Whether it is a remark on the table right above it, and was put there."""
    if (
        not blocks
        or not isinstance(block, Paragraph)
        or not TABLE_NOTE.match(text_of(block.inlines))
    ):
        return False
    return into_table(block, blocks)


def into_table(note: Paragraph, blocks: list[Block]) -> bool:
    """Put a remark into the table that stands right above it, or above the source of that table; False without one."""
    at = len(blocks) - 1
    if at >= 0 and isinstance(above := blocks[at], Paragraph) and _is_source(above):
        at -= 1
    table = blocks[at] if at >= 0 else None
    if isinstance(table, Table):
        blocks[at] = replace(table, notes=(*table.notes, note))
    return isinstance(table, Table)


def _is_source(block: Paragraph) -> bool:
    first = block.inlines[0]
    return isinstance(first, Text) and SOURCE.match(first.text) is not None


def anchored(inlines: tuple[Inline, ...]) -> tuple[tuple[Inline, ...], str]:
    """The inlines without the ``{#mot}`` at their end, and that word."""
    last = inlines[-1] if inlines else None
    match = ANCHOR.search(last.text) if isinstance(last, Text) else None
    if match is None or not isinstance(last, Text):
        return inlines, ""
    kept = last.text[: match.start()].rstrip()
    return (*inlines[:-1], *((Text(kept),) if kept else ())), match.group(1)
