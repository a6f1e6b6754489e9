"""A profile of colours without its words: its name, its rights, the program and the machine that it was made for."""

from __future__ import annotations

import struct
from collections.abc import Mapping

LARGEST_PROFILE = 4_000_000
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
