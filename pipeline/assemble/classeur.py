"""The treasurer's workbook: a new one for this project, or the present one carried over to a new year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from pipeline.model import colonnes
from pipeline.model.bareme import (
    BAREME_INCONNU,
    FONCTIONNEMENT,
    ORIGINE_FONCTIONNEMENT,
    VOLETS,
    Bareme,
)
from pipeline.model.budget import ACQUIS, BLOCS, FEUILLES
from pipeline.model.classeur import (
    INDEMNITES,
    LISEZ_MOI,
    PARAMETRES,
    REALISE,
    SYNTHESE,
    Formule,
    Ligne,
    LigneBareme,
    Modele,
    Valeur,
)
from pipeline.model.colonnes import CLASSEUR, Colonne, en_tete_du_tableau
from pipeline.model.droits import Contrat
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.personne import PHYSIQUE
from pipeline.model.projet import Piece, Projet
from pipeline.model.source import CELL_REFERENCE, SheetCell, SheetTable, Workbook, column_number
from pipeline.model.valeur import dataclass

VARIABLE, PREMIERE, MISE_A_JOUR, SURVENUE, SNP = (
    VOLETS[name]
    for name in ("variable", "premiere_redaction", "mise_a_jour", "survenue", "snp_specifique")
)
OWN_SHEETS = (LISEZ_MOI, PARAMETRES, INDEMNITES, REALISE, SYNTHESE, *FEUILLES.values())
COLUMN_NAMED = motif(r"(?<=\[)[^\[\]#]+(?=\])")
"""A column in a formula that reads a table."""

Row = Sequence[SheetCell]


def nouveau(
    projet: Projet, annees: int, remplir: bool = True, contrat: Contrat | None = None
) -> Modele:
    """A workbook for the size, missions, barème and dates of the project, its resources of the ACI already written.

    With the dates of ``contrat``, each is the right of its year, as « make droits » shows it; whole years without.
    """
    identite = projet.identite
    bareme = _bareme(projet)
    size = projet.taille or 1
    blocs = _blocs(projet)
    effet = identite.dates.get("effet")
    modele = Modele(
        nom=identite.nom if "XX" not in identite.nom else "",
        taille=size,
        bareme=bareme.cle,
        source=bareme.source,
        effet=str(effet.value) if effet else "",
        annees=annees,
        blocs=blocs,
        fiches=tuple(f"{f.cle} — {f.titre.value}" for f in projet.fiches if f.code and f.titre),
        personnes=tuple(
            person.cle for person in projet.annuaire.presents if person.type == PHYSIQUE
        ),
        montants=tuple(_amounts(bareme, blocs, size)),
        pass_connu=_last_pass(projet),
    )
    return replace(modele, tables=dict(_resources(modele, remplir, _rights(contrat))))


Rights = Mapping[tuple[str, str, int], Decimal]
"""Block, origin and contract year → euros; zero for what a dated mission does not give that year."""


def _rights(contrat: Contrat | None) -> Rights:
    """The rights of the missions that have a start; none of them while the contract has no date."""
    if contrat is None or not contrat.annees:
        return {}
    dated = {mission.cle for mission in contrat.missions if mission.demarrage is not None}
    years = range(1, contrat.duree + 1)
    found = {
        (bloc, origine, year): Decimal(0)
        for bloc in dated
        for origine in VOLETS.values()
        for year in years
    }
    for right in contrat.droits:
        origine = ORIGINE_FONCTIONNEMENT if right.bloc == FONCTIONNEMENT else VOLETS[right.volet]
        found[right.bloc, origine, right.annee] = right.montant
    return found


def _blocs(projet: Projet) -> tuple[str, ...]:
    """The fonctionnement and the missions kept; all of them while the project does not say."""
    kept = projet.identite.retenues or frozenset(BLOCS)
    return tuple(bloc for bloc in BLOCS if bloc in kept or bloc == FONCTIONNEMENT)


def _last_pass(projet: Projet) -> tuple[int, Decimal] | None:
    """The latest plafond annuel de la Sécurité sociale that we know, and its year."""
    if not projet.plafonds:
        return None
    year = max(projet.plafonds)
    return year, projet.plafonds[year].montant


def _bareme(projet: Projet) -> Bareme:
    """The one that the project names, else the first that we know."""
    if Piece.BAREME not in projet.trous:
        return projet.bareme
    return next(iter(projet.baremes.values()), BAREME_INCONNU)


def _amounts(bareme: Bareme, blocs: Sequence[str], size: int) -> Iterator[LigneBareme]:
    if not bareme.cle:
        return
    for bloc in blocs:
        if bloc == FONCTIONNEMENT:
            yield LigneBareme(bloc, ORIGINE_FONCTIONNEMENT, bareme.fonctionnement[size - 1])
        mission = bareme.mission(bloc)
        for name, amounts in {**mission.volets, **mission.hors_total}.items() if mission else ():
            yield LigneBareme(bloc, VOLETS[name], amounts[size - 1])


def _resources(modele: Modele, fill: bool, rights: Rights) -> Iterator[tuple[str, list[Ligne]]]:
    """The lines of the ACI of each block; what depends on results or on a crisis is left to the treasurer."""
    for bloc in modele.blocs:
        lines: list[Ligne] = []
        for rank, amount in enumerate(modele.montants):
            if amount.bloc == bloc and amount.origine != SURVENUE:
                lines.append(_resource(modele, amount, rank, rights if fill else None))
        yield f"ressources_{bloc}", lines


def _resource(modele: Modele, amount: LigneBareme, rank: int, rights: Rights | None) -> Ligne:
    """A line of the ACI: a formula where the year is whole, its right where it is not; nothing without ``rights``."""
    uncertain = amount.origine in (VARIABLE, SNP)
    line: dict[str, Valeur] = {
        colonnes.ORIGINE: amount.origine,
        colonnes.LIBELLE: amount.origine.removeprefix("ACI ").capitalize(),
        colonnes.FINANCEUR: "Assurance maladie",
    }
    if not uncertain:
        line[colonnes.STATUT] = ACQUIS
    for year, title in enumerate(modele.titres_annees, 1):
        due = (amount.origine != PREMIERE or year == 1) and (
            amount.origine != MISE_A_JOUR or year > 1
        )
        if rights is None or not due or uncertain:
            line[title] = Decimal(0)
            continue
        right = rights.get((amount.bloc, amount.origine, year), amount.montant)
        whole = Formule(f"={PARAMETRES}!$C${modele.ligne_montant(rank)}", amount.montant)
        line[title] = whole if right == amount.montant else right
    return line


# --- carried over -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reconduction:
    """The workbook of the new year, and what the old one had that it does not, each in a sentence."""

    modele: Modele
    laisses: tuple[str, ...]


def reconduit(
    modele: Modele, ancien: Workbook, lignes: Mapping[str, tuple[SheetTable, Sequence[Row]]]
) -> Reconduction:
    """The lines of the old tables under the titles of the new ones, formulas included where all that they read follows.

    ``lignes`` gives each table of ours that the old workbook has, with the rows that count.
    """
    left: list[str] = []
    for name in sorted(set(lignes) - set(modele.places())):
        if lignes[name][1]:
            left.append(f"le tableau {name}, dont la mission n'est pas retenue")
    lignes = {name: found for name, found in lignes.items() if name in modele.places()}
    wider = replace(
        modele,
        tables={name: [{}] * len(rows) for name, (_table, rows) in lignes.items()},
        en_plus={name: _of_later_years(table, name) for name, (table, _rows) in lignes.items()},
    )
    moves = _moves(wider, ancien, lignes)
    tables = {
        name: _carried(wider, name, table, rows, moves, left)
        for name, (table, rows) in lignes.items()
    }
    own = [sheet.title for sheet in ancien.sheets if not _is_ours(sheet.title, ancien, lignes)]
    if own:
        left.insert(0, "vos feuilles : " + ", ".join(own))
    return Reconduction(replace(wider, tables=tables), tuple(left))


def _of_later_years(table: SheetTable, name: str) -> tuple[Colonne, ...]:
    """« Quantité année 2 » and its like, which only who needs them has."""
    found = (en_tete_du_tableau(name).colonne(str(cell.value or "")) for cell in table.header)
    later = (*colonnes.QUANTITES, *colonnes.COUTS_UNITAIRES)
    return tuple(title for title in found if title in later)


def _is_ours(
    title: str, ancien: Workbook, lignes: Mapping[str, tuple[SheetTable, Sequence[Row]]]
) -> bool:
    named = {fold(name) for name in OWN_SHEETS}
    return fold(title) in named or any(
        table.span.sheet == title for table, _rows in lignes.values()
    )


Moves = Mapping[tuple[str, int, int], str]
"""Sheet, row and column of an old cell → how a formula names it in the new workbook."""


def _moves(
    modele: Modele, ancien: Workbook, lignes: Mapping[str, tuple[SheetTable, Sequence[Row]]]
) -> Moves:
    found: dict[tuple[str, int, int], str] = {}
    for name, (table, rows) in lignes.items():
        place = modele.place(name)
        for rank, row in enumerate(rows):
            for index, title in _titles(table, name, place.colonnes):
                cell = row[index]
                found[cell.place[1], cell.row, cell.column] = (
                    f"{_quoted(place.feuille)}!{place.cellule(rank, title)}"
                )
    ranks = {(amount.bloc, amount.origine): rank for rank, amount in enumerate(modele.montants)}
    old = ancien.table("bareme_aci")
    for row in old.rows if old else ():
        for bloc in BLOCS:
            amount = ranks.get((bloc, str(row[1].value)))
            if FEUILLES[bloc] == row[0].value and amount is not None:
                found[row[2].place[1], row[2].row, row[2].column] = (
                    f"{PARAMETRES}!C{modele.ligne_montant(amount)}"
                )
    return found


def _titles(table: SheetTable, name: str, known: Sequence[str]) -> list[tuple[int, Colonne]]:
    """The columns of an old table that the new one has, each with its place, whatever their wording was."""
    en_tete = en_tete_du_tableau(name)
    named = (
        (index, en_tete.colonne(str(cell.value or ""))) for index, cell in enumerate(table.header)
    )
    return [
        (index, colonne) for index, colonne in named if colonne is not None and colonne in known
    ]


def _carried(
    modele: Modele, name: str, table: SheetTable, rows: Sequence[Row], moves: Moves, left: list[str]
) -> list[Ligne]:
    titles = _titles(table, name, modele.place(name).colonnes)
    kept = {index for index, _title in titles}
    lost = [
        str(c.value)
        for i, c in enumerate(table.header)
        if i not in kept and any(r[i].value is not None for r in rows)
    ]
    if lost:
        left.append(f"des colonnes du tableau {name} : {', '.join(lost)}")
    lines: list[Ligne] = []
    for row in rows:
        line: dict[str, Valeur] = {}
        for index, title in titles:
            value = _value(row[index], modele.place(name).feuille, moves, left)
            if value is not None:
                line[title] = value
        lines.append(line)
    return lines


def _value(cell: SheetCell, sheet: str, moves: Moves, left: list[str]) -> Valeur | None:
    value = cell.value
    if isinstance(value, bool) or value is None:
        return None
    if not cell.formula or isinstance(value, date):
        return value
    formula = _moved(cell, sheet, moves)
    if formula is None:
        left.append(f"une formule, remplacée par son résultat : {cell.name} ={cell.formula}")
        return value
    return Formule(f"={formula}", value)


def _moved(cell: SheetCell, sheet: str, moves: Moves) -> str | None:
    """The formula with its references to carried cells moved; None when it reads a cell that is left behind."""
    lost = False

    def change(match: re.Match[str]) -> str:
        nonlocal lost
        found = _reference(match, cell, sheet, moves)
        lost = lost or found is None
        return found or ""

    moved = CELL_REFERENCE.sub(change, cell.formula)
    return None if lost or "?" in cell.formula[:1] or "[1]" in cell.formula else moved


def _reference(match: re.Match[str], cell: SheetCell, sheet: str, moves: Moves) -> str | None:
    if match["table"]:
        return _with_our_titles(match["table"], match.group())
    if match.group().startswith('"'):
        return match.group()
    if match["from"]:
        return None
    corners = [moves.get(corner, "") for corner in _corners(match, cell)]
    if not all(corners):
        return None
    where = corners[0].rpartition("!")[0]
    area = ":".join(corner.rpartition("!")[2] for corner in corners)
    return area if where == _quoted(sheet) else f"{where}!{area}"


def _corners(match: re.Match[str], cell: SheetCell) -> list[tuple[str, int, int]]:
    """The sheet, row and column of the cell that a formula reads, or of both ends of an area."""
    origin = (match["quoted"] or "").replace("''", "'") or match["bare"] or cell.place[1]
    typed = [(match["c1"], match["r1"]), (match["c2"], match["r2"])]
    return [(origin, int(row), column_number(column)) for column, row in typed if column]


def _with_our_titles(table: str, reference: str) -> str:
    """« depenses_x[[#This Row],[PU TTC]] » as the new workbook names that column."""
    en_tete = CLASSEUR.get(table.casefold().partition("_")[0])
    if en_tete is None:
        return reference
    return COLUMN_NAMED.sub(
        lambda named: en_tete.colonne(named.group()) or named.group(), reference
    )


def _quoted(sheet: str) -> str:
    """A sheet as formulas name it."""
    return f"'{sheet}'" if " " in sheet else sheet
