"""The sums of what was built, part by part: two computers compare them without sending each other the documents."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator, Mapping

MANIFESTE = "manifeste.txt"
PART_OF = "!"
"""Between the name of a document and that of one of its parts."""


def manifest(outputs: Mapping[str, bytes]) -> str:
    """A line for each document, as ``sha256sum`` writes it, and under a Word file one for each of its parts.

    A part is counted unpacked, for two computers may pack the same words in different bytes.
    """
    return "".join(f"{value}  {name}\n" for name, value in _sums(outputs))


def _sums(outputs: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    for name in sorted(outputs):
        yield name, _sum(outputs[name])
        if name.endswith(".docx"):
            for part, data in _parts(outputs[name]):
                yield f"{name}{PART_OF}{part}", _sum(data)


def _parts(document: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        for part in sorted(archive.namelist()):
            yield part, archive.read(part)


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
