"""A Word document to our tree of prose: everything that a reader of its pages would read, once.

python-docx opens the package and its parts, and gives the styles.  Its own lists of paragraphs and tables fall short of
« no word lost »: they skip text boxes, content controls, footnotes and what a tracked change inserted, and repeat a
merged cell.  So the body is walked here, element by element, over the tree that python-docx has parsed.
"""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from pipeline.model.importation import (
    EN_ATTENTE,
    MOST_LETTERS,
    MOST_LINES,
    TOO_LONG,
    RefusDeSource,
    Remarque,
    SourceLue,
)
from pipeline.model.langue.lignes import PUCES
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.prose import (
    Block,
    BulletList,
    Cell,
    Emphasis,
    Heading,
    Image,
    Inline,
    LineBreak,
    Link,
    Note,
    OrderedList,
    Paragraph,
    Quote,
    Strong,
    Table,
    Text,
    text_of,
)
from pipeline.model.valeur import dataclass
from pipeline.read.archive import OLE, Archive, Refusal, declared, open_archive, unpacked
from pipeline.read.non_repris import (
    DGM,
    FORMULE,
    GRAPHIQUE,
    IMAGE_AILLEURS,
    IMAGE_ILLISIBLE,
    INCORPORE,
    MOTS,
    OBJET,
    SMARTART,
    SOUS_DOCUMENT,
    WORDS,
    A,
    Genre,
    M,
    NonRepris,
    W,
    all_words,
    formula,
    words_left,
    words_of_chart,
    words_of_diagram,
)

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V = "{urn:schemas-microsoft-com:vml}"
OFFICE = "{urn:schemas-microsoft-com:office:office}"
SOURCES = (R + "embed", R + "id", R + "link", R + "href", OFFICE + "href")
"""Where a picture says which file it is."""

INSERTED = {W + "altChunk": INCORPORE, W + "subDoc": SOUS_DOCUMENT}
FORMULAS = (M + "oMath", M + "oMathPara")
LONGEST_FRAMED = 90
OUR_LINE_OF_TIME = "L'action sur les années du contrat"
"""The calendar that our documents draw from the dates of a fiche: its words are no text of the author."""

MOST_DEEP = 40
CONTENTS = motif(r"(?:toc|tm|table des matieres|table of figures|sommaire) ?[0-9]?$")
BODY_LEVEL = 9
MOST_COLUMNS = 63
"""Of a table in Word."""

SMALL = motif(r"[0-9]{1,4}")
QUOTED = motif(r"(?:intense )?(?:quote|citation)|block text")
HEADING = motif(r"(?:(?:heading|titre|title)\s*([1-9])?|sous-?titre|subtitle)$", re.IGNORECASE)
BULLETS = motif(rf"^\s*(?:[{PUCES}]|[-\u2010-\u2013](?=\s)|o(?=\t))\s*")
TRANSPARENT = frozenset(
    W + name
    for name in ("ins", "smartTag", "sdt", "sdtContent", "customXml", "moveTo", "dir", "bdo")
)
"""What wraps text and is no text: the words inside are read as if it were not there."""

PICTURES = {b"\x89PNG": ".png", b"\xff\xd8\xff": ".jpg"}


def read_docx(data: bytes) -> SourceLue | RefusDeSource:
    """The document, or why it is not opened: encrypted, with macros, damaged, or pictures of pages without text."""
    archive = open_archive(data, "document")
    if isinstance(archive, Refusal):
        return RefusDeSource(archive.message, archive.hint)
    refusal = _runs_something(archive)
    if refusal is not None:
        return refusal
    reading = _opened(data)
    if reading is None:
        return RefusDeSource(
            "ce document est abîmé (copie ou téléchargement incomplet ?).",
            "reprenez une copie saine.",
        )
    blocks = (*_gathered(reading.blocks(reading.document.element.body)), *reading.inner_notes())
    if reading.is_full():
        return TOO_LONG
    reading.sweep()
    said = reading.left.said()
    if not any(_has_words(block) for block in blocks):
        if said:
            return RefusDeSource(
                "ce document n'a pas de texte à lui.", " ".join(f"{one}." for one in said)
            )
        return RefusDeSource(
            "ce document n'a pas de texte : ses pages sont sans doute des images.",
            "reprenez le fichier d'origine, ou passez les pages numérisées à la reconnaissance de texte.",
        )
    return SourceLue(blocks, reading.margins(), tuple(reading.remarks), reading.images, said)


def _opened(data: bytes) -> _Reading | None:
    """The document with its styles, its lists and its notes; None when one of its parts is not what it should be."""
    from docx import Document  # lxml and python-docx: only an import waits for them

    try:
        document = Document(io.BytesIO(data))
        return _Reading(document) if document.element.body is not None else None
    except Exception:  # python-docx lets many kinds through, one for each way of being broken
        return None


