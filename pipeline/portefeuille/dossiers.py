"""Which projects were asked for: folders, folders of folders, lists of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from pipeline.commands.ligne import MauvaisUsage
from pipeline.disk import is_ignored, names_in, read_bytes
from pipeline.model.files import CONTENT
from pipeline.model.finding import Finding
from pipeline.model.langue.francais import majuscule
from pipeline.model.langue.mots import did_you_mean, fold
from pipeline.model.motif import motif
from pipeline.model.portefeuille import Dossier
from pipeline.read.text import decode

PROJET = "content/projet.yaml"
COLONNES = ("dossier", "adresse")
"""What a list may give of each project: its folder, or the git address of which a copy stands beside the list."""

HOST = motif(r"(?:[a-z+]+://[^/]*/|[^/:]*:)")
"""What comes before the path in the address of a repository: « https://forge.exemple/ », « git@forge.exemple: »."""

SEPARATORS = ";,\t"
EMPTY = "cette liste ne nomme aucun projet"
UNREADABLE = "la suite de cette liste ne peut pas être lue : un guillemet ouvert n'est pas refermé"


def why_not_a_project(root: Path) -> str:
    """Why a folder cannot be a project; empty when it can."""
    if not root.is_dir():
        return "ce dossier n'existe pas"
    if not (root / CONTENT).is_dir():
        return "ce n'est pas un projet : il n'a pas de dossier content/"
    return "" if (root / PROJET).is_file() else f"ce n'est pas un projet : il n'a pas de {PROJET}"


def dossiers(typed: Iterable[str]) -> tuple[Dossier, ...]:
    """Each project once, in the order in which they were named; what is none says why, a line of a list too."""
    found: dict[object, Dossier] = {}
    for word in typed:
        for one in _meant(word):
            # two addresses that end alike have the same copy beside the list, but are two projects elsewhere
            known = (Path(one.chemin).resolve(), path_of(one.adresse) if one.refus else ())
            found.setdefault(known, one)
    return tuple(found.values())


def path_of(address: str) -> tuple[str, ...]:
    """The path by which a forge calls a repository, in pieces, whichever way it is reached.

    >>> path_of("git@forge.exemple:sante/cpts-sud.git"), path_of("https://forge.exemple/sante/cpts-sud/")
    (('sante', 'cpts-sud'), ('sante', 'cpts-sud'))
    """
    found = HOST.match(address)
    path = address[found.end() :] if found else address
    parts = path.rstrip("/").removesuffix(".git").split("/")
    return tuple(part for part in parts if part not in ("", ".", ".."))


def are_one(asked: Dossier, elsewhere: str) -> bool:
    """Whether a project asked for is the one that another machine had in that folder: one path ends as the other.

    A folder is known there by its name alone.
    """
    ours = path_of(asked.adresse) or (Path(asked.chemin).name,)
    theirs = PurePosixPath(elsewhere).parts
    shared = min(len(ours), len(theirs))
    return shared > 0 and ours[-shared:] == theirs[-shared:]


def _meant(word: str) -> Iterator[Dossier]:
    """The projects that a word stands for: itself, those of a list, those inside a folder that is no project."""
    path = Path(word)
    if path.suffix.lower() == ".csv" and path.is_file():
        yield from _listed(path)
    elif any(sign in word for sign in "*?") and not path.exists():
        yield from map(_at, _matching(word))
    else:
        yield from map(_at, _projects_inside(path) or [path])


def _at(path: Path) -> Dossier:
    return Dossier(str(path), why_not_a_project(path))


def _projects_inside(path: Path) -> list[Path]:
    """The projects in a folder that is none itself."""
    if not path.is_dir() or not why_not_a_project(path):
        return []
    inside = [path / name for name in names_in(path) if not is_ignored(name)]
    return [one for one in inside if not why_not_a_project(one)]


def _matching(word: str) -> Iterator[Path]:
    """What make hands on as it was typed: « cpts/* »."""
    path = Path(word)
    base = Path(path.anchor) if path.is_absolute() else Path()
    pattern = str(path.relative_to(base)) if path.is_absolute() else word
    found = sorted(one for one in base.glob(pattern) if one.is_dir())
    yield from found or [path]


def _listed(path: Path) -> Iterator[Dossier]:
    """The projects of a list; when none can be read in it, why, so that nothing is left out unsaid."""
    said: list[Finding] = []
    text = decode(str(path), read_bytes(path), said)
    if text is None:
        yield from (Dossier(str(path), " ".join((one.message, *one.hints))) for one in said)
        return
    first = text.split("\n", 1)[0]
    rows = csv.reader(io.StringIO(text), delimiter=max(SEPARATORS, key=first.count), strict=True)
    found, start = 0, 1
    try:
        titles = _titles(path, next(rows, []))
        for row in rows:
            start = rows.line_num + 1
            for one in _of_line(path, [_cell(row, titles, name) for name in COLONNES]):
                found += 1
                yield one
    except csv.Error:
        yield Dossier(f"{path}:{start}", UNREADABLE)
        return
    if not found:
        yield Dossier(str(path), EMPTY)


def _titles(path: Path, header: Sequence[str]) -> Mapping[str, int]:
    titles = {fold(title): rank for rank, title in reversed(list(enumerate(header)))}
    if not set(titles) & set(COLONNES):
        hints = [one for title in titles for one in did_you_mean(title, COLONNES)]
        meant = f" {majuscule(hints[0])}" if hints else ""
        raise MauvaisUsage(
            f"« {path} » n'a ni colonne « dossier » ni colonne « adresse » : "
            f"l'une des deux dit où est chaque projet.{meant}"
        )
    return titles


def _of_line(path: Path, given: Sequence[str]) -> Iterator[Dossier]:
    folder, address = given
    if folder or address:
        beside = path.parent / (folder or "".join(path_of(address)[-1:]))
        yield Dossier(str(beside), why_not_a_project(beside), address)


def _cell(row: Sequence[str], titles: Mapping[str, int], name: str) -> str:
    rank = titles.get(name, len(row))
    return row[rank].strip() if rank < len(row) else ""
