"""Bytes to positioned trees, one file at a time; nothing here knows what a CPTS is.

Every reader answers with a tree or None, and adds what it has to say to the findings that it is handed.  A file that
gives None is a hole: the rules that would need it stay silent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model.dessin import Dessin
from pipeline.model.files import ACCORDS, BUDGETS, CONTENT, REFERENCE, Files, templates_of
from pipeline.model.finding import Finding
from pipeline.model.motif import motif
from pipeline.model.source import MarkdownFile, Sources, Tree
from pipeline.model.span import Span
from pipeline.model.version_budget import VERSIONS_BUDGET
from pipeline.read.contours import read_contours
from pipeline.read.csv import read_csv
from pipeline.read.decoupage import read_decoupage
from pipeline.read.lectures import Lectures, LecturesPartagees
from pipeline.read.picture import is_sound
from pipeline.read.text import FORBIDDEN, decode
from pipeline.read.workbook import extras, read_workbook
from pipeline.read.yaml import read_yaml

__all__ = [
    "Lectures",
    "LecturesPartagees",
    "extras",
    "natural_key",
    "read_contours",
    "read_decoupage",
    "read_sources",
    "read_text_alone",
    "read_workbook",
]

OPEN = motif(rf"{BUDGETS}(?:~\$(.+)|\.~lock\.(.+)#)")
PICTURES = (".png", ".jpg", ".jpeg")
DRAWING = ".svg"
AGREEMENT = ".pdf"
MARKDOWN = ".md"
READERS = {".yaml": read_yaml, ".yml": read_yaml, ".csv": read_csv}


def read_sources(
    files: Files, with_templates: bool = True, lectures: Lectures | None = None
) -> tuple[Sources, tuple[Finding, ...]]:
    """Read the texts of ``content/``, the reference data and the Word templates, in natural order of the paths.

    The workbook is read apart, once ``projet.yaml`` has said which it is.  ``lectures`` spares the parsing of texts
    read before, and remembers those read now.
    """
    reading = _Reading(lectures or Lectures())
    gabarits = templates_of(files)
    for path in sorted(files, key=natural_key):
        suffix = path[path.rfind(".") :].lower()
        if path.startswith(gabarits) and suffix == ".docx":
            if with_templates:
                reading.template(path, files[path])
        elif suffix in (MARKDOWN, *READERS) and path.startswith(
            (CONTENT, REFERENCE, VERSIONS_BUDGET)
        ):
            reading.text(path, suffix, files[path])
        elif suffix == AGREEMENT and path.startswith(ACCORDS):
            reading.findings.extend(_agreement(path, files[path]))
        elif path.startswith(CONTENT):
            reading.picture(path, suffix, files[path])
    reading.findings.extend(_open_workbooks(files))
    return reading.sources(files), tuple(reading.findings)


def read_text_alone(path: str, data: bytes, lectures: Lectures) -> MarkdownFile | None:
    """One Markdown file, without what is wrong with it; None when it cannot be read."""
    text = decode(path, data, [])
    return None if text is None else lectures.read(path, text, [], _markdown)


class _Reading:
    """What is read of a folder, file after file."""

    def __init__(self, lectures: Lectures) -> None:
        self.lectures = lectures
        self.findings: list[Finding] = []
        self.trees: dict[str, Tree] = {}
        self.texts: dict[str, str] = {}
        self.pictures: set[str] = set()
        self.dessins: dict[str, Dessin] = {}
        self.unreadable: set[str] = set()

    def keep(self, path: str, tree: Tree | None) -> None:
        if tree is None:
            self.unreadable.add(path)
        else:
            self.trees[path] = tree

    def text(self, path: str, suffix: str, data: bytes) -> None:
        text = decode(path, data, self.findings)
        self.texts[path] = text or ""
        tree = None if text is None else _tree(path, suffix, text, self.findings, self.lectures)
        self.keep(path, tree)

    def template(self, path: str, data: bytes) -> None:
        self.keep(path, self.lectures.shared(path, data, self.findings, _template))

    def picture(self, path: str, suffix: str, data: bytes) -> None:
        if suffix == DRAWING:
            self.dessins[path] = _drawing(data, self.lectures)
        elif suffix in PICTURES and is_sound(data):
            self.pictures.add(path)

    def sources(self, files: Files) -> Sources:
        pictures, unreadable = frozenset(self.pictures), frozenset(self.unreadable)
        return Sources(files, self.trees, self.texts, pictures, unreadable, self.dessins)


def _tree(
    path: str, suffix: str, text: str, findings: list[Finding], lectures: Lectures
) -> Tree | None:
    if suffix == MARKDOWN:
        return lectures.read(path, text, findings, _markdown)
    return lectures.shared(path, text, findings, READERS[suffix])


def _markdown(path: str, text: str, findings: list[Finding]) -> MarkdownFile | None:
    from pipeline.read.markdown import (
        read_markdown,
    )  # markdown-it is loaded for a text that changed

    return read_markdown(path, text, findings)


def _template(path: str, data: bytes, findings: list[Finding]) -> Tree | None:
    from pipeline.read.word import (
        read_word,
    )  # a check with templates already known needs no reader for them

    return read_word(path, data, findings)


def _agreement(path: str, data: bytes) -> Iterator[Finding]:
    from pipeline.read.accord import fault_of  # most projects have none

    fault = fault_of(data)
    if fault is not None:
        wrong, hint = fault
        yield Finding(
            "L081", f"{wrong} : il ne serait pas joint à la livraison.", Span(path), (hint,)
        )


def _drawing(data: bytes, lectures: Lectures) -> Dessin:
    from pipeline.read.svg import read_svg  # most projects have none

    return read_svg(data, lectures)


def _open_workbooks(files: Files) -> Iterator[Finding]:
    """A workbook that someone has open is read as it was last saved."""
    for path, data in files.items():
        mark = OPEN.fullmatch(path)
        workbook = f"{BUDGETS}{mark[1] or mark[2]}" if mark else ""
        if workbook in files:
            name = _owner(data)
            by = f" (par {name})" if name else ""
            message = f"ce classeur est ouvert{by} : sa dernière version enregistrée a été lue."
            yield Finding(
                "L030", message, Span(workbook), ("enregistrez-le, fermez-le, puis recommencez.",)
            )


def _owner(data: bytes) -> str:
    """The name in the file that Excel (its length, then it) or LibreOffice (between commas) puts beside a workbook."""
    if b"," in data:
        fields = data.decode("utf-8", "replace").split(",")
        name = fields[0] or fields[1]
    else:
        name = data[1 : 1 + data[0]].decode("cp1252", "replace") if data else ""
    return FORBIDDEN.sub("", name).strip()[:60]


def natural_key(path: str) -> tuple[tuple[int, str, int], ...]:
    """Sort key that counts: ``2-…`` before ``10-…``."""
    return tuple(
        (1, "", int(part)) if part.isdigit() else (0, part.casefold(), 0)
        for part in re.split(r"([0-9]+)", path)
    )
