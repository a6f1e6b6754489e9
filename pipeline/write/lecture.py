"""A workbook for reading: what a document prints as amounts becomes numbers, and a text stays a text.

A cell that begins with « = », « + », « - » or « @ » would be run by a spreadsheet: it is written as a string, and marked
as one, so that it stays so when somebody edits it.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from xlsxwriter import Workbook

from pipeline.model.langue.francais import FINE
from pipeline.model.lecture import FeuilleDeLecture, Valeur
from pipeline.model.motif import motif
from pipeline.model.parcours import inlines_of
from pipeline.model.prose import SOUS, Block, BulletList, Heading, Notice, Table, text_of

EPOCH = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
NUMBER = motif(
    rf"([-+\u2212]?)([0-9]{{1,3}}(?:[{FINE}\u00a0 ][0-9]{{3}})+|[0-9]+)(?:,([0-9]+))?(?:\u00a0(€|%))?"
)
NONE = "—"
RIGHT = "right"
RUN = ("=", "+", "-", "@", "\t", "\r")
WIDEST, NARROWEST = 46, 9
ABREAST = 8
"""Columns that a paragraph runs over."""

SIGNS_ABREAST = 125
LINE_HEIGHT = 15
FORMATS: Mapping[str, Mapping[str, object]] = {
    "titre": {"bold": True, "font_size": 14},
    "sous-titre": {"bold": True, "font_size": 11},
    "texte": {"text_wrap": True, "valign": "top"},
    "cellule": {"text_wrap": True, "valign": "top"},
    "tel quel": {"text_wrap": True, "valign": "top", "quote_prefix": True},
    "entete droite": {
        "bold": True,
        "bg_color": "#DDEBF7",
        "bottom": 1,
        "text_wrap": True,
        "align": "right",
    },
    "entete": {"bold": True, "bg_color": "#DDEBF7", "bottom": 1, "text_wrap": True},
    "€": {"num_format": '#,##0.00 "€";-#,##0.00 "€"', "valign": "top"},
    "%": {"num_format": "0.0%", "valign": "top"},
    "": {"num_format": "#,##0.##", "valign": "top"},
    "jour": {"num_format": "dd/mm/yyyy", "valign": "top", "align": "left"},
}

IN_TOTALS = ("cellule", "tel quel", "€", "%", "")
BOLD = " gras"


def classeur_de_lecture(feuilles: Iterable[FeuilleDeLecture]) -> bytes:
    """The bytes of the workbook; the same sheets give the same bytes."""
    buffer = io.BytesIO()
    book = Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": EPOCH, "author": "projet-sante"})
    formats = {name: book.add_format({**form}) for name, form in FORMATS.items()}
    for name in IN_TOTALS:
        formats[name + BOLD] = book.add_format({**FORMATS[name], "bold": True})
    for feuille in feuilles:
        writer = _Feuille(book.add_worksheet(feuille.titre), formats)
        if feuille.titres:
            writer.lines(feuille.titres, feuille.lignes)
        else:
            writer.blocks(feuille.blocs)
    book.close()
    return buffer.getvalue()


def nombre_lu(text: str) -> tuple[Decimal, str] | None:
    """The number that a text prints, and its unit: « −1 234,50 € » → (-1234.50, "€"), « 62 % » → (0.62, "%").

    >>> nombre_lu("\u22121\u202f234,50\u00a0€"), nombre_lu("62\u00a0%"), nombre_lu("62 rue"), nombre_lu("—")
    ((Decimal('-1234.50'), '€'), (Decimal('0.62'), '%'), None, None)
    """
    match = NUMBER.fullmatch(text.strip())
    if match is None:
        return None
    sign, whole, decimals, unit = match.groups()
    digits = "".join(filter(str.isdecimal, whole))
    value = Decimal(f"{digits}.{decimals}" if decimals else digits)
    if sign in ("-", "\u2212"):
        value = -value
    return (value / 100 if unit == "%" else value), unit or ""


class _Feuille:
    """One sheet, written from the top to the bottom."""

    def __init__(self, sheet: Any, formats: dict[str, Any]) -> None:
        self.sheet, self.formats = sheet, formats
        self.row = 0
        self.bold = ""
        self.widths: dict[int, int] = {}
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&F&C&A&R&P / &N")

    # --- lines ---------------------------------------------------------------------------------------------------

    def lines(self, titles: Sequence[str], lines: Sequence[Sequence[Valeur]]) -> None:
        for column, title in enumerate(titles):
            self._text(column, title, "entete")
        for line in lines:
            self.row += 1
            for column, value in enumerate(line):
                self._value(column, value)
        self.sheet.autofilter(0, 0, max(1, self.row), len(titles) - 1)
        self.sheet.freeze_panes(1, 0)
        self.sheet.repeat_rows(0)
        self._set_widths()
        self.sheet.set_row(
            0, LINE_HEIGHT * max(map(self._lines_of_title, range(len(titles)), titles))
        )

    def _lines_of_title(self, column: int, title: str) -> int:
        """Lines that a title takes, cut between its words."""
        wide = min(self.widths[column] + 1, WIDEST)
        lines, left = 1, wide
        for word in title.split():
            if len(word) > left:
                lines, left = lines + 1, wide
            left -= len(word) + 1
        return lines

    def _value(self, column: int, value: Valeur) -> None:
        if isinstance(value, Decimal):
            self.sheet.write_number(self.row, column, float(value), self.formats["€"])
            self._widen(column, len(f"{value:,.2f} €") + 1)
        elif isinstance(value, date):
            self.sheet.write_datetime(self.row, column, value, self.formats["jour"])
            self._widen(column, len("31/12/2027") + 1)
        elif isinstance(value, int):
            self.sheet.write_number(self.row, column, value)
            self._widen(column, len(str(value)) + 1)
        elif value:
            self._text(column, value, "cellule")

    # --- blocks --------------------------------------------------------------------------------------------------

    def blocks(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            self._block(block)
        self._set_widths()

    def _block(self, block: Block) -> None:
        match block:
            case Heading(level=level, inlines=inlines):
                self.row += 1 if self.row else 0
                self._alone(text_of(inlines), "titre" if level == 1 else "sous-titre")
            case Table():
                self._table(block)
            case BulletList(items=items):
                for item in items:
                    self._paragraph("• " + " ".join(_words(part) for part in item))
            case Notice(title=title, lines=lines):
                self._paragraph(" ".join((f"[{title}]", *lines)))
            case _:
                self._paragraph(_words(block))

    def _alone(self, text: str, form: str) -> None:
        self.sheet.write_string(self.row, 0, text, self.formats[form])
        self.row += 1

    def _paragraph(self, text: str) -> None:
        if not text.strip():
            return
        form = self.formats["tel quel" if text.startswith(RUN) else "texte"]
        self.sheet.merge_range(self.row, 0, self.row, ABREAST - 1, "", form)
        self.sheet.write_string(self.row, 0, text, form)
        self.sheet.set_row(self.row, LINE_HEIGHT * (1 + len(text) // SIGNS_ABREAST))
        self.row += 1

    def _table(self, table: Table) -> None:
        for column, cell in enumerate(table.header):
            form = "entete droite" if table.aligns[column] == RIGHT else "entete"
            self._text(column, text_of(cell.inlines).replace(SOUS, " – "), form)
        self.row += 1
        for rank, row in enumerate(table.rows, 1):
            self.bold = BOLD if table.total_row and rank == len(table.rows) else ""
            texts = [text_of(cell.inlines) for cell in row]
            for column, text in enumerate(texts):
                self._cell(column, text, table.aligns[column])
            lines = max(-(-len(text) // WIDEST) for text in (*texts, " "))
            self.sheet.set_row(self.row, LINE_HEIGHT * lines)
            self.row += 1
        self.bold = ""
        for line in (table.source, *(note.inlines for note in table.notes)):
            self._paragraph(text_of(line))
        self.row += 1

    def _cell(self, column: int, text: str, align: str) -> None:
        """A number where it has a unit, or stands among numbers; what the user typed as words stays words."""
        found = nombre_lu(text)
        if found is not None and (found[1] or align == RIGHT):
            value, unit = found
            form = self.formats[unit + self.bold]
            self.sheet.write_number(self.row, column, float(value), form)
            self._widen(column, len(text) + 3)
        elif text.strip() and text != NONE:
            self._text(column, text, "cellule")

    def _text(self, column: int, text: str, form: str) -> None:
        wanted = len(text)
        if form == "cellule":
            form = ("tel quel" if text.startswith(RUN) else form) + self.bold
        else:
            wanted = max(map(len, text.split() or [""]))
        self.sheet.write_string(self.row, column, text, self.formats[form])
        self._widen(column, wanted)

    # --- widths --------------------------------------------------------------------------------------------------

    def _widen(self, column: int, wanted: int) -> None:
        self.widths[column] = max(self.widths.get(column, NARROWEST), wanted)

    def _set_widths(self) -> None:
        for column, width in self.widths.items():
            self.sheet.set_column(column, column, min(width + 1, WIDEST))


def _words(block: Block) -> str:
    return " ".join(text_of(inlines) for inlines in inlines_of(block))
