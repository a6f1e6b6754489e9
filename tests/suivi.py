"""What Word makes of tracked changes, all accepted or all rejected, and what a document says whatever its numbers are."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from hashlib import sha256

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
REMARKS = tuple(
    f"{W}{name}" for name in ("commentRangeStart", "commentRangeEnd", "commentReference")
)
BOOKMARKS = (f"{W}bookmarkStart", f"{W}bookmarkEnd")
CONTENTS = re.compile(r"^(?:TM|toc|Table)", re.IGNORECASE)


def parts_of(docx: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def accepted(docx: bytes) -> list[str]:
    """What each paragraph says, and how, once all changes are accepted."""
    return said(parts_of(docx), "ins", "del")


def rejected(docx: bytes) -> list[str]:
    return said(parts_of(docx), "del", "ins")


def said(parts: Mapping[str, bytes], kept: str = "", lost: str = "") -> list[str]:
    root = etree.fromstring(parts["word/document.xml"])
    notes = etree.fromstring(parts.get("word/footnotes.xml", b"<vide/>"))
    for tree in (root, notes):
        if kept:
            _settled(tree, kept, lost)
    body = root.find(f"{W}body")
    assert body is not None
    known = {note.get(f"{W}id"): _words(note) for note in notes.iter(f"{W}footnote")}
    leads = _leads(parts)
    lines = [_line(node, known, leads) for node in _without_contents(body)]
    return [line for line in lines if line is not None]


def _settled(root: etree._Element, kept: str, lost: str) -> None:
    _settle_rows(root, lost)
    for paragraph in list(root.iter(f"{W}p")):
        mark = paragraph.find(f"{W}pPr/{W}rPr/{W}{lost}")
        if mark is not None:
            _merge(paragraph)
    for node in list(root.iter(f"{W}{lost}")):
        _remove(node)
    for node in list(root.iter(f"{W}{kept}")):
        _unwrap(node)
    for name, shown in (("delText", "t"), ("delInstrText", "instrText")):
        for node in list(root.iter(f"{W}{name}")):
            node.tag = f"{W}{shown}"
    _settle_styles(root, lost)


def _settle_styles(root: etree._Element, lost: str) -> None:
    for node in list(root.iter(f"{W}pPrChange")):
        properties = node.getparent()
        assert properties is not None
        if lost == "ins":
            was = node.find(f"{W}pPr")
            for other in list(properties):
                properties.remove(other)
            properties.extend(list(was) if was is not None else [])
        else:
            properties.remove(node)


def _settle_rows(root: etree._Element, lost: str) -> None:
    for row in list(root.iter(f"{W}tr")):
        if row.find(f"{W}trPr/{W}{lost}") is not None:
            _remove(row)
    for table in list(root.iter(f"{W}tbl")):
        if table.find(f"{W}tr") is None:
            _remove(table)


def _merge(paragraph: etree._Element) -> None:
    """The end of a paragraph goes: what it held joins the next one."""
    following = paragraph.getnext()
    while following is not None and following.tag in BOOKMARKS:
        following = following.getnext()
    if following is None or following.tag != f"{W}p":
        assert all(
            child.tag in (f"{W}pPr", f"{W}ins", f"{W}del", *BOOKMARKS, *REMARKS)
            for child in paragraph
        )
        _remove(paragraph)
        return
    at = 1 if following.find(f"{W}pPr") is not None else 0
    for node in reversed([child for child in paragraph if child.tag != f"{W}pPr"]):
        following.insert(at, node)
    _remove(paragraph)


def _remove(node: etree._Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def _unwrap(node: etree._Element) -> None:
    parent = node.getparent()
    assert parent is not None
    for child in list(node):
        node.addprevious(child)
    parent.remove(node)


def _leads(parts: Mapping[str, bytes]) -> dict[str, str]:
    found: dict[str, str] = {}
    for text in re.findall(
        r"<Relationship\b[^>]*>", parts["word/_rels/document.xml.rels"].decode()
    ):
        told = dict(re.findall(r'(\w+)="([^"]*)"', text))
        target = told["Target"]
        name = target.lstrip("/") if target.startswith("/") else f"word/{target}"
        data = parts.get(name)
        outside = told.get("TargetMode") == "External"
        assert outside or data is not None, target
        found[told["Id"]] = target if data is None else sha256(data).hexdigest()[:12]
    return found


def _without_contents(body: etree._Element) -> list[etree._Element]:
    """Every paragraph, but those in a field that runs over several: Word makes them again."""
    depth = 0
    found: list[etree._Element] = []
    for node in body.iter(f"{W}p"):
        before = depth
        kinds = [mark.get(f"{W}fldCharType") for mark in node.iter(f"{W}fldChar")]
        depth += kinds.count("begin") - kinds.count("end")
        if not before and not depth:
            found.append(node)
    return found


def _line(
    paragraph: etree._Element, notes: Mapping[str | None, str], leads: Mapping[str, str]
) -> str | None:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    level = paragraph.find(f"{W}pPr/{W}numPr/{W}ilvl")
    told = [
        "" if style is None else str(style.get(f"{W}val")),
        "" if level is None else f"niveau {level.get(f'{W}val')}",
        *_pieces(paragraph, notes, leads),
    ]
    if told[2:] == [] and paragraph.find(f"{W}pPr/{W}sectPr") is not None:
        return None
    where = [one.tag.removeprefix(W) for one in paragraph.iterancestors() if one.tag.startswith(W)]
    return f"{'/'.join(reversed(where[:-2]))}|" + "|".join(told)


def _pieces(
    paragraph: etree._Element, notes: Mapping[str | None, str], leads: Mapping[str, str]
) -> list[str]:
    """The runs of a paragraph; those of one look that touch are one."""
    found: list[tuple[str, str]] = []
    depth = 0
    for run in paragraph.iter(f"{W}r"):
        look = run.find(f"{W}rPr")
        shown = "" if look is None else etree.tostring(look).decode()
        shown = re.sub(r' xmlns:\w+="[^"]*"', "", shown)
        for node in run:
            if node.tag == f"{W}fldChar":
                kind = node.get(f"{W}fldCharType")
                depth += (kind == "begin") - (kind == "end")
            elif node.tag == f"{W}instrText":
                found.append(("champ", node.text or ""))
            elif node.tag == f"{W}t" and not depth:
                _say(found, shown, node.text or "")
            elif node.tag == f"{W}footnoteReference":
                found.append(("note", notes[node.get(f"{W}id")]))
            elif node.tag not in (f"{W}rPr", f"{W}t", *REMARKS):
                found.append((node.tag.removeprefix(W), _seen(node, leads)))
    return [f"{look}:{text}" for look, text in found]


def _say(found: list[tuple[str, str]], look: str, text: str) -> None:
    if found and found[-1][0] == look:
        found[-1] = (look, found[-1][1] + text)
    else:
        found.append((look, text))


def _seen(node: etree._Element, leads: Mapping[str, str]) -> str:
    text = etree.tostring(node).decode()
    text = re.sub(r'r:(?:id|embed)="([^"]*)"', lambda m: leads[m[1]], text)
    text = re.sub(r'(?:\bid|\bname|xmlns:\w+)="[^"]*"', "", text)
    return " ".join(text.split()).replace(" >", ">").replace(" />", "/>")


def _words(node: etree._Element) -> str:
    return "".join(one.text or "" for one in node.iter(f"{W}t"))
