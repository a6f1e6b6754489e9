"""Findings as a terminal or a program reads them."""

from __future__ import annotations

import json
from collections.abc import Sequence

from pipeline.model.finding import Finding


def as_text(findings: Sequence[Finding]) -> str:
    """One block per finding, then the counts; « place: gravité CODE: message » is what editors follow."""
    lines: list[str] = []
    for finding in findings:
        lines.append(f"{finding.span}: {finding.severity.value} {finding.code}: {finding.message}")
        lines.extend(f"    → {hint}" for hint in finding.hints)
    if findings:
        lines.append("")
    lines.append(summary(findings))
    return "\n".join(lines)


def summary(findings: Sequence[Finding]) -> str:
    errors = sum(finding.is_error for finding in findings)
    warnings = len(findings) - errors
    if not findings:
        return "Aucun constat."
    return f"{_count(errors, 'erreur')}, {_count(warnings, 'avertissement')}."


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'s' if number > 1 else ''}"


def as_json(findings: Sequence[Finding]) -> str:
    """A list of objects with the keys that programs may rely on."""
    return json.dumps([_object(finding) for finding in findings], ensure_ascii=False, indent=2)


def _object(finding: Finding) -> dict[str, object]:
    span = finding.span
    in_sheet = span.sheet is not None
    return {
        "code": finding.code,
        "gravite": finding.severity.value,
        "message": finding.message,
        "fichier": span.path,
        "ligne": None if in_sheet else span.line,
        "colonne": None if in_sheet else span.column,
        "feuille": span.sheet,
        "cellule": span.cell,
        "conseils": list(finding.hints),
    }
