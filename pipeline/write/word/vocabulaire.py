"""The layout that surely shows its words: Word's elements, each with the values that no reader could miss.

There are more ways to hide words in a Word file than anybody can list.  This lists what is plain instead, and whatever
is not here is told with the words that stand in it (``rares.py``).  Nothing here is wrong or forbidden elsewhere.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from string import hexdigits
from typing import TypeVar

from pipeline.model.motif import motif

_T = TypeVar("_T")
Values = Callable[[str], bool]
Element = Mapping[str, Values]
"""Attribute → the values that are plain."""


def between(least: int, most: int) -> Values:
    """A whole number, in the unit of its attribute: twentieths of a point where Word's own files have them."""
    return lambda typed: _is_whole(typed) and least <= int(typed) <= most


def _is_whole(typed: str) -> bool:
    figures = typed.removeprefix("-")
    return figures.isascii() and figures.isdigit() and len(figures) <= LONGEST_WHOLE


def one_of(words: str) -> Values:
    known = frozenset(words.split())
    return known.__contains__


def each(names: str, value: _T) -> dict[str, _T]:
    """The same value for several names."""
    return dict.fromkeys(names.split(), value)


def up_to(most: int) -> Values:
    """So many letters: another reader judges what they say."""
    return lambda typed: len(typed) <= most


def figures_of_sixteen(least: int, most: int) -> Values:
    return lambda typed: least <= len(typed) <= most and SIXTEEN.issuperset(typed)


def either(first: Values, second: Values) -> Values:
    return first if first is second else lambda typed: first(typed) or second(typed)


def is_a_word(typed: str) -> bool:
    """Whether it is one of the names of Word's settings, which have no space and no accent."""
    return (
        typed.isascii()
        and typed.isalnum()
        and len(typed) <= LONGEST_WORD
        and _has_few_figures(typed)
    )


def is_a_language(typed: str) -> bool:
    """« fr-FR », « zh-Hant-TW », « x-none »; nothing at all is none."""
    parts = typed.split("-")
    short = all(part.isascii() and len(part) <= LONGEST_PART for part in parts)
    return short and len(parts) <= MOST_PARTS and _has_few_figures(typed)


def is_an_id(typed: str) -> bool:
    """Whether it may name a place or a relationship: other readers judge what the names of places say."""
    return ID.fullmatch(typed) is not None


def is_a_plain_name(typed: str) -> bool:
    """Whether the name of a style, of a font or of a table is no more than a name: few words, no number of a phone."""
    few_words = len(IN_WORDS.findall(typed)) <= MOST_WORDS and len(typed) <= LONGEST_NAME
    return few_words and _has_few_figures(typed) and "@" not in typed


def _has_few_figures(typed: str) -> bool:
    return sum(map(str.isdigit, typed)) <= MOST_FIGURES


SIXTEEN, LONGEST_WORD = frozenset(hexdigits), 50
LONGEST_NAME, MOST_WORDS, MOST_FIGURES = 50, 6, 5
IN_WORDS = motif(r"[^\W\d_]{2,}")
LONGEST_PART, MOST_PARTS = 4, 3
LONGEST_WHOLE = 11
ID = motif(r"[\w .,+-]{1,60}")
PATTERNS = " ".join(f"pct{part}" for part in range(5, 100))
FLAG = one_of("0 1 true false on off")
CODE = figures_of_sixteen(2, 8)
COLOUR = either(one_of("auto"), figures_of_sixteen(6, 6))
RANK = between(0, 9_999)
OF_A_THEME = one_of(
    "dark1 light1 dark2 light2 accent1 accent2 accent3 accent4 accent5 accent6 hyperlink followedHyperlink none "
    "background1 text1 background2 text2"
)
OF_FONTS = one_of(
    "majorEastAsia majorBidi majorAscii majorHAnsi minorEastAsia minorBidi minorAscii minorHAnsi"
)
SHADE = figures_of_sixteen(2, 2)
WIDTH = either(between(0, 0), between(300, 20_000))
"""Of a column: none said, or half a centimetre and more; a part of the table in fiftieths of a percent is as wide."""

