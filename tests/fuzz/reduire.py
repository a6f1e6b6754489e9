"""A case made small: what can be left out and still does the same wrong is left out."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from functools import partial
from time import process_time

from tests.fuzz.gater import repacked

Wrong = Callable[[bytes], bool]
"""Whether a file still does the wrong that was found."""

MOST_SECONDS = 30.0
"""Of processor, that making one case small may take."""


class _Essais:
    """Tries that are timed: a case is made smaller as long as some time is left."""

    def __init__(self, wrong: Wrong, seconds: float) -> None:
        self.wrong, self.until = wrong, process_time() + seconds

    def __call__(self, data: bytes) -> bool:
        return process_time() < self.until and self.wrong(data)


def reduit(data: bytes, wrong: Wrong, seconds: float = MOST_SECONDS) -> bytes:
    """The smallest that was found of a file that does wrong."""
    tries = _Essais(wrong, seconds)
    if data.startswith(b"PK\x03\x04") and zipfile.is_zipfile(io.BytesIO(data)):
        return _archive(data, tries)
    return _pieces(_pieces(data, tries, b"\n"), tries, b"")


def _archive(data: bytes, tries: _Essais) -> bytes:
    """Parts are left out, then the elements of those that stay."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name in sorted(parts, key=lambda one: -len(parts[one])):
        less = {other: part for other, part in parts.items() if other != name}
        if tries(repacked(less)):
            parts = less
    for name in sorted(parts, key=lambda one: -len(parts[one])):
        parts[name] = _pieces(parts[name], partial(_wrong_with, tries, parts, name), b"<")
    small = repacked(parts)
    return small if tries.wrong(small) else data


def _wrong_with(tries: Wrong, parts: Mapping[str, bytes], name: str, part: bytes) -> bool:
    return tries(repacked({**parts, name: part}))


def _pieces(data: bytes, tries: Wrong, cut: bytes) -> bytes:
    """Runs of pieces are left out, long ones first."""
    pieces = (
        re.split(b"(?=" + re.escape(cut) + b")", data) if cut else [bytes([one]) for one in data]
    )
    size = max(1, len(pieces) // 2)
    while size:
        at = 0
        while at < len(pieces):
            less = pieces[:at] + pieces[at + size :]
            if len(less) < len(pieces) and tries(b"".join(less)):
                pieces = less
            else:
                at += size
        size //= 2
    return b"".join(pieces)
