"""The lines of a foreign budget, once its zones are agreed: words, nature or origin, euros by contract year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from pipeline.interpret.budget_etranger.a_cote import (
    columns_beside,
    columns_left,
    notes_left,
    remark_of,
    remarks_taken,
    titles_left,
    told,
)
from pipeline.interpret.budget_etranger.ecarts import Cumul
from pipeline.interpret.budget_etranger.postes import Postes
from pipeline.interpret.budget_etranger.repartition import (
    dated,
    in_one_line,
    not_shared,
    shared,
)
from pipeline.interpret.budget_etranger.sommes import (
    QUI_SUIVENT,
    Rangees,
    adds_up,
    adds_up_what_follows,
    heads_accounts,
)
from pipeline.interpret.budget_etranger.titres import (
    EN_NATURE,
    MONTANT_D_UNE_ANNEE,
    TOTAL,
    bloc_nomme,
    cote_nommee,
    est_un_solde,
)
from pipeline.interpret.nombres import parse_montant
from pipeline.model.budget_etranger import (
    Case,
    ColonneLaissee,
    Correspondance,
    Feuille,
    LigneLue,
    NonRepris,
    Poste,
    Zone,
)
from pipeline.model.langue.mots import fold
from pipeline.model.source import column_letters
from pipeline.model.valeur import dataclass

UN_TOTAL = "c'est un total"
SENTENCE = 4
"""Words from which a label is no bare title."""


@dataclass(frozen=True, slots=True)
class Lecture:
    """``lignes`` come; ``laisses`` do not, each with its reason; ``colonnes`` are amounts that no year takes."""

    lignes: tuple[LigneLue, ...]
    laisses: tuple[NonRepris, ...]
    colonnes: tuple[ColonneLaissee, ...] = ()
    remarques: str = ""
    """What the source wrote beside its lines, and that our column Commentaire takes."""


def lignes_of(
    feuilles: Sequence[Feuille], correspondance: Correspondance, postes: Postes, effet: date | None
) -> Lecture:
    """Every line of the zones, and every amount of the sheets that is in none of them."""
    lines: list[LigneLue] = []
    left: list[NonRepris] = []
    correspondance = dated(correspondance, feuilles)
    by_name = {feuille.nom: feuille for feuille in feuilles}
    taken: set[tuple[str, int, int]] = set()
    sums: dict[tuple[object, ...], Cumul] = {}
    summed: set[tuple[str, int]] = set()
    own_rows: set[tuple[str, int]] = set()
    remarks: set[tuple[str, int, int]] = set()
    counted = _rows_of(correspondance.zones)
    for zone in correspondance.zones:
        feuille = by_name.get(zone.feuille)
        if feuille is None:
            left.append(NonRepris(zone.feuille, "", "cette feuille n'est plus dans le classeur"))
            continue
        titles: list[str] = []
        side = (zone.feuille, zone.cote, zone.libelles, *sorted(_columns(zone)))
        sum_up = sums.setdefault(side, Cumul())
        rows = feuille.lignes[zone.premiere - 1 : zone.derniere]
        for rank, row in enumerate(rows):
            taken |= {
                (zone.feuille, case.ligne, case.colonne)
                for case in row
                if case.colonne in _columns(zone)
            }
            words = _words(row, zone)
            reason = _left_out(row, rows[rank + 1 :], words, zone, counted)
            if reason:
                wrong = sum_up.disagrees(_amounts(row, zone)) if reason == UN_TOTAL else ""
                sum_up.close()
                summed.add((zone.feuille, row[0].ligne))
                left.append(NonRepris(_place(zone, row), words, wrong or reason))
            elif _amounts(row, zone):
                sum_up.add(_amounts(row, zone))
                left.extend(_doubtful(row, words, zone))
                remark, cells = remark_of(row, zone, feuille, correspondance.zones)
                remarks |= {(zone.feuille, case.ligne, case.colonne) for case in cells}
                own_rows.add((zone.feuille, row[0].ligne))
                line = _line(row, words, titles, zone, correspondance, postes, effet)
                lines.append(replace(line, commentaire=remark))
            else:
                left.extend(_doubtful(row, words, zone))
                titles = _under(words, titles, row)
    zones = correspondance.zones
    columns = columns_left(feuilles, zones, summed)
    left.extend(map(told, columns))
    left.extend(columns_beside(feuilles, zones, columns, remarks, summed))
    left.extend(notes_left(feuilles, zones, own_rows))
    left.extend(titles_left(feuilles, zones))
    left.extend(_elsewhere(feuilles, taken, correspondance))
    left.extend(not_shared(correspondance, effet, feuilles))
    noted = sum(bool(case.note) for sheet in feuilles for row in sheet.lignes for case in row)
    unplaced = sum(one.texte.startswith("commentaire « ") for one in left)
    beside = remarks_taken(feuilles, zones, remarks, noted - unplaced)
    return Lecture(in_one_line(lines), tuple(_in_order(left, feuilles)), columns, beside)


def _in_order(left: Sequence[NonRepris], feuilles: Sequence[Feuille]) -> list[NonRepris]:
    """As the source goes: sheet by sheet, row by row."""
    sheets = [feuille.nom for feuille in feuilles]

    def place(one: NonRepris) -> tuple[int, int]:
        sheet, _, cell = one.cellule.rpartition("!")
        known = sheets.index(sheet) if sheet in sheets else len(sheets)
        return known, int("".join(filter(str.isdigit, cell)) or 0)

    return sorted(left, key=place)


def _columns(zone: Zone) -> set[int]:
    return {column for year in zone.annees for column in year.colonnes}


def _rows_of(zones: Sequence[Zone]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for zone in zones:
        found.setdefault(zone.feuille, set()).update(range(zone.premiere, zone.derniere + 1))
    return found


def _words(row: Sequence[Case], zone: Zone) -> str:
    """What the line says in its own columns; else what stands before them: « TOTAL », the mission."""
    own = [case.texte for case in row if case.colonne in zone.libelles and case.texte]
    first = min(zone.libelles)
    before = [
        case.texte for case in row if case.colonne < first and case.texte and case.nombre is None
    ]
    return " — ".join(dict.fromkeys(own or before[-1:]))


def _place(zone: Zone, row: Sequence[Case]) -> str:
    column = zone.annees[0].colonnes[0]
    return f"{zone.feuille}!{column_letters(column)}{row[0].ligne if row else zone.premiere}"


def _under(words: str, titles: list[str], row: Sequence[Case]) -> list[str]:
    """The titles that stand above the next lines: the last ones, two at most."""
    return [*titles[-1:], words] if words and not any(_value(case) for case in row) else titles


def _left_out(
    row: Sequence[Case],
    after: Sequence[Sequence[Case]],
    words: str,
    zone: Zone,
    counted: Rangees,
) -> str:
    """Why a line is not one of the budget; empty when it is."""
    amounts = _amounts(row, zone)
    if not amounts:
        return ""
    if not words:
        return "cette ligne n'a pas de libellé"
    return _by_its_words(words) or _by_its_sums(row, amounts, after, zone, counted)


def _by_its_words(words: str) -> str:
    folded = fold(words)
    if TOTAL.search(folded):
        return UN_TOTAL
    if est_un_solde(words):
        return "c'est un solde, que le classeur calcule"
    if EN_NATURE.search(folded):
        return "ce sont des contributions en nature, qui ne sont pas de l'argent"
    is_title = cote_nommee(words) and bloc_nomme(words) and len(words.split()) < SENTENCE
    return "c'est un titre avec son total" if is_title else ""


def _by_its_sums(
    row: Sequence[Case],
    amounts: Mapping[int, Decimal],
    after: Sequence[Sequence[Case]],
    zone: Zone,
    counted: Rangees,
) -> str:
    cases = [case for case in row if case.colonne in _columns(zone) and _value(case)]
    follows = adds_up_what_follows(amounts, after, zone, _amounts)
    return (
        heads_accounts(amounts, row, after, zone, _amounts)
        or adds_up(cases, zone.feuille, counted)
        or (QUI_SUIVENT if follows else "")
    )


def _value(case: Case) -> Decimal | None:
    return case.nombre if case.nombre is not None else parse_montant(case.texte)


def _amounts(row: Sequence[Case], zone: Zone) -> dict[int, Decimal]:
    """Euros of the line by rank of year; years without a figure are absent."""
    found: dict[int, Decimal] = {}
    for year in zone.annees:
        values = [
            value
            for case in row
            if case.colonne in year.colonnes and (value := _value(case)) is not None
        ]
        if values and any(values):
            found[year.rang] = sum(values, Decimal(0)) * zone.facteur
    for case in row:
        if case.colonne in _columns(zone):
            found |= {rank: own * zone.facteur for rank, own in _by_year(case, zone).items()}
    return found


def _by_year(case: Case, zone: Zone) -> dict[int, Decimal]:
    """Rank of year → amount, for a cell that names the years of its amounts, all of them columns of the zone."""
    ranks = {year.civile: year.rang for year in zone.annees}
    found: dict[int, Decimal] = {}
    for year, typed in MONTANT_D_UNE_ANNEE.findall(case.texte):
        amount = parse_montant(typed.strip())
        if amount is None or int(year) not in ranks:
            return {}
        found[ranks[int(year)]] = amount
    return found


def _doubtful(row: Sequence[Case], words: str, zone: Zone) -> list[NonRepris]:
    """Cells of a year that hold words: « 12 000 / 13 000 », « à définir »."""
    found: list[NonRepris] = []
    for case in row:
        if (
            case.colonne in _columns(zone)
            and case.texte
            and _value(case) is None
            and any(c.isdigit() for c in case.texte)
            and not _by_year(case, zone)
        ):
            place = f"{zone.feuille}!{column_letters(case.colonne)}{case.ligne}"
            found.append(
                NonRepris(place, f"{words} : {case.texte}", "cette case n'est pas un seul montant")
            )
    return found


def _line(
    row: Sequence[Case],
    words: str,
    titles: Sequence[str],
    zone: Zone,
    correspondance: Correspondance,
    postes: Postes,
    effet: date | None,
) -> LigneLue:
    amounts = _amounts(row, zone)
    poste = poste_of(words, titles, zone, correspondance, postes)
    split = shared(amounts, zone, effet) if correspondance.repartir else amounts
    return LigneLue(
        poste.bloc or zone.bloc,
        zone.cote,
        words,
        poste,
        split,
        _place(zone, row),
        zone.bloc,
        sum(amounts.values(), Decimal(0)),
        feuille=zone.feuille,
        annees=tuple(sorted(amounts)),
    )


def poste_of(
    words: str, titles: Sequence[str], zone: Zone, correspondance: Correspondance, postes: Postes
) -> Poste:
    """What the treasurer said of these words, else what the dictionary says."""
    agreed = correspondance.postes.get(cle_de(zone, words))
    if agreed is not None:
        return agreed
    bloc = "" if zone.sur else bloc_nomme(words)
    found = postes.poste(zone.cote, words, titles, bloc or zone.bloc)
    return replace(found, bloc=bloc if bloc != zone.bloc else "")


def cle_de(zone: Zone, words: str) -> str:
    """The same words may be an expense here and a resource there, and of another block."""
    return f"{zone.cote} | {zone.bloc} | {words}"


def _elsewhere(
    feuilles: Sequence[Feuille], taken: set[tuple[str, int, int]], correspondance: Correspondance
) -> Iterator[NonRepris]:
    """Sheets with amounts of which none was taken."""
    known = {name for name, _row, _column in taken}
    for feuille in feuilles:
        count = sum(case.nombre is not None for row in feuille.lignes for case in row)
        if count and feuille.nom not in known:
            yield NonRepris(
                feuille.nom, f"{count} nombres", "aucun tableau de budget n'y est reconnu"
            )
