"""The text, tables, slots and styles of any Word file: to be shown, never to be built with."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping

from lxml import etree

from pipeline.model.contenu import ContenuWord
from pipeline.model.motif import motif
from pipeline.read.archive import Refusal, open_archive

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
PARTS = {
    "document": "Corps",
    "header": "En-tête",
    "footer": "Pied de page",
    "footnotes": "Notes",
    "endnotes": "Notes de fin",
    "comments": "Commentaires",
}
"""Kind of a part → how a reader calls it."""

TYPES = "[Content_Types].xml"
KIND = motif(r"\.wordprocessingml\.(?:template\.)?(\w+?)(?:\.main)?\+xml$")
"""What a part is stands in its content type: programs call their files as they please."""

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
SWITCH = motif(r"\s*\\(?:\*\s*\w+|[hz])(?!\w)")
"""How a field is to be shown, that each program writes in its own way."""

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
BOX = f"{W}txbxContent"
CONTENTS = ("toc ", "table of figures")
"""Styles of the lines of a table of contents: they say again what the headings say."""

MEDIA = "word/media/"
BLANKS = motif(r"\s+")
SWITCHES = {
    "b": "gras",
    "i": "italique",
    "caps": "capitales",
    "smallCaps": "petites capitales",
    "strike": "barré",
}
SWITCHES |= {
    "keepNext": "avec le suivant",
    "keepLines": "d'un seul tenant",
    "pageBreakBefore": "saut de page avant",
}
STARTS = ("left", "start", "both")
BUILT_IN = motif(r"(?:heading|toc) [1-9]|header|footer|footnote (?:text|reference)", re.IGNORECASE)
OF_LIBREOFFICE = {
    *(
        "Heading",
        "List",
        "Index",
        "Index Heading",
        "Header and Footer",
        "Table Contents",
        "Table Heading",
    ),
    *(
        "Footnote Characters",
        "Endnote Reference",
        "Index Link",
        "Endnote Characters",
        "Frame Contents",
        "No List",
        "Normal Table",
        "Caption",
    ),
}
"""Styles that LibreOffice adds to every file that it saves, or drops, without anyone asking."""

OFF = ("0", "false", "none")
SIDES = {
    "top": "haut",
    "left": "gauche",
    "bottom": "bas",
    "right": "droite",
    "insideH": "lignes",
    "insideV": "colonnes",
}
ROOM = {"spacing": "espace", "ind": "retrait"}
MEASURES = {"before": "avant", "after": "après", "left": "gauche", "right": "droite"}
MEASURES |= {"firstLine": "de première ligne", "hanging": "négatif"}
TWENTIETHS, LINES = 20, 240
"""Word counts lengths in twentieths of a point, letters in halves of one, and lines in 240ths of one."""


def read_contenu(data: bytes) -> ContenuWord | Refusal:
    """What a ``.docx`` holds, or why it is not opened.  Nothing is fetched, nothing runs."""
    archive = open_archive(data, "document")
    if isinstance(archive, Refusal):
        return Refusal(archive.message, archive.hint)
    parts = archive.parts
    try:
        styles = _root(parts.get("word/styles.xml"))
        names = {str(style.get(f"{W}styleId")): _name(style) for style in styles.iter(f"{W}style")}
        body = _root(parts.get("word/document.xml"))
        return ContenuWord(
            parties=dict(_parts(parts, names)),
            styles=dict(
                sorted(
                    _styles(styles),
                    key=lambda pair: (not BUILT_IN.fullmatch(pair[0]), pair[0].casefold()),
                )
            ),
            page=tuple(
                dict.fromkeys(line for sect in body.iter(f"{W}sectPr") for line in _page(sect))
            ),
            listes=tuple(_lists(_root(parts.get("word/numbering.xml")))),
            images=tuple(sorted(_images(parts))),
        )
    except etree.XMLSyntaxError:
        return Refusal(
            "ce document est abîmé : une de ses parties est mal formée.",
            "reprenez une copie saine.",
        )


def _images(parts: Mapping[str, bytes]) -> Iterator[str]:
    """The pictures by what they hold; a drawing that only doubles a picture, and that some programs drop, is left out."""
    media = {name: part for name, part in parts.items() if name.startswith(MEDIA)}
    painted = [part for name, part in media.items() if not name.endswith(".svg")]
    for part in painted or media.values():
        yield f"{len(part)} octets, empreinte {hashlib.sha256(part).hexdigest()[:12]}"


def _kinds(parts: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Each part that holds text, and its kind."""
    for node in _root(parts.get(TYPES)):
        name = str(node.get("PartName") or "").removeprefix("/")
        match = KIND.search(str(node.get("ContentType") or ""))
        if match and match[1] in PARTS and name in parts:
            yield name, match[1]


def _root(part: bytes | None) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.fromstring(part, parser) if part else etree.Element("vide")


