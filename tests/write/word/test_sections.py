"""Pages that turn for wide tables, headers that tell the part: every section keeps its headers and footers."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

from openxml_audit import OpenXmlValidator
from pypdf import PdfReader

from pipeline.model.document import Contenu
from pipeline.model.prose import Cell, Heading, Paragraph, Table, plain
from pipeline.run import build
from pipeline.write.word.sections import closed, sections, with_introductions
from tests.conftest import Convert
from tests.pdf import texts
from tests.projets import edited, examen, petit_projet

WIDE = "content/organisation/01-gouvernance.md\n- Une association ouverte à tous.\n+ Une association ouverte à tous.\n+\n"
COLUMNS = [f"Intercommunalité {rank}" for rank in range(1, 9)]
TABLE = (
    f"+ ## Les sièges\n+\n+ | {' | '.join(COLUMNS)} |\n+ |{'---|' * 8}\n"
    f"+ | {' | '.join('12345678')} |\n+\n+ Et ensuite.\n"
)
NAME = "projet-de-sante.docx"


def document_with_a_wide_table() -> bytes:
    return build(examen(edited(petit_projet(), WIDE + TABLE)))[NAME]


def marks(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return re.findall(
            r"<w:sectPr.*?</w:sectPr>", archive.read("word/document.xml").decode(), re.DOTALL
        )


def test_a_wide_table_turns_its_page_and_the_next_comes_back() -> None:
    found = marks(document_with_a_wide_table())
    turned = ['w:orient="landscape"' in mark for mark in found]
    assert turned.count(True) == 1
    rank = turned.index(True)
    assert not turned[rank + 1]
    assert '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>' in found[rank]


def test_tables_of_the_same_columns_under_one_another_turn_together() -> None:
    def turned(*titles: str) -> list[bool]:
        blocks: list[Contenu] = []
        for title in titles:
            row = tuple(
                Cell(plain(text))
                for text in (["Intercommunalités" if title == "large" else "1"] * 8)
            )
            head = tuple(Cell(plain(str(rank))) for rank in range(8 if title != "autre" else 3))
            blocks += [
                Heading(2, plain(title)),
                Table(head, (row[: len(head)],), ("left",) * len(head)),
            ]
        cut = sections(blocks, 9_412, False)
        return [
            section.landscape
            for section in cut
            for content in section.contents
            if isinstance(content, Table)
        ]

    assert turned("large", "petit", "petit") == [True, True, True]
    assert turned("petit", "large") == [True, True]
    assert turned("large", "autre", "petit") == [True, False, False]
    assert turned("petit", "petit") == [False, False]


def test_every_section_repeats_its_headers_and_only_the_cover_has_a_first_page_of_its_own() -> None:
    for mark in (found := marks(document_with_a_wide_table())):
        assert len(re.findall(r'headerReference w:type="default" r:id="[^"]+"', mark)) == 1
        assert len(re.findall(r'footerReference w:type="default" r:id="[^"]+"', mark)) == 1
    assert ["<w:titlePg" in mark for mark in found] == [True, *[False] * (len(found) - 1)]


def test_the_pages_of_a_wide_table_are_what_a_reader_expects(
    en_pdf: Convert, tmp_path: Path
) -> None:
    data = document_with_a_wide_table()
    (tmp_path / NAME).write_bytes(data)
    assert OpenXmlValidator().validate(str(tmp_path / NAME)).is_valid
    pages = PdfReader(en_pdf({NAME: data})[NAME]).pages
    (wide,) = [page for page in pages if page.mediabox.width > page.mediabox.height]
    text = wide.extract_text()
    assert "Les sièges" in text, "the title goes with its table"
    assert "Et ensuite" not in text
    assert "Partie 3" in text, "the header of its part"
    assert re.search(rf"Page \d+ / {len(pages)}", text)
    assert all(len(page.extract_text()) > 60 for page in pages), "no empty page around it"


def test_each_part_is_named_in_its_headers_and_pages_run_on(en_pdf: Convert) -> None:
    pages = texts(en_pdf({NAME: build(examen(petit_projet()))[NAME]})[NAME])
    named = [
        re.search(r"Projet de santé – (Partie [123]|Signatures|Annexes)", text) for text in pages
    ]
    order = [match[1] for match in named if match]
    assert sorted(set(order), key=order.index) == [
        "Partie 1",
        "Partie 2",
        "Partie 3",
        "Signatures",
        "Annexes",
    ]
    assert named[:2] == [None, None], "neither the cover nor the contents are in a part"
    numbers = [int(found) for text in pages for found in re.findall(r"Page ([0-9]+) /", text)]
    assert numbers == list(range(2, len(pages) + 1))


def test_the_mark_of_a_section_goes_into_its_last_paragraph() -> None:
    assert (
        closed(b"<w:p><w:r/></w:p>", b"<w:sectPr/>")
        == b"<w:p><w:pPr><w:sectPr/></w:pPr><w:r/></w:p>"
    )
    styled = b'<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr></w:p>'
    assert (
        closed(styled, b"<w:sectPr/>")
        == b'<w:p><w:pPr><w:pStyle w:val="a"/><w:sectPr/></w:pPr></w:p>'
    )
    assert closed(b"<w:tbl></w:tbl>", b"<w:sectPr/>").startswith(b"<w:tbl></w:tbl><w:p>")


def test_a_row_of_a_fiche_breaks_only_when_no_page_holds_it(en_pdf: Convert) -> None:
    def fiche(words: int) -> bytes:
        notation = "content/fiches/M3-01-alimentation.md\n- Tous les habitants.\n"
        text = " ".join(f"mot{rank}" for rank in range(words))
        return build(examen(edited(petit_projet(), f"{notation}+ {text}\n")))[NAME]

    long, short = fiche(4_000), fiche(200)
    for data, kept in ((long, False), (short, True)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            xml = archive.read("word/document.xml").decode()
        row = xml[xml.rindex("<w:tr>", 0, xml.index("mot199")) : xml.index("mot199")]
        assert ("<w:cantSplit/>" in row) is kept
    text = "".join(texts(en_pdf({NAME: long})[NAME]))
    assert "mot3999" in text, "nothing falls under the page"


def test_a_sentence_alone_between_a_title_and_a_table_goes_with_the_table() -> None:
    title, sentence = Heading(2, plain("T")), Paragraph(plain("Voici."))
    table = Table((Cell(plain("a")),), (), ("left",))
    kept = with_introductions((title, sentence, table, sentence))
    assert [isinstance(block, Paragraph) and block.keep for block in kept] == [
        False,
        True,
        False,
        False,
    ]
    alone = with_introductions((sentence, sentence, table))
    assert not any(isinstance(block, Paragraph) and block.keep for block in alone)
