"""The pages as a reader holds them: positions of words in the PDF that LibreOffice makes of each livrable."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from docx import Document
from lxml import etree
from openxml_audit import OpenXmlValidator
from PIL import Image

from pipeline.run import build
from tests.conftest import Convert
from tests.pdf import pdftotext, texts
from tests.projets import ancien_exemple, edited, examen, petit_projet

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
X = "{http://www.w3.org/1999/xhtml}"
MARGIN = 62.3
"""Left and right margins of the templates, in points."""

BORDER = 12.0
"""What a frame or a title of fiche may take of a margin."""

BODY_TOP, BODY_BOTTOM = 60.0, 62.0
"""Where headers end, from the top, and footers begin, from the bottom."""

GAP = 8.0
"""Between two cells of a row, at least; between two words, less."""

EDGE = 20.0
"""Above the header and under the footer."""

TABLES = (
    "Tableau CPTS",
    "Tableau fiche",
    "Tableau signature",
    "Encadré à retenir",
    "Encadré attention",
)


@dataclass(frozen=True)
class Line:
    text: str
    left: float
    right: float
    top: float
    bottom: float
    columns: tuple[str, ...] = ()
    """Its words, cut where the cells of a table leave a gap."""


@dataclass(frozen=True)
class Page:
    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    raw: str

    @property
    def body(self) -> tuple[Line, ...]:
        """Without the header and the footer, nor footnotes, which stand at the foot in smaller letters."""
        return tuple(
            line
            for line in self.lines
            if line.top > BODY_TOP - 4 and line.bottom < self.height - BODY_BOTTOM + 12
        )


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def pages(path: Path) -> tuple[Page, ...]:
    root = etree.fromstring(pdftotext(path, "-bbox-layout").encode(), etree.XMLParser(recover=True))
    raw = [squeezed(text) for text in texts(path)]
    return tuple(
        _page(number, page, raw[number - 1]) for number, page in enumerate(root.iter(f"{X}page"), 1)
    )


def _word(word: etree._Element) -> Line:
    left, right, top, bottom = (
        float(word.get(side, "0")) for side in ("xMin", "xMax", "yMin", "yMax")
    )
    return Line(word.text or "", left, right, top, bottom)


def _page(number: int, page: etree._Element, raw: str) -> Page:
    words = [_word(word) for word in page.iter(f"{X}word")]
    rows: list[list[Line]] = []
    for word in sorted(words, key=lambda w: (w.bottom, w.left)):
        if rows and word.bottom - rows[-1][0].bottom < 3:
            rows[-1].append(word)
        else:
            rows.append([word])
    lines = tuple(
        Line(
            " ".join(w.text for w in sorted(row, key=lambda w: w.left)),
            min(w.left for w in row),
            max(w.right for w in row),
            min(w.top for w in row),
            max(w.bottom for w in row),
            _columns(sorted(row, key=lambda w: w.left)),
        )
        for row in rows
    )
    return Page(number, float(page.get("width", "0")), float(page.get("height", "0")), lines, raw)


def _columns(row: Sequence[Line]) -> tuple[str, ...]:
    found = [row[0].text]
    for before, word in pairwise(row):
        if word.left - before.right > GAP:
            found.append(word.text)
        else:
            found[-1] += f" {word.text}"
    return tuple(found)


class Word:
    """What the Word file says of its own titles and rows."""

    def __init__(self, data: bytes) -> None:
        document = Document(io.BytesIO(data))
        self.body = document.element.body
        self.names = {style.style_id: str(style.name) for style in document.styles}
        self.breaking = {
            str(style.style_id)
            for style in document.styles
            if style.element.find(f"{W}pPr/{W}pageBreakBefore") is not None
        }

    def style(self, paragraph: etree._Element) -> str:
        node = paragraph.find(f"{W}pPr/{W}pStyle")
        return self.names.get(str(node.get(f"{W}val")), "") if node is not None else ""

    def titles(self) -> set[str]:
        wanted = re.compile(r"(?i:heading) [1-6]|Fiche titre|Fiche rubrique|Terme")
        return {
            squeezed(_text(p)) for p in self.body.iter(f"{W}p") if wanted.fullmatch(self.style(p))
        } - {""}

    def page_openers(self) -> set[str]:
        """The titles that ask for a page of their own: parts, missions, fiches, annexes."""
        found: set[str] = set()
        for paragraph in self.body.iter(f"{W}p"):
            node = paragraph.find(f"{W}pPr/{W}pStyle")
            own = paragraph.find(f"{W}pPr/{W}pageBreakBefore") is not None
            if own or (node is not None and node.get(f"{W}val") in self.breaking):
                found.add(squeezed(_text(paragraph)))
        return found - {""}

    def rows(self) -> Iterable[list[str]]:
        """The paragraphs of each row that must not be cut."""
        for table in self.body.iter(f"{W}tbl"):
            style = table.find(f"{W}tblPr/{W}tblStyle")
            if style is None or self.names.get(str(style.get(f"{W}val"))) not in TABLES:
                continue
            for row in table.iterfind(f"{W}tr"):
                if row.find(f"{W}trPr/{W}cantSplit") is not None:
                    yield [
                        text
                        for paragraph in row.iter(f"{W}p")
                        if (text := squeezed(_text(paragraph)).lstrip(BOXES))
                    ]


def _text(element: etree._Element) -> str:
    return "".join(node.text or "" for node in element.iter(f"{W}t"))


def outside_margins(found: Iterable[Page]) -> list[str]:
    return [
        f"page {page.number} : {line.text}"
        for page in found
        for line in page.lines
        if line.left < MARGIN - BORDER
        or line.right > page.width - MARGIN + BORDER
        or line.top < EDGE
        or line.bottom > page.height - EDGE
    ]


def lonely_titles(found: Sequence[Page], titles: set[str]) -> list[str]:
    """The titles in the last two lines of a page whose text goes on over the page."""
    return [
        f"page {page.number} : {line.text}"
        for page, following in pairwise(found)
        for line in page.body[-2:]
        if squeezed(line.text) in titles and not _opens(following, titles)
    ]


def _opens(page: Page, titles: set[str]) -> bool:
    """Whether a page starts with one of these titles, on one line or several."""
    return any(
        squeezed("".join(line.text for line in page.body[:count])) in titles for count in (1, 2, 3)
    )


def after_the_contents(
    found: tuple[Page, ...], openers: set[str], titles: set[str]
) -> tuple[Page, ...]:
    """From the first page that a title opens; one of the contents may open with a title too, but has little else."""
    opened = (
        rank
        for rank, page in enumerate(found)
        if rank > 1 and _opens(page, openers) and not _is_of_contents(page, titles)
    )
    return found[next(opened, 1) :]


def _is_of_contents(page: Page, titles: set[str]) -> bool:
    named = sum(squeezed(line.text) in titles for line in page.body)
    return named > len(page.body) / 2


def nearly_empty(found: Sequence[Page], openers: set[str]) -> list[str]:
    """The pages under a third full, save the cover and those after which a part or a fiche takes its own page."""
    faults: list[str] = []
    for page, following in pairwise(found[1:]):
        third = BODY_TOP + (page.height - BODY_TOP - BODY_BOTTOM) / 3
        turned = (page.width > page.height) != (following.width > following.height)
        if (
            max((line.bottom for line in page.body), default=0) < third
            and not _opens(following, openers)
            and not turned
        ):
            faults.append(
                f"page {page.number} : {' / '.join(line.text for line in page.body)[:90]}"
            )
    return faults


BOXES = "\u2610\u2612"
"""To tick: they are drawn in another font, and a page gives them on a line of their own."""


def cut_rows(found: tuple[Page, ...], rows: Iterable[list[str]]) -> list[str]:
    return [
        " | ".join(cells)[:120]
        for cells in rows
        if not any(all(cell in page.raw for cell in cells) for page in found)
    ]


CAPITAL = re.compile(
    r"(?:[ld]['’]|\b(?:la|le|de|du|au|et|ou|voir|dans) )(?:Article|Annexe|Partie|Mission|Tableau|Figure)\s[0-9]"
)


def capitals_in_sentences(found: Iterable[Page]) -> list[str]:
    """The references that took the capital of the title that they repeat: « de l'Article 18 »."""
    return [
        f"page {page.number} : {line.text}"
        for page in found
        for line in page.lines
        if any(map(CAPITAL.search, line.columns or (line.text,)))
    ]


