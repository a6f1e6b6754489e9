"""The tags that a coordinator typed in a template, each with its paragraph, held against the fields that exist."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace

from jinja2 import Environment, TemplateSyntaxError, nodes
from lxml import etree

from pipeline.model.document import DANS_UN_TABLEAU, RICHE, TEXTE, Schema
from pipeline.model.finding import Finding
from pipeline.model.langue.mots import did_you_mean, fold
from pipeline.model.motif import motif
from pipeline.model.span import Span
from pipeline.model.valeur import dataclass
from pipeline.write.word.lieux import where
from pipeline.write.word.ooxml import W

TAG = motif(r"\{\{[^{}]*\}\}|\{%[^{}]*?%\}")
HALF = motif(r"\{\{|\{%|\}\}|%\}|\{#|#\}")
PARTS = motif(r"(\{\{|\{%)(p|r|tr|tc)?\s+(\w*)")
OTHER_SIGNS = motif(
    r"(?<!\{)\{\s*(\w+(?:\.\w+)*)\s*\}(?!\})"
    r"|\{\{\{\s*(\w+(?:\.\w+)*)\s*\}\}\}"
    r"|(?:\[\[?|<<|«|\$\{|<|%|｛｛?)\s*(\w+(?:\.\w+)+)\s*(?:\]\]?|>>|»|\}|>|%|｝｝?)"
)
"""A field between other signs than two braces: one, three, those of mail merges or of another alphabet."""

SIGNS = ("{", "}", "[", "«", "<", "%", "｛")
REMARK = motif(r"\{#|#\}")
HOW_TO_WRITE = (
    "les balises s'écrivent {{ champ }}, {%p if champ %} … {%p endif %}, "
    "{%tr for x in liste %} … {%tr endfor %}."
)
FRENCH_WORDS = {
    **dict.fromkeys(("si",), "if"),
    **dict.fromkeys(("sinon",), "else"),
    **dict.fromkeys(("fin", "finsi", "fin_si", "endsi"), "endif"),
    **dict.fromkeys(("pour", "pourchaque", "chaque"), "for"),
    **dict.fromkeys(("finpour", "fin_pour", "endpour"), "endfor"),
}
KEYWORDS = ("if", "elif", "else", "endif", "for", "endfor")
CLOSING = {"endfor": "for", "endif": "if"}
MIDDLE = {"else", "elif"}
FILTERS = (
    "upper",
    "lower",
    "capitalize",
    "title",
    "trim",
    "join",
    "first",
    "last",
    "length",
    "default",
)
TESTS = ("defined", "none", "string")
"""What a template may use of Jinja besides fields, loops and conditions."""

ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.For,
    nodes.If,
    nodes.CondExpr,
    nodes.Name,
    nodes.Getattr,
    nodes.Const,
    nodes.Filter,
    nodes.Test,
    nodes.Not,
    nodes.And,
    nodes.Or,
    nodes.Compare,
    nodes.Operand,
)
MAX_BRACES = 4_000
CERTAIN = {
    "corps": "le texte",
    "sommaire": "le sommaire",
    "mention": "la mention",
    "lettre.destinataire": "le destinataire",
    "lettre.objet": "l'objet",
    "lettre.signature": "la signature",
}
"""What a document cannot go without → what to call it: printed whatever the rest says."""

NOT_CERTAIN = "« {{}} » est sous une condition : il arriverait que {} manque."
OUT_OF_CONDITIONS = "sortez-la d'entre « if » et « endif », et de toute boucle."
OF_ITS_OWN = (
    "sortez-le d'entre « if » et « endif », ou demandez ce champ lui-même dans la condition : {}."
)
COMPARED = "« {} » : un gabarit ne compare pas ; une condition demande si un champ est rempli."
ONLY_FILLED = "écrivez {% if champ %} … {% endif %}, sans « == », « < » ni « in »."
IN_THE_END = "« {} » : ce qui ne s'imprime qu'une fois le document achevé ne serait pas relu avant."
IN_ALL_STATES = "imprimez-le sans condition, ou supprimez-le."
OF_A_FICHE = "fiche."
OF_DRAFTS = ("mention", "fiche.statut", "fiche.constats", "fiche.pilote_contact")
"""What is filled in a draft, or for who works on it, and empty in what is sent."""

NOTHING: frozenset[str] = frozenset()
ANYTHING = frozenset(("",))
"""Of a condition that has been told already: whatever it holds is not told again."""

WHOLE = ("upper", "lower", "capitalize", "title", "trim", "default")
"""The filters that print all the words of a text."""

IN_PART = (nodes.Compare, nodes.And, nodes.Or, nodes.Not, nodes.Test)
"""What prints an answer, or one text out of two."""


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag as typed, the words of its paragraph, and that paragraph."""

    text: str
    paragraph: str
    element: etree._Element = field(compare=False)

    @property
    def alone(self) -> bool:
        return self.text == self.paragraph

    @property
    def prefix(self) -> str:
        """``p``, ``tr``, ``tc``, ``r``, or nothing: what docxtpl takes away around the tag."""
        match = PARTS.match(self.text)
        return match[2] or "" if match else ""

    @property
    def word(self) -> str:
        """The first word of a ``{% … %}`` tag."""
        match = PARTS.match(self.text)
        return match[3] if match and match[1] == "{%" else ""


