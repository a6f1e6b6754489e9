"""Word files that hold more than paragraphs, and those that are refused."""

from __future__ import annotations

import io
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from pipeline.commands import importer
from pipeline.interpret.importation.courrier import ADRESSE, REACHED_AT
from pipeline.model.importation import RefusDeSource, SourceLue
from pipeline.read.docx import read_docx, refused_before_conversion
from pipeline.read.html import read_html
from pipeline.write.importation import words_in
from pipeline.write.markdown import Markdown
from tests.duree import promptly
from tests.importation.entrees import bring, source_words
from tests.importation.fabrique import TERRAIN, chutes, in_headings, in_html, saved
from tests.libreoffice import Bureau
from tests.read.test_archive import Partie, deflated, partie, zipped

PICTURE = Path(__file__).parents[2] / "docs" / "page-fiche.png"


def text(data: bytes) -> str:
    lue = read_docx(data)
    assert isinstance(lue, SourceLue), lue
    return Markdown().text(lue.blocks)


def with_xml(*fragments: str) -> bytes:
    document = Document()
    for fragment in fragments:
        document.element.body.insert(
            0, parse_xml(fragment.replace("<w:p>", f"<w:p {nsdecls('w')}>", 1))
        )
    return saved(document)


NOTED = '<w:r><w:t>mot{0}</w:t></w:r><w:r><w:footnoteReference w:id="{1}"/></w:r>'


