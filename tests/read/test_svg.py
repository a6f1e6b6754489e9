"""SVG drawings: what only draws is kept, whatever else a file holds stays out, and nothing hangs."""

from __future__ import annotations

import base64
import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from pipeline.model.dessin import LONGEST_SIDE, fonts_of_drawings
from pipeline.programs import Peintre
from pipeline.read.lectures import Lectures
from pipeline.read.svg import Refused, read_svg
from tests.duree import promptly

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 200 100">'
RECT = '<rect width="50" height="50"/>'


def svg(inside: str) -> bytes:
    return f"{HEAD}{inside}</svg>".encode()


def picture(kind: str = "PNG", exif: bool = False) -> str:
    buffer = io.BytesIO()
    image = Image.new("RGB", (8, 8), "teal")
    given = Image.Exif()
    given[0x010E] = "chez Paul"
    image.save(buffer, kind, **({"exif": given} if exif else {}))
    return f"data:image/{kind.lower()};base64,{base64.b64encode(buffer.getvalue()).decode()}"


@pytest.mark.parametrize(
    ("inside", "told", "gone"),
    [
        ("<script>alert(1)</script>", "un programme", "alert"),
        ('<rect onload="alert(1)" width="1"/>', "un programme", "alert"),
        ('<image xlink:href="https://example.org/a.png"/>', "ailleurs", "example"),
        ('<image href="file:///etc/passwd"/>', "ailleurs", "passwd"),
        ('<image href="photo.png"/>', "ailleurs", "photo"),
        ('<image href="data:image/svg+xml;base64,PHN2Zy8+"/>', "ni PNG ni JPEG", "PHN2"),
        ('<image href="data:image/png;base64,AAAA"/>', "abîmée", "AAAA"),
        ('<use href="autre.svg#a"/>', "ailleurs", "autre"),
        ('<a href="javascript:alert(1)"><rect width="1"/></a>', "un lien", "alert"),
        ("<style>@import url(https://example.org/a.css);</style>", "ailleurs", "example"),
        ("<style>.a{fill:url(https://example.org/a.svg#b)}</style>", "ailleurs", "example"),
        ("<style>.a{fill:u\\72l(https://example.org)}</style>", "ailleurs", "example"),
        (
            "<style>@font-face{font-family:a;src:url(data:font/woff;base64,AAAA)}</style>",
            "police",
            "AAAA",
        ),
        ('<rect style="fill:url(//example.org/a)" width="1"/>', "ailleurs", "example"),
        ('<rect fill="url(https://example.org/a#b)" width="1"/>', "ailleurs", "example"),
        (
            '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">mot</p></foreignObject>',
            "page web",
            "mot",
        ),
        (
            '<filter id="f"/><rect filter="url(#f)" style="fill:red;filter:url(#f)"/>',
            "ombre",
            "filter",
        ),
        ('<rect width="1"><animate attributeName="x"/></rect>', "animation", "animate"),
        ("<inconnu>mot</inconnu>", "« inconnu »", "mot"),
        ("<text>漢</text>", "n'aura pas (漢)", "script"),
    ],
)
def test_what_does_not_only_draw_is_taken_out_and_told(inside: str, told: str, gone: str) -> None:
    dessin = read_svg(svg(inside + RECT))
    assert dessin.refus == ""
    assert told in " ".join(dessin.retire)
    assert gone not in dessin.svg.decode()
    assert RECT.removesuffix("/>") in dessin.svg.decode(), "the rest is kept"


def test_a_plain_drawing_is_kept_whole_and_without_a_word() -> None:
    inside = (
        "<title>Carte</title><style>.a{fill:red}</style>"
        '<defs><linearGradient id="g"><stop offset="1"/></linearGradient></defs>'
        '<g class="a" transform="scale(2)"><path d="M0 0L9 9" style="fill:url(#g)"/><use xlink:href="#g"/></g>'
        '<text x="1" y="2">Été &amp; hiver → 12\u202f000 €<tspan font-weight="bold">gras</tspan></text>'
    )
    dessin = read_svg(svg(inside))
    assert (dessin.refus, dessin.retire) == ("", ())
    shown = dessin.svg.decode()
    for part in re.findall(r"<(?!/)[^>]*>", inside.replace("/>", ">")):
        assert part.rstrip(">") in shown
    assert "Été &amp; hiver → 12\u202f000 €" in shown
    assert read_svg(dessin.svg).svg == dessin.svg, "cleaned once, it stays so"