def _runs_something(archive: Archive) -> RefusDeSource | None:
    """Macros, controls and embedded programs: the sentence names what it is."""
    for name in archive.parts:
        lower = name.lower()
        if (
            lower.endswith(".bin") and ("vba" in lower or "activex" in lower)
        ) or "/activex/" in lower:
            return RefusDeSource(
                f"ce document contient des macros ou des contrôles ({name}).",
                "ouvrez-le, puis Fichier, Enregistrer sous, « Document Word (.docx) », sans les macros.",
            )
    return None


OLD_MACROS = tuple(name.encode("utf-16-le") for name in ("_VBA_PROJECT", "Macros"))
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


BEGINS = {".odt": (b"PK",), ".rtf": (b"{\\rtf",), ".doc": (OLE, b"{\\rtf")}
"""How a file of each format begins: LibreOffice goes by what it finds inside, a page of the web as well."""

SAVED_ANEW = "ouvrez-le, puis Fichier, Enregistrer sous, « Document Word (.docx) »"


def refused_before_conversion(data: bytes, suffix: str) -> RefusDeSource | None:
    """Why a document of another format is not handed to LibreOffice: it is of no such format, has macros, a password,
    is damaged or would grow huge once opened."""
    if not data.lstrip(b"\xef\xbb\xbf \r\n").startswith(BEGINS[suffix]):
        return RefusDeSource(
            f"ce fichier n'est pas un document {suffix} : seul son nom en a l'air.",
            f"{SAVED_ANEW} ; une page web s'enregistre sous un nom en .html.",
        )
    return _refused_odt(data) if suffix == ".odt" else _refused_old(data)


MOST_BRACES = 300_000
MOST_RTF_ROWS = 20_000
"""Begun and ended: each row counts twice."""

DEEPEST = 1_000
BRACE = motif(rb"(?<!\\)[{}]")


def _refused_rtf(data: bytes) -> RefusDeSource | None:
    """Why LibreOffice would take minutes over a text in RTF: groups without end, one in another, rows by thousands."""
    if data.count(b"{") + data.count(b"}") > MOST_BRACES or _depth(data) > DEEPEST:
        return RefusDeSource("ce document a trop de groupes RTF pour un texte.", f"{SAVED_ANEW}.")
    if data.count(b"\\row") + data.count(b"\\trowd") > MOST_RTF_ROWS:
        return RefusDeSource(
            "ce document a trop de lignes de tableau.", "gardez-en les pages utiles."
        )
    if sum(map(data.count, PIECES)) > MOST_PIECES:
        return RefusDeSource("ce document a trop de paragraphes.", "gardez-en les pages utiles.")
    return None


MOST_PIECES = 200_000
PIECES = (b"\\par", b"\\cell", b"\\line", b"\\nest", b"\\bkmk", b"\\tab", b"\\sect")
"""What parts a text, or is laid for each of its parts."""


def _depth(data: bytes) -> int:
    deepest = depth = 0
    for match in BRACE.finditer(data):
        depth += 1 if match.group() == b"{" else -1
        deepest = max(deepest, depth)
    return deepest


def _refused_old(data: bytes) -> RefusDeSource | None:
    if b"{\\rtf" in data[:16]:
        return _refused_rtf(data)
    if ENCRYPTED in data:
        return PROTECTED
    return WITH_MACROS if any(mark in data for mark in OLD_MACROS) else None


def _refused_odt(data: bytes) -> RefusDeSource | None:
    archive = unpacked(data, "document")
    if isinstance(archive, Refusal):
        return RefusDeSource(archive.message, archive.hint)
    parts = archive.parts
    if any(name.startswith(("Basic/", "Scripts/")) for name in parts):
        return WITH_MACROS
    if "encrypted-package" in parts or b":encryption-data" in parts.get(MANIFEST, b""):
        return PROTECTED
    if any(len(count) > 4 for count in REPEATED.findall(parts.get("content.xml", b""))):
        return RefusDeSource(
            "ce document répète une espace, une ligne ou une case des milliers de fois.",
            SAVED_ANEW + ".",
        )
    odd = declared({name: part for name, part in parts.items() if name != MANIFEST}, "document")
    return RefusDeSource(odd.message, odd.hint) if odd else None


REPEATED = motif(rb"""(?:\w:c|-(?:rows|columns)-repeated)\s*=\s*["']0*([0-9&#;a-fx]+)""")
MANIFEST = "META-INF/manifest.xml"
PROTECTED = RefusDeSource(
    "ce document est protégé par un mot de passe.", f"{SAVED_ANEW}, sans mot de passe."
)
WITH_MACROS = RefusDeSource("ce document contient des macros.", f"{SAVED_ANEW}, sans les macros.")


