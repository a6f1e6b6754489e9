"""A part of a template as an XML tree, and back."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree

from pipeline.model.motif import motif

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
CODING = motif(rb"""<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']""")
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class Unreadable(Exception):
    """A part that is not XML as Word writes it; the message ends a sentence."""


def utf8(data: bytes) -> bytes:
    """A part in the coding that the rest of the pipeline writes; its true coding cannot be another than it says."""
    if data.startswith(UTF_16):
        try:
            text = data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise Unreadable("est mal codée") from error
        return re.sub(
            r"""(<\?xml[^>]*?encoding\s*=\s*)["'][^"']*["']""", r'\1"UTF-8"', text, count=1
        ).encode()
    data = data.removeprefix(b"\xef\xbb\xbf")
    declared = CODING.match(data)
    if not _is_plain(data) or (
        declared and declared[1].lower() not in (b"utf-8", b"us-ascii", b"ascii")
    ):
        raise Unreadable("est mal codée")
    return data


def _is_plain(data: bytes) -> bool:
    """Whether no parser would take the bytes for another coding than UTF-8, whatever they declare."""
    if not data.startswith(b"<") or b"\0" in data:
        return False
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


@lru_cache(maxsize=128)
def root_of(data: bytes) -> etree._Element:
    """The tree of a part, only looked at: templates made from one another share most of theirs."""
    return fresh_root(data)


def fresh_root(data: bytes) -> etree._Element:
    """A tree of one's own, without comments and instructions to programs, which no document needs."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable("est mal formée") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable("contient des déclarations XML interdites")
    return root


def is_on(setting: etree._Element | None) -> bool:
    """Whether a setting that is there or not, or says so, holds."""
    return setting is not None and setting.get(f"{W}val") not in OFF


OFF = ("0", "false", "off")


def written(root: etree._Element) -> bytes:
    return (DECLARATION + etree.tostring(root, encoding="unicode")).encode()
