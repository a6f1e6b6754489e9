"""What counts as Markdown here: markdown-it's rules and plugins, ours for facts and notes, and their fast path."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from markdown_it import MarkdownIt
from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock, html_block, lheading
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from pipeline.model.fait import nom_canonique
from pipeline.model.motif import motif
from pipeline.model.prose import VARIABLE

MAX_NESTING = 200
CALL = motif(r"\[\^([^\[\]\n]+)\]")
MARKED = motif(r"[\\`*_\[\]<>&!{}\n]")
"""A line without any of these has no inline markup."""

BRACKET = motif(r"[\[\]]")
MOST_OPEN = 50
"""Brackets of a paragraph that may be open at once."""

TANGLED = "enchevetre"
"""What a token says of itself when its text was not read, but kept as it was typed."""

SEEN = "soulignes"
"""Where the parser keeps, for the time of a text, which lines were looked at."""

COMMENT, COMMENT_END = "<!--", "-->"
UNCLOSED = "jamais referme"
"""Where the parser keeps, for the time of a text, the place of the first comment that nothing closes."""

IN_BRACKETS = ("link", "image", "footnote_ref", "call_of_nothing")

InlineRule: TypeAlias = Callable[[StateInline, bool], bool]
BlockRule: TypeAlias = Callable[[StateBlock, int, int, bool], bool]
FIRST_SIGNS: Mapping[str, str] = {
    "fence": "`~",
    "blockquote": ">",
    "hr": "*-_",
    "list": "*+-0123456789",
    "footnote_def": "[",
    "reference": "[",
    "html_block": "<",
    "heading": "#",
}
"""Signs that a line must begin with for a rule to have anything to say."""

TABLE_RULE_SIGNS = "|:-"


class BlockRules(Ruler[BlockRule]):
    """markdown-it's rules, of which a line is shown only those that its first sign concerns.

    As it comes, each line of a paragraph is asked about by eight rules, one after the other, and nearly always in vain.
    """

    def __init__(self, rules: Ruler[BlockRule]) -> None:
        super().__init__()
        self.__rules__ = rules.__rules__
        self.chains: dict[str, list[BlockRule]] = {}

    def getRules(self, chainName: str = "") -> list[BlockRule]:
        """One rule which asks those of the chain that may answer yes, in their order."""
        if chainName not in self.chains:
            self.chains[chainName] = [self._first_that_applies(chainName)]
        return self.chains[chainName]

    def _first_that_applies(self, chain: str) -> BlockRule:
        rules = {
            rule.name: rule.fn
            for rule in self.__rules__
            if rule.enabled and (not chain or chain in rule.alt)
        }
        table = rules.pop("table", None)
        code = rules.pop("code", None)
        anywhere = tuple(fn for name, fn in rules.items() if name not in FIRST_SIGNS)
        by_sign = {
            sign: tuple(fn for name, fn in rules.items() if sign in FIRST_SIGNS.get(name, sign))
            for sign in set("".join(FIRST_SIGNS.values()))
        }

        def applied(state: StateBlock, line: int, end: int, silent: bool) -> bool:
            src, begins, shifts = state.src, state.bMarks, state.tShift
            if table is not None and line + 1 < end:
                under = begins[line + 1] + shifts[line + 1]
                if src[under : under + 1] in TABLE_RULE_SIGNS and table(state, line, end, silent):
                    return True
            if code is not None and code(state, line, end, silent):
                return True
            at = begins[line] + shifts[line]
            for rule in by_sign.get(src[at : at + 1], anywhere):  # noqa: SIM110
                if rule(state, line, end, silent):
                    return True
            return False

        return applied


def _underlined(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """markdown-it's title by the line under it, for paragraphs with a line that could underline.

    Each item of a long list would look down to the end of it: what the first one saw is kept, for the same container.
    """
    seen: dict[tuple[int, int, str, int], tuple[int, int, bool]] = state.env.setdefault(SEEN, {})
    container = (state.level, state.blkIndent, state.parentType, end)
    first, last, found = seen.get(container, (0, 0, False))
    if not first <= line < last:
        last, found = _next_underline(state, line + 1, end)
        seen[container] = (line, last, found)
    return found and lheading(state, line, end, silent)


def _next_underline(state: StateBlock, under: int, end: int) -> tuple[int, bool]:
    """The next line that could underline, or else the blank one, or the end, that comes before; and which it is."""
    while under < end and not state.isEmpty(under):
        if state.src[state.bMarks[under] + state.tShift[under]] in "-=":
            return under, True
        under += 1
    return under, False


def _html_or_comment(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """markdown-it's block of HTML, but for a comment that nothing closes: it ends with its paragraph, and not the text."""
    at = state.bMarks[line] + state.tShift[line]
    if state.src.startswith(COMMENT, at) and not _is_closed(state, at):
        end = next((one for one in range(line, end) if state.isEmpty(one)), end)
    return html_block(state, line, end, silent)


