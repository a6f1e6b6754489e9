"""Errors as framed notices, at the place they speak of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.model.finding import Finding
from pipeline.model.prose import Block, Heading, Notice, plain


@dataclass
class Constats:
    """The errors of one document being assembled; ``elsewhere`` gives those that have no place in it."""

    errors: tuple[Finding, ...]
    shown_paths: set[str] = field(default_factory=set)

    def among(self, blocks: Iterable[Block], path: str) -> tuple[Block, ...]:
        """The blocks of a file, each error of that file right after the block that holds its line."""
        kept = list(blocks)
        pending = sorted(self._of(path), key=lambda f: f.span.order)
        if not pending:
            return tuple(kept)
        placed: list[Block] = []
        for block in kept:
            start = block.span.line or 0
            while pending and (pending[0].span.line or 0) < start:
                placed.append(notice(pending.pop(0)))
            placed.append(block)
        placed.extend(notice(finding) for finding in pending)
        return tuple(placed)

    def of_file(self, path: str) -> tuple[Notice, ...]:
        """Every error of a file, for a file that could not be read at all."""
        return tuple(notice(finding) for finding in self._of(path))

    def of_sheet(self, path: str, sheet: str) -> tuple[Notice, ...]:
        return tuple(notice(f) for f in self._of(path) if f.span.sheet == sheet)

    def outside_sheets(self, path: str, sheets: Iterable[str]) -> tuple[Notice, ...]:
        """The errors of a workbook that belong to none of these sheets."""
        known = set(sheets)
        return tuple(notice(f) for f in self._of(path) if f.span.sheet not in known)

    def elsewhere(self) -> tuple[Block, ...]:
        """What stands in no part of the document: settings, lists of people, templates."""
        rest = [f for f in self.errors if f.span.path not in self.shown_paths and not _is_prose(f)]
        if not rest:
            return ()
        return (Heading(1, plain("Constats à corriger")), *(notice(finding) for finding in rest))

    def _of(self, path: str) -> tuple[Finding, ...]:
        self.shown_paths.add(path)
        return tuple(finding for finding in self.errors if finding.span.path == path)


def _is_prose(finding: Finding) -> bool:
    """A chapter, an article or a fiche that this document does not take: its fault shows in the one that does."""
    return finding.span.path.endswith(".md")


def notice(finding: Finding) -> Notice:
    """What the frame says: the rule and the place, then the message and what to do."""
    return Notice(
        f"{finding.code} — {finding.span}", (finding.message, *finding.hints), finding.span
    )
