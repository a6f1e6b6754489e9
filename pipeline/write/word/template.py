"""The wall around docxtpl: a template becomes text with Jinja tags, and nothing it holds can do more than print.

docxtpl repairs what Word does to tags (runs split in the middle, quotes turned, rows and paragraphs to repeat); its
own rendering is not used, since it mends broken XML by dropping text.  What is rendered here is parsed strictly.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from xml.parsers.expat import ExpatError

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template, TemplateError
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from pipeline.model.document import RICHE, Schema
from pipeline.model.valeur import dataclass
from pipeline.write.word.exposants import noted, raised
from pipeline.write.word.ooxml import R, W, escape
from pipeline.write.word.package import DOCUMENT, NUMBERING, STYLES, check_well_formed, parse_strictly, parsed
from pipeline.write.word.slots import FILTERS, TESTS
from pipeline.write.word.styles import Styles, styles_in

TEXT_PARTS = re.compile(r"word/(?:document|header[0-9]*|footer[0-9]*|footnotes|endnotes)\.xml")
PARTIE = re.compile(r"\{[{%][^{}]*\bpartie\b")
NOT_LENT = ("sectPr", "bookmarkStart", "bookmarkEnd", "proofErr")
A4_TEXT_WIDTHS = (9_412, 14_344)
ROOT = f'<w:body xmlns:w="{W}" xmlns:r="{R}">{{}}</w:body>'
STYLE_USE = re.compile(r'(<w:(?:pStyle|rStyle|tblStyle) w:val=")([^"]*)(")')
EMPTY_CELL = re.compile(r"(<w:tc>(?:<w:tcPr>(?:(?!</w:tcPr>).)*</w:tcPr>)?)(</w:tc>)", re.DOTALL)


class Xml:
    """WordprocessingML ready to be put in a slot.  A template can print it and test whether it is empty, no more."""

    __slots__ = ("_xml",)

    def __init__(self, xml: str) -> None:
        self._xml = xml

    def __html__(self) -> str:
        return self._xml

    def __bool__(self) -> bool:
        return bool(self._xml)


class _Text:
    """A text value; a line end becomes Word's."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def __html__(self) -> str:
        return '</w:t><w:br/><w:t xml:space="preserve">'.join(escape(noted(line)) for line in self._text.split("\n"))


class _Environment(ImmutableSandboxedEnvironment):
    """Names of fields, loops, conditions and a few filters; no call, no attribute of an object, no global."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        return isinstance(obj, LoopContext) and attr in ("index", "index0", "first", "last", "length")

    def is_safe_callable(self, obj: Any) -> bool:
        return False

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        raise TypeError("a template does no arithmetic")


def _finalize(value: Any) -> Any:
    if isinstance(value, str):
        return _Text(value)
    if isinstance(value, Xml | int | StrictUndefined):
        return value
    raise TypeError("a template prints texts and slots only")


def _environment() -> _Environment:
    environment = _Environment(undefined=StrictUndefined, autoescape=True, finalize=_finalize, optimized=False)
    environment.globals.clear()
    environment.filters = {name: environment.filters[name] for name in FILTERS}
    environment.tests = {name: environment.tests[name] for name in TESTS}
    return environment


ENVIRONMENT = _environment()
TRIED: set[Template] = set()
"""Compiled parts that were filled once with a sample; masters share most of theirs."""


@dataclass(frozen=True, slots=True)
class Gabarit:
    """A template, its tags mended and compiled once.  ``styles`` are those of its own file."""

    path: str
    parts: Mapping[str, bytes]
    styles: Styles
    compiled: Mapping[str, Template]
    text_width: int
    """Width between the margins of the last section, in twentieths of a point."""

    turned_width: int
    """The same on a page turned to landscape."""

    named: frozenset[str] = frozenset()
    """The headers and footers that tell the part they are in."""


def compile_master(path: str, parts: Mapping[str, bytes]) -> Gabarit:
    """A whole Word file whose body, headers and footers hold slots."""
    names = sorted(name for name in parts if TEXT_PARTS.fullmatch(name))
    made = {name: _compiled(path, _normal(parts[name])) for name in names}
    compiled = {name: template for name, (template, _) in made.items()}
    named = frozenset(name for name, (_, tells) in made.items() if tells and name != DOCUMENT)
    return Gabarit(path, parts, styles_of(parts), compiled, *_text_widths(parsed(parts[DOCUMENT])), named)


def compile_body(path: str, parts: Mapping[str, bytes], master: Styles) -> Gabarit:
    """The body of a Word file, to be lent to a master: its styles are renamed to the master's of the same name."""
    styles = styles_of(parts)
    body = _body(parts[DOCUMENT])
    body = STYLE_USE.sub(lambda m: m[1] + master[styles.names.get(m[2], "")] + m[3], body)
    compiled = {DOCUMENT: _compiled(path, body)[0]}
    return Gabarit(path, parts, styles, compiled, 0, 0)


