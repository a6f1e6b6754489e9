"""A PNG or a JPEG without what cameras and editors write beside the picture: place, owner, remarks, other files.

What draws is kept, by a list; the rest goes, whatever it is called.  Not a pixel changes.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8"
DRAWS = frozenset(
    (b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT")
)
DRAWS |= {b"bKGD", b"pHYs"}
"""The chunks of a PNG that draw, or say how large and of which colours."""

SIZES = {b"IHDR": 13, b"IEND": 0, b"gAMA": 4, b"cHRM": 32, b"sRGB": 1, b"pHYs": 9}
MOST = {b"PLTE": 768, b"tRNS": 256, b"sBIT": 4, b"bKGD": 6}
"""Chunk of a PNG → the bytes that it has, or has at the most: another holds something besides."""

KEPT = {0xE0: (b"JFIF\0", 14), 0xEE: (b"Adobe", 12)}
"""Segment of an application → how it begins where it is kept, and what of it draws; the others go."""

ICC, PROFILE = 0xE2, b"ICC_PROFILE\0"
TABLES = frozenset((*range(0xC0, 0xD0), *range(0xDA, 0xE0))) - {0xC8}
"""Segments of a JPEG that tell how its points are coded; remarks (0xFE) and the others go."""

SCAN, END = 0xDA, 0xD9
ALONE = frozenset((0x01, *range(0xD0, 0xD8)))
"""Marks without a segment."""

HEAD = struct.Struct(">L4s")
CRC = 4


def sans_metadonnees(data: bytes) -> bytes:
    """The same picture, without what does not draw; as it came when it is none of the two kinds, or is damaged."""
    if data.startswith(PNG):
        return _png(data)
    return _jpeg(data) if data.startswith(JPEG) else data


def _png(data: bytes) -> bytes:
    kept, place = [PNG], len(PNG)
    while place + HEAD.size <= len(data):
        size, kind = HEAD.unpack_from(data, place)
        end = place + HEAD.size + size + CRC
        if end > len(data):
            return data
        kept.extend(_chunk(kind, data[place:end]))
        if kind == b"IEND":
            return b"".join(kept)
        place = end
    return data


def _chunk(kind: bytes, chunk: bytes) -> tuple[bytes, ...]:
    """A chunk as it leaves: none when it draws nothing, its profile without a word."""
    content = chunk[HEAD.size : -CRC]
    if kind == b"iCCP":
        return _profile_of(content)
    size = len(content)
    fits = size == SIZES.get(kind, size) and size <= MOST.get(kind, size)
    return (chunk,) if kind in DRAWS and fits else ()


def _profile_of(content: bytes) -> tuple[bytes, ...]:
    """The chunk of a profile, under the same name for all."""
    coded = content.partition(b"\0")[2][1:]
    try:
        profile = sans_mots(zlib.decompressobj().decompress(coded, LARGEST_PROFILE))
    except zlib.error:
        return ()
    if not profile:
        return ()
    plain = b"ICC\0\0" + zlib.compress(profile)
    crc = struct.pack(">L", zlib.crc32(b"iCCP" + plain))
    return (HEAD.pack(len(plain), b"iCCP") + plain + crc,)


def _jpeg(data: bytes) -> bytes:
    """The segments that draw, each scan with its coded letters, up to the end of the picture."""
    kept, profile = [JPEG], b""
    rank = 1
    for mark, segment in _marks(data):
        content = segment[4:]
        if mark == END:
            kept[rank:rank] = _segments(sans_mots(profile))
            return b"".join((*kept, segment))
        if mark == ICC and content.startswith(PROFILE):
            rank = rank if profile else len(kept)
            profile += content[len(PROFILE) + 2 :]
        else:
            kept.extend(_plain(mark, segment))
    return data


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


def _plain(mark: int, segment: bytes) -> tuple[bytes, ...]:
    """A segment as it leaves: none when it draws nothing."""
    if mark in ALONE or mark in TABLES:
        return (segment,)
    begins, _size = KEPT.get(mark, (b"", 0))
    if not begins or not segment[4:].startswith(begins):
        return ()
    return (_segment(mark, _cut(mark, segment[4:])),)


def _cut(mark: int, content: bytes) -> bytes:
    """What draws of the segment of an application: no smaller picture, no word after."""
    plain = content[: KEPT[mark][1]]
    return plain[:12] + bytes(2) if mark == 0xE0 else plain


def _segment(mark: int, content: bytes) -> bytes:
    return bytes((0xFF, mark)) + (len(content) + 2).to_bytes(2, "big") + content


def _segments(profile: bytes) -> list[bytes]:
    """A profile cut as a JPEG holds it."""
    cuts = [profile[at : at + A_SEGMENT] for at in range(0, len(profile), A_SEGMENT)]
    return [
        _segment(ICC, PROFILE + bytes((rank, len(cuts))) + cut) for rank, cut in enumerate(cuts, 1)
    ]


def _end_of_scan(data: bytes, place: int) -> int:
    """Where the next mark stands that is none of those within coded letters."""
    while 0 <= (place := data.find(b"\xff", place)) < len(data) - 1:
        if data[place + 1] not in WITHIN:
            return place
        place += 2
    return len(data)


WITHIN = frozenset((0x00, *range(0xD0, 0xD8)))
"""What follows 0xFF where it is a letter, or a mark to start again from."""


# --- profiles of colours -------------------------------------------------------------------------------------------

LARGEST_PROFILE = 4_000_000
A_SEGMENT = 65_000
HEADER = 128
SIGNATURE = slice(36, 40)
PROGRAM, MAKER, ORIGIN, IDENTITY = slice(4, 8), slice(48, 56), slice(80, 100), slice(100, HEADER)
"""Where the head of a profile says by whom it was made, and for which machine: nothing that changes a colour."""

ENTRY = struct.Struct(">4sLL")
CURVES = frozenset(
    (
        *(b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC", b"kTRC", b"wtpt", b"chad"),
        *(b"A2B0", b"A2B1", b"A2B2", b"B2A0", b"B2A1", b"B2A2"),
    )
)
"""The tables of a profile that change colours (ICC.1, §9); its name, its rights and the rest are words."""

NAMED, OWNED = b"desc", b"cprt"
WORDLESS = {
    NAMED: b"desc" + bytes(4) + struct.pack(">L", 4) + b"ICC\0" + bytes(78),
    OWNED: b"text" + bytes(8),
}
"""What a profile of the second version must have, and says nothing."""

SINCE_4 = b"mluc" + bytes(4) + struct.pack(">LL", 1, 12) + b"enUS" + struct.pack(">LL", 6, 28)
SINCE_4 += "ICC".encode("utf-16-be") + bytes(2)


def sans_mots(profile: bytes) -> bytes:
    """The profile with the tables that change colours, and no other; empty when it is not one."""
    if profile[SIGNATURE] != b"acsp" or len(profile) < HEADER + 4:
        return b""
    count = int.from_bytes(profile[HEADER : HEADER + 4], "big")
    if count > len(profile) // ENTRY.size - 10:
        return b""
    entries = [ENTRY.unpack_from(profile, HEADER + 4 + ENTRY.size * rank) for rank in range(count)]
    tables = {name: profile[at : at + size] for name, at, size in entries if name in CURVES}
    said = dict.fromkeys(WORDLESS, SINCE_4) if profile[8] >= SINCE else WORDLESS
    return _profile(profile[:HEADER], {**said, **tables})


SINCE = 4
"""The version from which names are told in several languages."""


def _profile(head: bytes, tables: Mapping[bytes, bytes]) -> bytes:
    at = HEADER + 4 + ENTRY.size * len(tables)
    listed, contents = [], []
    for name, table in tables.items():
        listed.append(ENTRY.pack(name, at, len(table)))
        contents.append(table + bytes(-len(table) % 4))
        at += len(contents[-1])
    plain = bytearray(head)
    for words in (PROGRAM, MAKER, ORIGIN, IDENTITY):
        plain[words] = bytes(words.stop - words.start)
    plain[:4] = at.to_bytes(4, "big")
    return b"".join((plain, len(tables).to_bytes(4, "big"), *listed, *contents))
