"""The project of a folder, read and checked: with what earlier runs know, and formulas computed where they are not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import islice
from pathlib import Path

from pipeline import etat
from pipeline.commands.signee import with_signed
from pipeline.disk import read_project
from pipeline.fusions import findings_of_git
from pipeline.interpret.fiches import FICHES
from pipeline.model.files import CONTOURS, DECOUPAGE, SETS, Files
from pipeline.model.finding import Finding, in_reading_order
from pipeline.programs import recalculate
from pipeline.read import Lectures
from pipeline.read.tetes import Tetes
from pipeline.run import Examen, Lu, examine, interpreted

UNCOMPUTED = "B006"
SHOWN = 10
"""Cells named one by one; the others are counted."""


def examine_folder(root: Path, today: date, to_build: bool = False) -> Examen:
    """Read and check the project of a folder; a workbook with formulas never computed is computed first, on a copy.

    Unless it is ``to_build`` documents from, templates that the last build found sound are not inspected again.
    """
    files, odd = read_project(root)
    lectures = Lectures.from_text(*etat.readings(root))
    lectures.silences = etat.known_silences(root)
    known = not to_build and etat.knows_templates(root, files)
    examen = examine_computed(files, odd, today, known, lectures, findings_of_git(root, files))
    if lectures.changed:
        etat.remember_readings(root, lectures.to_text)
    remember_silences(root, examen)
    return with_signed(root, examen, today, to_build)


def remember_silences(root: Path, examen: Examen) -> None:
    """Keep which texts were searched in vain for private details, so that the next run need not search them."""
    repertoire = examen.comptes.repertoire
    etat.remember_silences(root, repertoire.silences, repertoire.memoire.silencieux)


def read_money(root: Path) -> Lu:
    """What a folder says of its money and of the heads of its fiches: no rule, map or prose; its other findings are no use.

    Formulas never computed are computed first, on a copy.
    """
    files, odd = read_project(root)
    kept = {path: data for path, data in files.items() if _tells_of_money(path)}
    lectures = Tetes()
    lu = interpreted(kept, odd, lectures, gabarits_connus=True)
    missing = [finding for finding in lu.findings if finding.code == UNCOMPUTED]
    results = _computed(kept, missing)
    if results:
        lu = interpreted({**kept, **results}, odd, lectures, gabarits_connus=True)
    return lu


def _tells_of_money(path: str) -> bool:
    if path in (CONTOURS, DECOUPAGE) or path.startswith(SETS):
        return False
    return not path.endswith(".md") or path.startswith(FICHES)


def _computed(files: Files, missing: list[Finding]) -> dict[str, bytes]:
    """The workbooks whose formulas were computed, those that LibreOffice could not do left out."""
    computed = {
        path: _recalculated(files[path])
        for path in dict.fromkeys(finding.span.path for finding in missing)
    }
    return {path: data for path, data in computed.items() if data is not None}


@lru_cache(maxsize=4)
def _recalculated(workbook: bytes) -> bytes | None:
    """Once for the same workbook: the atelier reads it again at each save of whatever file."""
    return recalculate(workbook)


def examine_computed(
    files: Files,
    odd: Iterable[str],
    today: date,
    gabarits_connus: bool = False,
    lectures: Lectures | None = None,
    dits: Iterable[Finding] = (),
) -> Examen:
    """The same for files already read.  Without LibreOffice, or when it fails too, the cells stay named as errors."""
    odd, dits = tuple(odd), tuple(dits)
    examen = examine(files, odd, today, gabarits_connus, lectures, dits)
    missing = [finding for finding in examen.findings if finding.code == UNCOMPUTED]
    if not missing:
        return examen
    results = _computed(files, missing)
    if not results:
        return examen
    again = examine({**files, **results}, odd, today, gabarits_connus, lectures, dits)
    missing = [finding for finding in missing if finding.span.path in results]
    note = _note(missing)
    return replace(again, findings=in_reading_order((*again.findings, note)))


def _note(missing: list[Finding]) -> Finding:
    named = ", ".join(
        f"{finding.span.sheet}!{finding.span.cell}" for finding in islice(missing, SHOWN)
    )
    others = f" et {len(missing) - SHOWN} autres" if len(missing) > SHOWN else ""
    message = f"des formules n'avaient jamais été calculées ({named}{others}) : LibreOffice l'a fait sur une copie."
    hint = "ouvrez le classeur dans Excel ou LibreOffice et enregistrez-le : ses résultats y resteront."
    return Finding("B038", message, missing[0].span, (hint,))
