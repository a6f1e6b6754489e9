"""Every word of a Word document comes in, or is told with its place: whatever holds it."""

from __future__ import annotations

import io
import re

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from pipeline.model.importation import RefusDeSource, SourceLue
from pipeline.read.docx import read_docx
from pipeline.write.markdown import Markdown
from tests.duree import in_proportion

OFFICE = "http://schemas.openxmlformats.org"
SPACES = {
    "w": f"{OFFICE}/wordprocessingml/2006/main",
    "r": f"{OFFICE}/officeDocument/2006/relationships",
    "m": f"{OFFICE}/officeDocument/2006/math",
    "a": f"{OFFICE}/drawingml/2006/main",
    "c": f"{OFFICE}/drawingml/2006/chart",
    "dgm": f"{OFFICE}/drawingml/2006/diagram",
    "mc": f"{OFFICE}/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
NAMED = " ".join(f'xmlns:{name}="{uri}"' for name, uri in SPACES.items())


def run(words: str = "mot") -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def math(words: str) -> str:
    return f"<m:r><m:t>{words}</m:t></m:r>"


def box(words: str = "mot") -> str:
    return f"<w:txbxContent><w:p>{run(words)}</w:p></w:txbxContent>"


def word(body: str, outside: str = "") -> bytes:
    """A document with this after a paragraph « Avant », and with parts for a chart, a SmartArt and a text of another kind."""
    document = Document()
    document.add_paragraph("Avant")
    inner = parse_xml(f"<w:body {NAMED}>{body}</w:body>")
    for node in reversed(list(inner)):
        document.element.body.insert(1, node)
    said = "<a:p><a:r><a:t>{}</a:t></a:r></a:p>"
    point = f"<dgm:pt><dgm:t>{said.format('rond')}</dgm:t></dgm:pt>"
    title = f"<c:title>{said.format('courbe')}</c:title>"
    serie = "<c:strCache><c:v>serie</c:v></c:strCache>"
    parts = {
        "rIdDiagram": f"<dgm:dataModel {NAMED}>{point}</dgm:dataModel>",
        "rIdChart": f"<c:chartSpace {NAMED}>{title}{serie}</c:chartSpace>",
        "rIdChunk": "<html>autre</html>",
        "rIdBroken": "<a",
    }
    for name, text in parts.items():
        uri = PackURI(f"/word/{name.lower()}.xml")
        part = Part(uri, "application/xml", text.encode(), document.part.package)
        document.part.rels.add_relationship("urn:a", part, name)
    if outside:
        document.part.rels.add_relationship(RELATIONSHIP_TYPE.IMAGE, outside, "rIdOut", True)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def read(body: str, outside: str = "") -> tuple[str, str]:
    """What comes in, and what is told."""
    lue = read_docx(word(body, outside))
    assert isinstance(lue, SourceLue), lue
    remarks = "\n".join(f"{one.genre} {one.texte}" for one in lue.remarques)
    return Markdown().text(lue.blocks), "\n".join((*lue.non_repris, remarks))


def drawing(inside: str) -> str:
    return f"<w:p><w:r><w:drawing>{inside}</w:drawing></w:r></w:p>"


COMES_IN = {
    "ruby": f"<w:p><w:r><w:ruby><w:rt>{run('petit')}</w:rt><w:rubyBase>{run('mot')}</w:rubyBase></w:ruby></w:r></w:p>",
    "a formula": f"<w:p><m:oMathPara><m:oMath>{math('mot')}</m:oMath></m:oMathPara></w:p>",
    "a formula among paragraphs": f"<m:oMathPara><m:oMath>{math('mot')}</m:oMath></m:oMathPara>",
    "a control": f"<w:p><w:sdt><w:sdtContent>{run()}</w:sdtContent></w:sdt></w:p>",
    "a smart tag": f"<w:p><w:smartTag>{run()}</w:smartTag></w:p>",
    "an insertion": f'<w:p><w:ins w:id="1" w:author="a">{run()}</w:ins></w:p>',
    "a box": drawing(box()),
    "a box of an old drawing": f"<w:p><w:r><w:pict><v:shape><v:textbox>{box()}</v:textbox></v:shape></w:pict></w:r></w:p>",
    "another version": f"<w:p><w:r><mc:AlternateContent><mc:Choice Requires='a'><w:drawing>{box()}</w:drawing></mc:Choice>"
    f"<mc:Fallback><w:pict>{box()}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
    "letters drawn as a picture": '<w:p><w:r><w:pict><v:shape><v:textpath string="mot"/></v:shape></w:pict></w:r></w:p>',
    "a choice of a form": '<w:p><w:r><w:fldChar><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="non"/>'
    '<w:listEntry w:val="mot"/></w:ddList></w:ffData></w:fldChar></w:r></w:p>',
}


def test_a_version_for_older_programs_that_describes_a_drawing_is_not_told() -> None:
    name = f'xmlns:wp="{OFFICE}/drawingml/2006/wordprocessingDrawing"'
    described = f'<w:drawing {name}><wp:docPr descr="Un long mot."/></w:drawing>'
    versions = f"<mc:Choice Requires='a'>{described}</mc:Choice><mc:Fallback><w:t>Un long mot.</w:t></mc:Fallback>"
    body = f"<w:p><w:r><mc:AlternateContent>{versions}</mc:AlternateContent></w:r></w:p>"
    assert read(body) == ("Avant", "")


@pytest.mark.parametrize("kind", COMES_IN)
def test_words_come_in_once_whatever_holds_them(kind: str) -> None:
    text, told = read(COMES_IN[kind])
    assert re.findall(r"\bmot\b", text) == ["mot"]
    assert "non repris" not in told


OUTSIDE = "http://a.fr/carte.png"
IS_TOLD = {
    "another document": ('<w:altChunk r:id="rIdChunk"/>', "un document inséré"),
    "a document elsewhere": ('<w:p><w:subDoc r:id="rIdOut"/></w:p>', "un sous-document"),
    "a chart": (drawing('<c:chart r:id="rIdChart"/>'), "un graphique, près de « Avant » : « courbe | serie »"),
    "a chart that is broken": (drawing('<c:chart r:id="rIdBroken"/>'), "un graphique, près de « Avant » ;"),
    "a chart that is not there": (drawing('<c:chart r:id="rId0"/>'), "un graphique"),
    "a SmartArt": (drawing('<dgm:relIds r:dm="rIdDiagram"/>'), "un schéma SmartArt"),
    "a picture elsewhere": (drawing('<a:blip r:link="rIdOut"/>'), OUTSIDE),
    "an old picture elsewhere": (
        '<w:p><w:r><w:pict><v:imagedata r:id="rIdOut"/></w:pict></w:r></w:p>',
        "une image qui n'est pas dans le fichier, près de « Avant »",
    ),
    "a picture that is not there": (drawing('<a:blip r:embed="rId0"/>'), "une image qui n'est pas"),
    "a picture of Word's own": (drawing('<a:blip r:embed="rIdChunk"/>'), "une image d'un format"),
    "an object": (
        '<w:p><w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r></w:p>',
        "« Excel.Sheet.12 »",
    ),
    "words drawn": (drawing("<a:t>mot</a:t>"), "un passage que l'import ne sait pas placer, près de « Avant » : « mot »"),
    "another version that says more": (
        f"<w:p><w:r><mc:AlternateContent><mc:Choice Requires='a'/><mc:Fallback><w:pict>{box()}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>",
        "« mot »",
    ),
    "what nobody knows": (f"<w:p><w:inconnu>{run()}</w:inconnu></w:p>", "« mot »"),
    "what was taken out": (f'<w:p><w:del w:id="1"><m:oMath>{math("mot")}</m:oMath></w:del></w:p>', "supprimé mot"),
    "a formula": (f"<w:p>{run('Soit ')}<m:oMath>{math('x')}</m:oMath></w:p>", "une formule, mise sur une ligne, près de « Soit"),
}  # fmt: skip


@pytest.mark.parametrize("kind", IS_TOLD)
def test_what_does_not_come_in_is_told_at_its_place(kind: str) -> None:
    body, said = IS_TOLD[kind]
    _text, told = read(body, OUTSIDE)
    assert said in told


def test_the_boxes_of_a_smartart_are_a_list_once() -> None:
    text, told = read(drawing('<dgm:relIds r:dm="rIdDiagram"/>') * 2)
    assert (text.count("- rond"), "2 schémas SmartArt" in told) == (1, True), (text, told)


def test_a_document_of_other_documents_alone_says_so() -> None:
    data = word('<w:altChunk r:id="rIdChunk"/>')
    document = Document(io.BytesIO(data))
    document.element.body.remove(document.paragraphs[0]._p)
    out = io.BytesIO()
    document.save(out)
    lue = read_docx(out.getvalue())
    assert isinstance(lue, RefusDeSource)
    assert "enregistrez-le, et recommencez" in lue.conseil


@pytest.mark.parametrize(
    ("inside", "line"),
    [
        (f"<m:f><m:num>{math('a + b')}</m:num><m:den>{math('2')}</m:den></m:f>", "(a + b)/2"),
        (f"<m:sSup><m:e>{math('x')}</m:e><m:sup>{math('2')}</m:sup></m:sSup>", "x²"),
        (f"<m:rad><m:deg/><m:e>{math('n')}</m:e></m:rad>", "√(n)"),
        (f"<m:d><m:e>{math('a')}</m:e><m:e>{math('b')}</m:e></m:d>", "(a ; b)"),
        (f"<m:f><m:num>{math('a')}</m:num><m:num>{math('b')}</m:num></m:f>", "ab"),
    ],
)
def test_a_formula_stands_on_one_line(inside: str, line: str) -> None:
    assert line in read(f"<w:p><m:oMath>{inside}</m:oMath></w:p>")[0]


def test_boxes_one_in_another_are_read_once_each() -> None:
    body = ""
    for rank in range(15):
        inner = f"<w:txbxContent>{body or '<w:p/>'}</w:txbxContent>"
        body = f"<w:p>{run(f'mot{rank}')}<w:r><w:drawing>{inner}</w:drawing></w:r></w:p>"
    text, _told = read(body)
    assert all(len(re.findall(rf"\bmot{rank}\b", text)) == 1 for rank in range(15))


GROWS = {
    "pictures elsewhere": '<w:r><w:drawing><a:blip r:link="rIdOut"/></w:drawing></w:r>',
    "charts": '<w:r><w:drawing><c:chart r:id="rIdChart"/></w:drawing></w:r>',
    "formulas": f"<m:oMath>{math('x')}</m:oMath>",
    "words that nothing reads": f"<w:inconnu>{run()}</w:inconnu>{run()}",
    "ruby": f"<w:r><w:ruby><w:rt>{run('a')}</w:rt><w:rubyBase>{run('b')}</w:rubyBase></w:ruby></w:r>",
}


@pytest.mark.parametrize("kind", GROWS)
def test_what_is_told_costs_by_its_number(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.read.archive.MAX_RATIO", 10**9)
    files = {size: word(f"<w:p>{GROWS[kind] * size}</w:p>", OUTSIDE) for size in (250, 2_000)}
    in_proportion(lambda size: read_docx(files[size]), 250)
