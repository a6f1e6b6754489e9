"""A PNG or a JPEG without what cameras and editors write beside the picture: place, owner, remarks, other files.

What draws is kept, by a list; the rest goes, whatever it is called.  Not a pixel changes.
"""

from __future__ import annotations

import struct

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8"
DRAWS = frozenset(
    (b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT")
)
DRAWS |= {b"bKGD", b"pHYs"}
"""The chunks of a PNG that draw, or say how large and of which colours."""

KEPT = {0xE0: (b"JFIF\0", b"JFXX\0"), 0xE2: (b"ICC_PROFILE\0",), 0xEE: (b"Adobe",)}
"""Segment of an application → how it begins where it is kept; remarks (0xFE) and the others go."""

SCAN, END, COMMENT = 0xDA, 0xD9, 0xFE
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
        if kind in DRAWS:
            kept.append(data[place:end])
        if kind == b"IEND":
            return b"".join(kept)
        place = end
    return data


def _jpeg(data: bytes) -> bytes:
    """The segments that draw, each scan with its coded letters, up to the end of the picture."""
    kept, place = [JPEG], len(JPEG)
    while place + 2 <= len(data) and data[place] == 0xFF:
        mark = data[place + 1]
        if mark == END:
            return b"".join((*kept, data[place : place + 2]))
        if mark == 0xFF:  # filling
            place += 1
            continue
        end = place + 2
        if mark not in ALONE:
            end += int.from_bytes(data[end : end + 2], "big")
        if mark == SCAN:
            end = _end_of_scan(data, end)
        if _draws(mark, data[place + 4 : end]):
            kept.append(data[place:end])
        place = end
    return data


def _draws(mark: int, content: bytes) -> bool:
    of_an_application = 0xE0 <= mark <= 0xEF
    return not (mark == COMMENT or of_an_application) or content.startswith(KEPT.get(mark, ()))


def _end_of_scan(data: bytes, place: int) -> int:
    """Where the next mark stands that is none of those within coded letters."""
    while 0 <= (place := data.find(b"\xff", place)) < len(data) - 1:
        if data[place + 1] not in WITHIN:
            return place
        place += 2
    return len(data)


WITHIN = frozenset((0x00, *range(0xD0, 0xD8)))
"""What follows 0xFF where it is a letter, or a mark to start again from."""
