"""« 1er » is raised where it is text, whatever template or style holds it, and its letters stay where they were."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.write.word.exposants import NOTED, noted, raised
from pipeline.write.word.ooxml import W, run
from pipeline.write.word.package import parse_strictly

ROOT = f'<w:p xmlns:w="{W}">{{}}</w:p>'


def raised_letters(xml: str) -> list[str]:
    found = re.findall(r'<w:vertAlign w:val="superscript"/>.*?<w:t>([^<]*)</w:t>', xml)
    return [str(letters) for letters in found]


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("le 1er avril", ["er"]),
        ("1re et 2e années", ["re", "e"]),
        ("loi du 1er juillet 1901, XIXe siècle", ["er", "e"]),
        ("les 1ers soins", ["ers"]),
        ("fiche B1e, a/2e, 3e-4, 1er@exemple.fr, M3-01e", []),
    ],
)
def test_ordinals_are_raised_and_nothing_else_is(text: str, letters: list[str]) -> None:
    assert raised_letters(raised(run(noted(text)))) == letters


def test_a_raised_run_keeps_the_properties_of_the_one_that_it_cuts_in_the_order_of_the_schema() -> (
    None
):
    xml = (
        '<w:r><w:rPr><w:b/><w:lang w:val="fr-FR"/></w:rPr><w:t>le 1' + NOTED + "er mai</w:t></w:r>"
    )
    assert raised(xml) == (
        '<w:r><w:rPr><w:b/><w:lang w:val="fr-FR"/></w:rPr><w:t>le 1</w:t></w:r>'
        '<w:r><w:rPr><w:b/><w:vertAlign w:val="superscript"/><w:lang w:val="fr-FR"/></w:rPr><w:t>er</w:t></w:r>'
        '<w:r><w:rPr><w:b/><w:lang w:val="fr-FR"/></w:rPr><w:t xml:space="preserve"> mai</w:t></w:r>'
    )


def test_letters_at_the_end_leave_no_empty_run() -> None:
    assert raised(run(noted("le 1er"))).count("<w:r>") == 2


def test_where_no_run_can_be_cut_the_letters_stay_plain() -> None:
    drawn = f'<wp:docPr descr="le 1{NOTED}er avril"/><w:instrText>TITLE 1{NOTED}er</w:instrText>'
    assert raised(drawn) == '<wp:docPr descr="le 1er avril"/><w:instrText>TITLE 1er</w:instrText>'


@given(
    st.lists(
        st.sampled_from(["1er", "2e ", "a", " ", "10", "e", "er", "<&>", "3res", "XXe siècle"])
    ).map("".join)
)
def test_no_letter_is_lost_or_moved(text: str) -> None:
    xml = raised(run(noted(text)))
    assert NOTED not in xml
    root = parse_strictly(ROOT.format(xml))
    assert "".join(node.text or "" for node in root.iter(f"{{{W}}}t")) == text
