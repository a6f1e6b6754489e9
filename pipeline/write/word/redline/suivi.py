"""Pieces of a paragraph put back in runs: as they are, or between Word's marks of what came and what left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from lxml import etree

from pipeline.model.revision import Signature
from pipeline.write.word.redline.morceaux import BOOKMARKS, Morceau, W

KEPT, CAME, LEFT = "", "ins", "del"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
SHORT = 3
"""Letters of a word that, alone between two changes, is changed with them: « du », « de »."""


class Changement(NamedTuple):
    """Pieces that stay, or that left and came at one place."""

    restes: Sequence[Morceau]
    partis: Sequence[Morceau]
    venus: Sequence[Morceau]
    rang: int
    """That of its first piece among the new ones."""


class Stylo:
    """Makes the marks, each with a number of its own."""

    def __init__(self, first: int) -> None:
        self.number = first
        self.signature = Signature("", "")

    def next(self) -> str:
        self.number += 1
        return str(self.number)

    def mark(self, name: str) -> etree._Element:
        node = etree.Element(f"{W}{name}")
        node.set(f"{W}id", self.next())
        node.set(f"{W}author", self.signature.auteur)
        node.set(f"{W}date", self.signature.jour)
        return node

    def written(self, pieces: Sequence[Morceau], kind: str) -> Iterator[etree._Element]:
        """The nodes of a paragraph that hold these pieces."""
        around: etree._Element | None = None
        for node in _nodes(pieces):
            if kind == KEPT:
                yield node
            elif node.tag == f"{W}r":
                around = self.mark(kind) if around is None else around
                around.append(as_deleted(node) if kind == LEFT else node)
            else:
                if around is not None:
                    yield around
                    around = None
                if kind == CAME or node.tag not in BOOKMARKS:
                    yield self.within(node, kind)
        if around is not None:
            yield around

    def end(self, paragraph: etree._Element, kind: str) -> None:
        """The mark of the end of a paragraph, which came or left with it."""
        properties = properties_of(paragraph)
        look = properties.find(f"{W}rPr")
        if look is None:
            look = etree.Element(f"{W}rPr")
            later = (properties.find(f"{W}{name}") for name in ("sectPr", "pPrChange"))
            place = next((node for node in later if node is not None), None)
            if place is None:
                properties.append(look)
            else:
                place.addprevious(look)
        look.insert(0, self.mark(kind))

    def within(self, node: etree._Element, kind: str) -> etree._Element:
        """A link or a control whose runs are marked: no mark may hold it."""
        for run in list(node.iter(f"{W}r")):
            parent = run.getparent()
            if parent is None or parent.tag in (f"{W}ins", f"{W}del"):
                continue
            around = self.mark(kind)
            parent.replace(run, around)
            around.append(as_deleted(run) if kind == LEFT else run)
        return node


def properties_of(paragraph: etree._Element) -> etree._Element:
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        paragraph.insert(0, properties)
    return properties


def as_deleted(run: etree._Element) -> etree._Element:
    for text in run.iter(f"{W}t"):
        text.tag = f"{W}delText"
        text.set(XML_SPACE, "preserve")
    for asked in run.iter(f"{W}instrText"):
        asked.tag = f"{W}delInstrText"
    return run


def _nodes(pieces: Iterable[Morceau]) -> Iterator[etree._Element]:
    """Words of one look in one run; what cannot be cut as it is."""
    for key, group in groupby(pieces, key=lambda one: (bool(one.nodes), one.look)):
        if key[0]:
            yield from (node for one in group for node in one.nodes)
        else:
            yield _run("".join(one.texte for one in group), key[1])


def _run(text: str, look: str) -> etree._Element:
    run = etree.Element(f"{W}r")
    if look:
        run.append(deepcopy(_properties(look)))
    told = etree.SubElement(run, f"{W}t")
    told.text = text
    if text != text.strip() or "  " in text:
        told.set(XML_SPACE, "preserve")
    return run


@lru_cache(maxsize=256)
def _properties(look: str) -> etree._Element:
    return etree.fromstring(look)


def changes(old: Sequence[Morceau], new: Sequence[Morceau]) -> list[Changement]:
    """Where two paragraphs differ, in stretches that a reader follows."""
    matcher = SequenceMatcher(
        None, [one.cle for one in old], [one.cle for one in new], autojunk=False
    )
    found: list[Changement] = []
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            found.append(Changement(new[k:m], (), (), k))
        else:
            found.append(Changement((), old[i:j], new[k:m], k))
    return _joined(found)


def _joined(found: list[Changement]) -> list[Changement]:
    """Two changes with a space or a small word between them are one."""
    joined: list[Changement] = []
    for rank, one in enumerate(found):
        between = 0 < rank < len(found) - 1 and bool(one.restes)
        if between and _is_small(one.restes):
            one = Changement((), one.restes, one.restes, one.rang)
        if joined and not one.restes and not joined[-1].restes:
            last = joined.pop()
            one = Changement((), (*last.partis, *one.partis), (*last.venus, *one.venus), last.rang)
        joined.append(one)
    return joined


def _is_small(pieces: Sequence[Morceau]) -> bool:
    if any(one.nodes for one in pieces):
        return False
    words = "".join(one.texte for one in pieces).split()
    return len(words) <= 1 and len("".join(words)) <= SHORT