def _has_words(block: Block) -> bool:
    from pipeline.model.parcours import inlines_of

    return any(re.search(r"\w", text_of(inlines)) for inlines in inlines_of(block))


@dataclass(frozen=True, slots=True)
class _Item:
    """A paragraph of a list, before the list is put together."""

    level: int
    ordered: bool
    inlines: tuple[Inline, ...]


class _Reading:
    def __init__(self, document: Any) -> None:
        self.document = document
        self.part = document.part
        self.images: dict[str, bytes] = {}
        self.left = NonRepris()
        self.read: set[Any] = set()
        """What holds words and has been read, or told."""
        self.opened: set[Any] = set()
        """The boxes and the parts whose words have been read: they are once, wherever they are called."""
        self.here: Any = None
        self.near = ""
        self.near_here: str | None = None
        self.remarks: list[Remarque] = []
        self.notes: dict[str, Any] = {}
        self.noting = False
        self.reading = ""
        """The notes that are being read, as their part is called; empty for the text."""
        self.noted: set[str] = set()
        self.called: dict[str, None] = {}
        self.boxes: list[Any] = []
        self.after: list[Block | _Item] = []
        self.listed: list[str] = []
        self.names = {style.style_id: style.name or "" for style in document.styles}
        self.lines = self.letters = 0
        self.outlines = self._outlines()
        self.list_styles = self._lists_of_styles()
        self.formats = self._formats()
        self.parts: dict[str, Any] = {}
        self.trees: dict[str, Any] = {}
        for kind in ("footnotes", "endnotes"):
            self._load_notes(kind)
        self._load_comments()

    # --- parts -------------------------------------------------------------------------------------------------------

    def _related(self, kind: str) -> Any:
        for relation in self.part.rels.values():
            if not relation.is_external and relation.reltype.endswith(f"/{kind}"):
                return relation.target_part
        return None

    def _tree(self, part: Any) -> Any:
        from docx.oxml import parse_xml

        return getattr(part, "element", None) if hasattr(part, "element") else parse_xml(part.blob)

    def _load_notes(self, kind: str) -> None:
        part = self._related(kind)
        if part is None:
            return
        self.parts[kind[:-1]] = part
        for note in self._tree(part):
            if note.get(W + "type") is None:
                self.notes[f"{kind[:-1]}-{note.get(W + 'id')}"] = note

    def _load_comments(self) -> None:
        part = self._related("comments")
        for comment in self._tree(part) if part is not None else ():
            words = " ".join(_words(comment))
            self.remarks.append(Remarque("commentaire", comment.get(W + "author") or "", words, ""))

    def sweep(self) -> None:
        """Tell the words that nothing has read, wherever they stand."""
        for root in (self.document.element.body, *self.notes.values()):
            for place, words in words_left(root, self.read):
                self.left.add(MOTS, place, words)

    def tell(self, genre: Genre, words: str = "") -> None:
        """Something that does not come in as it is, beside the words of its paragraph or those before it."""
        if self.near_here is None:
            self.near_here = _beginning(self.here) if self.here is not None else ""
        self.left.add(genre, self.near_here.strip() or self.near, words)

    def related(self, identity: str) -> Any:
        """The part of the document that a relation leads to, as a tree; None for none, and for one that is broken."""
        relation = self.rels.get(identity)
        if relation is None or relation.is_external:
            return None
        part = relation.target_part
        if part.partname not in self.trees:
            try:
                self.trees[part.partname] = self._tree(part)
            except SyntaxError:  # of XML, as lxml says it
                self.trees[part.partname] = None
        return self.trees[part.partname]

    def _lists_of_styles(self) -> dict[str, tuple[str, int]]:
        """Style → the numbering that it brings, and its level."""
        found: dict[str, tuple[str, int]] = {}
        for style in self.document.styles.element.iter(W + "style"):
            numbering = style.find(f"{W}pPr/{W}numPr")
            if numbering is not None:
                found[style.get(W + "styleId")] = _numbering(numbering)
        return found

    def _outlines(self) -> dict[str, int]:
        """Style → the rank that it gives to a title, its own or that of the style under it."""
        own: dict[str, int] = {}
        under: dict[str, str] = {}
        for style in self.document.styles.element.iter(W + "style"):
            name = style.get(W + "styleId")
            outline = style.find(f"{W}pPr/{W}outlineLvl")
            if outline is not None:
                level = _small(_value(outline), BODY_LEVEL)
                own[name] = level + 1 if level < BODY_LEVEL else 0
            under[name] = _value(style.find(W + "basedOn"))
        found: dict[str, int] = {}
        for name in under:
            base = name
            for _ in range(MOST_DEEP):
                if base in own or not base:
                    break
                base = under.get(base, "")
            found[name] = own.get(base, 0)
        return found

    def _formats(self) -> dict[tuple[str, int], str]:
        """Numbering and level → « bullet », « decimal »…"""
        part = self._related("numbering")
        if part is None:
            return {}
        tree = self._tree(part)
        abstract: dict[str, dict[int, str]] = {}
        for node in tree.iter(W + "abstractNum"):
            levels = {
                _small(level.get(W + "ilvl", "")): _value(level.find(W + "numFmt"))
                for level in node.iter(W + "lvl")
            }
            abstract[node.get(W + "abstractNumId")] = levels
        found: dict[tuple[str, int], str] = {}
        for node in tree.iter(W + "num"):
            for level, kind in abstract.get(_value(node.find(W + "abstractNumId")), {}).items():
                found[node.get(W + "numId"), level] = kind
        return found

    def margins(self) -> tuple[str, ...]:
        """The words of each header and footer, once, and the lines of the table of contents, which repeats titles."""
        seen: dict[str, None] = dict.fromkeys(self.listed)
        for relation in self.part.rels.values():
            if relation.is_external or not relation.reltype.endswith(("/header", "/footer")):
                continue
            for paragraph in self._tree(relation.target_part).iter(W + "p"):
                words = " ".join("".join(_words(paragraph)).split())
                if re.search(r"[^\W\d]", words):
                    seen.setdefault(words)
        return tuple(seen)

    # --- blocks ------------------------------------------------------------------------------------------------------

    def blocks(self, parent: Any, depth: int = 0) -> Iterator[Block | _Item]:
        if depth > MOST_DEEP:
            return
        for node in itertools.takewhile(lambda _: not self.is_full(), parent):
            if node.tag == W + "p":
                yield from self.paragraph(node, depth)
            elif node.tag == W + "tbl":
                yield from self.table(node, depth)
            elif node.tag in TRANSPARENT:
                yield from self.blocks(node, depth + 1)
            elif node.tag == MC + "AlternateContent":
                yield from self.blocks(self.chosen(node), depth + 1)
            else:
                yield from (Paragraph((inline,)) for inline in self.seldom(node))

    def seldom(self, node: Any) -> Iterator[Inline]:
        """What stands in a paragraph or among paragraphs: what was taken out, formulas, other documents."""
        if node.tag in (W + "del", W + "moveFrom"):
            self.removed(node)
        elif node.tag in FORMULAS:
            yield self.formula(node)
        elif node.tag in INSERTED:
            self.tell(INSERTED[node.tag])

    def chosen(self, alternate: Any) -> Any:
        """The version of something that is read; another that says the same, or describes it, is read with it."""
        kept = _chosen(alternate)
        described = [one.get("descr") or "" for node in kept for one in node.iter(WP + "docPr")]
        said = (all_words(kept), *("".join(words.split()) for words in described))
        for other in alternate:
            if other is not kept and all_words((other,)) in said:
                self.read.update(other.iter(*WORDS))
        return kept

    def is_full(self) -> bool:
        """Whether more was read already than a source may have: what follows is not worth reading."""
        return self.lines > MOST_LINES or self.letters > MOST_LETTERS

    def count(self, inlines: Iterable[Inline]) -> None:
        words = text_of(inlines).strip()
        self.lines += bool(words)
        self.letters += len(words)

    def paragraph(self, node: Any, depth: int) -> Iterator[Block | _Item]:
        self.here, self.near_here = node, None
        properties = node.find(W + "pPr")
        style = _value(properties.find(W + "pStyle")) if properties is not None else ""
        inlines = tuple(_merged(self.inlines(node)))
        boxes, self.boxes = self.boxes, []
        after, self.after = self.after, []
        if any(not isinstance(i, Text) or i.text.strip() for i in inlines):
            if CONTENTS.match(fold(self.names.get(style, style))):
                self.listed.append(text_of(inlines))
            else:
                self.near = text_of(inlines).strip()[:LONGEST_PLACE] or self.near
                self.count(inlines)
                kind = self.kind_of(inlines, style, properties)
                is_plain = isinstance(kind, Paragraph)
                alone = _standing_out(inlines) if is_plain and _underlined(node) else kind
                yield from _each_typed(alone) if isinstance(alone, _Item) else (alone,)
        for box in boxes:
            if box not in self.opened:
                self.opened.add(box)
                yield from self.blocks(box, depth + 1)
        yield from after

    def kind_of(self, inlines: tuple[Inline, ...], style: str, properties: Any) -> Block | _Item:
        name = self.names.get(style, style)
        match = HEADING.match(name)
        level = int(match[1] or 1) if match else self.outlines.get(style, 0)
        if level:
            return Heading(min(level, 6), _without_bold(inlines))
        if QUOTED.match(fold(name)):
            return Quote((Paragraph(inlines),))
        return (
            self.numbered(inlines, style, properties)
            or _of_a_list_by_name(inlines, fold(name))
            or _with_a_typed_bullet(inlines)
            or Paragraph(inlines)
        )

    def numbered(self, inlines: tuple[Inline, ...], style: str, properties: Any) -> _Item | None:
        """The item of a list that Word numbers, by the paragraph itself or by its style."""
        own = properties.find(W + "numPr") if properties is not None else None
        number, level = _numbering(own) if own is not None else self.list_styles.get(style, ("", 0))
        if number in ("", "0"):
            return None
        is_ordered = self.formats.get((number, level), "bullet") not in ("bullet", "none")
        return _Item(level, is_ordered, inlines)

    def table(self, node: Any, depth: int) -> Iterator[Block | _Item]:
        rows = [self.row(row, depth) for row in _rows(node) if not self.is_full()]
        width = max((len(row) for row in rows), default=0)
        if width == 1:
            yield from _in_a_frame(rows)
            return
        whole = [(*row, *([Cell(())] * (width - len(row)))) for row in rows]
        filled = [row for row in whole if any(cell.inlines or cell.blocs for cell in row)]
        if filled:
            yield Table(filled[0], tuple(filled[1:]), ("",) * width)

    def row(self, node: Any, depth: int) -> list[Cell]:
        """A merged cell gives its words once, where it begins."""
        cells: list[Cell] = []
        for cell in _cells(node):
            properties = cell.find(W + "tcPr")
            span = properties.find(W + "gridSpan") if properties is not None else None
            merged = properties.find(W + "vMerge") if properties is not None else None
            continued = merged is not None and _value(merged) != "restart"
            blocks = [] if continued else list(_gathered(self.blocks(cell, depth + 1)))
            tint = _tint(properties)
            cells.append(Cell((), suite=True) if continued else replace(_cell(blocks), teinte=tint))
            columns = min(_small(_value(span), 1), MOST_COLUMNS)
            cells.extend([Cell((), teinte=tint)] * (columns - 1))
        return cells

    # --- inside a line -----------------------------------------------------------------------------------------------

    def inlines(self, parent: Any, depth: int = 0) -> Iterator[Inline]:
        if depth > MOST_DEEP:
            return
        for node in parent:
            if node.tag == W + "r":
                yield from self.run(node)
            elif node.tag == W + "hyperlink":
                yield from self.link(node, depth)
            elif node.tag in TRANSPARENT or node.tag == W + "fldSimple":
                if node.tag == W + "ins":
                    self.inserted(node)
                yield from self.inlines(node, depth + 1)
            elif node.tag == MC + "AlternateContent":
                yield from self.inlines(self.chosen(node), depth + 1)
            else:
                yield from self.seldom(node)

    def formula(self, node: Any) -> Text:
        self.read.update(node.iter(*WORDS))
        self.tell(FORMULE)
        return Text(_typed(formula(node)))

    def removed(self, node: Any) -> None:
        self.read.update(node.iter(*WORDS))
        words = "".join(text.text or "" for text in node.iter(W + "delText", *WORDS)).strip()
        if words:
            near = _beginning(node.getparent())
            self.remarks.append(Remarque("supprimé", node.get(W + "author") or "", words, near))

    def inserted(self, node: Any) -> None:
        words = "".join(_words(node)).strip()
        if words:
            near = _beginning(node.getparent())
            self.remarks.append(Remarque("ajouté", node.get(W + "author") or "", words, near))

    def link(self, node: Any, depth: int) -> Iterator[Inline]:
        children = tuple(_merged(self.inlines(node, depth + 1)))
        relation = self.rels.get(node.get(R + "id", ""))
        url = relation.target_ref if relation is not None and relation.is_external else ""
        if url.startswith(("http://", "https://", "mailto:")) and children:
            yield Link(children, url)
        else:
            yield from children

    def run(self, node: Any) -> Iterator[Inline]:
        properties = node.find(W + "rPr")
        found = [inline for child in node for inline in self.in_run(child)]
        if properties is None or not found:
            yield from found
            return
        for inline in found:
            if isinstance(inline, Text) and inline.text.strip():
                yield _dressed(
                    inline,
                    properties,
                    fold(self.names.get(_value(properties.find(W + "rStyle")), "")),
                )
            else:
                yield inline

    def in_run(self, child: Any) -> Iterator[Inline]:
        match child.tag.rpartition("}")[2]:
            case "t":
                self.read.add(child)
                yield Text(_typed(child.text or ""))
            case "tab":
                yield Text("\t")
            case "br" | "cr":
                yield LineBreak()
            case "noBreakHyphen":
                yield Text("-")
            case "sym":
                yield Text("•")
            case "footnoteReference" | "endnoteReference":
                kind = child.tag.rpartition("}")[2].removesuffix("Reference")
                yield from self.note(f"{kind}-{child.get(W + 'id')}")
            case "drawing" | "pict" | "object":
                yield from self.drawing(child)
            case "AlternateContent":
                for inner in self.chosen(child):
                    yield from self.in_run(inner)
            case _:
                yield from self.seldom_in_run(child)

    def seldom_in_run(self, child: Any) -> Iterator[Inline]:
        if child.tag == W + "ruby":
            yield from self.ruby(child)
        elif child.tag == W + "fldChar":
            yield from _of_a_choice(child)

    def ruby(self, node: Any) -> Iterator[Inline]:
        """Words with smaller ones above them, which come after them in brackets."""
        for base in node.iterchildren(W + "rubyBase"):
            yield from self.inlines(base)
        above = [one for small in node.iterchildren(W + "rt") for one in self.inlines(small)]
        if text_of(above).strip():
            yield from (Text(" ("), *above, Text(")"))

    @property
    def rels(self) -> Any:
        """What the part that is being read calls its pictures, its links and its charts."""
        return (self.parts[self.reading] if self.reading else self.part).rels

    def note(self, key: str) -> Iterator[Inline]:
        node = self.notes.get(key)
        if node is None:
            return
        if self.noting:
            self.called[key] = None
            return
        self.noting = True
        self.noted.add(key)
        yield Note(key, self.of_the_note(key))
        self.noting = False

    def of_the_note(self, key: str) -> tuple[Block, ...]:
        """The blocks of a note, and we are in the paragraph that calls it again."""
        around = (self.reading, self.here, self.near_here, self.boxes, self.after)
        self.reading, self.boxes, self.after = key.partition("-")[0], [], []
        blocks = tuple(_gathered(self.blocks(self.notes[key])))
        self.reading, self.here, self.near_here, self.boxes, self.after = around
        return blocks

    def inner_notes(self) -> Iterator[Block]:
        """The notes that only other notes call, which Word never makes, at the end and once each: they may call one
        another without end."""
        self.noting = True
        while self.called:
            key, _ = self.called.popitem()
            if key not in self.noted:
                self.noted.add(key)
                yield from self.of_the_note(key)

    def drawing(self, node: Any) -> Iterator[Inline]:
        described = next((one.get("descr") or "" for one in node.iter(WP + "docPr")), "")
        if described.startswith(OUR_LINE_OF_TIME):
            self.read.update(node.iter(*WORDS))
        else:
            self.boxes.extend(node.iter(W + "txbxContent"))
        yield from (Text(_typed(one.get("string") or "")) for one in node.iter(V + "textpath"))
        objects = [one.get("ProgID") or "" for one in node.iter(OFFICE + "OLEObject")]
        self.of_other_parts(node, objects)
        for picture in (*node.iter(A + "blip"), *node.iter(V + "imagedata")):
            yield from self.picture(picture, described, bool(objects))

    def of_other_parts(self, node: Any, objects: list[str]) -> None:
        """The words of a drawing that stand in parts of their own, and what another program made."""
        for diagram in node.iter(DGM + "relIds"):
            self.diagram(diagram.get(R + "dm") or "")
        for chart in node.iter("{*}chart"):
            self.chart(chart.get(R + "id") or "")
        if objects:
            self.tell(OBJET, " ".join(objects))

    def picture(self, node: Any, described: str, of_an_object: bool) -> Iterator[Inline]:
        called = [name for name in map(node.get, SOURCES) if name]
        relations = [self.rels.get(name) for name in called]
        inside = [one for one in relations if one is not None and not one.is_external]
        if inside:
            yield self.image(inside[0].target_part.blob, described, of_an_object)
        elif called:
            outside = [one.target_ref for one in relations if one is not None]
            self.tell(IMAGE_AILLEURS, " ".join((described, *outside)))

    def chart(self, identity: str) -> None:
        tree = self.related(identity)
        words = "" if tree is None or tree in self.opened else words_of_chart(tree)
        self.opened.add(tree)
        self.tell(GRAPHIQUE, words)

    def diagram(self, identity: str) -> None:
        """The boxes of a SmartArt, as a list after its paragraph; those of one that is called again stand there once."""
        tree = self.related(identity)
        words = [] if tree is None or tree in self.opened else [*words_of_diagram(tree)]
        self.opened.add(tree)
        self.after += [_Item(0, False, (Text(_typed(one)),)) for one in words]
        self.tell(SMARTART)

    def image(self, data: bytes, alt: str, of_an_object: bool = False) -> Inline:
        suffix = next((suffix for mark, suffix in PICTURES.items() if data.startswith(mark)), "")
        if not suffix:
            if not of_an_object:
                self.tell(IMAGE_ILLISIBLE, alt)
            return Text(f" [image d'un format que Word seul connaît : {alt}] " if alt else "")
        name = next((name for name, kept in self.images.items() if kept == data), "")
        if not name:
            name = f"{EN_ATTENTE}{len(self.images) + 1}{suffix}"
            self.images[name] = data
        return Image(name, " ".join(alt.split()))


