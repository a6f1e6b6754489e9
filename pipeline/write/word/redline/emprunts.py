"""What a deleted passage needs of the old document: pictures, charts, links, notes and numberings, lent to the new one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from hashlib import blake2b
from posixpath import dirname, join, normpath
from typing import NamedTuple

from lxml import etree

from pipeline.model.motif import motif
from pipeline.write.word.ooxml import R
from pipeline.write.word.package import (
    CONTENT_TYPES,
    DOCUMENT,
    FOOTNOTES,
    NUMBERING,
    RELATIONSHIP,
    RELATIONSHIPS,
    parse_strictly,
)
from pipeline.write.word.redline.morceaux import W

RELATION = motif(r"<Relationship\b[^>]*>")
OVERRIDE = motif(r'<Override [^>]*PartName="/([^"]*)"[^>]*>')
DEFAULT = motif(r'<Default [^>]*Extension="([^"]*)"[^>]*>')
ATTRIBUTES = motif(r'(\w+)="([^"]*)"')
LEADS = tuple(f"{{{R}}}{name}" for name in ("id", "embed", "link", "pict"))


class Relation(NamedTuple):
    type: str
    cible: str
    dehors: bool


def relations(parts: Mapping[str, bytes], name: str = RELATIONSHIPS) -> dict[str, Relation]:
    found: dict[str, Relation] = {}
    for text in RELATION.findall(parts.get(name, b"").decode()):
        told = dict(ATTRIBUTES.findall(text))
        outside = told.get("TargetMode") == "External"
        found[told.get("Id", "")] = Relation(told.get("Type", ""), told.get("Target", ""), outside)
    return found


def part_of(source: str, relation: Relation) -> str:
    """The name of the part that a relationship of another leads to."""
    return normpath(join("/" + dirname(source), relation.cible)).lstrip("/")


class Contenus:
    """What each relationship of a document leads to, told by a word that is the same in another document."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self.parts = parts
        self.relations = relations(parts)
        self.known: dict[str, str] = {}

    def empreinte(self, rid: str) -> str:
        if rid not in self.known:
            self.known[rid] = self._seen(rid)
        return self.known[rid]

    def _seen(self, rid: str) -> str:
        relation = self.relations.get(rid)
        if relation is None:
            return ""
        if relation.dehors:
            return relation.cible
        data = self.parts.get(part_of(DOCUMENT, relation), b"")
        return blake2b(data, digest_size=12).hexdigest()


