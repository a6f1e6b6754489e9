"""Findings that appeared and findings that were solved, wherever their lines moved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.model.files import REFERENCE
from pipeline.model.finding import Finding

Key = tuple[str, str, str, str | None]


def constats(
    avant: Iterable[Finding], apres: Iterable[Finding], renommes: Mapping[str, str]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Those of the new state alone, then those of the old one alone.  ``renommes`` maps the old path of a file to its
    new one; lines and cells are not looked at, since they move with what stands above them."""
    left: dict[Key, list[Finding]] = {}
    for finding in avant:
        left.setdefault(_key(finding, renommes), []).append(finding)
    found: list[Finding] = []
    for finding in apres:
        twins = left.get(_key(finding, {}))
        if twins:
            twins.pop()
        else:
            found.append(finding)
    gone = [finding for twins in left.values() for finding in twins]
    return tuple(filter(_is_ours, found)), tuple(filter(_is_ours, gone))


def _key(finding: Finding, renommes: Mapping[str, str]) -> Key:
    path = finding.span.path
    return finding.code, finding.message, renommes.get(path, path), finding.span.sheet


def _is_ours(finding: Finding) -> bool:
    """Whether it is about the sources: the reference data of an older state may not be read as those of today."""
    return not finding.span.path.startswith(REFERENCE)