# --- elements --------------------------------------------------------------------------------------------------------


TYPED = str.maketrans({"\u2019": "'", "\u00a0": " ", "\u202f": " ", "\u00ad": None, "\u2011": "-"})
"""What Word sets for the eye → what a keyboard has: our own typography puts it back."""


def _typed(text: str) -> str:
    return text.translate(TYPED)


def _value(node: Any) -> str:
    return (node.get(W + "val") or "") if node is not None else ""


DEEPEST_ITEM = 8
"""The last of the nine levels of a list that Word knows."""


def _numbering(node: Any) -> tuple[str, int]:
    level = _small(_value(node.find(W + "ilvl")))
    return _value(node.find(W + "numId")), min(level, DEEPEST_ITEM)


def _small(typed: str, otherwise: int = 0) -> int:
    """A level or a number of columns; ``otherwise`` for what no program writes there."""
    return int(typed) if SMALL.fullmatch(typed) else otherwise


def _chosen(alternate: Any) -> Any:
    """The first way to draw something; the others say the same for older programs."""
    return next(
        (child for child in alternate if child.tag == MC + "Choice"),
        alternate[0] if len(alternate) else [],
    )


def _of_a_choice(sign: Any) -> Iterator[Text]:
    """What is chosen in a list that drops down, of the forms of before: its words are in no text."""
    for choice in sign.iter(W + "ddList"):
        entries = [_value(one) for one in choice.iter(W + "listEntry")]
        rank = _small(_value(choice.find(W + "result")))
        yield from [Text(_typed(one)) for one in entries[rank : rank + 1]]


