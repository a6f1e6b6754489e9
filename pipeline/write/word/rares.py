"""The words of a template that stand in a layout which is not plain: told, and accepted one by one by who sees them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256

from lxml import etree

from pipeline.model.finding import Finding
from pipeline.model.motif import motif
from pipeline.model.source import WordFile
from pipeline.model.span import Span
from pipeline.model.valeur import dataclass
from pipeline.write.word.invisibles import IN_WORDS, PRINTED, rank_of
from pipeline.write.word.lieux import where
from pipeline.write.word.ooxml import W
from pipeline.write.word.package import NUMBERING, SETTINGS, STYLES, parsed
from pipeline.write.word.styles import FRENCH, REQUIRED
from pipeline.write.word.vocabulaire import (
    LATER,
    SPACES,
    is_a_plain_declaration,
    is_a_plain_name,
    is_all_plain,
    is_plain,
)

FURNITURE = (STYLES, NUMBERING, SETTINGS)
VAL = f"{{{W}}}val"
SPACE_STYLE = "Intervalle"
"""The style of empty paragraphs, whose letters are small on purpose."""

REMEDY = (
    "si vous les voyez tous dans Word, notez ce constat dans constats-acceptes.csv, ces mots dans la colonne « texte » ; "
    "sinon, supprimez-les, ou donnez-leur une mise en forme ordinaire."
)
LONGEST, MOST_TOLD = 240, 8
OTHERS = "d'autres mises en forme rares"
OF_THE_PAGE = "une page ou des colonnes inhabituelles"
KINDS: Mapping[str, str] = {
    "txbxContent": "une zone de texte",
    "textpath": "un filigrane ou un texte décoratif",
    "oMath": "une équation",
    "framePr": "un cadre",
    "trHeight": "une ligne de tableau de hauteur imposée",
    "tblpPr": "un tableau flottant",
    "textDirection": "un texte tourné",
    "fitText": "des lettres d'une largeur imposée",
    **dict.fromkeys(
        ("gridBefore", "gridAfter", "wBefore", "wAfter", "tblInd"), "un tableau décalé"
    ),
    "tblCellSpacing": "des cellules écartées",
    "ind": "un retrait inhabituel",
    "spacing": "un espacement inhabituel",
    "tab": "une tabulation inhabituelle",
    "position": "des lettres décalées",
    "w": "des lettres étirées ou serrées",
    **dict.fromkeys(("sz", "szCs"), "des lettres d'une taille inhabituelle"),
    **dict.fromkeys(("gridCol", "tcW"), "une colonne très étroite"),
    "lang": "une langue inconnue",
    "name": "un style au long nom",
    **dict.fromkeys(("pgMar", "pgSz", "cols", "col"), OF_THE_PAGE),
    "Choice": "un passage écrit pour un programme inconnu",
}
"""What layout is not plain, in the words of Word's windows."""

OF_A_RUN = f"{{{W}}}rPr"
HOLDERS = {
    f"{{{W}}}{inner}": f"{{{W}}}{outer}"
    for inner, outer in {
        "rPr": "r",
        "pPr": "p",
        "trPr": "tr",
        "tblPrEx": "tr",
        "tcPr": "tc",
        "tblPr": "tbl",
        "tblGrid": "tbl",
        "sdtPr": "sdt",
    }.items()
}
"""Properties → what they lay out."""

ID = f"{{{W}}}styleId"
SAID = (f"{{{W}}}t", f"{{{W}}}sym")
VERSIONS = f"{{{SPACES['mc']}}}"
OF_THE_FILLING = motif(r"\{%[^{}]*%\}|\{\{p\s[^{}]*\}\}")
"""Tags that print nothing, or paragraphs that are no more their own."""


@dataclass(frozen=True, slots=True)
class Rare:
    """Words in a layout that is not plain, and the paragraph where they begin."""

    sorte: str
    mots: str
    place: etree._Element | None


def mises_en_forme_rares(word: WordFile, page_is_told: bool = False) -> Iterator[Finding]:
    """A finding for each kind of layout that is not plain, with all the words that stand in it.

    ``page_is_told``, what is wrong with the sizes of the page is told by another finding.
    """
    rares = (one for one in _rares(word) if not (page_is_told and one.sorte == OF_THE_PAGE))
    for rare in _gathered(rares):
        message = f"« {rare.mots} » : dans ce gabarit, ces mots sont dans {rare.sorte}, où ils pourraient ne pas se voir."
        places = () if rare.place is None else (where(rare.place),)
        yield Finding("D028", message, Span(word.path), (*places, REMEDY))


