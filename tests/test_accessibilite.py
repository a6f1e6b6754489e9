"""Whoever cannot see reads the documents too: names, headers, alternatives, language, order of titles, contrast."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

import pytest
from lxml import etree

from pipeline.model.charte import contraste
from pipeline.run import build
from tests.gabarits import parts_of
from tests.projets import CHECKOUT, edited, examen, petit_projet

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DOCPR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
WHITE = "FFFFFF"
LEGIBLE = 4.5
RICH = """
content/organisation/01-gouvernance.md
- Une association ouverte à tous.
+ Une association ouverte à tous, [avec un site](https://www.cpts-test.fr).
+
+ > **Attention.** Un encadré.
+
+ {{ carte.territoire }}
+
+ | Nom | Nombre |
+ |---|---:|
+ | Un | 1 |
"""


@lru_cache(maxsize=1)
def outputs() -> Mapping[str, Mapping[str, str]]:
    made = build(examen(edited(petit_projet(), RICH)))
    assert made
    return {name: parts_of(data) for name, data in made.items()}


NAMES = ("projet-de-sante.docx", "annexe-budget.docx", "statuts.docx", "reglement-interieur.docx")


@lru_cache(maxsize=8)
def document(name: str) -> etree._Element:
    return etree.fromstring(outputs()[name]["word/document.xml"].encode())


def text_of(node: etree._Element) -> str:
    return "".join(part.text or "" for part in node.iter(f"{W}t")).strip()


def value(node: etree._Element, path: str) -> str:
    found = node.find("/".join(f"{W}{step}" for step in path.split("/")))
    return "" if found is None else found.get(f"{W}val", "")


def test_every_document_of_the_project_is_looked_at() -> None:
    assert set(outputs()) == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_table_has_a_name_and_a_header_row_where_it_has_data(name: str) -> None:
    for table in document(name).iter(f"{W}tbl"):
        assert value(table, "tblPr/tblCaption"), text_of(table)[:80]
        if value(table, "tblPr/tblStyle") in ("TableauCPTS", "Tableausignature"):
            first = table.find(f"{W}tr")
            assert first is not None
            assert first.find(f"{W}trPr/{W}tblHeader") is not None, text_of(table)[:80]


@pytest.mark.parametrize("name", NAMES)
def test_every_picture_is_told_in_words(name: str) -> None:
    shown = list(document(name).iter(DOCPR))
    assert all(picture.get("descr", "").strip() for picture in shown)
    assert shown or name != NAMES[0]


@pytest.mark.parametrize("name", NAMES)
def test_titles_go_down_one_level_at_a_time(name: str) -> None:
    level = 0
    for par in document(name).iter(f"{W}p"):
        style = re.fullmatch(r"Titre([1-6])", value(par, "pPr/pStyle"))
        if style:
            assert text_of(par)
            assert int(style[1]) <= level + 1, text_of(par)
            level = int(style[1])


@pytest.mark.parametrize("name", NAMES)
def test_every_link_has_words_and_every_file_its_language_and_title(name: str) -> None:
    assert all(text_of(link) for link in document(name).iter(f"{W}hyperlink"))
    core, styles = (outputs()[name][part] for part in ("docProps/core.xml", "word/styles.xml"))
    assert "<dc:language>fr-FR</dc:language>" in core
    assert re.search("<dc:title>[^<]+</dc:title>", core)
    assert '<w:lang w:val="fr-FR"' in styles


@pytest.mark.parametrize("name", NAMES)
def test_no_empty_paragraph_makes_room_but_the_thin_one_under_a_table(name: str) -> None:
    """Word wants a paragraph between two tables, at the end of a cell, and for the mark of a section."""
    for par in document(name).iter(f"{W}p"):
        filled = text_of(par) or par.find(f".//{W}drawing") is not None
        style = value(par, "pPr/pStyle")
        if filled or style in ("Intervalle", "Couvertureespace"):
            continue
        in_a_cell = next(par.iterancestors(f"{W}tc"), None) is not None
        marks = par.find(f"{W}pPr/{W}sectPr") is not None or par.find(f".//{W}fldChar") is not None
        assert in_a_cell or marks, (style, etree.tostring(par)[:200])


def styles_with_colours(name: str, jeu: str = "docx") -> Iterator[tuple[str, str, str]]:
    """Each style of a template that has a colour of its own, with what is behind its words."""
    parts = parts_of((CHECKOUT / f"templates/{jeu}/{name}").read_bytes())
    root = etree.fromstring(parts["word/styles.xml"].encode())
    for style in root.iter(f"{W}style"):
        for node in (style, *style.iterfind(f"{W}tblStylePr")):
            colour = value(node, "rPr/color")
            shade = node.find(f".//{W}shd")
            behind = shade.get(f"{W}fill", WHITE) if shade is not None else WHITE
            if re.fullmatch("[0-9A-F]{6}", colour):
                yield value(style, "name"), colour, behind if behind != "auto" else WHITE


@pytest.mark.parametrize(
    "name", sorted(path.name for path in (CHECKOUT / "templates/docx").glob("*.docx"))
)
def test_words_stand_out_from_what_is_behind_them(name: str) -> None:
    found = list(styles_with_colours(name))
    assert len(found) > 10
    assert [one for one in found if contraste(one[1], one[2]) < LEGIBLE] == []
