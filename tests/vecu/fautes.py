"""Thirty-six slips of a treasurer's year, three a month, each with the rule that must tell it and on which sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.vecu.classeur import Classeur
from tests.vecu.faits import INITIAL, nom

Geste = Callable[[Classeur, int], None]


@dataclass(frozen=True)
class Faute:
    code: str
    feuille: str
    quoi: str
    geste: Geste


def _realise(column: str, value: object) -> Geste:
    return lambda book, _rang: book.tape("Réalisé", column, value)


def _registre(column: str, value: object) -> Geste:
    return lambda book, _rang: book.tape("Indemnités", column, value)


def _de_plus(*line: object) -> Geste:
    """One more line of *Réalisé*, in the month."""
    return lambda book, rang: book.ajoute("Réalisé", (nom(rang), *line))


def _recopie(name: str) -> Geste:
    def copy(book: Classeur, rang: int) -> None:
        sheet, row = book.feuille(name), book.derniere(name)
        book.ajoute(name, [cell.value for cell in sheet[row]])

    return copy


def _budget(bloc: str, libelle: str, value: object, annee: int = 1) -> Geste:
    ligne = next(one for one in INITIAL if (one.bloc, one.libelle) == (bloc, libelle))

    def put(book: Classeur, rang: int) -> None:
        book.case(ligne, annee).value = value

    return put


def _sous_le_tableau(book: Classeur, rang: int) -> None:
    """Typed two rows under the table, where Excel does not stretch it."""
    sheet, row = book.feuille("Réalisé"), book.derniere("Réalisé") + 2
    for column, value in enumerate(
        (nom(rang), "Prévention", "honoraires", "Formation", None, 12), 1
    ):
        sheet.cell(row, column, value)


def _feuille_recopiee(book: Classeur, rang: int) -> None:
    copy = book.book.copy_worksheet(book.book["Parcours"])
    copy.title = "Parcours (2)"
    copy["D6"] = 36_000


def _fusionne(book: Classeur, rang: int) -> None:
    row = book.derniere("Réalisé")
    book.feuille("Réalisé").merge_cells(f"A{row - 1}:A{row}")


def _masque_la_colonne(book: Classeur, rang: int) -> None:
    book.feuille("Réalisé").column_dimensions["F"].hidden = True


def _masque_la_feuille(book: Classeur, rang: int) -> None:
    book.book["Crises sanitaires"].sheet_state = "hidden"


def _filtre(book: Classeur, rang: int) -> None:
    book.feuille("Indemnités").row_dimensions[2].hidden = True


def _total(book: Classeur, rang: int) -> None:
    sheet = book.book["Parcours"]
    sheet["A7"], sheet["D7"], sheet["E7"] = "TOTAL", 35_000, 35_000


def _titre(book: Classeur, rang: int) -> None:
    book.book["Prévention"]["D5"] = "Montant de 2027"


def _solde(book: Classeur, rang: int) -> None:
    book.ajoute("Réalisé", (nom(rang), "", "solde en banque", "", "", 1234.56, "", "B", ""))


def _meme_piece(book: Classeur, rang: int) -> None:
    """The same proof for the same wages, a month later."""
    row = next(
        row
        for row in range(book.derniere("Réalisé"), 1, -1)
        if book.feuille("Réalisé").cell(row, 3).value == "salaires"
    )
    first = next(r for r in range(2, row) if book.feuille("Réalisé").cell(r, 3).value == "salaires")
    book.tape("Réalisé", "Pièce", book.feuille("Réalisé").cell(first, 8).value, row)


FAUTES: Sequence[Sequence[Faute]] = (
    (
        Faute("B089", "Réalisé", "une somme notée deux fois", _recopie("Réalisé")),
        Faute("B065", "Indemnités", "un nom mal tapé", _registre("Personne", "durandd")),
        Faute(
            "B010",
            "Prévention",
            "un bloc déséquilibré d'un euro",
            _budget("Prévention", "Formation", 5_001),
        ),
    ),
    (
        Faute("B008", "Réalisé", "une nature inventée", _realise("Nature ou origine", "divers")),
        Faute("B066", "Indemnités", "une heure de trop", _registre("Heures", 30)),
        Faute(
            "B011",
            "Parcours",
            "une aide au-dessus du barème",
            _budget("Parcours", "Parcours", 36_000),
        ),
    ),
    (
        Faute("B007", "Réalisé", "une fiche qui n'existe pas", _realise("Fiche", "M9-01")),
        Faute("B067", "Indemnités", "une ligne du registre recopiée", _recopie("Indemnités")),
        Faute("B072", "Parcours (2)", "une feuille recopiée et changée", _feuille_recopiee),
    ),
    (
        Faute("B004", "Réalisé", "un montant à l'anglaise", _realise("Montant", "8,000.00")),
        Faute(
            "B048", "Indemnités", "un mois d'avant la validation", _registre("Mois", "mars 2026")
        ),
        Faute("B033", "Réalisé", "une colonne masquée", _masque_la_colonne),
    ),
    (
        Faute(
            "B085",
            "Réalisé",
            "une somme en moins sans un mot",
            _de_plus("Parcours", "indemnités", "", "", -12.5, "", "P", ""),
        ),
        Faute(
            "B069",
            "Réalisé",
            "le registre sans ce qui est payé",
            _registre("Type", "rémunération"),
        ),
        Faute("B032", "Crises sanitaires", "une feuille masquée", _masque_la_feuille),
    ),
    (
        Faute("B080", "Réalisé", "un mois d'avant le contrat", _realise("Mois", "mars 2026")),
        Faute("B070", "Indemnités", "une somme au-dessus du plafond", _registre("Montant", 60_000)),
        Faute("B034", "Parcours", "une ligne de total dans le tableau", _total),
    ),
    (
        Faute("B091", "Réalisé", "un solde qui n'est pas celui de la banque", _solde),
        Faute("B007", "Indemnités", "une fiche du registre inconnue", _registre("Fiche", "M1-09")),
        Faute("B003", "Prévention", "une année civile dans un titre", _titre),
    ),
    (
        Faute(
            "B087",
            "Réalisé",
            "un versement de l'ACI de trop",
            _de_plus("Parcours", "ACI volet fixe", "", "", 26_250, "", "P", ""),
        ),
        Faute("B004", "Indemnités", "un montant en lettres", _registre("Montant", "cent euros")),
        Faute("B033", "Indemnités", "une ligne filtrée", _filtre),
    ),
    (
        Faute(
            "B082",
            "Réalisé",
            "une dépense que rien ne prévoit",
            _de_plus("Parcours", "honoraires", "Avocat", "", 300, "", "P", ""),
        ),
        Faute("B008", "Indemnités", "un type inventé", _registre("Type", "cadeau")),
        Faute(
            "B096",
            "",
            "un montant changé après le vote",
            _budget("Parcours", "Réunions (heures)", 34_999),
        ),
    ),
    (
        Faute("B093", "Réalisé", "la même pièce deux mois de suite", _meme_piece),
        Faute("B066", "Indemnités", "un taux horaire faux", _registre("Taux horaire", 101)),
        Faute("B014", "Réalisé", "deux cases fusionnées", _fusionne),
    ),
    (
        Faute("B094", "Réalisé", "une dépense sans pièce", _realise("Pièce", None)),
        Faute("B016", "Indemnités", "un montant tapé en texte", _registre("Montant", "2 900 €")),
        Faute(
            "B009", "Prévention", "un montant négatif", _budget("Prévention", "Formation", -5_350)
        ),
    ),
    (
        Faute("B086", "Réalisé", "la fiche d'une autre mission", _realise("Fiche", "M1-01")),
        Faute("B068", "Indemnités", "un mois d'après le contrat", _registre("Mois", "avril 2033")),
        Faute("B015", "Réalisé", "une ligne sous le tableau", _sous_le_tableau),
    ),
)
