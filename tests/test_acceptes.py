"""A warning may be settled, with its reason; an error never, but one that may come from a sentence misread."""

from __future__ import annotations

from pipeline.model.rules import RULES
from tests.projets import CHECKOUT, constats, edited, examen, petit_projet

WITHOUT_CHAPTER = "content/missions/03-prevention.md\neffacer\n"
LINE = "content/constats-acceptes.csv\n+ P005;content/projet.yaml;prevention;Prévu en mai;Anne Durand;2026-11-20\n"


def test_a_settled_warning_is_no_longer_told() -> None:
    assert [line.split(": ")[1] for line in constats(edited(petit_projet(), WITHOUT_CHAPTER))] == [
        "avertissement P005"
    ]
    assert constats(edited(petit_projet(), WITHOUT_CHAPTER + LINE)) == []


def test_a_line_that_settles_nothing_is_a_warning() -> None:
    (found,) = constats(edited(petit_projet(), LINE))
    assert found.startswith("content/constats-acceptes.csv:2: avertissement A001:")


def test_the_line_that_the_guide_gives_settles_what_it_is_about() -> None:
    """It names a file of content/prive/, which no printed text may do."""
    guide = (CHECKOUT / "docs/coordination.md").read_text(encoding="utf-8")
    (line,) = [line for line in guide.splitlines() if line.startswith("G003;content/prive/")]
    private = "content/prive/contacts.csv\neffacer\n"
    assert any(" G003: " in found for found in constats(edited(petit_projet(), private)))
    settled = f"{private}content/constats-acceptes.csv\n+ {line}\n"
    assert constats(edited(petit_projet(), settled)) == []


def test_an_error_cannot_be_settled() -> None:
    path = "content/fiches/M3-01-alimentation.md"
    line = f"content/constats-acceptes.csv\n+ G002;{path};durant;Pressée;Anne Durand;2026-11-20\n"
    fault = f"{path}\n- pilote: durand\n+ pilote: durant\n"
    codes = [
        found.split(": ")[1].split()[1] for found in constats(edited(petit_projet(), fault + line))
    ]
    assert sorted(codes) == ["A002", "G002"]


def test_an_error_that_comes_from_a_sentence_can_be_settled_and_says_so() -> None:
    fault = "content/organisation/01-gouvernance.md\n+ \n+ Le comité des usagers a quatre sièges.\n"
    found = [f for f in examen(edited(petit_projet(), fault)).findings if f.is_error]
    assert [f.code for f in found] == ["S041"]
    assert found[0].hints[-1].endswith("acceptez ce constat dans constats-acceptes.csv.")
    line = (
        "content/constats-acceptes.csv\n+ S041;content/organisation/01-gouvernance.md;4 sièges;"
        "Ce comité n'est pas le conseil;Anne Durand;2026-11-20\n"
    )
    assert constats(edited(petit_projet(), fault + line)) == []


def test_every_rule_that_may_be_contested_is_named_in_the_guide() -> None:
    contested = [rule.code for rule in RULES.values() if rule.contestable]
    named = ", ".join(contested)
    assert contested
    for path in ("docs/coordination.md", "docs/regles.md"):
        assert f"({named})" in (CHECKOUT / path).read_text(encoding="utf-8")
