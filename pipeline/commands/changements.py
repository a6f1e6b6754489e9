"""``changements``: what changed between two states of the project, and what follows from it."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from pipeline import etat
from pipeline.assemble.changements import resume
from pipeline.assemble.changements.suivi import ligne_proposee
from pipeline.commands.calcul import examine_computed
from pipeline.commands.ligne import ERREURS, Demande, MauvaisUsage
from pipeline.depot import changed_beside, default_ref, read_state
from pipeline.disk import read_project, replace_all
from pipeline.model.changement import Comparees, Resume
from pipeline.model.files import BUILD, CHARTE, SETS, Files
from pipeline.model.version import VERSIONS
from pipeline.read import LecturesPartagees
from pipeline.run import Examen, changements, document_of
from pipeline.write.resume import as_html, as_markdown, as_text

PRIVATE = "content/prive/"
LIVRABLES = "content/livrables.yaml"
FOLDER = "le dossier"
LAST = "la dernière version enregistrée"
USAGE = "donnez un ou deux états de git (étiquette, branche ou commit) : make changements DEPUIS=v1 JUSQUA=v2"
NO_TEMPLATE = "Le document Word n'a pas été écrit : le gabarit apercu.docx manque ou a des erreurs (make check)."


def execute(demande: Demande) -> int:
    """Print or write the summary; differences are no failure, and nothing of the sources is touched."""
    if len(demande.values) > 2:
        raise MauvaisUsage(USAGE)
    ref = demande.values[0] if demande.values else default_ref(demande.root)
    other = demande.values[1] if len(demande.values) == 2 else None
    to_build = demande.options.get("--format") == "docx"
    avant, apres = _examined(demande.root, ref, other, to_build)
    comparees = Comparees(
        _said(ref), _said(other) if other else FOLDER, changed_beside(demande.root, ref, other)
    )
    found = changements(avant, apres)
    line = (
        ligne_proposee(found, apres.projet, date.today()) if VERSIONS in apres.sources.files else ""
    )
    summary = resume(found, comparees, "--details" in demande.options, line)
    return _shown(demande, apres, summary)


def summary_since(root: Path, publique: bool) -> Resume:
    """What changed in the folder since the last version, in words; where anyone may read it, no file beside is named."""
    ref = default_ref(root)
    avant, apres = _examined(root, ref, None, False)
    beside = () if publique else changed_beside(root, ref, None)
    return resume(changements(avant, apres), Comparees(_said(ref), FOLDER, beside), False, "")


def _said(ref: str) -> str:
    """A state of git as its readers would call it."""
    return LAST if ref == "HEAD" else f"« {ref} »"


def _examined(root: Path, ref: str, other: str | None, to_build: bool) -> tuple[Examen, Examen]:
    """Both states read and checked; templates that are the same in both need not be inspected, unless one is filled."""
    before, odd_before = read_state(root, ref, references=True)
    after, odd_after = read_state(root, other, references=True) if other else read_project(root)
    alike = not to_build and _templates(before) == _templates(after)
    lectures = LecturesPartagees.from_text(*etat.readings(root))
    today = date.today()
    return (
        examine_computed(_shared(before), odd_before, today, alike, lectures),
        examine_computed(_shared(after), odd_after, today, alike, lectures),
    )


def _shared(files: Files) -> Files:
    """What git shares: the contacts of the folder are private, and no earlier state has them to compare with."""
    return {path: data for path, data in files.items() if not path.startswith(PRIVATE)}


def _templates(files: Files) -> Files:
    return {
        path: data
        for path, data in files.items()
        if path.startswith(SETS) or path in (LIVRABLES, CHARTE)
    }


def _shown(demande: Demande, examen: Examen, summary: Resume) -> int:
    match demande.options.get("--format", "texte"):
        case "markdown":
            sys.stdout.write(as_markdown(summary))
        case "html":
            replace_all(
                demande.root / BUILD, {"changements.html": as_html(summary).encode()}, ".tmp-"
            )
            print("build/changements.html")
        case "docx":
            outputs = document_of(examen, summary)
            if not outputs:
                print(NO_TEMPLATE)
                return ERREURS
            replace_all(demande.root / BUILD, outputs, ".tmp-")
            print("build/changements.docx")
        case _:
            sys.stdout.write(as_text(summary))
    return 0
