"""What git alone knows of the sources: workbooks that two people changed at once, texts gone since the last commit."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from pipeline.depot import ask, commit_of, git, prefix_of
from pipeline.disk import Empechement, is_followed
from pipeline.model.files import BUDGETS, CONTENT, SETS, Files
from pipeline.model.finding import Finding
from pipeline.model.motif import motif
from pipeline.model.span import Span

if TYPE_CHECKING:
    from pipeline.model.fusion import CotePerdu

RECENT = 300
"""Commits looked at for a merge that lost a side."""

SHORT = 12
"""Signs of the name of a commit that tell it from all the others."""

RANG = motif(r"^(?:(?P<fiche>M[1-9]-[0-9]{1,2})\b.*|[0-9]+[a-z]?-)")
"""How the name of a text begins that may be numbered anew; a fiche is its code, whatever follows."""

MOST_NAMED = 4

STAGES = ("1", "2", "3")
"""What git keeps of a file that waits to be merged: the common base, ours, theirs."""


def findings_of_git(root: Path, files: Files) -> tuple[Finding, ...]:
    """What git knows of the sources and no reader can see: nothing where the folder is not followed."""
    if not is_followed(root):
        return ()
    try:
        lost = (_lost(one) for one in lost_sides(root, files))
        return (*_waiting(root), *lost, *_gone(root, files))
    except Empechement:
        return ()


def _waiting(root: Path) -> Iterator[Finding]:
    for path in waiting(root, (BUDGETS, CONTENT, SETS)):
        if path.endswith(".xlsx"):
            message = "ce classeur attend d'être fusionné : il ne contient que vos changements, pas ceux de l'autre."
            hint = "« make fusionner-classeur » réunit les deux dans un nouveau fichier."
            yield Finding("L062", message, Span(path), (hint,))
        elif path.endswith(".docx"):
            message = "ce modèle attend d'être fusionné : il ne contient que vos changements, pas ceux de l'autre."
            hint = "refaites dans Word ce que l'autre avait changé, puis « git add » ce fichier."
            yield Finding("L062", message, Span(path), (hint,))


def waiting(root: Path, folders: Sequence[str]) -> tuple[str, ...]:
    """The files of some folders that git could not merge by itself, as paths of the project."""
    told = ask(root, "ls-files", "--unmerged", "-z", "--", *folders)
    return tuple(
        sorted(
            {
                line.partition(b"\t")[2].decode("utf-8", "replace")
                for line in told.split(b"\0")
                if line
            }
        )
    )


def copies(root: Path, path: str) -> tuple[bytes, bytes, bytes]:
    """The base, ours and theirs, of a workbook that waits; raises where one of them had none."""
    base, ours, theirs = (_blob(root, f":{stage}:{prefix_of(root)}{path}") for stage in STAGES)
    return base, ours, theirs


def copies_between(
    root: Path, path: str, data: bytes, autre: str, base: str
) -> tuple[bytes, bytes, bytes]:
    """The same for a state named, the workbook of the folder being ours; ``base`` may be left for git to find."""
    theirs = commit_of(root, autre)
    common = commit_of(root, base) if base else _base(root, "HEAD", theirs)
    place = f"{prefix_of(root)}{path}"
    return _blob(root, f"{common}:{place}"), data, _blob(root, f"{theirs}:{place}")


def _base(root: Path, one: str, other: str) -> str:
    status, told = git(root, "merge-base", one, other)
    if status:
        raise Empechement("ces deux états n'ont pas d'ancêtre commun : donnez aussi BASE=…")
    return told.decode().strip()


def _blob(root: Path, name: str) -> bytes:
    status, data = git(root, "cat-file", "blob", name)
    if status:
        raise Empechement(
            "une des deux personnes n'avait pas ce classeur : il n'y a rien à fusionner."
        )
    return data


# --- sides lost in a merge ------------------------------------------------------------------------------------------


def lost_sides(root: Path, files: Files) -> Iterator[CotePerdu]:
    """Merges of late that kept a workbook of one side alone, as long as nobody has changed it since."""
    workbooks = [path for path in files if path.startswith(BUDGETS) and path.endswith(".xlsx")]
    for merge, *parents in _merges(root) if workbooks else ():
        base = _base(root, *parents)
        named = {path: _names(root, path, (merge, *parents, base)) for path in workbooks}
        for path, found in named.items():
            today = hash_of_git(files[path], len(found.get(merge, "")))
            side = _dropped(found, today, merge, parents, base)
            if side:
                from pipeline.model.fusion import CotePerdu  # hardly ever: a check need not wait

                yield CotePerdu(path, merge[:SHORT], side[:SHORT], base[:SHORT])


def _merges(root: Path) -> list[list[str]]:
    """The merges of two sides among the last commits: each, then its two parents."""
    status, told = git(root, "rev-list", "--parents", f"--max-count={RECENT}", "HEAD")
    if status:
        return []
    return [line.split() for line in told.decode().splitlines() if line.count(" ") == 2]


def _names(root: Path, path: str, commits: Sequence[str]) -> Mapping[str, str]:
    """Commit → the name of what it holds at a path."""
    asked = "".join(f"{commit}:{prefix_of(root)}{path}\n" for commit in commits)
    lines = (
        ask(root, "cat-file", "--batch-check=%(objectname)", told=asked.encode())
        .decode()
        .splitlines()
    )
    return {
        c: line for c, line in zip(commits, lines, strict=True) if not line.endswith(" missing")
    }


def _dropped(
    found: Mapping[str, str], now: str, merge: str, parents: Sequence[str], base: str
) -> str:
    """The side that changed the workbook and of which nothing is left."""
    one, other = (found.get(parent) for parent in parents)
    before, after = found.get(base), found.get(merge)
    if not one or not other or not after or one == other or before in (one, other) or now != after:
        return ""
    return parents[1] if after == one else parents[0] if after == other else ""


def hash_of_git(data: bytes, size: int) -> str:
    """The name that git gives to these bytes, in repositories of either length."""
    method = hashlib.sha256 if size == 64 else hashlib.sha1
    return method(b"blob %d\0" % len(data) + data).hexdigest()


def _lost(side: CotePerdu) -> Finding:
    message = (
        f"la fusion {side.fusion} n'a gardé que le classeur d'une des deux personnes : "
        f"ce que l'autre avait changé ({side.perdu}) n'y est plus."
    )
    hint = f"« make fusionner-classeur AUTRE={side.perdu} BASE={side.base} » réunit les deux dans un nouveau fichier."
    return Finding("L080", message, Span(side.path), (hint,))


# --- texts gone since the last commit -------------------------------------------------------------------------------


def _gone(root: Path, files: Files) -> Iterator[Finding]:
    """One finding for each folder that has lost a text or a table of figures; one that was moved or renumbered is none."""
    by_folder: dict[str, list[str]] = {}
    for path, blob in _deleted(root):
        if path.endswith((".md", ".csv")) and not _is_elsewhere(path, blob, files):
            by_folder.setdefault(str(PurePosixPath(path).parent), []).append(path)
    for folder, paths in sorted(by_folder.items()):
        yield _told_gone(folder, sorted(paths))


def _deleted(root: Path) -> Iterator[tuple[str, str]]:
    """Each file of the last commit that is no longer there, with the name of what it held."""
    words = ("--raw", "--no-abbrev", "-z", "-M", "--relative", "--diff-filter=D", "HEAD")
    status, told = git(root, "diff", *words, "--", CONTENT)
    parts = told.decode("utf-8", "surrogateescape").split("\0") if not status else []
    for line, path in zip(parts[::2], parts[1::2], strict=False):
        yield path, line.split()[2]


def _is_elsewhere(path: str, blob: str, files: Files) -> bool:
    """Whether a text of the folder bears the same name, its rank left out, or holds the very same bytes."""
    wanted = _own_name(path)
    return any(
        _own_name(other) == wanted or hash_of_git(data, len(blob)) == blob
        for other, data in files.items()
        if other.startswith(CONTENT)
    )


def _own_name(path: str) -> str:
    name = PurePosixPath(path).name
    match = RANG.match(name)
    if match is None:
        return name
    return match["fiche"] or name[match.end() :]


def _told_gone(folder: str, paths: Sequence[str]) -> Finding:
    from pipeline.model.langue.francais import et  # hardly ever: a check need not wait

    first, *others = paths
    asked = f'"{first}"' if " " in first else first
    keep = "si c'est voulu, enregistrez cette version : le constat s'éteint."
    back = f"sinon, « git checkout HEAD -- {asked} » le remet{', et de même pour chacun' if others else ''}."
    if not others:
        message = "ce fichier était dans la dernière version enregistrée, et n'est plus là."
        return Finding("L082", message, Span(first), (keep, back))
    names = [PurePosixPath(path).name for path in paths]
    more = [f"{len(names) - MOST_NAMED} de plus"] if len(names) > MOST_NAMED else []
    message = (
        f"{len(names)} fichiers de {folder} étaient dans la dernière version enregistrée, et n'y sont plus : "
        f"{et(names[:MOST_NAMED] + more)}."
    )
    return Finding("L082", message, Span(first), (keep, back))
