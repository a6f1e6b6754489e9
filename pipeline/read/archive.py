"""A look at a zip before any library opens it: bombs, encrypted or foreign files get a sentence instead of a crash."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

MAX_FILE = 20_000_000
MAX_TOTAL = 150_000_000
MAX_PART = 80_000_000
MAX_PARTS = 3_000
MAX_RATIO = 250
RATIO_FROM = 2_000_000
MAX_CELLS = 2_000_000
MAX_MERGED = 200_000

OLE = b"\xd0\xcf\x11\xe0"
DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
CELL = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,4})([0-9]{1,9})"')
MERGE = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,4})([0-9]{1,9}):([A-Z]{1,4})([0-9]{1,9})"')


@dataclass(frozen=True, slots=True)
class Archive:
    """The parts of a zip by name, all decompressed, within the limits above."""

    parts: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file is not opened, in French, and what to do."""

    message: str
    hint: str = ""


def open_archive(data: bytes, kind: str) -> Archive | Refusal:
    """The parts of an Office file, or a refusal.  ``kind`` is the French word for it: « classeur » or « gabarit »."""
    refusal = _foreign(data, kind)
    if refusal:
        return refusal
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            refusal = _limits(archive.infolist())
            if refusal:
                return refusal
            parts = {info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError, zlib.error):
        return Refusal(f"ce {kind} est abîmé (copie ou téléchargement incomplet ?).", "reprenez une copie saine.")
    return _content(parts, kind) or Archive(parts)


def cells_within_limits(sheet: bytes) -> bool:
    """Whether the furthest cell and the merged areas of a worksheet stay within reason."""
    rows = columns = 0
    for letters, digits in CELL.findall(sheet):
        rows = max(rows, int(digits))
        columns = max(columns, column_number(letters.decode()))
    merged = sum(
        (int(r2) - int(r1) + 1) * (column_number(c2.decode()) - column_number(c1.decode()) + 1)
        for c1, r1, c2, r2 in MERGE.findall(sheet)
    )
    return rows * columns <= MAX_CELLS and merged <= MAX_MERGED


def column_number(letters: str) -> int:
    """A → 1, Z → 26, AA → 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _foreign(data: bytes, kind: str) -> Refusal | None:
    if len(data) > MAX_FILE:
        return Refusal(f"ce {kind} pèse plus de 20 Mo.", "retirez-en les images et les feuilles inutiles.")
    if data.startswith(b"PK"):
        return None
    if data.startswith(OLE):
        saved = "classeur Excel (.xlsx)" if kind == "classeur" else "document Word (.docx)"
        return Refusal(
            f"ce {kind} est protégé par un mot de passe ou enregistré dans un ancien format.",
            f"enregistrez-le sans mot de passe, comme « {saved} ».",
        )
    if data.startswith(b"version https://git-lfs"):
        return Refusal(f"ce fichier n'est qu'un renvoi de Git LFS, pas le {kind} lui-même.", "lancez « git lfs pull ».")
    return Refusal(f"ce fichier n'est pas un {kind} : seul son nom en a l'air.", "enregistrez-le de nouveau.")


def _limits(infos: list[zipfile.ZipInfo]) -> Refusal | None:
    names = [info.filename.casefold() for info in infos]
    hostile = Refusal("ce fichier a une structure anormale (parties en double, démesurées ou mal nommées).")
    if len(infos) > MAX_PARTS or len(names) != len(set(names)):
        return hostile
    if sum(info.file_size for info in infos) > MAX_TOTAL or any(info.file_size > MAX_PART for info in infos):
        return hostile
    for info in infos:
        if info.filename.startswith("/") or "\\" in info.filename or ".." in info.filename.split("/"):
            return hostile
        if info.file_size > RATIO_FROM and info.file_size > MAX_RATIO * max(1, info.compress_size):
            return hostile
        if info.flag_bits & 1:
            return Refusal("ce fichier est protégé par un mot de passe.", "enregistrez-le sans mot de passe.")
    return None


def _content(parts: Mapping[str, bytes], kind: str) -> Refusal | None:
    types = parts.get("[Content_Types].xml", b"")
    wanted = (b"spreadsheetml.sheet", b"Excel") if kind == "classeur" else (b"wordprocessingml.document", b"Word")
    if b"macroEnabled" in types or any(name.lower().endswith("vbaproject.bin") for name in parts):
        return Refusal(f"ce {kind} contient des macros.", "enregistrez-le sans macros (.xlsx ou .docx).")
    if b"oclc.org/ooxml" in b"".join(p for n, p in parts.items() if n.endswith(("/workbook.xml", "/document.xml"))):
        return Refusal(
            f"ce {kind} est enregistré au format « Strict Open XML ».",
            "dans Excel ou Word : Enregistrer sous, format ordinaire (.xlsx ou .docx).",
        )
    if wanted[0] not in types:
        return Refusal(f"ce fichier n'est pas un {kind} {wanted[1].decode()}.", "enregistrez-le de nouveau.")
    if any(DTD.search(part) for name, part in parts.items() if name.endswith((".xml", ".rels"))):
        return Refusal(f"ce {kind} contient des déclarations XML interdites.", "reprenez une copie saine.")
    if any(n.startswith("xl/worksheets/") and not cells_within_limits(p) for n, p in parts.items()):
        return Refusal(
            "une feuille de ce classeur a une cellule perdue à l'autre bout ou des fusions démesurées.",
            "recopiez les tableaux dans un classeur neuf.",
        )
    return None
