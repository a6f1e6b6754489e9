"""The drawing of a template shows each word that it holds: one that no eye sees is told, and the template waits."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.read.svg_gabarit import MOST_WORDS, drawing_of_a_template

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="200" height="100">'
LOGO = '<rect width="200" height="100" fill="navy"/><text x="10" y="40" font-size="20" fill="white">CPTS</text>'
SECRET = "Anne"
AT = '<text x="{}" y="{}" font-size="12"{}>Anne</text>'


def read(inside: str) -> tuple[str, str]:
    svg, reason = drawing_of_a_template(f"{HEAD}{inside}</svg>".encode())
    return svg.decode(), reason


UNSEEN = {
    "to the left": AT.format(-500, 40, ""),
    "below": AT.format(10, 140, ""),
    "moved away": f'<g transform="translate(0 900)">{AT.format(10, 40, "")}</g>',
    "without a size": '<text x="10" y="80" font-size="0">Anne</text>',
    "too small": '<text x="10" y="80" font-size="0.4">Anne</text>',
    "without ink": AT.format(10, 80, ' fill="none"'),
    "transparent": AT.format(10, 80, ' fill="rgba(0,0,0,0)"'),
    "as good as transparent": AT.format(10, 80, ' fill-opacity="0.02"'),
    "of the colour of what is behind": AT.format(10, 80, ' fill="navy"'),
    "in a style": "<style>.a{fill-opacity:0}</style>" + AT.format(10, 80, ' class="a"'),
    "cut off": '<clipPath id="c"><rect width="1" height="1"/></clipPath>'
    + AT.format(10, 80, ' clip-path="url(#c)"'),
    "past the edge in a seen text": '<text x="120" y="80" font-size="12" fill="red">'
    f"Gascogne{'&#160;' * 40}Anne</text>",
    "a piece of a seen text": '<text x="10" y="80" fill="red">Gascogne<tspan x="-99">Anne</tspan></text>',
    "for later": f"<defs>{AT.format(10, 80, '')}</defs>",
}


@pytest.mark.parametrize("where", UNSEEN)
def test_words_that_nobody_sees_are_quoted(where: str) -> None:
    _svg, reason = read(LOGO + UNSEEN[where])
    assert reason == "il contient des mots que personne n'y voit, « Anne »"


def test_words_under_a_shape_are_quoted() -> None:
    _svg, reason = read(AT.format(10, 40, "") + LOGO)
    assert "« Anne »" in reason


@pytest.mark.parametrize(
    "inside",
    [
        "<title>Anne</title>",
        "<desc>Anne</desc>",
        "<metadata>Anne</metadata>",
        "<!-- Anne -->",
        "<g>Anne</g>",
        '<rect id="Anne" class="Anne" width="1" height="1"/>',
        '<rect nom="Anne" width="1" height="1" style="nom:Anne;fill:red"/>',
        "<style>.b{nom:Anne;fill:red}</style>",
        "<text><title>Anne</title></text>",
    ],
)
def test_what_does_not_draw_leaves_without_a_word(inside: str) -> None:
    svg, reason = read(LOGO + inside)
    assert reason == ""
    assert "Anne" not in svg
    assert "CPTS" in svg


@pytest.mark.parametrize(
    "inside",
    [
        AT.format(10, 80, ' fill="white"'),
        '<text x="100" y="80" text-anchor="middle" fill="red">Anne</text>',
        '<g transform="translate(-500 0)"><text x="510" y="80" fill="red">Anne</text></g>',
        '<defs><text id="a" x="10" y="80" fill="red">Anne</text></defs><use xlink:href="#a"/>',
        '<path id="p" d="M10 80H190"/><text fill="red"><textPath xlink:href="#p">Anne</textPath></text>',
        '<text x="10" y="80" fill="red">A<tspan font-weight="bold">nne</tspan></text>',
        '<text x="10" y="80" fill="red">Santé &amp; soins — Anne</text>',
        '<text x="10 20 30 40" y="80" fill="red">Anne</text>',
    ],
)
def test_words_that_show_pass(inside: str) -> None:
    svg, reason = read(LOGO + inside)
    assert reason == ""
    assert "nne" in svg


def test_white_words_of_a_logo_for_dark_pages_pass() -> None:
    assert read('<text x="10" y="40" font-size="20" fill="white">CPTS</text>')[1] == ""


@pytest.mark.parametrize("path", sorted(Path("content").rglob("*.svg")), ids=lambda path: path.name)
def test_the_drawings_of_the_example_would_pass(path: Path) -> None:
    svg, reason = drawing_of_a_template(path.read_bytes())
    assert reason == ""
    assert drawing_of_a_template(svg)[0] == svg


def test_a_drawing_of_too_many_words_is_a_page_and_no_logo() -> None:
    words = "mot " * (MOST_WORDS + 1)
    assert read(f"<text>{words}</text>")[1] == f"il a plus de {MOST_WORDS} mots"
