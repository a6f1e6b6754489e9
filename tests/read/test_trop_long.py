"""A source that is too long to be brought in is refused for the price of the longest that is read."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import pytest

from pipeline.model.importation import MOST_LETTERS, TOO_LONG, SourceLue
from pipeline.read.docx import _Reading, read_docx
from pipeline.read.html import MOST_PLACES, read_html
from tests.read.test_croissance import BODIES, paragraph, table, word


@pytest.fixture(autouse=True)
def not_told_by_its_ratio(monkeypatch: pytest.MonkeyPatch) -> None:
    """What repeats itself is refused before it is read; a patient hand would vary it."""
    monkeypatch.setattr("pipeline.read.archive.MAX_RATIO", 10**9)


IN_A_ROW = 40
LONG: dict[str, Callable[[int], str]] = {
    "paragraphs": BODIES["paragraphs"],
    "items": BODIES["items"],
    "cells": lambda size: table(size // IN_A_ROW, IN_A_ROW),
    "cells of one row": lambda size: table(1, size),
}


@pytest.mark.parametrize("kind", LONG)
def test_a_word_file_is_read_no_further_than_it_may_be_long(
    monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """What is past the limit is not even looked at: a refusal costs no more than the longest text that is read."""
    most = 400
    monkeypatch.setattr("pipeline.read.docx.MOST_LINES", most)
    seen = itertools.count()
    kind_of = _Reading.kind_of

    def counted(self: _Reading, *given: Any) -> Any:
        next(seen)
        return kind_of(self, *given)

    monkeypatch.setattr(_Reading, "kind_of", counted)
    assert isinstance(read_docx(word(LONG[kind](most))), SourceLue)
    assert next(seen) == most
    assert read_docx(word(LONG[kind](2 * most))) is TOO_LONG
    assert next(seen) == 2 * most + 2


def test_a_word_file_of_too_many_letters_is_read_no_further() -> None:
    words = "<w:r><w:t>" + "mot " * (MOST_LETTERS // 400) + "</w:t></w:r>"
    assert isinstance(read_docx(word(paragraph(words) * 99)), SourceLue)
    assert read_docx(word(paragraph(words) * 200)) is TOO_LONG


@pytest.mark.parametrize(
    "page",
    [
        ("<table><tr>" + "<td colspan=1000 rowspan=60000>a" * 50) * 150,
        "<table><tr>" + "<td colspan=40 rowspan=9999>a" * 40 + "<tr><td>b" * (MOST_PLACES // 1_600),
        "<table><tr>" + "<td>a" * 4_000 + "<tr><td>b" * 20,
    ],
    ids=["one in another", "over rows", "short rows under a long one"],
)
def test_a_page_whose_cells_go_over_too_many_places_is_refused(page: str) -> None:
    assert read_html("a.html", page.encode()) is TOO_LONG


def test_a_page_of_a_thousand_rows_is_read() -> None:
    page = "<table>" + ("<tr>" + "<td>a" * 8) * 1_000
    assert isinstance(read_html("a.html", page.encode()), SourceLue)
