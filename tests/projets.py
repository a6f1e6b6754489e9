"""Small projects for tests: a sound one to start from, and edits in a notation that an author can read."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.table import Table

from pipeline.disk import read_project
from pipeline.model.files import Files
from pipeline.model.finding import Finding
from pipeline.read.lectures import Lectures, LecturesPartagees
from pipeline.run import Examen, examine
from tests.cellules import typed
from tests.classeurs import Feuille, classeur

TESTS = Path(__file__).resolve().parent
CHECKOUT = TESTS.parent
AVANT = TESTS / "changements" / "projet"
"""The example as it was with six fiches, for what is counted by hand."""

TODAY = date(2026, 11, 22)
CLASSEUR = "budgets/budget.xlsx"
LIVRABLES = "content/livrables.yaml"
FEUILLES: Mapping[str, Feuille] = {
    "fonctionnement": Feuille(
        [
            [
                "salaires",
                "Coordinatrice",
                "",
                60000,
                60000,
                "Charges comprises ; commissaire aux comptes bénévole.",
            ]
        ],
        [
            [
                "ACI fonctionnement",
                "Enveloppe",
                "acquis",
                "Assurance maladie",
                60000,
                60000,
                "Entière.",
            ]
        ],
    ),
    "acces_soins": Feuille(
        [["indemnités", "Réunions (heures)", "M1-01", 70000, 70000, "À l'heure."]],
        [["ACI volet fixe", "Accès", "acquis", "Assurance maladie", 70000, 70000, "Entière."]],
    ),
    "parcours": Feuille(
        [["indemnités", "Réunions (heures)", "M2-01", 35000, 35000, "700 heures."]],
        [["ACI volet fixe", "Parcours", "acquis", "Assurance maladie", 35000, 35000, "Entière."]],
    ),
    "prevention": Feuille(
        [
            ["indemnités", "Ateliers (heures)", "M3-01", 10000, 10000, "200 heures."],
            ["honoraires", "Formation", "M3-01", 5000, 5000, "Deux séances."],
        ],
        [["ACI volet fixe", "Prévention", "acquis", "Assurance maladie", 15000, 15000, "Entière."]],
    ),
    "crises": Feuille(
        [["indemnités", "Plan (heures)", "M4-01", 35000, 17500, "700 heures."]],
        [
            ["ACI crise première rédaction", "Plan", "acquis", "Assurance maladie", 35000, 0, ""],
            ["ACI crise mise à jour", "Plan", "acquis", "Assurance maladie", 0, 17500, ""],
        ],
    ),
    "qualite": Feuille(),
}


@lru_cache(maxsize=1)
def _petit_projet() -> Files:
    files, odd = read_project(TESTS / "petit-projet")
    assert not odd
    templates = {
        f"templates/docx/{path.name}": path.read_bytes()
        for path in (CHECKOUT / "templates/docx").glob("*.docx")
    }
    return {**files, **templates, CLASSEUR: classeur(2, FEUILLES)}


def petit_projet() -> dict[str, bytes]:
    """The files of a small sound project of size 2, with its four missions socles and two contract years."""
    return dict(_petit_projet())


def sans_pages(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The same project, whose contents stay without page numbers."""
    text = files[LIVRABLES].decode()
    return {
        **files,
        LIVRABLES: re.sub(
            r"^  titre: .*$", r"\g<0>\n  sans_pages: oui", text, flags=re.MULTILINE
        ).encode(),
    }


@lru_cache(maxsize=1)
def _ancien_exemple() -> Files:
    files, odd = read_project(AVANT)
    assert not odd
    templates = {
        path.relative_to(CHECKOUT).as_posix(): path.read_bytes()
        for path in (CHECKOUT / "templates").glob("*/*.docx")
    }
    return {**files, **templates}


def ancien_exemple() -> dict[str, bytes]:
    """The files of the example as it was with six fiches, with the templates of today: it has all that the example has,
    in half its pages."""
    return dict(_ancien_exemple())


@lru_cache(maxsize=1)
def _textes_lus() -> LecturesPartagees:
    """The texts of the small project, parsed once for all; ``read/test_lectures.py`` holds that nothing tells."""
    lectures = LecturesPartagees()
    examine(_petit_projet(), (), TODAY, gabarits_connus=True, lectures=lectures)
    return lectures


def _lectures() -> Lectures:
    """The trees of the texts that are those of the small project; what a test changed is parsed, and not kept."""
    return lectures_retenues()


@lru_cache(maxsize=1)
def _examen_du_petit_projet() -> Examen:
    return examine(_petit_projet(), (), TODAY)


def examen(files: Files) -> Examen:
    if files == _petit_projet():
        return _examen_du_petit_projet()
    return examine(files, (), TODAY, lectures=_lectures())


def constats(files: Files) -> list[str]:
    """The findings as the terminal prints them, hints left out, every kind of space an ordinary one."""
    return en_lignes(dits(files))


def dits(files: Files) -> tuple[Finding, ...]:
    """What is found; templates are not inspected again when they are those of the small project."""
    known = _same_templates(files)
    return examine(files, (), TODAY, gabarits_connus=known, lectures=_lectures()).findings


