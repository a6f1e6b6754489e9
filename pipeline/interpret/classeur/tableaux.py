"""Tables of the workbook: columns by title, cells by type; each mistake is said once, at its cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from pipeline.interpret.classeur.emplacements import is_head
from pipeline.interpret.dates import MONTHS, SHORT, parse_echeance
from pipeline.interpret.nombres import parse_montant, parse_quantite
from pipeline.model.budget import EGAL, FIFTEEN, TRIMESTRIEL, UN_MOIS, Annees, Etalement, cents
from pipeline.model.echeance import MOIS, Echeance, Precision
from pipeline.model.finding import Finding
from pipeline.model.langue.francais import euros
from pipeline.model.langue.mots import did_you_mean, fold
from pipeline.model.source import CIRCULAR, SheetCell, SheetTable, boundaries
from pipeline.model.span import Placed, Span

ZERO, MAX_AMOUNT = Decimal(0), Decimal(10) ** 9
"""Euros; a thousand times the budget of the largest CPTS."""

DASHED = re.compile(r"^([0-9]{1,2})-([0-9]{4})$")
ANNEE = re.compile(r"annee ([1-5])")
TOTAL = re.compile(r"(?:sous[- ])?totaux|(?:sous[- ]|grand )?total\b.*")
DASH = r"[-\u2010-\u2015\u2212]"
OTHER = rf"M[1-6]\s*{DASH}\s*[0-9]{{2}}"
FICHE = re.compile(
    rf"(M[1-6])\s*{DASH}\s*([0-9]{{2,3}})(?:\s*(?:{DASH}|:)(?!\s*{OTHER}).*|(?![0-9])(?!.*{OTHER}).*)?",
    re.IGNORECASE,
)
"""The code of one fiche, with any dash that Word or Excel makes, and the title that the list of choices adds."""

MOST_NAMED = 10
"""Lines named one by one in a message; the others are counted."""

RYTHMES = (EGAL, TRIMESTRIEL, *MOIS)

Row = Sequence[SheetCell]


class Tableau:
    """One table being read.  ``sound`` is False without its required columns; ``complete`` without all its lines.

    ``optional`` columns may be absent; with ``yearly`` so may every « Année n » but the first.  ``words`` are those of
    the first required column.  ``totals`` is the line of totals that the treasurer sees, if any.
    """

    def __init__(
        self,
        table: SheetTable,
        required: Sequence[str],
        optional: Sequence[str],
        findings: list[Finding],
        words: Sequence[str] = (),
        yearly: bool = False,
    ) -> None:
        self.table = table
        self.required = required
        self.words = {fold(word) for word in words}
        self.findings = findings
        self.totals = table.totals
        self.at: dict[str, int] = {}
        self.years: dict[int, int] = {}
        self.complete = True
        self.sound = self._columns(required, optional, yearly)

    def say(self, code: str, message: str, span: Span, hints: tuple[str, ...] = ()) -> None:
        self.findings.append(Finding(code, message, span, hints))

    def _columns(self, required: Sequence[str], optional: Sequence[str], yearly: bool) -> bool:
        """Where each column stands.  A missing one is not told beside an unknown one: it is that, renamed."""
        by_fold = {fold(name): name for name in (*required, *optional)}
        unknown: list[SheetCell] = []
        for index, cell in enumerate(self.table.header):
            title = str(cell.value or "")
            year = ANNEE.fullmatch(fold(title)) if yearly else None
            name = by_fold.get(fold(title), "")
            if (year and int(year[1]) in self.years) or name in self.at:
                message = f"deux colonnes du tableau {self.table.name} s'appellent « {title} » : une seule est lue."
                self.say("B003", message, cell.span, ("rendez son titre à l'une des deux, ou effacez celle de trop.",))
                self.complete = False
            elif year:
                self.years[int(year[1])] = index
            elif name:
                self.at[name] = index
            else:
                unknown.append(cell)
        for cell in unknown:
            known = [name for name in (*required, *optional) if name not in self.at]
            title = str(cell.value or "")
            message = f"la colonne « {title} » du tableau {self.table.name} n'est pas connue."
            hints = did_you_mean(title, [*known, *(["Année 1"] if yearly and 1 not in self.years else [])])
            self.say("B003", message, cell.span, hints or ("effacez-la, ou mettez-la hors du tableau.",))
            self.complete = False
        missing = [name for name in required if name not in self.at]
        if yearly and 1 not in self.years:
            missing.append("Année 1")
        for name in missing if self.complete else ():
            self.say("B003", f"il manque la colonne « {name} » dans le tableau {self.table.name}.", self.table.span)
        return not missing

    # --- rows ----------------------------------------------------------------------------------------------------

    def rows(self) -> Iterator[Row]:
        """The rows that hold something, those typed right under the table included; what stands apart is said."""
        for area in self.table.merged:
            hint = "sélectionnez-les et recliquez sur « Fusionner », puis retapez ce qui manque."
            self.say("B014", f"des cellules sont fusionnées dans le tableau {self.table.name}.", area, (hint,))
            self.complete = False
        unseen: list[SheetCell] = []
        for row in self.table.rows:
            if _is_blank(row) or self.is_total(row):
                continue
            if row[0].row in self.table.hidden:
                unseen.append(row[0])
            yield row
        if unseen:
            self.unseen(unseen)
        yield from self.below()

    def lost_in_a_merge(self, cell: SheetCell) -> bool:
        """Whether a cell is empty because a merged area covers it, which is told once for the area."""
        for area in self.table.merged if cell.value is None else ():
            left, top, right, bottom = boundaries(area.cell or "")
            if top <= cell.row <= bottom and left <= cell.column <= right:
                return True
        return False

    def unseen(self, lines: Sequence[SheetCell]) -> None:
        many = len(lines) > 1
        shown = ", ".join(str(cell.row) for cell in lines[:MOST_NAMED]) + ("…" if len(lines) > MOST_NAMED else "")
        message = (
            f"{len(lines)} ligne{'s' if many else ''} masquée{'s' if many else ''} ou filtrée{'s' if many else ''} du "
            f"tableau {self.table.name} {'comptent' if many else 'compte'} dans le budget "
            f"(ligne{'s' if many else ''} {shown})."
        )
        self.say("B033", message, lines[0].span, ("effacez le filtre pour relire ce qui est compté.",))

    def is_total(self, row: Row) -> bool:
        """A line of totals typed among the lines: said, and left out of the sums."""
        place = _total(row)
        if place is None:
            return False
        message = f"une ligne de total est écrite dans le tableau {self.table.name} : elle compterait deux fois."
        hint = "effacez-la, ou demandez la « ligne Total » du tableau (onglet Création de tableau)."
        self.say("B034", message, place.span, (hint,))
        return True

    def below(self) -> Iterator[Row]:
        """What is written under the table: a line right under it is read, a total is kept to be compared."""
        touching = True
        read: list[SheetCell] = []
        for rank, row in enumerate(self.table.below):
            filled = [cell for cell in row if cell.value is not None]
            if is_head(row):
                break
            if not filled:
                touching = False
            elif _total(row):
                self.totals = self.totals or row
                touching = False
            elif touching and self.is_line(row):
                read.append(filled[0])
                yield row
            elif not rank or self.is_line(row):
                self.outside(filled[0], rank)
        if read:
            self.read_below(read)

    def read_below(self, cells: Sequence[SheetCell]) -> None:
        first, last = cells[0], cells[-1]
        message = f"la ligne « {_shown(first)} » est écrite sous le tableau {self.table.name} : elle est lue."
        hint = "étirez le coin du tableau pour l'y faire entrer : ses listes et ses formules la suivront."
        if first is not last:
            rows = f"{len(cells)} lignes, de la ligne {first.row} à la ligne {last.row}"
            message = f"{rows}, sont écrites sous le tableau {self.table.name} : elles sont lues."
            hint = "étirez le coin du tableau pour les y faire entrer : ses listes et ses formules les suivront."
        self.say("B030", message, first.span, (hint,))

    def is_line(self, row: Row) -> bool:
        """Whether a row under the table is meant as a line: its first word is one of ours, or it has an amount."""
        first = row[self.at[self.required[0]]].value
        if self.words:
            return isinstance(first, str) and fold(first) in self.words
        index = self.at.get("Montant")
        return first is not None and index is not None and isinstance(row[index].value, Decimal)

    def outside(self, cell: SheetCell, rank: int) -> None:
        where = "sous" if rank else "juste sous"
        message = f"« {_shown(cell)} » est écrit {where} le tableau {self.table.name} et n'en fait pas partie."
        hint = "étirez le tableau pour y faire entrer cette ligne, ou effacez-la."
        self.say("B015", message, cell.span, (hint,))
        self.complete = False

    # --- cells ---------------------------------------------------------------------------------------------------

    def cell(self, row: Row, name: str) -> SheetCell | None:
        """The cell of a column; None when the table has no such column, or the cell shows an error."""
        index = self.at.get(name)
        if index is None:
            return None
        if row[index].error or row[index].uncomputed:
            self.faulty(row[index])
            return None
        return row[index]

    def text(self, row: Row, name: str) -> str:
        cell = self.cell(row, name)
        return "" if cell is None or cell.value is None else str(cell.value)

    def placed(self, row: Row, name: str) -> Placed[str] | None:
        text = self.text(row, name)
        return Placed(text, row[self.at[name]].span) if text else None

    def fiche(self, row: Row) -> Placed[str] | None:
        """The code of a fiche, from « M3-01 » or « M3-01 — Surpoids de l'enfant »: the code decides, not the title.

        What is no single code is kept as it was typed, for the rule that knows the fiches.
        """
        placed = self.placed(row, "Fiche")
        found = FICHE.fullmatch(placed.value) if placed else None
        if placed is None or found is None:
            return placed
        return Placed(f"{found[1].upper()}-{found[2]}", placed.span)

    def choice(self, row: Row, name: str, values: Sequence[str], required: bool = True) -> str:
        """One of a closed list, whatever its accents and capitals; ``""`` when it is not, which is said."""
        if name not in self.at:
            return ""
        cell = row[self.at[name]]
        typed = self.text(row, name)
        for value in values:
            if fold(value) == fold(typed):
                return value
        if typed:
            message = f"« {typed} » n'est pas une valeur de la colonne « {name} »."
            self.say("B008", message, cell.span, did_you_mean(typed, values))
        elif not required or cell.error or cell.uncomputed or self.lost_in_a_merge(cell):
            return ""
        elif any(_is_typed(other) for other in row):
            hint = "valeurs connues : " + ", ".join(values) + "."
            self.say("B008", f"cette ligne n'a pas de « {name} ».", cell.span, (hint,))
        return ""

    def etalement(self, row: Row) -> Etalement:
        """« égal » (also when empty), « trimestriel » or the name of a month."""
        cell = self.cell(row, "Étalement")
        if cell is None or cell.value is None:
            return Etalement()
        typed = fold(str(cell.value))
        month = MONTHS.get(typed) or SHORT.get(typed.rstrip("."))
        if month:
            return Etalement(UN_MOIS, month)
        if typed in (fold(EGAL), fold(TRIMESTRIEL)):
            return Etalement(EGAL if typed == fold(EGAL) else TRIMESTRIEL)
        if isinstance(cell.value, date):
            message = "l'étalement est un mois sans année : il vaut pour chaque année du contrat."
            self.say("B008", message, cell.span, (f"écrivez « {MOIS[cell.value.month - 1]} ».",))
        else:
            message = f"« {cell.value} » n'est pas une valeur de la colonne « Étalement »."
            self.say("B008", message, cell.span, did_you_mean(str(cell.value), RYTHMES))
        return Etalement()

    def month(self, row: Row, name: str) -> Echeance | None:
        """A civil month: « avril 2027 », « 04/2027 », or a date of that month."""
        cell = self.cell(row, name)
        if cell is None:
            self.complete = False
            return None
        value = cell.value
        if isinstance(value, date):
            return Echeance(value.replace(day=1), Precision.MOIS)
        found = parse_echeance(DASHED.sub(r"\1/\2", str(value))) if value is not None else None
        if found is not None and found.precision in (Precision.MOIS, Precision.JOUR):
            return Echeance(found.debut.replace(day=1), Precision.MOIS)
        if self.lost_in_a_merge(cell):
            return None
        what = f"« {value} » n'est pas un mois." if value is not None else "cette ligne n'a pas de « Mois »."
        self.say("B004", what, cell.span, ("écrivez par exemple « avril 2027 ».",))
        self.complete = False
        return None

    def quantity(self, row: Row, name: str) -> Decimal | None:
        """A count, a number of hours or a share (« 50 % »); None when the cell is empty."""
        cell = self.cell(row, name)
        if cell is None or cell.value is None:
            return None
        if isinstance(cell.value, Decimal):
            return FIFTEEN.plus(cell.value)
        number = parse_quantite(str(cell.value)) if isinstance(cell.value, str) else None
        if number is None:
            self.say("B004", f"« {_shown(cell)} » n'est pas un nombre{_why(str(cell.value))}.", cell.span)
            self.complete = False
        else:
            self.as_text(cell)
        return number

    def amounts(self, row: Row, years: int) -> tuple[Annees, tuple[SheetCell, ...]]:
        """Euros per contract year, with the cell of each; a year without column is zero."""
        indexes = [self.years.get(year) for year in range(1, years + 1)]
        amounts = [ZERO if index is None else self.amount(row[index]) or ZERO for index in indexes]
        return tuple(amounts), tuple([row[index or 0] for index in indexes])

    def euros(self, row: Row, name: str, signed: bool = False) -> Decimal | None:
        """The amount of a named column; None when it is empty or absent."""
        index = self.at.get(name)
        return None if index is None else self.amount(row[index], signed)

    def amount(self, cell: SheetCell, signed: bool = False) -> Decimal | None:
        """Euros and cents; None when empty.  Anything unclear is a finding and leaves the table incomplete.

        Under zero only where money may be given back (``signed``).
        """
        if cell.error or cell.uncomputed:
            self.faulty(cell)
            return None
        value = cell.value
        if value is None:
            return None
        if isinstance(value, Decimal) and ZERO <= value <= MAX_AMOUNT:
            return cents(value)
        number = value if isinstance(value, Decimal) else parse_montant(str(value))
        if number is None:
            self.say("B004", f"le montant « {_shown(cell)} » n'est pas un nombre{_why(str(value))}.", cell.span)
        elif abs(number) > MAX_AMOUNT:
            self.say("B004", f"le montant « {number:g} » est hors de toute mesure.", cell.span)
            number = None
        elif number < 0 and not signed:
            hint = "un montant s'écrit sans signe ; ce qui rentre va dans le tableau des ressources."
            self.say("B009", f"le montant {euros(number)} est négatif.", cell.span, (hint,))
            self.complete = False
        elif isinstance(value, str):
            self.as_text(cell)
        self.complete = self.complete and number is not None
        return None if number is None else cents(number)

    def as_text(self, cell: SheetCell) -> None:
        message = f"le montant « {cell.value} » est saisi comme du texte ; il a été compris comme un nombre."
        self.say("B016", message, cell.span)

    def faulty(self, cell: SheetCell) -> None:
        self.complete = False
        if cell.error == CIRCULAR:
            return
        if cell.error:
            shown, why = ERREURS.get(cell.error.upper(), (cell.error, ""))
            hints = (f"sa formule {why}.",) if why else ()
            self.say("B005", f"la cellule affiche l'erreur {shown} : corrigez sa formule.", cell.span, hints)
        else:
            hint = "ouvrez le classeur dans Excel ou LibreOffice, enregistrez-le, puis recommencez."
            self.say("B006", "le résultat de cette formule n'a jamais été calculé.", cell.span, (hint,))


def _total(row: Row) -> SheetCell | None:
    """The cell that makes this row a line of totals: its first words are « Total », « Sous-total »…"""
    words = next((cell for cell in row if isinstance(cell.value, str)), None)
    return words if words is not None and TOTAL.fullmatch(fold(str(words.value))) else None


def _is_typed(cell: SheetCell) -> bool:
    return cell.value is not None and not cell.formula


def _is_blank(row: Row) -> bool:
    """Nothing typed: the formulas of an unused line give zero or nothing."""
    for cell in row:
        if cell.error or cell.uncomputed or (cell.value is not None and not (cell.formula and cell.value == 0)):
            return False
    return True


def _shown(cell: SheetCell) -> str:
    value = cell.value
    if isinstance(value, bool):
        return "VRAI" if value else "FAUX"
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)


ERREURS: Mapping[str, tuple[str, str]] = {
    "#REF!": ("#REF!", "lit une case, une ligne ou une feuille qui a été effacée"),
    "#DIV/0!": ("#DIV/0!", "divise par zéro, ou par une case vide"),
    "#NAME?": ("#NOM?", "emploie un nom que le tableur ne connaît pas : une fonction ou un tableau mal écrit"),
    "#VALUE!": ("#VALEUR!", "calcule avec un texte là où il faut un nombre"),
    "#N/A": ("#N/A", "cherche une valeur qu'elle ne trouve pas"),
    "#NUM!": ("#NOMBRE!", "donne un nombre impossible"),
    "#NULL!": ("#NUL!", "croise deux plages qui ne se touchent pas"),
}
"""Error as files store it → as a French spreadsheet shows it, and what its formula does."""

THOUSANDS = r"([0-9]{1,3})[.,]([0-9]{3})\D*"
SLIPS: Mapping[str, str] = {
    r"[0-9 ]*[oO][0-9oO ]*": " (lettre O au lieu du chiffre 0 ?)",
    r"[0-9 ]*[lI][0-9lI ]*": " (lettre l ou I au lieu du chiffre 1 ?)",
    r"[0-9]+\.[0-9]+.*": " (le point peut se lire de deux façons : utilisez la virgule)",
}
"""Pattern, used when something is wrong and not before → what may have happened."""


def _why(typed: str) -> str:
    """What may have happened; for « 1.200 », the two numbers that it may be, as they are to be typed."""
    found = re.fullmatch(THOUSANDS, typed.strip())
    if found:
        decimals = found[2].rstrip("0")
        small = f"{found[1]},{decimals}" if decimals else found[1]
        return f" (mille ou virgule ? tapez « {found[1]}{found[2]} » ou « {small} »)"
    return next((hint for pattern, hint in SLIPS.items() if re.fullmatch(pattern, typed.strip())), "")
