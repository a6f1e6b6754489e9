"""What stands beside the lines of a foreign budget: columns of amounts that no year takes, remarks, titles between lines."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from pipeline.interpret.budget_etranger.entetes import est_un_entete
from pipeline.interpret.budget_etranger.titres import (
    DE_L_ARGENT,
    HORS_TAXES,
    REMARQUES,
    SANS_MONTANT,
    TOTAL,
    bloc_nomme,
    cote_nommee,
    deux_montants,
    est_une_somme,
    type_de_ligne,
)
from pipeline.interpret.nombres import parse_montant
from pipeline.model.budget_etranger import Case, ColonneLaissee, Feuille, NonRepris, Zone
from pipeline.model.colonnes import DEPENSES as DEPENSES_A_NOUS
from pipeline.model.colonnes import RESSOURCES as RESSOURCES_A_NOUS
from pipeline.model.colonnes import Colonne
from pipeline.model.langue.francais import euros
from pipeline.model.langue.mots import fold
from pipeline.model.source import column_letters

HIGHEST_TITLE = 8
"""Rows above a zone in which its titles are looked for."""

MOST_TITLES = 12
YEARS = range(2020, 2050)

Rangees = Collection[tuple[str, int]]
"""Sheets and rows."""


def columns_left(
    feuilles: Sequence[Feuille], zones: Sequence[Zone], sums: Rangees
) -> tuple[ColonneLaissee, ...]:
    """The columns of amounts beside the lines of each zone, which no year takes; ``sums`` are no lines."""
    found: list[ColonneLaissee] = []
    for feuille, own in _each_with_its_zones(feuilles, zones):
        for zone in own:
            found += _of_zone(feuille, zone, own, sums)
    return tuple(found)


def _each_with_its_zones(
    feuilles: Sequence[Feuille], zones: Sequence[Zone]
) -> Iterator[tuple[Feuille, list[Zone]]]:
    """The sheets that hold a zone, with theirs."""
    for feuille in feuilles:
        own = [zone for zone in zones if zone.feuille == feuille.nom]
        if own:
            yield feuille, own


def _rows_within(zones: Sequence[Zone]) -> set[int]:
    return {at for zone in zones for at in range(zone.premiere, zone.derniere + 1)}


def _of_zone(
    feuille: Feuille, zone: Zone, others: Sequence[Zone], sums: Rangees
) -> Iterator[ColonneLaissee]:
    columns = _amounts_beside(feuille, zone, others, sums)
    for column, cases in sorted(columns.items()):
        title = title_of(feuille, column, zone, others)
        if _is_money(title):
            total = sum((_euros(case) or Decimal(0) for case in cases), Decimal(0)) * zone.facteur
            yield ColonneLaissee(zone, column, title, cases[0].ligne, cases[-1].ligne, total)


def _amounts_beside(
    feuille: Feuille, zone: Zone, others: Sequence[Zone], sums: Rangees
) -> dict[int, list[Case]]:
    """The cells of amounts of each column that is not of the zone, in the rows that are lines."""
    columns: dict[int, list[Case]] = {}
    for row in _rows(feuille, zone, others):
        if _is_no_line(_words(row, zone)) or (feuille.nom, row[0].ligne) in sums:
            continue
        for case in row:
            if _euros(case) is not None and _is_beside(case, zone, others):
                columns.setdefault(case.colonne, []).append(case)
    return columns


def _is_no_line(words: str) -> bool:
    """Whether these are the words of a total or of a balance, or none."""
    return not words.strip() or est_une_somme(words)


def _is_money(title: str) -> bool:
    words = fold(title)
    if TOTAL.search(words):
        return False
    return not SANS_MONTANT.search(words) or DE_L_ARGENT.search(words) is not None


def _rows(feuille: Feuille, zone: Zone, others: Sequence[Zone]) -> Iterator[tuple[Case, ...]]:
    """The rows of the zone, and those that go on under it with amounts in other columns alone."""
    yield from (row for row in feuille.lignes[zone.premiere - 1 : zone.derniere] if row)
    taken = _rows_within(others)
    for row in feuille.lignes[zone.derniere :]:
        words = _words(row, zone)
        if _is_no_line(words) or cote_nommee(words) or row[0].ligne in taken:
            return
        yield row


def _words(row: Sequence[Case], zone: Zone) -> str:
    return " ".join(case.texte for case in row if case.colonne in zone.libelles)


def _is_beside(case: Case, zone: Zone, others: Sequence[Zone]) -> bool:
    """To the right of the words of this zone, and of no year or words of a zone of this row."""
    start = min(zone.libelles)
    if case.colonne < start or case.colonne in {*zone.libelles, *of_years(zone)}:
        return False
    for one in others:
        there = one.premiere <= case.ligne <= one.derniere
        if there and case.colonne in {*one.libelles, *of_years(one)}:
            return False
        if start < min(one.libelles) <= case.colonne and _overlap(one, zone):
            return False
    return True


def rows_left(feuilles: Sequence[Feuille], zones: Sequence[Zone]) -> Iterator[NonRepris]:
    """The lines whose only amounts are in columns that are not read: they would be lost with them."""
    for feuille, own in _each_with_its_zones(feuilles, zones):
        told: set[int] = set()
        for zone in own:
            for row in _rows(feuille, zone, own):
                amounts = _amounts_not_read(row, zone, own)
                if amounts and amounts[0].ligne not in told:
                    told.add(amounts[0].ligne)
                    yield _not_in_a_year(feuille, row, amounts, zone, _words(row, zone))


def _amounts_not_read(row: Sequence[Case], zone: Zone, others: Sequence[Zone]) -> list[Case]:
    """The amounts of a line that says nothing in a column of the zone's years."""
    years = set(of_years(zone))
    is_read = any(case.colonne in years and _written(case) for case in row)
    if is_read or TOTAL.search(fold(_words(row, zone))):
        return []
    return [case for case in row if _is_beside(case, zone, others) and _euros(case)]