class Emprunts:
    """Gives to ``new`` what passages of ``old`` need; the same thing once."""

    def __init__(self, old: Mapping[str, bytes], new: dict[str, bytes]) -> None:
        self.old = Contenus(old)
        self.new = Contenus(dict(new))
        self.parts = new
        self.by_content = {self.new.empreinte(rid): rid for rid in self.new.relations}
        self.lent: dict[str, str] = {}
        self.numbers: dict[str, str] = {}
        """Numbering of the old document → that of the new one which it goes on in."""

        self.notes: list[etree._Element] = []
        self.old_notes = notes_in(old)
        self.next_note = 1 + max((int(key) for key in notes_in(new)), default=0)

    def lend(self, node: etree._Element) -> None:
        """Make a passage of the old document stand in the new one."""
        for one in node.iter(etree.Element):
            for lead in LEADS:
                rid = one.get(lead)
                if rid is not None:
                    one.set(lead, self.relation(rid))
            if one.tag == f"{W}footnoteReference":
                one.set(f"{W}id", self.note(str(one.get(f"{W}id"))))
            elif one.tag == f"{W}numId":
                one.set(f"{W}val", self.number(str(one.get(f"{W}val"))))

    def relation(self, rid: str) -> str:
        if rid not in self.lent:
            content = self.old.empreinte(rid)
            same = self.by_content.get(content) if content else None
            self.lent[rid] = same or self._copied(rid)
        return self.lent[rid]

    def _copied(self, rid: str) -> str:
        relation = self.old.relations.get(rid)
        if relation is None:
            return rid
        given = f"rIdAncien{len(self.lent) + 1}"
        target, mode = relation.cible, ' TargetMode="External"'
        if not relation.dehors:
            name = self._part(part_of(DOCUMENT, relation))
            target, mode = f"/{name}", ""
        added = f'<Relationship Id="{given}" Type="{relation.type}" Target="{target}"{mode}/>'
        insert(self.parts, RELATIONSHIPS, "</Relationships>", added)
        return given

    def _part(self, name: str) -> str:
        """A part of the old document under a name that the new one does not have, with those that it leads to."""
        folder, _, last = name.rpartition("/")
        given = f"{folder}/ancien-{last}"
        if given in self.parts:
            return given
        self.parts[given] = self.old.parts[name]
        self._typed(name, given)
        rels = f"{folder}/_rels/{last}.rels"
        if rels in self.old.parts:
            text = self.old.parts[rels].decode()
            for relation in relations(self.old.parts, rels).values():
                if not relation.dehors:
                    inner = self._part(part_of(name, relation))
                    text = text.replace(f'Target="{relation.cible}"', f'Target="/{inner}"')
            self.parts[f"{folder}/_rels/ancien-{last}.rels"] = text.encode()
        return given

    def _typed(self, name: str, given: str) -> None:
        old, new = (parts[CONTENT_TYPES].decode() for parts in (self.old.parts, self.parts))
        for found in OVERRIDE.finditer(old):
            if found[1] == name:
                added = found[0].replace(f'"/{name}"', f'"/{given}"')
                insert(self.parts, CONTENT_TYPES, "</Types>", added)
        extension = name.rpartition(".")[2]
        known = {found[1] for found in DEFAULT.finditer(new)}
        for found in DEFAULT.finditer(old):
            if found[1] == extension and extension not in known:
                insert(self.parts, CONTENT_TYPES, "<Override", found[0], first=True)

    def note(self, key: str) -> str:
        given = str(self.next_note)
        self.next_note += 1
        note = self.old_notes.get(key)
        copy = etree.Element(f"{W}footnote") if note is None else deepcopy(note)
        copy.set(f"{W}id", given)
        for link in copy.iter(f"{W}hyperlink"):  # its address is a relationship of the old notes
            if link.get(LEADS[0]) is not None:
                del link.attrib[LEADS[0]]
        self.notes.append(copy)
        return given

    def part_of_notes(self) -> etree._Element:
        """The notes of the old document without a note, where the new one has none: separators, type, relationship."""
        root = parse_strictly(self.old.parts[FOOTNOTES])
        for note in [one for one in root if one.get(f"{W}type") is None]:
            root.remove(note)
        found = OVERRIDE.finditer(self.old.parts[CONTENT_TYPES].decode())
        told = next(one[0] for one in found if one[1] == FOOTNOTES)
        insert(self.parts, CONTENT_TYPES, "</Types>", told)
        relation = (
            f'<Relationship Id="rIdNotes" Type="{RELATIONSHIP}/footnotes" Target="footnotes.xml"/>'
        )
        insert(self.parts, RELATIONSHIPS, "</Relationships>", relation)
        return root

    def number(self, key: str) -> str:
        """A numbering of its own goes on in the list where the passage stood, or begins another; bullets are shared."""
        if key not in self.numbers:
            self.numbers[key] = self._numbering(key)
        return self.numbers[key]

    def _numbering(self, key: str) -> str:
        if NUMBERING not in self.parts or NUMBERING not in self.old.parts:
            return key
        own = re.search(
            rf'<w:num w:numId="{key}">.*?</w:num>', self.old.parts[NUMBERING].decode(), re.DOTALL
        )
        if own is None or "lvlOverride" not in own[0]:
            return key
        text = self.parts[NUMBERING].decode()
        given = str(1 + max(map(int, re.findall(r'w:numId="([0-9]+)"', text)), default=0))
        added = own[0].replace(f'w:numId="{key}"', f'w:numId="{given}"', 1)
        closing = "<w:numIdMacAtCleanup" if "<w:numIdMacAtCleanup" in text else "</w:numbering>"
        insert(self.parts, NUMBERING, closing, added)
        return given


def notes_in(parts: Mapping[str, bytes]) -> dict[str, etree._Element]:
    if FOOTNOTES not in parts:
        return {}
    root = parse_strictly(parts[FOOTNOTES])
    return {str(note.get(f"{W}id")): note for note in root.iter(f"{W}footnote")}


def insert(parts: dict[str, bytes], name: str, mark: str, added: str, first: bool = False) -> None:
    text = parts[name].decode()
    at = text.find(mark) if first else text.rfind(mark)
    parts[name] = (text[:at] + added + text[at:]).encode()
