"""What a file of the State says of this project: the populations of its communes (Insee), or plafonds of the Sécurité sociale.

The tables of the Insee change their titles and their place from year to year; three makes are known:

- « donnees_communes.csv » and the sheet « Communes » of « ensemble.xlsx »: the code in two columns (CODDEP, CODCOM), or
  whole in one (COM);
- « DS_POPULATIONS_REFERENCE », one row per commune, measure and year (GEO, POPREF_MEASURE, TIME_PERIOD, OBS_VALUE);
- « base-pop-historiques »: one column per year (CODGEO, PMUN2023, PMUN2022…).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from itertools import islice

from pipeline.interpret.nombres import parse_entier, parse_montant
from pipeline.model import colonnes
from pipeline.model.colonnes import lisse
from pipeline.model.donnees_publiques import Plafonds, Populations, Table
from pipeline.model.motif import motif
from pipeline.model.releve import Refus
from pipeline.model.span import Placed, Span
from pipeline.model.valeur import dataclass

MOST_BEFORE_TITLES = 40
"""Rows of words that may stand above the titles of the columns."""

CODE = ("geo", "codgeo", "code geographique", "code insee", "insee", "depcom", "code")
DEPARTEMENT = ("coddep", "dep", "code departement")
COMMUNE = ("codcom", "code commune")
COM = ("com",)
"""The code where no other column has it (« DEP;COM;Commune »); the name of the commune where one has."""

OBJET, MESURE, ANNEE, VALEUR = "geo object", "popref measure", "time period", "obs value"
COUNTED = ("COM", "ARM")
"""Communes, and the arrondissements of Paris, Lyon and Marseille."""

MUNICIPALE = motif(r"(?:pmun|population municipale) ?((?:19|20)\d\d)?")
TOLD = (
    motif(r"date de r[ée]f[ée]rence statistique\D{0,30}1er janvier ((?:19|20)\d\d)"),
    motif(r"mill[ée]sim\w+\D{0,12}((?:19|20)\d\d)"),
)
"""How the words above a table say which year was counted, which is not the year when it comes into force."""

IN_A_NAME = motif(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
FOUR_DIGITS = motif(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class _Forme:
    """Which columns of a table say what; -1 for one that is not there."""

    code: int
    departement: int
    populations: Mapping[int, int | None]
    """Rank of a column of populations → the year that its title tells."""
    objet: int = -1
    mesure: int = -1
    annee: int = -1


@dataclass(slots=True)
class _Lu:
    """What was found so far, by year (None where no row says it), then by code."""

    par_annee: dict[int | None, dict[str, Placed[int]]] = field(default_factory=dict)
    dites: set[int] = field(default_factory=set)


def interpret_donnees(
    tables: Iterable[Table], codes: Collection[str], annee: int | None, refus: list[Refus]
) -> Populations | Plafonds | None:
    """What the first table that is known says; None when there is none, or with a word in ``refus``.

    ``annee`` is the year that was typed, for a file that does not tell its own.
    """
    seen: list[str] = []
    for table in tables:
        seen.append(table.name)
        before: list[str] = []
        for _line, cells in islice(table.rows, MOST_BEFORE_TITLES):
            titles = [lisse(cell) for cell in cells]
            forme = _forme(titles)
            if forme is not None:
                return _populations(table, forme, codes, (annee, before), refus)
            plafonds = _columns_of_plafonds(cells)
            if plafonds is not None:
                return _plafonds(table, plafonds, refus)
            before.extend(filter(None, cells))
    if seen and not refus:
        message = "ce fichier n'a ni populations de communes ni plafonds de la Sécurité sociale que je connaisse."
        hint = (
            "pour les communes, il faut une colonne du code (CODGEO, GEO, ou CODDEP et CODCOM) et une de la population "
            "municipale (PMUN) ; pour le plafond, les colonnes annee et montant."
        )
        refus.append(Refus(message, Span(seen[0]), hint))
    return None


def _forme(titles: Sequence[str]) -> _Forme | None:
    rank = {title: at for at, title in reversed(list(enumerate(titles)))}
    counted = _counted(titles)
    if MESURE in rank and VALEUR in rank:
        counted = {rank[VALEUR]: None}
    departement = _first(rank, DEPARTEMENT)
    commune = _first(rank, COMMUNE) if departement >= 0 else -1
    code = commune if commune >= 0 else _first(rank, (*CODE, *COMMUNE, *COM))
    is_in_two = departement >= 0 and code in (commune, _first(rank, COM))
    if not counted or code < 0:
        return None
    return _Forme(
        code,
        departement if is_in_two else -1,
        counted,
        *(rank.get(title, -1) for title in (OBJET, MESURE, ANNEE)),
    )


def _counted(titles: Sequence[str]) -> dict[int, int | None]:
    """Rank of each column of municipal populations → the year that its title says, None where it says none."""
    counted: dict[int, int | None] = {}
    for at, title in enumerate(titles):
        match = MUNICIPALE.fullmatch(title)
        if match:
            counted[at] = int(match[1]) if match[1] else None
    return counted


def _first(rank: Mapping[str, int], titles: Iterable[str]) -> int:
    return next((rank[title] for title in titles if title in rank), -1)


def _populations(
    table: Table,
    forme: _Forme,
    codes: Collection[str],
    told: tuple[int | None, Sequence[str]],
    refus: list[Refus],
) -> Populations | None:
    lu = _Lu()
    for line, cells in table.rows:
        code = _code(cells, forme)
        if code in codes and _is_counted(cells, forme):
            _note(table, line, cells, forme, code, lu, refus)
    if refus:
        return None
    if not lu.par_annee:
        message = "aucune commune du projet n'est dans ce fichier."
        refus.append(
            Refus(message, Span(table.name), "est-ce celui des communes, et de toute la France ?")
        )
        return None
    annee = _year(table, lu, told, refus)
    if annee is None:
        return None
    return Populations(annee, lu.par_annee.get(annee) or lu.par_annee[None])


def _cell(cells: Sequence[str], rank: int) -> str:
    return cells[rank] if 0 <= rank < len(cells) else ""


def _code(cells: Sequence[str], forme: _Forme) -> str:
    """The five signs of a code, whatever zeros a spreadsheet took away.

    Beyond the sea, the three digits of a département overlap with the three of a commune: 971 and 101 are 97101.
    """
    code = _cell(cells, forme.code).upper()
    if forme.departement < 0 or len(code) >= 5:
        return code.zfill(5) if code else ""
    departement = _cell(cells, forme.departement).upper().zfill(2)
    if len(departement) == 3:
        return departement[:2] + code.zfill(3) if len(code) == 3 else departement + code.zfill(2)
    return departement + code.zfill(3)


def _is_counted(cells: Sequence[str], forme: _Forme) -> bool:
    objet, mesure = _cell(cells, forme.objet), _cell(cells, forme.mesure)
    return (forme.objet < 0 or objet in COUNTED) and (forme.mesure < 0 or mesure == "PMUN")


def _note(
    table: Table,
    line: int,
    cells: Sequence[str],
    forme: _Forme,
    code: str,
    lu: _Lu,
    refus: list[Refus],
) -> None:
    for rank, of_the_title in forme.populations.items():
        typed, span = _cell(cells, rank), table.span(line)
        year = of_the_title
        if forme.annee >= 0 and FOUR_DIGITS.fullmatch(_cell(cells, forme.annee)):
            year = int(_cell(cells, forme.annee))
        number = parse_entier(typed)
        if number is None or number < 0:
            if typed or len(forme.populations) == 1:
                message = f"la population de {code} n'est pas un nombre d'habitants : « {typed} »."
                refus.append(Refus(message, span, "reprenez le fichier, sans y toucher."))
            continue
        known = lu.par_annee.setdefault(year, {}).setdefault(code, Placed(number, span))
        if known.value != number:
            message = f"{code} a ici {number} habitants, et {known.value} à {_where(known.span)}."
            refus.append(Refus(message, span, "reprenez le fichier, sans y toucher."))


def _where(span: Span) -> str:
    return f"la ligne {span.line}"


def _year(
    table: Table, lu: _Lu, told: tuple[int | None, Sequence[str]], refus: list[Refus]
) -> int | None:
    """The year that was counted: the last that the rows or the words above them say, else the one typed, else that of
    the name of the file.
    """
    typed, before = told
    said = {year for year in lu.par_annee if year is not None} or set(_told(before))
    if typed is not None and said and typed not in said:
        years = ", ".join(map(str, sorted(said)))
        refus.append(Refus(f"ce fichier est de {years}, et non de {typed}.", Span(table.name)))
        return None
    if typed is not None:
        return typed
    named = set(_named(table.name))
    if said or len(named) == 1:
        return max(said or named)
    message = "l'année de ces populations n'est pas dans ce fichier."
    hint = "donnez celle que l'Insee appelle le millésime : ANNEE=2024"
    refus.append(Refus(message, Span(table.name), hint))
    return None


def _told(before: Iterable[str]) -> Iterator[int]:
    words = list(before)
    for pattern in TOLD:
        found = [match for text in words if (match := pattern.search(text.lower()))]
        if found:
            yield int(found[0][1])
            return


def _named(name: str) -> Iterator[int]:
    yield from {int(year) for year in IN_A_NAME.findall(name)}


# --- the plafond ------------------------------------------------------------------------------------------------------------


def _columns_of_plafonds(cells: Sequence[str]) -> tuple[int, int, int] | None:
    """Where the year, the amount and the source are."""
    named = [colonnes.PLAFONDS.colonne(cell) for cell in cells]
    wanted = (colonnes.ANNEE_PLAFOND, colonnes.MONTANT_PLAFOND)
    if not all(column in named for column in wanted):
        return None
    year, amount = (named.index(column) for column in wanted)
    return year, amount, named.index(colonnes.SOURCE) if colonnes.SOURCE in named else -1


def _plafonds(table: Table, columns: tuple[int, int, int], refus: list[Refus]) -> Plafonds | None:
    found: dict[int, tuple[Placed[str], str]] = {}
    for line, cells in table.rows:
        year, amount, source = (_cell(cells, rank) for rank in columns)
        if not (year or amount):
            continue
        span = table.span(line)
        why_not = _not_a_plafond(year, amount) or _contradicted(year, amount, found)
        if why_not:
            refus.append(Refus(why_not, span))
        else:
            found[int(year)] = (Placed(amount, span), source or table.name)
    if not found and not refus:
        refus.append(Refus("ce fichier n'a aucun plafond.", Span(table.name)))
    return None if refus else Plafonds(found)


def _not_a_plafond(year: str, amount: str) -> str:
    if FOUR_DIGITS.fullmatch(year) and parse_montant(amount) is not None:
        return ""
    return f"il faut une année et un montant en euros : « {year} », « {amount} »."


def _contradicted(year: str, amount: str, found: Mapping[int, tuple[Placed[str], str]]) -> str:
    """That another line gives that year another amount; empty where none does."""
    if int(year) not in found:
        return ""
    first, _source = found[int(year)]
    if parse_montant(first.value) == parse_montant(amount):
        return ""
    return f"le plafond de {year} est déjà {first.value} à la ligne {first.span.line}."
