"""A Word file that was just written, read again as words: whatever anyone may see of it, wherever it came from.

Template, header, note, alternative text, drawing, property and target of a link alike: what the sources did not
announce is found here or nowhere.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from html import escape, unescape

from pipeline.model.imprimable import attributs
from pipeline.model.motif import motif

READ = motif(r"(?:word/.*|docProps/.*)\.(?:xml|rels|svg)")
PARAGRAPH = motif(r"</(?:w:p|a:p|c:[vf]|cp:\w+|dc:\w+|text|title|desc)>")
TABLE = motif(r"<w:tbl[ >](?:(?!<w:tbl[ >]).)*?</w:tbl>", re.DOTALL)
FIGURES = motif(r"[0-9][0-9 .-]{0,14}")
"""What a cell of figures holds, which only its column tells to be a number of phone, or of something else."""

ROW = motif(r"<w:tr[ >](?:(?!<w:tr[ >]).)*?</w:tr>", re.DOTALL)
SYMBOL = motif(r'<w:sym\b[^>]*?w:char="([0-9A-Fa-f]{4})"[^>]*>')
BREAK = motif(r"<w:(?:br|tab|cr)\b[^>]*>")
TAG = motif(r"<[^>]*>")


def words_of(docx: bytes) -> Iterator[str]:
    """The text of each paragraph, property and row, then each alternative text and target of a link."""
    for xml in _parts(docx):
        yield from _paragraphs(xml)
        for row in ROW.findall(xml):
            yield " | ".join(filter(None, _cells(row)))
        yield from attributs(xml)


def passages_of(docx: bytes) -> Iterator[str]:
    """The same words, with what stands beside or under them: tables whole, and the paragraphs that something may be cut
    over."""
    for xml in _parts(docx):
        outside = xml
        while tables := TABLE.findall(outside):  # the innermost first
            outside = TABLE.sub(CUT, outside)
            for table in tables:
                yield from _table(table)
        yield from _paragraphs(outside)
        yield from _one_over_another(outside)
        yield from attributs(xml)


CUT = "<cut/></w:p>"
"""What stands in place of a table: no paragraph goes on from above it to under it."""


def _parts(docx: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        for name in package.namelist():
            if READ.fullmatch(name):
                yield BREAK.sub(" ", SYMBOL.sub(_sign, package.read(name).decode("utf-8")))


def _paragraphs(xml: str) -> Iterator[str]:
    for piece in PARAGRAPH.split(xml):
        text = unescape(TAG.sub("", piece)).strip()
        if text:
            yield text


def _table(table: str) -> Iterator[str]:
    """Its paragraphs, but for those of figures; then its rows, under a line that follows its titles."""
    for text in _paragraphs(table):
        if not FIGURES.fullmatch(text):
            yield text
    lines = [f"| {' | '.join(_cells(row))} |" for row in ROW.findall(table)]
    if len(lines) > 1:
        lines.insert(1, RULE)
    yield "\n".join(lines)


RULE = "|---|"


def _cells(row: str) -> list[str]:
    cells = row.replace("</w:p>", " ").split("</w:tc>")[:-1]
    return [" ".join(unescape(TAG.sub("", cell)).split()) for cell in cells]


def _one_over_another(xml: str) -> Iterator[str]:
    """The short paragraphs that follow each other, as one text, and two long ones cut between figures or beside « @ »:
    what was cut over two of them."""
    together: list[str] = []
    for piece in PARAGRAPH.split(xml):
        text = unescape(TAG.sub("", piece)).strip()
        if "<cut/>" in piece or (text and together and not _belong_together(together[-1], text)):
            yield from _joined(together)
        if text:
            together.append(text)
    yield from _joined(together)


def _joined(together: list[str]) -> Iterator[str]:
    if len(together) > 1:
        yield "\n".join(together)
    together.clear()


def _belong_together(above: str, under: str) -> bool:
    if len(above) <= SHORT and len(under) <= SHORT:
        return True
    return CUT_AT.search(f"{above[-1]}{under[0]}") is not None


SHORT = 40
CUT_AT = motif(r"@|[0-9.(][0-9(]")


def _sign(match: re.Match[str]) -> str:
    """A sign given by its number in a font; those of symbols are Latin ones moved up."""
    code = int(match[1], 16)
    return escape(chr(code - 0xF000 if 0xF020 <= code <= 0xF0FF else code))
