"""Tables of the workbook: columns by title, cells by type; each mistake is said once, at its cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import islice

from pipeline.interpret.budget_etranger.postes import Postes
from pipeline.interpret.classeur.emplacements import is_head
from pipeline.interpret.classeur.erreurs import ERREURS, what_to_type, why_no_number
from pipeline.interpret.dates import MONTHS, parse_echeance
from pipeline.interpret.nombres import parse_hausse, parse_montant, parse_quantite
from pipeline.model.budget import FIFTEEN, Annees, cents
from pipeline.model.budget_etranger import DEPENSES, RESSOURCES
from pipeline.model.colonnes import (
    ANNEES,
    ETALEMENT,
    FICHE,
    HAUSSE,
    MONTANT,
    NATURE,
    ORIGINE,
    POSTE,
    Colonne,
    EnTete,
)
from pipeline.model.echeance import Echeance, Precision
from pipeline.model.etalement import (
    EN_PARTS_EGALES,
    MOIS_NOMMES,
    TRIMESTRIEL,
    Etalement,
    MoisCivil,
)
from pipeline.model.finding import Finding
from pipeline.model.langue.francais import euros, nombre
from pipeline.model.langue.mots import among, did_you_mean, fold, nearest
from pipeline.model.motif import motif
from pipeline.model.source import CIRCULAR, SheetCell, SheetTable, boundaries
from pipeline.model.span import Placed, Span

ZERO, MAX_AMOUNT = Decimal(0), Decimal(10) ** 9
"""Euros; a thousand times the budget of the largest CPTS."""

MOST_RISE = Decimal("0.5")
"""A year; above, the sign of per cent was forgotten."""

DASHED = motif(r"^([0-9]{1,2})-([0-9]{4})$")
TOTAL = motif(r"(?:sous[- ])?totaux|(?:sous[- ]|grand )?total\b.*")
DASH = r"[-\u2010-\u2015\u2212]"
OTHER = rf"M[1-6]\s*{DASH}\s*[0-9]{{2}}"
CODE_FICHE = motif(
    rf"(M[1-6])\s*{DASH}\s*([0-9]{{2,3}})(?:\s*(?:{DASH}|:)(?!\s*{OTHER}).*|(?![0-9])(?!.*{OTHER}).*)?",
    re.IGNORECASE,
)
"""The code of one fiche, with any dash that Word or Excel makes, and the title that the list of choices adds."""

YEAR_LIKE = motif(
    r"(?:(?:budget|montant|exercice|annee|an|n°|de)\s*)*[0-9]{1,4}(?:\s*[-/]\s*[0-9]{2,4})?"
)
CIVIL = motif(r"\b20[0-9]{2}\b")
"""Titles that mean a year, and those that name a civil one."""

MOST_NAMED = 10
"""Lines named one by one in a message; the others are counted."""

MONEY = (NATURE, ORIGINE, POSTE)
LIKE, ALMOST = 0.6, 0.7
"""How alike two words are: what money is for is a slip of the pen or another thing (« communication » is no
« rémunérations »), and then the list is given whole."""

Row = Sequence[SheetCell]
Dictionnaire = Callable[[], Postes]


class Tableau:
    """One table being read.  ``sound`` is False without its required columns; ``complete`` without all its lines.

    ``words`` are those of its first required column; ``postes`` gives the dictionary of treasurers' words, which is
    opened for a word that is none of ours.  ``totals`` is the line of totals that the treasurer sees, if any;
    ``years`` maps each contract year that has a column to its place.
    """

    def __init__(
        self,
        table: SheetTable,
        en_tete: EnTete,
        findings: list[Finding],
        words: Sequence[str] = (),
        postes: Dictionnaire | None = None,
    ) -> None:
        self.table = table
        self.en_tete = en_tete
        self.words = {fold(word) for word in words}
        self.findings = findings
        self.postes = postes
        self.totals = table.totals
        self.at: dict[Colonne, int] = {}
        self.montres: set[str] = set()
        self.complete = True
        self.sound = self._find_columns()
        self.years = {
            year: self.at[colonne] for year, colonne in enumerate(ANNEES, 1) if colonne in self.at
        }

    def say(self, code: str, message: str, span: Span, hints: tuple[str, ...] = ()) -> None:
        self.findings.append(Finding(code, message, span, hints))

    def titled(self, colonne: Colonne) -> str:
        """The title of a column as the treasurer typed it."""
        index = self.at.get(colonne)
        return colonne if index is None else _title(self.table.header[index])

    # --- columns -------------------------------------------------------------------------------------------------

    def _find_columns(self) -> bool:
        """Where each column stands.  A missing one is not told beside an unknown one: it is that, renamed."""
        unknown: list[SheetCell] = []
        for index, cell in enumerate(self.table.header):
            colonne = self.en_tete.colonne(_title(cell))
            if colonne is None:
                unknown.append(cell)
            elif colonne in self.at:
                self._say_twice(colonne, cell)
            else:
                self.at[colonne] = index
        self._say_all_unknown(unknown)
        self._say_hidden()
        missing = [colonne for colonne in self.en_tete.indispensables if colonne not in self.at]
        for colonne in missing if self.complete and not unknown else ():
            message = f"il manque la colonne « {colonne} » dans le tableau {self.table.name}."
            self.say("B003", message, self.table.span)
        return not missing

    def _say_all_unknown(self, unknown: Sequence[SheetCell]) -> None:
        years = [cell for cell in unknown if YEAR_LIKE.fullmatch(fold(_title(cell)))]
        for cell in unknown:
            self._say_unknown(cell, years.index(cell) if cell in years else -1)

    def _say_hidden(self) -> None:
        """Columns of amounts that the treasurer does not see, and that count all the same."""
        for colonne in (MONTANT, *ANNEES):
            index = self.at.get(colonne)
            cell = None if index is None else self.table.header[index]
            if index is None or cell is None or cell.column not in self.table.hidden_columns:
                continue
            if any(row[index].value for row in self.table.rows):
                message = f"la colonne « {_title(cell)} » du tableau {self.table.name} est masquée, et ses montants comptent."
                hint = "sélectionnez ses deux voisines, clic droit, Afficher."
                self.say("B033", message, cell.span, (hint,))

    def _say_twice(self, colonne: Colonne, cell: SheetCell) -> None:
        first, second = self.titled(colonne), _title(cell)
        message = f"deux colonnes du tableau {self.table.name} s'appellent « {second} » : une seule est lue."
        if fold(first) != fold(second):
            both = f"« {first} » et « {second} »"
            message = f"{both} disent la même chose dans le tableau {self.table.name} : une seule est lue."
        self.say(
            "B003",
            message,
            cell.span,
            ("rendez son titre à l'une des deux, ou effacez celle de trop.",),
        )
        self.complete = False

    def _say_unknown(self, cell: SheetCell, rank: int) -> None:
        """``rank`` is that of its title among those that look like years; -1 for another."""
        named = dict.fromkeys(
            (*self.en_tete.requises, *self.en_tete.facultatives, *self.en_tete.indispensables)
        )
        hints = self._year_meant(_title(cell), rank) or did_you_mean(
            _title(cell), [colonne for colonne in named if colonne not in self.at]
        )
        message = f"la colonne « {_title(cell)} » du tableau {self.table.name} n'est pas connue."
        self.say(
            "B003", message, cell.span, hints or ("effacez-la, ou mettez-la hors du tableau.",)
        )
        if rank >= 0 or self._holds_numbers(cell):
            self.complete = False

    def _holds_numbers(self, header: SheetCell) -> bool:
        """Whether a column without a known title may be one that counts."""
        index = self.table.header.index(header)
        return any(isinstance(row[index].value, Decimal) for row in self.table.rows)

    def _year_meant(self, title: str, rank: int) -> tuple[str, ...]:
        """« Année 12 », which Excel made of a title given twice, or « 2028 »: a contract year without column."""
        if not self.en_tete.annuelle or rank < 0:
            return ()
        free = next(iter([year for year in ANNEES if year not in self.at][rank:]), None)
        if free is None:
            return (
                "le contrat a cinq années : effacez cette colonne, ou mettez-la hors du tableau.",
            )
        if CIVIL.search(title):
            return (f"écrivez « {free} » : une année de contrat va d'un anniversaire au suivant.",)
        return (f"vouliez-vous dire « {free} » ?",)

    # --- rows ----------------------------------------------------------------------------------------------------

    def rows(self) -> Iterator[Row]:
        """The rows that hold something, those typed right under the table included; what stands apart is said."""
        for area in self.table.merged:
            hint = "sélectionnez-les et recliquez sur « Fusionner », puis retapez ce qui manque."
            self.say(
                "B014",
                f"des cellules sont fusionnées dans le tableau {self.table.name}.",
                area,
                (hint,),
            )
            self.complete = False
        unseen: list[SheetCell] = []
        zeros: list[SheetCell] = []
        for row in self.table.rows:
            if _is_blank(row):
                zeros += islice(filter(_is_typed, row), 1)
                continue
            if self.is_total(row):
                continue
            if row[0].row in self.table.hidden:
                unseen.append(row[0])
            yield row
        if unseen:
            self.unseen(unseen)
        if zeros:
            self.only_zeros(zeros)
        yield from self.below()

    def lost_in_a_merge(self, cell: SheetCell) -> bool:
        """Whether a cell is empty because a merged area covers it, which is told once for the area."""
        for area in self.table.merged if cell.value is None else ():
            left, top, right, bottom = boundaries(area.cell or "")
            if top <= cell.row <= bottom and left <= cell.column <= right:
                return True
        return False

    def unseen(self, lines: Sequence[SheetCell]) -> None:
        numbers = _numbers(lines)
        what, verb, where = "ligne masquée ou filtrée", "compte", "ligne"
        if len(lines) > 1:
            what, verb, where = "lignes masquées ou filtrées", "comptent", "lignes"
        message = f"{len(lines)} {what} du tableau {self.table.name} {verb} dans le budget ({where} {numbers})."
        self.say(
            "B033", message, lines[0].span, ("effacez le filtre pour relire ce qui est compté.",)
        )

    def only_zeros(self, lines: Sequence[SheetCell]) -> None:
        """Results pasted over lines that nobody filled: they count for nothing, and hide the free lines."""
        numbers = _numbers(lines)
        message = f"la ligne {numbers} du tableau {self.table.name} n'a que des zéros : elle ne compte pas."
        if len(lines) > 1:
            message = f"{len(lines)} lignes du tableau {self.table.name} n'ont que des zéros ({numbers}) : elles ne comptent pas."
        self.say("B074", message, lines[0].span, ("effacez ces zéros, la ligne sera libre.",))

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
            if is_head(row):
                break
            first = _first_typed(row)
            if first is None:
                touching = False
            elif _total(row):
                self.totals = self.totals or row
                touching = False
            elif touching and self.is_line(row):
                read.append(first)
                yield row
            elif rank == 0 or self.is_line(row):
                self.outside(first, rank)
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
        column = self.at.get(self.en_tete.requises[0])
        first = None if column is None else row[column].value
        if self.words:
            return isinstance(first, str) and fold(first) in self.words
        index = self.at.get(MONTANT)
        return first is not None and index is not None and isinstance(row[index].value, Decimal)

    def outside(self, cell: SheetCell, rank: int) -> None:
        where = "sous" if rank else "juste sous"
        message = f"« {_shown(cell)} » est écrit {where} le tableau {self.table.name} et n'en fait pas partie."
        hint = "étirez le tableau pour y faire entrer cette ligne, ou effacez-la."
        self.say("B015", message, cell.span, (hint,))
        self.complete = False

    # --- cells ---------------------------------------------------------------------------------------------------

    def cell(self, row: Row, colonne: Colonne) -> SheetCell | None:
        """The cell of a column; None when the table has no such column, or the cell shows an error."""
        index = self.at.get(colonne)
        if index is None:
            return None
        if row[index].error or row[index].uncomputed:
            self.faulty(row[index])
            return None
        return row[index]

    def text(self, row: Row, colonne: Colonne) -> str:
        cell = self.cell(row, colonne)
        return "" if cell is None or cell.value is None else str(cell.value)

    def placed(self, row: Row, colonne: Colonne) -> Placed[str] | None:
        text = self.text(row, colonne)
        return Placed(text, row[self.at[colonne]].span) if text else None

    def fiche(self, row: Row) -> Placed[str] | None:
        """The code of a fiche, from « M3-01 » or « M3-01 — Surpoids de l'enfant »: the code decides, not the title.

        What is no single code is kept as it was typed, for the rule that knows the fiches.
        """
        placed = self.placed(row, FICHE)
        if placed is None:
            return None
        code = CODE_FICHE.fullmatch(placed.value)
        return Placed(f"{code[1].upper()}-{code[2]}", placed.span) if code else placed

    def choice(
        self,
        row: Row,
        colonne: Colonne,
        values: Sequence[str],
        required: bool = True,
        also: Sequence[str] = (),
    ) -> str:
        """One of a closed list, whatever its accents and capitals; ``""`` when it is not, which is said.

        ``also`` are words understood and not proposed.
        """
        if colonne not in self.at:
            return ""
        cell = row[self.at[colonne]]
        typed = self.text(row, colonne)
        found = among(typed, (*values, *also))
        if found:
            return found
        if typed:
            message = f"« {typed} » n'est pas une valeur de la colonne « {self.titled(colonne)} »."
            self.say("B008", message, cell.span, self._meant(typed, colonne, values))
        elif required and not self.told(cell) and any(_is_typed(other) for other in row):
            hint = "valeurs connues : " + ", ".join(values) + "."
            self.say(
                "B008", f"cette ligne n'a pas de « {self.titled(colonne)} ».", cell.span, (hint,)
            )
        return ""

    def _meant(self, typed: str, colonne: Colonne, values: Sequence[str]) -> tuple[str, ...]:
        """The nearest word; for what money is for, a slip of the pen only, else what treasurers mean by that word."""
        if colonne not in MONEY:
            return did_you_mean(typed, values, LIKE)
        usual = (
            ()
            if nearest(typed, values, ALMOST) or self.postes is None
            else self._usual(typed, colonne)
        )
        if usual:
            return (f"« {typed} » se range d'ordinaire dans « {' » ou « '.join(usual)} ».",)
        return did_you_mean(typed, values, ALMOST)

    def _usual(self, typed: str, colonne: Colonne) -> Sequence[str]:
        postes = self.postes() if self.postes else None
        sides = {NATURE: (DEPENSES,), ORIGINE: (RESSOURCES,)}.get(colonne, (DEPENSES, RESSOURCES))
        bloc = self.table.name.partition("_")[2]
        found = [postes.poste(side, typed, [], bloc) for side in sides] if postes else []
        return list(dict.fromkeys(poste.poste for poste in found if poste.sur))

    def told(self, cell: SheetCell) -> bool:
        """Whether a cell that gives nothing is told of elsewhere: an error, a formula never computed, a merged area."""
        return bool(cell.error) or cell.uncomputed or self.lost_in_a_merge(cell)

    def etalement(self, row: Row) -> Etalement:
        """When the money of a line goes out; in equal parts each month when the cell is empty."""
        cell = self.cell(row, ETALEMENT)
        if cell is None or cell.value is None:
            return EN_PARTS_EGALES
        bare = fold(str(cell.value))
        if bare in MONTHS:
            return Etalement(MOIS_NOMMES, (MoisCivil(MONTHS[bare]),))
        if bare == TRIMESTRIEL:
            return Etalement(TRIMESTRIEL)
        from pipeline.interpret.classeur.etalement import RYTHMES, parse_etalement

        typed = f"{cell.value:%m/%Y}" if isinstance(cell.value, date) else str(cell.value)
        found = parse_etalement(typed)
        if isinstance(found, Etalement):
            return found
        message = f"« {typed} » n'est pas une valeur de la colonne « {self.titled(ETALEMENT)} »."
        near = nearest(typed, RYTHMES, ALMOST)
        hints = did_you_mean(typed, RYTHMES, ALMOST) if near else (found,)
        self.say("B008", message, cell.span, hints)
        return EN_PARTS_EGALES

    def place(self, row: Row, colonne: Colonne) -> Span | None:
        """Where a cell is, for messages; None when the table has no such column."""
        index = self.at.get(colonne)
        return None if index is None else row[index].span

    def month(self, row: Row, colonne: Colonne) -> Echeance | None:
        """A civil month: « avril 2027 », « 04/2027 », or a date of that month."""
        cell = self.cell(row, colonne)
        found = None if cell is None else _month(cell.value)
        if found is not None:
            return found
        if cell is None:
            self.complete = False
        elif not self.lost_in_a_merge(cell):
            what = f"cette ligne n'a pas de « {self.titled(colonne)} »."
            if cell.value is not None:
                what = f"« {cell.value} » n'est pas un mois."
            self.say("B004", what, cell.span, ("écrivez par exemple « avril 2027 ».",))
            self.complete = False
        return None

    def quantity(self, row: Row, colonne: Colonne) -> Decimal | None:
        """A count, a number of hours or a share (« 50 % »); None when the cell is empty."""
        cell = self.cell(row, colonne)
        if cell is None or cell.value is None:
            return None
        if isinstance(cell.value, Decimal):
            return FIFTEEN.plus(cell.value)
        number = parse_quantite(str(cell.value)) if isinstance(cell.value, str) else None
        if number is None:
            self.say(
                "B004",
                f"« {_shown(cell)} » n'est pas un nombre{why_no_number(str(cell.value))}.",
                cell.span,
            )
            self.complete = False
        else:
            self.as_text(cell, nombre(number))
        return number

    def rise(self, row: Row) -> Decimal | None:
        """« +2 % par an », or 0,02 in a cell of per cent: 0.02.  A bare 2 would be two hundred per cent."""
        cell = self.cell(row, HAUSSE)
        if cell is None or cell.value is None:
            return None
        typed = cell.value
        number = typed if isinstance(typed, Decimal) else parse_hausse(str(typed))
        if number is not None and abs(number) <= MOST_RISE:
            return FIFTEEN.plus(number)
        shown = f"{typed:f}" if isinstance(typed, Decimal) else _shown(cell)
        message = f"« {shown.replace('.', ',')} » n'est pas une hausse annuelle."
        hint = "écrivez un pour cent, la moitié au plus : « 2 % »."
        self.say("B004", message, cell.span, (hint,))
        self.complete = False
        return None

    def amounts(
        self, row: Row, years: int, signed: bool = False
    ) -> tuple[Annees, tuple[SheetCell, ...]]:
        """Euros per contract year, with the cell of each; a year without column is zero."""
        amounts: list[Decimal] = []
        cells: list[SheetCell] = []
        for year in range(1, years + 1):
            index = self.years.get(year)
            cells.append(row[index or 0])
            amounts.append(ZERO if index is None else self.amount(row[index], signed) or ZERO)
        return tuple(amounts), tuple(cells)

    def euros(self, row: Row, colonne: Colonne, signed: bool = False) -> Decimal | None:
        """The amount of a named column; None when it is empty or absent."""
        index = self.at.get(colonne)
        return None if index is None else self.amount(row[index], signed)

    def amount(self, cell: SheetCell, signed: bool = False) -> Decimal | None:
        """Euros and cents; None when empty.  Anything unclear is a finding and leaves the table incomplete.

        Under zero only where money may be given back, or kept for another year (``signed``).
        """
        if cell.error or cell.uncomputed:
            self.faulty(cell)
            return None
        if cell.value is None:
            return None
        number = self._euros_of(cell, signed)
        if number is None:
            self.complete = False
            return None
        return cents(number)

    def _euros_of(self, cell: SheetCell, signed: bool) -> Decimal | None:
        value = cell.value
        number = value if isinstance(value, Decimal) else parse_montant(str(value))
        if number is None:
            self.say(
                "B004",
                f"le montant « {_shown(cell)} » n'est pas un nombre{why_no_number(str(value))}.",
                cell.span,
                () if why_no_number(str(value)) else what_to_type(value),
            )
            return None
        if number.copy_abs() > MAX_AMOUNT:
            self.say("B004", f"le montant « {number:g} » est hors de toute mesure.", cell.span)
            return None
        if number < 0 and not signed:
            hint = (
                "un montant s'écrit sans signe ; ce qui rentre va dans le tableau des ressources."
            )
            self.say("B009", f"le montant {euros(number)} est négatif.", cell.span, (hint,))
            self.complete = False
        elif isinstance(value, str):
            self.as_text(cell, euros(number))
        if (cell.montre or cell.part) and number:
            self._say_shown(cell, number)
        return number

    def _say_shown(self, cell: SheetCell, number: Decimal) -> None:
        """Told once for a table: the format of a cell is most often that of its column."""
        how = cell.montre or "en pour cent"
        if how in self.montres:
            return
        self.montres.add(how)
        message = f"cette case s'affiche {how} ; {euros(number)} sont comptés."
        hint = (
            f"donnez au tableau {self.table.name} le format « Nombre », puis vérifiez ses montants."
        )
        self.say("B097", message, cell.span, (hint,))

    def as_text(self, cell: SheetCell, understood: str) -> None:
        message = f"le montant « {cell.value} » est saisi comme du texte ; il a été compris comme {understood}."
        self.say("B016", message, cell.span)

    def faulty(self, cell: SheetCell) -> None:
        self.complete = False
        if cell.error == CIRCULAR:
            return
        if cell.error:
            shown, why = ERREURS.get(cell.error.upper(), (cell.error, ""))
            hints = (f"sa formule {why}.",) if why else ()
            self.say(
                "B005",
                f"la cellule affiche l'erreur {shown} : corrigez sa formule.",
                cell.span,
                hints,
            )
        else:
            hint = "ouvrez le classeur dans Excel ou LibreOffice, enregistrez-le, puis recommencez."
            self.say(
                "B006", "le résultat de cette formule n'a jamais été calculé.", cell.span, (hint,)
            )


def _numbers(lines: Sequence[SheetCell]) -> str:
    """« 12, 13, 14 », the first ones of many."""
    shown = ", ".join(str(cell.row) for cell in lines[:MOST_NAMED])
    return f"{shown}…" if len(lines) > MOST_NAMED else shown


def _total(row: Row) -> SheetCell | None:
    """The cell that makes this row a line of totals: its first words are « Total », « Sous-total »…"""
    words = next((cell for cell in row if isinstance(cell.value, str)), None)
    return words if words is not None and TOTAL.fullmatch(fold(str(words.value))) else None


def _first_typed(row: Row) -> SheetCell | None:
    return next((cell for cell in row if cell.value is not None), None)


def _is_typed(cell: SheetCell) -> bool:
    return cell.value is not None and not cell.formula


def _is_blank(row: Row) -> bool:
    """Nothing typed: the formulas of an unused line give zero or nothing, and so do their results once pasted."""
    return not any(cell.error or cell.uncomputed or _says_something(cell) for cell in row)


def _says_something(cell: SheetCell) -> bool:
    return cell.value is not None and cell.value != 0


def _title(cell: SheetCell) -> str:
    return str(cell.value or "")


def _month(value: str | Decimal | date | bool | None) -> Echeance | None:
    if isinstance(value, date):
        return Echeance(value.replace(day=1), Precision.MOIS)
    found = parse_echeance(DASHED.sub(r"\1/\2", str(value))) if value is not None else None
    if found is None or found.precision not in (Precision.MOIS, Precision.JOUR):
        return None
    return Echeance(found.debut.replace(day=1), Precision.MOIS)


def _shown(cell: SheetCell) -> str:
    value = cell.value
    if isinstance(value, bool):
        return "VRAI" if value else "FAUX"
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)