def _rows(table: Any) -> Iterator[Any]:
    for node in table:
        if node.tag == W + "tr":
            yield node
        elif node.tag in TRANSPARENT:
            yield from _rows(node)


def _cells(row: Any) -> Iterator[Any]:
    for node in row:
        if node.tag == W + "tc":
            yield node
        elif node.tag in TRANSPARENT:
            yield from _cells(node)


def _words(node: Any) -> Iterator[str]:
    for text in node.iter(W + "tab", *WORDS):
        yield text.text or " "


def _beginning(node: Any) -> str:
    """The first words, as many as name a paragraph: one of thousands of changes is not read to its end for each."""
    found = ""
    for word in _words(node):
        found += word
        if len(found) >= LONGEST_PLACE:
            break
    return found[:LONGEST_PLACE]


LONGEST_PLACE = 60


def _underlined(node: Any) -> bool:
    """Whether all the words of a paragraph are: what typists do to titles."""
    runs = [
        run for run in node.iter(W + "r") if any((t.text or "").strip() for t in run.iter(W + "t"))
    ]
    return bool(runs) and all(_is_underlined(run.find(W + "rPr")) for run in runs)


def _is_underlined(properties: Any) -> bool:
    line = properties.find(W + "u") if properties is not None else None
    return line is not None and _value(line) not in ("none", "")


