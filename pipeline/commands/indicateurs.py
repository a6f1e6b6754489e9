"""``indicateurs``: the workbook where the indicators of the fiches are measured; one that is there is never touched."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from pipeline.assemble.mesures import lignes_a_mesurer, nouvelles
from pipeline.assemble.rapport import resultats
from pipeline.commands.calcul import examine_folder
from pipeline.commands.ligne import ERREURS, Demande
from pipeline.disk import write_new
from pipeline.model.mesure import FEUILLE_INDICATEURS, FEUILLE_REUNIONS, INDICATEURS, LigneAMesurer
from pipeline.read import extras, read_workbook
from pipeline.run import Examen
from pipeline.write.indicateurs import classeur_des_indicateurs
from pipeline.write.report import as_text
from pipeline.write.terminal import as_text as as_tables

OURS = (FEUILLE_INDICATEURS, FEUILLE_REUNIONS)


def execute(demande: Demande) -> int:
    examen = examine_folder(demande.root, date.today())
    lines = lignes_a_mesurer(examen.projet)
    if not lines:
        print("Aucune fiche n'a d'indicateur : il n'y a rien à mesurer.")
        return 0
    present = INDICATEURS in examen.sources.files
    if present and not examen.projet.mesures.complet:
        return _refuse(examen)
    if present and not nouvelles(lines):
        print(f"{INDICATEURS} a déjà une ligne pour chaque indicateur et chaque année.")
    else:
        _write(demande.root, examen, lines, present)
    if examen.comptes.atteintes.missions:
        print(as_tables(resultats(examen.comptes)))
    return 0


def _write(root: Path, examen: Examen, lines: Sequence[LigneAMesurer], present: bool) -> None:
    path = _free(root)
    projet = examen.projet
    made = classeur_des_indicateurs(projet.identite.nom, lines, projet.mesures.reunions)
    write_new(root / path, made)
    print(f"Le classeur est {path} : {_lines(len(lines))}, une par indicateur et par année.")
    if not present:
        print("Remplissez ses colonnes jaunes quand vous mesurez, puis lancez « make check ».")
        return
    new = nouvelles(lines)
    print(f"{INDICATEURS} n'a pas été touché : ses mesures y sont, et {_lines(new)} de plus.")
    _say_what_is_left(examen)
    print(f"Relisez-le, puis donnez-lui le nom {INDICATEURS} : c'est celui qui est lu.")


def _refuse(examen: Examen) -> int:
    """A line that cannot be read would be lost in the new workbook."""
    faults = [one for one in examen.findings if one.is_error and one.span.path == INDICATEURS]
    print(as_text(faults))
    print(f"{INDICATEURS} ne peut pas être lu en entier : rien n'a été écrit. Corrigez-le d'abord.")
    return ERREURS


def _say_what_is_left(examen: Examen) -> None:
    """Sheets of her own, pictures and the like stay in the old workbook."""
    data = examen.sources.files[INDICATEURS]
    book = read_workbook(INDICATEURS, data, [])
    left = [f"« {title} »" for title in (book.titles if book else ()) if title not in OURS]
    left += extras(data)
    if left:
        print(f"N'y sont pas, et restent dans l'ancien : {', '.join(left)}.")


def _lines(count: int) -> str:
    return f"{count} ligne{'s' if count > 1 else ''}"


def _free(root: Path) -> str:
    """``budgets/indicateurs.xlsx``, or a name that is free beside it."""
    stem = INDICATEURS.removesuffix(".xlsx")
    beside = (f"{stem}-complet{f'-{rank}' if rank > 1 else ''}.xlsx" for rank in itertools.count(1))
    names = itertools.chain((INDICATEURS,), beside)
    return next(name for name in names if not (root / name).exists())
