"""French typography, put right in what is printed and never in the sources.

Usage of the Imprimerie nationale (*Lexique des règles typographiques*): a narrow no-break space before ``; ! ?``, a
no-break one before ``:``, inside « », before ``%`` and ``€``, between a number and its unit, after « n° »; narrow ones
between the thousands, as in ``model/langue/francais.py``; a no-break one between what is numbered and its number
(« taille 2 », « l’article L. 1434-12 »).  Straight apostrophes and quotes are turned, three dots
become one sign.  Letters never change: only spaces, quotes and dots do.

Code, facts printed by name, addresses of the web, e-mails and paths are not touched, nor are framed notices, which
quote what an author typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from pipeline.model.document import Champ, Champs, Contenu, Document, FicheMiseEnPage, Riche
from pipeline.model.motif import motif
from pipeline.model.parcours import map_inlines
from pipeline.model.prose import (
    Added,
    Box,
    Diagram,
    Emphasis,
    Inline,
    LineBreak,
    Link,
    Note,
    Removed,
    Renvoi,
    Strong,
    Text,
)

NODE, OPAQUE, KEPT = "\x1f", "\x1e", "\x1d"
"""Between two nodes of a line; in place of what is not words; in place of an address.  No source may hold them."""

_B = "[ \u00a0\u202f]"
GAP_SIGNS = " \u00a0\u202f" + NODE
_GAP = rf"{_B}*(?:(\x1f){_B}*)?"
_MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_COUNTED = "jours?|mois|ans?|années?|semaines?|heures?|minutes?|fois"
_COUNTED += "|communes?|habitants?|membres?|patients?|voix|sièges?"
_UNITS = "k€|M€|euros?|millions?|milliards?|h|min|s|j|km|m|cm|mm|km²|m²|ha|kg|g|mg|µg|L|cl|ml|mL|°C|kWh|ko|Mo|Go|ETP"

WORD = motif(r"[^\s<>«»\"()\x1e\x1f]+")
EXTENSION = motif(r"\.[A-Za-z]{2,5}$")
ADDRESS_SIGNS = motif(r"[@/]|www\.")

# Each pattern starts with the sign it is about, which Python finds many times faster than what may stand before it.
DOTS = motif(r"(?<!\.)\.{3}(?!\.)")
LAST_APOSTROPHE = motif(r"(?<=[^\W\d_])'(?=[\s\x1f,.;:!?)»…\u00a0\u202f]|$)")
"""That of « Agora Lib' »; where a quotation was opened by the same sign, it closes it."""

OPENED = motif(r"(?:^|[\s(«\u00a0\u202f])'")
APOSTROPHE = motif(r"'(?:(?<=[^\W\d_]')|(?<=[^\W\d_]\x1f'))(?=\x1f?[\w«“\"\x1d\x1e])")
BEFORE_QUOTE = motif(r"(?:^|[\s(\[’'«—–-])\x1f?$")
AFTER_QUOTE = motif(r"\x1f?(?:$|[\s.,;:!?)\]»…—–])")
OPENING = motif(rf"«{_GAP}(?=\S)")
HIGH = motif(r"[:;](?=[\s\x1f»)]|$)|[!?]+(?![\w=/])|»")
BEFORE_HIGH = motif(r"[\w)\]»”’%€°.…\x1d\x1e]")
ENTITY = motif(r"&#?\w+$")
NUMBER_SIGN = motif(rf"([nN][°º]){_B}*(?=[0-9])")
PERCENT = motif(rf"([0-9]){_GAP}(€|[%‰](?!\w))")
UNIT = motif(
    rf"([0-9](?:er(?= *[a-zéû]{{3}}))?){_B}+(?=(?:{_UNITS}|{_MONTHS}|{_COUNTED})(?![\w'’]))"
)
THOUSANDS = motif(rf"[0-9]{{1,3}}(?:{_B}[0-9]{{3}})+(?![0-9])")
PHONE = motif(r"0(?<![\w.]0)[0-9](?: [0-9]{2}){4}(?! ?[0-9])")
HOUR = motif(rf"([0-9]\u00a0h){_B}+(?=[0-9]{{2}}\b)")
TIMES = motif(rf"×{_B}+(?=[0-9])")
TITLE = motif(rf"(?:MM?\.|Mme|MMe|Dr|Pr|art\.|Art\.|L\.|R\.|D\.|p\.){_B}+(?=[0-9A-ZÀ-Ý])")
TITLED = motif(f"[.er]{_B}[0-9A-ZÀ-Ý]")
RANKED = motif(rf"{_B}(\x1f)?(?=[0-9]|[LRD]\.|M[0-9]-)")
"""The space before a number, which stays with the word before it when that is the name of what is numbered."""

