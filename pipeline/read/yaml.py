"""YAML to nodes that keep their line; every scalar stays the text that was typed (``01004`` stays ``01004``)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import inf
from typing import Any

import yaml

from pipeline.model.finding import Finding
from pipeline.model.motif import motif
from pipeline.model.source import YamlList, YamlMap, YamlNode, YamlScalar
from pipeline.model.span import Placed, Span
from pipeline.read.remedes import CONTAINS, INDENT, STARTS, Remede, best_remedy, quoted
from pipeline.read.text import FORBIDDEN, TURNING, turned_by

MAX_CHARS = 256_000
MAX_DEPTH = 40
MOST_MENDED = 3
"""Lines that are read as their remedies have them, in one text."""

MAX_TRIED = 40_000
"""Characters of a text that is read again and again in search of a remedy."""

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
KINDS = ("str", "int", "float", "bool", "null", "timestamp", "value", "merge", "map", "seq")
TAGS = {f"tag:yaml.org,2002:{kind}" for kind in KINDS}
CUT_BY_HASH = motif(r"\s#\S")

BRACES = motif(r"^[^#]*?(?=\{\{)")
SEPARATOR = motif(
    r"^[ \u00a0\u202f]*(?:-[ \u00a0\u202f]+)?(?:[\w-]+[ \u00a0\u202f]?:(?=\s|$)[ \u00a0\u202f]*)?",
    re.MULTILINE,
)
"""What comes before the text of a line: its no-break spaces, which nobody sees, are spaces."""

NO_BREAK = str.maketrans("\u00a0\u202f", "  ")
COMPARE = "comparez cette ligne à celles du dessus : chaque ligne s'écrit « clé: valeur », au même retrait que ses voisines."
MESSAGES = (
    ("while scanning a quoted scalar", "un guillemet ouvert n'est jamais refermé.", True),
    (
        "could not find expected ':'",
        "il manque une espace après « : », ou des guillemets autour du texte.",
        True,
    ),
    ("while parsing a flow", "il manque une virgule ou un crochet fermant dans la liste.", True),
    ("mapping values are not allowed", CONTAINS, False),
    ("found character that cannot start", STARTS, False),
    ("did not find expected key", INDENT, False),
    ("expected <block end>", INDENT, False),
    ("undefined alias", "un texte qui commence par « * » se met entre guillemets droits.", False),
)
"""A sign in libyaml's words → our advice when no remedy is found; whether the fault is where the construct began."""


def read_yaml(path: str, text: str, findings: list[Finding]) -> YamlMap | None:
    """The mapping that a YAML file holds; an empty file is an empty mapping."""
    return compose(path, text, 1, findings)


def compose(
    path: str, text: str, first_line: int, findings: list[Finding], tries: int = MOST_MENDED
) -> YamlMap | None:
    """The mapping in ``text``, whose first line is number ``first_line`` of its file; None with a finding.

    A line that stops the reader, and whose remedy is told, is read as that remedy has it: the other lines are whole.
    """
    if len(text) > MAX_CHARS or _too_deep(text):
        findings.append(
            Finding(
                "L002",
                "ces lignes « clé: valeur » sont trop longues ou trop imbriquées.",
                Span(path, first_line),
            )
        )
        return None
    if not text.isascii():
        text = SEPARATOR.sub(lambda match: match.group().translate(NO_BREAK), text)
    loader = LOADER(text)
    try:
        root = loader.get_single_node()
    except yaml.YAMLError as error:
        finding, mended = _syntax_error(path, error, first_line, text.split("\n"))
        findings.append(finding)
        return _mended(path, mended, first_line, findings, tries) if mended and tries else None
    finally:
        loader.dispose()
    if root is None:
        return YamlMap((), Span(path, first_line))
    reader = _Nodes(path, text.split("\n"), first_line, findings)
    node = reader.node(root)
    if reader.broken:
        mended = "\n".join(reader.mended)
        readable = tries and mended != "\n".join(reader.lines)
        return _mended(path, mended, first_line, findings, tries) if readable else None
    if isinstance(node, YamlMap):
        return node
    message = "ces lignes doivent s'écrire « clé: valeur »."
    hint = "une clé, deux-points, une espace, puis sa valeur : nom: CPTS de Test"
    findings.append(
        Finding("L002", message, Span(path, first_line + root.start_mark.line), (hint,))
    )
    return None


