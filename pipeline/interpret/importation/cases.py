"""Boxes to tick: of a list of choices only what is ticked is the answer; where nothing is, the answer is asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.interpret.importation.lignes import lines_of
from pipeline.model.motif import motif
from pipeline.model.prose import Block, Paragraph, Table, plain
from pipeline.model.valeur import dataclass
from pipeline.model.vocabulaire import TICKED, UNTICKED, choices_in

CHOIX = frozenset(("public_cible", "acteurs", "membres", "priorite", "cls", "orientations_prs"))
"""Headings and lines of the header that a form asks to tick; boxes before tasks say what is done."""

CHOIX_DE_L_EN_TETE = frozenset(("priorite", "cls", "cts", "cofinanceurs", "orientations_prs"))

COLON_AT_END = motif(r":\s*$")
LONGEST_CHOICE = 6
"""Words of a choice that has no box of its own, beside others that are ticked."""


@dataclass(frozen=True, slots=True)
class Cases:
    """``cochees`` are the blocks that keep the ticked choices, ``autres`` the words of the others."""

    cochees: tuple[Block, ...]
    autres: tuple[str, ...]

    @property
    def rien_de_coche(self) -> bool:
        return not self.cochees


def ticked_blocks(blocks: Iterable[Block]) -> Cases | None:
    """What the boxes of these blocks say; None where there is no choice to read in them."""
    held = list(blocks)
    if any(isinstance(block, Table) for block in held):
        return None
    lines = [line for block in held for line in lines_of(block) if line.strip()]
    some_ticked = any(TICKED.search(line) for line in lines)
    some_left = any(UNTICKED.search(line) for line in lines)
    if some_ticked and some_left:
        return _sorted_out(lines)
    if some_left:
        return Cases((), tuple(lines))
    return _beside_bare_lines(lines) if some_ticked else None


def _sorted_out(lines: Iterable[str]) -> Cases:
    """What is ticked and what is not; a line without a box is kept."""
    kept: list[str] = []
    left: list[str] = []
    for line in lines:
        choices = choices_in(line)
        if not choices:
            kept.append(line)
        for words, ticked in choices:
            if words:
                (kept if ticked else left).append(words)
    return Cases(_paragraphs(kept), tuple(left))


@dataclass(frozen=True, slots=True)
class Choisi:
    """A line that held boxes: ``dit`` keeps what stands before them and what is ticked, ``autres`` are the others."""

    dit: str
    autres: tuple[str, ...]


def chosen_in(line: str) -> Choisi | None:
    """What a line of boxes answers; None where no box, or no other one, is ticked.

    >>> chosen_in("Cofinancement : ☒ ARS (FIR) ☐ Département").dit, chosen_in("☐ Oui ☐ Non")
    ('Cofinancement : ARS (FIR)', None)
    """
    if not TICKED.search(line) or not UNTICKED.search(line):
        return None
    choices = choices_in(line)
    said = ", ".join(words for words, is_ticked in choices if is_ticked and words)
    others = tuple(words for words, is_ticked in choices if words and not is_ticked)
    before = UNTICKED.split(TICKED.split(line, maxsplit=1)[0], maxsplit=1)[0].strip()
    is_a_choice = before in {words for words, _ in choices}
    return Choisi(said if is_a_choice else f"{before} {said}".strip(), others)


def is_nothing_chosen(line: str) -> bool:
    """Whether a line holds several boxes, and none is ticked: what it answers is asked.

    >>> is_nothing_chosen("Cofinancement : ☐ ARS ☐ Département"), is_nothing_chosen("☐ Former les soignants")
    (True, False)
    """
    return TICKED.search(line) is None and len(UNTICKED.findall(line)) > 1


def _beside_bare_lines(lines: Sequence[str]) -> Cases | None:
    """« Enfants / ✔ Personnes âgées / Adultes »; a sign before each line is a bullet, and no choice."""
    ticked = [line for line in lines if TICKED.search(line)]
    bare = [line for line in lines if line not in ticked]
    choices = [
        line
        for line in bare
        if len(line.split()) <= LONGEST_CHOICE and not COLON_AT_END.search(line)
    ]
    if not bare or len(choices) < len(bare):
        return None
    return Cases(_paragraphs(TICKED.sub("", line).strip() for line in ticked), tuple(bare))


def _paragraphs(lines: Iterable[str]) -> tuple[Block, ...]:
    return tuple(Paragraph(plain(line)) for line in lines)
