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
        *('??? note "Titre"', '=== "Onglet"', "/// note", "== Titre", "= Titre =", "''penché''"),
        *(
            "{color:red}rouge{color}",
            "{panel:title=A}",
            "{toc}",
            "{: .grand}",
            "{=html}",
        ),
        *("[texte|https://a.fr]", '"lien":https://a.fr', "[https://a.fr texte]", "=C3=A9"),
        *("[NOTE]", "[source,python]", "image::a.png[]", "link:a.html[texte]", "footnote:[a]"),
        *(
            "** Sous-titre",
            ":PROPERTIES:",
            "<2027-01-01 lun.>",
            "[[https://a.fr][texte]]",
            "=code=",
        ),
        *(".. _ancre:", "`texte <https://a.fr>`_", "mot [1]_", "[*] un point", "[list][/list]"),
        *(
            r"\( a^2 \)",
            r"\[ \frac{a}{b} \]",
            "__TOC__",
            "~~NOTOC~~",
            "[[_TOC_]]",
            "_x000D_",
            r"mot\n",
        ),
        *(
            "{ PAGE }",
            "MERGEFIELD Nom",
            "<%= nom %>",
            "${nom}",
            "%(nom)s",
            "$nom$",
            "[object Object]",
        ),
        *("+souligné+", "~code~", "@code@", "@@html:x@@", "??titre??", "//penché//", "!photo.png!"),
        *("cle:: valeur", "(((note)))", "'''", "++++", "<<<", "bloc%20note"),
    ],
)
def test_marks_of_another_program_are_told_with_what_to_type(typed: str) -> None:
    said = [finding for finding in read(f"Un texte.\n{typed}")[1] if finding.code == "L067"]
    assert said, typed
    assert all(finding.hints for finding in said)
    assert said[0].span.line == 4


@pytest.mark.parametrize(
    ("typed", "remedy"),
    [
        ("h2. Les besoins", "écrivez « ## Les besoins »"),
        ("h3(#a). Les besoins", "écrivez « ### Les besoins »"),
        ("bq. Une citation", "« > ainsi »"),
        ("fn1. Une note", "[^1]"),
        ("; Mot : ce qu'il veut dire", "le mot seul sur une ligne"),
        ("* un\n** deux", "« - ainsi »"),
        ("*** TODO relire", "« ## Titre »"),
        ("^bloc", "{#ainsi}"),
        ("Ã©tÃ©", "écrivez « été »"),
        ("lâ€™eau", "écrivez « l’eau »"),
        ("lâ€eau", "retapez ce mot"),
        ("```mermaid\ngraph TD\n```", "mettez-en l'image"),
    ],
)
def test_a_block_of_another_program_is_told_with_what_to_type(typed: str, remedy: str) -> None:
    said: list[Finding] = []
    read_markdown("content/diagnostic/x.md", f"# Titre\n\n{typed}\n", said)
    assert any(remedy in hint for finding in said for hint in finding.hints), said


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
        *(
            "et/ou",
            "24 h / 24",
            "le 1/10/2027",
            "h2o",
            "h2. ",
            "bq",
            "???",
            "qui ??",
            "20 à 30''",
            "5' 10''",
        ),
        *(
            "a = b = c",
            "12 = 12",
            "\n= total des dépenses",
            "f(x)=y",
            "x=1 et y=2",
            "70 % = 14 000 €",
        ),
        *(
            "les +65 ans et les 75+",
            "+33 5 62 00 00 00",
            "C++",
            "A+ et B+",
            "~10 à ~20 km",
            "environ ~ dix",
        ),
        *(
            "@cpts_auch",
            "anne@cpts.fr",
            "etc ...",
            "un.. deux",
            "NOTE : à lire",
            "IMPORTANT : lire",
        ),
        *(
            "[à compléter]",
            "[NOM]",
            "[sic]",
            "[1 à 3]",
            "(a), (b)",
            "((a))",
            "[page 12]",
            "le lien [ici]",
        ),
        *(
            "{a, b}",
            "l''eau",
            "aujourd''hui",
            "<18 ans",
            "> 75 ans et < 80 ans",
            "un ; deux : trois",
        ),
        *(
            "100 % (dont 20 %)",
            "50 %s",
            r"\\serveur\nom",
            r"M\(1\)",
            r"le \[1\]",
            "n_1 et n_2",
            "1 < 2 > 1",
        ),
        *(
            "« Mot : sens ; autre »",
            "12 h 30 : accueil",
            "// à revoir",
            "http://a.fr//b",
            "a // b // c",
        ),
        *("[https://a.fr]", "[https://a.fr, consulté le 3 mai]", "[https://a.fr consulté hier]"),
        *(
            "video : à voir",
            "image : [la carte]",
            "un lien : [texte](https://a.fr)",
            "note* et **",
            "Âge",
            "pâté",
        ),
    ],
)
def test_ordinary_words_are_not(typed: str) -> None:
    assert [f for f in read(f"Un texte {typed}")[1] if f.code == "L067"] == []
