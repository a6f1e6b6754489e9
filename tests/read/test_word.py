"""A template comes by e-mail: nothing in it may fetch, run, or tell who made it, whatever its parts are called.

Each attack is built from a shipped template, which is sound; the neighbours are what honest templates hold.
"""

from __future__ import annotations

import base64
import io
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random

import pytest

from pipeline.model.finding import Finding
from pipeline.model.source import WordFile
from pipeline.read.word import read_word
from pipeline.read.word.champs import field_faults
from pipeline.read.word.xml import fresh_root
from pipeline.run import build
from tests.libreoffice import Bureau
from tests.projets import CHECKOUT, examen, petit_projet

MASTER = "templates/docx/projet-de-sante.docx"
Parts = dict[str, bytes]
Edit = Callable[[Parts], None]

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MS = "http://schemas.microsoft.com/office"
WORDML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
WNS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
V = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
SEPARATE = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


# --- how an attack is made ----------------------------------------------------------------------------------------


def parts_of(data: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in parts.items():
            out.writestr(name, data)
    return buffer.getvalue()


def read(edit: Edit | None = None, path: str = MASTER) -> tuple[WordFile | None, list[Finding]]:
    parts = parts_of(petit_projet()[path])
    if edit:
        edit(parts)
    findings: list[Finding] = []
    return read_word(path, zipped(parts), findings), findings


def swap(name: str, old: str, new: str) -> Edit:
    def edit(parts: Parts) -> None:
        assert old.encode() in parts[name], (name, old)
        parts[name] = parts[name].replace(old.encode(), new.encode(), 1)

    return edit


def all_of(*edits: Edit) -> Edit:
    def edit(parts: Parts) -> None:
        for one in edits:
            one(parts)

    return edit


def part(name: str, data: bytes | str, kind: str = "") -> Edit:
    def edit(parts: Parts) -> None:
        parts[name] = data.encode() if isinstance(data, str) else data
        if kind:
            declare(f'<Override PartName="/{name}" ContentType="{kind}"/>')(parts)

    return edit


def declare(entry: str) -> Edit:
    return swap("[Content_Types].xml", "</Types>", f"{entry}</Types>")


def relation(
    kind: str,
    target: str,
    outside: bool = False,
    owner: str = "word/document.xml",
    rid: str = "rId99",
) -> Edit:
    """``kind`` is a last word of Office's own, or a whole address."""
    folder, _, base = owner.rpartition("/")
    rels = f"{folder}/_rels/{base}.rels" if owner else "_rels/.rels"
    whole = kind if "/" in kind else f"{OFFICE}/{kind}"
    mode = ' TargetMode="External"' if outside else ""
    entry = f'<Relationship Id="{rid}" Type="{whole}" Target="{target}"{mode}/>'

    def edit(parts: Parts) -> None:
        empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
        parts[rels] = parts.get(rels, empty).replace(
            b"</Relationships>", f"{entry}</Relationships>".encode()
        )

    return edit


def body(xml: str) -> Edit:
    return swap("word/document.xml", "<w:sectPr>", f"{xml}<w:sectPr>")


def header(xml: str) -> Edit:
    return swap("word/header1.xml", "</w:hdr>", f"{xml}</w:hdr>")


def p(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def r(xml: str) -> str:
    return f"<w:r>{xml}</w:r>"


def code(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'


def field(text: str, result: str = "<w:r><w:t>1</w:t></w:r>") -> str:
    return BEGIN + code(text) + SEPARATE + result + END


def picture(xml: str) -> str:
    return p(r(f"<w:pict {V}><v:shape>{xml}</v:shape></w:pict>"))


def blip(attributes: str) -> str:
    uri = "http://schemas.openxmlformats.org/drawingml/2006/picture"
    inner = f'<a:graphicData uri="{uri}"><a:blip {attributes}/></a:graphicData>'
    return p(r(f"<w:drawing><a:graphic {A}>{inner}</a:graphic></w:drawing>"))


def moved_body(decoy: bool) -> Edit:
    """The body under another name, with the true one left beside it or not."""

    def edit(parts: Parts) -> None:
        parts["word/autre.bin"] = parts["word/document.xml"]
        parts["word/_rels/autre.bin.rels"] = parts["word/_rels/document.xml.rels"]
        if not decoy:
            del parts["word/document.xml"], parts["word/_rels/document.xml.rels"]
        swap("_rels/.rels", "word/document.xml", "word/autre.bin")(parts)
        swap("[Content_Types].xml", "/word/document.xml", "/word/autre.bin")(parts)

    return edit


def recoded(coding: str) -> Edit:
    """A header with a field, in a coding that a parser may know and a search of bytes does not."""

    def edit(parts: Parts) -> None:
        text = parts["word/header1.xml"].decode().replace('"UTF-8"', f'"{coding}"')
        parts["word/header1.xml"] = text.replace("</w:hdr>", f"{p(field(DDE))}</w:hdr>").encode(
            coding, "xmlcharrefreplace"
        )

    return edit


# --- attacks ------------------------------------------------------------------------------------------------------

DDE = "DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe &quot;/k calc&quot;"
ENTITY = '<!DOCTYPE x [<!ENTITY e "DDEAUTO cmd">]>'

PACKAGES: dict[str, Edit] = {
    "body in a .bin, decoy": moved_body(decoy=True),
    "body in a .bin": moved_body(decoy=False),
    "header in a .bin": all_of(
        part(
            "word/entete.bin",
            f'<w:hdr xmlns:w="{WNS}">{p(field(DDE))}</w:hdr>',
            f"{WORDML}.header+xml",
        ),
        relation("header", "entete.bin"),
    ),
    "header named as a picture": all_of(
        part(
            "word/media/a.png",
            f'<w:hdr xmlns:w="{WNS}">{p(field(DDE))}</w:hdr>',
            f"{WORDML}.header+xml",
        ),
        relation("header", "media/a.png"),
    ),
    "header of a name that nobody fills": all_of(
        part("word/header1b.xml", f'<w:hdr xmlns:w="{WNS}">{p()}</w:hdr>', f"{WORDML}.header+xml"),
        relation("header", "header1b.xml"),
    ),
    "picture in a folder of its own": all_of(
        part("word/media/a/b.png", PNG, "image/png"), relation("image", "media/a/b.png")
    ),
    "picture that is a page of the web": all_of(
        declare('<Default Extension="png" ContentType="image/png"/>'),
        part("word/media/a.png", "<html><script>1</script></html>"),
        relation("image", "media/a.png"),
    ),
    "picture of the type of a program": all_of(
        declare('<Default Extension="png" ContentType="application/x-msdownload"/>'),
        part("word/media/a.png", PNG),
        relation("image", "media/a.png"),
    ),
    "drawing that runs": all_of(
        part(
            "word/media/a.svg",
            '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>1</script><path d="M0 0h9"/></svg>',
            "image/svg+xml",
        ),
        relation("image", "media/a.svg"),
    ),
    "drawing that fetches": all_of(
        part(
            "word/media/a.svg",
            '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="https://a.fr/b.png"/></svg>',
            "image/svg+xml",
        ),
        relation("image", "media/a.svg"),
    ),
    "two bodies": all_of(
        part(
            "word/document2.xml",
            f'<w:document xmlns:w="{WNS}"><w:body/></w:document>',
            f"{WORDML}.document.main+xml",
        ),
        relation("officeDocument", "word/document2.xml", owner=""),
    ),
    "two parts of styles": all_of(
        part("word/styles2.xml", f'<w:styles xmlns:w="{WNS}"/>', f"{WORDML}.styles+xml"),
        relation("styles", "styles2.xml"),
    ),
    "type said twice": declare(
        f'<Override PartName="/WORD/DOCUMENT.XML" ContentType="{WORDML}.header+xml"/>'
    ),
    "type of nothing": declare(
        f'<Autre PartName="/word/document.xml" ContentType="{WORDML}.header+xml"/>'
    ),
    "extension said twice": declare('<Default Extension="XML" ContentType="text/html"/>'),
    "header of the type of a body": all_of(
        part("word/header9.xml", f'<w:hdr xmlns:w="{WNS}"/>', f"{WORDML}.document.main+xml"),
        relation("header", "header9.xml"),
    ),
    "footnotes that are a body": all_of(
        part(
            "word/footnotes.xml",
            f'<w:document xmlns:w="{WNS}"><w:body/></w:document>',
            f"{WORDML}.footnotes+xml",
        ),
        relation("footnotes", "footnotes.xml"),
    ),
    "part that nothing leads to": part("word/cache.xml", "<x/>"),
    "program beside": part("word/outil.exe", b"MZ"),
    "piece of a part": part("word/document.xml/[0].piece", b"<x/>"),
    "relationships of nothing": part(
        "word/_rels/absent.xml.rels",
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>',
    ),
    "escaped target": swap("_rels/.rels", "word/document.xml", "word/%64ocument.xml"),
    "target with a query": swap("_rels/.rels", "word/document.xml", "word/document.xml?a"),
    "target of another case": swap("_rels/.rels", "word/document.xml", "Word/Document.xml"),
    "target with backslashes": swap("_rels/.rels", "word/document.xml", "word\\document.xml"),
    "relationship of another base": swap(
        "word/_rels/document.xml.rels", "<Relationship ", '<Relationship xml:base="https://a.fr/" '
    ),
    "relationship said twice": relation("styles", "styles.xml", rid="rId1"),
    "unknown mode": all_of(
        relation("image", "https://a.fr/b.png", outside=True),
        swap("word/_rels/document.xml.rels", '"External"', '"external"'),
    ),
    "strict relationship": relation(
        "http://purl.oclc.org/ooxml/officeDocument/relationships/image", "a.png", outside=True
    ),
    "relationship of the name of another": relation(
        "https://a.fr/relationships/styles", "styles.xml"
    ),
    "attached template": all_of(
        relation(
            "attachedTemplate", "https://a.fr/b.dotm", outside=True, owner="word/settings.xml"
        ),
        swap("word/settings.xml", "<w:zoom", '<w:attachedTemplate r:id="rId99"/><w:zoom'),
    ),
    "attached template on a share": relation(
        "attachedTemplate", "file:///\\\\a.fr\\b.dotm", outside=True, owner="word/settings.xml"
    ),
    "object": all_of(
        part("word/embeddings/a.bin", b"\xd0\xcf"), relation("oleObject", "embeddings/a.bin")
    ),
    "linked object": relation("oleObject", "https://a.fr/b.xlsx", outside=True),
    "embedded workbook": all_of(
        part("word/embeddings/a.xlsx", b"PK"), relation("package", "embeddings/a.xlsx")
    ),
    "control": all_of(
        part("word/activeX/activeX1.xml", "<x/>"), relation("control", "activeX/activeX1.xml")
    ),
    "chunk": all_of(part("word/a.html", "<html/>"), relation("aFChunk", "a.html")),
    "subdocument": relation("subDocument", "https://a.fr/b.docx", outside=True),
    "frames": all_of(
        part(
            "word/webSettings.xml", f'<w:webSettings xmlns:w="{WNS}"><w:frameset/></w:webSettings>'
        ),
        relation("webSettings", "webSettings.xml"),
        relation("frame", "https://a.fr/b.html", outside=True, owner="word/webSettings.xml"),
    ),
    "mail merge": all_of(
        relation("mailMergeSource", "file:///c:/a.csv", outside=True, owner="word/settings.xml"),
        swap(
            "word/settings.xml",
            "<w:zoom",
            '<w:mailMerge><w:dataSource r:id="rId99"/></w:mailMerge><w:zoom',
        ),
    ),
    "mail merge by a query": swap(
        "word/settings.xml",
        "<w:zoom",
        '<w:mailMerge><w:connectString w:val="DSN=a"/><w:query w:val="SELECT *"/></w:mailMerge><w:zoom',
    ),
    "transform on saving": swap(
        "word/settings.xml",
        "<w:zoom",
        '<w:saveThroughXslt w:solutionID="https://a.fr/b.xsl"/><w:zoom',
    ),
    "embedded font": all_of(
        part("word/fonts/font1.odttf", b"abc"),
        relation("font", "fonts/font1.odttf", owner="word/fontTable.xml"),
    ),
    "macros": relation(f"{MS}/2006/relationships/vbaProject", "media/a.png"),
    "keys of macros": all_of(
        part("word/customizations.xml", "<x/>"),
        relation(f"{MS}/2006/relationships/keyMapCustomizations", "customizations.xml"),
    ),
    "ribbon": all_of(
        part("customUI/customUI14.xml", "<x/>"),
        relation(f"{MS}/2007/relationships/ui/extensibility", "customUI/customUI14.xml", owner=""),
    ),
    "web extension": all_of(
        part("word/webextensions/taskpanes.xml", "<x/>"),
        relation(
            f"{MS}/2011/relationships/webextensiontaskpanes",
            "word/webextensions/taskpanes.xml",
            owner="",
        ),
    ),
    "chart": all_of(part("word/charts/chart1.xml", "<x/>"), relation("chart", "charts/chart1.xml")),
    "video": relation("video", "https://a.fr/b.mp4", outside=True),
    "external link": relation("externalLink", "https://a.fr/b.xlsx", outside=True),
    "link to a file": relation("hyperlink", "file:////a.fr/b.exe", outside=True),
    "link to a program": relation("hyperlink", "ms-word:ofe|u|https://a.fr/b.docm", outside=True),
    "link to a script": relation("hyperlink", "JavaScript:alert(1)", outside=True),
    "link to a path": relation("hyperlink", "..\\b.exe", outside=True),
    **{
        f"link that is read otherwise than it is written ({name})": relation(
            "hyperlink", f"https://a.fr/{sign}gpj.b", outside=True
        )
        for name, sign in {
            **{
                f"{ord(sign):04x}": sign
                for sign in "\u061c\u200b\u200e\u202a\u202e\u2066\u2069\ufeff\xa0"
            },
            **{
                code: code
                for code in ("%E2%80%AE", "%e2%81%a6", "%D8%9C", "%0D%0A", "%00", "%EF%BB%BF")
            },
        }.items()
    },
    "link from a header to a share": relation(
        "hyperlink", "\\\\a.fr\\b", outside=True, owner="word/header1.xml"
    ),
    "styles that lead somewhere": relation(
        "hyperlink", "https://a.fr/", outside=True, owner="word/styles.xml"
    ),
    "linked picture": all_of(
        relation("image", "https://a.fr/b.png", outside=True), body(blip('r:link="rId99"'))
    ),
    "picture linked through a link of the web": all_of(
        relation("hyperlink", "https://a.fr/b.png", outside=True), body(blip('r:link="rId99"'))
    ),
    "picture embedded through a link of the web": all_of(
        relation("hyperlink", "https://a.fr/b.png", outside=True), body(blip('r:embed="rId99"'))
    ),
    "body in utf-7": lambda parts: parts.update(
        {
            "word/document.xml": parts["word/document.xml"]
            .replace(b'"UTF-8"', b'"UTF-7"')
            .replace(
                b"<w:sectPr>", p(field("DDE")).replace("DDE", "+AEQ-DE").encode() + b"<w:sectPr>"
            )
        }
    ),
    "entity in utf-16": lambda parts: parts.update(
        {
            "word/header1.xml": parts["word/header1.xml"]
            .decode()
            .replace('"UTF-8"', '"UTF-16"')
            .replace("<w:hdr", f"{ENTITY}<w:hdr", 1)
            .replace("</w:hdr>", p(BEGIN, code("&e;"), END) + "</w:hdr>")
            .encode("utf-16")
        }
    ),
    **{
        f"header in {coding}": recoded(coding)
        for coding in (
            "utf-16-le",
            "utf-16-be",
            "utf-32",
            "utf-7",
            "cp037",
            "cp500",
            "latin-1",
            "shift_jis",
        )
    },
    "element of another world": body('<x:a xmlns:x="urn:autre" x:src="https://a.fr/"/>'),
}

MARKUP = {
    "vml picture by its address": picture('<v:imagedata src="https://a.fr/b.png"/>'),
    "vml picture by its link": picture('<v:imagedata o:href="https://a.fr/b.png"/>'),
    "vml picture by another link": picture('<v:imagedata r:href="rId99"/>'),
    "vml picture of the low": picture('<v:imagedata o:althref="https://a.fr/b.png"/>'),
    "vml picture on a share": picture('<v:imagedata src="\\\\a.fr\\b.png"/>'),
    "vml fill": picture('<v:fill src="https://a.fr/b.png"/>'),
    "vml fill by its link": picture('<v:fill o:relid="rId99"/>'),
    "vml stroke": picture('<v:stroke src="file:///c:/b.png"/>'),
    "vml style that fetches": p(
        r(f'<w:pict {V}><v:rect style="background:url(https://a.fr/b.png)"/></w:pict>')
    ),
    "vml that runs when pointed at": p(r(f'<w:pict {V}><v:rect onmouseover="a()"/></w:pict>')),
    "vml with a script": p(r(f'<w:pict {V}><v:rect o:script="a()"/></w:pict>')),
    "script of a web page": p(r("<w:scriptAnchor>a()</w:scriptAnchor>")),
    "element of an older Word": (
        f'<q:p xmlns:q="{MS}/word/2003/wordml"><q:r><q:instrText>DDE a b</q:instrText></q:r></q:p>'
    ),
    "address in the code of a page number": p(field('PAGE INCLUDETEXT "https://a.fr/b"')),
    "share in the code of the contents": p(field(r"TOC \\a.fr\b.docx")),
    "disk in the code of a reference": p(field(r"REF C:\b.docx")),
    "vml shape that is a link": p(r(f'<w:pict {V}><v:rect href="file:////a.fr/b.exe"/></w:pict>')),
    "picture without its part": blip('r:embed="rId98"'),
    "click that runs a program": blip('r:embed=""').replace(
        "<a:graphicData",
        '<a:hlinkClick r:id="" action="ppaction://program?c:\\cmd.exe"/><a:graphicData',
    ),
    "chart": blip('r:embed=""').replace("drawingml/2006/picture", "drawingml/2006/chart"),
    "smartart": blip('r:embed=""').replace("drawingml/2006/picture", "drawingml/2006/diagram"),
    "object": p(
        r(
            f'<w:object {V}><o:OLEObject Type="Link" ProgID="Excel.Sheet.8" r:id="rId99"/></w:object>'
        )
    ),
    "control": p(r('<w:object><w:control r:id="rId99" w:name="a"/></w:object>')),
    "chunk": '<w:altChunk r:id="rId99"/>',
    "subdocument": p('<w:subDoc r:id="rId99"/>'),
    "ink": p(r('<w:contentPart r:id="rId99"/>')),
    "video of the web": p(
        r(
            f'<w:drawing><wp:webVideoPr xmlns:wp="{MS}/word/2012/wordprocessingDrawing" embeddedHtml="x"/></w:drawing>'
        )
    ),
    "form with a macro": p(
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:entryMacro w:val="a"/></w:ffData></w:fldChar></w:r>',
        code("FORMTEXT"),
        END,
    ),
    "tracked insertion": p('<w:ins w:id="1" w:author="Zoé Auteur"><w:r><w:t>a</w:t></w:r></w:ins>'),
    "tracked format": p(
        '<w:r><w:rPr><w:rPrChange w:id="1" w:author="Zoé Auteur"/></w:rPr><w:t>a</w:t></w:r>'
    ),
    "tracked cell": p("<w:pPr><w:rPr><w:cellIns w:id='1' w:author='Zoé Auteur'/></w:rPr></w:pPr>"),
    "old binary object": p(
        r(f'<w:pict {V}><w:binData w:name="oledata.mso">0M8R4A==</w:binData></w:pict>')
    ),
    "page of another base": p(r('<w:t xml:base="https://a.fr/">a</w:t>')),
    "inclusion": '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>',
    "sound on a click": blip('r:embed=""').replace(
        "<a:graphicData",
        '<a:hlinkClick r:id=""><a:snd r:embed="rId99"/></a:hlinkClick><a:graphicData',
    ),
    "picture under the mouse": blip('r:embed=""').replace(
        "<a:graphicData", '<a:hlinkHover r:id="rId98"/><a:graphicData'
    ),
    "moved by someone": p('<w:moveFromRangeStart w:id="1" w:author="Zoé Auteur" w:name="a"/>'),
    "conflict": p(
        '<w14:conflictIns xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" w:id="1"/>'
    ),
    "background by its address": picture('<v:background src="https://a.fr/b.png"/>'),
    # --- fields
    "code over two paragraphs, one of which a tag fills": p(BEGIN, code("IN"))
    + p(code("DEX"), SEPARATE, r("<w:t>{{ cpts.nom }}</w:t>"), END),
    "dde": p(field(DDE)),
    "dde over two runs": p(BEGIN, code("DD"), code("EAUTO cmd"), SEPARATE, END),
    "dde over two paragraphs": p(BEGIN, code("DD")) + p(code("EAUTO cmd"), SEPARATE, END),
    "dde in a simple field": p('<w:fldSimple w:instr="DDE cmd x"/>'),
    "dde in small letters": p(field("ddeauto cmd")),
    "dde never closed": p(BEGIN, code("DDEAUTO cmd")),
    "field never closed": p(BEGIN, code("PAGE"), SEPARATE),
    "code outside a field": p(code("DDEAUTO cmd")),
    "code after its field": p(BEGIN, code("PAGE"), SEPARATE, code("DDEAUTO cmd"), END),
    "code in typed text": p(BEGIN, r("<w:t>DDEAUTO cmd</w:t>"), SEPARATE, END),
    "code with typed text in it": p(BEGIN, code("PAGE"), r("<w:t>REF</w:t>"), SEPARATE, END),
    "code with a sign in it": p(BEGIN, code("PAGE"), r('<w:sym w:char="F044"/>'), SEPARATE, END),
    "code in two versions": p(
        BEGIN,
        f"<mc:AlternateContent {MC}><mc:Fallback>{code('DDEAUTO cmd')}</mc:Fallback></mc:AlternateContent>",
        END,
    ),
    "code made by a quote": p(
        BEGIN, field("QUOTE 68 68 69 65 85 84 79"), code(" cmd"), SEPARATE, END
    ),
    "quote alone": p(field("QUOTE 68 68 69")),
    "code made by a simple field": p(BEGIN, '<w:fldSimple w:instr="PAGE"/>', code(" x"), END),
    "field in the result of another": p(
        field("PAGE", field("INCLUDEPICTURE &quot;https://a.fr/b.png&quot;"))
    ),
    "field in a text box": p(
        r(
            f"<w:pict {V}><v:textbox><w:txbxContent>{p(field(DDE))}</w:txbxContent></v:textbox></w:pict>"
        )
    ),
    "end alone": p(END),
    "unknown mark": p('<w:r><w:fldChar w:fldCharType="debut"/></w:r>'),
    "empty code": p(field(" ")),
    "link to a file": p(field("HYPERLINK &quot;file:////a.fr/b.exe&quot;")),
    "link to a share": p(field("HYPERLINK &quot;\\\\\\\\a.fr\\\\b&quot;")),
    "link to a share under a page": p(field("HYPERLINK &quot;http://\\\\a.fr@80/b&quot;")),
    "link with a name and a password": p(field("HYPERLINK &quot;https://a:b@c.fr/d&quot;")),
    "link to a message with a file": p(field("HYPERLINK &quot;mailto:a@b.fr?attach=c:/d&quot;")),
    "link to a place that is a script": p(field("HYPERLINK \\l &quot;javascript:x&quot;")),
    "reference to a folder above": p(field("REF ..\\..\\b")),
    "code of one word": p(field("PAGE\u00a0x")),
    "escaped style": p(r(f'<w:pict {V}><v:rect style="background:u\\72l(http://a.fr)"/></w:pict>')),
    "link to a path": p(field("HYPERLINK c:\\\\b.exe")),
    "link to a neighbour": p(field("HYPERLINK &quot;b.docm&quot;")),
    "link with a hidden end": p(
        field("HYPERLINK &quot;https://a.fr&quot; &quot;file:////a.fr/b.exe&quot;")
    ),
    "link to a script": p(field("HYPERLINK &quot;javascript:x&quot; \\l &quot;a&quot;")),
    "tag in a code": p(field("REF {{ document.titre }}")),
    "tag in a link": p(field("HYPERLINK &quot;{{ document.titre }}&quot;")),
    **{
        name: p(field(f"{name} x"))
        for name in (
            *(
                "INCLUDETEXT",
                "INCLUDEPICTURE",
                "IMPORT",
                "LINK",
                "EMBED",
                "DATABASE",
                "RD",
                "MACROBUTTON",
                "AUTOTEXT",
            ),
            *(
                "GOTOBUTTON",
                "PRINT",
                "IF",
                "SET",
                "ASK",
                "FILLIN",
                "MERGEFIELD",
                "DOCVARIABLE",
                "DOCPROPERTY",
                "INFO",
            ),
            *(
                "USERNAME",
                "USERADDRESS",
                "AUTHOR",
                "LASTSAVEDBY",
                "FILENAME",
                "TEMPLATE",
                "BARCODE",
                "ADDIN",
                "SHAPE",
            ),
            *(
                "DATE",
                "TIME",
                "SAVEDATE",
                "=",
                "HTMLCONTROL",
                "BIDIOUTLINE",
                "AUTOTEXTLIST",
                "unsignet",
                "EQ",
                "SYMBOL",
            ),
        )
    },
}


def cut(*pieces: str) -> str:
    return "".join(p(r(f"<w:t>{piece}</w:t>")) for piece in pieces)


TAGS_OUT_OF_PLACE = {
    "in a colour": body(p(r("<w:rPr><w:color w:val=\"{{'FFFFFF'}}\"/></w:rPr><w:t>Mots</w:t>"))),
    "in a text for a picture": body(
        f'<w:tbl><w:tblPr><w:tblCaption w:val="{{{{ cpts.nom }}}}"/></w:tblPr>'
        f"<w:tr><w:tc>{p()}</w:tc></w:tr></w:tbl>"
    ),
    "in the numbers of a list": swap(
        "word/numbering.xml", 'lvlText w:val="•"', 'lvlText w:val="{{ cpts.nom }}"'
    ),
    "cut over paragraphs": body(cut("{", "{'mots'}", "}")),
    "a condition cut over paragraphs": body(
        cut("{", "% if document.statut == 'x' %", "}") + cut("mots") + cut("{", "% endif %", "}")
    ),
    "written by numbers": body(cut("&#123;", "&#123;'mots'}", "}")),
    "in an equation": body(
        p(f'<m:oMath xmlns:m="{MATH}"><m:r><m:t>{{{{ cpts.nom }}}}</m:t></m:r></m:oMath>')
    ),
    "in the code of a field": body(p(field(" REF {{ cpts.nom }} "))),
}


@pytest.mark.parametrize("name", TAGS_OUT_OF_PLACE)
def test_a_tag_that_nobody_would_read_as_one_is_refused(name: str) -> None:
    word, findings = read(TAGS_OUT_OF_PLACE[name])
    assert word is None
    assert {finding.code for finding in findings} == {"D004"}


@pytest.mark.parametrize(
    "xml",
    [
        p(r("<w:t>{</w:t>"), r("<w:t>{ cpts.nom }</w:t>"), r("<w:t>}</w:t>")),
        p(f'<m:oMath xmlns:m="{MATH}"><m:r><m:t>{{1 ; 2}}</m:t></m:r></m:oMath>'),
    ],
    ids=["cut by Word within a line", "a set in an equation"],
)
def test_braces_as_word_writes_them_pass(xml: str) -> None:
    word, findings = read(body(xml))
    assert word is not None, findings


def test_signs_and_styles_that_no_page_shows_stay_in_the_template() -> None:
    word, findings = read(
        all_of(
            swap(
                "word/settings.xml",
                '<w:decimalSymbol w:val=","/>',
                '<w:noLineBreaksAfter w:lang="fr-FR" w:val="Secret"/><w:decimalSymbol w:val="Secret"/>',
            ),
            swap(
                "word/styles.xml",
                "</w:docDefaults>",
                '</w:docDefaults><w:latentStyles w:count="1"><w:lsdException w:name="Secret dit"/></w:latentStyles>',
            ),
        )
    )
    assert word is not None, findings
    assert not [name for name, data in word.parts.items() if b"Secret" in data]


@pytest.mark.parametrize("name", PACKAGES)
def test_a_package_that_is_not_what_it_seems_is_refused(name: str) -> None:
    word, findings = read(PACKAGES[name])
    assert word is None
    assert {finding.code for finding in findings} == {"D004"}
    assert all(finding.span.path == MASTER and finding.hints for finding in findings)


@pytest.mark.parametrize("place", ["body", "header"])
@pytest.mark.parametrize("name", MARKUP)
def test_what_fetches_runs_or_tells_is_refused_in_the_body_and_in_a_header(
    name: str, place: str
) -> None:
    word, findings = read(body(MARKUP[name]) if place == "body" else header(MARKUP[name]))
    assert word is None, name
    assert {finding.code for finding in findings} == {"D004"}
    assert all(finding.hints for finding in findings)


def test_the_part_that_is_wrong_is_named() -> None:
    said = {
        name: " ".join(finding.message for finding in read(PACKAGES[name])[1]) for name in PACKAGES
    }
    assert "word/autre.bin" in said["body in a .bin, decoy"]
    assert "word/entete.bin" in said["header in a .bin"]
    assert "word/cache.xml" in said["part that nothing leads to"]
    assert "https://a.fr/b.dotm" in said["attached template"]


def test_a_date_that_would_change_is_replaced_by_that_of_the_document() -> None:
    _word, findings = read(body(MARKUP["DATE"]))
    assert "la date changerait à chaque ouverture" in findings[0].message
    assert findings[0].hints == ("remplacez ce champ par {{ document.date }}.",)
    word, findings = read(body(p(r("<w:t>{{ document.date }}</w:t>"))))
    assert word is not None
    assert findings == []


def test_a_template_of_faults_is_told_in_a_few_lines() -> None:
    _word, findings = read(body("".join(p(field(f"F{number}")) for number in range(500))))
    assert 1 < len(findings) < 20


PIECES = (
    b"<",
    b">",
    b'"',
    b"&",
    b"\0",
    b"\xff\xfe",
    b"<?x?>",
    b"<!--",
    b"<![CDATA[x]]>",
    b"../",
    b"</w:p>",
    b"&#0;",
    b"{{",
)


def damaged(parts: Parts, chance: Random) -> None:
    name = chance.choice(sorted(parts))
    data = parts[name]
    at = chance.randint(0, len(data))
    end = at + chance.randint(0, 40)
    quoted = re.findall(rb'"[^"]*"', data) or [b""]
    parts[name] = chance.choice(
        [
            data[:at] + chance.choice(PIECES) + data[at:],
            data[:at] + data[end:],
            data[:at] + data[at:end] * 2 + data[end:],
            data.replace(chance.choice(quoted), chance.choice(quoted), 1),
            data.decode("utf-8", "replace").encode(
                chance.choice(["utf-16", "utf-16-le", "utf-32"])
            ),
        ]
    )


def test_a_damaged_template_is_told_and_never_stops_the_reader() -> None:
    chance = Random(27)
    sound = parts_of(petit_projet()[MASTER])
    for _ in range(400):
        parts = dict(sound)
        for _ in range(chance.randint(1, 3)):
            damaged(parts, chance)
        findings: list[Finding] = []
        word = read_word(MASTER, zipped(parts), findings)
        assert (word is None) == bool(findings)


# --- neighbours ---------------------------------------------------------------------------------------------------

HONEST: dict[str, Edit] = {
    "nothing": all_of(),
    "a logo": all_of(
        declare('<Default Extension="png" ContentType="image/png"/>'),
        part("word/media/image1.png", PNG),
        relation("image", "media/image1.png"),
        body(blip('r:embed="rId99"')),
    ),
    "a logo in a header, by vml": all_of(
        declare('<Default Extension="PNG" ContentType="image/png"/>'),
        part("word/media/image1.PNG".lower(), PNG),
        relation("image", "media/image1.png", owner="word/header1.xml"),
        header(picture('<v:imagedata r:id="rId99" o:title="https://a.fr"/>')),
    ),
    "a drawing": all_of(
        part(
            "word/media/image1.svg",
            '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9"/></svg>',
            "image/svg+xml",
        ),
        relation("image", "media/image1.svg"),
        body(blip('r:embed="rId99"')),
    ),
    "a link": all_of(
        relation("hyperlink", "https://www.ars.sante.fr/", outside=True),
        body(p(f'<w:hyperlink r:id="rId99">{r("<w:t>ici</w:t>")}</w:hyperlink>')),
    ),
    "a link with accents, as they are and coded": relation(
        "hyperlink", "https://a.fr/santé/%C3%A9t%C3%A9%20%E2%80%93.html?a=1%26b", outside=True
    ),
    "a link to write to": relation("hyperlink", "mailto:contact@cpts-test.fr", outside=True),
    "a free shape, with its old form beside it": header(
        p(
            r(
                f'<mc:AlternateContent {MC} xmlns:wps="{MS}/word/2010/wordprocessingShape"><mc:Choice Requires="wps">'
                f'<w:drawing><a:graphic {A}><a:graphicData uri="{MS}/word/2010/wordprocessingShape"><wps:wsp>'
                '<wps:spPr><a:custGeom><a:pathLst><a:path><a:moveTo><a:pt x="0" y="0"/></a:moveTo></a:path></a:pathLst>'
                "</a:custGeom></wps:spPr><wps:txbx><w:txbxContent>"
                f"{p(r('<w:t>Texte</w:t>'), field('PAGE'))}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData>"
                f'</a:graphic></w:drawing></mc:Choice><mc:Fallback><w:pict {V}><v:shape o:spid="_x0000_s1026" '
                'style="position:absolute;margin-left:0" path="m,l,21600r21600,xe"><v:textbox><w:txbxContent>'
                f"{p(r('<w:t>Texte</w:t>'), field('PAGE'))}</w:txbxContent></v:textbox></v:shape></w:pict>"
                "</mc:Fallback></mc:AlternateContent>"
            )
        )
    ),
    "a cover page of Word's own": body(
        '<w:sdt><w:sdtPr><w:alias w:val="https://a.fr"/><w:docPartObj><w:docPartGallery w:val="Cover Pages"/>'
        "<w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>"
        + p(r("<w:t>Couverture</w:t>"))
        + "</w:sdtContent></w:sdt>"
    ),
    "contents of Word's own": body(
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        "<w:sdtContent>"
        + p(
            BEGIN,
            code("TOC \\o &quot;1-3&quot;"),
            SEPARATE,
            '<w:hyperlink w:anchor="_Toc1" w:history="1">',
            r("<w:t>1. Un</w:t>"),
        ).replace("</w:p>", field("PAGEREF _Toc1 \\h") + "</w:hyperlink></w:p>")
        + p(END)
        + "</w:sdtContent></w:sdt>"
        + p(r("<w:t>Un</w:t>"))
    ),
    "absolute targets": swap("_rels/.rels", '"word/document.xml"', '"/word/document.xml"'),
    "settings that only a page needs": swap(
        "word/settings.xml", "<w:zoom", "<w:mirrorMargins/><w:zoom"
    ),
    "a part in utf-16": lambda parts: parts.update(
        {
            "word/header1.xml": parts["word/header1.xml"]
            .decode()
            .replace('"UTF-8"', '"UTF-16"')
            .encode("utf-16")
        }
    ),
    "a field in a field": body(p(field("TOC \\o &quot;1-3&quot; \\h", field("PAGEREF _Toc1 \\h")))),
    "contents over three paragraphs": body(
        p(BEGIN, code("TOC \\h"), SEPARATE, r("<w:t>Un</w:t>"))
        + p(r("<w:t>Deux</w:t>"))
        + p(END)
        + p(r("<w:t>Un et un peu</w:t>"))
        + p(r("<w:t>Deux</w:t>"))
    ),
    "a code in three runs with properties": body(
        p(
            BEGIN,
            code("NUM"),
            "<w:proofErr w:type='spellStart'/><w:r><w:rPr><w:b/></w:rPr><w:instrText>PAGES</w:instrText></w:r>",
            END,
        )
    ),
    **{
        text: body(p(field(text)))
        for text in (
            *(
                "PAGE",
                " page \\* MERGEFORMAT ",
                "NUMPAGES",
                "SECTIONPAGES",
                "SEQ Tableau \\* ARABIC",
                "REF a \\h",
            ),
            *(
                "STYLEREF &quot;Titre 1&quot;",
                "NOTEREF b",
                "HYPERLINK &quot;https://a.fr/b&quot; \\t &quot;_blank&quot;",
            ),
            *(
                "HYPERLINK \\l &quot;_Toc1&quot;",
                "hyperlink https://a.fr",
                "HYPERLINK &quot;mailto:a@b.fr&quot;",
            ),
        )
    },
}


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_template_passes(name: str) -> None:
    word, findings = read(HONEST[name])
    assert [finding.message for finding in findings] == []
    assert word is not None


def test_types_known_by_the_extension_alone_are_written_for_each_part() -> None:
    """Some programs announce every ``.xml`` as the body of a document, and the other parts by their names."""
    main = f"{WORDML}.document.main+xml"
    word, findings = read(
        all_of(
            swap(
                "[Content_Types].xml",
                f'<Override PartName="/word/document.xml" ContentType="{main}"/>',
                "",
            ),
            swap("[Content_Types].xml", 'ContentType="application/xml"', f'ContentType="{main}"'),
        )
    )
    assert findings == []
    assert word is not None
    types = word.parts["[Content_Types].xml"].decode()
    assert f'<Override PartName="/word/document.xml" ContentType="{main}"/>' in types
    assert '<Default Extension="xml" ContentType="application/xml"/>' in types


def test_a_template_without_properties_gives_documents_that_have_some() -> None:
    def edit(parts: Parts) -> None:
        for name in ("core", "app"):
            del parts[f"docProps/{name}.xml"]
        rels = re.sub(rb'<Relationship [^>]*Target="docProps[^>]*/>', b"", parts["_rels/.rels"])
        types = re.sub(rb'<Override PartName="/docProps[^>]*/>', b"", parts["[Content_Types].xml"])
        parts |= {"_rels/.rels": rels, "[Content_Types].xml": types}

    files = petit_projet()
    parts = parts_of(files[MASTER])
    edit(parts)
    files[MASTER] = zipped(parts)
    made = build(examen(files))["projet-de-sante.docx"]
    assert made == build(examen(petit_projet()))["projet-de-sante.docx"]


def test_a_drawing_leaves_without_what_does_not_draw() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><metadata>Zoé</metadata><path d="M0 0h9"/></svg>'
    word, findings = read(
        all_of(
            part("word/media/a.svg", svg, "image/svg+xml"),
            relation("image", "media/a.svg"),
            body(blip('r:embed="rId99"')),
        )
    )
    assert findings == []
    assert word is not None
    assert "Zoé" not in word.parts["word/media/a.svg"].decode()


def test_a_drawing_with_words_that_nobody_sees_is_told() -> None:
    hidden = '<text x="-500" y="5">Zoé</text><path d="M0 0h9"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{hidden}</svg>'
    word, findings = read(
        all_of(
            part("word/media/a.svg", svg, "image/svg+xml"),
            relation("image", "media/a.svg"),
            body(blip('r:embed="rId99"')),
        )
    )
    assert word is None
    assert "des mots que personne n'y voit, « Zoé »" in findings[0].message


def test_a_damaged_picture_is_refused_and_not_copied_as_it_is() -> None:
    cut = PNG[: PNG.index(b"IDAT") + 8]
    word, findings = read(
        all_of(
            declare('<Default Extension="png" ContentType="image/png"/>'),
            part("word/media/a.png", cut),
            relation("image", "media/a.png"),
            body(blip('r:embed="rId99"')),
        )
    )
    assert word is None
    assert "ne peut pas être ouverte" in findings[0].message


def test_words_marked_for_another_program_stay_without_the_marks() -> None:
    inner = f'<w:customXml w:element="c">{r("<w:t>mot</w:t>")}</w:customXml>'
    marked = f'<w:smartTag w:uri="urn:a" w:element="b">{inner}</w:smartTag>'
    word, findings = read(body(p(r("<w:t>un</w:t>"), marked, r("<w:t>deux</w:t>"))))
    assert findings == []
    assert word is not None
    written = word.parts["word/document.xml"].decode()
    assert "urn:a" not in written
    assert "w:customXml" not in written
    assert written.index("un</w:t>") < written.index("mot</w:t>") < written.index("deux</w:t>")


def test_a_package_kept_beside_an_old_drawing_is_left_behind() -> None:
    word, findings = read(body(p(r(f'<w:pict {V}><v:rect o:gfxdata="UEsDBBQ"/></w:pict>'))))
    assert findings == []
    assert word is not None
    assert b"UEsDBBQ" not in word.parts["word/document.xml"]


@pytest.mark.parametrize(
    "path", sorted((CHECKOUT / "templates/docx").glob("*.docx")), ids=lambda path: path.name
)
def test_the_shipped_templates_pass_and_leave_as_they_are(path: Path) -> None:
    word, findings = read(path=f"templates/docx/{path.name}")
    assert findings == []
    assert word is not None
    true = parts_of(path.read_bytes())
    assert word.parts == {
        name: data for name, data in true.items() if not name.startswith("docProps/")
    }


def test_french_names_of_styles_pass() -> None:
    """The ids of the shipped styles are French already; those of Word in another language are not Latin letters."""

    def edit(parts: Parts) -> None:
        for name in (
            "word/styles.xml",
            "word/document.xml",
            "word/header1.xml",
            "word/footer1.xml",
        ):
            parts[name] = parts[name].replace(b'"Corpsdetexte"', '"Corps-de-texte-é"'.encode())

    assert read(edit)[1] == []


def test_what_word_itself_made_passes() -> None:
    """The default template of python-docx was saved by Word: properties, XML of its own, styles with effects."""
    import docx

    data = (Path(docx.__file__).parent / "templates/default.docx").read_bytes()
    findings: list[Finding] = []
    word = read_word(MASTER, data, findings)
    assert findings == []
    assert word is not None
    assert not [name for name in word.parts if name.startswith(("customXml", "docProps"))]


def test_the_remedy_save_again_mends_a_body_under_another_name(
    bureau: Bureau, tmp_path: Path
) -> None:
    """LibreOffice stands for Word here; like it, it writes the parts anew under their usual names."""
    parts = parts_of(petit_projet()[MASTER])
    all_of(moved_body(decoy=False), part("word/cache.xml", "<x/>"))(parts)
    (tmp_path / "a.docx").write_bytes(zipped(parts))
    bureau.convert("docx", tmp_path / "lo", tmp_path / "a.docx")
    findings: list[Finding] = []
    assert read_word(MASTER, (tmp_path / "lo/a.docx").read_bytes(), findings) is not None
    assert findings == []


# --- what tells who made the template -----------------------------------------------------------------------------

SECRETS = ("Zoé Auteur", "zoe@cabinet.fr", "Cabinet Zoé", "00AB12CD", "note à ne pas montrer")


def history() -> Edit:
    """A template that was reviewed, saved on a firm's computer, and prepared for other uses."""
    secret = " ".join(SECRETS)
    comment = f'<w:comments xmlns:w="{WNS}"><w:comment w:id="0" w:author="{secret}">{p()}</w:comment></w:comments>'
    kinds = {
        "word/comments.xml": ("comments", comment),
        "word/people.xml": (f"{MS}/2011/relationships/people", f"<a>{secret}</a>"),
        "word/commentsExtended.xml": (
            f"{MS}/2011/relationships/commentsExtended",
            f"<a>{secret}</a>",
        ),
        "word/webSettings.xml": ("webSettings", f"<a>{secret}</a>"),
        "word/printerSettings1.bin": ("printerSettings", secret),
        "word/glossary/document.xml": ("glossaryDocument", f"<a>{secret}</a>"),
        "customXml/item1.xml": ("customXml", f"<a>{secret}</a>"),
    }
    parts_and_rels = [
        all_of(
            part(name, text),
            relation(
                kind,
                name.removeprefix("word/") if "word/" in name else f"../{name}",
                rid=f"rIdX{rank}",
            ),
        )
        for rank, (name, (kind, text)) in enumerate(kinds.items())
    ]
    return all_of(
        *parts_and_rels,
        part("customXml/itemProps1.xml", f"<a>{secret}</a>"),
        relation("customXmlProps", "itemProps1.xml", owner="customXml/item1.xml"),
        part("docProps/custom.xml", f"<a>{secret}</a>"),
        relation("custom-properties", "docProps/custom.xml", owner="", rid="rIdC"),
        part("docMetadata/LabelInfo.xml", f"<a>{secret}</a>"),
        relation(
            f"{MS}/2020/02/relationships/classificationlabels",
            "docMetadata/LabelInfo.xml",
            owner="",
            rid="rIdL",
        ),
        swap("docProps/core.xml", "<dc:creator>", f"<dc:creator>{secret}"),
        swap(
            "docProps/app.xml",
            "</Properties>",
            f"<Company>{secret}</Company><Manager>{secret}</Manager></Properties>",
        ),
        swap(
            "word/settings.xml",
            "<w:zoom",
            f'<w:docVars><w:docVar w:name="a" w:val="{secret}"/></w:docVars>'
            '<w:rsids><w:rsidRoot w:val="00AB12CD"/></w:rsids><w:zoom',
        ),
        body(
            f"<!-- {secret} -->"
            '<w:p w:rsidR="00AB12CD" w:rsidRDefault="00AB12CD"><w:commentRangeStart w:id="0"/>'
            f'<w:permStart w:id="1" w:ed="{secret}"/>{r("<w:t>Visible</w:t>")}<w:permEnd w:id="1"/>'
            '<w:commentRangeEnd w:id="0"/><w:r><w:rPr><w:b/></w:rPr><w:commentReference w:id="0"/></w:r></w:p>'
            f'<w:smartTag w:element="a"><w:smartTagPr><w:attr w:name="a" w:val="{secret}"/></w:smartTagPr></w:smartTag>'
            f'<w:sdt><w:sdtPr><w:dataBinding w:xpath="{secret}"/></w:sdtPr><w:sdtContent>'
            f"{p(r('<w:t>Cadre</w:t>'))}</w:sdtContent></w:sdt>"
            f"<?editeur {secret}?>"
        ),
    )


@pytest.mark.parametrize(
    "path", [MASTER, "templates/docx/fiche-action.docx", "templates/docx/statuts.docx"]
)
def test_nothing_that_tells_who_made_a_template_leaves_with_a_document(path: str) -> None:
    files = petit_projet()
    parts = parts_of(files[path])
    history()(parts)
    files[path] = zipped(parts)
    found = examen(files)
    assert found.findings == ()
    outputs = build(found)
    assert set(outputs) == set(build(examen(petit_projet())))
    for name, data in outputs.items():
        for inside, text in parts_of(data).items():
            assert not [secret for secret in SECRETS if secret.encode() in text], (name, inside)
            assert not inside.startswith(
                ("customXml", "docMetadata", "word/glossary", "word/comments")
            ), (name, inside)
            assert b"comment" not in text or inside == "word/styles.xml", (name, inside)
    if path == MASTER:
        text = parts_of(outputs["projet-de-sante.docx"])["word/document.xml"]
        assert b"Visible" in text
        assert b"Cadre" in text


def test_the_folder_that_a_logo_came_from_is_not_its_description() -> None:
    """Word gives a picture the path of its file for alternative text."""
    kept = picture('<v:imagedata o:title="Logo de la CPTS"/>')
    word, findings = read(body(picture('<v:imagedata o:title="C:\\Users\\Zoé\\logo.png"/>') + kept))
    assert findings == []
    assert word is not None
    text = word.parts["word/document.xml"].decode()
    assert "Zoé" not in text
    assert 'o:title="Logo de la CPTS"' in text


def test_no_document_built_holds_a_field_that_a_template_could_not() -> None:
    for name, data in build(examen(petit_projet())).items():
        for inside, text in parts_of(data).items():
            if inside.endswith(".xml"):
                faults = [one.raison for one in field_faults(fresh_root(text))]
                assert [one for one in faults if OURS not in one] == [], (name, inside)


OURS = "(Les numéros de page s’ajoutent"
"""What our contents say until somebody asks Word to fill them."""


W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
W15 = 'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
LATER = 'xmlns:x="http://schemas.microsoft.com/office/word/2031/newml"'
KEPT_EXTENSION = "{28A0092B-C50C-407E-A947-70E740481C1C}"


def framed(properties: str) -> Edit:
    inside = p(r("<w:t>Cadre</w:t>"))
    return body(
        f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"
    )


def added_to_a_drawing(uri: str, inside: str, more: str = "") -> Edit:
    added = (
        '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        f'<a:ext uri="{uri}"{more}>{inside}</a:ext></a:extLst>'
    )
    space = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    drawing = f'<wp:docPr id="1" name="n">{added}</wp:docPr>'
    return body(p(r(f'<w:drawing><wp:inline xmlns:wp="{space}">{drawing}</wp:inline></w:drawing>')))


DPI = '<a14:useLocalDpi xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main" val="0"/>'


@pytest.mark.parametrize(
    "edit",
    [
        swap(
            "word/styles.xml",
            "</w:styles>",
            '<w:style w:type="paragraph" w:styleId="Z"><w:name w:val="Z"/>'
            '<w:rsid w:val="DEADBEEF"/></w:style></w:styles>',
        ),
        framed('<w:placeholder><w:docPart w:val="DEADBEEF"/></w:placeholder>'),
        framed(f'<w15:webExtensionLinked {W15} w15:val="DEADBEEF"/>'),
        framed(
            '<w:text xmlns:h="http://schemas.microsoft.com/office/word/2020/wordml/sdtdatahash" '
            'h:storeItemChecksum="DEADBEEF"/>'
        ),
        framed(f'<x:owner {LATER} x:val="DEADBEEF"/>'),
        body(
            '<w:p xmlns:u="http://schemas.microsoft.com/office/word/2023/wordml/word16du" '
            f'u:dateUtc="DEADBEEF">{r("<w:t>x</w:t>")}</w:p>'
        ),
        body(f'<w:p {LATER} x:who="DEADBEEF">{r("<w:t>x</w:t>")}</w:p>'),
        body(f'<w:p {W14} w14:paraId="DEADBEEF" w14:textId="DEADBEEF">{r("<w:t>x</w:t>")}</w:p>'),
        added_to_a_drawing("{FF2B5EF4}", "<z:z xmlns:z='urn:z'>DEADBEEF</z:z>"),
        added_to_a_drawing(KEPT_EXTENSION, DPI, ' cx="DEADBEEF"'),
        added_to_a_drawing(KEPT_EXTENSION, DPI.replace("/>", ">DEADBEEF</a14:useLocalDpi>")),
        added_to_a_drawing(KEPT_EXTENSION, DPI.replace('"0"', '"DEADBEEF"')),
        swap(
            "word/theme/theme1.xml",
            "</a:theme>",
            '<a:extLst><a:ext uri="{05A4C25C}"><t:themeFamily name="DEADBEEF" '
            'xmlns:t="http://schemas.microsoft.com/office/thememl/2012/main"/></a:ext></a:extLst></a:theme>',
        ),
        swap(
            "word/settings.xml",
            "<w:zoom",
            '<w:compat><w:compatSetting w:name="DEADBEEF" w:uri="urn:x" w:val="1"/></w:compat><w:zoom',
        ),
    ],
)
def test_what_other_programs_add_stays_in_the_template(edit: Edit) -> None:
    word, findings = read(edit)
    assert findings == []
    assert word is not None
    assert [name for name, data in word.parts.items() if b"DEADBEEF" in data] == []


def test_the_fineness_of_a_picture_leaves_with_it() -> None:
    word, findings = read(added_to_a_drawing(KEPT_EXTENSION, DPI))
    assert findings == []
    assert word is not None
    assert b"useLocalDpi" in word.parts["word/document.xml"]


@pytest.mark.parametrize(
    "inside",
    [
        f"<x:thing {LATER}>Un mot</x:thing>",
        '<x:thing xmlns:x="http://schemas.openxmlformats.org/later/2030/main">Un mot</x:thing>',
        '<w15:webExtensionRef xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"/>',
    ],
)
def test_words_in_a_language_that_nobody_knows_stop_the_template(inside: str) -> None:
    word, findings = read(body(inside))
    assert word is None
    assert [finding.code for finding in findings] == ["D004"]