SIDE = one_of(
    "left right center both start end justify distribute lowKashida mediumKashida highKashida thaiDistribute numTab"
)


LINE: Element = {
    "val": is_a_word,
    "sz": between(0, 96),
    "space": between(0, 31),
    "color": COLOUR,
    "themeColor": OF_A_THEME,
    "themeTint": SHADE,
    "themeShade": SHADE,
    "shadow": FLAG,
    "frame": FLAG,
}
PADDING: Element = {"w": between(0, 1_500), "type": one_of("dxa nil")}
COLOURED: Element = {
    "val": COLOUR,
    "themeColor": OF_A_THEME,
    "themeTint": SHADE,
    "themeShade": SHADE,
}
GROUND: Element = {
    "val": one_of(f"clear nil solid {PATTERNS}"),
    "color": COLOUR,
    "fill": COLOUR,
    **each("themeColor themeFill", OF_A_THEME),
    **each("themeTint themeShade themeFillTint themeFillShade", SHADE),
}
NOTHING: Element = {}
FLAGGED: Element = {"val": FLAG}
NAMED: Element = {"val": is_a_plain_name}
RANKED: Element = {"val": RANK}
CODED: Element = {"val": CODE}
SIZED: Element = {"val": between(10, 200)}
"""Halves of a point: letters of five points and more."""

LOOK: Element = each(
    "firstRow lastRow firstColumn lastColumn noHBand noVBand oddVBand evenVBand oddHBand evenHBand "
    "firstRowFirstColumn firstRowLastColumn lastRowFirstColumn lastRowLastColumn",
    FLAG,
)

LETTERS: Mapping[str, Element] = {
    "rStyle": NAMED,
    "rFonts": {
        **each("ascii hAnsi eastAsia cs", is_a_plain_name),
        **each("asciiTheme hAnsiTheme eastAsiaTheme cstheme", OF_FONTS),
        "hint": one_of("default eastAsia cs"),
    },
    **each(
        "b bCs i iCs caps smallCaps strike dstrike noProof snapToGrid webHidden cs rtl oMath",
        FLAGGED,
    ),
    "color": COLOURED,
    "w": {"val": between(60, 200)},
    "kern": {"val": between(0, 200)},
    "position": {"val": between(-12, 12)},
    "sz": SIZED,
    "szCs": SIZED,
    "highlight": {"val": is_a_word},
    "u": {**COLOURED, "val": is_a_word, "color": COLOUR},
    "bdr": LINE,
    "shd": GROUND,
    "vertAlign": {"val": one_of("baseline superscript subscript")},
    "lang": each("val eastAsia bidi", is_a_language),
}

PARAGRAPHS: Mapping[str, Element] = {
    "pStyle": NAMED,
    **each(
        "keepNext keepLines pageBreakBefore widowControl suppressLineNumbers suppressAutoHyphens kinsoku wordWrap",
        FLAGGED,
    ),
    **each(
        "overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd contextualSpacing mirrorIndents",
        FLAGGED,
    ),
    "numPr": NOTHING,
    "ilvl": {"val": between(0, 8)},
    "numId": RANKED,
    "pBdr": NOTHING,
    **each("between bar", LINE),
    "tabs": NOTHING,
    "tab": {
        "val": one_of("left right center decimal bar clear num start end"),
        "leader": one_of("none dot hyphen underscore heavy middleDot"),
        "pos": between(-1_500, 11_000),
    },
    "spacing": {
        "before": between(0, 4_800),
        "after": between(0, 4_800),
        "beforeLines": between(0, 400),
        "afterLines": between(0, 400),
        "beforeAutospacing": FLAG,
        "afterAutospacing": FLAG,
        "line": between(200, 1_440),
        "lineRule": one_of("auto exact atLeast"),
        "val": between(-20, 200),
    },
    "ind": {
        "left": between(-1_500, 6_600),
        "start": between(-1_500, 6_600),
        "right": between(-1_500, 2_900),
        "end": between(-1_500, 2_900),
        "hanging": between(0, 3_000),
        "firstLine": between(0, 3_000),
        **each("leftChars rightChars firstLineChars hangingChars", between(0, 400)),
    },
    "textAlignment": {"val": one_of("auto baseline top center bottom")},
    "jc": {"val": SIDE},
    "outlineLvl": {"val": between(0, 9)},
}

