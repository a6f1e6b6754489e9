"""Which projects were asked for: folders, folders of folders, lists of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pipeline.commands.ligne import MauvaisUsage
from pipeline.disk import is_ignored, names_in, read_bytes
from pipeline.model.files import CONTENT
from pipeline.model.langue.francais import majuscule
from pipeline.model.langue.mots import did_you_mean, fold
from pipeline.model.portefeuille import Dossier

PROJET = "content/projet.yaml"
COLONNES = ("dossier", "adresse")
"""What a list may give of each project: its folder, or the git address of which a copy stands beside the list."""


def why_not_a_project(root: Path) -> str:
    """Why a folder cannot be a project; empty when it can."""
    if not root.is_dir():
        return "ce dossier n'existe pas"
    if not (root / CONTENT).is_dir():
        return "ce n'est pas un projet : il n'a pas de dossier content/"
    return "" if (root / PROJET).is_file() else f"ce n'est pas un projet : il n'a pas de {PROJET}"


def dossiers(typed: Iterable[str]) -> tuple[Dossier, ...]:
    """Each project once, in the order in which they were named; what is none says why."""
    found: dict[Path, Dossier] = {}
    for word in typed:
        for path in _meant(word):
            found.setdefault(path.resolve(), Dossier(str(path), why_not_a_project(path)))
    return tuple(found.values())


def _meant(word: str) -> Iterator[Path]:
    """The folders that a word stands for: itself, those of a list, those inside a folder that is no project."""
    path = Path(word)
    if path.suffix.lower() == ".csv" and path.is_file():
        yield from _listed(path)
    elif any(sign in word for sign in "*?") and not path.exists():
        yield from _matching(word)
    else:
        yield from _projects_inside(path) or [path]


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


def _listed(path: Path) -> Iterator[Path]:
    text = read_bytes(path).decode("utf-8-sig", errors="replace")
    lines = text.splitlines()
    separator = ";" if lines and ";" in lines[0] else ","
    rows = csv.DictReader(io.StringIO(text), delimiter=separator)
    titles = {fold(title): title for title in rows.fieldnames or () if title}
    if not set(titles) & set(COLONNES):
        hints = [one for title in titles for one in did_you_mean(title, COLONNES)]
        meant = f" {majuscule(hints[0])}" if hints else ""
        raise MauvaisUsage(
            f"« {path} » n'a ni colonne « dossier » ni colonne « adresse » : "
            f"l'une des deux dit où est chaque projet.{meant}"
        )
    for row in rows:
        folder = _folder(row, titles)
        if folder:
            yield path.parent / folder


def _folder(row: Mapping[str, str | None], titles: Mapping[str, str]) -> str:
    """That of a line: the one it gives, else the name that git gives to a copy of the address."""
    given = {name: (row.get(titles[name]) or "").strip() for name in COLONNES if name in titles}
    if given.get("dossier"):
        return given["dossier"]
    address = given.get("adresse", "").rstrip("/")
    return address.replace(":", "/").rpartition("/")[2].removesuffix(".git")
