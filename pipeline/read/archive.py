"""The parts of an Office file: bombs, encrypted or foreign files get a sentence instead of a crash.

Python's ``zipfile`` reads the table of contents only.  What it announces is held within limits, and each part is then
unpacked up to the size announced and not a byte beyond: one that would give more, or less, is refused.  Other readers
go by what stands before each part: whatever they could see otherwise than we do is refused as well (``_is_all_told``).
"""

from __future__ import annotations

import io
import re
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Mapping, Sequence

from pipeline.model.motif import motif
from pipeline.model.valeur import dataclass
from pipeline.read.balises import FIRST_BYTES, beyond, in_one_byte, xml_parts

MAX_FILE = 20_000_000
MAX_TOTAL = 60_000_000
MAX_PART = 40_000_000
MAX_PARTS = 3_000
MAX_RATIO = 250
RATIO_FROM = 2_000_000
LISTED = b"PK\x01\x02"
"""What begins each entry of the table of contents."""

LOCAL = struct.Struct("<4sHHHHHLLLHH")
"""What stands before the bytes of a part: a mark, the version, the flags, the way it is packed, the time, the day, the
sum, the two sizes, and the lengths of its name and of what follows it."""

END, END_MARK = struct.Struct("<4sHHHHLLH"), b"PK\x05\x06"
"""What ends an archive: last but one where the table of contents begins, last the length of the remark that follows."""

IS_ENCRYPTED, IS_UTF8 = 0x1, 0x800
DESCRIBED = 0x8
"""The flag of a part whose sum and sizes stand after its bytes, for who packs without knowing them yet."""

CHANGES_READING = IS_ENCRYPTED | IS_UTF8 | DESCRIBED
DESCRIPTIONS = tuple(
    struct.Struct(f"<{mark}L{size}{size}") for mark in ("", "4s") for size in ("L", "Q")
)
"""The ways to write that sum and these sizes."""

DESCRIPTION_MARK = b"PK\x07\x08"
SAID_FURTHER = 0xFFFFFFFF
"""Instead of a size or a place, when a field of eight bytes says it."""

MANY_FURTHER = 0xFFFF

UNICODE_NAME = 0x7075
"""The field in which some readers, not all, look for another name."""

