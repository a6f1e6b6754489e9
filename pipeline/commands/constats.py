"""The findings of a folder: those of the last check, where nothing that decides them has changed since."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from pipeline import etat
from pipeline.model.finding import Finding
from pipeline.model.span import Span

OF_ANOTHER_PROGRAM = ("B006", "B038")
"""Formulas that LibreOffice computed, or would have: it may be installed tomorrow, or not answer today."""


def findings_of(root: Path, today: date) -> tuple[Finding, ...]:
    """Every finding of a project, in reading order; read again only where something changed."""
    decides = etat.what_decides(root, today)
    known = etat.known_findings(root, decides)
    if known is not None:
        return tuple(_finding(one) for one in known)
    from pipeline.commands.calcul import examine_folder  # « nothing changed » does not wait

    findings = examine_folder(root, today).findings
    if _is_ours_alone(findings) and etat.what_decides(root, today) == decides:
        etat.remember_findings(root, decides, [_stored(finding) for finding in findings])
    return findings


def _is_ours_alone(findings: Sequence[Finding]) -> bool:
    return not any(finding.code in OF_ANOTHER_PROGRAM for finding in findings)


Place = tuple[str, int | None, int | None, str | None, str | None]
Kept = tuple[str, str, Place, list[str], list[Place]]


def _stored(finding: Finding) -> Kept:
    related = [_place(span) for span in finding.related]
    return finding.code, finding.message, _place(finding.span), list(finding.hints), related


def _place(span: Span) -> Place:
    return span.path, span.line, span.column, span.sheet, span.cell


def _finding(kept: Kept) -> Finding:
    code, message, place, hints, related = kept
    spans = tuple(Span(*one) for one in related)
    return Finding(code, message, Span(*place), tuple(hints), spans)
