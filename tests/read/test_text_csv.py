"""Bytes to text and CSV, as people really save them."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model.finding import Finding
from pipeline.model.source import CsvFile
from pipeline.read.csv import read_csv
from pipeline.read.text import decode


def text_of(data: bytes) -> tuple[str | None, list[str]]:
    findings: list[Finding] = []
    return decode("content/a.md", data, findings), [finding.code for finding in findings]


def csv_of(text: str) -> tuple[CsvFile | None, list[tuple[str, int | None]]]:
    findings: list[Finding] = []
    return read_csv("content/a.csv", text, findings), [(f.code, f.span.line) for f in findings]


def test_bom_crlf_and_decomposed_accents_are_habits() -> None:
    assert text_of(b"\xef\xbb\xbfa\r\nb\rc") == ("a\nb\nc", [])
    assert text_of("e\u0301te\u0301".encode()) == ("été", [])


def test_windows_1252_is_read_with_a_warning() -> None:
    assert text_of("santé — œuvre".encode("cp1252")) == ("santé — œuvre", ["L008"])


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04\x00\x00", b"\xff\xfea\x00", b"\x00", bytes(range(128, 256)) * 9]
)
def test_what_is_not_text_is_refused(data: bytes) -> None:
    text, codes = text_of(data)
    assert codes in (["L001"], ["L008", "L005"], ["L008"]) or text is None


@pytest.mark.parametrize("char", ["\x0b", "\x00", "\x1b", "\ufffe", "\x07", "\x0c", "\x9d"])
def test_a_character_that_word_cannot_hold_is_named(char: str) -> None:
    text, codes = text_of(f"avant{char}après".encode())
    assert text is None or text == "avantaprès"
    assert codes in (["L005"], ["L001"])


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_the_separator_is_found(delimiter: str) -> None:
    tree, said = csv_of(f"a{delimiter}b\n1{delimiter}2\n")
    assert said == []
    assert tree is not None
    assert [[cell.value for cell in row] for row in tree.rows] == [["1", "2"]]


def test_a_ragged_row_an_open_quote_and_twin_headers_are_told_with_their_line() -> None:
    assert csv_of("a;b\n1;2\n1;2;3\n")[1] == [("L006", 3)]
    assert csv_of("a;b\n1;2\n1\n")[1] == [("L006", 3)]
    assert csv_of('a;b\n1;"2\n3;4\n')[1] == [("L006", 2)]
    assert csv_of("a;A\n1;2\n")[1] == [("L006", 1)]
    assert csv_of("")[1] == [("L006", 1)]


CELLS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=12).map(
    str.strip
)


@settings(max_examples=200)
@given(st.lists(st.tuples(CELLS, CELLS), max_size=8))
def test_what_a_spreadsheet_writes_comes_back(rows: list[tuple[str, str]]) -> None:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=";", lineterminator="\n").writerows([("un", "deux"), *rows])
    tree, said = csv_of(buffer.getvalue())
    assert said == []
    assert tree is not None
    kept = [row for row in rows if any(row)]
    assert [tuple(cell.value for cell in row) for row in tree.rows] == kept
