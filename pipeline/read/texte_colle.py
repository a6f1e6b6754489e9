"""Text as it comes out of a mail, a web page or another program: its lines made into Markdown that our reader reads.

Each line that stands by itself becomes a paragraph; bullets of every shape become ours, cells between tabulations a
table.  Nothing is taken out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from pipeline.model.finding import Finding
from pipeline.model.importation import RefusDeSource, SourceLue, refus_dit
from pipeline.model.langue.lignes import PUCES
from pipeline.model.motif import motif
from pipeline.model.prose import Block, Paragraph, Text
from pipeline.read.markdown import read_markdown
from pipeline.read.text import decode

BULLET = motif(rf"([ \t]*)(?:[{PUCES}*+]|[-\u2010-\u2015](?=\s)|o(?=\t))[ \t\u00a0\u202f]+(?=\S)")
LETTER = motif(r"[ \t]*[a-hA-H][ \t]?\)[ \t\u00a0]+(?=\S)")
"""« a) », the rank of a line by itself."""

NUMBER = motif(r"([ \t]*)([0-9]{1,2})(?:°\)|[.)/-])[ \t\u00a0\u202f]+(?=\S)")
MARKUP = motif(r"[ \t]*(?:#{1,6}[ \t]|\||>|```|<!--|\[\^[^\]]+\]:|!\[)")
SENTENCE_END = (".", "!", "?", "…", ";", ",", "»", ")")
WRAPPED_FROM = 60
"""A line shorter than this was ended by its author."""

QUOTED = motif(r"^(?:[ \t]*>)+[ \t]?", re.MULTILINE)
UNDERLINE = motif(r"[ \t]*([=~_*-])\1{2,}[ \t]*")
PAGE_NUMBER = motif(
    r"[ \t]*(?:page |p\. ?)?[-\u2013]?[ \t]*[0-9]{1,3}(?:[ \t]*/[ \t]*[0-9]{1,3})?[ \t]*[-\u2013]?[ \t]*",
    re.IGNORECASE,
)
SLIDE = motif(r"[ \t]*(?:diapositive|diapo|slide)\s+[0-9]{1,3}[ \t]*:?[ \t]*", re.IGNORECASE)
FEWEST_SLIDES = 3
NEVER_WRAPPED = 110
"""Signs of a line that no program would have cut: in a text that has one, its author ended the short lines."""

SMALL_LABEL = motif(
    r"(?:[^\W\d_][\w'\u2019-]*[ \u00a0]){0,4}[^\W\d_][\w'\u2019-]*[ \u00a0]?:[ \u00a0]\S"
)
"""« mission : parcours », whatever its capitals."""

HALF_A_NAME = motif(r"\s[\u2013\u2014-]\s[A-ZÀ-Ý][\w'\u2019-]+$")
OTHER_HALF = motif(r"[A-ZÀ-Ý][\w'\u2019-]+\s[\u2013\u2014-]\s")
"""« … – Claire », then « Maury – mai 2027 »."""

FULL_LINE = 70
SHORT_LINE = 30

BARRED = motif(r"[ \t]*\|[^|\n]*(?:\|[^|\n]*)+\|[ \t]*|[ \t]*\+(?:[-=]+\+)+[ \t]*")
"""« | Former | IDE | mars 2028 | », of a table that a mail or a wiki shows as text, and the rules around it."""

RULE = motif(r"[ \t]*[|+](?:[ :=-]+[|+])+[ \t]*")
WIKI_LINK = motif(r"\[\[([^\[\]|\n]{1,200})(?:\|([^\[\]|\n]{1,200}))?\]\]")
"""« [[Élodie Saint-Martin]] », « [[Page|ses mots]] », of a wiki."""

SPECIAL = motif(r"([\\`*_<\[\]#|])")


EMPTY = RefusDeSource(
    "ce fichier n'est pas du texte, ou il est vide.", "enregistrez-le en .txt, en UTF-8."
)


def read_pasted(path: str, data: bytes) -> SourceLue | RefusDeSource:
    """The blocks of a text file, Markdown or not."""
    said: list[Finding] = []
    text = decode(path, data, said)
    if text is None or not text.strip():
        return refus_dit(said if text is None else (), EMPTY)
    plain = not path.endswith(".md")
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    text, furniture = _without_furniture(QUOTED.sub("", text)) if plain else (text, ())
    text = WIKI_LINK.sub(_words_of_a_wiki_link, text)
    text, slides = _with_titles_of_slides(text) if plain else (text, ())
    tree = read_markdown(path, "\n".join(as_markdown(text, plain)), said)
    if tree is None:
        return refus_dit(said, EMPTY)
    return SourceLue((*_front(text), *tree.blocks), (*furniture, *slides))


def _words_of_a_wiki_link(link: re.Match[str]) -> str:
    """What a link of a wiki shows, and the page that it leads to where these are other words."""
    page, shown = link[1].strip(), (link[2] or "").strip()
    return f"{shown} ({page})" if shown and shown.casefold() != page.casefold() else page


def _with_titles_of_slides(text: str) -> tuple[str, tuple[str, ...]]:
    """« Diapositive 3 », then a line: that line is the title of what stands on the slide."""
    lines = [line for line in text.split("\n") if line.strip()]
    slides = [line for line in lines if SLIDE.fullmatch(line)]
    if len(slides) < FEWEST_SLIDES:
        return text, ()
    found: list[str] = []
    for before, line in zip(["", *lines], lines, strict=False):
        if SLIDE.fullmatch(line):
            continue
        opens = SLIDE.fullmatch(before) is not None and _may_be_a_title(line)
        found += ["", line, "-----", ""] if opens else [line]
    return "\n".join(found), tuple(line.strip() for line in slides)


def _without_furniture(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without the numbers of pages, alone on their line, and the line that comes back beside them."""
    lines = text.split("\n")
    bare = [line.strip() for line in lines]
    numbers = {at for at, line in enumerate(lines) if bare[at] and PAGE_NUMBER.fullmatch(line)}
    if not numbers:
        return text, ()
    heads = _running_heads(bare, numbers)
    kept = [line for at, line in enumerate(lines) if at not in numbers and bare[at] not in heads]
    return "\n".join(kept), (*sorted(heads), *(bare[at] for at in sorted(numbers)))


