"""What to type in place of the YAML line that stopped the reader.

libyaml says where it stumbled, often a line after the fault and in words of its own.  So each likely remedy is made and
the text read again: the one that takes the reader furthest is told, and what a hint says to type does work.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from pipeline.model.motif import motif
from pipeline.model.valeur import dataclass

CONTAINS = "un texte qui contient « : » se met entre guillemets droits."
STARTS = "un texte qui commence par ce signe se met entre guillemets droits."
INDENT = "le retrait de cette ligne ne suit pas celui des lignes voisines."
COMMENT = "cette ligne est une explication qui a perdu son « # »."
CUT = "la fin de ce texte est passée à la ligne."

KEYED = motif(r"[\w-]+ ?:(?: |$)")
ITEM = motif(r"(?P<indent> *)- +(?P<body>\S.*)")
GLUED = motif(r"(?P<before> *(?:- +)?)(?P<key>[a-z_]+):(?![ /])(?P<rest>.+)")
GLUED_DASH = motif(r"(?P<indent> *)-(?P<rest>\w.*)")
LINE = motif(r"(?P<before> *(?:- +)?[\w-]+ ?: +| *- +)(?P<text>\S.*)")
SPECIAL = "{}&*!|>%@`,]"
BULLET = motif(r"(?P<indent> *)[*•●▪◦‣·–—] ?(?P<rest>\w.*)")
BARE = motif(r"(?P<indent> *(?:- +)?)(?P<key>[A-Za-z_]+(?:-?[0-9]+)?)(?: +[^:]*)?")
DRESSED = motif(
    r"(?P<indent> *)[*_`]{1,2}(?P<key>[a-z_]*[a-z]) ?(?::[*_`]{1,2}|[*_`]{1,2} ?:)(?P<rest>.*)"
)
SECOND_KEY = motif(r" (?P<pair>[a-z_]+: \S.*)")
RULED = motif(r" *(?:(?:[-=–—]{2,}\s*|[*_]{2,}\s+)\S.*|\S.*\s[-=_*–—]{2,}|[-=_]{3,})\s*")
TRAILING = motif(r"\s+#\s.*$")
SMALL_WORDS = frozenset(
    (
        *(
            "a",
            "à",
            "au",
            "aux",
            "avec",
            "ce",
            "ces",
            "chez",
            "dans",
            "de",
            "des",
            "du",
            "en",
            "et",
            "la",
            "le",
            "les",
        ),
        *("leur", "ou", "où", "par", "pour", "sans", "se", "sur", "un", "une"),
    )
)
PAIRS = (("«", "»"), ("“", "”"), ("„", "“"), ("‘", "’"), ("‹", "›"))
"""Quotes that a text may wear already, and that YAML does not know."""

BLANK = " \u00a0\u202f"
LONGEST = 1_000
"""Characters of a line that is worth mending."""

SOME, MANY = 3, 5
"""Words of a text that may run over its line, and of a sentence that is no « clé: valeur » at all."""


@dataclass(frozen=True, slots=True)
class Remede:
    """``lines`` is the whole text once mended, ``row`` and ``column`` the place of the fault, counted from 0."""

    row: int
    column: int
    advice: str
    hints: tuple[str, ...]
    lines: tuple[str, ...]


def best_remedy(
    lines: Sequence[str], rows: Sequence[int], reach: Callable[[str], float]
) -> Remede | None:
    """The remedy at one of ``rows``, or just above, after which the reader goes furthest; None when all are in vain.

    ``reach`` is the row where a text stops the reader.  Remedies of a same reach are taken in the order of ``KINDS``.
    """
    suspects = _suspects(lines, rows)
    furthest, best = reach("\n".join(lines)), None
    for remedy in _remedies(lines, suspects):
        reached = reach("\n".join(remedy.lines))
        if reached > furthest:
            furthest, best = reached, remedy
    return best


def _remedies(lines: Sequence[str], suspects: Sequence[int]) -> Iterator[Remede]:
    for kind in KINDS:
        yield from (remedy for row in suspects if (remedy := kind(lines, row)))
    yield from _indents(lines, suspects)
    yield from (remedy for row in suspects if (remedy := _joined(lines, row)))


def _suspects(lines: Sequence[str], rows: Sequence[int]) -> list[int]:
    """The rows themselves, then those around them that say something."""
    found = [row for row in rows if row < len(lines) and _says(lines[row])]
    for row in rows:
        first = _above(lines, row)
        found += [
            before for before in (first, _above(lines, first), _below(lines, row)) if before >= 0
        ]
    return [row for row in dict.fromkeys(found) if len(lines[row]) <= LONGEST]


def _says(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _above(lines: Sequence[str], row: int) -> int:
    return next(
        (index for index in range(min(row, len(lines)) - 1, -1, -1) if _says(lines[index])), -1
    )


def _below(lines: Sequence[str], row: int) -> int:
    return next((index for index in range(row + 1, len(lines)) if _says(lines[index])), -1)


def _neighbours(lines: Sequence[str], row: int) -> Iterator[str]:
    yield from (lines[index] for index in (_above(lines, row), _below(lines, row)) if index >= 0)


def _mended(
    lines: Sequence[str],
    row: int,
    new: str,
    advice: str,
    hint: str = "",
    column: int | None = None,
    end: int = 0,
) -> Remede:
    """The text with ``new`` in place of a line, or of the lines from it to ``end``; its hint shows the line to type.

    Lines joined in one leave empty lines after it: what follows keeps its number.
    """
    column = indent_of(lines[row]) if column is None else column
    hint = hint or f"écrivez : {new.strip()}"
    end = max(end, row)
    typed = new.split("\n")
    emptied = ("",) * (end + 1 - row - len(typed))
    return Remede(row, column, advice, (hint,), (*lines[:row], *typed, *emptied, *lines[end + 1 :]))


def indent_of(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def spaces(count: int) -> str:
    """« 2 espaces », « une espace »."""
    return f"{count} espaces" if count > 1 else "une espace"


# --- signs that are missing -----------------------------------------------------------------------------------------


def _space_after_colon(lines: Sequence[str], row: int) -> Remede | None:
    match = GLUED.fullmatch(lines[row])
    if match is None or match["rest"].startswith(("http", "//")):
        return None
    new = f"{match['before']}{match['key']}: {match['rest'].strip()}"
    return _mended(lines, row, new, "il manque une espace après « : ».")


def _bare_key(lines: Sequence[str], row: int) -> Remede | None:
    """« **pilote** : durand »: a key is not prose."""
    match = DRESSED.fullmatch(lines[row])
    if match is None:
        return None
    new = f"{match['indent']}{match['key']}: {match['rest'].strip()}".rstrip()
    return _mended(lines, row, new, f"la clé « {match['key']} » s'écrit sans gras ni italique.")


def _space_after_dash(lines: Sequence[str], row: int) -> Remede | None:
    match = GLUED_DASH.fullmatch(lines[row])
    if match is None:
        return None
    return _mended(
        lines, row, f"{match['indent']}- {match['rest']}", "il manque une espace après le tiret."
    )


def _bracket(lines: Sequence[str], row: int) -> Remede | None:
    line = lines[row].rstrip()
    if line.count("[") <= line.count("]"):
        return None
    advice = "il manque une virgule ou un crochet fermant dans la liste."
    return _mended(lines, row, f"{line.rstrip(', ')}]", advice, column=line.index("["))


def _quote(lines: Sequence[str], row: int) -> Remede | None:
    line = lines[row].rstrip()
    match = LINE.fullmatch(line)
    if match is None or line.count('"') != 1 or not match["text"].startswith('"'):
        return None
    return _mended(
        lines, row, f'{line}"', "un guillemet ouvert n'est jamais refermé.", column=line.index('"')
    )


def _colon(lines: Sequence[str], row: int) -> Remede | None:
    line, above = lines[row], lines[row - 1].rstrip() if row else ""
    match = BARE.fullmatch(line)
    if (
        match is None
        or above.endswith((",", "|", ">", "["))
        or match["key"].lower() in SMALL_WORDS
        or _is_prose(line)
    ):
        return None
    key = match["key"]
    rest = line[match.end("key") :].strip().lstrip("=–—").strip()
    new = f"{match['indent']}{key}: {rest}".rstrip()
    remedy = _mended(lines, row, new, f"il manque « : » après « {key} ».")
    if _runs_over(lines, row):
        hint = "si c'est la suite de la ligne du dessus, remettez le tout sur une seule ligne."
        remedy = replace(remedy, hints=(*remedy.hints, hint))
    return remedy


# --- quotes ---------------------------------------------------------------------------------------------------------


def _quotes(lines: Sequence[str], row: int) -> Remede | None:
    """A text that YAML takes for something else, between straight quotes."""
    match = LINE.fullmatch(lines[row].rstrip())
    advice = _why_quotes(match["text"]) if match else ""
    if match is None or not advice:
        return None
    before, new = match["before"], quoted(lines[row])
    remedy = _mended(
        lines, row, new, advice, f"écrivez, avec des guillemets droits : {new.strip()}", len(before)
    )
    second = SECOND_KEY.search(match["text"])
    if second is None:
        return remedy
    own_line = f"si c'est une autre clé, donnez-lui sa propre ligne : {second['pair']}"
    return replace(remedy, hints=(*remedy.hints, own_line))


def _why_quotes(text: str) -> str:
    if text.startswith("'"):
        closing = text.find("'", 1)
        if closing > 0 and text[closing + 1 : closing + 2].isalpha():
            return (
                f"l'apostrophe de « {_around(text, closing)} » referme ce texte, ouvert par « ' »."
            )
        return "un texte ouvert par « ' » se met entre guillemets droits."
    if text.startswith('"'):
        return "le texte continue après son guillemet fermant." if text.count('"') > 1 else ""
    if text.startswith("["):
        return STARTS if "]" in text and not text.endswith("]") else ""
    if ": " in text or text.endswith(":"):
        return CONTAINS
    return STARTS if text[0] in SPECIAL else ""


def _around(text: str, index: int) -> str:
    """The word that a sign stands in."""
    start = max(text.rfind(" ", 0, index), text.rfind("'", 0, index)) + 1
    end = re.compile(r"[\s']|$").search(text, index + 1)
    return text[start : end.start() if end else len(text)]


def quoted(line: str) -> str:
    """The line as it should be typed, its text between straight quotes instead of its own; "" if it has no text."""
    match = LINE.fullmatch(line.rstrip())
    if match is None:
        return ""
    comment = TRAILING.search(match["text"])
    text = match["text"][: comment.start()] if comment else match["text"]
    if text.startswith("*") and text.endswith("*"):
        text = text.strip("*")
    for opening, closing in PAIRS:
        if text.startswith(opening) and text.endswith(closing):
            text = text[1:-1].strip(BLANK)
    text = _without_quotes(text).replace("\\", "\\\\")
    return f'{match["before"]}"{text}"{comment.group() if comment else ""}'


def _without_quotes(text: str) -> str:
    """Straight quotes inside a text become French ones; those around it go."""
    if text.startswith("'"):
        inside = re.fullmatch(r"'([^']*)'( .*)", text)
        return (
            f"« {inside[1]} »{inside[2]}"
            if inside
            else text[1:].removesuffix("'").replace("''", "'")
        )
    if text.startswith('"'):
        inside = re.fullmatch(r'"([^"]+)"( +\S.*)', text)
        return f"« {inside[1]} »{inside[2]}".replace('"', "") if inside else text.replace('"', "")
    return re.sub(r'"([^"]*)"', "« \\1 »", text).replace('"', "")


# --- dashes ---------------------------------------------------------------------------------------------------------


def _dash(lines: Sequence[str], row: int) -> Remede | None:
    """A line of a list without its dash, beside one that has it."""
    body = lines[row].strip()
    if body.startswith("-"):
        return None
    item = _item_of_same_key(lines, row, body) if KEYED.match(body) else _item_beside(lines, row)
    if item is None:
        return None
    word, new = body.split()[0].rstrip(":"), f"{item['indent']}- {body}"
    count = len(item["indent"])
    hint = f"écrivez, avec {spaces(count)} devant le tiret : {new.strip()}" if count else ""
    return _mended(lines, row, new, f"il manque le tiret devant « {word} ».", hint)


def _item_beside(lines: Sequence[str], row: int) -> re.Match[str] | None:
    items = (ITEM.fullmatch(line) for line in _neighbours(lines, row))
    return next((item for item in items if item and not KEYED.match(item["body"])), None)


def _item_of_same_key(lines: Sequence[str], row: int, body: str) -> re.Match[str] | None:
    key = body.partition(":")[0].strip()
    items = (ITEM.fullmatch(line) for line in (*reversed(lines[:row]), *lines[row + 1 :]))
    return next(
        (item for item in items if item and item["body"].partition(":")[0].strip() == key), None
    )


def _dashes(lines: Sequence[str], row: int) -> Remede | None:
    """A list of which no line has its dash."""
    first = _first_bare(lines, row)
    above = _above(lines, first)
    if above < 0 or not lines[above].rstrip().endswith(":") or not _is_bare(lines[first]):
        return None
    end = _last_bare(lines, first)
    new = [f"  - {line.strip()}" if _says(line) else line for line in lines[first : end + 1]]
    if sum(map(_says, new)) < 2:
        return None
    advice = "il manque un tiret devant chaque ligne de cette liste."
    hint = f"écrivez : {new[0].strip()} ; et de même pour chaque ligne, avec 2 espaces devant le tiret."
    return _mended(lines, first, "\n".join(new), advice, hint, end=end)


def _first_bare(lines: Sequence[str], row: int) -> int:
    """The first of the bare lines, of one indentation, that end at ``row``."""
    above = _above(lines, row)
    while (
        above >= 0 and indent_of(lines[above]) == indent_of(lines[row]) and _is_bare(lines[above])
    ):
        row, above = above, _above(lines, above)
    return row


def _last_bare(lines: Sequence[str], row: int) -> int:
    """The last of the bare lines that begin at ``row``, blank ones between them left aside."""
    end = row
    while end + 1 < len(lines) and (not _says(lines[end + 1]) or _is_bare(lines[end + 1])):
        end += 1
    return end


def _is_bare(line: str) -> bool:
    body = line.strip()
    return _says(line) and not body.startswith("-") and not KEYED.match(body)


def _bullet(lines: Sequence[str], row: int) -> Remede | None:
    match = BULLET.fullmatch(lines[row])
    if match is None:
        return None
    new = f"{match['indent']}- {match['rest']}"
    return _mended(lines, row, new, "une liste s'écrit avec des tirets.")


def _no_dash(lines: Sequence[str], row: int) -> Remede | None:
    """A dash before « clé: valeur » where the neighbours have none."""
    item = ITEM.fullmatch(lines[row])
    if item is None or not (KEYED.match(item["body"]) or item["body"].startswith("#")):
        return None
    indent = len(item["indent"])
    if not any(KEYED.match(line.strip()) for line in _siblings(lines, row)):
        return None
    new = f"{item['indent']}{item['body']}"
    hint = f"écrivez, avec {spaces(indent)} devant : {item['body']}" if indent else ""
    return _mended(
        lines, row, new, "le tiret est de trop : les lignes voisines n'en ont pas.", hint
    )


def _siblings(lines: Sequence[str], row: int) -> Iterator[str]:
    """The nearest lines before and after that stand no further in, if at the same indent."""
    for others in (reversed(lines[:row]), lines[row + 1 :]):
        outer = (
            line for line in others if _says(line) and indent_of(line) <= indent_of(lines[row])
        )
        sibling = next(outer, "")
        if sibling and indent_of(sibling) == indent_of(lines[row]):
            yield sibling


# --- lines that are none --------------------------------------------------------------------------------------------


def _rule(lines: Sequence[str], row: int) -> Remede | None:
    """« --- Le document --- » without its « # »."""
    if not RULED.fullmatch(lines[row]):
        return None
    return _mended(lines, row, f"# {lines[row].strip()}", COMMENT)


