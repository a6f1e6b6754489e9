"""A remedy that tells what to type in a workbook, or in a Word template, has been tried: typed there, the finding is gone.

As ``test_remedes_tentes.py`` does for texts: every case is read, and each remedy that a machine can follow is followed.
What is proposed among several is tried one by one, each alone.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from pipeline.model.finding import Finding
from tests.projets import edited, examen, petit_projet
from tests.test_cases import CASES, read_case

PLAIN = str.maketrans("\u00a0\u202f", "  ")
QUOTED = re.compile("« (.+?) »")
AMOUNT = re.compile(r"écrivez (?P<montant>[0-9 ]+(?:,[0-9]+)?) € en année (?P<annee>[1-5]), .*")
EMPTY = re.compile(r"videz la case « (?P<colonne>.+?) ».*")
IN_COMMENT = re.compile(r"écrivez (?P<mots>« .+ ») dans (?:le|leur) commentaire\.")
RANK = re.compile(r"écrivez un nombre de (?P<moins>[0-9]+) à (?P<plus>[0-9]+)(?:\.| :.*)")
ONE_OF = re.compile(
    r"vouliez-vous dire (?P<mots>.+) \?|valeurs connues : (?P<liste>.+)\.|écrivez(?: par exemple)? (?P<dits>« .+ »)"
    r"(?:\.| :.*|, sa clé.*)|« .+? » se range d'ordinaire dans (?P<nature>« .+? »)\."
)
PARAGRAPHS = re.compile(
    r"ajoutez(?:, chacun seul dans son paragraphe :)? (?P<champs>\{.+?)(?:, seul dans .*|\.)"
)

Typed = tuple[str, str]
"""Notation of a cell (``Prévention!D6``) and what is typed there."""

FEWEST_IN_WORKBOOKS, FEWEST_IN_TEMPLATES = 60, 8


@cache
def _opened(data: bytes) -> Workbook | None:
    """None for a workbook that openpyxl cannot open: some cases are about these."""
    try:
        return load_workbook(io.BytesIO(data))
    except (ValueError, KeyError, zipfile.BadZipFile):
        return None


class Rangee:
    """The row that a finding is about, as openpyxl reads it."""

    def __init__(self, data: bytes, finding: Finding) -> None:
        self.sheet, self.line = finding.span.sheet or "", finding.span.line or 0
        book = _opened(data)
        self.page = book[self.sheet] if book and self.sheet in book.sheetnames else None

    def holding(self, text: str) -> str | None:
        """The cell of the row where a text is typed."""
        for column, value in enumerate(self._values(self.line), 1):
            if str(value).strip().translate(PLAIN) == text:
                return f"{self.sheet}!{get_column_letter(column)}{self.line}"
        return None

    def under(self, title: str) -> str | None:
        """The cell of the row in the column of that title, in the table that holds the row."""
        for line in range(self.line, 0, -1):
            titles = [str(value) for value in self._values(line)]
            if title in titles:
                return f"{self.sheet}!{get_column_letter(titles.index(title) + 1)}{self.line}"
        return None

    def _values(self, line: int) -> list[object]:
        return [cell.value for cell in self.page[line]] if self.page and line else []


def _choices(hint: str) -> list[str]:
    """What a remedy proposes to type in place of the word that its message quotes."""
    match = ONE_OF.fullmatch(hint)
    if match is None:
        return []
    if match["liste"]:
        return match["liste"].split(", ")
    return QUOTED.findall(match["mots"] or match["dits"] or match["nature"])


def _in_place_of_the_word(row: Rangee, finding: Finding, hint: str) -> Iterator[Typed]:
    quoted = (row.holding(word) for word in QUOTED.findall(finding.message.translate(PLAIN)))
    cell = next((one for one in quoted if one), None)
    yield from ((cell, word) for word in _choices(hint) if cell and "…" not in word)


def _amount(row: Rangee, finding: Finding, hint: str) -> Iterator[Typed]:
    match = AMOUNT.fullmatch(hint)
    cell = match and row.under(f"Année {match['annee']}")
    if match and cell:
        yield cell, match["montant"].replace(" ", "").replace(",", ".")


def _emptied(row: Rangee, finding: Finding, hint: str) -> Iterator[Typed]:
    match = EMPTY.fullmatch(hint)
    cell = match and row.under(match["colonne"])
    if cell:
        yield cell, ""


def _in_the_comment(row: Rangee, finding: Finding, hint: str) -> Iterator[Typed]:
    match = IN_COMMENT.fullmatch(hint)
    cell = match and row.under("Commentaire")
    if match and cell:
        yield from ((cell, word) for word in QUOTED.findall(match["mots"]))


def _rank(row: Rangee, finding: Finding, hint: str) -> Iterator[Typed]:
    match = RANK.fullmatch(hint)
    quoted = QUOTED.findall(finding.message.translate(PLAIN))
    cell = row.holding(quoted[0]) if match and quoted else None
    if match and cell:
        yield from ((cell, str(one)) for one in range(int(match["moins"]), int(match["plus"]) + 1))


def _without_sign(row: Rangee, finding: Finding, hint: str) -> Iterator[Typed]:
    if hint == "ôtez son signe.":
        typed = QUOTED.findall(finding.message.translate(PLAIN))[0].replace("−", "-")
        cell = row.holding(typed)
        if cell:
            yield cell, typed.removeprefix("-")


Gesture = Callable[[Rangee, Finding, str], Iterator[Typed]]
GESTURES: tuple[Gesture, ...] = (
    _in_place_of_the_word,
    _amount,
    _emptied,
    _in_the_comment,
    _rank,
    _without_sign,
)


@cache
def _told(name: str) -> tuple[dict[str, bytes], tuple[Finding, ...]]:
    files = edited(petit_projet(), read_case(name).bad)
    return files, examen(files).findings


@cache
def typed(name: str) -> tuple[tuple[Finding, str, Typed], ...]:
    """Each remedy of a case about a cell, and what it has one type where."""
    files, findings = _told(name)
    return tuple(
        (finding, hint, one)
        for finding in findings
        if finding.span.path.endswith(".xlsx") and finding.span.sheet
        for hint in finding.hints
        for gesture in GESTURES
        for one in gesture(
            Rangee(files[finding.span.path], finding), finding, hint.translate(PLAIN)
        )
    )


OF_WORKBOOKS = [name for name in CASES if "\nbudgets/" in read_case(name).bad]
OF_TEMPLATES = [name for name in CASES if "\ntemplates/" in read_case(name).bad]


@pytest.mark.lent
def test_most_remedies_that_propose_a_value_are_typed() -> None:
    assert sum(len(typed(name)) for name in OF_WORKBOOKS) >= FEWEST_IN_WORKBOOKS


@pytest.mark.lent
@pytest.mark.parametrize("name", OF_WORKBOOKS)
def test_a_value_typed_as_the_remedy_says_ends_its_finding(name: str) -> None:
    files, _findings = _told(name)
    for finding, hint, (cell, value) in typed(name):
        found = examen(edited(files, f"{finding.span.path}\n{cell} = {value}")).findings
        same = [one for one in found if one.code == finding.code and one.span == finding.span]
        assert [one.message for one in same] == [], (hint, cell, value)


# --- templates ------------------------------------------------------------------------------------------------------


def _with_paragraphs(data: bytes, texts: list[str]) -> bytes:
    """A Word file with these paragraphs at the end of its text."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    new = "".join(f'<w:p><w:r><w:t xml:space="preserve">{one}</w:t></w:r></w:p>' for one in texts)
    document = parts["word/document.xml"].decode()
    at = document.rindex("<w:sectPr")
    parts["word/document.xml"] = (document[:at] + new + document[at:]).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def followed(name: str) -> Iterator[tuple[Finding, str, dict[str, bytes]]]:
    """Each remedy of a case about a template that says what to type, with the files once it is."""
    files, findings = _told(name)
    for finding in findings:
        path = finding.span.path
        for hint in finding.hints if path.endswith(".docx") else ():
            added = PARAGRAPHS.fullmatch(hint.translate(PLAIN))
            if added:
                fields = added["champs"].split(", puis ")
                yield finding, hint, {**files, path: _with_paragraphs(files[path], fields)}
            quoted = QUOTED.findall(finding.message)
            for word in _choices(hint.translate(PLAIN)):
                old, new = quoted[0], word
                yield finding, hint, edited(files, f"{path}\n- {old}\n+ {new}")


@pytest.mark.lent
def test_what_a_remedy_has_one_type_in_a_template_ends_its_finding() -> None:
    tried = 0
    for name in OF_TEMPLATES:
        for finding, hint, files in followed(name):
            tried += 1
            found = examen(files).findings
            assert finding.message not in [one.message for one in found], (name, hint)
    assert tried >= FEWEST_IN_TEMPLATES
