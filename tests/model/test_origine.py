"""The mark of a source: the same whatever stands elsewhere, one for each block, and nothing to read in it."""

from __future__ import annotations

import re

import pytest

from pipeline.model.origine import marques_de, section_et_rang

FICHE = """---
code: M1-01
membres:
  - durand
  - petit
---

## Objectif

Un premier paragraphe,
qui tient sur deux lignes.

- un point ;
- un autre.

## Moyens

| Quoi | Combien |
|---|---|
| Salle | 2 |

```
## pas un titre
```

## Objectif

Redit.
"""
PATH = "content/fiches/M1-01-salle.md"


def mark_of(words: str, text: str = FICHE, path: str = PATH) -> str:
    lines = text.splitlines()
    return marques_de(path, text)[next(n for n, line in enumerate(lines, 1) if words in line)]


def test_each_block_has_a_mark_of_its_own_and_its_lines_share_it() -> None:
    marks = marques_de(PATH, FICHE)
    assert mark_of("Un premier") == mark_of("qui tient")
    apart = ["code", "durand", "petit", "Un premier", "un point", "un autre", "Salle", "Redit"]
    assert len({mark_of(words) for words in apart}) == len(apart)
    assert 7 not in marks  # a blank line


def test_two_headings_of_the_same_words_are_told_apart_and_code_opens_no_section() -> None:
    assert mark_of("Un premier") != mark_of("Redit")
    inside, row = section_et_rang(mark_of("pas un titre")), section_et_rang(mark_of("Salle"))
    assert inside is not None
    assert row is not None
    assert inside[0] == row[0]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("- un point ;\n", "- un point ;\n- un point de plus ;\n- et un autre ;\n"),
        ("code: M1-01\n", "code: M1-01\ntitre: Une salle\n"),
        ("  - petit\n", "  - petit\n  - martin\n"),
        ("Un premier paragraphe", "Un paragraphe tout autre"),
    ],
)
def test_a_change_elsewhere_changes_no_mark(old: str, new: str) -> None:
    changed = FICHE.replace(old, new)
    assert changed != FICHE
    for words in ("Salle", "Redit", "durand", "Un premier" if "premier" in changed else "Salle"):
        assert mark_of(words, changed) == mark_of(words)


def test_a_row_of_a_list_is_known_by_its_first_cell() -> None:
    rows = "code;besoin\nB1;Un médecin\nB2;Un lieu\n"
    assert mark_of("B2", rows, "content/besoins.csv") == mark_of(
        "B2", rows.replace("B1;", "B0;Rien\nB1;"), "content/besoins.csv"
    )


def test_a_mark_is_a_name_that_word_takes_and_that_tells_nothing() -> None:
    for mark in marques_de(PATH, FICHE).values():
        assert re.fullmatch(r"_ps[bcdfghjklmnpqrst]{12}[0-9]{1,3}", mark)


@pytest.mark.parametrize("suffix", ["", "_2", " Copy 1", "_2 Copie 3"])
def test_what_programs_put_after_a_name_is_passed_over(suffix: str) -> None:
    mark = mark_of("Salle")
    assert section_et_rang(mark + suffix) == section_et_rang(mark)


@pytest.mark.parametrize("name", ["_Toc00000001", "_Ref_annexe", "_psychologie", "_GoBack", ""])
def test_another_bookmark_is_not_ours(name: str) -> None:
    assert section_et_rang(name) is None