def _sentence(lines: Sequence[str], row: int) -> Remede | None:
    after_comment = row > 0 and lines[row - 1].lstrip().startswith("#")
    if not _is_prose(lines[row]) and not (
        after_comment and _is_bare(lines[row]) and _reads_on(lines, row)
    ):
        return None
    return _mended(
        lines,
        row,
        f"{' ' * indent_of(lines[row])}# {lines[row].strip()}",
        COMMENT,
        _like_a_comment(lines[row]),
    )


def _like_a_comment(line: str) -> str:
    return f"écrivez : # {' '.join(line.split()[:MANY])}…"


def _is_prose(line: str) -> bool:
    words = line.split()
    return len(words) >= MANY and words[0][:1].isupper() and not KEYED.match(line.strip())


def _cut_off(lines: Sequence[str], row: int) -> Remede | None:
    """A text whose end went to the next line, or lines, as a word processor would do."""
    return _joined(lines, row) if _runs_over(lines, row) and _reads_on(lines, row) else None


def _joined(lines: Sequence[str], row: int) -> Remede | None:
    above = _above(lines, row)
    if (
        above < 0
        or not _is_bare(lines[row])
        or not KEYED.match(lines[above].strip().removeprefix("- "))
    ):
        return None
    end = row
    while end + 1 < len(lines) and _is_bare(lines[end + 1]):
        end += 1
    new = " ".join((lines[above].rstrip(), *(line.strip() for line in lines[row : end + 1])))
    match = LINE.fullmatch(new)
    if match and _why_quotes(match["text"]) == CONTAINS:
        new = quoted(new)
    remedy = _mended(
        lines, above, new, CUT, f"remettez-le sur une seule ligne : {new.strip()}", end=end
    )
    return replace(remedy, row=row, column=indent_of(lines[row]))