LOCAL_MARK = b"PK\x03\x04"
WAYS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How Office packs: as it is, or deflated."""

CODINGS = ("utf-8", "utf-16-le", "utf-16-be")
OLE = b"\xd0\xcf\x11\xe0"
OLD = {"Workbook": ".xls", "Book": ".xls", "WordDocument": ".doc"}
"""Main stream of the old formats → the suffix of their files."""

MAIN_TYPES = {
    "classeur": (b"spreadsheetml.sheet", "Excel"),
    "tableau": (b"spreadsheetml.sheet", "Excel"),
    "gabarit": (b"wordprocessingml.document", "Word"),
    "document": (b"wordprocessingml.document", "Word"),
}
"""Kind of file → what its content types must name, and the program that writes it."""

STRICT = ("/workbook.xml", "/document.xml")
WORD, WORD_LIBREOFFICE = "Document Word (.docx)", "Word 2010-365 (.docx)"
EXCEL = "Classeur Excel (.xlsx)"
SAVED = {"classeur": EXCEL, "tableau": EXCEL, "gabarit": WORD, "document": WORD}
SAVED_LIBREOFFICE = {
    "classeur": "Excel 2007-365 (.xlsx)",
    "tableau": "Excel 2007-365 (.xlsx)",
    "gabarit": WORD_LIBREOFFICE,
    "document": WORD_LIBREOFFICE,
}
"""Kind of file → what « Enregistrer sous » calls the one format that is read, in Office and in LibreOffice."""

DTD = motif(
    b"|".join(
        re.escape(f"<!{word}".encode(coding))
        for word in ("DOCTYPE", "ENTITY")
        for coding in CODINGS
    ),
    re.IGNORECASE,
)
CODING = motif(rb"""\A[^>]*?\sencoding\s*=\s*["']([^"']*)""")
KNOWN_CODINGS = ("utf-8", "utf-16", "us-ascii", "iso-8859-1", "windows-1252")


@dataclass(frozen=True, slots=True)
class Archive:
    """The parts of a zip by name, all decompressed, within the limits above."""

    parts: Mapping[str, bytes]


BROKEN: Sequence[tuple[type[Exception], str]] = (
    (SyntaxError, "une de ses parties est mal formée"),
    (LookupError, "une partie, une feuille ou un texte qu'il nomme n'y est pas"),
    (ValueError, "une de ses valeurs n'est pas écrite comme dans un classeur"),
    (TypeError, "une de ses parties dit ce qu'un tableur n'écrit pas"),
)
"""What a library stumbles on → what its user can be told of it."""


def broken(error: Exception) -> str:
    """Why a file cannot be read, to end a sentence: the names of errors say nothing to who reads it."""
    said = (words for kind, words in BROKEN if isinstance(error, kind))
    return next(said, "une de ses parties est abîmée")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file is not opened, in French, and what to do."""

    message: str
    hint: str = ""


HOSTILE = Refusal(
    "ce fichier a une structure anormale (parties en double, démesurées, mal nommées ou mal mesurées).",
    "s'il vient de vous, ouvrez-le et enregistrez-le de nouveau ; sinon, ne l'ouvrez pas, et demandez-en une copie.",
)


def open_archive(data: bytes, kind: str) -> Archive | Refusal:
    """The parts of an Office file, or a refusal.  ``kind`` is the French word for it: « classeur », « gabarit » for what
    the documents are built on, « document » for one that comes back or is read."""
    archive = unpacked(data, kind)
    if isinstance(archive, Refusal):
        return archive
    return _content(archive.parts, kind) or declared(archive.parts, kind) or archive


def unpacked(data: bytes, kind: str) -> Archive | Refusal:
    """The parts of any zip within our limits, whatever they are."""
    refusal = _foreign(data, kind)
    if refusal:
        return refusal
    if data.count(LISTED) > MAX_PARTS:
        return HOSTILE
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos, listed = archive.infolist(), archive.start_dir
        refusal = _limits(infos, kind)
        if refusal:
            return refusal
        if not _is_all_told(data, infos, listed):
            return HOSTILE
        return Archive(
            {info.filename: _unpacked(data, info) for info in infos if not info.is_dir()}
        )
    except _Lie:
        return HOSTILE
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        OSError,
        ValueError,
        OverflowError,
        struct.error,
        zlib.error,
    ):
        return Refusal(
            f"ce {kind} est abîmé (copie ou téléchargement incomplet ?).",
            "reprenez une copie saine.",
        )


class _Lie(Exception):
    """A part does not hold what the table of contents announces."""


def _unpacked(data: bytes, info: zipfile.ZipInfo) -> bytes:
    """The bytes of a part, never more than it announced."""
    packed = data[_start(data, info) :][: info.compress_size]
    part = packed
    if info.compress_type == zipfile.ZIP_DEFLATED and packed:
        machine = zlib.decompressobj(-zlib.MAX_WBITS)
        part = machine.decompress(packed, info.file_size + 1)
        if machine.unused_data:
            raise _Lie
    if len(part) > info.file_size:
        raise _Lie
    if len(part) < info.file_size or zlib.crc32(part) != info.CRC:
        raise zipfile.BadZipFile
    return part


def _start(data: bytes, info: zipfile.ZipInfo) -> int:
    """Where the bytes of a part begin."""
    *_, name, extra = LOCAL.unpack_from(data, info.header_offset)
    return info.header_offset + LOCAL.size + int(name) + int(extra)


def _is_all_told(data: bytes, infos: Sequence[zipfile.ZipInfo], listed: int) -> bool:
    """Whether any reader finds the same parts: one after the other from the first byte to the table of contents, at
    ``listed``, each called and measured there as before its own bytes, and nothing after.  A reader that walks from the
    first byte would otherwise see parts that inspection has not seen."""
    at = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset != at or not _is_said_twice(data, info):
            return False
        at = _start(data, info) + info.compress_size
        if info.flag_bits & DESCRIBED:
            at += _described(data, info, at)
    return at == listed and _ends_there(data, listed, len(infos))


def _is_said_twice(data: bytes, info: zipfile.ZipInfo) -> bool:
    """Whether what stands before a part is what the table of contents says of it."""
    mark, _, flags, way, _, _, crc, packed, size, length, more = LOCAL.unpack_from(
        data, info.header_offset
    )
    if mark != LOCAL_MARK:
        raise zipfile.BadZipFile
    start = info.header_offset + LOCAL.size
    coding = "utf-8" if info.flag_bits & IS_UTF8 else "cp437"
    extra = _fields(data[start + length :][:more])
    same = (
        data[start : start + length] == info.orig_filename.encode(coding)
        and info.filename == info.orig_filename
        and (flags & CHANGES_READING, way) == (info.flag_bits & CHANGES_READING, info.compress_type)
        and UNICODE_NAME not in {**extra, **_fields(info.extra)}
    )
    return same and (
        (crc, *_sizes(size, packed, extra)) == (info.CRC, info.file_size, info.compress_size)
        or (bool(flags & DESCRIBED) and not (crc or (packed and packed != SAID_FURTHER)))
    )


def _fields(extra: bytes) -> dict[int, bytes]:
    """The fields that follow the name of a part, by their numbers."""
    found: dict[int, bytes] = {}
    while len(extra) >= 4:
        number, length = struct.unpack_from("<HH", extra)
        found[number] = extra[4 : 4 + length]
        extra = extra[4 + length :]
    return found


def _sizes(size: int, packed: int, extra: Mapping[int, bytes]) -> tuple[int, int]:
    """The two sizes before a part: each may be said further, in eight bytes."""
    longer = extra.get(1, b"")
    further = [*struct.unpack_from(f"<{len(longer) // 8}Q", longer)]
    real = [further.pop(0) if said == SAID_FURTHER and further else said for said in (size, packed)]
    return real[0], real[1]


def _described(data: bytes, info: zipfile.ZipInfo, at: int) -> int:
    """How many bytes repeat, after a part, its sum and its sizes; none where nothing does."""
    said = (info.CRC, info.compress_size, info.file_size)
    for form in DESCRIPTIONS:
        marked = (DESCRIPTION_MARK, *said) if b"s" in form.format.encode() else said
        written = data[at : at + form.size]
        if len(written) == form.size and form.unpack(written) == marked:
            return form.size
    return 0


def _ends_there(data: bytes, listed: int, parts: int) -> bool:
    """Whether the end is where all look for it: at the last byte, once, and naming that table of contents and as many
    parts."""
    at = data.find(END_MARK, listed)
    if at < 0 or data.find(END_MARK, at + 1) >= 0:
        return False
    *_, here, total, _, place, remark = END.unpack_from(data, at)
    counted = {here, total} <= {parts, MANY_FURTHER}
    return counted and place in (listed, SAID_FURTHER) and at + END.size + remark == len(data)


def _foreign(data: bytes, kind: str) -> Refusal | None:
    if len(data) > MAX_FILE:
        return Refusal(
            f"ce {kind} pèse plus de 20 Mo.", "retirez-en les images et les feuilles inutiles."
        )
    if data.startswith(b"PK"):
        return None
    if data.startswith(OLE):
        return _old(data, kind)
    if data.startswith(b"version https://git-lfs"):
        return Refusal(
            f"ce fichier n'est qu'un renvoi de Git LFS, pas le {kind} lui-même.",
            "lancez « git lfs pull ».",
        )
    if (
        data[:512]
        .lstrip(b"\xef\xbb\xbf \r\n")
        .lower()
        .startswith((b"<!doctype html", b"<html", b"<?xml", b"<table"))
    ):
        return Refusal(
            f"ce fichier n'est pas un {kind} mais une page web ou du XML.", _save_as(kind)
        )
    return Refusal(
        f"ce fichier n'est pas un {kind} : seul son nom en a l'air.", "enregistrez-le de nouveau."
    )


def _old(data: bytes, kind: str) -> Refusal:
    """A container of the years before 2007: it holds either a protected file or one of the old formats."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Refusal(f"ce {kind} est protégé par un mot de passe.", _without_password(kind))
    old = next((shown for name, shown in OLD.items() if name.encode("utf-16-le") in data), "")
    if old:
        return Refusal(f"ce {kind} est enregistré dans l'ancien format ({old}).", _save_as(kind))
    return Refusal(
        f"ce {kind} est protégé par un mot de passe ou enregistré dans un ancien format.",
        f"{_without_password(kind)} S'il n'a pas de mot de passe : {_save_as(kind)}",
    )


def _save_as(kind: str, formats: Mapping[str, str] = SAVED) -> str:
    return f"ouvrez-le, puis Fichier, Enregistrer sous, « {formats[kind]} » ; ne changez pas seulement son nom."


def _without_password(kind: str) -> str:
    return (
        f"ouvrez-le avec son mot de passe, puis Fichier, Enregistrer sous, « {SAVED[kind]} », et ôtez le mot de passe "
        "(Excel : Outils, Options générales ; LibreOffice : décochez « Enregistrer avec mot de passe »)."
    )


def _limits(infos: Sequence[zipfile.ZipInfo], kind: str) -> Refusal | None:
    """What the table of contents alone allows to refuse."""
    if any(info.flag_bits & IS_ENCRYPTED for info in infos):
        return Refusal(
            "ce fichier est protégé par un mot de passe.",
            "enregistrez-le de nouveau, sans mot de passe.",
        )
    if any(info.compress_type not in WAYS for info in infos):
        return Refusal(
            f"ce {kind} est compressé d'une façon qu'Office n'emploie pas.", _save_as(kind)
        )
    sound = (
        len(infos) <= MAX_PARTS
        and sum(info.file_size for info in infos) <= MAX_TOTAL
        and all(map(_is_measured, infos))
        and all(map(_is_named, infos))
        and _are_named_once(infos)
        and _stand_apart(infos)
    )
    return None if sound else HOSTILE


def _is_measured(info: zipfile.ZipInfo) -> bool:
    """Whether a part is of a size that an honest one may have, alone and for what it takes once packed."""
    ratio = info.file_size / max(1, info.compress_size)
    return info.file_size <= MAX_PART and (info.file_size <= RATIO_FROM or ratio <= MAX_RATIO)


def _is_named(info: zipfile.ZipInfo) -> bool:
    name = info.filename
    return not name.startswith("/") and "\\" not in name and ".." not in name.split("/")


def _are_named_once(infos: Sequence[zipfile.ZipInfo]) -> bool:
    """Whether no two names are the same for a system that confounds capitals, or ways to write an accent."""
    names = {unicodedata.normalize("NFC", info.filename).casefold() for info in infos}
    return len(names) == len(infos)


def _stand_apart(infos: Sequence[zipfile.ZipInfo]) -> bool:
    """Whether no byte is that of two parts: parts that share theirs unpack a few kilobytes into billions."""
    end = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < end:
            return False
        end = info.header_offset + LOCAL.size + info.compress_size
    return True


WITH_MACROS = (".docm", ".dotm", ".xlsm", ".xltm", ".xlsb", ".xlam")
"""How the name of a file ends that may hold macros."""

TYPES_OF_MACROS = (b"macroenabled", b"vbaproject", b"vbadata", b"macrosheet")
"""In the types and the relationships of a package, whatever its parts are called."""

VBA_STORE = "_VBA_PROJECT".encode("utf-16-le")
"""How an old file of Office names what holds its macros, and so does a part that is one."""


def _has_macros(parts: Mapping[str, bytes]) -> bool:
    for name, part in parts.items():
        if name.lower().endswith("vbaproject.bin") or VBA_STORE in part:
            return True
        if name.endswith(("[Content_Types].xml", ".rels")):
            said = part.lower()
            if any(word in said for word in TYPES_OF_MACROS):
                return True
    return False


def _content(parts: Mapping[str, bytes], kind: str) -> Refusal | None:
    """Why a sound zip is not the file that is wanted."""
    types = parts.get("[Content_Types].xml", b"")
    if parts.get("mimetype", b"").startswith(b"application/vnd.oasis.opendocument"):
        suffix = ".ods" if kind in ("classeur", "tableau") else ".odt"
        return Refusal(
            f"ce {kind} est au format de LibreOffice ({suffix}).", _save_as(kind, SAVED_LIBREOFFICE)
        )
    if _has_macros(parts):
        suffix = (
            ".docm"
            if kind in ("gabarit", "document")
            else ".xlsb"
            if b"sheet.binary" in types
            else ".xlsm"
        )
        return Refusal(f"ce {kind} est dans un format à macros ({suffix}).", _save_as(kind))
    if any(b"oclc.org/ooxml" in part for name, part in parts.items() if name.endswith(STRICT)):
        return Refusal(
            f"ce {kind} est enregistré au format « Strict Open XML ».",
            f"dans Fichier, Enregistrer sous, choisissez « {SAVED[kind]} », sans le mot « Strict ».",
        )
    wanted, program = MAIN_TYPES[kind]
    if wanted not in types:
        return Refusal(f"ce fichier n'est pas un {kind} {program}.", "enregistrez-le de nouveau.")
    return None


@dataclass(frozen=True, slots=True)
class Compte:
    """What a workbook has at most of an element."""

    balise: bytes
    plus: int
    nom: str

    def is_passed(self, part: bytes) -> bool:
        return (
            part.count(self.balise) > self.plus
            and len(re.findall(rb"<(?:[^\s<>/:]+:)?" + self.balise + rb"[\s/>]", part)) > self.plus
        )


COMPTES = (
    Compte(b"sheet", 500, "feuilles"),
    Compte(b"tableColumn", 16_384, "colonnes dans un tableau"),
    Compte(b"definedName", 20_000, "noms de cases"),
    Compte(
        b"conditionalFormatting",
        20_000,
        "mises en forme conditionnelles",
    ),
)
"""One sheet may bear thousands of names, and is then read as often; the rest costs far more than its letters."""


def _too_many(parts: Mapping[str, bytes]) -> Compte | None:
    return next((compte for compte in COMPTES if any(map(compte.is_passed, parts.values()))), None)


def declared(parts: Mapping[str, bytes], kind: str) -> Refusal | None:
    """What no Office program writes in a part, and what would take trees of them too much time and memory."""
    written = xml_parts(parts)
    if any(map(_is_odd, written.values())):
        return Refusal(
            f"ce {kind} contient des déclarations XML interdites.", "reprenez une copie saine."
        )
    counted = {name: in_one_byte(part) for name, part in written.items()}
    too_much = beyond(counted, kind)
    if too_much:
        return Refusal(f"ce {kind} a {too_much}.", TOO_MANY_TAGS[kind])
    passed = _too_many(counted) if kind in ("classeur", "tableau") else None
    if passed is not None:
        most = f"{passed.plus:_}".replace("_", " ")
        return Refusal(
            f"ce {kind} a plus de {most} {passed.nom}.", "retirez-en ce qui ne sert pas."
        )
    return None


OF_A_WORKBOOK = "retirez-en les feuilles, les lignes et les mises en forme qui ne servent pas."
TOO_MANY_TAGS = {
    "classeur": OF_A_WORKBOOK,
    "tableau": OF_A_WORKBOOK,
    "gabarit": "gardez dans le gabarit les balises et la mise en page, pas le texte des documents.",
    "document": "coupez-le en plusieurs documents.",
}
"""What takes tags away from each kind of file."""


def _is_odd(part: bytes) -> bool:
    """Whether an XML part has a declaration that could open something, or a coding in which one could hide."""
    coding = CODING.match(part)
    named = coding[1].decode("latin-1").lower() if coding else "utf-8"
    begins = part[:8].lstrip().startswith(FIRST_BYTES) or not part
    return (
        not begins
        or b"\0\0" in part[:8]
        or named not in KNOWN_CODINGS
        or DTD.search(part) is not None
    )
