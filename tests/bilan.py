"""The last line of a run, in French: how many tests, and what they cost the processor whatever else it had to do."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from xdist.workermanage import WorkerController

OUTCOMES = {
    "passed": ("réussi", "réussis"),
    "failed": ("en échec", "en échec"),
    "error": ("en erreur", "en erreur"),
    "skipped": ("sauté", "sautés"),
    "deselected": ("laissé de côté", "laissés de côté"),
}


Spent = tuple[float, float]
"""Seconds of processor: its own, and those of the programs that it started."""

ELSEWHERE = pytest.StashKey[list[Spent]]()
"""What each process that took a share of the tests spent."""


def spent() -> Spent:
    times = os.times()
    return times.user + times.system, times.children_user + times.children_system


def pytest_configure(config: pytest.Config) -> None:
    config.stash[ELSEWHERE] = []


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """A process that takes a share tells what it spent to the one that shares out."""
    told = getattr(session.config, "workeroutput", None)
    if told is not None:
        told["processeur"] = spent()


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: WorkerController) -> None:
    told = getattr(node, "workeroutput", {}).get("processeur")
    if told is not None:
        node.config.stash[ELSEWHERE].append(tuple(told))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    own, started = spent()
    if elsewhere := terminalreporter.config.stash[ELSEWHERE]:
        own += sum(share for share, _ in elsewhere)
        started = sum(share for _, share in elsewhere)
    terminalreporter.write_line(bilan(terminalreporter.stats, own, started))


def bilan(found: Mapping[str, Sequence[object]], own: float, started: float) -> str:
    counts = {outcome: len(found.get(outcome, ())) for outcome in OUTCOMES}
    words = [
        f"{count} {OUTCOMES[outcome][count > 1]}" for outcome, count in counts.items() if count
    ]
    tests = ", ".join(words) or "aucun"
    return f"Tests : {tests} ; {own + started:.0f} s de processeur, dont {started:.0f} pour les programmes lancés."
