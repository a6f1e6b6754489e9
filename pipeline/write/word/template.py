"""The wall around docxtpl, which mends the tags of a template and fills them: what it holds can do no more than print.

docxtpl repairs what Word does to tags (runs split in the middle, quotes turned, rows and paragraphs to repeat) and runs
Jinja over each part, in an environment of ours that can print, loop and test.  One step of its own is left out: it
reads what it wrote in recovery mode, which mends broken XML by dropping text.  Here that is parsed strictly.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import field
from functools import lru_cache
from typing import Any
from xml.parsers.expat import ExpatError

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from pipeline.model.document import RICHE, Schema
from pipeline.model.motif import motif
from pipeline.model.valeur import dataclass
from pipeline.write.word.exposants import noted, raised
from pipeline.write.word.ooxml import R, W, escape
from pipeline.write.word.package import (
    DOCUMENT,
    NUMBERING,
    STYLES,
    check_well_formed,
    parse_strictly,
)
from pipeline.write.word.page import (
    Page,
    fit_cover,
    fit_layout,
    letters_of,
    page_of,
    tabs_at_the_margin,
)
from pipeline.write.word.slots import FILTERS, TESTS
from pipeline.write.word.styles import Styles, styles_in

TEXT_PARTS = motif(r"word/(?:document|header[0-9]*|footer[0-9]*|footnotes|endnotes)\.xml")
PRINTED = motif(r"\{\{p\s+([\w.]+)\s*\}\}")
PARTIE = motif(r"\{[{%][^{}]*\bpartie\b")
NOT_LENT = ("sectPr", "bookmarkStart", "bookmarkEnd", "proofErr")
ROOT = f'<w:body xmlns:w="{W}" xmlns:r="{R}">{{}}</w:body>'
STYLE_USE = motif(r'(<w:(?:pStyle|rStyle|tblStyle) w:val=")([^"]*)(")')
EMPTY_CELL = motif(r"(<w:tc>(?:<w:tcPr>(?:(?!</w:tcPr>).)*</w:tcPr>)?)(</w:tc>)", re.DOTALL)


class Xml:
    """WordprocessingML ready to be put in a slot.  A template can print it and test whether it is empty, no more."""

    __slots__ = ("_xml",)

    def __init__(self, xml: str) -> None:
        self._xml = xml

    def __html__(self) -> str:
        return _kept(self._xml)

    def __bool__(self) -> bool:
        return bool(self._xml)


class _Text:
    """A text value; a line end becomes Word's."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def __html__(self) -> str:
        lines = '</w:t><w:br/><w:t xml:space="preserve">'.join(
            escape(noted(line)) for line in self._text.split("\n")
        )
        return _kept(lines)


def _kept(xml: str) -> str:
    """The same XML, without the signs ``{_{`` that docxtpl would turn into ``{{`` once it has filled a part."""
    return (
        xml.replace("{_", "{&#95;").replace("_}", "&#95;}") if "{_" in xml or "_}" in xml else xml
    )


class _Environment(ImmutableSandboxedEnvironment):
    """Names of fields, loops, conditions and a few filters; no call, no attribute of an object, no global."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        return isinstance(obj, LoopContext) and attr in (
            "index",
            "index0",
            "first",
            "last",
            "length",
        )

    def is_safe_callable(self, obj: Any) -> bool:
        return False

    def from_string(self, source: Any, globals: Any = None, template_class: Any = None) -> Template:
        """The template of a text, compiled once: docxtpl asks for it each time that it fills a part."""
        return _template(str(source))

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        raise TypeError("a template does no arithmetic")


def _finalize(value: Any) -> Any:
    if isinstance(value, str):
        return _Text(value)
    if isinstance(value, Xml | int | StrictUndefined):
        return value
    raise TypeError("a template prints texts and slots only")


def _environment() -> _Environment:
    environment = _Environment(
        undefined=StrictUndefined, autoescape=True, finalize=_finalize, optimized=False
    )
    environment.globals.clear()
    environment.filters = {name: environment.filters[name] for name in FILTERS}
    environment.tests = {name: environment.tests[name] for name in TESTS}
    return environment


class _Docxtpl(DocxTemplate):  # type: ignore[misc]
    """docxtpl without a file: it is handed one part at a time."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO())
        self.current_rendering_part = None

    def resolve_listing(self, xml: str) -> str:
        """What docxtpl does to the ends of lines in each paragraph; those of our texts are Word's already."""
        return xml


ENVIRONMENT = _environment()
DOCXTPL = _Docxtpl()
TRIED: set[str] = set()
"""Parts that were filled once with a sample; masters share most of theirs."""


@lru_cache(maxsize=64)
def _template(source: str) -> Template:
    return ImmutableSandboxedEnvironment.from_string(ENVIRONMENT, source)


@dataclass(frozen=True, slots=True)
class Gabarit:
    """A template, its tags ``mended`` part by part.  ``styles`` are those of its own file."""

    path: str
    parts: Mapping[str, bytes]
    styles: Styles
    mended: Mapping[str, str]
    page: Page
    """That of the last section."""

    letters: float = 1.0
    """How much wider than usual the letters of tables are."""

    named: frozenset[str] = frozenset()
    """The headers and footers that tell the part they are in."""

    cells: Mapping[str, int] = field(default_factory=dict)
    """Field → the width of the cell that prints it: what is put there, a table or a picture, must not be wider."""