def en_lignes(findings: Iterable[Finding]) -> list[str]:
    lines = [f"{f.span}: {f.severity.value} {f.code}: {f.message}" for f in findings]
    return [line.replace("\u202f", " ").replace("\u00a0", " ") for line in lines]


def codes_par_fichier(files: Files, lues: Lectures | None = None) -> frozenset[tuple[str, str]]:
    """Which rule speaks of which file.  ``lues`` are texts and workbooks read before, which then keep those read now."""
    lectures = lues or _lectures()
    found = examine(files, (), TODAY, gabarits_connus=_same_templates(files), lectures=lectures)
    return frozenset((f.span.path, f.code) for f in found.findings)


def lectures_retenues(lues: LecturesPartagees | None = None) -> LecturesPartagees:
    """A copy of what was read before, the small project by default: what is read with it is not kept in the original."""
    lectures = LecturesPartagees()
    lectures.trees = dict((lues or _textes_lus()).trees)
    return lectures


def _same_templates(files: Files) -> bool:
    """Whether the templates are those of the small project, which are sound: most cases need not inspect them again."""
    base = _petit_projet()
    known = {
        path: data
        for path, data in base.items()
        if path.startswith("templates/") or path == LIVRABLES
    }
    kept = {
        path: data
        for path, data in files.items()
        if path.startswith("templates/") or path == LIVRABLES
    }
    return kept == known


# --- edits --------------------------------------------------------------------------------------------------------

CELL = re.compile(r"(?P<sheet>[^!]+)!(?P<cell>[A-Z]+[0-9]+) =(?: (?P<value>.*))?")
WHOLE = ("effacer", "octets: ", "renommer: ", "copier: ")
CONTROL_PICTURES = {0x2400 + code: code for code in range(0x20)}


def edited(files: Files, notation: str) -> dict[str, bytes]:
    """The files after edits written one under the other.

    A line that is a path opens a file.  Under it: ``- old`` and ``+ new`` lines replace one passage by another, or add
    it at the end when there is no ``-``; ``␋`` and its like stand for the control characters that they picture.
    ``effacer`` removes the file, ``créer`` begins it anew, ``codage: cp1252`` writes it so, ``octets: …`` sets its
    bytes in hexadecimal, ``renommer: chemin`` moves it, ``copier: chemin`` makes a copy of it.

    A workbook is begun by ``créer``, with one sheet « Sheet ».

    In a workbook ``Feuille!D5 = valeur`` sets a cell (``Feuille!D5 =`` empties it), ``Feuille = Nom`` a sheet's name,
    ``Feuille fusionner A1:B1`` merges cells, ``Feuille effacer`` removes a sheet and ``Feuille effacer nom`` a table,
    whose cells stay; ``Feuille créer`` adds a sheet, ``Feuille tableau nom A1:C4`` a table, and
    ``Feuille étirer nom A1:D4`` gives a table another area, ``Feuille renommer nom autre`` another name;
    ``Feuille!D5 format #,##0`` sets how a cell shows its number;
    ``Feuille masquer`` hides a sheet and ``Feuille masquer 7`` one of its rows, ``Feuille masquer D`` one of its
    columns.

    In a template a passage is one of its XML, in every part that has it.
    """
    result = dict(files)
    for path, commands in blocs(notation):
        whole = commands[0].startswith(WHOLE)
        typed = commands[1:2] and commands[1].startswith(
            "+"
        )  # the mark of an open workbook is a text
        if path.endswith(".xlsx") and commands[0] == "créer" and not typed:
            result[path] = _edit_workbook(classeur_vide(), commands[1:])
        elif path.endswith(".xlsx") and path in result and not whole:
            result[path] = _edit_workbook(result[path], commands)
        elif path.endswith(".docx") and path in result and not whole:
            result[path] = _edit_template(result[path], commands)
        else:
            _edit_text(result, path, commands)
    return result


def classeur_vide() -> bytes:
    buffer = io.BytesIO()
    Workbook().save(buffer)
    return buffer.getvalue()


def blocs(notation: str) -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    for line in notation.splitlines():
        if re.match(r"^(?:content|budgets|templates|pipeline)/\S", line):
            found.append((line.strip(), []))
        elif line.strip() or (found and found[-1][1]):
            found[-1][1].append(line)
    return found


def _edit_text(files: dict[str, bytes], path: str, commands: list[str]) -> None:
    coding = "utf-8"
    for command in commands:
        if command == "effacer":
            del files[path]
            return
        if command == "créer":
            files[path] = b""
        elif command.startswith("codage: "):
            coding = command.removeprefix("codage: ")
        elif command.startswith("octets: "):
            files[path] = bytes.fromhex(command.removeprefix("octets: "))
        elif command.startswith("renommer: "):
            files[command.removeprefix("renommer: ")] = files.pop(path)
            return
        elif command.startswith("copier: "):
            files[command.removeprefix("copier: ")] = files[path]
            return
    text = (
        files[path].decode("utf-8") if not any(c.startswith("octets") for c in commands) else None
    )
    if text is not None:
        for old, new in _passages(commands):
            assert old == "" or text.count(old) == 1, (
                f"{path}: « {old} » est {text.count(old)} fois dans le fichier"
            )
            text = text.replace(old, new) if old else text + new + "\n"
        files[path] = (text if coding == "utf-8" else text.removeprefix("\ufeff")).encode(coding)


