"""What depends on bytes alone and takes long is made once for a whole run: the painting of a drawing, what LibreOffice
makes of a document; and in each process the reading of a text, of a workbook, of a template and of its tags.

Programs and readers are the real ones and their answers too; only the second asking for the same thing is spared,
whatever test or process asks.  What is read is never changed, so that all may hold the same tree.  A test about the
programs or the readings themselves asks for the fixture ``sans_memoire``; what is measured has none (``duree.py``).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from lxml import etree

from pipeline import programs, read, run
from pipeline.model.contours import Contours
from pipeline.model.finding import Finding
from pipeline.programs import PATIENCE_OF_DRAWING, Peintre
from pipeline.read import READERS, read_contours, read_workbook
from pipeline.write.word import gabarits
from pipeline.write.word.slots import check_slots

REAL_PAINT = Peintre.paint
REAL_LAYOUT = programs._made
REAL_CONVERSION = programs._through_office
REAL_SLOTS = check_slots

MOST_READ = 1_000
"""Texts, workbooks and templates kept, the last asked for: those of the example and of the small project, and their
neighbours of the moment."""

Reader = Callable[[str, Any, list[Finding]], Any]

SILENT: list[bool] = []
"""Not empty when nothing may be remembered."""

FOLDERS: list[Path] = []
"""The memory of this run, for the processes that it starts."""


class Memoire:
    """Answers by the hash of what was asked, in a folder that the processes of a run have in common."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def recall(self, *asked: object) -> bytes | None:
        try:
            return self._place(asked).read_bytes()
        except FileNotFoundError:
            return None

    def keep(self, answer: bytes, *asked: object) -> None:
        """Whole from the moment it is there: another process may be looking."""
        place = self._place(asked)
        beside = place.with_suffix(f".{os.getpid()}")
        beside.write_bytes(answer)
        beside.replace(place)

    def answer(self, make: Callable[[], bytes | None], *asked: object) -> bytes | None:
        """What was answered before, else what is made now; no answer is tried again."""
        known = self.recall(*asked)
        made = make() if known is None else known
        if known is None and made is not None:
            self.keep(made, *asked)
        return made

    def _place(self, asked: tuple[object, ...]) -> Path:
        said = sha256()
        for part in asked:
            data = part if isinstance(part, bytes) else repr(part).encode()
            said.update(f"{len(data)} ".encode() + data)
        return self.folder / said.hexdigest()


@contextmanager
def retenue(memoire: Memoire) -> Iterator[None]:
    """Our programs with this memory."""

    def paint(
        self: Peintre,
        svg: bytes,
        options: Mapping[str, object],
        patience: float = PATIENCE_OF_DRAWING,
    ) -> bytes | None:
        return memoire.answer(lambda: REAL_PAINT(self, svg, options, patience), svg, options)

    def made(
        soffice: str,
        folder: Path,
        documents: Mapping[str, bytes],
        begun: Callable[[str], None],
        patience: float,
        given_up: Event,
    ) -> dict[str, bytes]:
        known = {name: memoire.recall(soffice, data) for name, data in documents.items()}
        found = {name: pdf for name, pdf in known.items() if pdf is not None}
        missing = {name: data for name, data in documents.items() if name not in found}
        for name in found:
            begun(name)
        new = REAL_LAYOUT(soffice, folder, missing, begun, patience, given_up) if missing else {}
        for name, pdf in new.items():
            memoire.keep(pdf, soffice, documents[name])
        return {**found, **new}

    def through_office(data: bytes, suffix: str, kind: str, patience: float) -> bytes | None:
        return memoire.answer(
            lambda: REAL_CONVERSION(data, suffix, kind, patience),
            *(programs.office(), data, suffix, kind),
        )

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Peintre, "paint", paint)
        patched.setattr(programs, "_made", made)
        patched.setattr(programs, "_through_office", through_office)
        patched.setattr(read, "_markdown", read_once(read._markdown))
        patched.setattr(read, "_template", read_once(read._template))
        patched.setattr(run, "read_workbook", read_once(read_workbook))
        patched.setattr(run, "read_contours", contours_once())
        for suffix, reader in READERS.items():
            patched.setitem(READERS, suffix, read_once(reader))
        patched.setattr(gabarits, "check_slots", slots_once())
        yield


def read_once(reader: Reader) -> Reader:
    """The same reader, which remembers its last answers and findings."""

    @lru_cache(maxsize=MOST_READ)
    def answered(path: str, source: str | bytes) -> tuple[Any, tuple[Finding, ...]]:
        found: list[Finding] = []
        return reader(path, source, found), tuple(found)

    def remembered(path: str, source: str | bytes, findings: list[Finding]) -> Any:
        if SILENT:
            return reader(path, source, findings)
        tree, said = answered(path, source)
        findings.extend(said)
        return tree

    return remembered


def contours_once() -> Callable[..., Contours]:
    """The borders of the communes of a territory, whose file is a country's."""
    answered = lru_cache(maxsize=MOST_READ)(read_contours)

    def remembered(data: bytes, codes: Iterable[str], alentour: bool = False) -> Contours:
        return (read_contours if SILENT else answered)(data, tuple(codes), alentour)

    return remembered


def slots_once() -> Callable[..., set[str] | None]:
    """What the tags of a part of a template are, once for each part."""
    known: dict[tuple[str, bytes, int], tuple[set[str] | None, tuple[Finding, ...]]] = {}

    def checked(
        path: str, part: etree._Element, schema: Mapping[str, Any], findings: list[Finding]
    ) -> set[str] | None:
        key = (path, sha256(etree.tostring(part)).digest(), id(schema))
        if SILENT or key not in known:
            found: list[Finding] = []
            known[key] = REAL_SLOTS(path, part, schema, found), tuple(found)
        used, said = known[key]
        findings.extend(said)
        return None if used is None else set(used)

    return checked


@contextmanager
def silence() -> Iterator[None]:
    """Nothing is remembered meanwhile: what is measured is done."""
    SILENT.append(True)
    try:
        yield
    finally:
        SILENT.pop()


@pytest.fixture(scope="session", autouse=True)
def memoire(tmp_path_factory: pytest.TempPathFactory) -> Generator[Memoire]:
    own = tmp_path_factory.getbasetemp()
    of_all = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    kept = Memoire(of_all / "memoire")
    FOLDERS.append(kept.folder)
    with retenue(kept):
        yield kept
    FOLDERS.remove(kept.folder)


@pytest.fixture
def sans_memoire(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing that another test made or read: for whoever asks what is started or read, and how often."""
    monkeypatch.setattr(Peintre, "paint", REAL_PAINT)
    monkeypatch.setattr(programs, "_made", REAL_LAYOUT)
    monkeypatch.setattr(programs, "_through_office", REAL_CONVERSION)
    with silence():
        yield