def _standing_out(inlines: tuple[Inline, ...]) -> Paragraph:
    """A short line, in bold; a longer one as it is."""
    is_short = len(text_of(inlines)) <= LONGEST_FRAMED
    return Paragraph((Strong(_without_bold(inlines)),) if is_short else inlines)


NO_TINT = ("", "auto", "none", "ffffff")


def _tint(properties: Any) -> str:
    """The colour behind a cell; "" for none and for white."""
    shading = properties.find(W + "shd") if properties is not None else None
    colour = (shading.get(W + "fill") or "").lower() if shading is not None else ""
    return "" if colour in NO_TINT else colour


def _of_a_list_by_name(inlines: tuple[Inline, ...], style: str) -> _Item | None:
    """« liste à puces 2 », « list number »: a style that says so without numbering anything."""
    if "paragraph" in style or not re.match(r"list|puce|liste", style):
        return None
    return _Item(0, "number" in style or "numero" in style, inlines)


def _with_a_typed_bullet(inlines: tuple[Inline, ...]) -> _Item | None:
    """« • une réunion », typed as words."""
    first = inlines[0]
    typed = BULLETS.match(first.text) if isinstance(first, Text) else None
    if typed is None or not isinstance(first, Text):
        return None
    return _Item(0, False, (Text(first.text[typed.end() :]), *inlines[1:]))


