"""The charte graphique: what a key of ``charte.yaml`` or the theme of a template changes in the documents."""

from __future__ import annotations

import io
import re
import zipfile
from functools import lru_cache

import pytest

from pipeline.model.files import Files
from pipeline.run import build
from pipeline.write.word.charte import theme_of
from pipeline.write.word.package import archive
from tests.projets import CHECKOUT, edited, examen, petit_projet

THEME = "word/theme/theme1.xml"
STYLES = "word/styles.xml"
TEMPLATE = "templates/docx/statuts.docx"
BY_NAME = re.compile(r'<w:[A-Za-z]+\b[^>]*theme(?:Color|Fill)="([A-Za-z0-9]+)"[^>]*>')
ALARM = "8B1A1A"
"""The red of « brouillon » and of its notices, which no charte may make discreet."""

CHARTE = """
content/charte.yaml
créer
+ couleurs:
+   principale: 7A1022
+   fond: "#f6e9eb"
+ polices:
+   titres: Georgia
"""
LOGOS = """
content/charte.yaml
créer
+ logo: images/logo.svg
+ partenaires:
+   - nom: Commune de Fontanel
+     logo: images/commune.svg
+   - nom: Centre hospitalier
content/images/logo.svg
créer
+ <svg xmlns="http://www.w3.org/2000/svg" width="40" height="200"><rect width="40" height="200" fill="#0F4C5C"/></svg>
content/images/commune.svg
créer
+ <svg xmlns="http://www.w3.org/2000/svg" width="400" height="20"><rect width="400" height="20" fill="#0F4C5C"/></svg>
"""


WIDE = """content/images/{name}.svg
créer
+ <svg xmlns="http://www.w3.org/2000/svg" width="390" height="120"><rect width="390" height="120" fill="#0F4C5C"/></svg>
"""
PARAGRAPH = re.compile(r"<w:p[ >].*?</w:p>", re.DOTALL)
SIDES = (r"<w:pgSz w:w", r"<w:pgMar[^>]* w:left", r"<w:pgMar[^>]* w:right")
LARGEST = 20
"""The letters, in points, of the largest style in which a space may stand between two logos."""


def parts_of(files: Files, name: str = "statuts.docx") -> dict[str, str]:
    return unzipped(build(examen(files), wanted=[name.removesuffix(".docx")])[name])


def _twips(side: str, text: str) -> int:
    found = re.search(rf'{side}="([0-9]+)"', text)
    assert found is not None, side
    return int(found[1])


def unzipped(docx: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return {
            name: package.read(name).decode() for name in package.namelist() if name.endswith("xml")
        }


@lru_cache(maxsize=1)
def dressed() -> dict[str, str]:
    return parts_of(edited(petit_projet(), CHARTE))


def style(parts: dict[str, str], name: str) -> str:
    found = re.search(
        rf'<w:style [^>]*><w:name w:val="{name}"/>.*?</w:style>', parts[STYLES], re.DOTALL
    )
    assert found is not None
    return found[0]


@pytest.mark.parametrize(
    "name", sorted(path.name for path in (CHECKOUT / "templates/docx").glob("*.docx"))
)
def test_templates_take_their_colours_and_fonts_from_their_theme(name: str) -> None:
    parts = unzipped((CHECKOUT / "templates/docx" / name).read_bytes())
    known = theme_of(parts[THEME].encode())
    for part, text in parts.items():
        if part.startswith("word/") and part != THEME:
            written = re.findall(
                r'<w:[A-Za-z]+\b[^>]*\bw:(?:color|fill|val)="([0-9A-F]{6})"(?![^>]*\bw:theme)[^>]*>',
                text,
            )
            assert set(written) <= {ALARM}
            assert 'w:ascii="Calibri"/>' not in text
    assert known.polices == {"majorFont": "Calibri", "minorFont": "Calibri"}


def test_a_key_of_the_charte_wins_over_the_theme_wherever_it_is_used() -> None:
    titre = style(dressed(), "heading 1")
    assert '<w:color w:val="7A1022" w:themeColor="accent1"/>' in titre
    assert 'w:ascii="Georgia"' in titre
    assert 'w:fill="F6E9EB" w:themeFill="background2"' in style(dressed(), "Tableau CPTS")
    assert "0F4C5C" not in dressed()[STYLES]
    theme = theme_of(dressed()[THEME].encode())
    assert theme.couleurs["accent1"] == theme.couleurs["dk2"] == "7A1022"


def test_an_absent_key_leaves_the_template_s_own() -> None:
    plain = parts_of(petit_projet())
    for name in ("toc 3", "Normal", "Encadré"):
        assert style(dressed(), name) == style(plain, name)
    assert theme_of(dressed()[THEME].encode()).polices["minorFont"] == "Calibri"


def test_colours_chosen_in_word_are_followed() -> None:
    """« Création, Couleurs » changes the theme alone; LibreOffice reads what stands beside the names of colours."""
    files = petit_projet()
    with zipfile.ZipFile(io.BytesIO(files[TEMPLATE])) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts[THEME] = parts[THEME].replace(
        b'<a:accent1><a:srgbClr val="0F4C5C"/>', b'<a:accent1><a:sysClr val="x" lastClr="225577"/>'
    )
    made = parts_of({**files, TEMPLATE: archive(parts)})
    assert '<w:color w:val="225577" w:themeColor="accent1"/>' in style(made, "heading 1")


def test_every_colour_by_name_has_the_value_of_the_theme_beside_it() -> None:
    named = BY_NAME.findall(dressed()[STYLES])
    assert {"accent1", "accent6", "background2", "text1", "hyperlink"} <= set(named)
    assert "9DB6BC" not in dressed()[STYLES]


def test_the_cover_shows_the_logos_side_by_side_and_names_the_partners() -> None:
    parts = parts_of(edited(petit_projet(), LOGOS), "projet-de-sante.docx")
    text = parts["word/document.xml"]
    cover = text[: text.index("Sommaire")]
    assert re.findall(r'<wp:docPr [^>]*descr="([^"]*)"', cover) == [
        "Logo : CPTS de Test",
        "Logo : Commune de Fontanel",
    ]
    heights = {int(cy) for cy in re.findall(r'<wp:extent cx="[0-9]+" cy="([0-9]+)"', cover)}
    assert max(heights) == 18 * 36_000
    assert "Commune de Fontanel, Centre hospitalier" in cover


def test_three_wide_logos_leave_room_on_their_line_for_the_spaces_between_them() -> None:
    third = LOGOS.replace("Centre hospitalier\n", "Centre hospitalier\n+     logo: images/ch.svg\n")
    wide = (WIDE.format(name=file) for file in ("logo", "commune", "ch"))
    files = edited(petit_projet(), third.partition("content/images")[0] + "".join(wide))
    text = parts_of(files, "projet-de-sante.docx")["word/document.xml"]
    first = next(found[0] for found in PARAGRAPH.finditer(text) if "<wp:extent" in found[0])
    widths = [int(cx) for cx in re.findall(r'<wp:extent cx="([0-9]+)"', first)]
    page, left, right = (_twips(side, text) for side in SIDES)
    assert len(widths) == 3
    assert sum(widths) / 635 + 2 * 20 * LARGEST <= page - left - right


def test_without_a_charte_the_cover_has_no_room_for_logos() -> None:
    text = parts_of(petit_projet())["word/document.xml"]
    assert "Couverturelogos" not in text
    assert "Partenaires" not in text[: text.index("Sommaire")]
