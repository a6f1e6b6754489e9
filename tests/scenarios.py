"""Changes made to an example as a CPTS makes them, from the descriptions of ``tests/changements/``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.commands.format import tidied
from pipeline.disk import read_project
from tests.libreoffice import Bureau, cell, closed, opened, saved
from tests.projets import CHECKOUT, CLASSEUR, TESTS, edited

FOLDER = TESTS / "changements"
PROJET = FOLDER / "projet"
"""The example as it was when the summaries were written: the one that is shipped may grow without them."""

CHAPTER = re.compile(r"^=== (.+?) ===\n", re.MULTILINE)
SWAP = re.compile(r"LibreOffice : échanger les lignes (\d+) et (\d+) de (.+)")
CELL = re.compile(r"LibreOffice : (.+)!(\w+) = (.+)")
UNLOCK = re.compile(r"LibreOffice : ôter la protection de (.+)")
SAVE = "LibreOffice : enregistrer"


@dataclass(frozen=True)
class Scenario:
    """``nom`` is the name of its file without its end; ``avant`` and ``modification`` are edits in our notation."""

    nom: str
    titre: str
    avant: str
    modification: str
    gestes: tuple[str, ...]
    resume: str


def scenarios() -> tuple[Scenario, ...]:
    return tuple(_read(path) for path in sorted(FOLDER.glob("*.txt")))


def _read(path: Path) -> Scenario:
    titre, *parts = CHAPTER.split(path.read_text(encoding="utf-8"))
    said = dict(zip(parts[::2], parts[1::2], strict=True))
    assert set(said) <= {"avant", "modification", "gestes", "résumé"}, path
    edits = (said.get("avant", "").rstrip("\n"), said.get("modification", "").rstrip("\n"))
    return Scenario(
        path.stem,
        titre.strip(),
        *edits,
        tuple(said.get("gestes", "").split("\n")[:-1]),
        said["résumé"],
    )


Files = Mapping[str, bytes]


def example() -> dict[str, bytes]:
    """The sources of the example that is changed, with the templates of today."""
    files, odd = read_project(PROJET)
    assert not odd
    shipped, _ = read_project(CHECKOUT)
    templates = {path: data for path, data in shipped.items() if path.startswith("templates/")}
    return {
        path: data for path, data in files.items() if not path.startswith("pipeline/")
    } | templates


def states(
    wanted: tuple[Scenario, ...], folder: Path, bureau: Bureau
) -> dict[str, tuple[Files, Files]]:
    """Name of a scenario → the files before and after; LibreOffice is started once for all."""
    base = example()
    found: dict[str, tuple[Files, Files]] = {}
    lines: list[str] = []
    waiting: list[tuple[str, Path]] = []
    for one in wanted:
        before: Files = edited(base, one.avant) if one.avant else dict(base)
        after = edited(before, one.modification) if one.modification else dict(before)
        found[one.nom] = (before, after)
        gestures = [gesture for gesture in one.gestes if gesture]
        for gesture in gestures:
            if gesture.startswith("format "):
                path = gesture.removeprefix("format ")
                after[path] = tidied(path, after[path])
        if any(gesture.startswith("LibreOffice") for gesture in gestures):
            source, target = folder / f"{one.nom}-avant.xlsx", folder / f"{one.nom}-apres.xlsx"
            source.write_bytes(after[CLASSEUR])
            typed = [line for gesture in gestures for line in _basic(gesture)]
            lines += [opened(source), *typed, saved(target), closed()]
            waiting.append((one.nom, target))
    if lines:
        bureau.run(lines)
    for nom, target in waiting:
        first, last = found[nom]
        found[nom] = (first, {**last, CLASSEUR: target.read_bytes()})
    return found


def _basic(gesture: str) -> list[str]:
    """What a hand does in LibreOffice, as lines of its Basic."""
    swap, typed, unlock = (form.fullmatch(gesture) for form in (SWAP, CELL, UNLOCK))
    if unlock:
        return [f'livre.Sheets.getByName("{unlock[1]}").unprotect("")']
    if swap:
        one, other, sheet = swap.groups()
        first, second = (
            f'livre.Sheets.getByName("{sheet}").getCellRangeByName("A{n}:I{n}")'
            for n in (one, other)
        )
        return [
            f"ligne1 = {first}.getFormulaArray()",
            f"ligne2 = {second}.getFormulaArray()",
            f"{first}.setFormulaArray(ligne2)",
            f"{second}.setFormulaArray(ligne1)",
        ]
    if typed:
        sheet, name, value = typed.groups()
        number = re.fullmatch(r"[0-9.]+", value)
        return [
            f"{cell(sheet, name)}.setValue({value})"
            if number
            else f'{cell(sheet, name)}.setString("{value}")'
        ]
    assert gesture == SAVE or gesture.startswith("format "), gesture
    return []
