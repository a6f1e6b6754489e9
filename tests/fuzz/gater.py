"""How a source is spoilt: as a hand, a program or a copy over the network spoils one."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence

Geste = Callable[[random.Random, str], str]

ODD = (
    "\u00a0", "\u202f", "\u200b", "\ufeff", "\u0301", "\u202e", "\x07", "\x0b", "\x00", "\u2028", "😀", "ﬁ", "é",
    "{{", "}}", "{%", "{#", "|", "||", "`", "```", "~~~", "*", "**", "_", "[", "](", "![", "[^1]", "[^1]: ", "<", "<!--", "-->",
    "&", "&amp;", "&#0;", "\\", "\\\\", "---", "===", "# ", "###### ", "> ", ">> ", "- ", "1. ", "\t", "    ", "$", "=", "=1+1",
    "'", '"', "«", "»", ";", ",", ":", "\r", "\r\n", "\n\n\n", "0", "-1", "1e999", "NaN", "#REF!", "01/13/2027", "29/02/2027",
    "9" * 40, "1 234,56", "١٢", "²", "½", "%", "€", "{{ budget.total }}", "{{ tableau.communes }}", "(#", "[](#budget)",
    "&a", "*a", "!!python/object", "<<: ", "|-", "? ", "- - ", "[[", "{", "}", "oui", "non", "null", "~", "../../etc/passwd",
    "C:\\x",
)  # fmt: skip
"""What breaks a parser, a number, a date, a path, a table."""

MOST = 60_000
"""Characters of a text: it is repeated no further."""


def gater(draw: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """The same file spoilt once to four times; ``others`` lend a passage."""
    for _ in range(draw.choice((1, 1, 1, 2, 2, 3, 4))):
        data = _packed(draw, data) if data.startswith(b"PK\x03\x04") else _plain(draw, data, others)
    return data


def _plain(draw: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    if draw.random() < 0.05:
        return _bytes_changed(draw, data)
    text = data.decode("utf-8", "surrogateescape")
    if others and draw.random() < 0.1:
        text = _spliced(draw, text, draw.choice(others).decode("utf-8", "surrogateescape"))
    return draw.choice(GESTES)(draw, text)[:MOST].encode("utf-8", "surrogateescape")


def _packed(draw: random.Random, data: bytes) -> bytes:
    """A part of an archive spoilt, and the archive made again; at times the bytes themselves."""
    if draw.random() < 0.08:
        return _bytes_changed(draw, data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except Exception:  # spoilt already: what zipfile raises then is not ours
        return _bytes_changed(draw, data)
    return repacked(_with_one_changed(draw, parts))


def _with_one_changed(draw: random.Random, parts: dict[str, bytes]) -> dict[str, bytes]:
    name = draw.choice(sorted(parts))
    if draw.random() < 0.06:
        return {other: part for other, part in parts.items() if other != name}
    text = parts[name].decode("utf-8", "surrogateescape")
    gesture = draw.choice(GESTES_XML if draw.random() < 0.7 else GESTES)
    changed = gesture(draw, text)
    return {**parts, name: changed.encode("utf-8", "surrogateescape")}


def repacked(parts: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as out:
        for name, part in parts.items():
            out.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), part)
    return buffer.getvalue()


def _bytes_changed(draw: random.Random, data: bytes) -> bytes:
    if not data:
        return b"\x00"
    at = draw.randrange(len(data))
    return draw.choice(
        (
            data[:at],
            data[:at] + bytes([draw.randrange(256)]) + data[at + 1 :],
            data[:at] + bytes(draw.randrange(256) for _ in range(8)) + data[at:],
            data.replace(data[at : at + 2], b"", 3),
        )
    )


def _spliced(draw: random.Random, text: str, other: str) -> str:
    at, begin = draw.randrange(len(text) + 1), draw.randrange(len(other) + 1)
    return text[:at] + other[begin : begin + draw.randrange(1, 2000)] + text[at:]


# --- gestures on a text -------------------------------------------------------------------------------------------


def _odd_sign(draw: random.Random, text: str) -> str:
    at = draw.randrange(len(text) + 1)
    return text[:at] + draw.choice(ODD) + text[at:]


def _odd_at_a_line(draw: random.Random, text: str) -> str:
    """At the head or the end of a line, where a sign means most."""
    lines = text.split("\n")
    at = draw.randrange(len(lines))
    sign = draw.choice(ODD)
    lines[at] = sign + lines[at] if draw.random() < 0.6 else lines[at] + sign
    return "\n".join(lines)


def _line_gone(draw: random.Random, text: str) -> str:
    lines = text.split("\n")
    del lines[draw.randrange(len(lines))]
    return "\n".join(lines)


def _line_again(draw: random.Random, text: str) -> str:
    lines = text.split("\n")
    at = draw.randrange(len(lines))
    lines[at:at] = [lines[at]] * draw.choice((1, 1, 1, 3, 70))
    return "\n".join(lines)


def _lines_exchanged(draw: random.Random, text: str) -> str:
    lines = text.split("\n")
    one, other = draw.randrange(len(lines)), draw.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return "\n".join(lines)


def _indented(draw: random.Random, text: str) -> str:
    lines = text.split("\n")
    at = draw.randrange(len(lines))
    to = at + draw.choice((1, 1, 2, 5))
    lines[at:to] = [
        draw.choice((" ", "  ", "    ", "\t", "> ", "- ")) + line for line in lines[at:to]
    ]
    return "\n".join(lines)


def _passage_gone(draw: random.Random, text: str) -> str:
    at = draw.randrange(len(text) + 1)
    return text[:at] + text[at + draw.choice((1, 1, 2, 8, 60)) :]


def _passage_again(draw: random.Random, text: str) -> str:
    at = draw.randrange(len(text) + 1)
    passage = text[at : at + draw.randrange(1, 40)]
    return text[:at] + passage * draw.choice((2, 2, 5, 200)) + text[at:]


def _word_moved(draw: random.Random, text: str) -> str:
    words = text.split(" ")
    word = words.pop(draw.randrange(len(words)))
    words.insert(draw.randrange(len(words) + 1), word)
    return " ".join(words)


def _figure_changed(draw: random.Random, text: str) -> str:
    found = list(re.finditer(r"[0-9]+", text))
    if not found:
        return _odd_sign(draw, text)
    one = draw.choice(found)
    return (
        text[: one.start()]
        + draw.choice(("0", "-1", "99999999999", "1,5", "٣", ""))
        + text[one.end() :]
    )


def _ended(draw: random.Random, text: str) -> str:
    return text[: draw.randrange(len(text) + 1)]


def _tag_gone(draw: random.Random, text: str) -> str:
    found = list(re.finditer(r"<[^<>]*>", text))
    if not found:
        return _odd_sign(draw, text)
    one = draw.choice(found)
    return text[: one.start()] + text[one.end() :]


def _tag_again(draw: random.Random, text: str) -> str:
    found = list(re.finditer(r"<[^<>]*/>|<(\w[\w:]*)[^<>]*>[^<>]*</\1>", text))
    if not found:
        return _odd_sign(draw, text)
    one = draw.choice(found)
    return text[: one.end()] + one.group() * draw.choice((1, 2, 50)) + text[one.end() :]


def _element_gone(draw: random.Random, text: str) -> str:
    found = list(re.finditer(r"<[^<>/]*/>|<(\w[\w:]*)(?: [^<>]*)?>[^<>]*</\1>", text))
    if not found:
        return _tag_gone(draw, text)
    one = draw.choice(found)
    return text[: one.start()] + text[one.end() :]


def _attribute_changed(draw: random.Random, text: str) -> str:
    found = list(re.finditer(r'="([^"]*)"', text))
    if not found:
        return _odd_sign(draw, text)
    one = draw.choice(found)
    wanted = draw.choice(
        (
            "",
            "0",
            "-1",
            "999999999999",
            "é",
            "A1:XFD1048576",
            "../../x",
            "http://x/",
            "rId999",
            "true",
            "1.5",
        )
    )
    return text[: one.start(1)] + wanted + text[one.end(1) :]


def _attribute_gone(draw: random.Random, text: str) -> str:
    found = list(re.finditer(r' [\w:]+="[^"]*"', text))
    if not found:
        return _odd_sign(draw, text)
    one = draw.choice(found)
    return text[: one.start()] + text[one.end() :]


def _text_changed(draw: random.Random, text: str) -> str:
    found = list(re.finditer(r">([^<>]+)<", text))
    if not found:
        return _odd_sign(draw, text)
    one = draw.choice(found)
    return (
        text[: one.start(1)]
        + draw.choice(ODD).replace("<", "&lt;").replace("&a", "&amp;a")
        + text[one.end(1) :]
    )


GESTES: tuple[Geste, ...] = (
    _odd_sign, _odd_sign, _odd_at_a_line, _odd_at_a_line, _line_gone, _line_again, _lines_exchanged, _indented, _passage_gone,
    _passage_again, _word_moved, _figure_changed, _ended,
)  # fmt: skip
GESTES_XML: tuple[Geste, ...] = (
    _tag_gone, _tag_again, _element_gone, _attribute_changed, _attribute_changed, _attribute_gone, _text_changed, _text_changed,
)  # fmt: skip


# --- marks --------------------------------------------------------------------------------------------------------

AFTER_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


def marked(draw: random.Random, data: bytes, word: Callable[[int], str]) -> bytes:
    """A text with a few words that nobody types, each between two others."""
    text = data.decode("utf-8", "surrogateescape")
    head = AFTER_FRONT_MATTER.match(text)
    begin = head.end() if head else 0
    places = [
        found.start()
        for found in re.finditer(r"(?<=[^\W\d_]) (?=[^\W\d_])", text)
        if found.start() >= begin
    ]
    for rank, at in enumerate(sorted(draw.sample(places, min(4, len(places))), reverse=True)):
        text = f"{text[:at]} {word(rank)}{text[at:]}"
    return text.encode("utf-8", "surrogateescape")
