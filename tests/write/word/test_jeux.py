"""A second set of templates, laid out another way: one line of the charte, and nothing depends on the first."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import pytest

from pipeline.model.charte import contraste
from pipeline.programs import converted
from pipeline.run import build
from pipeline.write.word.inventaire import inventaire
from tests.gabarits import parts_of
from tests.projets import CHECKOUT, constats, examen, petit_projet
from tests.test_accessibilite import LEGIBLE, styles_with_colours

SOBRE = CHECKOUT / "templates/sobre"
NAMES = sorted(path.name for path in SOBRE.glob("*.docx"))


def with_set(name: str) -> dict[str, bytes]:
    templates = {f"templates/sobre/{path.name}": path.read_bytes() for path in SOBRE.glob("*.docx")}
    return {**petit_projet(), **templates, "content/charte.yaml": f"jeu: {name}\n".encode()}


@lru_cache(maxsize=2)
def document(name: str) -> str:
    outputs = build(examen(with_set(name)), wanted=["projet-de-sante"])
    return parts_of(outputs["projet-de-sante.docx"])["word/document.xml"]


def words(xml: str) -> set[str]:
    """Those from the contents on: what a cover says of its own is its template's."""
    xml = xml[xml.index("Sommaire") :]
    return set(re.findall(r"\w{4,}", " ".join(re.findall(r"<w:t[^>]*>([^<]*)", xml))))


def test_both_sets_have_the_same_templates_and_nothing_to_say() -> None:
    assert sorted(path.name for path in (CHECKOUT / "templates/docx").glob("*.docx")) == NAMES
    assert constats(with_set("sobre")) == []
    assert (SOBRE / "LISEZMOI.md").read_text(encoding="utf-8") == inventaire()


def test_every_word_is_printed_by_both_sets() -> None:
    assert words(document("docx")) - words(document("sobre")) == set()


def foot(name: str, template: str) -> set[str]:
    """What a template prints at the foot of its pages."""
    parts = parts_of((CHECKOUT / "templates" / name / template).read_bytes())
    feet = "".join(xml for part, xml in parts.items() if part.startswith("word/footer"))
    return set(re.findall(r"\{\{[^}]*\}\}|Paraphes|Version| PAGE ", feet))


@pytest.mark.parametrize("template", NAMES)
def test_both_sets_print_the_same_at_the_foot_of_a_page(template: str) -> None:
    """Room for initials on the statutes; no version of the project on a letter or on minutes."""
    assert foot("docx", template) == foot("sobre", template)


def test_the_second_set_shares_no_style_id_and_no_margin_with_the_first() -> None:
    def ids(name: str) -> set[str]:
        return set(re.findall(r'<w:(?:p|r|tbl)Style w:val="([^"]*)"', document(name)))

    assert ids("docx") & ids("sobre") == set()
    assert 'w:left="1247"' in document("docx")
    assert 'w:left="1417"' in document("sobre")
    widths = re.findall(r'<w:tblW w:w="([0-9]+)" w:type="dxa"', document("sobre"))
    assert max(map(int, widths)) <= 9_072


SAVED = ("projet-de-sante", "fiche-action", "statuts")


@pytest.mark.lent
def test_templates_saved_by_libreoffice_print_the_same_words(soffice: Path) -> None:
    """It gives styles the ids that it likes: ours are French, as Word writes them here."""
    assert soffice.exists()
    files = petit_projet()
    for name in SAVED:
        path = f"templates/docx/{name}.docx"
        files[path] = converted(files[path], ".docx") or b""
    assert constats(files) == []
    outputs = build(examen(files))
    projet, statuts = (
        parts_of(outputs[name])["word/document.xml"]
        for name in ("projet-de-sante.docx", "statuts.docx")
    )
    assert words(projet) == words(document("docx"))
    assert 'w:val="Titre2"' in document("docx")
    for xml in (projet, statuts):
        assert 'w:val="Heading2"' in xml
        assert 'w:val="Titre2"' not in xml
    assert projet.count("<w:tbl>") == document("docx").count("<w:tbl>")


def test_a_set_that_is_not_there_is_told() -> None:
    files = with_set("sombre")
    assert [line for line in constats(files) if "D001" in line and "charte" in line] == [
        "content/charte.yaml:1: erreur D001: il n'y a pas de jeu de modèles « sombre » : "
        "le dossier templates/sombre/ manque."
    ]


def test_words_stand_out_in_the_second_set_too() -> None:
    for name in NAMES:
        found = list(styles_with_colours(name, "sobre"))
        assert len(found) > 5
        assert [one for one in found if contraste(one[1], one[2]) < LEGIBLE] == []
