"""``pdf``: the documents of ``build/``, and each of them as a PDF that can be read aloud, in ``build/pdf/``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from pipeline.commands.build import make_documents
from pipeline.commands.ligne import ERREURS, Demande
from pipeline.commands.numeros import PAQUET, put_in_pdf
from pipeline.disk import Empechement, replace_all
from pipeline.model.files import BUILD
from pipeline.programs import office
from pipeline.write.word.pertes import Perte, losses

PDF = "pdf/"


def execute(demande: Demande) -> int:
    if office() is None:
        raise Empechement(f"le PDF se fait avec LibreOffice, qui n'est pas là : {PAQUET}.")
    fait = make_documents(demande, numbered=True)
    if not fait.outputs:
        return fait.status
    made = put_in_pdf(fait.outputs)
    pdfs = {f"{Path(name).stem}.pdf": pdf for name, pdf in made.items()}
    replace_all(demande.root / BUILD / PDF, pdfs, ".tmp-")
    for name in pdfs:
        print(f"{BUILD}{PDF}{name}")
    missing = [name for name in fait.outputs if name not in made]
    for name in missing:
        print(
            f"{BUILD}{name} n'a pas pu être mis en PDF : LibreOffice n'a pas répondu, même en recommençant."
        )
    lost = list(lost_in(fait.outputs, made))
    for sentence in lost:
        print(sentence)
    return ERREURS if missing or lost else fait.status


LOST = (
    "LibreOffice l'a perdu en mettant en page : le document Word est entier. Cela dépend de l'endroit où tombe la page : "
    "une phrase de plus ou de moins juste avant ce passage, au plus une page avant, suffit d'ordinaire ; dans un budget, "
    "un libellé d'une ligne de plus. Plus haut, rien ne bouge : un saut de page l'arrête."
)
"""Tried on a document that lost three rows: a paragraph more at the top of their page, or at either of the two places before it,
brings them back, and so does one less at the first two; before the last page break, neither does."""


def lost_in(documents: Mapping[str, bytes], pdfs: Mapping[str, bytes]) -> Iterator[str]:
    """A sentence for each row or paragraph of a document that its PDF does not hold, the last with what to do."""
    for name, pdf in pdfs.items():
        told = [f"{name}, {_place(one)}" for one in losses(documents[name], pdf)]
        yield from told[:-1]
        yield from (f"{sentence} {LOST}" for sentence in told[-1:])


def _place(perte: Perte) -> str:
    if not perte.table:
        return f"un paragraphe manque au PDF : « {perte.debut} »."
    return f"tableau {perte.table}, la ligne {perte.rangee} manque au PDF : « {perte.debut} »."
