"""The last line of a run, in French: how many tests, and what they cost the processor whatever else it had to do."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

import pytest

OUTCOMES = {
    "passed": ("réussi", "réussis"),
    "failed": ("en échec", "en échec"),
    "error": ("en erreur", "en erreur"),
    "skipped": ("sauté", "sautés"),
    "deselected": ("laissé de côté", "laissés de côté"),
}


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    spent = os.times()
    own, started = spent.user + spent.system, spent.children_user + spent.children_system
    terminalreporter.write_line(bilan(terminalreporter.stats, own, started))


def bilan(found: Mapping[str, Sequence[object]], own: float, started: float) -> str:
    counts = {outcome: len(found.get(outcome, ())) for outcome in OUTCOMES}
    words = [
        f"{count} {OUTCOMES[outcome][count > 1]}" for outcome, count in counts.items() if count
    ]
    tests = ", ".join(words) or "aucun"
    return f"Tests : {tests} ; {own + started:.0f} s de processeur, dont {started:.0f} pour les programmes lancés."
