"""The page numbers of a document's contents and lists: where they stand, and what a PDF of the document says of them.

A document is written without them; what it then asks its reader (``MISE_A_JOUR``) also says that they may be put in.
Numbers go on lines that are there already: no page moves when they come.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import Any

from pipeline.model.longueur import Longueur, TitrePose
from pipeline.model.motif import motif
from pipeline.model.valeur import dataclass
from pipeline.write.word.ooxml import field, paragraph, run
from pipeline.write.word.package import DOCUMENT, STYLES, archive, check_well_formed

MISE_A_JOUR = (
    "Les numéros de page s’ajoutent d’un geste\u00a0: dans Word, Ctrl+A puis F9\u00a0; "
    "dans LibreOffice, Outils, Actualiser, Index et tables."
)
"""Printed under the contents, in their field: it goes away with the update that it asks for."""

AIR = '<w:spacing w:before="240"/>'
LARGEUR = "00"
"""What stands for a number while pages are laid out."""

LINE = motif(
    r'(<w:hyperlink w:anchor="(_Toc[0-9A-Za-z]+)" w:history="1">.*?)(</w:hyperlink>)', re.DOTALL
)
SECTION = motif(r"<w:sectPr\b.*?</w:sectPr>", re.DOTALL)
PAGE_NUMBERS = motif(r"<w:pgNumType\b[^>]*/>")
START = motif(r'w:start="([0-9]{1,4})"')
TEXT = motif(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
DESTINATION = motif(r"Toc[0-9A-Za-z]+$")
MAIN_FONT = motif(r'<w:docDefaults>.*?<w:rFonts [^>]*w:ascii="([^"]+)"', re.DOTALL)
TWINS = {
    "Calibri": "Carlito",
    "Cambria": "Caladea",
    "Arial": "Liberation Sans",
    "Times New Roman": "Liberation Serif",
    "Courier New": "Liberation Mono",
}
"""Font → the free one with letters of the same widths, so that lines and pages end at the same words."""


@dataclass(frozen=True, slots=True)
class MiseEnPage:
    """What a PDF says of the document that it was made from.

    ``pages`` is empty when the PDF lacks a line of the contents; ``police`` is the font asked for, when one of other
    widths was taken.
    """

    pages: Mapping[str, int]
    police: str = ""
    longueur: Longueur = Longueur(0)


def asked_to_update(lines: str, style: str) -> str:
    """Lines of contents with, in their field, what the reader is to do to see page numbers."""
    end = field("end") + "</w:p>"
    asked = paragraph(style, run(MISE_A_JOUR) + field("end"), AIR)
    return lines.removesuffix(end) + "</w:p>" + asked if lines else ""


FICHE = "Fiche"
COUNTED = "".join(
    f"<w:r><w:rPr><w:vanish/></w:rPr>{mark}</w:r>"
    for mark in (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve">SEQ {FICHE} \\h</w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        '<w:fldChar w:fldCharType="end"/>',
    )
)
"""A hidden count in the title of a fiche, which puts it in the list of fiches.

By its style, the field of that list would hold a separator that is not the same in every language of Word.
"""


def lines_of(docx: bytes) -> frozenset[str]:
    """The marks that the lines without number lead to; none when the document asks for no numbers, or counts its pages
    in a way that ours do not follow."""
    document = _document(docx)
    if run(MISE_A_JOUR) not in document or _first_number(document) is None:
        return frozenset()
    return frozenset(match[2] for match in LINE.finditer(document))


def counts_pages_its_own_way(docx: bytes) -> bool:
    """Whether pages are not simply numbered one after the other, so that no number can be told for a line."""
    document = _document(docx)
    return run(MISE_A_JOUR) in document and _first_number(document) is None


def numbered(docx: bytes, pages: Mapping[str, int]) -> bytes:
    """The same document with the page of each line, and nothing more to ask its reader."""
    return _with_numbers(docx, {name: str(page) for name, page in pages.items()})


def to_lay_out(docx: bytes) -> bytes:
    """The same document with room for the numbers: what pages are counted on, and nobody reads."""
    return _with_numbers(docx, dict.fromkeys(lines_of(docx), LARGEUR))


def pages_in(pdf: bytes, docx: bytes) -> MiseEnPage:
    """The page, as it is printed, that each line of the document leads to."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    wanted = lines_of(docx)
    first = _first_number(_document(docx)) or 1
    try:
        reader = PdfReader(io.BytesIO(pdf), strict=True)
        pages: dict[str, int] = {}
        for name, destination in reader.named_destinations.items():
            mark = DESTINATION.search(
                name
            )  # LibreOffice writes the other signs of a name by their codes
            page = reader.get_destination_page_number(destination) if mark else None
            if mark and page is not None and page >= 0:
                pages[f"_{mark[0]}"] = page + first
        fonts = {font for page in reader.pages[:FIRST_PAGES] for font in _fonts(page)}
        longueur = _length(reader)
    except (PyPdfError, ValueError, KeyError, OSError):
        return MiseEnPage({})
    found = {name: pages[name] for name in sorted(wanted & set(pages))}
    told = found if len(found) == len(wanted) else {}
    return MiseEnPage(told, _replaced(docx, fonts), longueur)


