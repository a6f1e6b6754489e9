"""Archives that lie: each a sentence, at the price of an honest file."""

from __future__ import annotations

import bz2
import io
import lzma
import struct
import tracemalloc
import zipfile
import zlib
from dataclasses import dataclass, replace
from functools import lru_cache
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model.finding import Finding
from pipeline.read.archive import Archive, Refusal, open_archive
from pipeline.read.balises import MAX_TAGS
from pipeline.read.word import read_word
from pipeline.read.workbook import read_workbook
from tests.classeurs import Feuille, classeur
from tests.projets import petit_projet

MEGA = 1_000_000
CLASSEUR = classeur(1, {"parcours": Feuille()})
GABARIT = petit_projet()["templates/docx/statuts.docx"]
SOUND = {"classeur": CLASSEUR, "gabarit": GABARIT}
BODY = {"classeur": "xl/worksheets/sheet1.xml", "gabarit": "word/document.xml"}
DEFLATED, BZIP2, LZMA, DEFLATE64 = 8, 12, 14, 9
ENCRYPTED, DESCRIPTOR = 0x1, 0x8


@dataclass(frozen=True)
class Partie:
    """A part and what is said of it; what is None is said truly.  ``at`` is where its bytes would be."""

    name: str
    packed: bytes
    size: int
    crc: int
    method: int = DEFLATED
    flags: int = 0
    at: int | None = None
    packed_size: int | None = None
    extra: bytes = b""


def partie(name: str, data: bytes) -> Partie:
    return Partie(name, deflated(data), len(data), zlib.crc32(data))


def deflated(data: bytes) -> bytes:
    machine = zlib.compressobj(9, zlib.DEFLATED, -15)
    return machine.compress(data) + machine.flush()


@lru_cache
def zeros(millions: int) -> bytes:
    """That many million zeros, deflated, never held at once."""
    machine = zlib.compressobj(1, zlib.DEFLATED, -15)
    block = bytes(MEGA)
    return b"".join([*(machine.compress(block) for _ in range(millions)), machine.flush()])


def zipped(parts: list[Partie]) -> bytes:
    """A zip that says exactly what it is told to say."""
    body, listed = io.BytesIO(), io.BytesIO()
    for part in parts:
        name = part.name.encode()
        packed = len(part.packed) if part.packed_size is None else part.packed_size
        at = body.tell() if part.at is None else part.at
        said = (part.flags, part.method, 0, 0x21, part.crc, packed, part.size)
        body.write(
            struct.pack("<4sHHHHHLLLHH", b"PK\3\4", 20, *said, len(name), 0) + name + part.packed
        )
        if part.flags & DESCRIPTOR:
            body.write(struct.pack("<4sLLL", b"PK\7\x08", part.crc, packed, part.size))
        listed.write(
            struct.pack(
                "<4sHHHHHHLLLHHHHHLL",
                b"PK\1\2",
                20,
                20,
                *said,
                len(name),
                len(part.extra),
                0,
                0,
                0,
                0,
                at,
            )
            + name
            + part.extra
        )
    directory = listed.getvalue()
    end = struct.pack(
        "<4sHHHHLLH", b"PK\5\6", 0, 0, len(parts), len(parts), len(directory), body.tell(), 0
    )
    return body.getvalue() + directory + end


def parts_of(kind: str) -> list[Partie]:
    with zipfile.ZipFile(io.BytesIO(SOUND[kind])) as archive:
        return [partie(name, archive.read(name)) for name in archive.namelist()]


def with_part(kind: str, **said: object) -> bytes:
    """A sound file in which its body says something else of itself."""
    parts = parts_of(kind)
    body = next(rank for rank, part in enumerate(parts) if part.name == BODY[kind])
    parts[body] = replace(parts[body], **said)  # type: ignore[arg-type]
    return zipped(parts)


def told(kind: str, data: bytes) -> list[Finding]:
    said: list[Finding] = []
    tree = (read_workbook if kind == "classeur" else read_word)(f"x.{kind}", data, said)
    assert tree is None or not said
    return said


