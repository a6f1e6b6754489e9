"""What stands in a part of a template: what may not be there is told, what tells who made it is taken out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from lxml import etree

from pipeline.model.motif import motif
from pipeline.read.word.champs import field_faults, leads_to_the_web, without_stale_words
from pipeline.read.word.mots import (
    IN_A_PARAGRAPH,
    MC,
    UNSEEN_BYTES,
    one_version,
    tags_opened,
    tags_out_of_place,
    unseen_words,
    without_unseen_signs,
)
from pipeline.read.word.refus import ACCEPT, AS_PICTURE, SAVE_AGAIN, UNLINK, Refus, short
from pipeline.read.word.xml import R, W, fresh_root, root_of, written

NAMESPACES = motif(
    r"http://schemas\.openxmlformats\.org/(?:wordprocessingml/2006/main|markup-compatibility/2006|schemaLibrary/2006/main"
    r"|drawingml/2006/(?:main|picture|wordprocessingDrawing|chart|chartDrawing|diagram|lockedCanvas|compatibility)"
    r"|officeDocument/2006/(?:math|relationships|bibliography|customXml|sharedTypes))"
    r"|http://schemas\.microsoft\.com/office/(?:word/20(?:06|10|12|15|16|18|20|23|24)/(?:wordml|wordprocessing)[\w/]*"
    r"|drawing/20[0-9]{2}/[\w/]*|drawingml/20[0-9]{2}/[\w/]*|thememl/2012/main|mac/\w+/20(?:08|11)/main"
    r"|2006/activeX|2006/xmlPackage|2006/coverPageProps|powerpoint/20[0-9]{2}/main|excel/20[0-9]{2}/[\w/]*)"
    r"|http://schemas\.libreoffice\.org/[\w./-]*"
    r"|urn:schemas-microsoft-com:(?:vml|office:(?:office|word))"
)
"""The languages of which a part may be made; a later one is left out where Word may do without it, refused elsewhere."""

MICROSOFT = motif(r"http://schemas\.microsoft\.com/.*", re.DOTALL)
OF_LAYOUT = motif(
    r"http://schemas\.microsoft\.com/office/(?:word/20(?:10|12)/word(?:ml|processing\w+)|drawing(?:ml)?/.*)",
    re.DOTALL,
)
"""Where attributes tell how something looks; elsewhere they keep dates, checks and numbers of other programs."""

WORD_ITSELF = "http://schemas.microsoft.com/office/word"
"""Whose settings of compatibility are kept."""

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
EXTENSIONS = f"{DRAWING}ext"
KEPT_EXTENSIONS = {
    "{96DAC541-7B7A-43D3-8B79-37D633B846F1}": ("svgBlip",),
    "{28A0092B-C50C-407E-A947-70E740481C1C}": ("useLocalDpi",),
    "{C183D7F6-B498-43B3-948B-1728B52AA6E4}": ("decorative",),
}
"""What a drawing may add to itself, by the name of the addition: the same picture as an SVG, its fineness, whether it
says anything.  The others keep numbers, names and data of other programs."""

WORD = (W[1:-1], "http://schemas.microsoft.com/office/word/2010/wordml")
GRAPHICS = motif(
    r"http://schemas\.(?:openxmlformats|microsoft)\.(?:org|com)/.*/(?:picture|wordprocessing\w+)"
)
"""What a drawing may hold: a picture, shapes and text boxes."""

TRACKED = {
    "ins",
    "del",
    "moveFrom",
    "moveTo",
    "cellIns",
    "cellDel",
    "cellMerge",
    "conflictIns",
    "conflictDel",
}
TOLD = {
    **dict.fromkeys(
        ("altChunk", "subDoc"), ("un autre document inséré", "collez son texte à la place.")
    ),
    **dict.fromkeys(
        ("object", "OLEObject", "oleObj", "embed", "binData"), ("un objet incorporé", AS_PICTURE)
    ),
    **dict.fromkeys(("control", "ocx"), ("un contrôle ActiveX", "supprimez-le.")),
    **dict.fromkeys(("contentPart", "ink"), ("un trait d'encre", AS_PICTURE)),
    **dict.fromkeys(("chart", "relIds"), ("un graphique ou un SmartArt", AS_PICTURE)),
    **dict.fromkeys(
        (
            "movie",
            "audioFile",
            "videoFile",
            "wavAudioFile",
            "quickTimeFile",
            "audioCd",
            "snd",
            "webVideoPr",
        ),
        ("un son ou une vidéo", "supprimez-le."),
    ),
    **dict.fromkeys(
        ("scriptAnchor", "script", "frameset", "frame", "sourceFileName", "applet"),
        ("un morceau de page web", "supprimez-le."),
    ),
    "ruby": (
        "des mots en petit au-dessus d'autres",
        "sélectionnez-les, puis Accueil, Guide phonétique, « Supprimer tout ».",
    ),
    "ffData": ("un champ de formulaire", "supprimez-le, ou mettez une balise à sa place."),
    "mailMerge": (
        "un publipostage",
        "dans Word : Publipostage, Démarrer la fusion et le publipostage, « Document Word normal ».",
    ),
    **dict.fromkeys(("attachedSchema", "saveThroughXslt"), ("un schéma XML", SAVE_AGAIN)),
}
"""Element, whatever its namespace → what it is, and what to do."""

DROPPED = {
    *("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef"),
    "aliases",
    *(
        "permStart",
        "permEnd",
        "printerSettings",
        "dataBinding",
        "fldData",
        "customXmlPr",
        "smartTagPr",
    ),
    *(
        "rsid",
        "rsidRoot",
        "rsids",
        "placeholder",
        "webExtensionLinked",
        "webExtensionCreated",
        "custClrLst",
        "latentStyles",
    ),
}
"""What says who wrote or read the template, or hides data beside a field; nothing that is seen."""

UNREAD = frozenset(
    {f"{W}{name}" for name in ("tooltip", "docLocation", "tgtFrame")} | {"tooltip", "tgtFrame"}
)
"""What a link says besides where it leads: no page shows it."""

HIDDEN = ("{urn:schemas-microsoft-com:office:office}gfxdata", "equationxml")
"""Attributes in which Word keeps a whole package or an equation beside an old drawing."""

PARAGRAPHS = (
    "{http://schemas.microsoft.com/office/word/2010/wordml}paraId",
    "{http://schemas.microsoft.com/office/word/2010/wordml}textId",
)
"""Numbers that Word gives to each paragraph for those who comment it: two documents with the same have one origin."""

WRAPPING = (f"{W}smartTag", f"{W}customXml")
"""What gives words a meaning for another program, in a file of its own: the words stay."""

SETTINGS = {
    *(
        "zoom",
        "mirrorMargins",
        "bordersDoNotSurroundHeader",
        "bordersDoNotSurroundFooter",
        "gutterAtTop",
    ),
    *(
        "hideSpellingErrors",
        "hideGrammaticalErrors",
        "removePersonalInformation",
        "removeDateAndTime",
    ),
    *(
        "defaultTabStop",
        "autoHyphenation",
        "consecutiveHyphenLimit",
        "hyphenationZone",
        "doNotHyphenateCaps",
    ),
    *(
        "defaultTableStyle",
        "evenAndOddHeaders",
        "bookFoldPrinting",
        "characterSpacingControl",
    ),
    *(
        "footnotePr",
        "endnotePr",
        "compat",
        "mathPr",
        "themeFontLang",
        "clrSchemeMapping",
    ),
    *(
        "displayBackgroundShape",
        "hdrShapeDefaults",
        "shapeDefaults",
        "decimalSymbol",
        "listSeparator",
    ),
    *(
        "drawingGridHorizontalSpacing",
        "drawingGridVerticalSpacing",
        "displayHorizontalDrawingGridEvery",
    ),
    *("displayVerticalDrawingGridEvery", "doNotUseMarginsForDrawingGridOrigin"),
}
"""The settings that a page needs.  The others (variables, sessions of work, protection…) stay in the template."""

GRAPHIC_DATA = "{http://schemas.openxmlformats.org/drawingml/2006/main}graphicData"
LINKS = (f"{W}hyperlink", "{http://schemas.openxmlformats.org/drawingml/2006/main}hlinkClick")
"""What may lead out of the document, by a click."""

REMEDIES = {"href": UNLINK, "src": AS_PICTURE, "althref": AS_PICTURE, "action": AS_PICTURE}
"""Attributes that Word follows: to a page, a picture, a program."""

WORDS = ("descr", "title", "alt", "tooltip", "uri")
"""Attributes that people read, or that name a format: an address in them leads nowhere."""

NAMES = ("tblCaption", "tblDescription", "alias", "tag", "name")
SUSPECT = etree.XPath(
    f"//@*[namespace-uri() != '{W[1:-1]}' or local-name() = 'author' "
    "or contains(., ':') or contains(., '\\') or contains(., '//') or contains(., '{')]"
)
"""The attributes that need a closer look; most of Word's own do not."""