def _passages(commands: list[str]) -> list[tuple[str, str]]:
    passages: list[tuple[list[str], list[str]]] = []
    for command in [c for c in commands if c[:2] in ("- ", "+ ") or c in ("-", "+")]:
        sign, text = command[0], command[2:].translate(CONTROL_PICTURES)
        if not passages or (sign == "-" and passages[-1][1]):
            passages.append(([], []))
        passages[-1][0 if sign == "-" else 1].append(text)
    return [("\n".join(old), "\n".join(new)) for old, new in passages]


def _edit_workbook(data: bytes, commands: list[str]) -> bytes:
    told = [command for command in commands if command]
    cells = [CELL.fullmatch(command) for command in told]
    saisies = [(cell["sheet"], cell["cell"], cell["value"] or "") for cell in cells if cell]
    quick = typed(data, saisies) if len(saisies) == len(told) else None
    if quick is not None:
        return quick
    with ouvert(data) as (book, saved):
        for command, cell in zip(told, cells, strict=True):
            if cell:
                _type(book[cell["sheet"]][cell["cell"]], cell["value"] or "")
            else:
                _edit_sheet(book, command)
    return saved.getvalue()


@contextmanager
def ouvert(data: bytes) -> Iterator[tuple[Any, io.BytesIO]]:
    """A workbook open in openpyxl, and where it is saved in the end."""
    book, saved = load_workbook(io.BytesIO(data)), io.BytesIO()
    yield book, saved
    book.save(saved)


def _type(cell: Any, value: str) -> None:
    number = re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?", value)
    cell.value = float(value) if number else (value or None)
    if value.startswith("#"):
        cell.data_type = "e"


def _edit_sheet(book: Any, command: str) -> None:
    for form, gesture in GESTURES.items():
        match = re.fullmatch(form, command)
        if match:
            gesture(book, *match.groups())
            return
    raise AssertionError(f"« {command} » n'est pas un geste connu dans un classeur")


def _remove(book: Any, sheet: str) -> None:
    del book[sheet]


def _remove_table(book: Any, sheet: str, table: str) -> None:
    del book[sheet].tables[table]


def _hide(book: Any, sheet: str) -> None:
    book[sheet].sheet_state = "hidden"


def _hide_row(book: Any, sheet: str, row: str) -> None:
    book[sheet].row_dimensions[int(row)].hidden = True


def _hide_column(book: Any, sheet: str, column: str) -> None:
    book[sheet].column_dimensions[column].hidden = True


def _show(book: Any, sheet: str, cell: str, code: str) -> None:
    book[sheet][cell].number_format = code


def _rename(book: Any, sheet: str, name: str) -> None:
    book[sheet].title = name


def _rename_table(book: Any, sheet: str, name: str, new: str) -> None:
    table = book[sheet].tables[name]
    table.displayName = table.name = new


def _stretch(table: Any, area: str) -> None:
    """Give a table another area; its columns are named anew when it is saved."""
    table.ref = area
    table.autoFilter = None
    table.tableColumns = []


GESTURES: Mapping[str, Callable[..., None]] = {
    r"(.+) fusionner (\S+)": lambda book, sheet, area: book[sheet].merge_cells(area),
    r"(.+) créer": lambda book, sheet: book.create_sheet(sheet),
    r"(.+) tableau (\S+) (\S+)": lambda book, sheet, name, area: book[sheet].add_table(
        Table(displayName=name, ref=area)
    ),
    r"(.+) masquer": _hide,
    r"(.+) masquer (\d+)": _hide_row,
    r"(.+) masquer ([A-Z])": _hide_column,
    r"(.+) renommer (\S+) (\S+)": _rename_table,
    r"(.+) étirer (\S+) (\S+)": lambda book, sheet, name, area: _stretch(
        book[sheet].tables[name], area
    ),
    r"(.+) effacer": _remove,
    r"(.+) effacer (\S+)": _remove_table,
    r"(.+)!([A-Z]+[0-9]+) format (.+)": _show,
    r"(.+?) = (.+)": _rename,
}
"""What is written of a sheet → what is done, in the words of ``edited``."""


def _edit_template(data: bytes, commands: list[str]) -> bytes:
    """Replace a passage of the XML of every text part."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for old, new in _passages(commands):
        hits = [name for name, part in parts.items() if old.encode() in part]
        assert hits, f"« {old} » n'est dans aucune partie du gabarit"
        for name in hits:
            parts[name] = parts[name].replace(old.encode(), new.encode())
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as out:
        for name, part in parts.items():
            out.writestr(name, part)
    return buffer.getvalue()
