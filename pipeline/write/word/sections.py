"""Sections of a document: pages turned for wide tables, the name of each part in its header, a cover of its own.

Word keeps page size, margins, headers and footers in a mark at the end of each section; the template has one for the
whole document.  Every copy repeats the references to headers and footers, else pages would lose them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.model.document import Contenu
from pipeline.model.motif import motif
from pipeline.model.prose import Diagram, Heading, Paragraph, Table, text_of
from pipeline.model.valeur import dataclass
from pipeline.write.word.tableau import asks_for_landscape

SECTION = motif(r"<w:sectPr\b(?:(?!</w:sectPr>).)*</w:sectPr>", re.DOTALL)
FIRST_ONLY = motif(r"<w:titlePg\b[^>]*/>|<w:type\b[^>]*/>|(?<=<w:pgNumType) w:start=\"[^\"]*\"")
"""A different first page, a way to begin, a number to start from: those of the cover are not repeated."""

SIZE = motif(r"<w:pgSz\b[^>]*/>")
REFERENCE = motif(r'(<w:(?:header|footer)Reference\b[^>]*\br:id=")([^"]*)(")')
LEADS = ("Fiche rubrique",)
INTRODUCTION = 300
"""Characters of a paragraph that, alone between a title and a table, goes with them."""


@dataclass(frozen=True, slots=True)
class Section:
    """What stands together between two changes of page; ``partie`` is the title of the part it is in."""

    partie: str
    landscape: bool
    contents: tuple[Contenu, ...]


def sections(
    contents: Sequence[Contenu], width: int, named: bool, letters: float = 1.0
) -> list[Section]:
    """The contents cut where a page must turn, and before each part when the headers tell their names (``named``)."""
    found: list[Section] = []
    partie = ""
    for content, landscape in zip(contents, _turned(contents, width, letters), strict=True):
        title = _title_of_part(content) if named else None
        partie = partie if title is None else title
        if found and title is None and found[-1].landscape == landscape:
            found[-1] = Section(partie, landscape, (*found[-1].contents, content))
        else:
            found.append(Section(partie, landscape, (content,)))
    return found


def _title_of_part(content: Contenu) -> str | None:
    return text_of(content.inlines) if isinstance(content, Heading) and content.level == 1 else None


def _turned(contents: Sequence[Contenu], width: int, letters: float) -> list[bool]:
    """Which contents stand on a turned page: tables too wide for an upright one, with the titles above them and the
    sentence that may stand between.
    """
    turned = [
        isinstance(content, Table) and asks_for_landscape(content, width, letters)
        for content in contents
    ]
    _with_their_like(contents, turned)
    for rank in range(len(contents) - 2, -1, -1):
        leads = _is_title(contents[rank]) or (
            rank > 0 and _introduces(contents[rank], contents[rank - 1])
        )
        turned[rank] = turned[rank] or (leads and turned[rank + 1])
    return turned


def _with_their_like(contents: Sequence[Contenu], turned: list[bool]) -> None:
    """Tables of the same columns, one right under the title of the other, turn together if one of them does."""
    ranks = [rank for rank, content in enumerate(contents) if not _is_title(content)]
    for pairs in (pairwise(ranks), pairwise(reversed(ranks))):
        for one, other in pairs:
            first, second = contents[one], contents[other]
            if (
                isinstance(first, Table)
                and isinstance(second, Table)
                and first.header == second.header
            ):
                turned[other] = turned[other] or turned[one]


def _is_title(content: Contenu) -> bool:
    return isinstance(content, Heading) or (
        isinstance(content, Paragraph) and content.style in LEADS
    )


def _introduces(content: Contenu, before: Contenu) -> bool:
    short = isinstance(content, Paragraph) and len(text_of(content.inlines)) < INTRODUCTION
    return short and _is_title(before)


def with_introductions(contents: Sequence[Contenu]) -> list[Contenu]:
    """The contents, the sentence that alone stands between a title and a table held to that table."""
    kept = list(contents)
    for rank, (before, content, after) in enumerate(
        zip(contents, contents[1:], contents[2:], strict=False), 1
    ):
        if (
            isinstance(content, Paragraph)
            and isinstance(after, Table | Diagram)
            and _introduces(content, before)
        ):
            kept[rank] = replace(content, keep=True)
    return kept


def closed(xml: bytes, section: bytes) -> bytes:
    """The paragraphs of a section with its mark, in the last of them when it can hold it."""
    at = xml.rfind(b"<w:p>")
    last = xml[at:]
    if (
        at < 0
        or b'w:fldCharType="end"' in last
        or not last.endswith(b"</w:p>")
        or b"<w:sectPr" in last
    ):
        flat = b'<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
        return b"".join([xml, b"<w:p><w:pPr>", flat, section, b"</w:pPr></w:p>"])
    if last.startswith(b"<w:p><w:pPr>"):
        return xml[:at] + last.replace(b"</w:pPr>", section + b"</w:pPr>", 1)
    return b"".join([xml[:at], b"<w:p><w:pPr>", section, b"</w:pPr>", last.removeprefix(b"<w:p>")])


def mark(template: str, landscape: bool, first: bool, replaced: Mapping[str, str]) -> str:
    """The mark of a section made from the template's; ``replaced`` gives the headers of its part by the template's."""
    text = template if first else FIRST_ONLY.sub("", template)
    text = REFERENCE.sub(lambda m: m[1] + replaced.get(m[2], m[2]) + m[3], text)
    return SIZE.sub(_wide, text) if landscape else text


def _wide(match: re.Match[str]) -> str:
    size = dict(re.findall(r'w:(w|h)="([0-9]+)"', match.group()))
    long, short = sorted((int(size.get("w", 11_906)), int(size.get("h", 16_838))), reverse=True)
    return f'<w:pgSz w:w="{long}" w:h="{short}" w:orient="landscape"/>'


def assembled(
    document: str,
    slot: str,
    bodies: list[tuple[Section, bytes]],
    headers: Callable[[str], Mapping[str, str]],
) -> bytes:
    """The document with its body at the slot, cut into sections; one section alone needs no other mark.

    ``bodies`` is emptied on the way: a body is by far the largest thing of a build, and is held once.
    """
    marks = list(SECTION.finditer(document))
    before, found, after = document.partition(slot)
    plain = all(not section.landscape and not section.partie for section, _ in bodies)
    if plain or not marks or not found or marks[-1].start() < len(before):
        return b"".join([before.encode(), *(xml for _, xml in bodies), after.encode()])
    end = marks[-1]
    if bodies[0][0].landscape or bodies[0][0].partie:
        bodies.insert(0, (Section("", False, ()), before.encode()))
    else:
        bodies[0] = (bodies[0][0], before.encode() + bodies[0][1])
    parts: list[bytes] = []
    while bodies:
        section, xml = bodies.pop(0)
        sign = mark(end.group(), section.landscape, not parts, headers(section.partie)).encode()
        if bodies:
            parts.append(closed(xml, sign))
        else:
            parts += [xml, document[len(before) + len(slot) : end.start()].encode(), sign]
    return b"".join([*parts, document[end.end() :].encode()])