def _is_closed(state: StateBlock, at: int) -> bool:
    """Whether the end of a comment comes after this place; looked for in vain once, it is after no later one."""
    if at < state.env.get(UNCLOSED, at + 1) and state.src.find(COMMENT_END, at) >= 0:
        return True
    state.env.setdefault(UNCLOSED, at)
    return False


def _quick_inline(state: StateCore) -> None:
    """markdown-it's inline step, minus the walk through text that holds no markup (most cells and list items)."""
    for token in state.tokens:
        if token.type == "inline":
            token.children = []
            if _is_tangled(token.content):
                token.meta[TANGLED] = True
                token.children = [Token("text", "", 0, content=token.content.replace("\n", " "))]
            elif MARKED.search(token.content):
                state.md.inline.parse(token.content, state.md, state.env, token.children)
            elif token.content:
                token.children = [Token("text", "", 0, content=token.content)]


def _is_tangled(text: str) -> bool:
    """Whether more brackets are open at once than links could need: each would be looked at from each other."""
    if text.count("[") <= MOST_OPEN:
        return False
    depth = 0
    for bracket in BRACKET.finditer(text):
        depth = depth + 1 if bracket.group() == "[" else max(0, depth - 1)
        if depth > MOST_OPEN:
            return True
    return False


def _if_closed(rule: InlineRule) -> InlineRule:
    """A rule on what stands between brackets, not asked where no bracket closes any more."""

    def asked(state: StateInline, silent: bool) -> bool:
        if state.src[state.pos] not in "[!" or state.html_terminator_last("]") < state.pos:
            return False
        return rule(state, silent)

    return asked


def _variable(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("{{", state.pos):
        return False
    match = VARIABLE.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        token = state.push("variable", "", 0)
        token.content = match.group()
        name, options = nom_canonique(match.group(1))
        token.meta = {"name": name, "form": match.group(2) or "", "options": options}
    state.pos = match.end()
    return True


def _call_of_nothing(state: StateInline, silent: bool) -> bool:
    """``[^name]`` where no such footnote was written: told, instead of printed as it is."""
    match = CALL.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        token = state.push("footnote_ref", "", 0)
        token.meta = {"label": match.group(1)}
    state.pos = match.end()
    return True


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING, "store_labels": True}).enable(
        "table"
    )
    parser.use(footnote_plugin, inline=False, move_to_end=False).use(deflist_plugin)
    parser.inline.ruler.after("footnote_ref", "call_of_nothing", _call_of_nothing)
    parser.core.ruler.at("inline", _quick_inline)
    parser.inline.ruler.before("escape", "variable", _variable)
    for rule in list(parser.inline.ruler.__rules__):
        if rule.name in IN_BRACKETS:
            parser.inline.ruler.at(rule.name, _if_closed(rule.fn))
    parser.block.ruler.at("lheading", _underlined)
    parser.block.ruler.at(
        "html_block", _html_or_comment, {"alt": ["paragraph", "reference", "blockquote"]}
    )
    parser.block.ruler = BlockRules(parser.block.ruler)
    return parser


PARSER = _parser()