def _mended(
    path: str, text: str, first_line: int, findings: list[Finding], tries: int
) -> YamlMap | None:
    """The mapping of a text once mended; what it says by itself is kept when it reads to its end."""
    said: list[Finding] = []
    found = compose(path, text, first_line, said, tries - 1)
    if found is not None:
        findings.extend(said)
    return found


def _too_deep(text: str) -> bool:
    if re.search(rf"(?:[-?] +){{{MAX_DEPTH}}}", text):
        return True
    depth = deepest = 0
    if text.count("[") + text.count("{") > MAX_DEPTH:
        for char in text:
            depth += (char in "[{") - (char in "]}")
            deepest = max(deepest, depth)
    return deepest > MAX_DEPTH


def _syntax_error(
    path: str, error: yaml.YAMLError, first_line: int, lines: list[str]
) -> tuple[Finding, str]:
    """What is told, and the text with its remedy; ``""`` without one, or when it would move the lines."""
    what = "l'en-tête est mal écrit" if path.endswith(".md") else "ce fichier est mal écrit"
    row, column, advice, hints, mended = _fault(error, lines)
    message = what + (f" : {advice}" if advice else ".")
    kept = "\n".join(mended) if len(mended) == len(lines) else ""
    return Finding("L002", message, Span(path, first_line + row, column + 1), hints), kept


def _fault(
    error: yaml.YAMLError, lines: list[str]
) -> tuple[int, int, str, tuple[str, ...], Sequence[str]]:
    """Row, column, advice, hints, and the lines once mended."""
    advice, at_start = _advice(str(error))
    problem = getattr(error, "problem_mark", None)
    context = getattr(error, "context_mark", None)
    mark = (context if at_start else None) or problem or context
    if mark is None:
        return 0, 0, "", (COMPARE,), ()
    row = min(mark.line, len(lines) - 1)
    line = lines[row]
    braces = BRACES.match(line)
    if braces:
        advice = "un fait entre accolades ne se cite pas ici : écrivez le mot lui-même."
        bare = quoted(line.replace("{{", "").replace("}}", ""))
        return row, braces.end(), advice, (), (*lines[:row], bare, *lines[row + 1 :])
    if "\t" in line[: len(line) - len(line.lstrip())]:
        advice = "une tabulation est interdite ici : remplacez-la par des espaces."
        return row, mark.column, advice, (), [_without_tabs(text) for text in lines]
    remedy = _tried_remedy(lines, [place.line for place in (problem, context) if place is not None])
    if remedy is None:
        return row, mark.column, advice, (COMPARE,), ()
    column = mark.column if remedy.row == mark.line else remedy.column
    return remedy.row, column, remedy.advice, remedy.hints, remedy.lines


def _tried_remedy(lines: list[str], marks: Sequence[int]) -> Remede | None:
    """The change of one line after which the file reads further; none is looked for in a file that is very long."""
    return best_remedy(lines, marks, reach) if sum(map(len, lines)) <= MAX_TRIED else None


def _without_tabs(line: str) -> str:
    """A tab at the beginning of a line as the two spaces that it stands for."""
    text = line.lstrip()
    return line[: len(line) - len(text)].replace("\t", "  ") + text


def _advice(said: str) -> tuple[str, bool]:
    """What we say of the library's sentence, and whether the fault is where the construct begins."""
    for sign, advice, at_start in MESSAGES:
        if sign in said:
            return advice, at_start
    return "", False


def reach(text: str) -> float:
    """The row where a text stops the reader; infinite when it is a mapping from end to end."""
    loader = LOADER(text)
    try:
        root = loader.get_single_node()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        return mark.line if mark else -1
    finally:
        loader.dispose()
    return inf if isinstance(root, yaml.MappingNode) else -1


