"""The lines of a foreign budget, once its zones are agreed: words, nature or origin, euros by contract year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from decimal import Decimal

from pipeline.interpret.budget_etranger.a_cote import (
    columns_beside,
    columns_left,
    notes_left,
    out_of_tables,
    remark_of,
    remarks_taken,
    rows_left,
    titles_left,
    told,
    words_left,
)
from pipeline.interpret.budget_etranger.accord import accorde
from pipeline.interpret.budget_etranger.actions import actions_of, with_its_action
from pipeline.interpret.budget_etranger.deux_en_un import montants_d_une_case
from pipeline.interpret.budget_etranger.ecarts import Cumul
from pipeline.interpret.budget_etranger.entetes import est_un_entete
from pipeline.interpret.budget_etranger.postes import Postes
from pipeline.interpret.budget_etranger.quantites import detail_of, with_its_detail
from pipeline.interpret.budget_etranger.repartition import (
    dated,
    in_one_line,
    not_shared,
    shared,
)
from pipeline.interpret.budget_etranger.signes import sans_signe
from pipeline.interpret.budget_etranger.sommes import (
    AILLEURS,
    QUI_SUIVENT,
    Rangees,
    account_of,
    adds_up,
    adds_up_what_follows,
    carried_over,
    heads_accounts,
)
from pipeline.interpret.budget_etranger.temoins import controle_of
from pipeline.interpret.budget_etranger.titres import (
    EN_NATURE,
    MONTANT_D_UNE_ANNEE,
    TOTAL,
    bloc_nomme,
    cote_nommee,
    est_un_solde,
    est_une_somme,
)
from pipeline.interpret.nombres import parse_montant
from pipeline.model.budget import cents
from pipeline.model.budget_etranger import (
    AUCUN,
    Case,
    ColonneLaissee,
    Controle,
    Correspondance,
    Feuille,
    LigneLue,
    NonRepris,
    Poste,
    Prise,
    Zone,
)
from pipeline.model.langue.francais import nombre
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.source import column_letters
from pipeline.model.valeur import dataclass

UN_TOTAL = "c'est un total"
UNE_PART = "c'est une part de la ligne au-dessus, qui est prise entière"
LIGNE_A_ZERO = "cette ligne n'a rien dans les années lues, et n'est pas écrite"
A_ZERO = "ces lignes n'ont rien dans les années lues, et ne sont pas écrites"
A_LA_MAIN = "« poste: aucun » la laisse, dans correspondance.yaml"
PART = motif(r"\W*(?:dont|y compris)\b")
POUR_MEMOIRE = motif(r"\bpour memoire\b|\(?\bp\.? ?m\.?\)?$")
POUR_MEMOIRE_DIT = "c'est « pour mémoire », que le total du dessous ne compte pas"
UNITE_ECRITE = motif(r"€|\beuros?\b")
WIDEST = 1_000
"""Columns beyond which no sheet goes."""

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
    ecartees: Mapping[str, str] = field(default_factory=dict)
    """Why lines were left as sums or parts of others, by their key: the treasurer may say that they are lines."""
    controle: Controle = Controle()
    """What the source says itself of the sums of these lines."""
    detaillees: int = 0
    """How many lines come with their quantity and their price."""
    sans_ligne: tuple[str, ...] = ()
    """What the treasurer said of words that are those of no line any more, by their key."""
    supposees: tuple[LigneLue, ...] = ()
    """Lines of which she said nothing: the dictionary alone says what they are."""


def lignes_of(
    feuilles: Sequence[Feuille], correspondance: Correspondance, postes: Postes, effet: date | None
) -> Lecture:
    """Every line of the zones, and every amount of the sheets that is in none of them."""
    reading = _Lecteur(feuilles, dated(correspondance, feuilles), postes, effet)
    for zone in reading.correspondance.zones:
        reading.read(zone)
    return reading.lecture()


@dataclass
class _Ligne:
    """A row of a zone as it is read: its words, its euros by year."""

    zone: Zone
    row: Sequence[Case]
    mots: str
    montants: dict[int, Decimal]
    autres: Sequence[Zone] = ()
    """The other zones of this row."""

    @property
    def cle(self) -> str:
        return cle_de(self.zone, self.mots)


@dataclass
class _Parcours:
    """Where the reading of a zone has come to, row after row."""

    feuille: Feuille
    cumul: Cumul
    """What the lines of this side make since its last total."""
    titres: list[str]
    """The titles that the next line stands under."""
    au_dessus: Mapping[int, Decimal] = field(default_factory=dict)
    """The amounts of the line above, of which the next one may be a part."""
    a_zero: list[_Ligne] = field(default_factory=list)
    """Lines that are worth nothing, told together at the end."""


class _Lecteur:
    """Reads the zones one after the other, and keeps what it takes, what it leaves, and why."""

    def __init__(
        self,
        feuilles: Sequence[Feuille],
        correspondance: Correspondance,
        postes: Postes,
        effet: date | None,
    ) -> None:
        self.feuilles = feuilles
        self.correspondance = replace(
            correspondance, zones=sans_signe(correspondance.zones, feuilles)
        )
        self.sans_ligne: tuple[str, ...] = ()
        self.postes = postes
        self.effet = effet
        self.lignes: list[LigneLue] = []
        self.laisses: list[NonRepris] = []
        self.ecartees: dict[str, str] = {}
        self._prises: list[Prise] = []
        self._by_name = {feuille.nom: feuille for feuille in feuilles}
        self._counted = _rows_of(correspondance.zones)
        self._sums: dict[tuple[object, ...], Cumul] = {}
        self._taken: set[tuple[str, int, int]] = set()
        self._summed: set[tuple[str, int]] = set()
        self._own_rows: set[tuple[str, int]] = set()
        self._remarks: set[tuple[str, int, int]] = set()
        self._details: set[tuple[str, int, int]] = set()
        self._actions: set[str] = set()
        self._under: dict[tuple[object, ...], Mapping[int, str]] = {}
        self.supposees: tuple[LigneLue, ...] = ()
        self._wanted: frozenset[str] = frozenset()
        if correspondance.postes:
            self._agree()

    def _agree(self) -> None:
        """What the treasurer said of words, found again where she gave their zone another block; and the words that she
        says are a line, although they would be left: those of no other line."""
        alone = _Lecteur(
            self.feuilles, replace(self.correspondance, postes={}), self.postes, self.effet
        )
        for zone in alone.correspondance.zones:
            alone.read(zone)
        natural = {line.cle: line for line in alone.lignes}
        accord = accorde(self.correspondance.postes, natural, alone.ecartees, self.postes)
        self.correspondance = replace(self.correspondance, postes=accord.postes)
        self.sans_ligne, self.supposees = accord.sans_ligne, accord.supposees
        agreed = {key for key, poste in accord.postes.items() if poste.poste != AUCUN}
        self._wanted = frozenset(agreed & set(alone.ecartees) - natural.keys())

    def read(self, zone: Zone) -> None:
        feuille = self._by_name.get(zone.feuille)
        if feuille is None:
            reason = "cette feuille n'est plus dans le classeur"
            self.laisses.append(NonRepris(zone.feuille, "", reason))
            return
        columns = _columns(zone)
        side = (zone.feuille, zone.cote, zone.libelles, *sorted(columns))
        walk = _Parcours(
            feuille, self._sums.setdefault(side, Cumul()), _titles_above(feuille, zone)
        )
        rows = feuille.lignes[zone.premiere - 1 : zone.derniere]
        for rank, row in enumerate(rows):
            self._taken |= {(zone.feuille, c.ligne, c.colonne) for c in row if c.colonne in columns}
            if not est_un_entete(row):
                words = with_its_action(_words(row, zone), row, zone, feuille)
                line = _Ligne(zone, row, words, _amounts(row, zone), self._others(zone, row))
                self._read_row(line, rows, rank, walk)
        self.laisses.extend(_told_of_nothing(walk.a_zero))

    def _read_row(
        self, line: _Ligne, rows: Sequence[Sequence[Case]], rank: int, walk: _Parcours
    ) -> None:
        """A row is left for a reason, is a line, is worth nothing, or titles what follows it."""
        reason = self._left_out(line, rows, rank, walk.au_dessus)
        if reason:
            after = (one for one in rows[rank + 1 :] if not _is_a_total(one, line.zone))
            self._leave(line, reason, walk.cumul, (_amounts(one, line.zone) for one in after))
        elif line.montants:
            self._take(line, walk)
            walk.au_dessus = line.montants
        elif _is_worth_nothing(line):
            walk.a_zero.append(line)
        else:
            self.laisses.extend(_doubtful(line.row, line.mots, line.zone))
            walk.titres = _under(line.mots, walk.titres, line.row)
            walk.au_dessus = {} if line.mots else walk.au_dessus

    def _actions_of(self, zone: Zone, feuille: Feuille) -> Mapping[int, str]:
        """The actions of the rows of a sheet, looked for once."""
        key = (zone.feuille, zone.libelles, zone.annees)
        if key not in self._under:
            self._under[key] = actions_of(zone, feuille)
        return self._under[key]

    def _others(self, zone: Zone, row: Sequence[Case]) -> tuple[Zone, ...]:
        return tuple(
            one
            for one in self.correspondance.zones
            if one is not zone and one.feuille == zone.feuille and row
            if one.premiere <= row[0].ligne <= one.derniere
        )

    def _left_out(
        self,
        line: _Ligne,
        rows: Sequence[Sequence[Case]],
        rank: int,
        above: Mapping[int, Decimal],
    ) -> str:
        """Why a line is not one of the budget; empty when it is."""
        if not line.montants:
            return ""
        if not line.mots:
            return "cette ligne n'a pas de libellé"
        agreed = self.correspondance.postes.get(line.cle)
        by_words = _by_its_words(line.mots)
        if by_words:
            return by_words
        told = (
            _is_part_of_the_line_above(line, above)
            or _for_the_record(line, rows, rank)
            or _by_its_sums(line.row, line.montants, rows, rank, line.zone, self._counted)
        )
        if told and told != AILLEURS:
            self.ecartees.setdefault(line.cle, told)
        if agreed is not None and agreed.poste == AUCUN:
            return told or A_LA_MAIN
        return "" if line.cle in self._wanted else told

    def _leave(
        self, line: _Ligne, reason: str, total: Cumul, below: Iterator[Mapping[int, Decimal]]
    ) -> None:
        wrong = total.disagrees(line.montants, line.mots, below) if reason == UN_TOTAL else ""
        if reason not in (UNE_PART, A_LA_MAIN, POUR_MEMOIRE_DIT):
            total.close()
        self._summed.add((line.zone.feuille, line.row[0].ligne))
        self.laisses.append(NonRepris(_place(line.zone, line.row), line.mots, wrong or reason))

    def _take(self, line: _Ligne, walk: _Parcours) -> None:
        zone, row, feuille = line.zone, line.row, walk.feuille
        walk.cumul.add(line.montants, account_of(row, zone))
        self.laisses.extend(_doubtful(row, line.mots, zone))
        remark, cells = remark_of(row, zone, feuille, self.correspondance.zones)
        action = self._actions_of(zone, feuille).get(row[0].ligne, "")
        self._actions |= {action}
        remark = " ; ".join(filter(None, (action, remark)))
        self._remarks |= {(zone.feuille, case.ligne, case.colonne) for case in cells}
        self._own_rows.add((zone.feuille, row[0].ligne))
        read = _line(row, line.mots, walk.titres, zone, self.correspondance, self.postes)
        detail = detail_of(row, zone, feuille, self.correspondance.zones)
        lines = [
            with_its_detail(self._shared(one, zone), detail, zone.facteur)
            for one in _then(replace(read, commentaire=remark))
        ]
        places = {(zone.feuille, case.ligne, case.colonne) for _own, _title, case in detail.cases}
        if lines[0].quantite is None:
            self._remarks |= places
        else:
            self._details |= places
        self.lignes.extend(lines)
        self._prises.append(Prise(zone.feuille, row[0].ligne, zone.cote, read.bloc, line.montants))

    def _shared(self, line: LigneLue, zone: Zone) -> LigneLue:
        """The line in contract years, where the treasurer asks that civil years be split."""
        if not self.correspondance.repartir:
            return line
        return replace(line, montants=shared(line.montants, zone, self.effet))

    def _leave_carried_over(self) -> None:
        """A sheet whose every line is the sum of a block of the other sheets, typed: none of it is counted twice."""
        for sheet in carried_over(self.lignes):
            self._leave_sheet(sheet)

    def _leave_sheet(self, sheet: str) -> None:
        left = [
            line for line in self.lignes if line.feuille == sheet and line.cle not in self._wanted
        ]
        for line in left:
            self.ecartees.setdefault(line.cle, AILLEURS)
            self.laisses.append(NonRepris(line.cellule, line.libelle, AILLEURS))
        rows = {row for line in left for _sheet, row, _cote, _year in line.cases}
        self.lignes = [line for line in self.lignes if line not in left]
        self._prises = [
            one for one in self._prises if (one.feuille, one.ligne in rows) != (sheet, True)
        ]

    def lecture(self) -> Lecture:
        """What was read, and all that stands beside it."""
        self._leave_carried_over()
        feuilles, zones, left = self.feuilles, self.correspondance.zones, self.laisses
        columns = columns_left(feuilles, zones, self._summed)
        left.extend(map(told, columns))
        left.extend(
            columns_beside(feuilles, zones, columns, self._remarks | self._details, self._summed)
        )
        left.extend(rows_left(feuilles, zones))
        left.extend(notes_left(feuilles, zones, self._own_rows))
        left.extend(titles_left(feuilles, zones, self._actions))
        left.extend(words_left(feuilles, zones))
        left.extend(_elsewhere(feuilles, self._taken, self.correspondance))
        left.extend(out_of_tables(feuilles, zones, left))
        left.extend(not_shared(self.correspondance, self.effet, feuilles))
        noted = sum(bool(case.note) for sheet in feuilles for row in sheet.lignes for case in row)
        unplaced = sum(one.texte.startswith("commentaire « ") for one in left)
        beside = remarks_taken(feuilles, zones, self._remarks, noted - unplaced)
        lines = in_one_line(self.lignes)
        controle = controle_of(feuilles, zones, self._prises)
        ordered = tuple(_in_order(left, feuilles))
        detailed = sum(line.quantite is not None for line in lines)
        return Lecture(
            lines,
            ordered,
            columns,
            beside,
            self.ecartees,
            controle,
            detailed,
            self.sans_ligne,
            self.supposees,
        )


def _is_worth_nothing(line: _Ligne) -> bool:
    """A line whose years say 0, or that has an amount in another column alone: no title, and nothing to write."""
    if any(one.libelles == line.zone.libelles and _amounts(line.row, one) for one in line.autres):
        return False  # its amount is that of another mission
    of_years = [case for case in line.row if case.colonne in _columns(line.zone)]
    says_zero = any(_value(case) is not None for case in of_years)
    is_a_line = says_zero or bool(_amounts_beside(line))
    is_said = _by_its_words(line.mots) or _doubtful(line.row, line.mots, line.zone)
    return bool(line.mots) and is_a_line and not is_said


def _amounts_beside(line: _Ligne) -> list[Case]:
    """The amounts of a row in columns that are neither years nor words."""
    zones = (line.zone, *line.autres)
    elsewhere = {column for one in zones for column in (*_columns(one), *one.libelles)}
    left = min(line.zone.libelles)
    rights = [start for one in line.autres if (start := min(one.libelles)) > left]
    beside = range(left, min(rights, default=WIDEST))
    return [c for c in line.row if c.nombre and c.colonne in beside and c.colonne not in elsewhere]


def _told_of_nothing(lines: Sequence[_Ligne]) -> list[NonRepris]:
    """The lines of a zone that are worth nothing, named one after another in one sentence."""
    if not lines:
        return []
    named = " ; ".join(map(_named_with_what_is_beside, lines))
    reason = f"{A_ZERO if len(lines) > 1 else LIGNE_A_ZERO} : vérifiez dans votre fichier"
    return [NonRepris(_place(lines[0].zone, lines[0].row), named, reason)]


def _named_with_what_is_beside(line: _Ligne) -> str:
    """« Communauté de communes (D29 : 1 500) »."""
    beside = ", ".join(
        f"{column_letters(case.colonne)}{case.ligne} : {nombre(case.nombre)}"
        for case in _amounts_beside(line)
        if case.nombre
    )
    return f"{line.mots} ({beside})" if beside else line.mots


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
    return " — ".join(dict.fromkeys([*(own or before[-1:]), *_total_beside(row, zone)]))


def _total_beside(row: Sequence[Case], zone: Zone) -> list[str]:
    """« Crise | Sous-total | 2 150 »: the word of a total in a column beside that of the labels, before the amounts."""
    first = min(_columns(zone), default=0)
    beside = (c.texte for c in row if c.colonne < first and c.colonne not in zone.libelles)
    return [text for text in beside if TOTAL.match(fold(text).strip())][:1]


def _place(zone: Zone, row: Sequence[Case]) -> str:
    column = zone.annees[0].colonnes[0]
    return f"{zone.feuille}!{column_letters(column)}{row[0].ligne if row else zone.premiere}"


def _under(words: str, titles: list[str], row: Sequence[Case]) -> list[str]:
    """The titles that stand above the next lines: the last ones, two at most."""
    return [*titles[-1:], words] if words and not any(_value(case) for case in row) else titles


def _titles_above(feuille: Feuille, zone: Zone) -> list[str]:
    """The title on the row just above the first line of a zone, where it names no column: the group of that line."""
    row = feuille.lignes[zone.premiere - 2] if zone.premiere > 1 else ()
    words = _words(row, zone) if row else ""
    titled = any(case.colonne in _columns(zone) and case.texte for case in row)
    return [words] if words and not titled else []


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
    rows: Sequence[Sequence[Case]],
    rank: int,
    zone: Zone,
    counted: Rangees,
) -> str:
    after = rows[rank + 1 :]
    cases = [case for case in row if case.colonne in _columns(zone) and _value(case)]
    if after and PART.match(fold(_words(after[0], zone))):
        return adds_up(cases, zone.feuille, counted)
    follows = adds_up_what_follows(amounts, row, after, zone, _amounts)
    heads = heads_accounts(amounts, row, after, zone, _amounts)
    typed = heads or (QUI_SUIVENT if follows else "")
    if typed == QUI_SUIVENT and _its_total_counts_it(rows, rank, zone):
        typed = ""
    return typed if heads else adds_up(cases, zone.feuille, counted) or typed


def _its_total_counts_it(rows: Sequence[Sequence[Case]], rank: int, zone: Zone) -> bool:
    """Whether the next total is the sum of all lines above it, this one too: it is a line like the others."""
    lines: dict[int, Decimal] = {}
    for at, row in enumerate(rows):
        words, amounts = _words(row, zone), _amounts(row, zone)
        if TOTAL.search(fold(words)) or not words:
            if at > rank and amounts:
                return amounts == lines
            lines = {}
        elif not PART.match(fold(words)):
            for year, amount in amounts.items():
                lines[year] = lines.get(year, Decimal(0)) + amount
    return False


def _for_the_record(line: _Ligne, rows: Sequence[Sequence[Case]], rank: int) -> str:
    """« Pour mémoire : avance remboursable », which the total below does not count."""
    is_said = POUR_MEMOIRE.search(fold(line.mots)) is not None
    counted = is_said and _its_total_counts_it(rows, rank, line.zone)
    return POUR_MEMOIRE_DIT if is_said and not counted else ""


def _is_part_of_the_line_above(line: _Ligne, above: Mapping[int, Decimal]) -> str:
    """« dont charges patronales », under the line that holds them: never more than it."""
    if not PART.match(fold(line.mots)) or not above:
        return ""
    within = all(amount <= above.get(year, Decimal(0)) for year, amount in line.montants.items())
    return UNE_PART if within else ""


def _is_a_total(row: Sequence[Case], zone: Zone) -> bool:
    words = _words(row, zone)
    return est_une_somme(words)


def _value(case: Case) -> Decimal | None:
    return case.nombre if case.nombre is not None else parse_montant(case.texte)


def _euros(case: Case, zone: Zone) -> Decimal | None:
    """The euros of a cell: what it says of its own unit wins over what the table says."""
    value = _value(case)
    if value is None:
        return None
    if case.nombre is None and UNITE_ECRITE.search(fold(case.texte)):
        return -value if zone.facteur < 0 else value  # « 40 k€ » was multiplied as it was read
    sign = -1 if zone.facteur < 0 else 1
    return value * (sign * case.unite or zone.facteur)


def _amounts(row: Sequence[Case], zone: Zone) -> dict[int, Decimal]:
    """Euros of the line by rank of year, to the cent; years without a figure are absent."""
    found: dict[int, Decimal] = {}
    for year in zone.annees:
        values = [
            value
            for case in row
            if case.colonne in year.colonnes and case.colonne not in _of_several(zone)
            if (value := _euros(case, zone)) is not None
        ]
        if values and any(values):
            found[year.rang] = cents(sum(values, Decimal(0)))
    for case in row:
        if case.colonne in _columns(zone):
            found |= {rank: own * zone.facteur for rank, own in _by_year(case, zone).items()}
            found |= {rank: cents(own * zone.facteur) for rank, own in _in_turn(case, zone).items()}
    return found


def _of_several(zone: Zone) -> set[int]:
    """The columns that several years share: an amount alone there is of one knows not which."""
    counted = Counter(column for year in zone.annees for column in year.colonnes)
    return {column for column, count in counted.items() if count > 1}


def _in_turn(case: Case, zone: Zone) -> dict[int, Decimal]:
    """Rank of year → amount, for a cell of a column that several years share, one amount for each."""
    ranks = [year.rang for year in zone.annees if case.colonne in year.colonnes]
    amounts = montants_d_une_case(case.texte)
    return dict(zip(ranks, amounts, strict=True)) if len(ranks) == len(amounts) > 1 else {}


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
    return [
        NonRepris(
            f"{zone.feuille}!{column_letters(case.colonne)}{case.ligne}",
            f"{words} : {case.texte}",
            "cette case n'a qu'un montant pour deux années"
            if case.colonne in _of_several(zone)
            else "cette case n'est pas un seul montant",
        )
        for case in row
        if case.colonne in _columns(zone) and _is_doubtful(case, zone)
    ]


def _is_doubtful(case: Case, zone: Zone) -> bool:
    """A cell of a year that holds figures, and is neither one amount nor those of the years that it is of."""
    if not any(c.isdigit() for c in case.texte) or _by_year(case, zone) or _in_turn(case, zone):
        return False
    return _value(case) is None or case.colonne in _of_several(zone)


def _line(
    row: Sequence[Case],
    words: str,
    titles: Sequence[str],
    zone: Zone,
    correspondance: Correspondance,
    postes: Postes,
) -> LigneLue:
    amounts = _amounts(row, zone)
    poste = poste_of(words, titles, zone, correspondance, postes)
    return LigneLue(
        poste.bloc or zone.bloc,
        zone.cote,
        words,
        poste,
        amounts,
        _place(zone, row),
        zone.bloc,
        sum(amounts.values(), Decimal(0)),
        feuille=zone.feuille,
        annees=tuple(sorted(amounts)),
        cases=frozenset((zone.feuille, row[0].ligne, zone.cote, year) for year in amounts),
    )


def _then(line: LigneLue) -> Iterator[LigneLue]:
    """The line; or its first year, then the others as another money: the plan of crisis written, then updated."""
    later = {year: amount for year, amount in line.montants.items() if year > min(line.montants)}
    if not line.poste.puis or not any(later.values()):
        yield replace(line, poste=replace(line.poste, puis=""))
        return
    first = {year: amount for year, amount in line.montants.items() if year not in later}
    yield replace(line, montants=first, somme=sum(first.values(), Decimal(0)))
    after = replace(line.poste, poste=line.poste.puis)
    yield replace(line, poste=after, montants=later, somme=sum(later.values(), Decimal(0)))


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
                feuille.nom,
                "1 nombre" if count == 1 else f"{count} nombres",
                "aucun tableau de budget n'y est reconnu",
            )