OLD_DRAWING = "{urn:schemas-microsoft-com:"
SCRIPT = motif(r"on(?:mouse|click|dbl|key|load|unload|error|focus|blur)\w*|script\w*")
"""Attributes in which old drawings keep what a web page would run."""

RUN_BY_STYLE = motif(r"\\|url\s*\(|expression\s*\(|behaviou?r\s*:", re.IGNORECASE)
FETCHED = motif(r"\s*(?:\w[\w+.-]*:/|[\\/]{2}|file:|[a-z]:\\)", re.IGNORECASE)
PATH = motif(r"[a-z]:\\|\\\\|file:", re.IGNORECASE)
OFFICE_TITLE = "{urn:schemas-microsoft-com:office:office}title"
CONTROL = f"{W}sdtPr"
OF_A_CONTROL = frozenset(("rPr", "id", "lock", "docPartObj", "picture", "richText", "text"))
"""What a content control needs to be shown.  Its name, its choices and what it is tied to are words that no page has."""

GALLERIES = frozenset(
    ("Table of Contents", "Cover Pages", "Bibliographies", "Page Numbers (Top of Page)")
) | {"Page Numbers (Bottom of Page)", "Page Numbers (Margins)", "Watermarks", "Custom"}
GALLERY = (f"{W}docPartGallery", f"{W}docPartCategory")

