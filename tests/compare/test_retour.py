"""Nothing that a reader wrote is lost: whatever is typed, taken away or said, anywhere, is told, with its words."""

from __future__ import annotations

import copy
import io
import re
import zipfile
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.compare.lignes import Lieu, Lignes
from pipeline.compare.retouches import applied, retouches
from pipeline.compare.retour import _sentence_with, retours
from pipeline.model.remarque import Remarque, remarques_de
from pipeline.model.retour import Commentaire, Passage, Retouche, Retour
from pipeline.model.span import Span
from pipeline.read.archive import Refusal
from pipeline.read.relu import read_relu
from pipeline.run import build
from tests import projets
from tests.duree import in_proportion
from tests.projets import examen, petit_projet, sans_pages

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
EDITS = ("remplacer", "effacer", "ajouter", "commenter", "suivre")


@lru_cache(maxsize=1)
def built() -> bytes:
    return build(examen(sans_pages(petit_projet())))["projet-de-sante.docx"]


def read_again(docx: bytes) -> tuple[Retour, ...]:
    state = examen(sans_pages(petit_projet()))
    relu, before = read_relu(docx), read_relu(built())
    assert not isinstance(relu, Refusal)
    assert not isinstance(before, Refusal)
    return retours(state.projet, state.comptes, relu, before)


def edited(changes: Sequence[tuple[str, int, str]]) -> tuple[bytes, list[str]]:
    """The document with each change at its paragraph, and the words that must be told."""
    with zipfile.ZipFile(io.BytesIO(built())) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    root = etree.fromstring(parts["word/document.xml"])
    texts = [p for p in root.iter(f"{W}p") if words_of(p).strip() and not in_contents(p)]
    comments = etree.Element(f"{W}comments")
    wanted: list[str] = []
    for number, (kind, place, word) in enumerate(changes):
        target = texts[place % len(texts)]
        if target.get("fait"):
            continue
        target.set("fait", "oui")
        wanted += change(kind, target, word, number, comments)
    for node in root.iter(f"{W}p"):
        node.attrib.pop("fait", "")
    parts["word/document.xml"] = etree.tostring(root)
    parts["word/comments.xml"] = etree.tostring(comments)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return buffer.getvalue(), wanted


def in_contents(paragraph: Any) -> bool:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style is not None and re.match("TM|Tabledes", str(style.get(f"{W}val"))) is not None


def words_of(node: Any) -> str:
    return "".join(t.text or "" for t in node.iter(f"{W}t"))


def change(kind: str, target: Any, word: str, number: int, comments: Any) -> list[str]:
    said = f"{word}{number}"
    if kind == "effacer" and target.getnext() is not None and target.getparent().tag == f"{W}body":
        words = words_of(target)
        if target.find(f"{W}pPr/{W}sectPr") is None:
            target.getparent().remove(target)
            return [words]
    if kind == "ajouter":
        added = etree.Element(f"{W}p")
        etree.SubElement(etree.SubElement(added, f"{W}r"), f"{W}t").text = said
        target.addnext(added)
        return [said]
    if kind == "commenter":
        comment = etree.SubElement(comments, f"{W}comment")
        comment.set(f"{W}id", str(number))
        text = etree.SubElement(etree.SubElement(comment, f"{W}p"), f"{W}r")
        etree.SubElement(text, f"{W}t").text = said
        call = etree.SubElement(etree.SubElement(target, f"{W}r"), f"{W}commentReference")
        call.set(f"{W}id", str(number))
        return [said]
    run = etree.Element(f"{W}r")
    etree.SubElement(run, f"{W}t").text = f" {said} "
    if kind == "suivre":
        around = etree.SubElement(target, f"{W}ins")
        around.set(f"{W}author", "Anne")
        around.append(run)
    else:
        first = target.find(f"{W}r")
        (target.append if first is None else first.addprevious)(copy.copy(run))
    return [said]


def told(found: Sequence[Retour]) -> str:
    pieces = (
        f"{one.ancien} {one.nouveau} {one.commentaire.texte if one.commentaire else ''}"
        for one in found
    )
    return plain(" ".join(pieces))


def plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'").split())


