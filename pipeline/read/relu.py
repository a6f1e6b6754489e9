"""A Word file that somebody read and marked: paragraphs before and after tracked changes, with their comments.

python-docx gives comments and neither what a change removed nor what it added; both are walked here in one pass.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from pipeline.model.origine import section_et_rang
from pipeline.model.retour import COUPE, IMAGE, Commentaire, Marque, Passage
from pipeline.read.archive import Refusal, open_archive

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
REMOVED = (f"{W}del", f"{W}moveFrom")
ADDED = (f"{W}ins", f"{W}moveTo")
OF_ANOTHER_KIND = "demandez à qui l'a relu son document Word (.docx)."
SIGNS = (f"{W}commentRangeStart", f"{W}commentReference", f"{W}bookmarkStart")
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
CONTENTS = ("toc ", "table of figures")
"""Styles of lists that Word makes: nobody answers there."""

MOST_HELD = 1_000
"""Signs of the words that a comment is anchored to: longer ones are known by their beginning."""


def read_relu(data: bytes) -> tuple[Passage, ...] | Refusal:
    """The paragraphs of the body, then of the notes, in reading order, empty ones left out; or why the file is not opened."""
    archive = open_archive(data, "document")
    if isinstance(archive, Refusal):
        message = archive.message
        of_another_kind = "n'est pas un document" in message
        return Refusal(message, OF_ANOTHER_KIND if of_another_kind else archive.hint)
    try:
        body = _root(archive.parts.get("word/document.xml"))
        notes = _root(archive.parts.get("word/footnotes.xml"))
        comments = dict(_comments(_root(archive.parts.get("word/comments.xml"))))
        styles = _names(_root(archive.parts.get("word/styles.xml")))
    except etree.XMLSyntaxError:
        message = "ce document est abîmé : une de ses parties est mal formée."
        return Refusal(message, "demandez-en une copie saine.")
    return tuple(_passages((body, notes), comments, styles))


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
    parts: Iterable[etree._Element],
    comments: Mapping[str, Commentaire],
    styles: Mapping[str, str],
) -> Iterator[Passage]:
    pending = dict(comments)
    rows = _Rangees()
    cut: _Paragraph | None = None
    for node in (node for part in parts for node in _paragraphs(part)):
        if _is_of_contents(node, styles):
            continue
        paragraph = cut or _Paragraph(comments, rows)
        paragraph.read(node)
        cut = paragraph if paragraph.goes_on(node) else None
        if cut is None:
            for key in paragraph.told:
                pending.pop(key, None)
            yield from paragraph.passages()
    if cut is not None:
        yield from cut.passages()
    left = tuple(pending.values())
    if left:  # anchored in a header, or nowhere any more
        yield Passage("", "", (), left)


def _paragraphs(node: etree._Element) -> Iterator[etree._Element]:
    """Each paragraph, text boxes included, once: what an older Word would show in the place of a drawing is left out."""
    for child in node:
        if child.tag == f"{W}p":
            yield child
        if child.tag != FALLBACK:
            yield from _paragraphs(child)


def _is_of_contents(node: etree._Element, styles: Mapping[str, str]) -> bool:
    style = node.find(f"{W}pPr/{W}pStyle")
    name = "" if style is None else styles.get(str(style.get(f"{W}val")), "")
    return name.lower().startswith(CONTENTS)


class _Rangees:
    """What each row says, and the marks in it: read once for its cells, which come one after the other."""

    def __init__(self) -> None:
        self.last: etree._Element | None = None
        self.told: tuple[str, tuple[Marque, ...]] = ("", ())

    def of(self, row: etree._Element | None) -> tuple[str, tuple[Marque, ...]]:
        if row is None:
            return "", ()
        if row is not self.last:
            self.last = row
            words = _squeezed(f"{''.join(_words(cell))} " for cell in row)
            self.told = words, tuple(mark for cell in row for mark in _marks(cell))
        return self.told


class _Paragraph:
    """One paragraph, read from its first piece to its last; or several, whose ends came or left with a tracked change."""

    def __init__(self, comments: Mapping[str, Commentaire], rows: _Rangees) -> None:
        self.comments = comments
        self.rows = rows
        self.before: list[str] = []
        self.after: list[str] = []
        self.authors: dict[str, None] = {}
        self.said: list[str] = []
        """All its words, in order: a comment holds from one of them to another."""
        self.opened: dict[str, int] = {}
        self.told: dict[str, int] = {}
        self.marks: list[Marque] = []
        self.row: etree._Element | None = None

    def read(self, node: etree._Element) -> None:
        self.row = next(node.iterancestors(f"{W}tr"), None)
        self.take(node, removed=False, added=False)

    def goes_on(self, node: etree._Element) -> bool:
        """Whether the end of the paragraph is one that a tracked change made or took away."""
        for tag, told, other in (
            (f"{W}ins", self.after, self.before),
            (f"{W}del", self.before, self.after),
        ):
            mark = node.find(f"{W}pPr/{W}rPr/{tag}")
            following = node.getnext()
            whole = not _squeezed(other)  # it came or left with its words: no paragraph was cut
            ends = following is None or following.tag != f"{W}p"
            if mark is not None and not whole and not ends:
                self.authors[str(mark.get(f"{W}author") or "")] = None
                told.append(f" {COUPE} ")
                return True
        return False

    def passages(self) -> Iterator[Passage]:
        found = tuple(
            Commentaire(one.auteur, one.jour, one.texte, self.held_by(key))
            for key in self.told
            if (one := self.comments.get(key)) is not None
        )
        before, after = (_without_cut(_squeezed(side)) for side in (self.before, self.after))
        if before or after or found:
            authors, marks = tuple(self.authors), tuple(self.marks)
            yield Passage(before, after, authors, found, marks, *self.rows.of(self.row))

    def held_by(self, comment: str) -> str:
        """The words that a comment is anchored to, or their beginning: thousands may hold one whole paragraph."""
        end = self.told[comment]
        taken: list[str] = []
        signs = 0
        for rank in range(self.opened.get(comment, end), end):
            taken.append(self.said[rank])
            signs += len(self.said[rank])
            if signs > MOST_HELD:
                break
        return _squeezed(taken)[:MOST_HELD]

    def take(self, node: etree._Element, removed: bool, added: bool) -> None:
        for child in node:
            tag = child.tag
            said = _said(child)
            if tag in REMOVED or tag in ADDED:
                self.authors[str(child.get(f"{W}author") or "")] = None
                self.take(child, removed or tag in REMOVED, added or tag in ADDED)
            elif tag in SIGNS:
                self.note(child)
            elif said is not None:
                self.say(said, removed, added)
            elif tag not in (f"{W}pPr", f"{W}p", FALLBACK) and not _is_hidden(child):
                self.take(child, removed, added)

    def note(self, sign: etree._Element) -> None:
        """What stands in a paragraph without being a word of it."""
        key = str(sign.get(f"{W}id"))
        if sign.tag == f"{W}commentRangeStart":
            self.opened[key] = len(self.said)
        elif sign.tag == f"{W}commentReference":
            self.told.setdefault(key, len(self.said))
        else:
            self.marks.extend(_marks((sign,)))

    def say(self, words: str, removed: bool, added: bool) -> None:
        if not added:
            self.before.append(words)
        if not removed:
            self.after.append(words)
        self.said.append(words)


def _marks(nodes: Iterable[etree._Element]) -> Iterator[Marque]:
    for node in nodes:
        for mark in node.iter(f"{W}bookmarkStart"):
            told = section_et_rang(str(mark.get(f"{W}name")))
            if told is not None:
                yield told


def _words(node: etree._Element) -> Iterator[str]:
    return (text.text or "" for text in node.iter(f"{W}t", f"{W}delText"))


def _without_cut(text: str) -> str:
    """A cut is told between words only: a paragraph that came or left whole has nothing on one side of it."""
    return text.strip(f"{COUPE} ")


def _is_hidden(run: etree._Element) -> bool:
    """Whether a run is hidden text: the numbers by which the list of fiches is made."""
    return run.find(f"{W}rPr/{W}vanish") is not None


def _squeezed(pieces: Iterable[str]) -> str:
    """The words with ordinary spaces, each once."""
    return " ".join("".join(pieces).replace("\u00a0", " ").replace("\u202f", " ").split())


def _said(element: etree._Element) -> str | None:
    """What a part of a run says: its words, a blank, the mark of a picture; None where it says nothing by itself."""
    if element.tag in (f"{W}t", f"{W}delText"):
        return element.text or ""
    if element.tag in (f"{W}tab", f"{W}br"):
        return " "
    return IMAGE if element.tag == PICTURE else None
