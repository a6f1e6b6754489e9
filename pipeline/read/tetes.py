"""The front matter of a text alone: for who asks what a fiche is called and never what it says."""

from __future__ import annotations

from pipeline.model.finding import Finding
from pipeline.model.source import MarkdownFile
from pipeline.read.en_tete import find_zone
from pipeline.read.lectures import Lectures, Reader
from pipeline.read.yaml import compose


class Tetes(Lectures):
    """Readings that stop at the end of the front matter; nothing is known before, and nothing is kept."""

    def read(
        self, path: str, text: str, findings: list[Finding], _reader: Reader
    ) -> MarkdownFile | None:
        lines = text.split("\n")
        zone = find_zone(path, lines, findings)
        typed = "\n".join(lines[zone.first : zone.last])
        front = compose(path, typed, zone.first + 1, findings) if zone.body else None
        return MarkdownFile(path, front, (), tuple(lines), zone.body + 1)