TRACES = (
    b"<!--",
    b"sdtPr",
    b"AlternateContent",
    b"STYLEREF",
    b"\\",
    b"file:",
    *(b"tooltip=", b"docLocation=", b"tgtFrame=", b"w:format="),
    b"rsid",
    b"gfxdata",
    b"equationxml",
    *(b"docPr", b"cNvPr"),
    b"w:smartTag ",
    b"<v:",
    b"w:customXml ",
    b"extLst",
    b"schemas.microsoft.com",
    b"compatSetting",
    *(name.encode() for name in sorted(DROPPED)),
)
"""What a part that tells its history has in it: one without any of these need not be read for that."""


@lru_cache(maxsize=128)
def inspected(data: bytes, links: frozenset[str], parts: frozenset[str]) -> tuple[Refus, ...]:
    """What keeps a part from being used.  ``links`` and ``parts`` are the relationships that lead out and inside."""
    root = root_of(data)
    faults = [*field_faults(root), *_prefix(root), *_nested(root)]
    if b"{" in data or b"&#" in data:
        faults.extend(tags_out_of_place(root))
    for tag in _tags(root) if _may_be_told(data) else ():
        faults.extend(_told(tag))
    if any(map(_leads_from_nothing, root.iter(f"{W}hyperlink"))):
        faults.append(
            Refus("un de ses liens n'a pas de mots : personne ne le verrait.", EMPTY_LINK)
        )
    for graphic in root.iter(GRAPHIC_DATA):
        if not GRAPHICS.fullmatch(str(graphic.get("uri", ""))):
            faults.append(Refus("il contient un dessin d'une sorte qui n'est pas lue.", AS_PICTURE))
    found: Any = SUSPECT(root)
    for value in found:
        faults.extend(_attribute(value.getparent(), value.attrname, str(value), links, parts))
    return tuple(dict.fromkeys(faults)) or tuple(dict.fromkeys(unseen_words(root)))


