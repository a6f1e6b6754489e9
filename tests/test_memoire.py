"""What a run of the tests remembers is what the programs answered, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Event

import pytest

from pipeline import programs
from pipeline.model.finding import Finding
from pipeline.model.span import Span
from pipeline.programs import Peintre, laid_out
from tests import memoire
from tests.memoire import Memoire, read_once, retenue, silence
from tests.test_peintures import CARRE, GRAND, PETIT


def painted(svg: bytes, options: Mapping[str, object]) -> bytes | None:
    peintre = Peintre()
    png = peintre.paint(svg, options)
    peintre.close()
    return png


def test_a_drawing_is_painted_once_for_all_and_one_that_fails_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bytes] = []
    real = memoire.REAL_PAINT

    def told(peintre: Peintre, svg: bytes, *others: object) -> bytes | None:
        asked.append(svg)
        return real(peintre, svg, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(memoire, "REAL_PAINT", told)
    for _ in range(2):
        with retenue(Memoire(tmp_path)):
            small, large = painted(CARRE, PETIT), painted(CARRE, GRAND)
            assert painted(b"<svg", PETIT) is None
    assert None not in (small, large)
    assert small != large
    assert asked == [CARRE, CARRE, b"<svg", b"<svg"]


def test_documents_laid_out_before_are_not_again_and_are_told_as_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def office(
        soffice: str,
        folder: Path,
        documents: Mapping[str, bytes],
        begun: Callable[[str], None],
        _patience: float,
        _given_up: Event,
    ) -> dict[str, bytes]:
        asked.extend(documents)
        for name in documents:
            begun(name)
        return {name: data for name, data in documents.items() if data != b"difficile"}

    monkeypatch.setattr(memoire, "REAL_LAYOUT", office)
    monkeypatch.setattr(programs, "office", lambda: "/usr/bin/soffice")
    begun: list[str] = []
    with retenue(Memoire(tmp_path)):
        laid_out({"un.docx": b"1"}, begun.append)
        found = laid_out({"un.docx": b"1", "deux.docx": b"2"}, begun.append)
        laid_out({"un.docx": b"difficile"}, begun.append)
    assert found == {"un.docx": b"1", "deux.docx": b"2"}
    assert asked == ["un.docx", "deux.docx", "un.docx", "un.docx"]
    assert begun == ["un.docx", "un.docx", "deux.docx", "un.docx", "un.docx"]


def test_a_text_is_read_once_told_each_time_and_read_again_where_nothing_is_remembered() -> None:
    asked: list[str] = []

    def reader(path: str, text: str, findings: list[Finding]) -> str:
        asked.append(text)
        findings.append(Finding("L001", "ce fichier est vide.", Span(path)))
        return text.upper()

    once = read_once(reader)
    for text in ("a", "a", "b"):
        said: list[Finding] = []
        assert once("un.md", text, said) == text.upper()
        assert [finding.span.path for finding in said] == ["un.md"]
    assert asked == ["a", "b"]
    with silence():
        once("un.md", "a", [])
    assert asked == ["a", "b", "a"]
