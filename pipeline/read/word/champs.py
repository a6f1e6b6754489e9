"""The fields of a part: each code is read whole, over runs, paragraphs and nested fields, and held against a list.

Word runs a field when the file is opened: it may fetch a file, start a program, or print who opened it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from pipeline.model.motif import motif
from pipeline.read.word.mots import names_a_sentence
from pipeline.read.word.refus import AS_TEXT, UNLINK, Refus, short
from pipeline.read.word.xml import W

ALLOWED = {
    *("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES"),
    *("TOC", "INDEX"),
    *("REF", "PAGEREF", "NOTEREF", "STYLEREF", "SEQ"),
}
DATES = {"DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE", "EDITTIME"}
LINK = motif(
    r'HYPERLINK(?:\s+(?:"([^"\\]*)"|([^\s"\\]+)))?(?:\s+\\[lo]\s+(?:"[^"]*"|[^\s"\\]+)|\s+\\t\s+"?(?:_blank|_self|_parent|_top)?"?|\s+\\[hmn])*',
    re.IGNORECASE,
)
TIP = motif(r"\\o\s+[\"']?[^\"'\s]", re.IGNORECASE)
NO_TIP = (
    "clic droit sur le lien, Modifier le lien hypertexte, Info-bulle : effacez-la ; ou Alt+F9, "
    "et effacez « \\o » et ce qui le suit."
)
WEB = ("http://", "https://", "mailto:")
"""Where a link may lead; it is followed by a click, never by opening the document."""

ODD_ADDRESS = motif(
    r"\\|\Ahttps?://[^/?#]*@|\Amailto:.*[?&](?:attach|body|b?cc)|[\x00-\x20\x7f-\xa0\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
    r"|%(?:[01][0-9a-f]|7f|d8%9c|e2%80%(?:8[b-f]|a[89a-e])|e2%81%a[0-9a-f]|ef%bb%bf)",
    re.IGNORECASE,
)
"""A machine of the network, or a name and a password, under the look of a page; a file that a message would take; signs
that are not seen, or turn the reading, as they are or coded."""

LEADS_OUT = motif(r"://|\\\\|\b[a-z]:\\|\bfile:|\.\.[\\/]|\b(?:java|vb)script:", re.IGNORECASE)
"""An address, where a code only needs names and switches."""

REPEATING = {"REF", "TOC", "INDEX"}
"""Fields whose result repeats words that stand elsewhere in the document."""

OF_WORD = (
    *("ci dessus", "ci dessous", "above", "below", "page", "annexe", "article"),
    "aucune entrée de table des matières n a été trouvée",
    "aucune entrée de table d illustration n a été trouvée",
    "aucune entrée d index n a été trouvée",
    "erreur source du renvoi introuvable",
    "no table of contents entries found",
)
"""What Word itself puts in them."""

WORDS_OF = motif(r"[^\W\d_]+")
REPEATS_NOTHING = "le résultat d'un champ {} dit ce qui n'est pas dans ce gabarit ({}) : Word l'effacerait en le mettant à jour."
COUNTING = {"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF", "NOTEREF", "SEQ"}
"""Fields whose result is a number, that Word works out again by itself."""

NUMBER = motif(r"\W*(?:[0-9]{1,6}(?:er|re|e|ème)?|[ivxlcdm]{1,10}|[a-z]{1,2})?\W*", re.IGNORECASE)
IN_A_COUNT = "des mots sont dans le résultat du champ {} : Word les effacerait à l'ouverture."
TAG_INSIDE = "une balise est dans le résultat du champ {} : Word l'effacerait en le mettant à jour."
OUT_OF_IT = (
    "Alt+F9 montre les champs : supprimez celui-ci, refaites-le, et tapez ces mots après lui."
)
TAG_OUT = "Alt+F9 montre les champs : supprimez celui-ci, et tapez la balise à sa place."
BRACES = motif(r"\{\{|\{%")
SENTENCE = motif(r"[^\W\d_]{2,}[\s,;.'’-]+[^\W\d_]{2,}[\s,;.'’-]+[^\W\d_]{2,}")
LONGEST_CODE, LONGEST_LIST = 120, 250
"""Letters of a code; of one of contents, which may name the styles of its titles."""

FORMAT = (
    r"(?:arabic|arabicdash|roman|alphabetic|ordinal|ordtext|cardtext|hex|dollartext|circlenum|upper|lower|firstcap|caps"
    r"|charformat|mergeformat|mergeformatinet)"
)
PICTURE = r"[0-9#,.+%€ -]{1,20}"
SWITCH = (
    rf'(?:\\\*\s*(?:"{FORMAT}"|{FORMAT})|\\\#\s*(?:"{PICTURE}"|[0-9#,.+%€-]{{1,20}})'
    r'|\\[a-z!](?:\s*(?:"[^"\w]{0,5}"|[0-9]{1,4}\b))?)'
)
WORD = r'(?:[\w.-]{1,40}|"[\w.-]{1,40}")'
ARGUMENTS = {"REF": 1, "PAGEREF": 1, "NOTEREF": 1, "SEQ": 2}
"""How many names a code gives besides its switches; none where it only counts."""

NAMING = {"TOC", "STYLEREF", "INDEX"}
STALE = "STYLEREF"
"""What repeats the title of each page: the result that was saved is of no page."""

SWITCHES, NAME = motif(rf"(?<=\s){SWITCH}(?=\s|\\|$)", re.IGNORECASE), motif(WORD)
DEEPEST = 20
"""Fields open at once."""

TEXT = f"{W}t"
PARAGRAPH = f"{W}p"
BEGUN = f"{W}fldChar"
CODE = f"{W}instrText"
SIMPLE = f"{W}fldSimple"
KINDS = (BEGUN, CODE, SIMPLE, f"{W}delInstrText")
PROPERTIES = f"{W}rPr"
AROUND = {
    PROPERTIES,
    *(f"{W}{name}" for name in ("r", "hyperlink", "bookmarkStart", "bookmarkEnd", "proofErr")),
}
"""What may stand between the two ends of a code besides the code itself.  No paragraph: one of them may be filled or
left out by a tag, and what remains would make another code."""

UNUSUAL = Refus(
    "le code d'un de ses champs est coupé ou composé d'une façon inhabituelle.", AS_TEXT
)


def leads_to_the_web(address: str) -> bool:
    """Whether a click on that link opens a page, a message or a place of the same document."""
    return address.lower().startswith((*WEB, "#")) and ODD_ADDRESS.search(address) is None


def field_faults(root: etree._Element) -> Iterator[Refus]:
    """What is wrong with the fields of a part."""
    if next(root.iter(*KINDS), None) is not None:
        reader = _Reader()
        for element in root.iter(etree.Element):
            yield from reader.read(element)
        yield from reader.left_open()
        yield from reader.repeats_nothing()


def without_stale_words(root: etree._Element) -> bool:
    """Empty the results that Word puts back on each page; whether there was one."""
    if next(root.iter(*KINDS), None) is None:
        return False
    reader = _Reader()
    changed = False
    for element in root.iter(etree.Element):
        for _refus in reader.read(element):
            pass
        if element.tag == TEXT and (element.text or "").strip() and _is_stale(element, reader):
            element.text = ""
            changed = True
    return changed


def _is_stale(text: etree._Element, reader: _Reader) -> bool:
    simple = (str(one.get(f"{W}instr", "")) for one in text.iterancestors(SIMPLE))
    return reader.is_within(STALE) or STALE in map(_name_of, simple)


def _name_of(code: str) -> str:
    words = code.replace("\u00a0", "_").split()
    return words[0].upper() if words else ""


class _Reader:
    """Follows the fields in the order of the part; ``codes`` are those open, None once the code has been read.

    ``results`` are what each of them shows: its name, then its words.
    """

    def __init__(self) -> None:
        self.codes: list[list[str] | None] = []
        self.results: list[list[str]] = []
        self.repeated: list[tuple[str, str]] = []
        """What fields that repeat show, line by line, with their names."""
        self.elsewhere: list[str] = []
        """The words of the part that are in no such field."""

    def is_within(self, name: str) -> bool:
        inside = zip(self.codes[-DEEPEST:], self.results[-DEEPEST:], strict=True)
        return any(code is None and result[:1] == [name] for code, result in inside)

    def read(self, element: etree._Element) -> Iterator[Refus]:
        code = self.codes[-1] if self.codes else None
        if element.tag in (TEXT, PARAGRAPH):
            self.hear(element)
        if element.tag == BEGUN:
            yield from self.turn(str(element.get(f"{W}fldCharType")), code)
        elif code is not None:
            yield from _within(element, code)
        elif element.tag == SIMPLE:
            typed = str(element.get(f"{W}instr", ""))
            yield from _judged(typed)
            shown = [one.text or "" for one in element.iter(TEXT)]
            self.keep([_name_of(typed), *shown])
            yield from _judged_result([_name_of(typed), *shown])
        elif element.tag in KINDS:  # a code outside a field
            yield UNUSUAL

    def hear(self, element: etree._Element) -> None:
        """Take a text, or the beginning of a paragraph, for what it is: the result of fields, or of none."""
        said = "\n" if element.tag == PARAGRAPH else element.text or ""
        inside = self.results[-DEEPEST:]
        for result in inside:
            result.append(said)
        in_simple = (
            _name_of(str(one.get(f"{W}instr", ""))) for one in element.iterancestors(SIMPLE)
        )
        names = [*(result[0] for result in inside), *in_simple]
        if said == "\n" or not REPEATING.intersection(names):
            self.elsewhere.append(said)

    def keep(self, result: list[str]) -> None:
        name, *texts = result or [""]
        if name in REPEATING:
            self.repeated += [(name, line) for line in "".join(texts).split("\n")]

    def repeats_nothing(self) -> Iterator[Refus]:
        """The lines of results that are neither words of the part nor those of Word."""
        if not self.repeated:
            return
        known = f" {_spelled(''.join(self.elsewhere))} "
        usual = set(map(_spelled, OF_WORD))
        for name, line in self.repeated:
            said = "" if BRACES.search(line) else _spelled(line)  # a tag is told by itself
            if said and f" {said} " not in known and said not in usual:
                yield Refus(REPEATS_NOTHING.format(name, short(line.strip())), AS_TEXT)

    def turn(self, mark: str, code: list[str] | None) -> Iterator[Refus]:
        if mark == "begin":
            if (
                code is not None
            ):  # a field within the code of another composes a code that nobody can read here
                yield UNUSUAL
            if len(self.codes) >= DEEPEST:
                yield UNUSUAL
            self.codes.append([])
            self.results.append([])
        elif (
            not self.codes
            or mark not in ("separate", "end")
            or (mark == "separate" and code is None)
        ):
            yield UNUSUAL
        else:
            if code is not None:
                yield from _judged("".join(code))
            self.codes.pop()
            result = self.results.pop()
            self.keep(result if mark == "end" else [])
            if mark == "separate":
                self.codes.append(None)
                self.results.append([_name_of("".join(code or ()))])
            else:
                yield from _judged_result(result)

    def left_open(self) -> Iterator[Refus]:
        if self.codes:
            yield UNUSUAL


def _spelled(text: str) -> str:
    """The words of a text alone, without what numbers them or leads to their page; a number of Roman letters is none."""
    words = [word for word in WORDS_OF.findall(text.casefold()) if not ROMAN.fullmatch(word)]
    return " ".join(words)


ROMAN = motif(r"[ivxlcdm]{1,8}|[a-z]")


def _within(element: etree._Element, code: list[str]) -> Iterator[Refus]:
    """Take what stands between the two ends of a code."""
    if element.tag == CODE and len(element) == 0:
        code.append(element.text or "")
    elif element.tag not in AROUND and next(element.iterancestors(PROPERTIES), None) is None:
        yield UNUSUAL


def _judged_result(result: list[str]) -> Iterator[Refus]:
    """What a field shows, against what Word will show in its place."""
    name, *texts = result or [""]
    if name != "HYPERLINK" and BRACES.search("".join(texts)):
        yield Refus(TAG_INSIDE.format(short(name or "vide")), TAG_OUT)
        return
    if name not in COUNTING or "".join(texts).isdigit():
        return
    if NUMBER.fullmatch("".join(texts)) is None:
        yield Refus(IN_A_COUNT.format(name), OUT_OF_IT)


def _says_more(name: str, code: str) -> bool:
    """Whether a code holds words that no field of that name needs."""
    if name in NAMING:
        return len(code) > LONGEST_LIST
    if len(code) > LONGEST_CODE or SENTENCE.search(code):
        return True
    rest = SWITCHES.sub(" ", code.strip()[len(name) :])
    names = rest.split()
    return (
        len(names) > ARGUMENTS.get(name, 0)
        or any(map(names_a_sentence, names))
        or not all(map(NAME.fullmatch, names))
    )


def _judged(code: str) -> Iterator[Refus]:
    name = _name_of(code)
    if name in ALLOWED and name == code.strip().upper():
        return
    if "{" in code or "}" in code:
        yield Refus(
            f"une balise est dans le code d'un champ Word ({short(code.strip())}).", AS_TEXT
        )
    elif name == "HYPERLINK":
        yield from _judged_link(code)
    elif name in DATES:
        reason = (
            f"il contient un champ Word interdit ({name}) : la date changerait à chaque ouverture."
        )
        yield Refus(reason, "remplacez ce champ par {{ document.date }}.")
    elif name not in ALLOWED:
        yield Refus(f"il contient un champ Word interdit ({short(name or 'vide')}).", AS_TEXT)
    elif _says_more(name, code):
        yield Refus(
            f"le code d'un de ses champs contient des mots ({short(code.strip())}).", AS_TEXT
        )
    elif LEADS_OUT.search(code):
        yield Refus(f"un de ses champs mène hors du document ({short(code.strip())}).", AS_TEXT)


def _judged_link(code: str) -> Iterator[Refus]:
    link = LINK.fullmatch(code.strip())
    address = (link[1] or link[2] or "#") if link else ""
    besides = code.replace(address, "") if link else ""
    if not leads_to_the_web(address) or LEADS_OUT.search(besides):
        yield Refus(f"un de ses liens ne mène pas au web ({short(code.strip())}).", UNLINK)
    elif TIP.search(besides):
        yield Refus(f"un de ses liens a une infobulle ({short(code.strip())}).", NO_TIP)