def _running_heads(lines: Sequence[str], numbers: Collection[int]) -> set[str]:
    """What stands beside a number of page, and more than once in the text."""
    counts = Counter(lines)
    beside = {at + step for at in numbers for step in (-1, 1)}
    found = {lines[at] for at in beside if 0 <= at < len(lines)}
    return {line for line in found if line and counts[line] > 1}


def _front(text: str) -> Iterator[Block]:
    """The lines of a header between « --- », each as a line of its own."""
    match = re.match(r"\ufeff?---\n(.*?)\n---(?:\n|$)", text, re.DOTALL)
    for line in match[1].split("\n") if match else ():
        if line.strip() and not line.lstrip().startswith("#"):
            yield Paragraph((Text(line.strip()),))


def as_markdown(text: str, plain: bool) -> Iterator[str]:
    """The lines as Markdown; of a plain text every sign of Markdown stands for itself."""
    text = re.sub(r"\A---\n.*?\n---(?:\n|\Z)", "", text, flags=re.DOTALL)
    lines = _nested(text.split("\n"))
    cut = plain and max(map(len, lines)) < NEVER_WRAPPED
    bars = _ends_of_bars(lines) if plain else [0] * len(lines)
    at = 0
    while at < len(lines):
        end = bars[at] or _end_of_table(lines, at)
        if _is_a_table(lines, at, end):
            yield from _table(lines[at:end], plain)
            at = end
            continue
        before = lines[at - 1] if at else ""
        after = lines[at + 1] if at + 1 < len(lines) else ""
        if plain and _is_underlined(lines[at], after):
            rank = "#" if after.lstrip().startswith("=") else "##"
            yield from ("", f"{rank} {_escaped(lines[at].strip(), plain)}", "")
            at += 2
            continue
        yield from _line(lines[at], after, plain, opens=not before.strip(), cut=cut or not plain)
        at += 1


def _is_a_table(lines: Sequence[str], start: int, end: int) -> bool:
    """Several rows of cells, or one that holds three cells at least."""
    return end > start + 1 or (end > start and lines[start].count("\t") > 1)


def _is_underlined(line: str, after: str) -> bool:
    """« Objectifs » over « ========= »."""
    return bool(after.strip()) and bool(UNDERLINE.fullmatch(after)) and _may_be_a_title(line)


def _ends_of_bars(lines: Sequence[str]) -> list[int]:
    """For each line, past the last of the lines from there whose cells stand between bars; 0 where they are not two at
    least, and make no table."""
    ends = [0] * len(lines)
    end = rows = 0
    for at in reversed(range(len(lines))):
        if not BARRED.fullmatch(lines[at]):
            end = rows = 0
            continue
        end = end or at + 1
        rows += RULE.fullmatch(lines[at]) is None
        ends[at] = end if rows > 1 else 0
    return ends


def _end_of_table(lines: Sequence[str], at: int) -> int:
    """Past the last of the lines that hold cells between tabulations."""
    end = at
    while end < len(lines) and "\t" in lines[end].strip() and not BULLET.match(lines[end]):
        if NUMBER.match(lines[end]) and lines[end].count("\t") == 1:
            break
        end += 1
    return end


def _table(lines: Sequence[str], plain: bool) -> Iterator[str]:
    typed = [_cells(line) for line in lines if not RULE.fullmatch(line)]
    rows = [
        [_escaped(cell.strip(), True) if plain else cell.strip() for cell in row] for row in typed
    ]
    width = max(map(len, rows))
    yield ""
    for rank, row in enumerate(rows):
        yield "| " + " | ".join([*row, *([""] * (width - len(row)))]) + " |"
        if rank == 0:
            yield "|" + "---|" * width
    yield ""


def _cells(line: str) -> list[str]:
    return line.strip().strip("|").split("|") if BARRED.fullmatch(line) else line.split("\t")


