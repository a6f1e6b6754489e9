"""Margins, paper and font changed in Word: tables follow the text, and words stay whole."""

from __future__ import annotations

import re
from functools import lru_cache

import pytest
from lxml import etree

from pipeline.run import build
from pipeline.write.word.page import Page, letters_of, page_of
from tests.conftest import Convert
from tests.gabarits import DOCUMENT, Alteration, altered, font, landscape, margins, parts_of
from tests.pdf import pdftotext
from tests.projets import edited, examen, petit_projet
from tests.test_mise_en_page import pages

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEMPLATE = "templates/docx/projet-de-sante.docx"
THREE_CM = 1_701
LONG_WORDS = """
content/fiches/M1-01-medecin.md
- titre: Action medecin
+ titre: Interprofessionnellement
"""


@lru_cache(maxsize=4)
def made(alteration: Alteration) -> etree._Element:
    outputs = build(examen(altered(alteration)), wanted=["projet-de-sante"])
    return etree.fromstring(parts_of(outputs["projet-de-sante.docx"])[DOCUMENT].encode())


def widths(document: etree._Element) -> set[int]:
    """The widths of the tables that stand in the page itself."""
    return {
        int(size.get(f"{W}w", ""))
        for size in document.iter(f"{W}tblW")
        if next(size.iterancestors(f"{W}tc"), None) is None
    }


def page(alteration: Alteration) -> Page:
    return page_of(parts_of(altered(alteration)[TEMPLATE])[DOCUMENT].encode())


NARROW = margins(THREE_CM)
WIDE = margins(850)


@pytest.mark.parametrize("alteration", [NARROW, WIDE, landscape], ids=["3 cm", "1,5 cm", "paysage"])
def test_no_table_is_wider_than_the_text_but_the_band_of_the_cover(alteration: Alteration) -> None:
    here = page(alteration)
    found = widths(made(alteration))
    assert here.text_width == here.paper - here.left - here.right
    assert here.paper in found, "the band goes from edge to edge"
    assert max(found - {here.paper}) <= here.turned_width
    assert here.text_width in found
    assert 4_762 not in found, "the budget of a fiche follows too"


def test_the_band_of_the_cover_keeps_its_words_between_the_margins() -> None:
    band = made(NARROW).find(f".//{W}tbl")
    assert band is not None
    assert [start.get(f"{W}w") for start in band.iter(f"{W}tblInd")] == [str(-THREE_CM)]
    padding = {side.tag: side.get(f"{W}w") for side in band.iterfind(f"{W}tblPr/{W}tblCellMar/*")}
    assert padding == {f"{W}left": str(THREE_CM), f"{W}right": str(THREE_CM)}


def test_numbers_of_contents_stand_at_the_right_margin() -> None:
    outputs = build(examen(altered(NARROW)), wanted=["projet-de-sante"])
    styles = parts_of(outputs["projet-de-sante.docx"])["word/styles.xml"]
    found = re.search(r'<w:name w:val="toc 1"/>.*?w:pos="([0-9]+)"', styles)
    assert found is not None
    assert found[1] == str(page(NARROW).text_width)


def test_a_page_in_two_columns_has_tables_as_wide_as_one_of_them() -> None:
    def columns(name: str, text: str) -> str:
        return text.replace('<w:cols w:space="708"/>', '<w:cols w:num="2" w:space="412"/>')

    assert page(columns).text_width == (9_412 - 412) // 2


def test_a_margin_that_the_header_does_not_push_leaves_the_others_as_they_are() -> None:
    """Word writes it under nought; others write lengths with decimals."""

    def upwards(name: str, text: str) -> str:
        return NARROW(name, text).replace('w:top="', 'w:top="-')

    def exact(name: str, text: str) -> str:
        return NARROW(name, text).replace(f'w:left="{THREE_CM}"', f'w:left="{THREE_CM}.2"')

    assert page(upwards) == page(exact) == page(NARROW) != page(lambda _, text: text)


def test_columns_widen_with_the_letters() -> None:
    def styles(alteration: Alteration) -> bytes:
        outputs = build(examen(altered(alteration)), wanted=["projet-de-sante"])
        return parts_of(outputs["projet-de-sante.docx"])["word/styles.xml"].encode()

    assert letters_of(styles(font("Calibri"))) == 1.0
    assert letters_of(styles(font("Verdana"))) > letters_of(styles(font("Georgia"))) > 1.1
    assert letters_of(styles(font("Police de la CPTS"))) > 1.2
    big = re.compile(r'(<w:name w:val="Tableau texte"/>.*?<w:sz w:val=")19')
    assert letters_of(styles(lambda _, text: big.sub(r"\g<1>24", text))) == round(24 / 19, 3)


@pytest.mark.lent
@pytest.mark.parametrize(
    ("alteration", "margin"), [(NARROW, 85.0), (font("DejaVu Sans"), 62.3)], ids=["3 cm", "police"]
)
def test_words_stay_whole_and_inside_the_margins(
    alteration: Alteration, margin: float, en_pdf: Convert
) -> None:
    files = altered(alteration, edited(petit_projet(), LONG_WORDS))
    outputs = build(examen(files), wanted=["projet-de-sante"])
    pdf = en_pdf(outputs)["projet-de-sante.docx"]
    text = etree.fromstring(parts_of(outputs["projet-de-sante.docx"])[DOCUMENT].encode())
    words = {
        word
        for node in text.iter(f"{W}t")
        for word in re.findall(r"[^\W\d_]{6,24}", node.text or "")
        if next(node.iterancestors(f"{W}tbl"), None) is not None
    }
    assert len(words) > 100
    shown = set(re.findall(r"[^\W\d_]+", pdftotext(pdf, "-layout")))
    assert sorted(words - shown) == []
    upright = [one for one in pages(pdf)[1:] if one.width < one.height]
    assert min(line.left for one in upright for line in one.body) > margin - 12
    assert max(line.right - one.width for one in upright for line in one.body) < 12 - margin