def _runs_over(lines: Sequence[str], row: int) -> bool:
    """Whether the line above is a text long enough to have been cut, and nothing hangs under this one."""
    above, below = _above(lines, row), _below(lines, row)
    if (
        above < 0
        or not _is_bare(lines[row])
        or (below >= 0 and indent_of(lines[below]) > indent_of(lines[row]))
    ):
        return False
    key, _, text = lines[above].strip().removeprefix("- ").partition(":")
    return bool(KEYED.match(f"{key}:")) and (len(text.split()) >= SOME or not text.strip())


def _reads_on(lines: Sequence[str], row: int) -> bool:
    """Whether the line is the end of a sentence rather than a key and its text."""
    words, above = lines[row].split(), _above(lines, row)
    follows = len(words) > 1 and words[1].lower() in SMALL_WORDS
    follows |= above >= 0 and lines[above].split()[-1] in SMALL_WORDS
    starts = words[0].lower() in SMALL_WORDS or not re.fullmatch(r"[\w-]+", words[0])
    return (follows or starts or len(words) > SOME or len(words) == 1) and "[" not in lines[row]


# --- indents --------------------------------------------------------------------------------------------------------


def _indents(lines: Sequence[str], suspects: Sequence[int]) -> list[Remede]:
    """Each line at the indent of others; first the one that stands apart from its neighbours, then the least moved.

    A line is rather set further in: spaces are lost more often than typed.
    """
    found: list[tuple[tuple[bool, int, int, bool], Remede]] = []
    for row in suspects:
        for indent, model in _models(lines, row).items():
            around = {_own_indent(line) for line in _neighbours(lines, row)}
            moved = indent - indent_of(lines[row])
            order = (around != {indent}, abs(moved), indent % 2, moved < 0)
            found.append((order, _set_at(lines, row, indent, model)))
    return [remedy for _, remedy in sorted(found, key=lambda entry: entry[0])]