LAST_WORD = motif(r"[a-zé]+$")
NUMBERED = frozenset(
    (
        *("année", "annexe", "article", "chapitre", "figure", "fiche", "mission", "page"),
        *("partie", "taille", "tableau", "titre", "version"),
    )
)
LONGEST_NUMBERED = max(map(len, NUMBERED))
SPACED = motif(f"[0-9](?:er)?{_B}")
CHANGEABLE = motif(r"[0-9:;!?«»\"'.]")


def typeset(document: Document) -> Document:
    """The document with its words in French typography; its key, properties and notices stay as they are."""
    return replace(
        document, champs=_fields(document.champs), corps=tuple(_content(c) for c in document.corps)
    )


def _content(content: Contenu) -> Contenu:
    if isinstance(content, FicheMiseEnPage):
        return replace(content, titre=corrected(content.titre), champs=_fields(content.champs))
    if isinstance(content, Diagram):
        return corrected_diagram(content)
    return map_inlines(content, corrected_line)


def corrected_diagram(diagram: Diagram) -> Diagram:
    rows = tuple(
        tuple(Box(corrected(box.titre), corrected(box.texte)) for box in row)
        for row in diagram.rows
    )
    return replace(diagram, rows=rows, alt=corrected(diagram.alt))


def _fields(champs: Champs) -> Champs:
    return {name: _field(champ) for name, champ in champs.items()}


def _field(champ: Champ) -> Champ:
    if isinstance(champ, str):
        return corrected(champ)
    if isinstance(champ, Riche):
        return Riche(
            tuple([map_inlines(block, corrected_line) for block in champ.blocs]), champ.style
        )
    if isinstance(champ, Mapping):
        return _fields(champ)
    return [_field(item) for item in champ]