def _gathered(rares: Iterable[Rare]) -> Iterator[Rare]:
    """One for each kind, in the order in which they come."""
    kinds: dict[str, list[Rare]] = {}
    for rare in rares:
        kind = rare.sorte if rare.sorte in kinds or len(kinds) < MOST_TOLD else OTHERS
        kinds.setdefault(kind, []).append(rare)
    for kind, found in kinds.items():
        words = " / ".join(dict.fromkeys(one.mots for one in found))
        yield Rare(kind, _quoted(words), found[0].place)


def _quoted(words: str) -> str:
    plain = " ".join(words.replace("«", "“").replace("»", "”").split())
    if len(plain) <= LONGEST:
        return plain
    seal = sha256(plain.encode()).hexdigest()[:8]  # other words would be told again
    return f"{plain[:LONGEST]}… ({len(plain)} signes, {seal})"


def _rares(word: WordFile) -> Iterator[Rare]:
    stories = {name: part for name, part in sorted(word.parts.items()) if PRINTED.fullmatch(name)}
    styles = _rare_styles(word.parts[STYLES])
    for part in stories.values():
        if not is_all_plain(part):
            yield from _in_a_story(parsed(part))
        if b"instrText" in part or b"fldSimple" in part:
            yield from _in_codes(parsed(part), _names_of_styles(word.parts[STYLES]))
        named = {name: rare for name, rare in styles.items() if f'"{name}"'.encode() in part}
        if named:
            yield from _in_a_style(parsed(part), named)
    yield from _in_contents(word, styles)
    yield from _in_the_furniture(word)


# --- stories ----------------------------------------------------------------------------------------------------------


LEVELS = frozenset("123456789")
LINK = "HYPERLINK"
"""The field whose code is an address, judged where the template is read."""

WITH_A_NAME = frozenset(("REF", "PAGEREF", "NOTEREF", "SEQ", "STYLEREF"))
"""The fields whose code names a place, a list or a style."""

FORMATS = frozenset(
    (
        *(
            "arabic",
            "arabicdash",
            "roman",
            "alphabetic",
            "ordinal",
            "ordtext",
            "cardtext",
            "upper",
            "lower",
        ),
        *("firstcap", "caps", "charformat", "mergeformat", "mergeformatinet"),
    )
)
"""How a number or a title is written, after « \\* »."""

BEGUN, CODE, SIMPLE = (f"{{{W}}}{name}" for name in ("fldChar", "instrText", "fldSimple"))
TOKEN = motif(r'"[^"]*"?|\\.?|[^\s"\\]+')
PLACE = motif(r"_[A-Za-z]{2,12}[0-9]{1,12}|[0-9](?:-[0-9])?|[0-9]{1,2}")
"""A place that Word named, a range of levels, a small number."""

MOST_FIGURES = 2
SWITCH = "\\"
OF_A_WORD = tuple("abcdfs")
"""The switches that a place, a list or a sign is named after."""

PICTURE = frozenset("0#.,x+-% €")


def _in_codes(root: etree._Element, known: frozenset[str]) -> Iterator[Rare]:
    """The codes of fields that say more than such a field needs: what is no style, no place, no format."""
    for element, code in _codes(root):
        name, *said = TOKEN.findall(code) or [""]
        if name.upper() != LINK and not _is_a_code(name.upper(), said, known):
            around = next(element.iterancestors(f"{{{W}}}p"), None)
            yield Rare("le code d'un champ", " ".join(code.split()), around)