def _each_typed(item: _Item) -> Iterator[_Item]:
    """« → réduire les chutes », typed on a line of its own below another bullet, in its paragraph: one more item."""
    lines: list[list[Inline]] = [[]]
    for inline in item.inlines:
        if isinstance(inline, LineBreak):
            lines.append([])
        else:
            lines[-1].append(inline)
    first, *others = (tuple(line) for line in lines)
    under = [_with_a_typed_bullet(line) if line else None for line in others]
    if not under or not all(under):
        yield item
        return
    yield replace(item, inlines=first)
    yield from (replace(item, inlines=one.inlines) for one in under if one is not None)


def _in_a_frame(rows: list[list[Cell]]) -> Iterator[Block]:
    """A table of one column is a frame around text."""
    title = _framed_title(rows)
    if title is not None:
        yield title
        return
    for row in rows:
        yield from row[0].content if row and (row[0].blocs or row[0].inlines) else ()


def _framed_title(rows: list[list[Cell]]) -> Paragraph | None:
    """A short line alone in a frame of colour stands out, as one in bold does."""
    inlines = rows[0][0].inlines if len(rows) == 1 else ()
    words = text_of(inlines).strip()
    if not words or len(words) > LONGEST_FRAMED or words.endswith((".", "!", ":", ",")):
        return None
    return Paragraph((Strong(_without_bold(inlines)),))


