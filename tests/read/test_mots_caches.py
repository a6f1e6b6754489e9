"""Words that a template carries and that no page shows: refused, left behind or told, wherever they are put."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from pipeline.model.finding import Finding
from pipeline.write.word.invisibles import invisibles
from tests.read.test_word import (
    BEGIN,
    END,
    MC,
    MS,
    OFFICE,
    PNG,
    SEPARATE,
    WNS,
    WORDML,
    A,
    Edit,
    Parts,
    V,
    all_of,
    blip,
    body,
    code,
    declare,
    header,
    p,
    part,
    r,
    read,
    relation,
    swap,
)

STATUTS = "templates/docx/statuts.docx"
MARK = "zqsecret"
WORDS = f"Le maire ne doit pas lire {MARK}"
W14 = f'xmlns:w14="{MS}/word/2010/wordml"'
WPS = f'xmlns:wps="{MS}/word/2010/wordprocessingShape"'
WP = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
M = f'xmlns:m="{OFFICE.replace("relationships", "math")}"'


# --- how words are hidden ------------------------------------------------------------------------------------------

A_COLOUR = '<a:solidFill><a:srgbClr val="{}">{}</a:srgbClr></a:solidFill>'


def laid(inner: str, uri: str, wrap: str = "<wp:wrapNone/>", behind: int = 0) -> str:
    """A drawing laid somewhere on the page."""
    return p(
        r(
            f'<w:drawing><wp:anchor {WP} behindDoc="{behind}"><wp:extent cx="5000000" cy="900000"/>{wrap}'
            f'<wp:docPr id="9" name="Dessin"/><a:graphic {A}><a:graphicData uri="{uri}">{inner}</a:graphicData></a:graphic>'
            "</wp:anchor></w:drawing>"
        )
    )


def shape(fill: str, words: str = "", style: str = "") -> str:
    inner = f"<wps:txbx><w:txbxContent>{words}</w:txbxContent></wps:txbx>" if words else ""
    return f"<wps:wsp {WPS}><wps:spPr>{fill}</wps:spPr>{style}{inner}</wps:wsp>"


def group(fill: str) -> str:
    return f'<wpg:wgp xmlns:wpg="{MS}/word/2010/wordprocessingGroup">{shape(fill)}</wpg:wgp>'


IN_SHAPE, IN_GROUP = f"{MS}/word/2010/wordprocessingShape", f"{MS}/word/2010/wordprocessingGroup"
WHITE = A_COLOUR.format("FFFFFF", "")
NAVY = A_COLOUR.format("1F3864", "")
IN_NAVY = '<w:color w:val="1F3864"/>'
CLEAR = A_COLOUR.format("1F3864", '<a:alpha val="0"/>')
SMALL_LINE = (
    '<wp:wrapTight><wp:wrapPolygon><wp:start x="0" y="0"/><wp:lineTo x="0" y="9"/>'
    '<wp:lineTo x="9" y="9"/></wp:wrapPolygon></wp:wrapTight>'
)
WHOLE_LINE = SMALL_LINE.replace('"9"', '"21600"')
BY_ITS_STYLE = (
    '<wps:style><a:fillRef idx="{}"><a:srgbClr val="1F3864"/></a:fillRef>'
    '<a:fontRef idx="minor"><a:schemeClr val="lt1"/></a:fontRef></wps:style>'
)


def old_shape(attributes: str, inner: str = "") -> str:
    size = "position:absolute;width:400pt;height:90pt"
    return p(r(f"<w:pict {V}><v:rect {attributes.format(size)}>{inner}</v:rect></w:pict>"))


def swapped(old: str) -> str:
    """The same, as a group of shapes."""
    return old.replace('<v:rect style="pos', '<v:group style="pos').replace(
        "</v:rect></w", "</v:group></w"
    )


def in_the_font(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>'


def text(words: str = WORDS) -> str:
    return p(r(f"<w:t>{words}</w:t>"))


def looking(properties: str, words: str = WORDS) -> str:
    return p(f"<w:r><w:rPr>{properties}</w:rPr><w:t>{words}</w:t></w:r>")


def placed(properties: str) -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{r(f'<w:t>{WORDS}</w:t>')}</w:p>"


def table(cell: str = "", of: str = "", column: int = 3000, inner: str = "") -> str:
    return (
        f'<w:tbl><w:tblPr>{of}</w:tblPr><w:tblGrid><w:gridCol w:w="{column}"/></w:tblGrid><w:tr><w:tc>'
        f"<w:tcPr>{cell}</w:tcPr>{inner or text()}</w:tc></w:tr></w:tbl>"
    )


def control(properties: str, inner: str = "<w:p/>") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def versions(choice: str, other: str, needs: str = "wps") -> str:
    return (
        f'<mc:AlternateContent {MC} {WPS} xmlns:zz="urn:zz"><mc:Choice Requires="{needs}">{choice}</mc:Choice>'
        f"<mc:Fallback>{other}</mc:Fallback></mc:AlternateContent>"
    )


def box(
    named: str = "", size: int = 2_000_000, drawn: str = "", look: str = "", at: str = ""
) -> str:
    return p(
        r(
            f'<w:drawing><wp:anchor {WP}>{at}<wp:extent cx="{size}" cy="{size}"/><wp:docPr id="9" name="Zone" {named}/>'
            f'<a:graphic {A}><a:graphicData uri="{MS}/word/2010/wordprocessingShape"><wps:wsp {WPS}><wps:spPr>{drawn}'
            f"</wps:spPr><wps:txbx><w:txbxContent>{looking(look)}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData>"
            "</a:graphic></wp:anchor></w:drawing>"
        )
    )


def old_box(style: str) -> str:
    inner = f"<v:textbox><w:txbxContent>{text()}</w:txbxContent></v:textbox>"
    return p(r(f'<w:pict {V}><v:shape style="{style}">{inner}</v:shape></w:pict>'))


def watermark(attributes: str) -> Edit:
    shape = f'<v:shape {attributes}><v:textpath string="{WORDS}"/></v:shape>'
    return header(p(r(f"<w:pict {V}>{shape}</w:pict>")))


def field(name: str, result: str) -> str:
    return p(BEGIN, code(name), SEPARATE, result, END)


def notes(kind: str, inner: str) -> Edit:
    line = f'<w:{kind[:-1]} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{kind[:-1]}>'
    xml = f'<w:{kind} xmlns:w="{WNS}">{line}{inner}</w:{kind}>'
    return all_of(
        part(f"word/{kind}.xml", xml, f"{WORDML}.{kind}+xml"), relation(kind, f"{kind}.xml")
    )


def a_header(kind: str, first_page: str = "") -> Edit:
    """A header of pages that the document does not have; of no page where ``kind`` is empty."""
    xml = f'<w:hdr xmlns:w="{WNS}">{text()}</w:hdr>'
    edits = [
        part("word/header9.xml", xml, f"{WORDML}.header+xml"),
        relation("header", "header9.xml"),
        swap("word/document.xml", "<w:titlePg/>", first_page),
    ]
    if kind:
        called = f'<w:sectPr><w:headerReference w:type="{kind}" r:id="rId99"/>'
        edits.append(swap("word/document.xml", "<w:sectPr>", called))
    return all_of(*edits)


def style(xml: str) -> Edit:
    return swap("word/styles.xml", "</w:styles>", f"{xml}</w:styles>")


def setting(xml: str) -> Edit:
    return swap("word/settings.xml", "</w:settings>", f"{xml}</w:settings>")


def in_part(name: str, pattern: str, new: str) -> Edit:
    def edit(parts: Parts) -> None:
        parts[name], count = re.subn(pattern.encode(), new.encode(), parts[name], count=1)
        assert count, (name, pattern)

    return edit


def accent(color: str) -> Edit:
    return in_part(
        "word/theme/theme1.xml", r"<a:accent2>.*?</a:accent2>", f"<a:accent2>{color}</a:accent2>"
    )


def a_picture(extension: str, data: bytes) -> Edit:
    return all_of(
        part(f"word/media/image9.{extension}", data),
        declare(f'<Default Extension="{extension}" ContentType="image/{extension}"/>'),
        relation("image", f"media/image9.{extension}"),
        body(blip('r:embed="rId99"')),
    )


LEVEL = f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:lvlText w:val="{WORDS} %1"/></w:lvl>'
OFF = '<wp:positionH relativeFrom="page"><wp:posOffset>-90000000</wp:posOffset></wp:positionH>'
CONTINUED = f'<w:footnote w:type="continuationNotice" w:id="7">{text()}</w:footnote>'
NARROW = '<w:tcW w:w="1" w:type="dxa"/>'
PADDED = '<w:tcW w:w="500" w:type="dxa"/><w:tcMar><w:left w:w="5000" w:type="dxa"/></w:tcMar>'
GIF = b"GIF89a\1\0\1\0\x80\0\0\xff\xff\xff\0\0\0!\xfe\x08zqsecret\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0;"
THEMED = '<w:color w:val="112233" w:themeColor="accent2"/>'

OF_A_GROUND = '<w:pPr><w:pStyle w:val="zg"/></w:pPr>'

HIDDEN: Mapping[str, Edit] = {
    "the old version of a passage": body(versions("<w:p/>", text())),
    "the old version of a run": body(p(r(versions("<w:t>a</w:t>", f"<w:t>{WORDS}</w:t>")))),
    "a version for a program that is none": body(versions(text(), "<w:p/>", "zz")),
    "a header that no section has": a_header(""),
    "a header of first pages": a_header("first"),
    "a header of a first page that is said not to be": a_header("first", '<w:titlePg w:val="0"/>'),
    "a header of even pages": a_header("even"),
    "a note without a call": notes("footnotes", f'<w:footnote w:id="7">{text()}</w:footnote>'),
    "an endnote without a call": notes("endnotes", f'<w:endnote w:id="7">{text()}</w:endnote>'),
    "the line above notes": notes("footnotes", CONTINUED),
    "a note whose number is hidden": all_of(
        notes("footnotes", f'<w:footnote w:id="7">{text()}</w:footnote>'),
        body(p('<w:r><w:rPr><w:vanish/></w:rPr><w:footnoteReference w:id="7"/></w:r>')),
    ),
    "a hidden endnote": all_of(
        notes("endnotes", f'<w:endnote w:id="7">{looking("<w:vanish/>")}</w:endnote>'),
        body(p(r('<w:endnoteReference w:id="7"/>'))),
    ),
    "the name of a control": body(control(f'<w:alias w:val="{WORDS}"/>')),
    "the mark of a control": body(control(f'<w:tag w:val="{MARK}"/>')),
    "what a control is tied to": body(control(f'<w:dataBinding w:xpath="{WORDS}"/>')),
    "the choices of a control": body(
        control(f'<w:comboBox><w:listItem w:displayText="{WORDS}" w:value="a"/></w:comboBox>')
    ),
    "the gallery of a control": body(
        control(f'<w:docPartObj><w:docPartGallery w:val="{MARK}"/></w:docPartObj>')
    ),
    "a tint": body(looking('<w:color w:val="000000" w:themeColor="accent1" w:themeTint="05"/>')),
    "an accent that is white": all_of(accent('<a:srgbClr val="FEFEFE"/>'), body(looking(THEMED))),
    "an accent of the window": all_of(
        accent('<a:sysClr val="window" lastClr="FFFFFF"/>'), body(looking(THEMED))
    ),
    "a grey that is nearly white": body(looking('<w:color w:val="EFEFEF"/>')),
    "a yellow that is nearly white": body(looking('<w:color w:val="FFFFDD"/>')),
    "a ground of nearly their colour": body(
        looking('<w:color w:val="003366"/><w:shd w:val="clear" w:fill="013467"/>')
    ),
    "a whole ground": body(
        looking('<w:color w:val="003366"/><w:shd w:val="solid" w:color="003366" w:fill="FFFFFF"/>')
    ),
    "a black marker": body(looking('<w:highlight w:val="black"/>')),
    "a filling of white": body(
        looking(
            f'<w14:textFill {W14}><w14:solidFill><w14:schemeClr w14:val="bg1"/></w14:solidFill></w14:textFill>'
        )
    ),
    "a white page": all_of(
        body(looking('<w:color w:val="FFFFFF"/>')),
        swap("word/document.xml", "<w:body>", '<w:background w:color="FFFFFF"/><w:body>'),
    ),
    "a column of nothing": body(table(NARROW)),
    "a grid of nothing": body(table(column=1)),
    "a table of nothing": body(table(of='<w:tblW w:w="1" w:type="dxa"/>')),
    "the margins of a cell": body(table(PADDED)),
    "a style of tables": all_of(
        style(
            '<w:style w:type="table" w:styleId="zt"><w:name w:val="zt"/><w:rPr><w:vanish/></w:rPr></w:style>'
        ),
        body(table(of='<w:tblStyle w:val="zt"/>')),
    ),
    "after the number of a page": header(field("PAGE", r(f"<w:t>1</w:t><w:t>{WORDS}</w:t>"))),
    "instead of the number of a page": header(
        f'<w:p><w:fldSimple w:instr="PAGE">{r(f"<w:t>{WORDS}</w:t>")}</w:fldSimple></w:p>'
    ),
    "in a field within a field": header(field("PAGE", BEGIN + code("NUMPAGES") + SEPARATE + r(f"<w:t>{WORDS}</w:t>") + END)),
    "what repeats a title": header(field('STYLEREF "Titre 1"', r(f"<w:t>{WORDS}</w:t>"))),
    "an entry of an index": body(p(BEGIN, code(f'XE "{WORDS}"'), END)),
    "an entry of contents": body(p(BEGIN, code(f'TC "{WORDS}"'), END)),
    **{
        f"in what repeats words: {typed}": body(field(typed, r(f"<w:t>{WORDS}</w:t>")))
        for typed in ("REF a", "REF a \\h", "TOC \\h", "INDEX")
    },
    "in a simple field that repeats words": body(
        f'<w:p><w:fldSimple w:instr="REF a">{r(f"<w:t>{WORDS}</w:t>")}</w:fldSimple></w:p>'
    ),
    "in contents over two paragraphs": body(
        p(BEGIN, code("TOC"), SEPARATE) + text() + p(END) + text("Le maire")
    ),
    "the tip of a link that is a field": body(
        field(f"HYPERLINK &quot;https://a.fr&quot; \\o &quot;{WORDS}&quot;", r("<w:t>ici</w:t>"))
    ),
    "the frame of a link that is a field": body(
        field(f"HYPERLINK &quot;https://a.fr&quot; \\t {MARK}", r("<w:t>ici</w:t>"))
    ),
    **{f"letters of {name}": body(looking(in_the_font(name)))
       for name in ("Wingdings", "Webdings", "Symbol", "ZapfDingbats", "Marlett", "Libre Barcode 39", "Segoe MDL2 Assets")},
    "letters of signs for another alphabet": body(looking('<w:cs/><w:rFonts w:cs="Wingdings"/>')),
    "a font taken for one of signs": all_of(
        swap("word/fontTable.xml", "</w:fonts>", '<w:font w:name="Maison"><w:altName w:val="Wingdings"/></w:font></w:fonts>'),
        body(looking(in_the_font("Maison"))),
    ),
    "a font that says it has no letters": all_of(
        swap("word/fontTable.xml", "</w:fonts>", '<w:font w:name="Maison"><w:charset w:val="02"/></w:font></w:fonts>'),
        body(looking(in_the_font("Maison"))),
    ),
    "a style of signs": all_of(
        style(
            '<w:style w:type="character" w:styleId="zz"><w:name w:val="zz"/>'
            f'<w:rPr>{in_the_font("Wingdings")}</w:rPr></w:style>'
        ),
        body(looking('<w:rStyle w:val="zz"/>')),
    ),
    "a theme of signs": all_of(
        in_part("word/theme/theme1.xml", '(<a:minorFont><a:latin typeface=")[^"]*', r"\1Wingdings"),
        body(looking('<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>')),
    ),
    "signs taken one by one": body(
        p(r("".join(f'<w:sym w:font="Wingdings" w:char="F0{ord(one):02X}"/>' for one in MARK) + f"<w:t>{MARK}</w:t>"))
    ),
    "signs of no alphabet": body(text("".join(chr(0xF000 + ord(one)) for one in WORDS) + f" {MARK}")),
    "signs in white": body(p(f'<w:r><w:rPr><w:vanish/></w:rPr><w:sym w:font="Arial" w:char="0041"/><w:t>{MARK}</w:t></w:r>')),
    "small words above others": body(
        p(r(f"<w:ruby><w:rt>{r(f'<w:t>{WORDS}</w:t>')}</w:rt><w:rubyBase>{r('<w:t>b</w:t>')}</w:rubyBase></w:ruby>"))
    ),
    "an exponent of three points": body(looking('<w:vertAlign w:val="superscript"/><w:sz w:val="7"/>')),
    "two lines in one": body(looking('<w:eastAsianLayout w:combine="1"/>')),
    "words under a group": body(laid(group(WHITE), IN_GROUP) + text()),
    "words under a shape of a colour": body(laid(shape(NAVY), IN_SHAPE) + text()),
    "words under a shape filled by its style": body(laid(shape("", style=BY_ITS_STYLE.format(1)), IN_SHAPE) + text()),
    "words under a shape that text hardly goes round": body(laid(shape(WHITE), IN_SHAPE, SMALL_LINE) + text()),
    "words under a picture": body(
        laid('<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"/>',
             "http://schemas.openxmlformats.org/drawingml/2006/picture") + text()
    ),
    "words under an old shape": body(old_shape('style="{}"') + text()),
    "words under an old shape of a colour": body(old_shape('style="{};z-index:9" fillcolor="silver"') + text()),
    "words under an old group": body(
        swapped(old_shape('style="{}"', '<v:rect style="width:9;height:9"/>')) + text()
    ),
    "words of the colour of their shape": body(
        laid(shape(NAVY, looking('<w:color w:val="1F3864"/>')), IN_SHAPE, "<wp:wrapSquare/>")
    ),
    "words of the colour of their shape, by its style": body(
        laid(shape("", looking('<w:color w:val="203A66"/>'), BY_ITS_STYLE.format(1)), IN_SHAPE, "<wp:wrapSquare/>")
    ),
    "black on a black shape": body(
        laid(shape(A_COLOUR.format("000000", ""), looking('<w:color w:val="000000"/>')), IN_SHAPE, "<wp:wrapSquare/>")
    ),
    "white on a shape that is seen through": body(
        laid(shape(CLEAR, looking('<w:color w:val="FFFFFF"/>')), IN_SHAPE, "<wp:wrapSquare/>")
    ),
    "words of the colour of their old shape": body(
        old_shape('style="{}" fillcolor="#1f3864 [1]"',
                  f'<v:textbox><w:txbxContent>{looking(IN_NAVY)}</w:txbxContent></v:textbox>'
                  '<w10:wrap xmlns:w10="urn:schemas-microsoft-com:office:word" type="square"/>')
    ),
    "a place that nothing names": body(p('<w:bookmarkStart w:id="9" w:name="zqsecret"/><w:bookmarkEnd w:id="9"/>')),
    **{
        f"a place whose name is a sentence: {name}": body(
            p(f'<w:bookmarkStart w:id="9" w:name="{name}"/><w:bookmarkEnd w:id="9"/>', called)
        )
        for name in ("Le_maire_a_tort_zqsecret", "LeMaireLitZqsecret")
        for called in (f'<w:hyperlink w:anchor="{name}"/>', BEGIN + code(f"REF {name}") + END)
    },
    "the name of a drawing": body(laid(shape(""), IN_SHAPE).replace('name="Dessin"', f'name="{WORDS}"')),
    "the name of a part of a drawing": body(
        laid(shape("").replace("<wps:spPr>", f'<wps:cNvPr id="3" name="{WORDS}"/><wps:spPr>'), IN_SHAPE)
    ),
    "the name of a theme": in_part("word/theme/theme1.xml", '(<a:clrScheme name=")[^"]*', rf"\1{WORDS}"),
    **{
        f"the style of all {kind}": all_of(
            style(
                f'<w:style w:type="{kind}" w:default="1" w:styleId="zz"><w:name w:val="zz"/><w:rPr><w:vanish/></w:rPr></w:style>'
            ),
            body(table()),
        )
        for kind in ("character", "table")
    },
    **{
        f"letters with {properties}": body(looking(properties))
        for properties in (
            '<w:color w:val="000000"/><w:shd w:val="pct90" w:color="000000" w:fill="auto"/>',
            '<w:color w:val="000000"/><w:shd w:val="pct95" w:color="auto" w:fill="FFFFFF"/>',
            f'<w14:textFill {W14}><w14:solidFill><w14:srgbClr w14:val="000000"><w14:alpha w14:val="97000"/></w14:srgbClr>'
            "</w14:solidFill></w14:textFill>",
            f"<w14:textOutline {W14}><w14:noFill/></w14:textOutline><w14:textFill {W14}><w14:noFill/></w14:textFill>",
            f'<w14:textOutline {W14}><w14:solidFill><w14:srgbClr w14:val="FFFFFF"/></w14:solidFill></w14:textOutline>'
            f"<w14:textFill {W14}><w14:noFill/></w14:textFill>",
        )
    },
    "an exact line of three points": body(placed('<w:spacing w:line="62" w:lineRule="exact"/>')),
    "an exact frame of nothing": body(placed('<w:framePr w:h="1" w:hRule="exact" w:w="4000"/>')),
    "a cell that squeezes its words": body(table('<w:tcW w:w="200" w:type="dxa"/><w:tcFitText/>')),
    "the margins of all cells": body(
        table('<w:tcW w:w="500" w:type="dxa"/>', '<w:tblCellMar><w:left w:w="5000" w:type="dxa"/></w:tblCellMar>')
    ),
    "cells apart by more than a page": body(table(of='<w:tblCellSpacing w:w="9000" w:type="dxa"/>')),
    "a row that leaves a page before": body(
        table(column=20_000).replace("<w:tr>", '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>')
    ),
    "a box of a thousandth of the page": body(
        box().replace(
            "<a:graphic ",
            f'<wp14:sizeRelH xmlns:wp14="{MS}/word/2010/wordprocessingDrawing" relativeFrom="page"><wp14:pctWidth>1'
            "</wp14:pctWidth></wp14:sizeRelH><a:graphic ",
        )
    ),
    "an old box filled by its margins": body(
        old_box("width:90pt;height:90pt").replace("<v:textbox>", '<v:textbox inset="900pt,0,0,0">')
    ),
    "a box that shrinks its letters": body(
        box().replace("</wps:wsp>", f'<wps:bodyPr><a:normAutofit {A} fontScale="1000"/></wps:bodyPr></wps:wsp>')
    ),
    "white in an old box that is seen through": body(
        old_box('width:90pt;height:90pt" fillcolor="#000').replace("<v:textbox>", '<v:fill opacity="0"/><v:textbox>')
        .replace("<w:r><w:t>Le", '<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>Le')
    ),
    "a note that only a note calls": notes(
        "footnotes",
        f'<w:footnote w:id="7">{p(r(chr(60) + "w:footnoteReference w:id=" + chr(34) + "9" + chr(34) + "/>"))}</w:footnote>'
        f'<w:footnote w:id="9">{text()}</w:footnote>',
    ),
    **{
        f"a link from nothing: {shown}": all_of(
            relation("hyperlink", f"https://a.fr/{MARK}", outside=True),
            body(p(f'<w:hyperlink r:id="rId99">{shown}</w:hyperlink>')),
        )
        for shown in ("", r("<w:t> </w:t>"))
    },
    "the message that a link would write": all_of(
        relation("hyperlink", f"mailto:a@b.fr?body={MARK}", outside=True),
        body(p(f'<w:hyperlink r:id="rId99">{r("<w:t>ici</w:t>")}</w:hyperlink>')),
    ),
    "black on the black of a style of tables": all_of(
        style(
            '<w:style w:type="table" w:styleId="zz"><w:name w:val="zz"/><w:tcPr><w:shd w:val="clear" w:fill="000000"/>'
            "</w:tcPr></w:style>"
        ),
        body(table(of='<w:tblStyle w:val="zz"/>', inner=looking('<w:color w:val="000000"/>'))),
    ),
    "the code of a field": body(field(f"PAGE {WORDS}", r("<w:t>1</w:t>"))),
    "a text among properties": body(f"<w:p><w:pPr><w:t>{WORDS}</w:t></w:pPr></w:p>"),
    "a text out of any run": body(f"<w:p><w:t>{WORDS}</w:t></w:p>"),
    "a deleted text that nobody deleted": body(p(r(f"<w:delText>{WORDS}</w:delText>"))),
    "the ground of a style": all_of(
        style(
            '<w:style w:type="paragraph" w:styleId="zg"><w:name w:val="zg"/><w:pPr><w:shd w:val="clear" w:fill="003366"/>'
            "</w:pPr></w:style>"
        ),
        body(looking('<w:color w:val="003366"/>').replace("<w:p>", f"<w:p>{OF_A_GROUND}")),
    ),
    "two indents that meet": body(placed('<w:ind w:left="4500" w:right="4480"/>')),
    "a tabulation": body(placed('<w:tabs><w:tab w:val="left" w:pos="20000"/></w:tabs>')),
    "a frame without width": body(placed('<w:framePr w:w="1" w:x="1"/>')),
    "a cell after a page": body(
        table('<w:tcW w:w="20000" w:type="dxa"/>', inner=p()).replace("</w:tr>", f"<w:tc>{text()}</w:tc></w:tr>")
    ),
    "a box filled by its margins": body(
        box().replace("</wps:wsp>", '<wps:bodyPr lIns="9000000" rIns="9000000"/></wps:wsp>')
    ),
    "many columns of text": body(placed('<w:sectPr><w:cols w:num="40"/></w:sectPr>')),
    "the name of a list": in_part(
        "word/numbering.xml", "(<w:abstractNum [^>]*>)", rf'\1<w:name w:val="{MARK}"/>'
    ),
    "the mark of a relationship": relation("hyperlink", "https://a.fr", outside=True, rid="r" + MARK * 6),
    "two words in a setting": body(f'<w:p><w:pPr><w:jc w:val="maire {MARK}"/></w:pPr></w:p>'),
    "a text between paragraphs": body(f"<w:p/>{WORDS}"),
    "a text within an effect": body(p(r(f"<w14:glow {W14}>{WORDS}</w14:glow>"))),
    "an attribute of no language": body(f'<w:p xmlns:x="urn:foo" x:note="{WORDS}"/>'),
    "the name of a language": swap("word/document.xml", "<w:body>", f'<w:body xmlns:x="urn:{MARK}">'),
    "an alignment": body(f'<w:p><w:pPr><w:jc w:val="{WORDS}"/></w:pPr></w:p>'),
    "a separator of lists": setting(f'<w:listSeparator w:val="{WORDS}"/>'),
    "a bookmark": body(p(f'<w:bookmarkStart w:id="9" w:name="{WORDS}"/><w:bookmarkEnd w:id="9"/>')),
    "a link to a bookmark": body(p(f'<w:hyperlink w:anchor="{WORDS}"/>')),
    "a font": body(looking(f'<w:rFonts w:ascii="{WORDS}"/>', "a")),
    "another name of a style": style(
        f'<w:style w:type="paragraph" w:styleId="z"><w:name w:val="z"/><w:aliases w:val="{WORDS}"/></w:style>'
    ),
    "a numbering that nothing has": in_part(
        "word/numbering.xml", "<w:abstractNum ", f'<w:abstractNum w:abstractNumId="99">{LEVEL}</w:abstractNum><w:abstractNum '
    ),
    "small letters of the other kind": body(looking('<w:cs/><w:szCs w:val="2"/><w:sz w:val="22"/>')),
    "a size with its unit": body(looking('<w:sz w:val="1pt"/>')),
    "letters fitted in nothing": body(looking('<w:fitText w:val="1"/>')),
    "an indent": body(placed('<w:ind w:left="20000"/>')),
    "an indent before the page": body(placed('<w:ind w:left="-20000"/>')),
    "a frame": body(placed('<w:framePr w:x="-20000" w:y="1"/>')),
    "a position": body(looking('<w:position w:val="-3000"/>')),
    "a table off the page": body(table(of='<w:tblpPr w:tblpX="30000"/>')),
    "a hidden box": body(box('hidden="1"')),
    "a tiny box": body(box(size=1)),
    "a box off the page": body(box(at=OFF)),
    "white in a box": body(box(look='<w:color w:val="FFFFFF"/>')),
    "white in an empty box": body(box(drawn=f"<a:noFill {A}/>", look='<w:color w:val="FFFFFF"/>')),
    "an old box that is hidden": body(old_box("position:absolute;visibility:hidden")),
    "an old box without size": body(old_box("width:0;height:0")),
    "an old box off the page": body(old_box("margin-left:-5000pt")),
    "the name of an old box": body(p(r(f'<w:pict {V}><v:shape id="{WORDS}" style="width:9pt"/></w:pict>'))),
    "the style of an old box": body(p(r(f'<w:pict {V}><v:shape style="mso-x:{WORDS}"/></w:pict>'))),
    "a hidden watermark": watermark('style="visibility:hidden"'),
    "a white watermark": watermark('style="width:90pt" fillcolor="white"'),
    "an equation that is hidden": body(
        p(f"<m:oMath {M}><m:r><w:rPr><w:vanish/></w:rPr><m:t>{WORDS}</m:t></m:r></m:oMath>")
    ),
    "an element that Word has not, around a run": body(p(f"<w:nouveau>{r(f'<w:t>{WORDS}</w:t>')}</w:nouveau>")),
    "an element that Word has not, around a paragraph": body(f"<w:nouveau>{text()}</w:nouveau>"),
    "words in properties": body(f"<w:p><w:pPr>{r(f'<w:t>{WORDS}</w:t>')}</w:pPr></w:p>"),
    "a paragraph in a row": body(f"<w:tbl><w:tr>{text()}</w:tr></w:tbl>"),
    **{
        f"words in a code: {typed}": body(field(typed, r("<w:t>1</w:t>")))
        for typed in (
            rf"PAGE \* &quot;{MARK} parole&quot;",
            rf"PAGE \* {MARK}",
            rf"NUMPAGES {MARK}",
            rf"SEQ a \# &quot;0 {MARK}&quot;",
            rf"REF a {MARK}",
            rf"HYPERLINK &quot;https://a.fr&quot; \t &quot;{MARK} parole&quot;",
        )
    },
    "words beside a link": all_of(
        relation("hyperlink", "https://a.fr", outside=True),
        body(
            p(
                f'<w:hyperlink r:id="rId99" w:docLocation="{MARK}" w:tgtFrame="{MARK}" w:tooltip="{MARK} mot">'
                f"{r('<w:t>ici</w:t>')}</w:hyperlink>"
            )
        ),
    ),
    "a second note of the same number": all_of(
        notes(
            "footnotes",
            f'<w:footnote w:id="7"><w:p/></w:footnote><w:footnote w:id="7">{text()}</w:footnote>',
        ),
        body(p(r('<w:footnoteReference w:id="7"/>'))),
    ),
    "a box past the margin": body(
        box(
            at='<wp:positionH relativeFrom="rightMargin"><wp:posOffset>5000000</wp:posOffset></wp:positionH>'
        )
    ),
    "a box with more lines than it holds": body(
        box(size=400_000).replace("<w:txbxContent>", "<w:txbxContent>" + "<w:p/>" * 30)
    ),
    "two styles of one identifier": all_of(
        style('<w:style w:type="paragraph" w:styleId="zz"><w:name w:val="zz"/></w:style>'),
        style('<w:style w:type="paragraph" w:styleId="zz"><w:name w:val="zz"/><w:rPr><w:vanish/></w:rPr></w:style>'),
        body(text()),
    ),
    **{
        f"a colour of the theme made otherwise: {colour}": all_of(
            in_part("word/theme/theme1.xml", r"<a:dk1>.*?</a:dk1>", f"<a:dk1>{colour}</a:dk1>"),
            body(looking('<w:color w:val="000000" w:themeColor="text1"/>')),
        )
        for colour in (
            '<a:sysClr val="window" lastClr="000000"/>',
            '<a:srgbClr val="000000"><a:lumOff val="100000"/></a:srgbClr>',
            '<a:prstClr val="white"/>',
        )
    },
    **{
        f"a style of tables with {hiding}": all_of(
            style(
                '<w:style w:type="table" w:styleId="zz"><w:name w:val="zz"/><w:tblStylePr w:type="firstCol">'
                f"{hiding}</w:tblStylePr></w:style>"
            ),
            body(table(of='<w:tblStyle w:val="zz"/>')),
        )
        for hiding in (
            "<w:rPr><w:vanish/></w:rPr>",
            '<w:rPr><w:color w:val="FFFFFF"/></w:rPr>',
            '<w:pPr><w:spacing w:line="10" w:lineRule="exact"/></w:pPr>',
        )
    },
    "a cell over columns without end": body(
        table('<w:gridSpan w:val="1e999"/><w:vMerge/>')
    ),
    "a phantom": body(p(f"<m:oMath {M}><m:phant><m:e><m:r><m:t>{WORDS}</m:t></m:r></m:e></m:phant></m:oMath>")),
    "another prefix": body(f'<q:p xmlns:q="{WNS}"><q:r><q:rPr><q:vanish /></q:rPr><q:t>{WORDS}</q:t></q:r></q:p>'),
    "a colour in coded letters": body(looking('<w:color w:val = "&#70;FFFFF"/>')),
    "a header off the page": all_of(
        header(text()), in_part("word/document.xml", r'w:header="\d+"', 'w:header="30000"')
    ),
    "a page of nothing": body(placed('<w:sectPr><w:pgSz w:w="1" w:h="1"/></w:sectPr>')),
    "a column of text of nothing": body(
        placed('<w:sectPr><w:cols w:num="2"><w:col w:w="1"/><w:col w:w="8000"/></w:cols></w:sectPr>')
    ),
    "an address that no link has": relation("hyperlink", f"https://a.fr/{MARK}", outside=True),
    "a picture that is nowhere": all_of(
        part("word/media/image9.png", PNG + MARK.encode()),
        declare('<Default Extension="png" ContentType="image/png"/>'),
        relation("image", "media/image9.png"),
    ),
    "what follows a picture": a_picture("png", PNG + MARK.encode()),
    "the remark of a picture": a_picture("gif", GIF),
}  # fmt: skip


@pytest.mark.parametrize("name", HIDDEN)
def test_words_that_no_page_shows_are_refused_left_behind_or_told(name: str) -> None:
    word, refused = read(HIDDEN[name], path=STATUTS)
    if word is None:
        assert refused
        assert all(one.code == "D004" and one.hints for one in refused)
        return
    left = [part for part, data in word.parts.items() if MARK.encode() in data]
    told: list[Finding] = list(invisibles(word))
    assert told or not left, left


RATED = "".join(
    '<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>' + r(f"<w:t> {one} </w:t>")
    for one in ("oui", "non", "parfois")
)
BLUE = f'<a:solidFill {A}><a:srgbClr val="1F3864"/></a:solidFill>'
SHOWN: Mapping[str, Edit] = {
    **{
        f"a place that a field or a link names: {name}": body(
            p(
                f'<w:bookmarkStart w:id="9" w:name="{name}"/>',
                r("<w:t>Un mot</w:t>"),
                '<w:bookmarkEnd w:id="9"/>',
            )
            + field(f"REF {name} \\h", r("<w:t>Un mot</w:t>"))
            + p(f'<w:hyperlink w:anchor="{name}">{r("<w:t>ici</w:t>")}</w:hyperlink>')
        )
        for name in (
            "_Ref123456",
            "__RefHeading___Toc123_456",
            "besoin_population",
            "_Ref_annexe_reglement_interieur",
        )
    },
    "a light pattern": body(
        looking('<w:shd w:val="pct15" w:color="000000" w:fill="auto"/>', "Un mot")
    ),
    "letters half seen through": body(
        looking(
            f'<w14:textFill {W14}><w14:solidFill><w14:srgbClr w14:val="000000"><w14:alpha w14:val="50000"/></w14:srgbClr>'
            "</w14:solidFill></w14:textFill>",
            "Un mot",
        )
    ),
    "cells with margins, a little apart": body(
        table(
            '<w:tcW w:w="3000" w:type="dxa"/><w:tcFitText/>',
            '<w:tblCellSpacing w:w="20" w:type="dxa"/><w:tblCellMar><w:left w:w="108" w:type="dxa"/></w:tblCellMar>',
        )
    ),
    "boxes to tick": body(p(RATED)),
    "a sign between two words": body(
        p(
            r("<w:t>Tél. </w:t>"),
            f"<w:r><w:rPr>{in_the_font('Wingdings')}</w:rPr><w:t>(</w:t></w:r>",
        )
    ),
    "a bullet of signs": in_part(
        "word/numbering.xml",
        '(<w:lvlText w:val=")[^"]*("/><w:lvlJc[^>]*/><w:pPr>.*?</w:pPr><w:rPr>)<w:rFonts[^>]*/>',
        "\\1\uf0b7\\2" + in_the_font("Symbol"),
    ),
    "an exponent that is read": body(
        looking('<w:vertAlign w:val="superscript"/><w:sz w:val="16"/>', "Un mot")
    ),
    "a shape behind the text": body(laid(shape(NAVY), IN_SHAPE, behind=1)),
    "a shape that text goes round": body(
        laid(shape(NAVY), IN_SHAPE, "<wp:wrapSquare/>") + laid(shape(NAVY), IN_SHAPE, WHOLE_LINE)
    ),
    "a frame laid over the text, that is seen through": body(
        laid(shape(f"<a:noFill {A}/>", text("Un mot")), IN_SHAPE) + laid(shape(CLEAR), IN_SHAPE)
    ),
    "white on a dark shape": body(
        laid(
            shape(NAVY, looking('<w:color w:val="FFFFFF"/>', "Un mot")),
            IN_SHAPE,
            "<wp:wrapSquare/>",
        )
    ),
    "words of a shape as Word makes it": body(
        laid(shape("", text("Un mot"), BY_ITS_STYLE.format(1)), IN_SHAPE, "<wp:wrapSquare/>")
    ),
    "an old shape behind the text": body(old_shape('style="{};z-index:-9" fillcolor="silver"')),
    "both versions of a passage": body(versions(text("Un mot"), text("Un mot"))),
    "a note with its call": all_of(
        notes("footnotes", f'<w:footnote w:id="7">{text("Un mot")}</w:footnote>'),
        body(p(r('<w:footnoteReference w:id="7"/>'))),
    ),
    "a control of Word's": body(
        control('<w:id w:val="-12"/><w:lock w:val="sdtLocked"/><w:richText/>', text("Un mot"))
    ),
    "a grey that is read": body(looking('<w:color w:val="A6A6A6"/>', "Un mot")),
    "a tint that is read": body(
        looking('<w:color w:val="000000" w:themeColor="accent1" w:themeTint="BF"/>', "Un mot")
    ),
    "white under a marker": body(
        looking('<w:color w:val="FFFFFF"/><w:highlight w:val="darkBlue"/>', "Un mot")
    ),
    "white in a blue box": body(box(drawn=BLUE, look='<w:color w:val="FFFFFF"/>')),
    "a narrow column with nothing in it": body(table('<w:tcW w:w="60" w:type="dxa"/>', inner=p())),
    "a column of its own width": body(table('<w:tcW w:w="0" w:type="auto"/>')),
    "half of the page": body(table('<w:tcW w:w="2500" w:type="pct"/>')),
    "words in a link, in a control": body(
        p(
            control("", f"<w:hyperlink>{r('<w:t>Un mot</w:t>')}</w:hyperlink>"),
            "<w:bdo>" + r("<w:t>Un</w:t>") + "</w:bdo>",
        )
    ),
    "a row and a cell in a control": body(
        f"<w:tbl>{control('', '<w:tr>' + control('', '<w:tc>' + p() + '</w:tc>') + '</w:tr>')}</w:tbl>"
    ),
    **{
        f"a field as Word writes it: {typed}": body(field(typed, r("<w:t>1</w:t>")))
        for typed in (
            r"PAGE \* MERGEFORMAT",
            r"PAGE   \* Arabic  \* MERGEFORMAT",
            r"NUMPAGES \# &quot;0&quot;",
            r"PAGEREF _Toc12345 \h",
            r"REF _Ref123 \r \h \* MERGEFORMAT",
            r"SEQ Tableau \* ARABIC",
            r"SEQ Figure \s 1 \n",
            r"HYPERLINK &quot;https://a.fr&quot; \l &quot;haut&quot; \t &quot;_blank&quot;",
        )
    },
    "a box with two lines": body(box(size=1_000_000)),
    "white titles of a style of tables over a colour": style(
        '<w:style w:type="table" w:styleId="zz"><w:name w:val="zz"/><w:tblStylePr w:type="firstRow"><w:rPr><w:color '
        'w:val="FFFFFF"/></w:rPr><w:tcPr><w:shd w:val="clear" w:fill="1F3864"/></w:tcPr></w:tblStylePr></w:style>'
    ),
    "the colours of Office": in_part(
        "word/theme/theme1.xml",
        r"<a:dk1>.*?</a:dk1>",
        '<a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1>',
    ),
    "an indent of an address": body(placed('<w:ind w:left="5103"/>')),
    "a hanging title": body(placed('<w:ind w:left="-1134" w:hanging="567"/>')),
    "a box of its place": body(
        box(at='<wp:positionH relativeFrom="page"><wp:align>right</wp:align></wp:positionH>')
    ),
    "the pages": header(
        p(BEGIN, code(" PAGE "), SEPARATE, r("<w:t>- 12 -</w:t>"), END)
        + p(BEGIN, code(r" NUMPAGES \* roman "), SEPARATE, r("<w:t>xiv</w:t>"), END)
    ),
    "contents by styles": body(
        field(r'TOC \h \z \t "Titre de la partie annexe;1;Sous titre;2"', r("<w:t>Un mot</w:t>"))
        + text("Un mot")
    ),
    "contents that are empty yet": body(
        field(r"TOC \o", r("<w:t>Aucune entrée de table des matières n’a été trouvée.</w:t>"))
    ),
    "a reference as Word writes it": body(
        field(r"REF _Ref12 \h", r("<w:t>Tableau 3</w:t>"))
        + field(r"REF _Ref12 \r \h", r("<w:t>II.3.b</w:t>"))
        + field(r"REF _Ref12 \p \h", r("<w:t>ci-dessus</w:t>"))
        + text("Tableau 3 : les chiffres")
    ),
    "fonts of Windows": body(looking('<w:rFonts w:ascii="Segoe UI Semibold Light Italic"/>', "a")),
    "an old box with the margins that Word gives it": body(
        old_box("width:90pt;height:90pt")
        .replace(WORDS, "Un mot")
        .replace("<v:textbox>", '<v:textbox inset="2.54mm,1.27mm,,7.2pt">')
    ),
    "an old box of Word's": body(
        p(
            r(
                f'<w:pict {V}><v:shape id="Zone de texte 2" style="width:90pt;font-family:Times New Roman"/></w:pict>'
            )
        )
    ),
    "an old form with its formulas": body(
        p(
            r(
                f'<w:pict {V}><v:shapetype id="_x0000_t75" path="m@4@5l@4@11@9@11@9@5xe"><v:formulas><v:f eqn="if lineDrawn '
                'pixelLineWidth 0"/><v:f eqn="sum @0 1 0"/><v:f eqn="prod @2 1 2"/></v:formulas></v:shapetype></w:pict>'
            )
        )
    ),
    "a watermark as Word makes it": header(
        p(
            r(
                f'<w:pict {V}><v:shape id="PowerPlusWaterMarkObject3574" type="#_x0000_t136" style="position:absolute;'
                "margin-left:0;margin-top:0;width:468pt;height:117pt;rotation:315;z-index:-251657216;"
                "mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;"
                'mso-position-vertical-relative:margin" fillcolor="silver" stroked="f"><v:fill opacity=".5"/><v:textpath '
                'style="font-family:&quot;Calibri&quot;;font-size:1pt" string="BROUILLON"/></v:shape></w:pict>'
            )
        )
    ),
    "a watermark": watermark('fillcolor="silver" style="width:400pt;height:90pt"'),
    "a text in place of a picture": body(box('descr="Une carte du territoire de la CPTS"')),
    "titles of styles": style(
        '<w:style w:type="paragraph" w:styleId="z"><w:name w:val="Titre de la page de garde"/></w:style>'
    ),
}


@pytest.mark.parametrize("name", SHOWN)
def test_what_a_page_shows_is_neither_refused_nor_told(name: str) -> None:
    word, refused = read(SHOWN[name], path=STATUTS)
    assert [one.message for one in refused] == []
    assert word is not None
    assert [one.message for one in invisibles(word)] == []


def test_signs_that_draw_nothing_stay_in_the_template_and_a_hyphen_stays_in_its_word() -> None:
    signs = "".join(chr(0xE0000 + ord(one)) for one in WORDS)
    word, refused = read(
        body(text(f"con\u00adti\u200bnu{signs} &#x202E;f\ufe01\u200di\u200cn")), path=STATUTS
    )
    assert (refused, word is not None) == ([], True)
    assert word is not None
    assert "<w:t>con\u00adtinu fin</w:t>" in word.parts["word/document.xml"].decode()


def test_a_place_that_a_field_names_stays_in_the_template() -> None:
    word, _refused = read(
        SHOWN["a place that a field or a link names: besoin_population"], path=STATUTS
    )
    assert word is not None
    assert b'w:name="besoin_population"' in word.parts["word/document.xml"]


def test_what_repeats_a_title_loses_the_one_that_was_saved() -> None:
    word, refused = read(HIDDEN["what repeats a title"], path=STATUTS)
    assert (refused, word is not None) == ([], True)
    assert word is not None
    assert b"STYLEREF" in word.parts["word/header1.xml"]


@pytest.mark.parametrize("name", ["a header that no section has", "a picture that is nowhere"])
def test_a_part_that_nothing_calls_leaves_no_trace_in_the_furniture(name: str) -> None:
    word, _refused = read(HIDDEN[name], path=STATUTS)
    assert word is not None
    said = word.parts["[Content_Types].xml"] + word.parts["word/_rels/document.xml.rels"]
    assert b"rId99" not in said
    assert b"9." not in said


def chained(styles: int) -> Edit:
    named = '<w:style w:type="paragraph" w:styleId="s{0}"><w:name w:val="s{0}"/><w:basedOn w:val="s{1}"/></w:style>'
    return style("".join(named.format(rank, rank + 1) for rank in range(styles)))


def nested(tables: int) -> Edit:
    opened, closed = "<w:tbl><w:tr><w:tc>", "<w:p/></w:tc></w:tr></w:tbl>"
    return body(opened * tables + closed * tables)


def of_cells(count: int) -> Edit:
    return body(f"<w:tbl><w:tr>{'<w:tc><w:p/></w:tc>' * count}</w:tr></w:tbl>")


def of_fields(count: int) -> Edit:
    opened = BEGIN + code("REF a") + SEPARATE
    return body(p(opened * count, END * count))


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (chained(60), "fondés l'un sur l'autre"),
        (nested(30), "l'un dans l'autre"),
        (of_cells(200), "plus de 100 colonnes"),
        (of_fields(40), "code d'un de ses champs"),
        (chained(9), ""),
        (nested(6), ""),
        (of_cells(40), ""),
        (of_fields(6), ""),
    ],
)
def test_what_holds_what_without_end_is_refused_before_each_word_is_looked_at(
    edit: Edit, said: str
) -> None:
    word, refused = read(edit, path=STATUTS)
    assert (word is None) == bool(said)
    assert not said or said in refused[0].message