def with_notes(body: str, calls: dict[int, tuple[int, ...]]) -> bytes:
    """A document whose footnotes call one another."""
    notes = "".join(
        f'<w:footnote w:id="{one}"><w:p>{"".join(NOTED.format(one, other) for other in others)}</w:p></w:footnote>'
        for one, others in calls.items()
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    data = with_xml(f"<w:p>{body}</w:p>")
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        types = source.read("[Content_Types].xml").decode()
        rels = source.read("word/_rels/document.xml.rels").decode()
    types = types.replace(
        "</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'
    )
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rels = rels.replace(
        "</Relationships>",
        f'<Relationship Id="rIdN" Type="{office}/footnotes" Target="footnotes.xml"/></Relationships>',
    )
    parts = {
        "[Content_Types].xml": types.encode(),
        "word/_rels/document.xml.rels": rels.encode(),
        "word/footnotes.xml": f"<w:footnotes {nsdecls('w')}>{notes}</w:footnotes>".encode(),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            if name not in parts:
                target.writestr(name, source.read(name))
        for name, part in parts.items():
            target.writestr(name, part)
    return out.getvalue()


@pytest.mark.parametrize(
    "calls",
    [
        {2: (2,)},
        {2: (3,), 3: (2,)},
        {rank: (rank + 1, rank + 1) for rank in range(2, 60)},
        {rank: (rank + 1,) for rank in range(2, 2000)},
    ],
)
def test_notes_that_call_one_another_are_each_read_once(calls: dict[int, tuple[int, ...]]) -> None:
    body = '<w:r><w:t>début</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
    found = text(with_notes(body, calls))
    assert all(f"mot{one}" in found for one in calls)


def test_a_list_has_nine_levels_whatever_is_typed() -> None:
    item = '<w:p><w:pPr><w:numPr><w:ilvl w:val="{0}"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>point{0}</w:t></w:r></w:p>'
    found = text(with_xml(*(item.format(level) for level in range(2000))))
    assert "point1999" in found


def test_a_word_of_a_hundred_thousand_letters_is_read_as_fast_as_others() -> None:
    paragraph = f"Un mot, {'a' * 100_000}, puis d'autres."
    with promptly(1):
        assert not REACHED_AT.search(paragraph)
        assert not ADRESSE.search(paragraph)
    assert ADRESSE.search("écrire à jean.petit@orange.fr, merci")


def test_text_boxes_are_read_once() -> None:
    box = (
        "<w:p><w:r><mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
        "<mc:Choice Requires='wps'><w:drawing><w:txbxContent><w:p><w:r><w:t>Encadré</w:t></w:r></w:p></w:txbxContent>"
        "</w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>Encadré</w:t></w:r></w:p>"
        "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert text(with_xml(box)).count("Encadré") == 1


def test_tracked_changes_are_taken_as_accepted_and_listed() -> None:
    data = with_xml(
        "<w:p><w:r><w:t xml:space='preserve'>Le délai est de </w:t></w:r>"
        "<w:del w:id='1' w:author='Anne'><w:r><w:delText>six</w:delText></w:r></w:del>"
        "<w:ins w:id='2' w:author='Paul'><w:r><w:t>trois</w:t></w:r></w:ins>"
        "<w:r><w:t xml:space='preserve'> mois.</w:t></w:r></w:p>"
    )
    lue = read_docx(data)
    assert isinstance(lue, SourceLue)
    assert Markdown().text(lue.blocks) == "Le délai est de trois mois."
    assert [(r.genre, r.auteur, r.texte) for r in lue.remarques] == [
        ("supprimé", "Anne", "six"),
        ("ajouté", "Paul", "trois"),
    ]


def test_fields_and_content_controls_keep_their_words() -> None:
    data = with_xml(
        "<w:p><w:r><w:t>Page </w:t></w:r><w:fldSimple w:instr='PAGE'><w:r><w:t>12</w:t></w:r></w:fldSimple></w:p>",
        f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>Un choix</w:t></w:r></w:p></w:sdtContent></w:sdt>",
    )
    assert "Un choix" in text(data)
    assert "12" in text(data)


def test_merged_cells_give_their_words_once_and_nested_tables_theirs() -> None:
    document = Document()
    table = document.add_table(rows=3, cols=3)
    for row in table.rows:
        for cell in row.cells:
            cell.text = "x"
    table.cell(0, 0).merge(table.cell(0, 1)).text = "En largeur"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "En hauteur"
    inner = table.cell(2, 2).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "dedans", "aussi"
    written = text(saved(document))
    assert written.count("En largeur") == written.count("En hauteur") == 1
    assert "dedans ; aussi" in written


def test_lists_links_and_bold_are_kept() -> None:
    document = Document()
    document.add_paragraph("un", style="List Bullet")
    document.add_paragraph("dessous", style="List Bullet 2")
    document.add_paragraph("premier", style="List Number")
    paragraph = document.add_paragraph("Voir ")
    relation = document.part.relate_to(
        "https://www.has-sante.fr",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
        True,
    )
    paragraph._p.append(
        parse_xml(
            f"<w:hyperlink {nsdecls('w', 'r')} r:id='{relation}'><w:r><w:t>la HAS</w:t></w:r></w:hyperlink>"
        )
    )
    paragraph.add_run(" en gras").bold = True
    written = text(saved(document))
    assert "- un" in written
    assert "1. premier" in written
    assert "[la HAS](https://www.has-sante.fr)" in written
    assert "**en gras**" in written


def test_pictures_come_out_and_wait_for_words(tmp_path: Path) -> None:
    document = Document()
    document.add_picture(str(PICTURE))
    document.add_paragraph("Un texte.")
    lue = read_docx(saved(document))
    assert isinstance(lue, SourceLue)
    assert list(lue.images.values()) == [PICTURE.read_bytes()]


def repacked(data: bytes, name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for info in source.infolist():
            target.writestr(info.filename, source.read(info))
        target.writestr(name, content)
    return out.getvalue()


ODF = "urn:oasis:names:tc:opendocument:xmlns"
NAMED = {"office": "office", "text": "text", "draw": "drawing", "svg": "svg-compatible"}
SPACES = " ".join(f'xmlns:{name}="{ODF}:{space}:1.0"' for name, space in NAMED.items())
CONTENT = (
    "<?xml version='1.0'?><office:document-content {spaces} xmlns:xlink='http://www.w3.org/1999/xlink'"
    " office:version='1.2'><office:body><office:text>{body}</office:text></office:body></office:document-content>"
)


MANIFEST = f"""<?xml version="1.0"?><m:manifest xmlns:m="{ODF}:manifest:1.0">
<m:file-entry m:full-path="/" m:media-type="application/vnd.oasis.opendocument.text"/>
<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>"""


def odt(body: str, *others: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as target:
        target.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        target.writestr("content.xml", CONTENT.format(spaces=SPACES, body=body))
        if "META-INF/manifest.xml" not in dict(others):
            target.writestr("META-INF/manifest.xml", MANIFEST)
        for name, data in others:
            target.writestr(name, data)
    return out.getvalue()


WITH_MORE = Partie("styles.xml", deflated(b" " * 3_000_000), 1000, 0)
"""A part that gives more than it announces."""

WORD = in_headings(chutes(TERRAIN))
PROTECTED = b"\xd0\xcf\x11\xe0" + b"\0" * 100 + "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("fiche.docm", WORD, "format à macros (.docm)"),
        ("fiche.docx", repacked(WORD, "word/vbaProject.bin", b"x"), "macros"),
        ("fiche.docx", repacked(WORD, "word/activeX/activeX1.bin", b"x"), "macros"),
        ("fiche.docx", PROTECTED, "mot de passe"),
        ("fiche.doc", PROTECTED, "mot de passe"),
        ("fiche.docx", WORD[:3000], "abîmé"),
        ("fiche.docx", b"bonjour", "n'est pas un document"),
        ("fiche.pdf", b"%PDF-1.7", "ne se lit pas"),
        ("fiche.txt", b"", "vide"),
        # LibreOffice would go by what is inside, and fetch what it leads to
        ("fiche.doc", b"<html><img src='http://a.fr/b.png'></html>", "seul son nom"),
        ("fiche.rtf", b"<?xml version='1.0'?><office:document/>", "seul son nom"),
        ("fiche.odt", b"bonjour", "seul son nom"),
        ("fiche.doc", WORD, "seul son nom"),
        ("fiche.odt", odt("Bonjour", ("Basic/a.xml", b"x")), "macros"),
        ("fiche.odt", odt("Bonjour", method=zipfile.ZIP_BZIP2), "compressé d'une façon"),
        ("fiche.odt", odt("<!DOCTYPE a [<!ENTITY b 'c'>]>"), "déclarations XML"),
        ("fiche.odt", odt("<a/>" * 450_000), "balises"),
        ("fiche.odt", odt("<text:p>a<text:s text:c='999999999'/>b</text:p>"), "milliers de fois"),
        ("fiche.odt", odt("<t:table t:number-rows-repeated='1048576'/>"), "milliers de fois"),
        ("fiche.odt", zipped([partie("content.xml", b"<a/>"), WITH_MORE]), "structure anormale"),
        (
            "fiche.odt",
            odt("Bonjour", ("META-INF/manifest.xml", b"<manifest:encryption-data/>")),
            "mot de passe",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_by_name_with_a_way_out(
    name: str, data: bytes, said: str
) -> None:
    lue = importer._read(name, Path(name).suffix, data)
    assert isinstance(lue, RefusDeSource)
    assert said in lue.message
    assert lue.conseil


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("fiche.txt", b"mot\n" * 600_000, "la limite est de 2 Mo"),
        ("fiche.txt", b"mot mot mot : mot - mot\n" * 15_000, "la limite est de 20000"),
        ("fiche.md", b"mot\n" * 150_000, "la limite est de 500 ko"),
        ("fiche.html", b"<p>mot" * 400_000, "la limite est de 2 Mo"),
        ("fiche.txt", "mot".encode("utf-16"), "UTF-16"),
    ],
)
def test_a_text_beyond_measure_is_refused_with_the_limit_that_it_passes(
    name: str, data: bytes, said: str
) -> None:
    lue = importer._read(name, Path(name).suffix, data)
    assert isinstance(lue, RefusDeSource)
    assert said in lue.message
    assert lue.conseil


def test_pages_that_are_pictures_are_said_to_have_no_text() -> None:
    document = Document()
    document.add_picture(str(PICTURE))
    lue = read_docx(saved(document))
    assert isinstance(lue, RefusDeSource)
    assert "pas de texte" in lue.message


def test_the_menus_of_a_page_stand_apart() -> None:
    lue = read_html("page.html", in_html(chutes(TERRAIN)))
    assert isinstance(lue, SourceLue)
    assert lue.marges == ("Accueil Nous écrire", "Mentions légales")


@pytest.mark.parametrize("suffix", ["odt", "doc"])
def test_other_formats_come_through_libreoffice(
    suffix: str, bureau: Bureau, tmp_path: Path
) -> None:
    (tmp_path / "fiche.docx").write_bytes(WORD)
    bureau.convert(suffix, tmp_path, tmp_path / "fiche.docx")
    lue = importer._read(
        f"fiche.{suffix}", f".{suffix}", (tmp_path / f"fiche.{suffix}").read_bytes()
    )
    assert isinstance(lue, SourceLue)
    assert "900 personnes de plus de 65 ans" in Markdown().text(lue.blocks)


@contextmanager
def listening() -> Iterator[tuple[str, list[str]]]:
    """An address of this machine, and what is asked of it."""
    asked: list[str] = []

    class Porte(BaseHTTPRequestHandler):
        def answer(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_GET = do_HEAD = do_OPTIONS = answer

        def log_message(self, format: str, *args: object) -> None:
            """In silence."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Porte)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.lent
def test_an_import_asks_nothing_of_the_network() -> None:
    """LibreOffice reads what we hand to it; left to itself, it would fetch the picture three times."""
    with listening() as (address, asked):
        frame = (
            "<text:p>Bonjour <draw:frame svg:width='2cm' svg:height='2cm'>{}</draw:frame></text:p>"
        )
        picture = f"<draw:image xlink:href='{address}/a.png' xlink:type='simple'/>"
        lue = importer._read("fiche.odt", ".odt", odt(frame.format(picture)))
        assert isinstance(lue, SourceLue), lue
        assert "Bonjour" in Markdown().text(lue.blocks)
        assert asked == []


SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def with_text_of(name: str, text: str) -> bytes:
    """A Word file with a footnote and a list, one of whose parts is this."""
    document = Document()
    document.add_paragraph("Un texte", style="List Bullet")
    source = zipfile.ZipFile(io.BytesIO(saved(document)))
    out = io.BytesIO()
    with source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for one in source.namelist():
            target.writestr(one, text if one == name else source.read(one))
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("word/document.xml", f"<w:document {SPACE}/>"),
        ("word/document.xml", "<a/>"),
        (
            "word/document.xml",
            f"<w:document {SPACE}>{'<w:sdt>' * 300}{'</w:sdt>' * 300}</w:document>",
        ),
        ("word/styles.xml", "<a/>"),
        ("word/styles.xml", "<w:styles"),
        ("word/numbering.xml", "<w:numbering"),
        ("_rels/.rels", "<Relationships><Relationship Id='rId1' Type='x'/></Relationships>"),
    ],
)
def test_a_part_that_is_not_what_it_should_be_is_told(name: str, content: str) -> None:
    lue = read_docx(with_text_of(name, content))
    assert isinstance(lue, RefusDeSource)
    assert "abîmé" in lue.message or "n'est pas un document Word" in lue.message


@pytest.mark.parametrize("columns", ["a", "²", "-3", "99999999", "9" * 5000, ""])
def test_a_cell_of_any_width_is_read(columns: str) -> None:
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="{columns}"/></w:tcPr><w:p><w:r><w:t>Case</w:t></w:r></w:p></w:tc>'
    body = f"<w:tbl><w:tr>{cell}</w:tr></w:tbl><w:p/>"
    content = f"<w:document {SPACE}><w:body>{body}</w:body></w:document>"
    assert "Case" in text(with_text_of("word/document.xml", content))


@pytest.mark.parametrize("start", ["- repérer", "> citer", "1. former", "+ ajouter", "# noter"])
def test_a_line_of_a_cell_that_would_open_a_list_or_a_title_comes_in(
    start: str, projet: Path
) -> None:
    """A page in landscape, its lines broken in the cells; the second line of each cell begins as a block of Markdown."""
    document = Document()
    table = document.add_table(rows=2, cols=4)
    for column, title in enumerate(("Contexte", "Objectifs", "Public", "Actions")):
        table.cell(0, column).text = title
        table.cell(1, column).text = f"Une première ligne\n{start} les chutes"
    data = saved(document)
    status, paths = bring(projet, "paysage.docx", data)
    assert status == 0
    kept = " ".join(path.read_text(encoding="utf-8") for path in paths)
    assert words_in(source_words("paysage.docx", data)) - words_in(kept) == {}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"{\\rtf1 " + b"{" * 1_000_000 + b"}" * 1_000_000 + b"}", "groupes"),
        (b"{\\rtf1 " + b"{}" * 500_000 + b"}", "groupes"),
        (b"{\\rtf1 " + b"{" * 2_000 + b"}" * 2_000 + b"}", "groupes"),
        (b"{\\rtf1 " + b"\\par " * 3_000_000 + b"}", "paragraphes"),
        (b"{\\rtf1 " + b"\\itap9\\nestcell\\nestrow" * 150_000 + b"}", "paragraphes"),
        (b"{\\rtf1 " + b"\\trowd\\cellx1 a\\cell\\row" * 600_000 + b"}", "lignes"),
        (b"{\\rtf1 " + b"\\trowd\\cellx1 a\\cell\\row" * 500 + b"{\\b x}" * 2_000 + b"}", ""),
    ],
)
@pytest.mark.parametrize("suffix", [".rtf", ".doc"])
def test_a_text_in_rtf_without_end_is_refused_before(data: bytes, said: str, suffix: str) -> None:
    with promptly(1):
        refusal = refused_before_conversion(data, suffix)
    assert (refusal.message if refusal else "").count(said) >= bool(said)
    assert (refusal is not None) is bool(said)