@pytest.mark.parametrize(
    "inside",
    [
        '<text display="none">Nadia</text>',
        '<text style="fill:red; display : none">Nadia</text>',
        '<g display="none"><g><text>Nadia</text></g></g>',
        '<style>.cache{display:none}</style><text class="gros cache">Nadia</text>',
        '<style>text#a, circle{display:none}</style><text id="a">Nadia</text>',
        '<text opacity="0">Nadia</text>',
        '<text opacity="0.00">Nadia</text>',
        '<g opacity="0%"><text>Nadia</text></g>',
        '<text visibility="hidden">Nadia</text>',
        '<g visibility="collapse"><title>Nadia</title><text>Nadia</text></g>',
    ],
)
def test_what_a_drawing_hides_does_not_leave_with_it(inside: str) -> None:
    dessin = read_svg(svg(inside + RECT))
    assert (b"<rect" in dessin.svg, dessin.retire) == (True, ())
    assert "Nadia" not in dessin.svg.decode()


@pytest.mark.parametrize(
    "inside",
    [
        "<text>Nadia</text>",
        '<text opacity="0.5">Nadia</text>',
        '<text display="none" style="display:inline">Nadia</text>',
        '<g visibility="hidden"><text visibility="visible">Nadia</text></g>',
        '<g display="none"><text id="n">Nadia</text></g><use xlink:href="#n"/>',
        '<g display="none"><clipPath id="n"><text>Nadia</text></clipPath></g><rect clip-path="url(#n)"/>',
        '<style>.cache{display:none}</style><text class="caches">Nadia</text>',
    ],
)
def test_what_it_shows_stays(inside: str) -> None:
    assert "Nadia" in read_svg(svg(inside + RECT)).svg.decode()


def test_what_editors_keep_for_themselves_goes_without_a_word() -> None:
    inside = (
        '<metadata>auteur</metadata><n:vue xmlns:n="http://inkscape.org" zoom="3"/><!-- remarque -->'
        '<g xmlns:i="http://inkscape.org" i:label="Calque" data-nom="secret" xml:base="http://example.org">'
        f"{RECT}</g>"
    )
    dessin = read_svg(svg(inside))
    assert dessin.retire == ()
    for word in ("auteur", "vue", "remarque", "Calque", "secret", "example"):
        assert word not in dessin.svg.decode()


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_inside_stays_and_loses_what_the_camera_wrote(kind: str) -> None:
    dessin = read_svg(svg(f'<image xlink:href="{picture(kind, exif=True)}" width="9" height="9"/>'))
    assert dessin.retire == ()
    found = re.search(r'xlink:href="data:[^,]*,([^"]*)"', dessin.svg.decode())
    assert found is not None
    data = base64.b64decode(found[1])
    assert b"Paul" not in data
    with Image.open(io.BytesIO(data)) as image:
        assert image.size == (8, 8)


def repeated(opening: str, closing: str, use: str) -> bytes:
    """Ten billion elements in a few lines."""
    levels = "".join(
        f"{opening.format(rank)}{use.format(rank - 1) * 10}{closing}" for rank in range(1, 11)
    )
    return svg(f"<defs>{opening.format(0)}{RECT}{closing}{levels}</defs>{use.format(10)}")


