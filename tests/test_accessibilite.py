"""Whoever cannot see reads the documents too: names, headers, alternatives, language, order of titles, contrast."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

import pytest
from lxml import etree

from pipeline.model.charte import contraste
from pipeline.run import build
from tests.gabarits import parts_of
from tests.projets import CHECKOUT, ancien_exemple, edited, examen, petit_projet

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


JEUX = ("docx", "sobre")
JEU = pytest.mark.parametrize("jeu", JEUX)
FOUR = ("projet-de-sante.docx", "annexe-budget.docx", "statuts.docx", "reglement-interieur.docx")
HEADING = re.compile(r"heading ([1-6])")
SHOWN_AS_DATA = ("Tableau CPTS", "Tableau signature")


class Ecrit(NamedTuple):
    """A document that was built: its parts, its text, and the name of each style by its id."""

    parts: Mapping[str, str]
    root: etree._Element
    styles: Mapping[str, str]

    def style(self, node: etree._Element, path: str) -> str:
        return self.styles.get(value(node, path), "")


@lru_cache(maxsize=2)
def outputs(jeu: str) -> Mapping[str, Ecrit]:
    """Every document of the small project, with more in it, and of the example, in a set of templates."""
    sets = {
        f"templates/{jeu}/{path.name}": path.read_bytes()
        for path in (CHECKOUT / "templates" / jeu).glob("*.docx")
    }
    found: dict[str, Ecrit] = {}
    for project, files in (("petit", edited(petit_projet(), RICH)), ("exemple", ancien_exemple())):
        charte = files.get("content/charte.yaml", b"")
        state = examen({**files, **sets, "content/charte.yaml": f"jeu: {jeu}\n".encode() + charte})
        for name, data in build(state).items():
            found[f"{project}/{name}"] = lu(parts_of(data))
    return found


def lu(parts: Mapping[str, str]) -> Ecrit:
    styles = etree.fromstring(parts["word/styles.xml"].encode())
    names = {
        style.get(f"{W}styleId", ""): value(style, "name") for style in styles.iter(f"{W}style")
    }
    return Ecrit(parts, etree.fromstring(parts["word/document.xml"].encode()), names)


def text_of(node: etree._Element) -> str:
    return "".join(part.text or "" for part in node.iter(f"{W}t")).strip()


def value(node: etree._Element, path: str) -> str:
    found = node.find("/".join(f"{W}{step}" for step in path.split("/")))
    return "" if found is None else found.get(f"{W}val", "")


@JEU
def test_every_document_of_the_project_is_looked_at(jeu: str) -> None:
    found = set(outputs(jeu))
    assert {f"petit/{name}" for name in FOUR} <= found
    assert len([name for name in found if name.startswith("exemple/")]) >= 16


@JEU
def test_every_table_has_a_name_and_a_header_row_where_it_has_data(jeu: str) -> None:
    headless: list[tuple[str, str]] = []
    for name, one in outputs(jeu).items():
        for table in one.root.iter(f"{W}tbl"):
            if not value(table, "tblPr/tblCaption"):
                headless.append((name, text_of(table)[:80]))
            first = table.find(f"{W}tr/{W}trPr/{W}tblHeader")
            if one.style(table, "tblPr/tblStyle") in SHOWN_AS_DATA and first is None:
                headless.append((name, text_of(table)[:80]))
    assert headless == []


@JEU
def test_every_picture_is_told_in_words(jeu: str) -> None:
    for name, one in outputs(jeu).items():
        shown = list(one.root.iter(DOCPR))
        assert all(picture.get("descr", "").strip() for picture in shown), name
        assert shown or not name.endswith("/projet-de-sante.docx")


@JEU
def test_titles_go_down_one_level_at_a_time(jeu: str) -> None:
    for name, one in outputs(jeu).items():
        level = 0
        for par in one.root.iter(f"{W}p"):
            style = HEADING.fullmatch(one.style(par, "pPr/pStyle"))
            if style:
                assert text_of(par), name
                assert int(style[1]) <= level + 1, (name, text_of(par))
                level = int(style[1])
        assert level or name.split("/")[1] not in FOUR


@JEU
def test_every_link_has_words_and_every_file_its_language_and_title(jeu: str) -> None:
    for name, one in outputs(jeu).items():
        assert all(text_of(link) for link in one.root.iter(f"{W}hyperlink")), name
        core, styles = (one.parts[part] for part in ("docProps/core.xml", "word/styles.xml"))
        assert "<dc:language>fr-FR</dc:language>" in core, name
        assert re.search("<dc:title>[^<]+</dc:title>", core), name
        assert '<w:lang w:val="fr-FR"' in styles, name


@JEU
def test_no_empty_paragraph_makes_room_but_the_thin_one_under_a_table(jeu: str) -> None:
    """Word wants a paragraph between two tables, at the end of a cell or of a shape, and for the mark of a section."""
    for name, one in outputs(jeu).items():
        for par in one.root.iter(f"{W}p"):
            filled = text_of(par) or par.find(f".//{W}drawing") is not None
            style = one.style(par, "pPr/pStyle")
            if filled or style in ("Intervalle", "Couverture espace"):
                continue
            inside = next(par.iterancestors(f"{W}tc", f"{W}txbxContent"), None) is not None
            marks = (
                par.find(f"{W}pPr/{W}sectPr") is not None or par.find(f".//{W}fldChar") is not None
            )
            assert inside or marks, (name, style, etree.tostring(par)[:200])


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
