"""The workbook of the indicators: what was measured each contract year, and the meetings where it was looked at."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from pipeline.interpret.classeur.emplacements import find_table
from pipeline.interpret.classeur.tableaux import Row, Tableau
from pipeline.interpret.dates import impossible_day, parse_echeance
from pipeline.interpret.nombres import parse_nombre
from pipeline.model.budget import FIFTEEN
from pipeline.model.colonnes import (
    ANNEE,
    COMMENTAIRE,
    DECISIONS,
    FICHE,
    INDICATEUR,
    JOUR_DE_REUNION,
    JUSTIFICATIF,
    MESUREE_LE,
    MESURES,
    PARTICIPANTS,
    REUNIONS,
    VALEUR_MESUREE,
    Colonne,
)
from pipeline.model.echeance import Echeance, Precision
from pipeline.model.fiche import OUI_OU_NON
from pipeline.model.finding import Finding
from pipeline.model.langue.francais import nombre
from pipeline.model.langue.mots import fold
from pipeline.model.mesure import (
    FEUILLE_INDICATEURS,
    FEUILLE_REUNIONS,
    Mesure,
    Mesures,
    Reunion,
    Valeur,
)
from pipeline.model.motif import motif
from pipeline.model.projet import ANNEES_CONTRAT
from pipeline.model.source import SheetCell, Workbook
from pipeline.model.span import Placed, Span

COUNTED_IN_THE_BUDGET = " dans le budget"
"""What the readers of tables say of lines that are not seen: here, they count elsewhere."""

MEASURED = motif(r"([-\u2212]?[0-9][0-9 \u00a0\u202f]*(?:,[0-9]+)?)\s*(%?)\s*(\D*)")
"""« 15,3 % », « 150 consultations »: one number, then words without another."""

IN_BRACKETS = motif(r"\([^()]*\)")
HIDDEN = ("B032", "B033")


def interpret_mesures(workbook: Workbook, findings: list[Finding]) -> Mesures:
    """Both tables of the workbook; a line that cannot be placed leaves them incomplete, and is told."""
    said: list[Finding] = []
    lignes, complet = _mesures(workbook, said)
    reunions, toutes = _reunions(workbook, said)
    findings += [_about_indicators(finding) for finding in said]
    return Mesures(lignes, reunions, True, complet and toutes, Span(workbook.path))


def _about_indicators(finding: Finding) -> Finding:
    if finding.code not in HIDDEN:
        return finding
    return replace(finding, message=finding.message.replace(COUNTED_IN_THE_BUDGET, ""))


def _mesures(workbook: Workbook, findings: list[Finding]) -> tuple[tuple[Mesure, ...], bool]:
    titles = MESURES.requises
    table = find_table(workbook, "indicateurs", FEUILLE_INDICATEURS, titles, findings)
    if table is None:
        message = "ce classeur n'a pas de tableau « indicateurs » : aucune mesure n'est lue."
        hint = "« make indicateurs » en écrit un, prêt à remplir, à côté du vôtre."
        findings.append(Finding("I001", message, Span(workbook.path), (hint,)))
        return (), False
    tableau = Tableau(table, MESURES, findings)
    if not tableau.sound:
        return (), False
    read = [_mesure(tableau, row) for row in tableau.rows()]
    kept = tuple(line for line in read if line is not None)
    return kept, tableau.complete and len(kept) == len(read)


def _mesure(table: Tableau, row: Row) -> Mesure | None:
    fiche, indicateur = table.fiche(row), table.placed(row, INDICATEUR)
    annee = _year(table, row)
    shown = table.cell(row, VALEUR_MESUREE)
    valeur = _value(shown) if shown is not None else None
    le = _day(table, row, MESUREE_LE)
    if fiche is None or indicateur is None:
        _say_without_name(table, row, fiche is None)
        return None
    if annee is None or shown is None:
        return None
    return Mesure(
        fiche,
        indicateur,
        annee,
        valeur,
        measured(valeur.value) if valeur else None,
        le,
        table.placed(row, JUSTIFICATIF),
        table.text(row, COMMENTAIRE),
        row[0].span,
    )


def _say_without_name(table: Tableau, row: Row, without_fiche: bool) -> None:
    colonne = FICHE if without_fiche else INDICATEUR
    cell = row[table.at[colonne]]
    if not table.told(cell):
        message = (
            f"cette ligne n'a pas de « {table.titled(colonne)} » : sa valeur n'est à personne."
        )
        table.say("I001", message, cell.span, ("remplissez cette case, ou effacez la ligne.",))


def _year(table: Tableau, row: Row) -> Placed[int] | None:
    """A contract year, typed « 2 » or « Année 2 »; never a civil one, which two contract years share."""
    cell = row[table.at[ANNEE]]
    typed = fold(table.text(row, ANNEE)).removeprefix("annee").strip()
    if typed.isdecimal() and 1 <= int(typed) <= ANNEES_CONTRAT:
        return Placed(int(typed), cell.span)
    if not table.told(cell):
        message = f"« {_shown(cell)} » n'est pas une année du contrat."
        if cell.value is None:
            message = f"cette ligne n'a pas de « {table.titled(ANNEE)} »."
        hint = f"écrivez un nombre de 1 à {ANNEES_CONTRAT} : 1 est l'année qui commence avec le contrat."
        table.say("I002", message, cell.span, (hint,))
    return None


def _value(cell: SheetCell) -> Placed[str] | None:
    """The words that a cell shows: a share with its sign, as targets are written."""
    value = cell.value
    if value is None:
        return None
    if not isinstance(value, Decimal):
        return Placed(_shown(cell), cell.span)
    number = FIFTEEN.plus(value * 100 if cell.part else value).normalize()
    return Placed(nombre(number) + ("\u00a0%" if cell.part else ""), cell.span)


def _shown(cell: SheetCell) -> str:
    value = cell.value
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return "" if value is None else str(value)


def measured(text: str) -> Valeur | None:
    """
    >>> measured("15,3 % (relevé de mars)"), measured("31 soignants").nombre
    (Valeur(nombre=Decimal('15.3'), part=True, oui=None), Decimal('31'))
    >>> measured("Oui, plan écrit").oui, measured("12 sur 48"), measured("entre 3 et 4"), measured("1.200")
    (True, None, None, None)
    """
    bare = IN_BRACKETS.sub("", text).strip()
    if OUI_OU_NON.match(fold(bare)):
        return Valeur(oui=fold(bare).startswith("oui"))
    match = MEASURED.fullmatch(bare)
    number = parse_nombre(match[1].strip()) if match else None
    if match is None or number is None or match[3].startswith((".", "-", "/")):
        return None
    return Valeur(number, match[2] == "%")


def _day(table: Tableau, row: Row, colonne: Colonne) -> Placed[Echeance] | None:
    """A day or a month; anything else is told, with why when a calendar has no such day."""
    cell = table.cell(row, colonne)
    if cell is None or cell.value is None:
        return None
    if isinstance(cell.value, date):
        return Placed(Echeance(cell.value), cell.span)
    found = parse_echeance(_shown(cell))
    if found is not None and found.precision in (Precision.JOUR, Precision.MOIS):
        return Placed(found, cell.span)
    why = impossible_day(_shown(cell))
    hints = (why, "écrivez par exemple « 15 mars 2028 ».")
    message = f"« {_shown(cell)} » n'est pas une date."
    table.say("I006", message, cell.span, tuple(filter(None, hints)))
    table.complete = False
    return None


def _reunions(workbook: Workbook, findings: list[Finding]) -> tuple[tuple[Reunion, ...], bool]:
    titles = REUNIONS.requises
    table = find_table(workbook, "reunions", FEUILLE_REUNIONS, titles, findings)
    if table is None:
        return (), True
    tableau = Tableau(table, REUNIONS, findings)
    if not tableau.sound:
        return (), False
    read = tuple(_reunion(tableau, row) for row in tableau.rows())
    return read, tableau.complete


def _reunion(table: Tableau, row: Row) -> Reunion:
    return Reunion(
        _day(table, row, JOUR_DE_REUNION),
        table.text(row, PARTICIPANTS),
        table.text(row, DECISIONS),
        table.text(row, JUSTIFICATIF),
        row[0].span,
    )