HOSTILE = {
    "entités": (b'<!DOCTYPE svg [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>' + svg("&c;"), "ENTITY"),
    "fichier": (b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + svg("&x;"), "ENTITY"),
    "répétitions": (repeated('<g id="a{}">', "</g>", '<use href="#a{}"/>'), "sans fin"),
    "motifs": (
        repeated(
            '<pattern id="a{}" width="1" height="1">', "</pattern>", '<rect fill="url(#a{})"/>'
        ),
        "sans fin",
    ),
    "par une classe": (
        svg(
            "<style>.a{marker-mid:url(#m)}</style>"
            + repeated('<g id="a{}">', "</g>", '<use href="#a{}"/>').decode()
        ),
        "sans fin|complet",
    ),
    "boucle": (svg('<g id="a"><use href="#a"/></g>'), "se répète"),
    "profond": (svg("<g>" * 5_000 + "</g>" * 5_000), "imbriqués"),
    "nombreux": (svg("<g/>" * 60_000), "50 000"),
    "marques": (
        svg(f'<marker id="m">{RECT}</marker><path marker-mid="url(#m)" d="{"L1 1" * 900_000}"/>'),
        "sans fin",
    ),
    "lourd": (svg(f"<!--{'x' * 6_000_000}-->"), "5 Mo"),
    "compressé": (b"\x1f\x8b\x08", "compressé"),
    "sans taille": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "taille"),
    "taille folle": (b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1e-8 1e8"/>', "taille"),
    "page web": (b"<html/>", "ne commence pas"),
    "vide": (b"", "complet"),
    "tronqué": (svg(RECT)[:-9], "complet"),
    "octets": (b"\xff\xfe\x00", "complet"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_drawing_is_refused_at_once_with_its_reason(name: str) -> None:
    data, reason = HOSTILE[name]
    with promptly(20):
        dessin = read_svg(data)
    assert re.search(reason, dessin.refus)
    assert dessin.svg == b""


@pytest.mark.parametrize(
    "text", ["@" * 900_000, "/*" * 900_000, "a{" * 900_000, "url(#" * 900_000, "filter:" * 600_000]
)
def test_no_style_takes_more_than_a_moment(text: str) -> None:
    with promptly(50):
        read_svg(svg(f"<style>{text}</style>"))
        read_svg(svg(f'<rect style="{text}"/>'))


@pytest.mark.usefixtures("sans_memoire")
@pytest.mark.parametrize("size", ["1000000", "1e6cm", "0.5"])
def test_a_drawing_is_painted_no_larger_than_a_page_whatever_it_asks_for(size: str) -> None:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="30">'
    dessin = read_svg(f"{head}{RECT}</svg>".encode())
    assert dessin.refus == "" or size == "1e6cm"
    if not dessin.refus:
        assert 1 <= min(dessin.points) <= max(dessin.points) <= LONGEST_SIDE


def painted_as(data: bytes) -> bytes:
    dessin = read_svg(data)
    width, height = dessin.points
    peintre = Peintre()
    png = peintre.paint(dessin.svg, {"width": width, "height": height, **fonts_of_drawings()})
    peintre.close()
    assert png is not None
    return png


@pytest.mark.usefixtures("sans_memoire")
def test_a_drawing_is_painted_the_same_twice_with_its_words_whatever_their_font() -> None:
    with_words, without = svg('<text y="50" font-family="Inconnue">Été → ✓</text>'), svg("")
    once = painted_as(with_words)
    assert once == painted_as(with_words)
    with Image.open(io.BytesIO(once)) as image:
        assert image.getbbox() is not None
        assert max(image.size) == LONGEST_SIDE
    with Image.open(io.BytesIO(painted_as(without))) as image:
        assert image.getbbox() is None


@pytest.mark.usefixtures("sans_memoire")
def test_a_painter_that_takes_too_long_or_fails_gives_nothing() -> None:
    options = {"width": 1600, "height": 800, **fonts_of_drawings()}
    slow = svg('<path d="M0 0L200 100" stroke="red"/>' * 30_000)
    peintre = Peintre()
    assert peintre.paint(slow, options, patience=0.5) is None
    assert peintre.paint(b"<svg", options) is None
    assert peintre.paint(svg(RECT), {**options, "width": 2**31, "height": 2**31}) is None
    after = peintre.paint(svg(RECT), options)
    peintre.close()
    assert after == painted_as(svg(RECT)), "the next drawing is painted all the same"


def test_a_drawing_that_could_be_painted_is_not_tried_again_and_another_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tried: list[str] = []

    def count(svg: str, _width: float, _height: float) -> None:
        tried.append(svg)
        if "panne" in svg:
            raise Refused("il ne peut pas être dessiné")

    monkeypatch.setattr("pipeline.read.svg._tried", count)
    good, bad = svg(RECT), svg(f'<g id="panne">{RECT}</g>')
    first = Lectures()
    answers = [read_svg(data, first) for data in (good, good, bad, bad)]
    assert len(tried) == 3, "what failed is tried again"
    second = Lectures.from_text(first.to_text("v1"), "v1")
    assert [read_svg(data, second) for data in (good, good, bad, bad)] == answers
    assert len(tried) == 5
    assert not second.changed
    unknown = Lectures.from_text(first.to_text("v1"), "v2")
    assert read_svg(good, unknown) == answers[0]
    assert len(tried) == 6, "another version tries everything"


PIECES = st.sampled_from(
    [
        "<g>",
        "</g>",
        '<use href="#a"/>',
        '<g id="a">',
        "<text>",
        "</text>",
        "é",
        "&lt;",
        "<style>a{",
        "}</style>",
        RECT,
    ]
)


@settings(max_examples=150)
@given(st.lists(PIECES, max_size=25), st.binary(max_size=20))
def test_any_file_is_a_drawing_or_a_reason(pieces: list[str], end: bytes) -> None:
    dessin = read_svg(svg("".join(pieces)) + end)
    assert bool(dessin.svg) != bool(dessin.refus)
    if dessin.svg:
        assert read_svg(dessin.svg).refus == ""


@pytest.mark.parametrize("letters", [20_001, 60_000, 200_000])
@pytest.mark.parametrize("text", ["<text>{}</text>", "<g><text><tspan>{}</tspan></text></g>"])
def test_a_text_of_too_many_letters_is_refused_before_it_is_tried(letters: int, text: str) -> None:
    drawn = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{text.format("a" * letters)}</svg>'
    with promptly(2):
        assert "20 000 lettres" in read_svg(drawn.encode()).refus


def test_a_long_text_repeated_is_too_much_and_many_short_ones_are_not() -> None:
    opening = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
    shown = '<use href="#a"/>' * 100
    with promptly(2):
        assert read_svg(f'{opening}<text id="a">{"a" * 10_000}</text>{shown}</svg>'.encode()).refus
    assert (
        read_svg(f"{opening}{'<text>Une légende de la carte.</text>' * 300}</svg>".encode()).refus
        == ""
    )
