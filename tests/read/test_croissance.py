"""What comes from elsewhere, Word files, pages, pasted texts and statements, is read in a time that grows with its size."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import pytest

from pipeline.read.contenu_word import read_contenu
from pipeline.read.docx import read_docx
from pipeline.read.html import read_html
from pipeline.read.releve import read_releve
from pipeline.read.relu import read_relu
from pipeline.read.texte_colle import read_pasted
from tests.duree import in_proportion

pytestmark = pytest.mark.lent

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.fixture(autouse=True)
def not_told_by_its_ratio(monkeypatch: pytest.MonkeyPatch) -> None:
    """What repeats itself is refused before it is read; a patient hand would vary it."""
    monkeypatch.setattr("pipeline.read.archive.MAX_RATIO", 10**9)


def word(body: str) -> bytes:
    """A Word file whose body is that XML, put in a document of python-docx."""
    document = docx.Document()
    part = document.part.package.main_document_part
    xml = f"<w:document {W}><w:body>{body}</w:body></w:document>"
    part._element = docx.oxml.parse_xml(xml)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def paragraph(run: str = "<w:r><w:t>mot</w:t></w:r>", properties: str = "") -> str:
    return f"<w:p>{properties}{run}</w:p>"


def heading(rank: int) -> str:
    style = f'<w:pPr><w:pStyle w:val="Heading{rank}"/></w:pPr>'
    return paragraph("<w:r><w:t>Titre</w:t></w:r>", style)


def table(rows: int, cells: int) -> str:
    row = f"<w:tr>{f'<w:tc>{paragraph()}</w:tc>' * cells}</w:tr>"
    return f"<w:tbl>{row * rows}</w:tbl>"


INSERTED = '<w:ins w:id="1" w:author="a"><w:r><w:t>mot</w:t></w:r></w:ins>'
REMOVED = '<w:del w:id="2" w:author="a"><w:r><w:delText>mot</w:delText></w:r></w:del>'
NUMBERED = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
BOTH = "<w:r><w:rPr><w:b/><w:i/></w:rPr><w:t>b</w:t></w:r>"
BODIES: dict[str, Callable[[int], str]] = {
    "paragraphs": lambda size: paragraph() * size,
    "runs of a paragraph": lambda size: paragraph("<w:r><w:t>mot </w:t></w:r>" * size),
    "letters in bold, one in two": lambda size: paragraph(
        "<w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t></w:r><w:r><w:t>b</w:t></w:r>" * (size // 2)
    ),
    "all in bold, one in two in italics": lambda size: paragraph(
        ("<w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t></w:r>" + BOTH) * size
    ),
    "headings": lambda size: (heading(1) + heading(2)) * (size // 2),
    "items": lambda size: paragraph(properties=NUMBERED) * size,
    "rows of a table": lambda size: table(size, 2),
    "cells of a row": lambda size: table(1, size),
    "tables": lambda size: table(1, 2) * size,
    "tracked changes": lambda size: paragraph(INSERTED + REMOVED) * size,
    "tracked changes of a paragraph": lambda size: paragraph((INSERTED + REMOVED) * size),
    "breaks": lambda size: paragraph("<w:r><w:br/></w:r>" * size),
}
READERS_OF_WORD = {"docx": read_docx, "relu": read_relu, "contenu": read_contenu}


@pytest.mark.parametrize("reader", READERS_OF_WORD)
@pytest.mark.parametrize("kind", BODIES)
def test_a_word_file_costs_by_its_size(kind: str, reader: str) -> None:
    files = {size: word(BODIES[kind](size)) for size in (300, 2_400)}
    in_proportion(lambda size: READERS_OF_WORD[reader](files[size]), 300)


ENDED = '<w:commentRangeEnd w:id="{0}"/><w:r><w:commentReference w:id="{0}"/></w:r>'
BEGUN = '<w:commentRangeStart w:id="{0}"/><w:r><w:t>mot </w:t></w:r>'


def each(pattern: str, size: int) -> str:
    return "".join(map(pattern.format, range(size)))


COMMENTED: dict[str, Callable[[int], str]] = {
    "one after the other": lambda size: paragraph(each(BEGUN + ENDED, size)),
    "over one another": lambda size: paragraph(each(BEGUN, size) + each(ENDED, size)),
    "in as many paragraphs": lambda size: each(paragraph(BEGUN + ENDED), size),
    "never ended": lambda size: paragraph(each(BEGUN, size)),
}


@pytest.mark.parametrize("kind", COMMENTED)
def test_comments_cost_by_their_number(kind: str) -> None:
    files = {size: commented(COMMENTED[kind](size), size) for size in (600, 4_800)}
    in_proportion(lambda size: read_relu(files[size]), 600)


def commented(body: str, size: int) -> bytes:
    """A Word file with as many comments."""
    comment = '<w:comment w:id="{0}" w:author="a"><w:p><w:r><w:t>Non.</w:t></w:r></w:p></w:comment>'
    out = io.BytesIO(word(body))
    with zipfile.ZipFile(out, "a") as package:
        package.writestr("word/comments.xml", f"<w:comments {W}>{each(comment, size)}</w:comments>")
    return out.getvalue()


PAGES: dict[str, Callable[[int], str]] = {
    "paragraphs": lambda size: "<p>mot</p>" * size,
    "links": lambda size: f"<p>{'<a href=x>mot</a> ' * size}</p>",
    "items": lambda size: f"<ul>{'<li>mot</li>' * size}</ul>",
    "rows": lambda size: f"<table>{'<tr><td>a<td>b</tr>' * size}</table>",
    "cells": lambda size: f"<table><tr>{'<td>a' * size}</table>",
    "headings": lambda size: "<h2>Titre</h2><p>mot" * size,
    "menus": lambda size: "<nav><a href=x>mot</a></nav>" * size,
    "elements never closed": lambda size: "<div>mot<b>" * min(size, 40) + "<br>" * size,
    "entities": lambda size: "&eacute;&amp;" * size,
    "comments": lambda size: "<!-- a --> mot" * size,
    "attributes": lambda size: "".join(f"<p a{rank}=1 b{rank}='2'>mot" for rank in range(size)),
}


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_costs_by_its_size(kind: str) -> None:
    pages = {size: f"<html><body>{PAGES[kind](size)}".encode() for size in (1_000, 8_000)}
    in_proportion(lambda size: read_html("a.html", pages[size]), 1_000)


PASTED: dict[str, Callable[[int], str]] = {
    "lines": lambda size: "mot\n" * size,
    "words of a line": lambda size: "mot " * size,
    "labels": lambda size: "Pilote : Anne\n" * size,
    "bullets": lambda size: "- mot\n" * size,
    "columns": lambda size: "a\tb\tc\n" * size,
    "numbers of pages": lambda size: "".join(f"mot\n{rank % 500}\nTête\n" for rank in range(size)),
    "quoted lines": lambda size: "> mot\n" * size,
    "underlined titles": lambda size: "Titre\n=====\n" * size,
    "rules": lambda size: "|---|---|\n" * size,
}


@pytest.mark.parametrize("kind", PASTED)
def test_a_pasted_text_costs_by_its_size(kind: str) -> None:
    texts = {size: PASTED[kind](size).encode() for size in (500, 4_000)}
    in_proportion(lambda size: read_pasted("a.txt", texts[size]), 500)


HEAD_OF_FEC = (
    "JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\tCompAuxLib\tPieceRef\t"
    "PieceDate\tEcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise\n"
)
LINE = "BQ\tBanque\t{0}\t20270401\t{1}\tCompte\t\t\tP{0}\t20270401\tAchat {0}\t{2}\t{3}\t\t\t20270401\t\t\n"
ENTRY = LINE.format("{0}", "606100", "10,00", "0,00") + LINE.format(
    "{0}", "512000", "0,00", "10,00"
)
STATEMENTS: dict[str, tuple[str, Callable[[int], str]]] = {
    "entries of an accountant": (
        "a.txt",
        lambda size: HEAD_OF_FEC + "".join(map(ENTRY.format, range(size))),
    ),
    "lines of a bank": (
        "a.csv",
        lambda size: (
            "Date;Libellé;Montant\n"
            + "".join(f"01/04/2027;Achat {rank};-10,00\n" for rank in range(size))
        ),
    ),
    "transactions of OFX": (
        "a.ofx",
        lambda size: (
            "OFXHEADER:100\nDATA:OFXSGML\n\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><BANKTRANLIST>"
            + "".join(
                f"<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20270401<TRNAMT>-10.00<FITID>{rank}<NAME>Achat</STMTTRN>"
                for rank in range(size)
            )
            + "</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>"
        ),
    ),
}


@pytest.mark.parametrize("kind", STATEMENTS)
def test_a_statement_costs_by_its_size(kind: str) -> None:
    name, text = STATEMENTS[kind]
    files = {size: text(size).encode() for size in (1_000, 8_000)}
    assert read_releve(name, files[1_000], []) is not None
    in_proportion(lambda size: read_releve(name, files[size], []), 1_000)