def corrected_line(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The words of a line put right together: « : » after a word in bold knows that word."""
    if not inlines:
        return inlines
    first = inlines[0]
    if len(inlines) == 1 and isinstance(first, Text):
        fixed = corrected(first.text)
        return inlines if fixed == first.text else (Text(fixed),)
    parts = corrected(NODE.join(_pieces(inlines))).split(NODE)
    return _rebuilt(inlines, iter(parts))


def _pieces(inlines: Sequence[Inline]) -> Iterator[str]:
    for node in inlines:
        if isinstance(node, Strong | Emphasis | Link):
            yield from _pieces(node.children)
        elif isinstance(node, Text | Removed | Added):
            yield node.text
        elif isinstance(node, Renvoi):
            yield from (node.avant, node.texte, node.apres)
        else:
            yield "\n" if isinstance(node, LineBreak) else OPAQUE


def _rebuilt(inlines: Sequence[Inline], pieces: Iterator[str]) -> tuple[Inline, ...]:
    nodes: list[Inline] = []
    for node in inlines:
        if isinstance(node, Strong | Emphasis | Link):
            nodes.append(replace(node, children=_rebuilt(node.children, pieces)))
        elif isinstance(node, Text | Removed | Added):
            nodes.append(replace(node, text=next(pieces)))
        elif isinstance(node, Note):
            next(pieces)
            nodes.append(
                replace(
                    node,
                    blocks=tuple([map_inlines(block, corrected_line) for block in node.blocks]),
                )
            )
        elif isinstance(node, Renvoi):
            nodes.append(replace(node, avant=next(pieces), texte=next(pieces), apres=next(pieces)))
        else:
            next(pieces)
            nodes.append(node)
    return tuple(nodes)


@lru_cache(maxsize=8192)
def corrected(text: str) -> str:
    """A text put right; a second time changes nothing more."""
    if not CHANGEABLE.search(text):
        return text
    if not ADDRESS_SIGNS.search(text):
        return _numbers(_signs(text))
    kept: list[str] = []
    hidden = WORD.sub(lambda match: _hidden(match.group(), kept), text)
    addresses = iter(kept)
    return re.sub(KEPT, lambda _: next(addresses), _numbers(_signs(hidden)))


def _hidden(word: str, kept: list[str]) -> str:
    """A mark in place of an address or a path, whose own text goes to ``kept``; any other word as it is."""
    bare = word.rstrip(".,;:") if "://" in word else word.rstrip(".,;:!?…")
    if (
        "@" in bare
        or "://" in bare
        or bare.startswith("www.")
        or ("/" in bare and EXTENSION.search(bare[-6:]))
    ):
        kept.append(bare)
        return KEPT + word[len(bare) :]
    return word


def _signs(text: str) -> str:
    if "..." in text:
        text = DOTS.sub("…", text)
    if '"' in text:
        text = _quotes(text)
    if "'" in text:
        text = APOSTROPHE.sub("’", text)
        if not OPENED.search(text):
            text = LAST_APOSTROPHE.sub("’", text)
    if "«" in text:
        text = OPENING.sub("«\u00a0\\1", text)
    high = ":" in text or "»" in text or ";" in text or "?" in text or "!" in text
    return _before_signs(text) if high and HIGH.search(text) else text


def _before_signs(text: str) -> str:
    """The space before each high sign and each closing quote, made or mended."""
    parts: list[str] = []
    at = 0
    for match in HIGH.finditer(text):
        sign = match.group()
        before = text[at : match.start()]
        words = before.rstrip(GAP_SIGNS)
        gap = before[len(words) :]
        last = words[-1:] or (parts[-1][-1:] if parts else "")
        if (
            not last
            or (sign != "»" and not BEFORE_HIGH.match(last))
            or (sign == ";" and not gap and ENTITY.search(words))
        ):
            parts += (before, sign)
        else:
            space = "\u00a0" if sign in ":»" else "\u202f"
            parts += (words, NODE * gap.count(NODE), space, sign)
        at = match.end()
    parts.append(text[at:])
    return "".join(parts)


def _quotes(text: str) -> str:
    """Straight double quotes turned when every one of them has its pair around some words; « » hold “ ” inside."""
    parts = text.split('"')
    if len(parts) % 2 == 0 or not all(_is_quoted(parts, rank) for rank in range(1, len(parts), 2)):
        return text
    whole = parts[0]
    for rank in range(1, len(parts), 2):
        inside = whole.count("«") > whole.count("»")
        whole += (f"“{parts[rank]}”" if inside else f"«\u00a0{parts[rank]}\u00a0»") + parts[
            rank + 1
        ]
    return whole


def _is_quoted(parts: Sequence[str], rank: int) -> bool:
    words = parts[rank].strip(NODE)
    return (
        bool(words)
        and words == words.strip()
        and "\n" not in words
        and BEFORE_QUOTE.search(parts[rank - 1]) is not None
        and AFTER_QUOTE.match(parts[rank + 1]) is not None
    )


def _numbers(text: str) -> str:
    if TITLED.search(text):
        text = TITLE.sub(_after_title, text)
    text = RANKED.sub(_after_what_is_numbered, text)
    if "×" in text:
        text = TIMES.sub("×\u00a0", text)
    if "°" in text or "º" in text:
        text = NUMBER_SIGN.sub("\\1\u00a0", text)
    if "%" in text or "€" in text or "‰" in text:
        text = PERCENT.sub("\\1\\2\u00a0\\3", text)
    if not SPACED.search(text):
        return text
    text = PHONE.sub(lambda match: match.group().replace(" ", "\u00a0"), text)
    text = THOUSANDS.sub(_thousands, text)
    return HOUR.sub("\\1\u00a0", UNIT.sub("\\1\u00a0", text))


def _after_title(match: re.Match[str]) -> str:
    if match.string[match.start() - 1 : match.start()].isalnum():
        return match.group()
    return match.group().rstrip(GAP_SIGNS) + "\u00a0"


def _after_what_is_numbered(match: re.Match[str]) -> str:
    start = match.start()
    word = LAST_WORD.search(match.string, max(0, start - LONGEST_NUMBERED - 1), start)
    if word is None or word.group() not in NUMBERED:
        return match.group()
    return f"\u00a0{match[1] or ''}"


def _thousands(match: re.Match[str]) -> str:
    before = match.string[match.start() - 1 : match.start()]
    if before and (before.isalnum() or before in ",._"):
        return match.group()
    return re.sub(_B, "\u202f", match.group())
