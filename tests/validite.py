"""What makes a Word file one that Word opens without a word, beyond what openxml-audit and ooxml-integrity look at.

Each rule gives sentences, none when it is kept.  ``fautes`` asks them all: some ten milliseconds for a document of twenty pages.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
DC = "{http://purl.org/dc/elements/1.1/}"
TERMS = "{http://purl.org/dc/terms/}"
CP = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
TYPES = "[Content_Types].xml"
CORE = "docProps/core.xml"
DOCUMENT = "word/document.xml"
OF_CORE = (DC, TERMS, CP)
DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?)?")
ADDRESS = re.compile(r"(?:https?://[^\s<>\"{}|\\^`]+|mailto:[^\s<>\"{}|\\^`]+)")
INTEGER = re.compile(r"-?\d+")


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


ORDERS: Mapping[str, tuple[str, ...]] = {
    "pPr": _words(
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
        "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
        "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
        "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
    ),
    "rPr": _words(
        "ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint "
        "noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText "
        "vertAlign rtl cs em lang eastAsianLayout specVanish oMath rPrChange"
    ),
    "tblPr": _words(
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd "
        "tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange"
    ),
    "tcPr": _words(
        "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark "
        "headers cellIns cellDel cellMerge tcPrChange"
    ),
}
"""Element → its children in the order of the schema (ECMA-376, wml.xsd)."""

FIRST = {"p": "pPr", "r": "rPr", "tc": "tcPr", "tbl": "tblPr", "tr": "trPr"}
"""Element → the child that stands first, when there is one."""

SWITCHES = frozenset(
    _words(
        "b bCs i iCs caps smallCaps strike keepNext keepLines pageBreakBefore cantSplit tblHeader vanish"
    )
)
ON_OFF = frozenset(_words("0 1 true false on off"))
ALIGNED = frozenset(_words("left right center both start end distribute numTab mediumKashida"))
WHOLE = {
    ("sz", "val"), ("szCs", "val"), ("tblW", "w"), ("tcW", "w"), ("gridCol", "w"), ("tblInd", "w"), ("gridSpan", "val"),
    ("pgSz", "w"), ("pgSz", "h"), ("numId", "val"), ("ilvl", "val"),
}  # fmt: skip
HOLDS: Mapping[str, frozenset[str]] = {
    "body": frozenset(
        _words(
            "p tbl sdt sectPr bookmarkStart bookmarkEnd ins del moveFrom moveTo altChunk customXml"
        )
    ),
    "tc": frozenset(_words("tcPr p tbl sdt bookmarkStart bookmarkEnd ins del customXml")),
    "tr": frozenset(_words("tblPrEx trPr tc sdt bookmarkStart bookmarkEnd ins del customXml")),
    "tbl": frozenset(_words("tblPr tblGrid tr sdt bookmarkStart bookmarkEnd ins del customXml")),
}
"""Element → the children of WordprocessingML that it may have."""

NOT_IN_A_PARAGRAPH = frozenset(_words("p t tbl tc tr sectPr body"))


@dataclass(frozen=True)
class Fichier:
    """A Word file, taken apart."""

    noms: tuple[str, ...]
    octets: Mapping[str, bytes]

    @staticmethod
    def of(data: bytes) -> Fichier:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = tuple(archive.namelist())
            return Fichier(names, {name: archive.read(name) for name in names})

    @cached_property
    def arbres(self) -> dict[str, etree._Element]:
        """Part → its tree; a part that is not well formed has none."""
        found = {}
        for name, data in self.octets.items():
            if name.endswith((".xml", ".rels")):
                try:
                    found[name] = etree.fromstring(data)
                except etree.XMLSyntaxError:
                    continue
        return found

    @cached_property
    def textes(self) -> dict[str, etree._Element]:
        """The parts that hold paragraphs."""
        kept = re.compile(
            r"word/(?:document|footnotes|endnotes|comments|headers?\d+|footers?\d+)\.xml"
        )
        return {name: tree for name, tree in self.arbres.items() if kept.fullmatch(name)}

    def relations(self, name: str) -> list[etree._Element]:
        folder, _, file = name.rpartition("/")
        tree = self.arbres.get(f"{folder}/_rels/{file}.rels".lstrip("/"))
        return list(tree) if tree is not None else []

    def ids(self, name: str, tag: str) -> set[str]:
        tree = self.arbres.get(name)
        return (
            {str(one.get(f"{W}id")) for one in tree.iter(f"{W}{tag}")}
            if tree is not None
            else set()
        )


Regle = Callable[[Fichier], Iterator[str]]


def fautes(data: bytes) -> list[str]:
    """What keeps a Word file from being one, by our own rules."""
    fichier = Fichier.of(data)
    return [f"{rule.__name__.strip('_')} : {one}" for rule in REGLES for one in rule(fichier)]


def _name(node: etree._Element) -> str:
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def _is_word(node: etree._Element) -> bool:
    return isinstance(node.tag, str) and node.tag.startswith(W)


def archive(fichier: Fichier) -> Iterator[str]:
    twice = Counter(name.casefold() for name in fichier.noms)
    yield from (f"{name} deux fois" for name, count in twice.items() if count > 1)
    if DOCUMENT not in fichier.octets:
        yield "pas de texte"


def bien_forme(fichier: Fichier) -> Iterator[str]:
    yield from (
        name
        for name in fichier.octets
        if name.endswith((".xml", ".rels")) and name not in fichier.arbres
    )


def types(fichier: Fichier) -> Iterator[str]:
    tree = fichier.arbres.get(TYPES)
    if tree is None:
        return
    defaults = {str(one.get("Extension")).lower() for one in tree if _name(one) == "Default"}
    overrides = [str(one.get("PartName")).lstrip("/") for one in tree if _name(one) == "Override"]
    yield from (f"{name} deux fois" for name, count in Counter(overrides).items() if count > 1)
    yield from (f"{name} n'existe pas" for name in overrides if name not in fichier.octets)
    for name in fichier.octets:
        extension = name.rpartition(".")[2].lower()
        is_plain = extension == "xml" and not name.startswith(("customXml/", "["))
        if name not in overrides and (extension not in defaults or is_plain) and name != TYPES:
            yield f"{name} n'a pas de type"


def relations(fichier: Fichier) -> Iterator[str]:
    for rels, tree in fichier.arbres.items():
        if not rels.endswith(".rels"):
            continue
        ids = Counter(str(one.get("Id")) for one in tree)
        yield from (f"{one} deux fois dans {rels}" for one, count in ids.items() if count > 1)
        base = rels.replace("_rels/", "").rpartition("/")[0]
        for one in tree:
            target = str(one.get("Target"))
            if one.get("TargetMode") == "External":
                if not ADDRESS.fullmatch(target):
                    yield f"« {target} » n'est pas une adresse"
            elif _resolved(base, target) not in fichier.octets:
                yield f"{rels} mène à {target}, qui n'existe pas"


def _resolved(base: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    parts = base.split("/") if base else []
    for step in target.split("/"):
        parts = parts[:-1] if step == ".." else [*parts, step]
    return "/".join(parts)


def citees(fichier: Fichier) -> Iterator[str]:
    for name, tree in fichier.arbres.items():
        if name.endswith(".rels"):
            continue
        known = {str(one.get("Id")) for one in fichier.relations(name)}
        for node in tree.iter(etree.Element):
            for key, value in node.attrib.items():
                if str(key).startswith(R) and value not in known:
                    yield f"{name} cite {value!s}, qui n'existe pas"


def signets(fichier: Fichier) -> Iterator[str]:
    starts = [one for tree in fichier.textes.values() for one in tree.iter(f"{W}bookmarkStart")]
    ends = [
        one.get(f"{W}id")
        for tree in fichier.textes.values()
        for one in tree.iter(f"{W}bookmarkEnd")
    ]
    ids = [one.get(f"{W}id") for one in starts]
    for kind, values in (
        ("numéro", ids),
        ("nom", [one.get(f"{W}name") for one in starts]),
        ("fin", ends),
    ):
        yield from (
            f"{kind} {value} deux fois" for value, count in Counter(values).items() if count > 1
        )
    yield from (f"le signet {one} ne finit pas" for one in set(ids) - set(ends))
    yield from (f"le signet {one} ne commence pas" for one in set(ends) - set(ids))
    names = {one.get(f"{W}name") for one in starts}
    for tree in fichier.textes.values():
        for link in tree.iter(f"{W}hyperlink"):
            if link.get(f"{W}anchor") not in (None, *names):
                yield f"un lien mène à {link.get(f'{W}anchor')}, qui n'existe pas"


def numeros(fichier: Fichier) -> Iterator[str]:
    for name, tree in fichier.textes.items():
        drawings = Counter(one.get("id") for one in tree.iter(f"{WP}docPr"))
        controls = Counter(
            one.get(f"{W}val") for one in tree.iter(f"{W}id") if _name(_parent(one)) == "sdtPr"
        )
        for kind, found in (("dessin", drawings), ("contrôle", controls)):
            yield from (
                f"{kind} {one} deux fois dans {name}" for one, count in found.items() if count > 1
            )


def _parent(node: etree._Element) -> etree._Element:
    parent = node.getparent()
    return parent if parent is not None else node


def champs(fichier: Fichier) -> Iterator[str]:
    """A field opens and closes within its part, one in another."""
    for name, tree in fichier.textes.items():
        depth = 0
        for mark in tree.iter(f"{W}fldChar"):
            depth += {"begin": 1, "end": -1}.get(str(mark.get(f"{W}fldCharType")), 0)
            if depth < 0:
                break
        if depth:
            yield f"un champ de {name} est mal fermé"


def tableaux(fichier: Fichier) -> Iterator[str]:
    for name, tree in fichier.textes.items():
        for table in tree.iter(f"{W}tbl"):
            if table.find(f"{W}tblGrid") is None:
                yield f"un tableau de {name} n'a pas de grille"
            if table.find(f"{W}tblPr") is None:
                yield f"un tableau de {name} n'a pas de propriétés"
        for row in tree.iter(f"{W}tr"):
            if not any(_name(one) in ("tc", "sdt") for one in row):
                yield f"une rangée de {name} n'a pas de case"
        for cell in tree.iter(f"{W}tc"):
            if not len(cell) or _name(cell[-1]) != "p":
                yield f"une case de {name} ne finit pas par un paragraphe"


def emboites(fichier: Fichier) -> Iterator[str]:
    """Each element is where Word may read it."""
    for name, tree in fichier.textes.items():
        for node in tree.iter(etree.Element):
            allowed = HOLDS.get(_name(node)) if _is_word(node) else None
            for child in node:
                if allowed is not None and _is_word(child) and _name(child) not in allowed:
                    yield f"{_name(child)} dans {_name(node)} de {name}"
                if node.tag == f"{W}p" and _is_word(child) and _name(child) in NOT_IN_A_PARAGRAPH:
                    yield f"{_name(child)} dans un paragraphe de {name}"
        body = tree.find(f"{W}body")
        if body is not None and len(body) and f"{W}sectPr" in [one.tag for one in list(body)[:-1]]:
            yield f"la section de {name} n'est pas à la fin"


def ordre(fichier: Fichier) -> Iterator[str]:
    for name in (*fichier.textes, "word/styles.xml", "word/numbering.xml"):
        tree = fichier.arbres.get(name)
        for node in tree.iter(etree.Element) if tree is not None else ():
            if not _is_word(node):
                continue
            children = [_name(one) for one in node if _is_word(one)]
            first = FIRST.get(_name(node), "")
            if first in children[1:] and not (_name(node) == "tr" and children[0] == "tblPrEx"):
                yield f"{first} n'est pas en tête de {_name(node)} dans {name}"
            yield from _out_of_order(name, _name(node), children)


def _out_of_order(part: str, node: str, children: list[str]) -> Iterator[str]:
    known = ORDERS.get(node, ())
    ranks = [known.index(one) for one in children if one in known]
    if ranks != sorted(ranks):
        yield f"{', '.join(children)} ne sont pas dans l'ordre sous {node} dans {part}"
    if (
        node == "numbering"
        and "num" in children
        and "abstractNum" in children[children.index("num") :]
    ):
        yield "abstractNum après num"


def valeurs(fichier: Fichier) -> Iterator[str]:
    for name in (*fichier.textes, "word/styles.xml", "word/numbering.xml"):
        tree = fichier.arbres.get(name)
        for node in tree.iter(etree.Element) if tree is not None else ():
            if _is_word(node):
                yield from (f"{one} dans {name}" for one in _odd_values(node))


def _odd_values(node: etree._Element) -> Iterator[str]:
    tag, value = _name(node), node.get(f"{W}val")
    if tag in SWITCHES and value is not None and value not in ON_OFF:
        yield f"{tag}={value}"
    if tag == "jc" and value not in ALIGNED:
        yield f"jc={value}"
    for key, text in node.attrib.items():
        odd = (tag, str(key).removeprefix(W)) in WHOLE and not INTEGER.fullmatch(str(text))
        if odd and not (tag in ("tblW", "tcW") and str(text).endswith("%")):
            yield f"{tag}/{str(key).removeprefix(W)}={text!s}"


def renvois(fichier: Fichier) -> Iterator[str]:
    """What is named exists: styles, lists, notes, comments, prefixes."""
    styles = {
        str(one.get(f"{W}styleId")) for one in _tree(fichier, "word/styles.xml").iter(f"{W}style")
    }
    lists = _tree(fichier, "word/numbering.xml")
    known = {
        "pStyle": styles,
        "rStyle": styles,
        "tblStyle": styles,
        "numId": {"0", *(str(one.get(f"{W}numId")) for one in lists.iter(f"{W}num"))},
        "abstractNumId": {
            str(one.get(f"{W}abstractNumId")) for one in lists.iter(f"{W}abstractNum")
        },
    }
    for name, tree in (*fichier.textes.items(), ("word/numbering.xml", lists)):
        for tag, values in known.items():
            cited = {str(one.get(f"{W}val")) for one in tree.iter(f"{W}{tag}")}
            yield from (f"{tag} {one} de {name} n'existe pas" for one in sorted(cited - values))
        for kind, part in (
            ("footnote", "footnotes"),
            ("endnote", "endnotes"),
            ("comment", "comments"),
        ):
            cited = {str(one.get(f"{W}id")) for one in tree.iter(f"{W}{kind}Reference")}
            there = fichier.ids(f"word/{part}.xml", kind)
            yield from (f"{kind} {one} de {name} n'existe pas" for one in sorted(cited - there))


def _tree(fichier: Fichier, name: str) -> etree._Element:
    found = fichier.arbres.get(name)
    return found if found is not None else etree.Element("rien")


def prefixes(fichier: Fichier) -> Iterator[str]:
    for name, tree in fichier.arbres.items():
        for node in tree.iter(etree.Element):
            for prefix in str(node.get(f"{MC}Ignorable", "")).split():
                if prefix not in node.nsmap:
                    yield f"le préfixe {prefix} de {name} n'est pas déclaré"


def proprietes(fichier: Fichier) -> Iterator[str]:
    tree = _tree(fichier, CORE)
    twice = Counter(one.tag for one in tree)
    yield from (f"{tag} deux fois" for tag, count in twice.items() if count > 1)
    for one in tree:
        if not str(one.tag).startswith(OF_CORE):
            yield f"{one.tag} n'est pas une propriété"
        if str(one.tag).startswith(TERMS) and not DAY.fullmatch(one.text or ""):
            yield f"« {one.text} » n'est pas une date"


REGLES: tuple[Regle, ...] = (
    archive,
    bien_forme,
    types,
    relations,
    citees,
    signets,
    numeros,
    champs,
    tableaux,
    emboites,
    ordre,
    valeurs,
    renvois,
    prefixes,
    proprietes,
)