def refusal(kind: str, data: bytes) -> str:
    """What is said of a file that cannot be read, quickly and in little memory."""
    tracemalloc.start()
    start = process_time()
    said = told(kind, data)
    spent, peak = process_time() - start, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 100 * MEGA
    assert spent < 2
    (finding,) = said
    assert finding.code == ("L007" if kind == "classeur" else "D004")
    assert finding.is_error
    return finding.message


@pytest.mark.parametrize("kind", SOUND)
def test_a_file_written_by_hand_as_office_would_is_read(kind: str) -> None:
    assert told(kind, zipped(parts_of(kind))) == []
    assert told(kind, with_part(kind, flags=DESCRIPTOR)) == []


@pytest.mark.parametrize("kind", SOUND)
@pytest.mark.parametrize("announced", [0, 1, 1000, MEGA, 3 * MEGA])
def test_a_part_that_gives_more_than_it_announces_is_refused_before_it_is_held(
    kind: str, announced: int
) -> None:
    bomb = {"packed": zeros(300), "size": announced, "crc": zlib.crc32(bytes(announced))}
    for flags in (0, DESCRIPTOR):
        assert "structure anormale" in refusal(kind, with_part(kind, **bomb, flags=flags))


@pytest.mark.parametrize("kind", SOUND)
def test_many_parts_that_are_small_each_are_refused_together(kind: str) -> None:
    one = partie("x", bytes(1_900_000))
    assert "structure anormale" in refusal(
        kind, zipped([*parts_of(kind), *(replace(one, name=f"p{i}") for i in range(40))])
    )
    many = [Partie(f"p{i}", b"", 0, 0) for i in range(3_100)]
    assert "structure anormale" in refusal(kind, zipped([*parts_of(kind), *many]))


@pytest.mark.parametrize("kind", SOUND)
@pytest.mark.parametrize("method", [BZIP2, LZMA, DEFLATE64, 99])
def test_what_office_never_packs_with_is_not_unpacked(kind: str, method: int) -> None:
    packed = {
        BZIP2: bz2.compress(bytes(20 * MEGA)),
        LZMA: b"\x09\x14\5\0" + lzma.compress(bytes(MEGA)),
    }
    for data in (packed.get(method, b"x"), b"damaged"):
        message = refusal(kind, with_part(kind, packed=data, size=1000, method=method))
        assert "compressé d'une façon" in message


@pytest.mark.parametrize("kind", SOUND)
def test_two_parts_may_not_share_their_bytes(kind: str) -> None:
    """A few kilobytes that each part unpacks again are a bomb without a lie about sizes."""
    zero = bytes(MEGA)
    packed = deflated(zero)
    first = Partie("a", packed, len(zero), zlib.crc32(zero))
    others = [
        Partie(f"a{i}", b"", len(zero), zlib.crc32(zero), at=0, packed_size=len(packed))
        for i in range(50)
    ]
    assert "structure anormale" in refusal(kind, zipped([first, *parts_of(kind), *others]))
    assert "structure anormale" in refusal(kind, with_part(kind, packed_size=200_000))


@pytest.mark.parametrize("kind", SOUND)
@pytest.mark.parametrize("again", [str, str.upper, str.title])
def test_a_part_is_there_once(kind: str, again: type[str]) -> None:
    parts = parts_of(kind)
    assert "structure anormale" in refusal(
        kind, zipped([*parts, partie(again(BODY[kind]), b"<a/>")])
    )


def test_two_ways_to_write_an_accent_are_one_name() -> None:
    parts = [*parts_of("classeur"), *(partie(name, b"") for name in ("e\u0301", "\u00e9"))]
    named = [replace(part, flags=0x800) if not part.name.isascii() else part for part in parts]
    assert "structure anormale" in refusal("classeur", zipped(named))


@pytest.mark.parametrize("kind", SOUND)
@pytest.mark.parametrize("name", ["/a.xml", "../a.xml", "xl/../../a.xml", "a\\b.xml"])
def test_a_part_has_a_name_that_stays_inside(kind: str, name: str) -> None:
    assert "structure anormale" in refusal(kind, zipped([*parts_of(kind), partie(name, b"<a/>")]))


