"""Texts read before are not parsed again, and nothing tells the difference."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.commands.calcul import examine_folder
from pipeline.disk import read_project
from pipeline.etat import readings
from pipeline.model.finding import Finding
from pipeline.model.source import MarkdownFile
from pipeline.read import Lectures, read_sources
from pipeline.read.lectures import _sealed
from pipeline.read.markdown import read_markdown
from pipeline.read.text import decode
from tests.projets import CHECKOUT, TODAY, edited, petit_projet

pytestmark = pytest.mark.usefixtures("sans_memoire")

PATH = "content/diagnostic/01-essai.md"
CHAPITRE = "content/diagnostic/01-territoire.md"


def direct(text: str) -> tuple[str, str]:
    found: list[Finding] = []
    return repr(read_markdown(PATH, text, found)), repr(found)


def twice(text: str) -> tuple[str, str]:
    """What a second run answers, spans included, its memory having gone through a file."""
    first = Lectures()
    first.read(PATH, text, [], read_markdown)
    second = Lectures.from_text(first.to_text("v1"), "v1")
    found: list[Finding] = []
    tree = second.read(PATH, text, found, read_markdown if not first.used else no_parsing)
    return repr(tree), repr(found)


def no_parsing(path: str, text: str, findings: list[Finding]) -> MarkdownFile | None:
    raise AssertionError(f"{path} is parsed a second time")


PIECES = st.sampled_from(
    (
        *(
            "# T",
            "- a",
            "1. b",
            "> c",
            "| a | b |\n|---|--:|\n| 1 | 2 |",
            "*d*",
            "**e**",
            "`f`",
            "[g](h.md)",
        ),
        *(
            "![i](j.png)",
            "{{ cpts.nom }}",
            "[^1]",
            "[^1]: note",
            "Terme\n: sens",
            "---",
            "```\ncode\n```",
            "<b>",
        ),
        *(
            "\n",
            "    k",
            "é\u00a0:",
            "Tableau : titre {#mot}",
            "> **À retenir** : l",
            "---\na: 1\nb: [c, d]\n---",
        ),
        *("\\", "{{ x", "<!-- m -->"),
    )
)


@given(st.lists(PIECES, max_size=12).map("\n".join) | st.text(max_size=60))
def test_any_text_read_from_memory_is_what_parsing_gives(text: str) -> None:
    text = decode(PATH, text.encode(errors="replace"), []) or ""
    assert twice(text) == direct(text)


def test_every_text_of_the_example_and_of_commonmark_is_too() -> None:
    files, _odd = read_project(CHECKOUT)
    texts = [data.decode() for path, data in files.items() if path.endswith(".md")]
    examples = json.loads(
        (CHECKOUT / "tests/donnees/commonmark-0.31.2.json").read_text(encoding="utf-8")
    )
    texts += [example[0] for example in examples]
    assert len(texts) > 700
    for text in texts:
        assert twice(text) == direct(text)


def test_the_texts_of_a_project_are_kept_but_those_that_give_no_tree() -> None:
    files = edited(petit_projet(), f"{CHAPITRE}\noctets: 20")
    memory = Lectures()
    read_sources(files, lectures=memory)
    texts = [path for path in files if path.endswith(".md") and path.startswith("content/")]
    assert len(memory.used) == len(texts) - 1


def test_what_was_kept_for_another_version_of_our_code_or_is_damaged_is_forgotten() -> None:
    memory = Lectures()
    memory.read(PATH, "Un texte.\n", [], read_markdown)
    kept = memory.to_text("v1")
    assert Lectures.from_text(kept, "v1").kept == memory.used
    assert Lectures.from_text(kept, "v2").kept == {}
    assert Lectures.from_text(kept[:-4], "v1").kept == {}
    assert Lectures.from_text("", "v1").kept == {}


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    for path, data in petit_projet().items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    return tmp_path


def test_a_check_leaves_no_trace_before_the_first_build(dossier: Path) -> None:
    examine_folder(dossier, TODAY)
    assert not (dossier / "build").exists()


def test_only_the_text_that_changed_is_parsed_again(
    dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (dossier / "build").mkdir()
    before = examine_folder(dossier, TODAY)
    monkeypatch.setattr("pipeline.read.markdown.read_markdown", no_parsing)
    assert examine_folder(dossier, TODAY) == before
    parsed: list[str] = []

    def watched(path: str, text: str, findings: list[Finding]) -> MarkdownFile | None:
        parsed.append(path)
        return read_markdown(path, text, findings)

    monkeypatch.setattr("pipeline.read.markdown.read_markdown", watched)
    with open(dossier / CHAPITRE, "a", encoding="utf-8") as chapter:
        chapter.write("\nUn blanc : XX.\n")
    after = examine_folder(dossier, date(2026, 11, 22))
    assert parsed == [CHAPITRE]
    assert [
        f.code for f in after.findings if f.span.path == CHAPITRE and f not in before.findings
    ] == ["X001"]


def test_a_build_folder_that_cannot_be_written_costs_time_and_nothing_else(dossier: Path) -> None:
    (dossier / "build").mkdir()
    (dossier / "build/.lectures").mkdir()
    assert examine_folder(dossier, TODAY) == examine_folder(dossier, TODAY)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"Un "', "7"),
        ('"Un "', '["a"]'),
        ('"Un "', "null"),
        ('"Un "', "[-1]"),
        ("[6,", "[99,"),
        ("[6,", "[-5,"),
        ("[6,", "[true,"),
        ("[6,", "[8,"),
        ("[-2,1,null]", '[-2,"1"]'),
        ("[-2,1,null]", "[-2,1,2,3,4,5]"),
        ("[-2,1,null]", "[-2,[-1]]"),
        ("[-2,1,null]", "7"),
        (",1,[-1]]", ',"1",[-1]]'),
        (",1,[-1]]", ",1,[-1,[2]]]"),
        (",1,[-1]]", ',1,[-1,[2,"Z999","m",[-2,1]]]]'),
        (",1,[-1]]", "]"),
    ],
)
def test_an_entry_of_another_form_is_read_again_whatever_its_seal(before: str, after: str) -> None:
    """The seal is right: the entry is refused for what it says."""
    text = "Un **mot**.\n"
    memory = Lectures()
    memory.read(PATH, text, [], read_markdown)
    (key,) = memory.used
    typed = json.dumps(memory.used[key], separators=(",", ":"))
    assert before in typed, typed
    memory.used[key] = json.loads(typed.replace(before, after, 1))
    found: list[Finding] = []
    again = Lectures.from_text(memory.to_text("v1"), "v1")
    assert (repr(again.read(PATH, text, found, read_markdown)), repr(found)) == direct(text)


@given(st.floats(0, 1), st.integers(0, 7), st.booleans())
def test_one_bit_flipped_or_an_end_lost_makes_all_be_read_again(
    where: float, bit: int, cut: bool
) -> None:
    memory = Lectures()
    memory.read(PATH, "Un **mot**.\n", [], read_markdown)
    kept = memory.to_text("v1").encode()
    at = int(where * (len(kept) - 1))
    changed = kept[:at] if cut else kept[:at] + bytes([kept[at] ^ (1 << bit)]) + kept[at + 1 :]
    assert Lectures.from_text(changed.decode(errors="replace"), "v1").kept == {}


def test_a_word_changed_with_its_plain_hash_made_anew_is_not_believed(dossier: Path) -> None:
    (dossier / "build").mkdir()
    before = examine_folder(dossier, TODAY)
    path = dossier / "build/.lectures"
    head, _, body = path.read_text(encoding="utf-8").partition("\n")
    forged = body.replace("association", "entreprise")
    assert forged != body
    for first in (head, hashlib.sha256(forged.encode()).hexdigest(), ""):
        path.write_text(f"{first}\n{forged}", encoding="utf-8")
        assert examine_folder(dossier, TODAY) == before


def test_what_another_folder_kept_is_not_believed(
    dossier: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (dossier / "build").mkdir()
    examine_folder(dossier, TODAY)
    other = tmp_path_factory.mktemp("autre")
    (other / "build").mkdir()
    (other / "build/.lectures").write_bytes((dossier / "build/.lectures").read_bytes())
    assert Lectures.from_text(*readings(dossier)).kept
    assert Lectures.from_text(*readings(other)).kept == {}


@pytest.mark.parametrize("body", ["[" * 100_000, "null", "[]", "{", '{"a": 1}', '{"a": [[[]]]}'])
def test_a_body_that_is_no_memory_is_none(body: str) -> None:
    memory = Lectures.from_text(f"{_sealed(body, 'v1')}\n{body}", "v1")
    found: list[Finding] = []
    assert repr(memory.read(PATH, "Un mot.\n", found, read_markdown)) == direct("Un mot.\n")[0]
