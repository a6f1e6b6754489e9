"""Labels: « Pilote : Sophie Laroman », on a line of its own or one after another on a line that holds several."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.interpret.importation.lignes import without_start
from pipeline.model.colonnes import TABLEAUX_FICHE
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.prose import (
    Block,
    Emphasis,
    Inline,
    Paragraph,
    Strong,
    Text,
    plain,
    text_of,
)
from pipeline.model.valeur import dataclass
from pipeline.model.vocabulaire import OF_THE_TRAME, Vocabulaire

LONGEST_LABEL = 70
DOTS = r"[.…_]{4,}(?=\s*[^\W_])"
LABEL = motif(rf"\s*(.{{2,70}}?|€)\s?(?::(?:\s*{DOTS})?|{DOTS}|\t|=(?=\s)|(?<=\w) ?\?(?=\s+\S))\s*")
"""« Pilote : », « Pilote ......... », « Qui ? »."""

END_OF_LABEL = " .:=?\t\u00a0\u202f-\u2010\u2011\u2012\u2013\u2014"
GAP = motif(rf"[{re.escape(END_OF_LABEL)}]{{0,300}}")
"""What stands between a label and what it labels; a longer row of signs is read for each of them, and labels nothing."""

BETWEEN_LABELS = motif(
    r"\s{1,9}[·|/\u2022\u2010-\u2015-]\s+|\s{0,9};\s+|\s{0,9}\t\s*|\s{2,}|(?<=[a-zà-ÿ0-9)])\.\s+(?=[A-ZÀ-Ý])"
)
"""What stands between several labels of one line: « Mission : prévention · Pilote : Sophie Laroman »."""

COMMA = motif(r",\s+")
CAPITAL = motif(r"(?<=\S )(?=([A-ZÀ-Ý][\w'’()·/-]*(?: [\w'’()·/-]+){0,5}) ?:(?= ?\S))")
"""« Mission : prévention Pilote : X »: nothing but its capital sets the second label apart."""

FEWEST_ON_A_LINE = 2
OF_AN_INDICATOR = ("cible", "date", "echeance", "resultat", "public", "methode", "responsable")
"""How lines of an indicator begin, that would open something elsewhere."""


@dataclass(frozen=True, slots=True)
class Libelle:
    """« Pilote : Sophie Laroman »: the words of the label, how many letters it takes, whether it is in bold."""

    words: str
    length: int
    bold: bool


def label_in(block: Block) -> Libelle | None:
    """The label that a line begins with, when something follows it: before a colon, or in bold."""
    if not isinstance(block, Paragraph) or not block.inlines:
        return None
    words = text_of(block.inlines)
    bold = _label_in_bold(block.inlines, words)
    if bold is not None:
        return bold
    match = LABEL.match(words)
    if match is None or len(match[1]) > LONGEST_LABEL or not words[match.end() :].strip():
        return None
    return Libelle(match[1].strip(END_OF_LABEL), match.end(), False)


def _label_in_bold(
    inlines: Sequence[Inline], words: str, rank: int = 0, at: int = 0
) -> Libelle | None:
    """The label that the inline of that rank is, the first of a line or one within it.

    ``words`` are those of the whole line, said once for all its inlines, and ``at`` is where this one begins in them.
    """
    first = inlines[rank]
    if not isinstance(first, Strong) or rank + 1 == len(inlines):
        return None
    bold = text_of((first,))
    end = at + len(bold)
    gap = GAP.match(words, end)
    begun = gap.end() if gap is not None else end
    ends_itself = bold.rstrip(" \u00a0").endswith((":", ".", "?", "-", "\u2013", "="))
    ended = ends_itself or ":" in words[end:begun]
    if not ended or begun == len(words) or len(bold) > LONGEST_LABEL:
        return None
    return Libelle(bold.strip(END_OF_LABEL), begun - at, True)


def labelled(block: Block, vocabulaire: Vocabulaire) -> tuple[str, str, tuple[Inline, ...]] | None:
    """« Pilote : Sophie Laroman » → what the label means, its words, and what follows it."""
    label = label_in(block)
    if label is None or not isinstance(block, Paragraph):
        return None
    if not vocabulaire.rubrique_seule(label.words):
        return None
    after = without_start(block.inlines, label.length)
    return vocabulaire.rubrique(label.words), label.words, after


def goes_with(key: str, words: str, vocabulaire: Vocabulaire) -> bool:
    """Whether a label is part of what stands before it, as « Cible : 50 » is of an indicator.

    ``key`` is that of the trame that the text before it is under.
    """
    key = key.partition(".")[0]
    if key == "indicateurs":
        return fold(words).startswith(OF_AN_INDICATOR) or bool(vocabulaire.fait(words))
    if key not in TABLEAUX_FICHE:
        return False
    ours = TABLEAUX_FICHE[key].colonne(words)
    return bool(ours or vocabulaire.colonne(key, words))


# --- several on one line -----------------------------------------------------------------------------------------------


def each_label(block: Block, vocabulaire: Vocabulaire) -> list[Block]:
    """A line that holds several labels, each on a line of its own; any other block as it is."""
    if not isinstance(block, Paragraph):
        return [block]
    cuts = _cuts_in_bold(block, vocabulaire) or _cuts_in_words(block, vocabulaire)
    if len(cuts) < FEWEST_ON_A_LINE:
        return [block]
    lines = map(_without_end, _in_pieces(block.inlines, cuts))
    return [Paragraph(line, block.span) for line in lines if line]


def _cuts_in_bold(block: Paragraph, vocabulaire: Vocabulaire) -> list[int]:
    """Where each label in bold begins, when two of them at least are known, the first among them."""
    found: list[tuple[int, str]] = []
    line = text_of(block.inlines)
    at = 0
    for rank, inline in enumerate(block.inlines):
        words = text_of((inline,))
        label = _label_in_bold(block.inlines, line, rank, at)
        if label is not None and words.strip():
            found.append((at, label.words))
        at += len(words)
    known = [start for start, words in found if vocabulaire.rubrique_seule(words)]
    if len(known) < FEWEST_ON_A_LINE or known[0] != 0:
        return []
    return [start for start, _ in found]


def _cuts_in_words(block: Paragraph, vocabulaire: Vocabulaire) -> list[int]:
    """Where each label that we know begins, after the first, which begins the line."""
    text = text_of(block.inlines)
    first = labelled(block, vocabulaire)
    if first is None or ":" not in text:
        return []
    parts = [part for part in BETWEEN_LABELS.split(text) if part.strip()]
    each_is_known = all(labelled(Paragraph(plain(part)), vocabulaire) for part in parts)
    cuts = [0]
    before = first[0]
    for start, words, sign in _candidates(text):
        key = vocabulaire.rubrique(words) if vocabulaire.rubrique_seule(words) else ""
        opens = (each_is_known and sign) or _opens_after(before, key, words, sign, vocabulaire)
        if key and opens:
            cuts.append(start)
            before = key
    return cuts


def _opens_after(before: str, key: str, words: str, sign: str, vocabulaire: Vocabulaire) -> bool:
    """A comma or a blank is enough between two lines of the header; a clearer sign is asked for anything else."""
    if goes_with(before, words, vocabulaire):
        return False
    return bool(sign) or (before not in OF_THE_TRAME and key not in OF_THE_TRAME)


def _candidates(text: str) -> list[tuple[int, str, str]]:
    """Where a label may begin, its words, and the sign before it, empty for a comma or a blank."""
    found = {
        match.start(): (match.start(), match[1].strip(END_OF_LABEL), "")
        for match in CAPITAL.finditer(text)
    }
    for pattern, sign in ((COMMA, ""), (BETWEEN_LABELS, "—")):
        for match in pattern.finditer(text):
            label = LABEL.match(text, match.end())
            if label is not None and match.start():
                found[match.end()] = (match.end(), label[1].strip(END_OF_LABEL), sign)
    return sorted(found.values())


def between(inlines: Iterable[Inline], start: int, end: int) -> tuple[Inline, ...]:
    """The inlines from one letter to another, without the signs that set them apart from what follows."""
    return _without_end(_first_letters(without_start(inlines, start), end - start))


def _in_pieces(inlines: Iterable[Inline], cuts: Sequence[int]) -> list[list[Inline]]:
    """All the inlines, in one piece for each cut, the letter where it begins; the first begins at 0."""
    pieces: list[list[Inline]] = [[] for _cut in cuts]
    rank = at = 0
    for inline in inlines:
        end = at + len(text_of((inline,)))
        inside = [0]
        while rank + 1 < len(cuts) and cuts[rank + 1] <= at:
            rank += 1
        while rank + 1 < len(cuts) and cuts[rank + 1] < end:
            rank += 1
            inside.append(cuts[rank] - at)
        first = rank + 1 - len(inside)
        for shift, part in enumerate(_parted(inline, inside)):
            pieces[first + shift].append(part)
        at = end
    return pieces


def _parted(inline: Inline, cuts: Sequence[int]) -> list[Inline]:
    """One inline, in as many as there are cuts, the first of them at 0."""
    if len(cuts) == 1:
        return [inline]
    if isinstance(inline, Strong):
        return [Strong(tuple(piece)) for piece in _in_pieces(inline.children, cuts)]
    if isinstance(inline, Emphasis):
        return [Emphasis(tuple(piece)) for piece in _in_pieces(inline.children, cuts)]
    words = text_of((inline,))
    return [Text(words[start:end]) for start, end in zip(cuts, [*cuts[1:], None], strict=True)]


def _without_end(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """The inlines without the signs that end them."""
    kept = list(inlines)
    while kept and isinstance(kept[-1], Text):
        words = kept[-1].text.rstrip(" \t\u00a0·|/;,\u2022\u2010\u2011\u2012\u2013\u2014-")
        if words:
            kept[-1] = Text(words)
            break
        kept.pop()
    return tuple(kept)


def _first_letters(inlines: Iterable[Inline], length: int) -> Iterator[Inline]:
    left = length
    for inline in inlines:
        size = len(text_of((inline,)))
        if left <= 0:
            return
        yield inline if size <= left else _shortened(inline, left)
        left -= size


def _shortened(inline: Inline, length: int) -> Inline:
    if isinstance(inline, Strong):
        return Strong(tuple(_first_letters(inline.children, length)))
    if isinstance(inline, Emphasis):
        return Emphasis(tuple(_first_letters(inline.children, length)))
    return Text(text_of((inline,))[:length])
