"""Tables of a document shown in the terminal, after whatever is wrong in the sources that they come from."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date

from pipeline.commands.calcul import examine_folder
from pipeline.commands.ligne import ERREURS, Demande
from pipeline.model.comptes import Comptes
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
    if not examen.sound:
        sys.stderr.write(f"\nCes chiffres peuvent être faux : {summary(examen.findings)} « make check » les montre.\n")
    return 0 if examen.sound else ERREURS
