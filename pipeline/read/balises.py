"""What a tree of an XML part would cost, told from its bytes: a parser asked first has spent it already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.model.motif import motif

XML = (".xml", ".rels", ".vml")
FIRST_BYTES = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<\0", b"\xfe\xff\0<")
"""How an XML part may begin: anything else is for a reader to guess, and two readers may guess differently."""

MAX_TAGS = {"classeur": 700_000, "tableau": 2_500_000, "gabarit": 100_000, "document": 400_000}
"""Kind of file → tags of all its parts: what their trees cost goes by them (a cell that is filled has four).

A « tableau » is one that is published for all of France: it is walked, never made a tree of."""

FOR_EACH_TAG = 2
"""Signs of a kind at which a parser stops, attributes above all; files of Office have one attribute a tag or less."""

STOPS = (b"=", b"&", b"\n", b"\r")
MOST_ATTRIBUTES = 500
LONGEST_TAG = 300_000
LONGEST_TEXT = 5_000_000
"""Bytes between two tags: an old drawing may hold a picture there."""

TWO_BYTES = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
LONG = motif(rb"<[^<]{2000,}")
TAG = motif(rb"""<[^"'<>]*(?:"[^"<]*"[^"'<>]*|'[^'<]*'[^"'<>]*)*""")
QUOTED = motif(rb""""[^"]*"|'[^']*'""")
UNSEEN = {b"<!--": b"-->", b"<?": b"?>"}
"""How what no reader is shown begins and ends: it may hold tags that are none."""


def xml_parts(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts that a parser would take for XML, whatever they are called."""
    return {
        name: part
        for name, part in parts.items()
        if name.lower().endswith(XML) or part[:4096].lstrip().startswith(FIRST_BYTES)
    }


def in_one_byte(part: bytes) -> bytes:
    """The same part, with one byte for each sign of XML."""
    if not part.startswith(TWO_BYTES):
        return part
    coding = "utf-16-be" if part.startswith((b"\xfe\xff", b"\0")) else "utf-16-le"
    return part.decode(coding, "replace").encode()


def beyond(parts: Mapping[str, bytes], kind: str) -> str:
    """What makes the parts too costly for a file of that kind, to end « ce classeur a… »; ``""`` if nothing does.

    ``parts`` are those of XML, in one byte each sign.
    """
    most = MAX_TAGS[kind]
    if sum(part.count(b"<") for part in parts.values()) > most:
        return f"plus de {_spaced(most)} balises"
    most *= FOR_EACH_TAG
    for stop in STOPS:
        if sum(part.count(stop) for part in parts.values()) > most:
            return f"plus de {_spaced(most)} attributs, signes codés ou retours à la ligne"
    return "une balise, un texte ou une remarque démesurés" if any(_pieces(parts)) else ""


def _spaced(number: int) -> str:
    return f"{number:_}".replace("_", " ")


def _pieces(parts: Mapping[str, bytes]) -> Iterator[bool]:
    for part in parts.values():
        yield any(_is_long(piece.group()) for piece in LONG.finditer(part))
        yield any(_has_long(part, begin, end) for begin, end in UNSEEN.items())


def _is_long(piece: bytes) -> bool:
    """Whether a tag, or the text up to the next, is longer than any program writes."""
    if len(piece) > LONGEST_TEXT:
        return True
    if piece.startswith((b"<!", b"<?")):
        return False
    tag = TAG.match(piece)
    bare = tag.group() if tag else piece
    return len(bare) > LONGEST_TAG or len(QUOTED.findall(bare)) > MOST_ATTRIBUTES


def _has_long(part: bytes, begin: bytes, end: bytes) -> bool:
    at = part.find(begin)
    while at >= 0:
        close = part.find(end, at + len(begin))
        if (len(part) if close < 0 else close) - at > LONGEST_TAG:
            return True
        at = part.find(begin, close) if close >= 0 else -1
    return False
