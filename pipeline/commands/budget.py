"""``budget``: the summary of the workbook, as a text, as CSV or as JSON."""

from __future__ import annotations

import sys
from datetime import date

from pipeline.commands.calcul import examine_folder
from pipeline.commands.ligne import ERREURS, Demande
from pipeline.write.report import as_text
from pipeline.write.resume_budget import summary_as_csv, summary_as_json, summary_as_text

FORMATS = {"texte": summary_as_text, "csv": summary_as_csv, "json": summary_as_json}


def execute(demande: Demande) -> int:
    examen = examine_folder(demande.root, date.today())
    budget = examen.projet.budget
    path = budget.span.path if budget else None
    errors = [f for f in examen.findings if f.is_error and (path is None or f.span.path == path)]
    if budget is not None:
        print(FORMATS[demande.options.get("--format", "texte")](budget, examen.comptes))
    if errors:
        sys.stderr.write("\nLe budget a des erreurs : ces chiffres ne sont pas sûrs.\n" if budget else "")
        sys.stderr.write(as_text(errors) + "\n")
    return ERREURS if errors or budget is None else 0