@pytest.mark.parametrize("kind", SOUND)
def test_an_encrypted_part_is_called_so(kind: str) -> None:
    assert "mot de passe" in refusal(kind, with_part(kind, flags=ENCRYPTED))


@pytest.mark.parametrize("kind", SOUND)
@pytest.mark.parametrize(
    "said",
    [
        {"size": 0xFFFFFFFF, "extra": struct.pack("<HHQ", 1, 8, 2**62)},
        {"size": 0xFFFFFFFF, "extra": struct.pack("<HHQ", 1, 8, 1000)},
        {"size": 0xFFFFFFFF, "extra": b"\1\0\x08\0"},
        {"packed_size": 0xFFFFFFFF, "extra": struct.pack("<HHQ", 1, 8, 2**63)},
        {"at": 0xFFFFFFFF, "extra": struct.pack("<HHQ", 1, 8, 2**63 - 1)},
        {"at": 0xFFFFFFFF},
        {"at": 3},
        {"crc": 7},
        {"packed": b"\xff\xff\xff"},
        {"packed_size": 2},
        {"size": 10**9},
        {"method": 0, "size": 10},
        {"method": 0, "size": MEGA},
    ],
)
def test_what_is_said_of_a_part_is_held_against_it(kind: str, said: dict[str, object]) -> None:
    message = refusal(kind, with_part(kind, **said))
    assert "abîmé" in message or "structure anormale" in message


def first_of(data: bytes, what: bytes, other: bytes) -> bytes:
    """What stands before the first part that has these bytes, changed, and not the table of contents."""
    assert data.find(what) < data.index(b"PK\1\2")
    return data.replace(what, other, 1)


def with_hidden(data: bytes, hidden: bytes) -> bytes:
    """Bytes between the parts and the table of contents, which says where it stands now."""
    at, end = data.index(b"PK\1\2"), data.rindex(b"PK\5\6") + len(hidden)
    moved = data[:at] + hidden + data[at:]
    return moved[: end + 16] + struct.pack("<L", at + len(hidden)) + moved[end + 20 :]


def a_part_unlisted() -> bytes:
    whole = zipped([partie("word/cache.xml", b"<cache/>")])
    return whole[: whole.index(b"PK\1\2")]


def shown_otherwise(kind: str) -> dict[str, bytes]:
    """The same sound parts in a file of which another reader could see others."""
    data = zipped(parts_of(kind))
    body = BODY[kind].encode()
    before = data.index(body) - 30
    crc, packed, size = struct.unpack_from("<LLL", data, before + 14)
    renamed = body[:-5] + b"X" + body[-4:]
    (first, *others) = parts_of(kind)
    named = struct.pack("<HHBL", 0x7075, 9, 1, zlib.crc32(first.name.encode())) + b"a.xm"
    return {
        "bytes before the first part": b"PK\0\0" + data,
        "an archive before": zipped([partie("a.xml", b"<a/>")]) + data,
        "an archive after": data + zipped([partie("a.xml", b"<a/>")]),
        "an archive in the remark": data[:-2] + struct.pack("<H", len(data)) + data,
        "bytes after the end": data + bytes(40),
        "a part that is not listed": with_hidden(data, a_part_unlisted()),
        "bytes that are of no part": with_hidden(data, bytes(7)),
        "another name": first_of(data, body, renamed),
        "other sizes": data[: before + 18]
        + struct.pack("<LL", packed + 9, size)
        + data[before + 26 :],
        "another sum": data[: before + 14] + struct.pack("<L", crc ^ 1) + data[before + 18 :],
        "another way": data[: before + 8] + b"\0\0" + data[before + 10 :],
        "a name in another field": zipped([replace(first, extra=named), *others]),
        "bytes after those of a part": zipped(
            [replace(first, packed=first.packed + b"PK\3\4"), *others]
        ),
        "another count of parts": data[:-14] + struct.pack("<HH", 1, 1) + data[-10:],
    }


