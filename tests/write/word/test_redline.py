"""Two states of a document as one with tracked changes: all accepted it is the new one, all rejected the old one."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model.revision import Origine, Redline, Signature
from pipeline.run import build
from pipeline.write.word.ooxml import R, W, escape
from pipeline.write.word.package import archive
from pipeline.write.word.redline.document import redline
from tests.libreoffice import Bureau, closed, opened
from tests.projets import edited, examen, petit_projet, sans_pages
from tests.suivi import accepted, parts_of, rejected, said

WHEN = "2026-11-28T10:00:00Z"
FICHE = "content/fiches/M1-01-soins-sans-rendez-vous.md"
TERRITOIRE = "content/diagnostic/01-territoire.md"
SENTENCE = "Deux communes, dont Auch."


def signed(section: str) -> Signature:
    return Signature("Anne Ars" if section else "Projet", WHEN)


def between(
    old: bytes, new: bytes, causes: Mapping[tuple[str, str], Origine] | None = None
) -> Redline:
    """The redline, found true both ways."""
    made = redline(old, new, signed, causes or {})
    assert accepted(made.docx) == said(parts_of(new))
    assert rejected(made.docx) == said(parts_of(old))
    return made


def marks(docx: bytes, kind: str) -> list[str]:
    """The words of each mark of a kind."""
    xml = parts_of(docx)["word/document.xml"].decode()
    found = re.findall(rf"<w:{kind} [^>]*>.*?</w:{kind}>", xml, re.DOTALL)
    words = ("".join(re.findall(r"<w:(?:t|delText)(?: [^>]*)?>([^<]*)", one)) for one in found)
    return [one for one in words if one]


# --- the documents of a project ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def avant() -> dict[str, bytes]:
    return build(examen(sans_pages(petit_projet())))


def states(avant: dict[str, bytes], notation: str, name: str) -> tuple[bytes, bytes]:
    files = edited(sans_pages(petit_projet()), notation)
    after = build(examen(files), brouillon=True)
    return avant[name], after[name]


def test_the_same_document_has_no_mark(avant: dict[str, bytes]) -> None:
    for docx in avant.values():
        made = between(docx, docx)
        assert made.changements == 0
        assert marks(made.docx, "ins") == marks(made.docx, "del") == []


def test_words_are_marked_and_signed_by_whoever_changed_the_file(avant: dict[str, bytes]) -> None:
    old, new = states(
        avant, f"{TERRITOIRE}\n- {SENTENCE}\n+ Trois communes, dont Auch.", "projet-de-sante.docx"
    )
    made = between(old, new)
    assert marks(made.docx, "del") == ["Deux"]
    assert marks(made.docx, "ins") == ["Trois"]
    assert made.changements == 1
    xml = parts_of(made.docx)["word/document.xml"].decode()
    assert set(re.findall(r'w:author="([^"]*)" w:date="([^"]*)"', xml)) == {("Anne Ars", WHEN)}


@pytest.mark.parametrize(
    "text",
    [
        f"{SENTENCE}\n\nUn alinéa de plus.",
        f"Un alinéa avant.\n\n{SENTENCE}",
        f"{SENTENCE}\n\n- un point ;\n- un autre.",
        f"{SENTENCE}\n\n1. un ;\n2. deux.",
        f"{SENTENCE}\n\n| Quoi | Combien |\n|---|---:|\n| Salle | 12 |\n| Voiture | 3 |",
        f"{SENTENCE}\n\n> [!NOTE]\n> À lire.",
        f"**{SENTENCE}**",
        f"{SENTENCE} Voir [ce site](https://example.org/a).",
        f"{SENTENCE}[^1]\n\n[^1]: Une note.",
        "### Un titre\n\nUn alinéa tout autre, sans rien de commun.",
        "Rien à dire ici, ni là.",
    ],
)
def test_what_came_may_leave_and_what_left_may_come_back(
    avant: dict[str, bytes], text: str
) -> None:
    files = sans_pages(petit_projet())
    changed = files[TERRITOIRE].decode().replace(SENTENCE, text)
    after = build(examen({**files, TERRITOIRE: changed.encode()}), brouillon=True)
    name = "projet-de-sante.docx"
    assert between(avant[name], after[name]).changements
    assert between(after[name], avant[name]).changements


def test_a_figure_is_marked_whole_and_its_cause_is_told_once(avant: dict[str, bytes]) -> None:
    old, new = states(
        avant,
        f"{TERRITOIRE}\n- {SENTENCE}\n+ Il y a 12 345 lits. Il y a 12 345 lits.",
        "projet-de-sante.docx",
    )
    other = states(
        avant,
        f"{TERRITOIRE}\n- {SENTENCE}\n+ Il y a 12 399 lits. Il y a 12 399 lits.",
        "projet-de-sante.docx",
    )[1]
    why = Origine("lits", "Lits : 12 345 devient 12 399. Cause : le budget change.", frozenset())
    made = between(new, other, {("12\u202f345", "12\u202f399"): why})
    assert marks(made.docx, "del") == ["12\u202f345", "12\u202f345"]
    comments = parts_of(made.docx)["word/comments.xml"].decode()
    assert comments.count("Cause : le budget change") == 1
    assert old != new


def test_a_section_that_moved_says_so(avant: dict[str, bytes]) -> None:
    files = sans_pages(petit_projet())
    parts = [f"## Titre {n}\n\n" + f"Le sujet numéro {n} se lit ici. " * 4 for n in range(4)]
    orders = ("\n\n".join(parts), "\n\n".join([*parts[1:], parts[0]]))
    old, new = (
        build(
            examen(
                {**files, TERRITOIRE: files[TERRITOIRE].replace(SENTENCE.encode(), text.encode())}
            ),
            brouillon=True,
        )["projet-de-sante.docx"]
        for text in orders
    )
    comments = parts_of(between(old, new).docx)["word/comments.xml"].decode()
    assert comments.count("il est ailleurs") == comments.count("il était ailleurs") == 1


def test_what_left_takes_along_what_its_references_lead_to(avant: dict[str, bytes]) -> None:
    files = sans_pages(petit_projet())
    title = "Tableau : Les salles {#salles}"
    table = (
        f"{title}\n\n| Quoi | Combien |\n|---|---:|\n| Salle | 12 |\n\nVoir le [](#tableau-salles)."
    )
    text = files[TERRITOIRE].decode().replace(SENTENCE, f"{SENTENCE}\n\n{table}")
    old = build(examen({**files, TERRITOIRE: text.encode()}), brouillon=True)
    made = between(old["projet-de-sante.docx"], avant["projet-de-sante.docx"]).docx
    xml = parts_of(made)["word/document.xml"].decode()
    names = re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]*)"', xml)
    asked = re.findall(r">REF (\S+) ", xml)
    assert any("salles" in name for name in asked)
    assert set(asked) <= set(names)
    assert len(names) == len(set(names))
    numbers = re.findall(r'<w:bookmarkStart w:id="([0-9]+)"', xml)
    assert len(numbers) == len(set(numbers))


def test_the_example_grown_old_is_found_again(documents: dict[str, bytes], exemple: Path) -> None:
    """Every document against another: nothing in common, and both ways still hold."""
    names = ["convocation.docx", "proces-verbal.docx", "dirigeants.docx"]
    for one in names:
        for other in names:
            between(documents[one], documents[other])


# --- small documents made of anything ---------------------------------------------------------------------------

PACKAGE = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/word/document.xml" ContentType="x"/></Types>',
    "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    "</Relationships>",
}


def docx_of(blocks: list[object]) -> bytes:
    body = "".join(map(xml_of, blocks)) + "<w:sectPr/>"
    document = f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}</w:body></w:document>'
    parts = {**PACKAGE, "word/document.xml": document}
    return archive({name: text.encode() for name, text in parts.items()})


def xml_of(block: object) -> str:
    if isinstance(block, str):
        look = "<w:rPr><w:b/></w:rPr>" if block.endswith("!") else ""
        run = f'<w:r>{look}<w:t xml:space="preserve">{escape(block)}</w:t></w:r>' if block else ""
        return f"<w:p>{run}</w:p>"
    assert isinstance(block, list)
    rows = "".join(
        "<w:tr>" + "".join(f"<w:tc>{''.join(map(xml_of, cell))}</w:tc>" for cell in row) + "</w:tr>"
        for row in block
    )
    grid = "<w:gridCol/>" * len(block[0])
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl><w:p/>"


words = st.lists(
    st.sampled_from(
        ["le", "la", "un", "soin", "lit", "12", "3\u202f400", "€", ";", ".", "été", "!"]
    ),
    max_size=6,
).map(" ".join)
cells = st.lists(words, min_size=1, max_size=2)
tables = st.integers(1, 3).flatmap(
    lambda width: st.lists(st.lists(cells, min_size=width, max_size=width), min_size=1, max_size=3)
)
blocks = st.lists(words | tables, min_size=1, max_size=6)


def test_the_same_words_in_other_cells_are_another_row() -> None:
    two, other, one = [[["un"], ["lit"]]], [[["unlit"], [""]]], [[["unlit"]]]
    for old, new in ((two, other), (two, one), (one, two)):
        between(docx_of([old, "Fin."]), docx_of([new, "Fin."]))


@settings(max_examples=80, deadline=None)
@given(blocks, blocks)
def test_any_two_documents_are_both_in_their_redline(old: list[object], new: list[object]) -> None:
    between(docx_of([*old, "Fin."]), docx_of([*new, "Fin."]))


@settings(max_examples=60, deadline=None)
@given(blocks, st.data())
def test_a_document_and_the_same_with_one_block_changed(
    old: list[object], data: st.DataObject
) -> None:
    new = list(old)
    new[data.draw(st.integers(0, len(old) - 1))] = data.draw(words | tables)
    between(docx_of([*old, "Fin."]), docx_of([*new, "Fin."]))


# --- what a real program makes of it ------------------------------------------------------------------------------

DISPATCH = (
    'appel = createUnoService("com.sun.star.frame.DispatchHelper")',
    'appel.executeDispatch(livre.CurrentController.Frame, ".uno:{}AllTrackedChanges", "", 0, Array())',
)
WORD = "MS Word 2007 XML"


def texts(docx: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        xml = package.read("word/document.xml").decode()
    found = ("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)", one)) for one in xml.split("</w:p>"))
    return [one for one in found if one.strip()]


@pytest.mark.lent
def test_libreoffice_accepts_and_rejects_all(
    avant: dict[str, bytes], bureau: Bureau, tmp_path: Path
) -> None:
    files = sans_pages(petit_projet())
    text = files[TERRITOIRE].decode()
    added = "Trois communes, dont Auch.\n\nUn alinéa de plus.\n\n- un point ;\n- un autre."
    rows = "\n\n| Quoi | Combien |\n|---|---:|\n| Salle | 12 |\n"
    before = {**files, TERRITOIRE: text.replace(SENTENCE, SENTENCE + rows).encode()}
    more = rows + "| Voiture | 3 |\n"
    after = {**files, TERRITOIRE: text.replace(SENTENCE, added + more).encode()}
    old, new = (build(examen(one))["projet-de-sante.docx"] for one in (before, after))
    made = between(old, new).docx
    lines: list[str] = []
    for name, docx, settle in (
        ("vieux", old, ""),
        ("neuf", new, ""),
        ("accepte", made, "Accept"),
        ("rejete", made, "Reject"),
    ):
        path = tmp_path / f"{name}.docx"
        path.write_bytes(docx)
        target = (tmp_path / f"{name}-lu.docx").as_uri()
        lines += [
            opened(path).replace(", cache()", ", Array()"),
            *(one.format(settle) for one in DISPATCH if settle),
            f'Garder(livre, "{target}", "{WORD}")',
            closed(),
        ]
    bureau.run(lines)

    def read(name: str) -> list[str]:
        return texts((tmp_path / f"{name}-lu.docx").read_bytes())

    assert read("accepte") == read("neuf")
    assert read("rejete") == read("vieux")
