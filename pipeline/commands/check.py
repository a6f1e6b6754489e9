"""``check``: every finding, or those of some files; nothing is written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from pipeline.commands.calcul import examine_folder
from pipeline.commands.ligne import ERREURS, Demande, MauvaisUsage
from pipeline.model.finding import Finding, has_errors
from pipeline.write.report import as_json, as_text, summary


def execute(demande: Demande) -> int:
    wanted = [relative_path(value, demande.root) for value in demande.values]
    everything = examine_folder(demande.root, date.today()).findings
    findings = tuple(f for f in everything if not wanted or any(_is_in(f, path) for path in wanted))
    if demande.options.get("--format") == "json":
        print(as_json(findings))
    else:
        print(as_text(findings))
        if len(everything) > len(findings):
            print(f"Ailleurs dans le projet : {summary([f for f in everything if f not in findings])}")
    return _status(findings, strict="--strict" in demande.options)


def _status(findings: Sequence[Finding], strict: bool) -> int:
    return ERREURS if has_errors(findings) or (strict and findings) else 0


def relative_path(typed: str, root: Path) -> str:
    """The path from the project folder, whether it was typed from there or from the present folder."""
    for base in (Path.cwd(), root):
        path = (base / typed).resolve()
        if path.exists() and path.is_relative_to(root.resolve()):
            return path.relative_to(root.resolve()).as_posix()
    raise MauvaisUsage(f"« {typed} » n'existe pas dans le projet.")


def _is_in(finding: Finding, path: str) -> bool:
    return finding.span.path == path or finding.span.path.startswith(f"{path}/") or path == "."