@pytest.mark.parametrize("how", shown_otherwise("gabarit"))
@pytest.mark.parametrize("kind", SOUND)
def test_a_file_in_which_another_reader_sees_other_parts_is_refused(kind: str, how: str) -> None:
    message = refusal(kind, shown_otherwise(kind)[how])
    assert "structure anormale" in message or "abîmé" in message


class _Flux(io.RawIOBase):
    """Where one cannot go back: what is written says the sizes of a part after it."""

    def __init__(self) -> None:
        self.data = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.data += data
        return len(data)


@pytest.mark.parametrize("way", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("further", [False, True])
@pytest.mark.parametrize("in_one_go", [False, True])
def test_the_ways_in_which_honest_programs_pack_are_read(
    way: int, further: bool, in_one_go: bool
) -> None:
    """Sizes after the bytes, sizes of eight bytes, a remark, a folder, a field that pads."""
    out = _Flux() if in_one_go else io.BytesIO()
    with zipfile.ZipFile(out, "w", way) as archive:
        archive.comment = b"par un honnete programme"
        archive.writestr("xl/", b"")
        for part in parts_of("classeur"):
            info = zipfile.ZipInfo(part.name)
            info.compress_type, info.extra = way, struct.pack("<HHL", 0xA220, 4, 0)
            with archive.open(info, "w", force_zip64=further) as into:
                into.write(zlib.decompress(part.packed, -15))
    data = bytes(out.data) if isinstance(out, _Flux) else out.getvalue()
    assert isinstance(open_archive(data, "classeur"), Archive)


@settings(max_examples=150)
@given(
    st.sampled_from(sorted(SOUND)),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=8),
)
def test_a_damaged_file_is_read_or_told(kind: str, changes: list[tuple[float, int]]) -> None:
    data = bytearray(SOUND[kind])
    for where, byte in changes:
        data[int(where * (len(data) - 1))] = byte
    answer = open_archive(bytes(data), kind)
    assert isinstance(answer, Archive) or (
        isinstance(answer, Refusal) and answer.message.startswith("ce ")
    )


@pytest.mark.parametrize("kind", SOUND)
def test_a_declaration_is_refused_in_any_coding(kind: str) -> None:
    declared = '<!DOCTYPE a [<!ENTITY b "c">]>'
    for data in (
        declared.encode(),
        declared.lower().encode(),
        f"\ufeff{declared}".encode("utf-16-le"),
        f"\ufeff{declared}".encode("utf-16-be"),
        f"\ufeff{declared}".encode("utf-32-le"),
        f"\ufeff{declared}".encode("utf-32-be"),
        declared.encode("utf-32-le"),
        declared.encode("utf-32-be"),
        b'<?xml version="1.0" encoding="UTF-7"?>' + declared.replace("<", "+ADw-").encode(),
        b'<?xml version="1.0" encoding="cp037"?>' + declared.encode("cp037"),
        b"<?xml version=\"1.0\" encoding = 'UCS-4' ?>",
    ):
        said = refusal(
            kind, zipped([*parts_of(kind), partie("docProps/autre.xml", data + b"<a/>")])
        )
        assert "déclarations XML interdites" in said, data


