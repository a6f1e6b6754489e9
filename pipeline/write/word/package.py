"""A Word file as its parts, written so that the same parts always give the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from functools import lru_cache
from xml.parsers import expat

from lxml import etree

from pipeline.write.word.ooxml import R, W, escape

DOCUMENT = "word/document.xml"
RELATIONSHIPS = "word/_rels/document.xml.rels"
NUMBERING = "word/numbering.xml"
STYLES = "word/styles.xml"
CONTENT_TYPES = "[Content_Types].xml"
FOOTNOTES = "word/footnotes.xml"
FOOTNOTE_RELATIONSHIPS = "word/_rels/footnotes.xml.rels"
SETTINGS = "word/settings.xml"
CORE = "docProps/core.xml"
APP = "docProps/app.xml"

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
RELATIONSHIPS_OF_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CHANGED = (
    DOCUMENT,
    RELATIONSHIPS,
    FOOTNOTES,
    FOOTNOTE_RELATIONSHIPS,
    SETTINGS,
    NUMBERING,
    CONTENT_TYPES,
    CORE,
    APP,
)
SEPARATORS = "".join(
    f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/>'
    f"</w:pPr><w:r><w:{kind}/></w:r></w:p></w:footnote>"
    for kind, number in (("separator", -1), ("continuationSeparator", 0))
)
NOTE_SETTINGS = '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
AFTER_NOTES = r"<w:(?:endnotePr|compat|docVars|rsids|themeFontLang|clrSchemeMapping|decimalSymbol|listSeparator)\b|<m:mathPr\b"
"""What the schema puts after the settings of footnotes."""

CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORKBOOK = "rId1"
"""The relationship of every chart that leads to the workbook of its numbers."""

KINDS = {"svg": "svg+xml"}
"""Pictures whose kind is not their extension."""

EPOCH = (1980, 1, 1, 0, 0, 0)
LEVEL = 3
"""Deflate level: a large document is written twice as fast as at the usual 6, for a file a fifth larger."""


def parse_strictly(data: bytes | str) -> etree._Element:
    """The root of an XML part, refused when it is not well formed; no entity is resolved, nothing is fetched."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
    )
    return etree.fromstring(data.encode() if isinstance(data, str) else data, parser)


@lru_cache(maxsize=64)
def parsed(data: bytes) -> etree._Element:
    """The same for a part that is only looked at; parts that several templates share are parsed once."""
    return parse_strictly(data)


