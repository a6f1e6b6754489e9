"""Words of a template in a layout that is not plain are told, whatever the layout: what is listed cannot hide."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.model.finding import Finding
from pipeline.model.source import WordFile
from pipeline.read.word import read_word
from pipeline.write.word.rares import mises_en_forme_rares
from tests.gabarits import in_parts
from tests.projets import CHECKOUT, examen, petit_projet

PATH = "templates/docx/statuts.docx"
MASTER = "templates/docx/projet-de-sante.docx"
ACCEPTED = "content/constats-acceptes.csv"
SOUND = (Path(CHECKOUT) / PATH).read_bytes()
BODY, STYLES, LISTS = "<w:body>", "</w:styles>", "</w:numbering>"
SETTING = "<w:defaultTabStop"
WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"


def word_of(old: str, new: str) -> WordFile:
    findings: list[Finding] = []
    word = read_word(PATH, in_parts(SOUND, lambda _name, text: text.replace(old, new, 1)), findings)
    assert word is not None, [str(one) for one in findings]
    return word


def said(old: str, new: str) -> list[str]:
    return [finding.message for finding in mises_en_forme_rares(word_of(old, new))]


def paragraph(of_paragraph: str, words: str = "des mots", of_run: str = "") -> str:
    properties = f"<w:pPr>{of_paragraph}</w:pPr>" if of_paragraph else ""
    return f"<w:p>{properties}<w:r><w:rPr>{of_run}</w:rPr><w:t>{words}</w:t></w:r></w:p>"


def table(*, whole: str = "", row: str = "", cell: str = "", column: str = "3000") -> str:
    return (
        f'<w:tbl><w:tblPr>{whole}</w:tblPr><w:tblGrid><w:gridCol w:w="{column}"/></w:tblGrid>'
        f"<w:tr><w:trPr>{row}</w:trPr><w:tc><w:tcPr>{cell}</w:tcPr>{paragraph('')}</w:tc></w:tr></w:tbl>"
    )


def text_box(words: str) -> str:
    return (
        f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="{WP}"><wp:extent cx="3000000" cy="900000"/>'
        f'<wp:docPr id="7" name="z"/><a:graphic xmlns:a="{A}"><a:graphicData uri="{WPS}">'
        f'<wps:wsp xmlns:wps="{WPS}"><wps:txbx><w:txbxContent>{paragraph("", words)}</w:txbxContent></wps:txbx>'
        "<wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


@pytest.mark.parametrize(
    "content",
    [
        paragraph('<w:framePr w:w="900" w:hSpace="100"/>'),
        paragraph('<w:ind w:left="9000"/>'),
        paragraph('<w:spacing w:before="9000"/>'),
        paragraph('<w:spacing w:line="40" w:lineRule="exact"/>'),
        paragraph('<w:tabs><w:tab w:val="left" w:pos="15000"/></w:tabs>'),
        paragraph('<w:textDirection w:val="btLr"/>'),
        paragraph("", of_run='<w:sz w:val="6"/><w:smallCaps/>'),
        paragraph("", of_run='<w:w w:val="33"/>'),
        paragraph("", of_run='<w:position w:val="60"/>'),
        paragraph("", of_run='<w:fitText w:val="200" w:id="1"/>'),
        paragraph("", of_run='<w:effect w:val="blinkBackground"/>'),
        paragraph("", of_run="<w:vanish/>"),
        paragraph("", of_run='<w:lang w:val="zz-Lefort"/>'),
        paragraph("", of_run='<w:rFonts w:ascii="06 41 52 63 74"/>'),
        paragraph("", of_run=f'<w14:glow xmlns:w14="{W14}" w14:rad="1"/>'),
        table(row='<w:trHeight w:val="200" w:hRule="exact"/>'),
        table(row='<w:gridBefore w:val="2"/>'),
        table(row="<w:hidden/>"),
        table(whole='<w:tblpPr w:tblpX="900"/>'),
        table(whole='<w:tblInd w:w="9000" w:type="dxa"/>'),
        table(whole='<w:tblCellSpacing w:w="300" w:type="dxa"/>'),
        table(cell="<w:tcFitText/>"),
        table(cell='<w:tcMar><w:left w:w="4000" w:type="dxa"/></w:tcMar>'),
        table(column="40"),
        text_box("des mots"),
    ],
)
def test_words_in_a_layout_that_is_not_plain_are_quoted(content: str) -> None:
    messages = said(BODY, BODY + content)
    assert len(messages) == 1
    assert messages[0].startswith("« des mots » : ")


@pytest.mark.parametrize(
    "content",
    [
        paragraph('<w:ind w:left="5103" w:firstLine="0"/><w:jc w:val="right"/>'),
        paragraph('<w:spacing w:before="600" w:after="120" w:line="276" w:lineRule="auto"/>'),
        paragraph('<w:keepNext/><w:outlineLvl w:val="1"/><w:contextualSpacing/>'),
        paragraph('<w:shd w:val="clear" w:color="auto" w:fill="E3EEF0"/>'),
        paragraph("", of_run='<w:sz w:val="14"/><w:smallCaps/><w:vertAlign w:val="superscript"/>'),
        paragraph("", of_run='<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'),
        paragraph("", of_run='<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/>'),
        paragraph("", of_run=f'<w14:ligatures xmlns:w14="{W14}" w14:val="standard"/>'),
        paragraph('<w:framePr w:w="900" w:hSpace="100"/>', words=" "),
        paragraph('<w:spacing w:line="40" w:lineRule="exact"/>', words="{%p if document.date %}")
        + paragraph("", words="{%p endif %}"),
        paragraph("<w:rPr><w:vanish/></w:rPr>"),
        table(row='<w:cantSplit/><w:trHeight w:val="567"/><w:tblHeader/>'),
        table(whole='<w:tblW w:w="5000" w:type="pct"/><w:tblInd w:w="108" w:type="dxa"/>'),
        table(
            cell='<w:tcW w:w="0" w:type="auto"/><w:vAlign w:val="center"/><w:gridSpan w:val="2"/>'
        ),
        text_box(" "),
        "",
    ],
)
def test_what_word_writes_every_day_stays_silent(content: str) -> None:
    assert said(BODY, BODY + content) == []


@pytest.mark.parametrize("path", sorted(Path(CHECKOUT, "templates").glob("*/*.docx")), ids=str)
def test_our_own_templates_are_plain(path: Path) -> None:
    word = read_word(str(path), path.read_bytes(), [])
    assert word is not None
    assert list(mises_en_forme_rares(word)) == []


def test_the_words_of_a_style_are_quoted_and_a_style_of_the_contents_by_its_name() -> None:
    style = '<w:style w:type="paragraph" w:styleId="{0}"><w:name w:val="{0}"/><w:pPr><w:ind w:left="9000"/></w:pPr></w:style>'
    word = in_parts(
        SOUND,
        lambda _name, text: text.replace(STYLES, style.format("Loin") + STYLES).replace(
            BODY, BODY + paragraph('<w:pStyle w:val="Loin"/>')
        ),
    )
    read = read_word(PATH, word, [])
    assert read is not None
    assert [one.message for one in mises_en_forme_rares(read)] == [
        "« des mots » : dans ce gabarit, ces mots sont dans un retrait inhabituel (style Loin), où ils pourraient ne pas se voir."
    ]
    assert said(STYLES, style.format("Loin") + STYLES) == []
    needed = said('<w:name w:val="Body Text"/>', '<w:name w:val="Body Text"/><w:framePr w:w="1"/>')
    assert any(message.startswith("« style Body Text") for message in needed)


def test_what_is_no_name_is_quoted_even_where_nothing_uses_it() -> None:
    long = "Le docteur Lefort a été suspendu en mars"
    unused = f'<w:style w:type="paragraph" w:styleId="Z"><w:name w:val="{long}"/></w:style>'
    assert any(long in message for message in said(STYLES, unused + STYLES))
    called = '<w:style w:type="paragraph" w:styleId="Z"><w:name w:val="0641526374"/></w:style>'
    assert any("0641526374" in message for message in said(STYLES, called + STYLES))


def test_lists_and_settings_that_are_not_plain_are_told_by_their_place() -> None:
    level = '<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="2"><w:pPr><w:ind w:left="9000"/></w:pPr></w:lvl></w:abstractNum>'
    first = '<w:abstractNum w:abstractNumId="0">'
    assert any("niveau 3 d'une liste" in message for message in said(first, level + first))
    swapped = said('w:bg1="light1"', 'w:bg1="dark1"')
    assert any("réglages de settings.xml" in message for message in swapped)


def test_a_language_that_word_does_not_speak_is_told() -> None:
    declared = 'xmlns:z="http://schemas.microsoft.com/office/drawing/2024/le_docteur_lefort/"'
    content = paragraph("").replace("<w:p>", f"<w:p {declared}>", 1)
    assert any("le_docteur_lefort" in message for message in said(BODY, BODY + content))


def test_one_finding_a_layout_quotes_all_its_words_and_is_placed_at_the_first() -> None:
    content = "".join(
        paragraph('<w:framePr w:w="900"/>', words) for words in ("un", "deux", "« trois »")
    )
    found = list(mises_en_forme_rares(word_of(BODY, BODY + content)))
    assert [one.message for one in found] == [
        "« un / deux / “ trois ” » : dans ce gabarit, ces mots sont dans un cadre, où ils pourraient ne pas se voir."
    ]
    assert found[0].hints[0] == "où : au début."


def test_words_seen_and_accepted_are_told_no_more_and_other_words_are() -> None:
    content = paragraph('<w:framePr w:w="900"/>', "Secrétariat, 2 rue Haute")
    files = dict(petit_projet())
    files[MASTER] = in_parts(files[MASTER], lambda _name, text: text.replace(BODY, BODY + content))
    told = [one for one in examen(files).findings if one.code == "D028"]
    assert [one.span.path for one in told] == [MASTER]
    accepted = "code;fichier;texte;raison;par;date\nD028;{};{};Relu;Zoé Petit;2026-12-01\n"
    files[ACCEPTED] = accepted.format(MASTER, "Secrétariat, 2 rue Haute").encode()
    assert codes_of(files) == []
    files[ACCEPTED] = accepted.format(MASTER, "Secrétariat").encode()
    assert codes_of(files) == ["A001", "D028"]


def codes_of(files: dict[str, bytes]) -> list[str]:
    return sorted(one.code for one in examen(files).findings if one.code in ("D028", "A001"))


def field(code: str) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    written = f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
    return f"<w:p>{mark.format('begin')}{written}{mark.format('end')}</w:p>"


@pytest.mark.parametrize(
    "code",
    [
        'TOC \\t "Le docteur Lefort est suspendu;1"',
        'TOC \\o "1-3" \\t "heading 1;1;0641526374;2"',
        'STYLEREF "Docteur Lefort"',
        'TOC \\c "le docteur Lefort"',
        'toc \\t "Lefort;1"',
        "TOC \\o Lefort suspendu",
        "SEQ Lefort0641526374 \\h",
        'NUMPAGES \\# "06 41 52 63 74"',
        "PAGE \\a 0641 \\b 5263 \\c 74",
    ],
)
def test_a_field_that_names_what_is_no_style_is_quoted(code: str) -> None:
    assert any(code in message for message in said(BODY, BODY + field(code)))


@pytest.mark.parametrize(
    "code",
    [
        'TOC \\o "1-3" \\h \\z \\u',
        'TOC \\h \\z \\c "Tableau"',
        'TOC \\t "Fiche titre;2;Titre 1;1"',
        'STYLEREF "Titre 1"',
        "STYLEREF 1 \\s",
        "SEQ Tableau \\* ARABIC",
        "SEQ Figure \\* ARABIC \\s 1",
        "PAGE \\* MERGEFORMAT",
        'NUMPAGES \\# "0"',
        "REF _Ref123456789 \\h",
        'TOC \\o "1-3" \\b annexe1',
        "NOTEREF note1 \\f \\h",
    ],
)
def test_a_field_that_names_a_style_stays_silent(code: str) -> None:
    assert said(BODY, BODY + field(code)) == []


def test_two_fields_side_by_side_are_two_codes() -> None:
    assert said(BODY, BODY + (field("PAGE") + field("NUMPAGES")).replace("</w:p><w:p>", "")) == []


def test_the_block_of_whoever_a_letter_is_for_stays_silent() -> None:
    """« Madame la Directrice », nine tabs from the left."""
    assert said(BODY, BODY + paragraph('<w:ind w:left="6372"/>', "Madame la Directrice")) == []


def test_ids_levels_and_styles_that_word_never_writes_stop_nothing_and_hide_nothing() -> None:
    far = '<w:pPr><w:ind w:left="9000"/></w:pPr>'
    odd = f'<w:style w:type="paragraph" w:styleId="A&amp;B"><w:name w:val="A"/>{far}</w:style>'
    assert said(STYLES, odd + STYLES) == []
    empty = '<w:style w:type="paragraph" w:styleId="Vide"/>'
    bad = (
        f'<w:style w:type="paragraph" w:styleId="Loin"><w:name w:val="{"un mot " * 9}"/></w:style>'
    )
    assert any("un mot un mot" in message for message in said(STYLES, empty + bad + STYLES))
    level = f'<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="x">{far}</w:lvl></w:abstractNum>'
    first = '<w:abstractNum w:abstractNumId="0">'
    assert any("d'une liste" in message for message in said(first, level + first))


def test_kinds_beyond_the_first_ones_are_told_together() -> None:
    content = "".join(
        paragraph("", f"mot{rank}", f"<w:inconnu{chr(97 + rank)}/>") for rank in range(12)
    )
    messages = said(BODY, BODY + content)
    assert all(any(f"mot{rank}" in message for message in messages) for rank in range(12))
    assert len(messages) < 12


def test_long_words_of_the_same_length_are_told_apart() -> None:
    told = [said(BODY, BODY + paragraph('<w:framePr w:w="900"/>', "a" * 400 + end)) for end in "bc"]
    assert told[0] != told[1]
