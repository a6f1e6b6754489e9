"""Rows and paragraphs of a Word file that its PDF does not hold: what lays out a document may drop some, in silence.

Letters and figures alone are compared.  What is printed outside the text (headers, titles that come back on each page,
tints) is left out on both sides: a passage that goes on over the next page then reads in one go.
"""

from __future__ import annotations

import io
import re
import zipfile
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from itertools import accumulate
from typing import Any

from lxml import etree

from pipeline.model.motif import motif
from pipeline.model.valeur import dataclass
from pipeline.write.word.package import DOCUMENT, STYLES

FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TOKEN = motif(
    rb"/(?P<tag>[^\s/<\[(]+)\s*(?:/[^\s<]+|<<.*?>>)?\s*B(?:DC|MC)\b|\b(?P<end>EMC)\b|/(?P<font>[^\s/]+) [0-9.]+ Tf"
    rb"|(?P<shown>\[[^\]]*\]\s*TJ|<[0-9A-Fa-f]*>\s*Tj)",
    re.DOTALL,
)
"""What a page does with its text: a tag begins, ends, a font is taken, letters are shown."""

HEX = motif(rb"<([0-9A-Fa-f]*)>")
BLOCK = motif(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
SPACE = motif(rb"begincodespacerange\s*<([0-9A-Fa-f]+)>")
CHAR = motif(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
RANGE = motif(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[(.*?)\])", re.DOTALL)

MOST_PIECES = 6
"""Of a passage that is cut over pages, beside passages that are cut as well."""

FEWEST_LETTERS = 3
"""Of a piece: one that is shorter is found anywhere."""

SHOWN = 60
"""Letters of a passage that are told."""

PASSED_OVER = frozenset((f"{W}del", f"{W}txbxContent", FALLBACK))
"""What holds no text of the page, or holds it outside of the lines."""


@dataclass(frozen=True, slots=True)
class Perte:
    """A passage that is missing: the rank of its table and of its row, none for a paragraph outside of tables; and how
    it begins."""

    table: int
    rangee: int
    debut: str


@dataclass(frozen=True, slots=True)
class Passage:
    table: int
    rangee: int
    textes: tuple[str, ...]
    """Its paragraphs, as they are read."""


@dataclass(frozen=True, slots=True)
class Imprime:
    """The letters of a PDF, and the rank of the first one of each page."""

    text: str
    starts: tuple[int, ...]

    def page(self, rank: int) -> int:
        return bisect_right(self.starts, rank)


def losses(docx: bytes, pdf: bytes) -> list[Perte]:
    """What a Word file holds and its PDF does not, in the order of reading.

    A PDF that cannot be read, or without tags, tells nothing: that is another fault.
    """
    printed = _printed(pdf)
    if not printed.text:
        return []
    passages = list(_passages(docx))
    rows = [_letters("".join(one.textes)) for one in passages]
    written = " ".join(rows)
    return [
        Perte(one.table, one.rangee, _beginning(one.textes))
        for one, row in zip(passages, rows, strict=True)
        if not _is_there(one, row, written, printed)
    ]


def _is_there(passage: Passage, row: str, written: str, printed: Imprime) -> bool:
    """Whether a passage is printed as often as it is written; else its paragraphs are looked for one by one."""
    if printed.text.count(row) >= written.count(row):
        return True
    texts = filter(None, map(_letters, passage.textes))
    return all(_holds(printed, text, written) for text in texts)


def _holds(printed: Imprime, text: str, written: str) -> bool:
    if printed.text.count(text) >= written.count(text):
        return True
    return text not in printed.text and _in_pieces(printed, text)


def _in_pieces(printed: Imprime, text: str) -> bool:
    """Whether a text goes on from page to page, with the ends of other cells between: each piece after the one before,
    and on a page that comes later."""
    end = 0
    for rank in range(MOST_PIECES):
        length = _longest(printed.text[end:], text)
        at = printed.text.find(text[:length], end)
        if length < FEWEST_LETTERS or (rank and printed.page(at) == printed.page(end - 1)):
            return False
        end, text = at + length, text[length:]
        if not text:
            return True
    return False


def _longest(printed: str, text: str) -> int:
    """How many letters of the beginning of a text are printed in one go."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if text[:middle] in printed else (low, middle - 1)
    return low


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _beginning(texts: tuple[str, ...]) -> str:
    whole = " | ".join(" ".join(text.split()) for text in texts if text.strip())
    return whole if len(whole) <= SHOWN else f"{whole[:SHOWN].rstrip()}…"


def _passages(docx: bytes) -> Iterator[Passage]:
    """The rows of each table, then what stands between tables, paragraph by paragraph."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        body = etree.fromstring(package.read(DOCUMENT))[0]
        hidden = _hidden_styles(etree.fromstring(package.read(STYLES)))
    table = 0
    for block in body.iter(f"{W}tbl", f"{W}p"):
        if next(block.iterancestors(f"{W}tbl", f"{W}txbxContent"), None) is not None:
            continue
        if block.tag == f"{W}p":
            yield from _passage(0, 0, (block,), hidden)
            continue
        table += 1
        for rank, row in enumerate(block.iterchildren(f"{W}tr"), 1):
            yield from _passage(table, rank, tuple(row.iter(f"{W}p")), hidden)


def _passage(
    table: int, row: int, paragraphs: tuple[Any, ...], hidden: frozenset[str]
) -> Iterator[Passage]:
    texts = tuple(text for one in paragraphs if (text := _text(one, hidden)))
    if _letters("".join(texts)):
        yield Passage(table, row, texts)


def _hidden_styles(styles: Any) -> frozenset[str]:
    return frozenset(
        style.get(f"{W}styleId", "")
        for style in styles.iterchildren(f"{W}style")
        if style.find(f"{W}rPr/{W}vanish") is not None
    )


def _text(paragraph: Any, hidden: frozenset[str]) -> str:
    """The words of a paragraph; none when a field gives some of them, which is computed anew by who opens it."""
    if _is_computed(paragraph) or _style(paragraph, "pPr/", "pStyle") in hidden:
        return ""
    return "".join(
        node.text or ""
        for node in paragraph.iter(f"{W}t")
        if _is_shown(node.getparent(), hidden)
        and next(node.iterancestors(*PASSED_OVER), None) is None
    )


def _is_computed(paragraph: Any) -> bool:
    return next(paragraph.iter(f"{W}fldChar", f"{W}fldSimple"), None) is not None


def _is_shown(run: Any, hidden: frozenset[str]) -> bool:
    vanishes = run.find(f"{W}rPr/{W}vanish") is not None
    return not vanishes and _style(run, "rPr/", "rStyle") not in hidden


def _style(node: Any, inside: str, name: str) -> str:
    found = node.find(f"{W}{inside}{W}{name}")
    return "" if found is None else found.get(f"{W}val", "")


def _printed(pdf: bytes) -> Imprime:
    """What a tagged PDF prints as its text; nothing when it cannot be read or has no tags."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    pages: list[str] = []
    try:
        reader = PdfReader(io.BytesIO(pdf), strict=True)
        root: Any = reader.trailer["/Root"]
        known: dict[int, Codes] = {}
        if "/StructTreeRoot" in root:
            pages = [_letters("".join(_shown(page, known))) for page in reader.pages]
    except (PyPdfError, ValueError, KeyError, OSError):
        return Imprime("", ())
    return Imprime("".join(pages), tuple(accumulate(map(len, pages), initial=0))[:-1])


@dataclass(frozen=True, slots=True)
class Codes:
    """How long the codes of a font are in hexadecimal digits, and the letters of each."""

    digits: int
    letters: Mapping[bytes, str]

    def read(self, codes: bytes) -> str:
        pieces = (codes[at : at + self.digits] for at in range(0, len(codes), self.digits))
        return "".join(self.letters.get(piece.upper(), "") for piece in pieces)


def _shown(page: Any, known: dict[int, Codes]) -> Iterator[str]:
    """The text of a page but for what is marked as no part of it."""
    contents = page.get_contents()
    fonts = _fonts(page, known)
    tags: list[bytes] = []
    font = Codes(2, {})
    for token in TOKEN.finditer(contents.get_data() if contents is not None else b""):
        kind = token.lastgroup
        if kind == "tag":
            tags.append(token["tag"])
        elif kind == "end":
            del tags[-1:]
        elif kind == "font":
            font = fonts.get(token["font"], font)
        elif b"Artifact" not in tags:
            yield font.read(b"".join(HEX.findall(token["shown"])))


def _fonts(page: Any, known: dict[int, Codes]) -> dict[bytes, Codes]:
    found: dict[bytes, Codes] = {}
    for name, reference in page["/Resources"].get("/Font", {}).items():
        font = reference.get_object()
        told = font.get("/ToUnicode")
        if told is None:
            continue
        key = getattr(reference, "idnum", id(font))
        if key not in known:
            known[key] = _codes(told.get_object().get_data())
        found[name.lstrip("/").encode()] = known[key]
    return found


def _codes(cmap: bytes) -> Codes:
    space = SPACE.search(cmap)
    letters: dict[bytes, str] = {}
    for kind, block in BLOCK.findall(cmap):
        letters.update(_ranges(block) if kind == b"range" else _chars(block))
    return Codes(len(space[1]) if space else 2, letters)


def _chars(block: bytes) -> Iterator[tuple[bytes, str]]:
    for code, letters in CHAR.findall(block):
        yield code.upper(), _unicode(letters)


def _ranges(block: bytes) -> Iterator[tuple[bytes, str]]:
    for first, last, start, listed in RANGE.findall(block):
        named = [_unicode(one) for one in HEX.findall(listed)]
        for rank in range(int(last, 16) - int(first, 16) + 1):
            code = b"%0*X" % (len(first), int(first, 16) + rank)
            yield code, named[rank] if rank < len(named) else chr(int(start or b"0", 16) + rank)


def _unicode(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be", "replace")
