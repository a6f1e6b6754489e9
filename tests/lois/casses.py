"""Forty-seven ways to break a Word file, each caught: by our own rules, by openxml-audit or by ooxml-integrity.

A checker that lets one through proves nothing of the documents that it finds sound.
"""

from __future__ import annotations

import io
import re
import subprocess
import sys
import tempfile
import warnings
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from openxml_audit import OpenXmlValidator
from PIL import Image

from pipeline.run import build
from tests.projets import examen, petit_projet
from tests.validite import CORE, DOCUMENT, MC, TYPES, fautes

NAME = "projet-de-sante.docx"
RELS = "word/_rels/document.xml.rels"
NUMBERING = "word/numbering.xml"
CONTROL = '<w:sdt><w:sdtPr><w:id w:val="7"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>'
TEXT = "content/diagnostic/01-territoire.md"
EVERYTHING = (
    "# Le territoire\n\nUn **mot**, un [lien](https://www.example.org) et une note[^1].\n\n- un\n- deux\n\n1. un\n\n"
    "| A | B |\n|---|---|\n| 1 | 2 |\n\n![Une vue](photo.png)\n\n![Une autre](photo.png)\n\n"
    "[^1]: La note.\n\n## Les limites\n\nFin.\n"
)
PHOTO = "content/diagnostic/photo.png"


@cache
def sain() -> bytes:
    """A document of ours with lists, tables, pictures, links, notes, headers and several sections."""
    picture = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(picture, "PNG")
    files = {**petit_projet(), TEXT: EVERYTHING.encode(), PHOTO: picture.getvalue()}
    return build(examen(files), brouillon=True)[NAME]


Parts = dict[str, bytes]
Casse = Callable[[Parts], None]


def _swap(part: str, old: str, new: str, count: int = 1) -> Casse:
    """Replace a passage of a part by another; ``old`` is a pattern."""

    def broken(parts: Parts) -> None:
        text = parts[part].decode()
        found, times = re.subn(
            old, lambda match: match.expand(new), text, count=count, flags=re.DOTALL
        )
        assert times, f"« {old} » n'est pas dans {part}"
        assert found != text
        parts[part] = found.encode()

    return broken


def _without(part: str) -> Casse:
    def broken(parts: Parts) -> None:
        del parts[part]

    return broken


def _in_body(xml: str) -> Casse:
    """Put something where the body begins."""
    return _swap(DOCUMENT, r"<w:body>", f"<w:body>{xml}")


def _header(parts: Parts) -> str:
    return next(name for name in sorted(parts) if name.startswith("word/header"))


def _header_gone(parts: Parts) -> None:
    del parts[_header(parts)]


def _header_spoilt(parts: Parts) -> None:
    parts[_header(parts)] = parts[_header(parts)][:-3]


def _header_without_type(parts: Parts) -> None:
    _swap(TYPES, rf'<Override PartName="/{_header(parts)}"[^>]*/>', "")(parts)


def _as_it_is(_: Parts) -> None:
    """Nothing of the parts changes: it is the archive that is broken."""


BOOKMARK = '<w:bookmarkStart w:id="{0}" w:name="{1}"/><w:bookmarkEnd w:id="{0}"/>'
FIELD = '<w:p><w:r><w:fldChar w:fldCharType="{}"/></w:r></w:p>'
NOTE = '<w:p><w:r><w:{}Reference w:id="987"/></w:r></w:p>'
DATED = (
    "xmlns:dcterms='http://purl.org/dc/terms/' "
    "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:type='dcterms:W3CDTF'"
)
END = "</cp:coreProperties>"

