"""The tags that a coordinator typed in a template, each with its paragraph, held against the fields that exist."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jinja2 import Environment, TemplateSyntaxError, nodes
from lxml import etree

from pipeline.model.document import Schema
from pipeline.model.finding import Finding, did_you_mean
from pipeline.model.span import Span
from pipeline.write.ooxml import W

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
HALF = re.compile(r"\{\{|\{%|\}\}|%\}")
PREFIX = re.compile(r"^(\{\{|\{%)(?:p|r|tr|tc)\s")
GLUED = re.compile(r"^(?:\{\{|\{%)(?:p|r|tr|tc)?(?!\s)")
MAX_BRACES = 4_000


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag as typed, and the words of its paragraph."""

    text: str
    paragraph: str
    alone: bool


def tags_of(part: etree._Element) -> Iterator[Tag]:
    for paragraph in part.iter(f"{{{W}}}p"):
        words = "".join(node.text or "" for node in paragraph.iter(f"{{{W}}}t"))
        if "{" in words:
            for match in TAG.finditer(words):
                yield Tag(match.group(), words.strip(), words.strip() == match.group())


def half_tags_of(part: etree._Element) -> Iterator[str]:
    """Paragraphs with a tag that is opened and not closed, or the reverse."""
    for paragraph in part.iter(f"{{{W}}}p"):
        words = "".join(node.text or "" for node in paragraph.iter(f"{{{W}}}t"))
        if ("{" in words or "}" in words) and HALF.search(TAG.sub("", words)):
            yield words.strip()


def check_slots(path: str, part: etree._Element, schema: Mapping[str, Schema], findings: list[Finding]) -> set[str]:
    """Report what the part cites and nobody fills; answer with the dotted fields that it prints."""
    place = Span(path)
    if sum(node.text.count("{") for node in part.iter(f"{{{W}}}t") if node.text) > MAX_BRACES:
        findings.append(Finding("D004", "ce gabarit contient des milliers d'accolades.", place))
        return set()
    for words in half_tags_of(part):
        findings.append(Finding("D002", f"une balise est mal fermée dans « {words} ».", place))
    sound: list[Tag] = []
    for tag in tags_of(part):
        if PREFIX.match(tag.text) and not tag.alone and not tag.text.startswith(("{{r", "{%r")):
            message = f"la balise « {tag.text} » doit être seule dans son paragraphe : « {tag.paragraph} »."
            findings.append(Finding("D002", message, place))
        sound.append(tag)
    try:
        tree = Environment().parse("\n".join(_plain(tag.text) for tag in sound))
    except TemplateSyntaxError as error:
        _report_syntax(sound, error, place, findings)
        return set()
    return _Names(schema, sound, place, findings).visit(tree)


def _plain(tag: str) -> str:
    """A docxtpl tag as Jinja reads it: without its ``p``, ``tr``…, with straight quotes and ordinary spaces."""
    tag = PREFIX.sub(r"\1 ", tag)
    return tag.translate(str.maketrans("“”‘’\u00a0\u202f", "\"\"''  "))


def _report_syntax(tags: list[Tag], error: TemplateSyntaxError, place: Span, findings: list[Finding]) -> None:
    tag = tags[min(error.lineno, len(tags)) - 1] if tags else None
    words = f" : « {tag.text} », dans « {tag.paragraph} »" if tag else ""
    hint = (
        "les balises s'écrivent {{ champ }}, {%p if champ %} … {%p endif %}, {%tr for x in liste %} … {%tr endfor %}."
    )
    findings.append(Finding("D002", f"une balise de ce gabarit est mal écrite{words}.", place, (hint,)))


class _Names:
    """Walks the tags as Jinja sees them, knowing what each loop variable stands for."""

    def __init__(self, schema: Mapping[str, Schema], tags: list[Tag], place: Span, findings: list[Finding]) -> None:
        self.schema = schema
        self.tags = tags
        self.place = place
        self.findings = findings
        self.used: set[str] = set()

    def visit(self, tree: nodes.Node) -> set[str]:
        self.walk(tree, {name: (name, shape) for name, shape in self.schema.items()})
        return self.used

    def walk(self, node: nodes.Node, scope: Mapping[str, tuple[str, Schema]]) -> None:
        if isinstance(node, nodes.For):
            self.walk(node.iter, scope)
            found = self.resolve(node.iter, scope)
            inner = dict(scope)
            if isinstance(node.target, nodes.Name):
                path, shape = found or ("", "")
                item = shape[0] if isinstance(shape, list) else ""
                inner[node.target.name] = (path, item)
                inner["loop"] = ("", "")
            for child in (*node.body, *node.else_):
                self.walk(child, inner)
            return
        if isinstance(node, nodes.Name | nodes.Getattr):
            self.cite(node, scope)
            return
        for child in node.iter_child_nodes():
            self.walk(child, scope)

    def cite(self, node: nodes.Name | nodes.Getattr, scope: Mapping[str, tuple[str, Schema]]) -> None:
        found = self.resolve(node, scope)
        if found is None:
            self.unknown(node, scope)
        elif found[0]:
            self.used.add(found[0])

    def resolve(self, node: nodes.Node, scope: Mapping[str, tuple[str, Schema]]) -> tuple[str, Schema] | None:
        """The dotted path and the shape of what a tag names; a path of ``""`` for what is not a field (``loop``)."""
        if isinstance(node, nodes.Name):
            return scope.get(node.name)
        if isinstance(node, nodes.Getattr):
            parent = self.resolve(node.node, scope)
            if parent is None or parent[1] == "":
                return parent
            path, shape = parent
            if isinstance(shape, Mapping) and node.attr in shape:
                return (f"{path}.{node.attr}", shape[node.attr])
        return None

    def unknown(self, node: nodes.Name | nodes.Getattr, scope: Mapping[str, tuple[str, Schema]]) -> None:
        name = _dotted(node)
        tag = self.tags[min(node.lineno, len(self.tags)) - 1]
        message = f"le champ « {name} » n'existe pas ; il est cité dans « {tag.paragraph} »."
        hints = did_you_mean(name, [field for field, _ in fields_of(scope)])
        self.findings.append(Finding("D002", message, self.place, hints))


def _dotted(node: nodes.Node) -> str:
    return f"{_dotted(node.node)}.{node.attr}" if isinstance(node, nodes.Getattr) else getattr(node, "name", "?")


def fields_of(scope: Mapping[str, tuple[str, Schema]]) -> Iterator[tuple[str, Schema]]:
    """Every field reachable from a scope by its dotted name, those of list items excepted."""
    for name, (_, shape) in scope.items():
        if isinstance(shape, Mapping):
            yield from fields_of({f"{name}.{key}": (key, inner) for key, inner in shape.items()})
        elif shape:
            yield name, shape


def required_fields(schema: Mapping[str, Schema]) -> Iterator[str]:
    """Every field that carries an author's words, those inside lists included, by its dotted path."""
    for name, shape in schema.items():
        if isinstance(shape, list):
            shape = shape[0]
        if isinstance(shape, Mapping):
            yield from (f"{name}.{inner}" for inner in required_fields(shape))
        else:
            yield name
