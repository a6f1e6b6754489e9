"""A Word file that somebody read and marked: paragraphs before and after tracked changes, with their comments.

python-docx gives comments and neither what a change removed nor what it added; both are walked here in one pass.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from pipeline.model.retour import Commentaire, Passage
from pipeline.read.archive import Refusal, open_archive

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
REMOVED = (f"{W}del", f"{W}moveFrom")
ADDED = (f"{W}ins", f"{W}moveTo")
OF_ANOTHER_KIND = "demandez à qui l'a relu son document Word (.docx)."
CONTENTS = ("toc ", "table of figures")
"""Styles of lists that Word makes: nobody answers there."""


def read_relu(data: bytes) -> tuple[Passage, ...] | Refusal:
    """The paragraphs of the body, in reading order, empty ones left out; or why the file is not opened."""
    archive = open_archive(data, "gabarit")
    if isinstance(archive, Refusal):
        message = archive.message.replace("gabarit", "document")
        of_another_kind = "n'est pas un document" in message
        return Refusal(message, OF_ANOTHER_KIND if of_another_kind else archive.hint)
    try:
        body = _root(archive.parts.get("word/document.xml"))
        comments = dict(_comments(_root(archive.parts.get("word/comments.xml"))))
        styles = _names(_root(archive.parts.get("word/styles.xml")))
    except etree.XMLSyntaxError:
        message = "ce document est abîmé : une de ses parties est mal formée."
        return Refusal(message, "demandez-en une copie saine.")
    return tuple(_passages(body, comments, styles))


def _root(part: bytes | None) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.fromstring(part, parser) if part else etree.Element("vide")


def _names(root: etree._Element) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for style in root.iter(f"{W}style"):
        name = style.find(f"{W}name")
        found[str(style.get(f"{W}styleId"))] = "" if name is None else str(name.get(f"{W}val"))
    return found


def _comments(root: etree._Element) -> Iterator[tuple[str, Commentaire]]:
    for node in root.iter(f"{W}comment"):
        paragraphs = ("".join(t.text or "" for t in p.iter(f"{W}t")) for p in node.iter(f"{W}p"))
        text = " ".join(" ".join(paragraphs).split())
        jour = str(node.get(f"{W}date") or "")[:10]
        yield str(node.get(f"{W}id")), Commentaire(str(node.get(f"{W}author") or ""), jour, text)


def _passages(
    body: etree._Element, comments: Mapping[str, Commentaire], styles: Mapping[str, str]
) -> Iterator[Passage]:
    pending = dict(comments)
    for node in body.iter(f"{W}p"):
        style = node.find(f"{W}pPr/{W}pStyle")
        name = "" if style is None else styles.get(str(style.get(f"{W}val")), "")
        if name.lower().startswith(CONTENTS):
            continue
        paragraph = _Paragraph(comments)
        passage = paragraph.read(node)
        for key in paragraph.told:
            pending.pop(key, None)
        if passage.avant or passage.apres or passage.commentaires:
            yield passage
    left = tuple(pending.values())
    if left:  # anchored in a header, a note, or nowhere any more
        yield Passage("", "", (), left)


class _Paragraph:
    """One paragraph, read from its first piece to its last."""

    def __init__(self, comments: Mapping[str, Commentaire]) -> None:
        self.comments = comments
        self.before: list[str] = []
        self.after: list[str] = []
        self.authors: dict[str, None] = {}
        self.opened: dict[str, list[str]] = {}
        self.told: list[str] = []

    def read(self, node: etree._Element) -> Passage:
        self.take(node, removed=False, added=False)
        found = tuple(
            Commentaire(one.auteur, one.jour, one.texte, _squeezed(self.opened.get(key, ())))
            for key in dict.fromkeys(self.told)
            if (one := self.comments.get(key)) is not None
        )
        return Passage(_squeezed(self.before), _squeezed(self.after), tuple(self.authors), found)

    def take(self, node: etree._Element, removed: bool, added: bool) -> None:
        for child in node:
            tag = child.tag
            if tag in REMOVED or tag in ADDED:
                self.authors[str(child.get(f"{W}author") or "")] = None
                self.take(child, removed or tag in REMOVED, added or tag in ADDED)
            elif tag == f"{W}commentRangeStart":
                self.opened[str(child.get(f"{W}id"))] = []
            elif tag == f"{W}commentReference":
                self.told.append(str(child.get(f"{W}id")))
            elif tag in (f"{W}t", f"{W}delText"):
                self.say(child.text or "", removed, added)
            elif tag in (f"{W}tab", f"{W}br"):
                self.say(" ", removed, added)
            elif tag not in (f"{W}pPr", f"{W}p") and not _is_hidden(child):
                self.take(child, removed, added)

    def say(self, words: str, removed: bool, added: bool) -> None:
        if not added:
            self.before.append(words)
        if not removed:
            self.after.append(words)
        for key in self.opened.keys() - set(self.told):
            self.opened[key].append(words)


def _is_hidden(run: etree._Element) -> bool:
    """Whether a run is hidden text: the numbers by which the list of fiches is made."""
    return run.find(f"{W}rPr/{W}vanish") is not None


def _squeezed(pieces: Iterable[str]) -> str:
    """The words with ordinary spaces, each once."""
    return " ".join("".join(pieces).replace("\u00a0", " ").replace("\u202f", " ").split())