EMPTY_LINK = "Ctrl+A, puis Ctrl+Maj+F9 : les liens deviennent de simples textes ; refaites ceux que vous voyez."
SEEN_IN_A_LINK = (f"{W}drawing", f"{W}pict", f"{W}sym", f"{W}fldChar", f"{W}fldSimple")


def _leads_from_nothing(link: etree._Element) -> bool:
    """Whether a link out of the document has nothing that one could click."""
    if link.get(f"{R}id") is None or next(link.iter(*SEEN_IN_A_LINK), None) is not None:
        return False
    return not "".join(one.text or "" for one in link.iter(f"{W}t")).strip()


TAGS = motif(rb"<([^\s/>!?]+)")


def _may_be_told(data: bytes) -> bool:
    """Whether the bytes of a part have in them the name of an element, or a language, that stops a template."""
    if not all(_is_known(uri.decode()) for uri in DECLARED.findall(data)):
        return True
    names = {tag.rpartition(b":")[2].decode() for tag in set(TAGS.findall(data))}
    if any(name.endswith("Change") or name.startswith("webExtension") for name in names):
        return True
    return not names.isdisjoint(STOPPING)


STOPPING = frozenset((*TOLD, *TRACKED, "taskpane"))


def _tags(root: etree._Element) -> set[str]:
    return {str(element.tag) for element in root.iter(etree.Element)}


@lru_cache(maxsize=128)
def anonymous(data: bytes, settings: bool) -> bytes:
    """The part without what tells its history; the same bytes when it tells nothing."""
    foreign = any(not _is_known(uri.decode()) for uri in DECLARED.findall(data))
    written_anew = foreign or data.count(b"<?") > 1 or b"<!--" in data
    if not (settings or written_anew or _has_a_trace(data)):
        return data
    root = fresh_root(data)
    if not (_take_out(root, settings) or written_anew):
        return data
    if foreign:
        _forget_languages(root)
    return written(root)


def _has_a_trace(data: bytes) -> bool:
    if any(trace in data for trace in TRACES) or UNSEEN_BYTES.search(data) is not None:
        return True
    named = (b"abstractNum>" in data and b":name" in data) or b"clrScheme" in data
    return named and CALLED.search(data) is not None


CALLED = motif(
    rb"<[^\s>]*:?name\s|(?:theme|Scheme)\b[^<>]*?\sname\s*=\s*(?:\"[^\"\s]*\s|'[^'\s]*\s)"
)
"""A list that has a name, a theme called by several words."""


DECLARED = motif(rb"""\sxmlns(?::[^\s=]*)?\s*=\s*["']([^"'<]*)""")
XML = "http://www.w3.org/XML/1998/namespace"
OTHERS = (XML, "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties")
LISTED = (f"{MC}Ignorable", f"{MC}ProcessContent", f"{MC}MustUnderstand")


@lru_cache(maxsize=512)
def _is_known(space: str) -> bool:
    return space in OTHERS or NAMESPACES.fullmatch(space) is not None


def _forget_languages(root: etree._Element) -> None:
    """Take out the names of languages that no element is in: any words can stand there."""
    known = [prefix for one in root.iter() for prefix, uri in one.nsmap.items() if _is_known(uri)]
    etree.cleanup_namespaces(root, keep_ns_prefixes=[one for one in dict.fromkeys(known) if one])
    for element in root.iter(etree.Element):
        for name in LISTED:
            typed = element.get(name)
            if typed is not None:
                kept = [one for one in str(typed).split() if one.partition(":")[0] in element.nsmap]
                element.set(name, " ".join(kept))


