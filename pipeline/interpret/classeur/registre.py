"""What the workbook says beside its blocks: money handed from one to another, and what each person is paid."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from pipeline.interpret.classeur.emplacements import find_table
from pipeline.interpret.classeur.tableaux import FICHE, Row, Tableau
from pipeline.model.bareme import FONCTIONNEMENT
from pipeline.model.budget import (
    BLOCS,
    DEPENSES,
    FEUILLES,
    INDEMNITES,
    REMUNERATIONS,
    RESSOURCES,
    TOTAL,
    Indemnite,
    TotalAffiche,
    Virement,
    cents,
)
from pipeline.model.finding import Finding
from pipeline.model.langue.mots import did_you_mean, fold
from pipeline.model.mission import PAR_RANG
from pipeline.model.source import Workbook
from pipeline.model.span import Placed

TYPES: Mapping[str, str] = {"indemnité": INDEMNITES, "rémunération": REMUNERATIONS}
SYNTHESE = "Synthèse"
TOTALS = re.compile(r"(depenses|ressources),? annee ([1-5])")
PARAMETRES = {"taille": "taille", "bareme": "bareme", "debut du contrat": "effet"}
OPTIONAL = ("Fiche", "Bloc", "Heures", "Taux horaire", "Cumul de l'année", "Commentaire")
NOMS_BLOCS: Mapping[str, str] = {FEUILLES[bloc]: bloc for bloc in BLOCS}


def interpret_virements(workbook: Workbook, years: int, findings: list[Finding]) -> tuple[Virement, ...]:
    """The lines of the table ``virements``, if there is one."""
    table = find_table(workbook, "virements", SYNTHESE, ("De", "Vers", "Montant"), findings)
    if table is None:
        return ()
    tableau = Tableau(table, ("De", "Vers", "Année", "Montant"), ("Motif",), findings)
    if not tableau.sound:
        return ()
    read = (_virement(tableau, row, years) for row in tableau.rows())
    return tuple(virement for virement in read if virement is not None)


def _virement(table: Tableau, row: Row, years: int) -> Virement | None:
    de = NOMS_BLOCS.get(table.choice(row, "De", tuple(NOMS_BLOCS)))
    vers = NOMS_BLOCS.get(table.choice(row, "Vers", tuple(NOMS_BLOCS)))
    annee = contract_year_typed(table, row, years)
    montant = table.euros(row, "Montant")
    if de is None or vers is None or annee is None or montant is None:
        return None
    if de == vers:
        table.say("B042", f"ce virement va du bloc {FEUILLES[de]} à lui-même.", row[table.at["Vers"]].span)
        return None
    return Virement(de, vers, annee, montant, table.text(row, "Motif"), row[0].span)


def contract_year_typed(table: Tableau, row: Row, years: int) -> int | None:
    """A contract year, typed « 2 » or « Année 2 »."""
    typed = fold(table.text(row, "Année")).removeprefix("annee").strip()
    if typed.isdecimal() and 1 <= int(typed) <= years:
        return int(typed)
    cell = row[table.at["Année"]]
    if not cell.error and not cell.uncomputed:
        message = f"« {cell.value if cell.value is not None else ''} » n'est pas une année du contrat."
        table.say("B042", message, cell.span, (f"écrivez un nombre de 1 à {years}.",))
    return None


def interpret_indemnites(workbook: Workbook, findings: list[Finding]) -> tuple[tuple[Indemnite, ...], bool]:
    """The lines of the table ``indemnites``, and whether all of them could be read."""
    table = find_table(workbook, "indemnites", "Indemnités", ("Personne", "Mois"), findings)
    if table is None:
        return (), True
    required = ("Personne", "Mois", "Type", "Montant")
    tableau = Tableau(table, required, OPTIONAL, findings)
    if not tableau.sound:
        return (), False
    read = [_indemnite(tableau, row) for row in tableau.rows()]
    kept = tuple(line for line in read if line is not None)
    return kept, tableau.complete and len(kept) == len(read)


def _indemnite(table: Tableau, row: Row) -> Indemnite | None:
    personne = table.placed(row, "Personne")
    mois = table.month(row, "Mois")
    nature = _type(table, row)
    fiche = table.fiche(row)
    bloc = NOMS_BLOCS.get(table.choice(row, "Bloc", tuple(NOMS_BLOCS), required=False), "")
    montant = table.euros(row, "Montant")
    heures, taux = table.quantity(row, "Heures"), table.euros(row, "Taux horaire")
    if personne is None and not table.lost_in_a_merge(row[table.at["Personne"]]):
        table.say("B004", "cette ligne ne dit pas à qui elle est payée.", row[table.at["Personne"]].span)
    if personne is None or mois is None or not nature:
        return None
    return Indemnite(
        personne=personne,
        mois=mois,
        fiche=fiche,
        bloc=bloc or _bloc(table, fiche),
        nature=nature,
        heures=heures,
        taux=taux,
        montant=montant or Decimal(0),
        commentaire=table.text(row, "Commentaire"),
        span=row[0].span,
    )


def _bloc(table: Tableau, fiche: Placed[str] | None) -> str:
    """The mission of a fiche by the rank in its code, « M3-01 »; without fiche, the fonctionnement.

    A code that is none is said elsewhere: the sums of the register then prove nothing.
    """
    if fiche is None:
        return FONCTIONNEMENT
    mission = PAR_RANG.get(int(fiche.value[1])) if FICHE.fullmatch(fiche.value) else None
    table.complete = table.complete and mission is not None
    return mission.cle if mission else FONCTIONNEMENT


def interpret_synthese(workbook: Workbook, years: int) -> Iterator[TotalAffiche]:
    """The totals of the sheet *Synthèse*, by the titles of its columns: « Dépenses année 1 »."""
    table = workbook.table("synthese")
    if table is None:
        return
    columns: list[tuple[int, str, int]] = []
    for index, cell in enumerate(table.header):
        match = TOTALS.fullmatch(fold(str(cell.value or "")))
        if match and int(match[2]) <= years:
            columns.append((index, DEPENSES if match[1] == "depenses" else RESSOURCES, int(match[2])))
    for row in (*table.rows, *([table.totals] if table.totals else []), *table.below[:1]):
        named = fold(str(row[0].value or ""))
        bloc = TOTAL if named == "total" else next((b for name, b in NOMS_BLOCS.items() if fold(name) == named), None)
        for index, cote, year in columns if bloc else ():
            value = row[index].value
            if isinstance(value, Decimal) and bloc:
                yield TotalAffiche(bloc, cote, year, cents(value), row[index].span)


def interpret_parametres(workbook: Workbook) -> Mapping[str, Placed[str]]:
    """What the workbook was made for, from the two columns of the table ``parametres``."""
    table = workbook.table("parametres")
    found: dict[str, Placed[str]] = {}
    for row in table.rows if table and len(table.header) > 1 else ():
        key = PARAMETRES.get(fold(str(row[0].value or "")))
        value = row[1].value
        if key and value is not None:
            found[key] = Placed(f"{value:f}" if isinstance(value, Decimal) else str(value), row[1].span)
    return found


def _type(table: Tableau, row: Row) -> str:
    typed = table.text(row, "Type")
    for word, nature in TYPES.items():
        if fold(typed) in (fold(word), fold(nature)):
            return nature
    cell = row[table.at["Type"]]
    if typed:
        message = f"« {typed} » n'est pas une valeur de la colonne « Type »."
        table.say("B008", message, cell.span, did_you_mean(typed, tuple(TYPES)))
    elif not (cell.error or cell.uncomputed or table.lost_in_a_merge(cell)):
        hint = "valeurs connues : " + ", ".join(TYPES) + "."
        table.say("B008", "cette ligne n'a pas de « Type ».", cell.span, (hint,))
    return ""
