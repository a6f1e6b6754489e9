"""The project kept warm: read again at each save, with what did not change taken from memory.

What it answers is what a cold run would: ``tests/atelier/test_projet.py`` replays edits both ways.
"""

from __future__ import annotations

import gc
import hashlib
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from pipeline import etat
from pipeline.commands.calcul import examine_computed
from pipeline.disk import read_project, reason
from pipeline.fusions import findings_of_git
from pipeline.model.files import CHARTE, SETS, Files
from pipeline.model.finding import Finding
from pipeline.model.valeur import dataclass
from pipeline.read import LecturesPartagees
from pipeline.run import Examen
from pipeline.vues import Vues, complete, templates_of_pages
from pipeline.write.html.documents import Modeles

LIVRABLES = "content/livrables.yaml"
PANNE = (
    "Le logiciel s'est trompé (et non vous) : ces pages sont celles d'avant. "
    "Signalez cette ligne : {}."
)
Source = TypeVar("Source", str, bytes)
Tree = TypeVar("Tree")
Constat = tuple[str, str, str]
"""What tells a finding from another whatever its line: rule, file, message."""


class LecturesVivantes(LecturesPartagees):
    """What was read, kept as long as a file still says it: memory does not grow with each save."""

    def __init__(self, kept: dict[str, list[Any]] | None = None) -> None:
        super().__init__(kept)
        self.seen: set[tuple[str, str | bytes]] = set()

    def shared(
        self,
        path: str,
        source: Source,
        findings: list[Finding],
        reader: Callable[[str, Source, list[Finding]], Tree],
    ) -> Tree:
        self.seen.add((path, source))
        return super().shared(path, source, findings, reader)

    def forget(self) -> None:
        """Let go of what the last reading had no use of."""
        self.trees = {key: tree for key, tree in self.trees.items() if key in self.seen}
        self.seen, self.kept, self.used = set(), {}, {}


@dataclass(frozen=True, slots=True)
class Etat:
    """What pages are made of at a moment; ``version`` changes with it.  ``panne`` says why it could not follow."""

    version: int
    vues: Vues
    dernier: str = ""
    """The file that was saved last."""
    panne: str = ""


class ProjetVivant:
    def __init__(self, root: Path, today: Callable[[], date]) -> None:
        self.root = root
        self.today = today
        self.lectures = LecturesVivantes(LecturesPartagees.from_text(*etat.readings(root)).kept)
        self.lock = threading.Lock()
        self.helper = ThreadPoolExecutor(1)
        self.modeles: tuple[str, Modeles] = ("", Modeles())
        self.sound_templates = ""
        self.etat = Etat(1, self._read())
        self.debut = frozenset(map(_who, self.etat.vues.findings))

    def refresh(self, changed: Iterable[str] = ()) -> Etat:
        """Read everything again after a save; whatever happens, there is something to show."""
        with self.lock:
            version, before = self.etat.version + 1, self.etat
            dernier = next((path for path in changed if path), before.dernier)
            try:
                self.etat = Etat(version, self._read(), dernier)
            except OSError as error:
                told = f"{error.filename or 'un fichier'} ne peut pas être lu : {reason(error)}."
                self.etat = Etat(version, before.vues, dernier, told)
            except Exception as bug:
                told = PANNE.format(f"{type(bug).__name__} {bug}"[:200])
                self.etat = Etat(version, before.vues, dernier, told)
            return self.etat

    def rest(self) -> None:
        """What can wait until the page is shown: memory is given back between two saves."""
        with self.lock:
            self.lectures.forget()
            gc.collect()

    def _read(self) -> Vues:
        files, odd = read_project(self.root)
        told = self.helper.submit(findings_of_git, self.root, files)
        templates = _templates(files)
        known = templates == self.sound_templates
        examen = examine_computed(files, odd, self.today(), known, self.lectures, told.result())
        if not known:
            self.modeles = templates, templates_of_pages(examen)
            self.sound_templates = templates if examen.gabarits_sans_reproche else ""
        return complete(examen, self.modeles[1])

    @property
    def apparus(self) -> frozenset[Constat]:
        """What is wrong now and was not at the start."""
        return frozenset(map(_who, self.etat.vues.findings)) - self.debut

    @property
    def resolus(self) -> list[Constat]:
        """What was wrong at the start and is not any more."""
        return sorted(self.debut - frozenset(map(_who, self.etat.vues.findings)))

    def is_new(self, finding: Finding) -> bool:
        return _who(finding) not in self.debut

    @property
    def examen(self) -> Examen:
        return self.etat.vues.examen

    def has(self, path: str) -> bool:
        """Whether a path is that of a file of the project: nothing else is ever opened."""
        return path in self.examen.sources.files and not path.startswith("pipeline/")


def _who(finding: Finding) -> Constat:
    return finding.code, finding.span.path, finding.message


def _templates(files: Files) -> str:
    digest = hashlib.sha256()
    for path in sorted(files):
        if path.startswith(SETS) or path in (LIVRABLES, CHARTE):
            digest.update(path.encode(errors="surrogateescape") + b"\0")
            digest.update(hashlib.sha256(files[path]).digest())
    return digest.hexdigest()
