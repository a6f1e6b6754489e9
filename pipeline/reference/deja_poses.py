"""Write in ``forge/deja-poses.txt`` the hashes of what the software lays in projects, for ``mettre-a-jour``.

    python -m pipeline.reference.deja_poses              adds those of today
    python -m pipeline.reference.deja_poses --histoire   adds those of every commit too

Lines are only ever added: a project made years ago is known as well as one of today.  Guides, schemas and the lists of
``make gabarits`` are left out: they are written anew by the software, and changed by nobody else.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from pipeline.commands.empreintes import KNOWN, hash_of_plain, known
from pipeline.commands.poses import (
    EDITOR,
    FORGE,
    RECIPES,
    ROOT,
    is_written_anew,
    laid,
    settings_of_a_project,
    tasks_of_a_project,
)
from pipeline.disk import PACKAGE, write_text
from pipeline.model.files import SETS
from pipeline.programs import answer_of

OLD_README = "pipeline/reference/nouveau-projet/LISEZ-MOI.md"
PLACES = {
    **{f"pipeline/reference/forge/{name}": place for name, place in {**RECIPES, **ROOT}.items()},
    OLD_README: "LISEZ-MOI.md",
}
"""Path in the repository → path in a project, where they are not the same."""

WAYS = ("", "logiciel")
"""A project made by the command installed, and one made from a copy of the software."""


def of_today() -> Iterator[tuple[str, str]]:
    for way in WAYS:
        for path, data in laid(Path("projet"), way).items():
            if not is_written_anew(path):
                yield path, hash_of_plain(path, data)


def of_history() -> Iterator[tuple[str, str]]:
    """Every version of each file in every commit, as a project had it."""
    for name, data in _versions():
        path = PLACES.get(name, name)
        if is_written_anew(path):
            continue
        for one in _as_laid(path, data):
            yield path, hash_of_plain(path, one)


def _as_laid(path: str, data: bytes) -> Iterator[bytes]:
    try:
        if path == f"{EDITOR}settings.json":
            yield settings_of_a_project(data.decode()).encode()
        elif path == f"{EDITOR}tasks.json":
            yield from (tasks_of_a_project(data.decode(), way).encode() for way in WAYS)
        else:
            yield data
    except (json.JSONDecodeError, KeyError):
        return


def _versions() -> Iterator[tuple[str, bytes]]:
    folders = [SETS, EDITOR, FORGE.relative_to(PACKAGE.parent).as_posix(), OLD_README]
    told = _git("log", "--format=", "--raw", "--no-abbrev", "--no-renames", "-z", "--", *folders)
    fields = told.split(b"\0")
    for head, name in zip(fields[::2], fields[1::2], strict=False):
        identifier = head.split()[3].decode()
        if set(identifier) != {"0"}:
            yield name.decode(), _git("cat-file", "blob", identifier)


def _git(*words: str) -> bytes:
    status, told = answer_of(["git", *words], folder=PACKAGE.parent)
    if status:
        raise SystemExit(f"git {words[0]}")
    return told


def main() -> None:
    before = {(path, digest) for path, digests in known().items() for digest in digests}
    found = set(of_today()) | (set(of_history()) if "--histoire" in sys.argv else set())
    lines = sorted(f"{path} {digest}" for path, digest in before | found)
    write_text(KNOWN, "\n".join(lines) + "\n")
    print(f"{KNOWN.name} : {len(found - before)} de plus, {len(lines)} en tout")


if __name__ == "__main__":
    main()
