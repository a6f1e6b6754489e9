"""The old document and the new one, walked together: what stays is the new one's, what left is brought back struck out."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy

from lxml import etree

from pipeline.model.motif import motif
from pipeline.model.revision import Origine, Redline, Signature
from pipeline.write.word.ooxml import R
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
from pipeline.write.word.redline.alignement import Paire, aligned
from pipeline.write.word.redline.blocs import (
    LIKE,
    PARAGRAPHE,
    TABLEAU,
    Bloc,
    alike,
    bag_of,
    blocks_of,
    cells_of,
    likeness,
    marks_in,
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
    words_of,
)
from pipeline.write.word.redline.suivi import (
    CAME,
    KEPT,
    LEFT,
    Changement,
    Stylo,
    changes,
)

COMMENTS = "word/comments.xml"
COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
LONG_ENOUGH = 40
"""Letters of a passage that is said to have moved rather than to be new."""

MOVED_FROM = "Passage déplacé : il était ailleurs, avec les mêmes mots."
MOVED_TO = "Passage déplacé : il est ailleurs, avec les mêmes mots."
OURS = "projet-sante"
BOOKMARK = motif(r"<w:bookmark(?:Start|End)\b[^>]*/>")

Signataire = Callable[[str], Signature]
"""Who signs for a section of the sources; "" for what we make ourselves."""

Causes = Mapping[tuple[str, str], Origine]
"""The two values of a figure that changed, as printed → what it follows from."""

TELLING = 4
"""Signs of a figure that is known wherever it stands; a shorter one, « 2 », where its fact is cited."""


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
        self.causes = {(_plain(old), _plain(new)): why for (old, new), why in causes.items()}
        self.words = tuple(_words_with(values) for values in zip(*causes, strict=True)) or (
            WORD,
            WORD,
        )
        self.count = 0
        self.section = ""
        self.told: set[str] = set()
        self.comments: list[etree._Element] = []
        self.new_notes = notes_in(new)
        self.moved: tuple[set[int], set[int]] = (set(), set())

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
        pairs = list(
            aligned(
                [one.texte for one in before.blocs],
                [one.texte for one in after.blocs],
                lambda i, k: likeness(before.blocs[i], after.blocs[k]),
            )
        )
        pairs = _ending_together(pairs, before.blocs, after.blocs)
        self.learn_numbers(pairs, before.blocs, after.blocs)
        if top:
            self.moved = _moved(pairs, before.blocs, after.blocs)
        nodes: list[etree._Element] = []
        for rank, (i, k) in enumerate(pairs):
            if k is not None:
                nodes += after.avant.get(k, ())
            one = before.blocs[i] if i is not None else None
            other = after.blocs[k] if k is not None else None
            self.section = (other or one or NOTHING).section or ("" if top else self.section)
            self.pen.signature = self.signataire(self.section)
            end = _mark_of_end(pairs, rank, before.blocs, after.blocs)
            nodes += self.block(one, other, end)
            if top:
                self.say_moved(pairs, rank, nodes)
        nodes += after.avant.get(len(after.blocs), ())
        kept = [node for node in new if node.tag in (f"{W}tcPr",)]
        for node in list(new):
            new.remove(node)
        new.extend([*kept, *(node for node in nodes if node.tag != f"{W}tcPr")])

    def learn_numbers(
        self, pairs: Sequence[Paire], before: Sequence[Bloc], after: Sequence[Bloc]
    ) -> None:
        """A deleted item goes on in the list of those that stay."""
        for i, k in pairs:
            if i is None or k is None or before[i].genre != PARAGRAPHE:
                continue
            one, other = (
                block.nodes[0].find(f"{W}pPr/{W}numPr/{W}numId") for block in (before[i], after[k])
            )
            if one is not None and other is not None:
                self.loans.numbers[str(one.get(f"{W}val"))] = str(other.get(f"{W}val"))

    def block(self, one: Bloc | None, other: Bloc | None, end: str) -> list[etree._Element]:
        """``end`` is the mark of the end of the paragraph: that of its words, but for the last ones of a cell."""
        self.count += one is None or other is None
        if one is None and other is not None:
            return [self.whole(node, CAME, end) for node in other.nodes]
        if other is None and one is not None:
            for node in one.nodes:
                self.loans.lend(node)
            return [self.whole(node, LEFT, end) for node in one.nodes]
        if one is None or other is None:
            return []
        first, *others = other.nodes
        if self.as_seen(one.nodes[0], old=True) != self.as_seen(first, old=False):
            if one.genre == TABLEAU:
                self.table(one.nodes[0], first)
            else:
                first = self.paragraph(one.nodes[0], first)
        if end:
            self.mark_end(first, end)
        return [first, *others]

    def as_seen(self, node: etree._Element, old: bool) -> str:
        content = self.loans.old if old else self.loans.new
        return BOOKMARK.sub("", seen(node, content.empreinte))

    def say_moved(self, pairs: Sequence[Paire], rank: int, nodes: list[etree._Element]) -> None:
        """A remark on the first of several blocks that moved together."""
        for side, kind, said in ((0, LEFT, MOVED_TO), (1, CAME, MOVED_FROM)):
            here = pairs[rank][side]
            before = pairs[rank - 1][side] if rank else None
            first = here in self.moved[side] and (before is None or before not in self.moved[side])
            if first and nodes and nodes[-1].tag == f"{W}p":
                self.comment_on(nodes[-1], said, kind)

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
            found = Paragraphe(found.morceaux, {})
        self.fill(made, [Changement((), (), found.morceaux, 0)], found, kind)
        if end:
            self.mark_end(made, end)
        return made

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

    def mark_end(self, paragraph: etree._Element, kind: str) -> None:
        """The mark of the end of a paragraph, which came or left with it."""
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            properties = etree.Element(f"{W}pPr")
            paragraph.insert(0, properties)
        look = properties.find(f"{W}rPr")
        if look is None:
            look = etree.Element(f"{W}rPr")
            later = [properties.find(f"{W}{name}") for name in ("sectPr", "pPrChange")]
            place = next((node for node in later if node is not None), None)
            if place is None:
                properties.append(look)
            else:
                place.addprevious(look)
        look.insert(0, self.pen.mark(kind))

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
            why = self.cause(change)
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
                self.comment(made, max(start - 1, 0), why, CAME if change.venus else LEFT)
        made.extend(paragraph.avant.get(rank, ()))

    def change_style(self, made: etree._Element, old: etree._Element) -> None:
        was = old.find(f"{W}pPr")
        properties = made.find(f"{W}pPr")
        if properties is None:
            properties = etree.Element(f"{W}pPr")
            made.insert(0, properties)
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
        before, after = rows_of(old), rows_of(new)
        bags = [bag_of([row]) for row in before], [bag_of([row]) for row in after]
        marks = [marks_in(row) for row in before], [marks_in(row) for row in after]

        def likeness_of_rows(i: int, k: int) -> float:
            if len(cells_of(before[i])) != len(cells_of(after[k])):
                return 0.0
            heads = [words_of(cells_of(row)[0]) for row in (before[i], after[k])]
            score = alike(bags[0][i], bags[1][k]) if bags[0][i] and bags[1][k] else 0.0
            bonus = 0.3 * bool(marks[0][i] & marks[1][k]) + 0.3 * (heads[0] == heads[1] != "")
            return score + bonus if score + bonus >= LIKE else 0.0

        place = None
        for i, k in aligned(
            [_key_of_row(row) for row in before],
            [_key_of_row(row) for row in after],
            likeness_of_rows,
        ):
            self.count += i is None or k is None
            if i is not None and k is not None:
                place = after[k]
                self.cells(before[i], place)
            elif k is not None:
                place = after[k]
                self.row(place, CAME)
            elif i is not None:
                row = before[i]
                self.loans.lend(row)
                self.row(row, LEFT)
                _without_bookmarks(row)
                _put_after(row, place, new)
                place = row

    def cells(self, old: etree._Element, new: etree._Element) -> None:
        for one, other in zip(cells_of(old), cells_of(new), strict=True):
            if self.as_seen(one, old=True) != self.as_seen(other, old=False):
                self.holder(one, other)

    # --- remarks -------------------------------------------------------------------------------------------------

    def cause(self, change: Changement) -> str:
        """What a figure that changed follows from, told the first time."""
        for one in change.partis:
            for other in change.venus:
                why = self.causes.get((_plain(one.texte), _plain(other.texte)))
                if why and why.fait not in self.told and self.concerns(why, one.texte):
                    self.told.add(why.fait)
                    return why.raison
        return ""

    def concerns(self, why: Origine, figure: str) -> bool:
        return self.section in why.sections or len(_plain(figure)) >= TELLING

    def comment_on(self, paragraph: etree._Element, text: str, kind: str) -> None:
        start = 1 if paragraph.find(f"{W}pPr") is not None else 0
        self.comment(paragraph, start, text, kind)

    def comment(self, paragraph: etree._Element, start: int, text: str, kind: str) -> None:
        """A remark on what stands in a paragraph from a place to its end; its call goes with what it is about."""
        number = str(len(self.comments))
        remark = etree.Element(f"{W}comment", nsmap={"w": NAMESPACE})
        for name, value in (
            ("id", number),
            ("author", OURS),
            ("date", self.pen.signature.jour),
            ("initials", "PS"),
        ):
            remark.set(f"{W}{name}", value)
        run = etree.SubElement(etree.SubElement(remark, f"{W}p"), f"{W}r")
        etree.SubElement(run, f"{W}t").text = text
        self.comments.append(remark)
        begins, ends = (etree.Element(f"{W}commentRange{name}") for name in ("Start", "End"))
        call = etree.Element(f"{W}r")
        etree.SubElement(call, f"{W}commentReference").set(f"{W}id", number)
        for node in (begins, ends):
            node.set(f"{W}id", number)
        around = self.pen.mark(kind)
        around.append(call)
        paragraph.insert(start, begins)
        paragraph.extend((ends, around))

    # --- other parts ---------------------------------------------------------------------------------------------

    def _write_notes(self) -> None:
        root = next((note.getparent() for note in self.new_notes.values()), None)
        if root is None and self.loans.notes:
            root = self.loans.part_of_notes()
        if root is not None:
            root.extend(self.loans.notes)
            self.parts[FOOTNOTES] = _written(root)

    def _write_comments(self) -> None:
        if not self.comments:
            return
        root = etree.Element(f"{W}comments", nsmap={"w": NAMESPACE, "r": R})
        root.extend(self.comments)
        self.parts[COMMENTS] = _written(root)
        override = f'<Override PartName="/{COMMENTS}" ContentType="{COMMENTS_TYPE}"/>'
        insert(self.parts, CONTENT_TYPES, "</Types>", override)
        relation = f'<Relationship Id="rIdRemarques" Type="{RELATIONSHIP}/comments" Target="comments.xml"/>'
        insert(self.parts, RELATIONSHIPS, "</Relationships>", relation)


NOTHING = blocks_of(etree.fromstring(f'<w:p xmlns:w="{NAMESPACE}"><w:p/></w:p>')).blocs[0]


def _written(root: etree._Element) -> bytes:
    return XML.encode() + etree.tostring(root, encoding="UTF-8")


def _plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())


def _words_with(values: Sequence[str]) -> re.Pattern[str]:
    """What makes one word, these values among it, whatever their spaces are."""
    known = sorted(
        {re.escape(_plain(one)).replace("\\ ", "[ \u00a0\u202f]+") for one in values if one},
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


def _without_bookmarks(node: etree._Element) -> None:
    for tag in (f"{W}bookmarkStart", f"{W}bookmarkEnd"):
        _without(node, tag)


def _key_of_row(row: etree._Element) -> str:
    """What a row says, cell by cell: the same words in other cells make another row."""
    return "\x1f".join(words_of(cell) for cell in cells_of(row))


def _called(run: etree._Element) -> str:
    call = run.find(f"{W}footnoteReference")
    return "" if call is None else str(call.get(f"{W}id"))


def _put_after(row: etree._Element, place: etree._Element | None, table: etree._Element) -> None:
    if place is not None:
        place.addnext(row)
        return
    first = table.find(f"{W}tr")
    if first is None:
        table.append(row)
    else:
        first.addprevious(row)


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


def _moved(
    pairs: Sequence[Paire], before: Sequence[Bloc], after: Sequence[Bloc]
) -> tuple[set[int], set[int]]:
    """The blocks that are on both sides with the same words, one gone and one come."""
    gone = {before[i].texte: i for i, k in pairs if k is None and i is not None}
    come = {after[k].texte: k for i, k in pairs if i is None and k is not None}
    same = [text for text in gone.keys() & come.keys() if len(text) >= LONG_ENOUGH]
    return {gone[text] for text in same}, {come[text] for text in same}


def _ending_together(
    pairs: list[Paire], before: Sequence[Bloc], after: Sequence[Bloc]
) -> list[Paire]:
    """The same pairs; where a last paragraph left and another came, they are one: the end of a cell cannot leave."""
    if not before or not after:
        return pairs
    last, end = len(before) - 1, len(after) - 1
    both = before[last].genre == after[end].genre == PARAGRAPHE
    apart = (last, None) in pairs and (None, end) in pairs
    if not (both and apart):
        return pairs
    return [*(pair for pair in pairs if last != pair[0] and end != pair[1]), (last, end)]


def _mark_of_end(
    pairs: Sequence[Paire], rank: int, before: Sequence[Bloc], after: Sequence[Bloc]
) -> str:
    """The mark of the end of a block: that of its words, save where paragraphs were added to the end or left it.

    The last end of all cannot come nor leave: the one before the added paragraphs did.
    """
    kind = _kind(pairs[rank])
    tail = _tail(pairs, before, after)
    if tail and rank == len(pairs) - 1:
        return KEPT
    return tail if tail and rank == len(pairs) - _length_of_tail(pairs) - 1 else kind


def _kind(pair: Paire) -> str:
    if pair[0] is None:
        return CAME
    return LEFT if pair[1] is None else KEPT


def _length_of_tail(pairs: Sequence[Paire]) -> int:
    last = _kind(pairs[-1])
    count = 0
    while last and count < len(pairs) and _kind(pairs[-1 - count]) == last:
        count += 1
    return count


def _tail(pairs: Sequence[Paire], before: Sequence[Bloc], after: Sequence[Bloc]) -> str:
    """What the paragraphs at the end have in common: they all came, or all left, after one that stays."""
    count = _length_of_tail(pairs)
    if not count or count == len(pairs) or _kind(pairs[-1 - count]):
        return ""
    concerned = pairs[-1 - count :]
    genres = {before[i].genre for i, _k in concerned if i is not None}
    genres |= {after[k].genre for _i, k in concerned if k is not None}
    return _kind(pairs[-1]) if genres == {PARAGRAPHE} else ""
