"""What the user is told: a rule, a sentence, a place, and what to do."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.model.rules import RULES, Severity
from pipeline.model.span import Span
from pipeline.model.valeur import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """A *constat*.  ``code`` names a rule of the catalogue, which alone decides the severity."""

    code: str
    message: str
    span: Span
    hints: tuple[str, ...] = ()
    related: tuple[Span, ...] = ()

    @property
    def severity(self) -> Severity:
        return RULES[self.code].severity

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERREUR


def has_errors(findings: Iterable[Finding]) -> bool:
    return any(finding.is_error for finding in findings)


def in_reading_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """By file, then place, each said once."""
    return tuple(sorted(dict.fromkeys(findings), key=lambda f: (f.span.order, f.code, f.message)))