def test_the_pages_of_every_livrable_hold_together(
    numerotes: dict[str, bytes], en_pdf: Convert
) -> None:
    assert faults_of(numerotes, en_pdf) == []


@pytest.mark.lent
def test_the_pages_of_the_second_set_hold_together(en_pdf: Convert) -> None:
    found = examen({**ancien_exemple(), "content/charte.yaml": b"jeu: sobre\n"})
    assert [str(finding) for finding in found.findings if finding.is_error] == []
    assert faults_of(build(found), en_pdf) == []


def faults_of(documents: Mapping[str, bytes], en_pdf: Convert) -> list[str]:
    faults: list[str] = []
    for name, path in en_pdf(documents).items():
        found, word = pages(path), Word(documents[name])
        after_contents = after_the_contents(found, word.page_openers(), word.titles())
        faults += [f"{name}, hors des marges, {fault}" for fault in outside_margins(found)]
        faults += [
            f"{name}, titre seul, {fault}" for fault in lonely_titles(after_contents, word.titles())
        ]
        faults += [
            f"{name}, presque vide, {fault}" for fault in nearly_empty(found, word.page_openers())
        ]
        faults += [f"{name}, ligne coupée : {fault}" for fault in cut_rows(found, word.rows())]
        faults += [f"{name}, capitale, {fault}" for fault in capitals_in_sentences(found)]
    return faults