class _Nodes:
    """Turns PyYAML's nodes into ours.  ``broken`` is set when the mapping cannot be trusted."""

    def __init__(
        self, path: str, lines: list[str], first_line: int, findings: list[Finding]
    ) -> None:
        self.path = path
        self.lines = lines
        self.first_line = first_line
        self.findings = findings
        self.seen: set[int] = set()
        self.told: set[int] = set()
        self.broken = False
        self.mended = list(lines)
        """The lines as they are to be typed where a sign was refused."""

    def node(self, node: Any) -> YamlNode:
        span = self.span(node)
        if id(node) in self.seen or node.tag not in TAGS or self.is_named(node):
            self.refuse_sign(node, span)
            return YamlScalar("", span)
        self.seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, span)
        if isinstance(node, yaml.SequenceNode):
            return YamlList(tuple(self.node(item) for item in node.value), span)
        self.warn_if_cut(node)
        if (
            node.style == '"'
            and (sign := TURNING.search(node.value))
            and not self.shows(sign.group(), node)
        ):
            self.findings.append(turned_by(sign.group(), span))
        forbidden = FORBIDDEN.search(node.value)
        if forbidden:
            message = f"caractère invisible interdit (U+{ord(forbidden.group()):04X})."
            self.findings.append(Finding("L005", message, span, ("effacez-le et retapez le mot.",)))
        return YamlScalar(FORBIDDEN.sub("", node.value), span)

    def refuse_sign(self, node: Any, span: Span) -> None:
        """Told once for a text, however often an alias repeats it."""
        typed = self.lines[node.start_mark.line]
        line = quoted(typed).strip()
        if isinstance(node, yaml.ScalarNode) and self.is_named(node):
            self.mended[node.start_mark.line] = self.without_sign(node, quoted(typed) or typed)
        sign = typed[node.start_mark.column :].split(" ")[0]
        hint = f"écrivez, avec des guillemets droits : {line}" if line else f"effacez « {sign} »."
        if id(node) not in self.told:
            message = (
                "les ancres, alias et étiquettes YAML (« & », « * », « ! ») ne sont pas admis ici."
            )
            self.refuse("L002", message, span, (hint,))
        self.told.add(id(node))

    def without_sign(self, node: Any, line: str) -> str:
        """A line without a sign that is no part of its value: one that stands alone, or before a key."""
        column = node.start_mark.column
        sign = line[column:].split(" ")[0]
        return line[:column] + line[column + len(sign) :].lstrip() if sign[:1] == "&" else line

    def mapping(self, node: Any, span: Span) -> YamlMap:
        entries: dict[str, tuple[Placed[str], YamlNode]] = {}
        for key, value in node.value:
            place = self.span(key)
            if not isinstance(key, yaml.ScalarNode):
                self.refuse("L002", "une clé doit être un mot.", place, (COMPARE,))
                continue
            if self.is_named(key):
                self.refuse_sign(key, place)
            name = key.value
            if name in entries:
                first = entries[name][0].span
                message = (
                    f"la clé « {name} » est donnée deux fois (lignes {first.line} et {place.line})."
                )
                self.findings.append(
                    Finding("L003", message, place, (self.one_only(node, key),), (first,))
                )
                continue
            entries[name] = (Placed(name, place), self.node(value))
        return YamlMap(tuple(entries.values()), span)

    def is_named(self, node: Any) -> bool:
        """An anchor is no part of the value: « &parcours » would be an empty text, and « &Dupont Martin » Martin."""
        mark = node.start_mark
        return (
            self.lines[mark.line][mark.column : mark.column + 1] == "&"
            if mark.line < len(self.lines)
            else False
        )

    def span(self, node: Any) -> Span:
        return Span(self.path, self.first_line + node.start_mark.line)

    def shows(self, sign: str, node: Any) -> bool:
        """Whether a sign is in the lines of a text as they were typed: then it was told already."""
        return any(
            sign in line for line in self.lines[node.start_mark.line : node.end_mark.line + 1]
        )

    def one_only(self, mapping: Any, key: Any) -> str:
        """One line has to go, unless it opens the next element of a list and lost its dash."""
        opening = (
            self.lines[mapping.start_mark.line] if mapping.start_mark.line < len(self.lines) else ""
        )
        if opening.strip().startswith(f"- {key.value}"):
            dash = f"- {key.value}: …"
            return f"si un autre élément commence ici, mettez-lui un tiret : {dash} ; sinon, effacez l'une des deux."
        return "gardez-en une, effacez l'autre."

    def refuse(self, code: str, message: str, span: Span, hints: tuple[str, ...] = ()) -> None:
        self.broken = True
        self.findings.append(Finding(code, message, span, hints))

    def warn_if_cut(self, node: Any) -> None:
        end = node.end_mark
        line = self.lines[end.line] if end.line < len(self.lines) else ""
        rest = line[len(line[: end.column].rstrip()) :]
        if not node.style and CUT_BY_HASH.match(rest):
            cut = rest.strip()
            message = (
                f"le texte s'arrête à « {node.value} » : « {cut} » est lu comme un commentaire."
            )
            span = Span(self.path, self.first_line + end.line, end.column + 1)
            self.findings.append(
                Finding("L009", message, span, ("mettez tout le texte entre guillemets.",))
            )
