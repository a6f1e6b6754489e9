"""``export``: the whole budget as ``build/lecture.xlsx``, to be read, sorted and added up; nothing reads it back."""

from __future__ import annotations

from datetime import date

from pipeline.commands.affichage import warn_of_doubtful
from pipeline.commands.calcul import examine_folder
from pipeline.commands.ligne import ERREURS, Demande
from pipeline.disk import replace_all
from pipeline.model.files import BUILD
from pipeline.model.projet import Piece
from pipeline.write.report import as_text

NAME = "lecture.xlsx"


def execute(demande: Demande) -> int:
    examen = examine_folder(demande.root, date.today())
    if Piece.BUDGET in examen.projet.trous:
        print(as_text([finding for finding in examen.findings if finding.is_error]))
        print("Le budget ne peut pas être lu : rien n'a été écrit.")
        return ERREURS
    from pipeline.assemble.lecture import feuilles_de_lecture
    from pipeline.write.lecture import classeur_de_lecture

    sheets = tuple(feuilles_de_lecture(examen.projet, examen.comptes))
    replace_all(demande.root / BUILD, {NAME: classeur_de_lecture(sheets)}, ".tmp-")
    print(f"{BUILD}{NAME} : {', '.join(sheet.titre for sheet in sheets)}.")
    print(
        "Ce classeur est pour la lecture : les montants se changent dans le vôtre, puis on recommence."
    )
    return warn_of_doubtful(examen.findings)
