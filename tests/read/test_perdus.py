"""Words in are words out, or somebody is told on that very line."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.finding import Finding
from pipeline.read import read_sources
from pipeline.read.markdown import read_markdown
from tests.read.test_markdown import read, words_of

PATH = "content/diagnostic/a.md"


def told(text: str) -> list[tuple[str, int | None]]:
    return [(finding.code, finding.span.line) for finding in read(text)[1]]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("```\ncode\n``` mots\n\nsuite\n", 1),
        ("a\n\n~~~\ncode\n~~~ mots\n", 3),
        ("> ```\n> code\n> ``` mots\n\nsuite\n", 1),
        ("```\nsans fin\n", 1),
        ("```python montre ceci\ncode\n```\n", 1),
        ("~~~ Attention\ncode\n~~~\n", 1),
        ('[a](b "titre")', 1),
        ("a\n**b [c](d 'titre')**\n", 1),
        ("![a](b.png (titre))", 1),
        ('![a [b](c "titre")](d.png)', 1),
        ('| a | b |\n|---|---|\n| [c](d "titre") | e |\n', 3),
        ('[a]\n\n[a]: b "titre"\n', 1),
        ("- a\n\n  3. b\n  7. c\n", 4),
        ("2024. a\n2026. b\n2027. c\n", 2),
    ],
)
def test_what_would_not_be_printed_as_typed_is_told_once(text: str, line: int) -> None:
    assert told(text) == [("L065", line)]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[a]\n\n[a]: b\n[a]: c\n", 4),
        ("x [a](b)\n\n[mots]: b\n", 3),
        ("![a][x]\n\n[x]: b\n[y]: b\n", 4),
    ],
)
def test_a_line_that_nothing_points_to_is_told(text: str, line: int) -> None:
    assert told(text) == [("L017", line)]


@pytest.mark.parametrize(
    "text",
    [
        "```yaml\na: b\n```\n",
        "````\n```\n````\n",
        "~~~\n``` mots\n~~~\n",
        "- ```\n  code\n  ```\n",
        "[a](b)",
        "![a](b.png)",
        "[a][b] et [b] et ![c][b]\n\n[b]: d\n",
        "1. a\n1. b\n1. c\n",
        "1. a\n2. b\n   - c\n3. d\n",
        "- 2024 : a\n- 2026 : b\n",
        "3. a\n2. b\n",
    ],
)
def test_what_is_printed_is_not_told(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "sign",
    ["\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2069", "\u200e", "\u200f"],
)
def test_a_sign_that_turns_the_reading_is_told_with_its_place(sign: str) -> None:
    files = {
        "content/diagnostic/a.md": f"# T\n\nUn{sign} mot.\n".encode(),
        "content/projet.yaml": f"nom: CPTS\nville: Un{sign} mot\n".encode(),
        "content/annuaire/x.csv": f"a;b\n1;2\nun{sign};2\n".encode(),
    }
    _sources, findings = read_sources(files)
    places = {(finding.code, finding.span.path, finding.span.line) for finding in findings}
    assert places == {("L066", path, line) for path, line in zip(files, (3, 2, 3), strict=True)}
    assert all(f"U+{ord(sign):04X}" in finding.message for finding in findings)


@pytest.mark.parametrize(
    "typed",
    [
        *("&#8238;", "&#x202E;", "&#X202e;", "&rlm;", "&lrm;"),
        *(
            "[a](https://a.fr/%E2%80%AEgpj.b)",
            "<https://a.fr/%e2%81%a6>",
            "[a](https://a.fr/%D8%9C)",
        ),
    ],
)
def test_such_a_sign_is_told_however_it_is_typed(typed: str) -> None:
    assert told(f"a\n\nUn{typed} mot.\n") == [("L066", 3)]


def test_such_a_sign_is_told_when_yaml_makes_it() -> None:
    _sources, findings = read_sources({"content/projet.yaml": b'a: b\nnom: "CPTS\\u202e de"\n'})
    assert [(f.code, f.span.line) for f in findings] == [("L066", 2)]


@pytest.mark.parametrize("line", ["Centre مركز\u200f (Toulouse)", "\u200eשלום"])
def test_marks_of_direction_are_at_home_in_a_line_of_another_writing(line: str) -> None:
    assert read_sources({"content/diagnostic/a.md": line.encode()})[1] == ()


WORDS = st.sampled_from([f"mot{letter}" for letter in "abcdefghij"])
HOLDERS = st.sampled_from(
    (
        *(
            "{}",
            "# {}",
            "- {}",
            "1. {}",
            "7. {}",
            "> {}",
            "**{}**",
            "_{}_",
            "`{}`",
            "[{}](a.md)",
            "[a](b '{}')",
        ),
        *(
            "![{}](a.png)",
            "![a](a.png '{}')",
            "[{}]: b",
            "[b]: c '{}'",
            "```{}",
            "``` {}",
            "```",
            "~~~ {}",
            "\n",
        ),
        *(
            "| {} | a |\n|---|---|",
            "| a | {} | b |",
            "| {} |",
            "{}\n: {}",
            ": {}",
            "[^{}]",
            "[^{}]: {}",
            "[^n]: {}",
        ),
        *(
            "<b>{}</b>",
            "<!-- -->{}",
            "</{}",
            "{}\n---",
            "{}\n===",
            "    {}",
            "\t{}",
            "{}\\",
            "{{{{ {} }}}}",
            "> [!{}]",
        ),
        *(
            "Tableau : {}",
            "Source : {}",
            "Lecture : {}",
            "> **Attention** {}",
            "# a ## {} ##",
            "***{}",
            "<http://{}>",
        ),
    )
)


@given(st.lists(st.tuples(HOLDERS, WORDS), max_size=10))
def test_every_word_is_in_the_tree_or_told_on_its_line(typed: list[tuple[str, str]]) -> None:
    text = "\n".join(holder.format(word, word) for holder, word in typed)
    findings: list[Finding] = []
    tree = read_markdown(PATH, text, findings)
    if tree is None:
        assert findings
        return
    shown = set(words_of(tree.blocks)) | set(re.findall(r"\w+", repr(tree.blocks)))
    silent = {
        word
        for number, line in enumerate(text.split("\n"), 1)
        for word in re.findall(r"mot\w", line)
        if not any(
            finding.span.line is not None and finding.span.line <= number for finding in findings
        )
    }
    assert silent <= shown
