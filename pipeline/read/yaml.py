"""YAML to nodes that keep their line; every scalar stays the text that was typed (``01004`` stays ``01004``)."""

from __future__ import annotations

import re
from typing import Any

import yaml

from pipeline.model.finding import Finding
from pipeline.model.source import YamlList, YamlMap, YamlNode, YamlScalar
from pipeline.model.span import Placed, Span
from pipeline.read.text import FORBIDDEN

MAX_CHARS = 256_000
MAX_DEPTH = 40
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
KINDS = ("str", "int", "float", "bool", "null", "timestamp", "value", "merge", "map", "seq")
TAGS = {f"tag:yaml.org,2002:{kind}" for kind in KINDS}
CUT_BY_HASH = re.compile(r"\s#\S")

QUOTES = "un texte qui {} se met entre guillemets droits."
INDENT = "le retrait de cette ligne ne suit pas celui des lignes voisines."
BRACES = re.compile(r"^[^#]*?(?=\{\{)")
MESSAGES = (
    ("while scanning a quoted scalar", "un guillemet ouvert n'est jamais refermé.", True),
    ("could not find expected ':'", "il manque une espace après « : », ou des guillemets autour du texte.", True),
    ("while parsing a flow", "il manque une virgule ou un crochet fermant dans la liste.", True),
    ("mapping values are not allowed", QUOTES.format("contient « : »"), False),
    ("found character that cannot start", QUOTES.format("commence par ce signe"), False),
    ("did not find expected key", INDENT, False),
    ("expected <block end>", INDENT, False),
    ("undefined alias", QUOTES.format("commence par « * »"), False),
)
"""A sign in libyaml's words → our advice, and whether the fault is where the construct began."""

WITHOUT_COLON = re.compile(r"( *)(\w+)(?: +[^:]*)?")
WITHOUT_SPACE = re.compile(r"( *)([a-z_]+):(?![ /])(.+)")
LINE = re.compile(r"(?P<before> *(?:- +)?[\w-]+ ?: +)(?P<text>\S.*)")
AFTER_QUOTE = re.compile(r'[^"]*: +"[^"]*" *[^#\s]')
PAIRS = (("«", "»"), ("“", "”"), ("„", "“"), ("‘", "’"), ("‹", "›"))
"""Quotes that a text may wear already, and that YAML does not know."""


def read_yaml(path: str, text: str, findings: list[Finding]) -> YamlMap | None:
    """The mapping that a YAML file holds; an empty file is an empty mapping."""
    return compose(path, text, 1, findings)


def compose(path: str, text: str, first_line: int, findings: list[Finding]) -> YamlMap | None:
    """The mapping in ``text``, whose first line is number ``first_line`` of its file; None with a finding."""
    if len(text) > MAX_CHARS or _too_deep(text):
        findings.append(
            Finding("L002", "ces lignes « clé: valeur » sont trop longues ou trop imbriquées.", Span(path, first_line))
        )
        return None
    loader = LOADER(text)
    try:
        root = loader.get_single_node()
    except yaml.YAMLError as error:
        findings.append(_syntax_error(path, error, first_line, text.split("\n")))
        return None
    finally:
        loader.dispose()
    if root is None:
        return YamlMap((), Span(path, first_line))
    reader = _Nodes(path, text.split("\n"), first_line, findings)
    node = reader.node(root)
    if isinstance(node, YamlMap):
        return None if reader.broken else node
    message = "ces lignes doivent s'écrire « clé: valeur »."
    findings.append(Finding("L002", message, Span(path, first_line)))
    return None


def _too_deep(text: str) -> bool:
    if re.search(rf"(?:[-?] +){{{MAX_DEPTH}}}", text):
        return True
    depth = deepest = 0
    if text.count("[") + text.count("{") > MAX_DEPTH:
        for char in text:
            depth += (char in "[{") - (char in "]}")
            deepest = max(deepest, depth)
    return deepest > MAX_DEPTH


def _syntax_error(path: str, error: yaml.YAMLError, first_line: int, lines: list[str]) -> Finding:
    problem = getattr(error, "problem_mark", None)
    context = getattr(error, "context_mark", None)
    said = str(error)
    advice, at_start = next(((text, start) for sign, text, start in MESSAGES if sign in said), ("", False))
    mark = (context if at_start else None) or problem or context
    what = "l'en-tête est mal écrit" if path.endswith(".md") else "ce fichier est mal écrit"
    if mark is None:
        return Finding("L002", f"{what}.", Span(path, first_line))
    row, column = min(mark.line, len(lines) - 1), mark.column
    hints: tuple[str, ...] = ()
    braces = BRACES.match(lines[row])
    cause = _cause_before(lines, min((problem or mark).line, len(lines) - 1)) if advice != MESSAGES[0][1] else None
    if braces:
        advice, column = "un fait entre accolades ne se cite pas ici : écrivez le mot lui-même.", braces.end()
    elif "\t" in lines[row][: len(lines[row]) - len(lines[row].lstrip())]:
        advice = "une tabulation est interdite ici : remplacez-la par des espaces."
    elif cause is not None:
        row, column, advice, correct = cause
        hints = (f"écrivez : {correct}",)
    elif "mapping values" in said and _deeper_than_before(lines, row):
        advice, hints = INDENT, _under_a_value(lines, row)
    elif advice is INDENT and AFTER_QUOTE.match(lines[row]):
        advice, hints = "le texte continue après son guillemet fermant.", _between_quotes(lines[row])
    elif "mapping values" in said or "cannot start" in said:
        hints = _between_quotes(lines[row])
    message = what + (f" : {advice}" if advice else ".")
    return Finding("L002", message, Span(path, first_line + row, column + 1), hints)