TABLES: Mapping[str, Element] = {
    **each(
        "tbl tblGrid tr tc tblPr tblPrEx trPr tcPr tblBorders tcBorders tblCellMar tcMar", NOTHING
    ),
    "tblStyle": NAMED,
    "tblOverlap": {"val": one_of("never overlap")},
    **each("tblStyleRowBandSize tblStyleColBandSize", RANKED),
    "tblW": {"w": between(0, 20_000), "type": one_of("dxa pct auto nil")},
    "tblInd": {"w": between(-1_500, 3_000), "type": one_of("dxa auto nil")},
    "tblLayout": {"type": one_of("fixed autofit")},
    "tblLook": {"val": CODE, **LOOK},
    **each("tblCaption tblDescription", NAMED),
    "gridCol": {"w": WIDTH},
    "cnfStyle": {"val": figures_of_sixteen(12, 12), **LOOK},
    "cantSplit": FLAGGED,
    "tblHeader": FLAGGED,
    "trHeight": {"val": between(0, 12_000), "hRule": one_of("auto atLeast")},
    "tcW": {"w": WIDTH, "type": one_of("dxa pct auto nil")},
    "gridSpan": {"val": between(1, 63)},
    "vMerge": {"val": one_of("restart continue")},
    "noWrap": FLAGGED,
    "hideMark": FLAGGED,
    "vAlign": {"val": one_of("top center bottom both")},
    **each("top left bottom right start end", {**LINE, **PADDING}),
    **each("insideH insideV tl2br tr2bl", LINE),
}

PAGES: Mapping[str, Element] = {
    "sectPr": NOTHING,
    **each(
        "headerReference footerReference", {"type": one_of("default first even"), "id": is_an_id}
    ),
    **each("footnotePr endnotePr", NOTHING),
    "pos": {"val": one_of("pageBottom beneathText sectEnd docEnd")},
    "numStart": RANKED,
    "numRestart": {"val": one_of("continuous eachSect eachPage")},
    "type": {"val": one_of("nextPage continuous evenPage oddPage nextColumn")},
    "pgSz": {
        "w": between(8_000, 25_000),
        "h": between(8_000, 25_000),
        "orient": one_of("portrait landscape"),
        "code": RANK,
    },
    "pgMar": {
        **each(
            "top bottom", between(-3_600, 3_600)
        ),  # below zero, one that the header does not push
        **each("right left header footer gutter", between(0, 3_600)),
    },
    "pgBorders": {
        "offsetFrom": one_of("page text"),
        "display": one_of("allPages firstPage notFirstPage"),
        "zOrder": one_of("front back"),
    },
    "pgNumType": {
        "fmt": is_a_word,
        "start": RANK,
        "chapStyle": RANK,
        "chapSep": is_a_word,
    },
    "cols": {"num": between(1, 3), "space": between(0, 1_500), "equalWidth": FLAG, "sep": FLAG},
    "col": {"w": between(2_000, 12_000), "space": between(0, 1_500)},
    "titlePg": FLAGGED,
    "docGrid": {
        "type": is_a_word,
        "linePitch": RANK,
        "charSpace": between(-9_999, 9_999),
    },
    **each("noEndnote formProt rtlGutter", FLAGGED),
    "textDirection": {"val": one_of("lrTb")},
}