def _take_out(root: etree._Element, settings: bool) -> bool:
    """Whether anything had to be taken out."""
    changed = without_stale_words(root)
    for element in list(root.iter(etree.Element)):
        mended = [mend(element) for mend in MENDS]
        changed = changed or any(mended)
        parent = element.getparent()
        if parent is not None and element.tag in WRAPPING:
            _unwrap(element, parent)
            changed = True
            continue
        unknown = settings and parent is root and _is_of_no_page(element)
        if parent is not None and (unknown or _is_left_out(element, parent)):
            parent.remove(element)
            _drop_when_empty(parent)
            changed = True
    return changed


def _is_of_no_page(setting: etree._Element) -> bool:
    if setting.tag in SIGNS:
        return len(str(setting.get(f"{W}val"))) > 1
    return _local(setting) not in SETTINGS and _local(setting) not in TOLD


SIGNS = (f"{W}decimalSymbol", f"{W}listSeparator")
"""Settings of one sign."""


def _without_traces(element: etree._Element) -> bool:
    """Whether attributes that tell of the template's history had to be taken from an element."""
    said = UNREAD if element.tag in LINKS else ()
    traces = [
        name
        for name, value in element.attrib.items()
        if name in said or _is_trace(str(name), str(value))
    ]
    for name in traces:
        del element.attrib[name]
    return bool(traces)


NAMED_BY_WHO_DREW = frozenset(("docPr", "cNvPr"))
OF_A_THEME = frozenset(
    f"{DRAWING}{name}" for name in ("theme", "clrScheme", "fontScheme", "fmtScheme")
)
DRAWN, THEMED = "Dessin", "CPTS"


def _without_a_name(element: etree._Element) -> bool:
    """Give a drawing, or a theme called by several words, the same name as all; whether it had another."""
    name = str(element.get("name") or "")
    if element.tag in OF_A_THEME:
        other = THEMED if len(name.split()) > 1 else name
    else:
        other = DRAWN if name and _local(element) in NAMED_BY_WHO_DREW else name
    if other != name:
        element.set("name", other)
    return other != name


MENDS = (_without_traces, one_version, _without_a_name, without_unseen_signs)
"""What takes from an element, each by itself, what no page shows; each answers with whether it did."""


def _is_left_out(element: etree._Element, parent: etree._Element) -> bool:
    """What tells the history of a template, or adds to a drawing or to properties what only another program reads."""
    local = _local(element)
    if element.tag == EXTENSIONS and element.get("uri") is not None:
        return not _is_of_the_picture(element)
    if local == "name" and parent.tag == f"{W}abstractNum":
        return True
    if local == "compatSetting":
        return element.get(f"{W}uri") != WORD_ITSELF
    if local in DROPPED or element.tag in GALLERY:
        return local in DROPPED or element.get(f"{W}val") not in GALLERIES
    if parent.tag == CONTROL and local not in OF_A_CONTROL:
        return True
    among_properties = _local(parent).endswith(("Pr", "extLst"))
    return among_properties and _is_later(str(element.tag))


def _is_of_the_picture(extension: etree._Element) -> bool:
    """Whether an addition to a drawing is one of those kept, and holds nothing besides."""
    kept = KEPT_EXTENSIONS.get(str(extension.get("uri")).upper(), ())
    plain = len(extension.attrib) == 1 and not "".join(map(str, extension.itertext())).strip()
    return plain and all(_local(child) in kept and _says_little(child) for child in extension)


def _says_little(element: etree._Element) -> bool:
    """Whether an element only names a picture of the document, or answers yes or no."""
    return not len(element) and all(
        str(name).startswith(R) or value in ("0", "1", "true", "false")
        for name, value in element.attrib.items()
    )


def _is_later(name: str) -> bool:
    """Whether a name is of a language that Microsoft added, and that we do not know."""
    space = name.lstrip("{").rpartition("}")[0]
    return MICROSOFT.fullmatch(space) is not None and NAMESPACES.fullmatch(space) is None


def _unwrap(element: etree._Element, parent: etree._Element) -> None:
    at = parent.index(element)
    for child in reversed(list(element)):
        parent.insert(at + 1, child)
    parent.remove(element)


