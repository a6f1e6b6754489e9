"""Each edit of a text is a patch of its own, whatever was added before it, and costs by what it changes."""

from __future__ import annotations

import random
import re

import pytest

from pipeline.commands.reports import Textes
from pipeline.model.retour import Retouche, Retour
from pipeline.model.span import Span
from tests.duree import in_proportion

PATH = "content/a.md"
TEXT = "---\na: b\n---\n\n" + "".join(f"Un mot {rank}.\n\n" for rank in range(30)) + "Fin"


def edit(line: int, old: str, new: str) -> Retour:
    return Retour(Span(PATH, line), ancien=old, nouveau=new, retouches=(Retouche(line, old, new),))


def applied(text: str, patch: str) -> str:
    """The text with a patch, each line of which has to stand where it is said, in three lines that are the same."""
    lines, hunks = text.splitlines(keepends=True), re.split(r"^@@ (.*) @@\n", patch, flags=re.M)
    shift = 0
    for place, hunk in zip(hunks[1::2], hunks[2::2], strict=True):
        at, size, _to, _size = map(int, re.findall(r"[0-9]+", place))
        told = hunk.replace("\n\\ No newline at end of file", "").splitlines(keepends=True)
        old, new = ([line[1:] for line in told if line[0] != sign] for sign in "+-")
        start = at - 1 + shift
        assert [line.rstrip("\n") for line in old] == [
            line.rstrip("\n") for line in lines[start : start + size]
        ]
        assert all(line[0] == " " for line in told[:3])
        assert at - 1 + size == len(lines) or all(line[0] == " " for line in told[-3:])
        lines[start : start + size] = new
        shift += len(new) - len(old)
    return "".join(lines)


@pytest.mark.parametrize("seed", range(5))
def test_the_patches_one_after_the_other_give_the_text(seed: int) -> None:
    chance = random.Random(seed)
    textes = Textes({PATH: TEXT})
    for rank in range(40):
        before = "".join(textes.of(PATH))
        line = chance.choice((5, 7, 33, 63, 65))
        changed = edit(line, "", f"Ajout {rank}.") if rank % 3 else edit(line, "mot", f"mot {rank}")
        told = len(textes.patches)
        if textes.take(changed):
            (patch,) = textes.patches[told:]
            assert applied(before, patch).rstrip() == "".join(textes.of(PATH)).rstrip()


def test_paragraphs_added_in_one_place_cost_by_their_number() -> None:
    def work(size: int) -> None:
        textes = Textes({PATH: TEXT})
        for rank in range(size):
            textes.take(edit(33, "", f"Un autre texte {rank}."))
            textes.take(
                edit(31, "", f"Un texte {rank}.") if rank % 4 else edit(29, "mot", "motmot")
            )

    in_proportion(work, 150)