def check_slots(
    path: str, part: etree._Element, schema: Mapping[str, Schema], findings: list[Finding]
) -> set[str] | None:
    """Report what the part cites and nobody fills; answer with the dotted fields that it prints.

    None when the tags are so ill formed that this cannot be told.
    """
    place = Span(path)
    if sum(node.text.count("{") for node in part.iter(f"{{{W}}}t") if node.text) > MAX_BRACES:
        findings.append(Finding("D004", "ce gabarit contient des milliers d'accolades.", place))
        return None
    before = len(findings)
    tags = list(_tags(part))
    told = (
        *_half_tags(part),
        *_single_braces(part, schema),
        *_badly_placed(tags),
        *_not_a_word(tags),
    )
    for faute in told:
        findings.append(faute.finding(place))
    if len(findings) > before:
        return None
    _check_pairs(tags, place, findings)
    if len(findings) > before:
        return None
    try:
        tree = Environment().parse("\n".join(_plain(tag.text) for tag in tags))
    except TemplateSyntaxError as error:
        _report_syntax(tags, error, place, findings)
        return None
    return _Names(schema, tags, place, findings).visit(tree)


@dataclass(frozen=True, slots=True)
class Faute:
    """What is wrong with a tag, and the paragraph that holds it."""

    message: str
    element: etree._Element
    remede: str = ""

    def finding(self, place: Span) -> Finding:
        hints = (where(self.element), self.remede) if self.remede else (where(self.element),)
        return Finding("D002", self.message, place, hints)


def _tags(part: etree._Element) -> Iterator[Tag]:
    for paragraph, words in _paragraphs(part):
        for match in TAG.finditer(words):
            yield Tag(match.group(), words.strip(), paragraph)


