"""A picture leaves without its place, owner and remarks, whatever they are called, and shows the same."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Callable

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from pipeline.model.metadonnees import sans_metadonnees, sans_mots
from pipeline.read.picture import is_sound
from pipeline.write.word.images import prepare

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
    with Image.open(io.BytesIO(plain)) as image:
        assert image.info["icc_profile"] == PLAIN


@pytest.mark.parametrize(
    "data",
    [b"", b"GIF89a", drawn("PNG")[:40], drawn("JPEG")[:20], b"\xff\xd8", b"\x89PNG\r\n\x1a\n"],
)
def test_what_is_damaged_or_of_another_kind_is_as_it_came(data: bytes) -> None:
    assert sans_metadonnees(data) == data


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
