"""A paragraph as the pieces that are compared: words with their look, and what cannot be cut.

A field is one piece, known by what it asks and not by what it last said; a link, a drawing and the call of a note are
one each.  Bookmarks have no length: they stand between two pieces.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from typing import NamedTuple

from lxml import etree

from pipeline.model.motif import motif
from pipeline.write.word.ooxml import W as NAMESPACE

W = f"{{{NAMESPACE}}}"
WORD = motif(r"[0-9](?:[0-9\u00a0\u202f.,/]*[0-9])?(?:[\u00a0\u202f][€%])?|\w+|\s+|[^\w\s]")
"""A number is one word, with the spaces between its thousands and the sign of its unit."""

DROPPED = (f"{W}proofErr", f"{W}lastRenderedPageBreak")
BOOKMARKS = (f"{W}bookmarkStart", f"{W}bookmarkEnd")
NUMBERED = motif(r'(?:\bid|\bname|w:id|w14:\w+)="[^"]*"|xmlns:\w+="[^"]*"')
"""What a program counts by: it tells nothing of what is seen."""

Empreinte = Callable[[str], str]
"""What a relationship leads to, whatever it is called."""


class Morceau(NamedTuple):
    """``cle`` is what is compared; ``look`` the properties of its run; ``nodes`` what cannot be cut, none for a word."""

    cle: tuple[str, ...]
    texte: str
    look: str
    nodes: tuple[etree._Element, ...] = ()


class Paragraphe(NamedTuple):
    """``avant`` are the bookmarks that stand before each piece, by its rank."""

    morceaux: list[Morceau]
    avant: dict[int, list[etree._Element]]


def cut(
    paragraph: etree._Element, empreinte: Empreinte, word: re.Pattern[str] = WORD
) -> Paragraphe:
    """``word`` is what makes one word of a text: a figure that is known is one, whatever stands in it."""
    found = Paragraphe([], {})
    field: list[etree._Element] = []
    depth = 0
    for child in paragraph:
        if child.tag == f"{W}r" or field:
            depth += _depth_of(child)
            if field or depth:
                field.append(child)
                if depth <= 0:
                    found.morceaux.append(_field(field))
                    field, depth = [], 0
                continue
        if child.tag in BOOKMARKS:
            found.avant.setdefault(len(found.morceaux), []).append(child)
        elif child.tag == f"{W}r":
            found.morceaux.extend(_run(child, empreinte, word))
        elif child.tag != f"{W}pPr" and child.tag not in DROPPED:
            found.morceaux.append(_whole(child, empreinte))
    if field:  # it ends in another paragraph
        found.morceaux.append(_field(field))
    return found


def _depth_of(node: etree._Element) -> int:
    kinds = [str(mark.get(f"{W}fldCharType")) for mark in node.iter(f"{W}fldChar")]
    return kinds.count("begin") - kinds.count("end")


def _field(nodes: list[etree._Element]) -> Morceau:
    asked = "".join(node.text or "" for one in nodes for node in one.iter(f"{W}instrText"))
    told = "".join(words_of(one) for one in nodes)
    return Morceau(("champ", " ".join(asked.split())), told, "", tuple(nodes))


def _whole(node: etree._Element, empreinte: Empreinte) -> Morceau:
    return Morceau(("bloc", node.tag, seen(node, empreinte)), words_of(node), "", (node,))


def seen(node: etree._Element, empreinte: Empreinte) -> str:
    """The XML of a piece without the numbers that programs give, each relationship by what it leads to."""
    text = etree.tostring(node, encoding="unicode")
    text = re.sub(r'\br:(?:id|embed|link)="([^"]*)"', lambda m: empreinte(m[1]), text)
    return NUMBERED.sub("", text)


def _run(run: etree._Element, empreinte: Empreinte, word: re.Pattern[str]) -> Iterator[Morceau]:
    properties = run.find(f"{W}rPr")
    look = "" if properties is None else etree.tostring(properties, encoding="unicode")
    for child in run:
        if child.tag == f"{W}t":
            words = word.findall(child.text or "")
            yield from (Morceau(("mot", one, look), one, look) for one in words)
        elif child.tag == f"{W}footnoteReference":
            yield Morceau(("note",), "", look, (_alone(run, child),))
        elif child.tag != f"{W}rPr" and child.tag not in DROPPED:
            yield Morceau(("signe", look, seen(child, empreinte)), "", look, (_alone(run, child),))


def _alone(run: etree._Element, child: etree._Element) -> etree._Element:
    """A run with one of its pieces only; the piece that is looked at stays where it is."""
    if sum(node.tag != f"{W}rPr" for node in run) == 1:
        return run
    alone = etree.Element(run.tag)
    properties = run.find(f"{W}rPr")
    for node in (properties, child):
        if node is not None:
            alone.append(deepcopy(node))
    return alone


def words_of(node: etree._Element) -> str:
    return "".join(one.text or "" for one in node.iter(f"{W}t"))


def words_but_of_fields(node: etree._Element) -> str:
    """The words of one or several paragraphs, without what fields say: that follows by itself."""
    said: list[str] = []
    depth = 0
    for one in node.iter(f"{W}t", f"{W}fldChar", f"{W}p"):
        if one.tag == f"{W}t":
            said.append("" if depth > 0 else one.text or "")
        elif one.tag == f"{W}p":
            said.append("\n")
        else:
            kind = one.get(f"{W}fldCharType")
            depth += (kind == "begin") - (kind == "end")
    return "".join(said).strip("\n")


def leaves_a_field_open(nodes: Iterable[etree._Element]) -> list[bool]:
    """For each block, whether a field runs over its beginning or its end: the contents, the lists."""
    depth = 0
    told: list[bool] = []
    for node in nodes:
        before = depth
        depth += _depth_of(node)
        told.append(bool(before or depth))
    return told