def _codes(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Each code, whole, with an element of its field."""
    opened: list[list[str]] = []
    for element in root.iter(BEGUN, CODE, SIMPLE):
        mark = element.get(f"{{{W}}}fldCharType")
        if element.tag == SIMPLE:
            yield element, str(element.get(f"{{{W}}}instr", ""))
        elif mark == "begin":
            opened.append([])
        elif opened and element.tag == CODE:
            opened[-1].append(element.text or "")
        elif opened:
            code = opened.pop()
            opened += [[]] if mark == "separate" else []
            if code:
                yield element, "".join(code)


def _is_a_code(name: str, said: Sequence[str], known: frozenset[str]) -> bool:
    """Whether a code is a name, what some fields are about, then switches with at most one thing said after each."""
    about = bool(said) and name in WITH_A_NAME and not said[0].startswith(SWITCH)
    if about and not (_is_a_place(said[0]) or _is_known("", said[0].strip('"'), known)):
        return False
    switch = ""
    for token in said[1:] if about else said:
        if token.startswith(SWITCH):
            switch = token.removeprefix(SWITCH).lower()
            continue
        if not switch or not _is_known(switch, token.strip('"'), known):
            return False
        switch = ""
    return True


def _is_a_place(token: str) -> bool:
    """Whether it may be the name of a place or of a list: one that Word gave, or a word."""
    return PLACE.fullmatch(token) is not None or _is_a_word(token)


def _is_a_word(token: str) -> bool:
    return len(IN_WORDS.findall(token)) <= 1 and sum(map(str.isdigit, token)) <= MOST_FIGURES


def _is_known(switch: str, said: str, known: frozenset[str]) -> bool:
    """Whether it is what a switch is followed by: a format, a picture of a number, the names of styles, one word."""
    if switch == "*":
        return said.casefold() in FORMATS
    if switch == "#":
        return PICTURE.issuperset(said)
    names = [one.strip() for one in said.replace(",", ";").split(";")]
    if all(name.casefold() in known or name in LEVELS for name in names):
        return True
    if PLACE.fullmatch(said) is not None:
        return True
    return switch in OF_A_WORD and _is_a_word(said)


def _names_of_styles(part: bytes) -> frozenset[str]:
    """The names of the styles, as Word's own files and its French windows have them."""
    names = {_value(one, "name").casefold() for one in parsed(part).iter(f"{{{W}}}style")}
    french = (shown.casefold() for name, shown in FRENCH.items() if name.casefold() in names)
    return frozenset((*names, *french, ""))


def _in_a_story(root: etree._Element) -> Iterator[Rare]:
    yield from _languages(root)
    for element in root.iter(etree.Element):
        kind = _kind(element)
        if kind:
            yield from _with_its_words(element, kind)


def _languages(root: etree._Element) -> Iterator[Rare]:
    declared = {pair for one in root.iter(etree.Element) for pair in one.nsmap.items()}
    for prefix, space in sorted(declared, key=str):
        if not is_a_plain_declaration(str(prefix), str(space)):
            yield Rare("le nom d'un langage inconnu", f"{prefix} {space}", None)


def _kind(element: etree._Element) -> str:
    """What layout an element makes, in French; nothing for a plain one."""
    space, _, local = str(element.tag).lstrip("{").rpartition("}")
    if space == W:
        plain = is_plain(local, _attributes(element))
        return "" if plain else _named(local)
    if local in ("oMath", "textpath"):
        return KINDS[local]
    if space == SPACES["mc"]:
        return "" if _is_for_known_programs(element) else KINDS["Choice"]
    later = space == SPACES["w14"] and local not in LATER
    return "un effet de texte" if later and _is_a_property(element) else ""


def _is_a_property(element: etree._Element) -> bool:
    """Whether it is one of the properties of letters, and not a part of one."""
    around = element.getparent()
    return around is not None and around.tag == OF_A_RUN


def _is_for_known_programs(element: etree._Element) -> bool:
    return all(one in SPACES for one in str(element.get("Requires", "")).split())


def _named(local: str) -> str:
    return KINDS.get(local, f"une mise en forme rare ({local[:30]})")


def _attributes(element: etree._Element) -> dict[str, str]:
    """Those of Word's own language, and its links, without their prefixes."""
    return {
        str(name).rpartition("}")[2]: str(typed)
        for name, typed in element.attrib.items()
        if not str(name).startswith(VERSIONS)
    }


def _with_its_words(element: etree._Element, kind: str) -> Iterator[Rare]:
    """The words that a layout lays out; a mark of paragraph, or an empty cell, has none."""
    laid_out = _laid_out(element)
    words = _words(laid_out)
    if words:
        yield Rare(kind, words, _paragraph_of(laid_out))


def _laid_out(element: etree._Element) -> etree._Element:
    """What an element of properties lays out; itself when it holds words."""
    for around in (element, *element.iterancestors()):
        holder = HOLDERS.get(str(around.tag))
        parent = around.getparent()
        if holder and parent is not None:
            return parent if parent.tag == holder else around
        if around.tag == f"{{{W}}}sectPr":
            return around.getroottree().getroot()
    return element


def _words(element: etree._Element) -> str:
    drawn = [str(one.get("string") or "") for one in (element,) if one.get("string")]
    said = (one.text or str(one.get(f"{{{W}}}char") or "") for one in element.iter(*SAID))
    equations = (one.text or "" for one in element.iter(f"{{{SPACES['m']}}}t"))
    return " ".join(OF_THE_FILLING.sub("", "".join((*drawn, *said, *equations))).split())


def _paragraph_of(element: etree._Element) -> etree._Element | None:
    """The paragraph that an element is in, or that begins in it."""
    around = element.iterancestors(f"{{{W}}}p")
    return next(itertools.chain(element.iter(f"{{{W}}}p"), around), None)


# --- styles -----------------------------------------------------------------------------------------------------------

USES = {
    f"{{{W}}}pStyle": f"{{{W}}}p",
    f"{{{W}}}rStyle": f"{{{W}}}r",
    f"{{{W}}}tblStyle": f"{{{W}}}tbl",
}
"""What names a style → what it lays out."""


STYLE = motif(rb'<w:style\s(?:[^>]*\s)?w:styleId="([^"]*)".*?</w:style>', re.DOTALL)


@lru_cache(maxsize=64)
def _suspects(part: bytes) -> frozenset[str] | None:
    """The styles that are not plain, by their id; None where more than styles is not, and each must be looked at."""
    if is_all_plain(part):
        return frozenset()
    if not is_all_plain(STYLE.sub(b"", part)):
        return None
    ids = [one[1].decode() for one in STYLE.finditer(part) if not is_all_plain(one[0])]
    known = {one.get(ID) for one in parsed(part).iter(f"{{{W}}}style")}
    apart = len(STYLE.findall(part)) == part.count(b"<w:style ")
    return frozenset(ids) if apart and known.issuperset(ids) else None


@lru_cache(maxsize=64)
def _rare_styles(part: bytes) -> Mapping[str, tuple[str, str]]:
    """Style → its name and its layout that is not plain, its own or that of a style which it is based on."""
    suspects = _suspects(part)
    if suspects is not None and not suspects:
        return {}
    styles = {one.get(ID, ""): one for one in parsed(part).iter(f"{{{W}}}style")}
    looked_at = styles if suspects is None else {name: styles[name] for name in suspects}
    own = {
        name: next(filter(None, map(_kind, one.iter(etree.Element))), "")
        for name, one in looked_at.items()
    }
    found: dict[str, tuple[str, str]] = {}
    for name in styles:
        kind = next((own[one] for one in _lineage(name, styles) if own.get(one)), "")
        if kind:
            found[name] = (_value(styles[name], "name"), kind)
    return found


def _lineage(name: str, styles: Mapping[str, etree._Element]) -> Iterator[str]:
    seen: set[str] = set()
    while name in styles and name not in seen:
        seen.add(name)
        yield name
        name = _value(styles[name], "basedOn")


def _value(element: etree._Element, name: str) -> str:
    child = element.find(f"{{{W}}}{name}")
    return "" if child is None else str(child.get(VAL) or "")


def _in_a_style(root: etree._Element, styles: Mapping[str, tuple[str, str]]) -> Iterator[Rare]:
    """The words that the template itself has in a style that is not plain."""
    for named in root.iter(*USES):
        style = styles.get(str(named.get(VAL)))
        if style is None:
            continue
        laid_out = next(named.iterancestors(USES[str(named.tag)]), None)
        if laid_out is not None:
            name, kind = style
            yield from _with_its_words(laid_out, f"{kind} (style {name[:40]})")


def _in_contents(word: WordFile, styles: Mapping[str, tuple[str, str]]) -> Iterator[Rare]:
    """The styles that the contents will have."""
    for name, kind in styles.values():
        if name in REQUIRED and name != SPACE_STYLE:
            yield Rare(f"{kind}, par leur style", f"style {name}", None)


# --- furniture --------------------------------------------------------------------------------------------------------


def _in_the_furniture(word: WordFile) -> Iterator[Rare]:
    """What is not plain in lists, in the settings and in what all styles start from, and what styles say in words."""
    for name in FURNITURE:
        part = word.parts.get(name)
        suspects = _suspects(part) if part is not None else frozenset()
        if part is None or suspects == frozenset():
            continue
        root = parsed(part)
        yield from _languages(root)
        for element in root.iter(etree.Element) if suspects is None else _of_styles(root, suspects):
            yield from _set(name, element)


def _of_styles(root: etree._Element, names: frozenset[str]) -> Iterator[etree._Element]:
    for style in root.iter(f"{{{W}}}style"):
        if style.get(ID) in names:
            yield from style.iter(etree.Element)


def _set(name: str, element: etree._Element) -> Iterator[Rare]:
    kind = _kind(element)
    if not kind:
        return
    said = " ".join(filter(_is_said, _attributes(element).values()))
    local = str(element.tag).rpartition("}")[2]
    said = f"{local} {said}".strip() if _is_said(local.replace("-", " ")) else said
    in_a_style = next(element.iterancestors(f"{{{W}}}style"), None) is not None
    if said:
        yield Rare(kind, said, None)
    elif not in_a_style:
        yield Rare(kind, _setting(name, element), None)


def _is_said(typed: str) -> bool:
    """Whether the value of a setting is more than a number or a name."""
    return len(typed.split()) > 1 or not is_a_plain_name(typed)


def _setting(name: str, element: etree._Element) -> str:
    level = next(element.iterancestors(f"{{{W}}}lvl"), None)
    if level is None:
        return f"réglages de {name.rpartition('/')[2]}"
    return f"niveau {rank_of(level)} d'une liste"
