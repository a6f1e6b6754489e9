"""HTML as strings: text, attributes and identifiers that no source can break out of."""

from __future__ import annotations

import re
from html import escape
from zlib import crc32

from pipeline.model.motif import motif
from pipeline.write.word.exposants import LETTERS, NOTED, noted

UNPRINTED = motif("[\x00-\x08\x0b-\x1f\x7f]")


def safe(text: str) -> str:
    """Words as they were typed, whatever signs they hold.

    >>> safe('<script>« 1 & 2 »')
    '&lt;script&gt;« 1 &amp; 2 »'
    """
    return escape(UNPRINTED.sub("", text))


CODE = motif(r"(?<![\w-])M[1-6]-[0-9]{2,3}(?![\w-])")
"""The code of a fiche, which a browser would cut at its hyphen."""


def words(text: str) -> str:
    """The same, with the letters of an ordinal raised, and codes of fiches that no end of line cuts.

    >>> words("le 1er avril")
    'le 1<sup>er</sup> avril'
    >>> words("voir M1-01")
    'voir <span class="code">M1-01</span>'
    """
    marked = safe_with_marks(noted(text))
    raised = LETTERS.sub(r"<sup>\1</sup>", marked).replace(NOTED, "")
    return with_whole_codes(raised)


def with_whole_codes(html: str) -> str:
    """The same words, no end of line standing within the code of a fiche."""
    return CODE.sub(r'<span class="code">\g<0></span>', html)


def safe_with_marks(text: str) -> str:
    return NOTED.join(safe(part) for part in text.split(NOTED))


def identifier(ancre: str) -> str:
    """What a link may lead to: the same name always gives the same one, and two names never share theirs.

    >>> identifier("fiche-M3-01")
    'r-fiche-M3-01'
    """
    name = re.sub(r"[^\w-]", "-", ancre, flags=re.ASCII)
    return f"r-{name}" if name == ancre else f"r-{name[:40]}-{crc32(ancre.encode()):08x}"


def tag(name: str, content: str, classe: str = "", **attributes: str) -> str:
    """An element around what is HTML already; an attribute that is empty is left out."""
    given = {"class": classe, **{key.replace("_", "-"): value for key, value in attributes.items()}}
    shown = "".join(f' {key}="{safe(value)}"' for key, value in given.items() if value)
    return f"<{name}{shown}>{content}</{name}>"
