"""``budget``: the summary of the workbook, as a text, as CSV or as JSON."""

from __future__ import annotations

import sys
from datetime import date

from pipeline.commands.affichage import touches_money
from pipeline.commands.calcul import examine_folder
from pipeline.commands.ligne import ERREURS, Demande
from pipeline.model.projet import Piece
from pipeline.write.report import as_text
from pipeline.write.resume_budget import summary_as_csv, summary_as_json, summary_as_text

FORMATS = {"texte": summary_as_text, "csv": summary_as_csv, "json": summary_as_json}


def execute(demande: Demande) -> int:
    examen = examine_folder(demande.root, date.today())
    budget = examen.projet.budget
    unread = Piece.BUDGET in examen.projet.trous
    errors = [f for f in examen.findings if f.is_error and (unread or touches_money(f))]
    if not unread:
        print(FORMATS[demande.options.get("--format", "texte")](budget, examen.comptes))
    if errors:
        sys.stderr.write(
            "\nLe budget a des erreurs : ces chiffres ne sont pas sûrs.\n" if not unread else ""
        )
        sys.stderr.write(as_text(errors) + "\n")
    return ERREURS if errors or unread else 0