def _paragraphs(part: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """The paragraphs that have in them a brace, or what people type in its place."""
    for paragraph in part.iter(f"{{{W}}}p"):
        words = "".join(node.text or "" for node in paragraph.iter(f"{{{W}}}t"))
        if any(sign in words for sign in SIGNS):
            yield paragraph, words


def _half_tags(part: etree._Element) -> Iterator[Faute]:
    """A tag that is opened and not closed, or the reverse."""
    for paragraph, words in _paragraphs(part):
        rest = TAG.sub("", words)
        if REMARK.search(rest):
            message = (
                f"« {words.strip()} » : un gabarit n'a pas de remarque entre « {{# » et « #}} »."
            )
            remede = "pour vous seuls, mettez un commentaire de Word (Révision, Nouveau commentaire) : il ne s'imprime pas."
            yield Faute(message, paragraph, remede)
        elif HALF.search(rest):
            yield Faute(f"une balise est mal fermée dans « {words.strip()} ».", paragraph)


def _single_braces(part: etree._Element, schema: Mapping[str, Schema]) -> Iterator[Faute]:
    """A field between single braces, three of them, or the signs of another program."""
    known = dict(_fields({name: (name, shape) for name, shape in schema.items()}))
    for paragraph, words in _paragraphs(part):
        for match in OTHER_SIGNS.finditer(words):
            name = match[1] or match[2] or match[3]
            if name in known:
                tag = f"{{{{{'p' if known[name] == RICHE else ''} {name} }}}}"
                message = f"« {match[0]} » serait imprimé tel quel : les accolades vont par deux, « {tag} »."
                yield Faute(message, paragraph)


def _badly_placed(tags: Iterable[Tag]) -> Iterator[Faute]:
    for tag in tags:
        if tag.prefix == "r":
            yield Faute(f"« {tag.text} » : écrivez cette balise sans « r ».", tag.element)
        if tag.prefix in ("p", "tr", "tc") and not tag.alone:
            message = f"la balise « {tag.text} » doit être seule dans son paragraphe : « {tag.paragraph} »."
            yield Faute(message, tag.element)


def _not_a_word(tags: Iterable[Tag]) -> Iterator[Faute]:
    """A tag that begins by a word of French, or by any other than ``if``, ``for`` and what closes them."""
    for tag in tags:
        if not tag.text.startswith("{%") or tag.word in KEYWORDS:
            continue
        word = tag.word or tag.text
        message = f"« {word} » n'est pas un mot des gabarits : « {tag.text} »."
        english = FRENCH_WORDS.get(fold(word), "")
        remede = f"écrivez « {english} » à la place de « {word} »." if english else HOW_TO_WRITE
        yield Faute(message, tag.element, remede)


def _check_pairs(tags: list[Tag], place: Span, findings: list[Finding]) -> None:
    """Each loop and condition is closed, by a tag of its own kind (``p`` with ``p``, ``tr`` with ``tr``)."""
    opened: list[Tag] = []
    for tag in tags:
        if tag.word in CLOSING.values():
            opened.append(tag)
        elif tag.word in CLOSING or tag.word in MIDDLE:
            if not opened or CLOSING.get(tag.word, opened[-1].word) != opened[-1].word:
                message = f"la balise « {tag.text} » ne ferme rien."
                findings.append(Faute(message, tag.element).finding(place))
                return
            start = opened[-1] if tag.word in MIDDLE else opened.pop()
            if start.prefix != tag.prefix:
                message = f"« {start.text} » se ferme par « {tag.text} » : les deux doivent avoir la même lettre."
                findings.append(Faute(message, tag.element).finding(place))
    for tag in opened:
        message = f"la balise « {tag.text} » n'est jamais refermée."
        findings.append(Faute(message, tag.element).finding(place))


def _plain(tag: str) -> str:
    """A docxtpl tag as Jinja reads it: without its ``p``, ``tr``…, with straight quotes and ordinary spaces."""
    tag = re.sub(r"^(\{\{|\{%)(?:p|r|tr|tc)\s", r"\1 ", tag)
    return tag.translate(str.maketrans("“”‘’\u00a0\u202f", "\"\"''  "))


def _report_syntax(
    tags: list[Tag], error: TemplateSyntaxError, place: Span, findings: list[Finding]
) -> None:
    tag = tags[min(error.lineno, len(tags)) - 1]
    around = "" if tag.alone else f", dans « {tag.paragraph} »"
    message = f"la balise « {tag.text} » est mal écrite{around}."
    findings.append(Faute(message, tag.element, HOW_TO_WRITE).finding(place))


Scope = Mapping[str, tuple[str, Schema]]


class _Names:
    """Walks the tags as Jinja sees them, knowing what each loop variable stands for.

    ``used`` are the fields that are printed, not only tested.
    """

    def __init__(
        self, schema: Mapping[str, Schema], tags: list[Tag], place: Span, findings: list[Finding]
    ) -> None:
        self.schema = schema
        self.tags = tags
        self.place = place
        self.findings = findings
        self.used: set[str] = set()
        self.told: set[int] = set()
        self.conditions: list[frozenset[str]] = []
        """What is tested around, the nearest last: the fields of which one is enough, none where it says otherwise."""

        self.certain: set[str] = set()
        self.unsure: dict[str, nodes.Node] = {}
        """The fields of a fiche that are printed whenever they are filled, and those that might not be."""

    def visit(self, tree: nodes.Node) -> set[str]:
        self.follow(
            tree, {name: (name, shape) for name, shape in self.schema.items()}, printing=False
        )
        for path, node in self.unsure.items():
            if path not in self.certain:
                self.say(node, NOT_CERTAIN.format("ce champ"), (OF_ITS_OWN.format(path),))
        return self.used

    def follow(self, node: nodes.Node, scope: Scope, printing: bool) -> None:
        if not isinstance(node, ALLOWED) or getattr(node, "recursive", False):
            self.say(node, "« {} » : un gabarit ne fait ni calcul ni appel, il imprime des champs.")
        elif isinstance(node, nodes.Compare):
            self.say(node, COMPARED, (ONLY_FILLED,))
        elif isinstance(node, nodes.For):
            self.loop(node, scope)
        elif isinstance(node, nodes.Name | nodes.Getattr):
            self.cite(node, scope, printing)
        elif isinstance(node, nodes.If | nodes.CondExpr):
            self.choose(node, scope, printing)
        else:
            self.check_words(node, scope)
            inside = printing or isinstance(node, nodes.Output)
            for child in node.iter_child_nodes():
                if _may_leave_out(node, child):
                    self.under(NOTHING, (child,), scope, inside)
                else:
                    self.follow(child, scope, inside)

    def choose(self, node: nodes.If | nodes.CondExpr, scope: Scope, printing: bool) -> None:
        """A condition: what it tests is not printed, and what it holds may not be."""
        self.follow(node.test, scope, printing=False)
        enough = self.enough(node.test, scope)
        if isinstance(node, nodes.CondExpr):
            chosen: tuple[nodes.Node, ...] = (node.expr1,)
            others: tuple[nodes.Node, ...] = () if node.expr2 is None else (node.expr2,)
        else:
            chosen, others = tuple(node.body), (*node.elif_, *node.else_)
        if self.is_of_the_last_state(node.test, bool(others), scope):
            self.say(node, IN_THE_END, (IN_ALL_STATES,))
        self.under(enough, chosen, scope, printing)
        self.under(NOTHING, others, scope, printing)

    def enough(self, test: nodes.Node, scope: Scope) -> frozenset[str]:
        """The fields of which one that is filled makes a condition true; none where something else is asked."""
        if isinstance(test, nodes.Or):
            sides = self.enough(test.left, scope), self.enough(test.right, scope)
            return frozenset().union(*sides) if all(sides) else NOTHING
        if isinstance(test, nodes.Compare):
            return ANYTHING
        found = self.resolve(test, scope)
        return frozenset((found[0],)) if found and found[0] else NOTHING

    def is_of_the_last_state(self, test: nodes.Node, has_else: bool, scope: Scope) -> bool:
        """Whether something is printed where a mark of drafts is not: nobody would have read it before."""
        tested = [test] if has_else else list(test.find_all(nodes.Not))
        tested += [test] if isinstance(test, nodes.Not) else []
        named = (
            self.resolve(name, scope)
            for one in tested
            for name in (one, *one.find_all((nodes.Name, nodes.Getattr)))
        )
        return any(found is not None and found[0] in OF_DRAFTS for found in named)

    def under(
        self, condition: frozenset[str], inner: Iterable[nodes.Node], scope: Scope, printing: bool
    ) -> None:
        self.conditions.append(condition)
        for child in inner:
            self.follow(child, scope, printing)
        self.conditions.pop()

    def loop(self, node: nodes.For, scope: Scope) -> None:
        self.follow(node.iter, scope, printing=False)
        found = self.resolve(node.iter, scope)
        if found is not None and found[0] and not isinstance(found[1], list):
            self.say(node, f"« {{}} » : « {found[0]} » n'est pas une liste.")
            return
        inner = dict(scope)
        if isinstance(node.target, nodes.Name):
            path, shape = found or ("", "")
            inner[node.target.name] = (path, shape[0] if isinstance(shape, list) else "")
            inner["loop"] = (
                "",
                dict.fromkeys(("index", "index0", "first", "last", "length"), TEXTE),
            )
        listed = frozenset((found[0],)) if found and found[0] and node.test is None else NOTHING
        if node.test is not None:
            self.follow(node.test, inner, printing=False)
        self.under(listed, node.body, inner, printing=False)
        self.under(NOTHING, node.else_, scope, printing=False)

    def check_words(self, node: nodes.Node, scope: Scope) -> None:
        if isinstance(node, nodes.Filter) and node.node is not None:
            found = self.resolve(node.node, scope)
            if found is not None and found[1] == RICHE:
                self.say(node, "« {} » : un filtre ne s'applique pas à des paragraphes entiers.")
        known = (
            FILTERS
            if isinstance(node, nodes.Filter)
            else TESTS
            if isinstance(node, nodes.Test)
            else None
        )
        name = str(getattr(node, "name", ""))
        if known is not None and name not in known:
            kind = "filtre" if isinstance(node, nodes.Filter) else "test"
            self.say(
                node,
                f"le {kind} « {name} » n'existe pas ; il est cité dans « {{}} ».",
                did_you_mean(name, known),
            )

    def cite(self, node: nodes.Name | nodes.Getattr, scope: Scope, printing: bool) -> None:
        found = self.resolve(node, scope)
        if found is None:
            name = _dotted(node)
            hints = did_you_mean(name, [field for field, _ in _fields(scope)])
            self.say(node, f"le champ « {name} » n'existe pas ; il est cité dans « {{}} ».", hints)
            return
        path, shape = found
        if printing:
            self.check_kind(node, shape)
            sure = all(_holds(path, one) for one in self.conditions)
            if path in CERTAIN and not sure:
                self.say(node, NOT_CERTAIN.format(CERTAIN[path]), (OUT_OF_CONDITIONS,))
            elif path.startswith(OF_A_FICHE):
                self.certain.update((path,) if sure else ())
                self.unsure.setdefault(path, node)
            if path:
                self.used.add(path)

    def check_kind(self, node: nodes.Node, shape: Schema) -> None:
        """Blocks need ``{{p … }}``, a text must not have it, a list is printed by a loop."""
        tag = self.tags[min(node.lineno, len(self.tags)) - 1]
        bare = tag.text.replace("{{p ", "{{ ")
        if shape == RICHE and tag.prefix != "p":
            fixed = tag.text.replace("{{", "{{p", 1)
            self.say(
                node,
                f"la balise « {tag.text} » imprime des paragraphes entiers : écrivez « {fixed} ».",
            )
        elif shape == TEXTE and tag.prefix == "p":
            self.say(
                node, f"la balise « {tag.text} » imprime un simple texte : écrivez « {bare} »."
            )
        elif isinstance(shape, list | Mapping):
            self.say(
                node,
                "« {} » : ce champ ne s'imprime pas d'un bloc ; citez ses éléments dans une boucle.",
            )

    def resolve(self, node: nodes.Node, scope: Scope) -> tuple[str, Schema] | None:
        """The dotted path and the shape of what a tag names; a path of ``""`` for what is not a field (``loop``)."""
        if isinstance(node, nodes.Name):
            return scope.get(node.name)
        if isinstance(node, nodes.Getattr):
            parent = self.resolve(node.node, scope)
            if parent is None or parent[1] == "":
                return parent
            path, shape = parent
            if isinstance(shape, Mapping) and node.attr in shape:
                return (f"{path}.{node.attr}" if path else "", shape[node.attr])
        return None

    def say(self, node: nodes.Node, message: str, hints: tuple[str, ...] = ()) -> None:
        """One finding per tag; ``{}`` in the message stands for the words of its paragraph."""
        if node.lineno not in self.told:
            self.told.add(node.lineno)
            tag = self.tags[min(node.lineno, len(self.tags)) - 1]
            text = message.replace("{}", tag.paragraph) if "« {} »" in message else message
            found = Faute(text, tag.element).finding(self.place)
            self.findings.append(replace(found, hints=(*found.hints, *hints)))


def _holds(path: str, enough: frozenset[str]) -> bool:
    """Whether a condition is true as soon as that field is filled."""
    drawn = DANS_UN_TABLEAU.get(path.removeprefix(OF_A_FICHE), ())
    if any(f"{OF_A_FICHE}{one}" in enough for one in drawn):
        return True
    return any(not one or path == one or path.startswith(f"{one}.") for one in enough)


def _may_leave_out(node: nodes.Node, child: nodes.Node) -> bool:
    """Whether a part of what a tag prints may be left out: one text out of two, the first letter of a text."""
    if isinstance(node, nodes.Filter):
        return child is not node.node or node.name not in WHOLE
    return isinstance(node, IN_PART)


def _dotted(node: nodes.Node) -> str:
    return (
        f"{_dotted(node.node)}.{node.attr}"
        if isinstance(node, nodes.Getattr)
        else getattr(node, "name", "?")
    )


def _fields(scope: Scope) -> Iterator[tuple[str, Schema]]:
    """Every field reachable from a scope by its dotted name, those of list items excepted."""
    for name, (_, shape) in scope.items():
        if isinstance(shape, Mapping):
            yield from _fields({f"{name}.{key}": (key, inner) for key, inner in shape.items()})
        elif shape:
            yield name, shape


def required_fields(schema: Mapping[str, Schema], within: str = "") -> Iterator[str]:
    """Every field by its dotted path, those inside lists included."""
    for name, shape in schema.items():
        inner = shape[0] if isinstance(shape, list) else shape
        if isinstance(inner, Mapping):
            yield from required_fields(inner, f"{within}{name}.")
        else:
            yield f"{within}{name}"
