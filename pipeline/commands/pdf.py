"""``pdf``: the documents of ``build/``, and each of them as a PDF that can be read aloud, in ``build/pdf/``."""

from __future__ import annotations

from pathlib import Path

from pipeline.commands.build import make_documents
from pipeline.commands.ligne import ERREURS, Demande
from pipeline.commands.numeros import PAQUET, PATIENCE, begun
from pipeline.disk import Empechement, replace_all
from pipeline.model.files import BUILD
from pipeline.programs import laid_out, office

PDF = "pdf/"


def execute(demande: Demande) -> int:
    if office() is None:
        raise Empechement(f"le PDF se fait avec LibreOffice, qui n'est pas là : {PAQUET}.")
    fait = make_documents(demande, numbered=True)
    if not fait.outputs:
        return fait.status
    made = laid_out(fait.outputs, begun("PDF"), PATIENCE)
    pdfs = {f"{Path(name).stem}.pdf": pdf for name, pdf in made.items()}
    replace_all(demande.root / BUILD / PDF, pdfs, ".tmp-")
    for name in pdfs:
        print(f"{BUILD}{PDF}{name}")
    missing = [name for name in fait.outputs if name not in made]
    for name in missing:
        print(
            f"{BUILD}{name} n'a pas pu être mis en PDF : LibreOffice n'a pas répondu, même en recommençant."
        )
    return ERREURS if missing else fait.status