def _cause_before(lines: list[str], last: int) -> tuple[int, int, str, str] | None:
    """Row, column, advice and right form of the line without « : » that the reader tripped on a little later."""
    for row in range(last, max(-1, last - 2), -1):
        line = lines[row]
        glued = WITHOUT_SPACE.fullmatch(line)
        if glued and not glued[3].startswith(("http", "//")):
            advice = "il manque une espace après « : »."
            return row, len(glued[1]), advice, f"{glued[2]}: {glued[3].strip()}"
        bare = WITHOUT_COLON.fullmatch(line)
        if bare and not (row and lines[row - 1].rstrip().endswith((",", "|", ">", "["))):
            advice = f"il manque « : » après « {bare[2]} »."
            rest = line[bare.end(2) :].strip()
            return row, len(bare[1]), advice, f"{bare[2]}: {rest}".rstrip()
    return None


def _under_a_value(lines: list[str], row: int) -> tuple[str, ...]:
    """What to do about a key set under a line that has its value already: one of the two has the wrong indent."""
    above = next((line for line in reversed(lines[:row]) if line.strip()), "")
    key, over = (line.strip().partition(":")[0].strip() for line in (lines[row], above))
    if _indent(above):
        return (f"mettez devant « {key} » les {_indent(above)} espaces qui sont devant « {over} ».",)
    return (f"mettez « {over} » et « {key} » au même retrait : deux espaces devant l'une, ou aucune devant l'autre.",)


def _between_quotes(line: str) -> tuple[str, ...]:
    """The line as it should be typed, its text between straight quotes instead of the curly ones it may wear."""
    match = LINE.fullmatch(line.rstrip())
    if match is None:
        return ()
    text = match["text"]
    for opening, closing in PAIRS:
        if text.startswith(opening) and text.endswith(closing):
            text = text[1:-1].strip(" \u00a0\u202f")
    text = re.sub(r'"([^"]*)"', "« \\1 »", text) if not text.startswith('"') else text.replace('"', "")
    text = text.replace("\\", "\\\\").replace('"', '\\"')
    return (f'écrivez, avec des guillemets droits : {match["before"].lstrip()}"{text}"',)


def _deeper_than_before(lines: list[str], row: int) -> bool:
    """Whether a line is set further in than the one before it, which opens nothing."""
    before = next((line for line in reversed(lines[:row]) if line.strip()), "")
    return _indent(lines[row]) > _indent(before) and not before.rstrip().endswith((":", "-"))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


class _Nodes:
    """Turns PyYAML's nodes into ours.  ``broken`` is set when the mapping cannot be trusted."""

    def __init__(self, path: str, lines: list[str], first_line: int, findings: list[Finding]) -> None:
        self.path = path
        self.lines = lines
        self.first_line = first_line
        self.findings = findings
        self.seen: set[int] = set()
        self.broken = False

    def node(self, node: Any) -> YamlNode:
        span = self.span(node)
        if id(node) in self.seen or node.tag not in TAGS:
            message = "les ancres, alias et étiquettes YAML (« & », « * », « ! ») ne sont pas admis ici."
            self.refuse("L002", message, span)
            return YamlScalar("", span)
        self.seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, span)
        if isinstance(node, yaml.SequenceNode):
            return YamlList(tuple(self.node(item) for item in node.value), span)
        self.warn_if_cut(node)
        forbidden = FORBIDDEN.search(node.value)
        if forbidden:
            message = f"caractère invisible interdit (U+{ord(forbidden.group()):04X})."
            self.findings.append(Finding("L005", message, span, ("effacez-le et retapez le mot.",)))
        return YamlScalar(FORBIDDEN.sub("", node.value), span)

    def mapping(self, node: Any, span: Span) -> YamlMap:
        entries: dict[str, tuple[Placed[str], YamlNode]] = {}
        for key, value in node.value:
            place = self.span(key)
            if not isinstance(key, yaml.ScalarNode):
                self.refuse("L002", "une clé doit être un mot.", place)
                continue
            name = key.value
            if name in entries:
                first = entries[name][0].span
                message = f"la clé « {name} » est donnée deux fois (lignes {first.line} et {place.line})."
                self.findings.append(Finding("L003", message, place, (), (first,)))
                continue
            entries[name] = (Placed(name, place), self.node(value))
        return YamlMap(tuple(entries.values()), span)

    def span(self, node: Any) -> Span:
        return Span(self.path, self.first_line + node.start_mark.line)

    def refuse(self, code: str, message: str, span: Span) -> None:
        self.broken = True
        self.findings.append(Finding(code, message, span))

    def warn_if_cut(self, node: Any) -> None:
        end = node.end_mark
        line = self.lines[end.line] if end.line < len(self.lines) else ""
        rest = line[len(line[: end.column].rstrip()) :]
        if not node.style and CUT_BY_HASH.match(rest):
            cut = rest.strip()
            message = f"le texte s'arrête à « {node.value} » : « {cut} » est lu comme un commentaire."
            span = Span(self.path, self.first_line + end.line, end.column + 1)
            self.findings.append(Finding("L009", message, span, ("mettez tout le texte entre guillemets.",)))
