"""A JPEG as the segments that draw, each as long as it must be, with the tables that its scans ask for (T.81, annex B)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field

from pipeline.model.profil_icc import sans_mots
from pipeline.model.valeur import dataclass

JPEG = b"\xff\xd8"
KEPT = {0xE0: (b"JFIF\0", 14), 0xEE: (b"Adobe", 12)}
"""Segment of an application → how it begins where it is kept, and what of it draws; the others go."""

ICC, PROFILE = 0xE2, b"ICC_PROFILE\0"
A_SEGMENT = 65_000
FRAMES = frozenset((0xC0, 0xC1, 0xC2))
"""How the points are coded: at once, or finer and finer.  Other ways are drawn again."""

CODES, MEASURES, INTERVAL = 0xC4, 0xDB, 0xDD
TABLES = frozenset((CODES, MEASURES, INTERVAL))
OTHER_WAYS = frozenset(range(0xC0, 0xD0)) - FRAMES - {CODES, 0xC8}
SCAN, END = 0xDA, 0xD9
ALONE = frozenset((0x01, *range(0xD0, 0xD8)))
"""Marks without a segment; none draws outside of coded letters."""

WITHIN = frozenset((0x00, *range(0xD0, 0xD8)))
"""What follows 0xFF where it is a letter, or a mark to start again from."""

LENGTHS = 16
"""How many lengths a code may have."""

SIDE = 64
"""Points of a square, each with its measure."""


@dataclass(slots=True)
class _Table:
    """A table of a segment; ``asked`` is whether a scan reads by it."""

    mark: int
    name: int
    content: bytes
    asked: bool = False


@dataclass(slots=True)
class _Drawing:
    """What draws of a JPEG, in its order: segments as they are, and tables that scans may ask for."""

    kept: list[bytes | list[_Table]] = field(default_factory=list)
    tables: dict[tuple[int, int], _Table] = field(default_factory=dict)
    measures: tuple[int, ...] = ()
    """The names of the tables that measure the components of its frame."""

    applications: set[int] = field(default_factory=set)
    profile: bytes = b""
    place_of_profile: int = 0

    def take(self, mark: int, segment: bytes) -> bool:
        """Keep what draws of a segment; whether it is built as it must be."""
        content = segment[4:]
        if mark in TABLES:
            return self._take_tables(mark, content)
        if mark in FRAMES:
            return self._take_frame(segment)
        if mark == SCAN:
            return self._take_scan(segment)
        if mark == ICC and content.startswith(PROFILE):
            self.place_of_profile = self.place_of_profile if self.profile else len(self.kept)
            self.profile += content[len(PROFILE) + 2 :]
        elif mark not in self.applications and (plain := _of_an_application(mark, content)):
            self.applications.add(mark)
            self.kept.append(plain)
        return mark not in OTHER_WAYS

    def _take_tables(self, mark: int, content: bytes) -> bool:
        together: list[_Table] = []
        self.kept.append(together)
        while content:
            size = _size_of_table(mark, content)
            if not 0 < size <= len(content):
                return False
            name = 0 if mark == INTERVAL else content[0]
            table = _Table(mark, name & 0x0F if mark == MEASURES else name, content[:size])
            self.tables[mark, table.name] = table
            together.append(table)
            content = content[size:]
        return True

    def _take_frame(self, segment: bytes) -> bool:
        components = segment[10:]
        if self.measures or len(segment) < 10 or len(components) != 3 * segment[9]:
            return False
        self.measures = tuple(components[2::3])
        self.kept.append(segment)
        return True

    def _take_scan(self, segment: bytes) -> bool:
        size = int.from_bytes(segment[2:4], "big")
        if len(segment) <= size + 1 or size < 6 or size != 6 + 2 * segment[4]:
            return False
        first, last = segment[size - 1], segment[size]
        for codes in segment[6 : size - 1 : 2]:
            if first == 0:
                self._ask(CODES, codes >> 4)
            if last:
                self._ask(CODES, 0x10 | (codes & 0x0F))
        for measures in self.measures:
            self._ask(MEASURES, measures)
        self._ask(INTERVAL, 0)
        self.kept.append(segment)
        return True

    def _ask(self, mark: int, name: int) -> None:
        if (mark, name) in self.tables:
            self.tables[mark, name].asked = True

    def written(self) -> bytes:
        place = self.place_of_profile
        profile = _segments(sans_mots(self.profile))
        before, after = _written(self.kept[:place]), _written(self.kept[place:])
        return b"".join((JPEG, *before, *profile, *after, bytes((0xFF, END))))


def plain_jpeg(data: bytes) -> bytes | None:
    """The JPEG as segments that draw; None when it is damaged, or put together as few programs do."""
    drawing = _Drawing()
    for mark, segment in _marks(data):
        if mark == END:
            return drawing.written() if drawing.measures else None
        if mark not in ALONE and not drawing.take(mark, segment):
            return None
    return None


def _marks(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The marks of a JPEG in their order, each with its segment and the coded letters that follow it."""
    place = len(JPEG)
    while place + 2 <= len(data) and data[place] == 0xFF:
        mark = data[place + 1]
        if mark == 0xFF:  # filling
            place += 1
            continue
        end = place + 2
        if mark not in ALONE and mark != END:
            end += int.from_bytes(data[end : end + 2], "big")
        if mark == SCAN:
            end = _end_of_scan(data, end)
        yield mark, data[place:end]
        place = end


def _end_of_scan(data: bytes, place: int) -> int:
    """Where the next mark stands that is none of those within coded letters."""
    while 0 <= (place := data.find(b"\xff", place)) < len(data) - 1:
        if data[place + 1] not in WITHIN:
            return place
        place += 2
    return len(data)


def _size_of_table(mark: int, content: bytes) -> int:
    """How many bytes the first table of a segment has; 0 where it is none."""
    if mark == INTERVAL:
        return 2
    if mark == MEASURES:
        return 1 + SIDE * (2 if content[0] >> 4 else 1)
    codes = sum(content[1 : 1 + LENGTHS])
    told = content[1 + LENGTHS : 1 + LENGTHS + codes]
    return 1 + LENGTHS + codes if len(set(told)) == len(told) else 0  # a sign has one code


def _of_an_application(mark: int, content: bytes) -> bytes:
    """What draws of the segment of an application: no smaller picture, no word after; empty when nothing does."""
    begins, size = KEPT.get(mark, (b"", 0))
    if not begins or not content.startswith(begins):
        return b""
    plain = content[:size]
    return _segment(mark, plain[:12] + bytes(2) if mark == 0xE0 else plain)


def _segment(mark: int, content: bytes) -> bytes:
    return bytes((0xFF, mark)) + (len(content) + 2).to_bytes(2, "big") + content


def _segments(profile: bytes) -> Sequence[bytes]:
    """A profile cut as a JPEG holds it."""
    cuts = [profile[at : at + A_SEGMENT] for at in range(0, len(profile), A_SEGMENT)]
    return [
        _segment(ICC, PROFILE + bytes((rank, len(cuts))) + cut) for rank, cut in enumerate(cuts, 1)
    ]


def _written(kept: Sequence[bytes | list[_Table]]) -> Iterator[bytes]:
    for one in kept:
        if isinstance(one, bytes):
            yield one
        elif asked := [table for table in one if table.asked]:
            yield _segment(asked[0].mark, b"".join(table.content for table in asked))
