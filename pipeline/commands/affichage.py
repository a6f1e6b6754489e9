"""Tables of a document shown in the terminal, after whatever is wrong in the sources that they come from."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from datetime import date

from pipeline.commands.calcul import examine_folder
from pipeline.commands.ligne import ERREURS, Demande
from pipeline.interpret.baremes import PROPRES
from pipeline.model.comptes import Comptes
from pipeline.model.files import BUDGETS
from pipeline.model.finding import Finding
from pipeline.model.projet import Projet
from pipeline.model.prose import Block
from pipeline.write.report import summary
from pipeline.write.terminal import as_csv, as_text

Tables = Callable[[Projet, Comptes], tuple[Block, ...]]


def show(demande: Demande, tables: Tables) -> int:
    """Print the tables; errors of the project are counted on the other stream, since they may make them wrong."""
    examen = examine_folder(demande.root, date.today())
    blocks = tables(examen.projet, examen.comptes)
    print(as_csv(blocks) if demande.options.get("--format") == "csv" else as_text(blocks))
    return warn_of_doubtful(examen.findings)


def warn_of_doubtful(findings: Iterable[Finding]) -> int:
    """Count on the other stream the errors that touch money; the status that they ask for."""
    doubtful = [finding for finding in findings if finding.is_error and touches_money(finding)]
    if doubtful:
        sys.stderr.write(
            f"\nCes chiffres peuvent être faux : {summary(doubtful)} « make check » les montre.\n"
        )
    return ERREURS if doubtful else 0


MONEY = ("B", "R")
"""Letters of the rules on the budget and on the contract."""

SOURCES = ("content/projet.yaml", "content/fiches/", "content/missions/", "content/communes")
DATED = ("F012", "F013", "F014", "F018", "F053", "F055")
"""What a fiche has wrong in its mission or its dates: they give the days that count."""


def touches_money(finding: Finding) -> bool:
    """Whether an error may change a figure of money: in the workbook, the contract, the barème, the size or a date."""
    path, code = finding.span.path, finding.code
    if code[0] in MONEY or code in DATED or path.startswith((BUDGETS, PROPRES)):
        return True
    unread = code[0] in "LCTP"  # a file, a key, a place: not its words
    return unread and path.startswith(SOURCES)