def _is_read(row: Sequence[Case], zone: Zone) -> bool:
    """Whether a row says something in a column of the zone's years."""
    years = set(of_years(zone))
    return any(case.colonne in years and _written(case) for case in row)


def out_of_tables(
    feuilles: Sequence[Feuille], zones: Sequence[Zone], told: Sequence[NonRepris]
) -> Iterator[NonRepris]:
    """The lines of amounts that stand in no table, on a sheet that has some: their column bears no title of a year."""
    known = {one.cellule for one in told}
    for feuille, own in _each_with_its_zones(feuilles, zones):
        inside = _rows_within(own)
        for row in feuille.lignes:
            amount = _amount_with_words(row)
            if amount is None or amount.ligne in inside:
                continue
            place = f"{feuille.nom}!{column_letters(amount.colonne)}{amount.ligne}"
            if place not in known:
                reason = f"ce montant ({euros(amount.nombre or Decimal(0))}) {OUT}"
                yield NonRepris(place, _words_of(row), reason)


OUT = (
    "n'est dans aucun tableau reconnu : s'il compte, écrivez « Année 1 » au-dessus de lui, "
    "effacez le bloc de votre fichier dans correspondance.yaml, et recommencez"
)


def _amount_with_words(row: Sequence[Case]) -> Case | None:
    """The first amount of a row that says what it is; None for a total, a balance, a year."""
    if _is_no_line(_words_of(row)):
        return None
    return next((case for case in row if _is_an_amount(case)), None)


def _words_of(row: Sequence[Case]) -> str:
    return " ".join(case.texte for case in row if case.nombre is None)


def _is_an_amount(case: Case) -> bool:
    return case.nombre is not None and case.nombre not in YEARS


def _written(case: Case) -> bool:
    return case.nombre is not None or any(map(str.isdigit, case.texte))


def _not_in_a_year(
    feuille: Feuille, row: Sequence[Case], amounts: Sequence[Case], zone: Zone, words: str
) -> NonRepris:
    first = amounts[0]
    place = f"{feuille.nom}!{column_letters(first.colonne)}{first.ligne}"
    target = f"{column_letters(zone.annees[0].colonnes[0])}{first.ligne}"
    reason = (
        f"son montant ({first.texte}) n'est pas dans la colonne qui est lue : "
        f"s'il compte, recopiez-le en {target}"
    )
    return NonRepris(place, words, reason)


def _euros(case: Case) -> Decimal | None:
    """The amount of a cell, typed as a number or as « 1 200,00 € »."""
    if case.nombre is not None:
        return case.nombre
    return parse_montant(case.texte) if "€" in case.texte else None