def _cell(blocks: list[Block]) -> Cell:
    if not blocks:
        return Cell(())
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        return Cell(blocks[0].inlines)
    return Cell((), blocs=tuple(blocks))


def _dressed(text: Text, properties: Any, style: str) -> Inline:
    inline: Inline = text
    if _is_on(properties.find(W + "i")) or style in ("emphasis", "accentuation"):
        inline = Emphasis((inline,))
    if _is_on(properties.find(W + "b")) or style in ("strong", "eleve"):
        inline = Strong((inline,))
    return inline


def _is_on(node: Any) -> bool:
    return node is not None and _value(node) not in ("0", "false", "off")


def _merged(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Neighbours of one kind as one: Word cuts a word in runs as it likes."""
    for kind, alike in itertools.groupby(inlines, type):
        group = tuple(alike)
        first = group[0]
        if len(group) == 1:
            yield first
        elif kind is Text:
            yield Text(text_of(group))
        elif isinstance(first, Strong | Emphasis):
            children = (getattr(inline, "children", ()) for inline in group)
            yield replace(first, children=tuple(_merged(itertools.chain.from_iterable(children))))
        else:
            yield from group


def _without_bold(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """A title is bold by its style."""
    bare: list[Inline] = []
    for inline in inlines:
        bare.extend(inline.children if isinstance(inline, Strong | Emphasis) else (inline,))
    return tuple(_merged(bare))


def _gathered(pieces: Iterable[Block | _Item]) -> Iterator[Block]:
    """Paragraphs of lists put together, nested by their level; those of one quotation too."""
    items: list[_Item] = []
    quoted: list[Block] = []
    for piece in pieces:
        if quoted and not isinstance(piece, Quote):
            yield Quote(tuple(quoted))
            quoted = []
        if items and not isinstance(piece, _Item):
            yield from _lists(items)
            items = []
        if isinstance(piece, _Item):
            items.append(piece)
        elif isinstance(piece, Quote):
            quoted.extend(piece.blocks)
        else:
            yield piece
    yield from _lists(items)
    if quoted:
        yield Quote(tuple(quoted))


def _lists(items: list[_Item]) -> Iterator[Block]:
    """One list, or several where numbers follow bullets at one level."""
    at = 0
    while at < len(items):
        first = items[at]
        held: list[tuple[Block, ...]] = []
        while (
            at < len(items)
            and items[at].level <= first.level
            and items[at].ordered == first.ordered
        ):
            end = at + 1
            while end < len(items) and items[end].level > first.level:
                end += 1
            held.append((Paragraph(items[at].inlines), *_lists(items[at + 1 : end])))
            at = end
        yield OrderedList(1, tuple(held)) if first.ordered else BulletList(tuple(held))