CASSES: Mapping[str, Casse] = {
    "numéro de signet deux fois": _in_body(BOOKMARK.format(9001, "a") + BOOKMARK.format(9001, "b")),
    "nom de signet deux fois": _in_body(BOOKMARK.format(9001, "a") + BOOKMARK.format(9002, "a")),
    "signet sans fin": _in_body('<w:bookmarkStart w:id="9001" w:name="a"/>'),
    "signet sans début": _in_body('<w:bookmarkEnd w:id="9001"/>'),
    "lien vers un signet absent": _in_body(
        '<w:p><w:hyperlink w:anchor="nulle_part"><w:r><w:t>x</w:t></w:r></w:hyperlink></w:p>'
    ),
    "numéro de dessin deux fois": _swap(
        DOCUMENT, r'(<wp:docPr id=")\d+(".*?<wp:docPr id=")\d+"', r'\g<1>77\g<2>77"'
    ),
    "image qui mène à rien": _swap(DOCUMENT, r'r:embed="[^"]+"', 'r:embed="rId987"'),
    "lien qui mène à rien": _swap(DOCUMENT, r'(<w:hyperlink [^>]*r:id=")[^"]+"', r'\g<1>rId987"'),
    "en-tête qui mène à rien": _swap(
        DOCUMENT, r'(<w:headerReference [^>]*r:id=")[^"]+"', r'\g<1>rId987"'
    ),
    "relation vers une partie absente": _header_gone,
    "relation deux fois": _swap(RELS, r'Id="rId2"', 'Id="rId1"'),
    "lien qui n'est pas une adresse": _swap(RELS, r"https://www\.example\.org", "pas une adresse"),
    "propriétés après le texte": _in_body(
        '<w:p><w:r><w:t>x</w:t></w:r><w:pPr><w:jc w:val="left"/></w:pPr></w:p>'
    ),
    "alignement avant le style": _swap(
        DOCUMENT, r"<w:pPr>(<w:pStyle [^>]*/>)", r'<w:pPr><w:jc w:val="left"/>\1'
    ),
    "gras avant le style de caractère": _in_body(
        '<w:p><w:r><w:rPr><w:b/><w:rStyle w:val="Lienhypertexte"/></w:rPr></w:r></w:p>'
    ),
    "section avant la fin": _swap(DOCUMENT, r"</w:body>", "<w:p/></w:body>"),
    "liste abstraite après les autres": _swap(
        NUMBERING, r"</w:numbering>", '<w:abstractNum w:abstractNumId="987"/></w:numbering>'
    ),
    "propriétés après le mot": _in_body("<w:p><w:r><w:t>x</w:t><w:rPr><w:b/></w:rPr></w:r></w:p>"),
    "propriétés après la case": _swap(
        DOCUMENT, r"(<w:tc>)(<w:tcPr>.*?</w:tcPr>)(<w:p\b.*?</w:p>)", r"\1\3\2\3"
    ),
    "case sans paragraphe": _swap(
        DOCUMENT,
        r"(<w:tc><w:tcPr>(?:(?!</w:tcPr>).)*</w:tcPr>)(?:(?!</w:tc>).)*</w:tc>",
        r"\1</w:tc>",
    ),
    "case qui finit par un tableau": _swap(
        DOCUMENT, r"</w:tc>", "<w:tbl><w:tblPr/><w:tblGrid/></w:tbl></w:tc>"
    ),
    "tableau sans grille": _swap(DOCUMENT, r"<w:tblGrid>.*?</w:tblGrid>", ""),
    "tableau sans propriétés": _swap(DOCUMENT, r"<w:tblPr>.*?</w:tblPr>", ""),
    "rangée sans case": _swap(DOCUMENT, r"(<w:tr\b[^>]*>)(?:(?!</w:tr>).)*</w:tr>", r"\1</w:tr>"),
    "gras « peut-être »": _in_body(
        '<w:p><w:r><w:rPr><w:b w:val="perhaps"/></w:rPr><w:t>x</w:t></w:r></w:p>'
    ),
    "largeur de 10,5": _swap(DOCUMENT, r'<w:tblW w:w="\d+"', '<w:tblW w:w="10.5"'),
    "taille « grande »": _in_body(
        '<w:p><w:r><w:rPr><w:sz w:val="grande"/></w:rPr><w:t>x</w:t></w:r></w:p>'
    ),
    "alignement « gauche »": _in_body('<w:p><w:pPr><w:jc w:val="gauche"/></w:pPr></w:p>'),
    "image sans type": _swap(TYPES, r'<Default Extension="png"[^>]*/>', ""),
    "en-tête sans type": _header_without_type,
    "type deux fois": _swap(TYPES, r'(<Override PartName="/word/styles\.xml"[^>]*/>)', r"\1\1"),
    "style absent": _in_body('<w:p><w:pPr><w:pStyle w:val="Absent"/></w:pPr></w:p>'),
    "style de caractère absent": _in_body(
        '<w:p><w:r><w:rPr><w:rStyle w:val="Absent"/></w:rPr><w:t>x</w:t></w:r></w:p>'
    ),
    "liste absente": _in_body(
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="9876"/></w:numPr></w:pPr></w:p>'
    ),
    "liste abstraite absente": _swap(
        NUMBERING, r'<w:abstractNumId w:val="\d+"/>', '<w:abstractNumId w:val="9876"/>'
    ),
    "note absente": _in_body(NOTE.format("footnote")),
    "commentaire absent": _in_body(NOTE.format("comment")),
    "champ jamais fermé": _in_body(FIELD.format("begin")),
    "champ jamais ouvert": _in_body(FIELD.format("end")),
    "préfixe inconnu": _swap(
        DOCUMENT, r"<w:document ", f'<w:document xmlns:mc="{MC[1:-1]}" mc:Ignorable="w99" '
    ),
    "en-tête mal formé": _header_spoilt,
    "date impossible": _swap(CORE, END, f"<dcterms:created {DATED}></dcterms:created>{END}"),
    "titre deux fois": _swap(CORE, r"(<dc:title>.*?</dc:title>)", r"\1\1"),
    "propriété étrangère": _swap(CORE, END, f"<x:y xmlns:x='urn:x'>z</x:y>{END}"),
    "contrôle deux fois": _in_body(CONTROL * 2),
    "partie deux fois": _as_it_is,
    "paragraphe dans un paragraphe": _in_body("<w:p><w:p/></w:p>"),
}
TWICE = "partie deux fois"


