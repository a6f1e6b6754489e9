"""The lines of a foreign budget, once its zones are agreed: words, nature or origin, euros by contract year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from pipeline.interpret.budget_etranger.ecarts import Cumul, columns_beside
from pipeline.interpret.budget_etranger.postes import Postes
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

CENT = Decimal("0.01")
MONTHS = 12
UN_TOTAL = "c'est un total"
MOST_YEARS = 5
SENTENCE = 4
"""Words from which a label is no bare title."""


@dataclass(frozen=True, slots=True)
class Lecture:
    """``lignes`` come; ``laisses`` do not, each with its reason."""

    lignes: tuple[LigneLue, ...]
    laisses: tuple[NonRepris, ...]


def lignes_of(
    feuilles: Sequence[Feuille], correspondance: Correspondance, postes: Postes, effet: date | None
) -> Lecture:
    """Every line of the zones, and every amount of the sheets that is in none of them."""
    lines: list[LigneLue] = []
    left: list[NonRepris] = []
    by_name = {feuille.nom: feuille for feuille in feuilles}
    taken: set[tuple[str, int, int]] = set()
    sums: dict[tuple[object, ...], Cumul] = {}
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
                left.append(NonRepris(_place(zone, row), words, wrong or reason))
            elif _amounts(row, zone):
                sum_up.add(_amounts(row, zone))
                left.extend(_doubtful(row, words, zone))
                lines.append(_line(row, words, titles, zone, correspondance, postes, effet))
            else:
                left.extend(_doubtful(row, words, zone))
                titles = _under(words, titles, row)
    left.extend(columns_beside(feuilles, correspondance.zones))
    left.extend(_elsewhere(feuilles, taken, correspondance))
    return Lecture(tuple(lines), tuple(_in_order(left, feuilles)))


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
    shared = _shared(amounts, zone, effet) if correspondance.repartir else amounts
    return LigneLue(
        poste.bloc or zone.bloc,
        zone.cote,
        words,
        poste,
        shared,
        _place(zone, row),
        zone.bloc,
        sum(amounts.values(), Decimal(0)),
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


def _shared(amounts: Mapping[int, Decimal], zone: Zone, effet: date | None) -> dict[int, Decimal]:
    """Civil years over contract years, month by month, to the cent; what cannot be dated stays in its year."""
    if effet is None or any(not year.civile for year in zone.annees):
        return dict(amounts)
    found: dict[int, Decimal] = {}
    for year in zone.annees:
        amount = amounts.get(year.rang)
        if amount is None:
            continue
        months = [_contract_year(year.civile, month, effet) for month in range(1, MONTHS + 1)]
        ranks = [min(MOST_YEARS, max(1, rank)) for rank in months]
        left = amount
        for rank in sorted(set(ranks)):
            is_last = rank == max(ranks)
            part = (
                left
                if is_last
                else (amount * ranks.count(rank) / MONTHS).quantize(CENT, ROUND_HALF_UP)
            )
            found[rank] = found.get(rank, Decimal(0)) + part
            left -= part
    return found


def _contract_year(year: int, month: int, effet: date) -> int:
    return ((year - effet.year) * MONTHS + month - effet.month) // MONTHS + 1


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
