"""Markdown in: the tree that comes out, and what is said of what cannot be kept."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from pipeline.model.finding import Finding
from pipeline.model.parcours import every_block, inlines_of
from pipeline.model.prose import (
    Block,
    BulletList,
    CodeBlock,
    CodeSpan,
    Heading,
    Image,
    Link,
    OrderedList,
    Paragraph,
    Quote,
    Strong,
    Table,
    Text,
    Variable,
    text_of,
)
from pipeline.read.markdown import read_markdown
from pipeline.read.signes import lost_list

REFERENCE = MarkdownIt("commonmark", {"maxNesting": 200}).enable("table")


def read(
    text: str, path: str = "content/diagnostic/a.md"
) -> tuple[tuple[Block, ...], list[Finding]]:
    findings: list[Finding] = []
    found = read_markdown(path, text, findings)
    return (found.blocks if found else (), findings)


def words_of(blocks: tuple[Block, ...]) -> list[str]:
    parts = [text_of(inlines) for block in blocks for inlines in inlines_of(block)]
    parts += [block.text for block in every_block(blocks) if isinstance(block, CodeBlock)]
    return re.findall(r"\w+", " ".join(parts))


def test_the_constructs_of_a_chapter_come_out_as_a_tree() -> None:
    blocks, findings = read(
        "# Titre\n\nUn **mot** et `code`.\n\n- a\n  1. b\n\n> cité\n\n```\nbrut\n```\n"
    )
    assert findings == []
    assert [type(block) for block in blocks] == [Heading, Paragraph, BulletList, Quote, CodeBlock]
    paragraph = blocks[1]
    assert isinstance(paragraph, Paragraph)
    assert paragraph.inlines == (
        Text("Un "),
        Strong((Text("mot"),)),
        Text(" et "),
        CodeSpan("code"),
        Text("."),
    )
    nested = blocks[2]
    assert isinstance(nested, BulletList)
    assert isinstance(nested.items[0][1], OrderedList)


def test_an_ordered_list_keeps_the_number_it_starts_from() -> None:
    blocks, _ = read("3. trois\n4. quatre\n")
    assert isinstance(blocks[0], OrderedList)
    assert blocks[0].start == 3


def test_every_block_knows_its_line_after_a_front_matter() -> None:
    blocks, _ = read("---\nmission: parcours\n---\n\n# Titre\n\nTexte.\n")
    assert [block.span.line for block in blocks] == [5, 7]


def test_a_fact_is_a_node_with_its_line_and_column() -> None:
    blocks, _ = read(
        "Une ligne.\nIl y a {{ territoire.population }} habitants, {{ a.b | lettres }}.\n"
    )
    found = [
        node for inlines in inlines_of(blocks[0]) for node in inlines if isinstance(node, Variable)
    ]
    assert [(v.name, v.form, v.span.line, v.span.column) for v in found] == [
        ("territoire.population", "", 2, 8),
        ("a.b", "lettres", 2, 47),
    ]


def test_braces_in_code_escaped_or_of_a_template_are_text() -> None:
    blocks, _ = read("`{{ x }}` et \\{{ y }} et {% z %} et {# t #} et `{_{ u }_}`\n")
    nodes = [node for inlines in inlines_of(blocks[0]) for node in inlines]
    assert not any(isinstance(node, Variable) for node in nodes)
    assert text_of(tuple(nodes)) == "{{ x }} et {{ y }} et {% z %} et {# t #} et {_{ u }_}"


def test_comments_disappear_and_other_html_is_printed_with_a_warning() -> None:
    blocks, findings = read(
        "<!-- conseil\nsur deux lignes -->\n\nUn <b>mot</b> <!-- caché -->ici.\n"
    )
    assert text_of(next(inlines_of(blocks[0]))) == "Un <b>mot</b> ici."
    assert {finding.code for finding in findings} == {"L010"}


def test_a_picture_is_named_from_the_project_folder() -> None:
    blocks, _ = read("![carte](../images/caf%C3%A9%20carte.png)")
    (image,) = next(inlines_of(blocks[0]))
    assert isinstance(image, Image)
    assert image.path == "content/images/café carte.png"


def test_a_picture_outside_the_project_keeps_the_name_that_no_file_has() -> None:
    for typed in (
        "../../../etc/passwd",
        "/etc/passwd",
        "C:/x.png",
        "//serveur/x.png",
        "https://example.org/x.png",
        "..%2f..%2f..%2fetc",
    ):
        blocks, _ = read(f"![x]({typed})")
        (image,) = next(inlines_of(blocks[0]))
        assert isinstance(image, Image)
        assert image.path == typed


def test_a_row_with_a_surplus_cell_is_told() -> None:
    _, findings = read("| a | b |\n|---|---|\n| 1 | 2 | 3 |\n| 1 | 2 \\| 3 |\n")
    assert [(f.code, f.span.line) for f in findings] == [("L011", 3)]


def test_deep_nesting_loses_nothing() -> None:
    deep = "".join("  " * level + f"- niveau{level}\n" for level in range(40))
    assert words_of(read(deep)[0])[-1] == "niveau39"
    quotes = "> " * 60 + "fond"
    assert words_of(read(quotes)[0]) == ["fond"]
    assert "x" in " ".join(words_of(read("*" * 300 + "x" + "*" * 300)[0]))


def test_a_front_matter_that_never_ends_is_told_and_never_printed() -> None:
    blocks, findings = read("---\ncode: M1-01\n\n# Titre\n")
    assert [type(block) for block in blocks] == [Heading]
    assert [finding.code for finding in findings] == ["L004"]


def test_a_front_matter_after_a_blank_line_is_told_and_never_printed() -> None:
    blocks, findings = read("\n\u00a0\n---\ncode: M1-01\n---\n\n# Titre\n")
    assert [type(block) for block in blocks] == [Heading]
    assert [finding.code for finding in findings] == ["L004"]


TEXTS = st.text(
    st.characters(
        codec="utf-8", exclude_categories=("Cs", "Cc", "Cn", "Co"), include_characters="\n"
    ),
    max_size=200,
)
SIGNS = [
    "*",
    "**",
    "_",
    "`",
    "[",
    "](",
    ")",
    "<",
    ">",
    "|",
    "# ",
    "- ",
    "1. ",
    "> ",
    "!",
    "&",
    "\\",
    "\t",
    " ",
    "\n",
    "\n\n",
]
MARKS = st.lists(st.one_of(TEXTS, st.sampled_from(SIGNS)))


@settings(max_examples=300)
@given(MARKS)
def test_no_word_of_any_text_is_lost(parts: list[str]) -> None:
    """The words that a reference renderer shows are all in the tree."""
    text = "mot " + "".join(parts)
    blocks, findings = read(text)
    if any(finding.code in ("L004", "L011", "L010") for finding in findings):
        return
    html = re.sub(r"<!--.*?-->", "", REFERENCE.render(text), flags=re.DOTALL)
    if re.search(
        r"<(?!/?(?:p|h[1-6]|ul|ol|li|blockquote|pre|code|em|strong|a|img|hr|br|table|thead|tbody|tr|th|td)\b)",
        html,
    ):
        return
    shown = re.findall(r"\w+", _unescaped(re.sub(r"<[^>]+>", " ", html)))
    found = words_of(blocks)
    flat = "".join(found)
    assert all(word in flat for word in shown), (text, shown, found)


def _unescaped(html: str) -> str:
    for entity, char in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        html = html.replace(entity, char)
    return html


def test_links_keep_their_address() -> None:
    blocks, _ = read("[guide](https://example.org/a?b=1&c=2)")
    assert next(inlines_of(blocks[0])) == (Link((Text("guide"),), "https://example.org/a?b=1&c=2"),)


def test_a_table_keeps_its_alignments() -> None:
    blocks, _ = read("| a | b | c |\n|:--|--:|:-:|\n| 1 | 2 | 3 |\n")
    assert isinstance(blocks[0], Table)
    assert blocks[0].aligns == ("left", "right", "center")


def test_a_table_may_stand_in_a_box_a_list_or_a_definition() -> None:
    table = ("| a | b |", "|---|---|", "| 1 | 2 |")
    for first, others in (
        ("> ", "> "),
        ("- ", "  "),
        ("2. ", "   "),
        ("> > ", "> > "),
        (": ", "  "),
    ):
        text = "\n".join((first if rank == 0 else others) + line for rank, line in enumerate(table))
        findings: list[Finding] = []
        found = read_markdown(
            "content/diagnostic/a.md",
            f"# T\n\nMot\n{text if first == ': ' else chr(10) + text}\n",
            findings,
        )
        assert found is not None
        assert [block for block in every_block(found.blocks) if isinstance(block, Table)], first
        assert findings == [], first
    findings = []
    read_markdown("content/diagnostic/a.md", "# T\n\n> | a | b |\n> |---|---|\n> | 1 |\n", findings)
    assert [finding.code for finding in findings] == ["L011"]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["   • un\\", "   • deux"], ["tout début de sa ligne", "ôtez le « \\ »"]),
        (["• un", "• deux"], []),
    ],
)
def test_what_stands_around_false_bullets_is_said_with_how_to_write_them(
    lines: list[str], told: list[str]
) -> None:
    """Followed to the letter, the remedy left blanks before each dash, and a « \\ » that was printed."""
    (finding,) = lost_list("f.md", lines, 0, len(lines))
    first, *others = finding.hints
    assert first.startswith("écrivez « - un »,")
    assert len(others) == len(told)
    assert all(words in hint for words, hint in zip(told, others, strict=True))
