"""The zones of a foreign workbook: which rows of which columns are one side of one block, year by year."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.interpret.budget_etranger.annees import dated_together
from pipeline.interpret.budget_etranger.colonnes import (
    LONGEST_BLOCK,
    Ligne,
    Titres,
    bloc_of_a_cell,
    cells_in,
    is_a_total,
)
from pipeline.interpret.budget_etranger.communs import communes
from pipeline.interpret.budget_etranger.cotes import Cote, Cotes, cote_du_compte, cotes_des_totaux
from pipeline.interpret.budget_etranger.deux_en_un import annees_d_une_case, montants_d_une_case
from pipeline.interpret.budget_etranger.entetes import (
    LONGEST_SIDE,
    est_un_cote,
    est_un_entete,
    hauteur_de_l_entete,
    montant_de,
    revient,
)
from pipeline.interpret.budget_etranger.feuille_lue import (
    UN_TITRE,
    FeuilleLue,
    Panneau,
    columns_of_years,
)
from pipeline.interpret.budget_etranger.panneaux import panneaux_of, titles_of, with_years_above
from pipeline.interpret.budget_etranger.signes import cote_du_signe
from pipeline.interpret.budget_etranger.titres import (
    CIVILE,
    DATE,
    TITRE_D_UNE_ANNEE,
    annee_nommee,
    bloc_nomme,
    cote_nommee,
    deux_montants,
    est_une_somme,
    type_de_ligne,
)
from pipeline.interpret.budget_etranger.unites import unites_de_la_feuille
from pipeline.model.bareme import FONCTIONNEMENT
from pipeline.model.budget_etranger import UNITE, Feuille, NonRepris, Zone
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.source import column_letters

LONGEST_TITLE_OF_BOTH = 60
"""Signs of a title that names a side and a mission at most: a sentence that does names no mission."""

RANG_D_UN_TITRE = motif(r"^\s*(?:[A-Z]|[IVX]+|[0-9])\s*[-–—.)/]\s*")
"""« A - », « II. », before the words of a title."""

ZERO = Decimal(0)


def zones_of(feuilles: Sequence[Feuille]) -> tuple[tuple[Zone, ...], tuple[NonRepris, ...]]:
    """Every zone of amounts, sheet by sheet, and what was left aside on the way."""
    zones: list[Zone] = []
    left: list[NonRepris] = []
    for feuille in feuilles:
        reading = _read(feuille)
        zones += reading.zones
        left += reading.laisses
    return dated_together(zones), tuple(left)


def _read(feuille: Feuille) -> FeuilleLue:
    reading = FeuilleLue(feuille, bloc_nomme(feuille.nom), cote_nommee(feuille.nom))
    reading.unites = unites_de_la_feuille(feuille.lignes)
    reading.cotes = Cotes(cotes_des_totaux(feuille.lignes), reading.cote)
    reading.titre_bloc = f"le nom de la feuille, « {feuille.nom} »" if reading.bloc else ""
    rows = feuille.lignes
    rank = 0
    while rank < len(rows):
        height = 0 if _heads_lines(rows[rank], reading) else hauteur_de_l_entete(rows, rank)
        if height:
            _heads_tables(rows[rank : rank + height], rows[rank + height :], reading)
            rank += height
        else:
            _heads_a_block(rows, rank, reading)
            _row(rows[rank], reading)
            rank += 1
    reading.zones = communes(reading.zones, reading.titrees)
    return reading


def _heads_tables(head: Sequence[Ligne], below: Sequence[Ligne], reading: FeuilleLue) -> None:
    """Rows of titles: the tables that they head take the place of those above."""
    titles = with_years_above(titles_of(head), reading)
    for row in head:
        if not est_un_entete(row):
            _section(row, reading)
    if any(map(cote_nommee, titles.values())):
        _names_a_side(reading)
    reading.doubles = _of_two_amounts(titles, below)
    panels = panneaux_of(titles, below, reading)
    _titled_by_their_columns(panels, titles, reading)
    reading.panneaux = _of_one_side(panels, reading)
    _titled_apart(below, reading)


def _heads_lines(row: Ligne, reading: FeuilleLue) -> bool:
    """Whether a row titles some lines of tables side by side, and none of their columns of amounts."""
    columns = {column for panel in reading.panneaux for column in panel.libelles}
    return len(reading.panneaux) > 1 and revient(row, columns)


def _of_two_amounts(titles: Titres, below: Sequence[Ligne]) -> frozenset[int]:
    """The columns titled with two years whose every cell of amounts holds as many; none beside « Année 1 », whose rank
    says not which of the two it is."""
    if any(annee_nommee(title)[0] for title in titles.values()):
        return frozenset()
    years = {column: annees_d_une_case(title) for column, title in titles.items()}
    return frozenset(
        column for column, own in years.items() if own and _holds_each(column, own, below)
    )


def _holds_each(column: int, years: Sequence[int], below: Sequence[Ligne]) -> bool:
    texts = [case.texte for case in cells_in(column, below)]
    held = {len(montants_d_une_case(text)) for text in texts if not annees_d_une_case(text)}
    return held - {0} == {len(years)}


def _titled_by_their_columns(
    panels: Sequence[Panneau], titles: Titres, reading: FeuilleLue
) -> None:
    """« Prévention | Année 1 | Année 2 »: the title of the column of words may be that of the mission."""
    columns = dict.fromkeys(column for panel in panels for column in panel.libelles)
    named = {bloc_nomme(titles.get(at, "")): titles.get(at, "") for at in columns}
    named.pop("", None)
    if len(named) == 1 and not any(panel.bloc or panel.colonne_bloc for panel in panels):
        bloc, words = named.popitem()
        _names_a_block(bloc, words, cote_nommee(words), reading)


def _titled_apart(below: Sequence[Ligne], reading: FeuilleLue) -> None:
    """Whether a title of mission of one table stands, somewhere below, beside an amount of the other."""
    reading.independants = any(
        not _fills(row, panel) and bloc_nomme(_words_in(row, panel))
        for row in itertools.takewhile(lambda row: not est_un_entete(row), below)
        if any(_fills(row, panel) for panel in reading.panneaux)
        for panel in reading.panneaux
    )
    reading.propres = {}


def _words_in(row: Ligne, panel: Panneau) -> str:
    """What a row says in the columns of words of a table."""
    texts = (case.texte for case in row if case.colonne in panel.libelles and case.nombre is None)
    return " ".join(dict.fromkeys(filter(None, texts)))


def _of_one_side(panels: tuple[Panneau, ...], reading: FeuilleLue) -> tuple[Panneau, ...]:
    """A table of one side is of the side that its last title named: another may stand between its lines."""
    sides = {panel.cote for panel in panels}
    if len(sides) != 1 or not any(sides):
        return panels
    reading.titled_side(sides.pop())
    return tuple(replace(panel, cote="") for panel in panels)


# --- rows ---------------------------------------------------------------------------------------------------------


def _row(row: Ligne, reading: FeuilleLue) -> None:
    """A line of amounts goes to the zone of each table that it fills; one of words may change side or block."""
    if not row:
        return
    filled = [panel for panel in reading.panneaux if _fills(row, panel)]
    if reading.independants:
        _titles_of_their_own(row, [one for one in reading.panneaux if one not in filled], reading)
    if not filled:
        _section(row, reading)
        return
    _heads_a_side(row, filled, reading)
    for panel in filled:
        _to_zone(row, panel, reading)
    _close_after(row, filled, reading)


def _heads_a_block(rows: Sequence[Ligne], rank: int, reading: FeuilleLue) -> None:
    """« Prévention | 8 000 », the sum of the lines below it: it titles their block as it would without the sum."""
    for panel in reading.panneaux:
        words = _words_in(rows[rank], panel)
        bloc = bloc_nomme(words) if len(words) <= LONGEST_BLOCK and not panel.bloc else ""
        if bloc and not est_une_somme(words) and _adds_up_below(rows, rank, panel):
            _names_a_block(bloc, words, "", reading)


def _adds_up_below(rows: Sequence[Ligne], rank: int, panel: Panneau) -> bool:
    """Whether what a row says of its first year is the sum of the next lines, two at least, down to another mission."""
    column = panel.annees[0].colonnes[:1]
    wanted, total = _in_columns(rows[rank], column), ZERO
    for count, row in enumerate(rows[rank + 1 :], 1):
        words = _words_in(row, panel)
        if not words or est_une_somme(words) or bloc_nomme(words):
            return False
        total += _in_columns(row, column)
        if count > 1 and wanted and total == wanted:
            return True
    return False


def _in_columns(row: Ligne, columns: Collection[int]) -> Decimal:
    return sum((c.nombre for c in row if c.colonne in columns and c.nombre is not None), ZERO)


def _heads_a_side(row: Ligne, panels: Sequence[Panneau], reading: FeuilleLue) -> None:
    """« A - CHARGES | 90 000 », with its sum before its lines: it titles their side as it would without the sum."""
    for panel in panels:
        words = RANG_D_UN_TITRE.sub("", _words_in(row, panel))
        if not panel.cote and est_un_cote(words):
            reading.titled_side(cote_nommee(words))


def _titles_of_their_own(row: Ligne, panels: Sequence[Panneau], reading: FeuilleLue) -> None:
    """The titles of tables side by side, each of its own alone."""
    for panel in panels:
        words = _words_in(row, panel)
        if bloc_nomme(words) and not est_une_somme(words):
            reading.propres[panel.premiere] = bloc_nomme(words), f"{UN_TITRE} « {words} »"


def _fills(row: Ligne, panel: Panneau) -> bool:
    columns = {column for year in panel.annees for column in year.colonnes}
    own = [case for case in row if case.colonne in columns]
    return any(montant_de(case) is not None or deux_montants(case.texte) for case in own) or (
        len({case.texte for case in row}) > 1 and any(case.texte[:1].isdecimal() for case in own)
    )


def _section(row: Ligne, reading: FeuilleLue) -> None:
    """A row of words: it may be the title of a year, of a side, of a mission."""
    words = " ".join(dict.fromkeys(case.texte for case in row if case.texte))
    if est_une_somme(words):
        return
    if _titles_a_year(row, words):
        reading.rang, reading.annee = annee_nommee(words)
    cote = cote_nommee(words) or cote_du_compte(words)
    if cote and (not reading.cote or len(words) <= LONGEST_SIDE):
        _names_a_side(reading)
        reading.titled_side(cote)
    bloc = bloc_nomme(words)
    if bloc and (not cote or len(words) <= LONGEST_TITLE_OF_BOTH):
        _names_a_block(bloc, words, cote, reading)


def _titles_a_year(row: Ligne, words: str) -> bool:
    """Whether a row merged over several columns names one civil year, or a row of one title one year of a budget."""
    if not any(annee_nommee(words)) or len(set(CIVILE.findall(words))) > 1:
        return False
    if words != row[0].texte or DATE.search(words):
        return False
    is_short = len(words) <= LONGEST_SIDE and TITRE_D_UNE_ANNEE.fullmatch(fold(words)) is not None
    return is_short or (len(row) > 1 and bool(CIVILE.search(words)))


def _names_a_block(bloc: str, words: str, cote: str, reading: FeuilleLue) -> None:
    reading.bloc, reading.titre_bloc = bloc, f"{UN_TITRE} « {words} »"
    reading.titled(bloc)
    reading.a_des_lignes = False
    own = {panel.cote for panel in reading.panneaux}
    of_table = own.pop() if len(own) == 1 else ""
    reading.cote_du_bloc = "" if cote else of_table or reading.cote


def _names_a_side(reading: FeuilleLue) -> None:
    """A title of block without lines yet, above the name of a side, is that of both sides."""
    if not reading.a_des_lignes:
        reading.cote_du_bloc = ""


def _to_zone(row: Ligne, panel: Panneau, reading: FeuilleLue) -> None:
    """A line of a table goes to the last zone of the same kind, else begins one."""
    if (panel.colonne_bloc or panel.colonne_cote) and is_a_total(row):
        _side_of(row, panel, reading)  # the lines below are of another side
        return
    bloc, why, unknown = _block_of(row, panel, reading)
    reading.a_des_lignes = True
    reading.inherits(bloc, why, row[0].ligne, panel)
    side = _side_of(row, panel, reading)
    of_the_other = why == reading.titre_bloc and reading.cote_du_bloc not in ("", side.cote)
    if of_the_other:
        why = f"{why}, qui est parmi les {reading.cote_du_bloc}"
        bloc, why = reading.of_all_titles(bloc, why)
    why = why or "aucun titre ne nomme de mission : fonctionnement"
    at = row[0].ligne
    zone = Zone(
        reading.feuille.nom,
        at,
        at,
        side.cote,
        bloc or FONCTIONNEMENT,
        panel.libelles,
        panel.annees,
        panel.facteur,
        f"{why} ; {side.pourquoi}" if side.pourquoi else why,
        all((bloc, side.sur, not of_the_other, not unknown)),
        (*side.questions, *((UNITE,) if panel.unites > 1 else ())),
    )
    _put(zone, reading.zones)
    _count(row, panel, zone, reading)


def _count(row: Ligne, panel: Panneau, zone: Zone, reading: FeuilleLue) -> None:
    """A line is added to those of its side and block."""
    if not est_une_somme(_words_in(row, panel)):
        reading.compte.add(zone.cote, zone.bloc, _sum_in(row, panel))


def _sum_in(row: Ligne, panel: Panneau) -> Decimal:
    """What the years of a table add up to on a row, as typed."""
    return _in_columns(row, columns_of_years(panel.annees))


def _close_after(row: Ligne, panels: Sequence[Panneau], reading: FeuilleLue) -> None:
    """A total of several blocks closes the title of the last of them: what stands below is of none."""
    if not reading.titre_bloc.startswith(UN_TITRE):
        return
    for panel in panels:
        words = _words_in(row, panel)
        if est_une_somme(words) and reading.compte.of_several(words, _sum_in(row, panel)):
            reading.bloc = ""
            reading.titre_bloc = f"« {words} » est de toutes les missions : fonctionnement"
            reading.cote_du_bloc = ""
            return


def _put(zone: Zone, zones: list[Zone]) -> None:
    """The zone makes the last one of its kind longer, unless another kind of its table came between; else stands last."""
    for where in reversed(range(len(zones))):
        before = zones[where]
        same = _same(before, zone)
        if same and before.derniere < zone.premiere:
            zones[where] = _longer(before, zone.premiere)
            return
        if not same and (before.libelles, before.annees) == (zone.libelles, zone.annees):
            break
    zones.append(zone)


def _side_of(row: Ligne, panel: Panneau, reading: FeuilleLue) -> Cote:
    """What the line says of itself, where a column says it of each; else what stands over it, under it, and in it."""
    own = next((type_de_ligne(c.texte) for c in row if c.colonne == panel.colonne_cote), "")
    if own or panel.cote:
        return Cote(own or panel.cote)
    words = [case.texte for case in row if case.colonne in panel.libelles and case.texte]
    by_sign = cote_du_signe(row, columns_of_years(panel.annees)) if panel.signes else ""
    if by_sign:
        return Cote(by_sign, "le signe de ses montants dit le côté", sur=False)
    return reading.cotes.of_line(row[0].ligne, words, by_accounts=panel.comptes)


def _block_of(row: Ligne, panel: Panneau, reading: FeuilleLue) -> tuple[str, str, bool]:
    """The block of a line, what says it, and whether its own cell says another thing, which is not known."""
    if panel.bloc:
        return panel.bloc, "le titre de ses colonnes", False
    if reading.independants:
        of_the_sheet = bloc_nomme(reading.feuille.nom)
        named = f"le nom de la feuille, « {reading.feuille.nom} »" if of_the_sheet else ""
        return *reading.propres.get(panel.premiere, (of_the_sheet, named)), False
    if panel.colonne_bloc:
        typed = next((case.texte for case in row if case.colonne == panel.colonne_bloc), "")
        named = bloc_of_a_cell(typed)
        where = f"la colonne {column_letters(panel.colonne_bloc)}, « {typed} »"
        if named:
            return named, where, False
        if typed:
            return reading.bloc, f"{where}, qui n'est le nom d'aucun bloc", True
    return reading.bloc, reading.titre_bloc, False


def _same(one: Zone, other: Zone) -> bool:
    return _what_it_is(one) == _what_it_is(other)


def _what_it_is(zone: Zone) -> tuple[object, ...]:
    """All that two runs of rows have in common to be one zone."""
    side = (zone.cote, zone.bloc, zone.questions, zone.facteur)
    return (zone.feuille, *side, zone.libelles, zone.annees)


def _longer(zone: Zone, last: int) -> Zone:
    return replace(zone, derniere=last)
