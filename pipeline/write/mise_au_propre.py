"""Markdown put in order without changing what it says: plain tables, one sentence per line, headings of the trame.

A change is kept only when the text still reads as the same tree: the documents built before and after are identical.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from pipeline.model.fiche import TRAME
from pipeline.model.langue.lignes import colonnes, est_un_tas, faux_points
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif

SENTENCE = motif(
    r"(?:(?<=[.!?…])|(?<=[.!?…][*_»)])|(?<=[.!?…](?:\*\*|__|[ \u00a0\u202f]»)))[ \t]+(?=[A-ZÀ-ÖØ-Þ«\"*_])"
)
CLOSING = "*_») \u00a0\u202f"
"""What may close a sentence after its full stop."""

ABBREVIATION = motif(
    r"(?:\b(?:M|MM|Mme|Mlle|Dr|Pr|St|Ste|art|cf|ex|env|n°|p|vol|éd|al|tél|av|bd|etc)|\b[A-ZÀ-Ý]|\.\.)\.$",
    re.IGNORECASE,
)
BLOCK_START = motif(r"(?:[-+>#|=~`]|\*(?!\*?\w)|[0-9]{1,9}[.)])")
LEAD = motif(r"\*\*\w")
"""Bold words that open a line of their own, such as « **Levier** : … »."""

SPECIAL = motif(r"  $|\\$|`|<|\{\{|!\[", re.MULTILINE)
"""What may span lines or lean on them: such a paragraph is left as it was typed."""

HEADING = motif(r"## +(.+?)[ #]*$")
RANK = {
    fold(name): rank
    for rank, r in enumerate(TRAME)
    for name in (r.titre, r.cle.replace("_", " "), *r.alias)
}
PARSER = (
    MarkdownIt("commonmark").enable("table").use(footnote_plugin, inline=False, move_to_end=False)
)
PARSER.use(deflist_plugin)
OPENS_A_BLOCK = (":", "~", "[^")
"""A definition or a footnote: its lines lean on the first one."""

Same = Callable[[str, str], bool]


def tidy(text: str, is_fiche: bool, same: Same) -> str:
    """The text put in order; ``same`` says whether two texts read alike, and each step is dropped where they do not."""
    steps: list[Callable[[str], str]] = [plain_tables, one_sentence_per_line]
    if is_fiche:
        steps.insert(0, in_order_of_the_trame)
    for step in steps:
        changed = step(text)
        if changed != text and same(text, changed):
            text = changed
    return text


# --- tables ------------------------------------------------------------------------------------------------------


def plain_tables(text: str) -> str:
    """Every pipe table with one space around each cell, and no padding.

    Padded to one width, a cell that outgrows its column changes every line of its table: a reviewer looks for the word
    that changed in seven lines, and two people who lengthen the first row and the last one are in conflict.
    """
    head, body = _split_front(text)
    lines = body.split("\n")
    for token in reversed(
        [t for t in PARSER.parse(body) if t.type == "table_open" and t.level == 0]
    ):
        start, end = token.map or (0, 0)
        lines[start:end] = _plain(lines[start:end])
    return head + "\n".join(lines)


def _plain(lines: Sequence[str]) -> list[str]:
    trailing = [line for line in lines if not line.strip()]
    rows = [_cells(line) for line in lines if line.strip()]
    if len({len(row) for row in rows}) != 1:
        return list(lines)
    head, rule, *others = rows
    plain = ["| " + " | ".join(row) + " |" for row in (head, *others)]
    plain.insert(1, "|" + "|".join(map(_rule, rule)) + "|")
    return [re.sub(" {2,}(?=\\|)", " ", line) for line in plain] + trailing


def _cells(line: str) -> list[str]:
    inner = re.sub(r"(?<!\\)\|\s*$", "", line.strip().removeprefix("|"))
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", inner)]


def _rule(cell: str) -> str:
    left, right = cell.startswith(":"), cell.endswith(":")
    return (":" if left else "-") + "-" + (":" if right else "-")


# --- references --------------------------------------------------------------------------------------------------

REFERENCE = motif(r"\[(?P<words>[^\[\]`]*)\]\((?P<target>#[^\s()]+)\)")


def with_words(text: str, words: Callable[[str, str], str | None]) -> str:
    """Every reference with words to be read where nothing is built, such as a forge: an empty one shows a hole there.

    ``words`` gives those of a target in place of what was typed, None to leave it.
    """

    def said(match: re.Match[str]) -> str:
        found = words(match["target"], match["words"])
        return match.group() if found is None else f"[{found}]({match['target']})"

    head, body = _split_front(text)
    lines = body.split("\n")
    for token in PARSER.parse(body):
        if token.type == "inline" and token.map:
            for rank in range(*token.map):
                if "](#" in lines[rank] and "`" not in lines[rank]:
                    lines[rank] = REFERENCE.sub(said, lines[rank])
    return head + "\n".join(lines)


# --- sentences ---------------------------------------------------------------------------------------------------


def one_sentence_per_line(text: str) -> str:
    """Each paragraph with a line per sentence, so that a difference shows the sentence that changed."""
    head, body = _split_front(text)
    lines = body.split("\n")
    for token in reversed([t for t in PARSER.parse(body) if t.type == "paragraph_open"]):
        start, end = token.map or (0, 0)
        lines[start:end] = _sentences(lines[start:end], token)
    return head + "\n".join(lines)


def _sentences(lines: Sequence[str], token: Token) -> list[str]:
    if _must_stay(lines, token):
        return list(lines)
    indent = (
        re.match(r"[ \t]*(?:(?:[-+*]|[0-9]{1,9}[.)])[ \t]+)*", lines[0]) if token.level else None
    )
    prefix = indent.group() if indent else ""
    first, *others = (
        sentence for group in _groups(lines, len(prefix)) for sentence in sentences_of(group)
    )
    return [prefix + first, *(" " * len(prefix) + sentence for sentence in others)]


def _must_stay(lines: Sequence[str], token: Token) -> bool:
    """Whether a paragraph is left as it was typed: its lines lean on one another, or are a list that is none."""
    in_a_block = token.level and (
        ">" in lines[0][:4] or lines[0].lstrip().startswith(OPENS_A_BLOCK)
    )
    special = SPECIAL.search("\n".join(lines)) is not None
    return (
        bool(in_a_block)
        or special
        or any(faux_points(lines))
        or bool(colonnes(lines))
        or est_un_tas(lines)
    )


def _groups(lines: Sequence[str], indent: int) -> list[str]:
    """The lines of a paragraph joined, but for those that bold words open."""
    found: list[str] = []
    for line in (lines[0][indent:].strip(), *(line.strip() for line in lines[1:])):
        if found and not LEAD.match(line):
            found[-1] += f" {line}"
        else:
            found.append(line)
    return found


LONGEST_END = 60
"""Letters before a blank that are looked at to tell an abbreviation and its closing signs from the end of a sentence."""


def sentences_of(words: str) -> list[str]:
    found: list[str] = []
    begun = 0
    for match in SENTENCE.finditer(words):
        end = match.start()
        before = words[max(begun, end - LONGEST_END) : end].rstrip(CLOSING)
        if ABBREVIATION.search(before) or BLOCK_START.match(words, match.end()):
            continue
        found.append(words[begun:end])
        begun = match.end()
    return [*found, words[begun:]]


# --- headings of a fiche -----------------------------------------------------------------------------------------


def in_order_of_the_trame(text: str) -> str:
    """The sections of a fiche in the order of the trame; one that the trame does not know keeps the whole as it is."""
    head, body = _split_front(text)
    lines = body.split("\n")
    starts = [token.map[0] for token in PARSER.parse(body) if _opens_a_section(token) and token.map]
    if not starts:
        return text
    before, *sections = _cut(lines, starts)
    by_rank = {rank: section for section in sections if (rank := _rank(section)) is not None}
    one_is_unknown_or_twice = len(by_rank) < len(sections)
    ranks = sorted(by_rank)
    if one_is_unknown_or_twice or list(by_rank) == ranks:
        return text
    ordered = [by_rank[rank] for rank in ranks]
    return head + "\n" + "\n\n".join([before, *ordered] if before else ordered) + "\n"


def _cut(lines: Sequence[str], starts: Sequence[int]) -> list[str]:
    """The text before the first of these lines, then what each of them begins."""
    cuts = [0, *starts, len(lines)]
    return ["\n".join(lines[a:b]).strip("\n") for a, b in pairwise(cuts)]


def _opens_a_section(token: Token) -> bool:
    return token.type == "heading_open" and token.tag == "h2" and token.level == 0


def _rank(section: str) -> int | None:
    match = HEADING.match(section.split("\n", 1)[0])
    return RANK.get(fold(match[1])) if match else None


def _split_front(text: str) -> tuple[str, str]:
    """The front matter with its fences, and what follows."""
    if text.startswith("---\n"):
        end = text.find("\n---\n", 3)
        if end >= 0:
            return text[: end + 5], text[end + 5 :]
    return "", text
