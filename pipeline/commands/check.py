"""``check``: every finding, or those of some files; nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path, PurePosixPath

from pipeline.commands.constats import findings_of
from pipeline.commands.ligne import ERREURS, Demande, MauvaisUsage
from pipeline.disk import read_project
from pipeline.model.files import BUDGETS, CONTENT
from pipeline.model.finding import Finding, has_errors
from pipeline.model.langue.mots import fold, nearest
from pipeline.model.motif import motif
from pipeline.write.report import as_annotations, as_json, as_quality, as_text, summary

CODE = motif(r"(?:M[0-9]-)?[0-9]+-")
"""« M3-01- », « 02- »: how the names of fiches and chapters begin."""

FORMATS: Mapping[str, Callable[[Sequence[Finding]], str]] = {
    "json": as_json,
    "annotations": as_annotations,
    "gitlab": as_quality,
}
"""Ways to write findings for a program; without one, they are written for whoever reads them."""


def execute(demande: Demande) -> int:
    wanted = [relative_path(value, demande.root) for value in demande.values]
    everything = findings_of(demande.root, date.today())
    findings = tuple(f for f in everything if _is_about(f, wanted))
    write = FORMATS.get(demande.options.get("--format", ""))
    if write is not None:
        print(write(findings))
    else:
        print(as_text(findings))
        if len(everything) > len(findings):
            print(
                f"Ailleurs dans le projet : {summary([f for f in everything if f not in findings])}"
            )
    return _status(findings, strict="--strict" in demande.options)


def _is_about(finding: Finding, wanted: Sequence[str]) -> bool:
    """Whether a finding stands in what was asked for; that a file is missing is told in another, which names it."""
    missing = [place.path for place in finding.related] if finding.code in MISSING else []
    return any(is_wanted(path, wanted) for path in (finding.span.path, *missing))


MISSING = ("B017",)


def _status(findings: Sequence[Finding], strict: bool) -> int:
    return ERREURS if has_errors(findings) or (strict and findings) else 0


def relative_path(typed: str, root: Path) -> str:
    """The path from the project folder, whether it was typed from there or from the present folder."""
    for base in (Path.cwd(), root):
        path = (base / typed).resolve()
        if path.exists() and path.is_relative_to(root.resolve()):
            return path.relative_to(root.resolve()).as_posix()
    raise MauvaisUsage(f"« {typed} » n'existe pas dans le projet.{_elsewhere(typed, root)}")


def _elsewhere(typed: str, root: Path) -> str:
    """The file that was meant: of the same name in another folder, or of a name that looks like it."""
    known = [path for path in read_project(root)[0] if path.startswith((CONTENT, BUDGETS))]
    name = PurePosixPath(typed).name.removesuffix(".txt")
    same = [path for path in known if PurePosixPath(path).name == name]
    begun = [path for path in known if fold(PurePosixPath(path).name).startswith(fold(name))]
    found = list(dict.fromkeys(same or begun or _near(name, known)))
    return f" Vouliez-vous dire « {' » ou « '.join(found[:3])} » ?" if found else ""


def _near(name: str, known: Sequence[str]) -> list[str]:
    """The files that people may mean by a word that looks like one of the ways to type their names."""
    by_name = {form: path for path in reversed(known) for form in _forms(PurePosixPath(path).name)}
    return [by_name[close] for close in nearest(name, by_name)]


def _forms(name: str) -> tuple[str, ...]:
    """What people type for a file: its name, with or without what follows the dot, its code, its words."""
    stem = name.rpartition(".")[0]
    code = CODE.match(stem)
    return (name, stem, code[0].rstrip("-"), stem[code.end() :]) if code else (name, stem)


def is_wanted(path: str, wanted: Sequence[str]) -> bool:
    """Whether a path is one of those wanted, or under one; all are when none is named."""
    return not wanted or any(
        path == one or path.startswith(f"{one}/") or one == "." for one in wanted
    )
