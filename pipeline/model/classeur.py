"""A workbook to be written for the treasurer: what it is made for, its tables line by line, and where each stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date
from decimal import Decimal

from pipeline.model import colonnes
from pipeline.model.bareme import FONCTIONNEMENT
from pipeline.model.budget import ACCES_SOINS, FEUILLES
from pipeline.model.colonnes import Colonne
from pipeline.model.source import column_letters
from pipeline.model.valeur import dataclass

LISEZ_MOI, PARAMETRES, INDEMNITES, REALISE, SYNTHESE = (
    "Lisez-moi",
    "Paramètres",
    "Indemnités",
    "Réalisé",
    "Synthèse",
)


@dataclass(frozen=True, slots=True)
class Formule:
    """``texte`` begins with ``=``; ``resultat`` is stored with it."""

    texte: str
    resultat: Decimal | str


Valeur = str | Decimal | date | Formule
Ligne = Mapping[str, Valeur]
"""Title of a column → what the cell holds; a column left out is empty."""


@dataclass(frozen=True, slots=True)
class LigneBareme:
    """An amount of the ACI for the size of the CPTS, in euros per contract year."""

    bloc: str
    origine: str
    montant: Decimal


@dataclass(frozen=True, slots=True)
class Place:
    """A table: its sheet, the row of its titles (from 1, in column A), its titles and its number of lines."""

    feuille: str
    titres: int
    colonnes: tuple[str, ...]
    lignes: int

    def cellule(self, ligne: int, colonne: str) -> str:
        """« G12 »: the cell of a line (from 0) under a title."""
        return f"{column_letters(self.colonnes.index(colonne) + 1)}{self.titres + 1 + ligne}"


@dataclass(frozen=True, slots=True)
class Modele:
    """``tables`` maps the name of a table to its lines; ``fiches`` are « M3-01 — titre », ``blocs`` keys of BLOCS."""

    nom: str
    taille: int
    bareme: str
    source: str
    effet: str
    annees: int
    blocs: tuple[str, ...]
    fiches: tuple[str, ...] = ()
    personnes: tuple[str, ...] = ()
    montants: tuple[LigneBareme, ...] = ()
    pass_connu: tuple[int, Decimal] | None = None
    tables: Mapping[str, Sequence[Ligne]] = field(default_factory=dict)
    en_plus: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Table of expenses → the columns of later years that its treasurer made: « Quantité année 2 »."""

    @property
    def parametres(self) -> tuple[tuple[str, str | int], ...]:
        """What the workbook is made for, as the sheet *Paramètres* lists it."""
        lines: list[tuple[str, str | int]] = [
            ("Taille", self.taille),
            ("Barème", self.bareme),
            ("Source du barème", self.source),
            ("Début du contrat", self.effet),
            ("Nombre d'années", self.annees),
        ]
        if self.pass_connu:
            lines.append(
                (
                    f"Plafond annuel de la Sécurité sociale {self.pass_connu[0]}",
                    int(self.pass_connu[1]),
                )
            )
        return tuple(lines)

    def ligne_montant(self, rang: int) -> int:
        """Row, from 1, of an amount of the ACI on the sheet *Paramètres*, under the two titles and the blank rows."""
        return 4 + len(self.parametres) + 4 + rang

    @property
    def titres_annees(self) -> tuple[Colonne, ...]:
        return colonnes.ANNEES[: self.annees]

    def lignes(self, table: str) -> Sequence[Ligne]:
        return self.tables.get(table, ())

    def place(self, table: str) -> Place:
        """Where a table stands; every table that may grow is the last of its sheet."""
        return self.places()[table]

    def places(self) -> Mapping[str, Place]:
        found: dict[str, Place] = {}
        for bloc in self.blocs:
            top, spare = BALANCE_ROWS + 4, SPARE["ressources"]
            name = f"ressources_{bloc}"
            found[name] = Place(
                FEUILLES[bloc], top, self.colonnes(name), len(self.lignes(name)) + spare
            )
            below = top + found[name].lignes + 3
            name = f"depenses_{bloc}"
            found[name] = Place(
                FEUILLES[bloc],
                below,
                self.colonnes(name),
                len(self.lignes(name)) + SPARE["depenses"],
            )
        count = len(self.lignes("indemnites")) + SPARE["indemnites"]
        found["indemnites"] = Place(INDEMNITES, 4, self.colonnes("indemnites"), count)
        count = len(self.lignes("realise")) + SPARE["realise"]
        found["realise"] = Place(REALISE, 4, self.colonnes("realise"), count)
        found["synthese"] = Place(SYNTHESE, 4, self.colonnes("synthese"), len(self.blocs))
        below = 4 + len(self.blocs) + 5
        count = len(self.lignes("virements")) + SPARE["virements"]
        found["virements"] = Place(SYNTHESE, below, self.colonnes("virements"), count)
        return found

    def colonnes(self, table: str) -> tuple[str, ...]:
        if table in COLONNES:
            return COLONNES[table]
        if table == "synthese":
            each = ("Dépenses", "Ressources", "Virements", "Écart")
            years = range(1, self.annees + 1)
            return ("Bloc", *(f"{word} année {year}" for year in years for word in each))
        kind, _, bloc = table.partition("_")
        half = (colonnes.SOUS_MISSION,) if bloc == ACCES_SOINS else ()
        if kind == "ressources":
            # the years of both tables stand in the same columns of the sheet
            who_and_when = (colonnes.STATUT, colonnes.FINANCEUR, colonnes.ETALEMENT)
            before = (colonnes.ORIGINE, colonnes.LIBELLE, *half, *who_and_when)
            if bloc == FONCTIONNEMENT:
                return (*before, *self.titres_annees, colonnes.COMMENTAIRE)
            return (*before, colonnes.COMMENTAIRE, *self.titres_annees)
        fiche = (colonnes.FICHE,) if bloc != FONCTIONNEMENT else ()
        why = (colonnes.QUANTITE, colonnes.UNITE, colonnes.COUT_UNITAIRE)
        when = (*self.titres_annees, colonnes.ETALEMENT, colonnes.HAUSSE)
        more = self.en_plus.get(table, ())
        what = (colonnes.NATURE, colonnes.LIBELLE, *fiche, *half, *why)
        return (*what, *when, *more, colonnes.COMMENTAIRE)


BALANCE_ROWS = 7
"""Rows of the balance at the head of a block, its title row and the blank one under it included."""

SPARE = {"ressources": 5, "depenses": 8, "indemnites": 12, "realise": 24, "virements": 3}
"""Empty lines left in each table."""

COLONNES: Mapping[str, tuple[Colonne, ...]] = {
    "indemnites": (
        colonnes.PERSONNE,
        colonnes.MOIS,
        colonnes.FICHE,
        colonnes.BLOC,
        colonnes.TYPE,
        colonnes.HEURES,
        colonnes.TAUX_HORAIRE,
        colonnes.MONTANT,
        colonnes.CUMUL,
        colonnes.COMMENTAIRE,
    ),
    "realise": (
        colonnes.MOIS,
        colonnes.BLOC,
        colonnes.POSTE,
        colonnes.LIBELLE,
        colonnes.FICHE,
        colonnes.MONTANT,
        colonnes.ANNEE,
        colonnes.PIECE_COMPTABLE,
        colonnes.COMMENTAIRE,
    ),
    "virements": (colonnes.DE, colonnes.VERS, colonnes.ANNEE, colonnes.MONTANT, colonnes.MOTIF),
}
"""Table → its columns, in the order in which we write them."""