def _may_be_a_title(line: str) -> bool:
    words = line.strip()
    is_listed = BULLET.match(line) or NUMBER.match(line)
    return (
        bool(words) and len(words) < FULL_LINE and not is_listed and not UNDERLINE.fullmatch(line)
    )


def _line(line: str, after: str, plain: bool, opens: bool, cut: bool) -> Iterator[str]:
    bullet, number = BULLET.match(line), NUMBER.match(line)
    if bullet and not line.lstrip().startswith("**"):
        yield bullet[1] + "- " + _escaped(line[bullet.end() :].rstrip(), plain)
    elif number:
        yield number[1] + f"{number[2]}. " + _escaped(line[number.end() :].rstrip(), plain)
    elif LETTER.match(line):
        yield "- " + _escaped(line.strip(), plain)
    elif not plain and MARKUP.match(line):
        yield line
        return
    else:
        yield _escaped(line.strip(), plain) if plain else line.rstrip()
    if _stands_alone(line.strip(), after, opens, cut):
        yield ""


def _nested(lines: Sequence[str]) -> list[str]:
    """The lines, each item of a list set in as far as what stands above it asks, « 2. » more than « - »."""
    found: list[str] = []
    above: list[tuple[int, int]] = []
    """How far each open item was set in by its author, and where its text begins once written."""
    for line in lines:
        item = BULLET.match(line) or NUMBER.match(line)
        if item is None:
            above = [] if line[:1].strip() else above
            found.append(line)
            continue
        typed = len(item[1].expandtabs(4))
        above = [one for one in above if one[0] < typed]
        indent = above[-1][1] if above else 0
        sign = "- " if BULLET.match(line) else f"{item[2]}. "
        above.append((typed, indent + len(sign)))
        found.append(" " * indent + line[len(item[1]) :])
    return found


def _stands_alone(line: str, after: str, opens: bool, cut: bool) -> bool:
    """Whether the next line goes on with another thought: this one was ended by its author.

    ``cut`` says that a program may have cut the lines, as a mail or a page does.
    """
    following = after.strip()
    if not line or not following:
        return False
    in_a_list = BULLET.match(line) is not None
    in_any_list = in_a_list or NUMBER.match(line) is not None
    if BULLET.match(after) or NUMBER.match(after):
        return not in_any_list
    if cut and _is_cut_short(line, following):
        return False
    if _both_are_labels(line, following):
        return not in_a_list
    if following[0].islower():
        return not in_any_list and _ends_before_small_letters(line, opens, cut)
    if in_a_list:
        return _ends_an_item(line, after)
    return _ends_a_line_of_text(line, following)


def _ends_an_item(line: str, after: str) -> bool:
    """Whether the next line, that is not set back under an item, is not its end cut by the width of the page."""
    return not after[0].isspace() and (len(line) < FULL_LINE or line.endswith(SENTENCE_END))


def _ends_a_line_of_text(line: str, following: str) -> bool:
    """Whether a line was not cut by the width of the page, or what follows is a label or a title."""
    if len(line) < WRAPPED_FROM or not line.endswith(SENTENCE_END):
        return True
    return ":" in following[:40] or _is_a_title_below(line, following)


def _is_cut_short(line: str, following: str) -> bool:
    """Whether a line cannot end there: a comma, a dash, an open bracket, or half a name between two dashes."""
    if SMALL_LABEL.match(following):
        return False
    after_a_comma = line.endswith(",") and len(line) > SHORT_LINE
    hangs = (
        after_a_comma
        or line.endswith((" -", " \u2013", " \u2014"))
        or line.count("(") > line.count(")")
    )
    opens_inside = following.startswith("(") and not line.endswith(SENTENCE_END)
    half_a_name = HALF_A_NAME.search(line) and OTHER_HALF.match(following)
    return bool(hangs or opens_inside or half_a_name)


def _is_a_title_below(line: str, following: str) -> bool:
    """A short line that no sign ends, below a sentence: the middle of a text that a program cut is longer."""
    is_short = len(following) < WRAPPED_FROM and not following.endswith((*SENTENCE_END, "-"))
    return line.endswith((".", "!", "?", "…")) and following[0].isupper() and is_short


def _both_are_labels(line: str, following: str) -> bool:
    """« mission : parcours » below another label, or below a line that was ended by its author."""
    is_short = len(line) < WRAPPED_FROM
    return SMALL_LABEL.match(following) is not None and (
        is_short or SMALL_LABEL.match(line) is not None
    )


def _ends_before_small_letters(line: str, opens: bool, cut: bool) -> bool:
    """A line that no program cut, or one that may be a title, for all that the next one begins with a small letter."""
    ended_by_its_author = not cut and len(line) < WRAPPED_FROM
    may_be_a_title = opens and len(line) < SHORT_LINE and line[-1].isalpha()
    return ended_by_its_author or may_be_a_title


def _escaped(text: str, plain: bool) -> str:
    return SPECIAL.sub(r"\\\1", text) if plain else text