STORIES: Mapping[str, Element] = {
    **each("document hdr ftr footnotes endnotes body p r pPr rPr cr sdtContent sdtEndPr", NOTHING),
    **each(
        "noBreakHyphen softHyphen pgNum separator continuationSeparator footnoteRef endnoteRef",
        NOTHING,
    ),
    "t": {"space": one_of("preserve default")},
    "instrText": {"space": one_of("preserve default")},
    "ptab": {
        "alignment": SIDE,
        "relativeTo": one_of("margin indent"),
        "leader": is_a_word,
    },
    "br": {"type": one_of("page column textWrapping"), "clear": one_of("none left right all")},
    "sym": {"font": is_a_plain_name, "char": CODE},
    "lastRenderedPageBreak": NOTHING,
    "proofErr": {"type": one_of("spellStart spellEnd gramStart gramEnd")},
    "hyperlink": {"id": is_an_id, "anchor": is_an_id, "history": FLAG},
    "bookmarkStart": {"id": RANK, "name": is_an_id, "colFirst": RANK, "colLast": RANK},
    "bookmarkEnd": {"id": RANK},
    "fldChar": {"fldCharType": one_of("begin separate end"), "dirty": FLAG, "fldLock": FLAG},
    "fldSimple": {"instr": up_to(260), "dirty": FLAG, "fldLock": FLAG},
    **each("footnoteReference endnoteReference", {"id": RANK, "customMarkFollows": FLAG}),
    **each(
        "footnote endnote",
        {
            "id": between(-1, 9_999),
            "type": one_of("normal separator continuationSeparator continuationNotice"),
        },
    ),
    **each("sdt sdtPr docPartObj drawing pict", NOTHING),
    "background": {
        "color": COLOUR,
        "themeColor": OF_A_THEME,
        "themeTint": SHADE,
        "themeShade": SHADE,
    },
    "lock": {"val": one_of("sdtLocked contentLocked unlocked sdtContentLocked")},
    "docPartGallery": NAMED,
    "docPartCategory": NAMED,
    "docPartUnique": FLAGGED,
    **each("picture richText text", {"multiLine": FLAG}),
    "id": {"val": between(-(2**31), 2**31)},
}

STYLES: Mapping[str, Element] = {
    **each("styles docDefaults rPrDefault pPrDefault", NOTHING),
    "style": {
        "type": one_of("paragraph character table numbering"),
        "styleId": is_a_plain_name,
        "default": FLAG,
        "customStyle": FLAG,
    },
    **each("name basedOn next link", NAMED),
    **each("autoRedefine semiHidden unhideWhenUsed qFormat locked", FLAGGED),
    "uiPriority": RANKED,
    "tblStylePr": {
        "type": one_of(
            "wholeTable firstRow lastRow firstCol lastCol band1Vert band2Vert band1Horz band2Horz neCell nwCell seCell swCell"
        )
    },
}

LISTS: Mapping[str, Element] = {
    "numbering": NOTHING,
    "abstractNum": {"abstractNumId": RANK, "restartNumberingAfterBreak": FLAG, "durableId": RANK},
    **each("nsid tmpl", CODED),
    "multiLevelType": {"val": one_of("singleLevel multilevel hybridMultilevel")},
    "lvl": {"ilvl": between(0, 8), "tplc": CODE, "tentative": FLAG},
    **each("start startOverride", RANKED),
    "lvlRestart": {"val": between(0, 9)},
    "numFmt": {"val": is_a_word},
    "isLgl": FLAGGED,
    "suff": {"val": one_of("tab space nothing")},
    "lvlText": {"val": up_to(40)},
    "lvlJc": {"val": SIDE},
    "num": {"numId": RANK, "durableId": RANK},
    "abstractNumId": RANKED,
    "lvlOverride": {"ilvl": between(0, 8)},
    **each("numStyleLink styleLink", NAMED),
}

