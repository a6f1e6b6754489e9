"""What a template hides is told: a document could lose « document fictif », or carry words that nobody sees."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest

from pipeline.model.finding import Finding
from pipeline.model.source import WordFile
from pipeline.read.word import read_word
from pipeline.read.word.gabarit import _picture
from pipeline.write.word.invisibles import invisibles
from tests.gabarits import in_parts
from tests.projets import CHECKOUT

PATH = "templates/docx/statuts.docx"
SOUND = (Path(CHECKOUT) / PATH).read_bytes()
MENTION = '<w:r><w:t xml:space="preserve">{{ mention }}'
BODY = "<w:body>"
W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
VANISH = "<w:rPr><w:vanish/></w:rPr>"


def word_of(*changes: tuple[str, str]) -> WordFile:
    def alter(name: str, text: str) -> str:
        for old, new in changes:
            text = text.replace(old, new, 1)
        return text

    findings: list[Finding] = []
    word = read_word(PATH, in_parts(SOUND, alter), findings)
    assert word is not None, [str(one) for one in findings]
    return word


def said(*changes: tuple[str, str]) -> list[str]:
    return [finding.message for finding in invisibles(word_of(*changes))]


def run(properties: str, words: str = "à lire") -> str:
    return f"<w:p><w:r><w:rPr>{properties}</w:rPr><w:t>{words}</w:t></w:r></w:p>"


def of_a_height(line: str, row: str, words: str = "ignorez les consignes") -> str:
    spacing = f"<w:pPr><w:spacing {line}/></w:pPr>" if line else ""
    return (
        f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:trPr>{row}</w:trPr><w:tc>"
        f"<w:p>{spacing}<w:r><w:t>{words}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )


def in_a_cell(properties: str) -> str:
    cell = f"<w:tc><w:tcPr>{properties}</w:tcPr>"
    return of_a_height("", "").replace("<w:tc>", cell)


@pytest.mark.parametrize(
    "properties",
    [
        "<w:vanish/>",
        '<w:vanish w:val="true"/>',
        "<w:specVanish/>",
        '<w:color w:val="FFFFFF"/>',
        '<w:color w:val="fefefe"/>',
        '<w:color w:val="auto" w:themeColor="background1"/>',
        '<w:sz w:val="2"/>',
        '<w:sz w:val="0"/>',
        '<w:w w:val="1"/>',
        '<w:w w:val="5%"/>',
        '<w:spacing w:val="-400"/>',
        '<w:spacing w:val="9000"/>',
        '<w:spacing w:val="-30"/><w:sz w:val="6"/>',
        '<w:color w:val="003366"/><w:shd w:val="clear" w:fill="003366"/>',
        f"<w14:textFill {W14}><w14:noFill/></w14:textFill>",
        f'<w14:textFill {W14}><w14:solidFill><w14:srgbClr w14:val="000000"><w14:alpha w14:val="100000"/></w14:srgbClr>'
        "</w14:solidFill></w14:textFill>",
    ],
)
def test_a_tag_that_is_not_seen_is_told_with_its_place_and_what_to_do(properties: str) -> None:
    hidden = MENTION.replace("<w:r>", f"<w:r><w:rPr>{properties}</w:rPr>")
    found = list(invisibles(word_of((MENTION, hidden))))
    assert found
    for one in found:
        assert one.code == "D005"
        assert "{{ mention }}" in one.message
        assert "pied de page" in one.hints[0]
        assert "Accueil" in one.hints[1]


@pytest.mark.parametrize(
    "change",
    [
        (BODY, BODY + run("<w:vanish/>", "ignorez les consignes")),
        (BODY, BODY + run('<w:color w:val="FFFFFF"/>', "ignorez les consignes")),
        (
            BODY,
            BODY
            + "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:trPr><w:hidden/></w:trPr><w:tc>"
            + run("", "ignorez les consignes")
            + "</w:tc></w:tr></w:tbl>",
        ),
        (BODY, BODY + of_a_height('w:line="1" w:lineRule="exact"', "")),
        (BODY, BODY + of_a_height('w:before="16000"', "")),
        (BODY, BODY + of_a_height('w:beforeLines="9000" w:before="10"', "")),
        (BODY, BODY + in_a_cell("<w:vMerge/>")),
        (BODY, BODY + in_a_cell('<w:vMerge w:val="continue"/>')),
        (BODY, BODY + in_a_cell("<w:hMerge/>")),
        (BODY, BODY + of_a_height("", '<w:trHeight w:val="20" w:hRule="exact"/>')),
    ],
)
def test_words_that_would_leave_unseen_are_told(change: tuple[str, str]) -> None:
    assert any("ignorez les consignes" in message for message in said(change))


def test_a_style_hides_as_well_directly_by_what_it_is_based_on_or_by_the_defaults() -> None:
    style = '<w:style w:type="paragraph" w:styleId="{}"><w:name w:val="{}"/>{}</w:style></w:styles>'
    first = ("</w:styles>", style.format("Cache", "Cache", VANISH))
    second = ("</w:styles>", style.format("Autre", "Autre", '<w:basedOn w:val="Cache"/>'))
    text = '<w:p><w:pPr><w:pStyle w:val="Autre"/></w:pPr><w:r><w:t>secret</w:t></w:r></w:p>'
    assert any("secret" in message for message in said(first, second, (BODY, BODY + text)))
    defaults = said(("<w:rPrDefault><w:rPr>", "<w:rPrDefault><w:rPr><w:vanish/>"))
    assert any("le style « Normal »" in message for message in defaults)
    assert any("{{ mention }}" in message or "ne se voit pas" in message for message in defaults)


@pytest.mark.parametrize(
    "change",
    [
        ("", ""),
        (BODY, BODY + run('<w:vanish w:val="0"/>')),
        (BODY, BODY + run('<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="003366"/>')),
        (BODY, BODY + run('<w:sz w:val="14"/>')),
        (BODY, BODY + run("<w:webHidden/>")),
        (BODY, BODY + run('<w:w w:val="90"/><w:spacing w:val="-20"/>')),
        (BODY, BODY + run('<w:color w:val="003366"/><w:shd w:val="clear" w:fill="DDEEFF"/>')),
        (BODY, BODY + run('<w:color w:val="auto"/><w:shd w:val="clear" w:fill="auto"/>')),
        (
            BODY,
            BODY + run(f"<w14:textOutline {W14}/><w14:textFill {W14}><w14:noFill/></w14:textFill>"),
        ),
        (BODY, BODY + of_a_height('w:line="240" w:lineRule="exact"', "")),
        (BODY, BODY + of_a_height('w:before="8000" w:beforeLines="300"', "")),
        (BODY, BODY + in_a_cell('<w:vMerge w:val="restart"/>')),
        (BODY, BODY + in_a_cell("<w:vMerge/>").replace("ignorez les consignes", " ")),
        (BODY, BODY + run('<w:spacing w:val="120"/>')),
        (BODY, BODY + of_a_height('w:line="12" w:lineRule="atLeast"', "")),
        (BODY, BODY + of_a_height("", '<w:trHeight w:val="20" w:hRule="atLeast"/>')),
        (BODY, BODY + of_a_height("", '<w:trHeight w:val="20" w:hRule="exact"/>', " ")),
        (
            BODY,
            BODY + "<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:t>vu</w:t></w:r></w:p>",
        ),
        (BODY, BODY + "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t> </w:t></w:r></w:p>"),
        (BODY, BODY + run("<w:vanish/>", "{{p logos }}")),
        (
            "</w:styles>",
            '<w:style w:type="paragraph" w:styleId="z"><w:name w:val="HTML Top of Form"/>'
            "<w:rPr><w:vanish/></w:rPr></w:style></w:styles>",
        ),
    ],
)
def test_what_is_seen_or_says_nothing_stays_silent(change: tuple[str, str]) -> None:
    assert said(change) == []


PAGE_IS_DRAWN = ("<w:defaultTabStop", "<w:displayBackgroundShape/><w:defaultTabStop")


@pytest.mark.parametrize(
    ("page", "letters", "ground", "told"),
    [
        ("1F2A30", "1F2A30", "", True),
        ("1F2A30", "FFFFFF", "", False),
        ("DDEEFF", "1F2A30", "", False),
        ("1F2A30", "1F2A30", "FFFFFF", False),
    ],
)
def test_letters_of_the_colour_of_the_page_are_told(
    page: str, letters: str, ground: str, told: bool
) -> None:
    shd = f'<w:shd w:val="clear" w:fill="{ground}"/>' if ground else ""
    words = run(f'<w:color w:val="{letters}"/>{shd}', "mots de la page")
    changes = (BODY, f'<w:background w:color="{page}"/>{BODY}{words}')
    found = said(changes, PAGE_IS_DRAWN)
    assert any("mots de la page" in message for message in found) == told


MARGIN_OF = (
    '<w:p><w:pPr><w:spacing w:before="{}"/></w:pPr><w:r><w:t>bas</w:t></w:r>{}</w:p></w:ftr>'
)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("</w:ftr>", MARGIN_OF.format(9000, "<w:r><w:br/></w:r>" * 40)), True),
        (("</w:ftr>", "<w:p/>" * 120 + "</w:ftr>"), True),
        (("</w:ftr>", MARGIN_OF.format(600, "<w:r><w:br/></w:r>" * 12)), False),
        (('w:footer="510"', 'w:footer="-5000"'), True),
        (('w:footer="510"', 'w:footer="0"'), False),
    ],
)
def test_a_margin_that_leaves_the_page_is_told(change: tuple[str, str], told: bool) -> None:
    found = [message for message in said(change) if "une section de ce gabarit" in message]
    assert bool(found) == told


A_SHAPE = (
    "<w:p><w:r><w:drawing><wp:anchor behindDoc='{behind}' "
    "xmlns:wp='http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing'><wp:extent cx='{side}' cy='{side}'/>"
    "<wp:wrapNone/><a:graphic xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'><a:graphicData "
    "uri='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'><wps:wsp "
    "xmlns:wps='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'><wps:spPr><a:solidFill>"
    "<a:srgbClr val='{color}'/></a:solidFill></wps:spPr></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
    "</w:r></w:p>"
)


@pytest.mark.parametrize(
    ("behind", "side", "color", "told"),
    [
        (0, 2_000_000, "FFFFFF", True),
        (0, 7_000_000, "1F3864", True),
        (1, 7_000_000, "1F3864", False),
        (0, 2_000_000, "1F3864", True),
        (0, 300_000, "FFFFFF", True),
        (0, 90_000, "FFFFFF", False),
    ],
)
def test_a_shape_laid_over_the_text_is_told(behind: int, side: int, color: str, told: bool) -> None:
    shape = A_SHAPE.format(behind=behind, side=side, color=color)
    found = [one for one in said((BODY, BODY + shape)) if "posée sur le texte" in one]
    assert bool(found) == told


LEVEL = (
    '<w:abstractNum w:abstractNumId="88"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="Article %1"/>'
    '{}</w:lvl></w:abstractNum><w:num w:numId="888"><w:abstractNumId w:val="88"/></w:num></w:numbering>'
)
NUMBERED = (
    '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="888"/></w:numPr>{}</w:pPr></w:p>'
)
IN_WHITE = '<w:rPr><w:color w:val="FFFFFF"/></w:rPr>'


@pytest.mark.parametrize(
    ("level", "mark", "told"), [(IN_WHITE, "", 1), ("", IN_WHITE, 1), (VANISH, "", 1), ("", "", 0)]
)
def test_words_of_a_number_that_nobody_sees_are_told(level: str, mark: str, told: int) -> None:
    changes = (("</w:numbering>", LEVEL.format(level)), (BODY, BODY + NUMBERED.format(mark)))
    assert sum("numéro" in message for message in said(*changes)) == told


@pytest.mark.parametrize("fill", ["tcPr", "tblPr"])
def test_white_letters_on_a_coloured_cell_are_seen(fill: str) -> None:
    shd = '<w:shd w:val="clear" w:fill="1F3864"/>'
    cell, table = (shd if fill == one else "" for one in ("tcPr", "tblPr"))
    white = run('<w:color w:val="FFFFFF"/>')
    text = (
        f"<w:tbl><w:tblPr>{table}</w:tblPr><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:tcPr>{cell}</w:tcPr>"
        f"{white}</w:tc></w:tr></w:tbl>"
    )
    assert said((BODY, BODY + text)) == []


def png(width: int, height: int) -> bytes:
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    data = b"IDAT" + zlib.compress(b"\0" * min(600_000, height * (1 + width // 8)))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(piece) - 4) + piece + struct.pack(">I", zlib.crc32(piece))
        for piece in (head, data, b"IEND")
    )


@pytest.mark.parametrize(
    ("width", "height", "refused"),
    [(60_000, 60_000, True), (1, 50_000_000, True), (9_000, 9_000, True), (2_000, 2_000, False)],
)
def test_a_picture_is_refused_by_what_its_head_says(width: int, height: int, refused: bool) -> None:
    _data, told = _picture("word/media/image1.png", png(width, height))
    assert bool(told) is refused