def _overlap(one: Zone, other: Zone) -> bool:
    return one.premiere <= other.derniere and other.premiere <= one.derniere


def is_of_another_kind(column: ColonneLaissee) -> bool:
    """What was spent, or the amount without taxes, beside the column of the budget."""
    words = fold(column.titre)
    return DE_L_ARGENT.search(words) is not None or HORS_TAXES.search(words) is not None


def cells_of(column: ColonneLaissee) -> str:
    """« les cases C6 à C20 », « la case C6 »."""
    letters = column_letters(column.colonne)
    if column.premiere == column.derniere:
        return f"la case {letters}{column.premiere}"
    return f"les cases {letters}{column.premiere} à {letters}{column.derniere}"


def told(column: ColonneLaissee) -> NonRepris:
    """A column of amounts that does not come: its cells, what they add up to, and what to do."""
    letters = column_letters(column.colonne)
    place = f"{column.zone.feuille}!{letters}{column.premiere}"
    title = f"« {column.titre} », " if column.titre else ""
    what = f"{title}{cells_of(column)}, {euros(column.somme)}"
    if DE_L_ARGENT.search(fold(column.titre)):
        reason = "ce n'est pas du prévu : le réalisé va, mois par mois, dans la feuille Réalisé de notre classeur"
        return NonRepris(place, what, reason)
    if HORS_TAXES.search(fold(column.titre)):
        return NonRepris(place, what, "c'est le montant toutes taxes comprises qui est pris")
    years = {year.rang: column_letters(year.colonnes[0]) for year in column.zone.annees}
    free = next(rank for rank in range(1, 7) if rank not in years)
    wanted = ", ".join(f"{rank}: {at}" for rank, at in sorted({**years, free: letters}.items()))
    reason = f"cette colonne de montants n'est pas lue ; si c'est une année, écrivez « annees: {{{wanted}}} » pour cette zone"
    return NonRepris(place, what, reason)


# --- columns of words ------------------------------------------------------------------------------------------------


def columns_beside(
    feuilles: Sequence[Feuille],
    zones: Sequence[Zone],
    columns: Sequence[ColonneLaissee],
    remarks: Collection[tuple[str, int, int]],
    sums: Rangees,
) -> Iterator[NonRepris]:
    """The other filled columns, in the rows of the zones, that are neither words nor years nor remarks of a line."""
    told_already = {(one.zone.feuille, one.colonne) for one in columns}

    def is_left(sheet: str, case: Case) -> bool:
        is_a_sum = case.nombre is not None and (sheet, case.ligne) in sums
        return not is_a_sum and (sheet, case.ligne, case.colonne) not in remarks

    for feuille, own in _each_with_its_zones(feuilles, zones):
        rows = _rows_within(own)
        for column, cases in sorted(_filled_beside(feuille, own, rows).items()):
            if (feuille.nom, column) in told_already:
                continue
            left = [case for case in cases if is_left(feuille.nom, case)]
            is_ours = _column_of_ours(_title_above(feuille, column, min(rows), ()))
            is_said = all(_is_said_already(case, own) for case in left)
            if left and (is_ours or not is_said):
                yield _beside(feuille, column, left, min(rows))


def _column_of_ours(title: str) -> Colonne | None:
    return DEPENSES_A_NOUS.colonne(title) or RESSOURCES_A_NOUS.colonne(title)


def _filled_beside(
    feuille: Feuille, zones: Sequence[Zone], rows: Collection[int]
) -> dict[int, list[Case]]:
    used = {column for zone in zones for column in (*zone.libelles, *of_years(zone))}
    beside: dict[int, list[Case]] = {}
    lines = (row for row in feuille.lignes if not est_un_entete(row))
    for case in itertools.chain.from_iterable(lines):
        if case.ligne in rows and case.colonne not in used and case.texte:
            beside.setdefault(case.colonne, []).append(case)
    return beside


def _is_said_already(case: Case, zones: Sequence[Zone]) -> bool:
    """Whether a cell names the block or the side that its line is given, or a sum."""
    if TOTAL.search(fold(case.texte)):
        return True
    own = [zone for zone in zones if zone.premiere <= case.ligne <= zone.derniere]
    bloc, cote = bloc_nomme(case.texte), type_de_ligne(case.texte)
    return any(bloc == zone.bloc or cote == zone.cote for zone in own)