def _is_trace(name: str, value: str) -> bool:
    """A number of a session of work, or the folder that a picture came from, which Word takes for its description."""
    return (
        name.startswith(f"{W}rsid")
        or name in HIDDEN
        or _is_foreign(name)
        or _is_of_a_program(name)
        or name in PARAGRAPHS
        or (name == f"{W}format" and IN_WORDS.search(value) is not None)
        or (name == "id" and " " in value)  # of an old drawing, as its author called it
        or (name in ("descr", "title", OFFICE_TITLE) and PATH.match(value) is not None)
    )


IN_WORDS = motif(r"[^\W\d_]{3,}")
"""What the model of a number (« 001, 002, … ») never has."""


@lru_cache(maxsize=512)
def _is_foreign(name: str) -> bool:
    """Whether an attribute is in a language that Word does not know, and leaves unread."""
    return name.startswith("{") and not _is_known(name[1:].rpartition("}")[0])


@lru_cache(maxsize=512)
def _is_of_a_program(name: str) -> bool:
    """Whether an attribute is of those that Microsoft added otherwise than to lay a page out."""
    space = name.lstrip("{").rpartition("}")[0]
    return MICROSOFT.fullmatch(space) is not None and OF_LAYOUT.fullmatch(space) is None


def _drop_when_empty(run: etree._Element) -> None:
    """A run that held only the call of a comment goes with it."""
    around = run.getparent()
    if around is not None and run.tag == f"{W}r" and all(child.tag == f"{W}rPr" for child in run):
        around.remove(run)


DEEPEST, WIDEST, LONGEST_LINEAGE = 20, 100, 40
"""Tables and boxes one in another, cells of a row, styles based on one another; Word itself has sixty-three columns."""

HOLDING = "self::w:tbl or self::w:txbxContent or self::w:sdt or self::mc:AlternateContent"
SPACES = {"w": W[1:-1], "mc": MC[1:-1]}
NESTED = etree.XPath(
    f"boolean(//*[{HOLDING}][count(ancestor::*[{HOLDING}]) > {DEEPEST}])", namespaces=SPACES
)
WIDE = etree.XPath(f"boolean(//*[count(w:tc) > {WIDEST}])", namespaces=SPACES)
HOLDERS = (f"{W}tbl", f"{W}txbxContent", f"{W}sdt", f"{MC}AlternateContent")
ONE_IN_ANOTHER = Refus(
    f"ses tableaux ou ses zones de texte sont l'un dans l'autre plus de {DEEPEST} fois.",
    "dans Word : sortez le tableau intérieur du tableau qui le tient.",
)
TOO_WIDE = Refus(
    f"un de ses tableaux a plus de {WIDEST} colonnes.", "dans Word : supprimez-en des colonnes."
)
TOO_LONG = Refus(
    f"ses styles sont fondés l'un sur l'autre plus de {LONGEST_LINEAGE} fois.",
    "dans Word : Styles, Modifier, « Style basé sur » : Normal.",
)


TWO_OF_A_NAME = Refus("deux de ses styles ont le même identifiant : Word n'en suivrait qu'un.")
ODD_COLOUR = Refus(
    "une couleur de son thème est composée d'une façon inhabituelle.",
    "dans Word : Création, Couleurs, Personnaliser les couleurs : choisissez-la, et enregistrez.",
)
SCHEME = f"{DRAWING}clrScheme"


def _is_plain(slot: etree._Element) -> bool:
    """Whether a colour of a theme is written as Word and LibreOffice do: six figures, or that of the windows."""
    if not isinstance(slot.tag, str) or slot.tag == f"{DRAWING}extLst":
        return True
    if len(slot) != 1 or len(slot[0]):
        return False
    return slot[0].tag in (f"{DRAWING}srgbClr", f"{DRAWING}sysClr")


def _are_more(elements: Iterator[etree._Element], most: int) -> bool:
    return sum(1 for _ in elements) > most


