"""What a test does with an import: bring a file in, see what was written, count the words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.commands import importer
from pipeline.commands.ligne import understand
from pipeline.interpret.importation.lignes import all_lines
from pipeline.model.importation import SourceLue


def bring(projet: Path, name: str, data: bytes, *more: str) -> tuple[int, list[Path]]:
    source = projet / name
    source.write_bytes(data)
    before = set(written(projet))
    status = importer.execute(understand(["-C", str(projet), "importer", str(source), *more]))
    return status, [path for path in written(projet) if path not in before]


def written(projet: Path) -> Iterator[Path]:
    yield from (
        p
        for p in sorted((projet / "content").rglob("*"))
        if p.is_file() and ".importations" not in p.parts
    )


def fiches(paths: list[Path]) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in paths if path.suffix == ".md"]


def source_words(name: str, data: bytes) -> str:
    lue = importer._read(name, Path(name).suffix, data)
    assert isinstance(lue, SourceLue)
    return "\n".join([*all_lines(lue.blocks)])
