"""Words of a template where no page shows any: between elements, in settings, in the other version of a passage."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from pipeline.model.motif import motif
from pipeline.read.word.refus import AS_TEXT, Refus, short
from pipeline.read.word.xml import R, W

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
ALTERNATE, CHOICE, FALLBACK = f"{MC}AlternateContent", f"{MC}Choice", f"{MC}Fallback"
STORIES = frozenset(f"{W}{name}" for name in ("document", "hdr", "ftr", "footnotes", "endnotes"))
OF_A_RUN = (f"{W}t", f"{W}instrText")
OF_MATH = f"{MATH}t"
FLOW = frozenset(("body", "hdr", "ftr", "footnote", "endnote", "tc", "txbxContent", "sdtContent"))
LINE = frozenset(("p", "hyperlink", "sdtContent", "fldSimple", "bdo", "dir", "rt", "rubyBase"))
HOLDERS = {
    f"{W}{name}": frozenset(f"{W}{one}" for one in holders)
    for name, holders in {
        **dict.fromkeys(("r", "hyperlink", "fldSimple", "bdo", "dir"), LINE),
        **dict.fromkeys(("p", "tbl"), FLOW),
        "tr": frozenset(("tbl", "sdtContent")),
        "tc": frozenset(("tr", "sdtContent")),
        "sdt": LINE | FLOW | {"tbl", "tr"},
        "sdtContent": frozenset(("sdt",)),
        "ruby": frozenset(("r",)),
        "rt": frozenset(("ruby",)),
        "rubyBase": frozenset(("ruby",)),
    }.items()
}
"""What holds words → in what Word looks for it; anywhere else it is read by no program, or by one alone."""

PLACES = motif(
    r"\{http://schemas\.(?:openxmlformats\.org/drawingml|microsoft\.com/office/word)/[0-9]{4}/word(?:ml|processing)Drawing\}"
    r"(?:posOffset|align|pct\w+)"
)
MEASURE = motif(r"\s*-?\w{1,20}\s*", 0)
TEXTS = etree.XPath("//text()[normalize-space()]")
TWO_WORDS = motif(r"[^\W\d_]{2,}\s+[^\W\d_]{2,}")
THREE_WORDS = motif(r"[^\W\d_]{2,}[\s,;:.'’_\u00a0-]+[^\W\d_]{2,}[\s,;:.'’_\u00a0-]+[^\W\d_]{2,}")
"""Words in a row: what a sentence has and no setting."""

LONGEST = 40
SPOKEN = etree.XPath(
    f"//@*[string-length(.) > {LONGEST} or contains(translate(., '\u00a0_', '  '), ' ')]"
)
FREE = frozenset(
    (
        *("descr", "title", "alt", "tooltip", "name", "string", "instr"),
        *("hint", "Ignorable", "Requires", "ProcessContent"),
        *("MustUnderstand", "uri", "href", "embed"),
    )
)
"""Attributes that are names, or that are read elsewhere: texts in place of pictures, fonts, links, codes of fields."""

SHAPES = frozenset(
    (
        *("path", "fmla", "eqn", "adj", "points", "coordsize", "coordorigin", "textboxrect"),
        *("connectlocs", "connectangles", "limo", "inset", "from", "to", "control1", "control2"),
        *("colors", "gradientshapeok", "val", "type", "idmap", "data", "v", "polar", "dashstyle"),
    )
)
SHAPE = motif(r"[-+*/?:@#,.;%\w\s]*", 0)
OF_SHAPES = motif(
    r"val|sum|prod(?:uct)?|mid|abs|min|max|if|mod|at2|atan2|cos|sin|tan|sqrt|cat2|sat2|pin|cosatan2|sinatan2|sumangle|ellipse"
    r"|[a-z]{1,3}[0-9]*|[lrtbwh]|wd|hd|ss|ls|hc|vc|adj[0-9]*|width|height|left|right|top|bottom|center|x\w*|y\w*"
    r"|dx\w*|dy\w*|pixelwidth|pixelheight|pixellinewidth|linedrawn|emuwidth|[0-9.-]+"
)
NAMED = frozenset(
    f"{W}{name}"
    for name in (
        *("name", "aliases", "lvlText", "tblCaption", "tblDescription", "altName", "lsdException"),
        *("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link", "numStyleLink", "styleLink"),
        *("style", "docPartGallery", "format"),
    )
)
"""Elements whose value is the name of something that Word lists."""

LONGEST_NAME = 80
FONTS = frozenset(("ascii", "hAnsi", "cs", "eastAsia", "typeface"))
LONGEST_FONT = 31
"""Letters of the name of a font, for Windows."""

MARKS = frozenset((f"{W}bookmarkStart", f"{W}hyperlink"))
"""What bears the name of a place, in one word."""

OF_FONTS = motif(r"font-family\s*:[^;]*")
WORDS_OF = motif(r"[^\W\d_]{2,}")
OF_STYLES = frozenset(
    (
        *("position", "absolute", "relative", "static", "left", "top", "right", "bottom", "center"),
        *("middle", "inside", "outside", "margin", "width", "height", "index", "visibility"),
        *("hidden", "visible", "inherit", "rotation", "flip", "display", "none", "block", "inline"),
        *("mso", "wrap", "style", "distance", "horizontal", "vertical", "page", "text", "char"),
        *("line", "column", "area", "percent", "fit", "shape", "anchor", "layout", "flow", "alt"),
        *("to", "ideographic", "auto", "square", "tight", "through", "around", "font", "size"),
        *("family", "weight", "bold", "italic", "normal", "variant", "align", "rotate", "letters"),
        *("same", "heights", "kern", "tracking", "spacing", "next", "textbox", "edited", "bidi"),
        *("direction", "ltr", "rtl", "pt", "px", "in", "cm", "mm", "pc", "emu", "fd", "xy", "yx"),
        *("type", "word", "white", "space", "nowrap", "tab", "interval", "stretch", "justify"),
        *("decoration", "underline", "color", "border", "background", "and", "baseline", "base"),
    )
)
"""The words of the settings of old drawings."""

CODES = motif(r"[0-9A-Fa-f{}, -]*|https?://[\w./-]+|urn:[\w:.-]+", 0)


def unseen_words(root: etree._Element) -> Iterator[Refus]:
    """What is refused for its place: a text outside of a run, a sentence in a setting."""
    texts: Any = TEXTS(root)
    for text in texts:
        if text.is_tail or not _may_hold(root, text.getparent(), str(text)):
            said = short(str(text).strip())
            yield Refus(f"il contient un texte qu'aucune page ne montre ({said}).")
    values: Any = SPOKEN(root)
    for value in values:
        if _is_a_sentence(value.getparent(), str(value.attrname), str(value)):
            yield Refus(f"un de ses réglages contient des mots ({short(str(value))}).")
    for mark in root.iter(*MARKS):
        name = str(mark.get(f"{W}name") or mark.get(f"{W}anchor") or "")
        if names_a_sentence(name):
            yield Refus(f"un de ses réglages contient des mots ({short(name)}).")
    yield from _out_of_place(root)
    yield from _unknown(root)


def _unknown(root: etree._Element) -> Iterator[Refus]:
    """Versions for a program that is none, and what equations hide."""
    for choice in root.iter(CHOICE):
        if not set(str(choice.get("Requires", "")).split()) <= set(map(str, choice.nsmap)):
            yield Refus("un de ses passages est écrit pour un programme que Word ne connaît pas.")
    for phantom in root.iter(f"{MATH}phant"):
        if "".join(map(str, phantom.itertext())).strip():
            yield Refus("une de ses équations a une partie invisible (phant).", AS_TEXT)


def _out_of_place(root: etree._Element) -> Iterator[Refus]:
    """Runs, paragraphs and tables in what Word does not look for them."""
    for element in root.iter(*HOLDERS) if root.tag in STORIES else ():
        around = _holder(element)
        if around not in HOLDERS[str(element.tag)] and not around.startswith(MATH):
            said = short(around.rpartition("}")[2])
            yield Refus(f"il contient des mots là où Word n'en attend pas ({said}).")


def _holder(element: etree._Element) -> str:
    """In what an element stands, versions of a passage left out."""
    parents = (str(one.tag) for one in element.iterancestors())
    return next((tag for tag in parents if not tag.startswith(MC)), "")


def _may_hold(root: etree._Element, element: etree._Element, text: str) -> bool:
    parents = (one for one in element.iterancestors() if not str(one.tag).startswith(MC))
    around = next((one.tag for one in parents), None)
    if element.tag in OF_A_RUN:
        return around == f"{W}r" and root.tag in STORIES
    if element.tag == OF_MATH:
        return around == f"{MATH}r" and root.tag in STORIES
    return PLACES.fullmatch(str(element.tag)) is not None and MEASURE.fullmatch(text) is not None


def _is_a_sentence(element: etree._Element, name: str, value: str) -> bool:
    """Whether an attribute holds words where Word only needs numbers and names of its own."""
    local = name.rpartition("}")[2]
    most = _longest_name(element, local)
    if most:
        return len(value) > most or (element.tag in MARKS and names_a_sentence(value))
    if local == "style":
        return _says_more_than_a_style(OF_FONTS.sub("", value))
    if local in FREE or CODES.fullmatch(value):
        return False
    if not str(element.tag).startswith(W) and local in SHAPES and SHAPE.fullmatch(value):
        return THREE_WORDS.search(_without_shapes(value)) is not None
    return _speaks(value, TWO_WORDS if str(element.tag).startswith(W) else THREE_WORDS)


BY_PROGRAMS = motif(r"RefHeading|RefNumPara|DdeLink|Fieldmark|UNO_BOOKMARK|Hlk|Toc|Ref|GoBack")
CAPITAL = motif(r"(?<=[^\W\d_A-Z])(?=[A-Z])")


def names_a_sentence(name: str) -> bool:
    """Whether the name of a place is made of more words than a title, those of Word's and LibreOffice's own names aside."""
    own = CAPITAL.sub(" ", BY_PROGRAMS.sub("", name))
    return len(name.split()) > 1 or len(WORDS_OF.findall(own)) > MOST_WORDS_OF_A_NAME


MOST_WORDS_OF_A_NAME = 3


def _says_more_than_a_style(value: str) -> bool:
    """Whether the style of an old drawing holds words besides those that Word writes in it."""
    others = [word for word in WORDS_OF.findall(value.lower()) if word not in OF_STYLES]
    return len(others) > 1 or LONG_WORD.search(value) is not None


def _speaks(value: str, row: re.Pattern[str]) -> bool:
    """Whether words follow one another, or letters longer than in any name of Word's."""
    return row.search(value) is not None or LONG_WORD.search(value) is not None


