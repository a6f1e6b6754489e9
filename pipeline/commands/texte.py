"""``texte``: what a workbook or a Word file says, line by line; git asks for it before it compares two of them."""

from __future__ import annotations

import sys
from pathlib import Path

from pipeline.commands.ligne import Demande, MauvaisUsage
from pipeline.disk import read_bytes
from pipeline.model.finding import Finding
from pipeline.model.langue.francais import phrases
from pipeline.model.source import Workbook
from pipeline.programs import recalculate
from pipeline.read.archive import WITH_MACROS, Refusal

WORKBOOK, WORD = b"xl/workbook", b"word/document.xml"
WITHOUT_RESULTS = "Ce classeur a été enregistré sans le résultat de ses formules."
USAGE = "donnez un classeur ou un document Word : make texte FICHIER=budgets/budget.xlsx"


def execute(demande: Demande) -> int:
    """Print the text; for git (``--git``) a file that cannot be read shows why in its place: git would stop there."""
    if len(demande.values) != 1:
        raise MauvaisUsage(USAGE)
    path = demande.file(demande.values[0])
    data = read_bytes(path)
    text = text_of_file(path.name, data)
    if isinstance(text, Refusal):
        said = f"« {path} » : {phrases(text.message, text.hint)}"
        if "--git" not in demande.options:
            raise MauvaisUsage(said.replace(": Ce ", ": ce "))
        text = f"{phrases(text.message, text.hint)}\n"
    sys.stdout.write(text)
    return 0


def text_of_file(name: str, data: bytes) -> str | Refusal:
    """The text of a file by what it holds and not by its name alone: git gives files names of its own."""
    suffix = Path(name).suffix.lower()
    if suffix in WITH_MACROS:
        return Refusal(f"ce fichier est dans un format à macros ({suffix}) : il n'est pas ouvert.")
    if suffix == ".docx" or (suffix != ".xlsx" and WORD in data):
        return _text_of_word(data)
    if suffix == ".xlsx" or WORKBOOK in data:
        return _text_of_workbook(data)
    return Refusal("ce fichier n'est ni un classeur (.xlsx) ni un document Word (.docx).")


def _text_of_workbook(data: bytes) -> str | Refusal:
    from pipeline.write.texte import of_workbook

    workbook = _read(data)
    if isinstance(workbook, Refusal) or not lacks_results(workbook):
        return workbook if isinstance(workbook, Refusal) else of_workbook(workbook)
    computed = recalculate(data)
    again = _read(computed) if computed is not None else None
    if isinstance(again, Workbook):
        return of_workbook(again)
    return f"{WITHOUT_RESULTS}\n\n{of_workbook(workbook)}"


def _read(data: bytes) -> Workbook | Refusal:
    from pipeline.read.workbook import read_workbook

    said: list[Finding] = []
    found = read_workbook("", data, said)
    return found if found is not None else Refusal(said[0].message, " ".join(said[0].hints))


def lacks_results(workbook: Workbook) -> bool:
    """Whether a program saved it without the results of its formulas."""
    rows = (row for sheet in workbook.sheets for row in sheet.rows.values())
    return any(cell.uncomputed for row in rows for cell in row.values())


def _text_of_word(data: bytes) -> str | Refusal:
    from pipeline.read.contenu_word import read_contenu
    from pipeline.write.texte import of_word

    contenu = read_contenu(data)
    return contenu if isinstance(contenu, Refusal) else of_word(contenu)