def _length(reader: Any) -> Longueur:
    return Longueur(len(reader.pages), tuple(_titles(reader, reader.outline, 1)))


def _titles(reader: Any, outline: Iterable[Any], niveau: int) -> Iterator[TitrePose]:
    for item in outline:
        if isinstance(item, list):
            yield from _titles(reader, item, niveau + 1)
            continue
        page = reader.get_destination_page_number(item)
        if page is not None and page >= 0:
            yield TitrePose(niveau, str(item.title), page + 1)


FIRST_PAGES = 8


def _fonts(page: object) -> list[str]:
    """The fonts of a page of a PDF, without the letters before « + » nor the look: « Carlito »."""
    fonts = page.get("/Resources", {}).get("/Font", {}) if hasattr(page, "get") else {}
    names = [str(font.get_object().get("/BaseFont", "")) for font in fonts.values()]
    return [name.lstrip("/").rpartition("+")[2].partition("-")[0] for name in names]


def _replaced(docx: bytes, fonts: set[str]) -> str:
    """The main font of a document when neither it nor its twin was at hand."""
    asked = MAIN_FONT.search(_part(docx, STYLES))
    if asked is None or not fonts:
        return ""
    known = (asked[1], TWINS.get(asked[1], asked[1]))
    here = {font.replace(" ", "").casefold() for font in fonts}
    return "" if any(name.replace(" ", "").casefold() in here for name in known) else asked[1]


def headings_of(docx: bytes) -> Mapping[str, int]:
    """Each heading that the contents of a numbered document print → its page; the lists that follow left out."""
    found: dict[str, int] = {}
    for line in LINE.finditer(_document(docx)):
        *words, page = TEXT.findall(line[1])
        if line[2].removeprefix("_Toc").isdecimal() and page.isdecimal():
            found.setdefault(unescape("".join(words)), int(page))
    return found


def _with_numbers(docx: bytes, numbers: Mapping[str, str]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    document = LINE.sub(lambda line: _with_number(line, numbers), parts[DOCUMENT].decode())
    parts[DOCUMENT] = _without_request(document).encode()
    check_well_formed(parts[DOCUMENT])
    return archive(parts)


def _with_number(line: re.Match[str], numbers: Mapping[str, str]) -> str:
    """A line with the field of its page, as Word writes it itself."""
    content, mark, end = line.groups()
    if mark not in numbers:
        return line[0]
    begin = field("begin", f" PAGEREF {mark} \\h ") + field("separate")
    return f"{content}<w:r><w:tab/></w:r>{begin}{run(numbers[mark])}{field('end')}{end}"


def _without_request(document: str) -> str:
    """The document without the paragraph under its contents, whose field ends with the line before."""
    before, asked, after = document.partition(run(MISE_A_JOUR))
    if not asked:
        return document
    return before[: before.rindex("</w:p><w:p>")] + after


def _first_number(document: str) -> int | None:
    """The number of the first page; None when a later section counts anew, or when numbers are not digits."""
    told = [_numbering(section) for section in SECTION.findall(document)]
    if any(START.search(numbering) for numbering in told[1:]):
        return None
    if any('w:fmt="' in numbering and 'w:fmt="decimal"' not in numbering for numbering in told):
        return None
    start = START.search(told[0]) if told else None
    return int(start[1]) if start else 1


def _numbering(section: str) -> str:
    found = PAGE_NUMBERS.search(section)
    return found[0] if found else ""


def _document(docx: bytes) -> str:
    return _part(docx, DOCUMENT)


def _part(docx: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return package.read(name).decode()