@pytest.mark.parametrize("kind", SOUND)
def test_a_part_of_too_many_tags_is_refused_before_a_tree_is_made_of_it(kind: str) -> None:
    noise = b"".join(b"<a>%d</a>" % i for i in range(MAX_TAGS[kind] // 2 + 1))
    assert "balises" in refusal(
        kind, zipped([*parts_of(kind), partie("docProps/autre.xml", noise)])
    )


@pytest.mark.parametrize("kind", SOUND)
@pytest.mark.parametrize("parts", [2, 3, 40])
def test_tags_are_counted_over_all_the_parts_together(kind: str, parts: int) -> None:
    noise = b"<a>" + b"<b/>" * (MAX_TAGS[kind] // parts)
    several = [partie(f"docProps/autre{rank}.xml", noise + b"</a>") for rank in range(parts)]
    assert "balises" in refusal(kind, zipped([*parts_of(kind), *several]))


ATTRIBUTES = " ".join(f'a{rank}=""' for rank in range(600))
COSTLY = {
    "attributes of one tag": f"<a {ATTRIBUTES}/>",
    "attributes after a sign that ends no tag": f"""<a x=">" y='>' {ATTRIBUTES}/>""",
    "attributes of all tags": "<b " + " ".join(f'a{i}=""' for i in range(400)) + "/>",
    "a long value": f'<a b="{"x" * 300_001}"/>',
    "a long name": f"<{'a' * 300_001}/>",
    "a long remark": f"<!--{'x' * 300_001}-->",
    "a long remark made of tags": f"<!--{'<x/>' * 75_001}-->",
    "a remark that never ends": f"<!--{'<x/>' * 75_001}",
    "a long instruction": f"<?a {'x' * 300_001}?>",
    "a long text": f"<a>{'x' * 5_000_001}</a>",
    "coded signs": f"<a>{'&lt;' * 1_500_000}</a>",
}


@pytest.fixture
def not_told_by_its_ratio(monkeypatch: pytest.MonkeyPatch) -> None:
    """What repeats itself is refused before it is read; a patient hand would vary it."""
    monkeypatch.setattr("pipeline.read.archive.MAX_RATIO", 10**9)


@pytest.mark.usefixtures("not_told_by_its_ratio")
@pytest.mark.parametrize("kind", SOUND)
@pytest.mark.parametrize("name", COSTLY)
@pytest.mark.parametrize("part", ["docProps/autre.xml", "docProps/autre.bin"])
def test_what_a_parser_would_pay_for_a_tag_is_counted_before_it_is_asked(
    kind: str, name: str, part: str
) -> None:
    text = COSTLY[name]
    if name == "attributes of all tags":
        text = text * (MAX_TAGS[kind] // 200 + 1)
    said = refusal(kind, zipped([*parts_of(kind), partie(part, f"<x>{text}</x>".encode())]))
    assert "plus de" in said or "démesurés" in said


@pytest.mark.usefixtures("not_told_by_its_ratio")
@pytest.mark.parametrize("coding", ["utf-16-le", "utf-16-be"])
def test_it_is_counted_in_any_coding(coding: str) -> None:
    part = f"\ufeff<x>{COSTLY['attributes of one tag']}</x>".encode(coding)
    said = refusal("classeur", zipped([*parts_of("classeur"), partie("a.xml", part)]))
    assert "démesurés" in said


@pytest.mark.parametrize(
    "text",
    [
        "<a " + " ".join(f'xmlns:a{rank}="u"' for rank in range(120)) + "/>",
        f'<a gfxdata="{"x=" * 60_000}"/>',
        "<!-- pied de page -->" * 50,
        f"<a>{'mot ' * 20_000}</a>",
        f"<a>{'a = b, c = d ; ' * 400}</a>",
    ],
    ids=["namespaces", "an old drawing", "remarks", "a long text", "equals in a text"],
)
def test_what_office_writes_at_length_is_not_counted_as_a_bomb(text: str) -> None:
    data = zipped([*parts_of("classeur"), partie("docProps/autre.xml", f"<x>{text}</x>".encode())])
    assert told("classeur", data) == []


@pytest.mark.parametrize("spaces", [1, 300])
def test_a_coding_is_read_wherever_it_stands_in_its_declaration(spaces: int) -> None:
    part = f"<?xml version='1.0'{' ' * spaces}encoding='cp037'?><a/>".encode()
    said = refusal("classeur", zipped([*parts_of("classeur"), partie("a.xml", part)]))
    assert "déclarations XML interdites" in said


def test_a_document_that_comes_back_may_be_longer_than_a_template() -> None:
    noise = b"<a>" + b"<b/>" * (MAX_TAGS["gabarit"] + 1) + b"</a>"
    data = zipped([*parts_of("gabarit"), partie("docProps/autre.xml", noise)])
    assert isinstance(open_archive(data, "gabarit"), Refusal)
    assert isinstance(open_archive(data, "document"), Archive)
