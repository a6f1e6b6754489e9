"""Marks in a sentence: struck words, raised figures and bare addresses are honoured, other programs' marks are told."""

from __future__ import annotations

import pytest

from pipeline.model.finding import Finding
from pipeline.model.prose import Inline, Link, Paragraph, Removed, Text, text_of
from pipeline.read.markdown import read_markdown


def read(text: str) -> tuple[tuple[Inline, ...], list[Finding]]:
    said: list[Finding] = []
    tree = read_markdown("content/diagnostic/x.md", f"# Titre\n\n{text}\n", said)
    assert tree is not None
    block = tree.blocks[1]
    assert isinstance(block, Paragraph)
    return block.inlines, said


def test_struck_words_are_struck() -> None:
    assert read("Un ~~gros~~ mot.")[0] == (Text("Un "), Removed("gros"), Text(" mot."))


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("30 m^2^", "30 m²"), ("H~2~O", "H₂O"), ("le 1^er^ mai", "le 1er mai"), ("10^-3^", "10⁻³")],
)
def test_figures_are_raised_or_lowered(typed: str, shown: str) -> None:
    assert text_of(read(typed)[0]) == shown


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("voir https://www.ars.fr/a_b?c=d.", "https://www.ars.fr/a_b?c=d"),
        ("(www.ameli.fr)", "https://www.ameli.fr"),
        ("« contact@cpts.fr »", "mailto:contact@cpts.fr"),
    ],
)
def test_a_bare_address_is_a_link(typed: str, url: str) -> None:
    links = [node for node in read(typed)[0] if isinstance(node, Link)]
    assert [link.url for link in links] == [url]
    assert text_of(read(typed)[0]) == typed


def test_an_address_that_is_the_text_of_a_link_is_not_one_more() -> None:
    (link,) = read("[www.ars.fr](https://www.ars.fr)")[0]
    assert isinstance(link, Link)
    assert link.children == (Text("www.ars.fr"),)


@pytest.mark.parametrize(
    "typed",
    [
        *("$x^2$", "$$E = mc^2$$", r"\newpage", r"\frac{a}{b}", ":::note", "{.grand}", "[[Page]]"),
        *("#Titre", "##Titre", "####### Sept", "*[ARS]: agence", ":smile:", "mot^[une note]"),
        *("un mot [1]", "[@dupont2020]", "++ajout++", "!!! note", "[TOC]", "+---+---+", "a^bc^"),
        "![x](a.png){width=50%}",
        *("$$\nx^2\n$$", "^^ajout^^", "un mot ^abc123", "%%à revoir%%", "%% à revoir %%"),
        *("[texte][reference]", "[b]gras[/b]", "[i]penché[/i]", "'''gras'''"),
        *("== Titre ==", ".. note:: texte"),
        *("[Souligné]{.underline}", "ancré[]{#_Toc12 .anchor}", "48 %[1]", "la coordi-\nnation"),
        *("Erreur ! Source du renvoi introuvable.", 'HYPERLINK "https://a.fr"', "PAGEREF _Toc1"),
    ],
)
def test_marks_of_another_program_are_told_with_what_to_type(typed: str) -> None:
    said = [finding for finding in read(f"Un texte.\n{typed}")[1] if finding.code == "L067"]
    assert said, typed
    assert all(finding.hints for finding in said)
    assert said[0].span.line == 4


@pytest.mark.parametrize(
    "typed",
    [
        *("5 $ et 6 $", r"\$x^2\$", r"\#Titre", "`$x^2$`", "9:30:45", "C:\\Users\\Anne", "n° #1"),
        *("[voir plus loin]", "a + b ++ c", "2 ^ 3", "1 ~ 2", "note[^1]\n\n[^1]: Ici.", "{ a }"),
        *("avant-\net après", "le 12-\n13 mai"),
        *("de 5 % à 10 %", "5 %% de trop", "100 %, puis 50 %", "2 ^10", "x == y == z"),
        *("entre 5 $$ et rien", "[a] [b]", "la case [b] du formulaire", "… etc.. puis", "a ^ bc"),
        *("[texte][ref]\n\n[ref]: https://a.fr", "%% des cas", "<!-- à revoir -->"),
        *("{{ cpts.nom }}", "http://a.fr/[x]", "« [...] »", "deux :: points", "A~B"),
    ],
)
def test_ordinary_words_are_not(typed: str) -> None:
    assert [f for f in read(f"Un texte {typed}")[1] if f.code == "L067"] == []