class Unfillable(Exception):
    """A template whose tags make no document; ``path`` is its file."""

    def __init__(self, path: str, error: Exception) -> None:
        super().__init__(str(error).split("\n", 1)[0][:120])
        self.path = path


def try_out(gabarit: Gabarit, schema: Mapping[str, Schema]) -> Gabarit:
    """The same template, filled once with a sample of each field; raises Unfillable."""
    try:
        for name, template in gabarit.compiled.items():
            if template in TRIED:
                continue
            text = render(template, _sample(schema))
            whole = name != DOCUMENT or text.lstrip().startswith("<w:document")
            check_well_formed((text if whole else ROOT.format(text)).encode())
            TRIED.add(template)
    except (TemplateError, TypeError, ValueError, ExpatError) as error:
        raise Unfillable(gabarit.path, error) from error
    return gabarit


def _sample(shape: Schema) -> Any:
    if isinstance(shape, list):
        return [_sample(shape[0])]
    if isinstance(shape, Mapping):
        return {name: _sample(inner) for name, inner in shape.items()}
    return Xml("<w:p/>") if shape == RICHE else "texte"


def render(template: Template, values: Mapping[str, Any]) -> str:
    """The text of a part; cells left empty get the paragraph that Word wants in each."""
    rendered = template.render(values)
    rendered = EMPTY_CELL.sub(r"\1<w:p/>\2", rendered)
    return raised(rendered.replace("</w:tbl></w:tc>", "</w:tbl><w:p/></w:tc>"))


def styles_of(parts: Mapping[str, bytes]) -> Styles:
    return styles_in(parts[STYLES], parts.get(NUMBERING))


def _compiled(path: str, text: str) -> tuple[Template, bool]:
    try:
        return _mended(text)
    except TemplateError as error:
        raise Unfillable(path, error) from error


@lru_cache(maxsize=64)
def _mended(text: str) -> tuple[Template, bool]:
    """A part, its tags mended by docxtpl, and whether one of them is the title of the part; what templates share is
    compiled once.
    """
    unopened = io.BytesIO()
    mended = DocxTemplate(unopened).patch_xml(text)
    return ENVIRONMENT.from_string(mended), PARTIE.search(mended) is not None


@lru_cache(maxsize=64)
def _normal(data: bytes) -> str:
    """A part as docxtpl's patterns expect it, with no-break spaces inside tags made ordinary."""
    text = etree.tostring(parse_strictly(data), encoding="unicode")
    return re.sub(r"\{[\{%][^{}]*[\}%]\}", lambda m: m.group().replace("\u00a0", " ").replace("\u202f", " "), text)


def _body(data: bytes) -> str:
    """What stands in ``w:body``, without the section, and without the marks that only Word's own editing needs."""
    root = parse_strictly(data)
    for element in root.iter(etree.Element):
        for name in list(element.attrib):
            foreign = str(name).startswith("{") and not str(name).startswith((f"{{{W}}}", f"{{{R}}}", "{http://www.w3"))
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


def _text_widths(document: etree._Element) -> tuple[int, int]:
    """Widths between the margins, upright and turned; those of an A4 page where the template's own make no sense."""
    section = document.find(f"{{{W}}}body/{{{W}}}sectPr")
    size = section.find(f"{{{W}}}pgSz") if section is not None else None
    margins = section.find(f"{{{W}}}pgMar") if section is not None else None
    try:
        assert size is not None
        assert margins is not None
        sides = sum(int(margins.get(f"{{{W}}}{side}", "")) for side in ("left", "right"))
        upright, turned = (int(size.get(f"{{{W}}}{side}", "")) - sides for side in ("w", "h"))
    except (ValueError, AssertionError):
        return A4_TEXT_WIDTHS
    return (upright, turned) if 2_000 < upright <= turned < 30_000 else A4_TEXT_WIDTHS
