"""A warning may be settled, with its reason; an error never."""

from __future__ import annotations

from tests.projets import constats, edited, petit_projet

WITHOUT_CHAPTER = "content/missions/03-prevention.md\neffacer\n"
LINE = "content/constats-acceptes.csv\n+ P005;content/projet.yaml;prevention;Prévu en mai;Anne Durand;2026-11-20\n"


def test_a_settled_warning_is_no_longer_told() -> None:
    assert [line.split(": ")[1] for line in constats(edited(petit_projet(), WITHOUT_CHAPTER))] == ["avertissement P005"]
    assert constats(edited(petit_projet(), WITHOUT_CHAPTER + LINE)) == []


def test_a_line_that_settles_nothing_is_a_warning() -> None:
    (found,) = constats(edited(petit_projet(), LINE))
    assert found.startswith("content/constats-acceptes.csv:2: avertissement A001:")


def test_an_error_cannot_be_settled() -> None:
    path = "content/fiches/M3-01-alimentation.md"
    line = f"content/constats-acceptes.csv\n+ G002;{path};durant;Pressée;Anne Durand;2026-11-20\n"
    fault = f"{path}\n- pilote: durand\n+ pilote: durant\n"
    codes = [found.split(": ")[1].split()[1] for found in constats(edited(petit_projet(), fault + line))]
    assert sorted(codes) == ["A002", "G002"]