def _models(lines: Sequence[str], row: int) -> dict[int, str]:
    """The indents that a line could have → the nearest line that has it."""
    dashed = ITEM.fullmatch(lines[row]) is not None
    models: dict[int, str] = {}
    below = _below(lines, row)
    for index in (*range(row - 1, -1, -1), *((below,) if below >= 0 else ())):
        line = lines[index]
        item = ITEM.fullmatch(line)
        if _says(line) and (item is not None or not dashed):
            models.setdefault(
                indent_of(line) if dashed else _own_indent(line),
                item["body"] if item else line.strip(),
            )
    return {indent: model for indent, model in models.items() if indent != indent_of(lines[row])}


def _own_indent(line: str) -> int:
    """Where the keys of a line stand: after its dash, if it has one."""
    item = ITEM.fullmatch(line)
    return item.start("body") if item else indent_of(line)


def _set_at(lines: Sequence[str], row: int, indent: int, model: str) -> Remede:
    body = lines[row].strip()
    this, that = (_name(text) for text in (body, model))
    hint = f"mettez devant « {this} » {spaces(indent)}, pour l'aligner sur « {that} »."
    if not indent:
        hint = f"effacez les espaces devant « {this} », pour l'aligner sur « {that} »."
    return _mended(lines, row, f"{' ' * indent}{body}", INDENT, hint)


def _name(body: str) -> str:
    return (
        body.partition(":")[0].strip()
        if KEYED.match(body.removeprefix("- "))
        else body.split(" #")[0].strip()
    )


KINDS: tuple[Callable[[Sequence[str], int], Remede | None], ...] = (
    _bare_key,
    _space_after_colon,
    _space_after_dash,
    _bracket,
    _quote,
    _quotes,
    _bullet,
    _dash,
    _dashes,
    _no_dash,
    _rule,
    _cut_off,
    _colon,
    _sentence,
)
"""From what is surest to what would mend almost anything."""