def _longest_name(element: etree._Element, local: str) -> int:
    """The letters that an attribute may have when it is the name of a font, of a place or of a style; else 0."""
    if local in FONTS or element.tag == f"{W}font":
        return LONGEST_FONT
    if element.tag in MARKS and local in ("name", "anchor"):
        return LONGEST
    return LONGEST_NAME if element.tag in NAMED else 0


def _without_shapes(value: str) -> str:
    """What is left of a formula or an outline without the words of their language."""
    return " ".join(
        word for word in value.replace(",", " ").split() if not OF_SHAPES.fullmatch(word)
    )


LONG_WORD = motif(r"[^\W\d_]{41,}")


# --- tags -----------------------------------------------------------------------------------------------------------

OPENINGS = ("{{", "{%", "{#", "{_")
"""How what fills a template finds a tag, once all that stands between its signs is taken out."""

IN_A_PARAGRAPH = "écrivez chaque balise dans un seul paragraphe, hors de tout champ, équation, nom et texte de remplacement."


def tags_opened(text: str) -> int:
    return sum(map(text.count, OPENINGS))


def tags_out_of_place(root: etree._Element) -> Iterator[Refus]:
    """Tags that would be filled though they are in no paragraph as it is read: in an equation, cut over two paragraphs."""
    if root.tag not in STORIES:
        return
    words: dict[etree._Element | None, list[str]] = {}
    for text in root.iter(f"{W}t"):
        words.setdefault(next(text.iterancestors(f"{W}p"), None), []).append(text.text or "")
    read = sum(tags_opened("".join(said)) for said in words.values())
    if tags_opened("".join(map(str, root.itertext()))) > read:
        yield Refus(
            "une de ses balises n'est pas dans un paragraphe, ou est coupée.", IN_A_PARAGRAPH
        )


