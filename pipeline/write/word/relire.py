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

from pipeline.model.motif import motif

READ = motif(r"(?:word/(?!theme|settings|fontTable).*|docProps/.*)\.(?:xml|rels|svg)")
PARAGRAPH = motif(r"</(?:w:p|a:p|c:[vf]|cp:\w+|dc:\w+|text|title|desc)>")
ROW = motif(r"<w:tr[ >](?:(?!<w:tr[ >]).)*?</w:tr>", re.DOTALL)
SYMBOL = motif(r'<w:sym\b[^>]*?w:char="([0-9A-Fa-f]{4})"[^>]*>')
BREAK = motif(r"<w:(?:br|tab|cr)\b[^>]*>")
ATTRIBUTE = motif(
    r'\b(?:descr|title|alt|string|name|Target|w:(?:val|tooltip|displayText|value|name|instr))="([^"]*)"'
)
"""Alternative texts, links, numbers of lists, choices of a list, names of styles and of bookmarks."""

TAG = motif(r"<[^>]*>")


def words_of(docx: bytes) -> Iterator[str]:
    """The text of each paragraph, property and row, then each alternative text and target of a link."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        for name in package.namelist():
            if READ.fullmatch(name):
                yield from _words(package.read(name).decode("utf-8"))


def _words(xml: str) -> Iterator[str]:
    xml = SYMBOL.sub(_sign, xml)
    for piece in PARAGRAPH.split(BREAK.sub(" ", xml)):
        text = unescape(TAG.sub("", piece)).strip()
        if text:
            yield text
    for row in ROW.findall(xml):
        cells = [
            unescape(TAG.sub("", BREAK.sub(" ", cell))).strip() for cell in row.split("</w:tc>")
        ]
        yield " | ".join(filter(None, cells))
    for found in dict.fromkeys(ATTRIBUTE.findall(xml)):
        if found:
            yield unescape(found)


def _sign(match: re.Match[str]) -> str:
    """A sign given by its number in a font; those of symbols are Latin ones moved up."""
    code = int(match[1], 16)
    return escape(chr(code - 0xF000 if 0xF020 <= code <= 0xF0FF else code))