def mend_master(path: str, parts: Mapping[str, bytes]) -> Gabarit:
    """A whole Word file whose body, headers and footers hold slots."""
    page = page_of(parts[DOCUMENT])
    letters = letters_of(parts[STYLES])
    parts = {**parts, STYLES: tabs_at_the_margin(parts[STYLES], page.text_width)}
    names = sorted(name for name in parts if TEXT_PARTS.fullmatch(name))
    mended = {name: _mended(_normal(parts[name], page)) for name in names}
    named = frozenset(name for name in names if name != DOCUMENT and PARTIE.search(mended[name]))
    return Gabarit(path, parts, styles_of(parts), mended, page, letters, named)


def mend_body(path: str, parts: Mapping[str, bytes], master: Gabarit) -> Gabarit:
    """The body of a Word file, to be lent to a master: its styles are renamed to the master's of the same name, and
    its tables are as wide as the master's text."""
    styles = styles_of(parts)
    body = _body(parts[DOCUMENT], master.page.text_width)
    body = STYLE_USE.sub(lambda m: m[1] + master.styles[styles.names.get(m[2], "")] + m[3], body)
    return Gabarit(
        path,
        parts,
        styles,
        {DOCUMENT: _mended(body)},
        master.page,
        master.letters,
        cells=_cells_of_fields(body),
    )


STUMBLES: Sequence[tuple[type[Exception], str]] = (
    (TemplateSyntaxError, "une de ses balises est mal écrite"),
    (UndefinedError, "une de ses balises nomme un champ qui n'existe pas"),
    (SecurityError, "une de ses balises demande ce qu'un gabarit ne peut pas faire"),
    (ExpatError, "une de ses balises ouvre ou ferme un passage au milieu d'un autre"),
)
"""What stands in the way of filling a template → what its author can be told of it."""


class Unfillable(Exception):
    """A template whose tags make no document; ``path`` is its file."""

    def __init__(self, path: str, error: Exception) -> None:
        said = (words for kind, words in STUMBLES if isinstance(error, kind))
        super().__init__(next(said, "une de ses balises n'imprime ni un champ, ni un texte"))
        self.path = path


def try_out(gabarit: Gabarit, schema: Mapping[str, Schema]) -> Gabarit:
    """The same template, filled once with a sample of each field; raises Unfillable."""
    try:
        for name, part in gabarit.mended.items():
            if part in TRIED:
                continue
            text = fill(part, _sample(schema))
            whole = name != DOCUMENT or text.lstrip().startswith("<w:document")
            check_well_formed((text if whole else ROOT.format(text)).encode())
            TRIED.add(part)
    except (TemplateError, TypeError, ValueError, ExpatError) as error:
        raise Unfillable(gabarit.path, error) from error
    return gabarit


def _sample(shape: Schema) -> Any:
    if isinstance(shape, list):
        return [_sample(shape[0])]
    if isinstance(shape, Mapping):
        return {name: _sample(inner) for name, inner in shape.items()}
    return Xml("<w:p/>") if shape == RICHE else "texte"


def fill(part: str, values: Mapping[str, Any]) -> str:
    """The text of a part; cells left empty get the paragraph that Word wants in each."""
    filled: str = DOCXTPL.render_xml_part(part, None, values, ENVIRONMENT)
    filled = EMPTY_CELL.sub(r"\1<w:p/>\2", filled)
    return raised(filled.replace("</w:tbl></w:tc>", "</w:tbl><w:p/></w:tc>"))


def styles_of(parts: Mapping[str, bytes]) -> Styles:
    return styles_in(parts[STYLES], parts.get(NUMBERING))


@lru_cache(maxsize=64)
def _mended(part: str) -> str:
    """A part with its tags as Jinja reads them."""
    return str(DOCXTPL.patch_xml(part))


@lru_cache(maxsize=64)
def _normal(data: bytes, page: Page) -> str:
    """A part as docxtpl's patterns expect it, with no-break spaces inside tags made ordinary, its tables in the page."""
    root = parse_strictly(data)
    fit_cover(root, page)
    text = etree.tostring(root, encoding="unicode")
    return re.sub(
        r"\{[\{%][^{}]*[\}%]\}",
        lambda m: m.group().replace("\u00a0", " ").replace("\u202f", " "),
        text,
    )


def _body(data: bytes, width: int) -> str:
    """What stands in ``w:body``, for a text that wide, without the section, and without the marks that only Word's own
    editing needs."""
    root = parse_strictly(data)
    fit_layout(root, width)
    for element in root.iter(etree.Element):
        for name in list(element.attrib):
            foreign = str(name).startswith("{") and not str(name).startswith(
                (f"{{{W}}}", f"{{{R}}}", "{http://www.w3")
            )
            if foreign or "rsid" in str(name):
                del element.attrib[name]
    body = root.find(f"{{{W}}}body")
    assert body is not None, "checked when the template was opened"
    for tag in NOT_LENT:
        for element in list(root.iter(f"{{{W}}}{tag}")):
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
    etree.cleanup_namespaces(root, keep_ns_prefixes=["w", "r"])
    text = etree.tostring(root, encoding="unicode")
    return text[text.index("<w:body>") + len("<w:body>") : text.rindex("</w:body>")]


def _cells_of_fields(body: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for cell in parse_strictly(ROOT.format(body).encode()).iter(
        f"{{{W}}}tc"
    ):  # a cell inside another comes after it
        width = cell.find(f"{{{W}}}tcPr/{{{W}}}tcW")
        size = (
            width.get(f"{{{W}}}w", "")
            if width is not None and width.get(f"{{{W}}}type") == "dxa"
            else ""
        )
        if size.isdigit():
            words = "".join(node.text or "" for node in cell.iter(f"{{{W}}}t"))
            found |= dict.fromkeys(PRINTED.findall(words), int(size))
    return found
