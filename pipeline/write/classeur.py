"""The treasurer's workbook: tables, lists of choices, formulas with their results stored, the balance in colours."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from xlsxwriter import Workbook

from pipeline.model import colonnes
from pipeline.model.bareme import ORIGINE_FONCTIONNEMENT, VOLETS
from pipeline.model.budget import (
    FEUILLES,
    NATURES,
    ORIGINES,
    SOLDE_EN_BANQUE,
    SOUS_MISSIONS,
    STATUTS_RESSOURCE,
    TITRES_BLOCS,
    cents,
)
from pipeline.model.classeur import (
    BALANCE_ROWS,
    INDEMNITES,
    LISEZ_MOI,
    PARAMETRES,
    REALISE,
    SYNTHESE,
    Formule,
    Ligne,
    LigneBareme,
    Modele,
    Place,
    Valeur,
)
from pipeline.model.echeance import MOIS
from pipeline.model.etalement import EGAL, SEMESTRIEL, TRIMESTRIEL
from pipeline.model.langue.francais import euros
from pipeline.model.source import column_letters

WIDTHS: Mapping[str, int] = {
    colonnes.NATURE: 19,
    colonnes.ORIGINE: 27,
    colonnes.LIBELLE: 46,
    colonnes.FICHE: 24,
    colonnes.SOUS_MISSION: 21,
    colonnes.UNITE: 11,
    colonnes.STATUT: 11,
    colonnes.FINANCEUR: 20,
    colonnes.COMMENTAIRE: 50,
    colonnes.PERSONNE: 16,
    colonnes.MOIS: 15,
    colonnes.TYPE: 14,
    colonnes.BLOC: 20,
    colonnes.MOTIF: 50,
    colonnes.POSTE: 27,
}
WIDTH = 13
FORMATS: Mapping[str, str] = {
    colonnes.COMMENTAIRE: "wrap",
    colonnes.MOTIF: "wrap",
    colonnes.LIBELLE: "wrap",
    colonnes.MOIS: "month",
    colonnes.QUANTITE: "number",
    **dict.fromkeys(colonnes.QUANTITES, "number"),
    colonnes.HAUSSE: "share",
    colonnes.HEURES: "number",
}
"""Column → how its cells are shown; the others as Excel likes."""

LISTS: Mapping[str, str] = {
    colonnes.FICHE: "Fiches action",
    colonnes.PERSONNE: "Personnes",
    colonnes.POSTE: "Natures et origines",
}
"""Column → the list of the sheet *Paramètres* in which it is chosen."""

MORE_ROWS = 200
"""Lines typed later under a table find its lists of choices too."""

FINANCEURS = ("Assurance maladie", "ARS", "URPS", "Département", "Région", "Communes", "Membres")
TYPES = ("indemnité", "rémunération")
EPOCH = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
LAST_ROW = 1_048_575
STYLE = "Table Style Light 9"

RYTHMES = (EGAL, TRIMESTRIEL, SEMESTRIEL, *MOIS)
SAYS_WHEN = (
    "Choisissez, ou tapez : « mars, juin et septembre », « d'octobre à mars », « à partir d'octobre », "
    "« 350 € par mois »."
)

CONSEILS = (
    "Ce classeur contient tous les montants du projet de santé. Le logiciel le lit et n'y écrit jamais.",
    "",
    "1. Paramètres : la taille, le barème et ses montants. Cette feuille est verrouillée, sans mot de passe.",
    "2. Une feuille par bloc : les ressources en haut, les dépenses en dessous, l'équilibre en tête (vert : juste).",
    "3. Indemnités : qui reçoit quoi, mois par mois. Facultatif ; aucun nom n'est imprimé.",
    "4. Réalisé : ce qui est vraiment dépensé et reçu, une ligne par mois et par poste. À remplir une fois le contrat "
    "commencé.",
    "5. Synthèse : tous les blocs, et les virements de l'un à l'autre.",
    "",
    "Une dépense : sa nature, son libellé, la fiche action qu'elle sert, puis quantité × coût unitaire, ou un montant "
    "tapé à la place de la formule.",
    "Une année va d'un anniversaire du contrat au suivant. L'étalement dit quand l'argent sort : égal, un mois, à "
    "partir d'octobre, 350 € par mois… Une hausse annuelle (2 %) relève le coût unitaire d'année en année.",
    "Vous pouvez ajouter des lignes, des feuilles et des calculs, trier, filtrer, colorer. Gardez le nom des tableaux "
    "et les titres de leurs colonnes.",
    "",
    "Pour vérifier : make check CHEMIN=budgets. Le guide est docs/tresorerie.md.",
)


def classeur(modele: Modele) -> bytes:
    """The bytes of the workbook; the same model gives the same bytes."""
    buffer = io.BytesIO()
    book = Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": EPOCH, "author": "projet-sante"})
    book.set_calc_mode("auto")
    _Writer(book, modele).write()
    book.close()
    return buffer.getvalue()


class _Writer:
    def __init__(self, book: Any, modele: Modele) -> None:
        self.book = book
        self.modele = modele
        self.places = modele.places()
        self.values: dict[tuple[str, str], list[Decimal]] = {}
        """Table and column → the amounts stored, for the results of the formulas that add them."""
        made: Mapping[str, Mapping[str, Any]] = {
            "title": {"bold": True, "font_size": 14},
            "head": {"bold": True, "font_size": 11, "bottom": 1},
            "titles": {
                "bold": True,
                "bg_color": "#DDEBF7",
                "bottom": 1,
                "text_wrap": True,
                "valign": "top",
            },
            "note": {"italic": True, "font_color": "#555555"},
            "wrap": {"text_wrap": True, "valign": "top"},
            "euros": {"num_format": '#,##0.00 "€"'},
            "quiet": {"num_format": '#,##0.00 "€";-#,##0.00 "€";'},
            "number": {"num_format": "#,##0.##"},
            "share": {"num_format": "0.##%"},
            "month": {"num_format": "mmmm yyyy", "align": "left"},
            "bold_euros": {"num_format": '#,##0.00 "€"', "bold": True},
            "bold": {"bold": True},
            "good": {"bg_color": "#D9EAD3", "font_color": "#274E13"},
            "bad": {"bg_color": "#F4CCCC", "font_color": "#990000"},
        }
        self.formats = {name: book.add_format(dict(form)) for name, form in made.items()}

    def write(self) -> None:
        """The sheets in the order of the tabs; the amounts of the blocks are known before the sums are written."""
        for name in self.places:
            self._remember(name)
        self._read_me()
        self._parameters()
        for bloc in self.modele.blocs:
            self._block(bloc)
        self._register()
        self._follow_up()
        self._summary()

    def _remember(self, name: str) -> None:
        for column in self.places[name].colonnes:
            amounts = [_amount(line.get(column)) for line in self.modele.lignes(name)]
            self.values[name, column] = amounts

    def total(self, table: str, column: str) -> Decimal:
        return sum(self.values.get((table, column), ()), Decimal(0))

    def sheet(self, title: str, head: str, note: str = "") -> Any:
        sheet = self.book.add_worksheet(title)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&F&C&A&R&P / &N")
        sheet.write(0, 0, head, self.formats["title"])
        if note:
            sheet.write(1, 0, note, self.formats["note"])
        return sheet

    # --- sheets --------------------------------------------------------------------------------------------------

    def _read_me(self) -> None:
        sheet = self.sheet(
            LISEZ_MOI, f"Budget de {self.modele.nom}" if self.modele.nom else "Budget"
        )
        sheet.set_portrait()
        sheet.set_column(0, 0, 100)
        for row, text in enumerate(CONSEILS, 2):
            sheet.write(row, 0, text, self.formats["wrap"])
        sheet.print_area(0, 0, 2 + len(CONSEILS), 0)

    def _parameters(self) -> None:
        note = "Verrouillée pour éviter une faute de frappe : Révision, Ôter la protection (sans mot de passe)."
        sheet = self.sheet(PARAMETRES, PARAMETRES, note)
        m = self.modele
        self._table(sheet, "parametres", 3, ("Paramètre", "Valeur"), m.parametres)
        top = m.ligne_montant(0) - 2
        rows = [(FEUILLES[a.bloc], a.origine, a.montant) for a in m.montants]
        self._table(sheet, "bareme_aci", top, ("Bloc", "Origine", "Montant par an"), rows)
        side = 4
        for column, (name, header, values) in enumerate(self._lists(), side):
            self._table(sheet, name, 3, (header,), [(value,) for value in values], column)
            sheet.set_column(column, column, 44)
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, 1, 30)
        sheet.set_column(2, 3, 16)
        sheet.print_area(0, 0, top + len(m.montants) + 1, 2)
        sheet.protect(
            "", {"format_columns": True, "format_rows": True, "sort": True, "autofilter": True}
        )

    def _lists(self) -> Sequence[tuple[str, str, Sequence[str]]]:
        lists = (
            ("liste_fiches", "Fiches action", self.modele.fiches),
            ("liste_personnes", "Personnes", self.modele.personnes),
            ("liste_postes", "Natures et origines", (*NATURES, *self._postes(), SOLDE_EN_BANQUE)),
        )
        return [entry for entry in lists if entry[2]]

    def _postes(self) -> Sequence[str]:
        """The origins that the blocks of this workbook know."""
        known = [_origins(bloc, self.modele.montants) for bloc in self.modele.blocs]
        return [origin for origin in ORIGINES if any(origin in origins for origins in known)]

    def _block(self, bloc: str) -> None:
        m = self.modele
        sheet = self.sheet(
            FEUILLES[bloc], TITRES_BLOCS[bloc], "Montants en euros, par année de contrat."
        )
        depenses, ressources = self.places[f"depenses_{bloc}"], self.places[f"ressources_{bloc}"]
        first = depenses.colonnes.index(colonnes.ANNEES[0])
        sheet.write(3, 0, "Équilibre du bloc", self.formats["head"])
        for year in range(1, m.annees + 1):
            self._balance(sheet, bloc, year, first + year - 1)
        for row, word in enumerate(("Dépenses", "Ressources", "Virements", "Écart"), 4):
            sheet.write(row, 0, word, self.formats["bold"])
        for place, name, word in (
            (ressources, f"ressources_{bloc}", "Ressources"),
            (depenses, f"depenses_{bloc}", "Dépenses"),
        ):
            sheet.write(place.titres - 2, 0, word, self.formats["head"])
            self._lines(sheet, name, place)
        for column, title in enumerate(depenses.colonnes):
            other = ressources.colonnes[column] if column < len(ressources.colonnes) else ""
            sheet.set_column(
                column, column, max(WIDTHS.get(title, WIDTH), min(WIDTHS.get(other, WIDTH), 27))
            )
        sheet.freeze_panes(
            BALANCE_ROWS + 1, 0
        )  # the gap of each year stays in sight, above its column
        sheet.print_area(0, 0, LAST_ROW, len(depenses.colonnes) - 1)

    def _balance(self, sheet: Any, bloc: str, year: int, column: int) -> None:
        """Four figures of a year: spent, got, handed over, and the gap, green when it is nothing."""
        letter, name = column_letters(column + 1), colonnes.ANNEES[year - 1]
        spent, got = self.total(f"depenses_{bloc}", name), self.total(f"ressources_{bloc}", name)
        moved = self._moved(bloc, year)
        euros = self.formats["euros"]
        sheet.write(3, column, f"An {year}", self.formats["head"])
        sheet.write_formula(4, column, f"=SUM(depenses_{bloc}[{name}])", euros, float(spent))
        sheet.write_formula(5, column, f"=SUM(ressources_{bloc}[{name}])", euros, float(got))
        sheet.write_formula(6, column, _handed(bloc, year), euros, float(moved))
        gap = f"=ROUND({letter}6+{letter}7-{letter}5,2)"
        sheet.write_formula(7, column, gap, self.formats["bold_euros"], float(got + moved - spent))
        self._colours(sheet, 7, column, 7, column)

    def _moved(self, bloc: str, year: int) -> Decimal:
        """What other blocks hand to this one, less what it hands to them."""
        found = Decimal(0)
        for line in self.modele.lignes("virements"):
            if str(line.get(colonnes.ANNEE)) == str(year):
                amount = _amount(line.get(colonnes.MONTANT))
                found += amount * (
                    (line.get(colonnes.VERS) == FEUILLES[bloc])
                    - (line.get(colonnes.DE) == FEUILLES[bloc])
                )
        return found

    def _colours(self, sheet: Any, top: int, left: int, bottom: int, right: int) -> None:
        for criteria, form in (("==", "good"), ("!=", "bad")):
            rule = {"type": "cell", "criteria": criteria, "value": 0, "format": self.formats[form]}
            sheet.conditional_format(top, left, bottom, right, rule)

    def _register(self) -> None:
        note = "Une ligne par personne et par mois ; écrivez la clé de la personne ou un numéro. Rien n'est imprimé."
        title = "Registre des indemnités et des rémunérations"
        sheet, place = self._monthly(INDEMNITES, title, note, "indemnites", kept=2)
        if self.modele.pass_connu:
            column = place.colonnes.index(colonnes.CUMUL)
            over = {
                "type": "cell",
                "criteria": ">",
                "value": int(self.modele.pass_connu[1]),
                "format": self.formats["bad"],
            }
            sheet.conditional_format(
                place.titres, column, place.titres + place.lignes + MORE_ROWS, column, over
            )

    def _follow_up(self) -> None:
        note = "Une ligne par mois et par poste, avec le libellé du budget. « Année » : si ce n'est pas celle du mois."
        self._monthly(REALISE, "Ce qui est dépensé et reçu", note, "realise", kept=0)

    def _monthly(self, title: str, head: str, note: str, name: str, kept: int) -> tuple[Any, Place]:
        """A sheet of one long table, its titles and its first ``kept`` columns always in sight."""
        sheet, place = self.sheet(title, head, note), self.places[name]
        self._lines(sheet, name, place)
        for column, header in enumerate(place.colonnes):
            sheet.set_column(column, column, WIDTHS.get(header, WIDTH))
        sheet.freeze_panes(place.titres, kept)
        sheet.repeat_rows(place.titres - 1)
        sheet.print_area(0, 0, LAST_ROW, len(place.colonnes) - 1)
        return sheet, place

    def _summary(self) -> None:
        m = self.modele
        sheet = self.sheet(
            SYNTHESE,
            SYNTHESE,
            "Calculée : rien à taper dans ce tableau. L'écart est juste quand il est vert.",
        )
        place = self.places["synthese"]
        top = place.titres - 1
        columns: list[dict[str, Any]] = [
            {"header": title, "header_format": self.formats["titles"]} for title in place.colonnes
        ]
        whole: dict[str, Decimal] = dict.fromkeys(place.colonnes, Decimal(0))
        rows: list[dict[str, tuple[str, Decimal]]] = [self._summary_row(bloc) for bloc in m.blocs]
        for row in rows:
            for title, (_formula, value) in row.items():
                whole[title] += value
        bottom = top + len(m.blocs) + 1
        options = {"name": "synthese", "columns": columns, "style": STYLE, "autofilter": False}
        sheet.add_table(top, 0, bottom - 1, len(columns) - 1, options)
        sheet.write_string(bottom, 0, "Total", self.formats["bold"])
        for at, title in enumerate(place.colonnes[1:], 1):
            sheet.write_formula(
                bottom,
                at,
                f"=SUM(synthese[{title}])",
                self.formats["bold_euros"],
                float(whole[title]),
            )
        for offset, (bloc, row) in enumerate(zip(m.blocs, rows, strict=True), 1):
            sheet.write_string(top + offset, 0, FEUILLES[bloc])
            for title, (formula, value) in row.items():
                at = place.colonnes.index(title)
                sheet.write_formula(top + offset, at, formula, self.formats["euros"], float(value))
        for year in range(m.annees):
            self._colours(sheet, top + 1, 4 + 4 * year, bottom, 4 + 4 * year)
        virements = self.places["virements"]
        sheet.write(virements.titres - 2, 0, "Virements entre blocs", self.formats["head"])
        self._lines(sheet, "virements", virements)
        sheet.set_column(0, len(columns) - 1, 17)
        sheet.print_area(0, 0, LAST_ROW, len(columns) - 1)

    def _summary_row(self, bloc: str) -> dict[str, tuple[str, Decimal]]:
        row: dict[str, tuple[str, Decimal]] = {}
        for year in range(1, self.modele.annees + 1):
            name = colonnes.ANNEES[year - 1]
            spent, got = (
                self.total(f"depenses_{bloc}", name),
                self.total(f"ressources_{bloc}", name),
            )
            moved = self._moved(bloc, year)
            row[f"Dépenses année {year}"] = (f"=SUM(depenses_{bloc}[{name}])", spent)
            row[f"Ressources année {year}"] = (f"=SUM(ressources_{bloc}[{name}])", got)
            row[f"Virements année {year}"] = (_handed(bloc, year), moved)
            parts = [
                _here("synthese", f"{word} année {year}")
                for word in ("Ressources", "Virements", "Dépenses")
            ]
            gap = f"ROUND({parts[0]}+{parts[1]}-{parts[2]},2)"
            row[f"Écart année {year}"] = (f"={gap}", got + moved - spent)
        return row

    # --- tables --------------------------------------------------------------------------------------------------

    def _table(
        self,
        sheet: Any,
        name: str,
        top: int,
        header: Sequence[str],
        rows: Sequence[Sequence[object]],
        left: int = 0,
    ) -> None:
        """A table to be read and not filled in."""
        options = {
            "name": name,
            "columns": [
                {"header": title, "header_format": self.formats["titles"]} for title in header
            ],
            "style": STYLE,
            "autofilter": False,
        }
        sheet.add_table(top, left, top + max(1, len(rows)), left + len(header) - 1, options)
        for offset, row in enumerate(rows, 1):
            for column, value in enumerate(row, left):
                if isinstance(value, Decimal):
                    sheet.write_number(top + offset, column, float(value), self.formats["euros"])
                elif isinstance(value, int):
                    sheet.write_number(top + offset, column, value)
                else:
                    sheet.write_string(top + offset, column, str(value))

    def _lines(self, sheet: Any, name: str, place: Place) -> None:
        """A table to be filled in: its lines, empty ones after them, its formulas and its lists of choices."""
        top, bottom = place.titres - 1, place.titres - 1 + place.lignes
        columns = [self._column(name, title) for title in place.colonnes]
        options = {"name": name, "columns": columns, "style": STYLE}
        sheet.add_table(top, 0, bottom, len(columns) - 1, options)
        filled = self.modele.lignes(name)
        lines = [*filled, *[{}] * (place.lignes - len(filled))]
        for offset, line in enumerate(lines, 1):
            for column, title in enumerate(place.colonnes):
                value = self._value(name, title, line)
                self._cell(sheet, top + offset, column, value, self._format(title))
        self._choices(sheet, name, place)
        self._advice(sheet, name, place)
        amounts = [
            column for column, title in enumerate(place.colonnes) if self._formula(name, title)
        ]
        if amounts:
            area = f"{column_letters(amounts[0] + 1)}{top + 2}:{column_letters(amounts[-1] + 1)}{bottom + 1}"
            sheet.ignore_errors({"calculated_column": area})

    def _choices(self, sheet: Any, name: str, place: Place) -> None:
        """The lists of choices, some rows further than the table: not where another is below, whose lists are its own."""
        on_the_sheet = [one for one in self.places.values() if one.feuille == place.feuille]
        is_the_last = all(one.titres <= place.titres for one in on_the_sheet)
        last = place.titres - 1 + place.lignes + (MORE_ROWS if is_the_last else 0)
        for column, title in enumerate(place.colonnes):
            choice = self._choice(name, title)
            if choice:
                sheet.data_validation(place.titres, column, last, column, choice)

    def _advice(self, sheet: Any, name: str, place: Place) -> None:
        """What to remember of a line that depends on results, when one of its amounts is chosen: never printed."""
        bloc = name.removeprefix("ressources_")
        unsure = (VOLETS["variable"], VOLETS["snp_specifique"])
        worth = {line.origine: line.montant for line in self.modele.montants if line.bloc == bloc}
        years = [column for column, title in enumerate(place.colonnes) if title in colonnes.ANNEES]
        for offset, line in enumerate(
            self.modele.lignes(name) if name.startswith("ressources_") else ()
        ):
            origine = str(line.get(colonnes.ORIGINE))
            if origine in unsure and origine in worth:
                most = f"Au plus {euros(worth[origine])} par an, selon les résultats : comptez-la avec prudence."
                advice = {"validate": "any", "input_title": "Part variable", "input_message": most}
                sheet.data_validation(
                    place.titres + offset, years[0], place.titres + offset, years[-1], advice
                )

    def _column(self, name: str, title: str) -> dict[str, Any]:
        column: dict[str, Any] = {
            "header": title,
            "format": self._format(title),
            "header_format": self.formats["titles"],
        }
        formula = self._formula(name, title)
        return {**column, "formula": formula} if formula else column

    def _formula(self, name: str, title: str) -> str:
        """What an empty line computes by itself."""
        if name.startswith("depenses_") and title in colonnes.ANNEES:
            rank = colonnes.ANNEES.index(title) + 1
            return f"=ROUND({self._quantity(name, rank)}*{self._unit_cost(name, rank)},2)"
        if name == "indemnites" and title == colonnes.MONTANT:
            return f"=ROUND({_here(name, colonnes.HEURES)}*{_here(name, colonnes.TAUX_HORAIRE)},2)"
        if name == "indemnites" and title == colonnes.CUMUL:
            month, person = _here(name, colonnes.MOIS), _here(name, colonnes.PERSONNE)
            year = f"YEAR({month})"
            paid, whose, when = (
                f"indemnites[{c}]" for c in (colonnes.MONTANT, colonnes.PERSONNE, colonnes.MOIS)
            )
            months = f'{when},">="&DATE({year},1,1),{when},"<="&DATE({year},12,31)'
            return f"=IF(ISNUMBER({month}),SUMIFS({paid},{whose},{person},{months}),0)"
        return ""

    def _quantity(self, name: str, rank: int) -> str:
        """The quantity of a contract year: the last typed, where the table tells those of later years."""
        if rank == 1:
            return _here(name, colonnes.QUANTITE)
        return self._or_before(name, colonnes.QUANTITES[rank - 2], self._quantity(name, rank - 1))

    def _unit_cost(self, name: str, rank: int) -> str:
        """The same of the unit cost, with its yearly rise."""
        if rank == 1:
            return _here(name, colonnes.COUT_UNITAIRE)
        title = colonnes.COUTS_UNITAIRES[rank - 2]
        if any(later in self.places[name].colonnes for later in colonnes.COUTS_UNITAIRES):
            risen = f"{self._unit_cost(name, rank - 1)}*(1+{_here(name, colonnes.HAUSSE)})"
            return self._or_before(name, title, risen)
        power = "" if rank == 2 else f"^{rank - 1}"
        cost, rise = _here(name, colonnes.COUT_UNITAIRE), _here(name, colonnes.HAUSSE)
        return f"{cost}*(1+{rise}){power}"

    def _or_before(self, name: str, title: str, before: str) -> str:
        if title not in self.places[name].colonnes:
            return before
        typed = _here(name, title)
        return f'IF({typed}="",{before},{typed})'

    def _value(self, name: str, title: str, line: Ligne) -> Valeur | None:
        value = line.get(title)
        formula = self._formula(name, title)
        if title == colonnes.CUMUL:
            return Formule(formula, self._so_far(line))
        return Formule(formula, Decimal(0)) if formula and not line else value

    def _so_far(self, line: Ligne) -> Decimal:
        """What a person is paid in the civil year of a line."""
        month = line.get(colonnes.MOIS)
        if not isinstance(month, date):
            return Decimal(0)
        others = (
            other
            for other in self.modele.lignes("indemnites")
            if other.get(colonnes.PERSONNE) == line.get(colonnes.PERSONNE)
        )
        same = (
            o
            for o in others
            if isinstance(m := o.get(colonnes.MOIS), date) and m.year == month.year
        )
        return sum((_amount(other.get(colonnes.MONTANT)) for other in same), Decimal(0))

    def _format(self, title: str) -> Any:
        if title in colonnes.ANNEES or title in (
            colonnes.MONTANT,
            colonnes.COUT_UNITAIRE,
            *colonnes.COUTS_UNITAIRES,
            colonnes.TAUX_HORAIRE,
        ):
            return self.formats["euros"]
        if title == colonnes.CUMUL:
            return self.formats["quiet"]
        return self.formats.get(FORMATS.get(title, ""))

    def _choice(self, name: str, title: str) -> dict[str, Any] | None:
        """The list of choices of a column; the lists that may be overruled only inform."""
        bloc = name.partition("_")[2]
        closed: Mapping[str, Callable[[], Sequence[str]]] = {
            colonnes.NATURE: lambda: NATURES,
            colonnes.ORIGINE: lambda: _origins(bloc, self.modele.montants),
            colonnes.STATUT: lambda: STATUTS_RESSOURCE,
            colonnes.SOUS_MISSION: lambda: SOUS_MISSIONS,
            colonnes.TYPE: lambda: TYPES,
            colonnes.DE: lambda: [FEUILLES[b] for b in self.modele.blocs],
            colonnes.VERS: lambda: [FEUILLES[b] for b in self.modele.blocs],
            colonnes.BLOC: lambda: [FEUILLES[b] for b in self.modele.blocs],
        }
        if title in closed:
            return {"validate": "list", "source": list(closed[title]()), "error_type": "warning"}
        if title == colonnes.ETALEMENT:
            return {
                "validate": "list",
                "source": list(RYTHMES),
                "show_error": False,
                "input_title": "Quand l'argent sort",
                "input_message": SAYS_WHEN,
            }
        if title == colonnes.ANNEE:
            return {
                "validate": "list",
                "source": [str(year) for year in range(1, self.modele.annees + 1)],
            }
        if title == colonnes.FINANCEUR:
            return {
                "validate": "list",
                "source": list(FINANCEURS),
                "error_type": "information",
                "show_error": False,
            }
        for offset, (_name, header, values) in enumerate(self._lists(), 4):
            if LISTS.get(title) == header:
                letter = column_letters(offset + 1)
                area = f"={PARAMETRES}!${letter}$5:${letter}${4 + len(values)}"
                return {"validate": "list", "source": area, "show_error": False}
        return None

    def _cell(self, sheet: Any, row: int, column: int, value: Valeur | None, style: Any) -> None:
        match value:
            case None | "":
                return
            case Formule(text, result):
                stored = float(result) if isinstance(result, Decimal) else result
                sheet.write_formula(row, column, text, style, stored)
            case Decimal():
                sheet.write_number(row, column, float(value), style)
            case date():
                sheet.write_datetime(
                    row, column, datetime(value.year, value.month, value.day), style
                )
            case str():
                sheet.write_string(row, column, value, style)


def _amount(value: Valeur | None) -> Decimal:
    if isinstance(value, Formule):
        return _amount(value.resultat)
    return cents(value) if isinstance(value, Decimal) else Decimal(0)


def _here(table: str, column: str) -> str:
    """The cell of a column on the line of the formula, as every spreadsheet reads it."""
    return f"{table}[[#This Row],[{column}]]"


def _handed(bloc: str, year: int) -> str:
    name = FEUILLES[bloc]
    amount, when = f"virements[{colonnes.MONTANT}]", f"virements[{colonnes.ANNEE}]"
    got, given = (
        f'SUMIFS({amount},virements[{way}],"{name}",{when},{year})'
        for way in (colonnes.VERS, colonnes.DE)
    )
    return f"={got}-{given}"


def _origins(bloc: str, montants: Sequence[LigneBareme]) -> list[str]:
    """The origins that the barème knows in a block, then those of everyone; short enough for a list in a cell."""
    own = [line.origine for line in montants if line.bloc == bloc]
    aci = set(VOLETS.values()) | {ORIGINE_FONCTIONNEMENT}
    return [*own, *(origin for origin in ORIGINES if origin not in aci)]