SETTINGS: Mapping[str, Element] = {
    **each("settings compat hdrShapeDefaults shapeDefaults", NOTHING),
    "zoom": {"percent": between(10, 500), "val": one_of("none fullPage bestFit textFit")},
    "clrSchemeMapping": {
        "bg1": one_of("light1"),
        "t1": one_of("dark1"),
        "bg2": one_of("light2"),
        "t2": one_of("dark2"),
        **{f"accent{rank}": one_of(f"accent{rank}") for rank in range(1, 7)},
        "hyperlink": one_of("hyperlink"),
        "followedHyperlink": one_of("followedHyperlink"),
    },
    "themeFontLang": each("val eastAsia bidi", is_a_language),
    "characterSpacingControl": {"val": is_a_word},
    "compatSetting": {
        "name": is_a_word,
        "uri": one_of("http://schemas.microsoft.com/office/word"),
        "val": RANK,
    },
    **each("decimalSymbol listSeparator", {"val": one_of(", ; . : /")}),
    "defaultTableStyle": NAMED,
    **each(
        "defaultTabStop hyphenationZone consecutiveHyphenLimit drawingGridHorizontalSpacing drawingGridVerticalSpacing "
        "displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery",
        RANKED,
    ),
    **each(
        "mirrorMargins bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors "
        "hideGrammaticalErrors removePersonalInformation removeDateAndTime autoHyphenation doNotHyphenateCaps "
        "evenAndOddHeaders displayBackgroundShape doNotUseMarginsForDrawingGridOrigin spaceForUL ulTrailSpace "
        "balanceSingleByteDoubleByteWidth doNotLeaveBackslashAlone doNotExpandShiftReturn adjustLineHeightInTable "
        "useFELayout",
        FLAGGED,
    ),
}


def _merged(groups: Iterable[Mapping[str, Element]]) -> Mapping[str, Element]:
    """One element for each name: ``w:start`` is where a list begins, the side of a cell and its line."""
    merged: dict[str, dict[str, Values]] = {}
    for name, element in itertools.chain.from_iterable(group.items() for group in groups):
        known = merged.setdefault(name, {})
        for attribute, values in element.items():
            known[attribute] = either(known.get(attribute, values), values)
    return merged


PLAIN = _merged((LETTERS, PARAGRAPHS, TABLES, PAGES, STORIES, STYLES, LISTS, SETTINGS))
"""Element of Word's own language → its plain attributes."""

LATER = frozenset(("ligatures", "numForm", "numSpacing", "stylisticSets", "styleSet", "cntxtAlts"))
"""What Microsoft added and only refines letters."""


def is_plain(local: str, attributes: Mapping[str, str]) -> bool:
    """Whether an element of Word's own language, attributes without their prefixes, surely shows its words."""
    known = PLAIN.get(local)
    if known is None:
        return False
    return all(name in known and known[name](typed) for name, typed in attributes.items())


# --- tags as they are typed -------------------------------------------------------------------------------------------

TAG = motif(rb"<[^>]*>")
OPENED = motif(
    r"<(?:/[\w.:-]+\s*|([\w.-]+):([\w.-]+)((?:\s+[\w.:-]+=\"[^\"<>]*\")*)\s*/?)>|<\?xml[^<>]{0,80}\?>",
    re.ASCII,
)
ATTRIBUTE = motif(r'(?:([\w.-]+):)?([\w.-]+)="([^"]*)"', re.ASCII)
WORDS_OF_OTHERS = frozenset(("txbx", "textbox", "textpath", "t"))
"""Elements of other languages that hold words: text boxes, fancy letters, equations."""


def is_all_plain(part: bytes) -> bool:
    """Whether every tag of a part is plain as it is typed; what cannot be told so is for a closer look."""
    return all(map(_is_plain_tag, set(TAG.findall(part))))


@lru_cache(maxsize=4096)
def _is_plain_tag(tag: bytes) -> bool:
    opened = OPENED.fullmatch(tag.decode("utf-8", "replace"))
    if opened is None:
        return False
    prefix, local, typed = opened.groups()
    if prefix is None:  # the end of an element, or the first line of the file
        return True
    attributes = ATTRIBUTE.findall(typed)
    declared = [(name, value) for of, name, value in attributes if of == "xmlns"]
    if not all(is_a_plain_declaration(*pair) for pair in declared):
        return False
    said = {name: value for of, name, value in attributes if of not in ("xmlns", "mc")}
    return _is_plain_of(prefix, local, said)


