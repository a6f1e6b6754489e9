"""The front matter: the advice names the line and what to type there, and following it settles the matter."""

from __future__ import annotations

import pytest

from pipeline.model.finding import Finding
from pipeline.read.markdown import read_markdown

KEYS = "code: M2-01\ntitre: Un titre\ndates:\n  fin: 2027\n"
TEXT = "\n## Public cible\n\nLes enfants.\n"


def said(text: str) -> list[Finding]:
    findings: list[Finding] = []
    read_markdown("content/fiches/a.md", text, findings)
    return findings


def test_a_lost_first_line_is_asked_for_and_nothing_is_to_be_deleted() -> None:
    (found,) = said(f"{KEYS}---\n{TEXT}")
    assert found.message == "il manque la ligne « --- » au-dessus de « code: M2-01 »."
    assert found.hints[0] == "ajoutez-la en ligne 1 ; n'effacez rien."


@pytest.mark.parametrize(
    ("place", "fence"),
    [
        *(
            (place, fence)
            for fence in ("———", "----", "--", "—", "–––", "___")
            for place in ("ouvre", "referme")
        ),
        ("referme", " ---"),
    ],
)
def test_a_spoiled_fence_is_named_with_its_line(place: str, fence: str) -> None:
    opening, closing = (fence, "---") if place == "ouvre" else ("---", fence)
    (found,) = said(f"{opening}\n{KEYS}{closing}\n{TEXT}")
    line = 1 if place == "ouvre" else 6
    assert found.span.line == line
    assert found.message == f"la ligne qui {place} l'en-tête est « {fence} » au lieu de « --- »."
    assert f"remplacez la ligne {line} " in found.hints[0]


@pytest.mark.parametrize("rest", [TEXT, f"{TEXT}\n---\n\nSuite.\n", "\n# Titre\n\n- un\n"])
def test_a_front_matter_never_closed_says_after_which_line(rest: str) -> None:
    (found,) = said(f"---\n{KEYS}{rest}")
    assert found.code == "L004"
    assert found.hints[0] == "ajoutez-la après la ligne 5 (« fin: 2027 »)."


@pytest.mark.parametrize(
    ("before", "hint"),
    [
        ("\n---\n", "effacez la ligne vide qui le précède."),
        (" ---\n", "effacez l'espace qui précède ses tirets."),
        ("Ma fiche\n\n---\n", "déplacez sous l'en-tête ce qui le précède (« Ma fiche »)."),
    ],
)
def test_what_stands_before_is_named(before: str, hint: str) -> None:
    (found,) = said(f"{before}{KEYS}---\n{TEXT}")
    assert found.hints[0] == hint


@pytest.mark.parametrize(
    "text", ["# T\n\n---\n\nUn texte.\n\n---\n", "# T\n\nnote: un mot\n", f"---\n{KEYS}---\n{TEXT}"]
)
def test_rules_and_colons_of_a_text_are_no_front_matter(text: str) -> None:
    assert said(text) == []


def test_the_rest_is_promised_for_later() -> None:
    (found,) = said(f"---\n? [titre]\n: Vacciner\n---\n{TEXT}")
    assert found.hints[-1] == "le reste du fichier sera vérifié ensuite."


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("titre: Vacciner : les soignants", 'titre: "Vacciner : les soignants"'),
        ("titre: « Vacciner : les soignants »", 'titre: "Vacciner : les soignants"'),
        ("titre: “Vacciner : les soignants”", 'titre: "Vacciner : les soignants"'),
        ('titre: Vacciner : les "bons" gestes', 'titre: "Vacciner : les « bons » gestes"'),
        ("titre: @santé", 'titre: "@santé"'),
        ("pilote durand\ntitre: a", "pilote: durand"),
        ("titre: a\npilote:durand", "pilote: durand"),
        ("dates:\n  demarrage 2027\n  fin: 2028", "demarrage: 2027"),
    ],
)
def test_the_corrected_line_is_given_and_is_read(typed: str, asked: str) -> None:
    (found,) = said(f"---\n{typed}\n---\n{TEXT}")
    assert found.code == "L002"
    assert found.hints[0].endswith(f" : {asked}")
    line = found.span.line or 0
    lines = f"---\n{typed}\n---\n{TEXT}".split("\n")
    lines[line - 1] = (
        lines[line - 1][: len(lines[line - 1]) - len(lines[line - 1].lstrip())] + asked
    )
    assert said("\n".join(lines)) == []