def _parts(
    parts: Mapping[str, bytes], names: Mapping[str, str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The body first, then headers, footers and notes; the numbers that programs give to files are not kept."""
    found: list[tuple[int, str, tuple[str, ...]]] = []
    for name, kind in _kinds(parts):
        lines = tuple(_blocks(_root(parts[name]), names))
        found.append((list(PARTS).index(kind), PARTS[kind], lines))
    counts: dict[str, int] = {}
    for _rank, title, lines in sorted(set(found)):
        if lines:
            counts[title] = counts.get(title, 0) + 1
            yield (title if counts[title] == 1 else f"{title} {counts[title]}"), lines


def _blocks(parent: etree._Element, names: Mapping[str, str]) -> Iterator[str]:
    for node in parent:
        if node.tag == f"{W}p":
            yield from _paragraph(node, names)
        elif node.tag == f"{W}tbl":
            yield from _rows(node, names)
        elif node.tag == f"{W}comment":
            author = node.get(f"{W}author") or "?"
            yield f"[{author}] " + " / ".join(_blocks(node, names))
        elif isinstance(node.tag, str) and node.tag not in (f"{W}sectPr", f"{W}sdtPr"):
            yield from _blocks(node, names)


def _paragraph(node: etree._Element, names: Mapping[str, str]) -> Iterator[str]:
    style = _value(node.find(f"{W}pPr"), "pStyle")
    if names.get(style, style).startswith(CONTENTS):
        return
    text = _squeezed("".join(_words(node))).removeprefix("/ ")
    if text:
        yield f"[{names.get(style, style)}] {text}" if style else text


def _rows(table: etree._Element, names: Mapping[str, str]) -> Iterator[str]:
    for row in _own(table, f"{W}tr"):
        cells = [" / ".join(_blocks(cell, names)) for cell in _own(row, f"{W}tc")]
        if any(cells):
            yield f"| {' | '.join(cells)} |"


def _own(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The rows of a table, or the cells of a row, in whatever they are wrapped; not those of a table inside."""
    for node in parent:
        if node.tag == tag:
            yield node
        elif isinstance(node.tag, str) and node.tag != f"{W}tc":
            yield from _own(node, tag)


def _words(node: etree._Element) -> Iterator[str]:
    """The words of a paragraph in reading order: what was struck out by a reviser and what was added are told apart.

    A field shows what it asks for (« {PAGE} ») and not what some program last found.
    """
    shown = True
    for child in _pieces(node):
        if child.tag == f"{W}fldChar":
            shown = _shows_what_follows(child, shown)
        elif child.tag == f"{W}instrText":
            yield f"{{{SWITCH.sub('', child.text or '').strip()}}}"
        elif shown:
            yield _said_by(child)


def _shows_what_follows(field: etree._Element, shown: bool) -> bool:
    """What a program found stands between the « separate » and the « end » of a field."""
    kind = field.get(f"{W}fldCharType")
    return kind == "end" or (shown and kind != "separate")


def _said_by(node: etree._Element) -> str:
    if node.tag == f"{WP}docPr":
        return _said_by_picture(node)
    match str(node.tag).removeprefix(W):
        case "t":
            return node.text or ""
        case "tab" | "br" | "cr":
            return " "
        case "noBreakHyphen":
            return "\u2011"
        case "ins":
            return f"[+ {''.join(_words(node))} +]"
        case "del":
            removed = (text.text or "" for text in node.iter(f"{W}delText"))
            return f"[- {''.join(removed)} -]"
        case "p":
            return " / "
    return ""


def _said_by_picture(node: etree._Element) -> str:
    """What a picture is; nothing for a frame, whose boxes say their own words."""
    if _holds_a_chart(node):
        return "[graphique]"
    if _holds_boxes(node):
        return ""
    return f"[image : {node.get('descr') or node.get('name') or 'sans texte'}]"


def _holds_a_chart(properties: etree._Element) -> bool:
    """Programs that save a chart again lose what describes it; its figures are in the text's own sources."""
    around = properties.getparent()
    return around is not None and next(around.iter(CHART), None) is not None


def _holds_boxes(properties: etree._Element) -> bool:
    """Whether a drawing is made of boxes: its words say what it shows, and programs lose what describes it."""
    around = properties.getparent()
    return around is not None and next(around.iter(BOX), None) is not None


WHOLE = (f"{W}ins", f"{W}del", f"{W}pPr", f"{W}rPr", f"{MC}Fallback")
"""Elements whose inside is not walked with the rest."""


def _pieces(node: etree._Element) -> Iterator[etree._Element]:
    for child in node:
        yield child
        if child.tag not in WHOLE:
            yield from _pieces(child)


def _squeezed(text: str) -> str:
    return BLANKS.sub(" ", text.replace("\u00a0", " ").replace("\u202f", " ")).strip()


# --- how it looks -------------------------------------------------------------------------------------------------


Looks = dict[str, str]
"""Property → how it is said, an empty text where it is as Word would have it anyway."""


def _styles(root: etree._Element) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each style under its name with all that it looks like, what it takes from others included.

    A program may write a style in full or as what differs from another: only the sum of both tells whether it changed.
    """
    by_id = {str(style.get(f"{W}styleId")): style for style in root.iter(f"{W}style")}
    defaults = _looks(root.find(f"{W}docDefaults"))
    normal = next((id for id, style in by_id.items() if _is_default(style)), "")

    known: dict[str, Looks] = {}

    def whole(identifier: str) -> Looks:
        met: dict[str, etree._Element] = {}
        while identifier in by_id and identifier not in known and identifier not in met:
            met[identifier] = by_id[identifier]
            identifier = _value(by_id[identifier], "basedOn")
        looks = known.get(identifier, defaults)
        for one, style in reversed(met.items()):
            looks = known[one] = looks | _looks(style)
        return looks

    plain = whole(normal)
    for identifier, style in by_id.items():
        name = _name(style)
        if name not in OF_LIBREOFFICE:
            looks = whole(identifier)
            said = (
                text
                for key, text in sorted(looks.items())
                if identifier == normal or text != plain.get(key, "")
            )
            yield name, tuple(filter(None, said))


def _is_default(style: etree._Element) -> bool:
    return style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true")


def _name(style: etree._Element) -> str:
    """The name of a style; those of Word itself are written small, as some programs give them a capital."""
    name = _value(style, "name")
    return name.lower() if BUILT_IN.fullmatch(name) else name


def _looks(node: etree._Element | None) -> Looks:
    found: Looks = {}
    for element in node.iter() if node is not None else ():
        if isinstance(element.tag, str) and element.tag.startswith(W):
            found.update(_property(element.tag.removeprefix(W), element))
    return found


def _property(tag: str, node: etree._Element) -> Iterator[tuple[str, str]]:
    """What one element of a style asks for, in French; what few people would recognise is left out."""
    if tag in SWITCHES:
        yield tag, "" if node.get(f"{W}val") in OFF else SWITCHES[tag]
    elif tag in SIDES and node.get(f"{W}color"):
        yield f"trait {tag}", f"trait {SIDES[tag]} {node.get(f'{W}color')}"
    elif tag in ROOM:
        yield from _room(tag, node)
    else:
        look = _look(tag, node)
        if look is not None:
            yield tag, look


def _look(tag: str, node: etree._Element) -> str | None:
    """What an element that asks for one thing says, None when it is none of those that we tell."""
    value = str(node.get(f"{W}val") or "")
    match tag:
        case "color":
            return f"couleur {value}"
        case "sz" if value.isdecimal():
            return f"taille {_number(int(value) / 2)} pt"
        case "rFonts" if node.get(f"{W}ascii"):
            return f"police {node.get(f'{W}ascii')}"
        case "jc":
            return "" if value in STARTS else f"alignement {value}"
        case "shd":
            fill = str(node.get(f"{W}fill") or "auto")
            return "" if fill == "auto" else f"fond {fill}"
    return None


def _room(tag: str, node: etree._Element) -> Iterator[tuple[str, str]]:
    """The lines, the space and the indents around a paragraph."""
    line = str(node.get(f"{W}line") or "")
    if line.isdecimal() and node.get(f"{W}lineRule") in (None, "auto"):
        yield "spacing line", f"interligne {_number(round(int(line) / LINES, 2))}"
    for key, word in MEASURES.items():
        if node.get(f"{W}{key}"):
            points = _points(node, key)
            yield f"{tag} {key}", "" if points == "0 pt" else f"{ROOM[tag]} {word} {points}"


def _points(node: etree._Element, key: str) -> str:
    text = str(node.get(f"{W}{key}"))
    return f"{_number(int(text) / TWENTIETHS)} pt" if text.lstrip("-").isdecimal() else text


def _number(value: float) -> str:
    return f"{value:g}".replace(".", ",")


def _page(sect: etree._Element) -> Iterator[str]:
    size, margins = sect.find(f"{W}pgSz"), sect.find(f"{W}pgMar")
    if size is not None:
        yield f"page de {_points(size, 'w')} sur {_points(size, 'h')}"
    if margins is not None:
        sides = ("top", "right", "bottom", "left")
        yield "marges : " + ", ".join(f"{SIDES[side]} {_points(margins, side)}" for side in sides)


def _lists(root: etree._Element) -> Iterator[str]:
    """Each level that lists use, once: its sign or number, its colour and its indent."""
    seen: set[str] = set()
    for level in root.iter(f"{W}lvl"):
        if _value(level, "numFmt") == "none":
            continue
        parts = [
            f"niveau {int(str(level.get(f'{W}ilvl') or 0)) + 1}",
            _value(level, "numFmt"),
            _value(level, "lvlText"),
        ]
        line = ", ".join(part for part in (*parts, *_looks(level).values()) if part)
        if line not in seen:
            seen.add(line)
            yield line


def _value(node: etree._Element | None, name: str) -> str:
    child = node.find(f"{W}{name}") if node is not None else None
    return str(child.get(f"{W}val") or "") if child is not None else ""