changes = st.lists(
    st.tuples(
        st.sampled_from(EDITS), st.integers(0, 5_000), st.sampled_from(["zibeline", "wapiti"])
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=20, deadline=None)
@given(changes)
def test_nothing_that_a_reader_wrote_is_lost(made: list[tuple[str, int, str]]) -> None:
    docx, wanted = edited(made)
    said = told(read_again(docx))
    for words in wanted:
        for sentence in re.split(r"(?<=[.!?…]) ", plain(words)):
            assert sentence in said, made


@pytest.mark.parametrize(
    "line", ["# Les montants, en euros entiers", "contexte: une somme en euros"]
)
def test_a_line_that_we_print_ourselves_is_of_no_line_that_has_some_of_its_words(line: str) -> None:
    state = examen(projets.edited(petit_projet(), f"content/projet.yaml\n+ {line}\n"))
    lines = Lignes(state.projet, state.comptes)
    unit = Passage("Montants en euros", "Montants en milliers")
    assert lines.place(unit, unit.avant) is None


def test_a_document_that_nobody_touched_says_nothing() -> None:
    assert read_again(built()) == ()


sentences = st.lists(
    st.sampled_from(["le", "lit", "un", "soin", "de", "ville", "**gras**", "12", "{{ a.b }}", ","]),
    min_size=3,
    max_size=14,
)


def test_words_that_overlap_themselves_stand_more_than_once() -> None:
    """« le le » stands three times in « le le le le »: which one was changed is for a person to say."""
    repeated = "le le le le **gras**"
    assert applied(repeated, Retouche(3, "le le le", "hêtre")) is None
    assert applied("un lit, le soin", Retouche(3, "lit", "hêtre")) == "un hêtre, le soin"


@settings(max_examples=100, deadline=None)
@given(sentences, st.data())
def test_what_is_written_back_prints_what_was_read(words: list[str], data: st.DataObject) -> None:
    """A line, printed, edited: either a person must write it, or the line prints the edit."""
    line = " ".join(words)
    at = data.draw(st.integers(0, len(words) - 1))
    new = list(words)
    new[at : at + data.draw(st.integers(0, 2))] = data.draw(
        st.lists(st.sampled_from(["hêtre", "if"]), max_size=2)
    )
    before, after = printed(line), printed(" ".join(new))
    place = Lieu(Span("content/a.md", 3), ((3, line),), True)
    made = retouches(place, before, after, whole=False) if before != after else ()
    if made:
        for one in made:
            changed = applied(line, one)
            assert changed is not None
            line = changed
        assert printed(line).split() == after.split()


def printed(line: str) -> str:
    return line.replace("**", "").replace("{{ a.b }}", "3 400")


def test_a_remark_is_read_as_it_was_written_whatever_is_in_it() -> None:
    for text in ("Simple.", "a -- b --> c", "<b> & {{ x }}", "« mot » (oui)"):
        one = Remarque("Dr A, B (ARS)", "2026-11-12", text)
        (read,) = remarques_de("a.md", [f"  {one.ligne}  "])
        assert read.jour == "2026-11-12"
        assert one.ligne.count("-->") == 1
        assert "Dr A" in read.auteur


SAME_WORDS = "Le bureau prépare la réunion du groupe"
OF_ONE_PARAGRAPH: dict[str, Callable[[int], Passage]] = {
    "comments of a paragraph without a full stop": lambda size: with_comments(
        f"{SAME_WORDS} {' '.join(f'mot{rank}' for rank in range(size))}", size
    ),
    "comments of as many sentences": lambda size: with_comments(
        " ".join(f"{SAME_WORDS} mot{rank}." for rank in range(size)), size
    ),
    "comments on nothing that is there": lambda size: with_comments(
        " ".join(f"{SAME_WORDS} {rank}." for rank in range(size)), size
    ),
    "sentences that were all changed": lambda size: Passage(
        " ".join(f"{SAME_WORDS} {rank}." for rank in range(size)),
        " ".join(f"{SAME_WORDS} {rank} revu." for rank in range(size)),
        ("Anne",),
    ),
}


def with_comments(text: str, size: int) -> Passage:
    comments = (Commentaire("Anne", "", "Non.", f"mot{rank}") for rank in range(size))
    return Passage(text, text, (), tuple(comments))


@pytest.mark.lent
@pytest.mark.parametrize("kind", OF_ONE_PARAGRAPH)
def test_what_is_said_of_one_paragraph_costs_by_its_number(kind: str) -> None:
    state = examen(sans_pages(petit_projet()))
    passages = {size: OF_ONE_PARAGRAPH[kind](size) for size in (100, 800)}
    in_proportion(lambda size: retours(state.projet, state.comptes, [passages[size]], None), 100)


def test_a_comment_is_placed_by_its_sentence_and_told_by_the_beginning_of_its_words() -> None:
    text = "Une. Deux trois. Quatre"
    ends = [4, 16]
    assert _sentence_with("trois", text, ends) == "Deux trois."
    assert _sentence_with("Quatre", text, ends) == "Quatre"
    assert _sentence_with("Une", text, ends) == "Une."
    assert _sentence_with("trois. Quatre", text, ends) == text
    assert _sentence_with("cinq", text, ends) == _sentence_with("", text, ends) == text