def of_years(zone: Zone) -> Iterator[int]:
    for year in zone.annees:
        yield from year.colonnes


def _beside(feuille: Feuille, column: int, cases: Sequence[Case], first: int) -> NonRepris:
    place = f"{feuille.nom}!{column_letters(column)}{cases[0].ligne}"
    title = _title_above(feuille, column, first, ()) or f"colonne {column_letters(column)}"
    count = "1 case" if len(cases) == 1 else f"{len(cases)} cases"
    two = next((case.texte for case in cases if deux_montants(case.texte)), "")
    if two:
        reason = f"deux années dans une même cellule (« {two} ») : donnez une colonne à chacune"
        return NonRepris(place, f"« {title} »", reason)
    if TOTAL.search(fold(title)):
        return NonRepris(place, f"« {title} », {count}", "ce sont des sommes, que le classeur fait")
    if DE_L_ARGENT.search(fold(title)):
        reason = "le réalisé va, mois par mois, dans la feuille Réalisé de notre classeur"
        return NonRepris(place, f"« {title} », {count}", reason)
    ours = _column_of_ours(title)
    reason = (
        f"à recopier dans la colonne {ours} de notre classeur"
        if ours
        else "notre classeur n'a pas cette colonne"
    )
    return NonRepris(place, f"« {title} », {count}", reason)


def title_of(feuille: Feuille, column: int, zone: Zone, others: Sequence[Zone]) -> str:
    """The title of a column over a zone; else over the first one of its sheet, which is titled for all."""
    top = min(one.premiere for one in others)
    taken = _rows_within(others)
    own = _title_above(feuille, column, zone.premiere, taken)
    return own or _title_above(feuille, column, top, taken)


def _title_above(feuille: Feuille, column: int, first: int, taken: Collection[int]) -> str:
    """The last words above a row in that column, those of lines apart."""
    found = ""
    for row in feuille.lignes[max(0, first - 1 - HIGHEST_TITLE) : first - 1]:
        for case in row:
            is_title = case.nombre is None or case.nombre in YEARS
            if case.colonne == column and case.texte and is_title and case.ligne not in taken:
                found = case.texte
    return found


# --- remarks and titles ----------------------------------------------------------------------------------------------


def remark_of(
    row: Sequence[Case], zone: Zone, feuille: Feuille, zones: Sequence[Zone]
) -> tuple[str, list[Case]]:
    """What the treasurer wrote about a line, in a column of remarks or in a comment on a cell; and those cells."""
    own = {*zone.libelles, *of_years(zone)}
    others = [one for one in zones if one.feuille == feuille.nom]
    cells = [
        case
        for case in row
        if case.colonne not in own
        and case.nombre is None
        and case.texte
        and REMARQUES.search(fold(title_of(feuille, case.colonne, zone, others)))
    ]
    noted = [case.note for case in row if case.note and case.colonne in own]
    return " ; ".join([*(case.texte for case in cells), *noted]), cells


def notes_left(
    feuilles: Sequence[Feuille], zones: Sequence[Zone], lines: Rangees
) -> Iterator[NonRepris]:
    """The comments on cells that are of no line taken."""
    for feuille in feuilles:
        own = [zone for zone in zones if zone.feuille == feuille.nom]
        columns = {column for zone in own for column in (*zone.libelles, *of_years(zone))}
        for case in itertools.chain.from_iterable(feuille.lignes):
            taken = (feuille.nom, case.ligne) in lines and case.colonne in columns
            if case.note and not taken:
                place = f"{feuille.nom}!{column_letters(case.colonne)}{case.ligne}"
                yield NonRepris(
                    place, f"commentaire « {case.note} »", "il n'est sur aucune ligne reprise"
                )