CHAPTER = Path(__file__).parent / "donnees" / "toutes-les-constructions.md"
NAME = "projet-de-sante.docx"


def with_every_construct() -> dict[str, bytes]:
    """The small project with a chapter that holds everything an author can write, some of it in excess."""
    picture = io.BytesIO()
    Image.new("RGB", (1600, 900), "teal").save(picture, "PNG")
    files = edited(petit_projet(), "content/organisation/01-gouvernance.md\neffacer")
    cell = " ".join(f"mot{rank}" for rank in range(5_000))
    text = CHAPTER.read_text(encoding="utf-8").replace("CINQ MILLE MOTS", cell)
    return {
        **files,
        "content/organisation/01-gouvernance.md": text.encode(),
        "content/organisation/photo.png": picture.getvalue(),
    }


@pytest.fixture(scope="module")
def every_construct() -> bytes:
    found = examen(with_every_construct())
    assert [str(finding) for finding in found.findings if finding.is_error] == []
    return build(found)[NAME]


@pytest.mark.lent
def test_a_chapter_with_every_construct_is_valid_and_whole(
    every_construct: bytes, tmp_path: Path
) -> None:
    (tmp_path / NAME).write_bytes(every_construct)
    result = OpenXmlValidator().validate(str(tmp_path / NAME))
    assert result.is_valid, [str(error) for error in result.errors][:5]
    with zipfile.ZipFile(io.BytesIO(every_construct)) as archive:
        notes = etree.fromstring(archive.read("word/footnotes.xml"))
    text = _text(Word(every_construct).body) + _text(notes)
    for word in (
        "mot4999",
        "douzième niveau",
        "deuxième sens",
        "dernière case",
        "code littéral",
        "appelée deux fois",
        "case40",
    ):
        assert text.count(word) == 1, word


def test_the_pages_of_a_chapter_with_every_construct_hold_together(
    every_construct: bytes, en_pdf: Convert
) -> None:
    found, word = pages(en_pdf({NAME: every_construct})[NAME]), Word(every_construct)
    body = after_the_contents(found, word.page_openers(), word.titles())
    assert outside_margins(found) == []
    assert lonely_titles(body, word.titles()) == []
    assert cut_rows(found, word.rows()) == []
    assert [page.width > page.height for page in found].count(True) == 1
    assert nearly_empty(found, word.page_openers()) == []


def page(number: int, *texts: str, right: float = 500.0) -> Page:
    lines = tuple(
        Line(text, 70, right, 80 + 14 * rank, 90 + 14 * rank) for rank, text in enumerate(texts)
    )
    return Page(number, 595, 842, lines, squeezed("".join(texts)))


def test_the_reading_of_pages_sees_what_is_wrong() -> None:
    """The checks above, tried on guilty pages, so that they cannot die quietly."""
    long = [f"ligne {rank}" for rank in range(40)]
    first, second = page(1, *long, "Un titre"), page(2, *long)
    assert lonely_titles((first, second), {"Untitre"}) == ["page 1 : Un titre"]
    assert lonely_titles((first, page(2, "Un autre", *long)), {"Untitre", "Unautre"}) == []
    short = page(2, "presque rien")
    assert nearly_empty((first, short, second), set()) == ["page 2 : presque rien"]
    assert nearly_empty((first, short, page(3, "Une fiche", *long)), {"Unefiche"}) == []
    assert outside_margins([page(1, "trop large", right=590)]) == ["page 1 : trop large"]
    assert cut_rows((page(1, "une"), page(2, "ligne")), [["une", "ligne"]]) == ["une | ligne"]
    assert cut_rows((page(1, "une", "ligne"),), [["une", "ligne"]]) == []
    assert capitals_in_sentences([page(1, "Au titre de l’Article 18, …", "Article 18")]) == [
        "page 1 : Au titre de l’Article 18, …"
    ]