# --- signs that draw nothing --------------------------------------------------------------------------------------

UNSEEN = motif(
    "[\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
UNSEEN_BYTES = motif(
    rb"\xe2\x80[\x8b-\x8f\xaa-\xae]|\xe2\x81[\xa0-\xaf]|\xef\xbb\xbf|\xef\xb8[\x80-\x8f]|\xef\xbe\xa0|\xef\xbf[\xb0-\xb8]"
    rb"|\xcd\x8f|\xd8\x9c|\xe1\x85[\x9f\xa0]|\xe1\x9e[\xb4\xb5]|\xe1\xa0[\x8b-\x8f]|\xe3\x85\xa4|\xf0\x9d\x85|\xf3\xa0|&#"
)
"""The same as they are coded, or might be."""


def without_unseen_signs(element: etree._Element) -> bool:
    """Take out of a text the signs that draw nothing, or turn the reading: they can spell a whole message."""
    typed = element.text or "" if element.tag in (f"{W}t", OF_MATH) else ""
    kept = typed if typed.isascii() else UNSEEN.sub("", typed)
    if kept == typed:
        return False
    element.text = kept
    return True


# --- two versions of a passage -------------------------------------------------------------------------------------


def one_version(alternate: etree._Element) -> bool:
    """Leave the versions of a passage that say other words, or call other parts, than the first: Word shows that one.

    Answer with whether anything was taken out.
    """
    if alternate.tag != ALTERNATE:
        return False
    first = alternate.find(CHOICE)
    others = [one for one in alternate if one is not first and one.tag in (CHOICE, FALLBACK)]
    if first is None:
        return False
    shown = (_words(first), _calls(first))
    left = [one for one in others if _words(one) != shown[0] or not _calls(one) <= shown[1]]
    for one in left:
        alternate.remove(one)
    return bool(left)


def _words(version: etree._Element) -> str:
    said = (
        (element.text or "")
        if element.tag in (f"{W}t", OF_MATH)
        else str(element.get("string", ""))
        for element in version.iter(etree.Element)
    )
    return " ".join("".join(said).split())


def _calls(version: etree._Element) -> set[str]:
    return {
        str(value)
        for element in version.iter(etree.Element)
        for name, value in element.attrib.items()
        if str(name).startswith(R)
    }