def titles_left(
    feuilles: Sequence[Feuille], zones: Sequence[Zone], actions: Collection[str]
) -> Iterator[NonRepris]:
    """The titles between and above the lines, sheet by sheet: our tables have none.  ``actions`` came with the lines."""
    for feuille, own in _each_with_its_zones(feuilles, zones):
        titles = _titles_of(feuille, own)
        found = {text: case for text, case in titles.items() if text not in actions}
        if found:
            first = next(iter(found.values()))
            shown = ", ".join(f"« {text} »" for text in itertools.islice(found, MOST_TITLES))
            rest = len(found) - MOST_TITLES
            more = f" et {rest} autre{'s' if rest > 1 else ''}" if rest > 0 else ""
            place = f"{feuille.nom}!{column_letters(first.colonne)}{first.ligne}"
            reason = "notre classeur n'a pas de titres entre les lignes"
            yield NonRepris(place, f"{shown}{more}", reason)


def words_left(feuilles: Sequence[Feuille], zones: Sequence[Zone]) -> Iterator[NonRepris]:
    """The notes under the last line of a sheet, and the sheets that hold words alone."""
    for feuille in feuilles:
        own = [zone.derniere for zone in zones if zone.feuille == feuille.nom]
        if own:
            yield from _notes_under(feuille, max(own))
        elif not any(case.nombre is not None for row in feuille.lignes for case in row):
            first = next((case.texte for row in feuille.lignes for case in row if case.texte), "")
            if first:
                yield NonRepris(feuille.nom, f"« {first} »", "cette feuille n'a pas de montants")


def _notes_under(feuille: Feuille, last: int) -> Iterator[NonRepris]:
    for row in feuille.lignes[last:]:
        words = " ".join(dict.fromkeys(case.texte for case in row if case.texte))
        is_bare = not any(_is_an_amount(case) for case in row)
        if is_bare and not _is_no_line(words):
            place = f"{feuille.nom}!{column_letters(row[0].colonne)}{row[0].ligne}"
            yield NonRepris(place, f"« {words} »", NOTE_SOUS_LE_TABLEAU)


NOTE_SOUS_LE_TABLEAU = "cette note sous le tableau n'est pas reprise : recopiez-la si elle compte"


def _titles_of(feuille: Feuille, zones: Sequence[Zone]) -> dict[str, Case]:
    """The words of each title of a sheet that gave no zone its side nor its block, and its first cell."""
    named = {zone.bloc for zone in zones}
    years_of: dict[tuple[int, ...], set[int]] = {}
    for zone in zones:
        years_of.setdefault(zone.libelles, set()).update(of_years(zone))
    last = max(zone.derniere for zone in zones)
    found: dict[str, Case] = {}
    for row in feuille.lignes[:last]:
        for words, years in () if est_un_entete(row) else years_of.items():
            cells = _title_in(row, words, years)
            title = " ".join(dict.fromkeys(case.texte for case in cells))
            is_used = bool(cote_nommee(title)) or bloc_nomme(title) in named
            if cells and not is_used:
                found.setdefault(title, cells[0])
    return found


def _title_in(row: Sequence[Case], words: Collection[int], years: Collection[int]) -> list[Case]:
    """The cells of the columns of words that make a title of a row; none where it is a line, or a number alone."""
    cells = [case for case in row if case.colonne in words and case.texte]
    if not cells or (_is_filled(row, years) and not _is_merged(row)):
        return []
    return cells if any(case.nombre is None for case in cells) else []


def _is_merged(row: Sequence[Case]) -> bool:
    return len({case.texte for case in row}) == 1


def _is_filled(row: Sequence[Case], columns: Collection[int]) -> bool:
    return any(case.colonne in columns and (case.nombre is not None or case.texte) for case in row)


def remarks_taken(
    feuilles: Sequence[Feuille],
    zones: Sequence[Zone],
    cells: Collection[tuple[str, int, int]],
    notes: int,
) -> str:
    """« « Remarques » (2 cases), 1 commentaire de case »: what goes to our column Commentaire; "" for nothing."""
    titles = Counter(
        title_of(feuille, column, _zone_at(row, own), own)
        for feuille, own in _each_with_its_zones(feuilles, zones)
        for sheet, row, column in sorted(cells)
        if sheet == feuille.nom
    )
    said = [
        f"« {title} » ({count} case{'s' if count > 1 else ''})" for title, count in titles.items()
    ]
    if notes:
        said.append("1 commentaire de case" if notes == 1 else f"{notes} commentaires de cases")
    return ", ".join(said)


def _zone_at(row: int, zones: Sequence[Zone]) -> Zone:
    return next(zone for zone in zones if zone.premiere <= row <= zone.derniere)