def casse(name: str) -> bytes:
    """The document broken in one way, written as it stands: no check, no mending."""
    with zipfile.ZipFile(io.BytesIO(sain())) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    CASSES[name](parts)
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as out:
        warnings.simplefilter("ignore")
        for part, data in parts.items():
            out.writestr(part, data)
        if name == TWICE:
            out.writestr(DOCUMENT, parts[DOCUMENT])
    return buffer.getvalue()


def vus_par_audit(data: bytes) -> bool:
    with tempfile.NamedTemporaryFile(suffix=".docx") as file:
        file.write(data)
        file.flush()
        try:
            return not OpenXmlValidator().validate(file.name).is_valid
        except Exception:
            return True


def vus_par_integrity(data: bytes) -> bool:
    with tempfile.NamedTemporaryFile(suffix=".docx") as file:
        file.write(data)
        file.flush()
        program = Path(sys.executable).with_name("ooxml-integrity")
        done = subprocess.run([program, "check", file.name], capture_output=True, check=False)
        return done.returncode != 0


def main(seed: int, count: int) -> int:
    """Every way, by each of the three; there is nothing to draw."""
    seen = {"nos règles": 0, "openxml-audit": 0, "ooxml-integrity": 0}
    missed = []
    for name in CASSES:
        data = casse(name)
        found = (bool(fautes(data)), vus_par_audit(data), vus_par_integrity(data))
        for kind, one in zip(seen, found, strict=True):
            seen[kind] += one
        if not any(found):
            missed.append(name)
    told = ", ".join(f"{count} par {kind}" for kind, count in seen.items())
    print(f"Documents cassés : {len(CASSES)} façons, {len(CASSES) - len(missed)} vues ({told}).")
    for name in missed:
        print(f"  {name} : rien ne le voit")
    return 1 if missed or fautes(sain()) else 0


if __name__ == "__main__":
    sys.exit(main(1, 0))