def _is_plain_of(prefix: str, local: str, said: Mapping[str, str]) -> bool:
    """Whether an element is plain; one of another language than Word's own, when it holds no words."""
    if prefix == "w":
        return not any("&" in value for value in said.values()) and is_plain(local, said)
    if prefix == "w14":
        return local in LATER
    if prefix == "mc":
        return all(one in SPACES for one in said.get("Requires", "").split())
    return local not in WORDS_OF_OTHERS


def is_a_plain_declaration(prefix: str, space: str) -> bool:
    return SPACES.get(prefix) == space


OFFICE = "http://schemas.microsoft.com/office"
OPEN = "http://schemas.openxmlformats.org"
SPACES: Mapping[str, str] = {
    "w": f"{OPEN}/wordprocessingml/2006/main",
    "r": f"{OPEN}/officeDocument/2006/relationships",
    "m": f"{OPEN}/officeDocument/2006/math",
    "mc": f"{OPEN}/markup-compatibility/2006",
    "sl": f"{OPEN}/schemaLibrary/2006/main",
    "a": f"{OPEN}/drawingml/2006/main",
    "pic": f"{OPEN}/drawingml/2006/picture",
    "wp": f"{OPEN}/drawingml/2006/wordprocessingDrawing",
    "mo": f"{OFFICE}/mac/office/2008/main",
    "mv": "urn:schemas-microsoft-com:mac:vml",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "w10": "urn:schemas-microsoft-com:office:word",
    "w14": f"{OFFICE}/word/2010/wordml",
    "w15": f"{OFFICE}/word/2012/wordml",
    "w16": f"{OFFICE}/word/2018/wordml",
    "w16cex": f"{OFFICE}/word/2018/wordml/cex",
    "w16cid": f"{OFFICE}/word/2016/wordml/cid",
    "w16du": f"{OFFICE}/word/2023/wordml/word16du",
    "w16sdtdh": f"{OFFICE}/word/2020/wordml/sdtdatahash",
    "w16sdtfl": f"{OFFICE}/word/2024/wordml/sdtformatlock",
    "w16se": f"{OFFICE}/word/2015/wordml/symex",
    "wne": f"{OFFICE}/word/2006/wordml",
    "wp14": f"{OFFICE}/word/2010/wordprocessingDrawing",
    "wpc": f"{OFFICE}/word/2010/wordprocessingCanvas",
    "wpg": f"{OFFICE}/word/2010/wordprocessingGroup",
    "wpi": f"{OFFICE}/word/2010/wordprocessingInk",
    "wps": f"{OFFICE}/word/2010/wordprocessingShape",
    "a14": f"{OFFICE}/drawing/2010/main",
    "a16": f"{OFFICE}/drawing/2014/main",
    "asvg": f"{OFFICE}/drawing/2016/SVG/main",
    "am3d": f"{OFFICE}/drawing/2017/model3d",
    "aink": f"{OFFICE}/drawing/2016/ink",
    "oel": f"{OFFICE}/2019/extlst",
    "cx": f"{OFFICE}/drawing/2014/chartex",
    "cx1": f"{OFFICE}/drawing/2015/9/8/chartex",
    **{
        f"cx{rank}": f"{OFFICE}/drawing/{year}/chartex"
        for rank, year in ((2, "2015/10/21"), (3, "2016/5/9"), (4, "2016/5/10"))
    },
    **{
        f"cx{rank}": f"{OFFICE}/drawing/{year}/chartex"
        for rank, year in ((5, "2016/5/11"), (6, "2016/5/12"), (7, "2016/5/13"), (8, "2016/5/14"))
    },
}
"""The languages of Word's own files, by the prefixes that it writes."""
