"""The project kept warm: read again at each save, with what did not change taken from memory.

What it answers is what a cold run would: ``tests/atelier/test_projet.py`` replays edits both ways.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from pipeline import etat
from pipeline.atelier.memoire import give_back
from pipeline.commands.calcul import examine_computed
from pipeline.commands.signee import with_signed
from pipeline.compute import compute
from pipeline.disk import read_project, read_source, reason
from pipeline.fusions import findings_of_git
from pipeline.interpret.fiches import FICHES
from pipeline.model.files import CHARTE, SETS, Files
from pipeline.model.finding import Finding
from pipeline.model.source import MarkdownFile
from pipeline.model.valeur import dataclass
from pipeline.read import Lectures, LecturesPartagees, natural_key
from pipeline.run import Examen, interpreted, with_text
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

    def _keep(self, key: str, path: str, tree: MarkdownFile, said: tuple[Finding, ...]) -> None:
        """For the next opening, which need not parse it again."""
        Lectures._keep(self, key, path, tree, said)

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
    avance: Vues | None = None
    """One text as it is now, while what follows from it is not known yet."""

    @property
    def texte(self) -> Vues:
        """What the page of a text is made of."""
        return self.avance or self.vues


class ProjetVivant:
    def __init__(self, root: Path, today: Callable[[], date]) -> None:
        self.root = root
        self.today = today
        self.lectures = LecturesVivantes(LecturesPartagees.from_text(*etat.readings(root)).kept)
        self.lock = threading.Lock()
        self.ahead = threading.Lock()
        self.rested = False
        self.helper = ThreadPoolExecutor(1)
        self.modeles: tuple[str, Modeles] = ("", Modeles())
        self.sound_templates = ""
        self.debut: frozenset[Constat] = frozenset()
        self.entier = threading.Event()
        """Whether the whole was read and checked once."""
        self.etat = self._first()

    def _first(self) -> Etat:
        """One fiche, as soon as it can be shown: the others and the rules come at the first ``refresh``."""
        files, odd = read_project(self.root)
        fiches = sorted((path for path in files if path.startswith(FICHES)), key=natural_key)
        later = frozenset(fiches[1:])
        alone = {path: data for path, data in files.items() if path not in later}
        lu = interpreted(alone, odd, self.lectures, gabarits_connus=False)
        sources = replace(lu.sources, files=files)
        examen = Examen(sources, lu.projet, compute(lu.projet), ())
        vues = complete(examen, templates_of_pages(examen))
        return Etat(0, vues, avance=vues)

    def anticipate(self, changed: Iterable[str]) -> bool:
        """Read the one text that was saved: its page need not wait for all the rest.  False when it must.

        It may come while the rest is being read for an earlier save.
        """
        paths = set(filter(None, changed))
        if len(paths) != 1 or self.etat.panne:
            return False
        (path,) = paths
        with self.ahead:
            try:
                avance = self._with_text(path)
            except Exception:
                return False  # whatever it is, the whole reading tells it
            if avance is not None:
                self.etat = replace(self.etat, dernier=path, avance=avance)
            return avance is not None

    def _with_text(self, path: str) -> Vues | None:
        before = self.etat.vues
        if path not in before.examen.sources.files:
            return None
        data = read_source(self.root, path)
        examen = with_text(before.examen, path, data, self.lectures) if data is not None else None
        return complete(examen, before.modeles) if examen else None

    def refresh(self, changed: Iterable[str] = ()) -> Etat:
        """Read everything again after a save; whatever happens, there is something to show."""
        with self.lock:
            before = self.etat
            vues, panne = before.vues, ""
            try:
                vues = self._read()
            except OSError as error:
                panne = f"{error.filename or 'un fichier'} ne peut pas être lu : {reason(error)}."
            except Exception as bug:
                panne = PANNE.format(f"{type(bug).__name__} {bug}"[:200])
            if not self.entier.is_set():
                self.debut = frozenset(map(_who, vues.findings))
            with self.ahead:
                since = self.etat if self.etat.avance is not before.avance else None
                known = vues.examen.sources.files
                dernier = next((path for path in changed if path in known), before.dernier)
                self.etat = Etat(
                    before.version + 1,
                    vues,
                    since.dernier if since else dernier,
                    panne,
                    since.avance if since else None,
                )
            self.entier.set()
            return self.etat

    def rest(self) -> None:
        """What can wait until the page is shown: memory is given back between two saves."""
        with self.lock, self.ahead:
            if not self.rested and self.lectures.changed:
                etat.remember_readings(self.root, self.lectures.to_text)
            self.rested = True
            self.lectures.forget()
            give_back()

    def _read(self) -> Vues:
        files, odd = read_project(self.root)
        told = self.helper.submit(findings_of_git, self.root, files)
        templates = _templates(files)
        known = templates == self.sound_templates
        today = self.today()
        examen = examine_computed(files, odd, today, known, self.lectures, told.result())
        examen = with_signed(self.root, examen, today, to_build=False)
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