def check_well_formed(data: bytes) -> None:
    """Refuse a part that is not XML or uses an undeclared prefix; reads it through without building a tree."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.Parse(data, True)


class Package:
    """The parts of a template, to which a document adds its own."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self.parts = dict(parts)
        self.links: dict[str, str] = {}
        self.images: dict[str, tuple[str, bytes]] = {}
        self.charts: list[tuple[bytes, bytes]] = []
        self.numbers: list[str] = []
        self.notes: list[str] = []
        self.body_links: set[str] = set()
        self.note_links: set[str] = set()
        """The addresses that footnotes lead to: that part has relationships of its own."""
        rels = self.parts.get(RELATIONSHIPS, b"").decode()
        self.next_id = max(map(int, re.findall(r'Id="rId([0-9]{1,9})"', rels)), default=0) + 1

    def link(self, url: str, in_note: bool = False) -> str:
        """The relationship id of a web address."""
        (self.note_links if in_note else self.body_links).add(url)
        return self.links.setdefault(url, f"rIdL{len(self.links) + 1}")

    def image(self, key: str, extension: str, data: bytes) -> str:
        """The relationship id of a picture, stored once however often it is shown."""
        self.images.setdefault(key, (extension, data))
        return f"rIdI{list(self.images).index(key) + 1}"

    def chart(self, drawing: bytes, workbook: bytes) -> str:
        """The relationship id of a chart, which has a part and a workbook of its own wherever it is shown."""
        self.charts.append((drawing, workbook))
        return f"rIdG{len(self.charts)}"

    def finish(
        self,
        document: bytes,
        title: str,
        author: str,
        subject: str,
        more: Mapping[str, str] | None = None,
    ) -> bytes:
        """The bytes of the Word file.  Every part that was changed is read again before it is written.

        ``more`` holds other properties by their names in the part of properties: keywords, version, contentStatus.
        """
        self.parts[DOCUMENT] = _notes_numbered(document)
        self._add_relationships()
        self._add_charts()
        self._add_notes()
        self._add_numbers()
        self._set_properties(title, author, subject, more or {})
        for name in CHANGED:
            if name in self.parts:
                check_well_formed(self.parts[name])
        return archive(self.parts)

    def note(self, content: str) -> int:
        """The id of a footnote that holds these paragraphs."""
        self.notes.append(content)
        return len(self.notes)

    def copy_part(self, name: str, kind: str, rank: int, content: str) -> str:
        """A header or footer (``kind``) like that part, with its own text; the relationship id that leads to it."""
        new = f"word/{kind}s{rank}.xml"
        self.parts[new] = content.encode()
        check_well_formed(self.parts[new])
        theirs = f"word/_rels/{name.removeprefix('word/')}.rels"
        if theirs in self.parts:
            self.parts[f"word/_rels/{kind}s{rank}.xml.rels"] = self.parts[theirs]
        type_ = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
        self._insert(
            CONTENT_TYPES, "</Types>", f'<Override PartName="/{new}" ContentType="{type_}"/>'
        )
        rid = f"rIdS{kind[0].upper()}{rank}"
        relation = (
            f'<Relationship Id="{rid}" Type="{RELATIONSHIP}/{kind}" Target="{kind}s{rank}.xml"/>'
        )
        self._insert(RELATIONSHIPS, "</Relationships>", relation)
        return rid

    def targets(self) -> dict[str, str]:
        """The part that each relationship of the document leads to."""
        relations = re.findall(
            r"<Relationship\b[^>]*>", self.parts.get(RELATIONSHIPS, b"").decode()
        )
        found: dict[str, str] = {}
        for relation in relations:
            attributes = dict(re.findall(r'(Id|Target)="([^"]*)"', relation))
            found[attributes.get("Id", "")] = "word/" + attributes.get("Target", "").removeprefix(
                "/word/"
            )
        return found

    def _add_notes(self) -> None:
        """The part of footnotes, the two separators that Word wants in it, and what points to them."""
        if not self.notes:
            return
        if FOOTNOTES not in self.parts:
            self.parts[FOOTNOTES] = (
                f'{XML}<w:footnotes xmlns:w="{W}" xmlns:r="{R}">{SEPARATORS}</w:footnotes>'.encode()
            )
            kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
            override = f'<Override PartName="/{FOOTNOTES}" ContentType="{kind}"/>'
            self._insert(CONTENT_TYPES, "</Types>", override)
            relation = f'<Relationship Id="rIdNotes" Type="{RELATIONSHIP}/footnotes" Target="footnotes.xml"/>'
            self._insert(RELATIONSHIPS, "</Relationships>", relation)
            if SETTINGS in self.parts:
                text = self.parts[SETTINGS].decode()
                at = min(
                    (m.start() for m in re.finditer(AFTER_NOTES, text)),
                    default=text.rindex("</w:settings>"),
                )
                self.parts[SETTINGS] = (text[:at] + NOTE_SETTINGS + text[at:]).encode()
        notes = "".join(
            f'<w:footnote w:id="{rank}">{text}</w:footnote>'
            for rank, text in enumerate(self.notes, 1)
        )
        self._insert(FOOTNOTES, "</w:footnotes>", notes)
        if self.note_links:
            links = "".join(
                _link(url, self.links[url]) for url in self.links if url in self.note_links
            )
            namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
            self.parts.setdefault(
                FOOTNOTE_RELATIONSHIPS,
                f'{XML}<Relationships xmlns="{namespace}"></Relationships>'.encode(),
            )
            self._insert(FOOTNOTE_RELATIONSHIPS, "</Relationships>", links)

    def _add_relationships(self) -> None:
        added = [_link(url, rid) for url, rid in self.links.items() if url in self.body_links]
        for rank, (extension, data) in enumerate(self.images.values(), 1):
            name = f"media/cpts{rank}.{extension}"
            self.parts[f"word/{name}"] = data
            added.append(
                f'<Relationship Id="rIdI{rank}" Type="{RELATIONSHIP}/image" Target="{name}"/>'
            )
        self._insert(RELATIONSHIPS, "</Relationships>", "".join(added))
        types = self.parts[CONTENT_TYPES].decode()
        for extension in sorted({extension for extension, _ in self.images.values()}):
            if f'Extension="{extension}"' not in types:
                kind = f'<Default Extension="{extension}" ContentType="image/{KINDS.get(extension, extension)}"/>'
                self._insert(CONTENT_TYPES, "<Override", kind, first=True)

    def _add_charts(self) -> None:
        """Each chart, the workbook inside it, and what leads from the document to the one and from it to the other."""
        added: list[str] = []
        types = f'<Default Extension="xlsx" ContentType="{SHEETS}"/>' if self.charts else ""
        self._insert(CONTENT_TYPES, "<Override", types, first=True)
        for rank, (drawing, workbook) in enumerate(self.charts, 1):
            name, book = f"charts/graphique{rank}.xml", f"embeddings/graphique{rank}.xlsx"
            check_well_formed(drawing)
            self.parts[f"word/{name}"] = drawing
            self.parts[f"word/{book}"] = workbook
            inside = (
                f'<Relationship Id="{WORKBOOK}" Type="{RELATIONSHIP}/package" Target="../{book}"/>'
            )
            self.parts[f"word/charts/_rels/graphique{rank}.xml.rels"] = (
                f'{XML}<Relationships xmlns="{RELATIONSHIPS_OF_PACKAGE}">{inside}</Relationships>'.encode()
            )
            override = f'<Override PartName="/word/{name}" ContentType="{CHART}"/>'
            self._insert(CONTENT_TYPES, "</Types>", override)
            added.append(
                f'<Relationship Id="rIdG{rank}" Type="{RELATIONSHIP}/chart" Target="{name}"/>'
            )
        self._insert(RELATIONSHIPS, "</Relationships>", "".join(added))

    def _add_numbers(self) -> None:
        if self.numbers:
            closing = (
                "<w:numIdMacAtCleanup"
                if b"<w:numIdMacAtCleanup" in self.parts[NUMBERING]
                else "</w:numbering>"
            )
            self._insert(NUMBERING, closing, "".join(self.numbers))

    def _insert(self, name: str, mark: str, added: str, first: bool = False) -> None:
        if added:
            text = self.parts[name].decode()
            at = text.find(mark) if first else text.rfind(mark)
            self.parts[name] = (text[:at] + added + text[at:]).encode()

    def _set_properties(
        self, title: str, author: str, subject: str, more: Mapping[str, str]
    ) -> None:
        others = "".join(
            f"<cp:{name}>{escape(text)}</cp:{name}>" for name, text in more.items() if text
        )
        title, author, subject = (text.replace("'", "’") for text in (title, author, subject))
        # LibreOffice writes a straight apostrophe as « &apos; » in the title of a PDF
        self.parts[CORE] = (
            f'{XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
            ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:title>{escape(title)}</dc:title><dc:subject>{escape(subject)}</dc:subject>"
            f"<dc:creator>{escape(author)}</dc:creator><dc:language>fr-FR</dc:language>{others}</cp:coreProperties>"
        ).encode()
        self.parts[APP] = (
            f'{XML}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
            f"<Application>projet-sante</Application><Company>{escape(author)}</Company></Properties>"
        ).encode()


def _link(url: str, rid: str) -> str:
    return f'<Relationship Id="{rid}" Type="{RELATIONSHIP}/hyperlink" Target="{escape(url)}" TargetMode="External"/>'


def _notes_numbered(document: bytes) -> bytes:
    """The document with the number of a footnote wherever it is called again: that of its place among the calls."""
    if b"<!--note:" not in document:
        return document
    ranks = {
        found: str(rank).encode()
        for rank, found in enumerate(
            re.findall(rb'<w:footnoteReference w:id="([0-9]+)"/>', document), 1
        )
    }
    return re.sub(rb"<!--note:([0-9]+)-->", lambda m: ranks.get(m[1], b""), document)


def archive(parts: Mapping[str, bytes]) -> bytes:
    """A zip whose bytes depend on nothing but its parts: fixed dates, order and attributes."""
    first = [name for name in (CONTENT_TYPES, "_rels/.rels") if name in parts]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as out:
        for name in [*first, *sorted(set(parts) - set(first))]:
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            info.external_attr = 0
            out.writestr(info, parts[name], compresslevel=LEVEL)
    return buffer.getvalue()
