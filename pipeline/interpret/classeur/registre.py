"""What the workbook says beside its blocks: money handed from one to another, and what each person is paid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from pipeline.interpret.classeur.emplacements import find_table
from pipeline.interpret.classeur.tableaux import CODE_FICHE, Row, Tableau
from pipeline.interpret.dates import parse_echeance
from pipeline.model import colonnes
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
from pipeline.model.colonnes import (
    ANNEE,
    BLOC,
    COMMENTAIRE,
    DE,
    HEURES,
    MOIS,
    MONTANT,
    MOTIF,
    PERSONNE,
    TAUX_HORAIRE,
    TYPE,
    VERS,
    VIREMENTS,
)
from pipeline.model.finding import Finding
from pipeline.model.langue.mots import among, fold
from pipeline.model.mission import PAR_RANG
from pipeline.model.motif import motif
from pipeline.model.source import SheetCell, SheetTable, Workbook
from pipeline.model.span import Placed

FEUILLE_REGISTRE = "Indemnités"
TYPES: Mapping[str, str] = {"indemnité": INDEMNITES, "rémunération": REMUNERATIONS}
SYNTHESE = "Synthèse"
TOTALS = motif(r"(depenses|ressources),? annee ([1-5])")
PARAMETRES = {"taille": "taille", "bareme": "bareme", "debut du contrat": "effet"}
NOMS_BLOCS: Mapping[str, str] = {FEUILLES[bloc]: bloc for bloc in BLOCS}


def interpret_virements(
    workbook: Workbook, years: int, findings: list[Finding]
) -> tuple[Virement, ...]:
    """The lines of the table ``virements``, if there is one."""
    table = find_table(workbook, "virements", SYNTHESE, (DE, VERS, MONTANT), findings)
    if table is None:
        return ()
    tableau = Tableau(table, VIREMENTS, findings)
    if not tableau.sound:
        return ()
    read = (_virement(tableau, row, years) for row in tableau.rows())
    return tuple(virement for virement in read if virement is not None)


def _virement(table: Tableau, row: Row, years: int) -> Virement | None:
    de = NOMS_BLOCS.get(table.choice(row, DE, tuple(NOMS_BLOCS)))
    vers = NOMS_BLOCS.get(table.choice(row, VERS, tuple(NOMS_BLOCS)))
    annee = contract_year_typed(table, row, years)
    montant = table.euros(row, MONTANT)
    if de is None or vers is None or annee is None or montant is None:
        return None
    if de == vers:
        table.say(
            "B042", f"ce virement va du bloc {FEUILLES[de]} à lui-même.", row[table.at[VERS]].span
        )
        return None
    return Virement(de, vers, annee, montant, table.text(row, MOTIF), row[0].span)


def contract_year_typed(table: Tableau, row: Row, years: int) -> int | None:
    """A contract year, typed « 2 » or « Année 2 »."""
    typed = fold(table.text(row, ANNEE)).removeprefix("annee").strip()
    if typed.isdecimal() and 1 <= int(typed) <= years:
        return int(typed)
    cell = row[table.at[ANNEE]]
    if not table.told(cell):
        message = (
            f"« {cell.value if cell.value is not None else ''} » n'est pas une année du contrat."
        )
        table.say("B042", message, cell.span, (f"écrivez un nombre de 1 à {years}.",))
    return None


def interpret_indemnites(
    workbook: Workbook, findings: list[Finding]
) -> tuple[tuple[Indemnite, ...], bool]:
    """The lines of the table ``indemnites``, and whether all of them could be read."""
    table = find_table(workbook, "indemnites", FEUILLE_REGISTRE, (PERSONNE, MOIS), findings)
    if table is None:
        return (), True
    tableau = Tableau(table, colonnes.INDEMNITES, findings)
    if not tableau.sound:
        return (), False
    read = [_indemnite(tableau, row) for row in tableau.rows()]
    kept = tuple(line for line in read if line is not None)
    return kept, tableau.complete and len(kept) == len(read)


def _indemnite(table: Tableau, row: Row) -> Indemnite | None:
    personne = table.placed(row, PERSONNE)
    mois = table.month(row, MOIS)
    nature = _nature(table.choice(row, TYPE, tuple(TYPES), also=tuple(TYPES.values())))
    fiche = table.fiche(row)
    bloc = NOMS_BLOCS.get(table.choice(row, BLOC, tuple(NOMS_BLOCS), required=False), "")
    montant = table.euros(row, MONTANT)
    heures, taux = table.quantity(row, HEURES), table.euros(row, TAUX_HORAIRE)
    if personne is None and not table.lost_in_a_merge(row[table.at[PERSONNE]]):
        table.say(
            "B004", "cette ligne ne dit pas à qui elle est payée.", row[table.at[PERSONNE]].span
        )
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
        commentaire=table.text(row, COMMENTAIRE),
        span=row[0].span,
    )


def _bloc(table: Tableau, fiche: Placed[str] | None) -> str:
    """The mission of a fiche by the rank in its code, « M3-01 »; without fiche, the fonctionnement.

    A code that is none is said elsewhere: the sums of the register then prove nothing.
    """
    if fiche is None:
        return FONCTIONNEMENT
    mission = PAR_RANG.get(int(fiche.value[1])) if CODE_FICHE.fullmatch(fiche.value) else None
    table.complete = table.complete and mission is not None
    return mission.cle if mission else FONCTIONNEMENT


def _nature(typed: str) -> str:
    """The nature of the expense behind a type of the register, or that nature itself."""
    return TYPES.get(typed, typed)


def interpret_synthese(workbook: Workbook, years: int) -> Iterator[TotalAffiche]:
    """The totals of the sheet *Synthèse*, by the titles of its columns: « Dépenses année 1 »."""
    table = workbook.table("synthese")
    if table is None:
        return
    totals = [table.totals] if table.totals else []
    for row in (*table.rows, *totals, *table.below[:1]):
        bloc = _bloc_of_synthese(row)
        if bloc is not None:
            yield from _totals_shown(table, row, bloc, years)


def _bloc_of_synthese(row: Row) -> str | None:
    named = str(row[0].value or "")
    if fold(named) == "total":
        return TOTAL
    return NOMS_BLOCS.get(among(named, NOMS_BLOCS))


def _totals_shown(table: SheetTable, row: Row, bloc: str, years: int) -> Iterator[TotalAffiche]:
    for title, cell in zip(table.header, row, strict=True):
        match = TOTALS.fullmatch(fold(str(title.value or "")))
        if match is None or int(match[2]) > years or not isinstance(cell.value, Decimal):
            continue
        cote = DEPENSES if match[1] == "depenses" else RESSOURCES
        yield TotalAffiche(bloc, cote, int(match[2]), cents(cell.value), cell.span)


def interpret_parametres(workbook: Workbook) -> Mapping[str, Placed[str]]:
    """What the workbook was made for, from the two columns of the table ``parametres``."""
    found: dict[str, Placed[str]] = {}
    for row in _rows_of_two(workbook.table("parametres")):
        label = str(row[0].value or "").strip()
        key = PARAMETRES.get(fold(label), label)
        value = row[1].value
        if key and value is not None:
            found[key] = Placed(_parameter(key, value), row[1].span)
    amounts = workbook.table("bareme_aci")
    missions = _missions_of(amounts) if amounts is not None else []
    if amounts is not None and missions:
        found["missions"] = Placed(", ".join(missions), amounts.span)
    return found


def _rows_of_two(table: SheetTable | None) -> Sequence[Sequence[SheetCell]]:
    return table.rows if table is not None and len(table.header) > 1 else ()


def _missions_of(amounts: SheetTable) -> list[str]:
    """The blocks whose amounts a workbook was given, that of running costs apart, each once."""
    names = dict.fromkeys(str(row[0].value) for row in amounts.rows if row[0].value)
    return [name for name in names if NOMS_BLOCS.get(name, FONCTIONNEMENT) != FONCTIONNEMENT]


def _parameter(key: str, value: object) -> str:
    """A parameter in words; a day as projet.yaml would say it, however the workbook has it."""
    words = f"{value:f}" if isinstance(value, Decimal) else str(value)
    day = parse_echeance(words) if key == "effet" else None
    return words if day is None else str(day)
