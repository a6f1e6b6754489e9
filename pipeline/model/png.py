"""A PNG as the chunks that draw, each holding what it must and nothing besides (PNG, third edition, §5 and §11)."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from typing import NamedTuple

from pipeline.model.profil_icc import LARGEST_PROFILE, sans_mots
from pipeline.model.valeur import dataclass

PNG = b"\x89PNG\r\n\x1a\n"
HEAD = struct.Struct(">L4s")
CRC = 4
HEADER = struct.Struct(">LLBBBBB")
GREY, COLOURS, PALETTE, GREY_THROUGH, COLOURS_THROUGH = 0, 2, 3, 4, 6
SAMPLES = {GREY: 1, COLOURS: 3, PALETTE: 1, GREY_THROUGH: 2, COLOURS_THROUGH: 4}
"""Kind of a PNG → how many numbers tell a point."""

OF_BACKGROUND = {GREY: 2, COLOURS: 6, PALETTE: 1, GREY_THROUGH: 2, COLOURS_THROUGH: 6}
OF_PRECISION = {GREY: 1, COLOURS: 3, PALETTE: 3, GREY_THROUGH: 2, COLOURS_THROUGH: 4}
A_SEE_THROUGH_COLOUR = {GREY: 2, COLOURS: 6}
"""Kind of a PNG → the bytes of its bKGD, of its sBIT, of its tRNS."""

OF_A_COLOUR = 3
OPAQUE = 255
LARGEST_NUMBER = 10_000_000
"""Of a density or of a measure of colours; four letters make a larger one."""

PASSES = (
    *((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8)),
    *((2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)),
)
"""Where each pass of an interlaced PNG begins and by which steps it goes on, in width and in height (§8)."""

WHOLE = ((0, 0, 1, 1),)
A_PIECE = 1 << 16

Chunk = tuple[bytes, bytes]
"""Its kind, what it holds."""


class Entete(NamedTuple):
    """What the head of a PNG says of it."""

    largeur: int
    hauteur: int
    profondeur: int
    genre: int
    compression: int
    filtre: int
    entrelacement: int

    @property
    def octets(self) -> int:
        """How many bytes its points are, once unpacked."""
        passes = PASSES if self.entrelacement else WHOLE
        return sum(self._of_a_pass(*one) for one in passes)

    def _of_a_pass(self, left: int, top: int, wide: int, high: int) -> int:
        columns = -(-(self.largeur - left) // wide)
        rows = -(-(self.hauteur - top) // high)
        if columns <= 0 or rows <= 0:
            return 0
        return rows * (1 + -(-columns * self.profondeur * SAMPLES[self.genre] // 8))


@dataclass(slots=True)
class _Drawing:
    """What draws of a PNG, in its order; ``histogramme`` is how many points ask for each colour."""

    entete: Entete
    histogramme: Sequence[int]
    kept: dict[bytes, bytes] = field(default_factory=dict)

    def take(self, kind: bytes, content: bytes) -> None:
        """Keep what draws of a chunk; one that comes twice hides what the other shows."""
        plain = PLAIN[kind](self, content) if kind in PLAIN and kind not in self.kept else b""
        if plain:
            self.kept[kind] = plain

    def asked(self) -> Sequence[int]:
        """For each colour that the palette may have, how many points ask for it."""
        most = 1 << self.entete.profondeur
        return self.histogramme[:most] or (1,) * most

    def palette(self, content: bytes) -> bytes:
        if self.entete.genre != PALETTE or len(content) % OF_A_COLOUR:
            return b""
        colours = [
            content[at : at + OF_A_COLOUR] if points else bytes(OF_A_COLOUR)
            for at, points in zip(
                range(0, len(content), OF_A_COLOUR), _up_to_the_last(self.asked()), strict=False
            )
        ]
        return b"".join(colours)

    def through(self, content: bytes) -> bytes:
        """What is seen through: one colour of those that have no palette, or how far through each of a palette."""
        if self.entete.genre != PALETTE:
            size = A_SEE_THROUGH_COLOUR.get(self.entete.genre)
            return content if len(content) == size else b""
        asked = _up_to_the_last(self.asked())
        return bytes(one if points else OPAQUE for one, points in zip(content, asked, strict=False))

    def background(self, content: bytes) -> bytes:
        return content if len(content) == OF_BACKGROUND[self.entete.genre] else b""

    def precision(self, content: bytes) -> bytes:
        deepest = 8 if self.entete.genre == PALETTE else self.entete.profondeur
        fits = len(content) == OF_PRECISION[self.entete.genre]
        return content if fits and all(0 < bits <= deepest for bits in content) else b""


def _up_to_the_last(asked: Sequence[int]) -> Sequence[int]:
    """The colours up to the last one that some point asks for."""
    last = max((rank for rank, points in enumerate(asked) if points), default=0)
    return asked[: last + 1]


def _numbers(count: int) -> Callable[[_Drawing, bytes], bytes]:
    """What keeps a chunk of so many numbers of four bytes, none of which is as large as letters make."""

    def kept(_drawing: _Drawing, content: bytes) -> bytes:
        told = struct.unpack(f">{count}L", content) if len(content) == 4 * count else ()
        return content if told and max(told) <= LARGEST_NUMBER else b""

    return kept


def _density(_drawing: _Drawing, content: bytes) -> bytes:
    fits = len(content) == 9 and content[8] <= 1
    return content if fits and max(struct.unpack(">LL", content[:8])) <= LARGEST_NUMBER else b""


def _intent(_drawing: _Drawing, content: bytes) -> bytes:
    return content if len(content) == 1 and content[0] < 4 else b""


def _profile(_drawing: _Drawing, content: bytes) -> bytes:
    """The profile of its colours without a word, under the same name for all."""
    coded = content.partition(b"\0")[2][1:]
    try:
        profile = sans_mots(zlib.decompressobj().decompress(coded, LARGEST_PROFILE))
    except zlib.error:
        return b""
    return b"ICC\0\0" + zlib.compress(profile) if profile else b""


PLAIN: Mapping[bytes, Callable[[_Drawing, bytes], bytes]] = {
    b"IHDR": lambda _drawing, content: content,
    b"PLTE": _Drawing.palette,
    b"tRNS": _Drawing.through,
    b"gAMA": _numbers(1),
    b"cHRM": _numbers(8),
    b"sRGB": _intent,
    b"iCCP": _profile,
    b"sBIT": _Drawing.precision,
    b"bKGD": _Drawing.background,
    b"pHYs": _density,
}
"""The chunks of a PNG that draw, or say how large and of which colours → what of each may leave."""


def plain_png(data: bytes, histogramme: Sequence[int] = ()) -> bytes | None:
    """The PNG as chunks that draw; None when it is damaged, or put together as no program does."""
    chunks = list(_chunks(data))
    entete = _entete(chunks)
    places = [place for place, (kind, _content) in enumerate(chunks) if kind == b"IDAT"]
    if entete is None or not places or places[-1] - places[0] != len(places) - 1:
        return None
    points = _points([chunks[place][1] for place in places], entete.octets)
    if points is None:
        return None
    drawing = _Drawing(entete, histogramme)
    for kind, content in chunks[: places[0]]:
        drawing.take(kind, content)
    drawn = (*drawing.kept.items(), *((b"IDAT", piece) for piece in points), (b"IEND", b""))
    return PNG + b"".join(_chunk(*one) for one in drawn)


def _chunks(data: bytes) -> Iterator[Chunk]:
    """The chunks of a PNG up to its end, as far as they are whole."""
    place = len(PNG)
    while place + HEAD.size <= len(data):
        size, kind = HEAD.unpack_from(data, place)
        end = place + HEAD.size + size + CRC
        if end > len(data):
            return
        yield kind, data[place + HEAD.size : end - CRC]
        if kind == b"IEND":
            return
        place = end


def _chunk(kind: bytes, content: bytes) -> bytes:
    return HEAD.pack(len(content), kind) + content + struct.pack(">L", zlib.crc32(kind + content))


def _entete(chunks: Sequence[Chunk]) -> Entete | None:
    """What the head says, where it is one that may be, and the end is there."""
    if not chunks or chunks[0][0] != b"IHDR" or chunks[-1][0] != b"IEND":
        return None
    if len(chunks[0][1]) != HEADER.size:
        return None
    entete = Entete(*HEADER.unpack(chunks[0][1]))
    known = entete.genre in SAMPLES and entete.profondeur in (1, 2, 4, 8, 16)
    usual = (entete.compression, entete.filtre) == (0, 0) and entete.entrelacement in (0, 1)
    return entete if known and usual else None


def _points(pieces: Sequence[bytes], expected: int) -> Sequence[bytes] | None:
    """The coded points: as they came when they are ``expected`` bytes and nothing follows, else coded again."""
    stream, unpacked = zlib.decompressobj(), 0
    try:
        for piece in pieces:
            waiting = piece
            while waiting and unpacked <= expected:
                unpacked += len(stream.decompress(waiting, A_PIECE))
                waiting = stream.unconsumed_tail
    except zlib.error:
        return None
    if unpacked < expected:
        return None
    if stream.eof and unpacked == expected and not stream.unused_data:
        return pieces
    return [_coded_again(b"".join(pieces), expected)]


def _coded_again(coded: bytes, expected: int) -> bytes:
    """The first ``expected`` bytes of what is coded, and no other."""
    stream, packing, out = zlib.decompressobj(), zlib.compressobj(), []
    left = expected
    while left:
        points = stream.decompress(coded, min(left, A_PIECE))
        coded = stream.unconsumed_tail
        left -= len(points)
        out.append(packing.compress(points))
    return b"".join((*out, packing.flush()))
