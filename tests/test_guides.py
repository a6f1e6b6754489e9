"""What the guides say of the checks is true: each statement names its rules, which exist, and none says the contrary."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.commands.poses import laid
from pipeline.model.fiche import TRAME
from pipeline.model.rules import RULES
from tests.conftest import write_files
from tests.projets import CHECKOUT

GUIDES = sorted((CHECKOUT / "docs").glob("*.md"))
FAUX = (
    "ne calcule pas les délais",
    "peut porter le code d'une fiche d'une autre mission",
    "Une erreur ne peut pas être mise de côté",
    "Rien n'empêche d'écrire un téléphone",
    "un titre sans espace après les `#` devient du texte ordinaire",
)
"""Statements that a guide made, and that a rule has since made false."""

VERIFIES = {
    "Les délais de démarrage et de déploiement de chaque mission sont calculés": ("R001", "R002"),
    "les dates des fiches comparées à celles de leur mission": ("R018",),
    "une fiche d'une autre mission est signalée": ("B059",),
    "est signalé dans un document public": ("G014",),
    "Des signes qui seraient imprimés tels quels sont signalés": ("L067",),
}
"""A statement of the reviewer's guide → the rules that hold it, which stand beside it."""


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_no_guide_says_what_a_rule_makes_false(guide: Path) -> None:
    text = guide.read_text(encoding="utf-8")
    assert [words for words in FAUX if words in text] == []


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_every_rule_that_a_guide_names_exists(guide: Path) -> None:
    text = guide.read_text(encoding="utf-8")
    named = {
        code
        for group in re.findall(r"\(([A-Z][0-9]{3}(?:, [A-Z][0-9]{3})*)[)…]", text)
        for code in group.split(", ")
    }
    assert named <= set(RULES)


def test_what_the_reviewer_need_not_look_at_is_held_by_rules() -> None:
    text = (CHECKOUT / "docs/relecture.md").read_text(encoding="utf-8")
    for words, codes in VERIFIES.items():
        assert f"{words} ({', '.join(codes)})" in text, words


def test_errors_that_the_reviewer_may_see_accepted_are_those_that_can_be() -> None:
    text = (CHECKOUT / "docs/relecture.md").read_text(encoding="utf-8")
    (named,) = re.findall(r"phrase lue \(([A-Z0-9, ]+)…\)", text)
    assert all(RULES[code].contestable for code in named.split(", "))


PAGES = [CHECKOUT / "README.md", *GUIDES]


def anchors_of(page: Path) -> set[str]:
    """Those that a forge gives to the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_every_link_of_a_guide_leads_somewhere(page: Path) -> None:
    assert_that_links_lead_somewhere(page)


def test_every_link_of_what_a_project_is_given_leads_somewhere_in_it(tmp_path: Path) -> None:
    write_files(tmp_path, laid(tmp_path, ""))
    pages = [tmp_path / "README.md", *tmp_path.glob("docs/*.md"), *tmp_path.glob("forge/*.md")]
    assert len(pages) > 8
    for page in pages:
        if page.name != "journal-des-versions.md":
            assert_that_links_lead_somewhere(page)


def assert_that_links_lead_somewhere(page: Path) -> None:
    text = re.sub(
        r"^(`{3,}).*?^\1", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL
    )
    text = re.sub(r"`[^`\n]*`", "", text)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if target.startswith(("http", "mailto:")):
            continue
        path, _, anchor = target.partition("#")
        led_to = (page.parent / path).resolve() if path else page
        assert led_to.exists(), target
        if anchor:
            assert anchor in anchors_of(led_to), target


def test_the_first_steps_show_what_a_new_fiche_says() -> None:
    text = (CHECKOUT / "docs/premiers-pas.md").read_text(encoding="utf-8")
    (rubrique,) = (one for one in TRAME if one.titre == "Public cible")
    assert f"## {rubrique.titre}\n\n<!-- {rubrique.aide} -->" in text
