"""A slip of the finger in YAML: the finding names a line and a remedy, and the remedy works when it is typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.finding import Finding
from pipeline.model.source import YamlScalar
from pipeline.read.remedes import best_remedy
from pipeline.read.yaml import COMPARE, compose, reach
from tests.duree import promptly
from tests.projets import CHECKOUT

PROJET = (CHECKOUT / "content/projet.yaml").read_text(encoding="utf-8")
FICHE = (
    next((CHECKOUT / "content/fiches").glob("M2-01*.md"))
    .read_text(encoding="utf-8")
    .split("---\n")[1]
)
VALEURS = (CHECKOUT / "content/statuts/valeurs.yaml").read_text(encoding="utf-8")
TEXTS = {"projet.yaml": PROJET, "fiche.md": FICHE, "valeurs.yaml": VALEURS}
SIGNS = re.compile(r"(?:\w+[ ,'’:;()-]*)+")
FEW = 100
"""One slip in that many, at most, is told by its line alone."""


def broken(text: str) -> Iterator[tuple[str, ...]]:
    """The text with a slip in it, once for each line that looks otherwise than those before, neighbours included."""
    lines = text.split("\n")
    shapes = [SIGNS.sub("x", line) for line in ("", *lines, "")]
    seen: set[tuple[str, ...]] = set()
    for row, line in enumerate(lines):
        context = tuple(shapes[row : row + 3])
        if context in seen:
            continue
        seen.add(context)
        for slip in slips(line):
            yield (*lines[:row], *slip.split("\n"), *lines[row + 1 :])


def slips(line: str) -> Iterator[str]:
    """What a line becomes under fingers that do not know YAML."""
    body, indent = line.strip(), line[: len(line) - len(line.lstrip())]
    if not body:
        return
    yield from (body, f" {line}", f"  {line}")
    if ": " in line:
        key, _, text = line.partition(": ")
        yield from (
            f"{key} {text}",
            f"{key}:{text}",
            f"{key}: Le {text} : suite",
            f"{key}: 'L'{text}'",
            f'{key}: "{text}',
        )
        yield from (
            f"{key}: *{text}*",
            f"{key}: @{text}",
            f'{key}: "{text}" et la suite',
            f"{key}: « {text} : x »",
        )
        yield f"{key}: {text} qui est long\nmais qui continue ici"
    if body.startswith("- "):
        yield from (
            f"{indent}{body[2:]}",
            f"{indent}-{body[2:]}",
            f"{indent}* {body[2:]}",
            f"{indent}• {body[2:]}",
        )
    elif body.startswith("#"):
        yield f"{indent}{body.lstrip('# ')}"
    else:
        yield f"{indent}- {body}"
    if "[" in body:
        yield line.replace("]", "")


def said_of(name: str, text: str) -> list[Finding]:
    findings: list[Finding] = []
    compose(name, text, 1, findings)
    return [finding for finding in findings if finding.code == "L002"]


@pytest.mark.lent
@pytest.mark.parametrize("name", TEXTS)
def test_a_slip_is_told_once_with_its_line_and_what_to_type(name: str) -> None:
    told = vague = 0
    for lines in broken(TEXTS[name]):
        text = "\n".join(lines)
        for finding in said_of(name, text):
            told += 1
            vague += COMPARE in finding.hints
            assert finding.span.line is not None
            assert finding.hints or "accolades" in finding.message, text
    assert told > 100
    assert vague * FEW <= told


@pytest.mark.lent
@pytest.mark.parametrize("name", TEXTS)
def test_the_remedy_of_a_slip_lets_the_reader_go_further(name: str) -> None:
    mended = 0
    for lines in broken(TEXTS[name]):
        stopped = reach("\n".join(lines))
        remedy = best_remedy(lines, [int(stopped)], reach) if stopped != inf else None
        if remedy is not None:
            mended += 1
            assert reach("\n".join(remedy.lines)) > stopped
    assert mended > 50


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("titre: 'L'hôpital et la maison'", 'titre: "L\'hôpital et la maison"'),
        ("titre: « Bouger : oui »", 'titre: "Bouger : oui"'),
        ('titre: "Bouger" plus', 'titre: "« Bouger » plus"'),
        ("titre: 'Bouger' plus", 'titre: "« Bouger » plus"'),
        ("titre: Bouger : oui  # à voir", 'titre: "Bouger : oui"  # à voir'),
        ("titre: *Bouger*", 'titre: "Bouger"'),
        ("titre: @Bouger", 'titre: "@Bouger"'),
        ('titre: "Bouger', 'titre: "Bouger"'),
        ("titre: [Bouger] plus", 'titre: "[Bouger] plus"'),
        ("membres: [a, b,", "membres: [a, b]"),
        ("pilote:durand", "pilote: durand"),
        ("pilote durand", "pilote: durand"),
        ("pilote = durand", "pilote: durand"),
        ("**pilote** : durand", "pilote: durand"),
        ("*pilote:* durand", "pilote: durand"),
        ("== Les dates ==", "# == Les dates =="),
        (
            "titre: Un long titre qui se\npoursuit dessous",
            "titre: Un long titre qui se poursuit dessous",
        ),
        ("titre:\nUn long titre qui ne tient pas", "titre: Un long titre qui ne tient pas"),
        (
            "titre: Un long titre : qui se\npoursuit dessous",
            'titre: "Un long titre : qui se poursuit dessous"',
        ),
        ("liste:\n  - a\n  -b", "- b"),
        ("liste:\n  - a\n  * b", "- b"),
        ("liste:\n  - a # x\n    b # c\n  - d # e", "- b # c"),
        ("--- Les dates ---", "# --- Les dates ---"),
        ("-----", "# -----"),
        ("dates:\n  un: 1\n   deux: 2", "« deux » 2 espaces, pour l'aligner sur « un »"),
    ],
)
def test_the_hint_shows_the_line_to_type(typed: str, wanted: str) -> None:
    (finding,) = said_of("a.yaml", f"avant: 1\n{typed}\napres: 2\n")
    assert wanted in finding.hints[0]


def test_two_keys_on_one_line_are_offered_two_lines() -> None:
    (finding,) = said_of("a.yaml", "mission: parcours pilote: durand\n")
    assert finding.hints == (
        'écrivez, avec des guillemets droits : mission: "parcours pilote: durand"',
        "si c'est une autre clé, donnez-lui sa propre ligne : pilote: durand",
    )


@pytest.mark.parametrize("typed", ["cle\u00a0: 1", "cle\u202f:\u00a01", "cle :\u202f1", "cle: 1"])
def test_no_break_spaces_around_a_colon_are_spaces(typed: str) -> None:
    findings: list[Finding] = []
    tree = compose("a.yaml", f"{typed}\nautre: deux\u00a0mots\n", 1, findings)
    assert findings == []
    assert tree is not None
    assert [key.value for key, _ in tree.entries] == ["cle", "autre"]
    node = tree.get("autre")
    assert isinstance(node, YamlScalar)
    assert node.text == "deux\u00a0mots"


def test_no_break_spaces_make_an_indent() -> None:
    findings: list[Finding] = []
    tree = compose(
        "a.yaml", "dates:\n\u00a0\u00a0un: 1\n  deux: 2\nliste:\n\u00a0 -\u00a0a\n", 1, findings
    )
    assert findings == []
    assert tree is not None
    assert [key.value for key, _ in tree.entries] == ["dates", "liste"]


def test_a_key_given_twice_in_a_list_may_have_lost_its_dash() -> None:
    findings: list[Finding] = []
    compose("a.yaml", "liste:\n  - nom: a\n    nom: b\nx: 1\nx: 2\n", 1, findings)
    assert ["- nom: …" in finding.hints[0] for finding in findings] == [True, False]


@given(st.text(alphabet="ab: -'\"[]{}#*&!|>%,•=\t\n\u00a0é1", max_size=60))
def test_whatever_is_typed_ends_in_a_tree_or_in_one_place(typed: str) -> None:
    findings: list[Finding] = []
    tree = compose("a.yaml", typed, 1, findings)
    assert tree is not None or findings


def test_a_very_long_line_is_told_at_once() -> None:
    with promptly(10):
        (finding,) = said_of("a.yaml", "titre: a : " + "- = " * 9_000 + "\nautre: 1\n")
    assert COMPARE in finding.hints
