"""A picture leaves without its place, owner and remarks, whatever they are called, and shows the same."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from pipeline.model.metadonnees import sans_metadonnees
from pipeline.model.profil_icc import sans_mots
from pipeline.read.picture import is_sound, plain_picture
from pipeline.write.word.images import prepare
from tests.duree import promptly

SECRET = b"Anne Durand, 06 11 22 33 44, N 43.6459 E 0.5886"


PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
PLAIN = sans_mots(PROFILE)


def drawn(kind: str, **how: object) -> bytes:
    image = Image.linear_gradient("L").resize((64, 48)).convert("RGB")
    saved = io.BytesIO()
    image.save(saved, kind, **how)
    return saved.getvalue()


def chunk(name: bytes, content: bytes) -> bytes:
    crc = struct.pack(">L", zlib.crc32(name + content))
    return struct.pack(">L", len(content)) + name + content + crc


def with_chunk(name: bytes) -> bytes:
    png = drawn("PNG")
    return png[:33] + chunk(name, b"Proprietaire\0" + SECRET) + png[33:]


def with_segment(mark: int, begins: bytes = b"", how: dict[str, object] | None = None) -> bytes:
    jpeg = drawn("JPEG", **(how or {}))
    content = begins + SECRET
    return jpeg[:2] + bytes((0xFF, mark)) + struct.pack(">H", len(content) + 2) + content + jpeg[2:]


def before_the_last_scan(mark: int) -> bytes:
    jpeg = drawn("JPEG", progressive=True)
    place = jpeg.rindex(b"\xff\xda")
    return (
        jpeg[:place]
        + bytes((0xFF, mark))
        + struct.pack(">H", len(SECRET) + 2)
        + SECRET
        + jpeg[place:]
    )


def said_by_pillow() -> bytes:
    told = PngImagePlugin.PngInfo()
    told.add_text("Title", SECRET.decode(), zip=False)
    return drawn("PNG", pnginfo=told)


SPOKEN: dict[str, Callable[[], bytes]] = {
    **{
        name: (lambda name=name: with_chunk(name.encode()))  # type: ignore[misc]
        for name in ("tEXt", "iTXt", "eXIf", "zzZz", "caBX")
    },
    "a text by Pillow": said_by_pillow,
    "after a PNG": lambda: drawn("PNG") + SECRET,
    **{
        f"segment {mark:x}": (lambda mark=mark: with_segment(mark))  # type: ignore[misc]
        for mark in (0xE1, 0xE3, 0xEB, 0xEC, 0xED, 0xEF, 0xFE)
    },
    "a segment that is no profile": lambda: with_segment(0xE2, b"FPXR\0"),
    "after the size of a JPEG": lambda: with_segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0"),
    "a smaller picture": lambda: with_segment(0xE0, b"JFXX\0\x13\1\1"),
    "a chunk too large": lambda: with_chunk(b"pHYs"),
    "in a profile, JPEG": lambda: drawn("JPEG", icc_profile=PROFILE + SECRET),
    "in a profile in two": lambda: drawn("JPEG", icc_profile=PROFILE + bytes(70_000) + SECRET),
    "in what is no profile": lambda: drawn("JPEG", icc_profile=SECRET),
    "a progressive picture": lambda: with_segment(0xED, b"Photoshop 3.0\0", {"progressive": True}),
    "between two scans": lambda: before_the_last_scan(0xFE),
    "after a JPEG": lambda: drawn("JPEG") + SECRET,
    "after a progressive JPEG": lambda: drawn("JPEG", progressive=True) + SECRET,
}


def pixels(data: bytes) -> bytes:
    with Image.open(io.BytesIO(data)) as image:
        return image.tobytes()


@pytest.mark.parametrize("where", SPOKEN)
def test_what_does_not_draw_is_left_behind_and_no_pixel_changes(where: str) -> None:
    data = SPOKEN[where]()
    plain = sans_metadonnees(data)
    assert plain is not None
    assert SECRET in data
    assert SECRET not in plain
    assert pixels(plain) == pixels(data)


@pytest.mark.parametrize(
    "data",
    [*map(with_segment, (0x02, 0xC8, 0xF0, 0xF7)), with_chunk(b"iCCP")],
    ids=["2", "c8", "f0", "f7", "iCCP"],
)
def test_what_no_program_reads_is_left_behind(data: bytes) -> None:
    plain = sans_metadonnees(data)
    assert plain is not None
    assert SECRET in data
    assert SECRET not in plain
    assert pixels(plain)


@pytest.mark.parametrize("where", sorted(SPOKEN.keys() - {"eXIf"}))
def test_it_is_so_of_the_picture_that_a_document_carries(where: str) -> None:
    picture = prepare(SPOKEN[where](), 9000)
    assert picture is not None
    assert SECRET not in picture.data


@pytest.mark.parametrize(
    "data",
    [
        drawn("PNG"),
        drawn("PNG", dpi=(300, 300)),
        drawn("JPEG"),
        drawn("JPEG", progressive=True),
        drawn("JPEG", icc_profile=PLAIN),
    ],
    ids=["png", "png with its size", "jpeg", "progressive", "with its colours"],
)
def test_a_picture_that_says_nothing_is_the_same(data: bytes) -> None:
    assert sans_metadonnees(data) == data


def test_a_profile_without_its_words_changes_colours_the_same() -> None:
    srgb = ImageCms.createProfile("sRGB")
    seen = Image.linear_gradient("L").convert("RGB")
    lab = ImageCms.createProfile("LAB")
    ways = [
        ImageCms.buildTransform(ImageCms.ImageCmsProfile(one), lab, "RGB", "LAB")
        for one in (srgb, io.BytesIO(PLAIN))
    ]
    first, second = (ImageCms.applyTransform(seen, way) for way in ways)
    assert first is not None
    assert second is not None
    far = max(abs(a - b) for a, b in zip(first.tobytes(), second.tobytes(), strict=True))
    assert far <= 1
    assert b"built-in".decode().encode("utf-16-be") in PROFILE
    assert b"built-in".decode().encode("utf-16-be") not in PLAIN


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_keeps_its_profile(kind: str) -> None:
    plain = sans_metadonnees(drawn(kind, icc_profile=PROFILE))
    assert plain is not None
    with Image.open(io.BytesIO(plain)) as image:
        assert image.info["icc_profile"] == PLAIN


@pytest.mark.parametrize(
    "data",
    [drawn("PNG")[:40], drawn("JPEG")[:20], b"\xff\xd8", b"\x89PNG\r\n\x1a\n"],
)
def test_what_is_damaged_has_no_plain_form(data: bytes) -> None:
    assert sans_metadonnees(data) is None
    assert plain_picture(data) is None


@pytest.mark.parametrize("data", [b"", b"GIF89a"])
def test_what_is_of_another_kind_is_as_it_came(data: bytes) -> None:
    assert sans_metadonnees(data) == data


# --- what is coded beside the points ---------------------------------------------------------------------------------


def cut(png: bytes) -> list[tuple[bytes, bytes]]:
    found, place = [], 8
    while place < len(png):
        size = int.from_bytes(png[place : place + 4], "big")
        found.append((png[place + 4 : place + 8], png[place + 8 : place + 8 + size]))
        place += 12 + size
    return found


def joined(chunks: Iterable[tuple[bytes, bytes]]) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*one) for one in chunks)


def with_points(change: Callable[[bytes], bytes], png: bytes = b"") -> bytes:
    """A PNG whose coded points are changed."""
    chunks = cut(png or drawn("PNG"))
    coded = b"".join(content for kind, content in chunks if kind == b"IDAT")
    rest = [one for one in chunks if one[0] != b"IDAT"]
    return joined([*rest[:-1], (b"IDAT", change(coded)), rest[-1]])


def with_another(kind: bytes, content: bytes, png: bytes = b"") -> bytes:
    chunks = cut(png or drawn("PNG"))
    return joined([chunks[0], (kind, content), *chunks[1:]])


def after_the_points(kind: bytes, content: bytes) -> bytes:
    chunks = cut(drawn("PNG"))
    return joined([*chunks[:-1], (kind, content), chunks[-1]])


def in_colours_of_a_palette(colours: bytes, through: bytes = b"") -> bytes:
    """Two colours shown of a palette that says more."""
    image = Image.new("P", (16, 16), 1)
    image.putpixel((3, 3), 0)
    image.putpalette(bytes(range(6)))
    saved = io.BytesIO()
    image.save(saved, "PNG", bits=8)
    chunks = [one for one in cut(saved.getvalue()) if one[0] not in (b"PLTE", b"tRNS")]
    told = [(b"tRNS", through)] if through else []
    return joined([chunks[0], (b"PLTE", bytes(range(6)) + colours), *told, *chunks[1:]])


def table(mark: int, content: bytes) -> bytes:
    return bytes((0xFF, mark)) + struct.pack(">H", len(content) + 2) + content


CODES_OF_SECRET = bytes((0x13, *bytes(15), len(set(SECRET)))) + bytes(sorted(set(SECRET)))
MEASURES_OF_SECRET = bytes((3,)) + SECRET.ljust(64)[:64]


def into_a_jpeg(segment: bytes, **how: object) -> bytes:
    jpeg = drawn("JPEG", **how)
    return jpeg[:2] + segment + jpeg[2:]


def before_its_scan(segment: bytes) -> bytes:
    jpeg = drawn("JPEG")
    place = jpeg.rindex(b"\xff\xda")
    return jpeg[:place] + segment + jpeg[place:]


GREY = io.BytesIO()
Image.linear_gradient("L").resize((64, 48)).save(GREY, "PNG")

BESIDE: dict[str, Callable[[], bytes]] = {
    "after the coded points": lambda: with_points(lambda coded: coded + SECRET),
    "after the coded points, in another chunk": lambda: after_the_points(b"IDAT", SECRET),
    "a palette of true colours": lambda: with_another(b"PLTE", SECRET.ljust(48)[:48] + SECRET[:0]),
    "a palette of greys": lambda: with_another(b"PLTE", SECRET.ljust(48)[:48], GREY.getvalue()),
    "a chunk after the points": lambda: after_the_points(b"tEXt", b"Title\0" + SECRET),
    "measures of colours": lambda: with_another(b"cHRM", SECRET[:32]),
    "a density": lambda: with_another(b"pHYs", SECRET[:8] + b"\1"),
    "colours that no point asks for": lambda: in_colours_of_a_palette(SECRET.ljust(48)[:48]),
    "what is seen through of no point": lambda: in_colours_of_a_palette(
        bytes(range(48)), b"\xff\xff" + SECRET[:14]
    ),
    "measures that no scan asks for": lambda: into_a_jpeg(table(0xDB, MEASURES_OF_SECRET)),
    "measures said again": lambda: into_a_jpeg(table(0xDB, b"\0" + SECRET.ljust(64)[:64])),
    "codes that no scan asks for": lambda: before_its_scan(table(0xC4, CODES_OF_SECRET)),
}


@pytest.mark.parametrize("where", BESIDE)
def test_what_is_coded_beside_the_points_is_left_behind_and_no_pixel_changes(where: str) -> None:
    data = BESIDE[where]()
    hidden = (
        next(SECRET[at : at + 8] for at in range(40) if SECRET[at : at + 8] in data)
        if ("codes" not in where)
        else bytes(sorted(set(SECRET)))
    )
    assert hidden in data
    plain = plain_picture(data)
    picture = prepare(data, 9_000)
    assert plain is not None
    assert picture is not None
    assert picture.data == plain
    assert hidden not in plain
    with Image.open(io.BytesIO(plain)) as one, Image.open(io.BytesIO(data)) as two:
        assert one.convert("RGBA").tobytes() == two.convert("RGBA").tobytes()


def test_rows_past_the_last_one_are_left_behind() -> None:
    words = SECRET * 9
    data = with_points(lambda coded: zlib.compress(zlib.decompress(coded) + words))
    plain = plain_picture(data)
    assert plain is not None
    points = b"".join(content for kind, content in cut(plain) if kind == b"IDAT")
    assert SECRET not in zlib.decompress(points)
    assert pixels(plain) == pixels(data)


def test_points_that_would_fill_the_memory_are_not_unpacked() -> None:
    bomb = with_points(lambda coded: zlib.compress(zlib.decompress(coded) + bytes(200_000_000)))
    with promptly(2):
        plain = plain_picture(bomb)
    assert plain is not None
    assert len(plain) < 2_000


def between_two_segments() -> bytes:
    jpeg = drawn("JPEG")
    return jpeg[:20] + SECRET + jpeg[20:]


def pieces(data: bytes) -> set[bytes]:
    return {data[at : at + 9] for at in range(len(data))}


TWISTED: dict[str, Callable[[], bytes]] = {
    "without its end, PNG": lambda: joined(cut(drawn("PNG"))[:-1]) + SECRET,
    "points in two places": lambda: joined(
        [*(chunks := cut(drawn("PNG")))[:-1], (b"tIME", SECRET), *chunks[1:]]
    ),
    "between two segments": between_two_segments,
    "codes of one sign told twice": lambda: before_its_scan(
        table(0xC4, bytes((0x13, *bytes(15), 9)) + SECRET[13:22])
    ),
    "a table too long": lambda: before_its_scan(table(0xDD, b"\0\0" + SECRET)),
}


@pytest.mark.parametrize("where", TWISTED)
def test_what_no_program_puts_together_is_drawn_again_from_its_points_or_refused(
    where: str,
) -> None:
    data = TWISTED[where]()
    assert sans_metadonnees(data) is None
    plain = plain_picture(data)
    picture = prepare(data, 9_000)
    assert not {SECRET[5:14], SECRET[13:22]} & pieces(plain or b"")
    assert picture is None or not {SECRET[5:14], SECRET[13:22]} & pieces(picture.data)


def honest(mode: str, kind: str, **how: object) -> bytes:
    image = Image.linear_gradient("L").resize((61, 47)).convert("RGB")
    image = image.quantize(16) if mode == "P" else image.convert(mode)
    saved = io.BytesIO()
    image.save(saved, kind, **how)
    return saved.getvalue()


HONEST: Mapping[str, tuple[str, str, dict[str, Any]]] = {
    **{f"PNG {mode}": (mode, "PNG", {}) for mode in ("1", "L", "LA", "RGB", "RGBA", "P", "I;16")},
    "PNG of few colours": ("P", "PNG", {"bits": 4}),
    "PNG seen through": ("RGB", "PNG", {"transparency": (0, 0, 0)}),
    "PNG of a palette seen through": ("P", "PNG", {"transparency": 3}),
    "PNG of a density": ("RGB", "PNG", {"dpi": (600, 600)}),
    **{f"JPEG {mode}": (mode, "JPEG", {}) for mode in ("L", "RGB")},
    "JPEG finer and finer": ("RGB", "JPEG", {"progressive": True, "quality": 95}),
    "JPEG without smaller colours": ("RGB", "JPEG", {"subsampling": 0, "optimize": True}),
    "JPEG that starts again": ("RGB", "JPEG", {"restart_marker_rows": 1}),
    "JPEG grey, finer and finer": ("L", "JPEG", {"progressive": True}),
}


@pytest.mark.parametrize("name", HONEST)
def test_a_picture_as_programs_write_them_leaves_as_it_came(name: str) -> None:
    mode, kind, how = HONEST[name]
    data = honest(mode, kind, **how)
    assert plain_picture(data) == data


# Forty points, interlaced as GIMP writes it: Pillow reads such files, and writes none.
def interlaced(width: int, height: int) -> bytes:
    points, step = b"", ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4))
    for left, top, wide, high in (*step, (1, 0, 2, 2), (0, 1, 1, 2)):
        columns = len(range(left, width, wide))
        for row in range(top, height, high) if columns else ():
            points += b"\0" + bytes((row * 7 + left) % 256 for _ in range(columns))
    head = struct.pack(">LLBBBBB", width, height, 8, 0, 0, 0, 1)
    return joined([(b"IHDR", head), (b"IDAT", zlib.compress(points)), (b"IEND", b"")])


@pytest.mark.parametrize(("width", "height"), [(8, 5), (1, 1), (3, 40), (17, 2)])
def test_an_interlaced_picture_leaves_as_it_came(width: int, height: int) -> None:
    data = interlaced(width, height)
    assert is_sound(data)
    assert plain_picture(data) == data


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
@pytest.mark.parametrize(
    "damaged",
    [
        b"Exif\0\0II*\0\x08\0\0\0\x05\0",
        b"Exif\0\0II*\0\x08\0\0\0\x02\0\x0f\x01\x02\0\xff\xff\0\0\xff\xff\xff\0abc",
    ],
)
def test_damaged_camera_data_go_without_a_word(damaged: bytes, kind: str) -> None:
    out = io.BytesIO()
    Image.new("RGB", (40, 40)).save(out, kind, exif=damaged)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        picture = prepare(out.getvalue(), 9_000)
        assert is_sound(out.getvalue())
    assert picture is not None
    assert b"xif" not in picture.data.lower()