def _nested(root: etree._Element) -> Iterator[Refus]:
    """What holds what without end: all that stands around each word is looked at as often as there are words."""
    if _are_more(root.iter(*HOLDERS), DEEPEST) and NESTED(root):
        yield ONE_IN_ANOTHER
    if _are_more(root.iter(f"{W}tc"), WIDEST) and WIDE(root):
        yield TOO_WIDE
    ids = [style.get(f"{W}styleId") for style in root.iterchildren(f"{W}style")]
    if len(set(ids)) < len(ids):
        yield TWO_OF_A_NAME
    if any(not _is_plain(slot) for scheme in root.iter(SCHEME) for slot in scheme):
        yield ODD_COLOUR
    if root.tag == f"{W}styles" and max(_lineages(root).values(), default=0) > LONGEST_LINEAGE:
        yield TOO_LONG


def _lineages(styles: etree._Element) -> dict[str, int]:
    """Style → how many others it is based on, one after another."""
    based: dict[str, str] = {}
    for style in styles.iter(f"{W}style"):
        under = style.find(f"{W}basedOn")
        if under is not None:
            based[str(style.get(f"{W}styleId"))] = str(under.get(f"{W}val"))
    found: dict[str, int] = {}
    for name in based:
        line: list[str] = []
        while name in based and name not in found and len(line) <= LONGEST_LINEAGE:
            line.append(name)
            found[name] = 0
            name = based[name]
        start = found.get(name, 0)
        found |= {one: start + rank for rank, one in enumerate(reversed(line), 1)}
    return found


def _prefix(root: etree._Element) -> Iterator[Refus]:
    """What is written later is written with Word's own prefix."""
    if str(root.tag).startswith(W) and root.nsmap.get("w") != W[1:-1]:
        yield Refus("il a été écrit d'une façon inhabituelle.")


@lru_cache(maxsize=512)
def _told(tag: str) -> tuple[Refus, ...]:
    """What an element is refused for by its very name."""
    space, _, local = tag.lstrip("{").rpartition("}")
    if not NAMESPACES.fullmatch(space):
        return (Refus(f"il contient un élément inconnu de Word ({short(local)})."),)
    if space in WORD and (local in TRACKED or local.endswith("Change")):
        return (Refus("il contient des modifications suivies.", ACCEPT),)
    if local.startswith("webExtension") or local == "taskpane":
        return (Refus(f"il contient un complément Office ({short(local)}).", "supprimez-le."),)
    if local in TOLD:
        what, remedy = TOLD[local]
        return (Refus(f"il contient {what} ({local}).", remedy),)
    return ()


def _attribute(
    element: etree._Element, name: str, value: str, links: frozenset[str], parts: frozenset[str]
) -> Iterator[Refus]:
    space, _, local = name.lstrip("{").rpartition("}")
    if not value:
        return
    if tags_opened(value):
        yield Refus(f"une balise est dans un réglage ou un nom ({short(value)}).", IN_A_PARAGRAPH)
        return
    if space == R[1:-1] or local == "relid":
        known = links | parts if element.tag in LINKS else parts
        if local not in ("id", "embed", "relid") or value not in known:
            yield Refus(
                f"il va chercher une image ou un objet hors du document ({local} de {_local(element)})."
            )
        return
    if str(element.tag).startswith(OLD_DRAWING) and _runs(local.lower(), value):
        yield Refus(f"un de ses dessins porte du code de page web ({short(local)}).", AS_PICTURE)
        return
    if local == "author":
        yield Refus("il contient des modifications suivies.", ACCEPT)
    remedy = _fetched(element, space, local, value)
    if remedy:
        yield Refus(f"il va chercher « {short(value)} » hors du document.", remedy)


def _runs(local: str, value: str) -> bool:
    """Whether an attribute of an old drawing holds what a page of the web would run or fetch."""
    return bool(SCRIPT.fullmatch(local) or (local == "style" and RUN_BY_STYLE.search(value)))


def _fetched(element: etree._Element, space: str, local: str, value: str) -> str:
    """What to do about an address in an attribute; nothing when it leads nowhere, or where a link may."""
    if local == "href" and not space and leads_to_the_web(value):
        return ""
    if local in REMEDIES:
        return REMEDIES[local]
    said = local in WORDS or _local(element) in NAMES
    return SAVE_AGAIN if FETCHED.match(value) and not said else ""


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]
