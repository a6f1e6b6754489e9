"""A Word template as its parts, once it is known to hold nothing that fetches, runs or embeds."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from lxml import etree

from pipeline.model.finding import Finding
from pipeline.model.source import WordFile
from pipeline.model.span import Span
from pipeline.read.archive import Refusal, open_archive

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NEEDED = ("[Content_Types].xml", "word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels")
DANGEROUS = re.compile(r"attachedTemplate|oleObject|/control|aFChunk|subDocument|/frame|mailMerge|vbaProject|package$")
TRACKED = ("ins", "del", "moveFrom", "moveTo")
FIELDS = re.compile(
    r"\b(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|DATABASE|RD|MACROBUTTON|EMBED|AUTOTEXT)\b", re.IGNORECASE
)
WEB = ("http://", "https://", "mailto:")


def read_word(path: str, data: bytes, findings: list[Finding]) -> WordFile | None:
    """The parts of a ``.docx``; None with a finding for each thing that keeps it from being used."""
    archive = open_archive(data, "gabarit")
    if isinstance(archive, Refusal):
        findings.append(Finding("D004", archive.message, Span(path), (archive.hint,) if archive.hint else ()))
        return None
    parts = {name: _utf8(data) if name.endswith((".xml", ".rels")) else data for name, data in archive.parts.items()}
    missing = [name for name in NEEDED if name not in parts]
    faults = [f"il lui manque la partie {name}." for name in missing]
    for name, part in parts.items():
        if name.endswith((".xml", ".rels")):
            faults.extend(_faults(name, part, parts))
    findings.extend(Finding("D004", f"ce gabarit ne peut pas servir : {fault}", Span(path)) for fault in faults)
    return None if faults else WordFile(path, parts)


def _utf8(data: bytes) -> bytes:
    """A part in the coding that the rest of the pipeline writes."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", "replace")
        return re.sub(r'encoding="[^"]*"', 'encoding="UTF-8"', text, count=1).encode()
    return data.removeprefix(b"\xef\xbb\xbf")


def _faults(name: str, part: bytes, parts: Mapping[str, bytes]) -> Iterator[str]:
    try:
        root = _root(part)
    except etree.XMLSyntaxError:
        yield f"la partie {name} est mal formée."
        return
    if name.endswith(".rels"):
        yield from _relations(root, name, parts)
    elif name.startswith("word/"):
        yield from _fields(root)
    if name == "word/document.xml":
        if root.find(f"{W}body") is None:
            yield "il n'a pas de corps."
        if root.nsmap.get("w") != W[1:-1] or any(True for _ in root.iter(f"{W}altChunk")):
            yield "il a été écrit d'une façon inhabituelle ; ouvrez-le et enregistrez-le dans Word."
    if name.startswith("word/") and any(True for tag in TRACKED for _ in root.iter(f"{W}{tag}")):
        yield "il contient des modifications suivies ; dans Word : Révision, Accepter toutes les modifications."


@lru_cache(maxsize=64)
def _root(part: bytes) -> etree._Element:
    """The tree of a part, only looked at: templates made from one another share most of theirs."""
    return etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))


def _relations(root: etree._Element, name: str, parts: Mapping[str, bytes]) -> Iterator[str]:
    if root.nsmap.get(None) is None:
        yield "il a été écrit d'une façon inhabituelle ; ouvrez-le et enregistrez-le dans Word."
    folder = name.removesuffix(posixpath.basename(name)).removesuffix("_rels/")
    for relation in root:
        kind, target = str(relation.get("Type", "")), str(relation.get("Target", ""))
        if DANGEROUS.search(kind):
            what = kind.rsplit("/", 1)[-1]
            yield f"il contient un élément interdit ({what}) vers « {target} »."
        elif relation.get("TargetMode") == "External" and not (
            kind.endswith("/hyperlink") and target.lower().startswith(WEB)
        ):
            yield f"il va chercher « {target} » hors du document."
        elif relation.get("TargetMode") != "External":
            inside = target.lstrip("/") if target.startswith("/") else posixpath.normpath(folder + target)
            if inside not in parts:
                yield f"il renvoie à une partie qui n'y est pas ({target})."


def _fields(root: etree._Element) -> Iterator[str]:
    for paragraph in root.iter(f"{W}p"):
        words = "".join(node.text or "" for node in paragraph.iter(f"{W}instrText"))
        words += " ".join(str(node.get(f"{W}instr", "")) for node in paragraph.iter(f"{W}fldSimple"))
        match = FIELDS.search(words)
        if match:
            yield f"il contient un champ Word interdit ({match.group().upper()})."
