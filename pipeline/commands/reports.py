"""The texts of the sources with edits and remarks brought in, one by one, each a patch that git takes or not."""

from __future__ import annotations

import difflib
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.compare.retouches import applied
from pipeline.depot import git
from pipeline.model.motif import motif
from pipeline.model.remarque import Remarque
from pipeline.model.retour import Commentaire, Retouche, Retour
from pipeline.model.span import Span


@dataclass(frozen=True, slots=True)
class Report:
    """Whether an edit is in the sources now."""

    retour: Retour
    fait: bool


class Textes:
    """Each line of each file, under its number of before: what was added to it stands with it."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts
        self.lines: dict[str, list[str]] = {}
        self.patches: list[str] = []
        """One for each edit, in their order, each made from the texts as the one before leaves them."""

    def take(self, one: Retour) -> bool:
        """Bring in an edit or the remark of a comment; True too when there is nothing to bring in."""
        if one.lieu is None or not one.retouches:
            return True
        path = one.lieu.path
        before = list(self.of(path))
        lines = list(before)
        for retouche in one.retouches:
            changed = _changed(lines[retouche.ligne - 1], retouche)
            if changed is None:
                return False
            lines[retouche.ligne - 1] = changed
        self.lines[path] = lines
        self.patches.append(self.since(path, before))
        return True

    def remark(self, comment: Commentaire, span: Span) -> bool:
        """A comment under the block that it is about, once; False where no remark can stand."""
        lines = list(self.of(span.path)) if span.path.endswith(".md") and span.line else []
        remark = Remarque(comment.auteur, comment.jour, _about(comment)).ligne
        if not lines or not span.line or any(remark in line for line in lines):
            return False
        if span.line <= _end_of_front(lines):
            return False
        last = span.line - 1
        while last + 1 < len(lines) and lines[last + 1].strip():
            last += 1
        body = lines[last] if lines[last].endswith("\n") else f"{lines[last]}\n"
        lines[last] = f"{body}\n{remark}\n"
        self.lines[span.path] = lines
        return True

    def of(self, path: str) -> list[str]:
        return self.lines.get(path) or self.texts[path].splitlines(keepends=True)

    def since(self, path: str, before: list[str]) -> str:
        """The patch from these lines to those of now: only what is around the lines that changed is read."""
        after = self.lines[path]
        changed = [rank for rank, line in enumerate(before) if line != after[rank]]
        if not changed:
            return ""
        first, last = changed[0], changed[-1] + 1
        start, below = _room_above(before, first), _lines_below(before, last)
        old, new = "".join(before[start:last]) + below, "".join(after[start:last]) + below
        begun = _begun(old, _same_start(old, new))
        above = sum(line.count("\n") for line in before[:start]) + old.count("\n", 0, begun)
        return "".join(_patch(path, above, _rows(old[begun:]), _rows(new[begun:])))


CONTEXT = 3
"""Lines that are the same, before and after what changes: git finds its place by them."""

ROOM = 3 * CONTEXT
"""Lines read around a change: an added block begins like what follows it, and its patch then stands lower."""

HUNK = motif(r"@@ -([0-9]+)(.*) \+([0-9]+)(.*)")


def _rows(text: str) -> list[str]:
    """The lines of a text, as git counts them."""
    return io.StringIO(text, newline="\n").readlines()


def _same_start(old: str, new: str) -> int:
    """How many first letters are the same: thousands of lines may have been added one by one after the same one."""
    low, high = 0, min(len(old), len(new))
    while low < high:
        middle = (low + high + 1) // 2
        if new.startswith(old[low:middle], low):
            low = middle
        else:
            high = middle - 1
    return low


def _begun(text: str, at: int) -> int:
    """Where a line begins, some lines before this letter."""
    for _line in range(ROOM + 1):
        at = text.rfind("\n", 0, max(at, 0))
    return at + 1


def _room_above(entries: list[str], start: int) -> int:
    """The rank some lines above this one: what took the place of a line may be none, or several."""
    wanted = ROOM
    while start and wanted > 0:
        start -= 1
        wanted -= entries[start].count("\n")
    return start


def _lines_below(entries: list[str], end: int) -> str:
    """The first lines from this rank on."""
    found = ""
    while end < len(entries) and found.count("\n") < ROOM:
        found += entries[end]
        end += 1
    pieces = found.split("\n", ROOM)
    return found[: len(found) - len(pieces[-1])] if len(pieces) > ROOM else found


def _patch(path: str, above: int, old: list[str], new: list[str]) -> Iterator[str]:
    """``above`` lines stand before these in the file."""
    for line in difflib.unified_diff(old, new, f"a/{path}", f"b/{path}"):
        hunk = HUNK.match(line)
        if hunk is not None:
            first, second = (int(hunk[rank]) + above for rank in (1, 3))
            yield f"@@ -{first}{hunk[2]} +{second}{hunk[4]}\n"
        else:
            yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def reported(root: Path, textes: Textes, one: Retour) -> Report:
    """An edit or a remark in the file itself, by ``git apply``; the texts stay as they were when git refuses."""
    if one.lieu is None:
        return Report(one, False)
    path, before = (
        one.lieu.path,
        list(textes.of(one.lieu.path)) if one.lieu.path in textes.texts else [],
    )
    taken = textes.remark(one.commentaire, one.lieu) if one.commentaire else textes.take(one)
    if not taken or not before:
        return Report(one, False)
    patch = textes.since(path, before)
    status, _told = git(root, "apply", "-", told=patch.encode())
    if status:
        textes.lines[path] = before
    return Report(one, status == 0)


def _about(comment: Commentaire) -> str:
    return f"« {comment.sur} » : {comment.texte}" if comment.sur else comment.texte


def _changed(line: str, retouche: Retouche) -> str | None:
    if retouche.ancien:
        changed = applied(line, retouche)
        return "" if changed is not None and not changed.strip() else changed
    body = line if line.endswith("\n") else f"{line}\n"
    return f"{body}\n{retouche.nouveau}\n"


def _end_of_front(lines: list[str]) -> int:
    """The number of the line that ends the front matter; 0 without one."""
    if not lines or lines[0].strip() != "---":
        return 0
    return next((rank for rank, line in enumerate(lines[1:], 2) if line.strip() == "---"), 0)
