"""``indicateurs.xlsx``: a line per indicator and contract year to be filled, and the meetings where they are looked at."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from xlsxwriter import Workbook

from pipeline.model import colonnes
from pipeline.model.colonnes import Colonne
from pipeline.model.echeance import Echeance, Precision
from pipeline.model.langue.francais import nombre
from pipeline.model.mesure import (
    FEUILLE_INDICATEURS,
    FEUILLE_REUNIONS,
    LigneAMesurer,
    Mesure,
    Reunion,
    Valeur,
)
from pipeline.model.span import Placed

Case = str | int | Decimal | date | None

TITRES = (
    colonnes.FICHE,
    colonnes.INDICATEUR,
    colonnes.ANNEE,
    colonnes.SOURCE_DE_MESURE,
    colonnes.DEPART,
    colonnes.CIBLE,
    colonnes.VALEUR_MESUREE,
    colonnes.MESUREE_LE,
    colonnes.JUSTIFICATIF,
    colonnes.COMMENTAIRE,
)
TITRES_REUNIONS = (
    colonnes.JOUR_DE_REUNION,
    colonnes.PARTICIPANTS,
    colonnes.DECISIONS,
    colonnes.JUSTIFICATIF,
)
A_REMPLIR = frozenset(TITRES[6:])
WIDTHS: Mapping[Colonne, int] = {
    colonnes.FICHE: 9,
    colonnes.INDICATEUR: 44,
    colonnes.ANNEE: 8,
    colonnes.SOURCE_DE_MESURE: 28,
    colonnes.DEPART: 22,
    colonnes.CIBLE: 14,
    colonnes.VALEUR_MESUREE: 12,
    colonnes.MESUREE_LE: 14,
    colonnes.JUSTIFICATIF: 32,
    colonnes.COMMENTAIRE: 40,
    colonnes.JOUR_DE_REUNION: 16,
    colonnes.PARTICIPANTS: 34,
    colonnes.DECISIONS: 70,
}
CONSEILS = (
    "Remplissez les colonnes jaunes : la valeur dans l'unité de la cible (« 15,3 % », « 31 », « oui »), sa date, sa preuve.",
    "L'année est celle du contrat : 1 va de son premier jour à la veille de son anniversaire.",
    "Les autres colonnes viennent des fiches : elles se changent là-bas, puis « make indicateurs » écrit un classeur à jour.",
)
CONSEIL_REUNIONS = (
    "Une ligne par réunion sur les indicateurs avec l'ARS et la CPAM : deux par année de contrat."
)
STYLE = "Table Style Light 9"
SPARE = 10
"""Lines left empty for meetings to come."""

EPOCH = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
FORMATS: Mapping[str, Mapping[str, object]] = {
    "titre": {"bold": True, "font_size": 14},
    "note": {"italic": True, "font_color": "#555555"},
    "entete": {"bold": True, "bg_color": "#DDEBF7", "bottom": 1, "text_wrap": True},
    "": {"text_wrap": True, "valign": "top"},
    "rempli": {"text_wrap": True, "valign": "top", "bg_color": "#FFF8DC"},
    "part": {"num_format": "0.0##%", "valign": "top", "bg_color": "#FFF8DC"},
    "jour": {"num_format": "dd/mm/yyyy", "valign": "top", "bg_color": "#FFF8DC", "align": "left"},
}


def classeur_des_indicateurs(
    nom: str, lignes: Sequence[LigneAMesurer], reunions: Sequence[Reunion]
) -> bytes:
    """The bytes of the workbook; the same lines give the same bytes."""
    buffer = io.BytesIO()
    book = Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"created": EPOCH, "author": "projet-sante"})
    formats = {name: book.add_format({**form}) for name, form in FORMATS.items()}
    sheet = _sheet(book, formats, FEUILLE_INDICATEURS, f"Indicateurs de {nom}", CONSEILS)
    top = len(CONSEILS) + 2
    rows = [(_cells(line), line.part) for line in lignes]
    _table(sheet, formats, "indicateurs", top, TITRES, rows, 0)
    sheet.freeze_panes(top + 1, 2)
    sheet.repeat_rows(top)
    sheet = _sheet(
        book, formats, FEUILLE_REUNIONS, "Réunions sur les indicateurs", (CONSEIL_REUNIONS,)
    )
    meetings = [(_meeting(reunion), False) for reunion in reunions]
    _table(sheet, formats, "reunions", 3, TITRES_REUNIONS, meetings, SPARE)
    book.close()
    return buffer.getvalue()


def _sheet(
    book: Any, formats: Mapping[str, Any], title: str, head: str, notes: Sequence[str]
) -> Any:
    sheet = book.add_worksheet(title)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&F&C&A&R&P / &N")
    sheet.write_string(0, 0, head, formats["titre"])
    for row, note in enumerate(notes, 1):
        sheet.write_string(row, 0, note, formats["note"])
    return sheet


def _table(
    sheet: Any,
    formats: Mapping[str, Any],
    name: str,
    top: int,
    titles: Sequence[Colonne],
    rows: Sequence[tuple[Sequence[Case], bool]],
    spare: int,
) -> None:
    bottom = top + max(1, len(rows) + spare)
    columns = [{"header": title, "header_format": formats["entete"]} for title in titles]
    options = {"name": name, "columns": columns, "style": STYLE}
    sheet.add_table(top, 0, bottom, len(titles) - 1, options)
    for column, title in enumerate(titles):
        sheet.set_column(column, column, WIDTHS[title])
    blank: Sequence[Case] = (None,) * len(titles)
    for row in range(top + 1, bottom + 1):
        cells, part = rows[row - top - 1] if row - top <= len(rows) else (blank, False)
        for column, title in enumerate(titles):
            _write(sheet, row, column, cells[column], formats[_form(title, cells[column], part)])


def _form(title: Colonne, value: Case, part: bool) -> str:
    if title in (colonnes.MESUREE_LE, colonnes.JOUR_DE_REUNION):
        return "jour"
    if title == colonnes.VALEUR_MESUREE and part and not isinstance(value, str):
        return "part"
    return "rempli" if title in A_REMPLIR or title in TITRES_REUNIONS else ""


def _write(sheet: Any, row: int, column: int, value: Case, form: Any) -> None:
    if value is None or value == "":
        sheet.write_blank(row, column, None, form)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, form)
    elif isinstance(value, str):
        sheet.write_string(row, column, value, form)
    else:
        sheet.write_number(row, column, float(value), form)


def _cells(line: LigneAMesurer) -> Sequence[Case]:
    fixed = (line.fiche, line.indicateur, line.annee, line.source, line.depart, line.cible)
    mesure = line.mesure
    if mesure is None:
        return (*fixed, None, None, None, None)
    proof = mesure.justificatif.value if mesure.justificatif else None
    return (*fixed, _value(mesure, line.part), _day(mesure.le), proof, mesure.commentaire)


def _value(mesure: Mesure, part: bool) -> Case:
    """A number where the cell says no more than it, in the form that its column shows; else the words as typed."""
    read, typed = mesure.lue, mesure.valeur
    if typed is None:
        return None
    if read is None or read.nombre is None or read.part != part or typed.value != _shown(read):
        return typed.value
    return read.nombre / 100 if part else read.nombre


def _shown(read: Valeur) -> str:
    number = read.nombre or Decimal(0)
    return nombre(number) + ("\u00a0%" if read.part else "")


def _day(placed: Placed[Echeance] | None) -> Case:
    if placed is None:
        return None
    if placed.value.precision is Precision.JOUR:
        return placed.value.debut
    return str(placed.value)


def _meeting(reunion: Reunion) -> Sequence[Case]:
    return (_day(reunion.le), reunion.participants, reunion.decisions, reunion.justificatif)
