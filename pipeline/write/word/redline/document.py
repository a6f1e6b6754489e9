"""The old document and the new one, walked together: what stays is the new one's, what left is brought back struck out."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy

from lxml import etree

from pipeline.model.motif import motif
from pipeline.model.revision import Redline, Signature
from pipeline.write.word.ooxml import W as NAMESPACE
from pipeline.write.word.package import (
    CONTENT_TYPES,
    DOCUMENT,
    FOOTNOTES,
    RELATIONSHIP,
    RELATIONSHIPS,
    XML,
    archive,
    check_well_formed,
    parse_strictly,
)
from pipeline.write.word.redline.blocs import (
    PARAGRAPHE,
    TABLEAU,
    Bloc,
    blocks_of,
    cells_of,
    rows_of,
    style_of,
)
from pipeline.write.word.redline.emprunts import Emprunts, insert, notes_in
from pipeline.write.word.redline.morceaux import (
    WORD,
    Morceau,
    Paragraphe,
    W,
    cut,
    seen,
)
from pipeline.write.word.redline.pas import Pas, steps
from pipeline.write.word.redline.rangees import paired_rows, put_after
from pipeline.write.word.redline.remarques import Causes, Remarques, plain
from pipeline.write.word.redline.suivi import (
    CAME,
    KEPT,
    LEFT,
    Changement,
    Stylo,
    changes,
    properties_of,
)

COMMENTS = "word/comments.xml"
COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
MOVED_FROM = "Passage déplacé : il était ailleurs, avec les mêmes mots."
MOVED_TO = "Passage déplacé : il est ailleurs, avec les mêmes mots."
BOOKMARK = motif(r"<w:bookmark(?:Start|End)\b[^>]*/>")

Signataire = Callable[[str], Signature]
"""Who signs for a section of the sources; "" for what we make ourselves."""


def redline(old: bytes, new: bytes, signataire: Signataire, causes: Causes) -> Redline:
    """The new document with the tracked changes that lead to it from the old one."""
    return _Redline(_parts(old), _parts(new), signataire, causes).write()


def _parts(docx: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return {name: package.read(name) for name in package.namelist()}


class _Redline:
    def __init__(
        self,
        old: Mapping[str, bytes],
        new: dict[str, bytes],
        signataire: Signataire,
        causes: Causes,
    ) -> None:
        self.old_root, self.root = (parse_strictly(parts[DOCUMENT]) for parts in (old, new))
        self.parts = new
        self.loans = Emprunts(old, new)
        numbers = (one.get(f"{W}id") for one in self.root.iter(f"{W}bookmarkStart"))
        self.pen = Stylo(max((int(number) for number in numbers if number), default=0))
        self.signataire = signataire
        self.remarks = Remarques(causes, self.pen)
        self.words = tuple(_words_with(values) for values in zip(*causes, strict=True)) or (
            WORD,
            WORD,
        )
        starts = self.root.iter(f"{W}bookmarkStart")
        self.names = {str(one.get(f"{W}name")) for one in starts}
        self.count = 0
        self.section = ""
        self.new_notes = notes_in(new)

    def write(self) -> Redline:
        old, new = (root.find(f"{W}body") for root in (self.old_root, self.root))
        assert old is not None, "a document that we built"
        assert new is not None, "a document that we built"
        self.holder(old, new, top=True)
        self.parts[DOCUMENT] = _written(self.root)
        self._write_notes()
        self._write_comments()
        for name in (DOCUMENT, RELATIONSHIPS, CONTENT_TYPES):
            check_well_formed(self.parts[name])
        return Redline(archive(self.parts), self.count)

    # --- blocks --------------------------------------------------------------------------------------------------

    def holder(self, old: etree._Element, new: etree._Element, top: bool = False) -> None:
        """What holds blocks, with those of the old one among its own."""
        before, after = blocks_of(old), blocks_of(new)
        made = steps(before, after)
        self.learn_numbers(made)
        around = self.section
        nodes: list[etree._Element] = []
        for step in made:
            nodes += after.avant.get(step.rang, ()) if step.rang is not None else ()
            block = step.nouveau or step.ancien
            self.section = (block.section if block else "") or ("" if top else around)
            self.pen.signature = self.signataire(self.section)
            nodes += self.block(step)
            if top and step.demenage and nodes[-1].tag == f"{W}p":
                said = MOVED_TO if step.genre == LEFT else MOVED_FROM
                self.remarks.on_all(nodes[-1], said, step.genre)
        nodes += after.avant.get(len(after.blocs), ())
        _filled(new, nodes)
        self.section = around
        self.pen.signature = self.signataire(around)

    def learn_numbers(self, made: Sequence[Pas]) -> None:
        """A deleted item goes on in the list of those that stay."""
        for step in made:
            one, other = (_number_of(block) for block in (step.ancien, step.nouveau))
            if one and other:
                self.loans.numbers[one] = other

    def block(self, step: Pas) -> list[etree._Element]:
        one, other = step.ancien, step.nouveau
        if one is not None and other is not None:
            return self.both(one, other, step.fin)
        self.count += 1
        nodes = [node for block in (one, other) if block for node in block.nodes]
        for node in nodes if step.genre == LEFT else ():
            self.loans.lend(node)
        return [self.whole(node, step.genre, step.fin) for node in nodes]

    def both(self, one: Bloc, other: Bloc, end: str) -> list[etree._Element]:
        """A block that stays; ``end`` is the mark of its end, where paragraphs after it came or left."""
        first, *others = other.nodes
        if self.as_seen(one.nodes[0], old=True) != self.as_seen(first, old=False):
            if one.genre == TABLEAU:
                self.table(one.nodes[0], first)
            else:
                first = self.paragraph(one.nodes[0], first)
        if end:
            self.pen.end(first, end)
        return [first, *others]

    def as_seen(self, node: etree._Element, old: bool) -> str:
        content = self.loans.old if old else self.loans.new
        return BOOKMARK.sub("", seen(node, content.empreinte))

    # --- whole passages ------------------------------------------------------------------------------------------

    def whole(self, node: etree._Element, kind: str, end: str) -> etree._Element:
        """A paragraph or a table that came or left whole."""
        if node.tag == f"{W}tbl":
            for row in rows_of(node):
                self.row(row, kind)
            return node
        content = self.loans.old if kind == LEFT else self.loans.new
        found = cut(node, content.empreinte)
        made = _like(node)
        if kind == LEFT:
            _without(made, f"{W}sectPr")
            found = Paragraphe(found.morceaux, self.targets_in(found.avant))
        self.fill(made, [Changement((), (), found.morceaux, 0)], found, kind)
        if end:
            self.pen.end(made, end)
        return made

    def targets_in(
        self, bookmarks: Mapping[int, list[etree._Element]]
    ) -> dict[int, list[etree._Element]]:
        """The bookmarks of a passage that left which references of the old text need, and the new one has no longer."""
        kept: dict[int, list[etree._Element]] = {}
        numbers: dict[str, str] = {}
        for rank, marks in bookmarks.items():
            for mark in marks:
                name, number = (str(mark.get(f"{W}{key}") or "") for key in ("name", "id"))
                if name.startswith("_Ref") and name not in self.names:
                    self.names.add(name)
                    numbers[number] = self.pen.next()
                if number in numbers:
                    mark.set(f"{W}id", numbers[number])
                    kept.setdefault(rank, []).append(mark)
        return kept

    def row(self, row: etree._Element, kind: str) -> None:
        properties = row.find(f"{W}trPr")
        if properties is None:
            properties = etree.Element(f"{W}trPr")
            row.insert(1 if row.find(f"{W}tblPrEx") is not None else 0, properties)
        properties.append(self.pen.mark(kind))
        for cell in cells_of(row):
            for node in list(cell):
                if node.tag in (f"{W}p", f"{W}tbl"):
                    cell.replace(node, self.whole(node, kind, kind))

    # --- inside a paragraph --------------------------------------------------------------------------------------

    def paragraph(self, old: etree._Element, new: etree._Element) -> etree._Element:
        old_words, new_words = self.words
        before = cut(old, self.loans.old.empreinte, old_words)
        after = cut(new, self.loans.new.empreinte, new_words)
        found = changes(before.morceaux, after.morceaux)
        self.notes_of(before.morceaux, after.morceaux)
        if not any(one.partis or one.venus for one in found) and style_of(old) == style_of(new):
            return new
        self.count += sum(not one.restes for one in found) or 1
        made = _like(new)
        for change in found:
            for node in (node for piece in change.partis for node in piece.nodes):
                self.loans.lend(node)
        self.fill(made, found, after, KEPT)
        if style_of(old) != style_of(new):
            self.change_style(made, old)
        return made

    def fill(
        self,
        made: etree._Element,
        found: Sequence[Changement],
        paragraph: Paragraphe,
        whole: str,
    ) -> None:
        """``whole`` is the mark of a paragraph that came or left whole."""
        rank = 0
        for change in found:
            why = self.remarks.cause(change, self.section)
            made.extend(self.pen.written(change.partis, LEFT))
            start = len(made)
            pieces = change.restes or change.venus
            kind = KEPT if change.restes else whole or CAME
            for stretch in _between_bookmarks(pieces, rank, paragraph.avant):
                made.extend(
                    [stretch]
                    if isinstance(stretch, etree._Element)
                    else self.pen.written(stretch, kind)
                )
            rank += len(pieces)
            if why:
                self.remarks.add(made, max(start - 1, 0), why, CAME if change.venus else LEFT)
        made.extend(paragraph.avant.get(rank, ()))

    def change_style(self, made: etree._Element, old: etree._Element) -> None:
        was = old.find(f"{W}pPr")
        properties = properties_of(made)
        inner = etree.SubElement(self.pen.mark("pPrChange"), f"{W}pPr")
        for node in list(was) if was is not None else ():
            if node.tag not in (f"{W}rPr", f"{W}sectPr"):
                inner.append(node)
        self.loans.lend(inner)
        holder = inner.getparent()
        assert holder is not None
        properties.append(holder)

    def notes_of(self, before: Sequence[Morceau], after: Sequence[Morceau]) -> None:
        """Notes called at one place are one note, whose words may have changed."""
        old, new = (
            [node for piece in side if piece.cle == ("note",) for node in piece.nodes]
            for side in (before, after)
        )
        for one, other in zip(old, new, strict=False):
            first, second = (_called(node) for node in (one, other))
            note, its_new = self.loans.old_notes.get(first), self.new_notes.get(second)
            if note is not None and its_new is not None:
                self.holder(note, its_new)

    # --- tables --------------------------------------------------------------------------------------------------

    def table(self, old: etree._Element, new: etree._Element) -> None:
        place: etree._Element | None = None
        for one, other in paired_rows(old, new):
            self.count += one is None or other is None
            if one is not None and other is not None:
                self.cells(one, other)
            elif other is not None:
                self.row(other, CAME)
            elif one is not None:
                self.loans.lend(one)
                self.row(one, LEFT)
                put_after(one, place, new)
            place = other if other is not None else one

    def cells(self, old: etree._Element, new: etree._Element) -> None:
        for one, other in zip(cells_of(old), cells_of(new), strict=True):
            if self.as_seen(one, old=True) != self.as_seen(other, old=False):
                self.holder(one, other)

    # --- other parts ---------------------------------------------------------------------------------------------

    def _write_notes(self) -> None:
        root = next((note.getparent() for note in self.new_notes.values()), None)
        if root is None and self.loans.notes:
            root = self.loans.part_of_notes()
        if root is not None:
            root.extend(self.loans.notes)
            self.parts[FOOTNOTES] = _written(root)

    def _write_comments(self) -> None:
        if not self.remarks.made:
            return
        self.parts[COMMENTS] = _written(self.remarks.part())
        override = f'<Override PartName="/{COMMENTS}" ContentType="{COMMENTS_TYPE}"/>'
        insert(self.parts, CONTENT_TYPES, "</Types>", override)
        relation = f'<Relationship Id="rIdRemarques" Type="{RELATIONSHIP}/comments" Target="comments.xml"/>'
        insert(self.parts, RELATIONSHIPS, "</Relationships>", relation)


def _written(root: etree._Element) -> bytes:
    return XML.encode() + etree.tostring(root, encoding="UTF-8")


def _words_with(values: Sequence[str]) -> re.Pattern[str]:
    """What makes one word, these values among it, whatever their spaces are."""
    known = sorted(
        {re.escape(plain(one)).replace("\\ ", "[ \u00a0\u202f]+") for one in values if one},
        key=len,
        reverse=True,
    )
    return re.compile("|".join([*(rf"(?<!\w){one}(?!\w)" for one in known), WORD.pattern]))


def _like(paragraph: etree._Element) -> etree._Element:
    """An empty paragraph with the properties of another."""
    made = etree.Element(paragraph.tag, nsmap={"w": NAMESPACE})
    properties = paragraph.find(f"{W}pPr")
    if properties is not None:
        made.append(deepcopy(properties))
    return made


def _without(paragraph: etree._Element, tag: str) -> None:
    for node in list(paragraph.iter(tag)):
        parent = node.getparent()
        if parent is not None:
            parent.remove(node)


def _called(run: etree._Element) -> str:
    call = run.find(f"{W}footnoteReference")
    return "" if call is None else str(call.get(f"{W}id"))


def _between_bookmarks(
    pieces: Sequence[Morceau], rank: int, bookmarks: Mapping[int, list[etree._Element]]
) -> Iterator[Sequence[Morceau] | etree._Element]:
    """Stretches of pieces, and the bookmarks that cut them."""
    since = 0
    for at in range(len(pieces)):
        marks = bookmarks.get(rank + at)
        if marks:
            if at > since:
                yield pieces[since:at]
            yield from marks
            since = at
    if since < len(pieces):
        yield pieces[since:]


def _filled(holder: etree._Element, nodes: Sequence[etree._Element]) -> None:
    """What holds blocks with these in the place of its own; the properties of a cell stay first."""
    properties = holder.find(f"{W}tcPr")
    for node in list(holder):
        holder.remove(node)
    kept = [properties] if properties is not None else []
    holder.extend([*kept, *(node for node in nodes if node.tag != f"{W}tcPr")])


def _number_of(block: Bloc | None) -> str:
    """The numbering of an item of a list."""
    if block is None or block.genre != PARAGRAPHE:
        return ""
    number = block.nodes[0].find(f"{W}pPr/{W}numPr/{W}numId")
    return "" if number is None else str(number.get(f"{W}val"))
