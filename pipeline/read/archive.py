"""A look at a zip before any library opens it: bombs, encrypted or foreign files get a sentence instead of a crash."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping

from pipeline.model.valeur import dataclass

MAX_FILE = 20_000_000
MAX_TOTAL = 150_000_000
MAX_PART = 80_000_000
MAX_PARTS = 3_000
MAX_RATIO = 250
RATIO_FROM = 2_000_000

OLE = b"\xd0\xcf\x11\xe0"
OLD = {"Workbook": ".xls", "Book": ".xls", "WordDocument": ".doc"}
"""Main stream of the old formats → the suffix of their files."""

SAVED = {"classeur": "Classeur Excel (.xlsx)", "gabarit": "Document Word (.docx)"}
SAVED_LIBREOFFICE = {"classeur": "Excel 2007-365 (.xlsx)", "gabarit": "Word 2010-365 (.docx)"}
"""Kind of file → what « Enregistrer sous » calls the one format that is read, in Office and in LibreOffice."""

DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


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


def _foreign(data: bytes, kind: str) -> Refusal | None:
    if len(data) > MAX_FILE:
        return Refusal(f"ce {kind} pèse plus de 20 Mo.", "retirez-en les images et les feuilles inutiles.")
    if data.startswith(b"PK"):
        return None
    if data.startswith(OLE):
        return _old(data, kind)
    if data.startswith(b"version https://git-lfs"):
        return Refusal(f"ce fichier n'est qu'un renvoi de Git LFS, pas le {kind} lui-même.", "lancez « git lfs pull ».")
    if data[:512].lstrip(b"\xef\xbb\xbf \r\n").lower().startswith((b"<!doctype html", b"<html", b"<?xml", b"<table")):
        return Refusal(f"ce fichier n'est pas un {kind} mais une page web ou du XML.", _save_as(kind))
    return Refusal(f"ce fichier n'est pas un {kind} : seul son nom en a l'air.", "enregistrez-le de nouveau.")


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
            return Refusal(
                "ce fichier est protégé par un mot de passe.", "enregistrez-le de nouveau, sans mot de passe."
            )
    return None


def _content(parts: Mapping[str, bytes], kind: str) -> Refusal | None:
    types = parts.get("[Content_Types].xml", b"")
    if parts.get("mimetype", b"").startswith(b"application/vnd.oasis.opendocument"):
        suffix = ".ods" if kind == "classeur" else ".odt"
        return Refusal(f"ce {kind} est au format de LibreOffice ({suffix}).", _save_as(kind, SAVED_LIBREOFFICE))
    wanted = (b"spreadsheetml.sheet", b"Excel") if kind == "classeur" else (b"wordprocessingml.document", b"Word")
    if b"macroEnabled" in types or any(name.lower().endswith("vbaproject.bin") for name in parts):
        suffix = ".docm" if kind == "gabarit" else ".xlsb" if b"sheet.binary" in types else ".xlsm"
        return Refusal(f"ce {kind} est dans un format à macros ({suffix}).", _save_as(kind))
    if b"oclc.org/ooxml" in b"".join(p for n, p in parts.items() if n.endswith(("/workbook.xml", "/document.xml"))):
        return Refusal(
            f"ce {kind} est enregistré au format « Strict Open XML ».",
            f"dans Fichier, Enregistrer sous, choisissez « {SAVED[kind]} », sans le mot « Strict ».",
        )
    if wanted[0] not in types:
        return Refusal(f"ce fichier n'est pas un {kind} {wanted[1].decode()}.", "enregistrez-le de nouveau.")
    if any(DTD.search(part) for name, part in parts.items() if name.endswith((".xml", ".rels"))):
        return Refusal(f"ce {kind} contient des déclarations XML interdites.", "reprenez une copie saine.")
    return None
