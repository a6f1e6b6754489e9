"""Findings as a terminal or a program reads them."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Sequence

from pipeline.model.finding import Finding
from pipeline.model.rules import RULES, Severity

BLANK = "X001"
MANY = 5
"""Blanks of one file that are still told one by one."""

FEW = 3
"""From that many findings on, they are counted by rule at the end."""


def as_text(findings: Sequence[Finding]) -> str:
    """Findings file by file, those with errors first and errors first in each; then the counts.

    Each line « place: gravité CODE: message » is what editors follow.
    """
    lines: list[str] = []
    blanks = _many_blanks(findings)
    for finding in sorted(findings, key=_reading_order(findings)):
        place, message = finding.span, finding.message
        if finding.code == BLANK and place.path in blanks:
            numbers = blanks[place.path]
            if place.line != numbers[0]:
                continue
            message = f"{len(numbers)} blancs restent à remplir, aux lignes {', '.join(map(str, numbers))}."
        lines.append(f"{place}: {finding.severity.value} {finding.code}: {message}")
        lines.extend(f"    → {hint}" for hint in finding.hints)
    if len(findings) >= FEW:
        lines += ["", *_by_rule(findings)]
    if findings:
        lines.append("")
    lines.append(summary(findings))
    return "\n".join(lines)


def _many_blanks(findings: Sequence[Finding]) -> dict[str, list[int]]:
    """Files with so many blanks that one line says where they are → the lines."""
    lines: dict[str, list[int]] = {}
    for finding in findings:
        if finding.code == BLANK and finding.span.line is not None and finding.span.sheet is None:
            lines.setdefault(finding.span.path, []).append(finding.span.line)
    return {
        path: sorted(set(numbers)) for path, numbers in lines.items() if len(set(numbers)) > MANY
    }


def _reading_order(findings: Sequence[Finding]) -> Callable[[Finding], tuple[object, ...]]:
    faulty = {finding.span.path for finding in findings if finding.is_error}
    return lambda f: (f.span.path not in faulty, f.span.path, not f.is_error, f.span.order, f.code)


def _by_rule(findings: Sequence[Finding]) -> list[str]:
    """How often each rule spoke, the errors first, and the command that explains one."""
    counts = Counter(finding.code for finding in findings)
    ordered = sorted(
        counts, key=lambda code: (RULES[code].severity is not Severity.ERREUR, -counts[code], code)
    )
    rows = [f"  {code}  {counts[code]:3} ×  {RULES[code].titre}" for code in ordered]
    return [
        "Par règle :",
        *rows,
        f"  « make expliquer REGLE={ordered[0]} » dit pourquoi, avec un exemple.",
    ]


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


def as_annotations(findings: Sequence[Finding]) -> str:
    """Findings as GitHub and Forgejo show them beside the lines of a contribution."""
    return "\n".join(_annotation(finding) for finding in findings)


def _annotation(finding: Finding) -> str:
    span = finding.span
    place = {
        "file": span.path,
        "line": str(span.line or 1) if span.sheet is None else "1",
        "title": finding.code,
    }
    said = " ".join(
        (f"{span.sheet}!{span.cell} :" if span.cell else "", finding.message, *finding.hints)
    ).strip()
    level = "error" if finding.is_error else "warning"
    fields = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in place.items())
    return f"::{level} {fields}::{_escaped(said)}"


def _escaped(text: str, signs: str = "") -> str:
    """Signs that would end a field or a line, as the forges write them."""
    return "".join(f"%{ord(sign):02X}" if sign in f"%\r\n{signs}" else sign for sign in text)


def as_quality(findings: Sequence[Finding]) -> str:
    """Findings as the report of quality of GitLab."""
    return json.dumps([_quality(finding) for finding in findings], ensure_ascii=False, indent=2)


def _quality(finding: Finding) -> dict[str, object]:
    span = finding.span
    key = f"{finding.code}\0{span}\0{finding.message}"
    return {
        "description": finding.message,
        "check_name": finding.code,
        "fingerprint": hashlib.sha256(key.encode()).hexdigest(),
        "severity": "major" if finding.is_error else "minor",
        "location": {
            "path": span.path,
            "lines": {"begin": span.line or 1 if span.sheet is None else 1},
        },
    }


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
