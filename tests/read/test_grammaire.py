"""The fast path through markdown-it's rules answers what markdown-it does."""

from __future__ import annotations

import json
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from pipeline.read.grammaire import PARSER, BlockRules
from tests.projets import CHECKOUT

EXAMPLES = CHECKOUT / "tests/donnees/commonmark-0.31.2.json"
LINES = st.sampled_from(
    (
        *(
            "",
            "a",
            "  a",
            "    a",
            "\ta",
            "> a",
            "> > b",
            ">",
            "- a",
            "-",
            "  - b",
            "* c",
            "+ d",
            "1. e",
            "10) f",
        ),
        *(
            "2. g",
            "---",
            "- - -",
            "***",
            "===",
            "= =",
            "-- ",
            "# h",
            "#",
            "####### i",
            "```",
            "~~~",
            "``` x",
            "<b>",
        ),
        *(
            "<!-- a",
            "-->",
            "</p>",
            "| a | b |",
            "|---|---|",
            ":-- | --:",
            "-|-",
            "a | b",
            "[a]: b",
            "[a]:",
            "[^1]: n",
        ),
        *(
            ": def",
            "~ def",
            "    : x",
            "[a]",
            "\\# j",
            "  ---",
            "   ===",
            "    ---",
            "> ---",
            "> | a |\n> |---|",
        ),
    )
)


def reference() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": PARSER.options["maxNesting"]}).enable("table")
    return parser.use(footnote_plugin, inline=False, move_to_end=False).use(deflist_plugin)


REFERENCE = reference()


def blocks(parser: MarkdownIt, text: str) -> list[object]:
    state_tokens: list[object] = []
    parser.block.parse(text, parser, {}, state_tokens)  # type: ignore[arg-type]
    return state_tokens


def texts() -> Iterator[str]:
    yield from (example[0] for example in json.loads(EXAMPLES.read_text(encoding="utf-8")))
    yield from (
        path.read_text(encoding="utf-8") for path in sorted(CHECKOUT.glob("content/**/*.md"))
    )
    yield from (path.read_text(encoding="utf-8") for path in sorted(CHECKOUT.glob("docs/*.md")))


def test_the_blocks_of_every_text_at_hand_are_those_of_markdown_it() -> None:
    for text in texts():
        assert blocks(PARSER, text) == blocks(REFERENCE, text), text


@given(
    st.lists(LINES, max_size=12).map("\n".join)
    | st.text(alphabet="#>-*+=~`|:[]^ \n\ta1.<", max_size=60)
)
def test_the_blocks_of_any_text_are_those_of_markdown_it(text: str) -> None:
    assert blocks(PARSER, text) == blocks(REFERENCE, text)


def test_every_rule_of_markdown_it_is_kept_and_asked() -> None:
    """A rule that a later version adds is asked about every line until someone says which signs it begins with."""
    assert isinstance(PARSER.block.ruler, BlockRules)
    assert PARSER.block.ruler.get_active_rules() == REFERENCE.block.ruler.get_active_rules()
    asked: list[str] = []

    def curious(state: StateBlock, line: int, end: int, silent: bool) -> bool:
        asked.append(state.src)
        return False

    parser = reference()
    parser.block.ruler.before("paragraph", "curious", curious)
    parser.block.ruler = BlockRules(parser.block.ruler)
    parser.parse("# a\n\nb\n")
    assert asked == ["# a\n\nb\n"]
