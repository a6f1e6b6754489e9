"""The years of a foreign budget: civil ones over those of the contract, and one line for all the sheets of a year each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from pipeline.interpret.budget_etranger.a_cote import title_of
from pipeline.interpret.budget_etranger.titres import annee_nommee
from pipeline.model.budget_etranger import (
    Annee,
    Correspondance,
    Feuille,
    LigneLue,
    NonRepris,
    Zone,
)
from pipeline.model.echeance import MOIS

CENT = Decimal("0.01")
MONTHS = 12
MOST_YEARS = 5
CIVIL = "Ce budget est tenu par année civile"


def dated(correspondance: Correspondance, feuilles: Sequence[Feuille]) -> Correspondance:
    """Each year that the treasurer added to a zone with the civil year of its title, else that of the other zones."""
    if not correspondance.repartir:
        return correspondance
    known = {
        year.rang: year.civile
        for zone in correspondance.zones
        for year in zone.annees
        if year.civile
    }
    sheets = {feuille.nom: feuille for feuille in feuilles}
    zones = tuple(
        replace(
            zone,
            annees=tuple(_dated(year, zone, correspondance, sheets, known) for year in zone.annees),
        )
        for zone in correspondance.zones
    )
    return replace(correspondance, zones=zones)


def _dated(
    year: Annee,
    zone: Zone,
    correspondance: Correspondance,
    sheets: Mapping[str, Feuille],
    known: Mapping[int, int],
) -> Annee:
    feuille = sheets.get(zone.feuille)
    if year.civile or feuille is None:
        return year
    own = [one for one in correspondance.zones if one.feuille == zone.feuille]
    rank, civil = annee_nommee(title_of(feuille, year.colonnes[0], zone, own))
    if rank:  # « Année 2 » is a year of the contract: nothing to split
        return year
    return replace(year, civile=civil or known.get(year.rang, 0))


def not_shared(
    correspondance: Correspondance, effet: date | None, feuilles: Sequence[Feuille]
) -> Iterator[NonRepris]:
    """The zones that « repartir: oui » does not split, each with its reason and its remedy."""
    there = {feuille.nom for feuille in feuilles}
    for zone in correspondance.zones if correspondance.repartir else ():
        if zone.feuille not in there or _can_be_shared(zone, effet):
            continue
        what = f"lignes {zone.premiere} à {zone.derniere}, {zone.cote}"
        place = f"{zone.feuille}!A{zone.premiere}"
        if effet is None:
            reason = "« repartir: oui » ne les a pas partagées : écrivez « effet » sous « dates », dans content/projet.yaml"
        else:
            example = ", ".join(
                f"{year.rang}: {effet.year + year.rang - 1}" for year in zone.annees
            )
            reason = (
                "« repartir: oui » ne les a pas partagées, faute d'année civile : si elles en suivent une, "
                f"écrivez « civiles: {{{example}}} » pour cette zone, avec ses années"
            )
        yield NonRepris(place, what, reason)


def _can_be_shared(zone: Zone, effet: date | None) -> bool:
    return effet is not None and all(year.civile for year in zone.annees)


def shared(amounts: Mapping[int, Decimal], zone: Zone, effet: date | None) -> dict[int, Decimal]:
    """Civil years over contract years, month by month, to the cent; what cannot be dated stays in its year."""
    if effet is None or not _can_be_shared(zone, effet):
        return dict(amounts)
    found: dict[int, Decimal] = {}
    for year in zone.annees:
        for rank, part in _parts(amounts.get(year.rang), year.civile, effet):
            found[rank] = found.get(rank, Decimal(0)) + part
    return found


def _parts(amount: Decimal | None, civil: int, effet: date) -> Iterator[tuple[int, Decimal]]:
    if amount is None:
        return
    ranks = _ranks_of_months(civil, effet)
    left = amount
    for rank in sorted(set(ranks)):
        part = (amount * ranks.count(rank) / MONTHS).quantize(CENT, ROUND_HALF_UP)
        part = left if rank == max(ranks) else part
        left -= part
        yield rank, part


def _ranks_of_months(civil: int, effet: date) -> list[int]:
    """The contract year of each month of a civil one; what is before the contract is of its first year."""
    months = [_contract_year(civil, month, effet) for month in range(1, MONTHS + 1)]
    return [min(MOST_YEARS, max(1, rank)) for rank in months]


def _contract_year(year: int, month: int, effet: date) -> int:
    return ((year - effet.year) * MONTHS + month - effet.month) // MONTHS + 1


# --- in words -----------------------------------------------------------------------------------------------------


def annees_civiles_dites(correspondance: Correspondance, effet: date | None) -> tuple[str, ...]:
    """What a budget by civil year means for this contract, one sentence an item; none where both years are the same."""
    civil = {
        year.rang: year.civile for z in correspondance.zones for year in z.annees if year.civile
    }
    if not civil:
        return ()
    if effet is None:
        return (
            "Ce budget est tenu par année civile ; le contrat, par année de contrat. « effet », sous « dates » dans "
            "content/projet.yaml, dira si elles diffèrent.",
        )
    first = civil[min(civil)] - min(civil) + 1
    late = (
        ()
        if first == effet.year
        else (
            f"Votre contrat commence en {effet.year} : l'année 1 de ce budget serait {first}. "
            "Corrigez les rangs de « annees » et « civiles » ; une colonne d'avant le contrat s'enlève.",
        )
    )
    if (effet.month, effet.day) == (1, 1):
        return late
    return (*late, *_both_ways(civil, effet))


def _both_ways(civil: Mapping[int, int], effet: date) -> tuple[str, ...]:
    """What « repartir: non » does of each civil year, and what « repartir: oui » does."""
    whole = ", ".join(f"{year} en année {rank}" for rank, year in sorted(civil.items()))
    split = " ; ".join(f"{year} : {_shares(year, effet)}" for _rank, year in sorted(civil.items()))
    month = MOIS[effet.month - 1]
    of_month = f"d'{month}" if month[0] in "ao" else f"de {month}"
    start = f"{of_month} {effet.year}"
    end = f"{MOIS[(effet.month - 2) % MONTHS]} {effet.year + (effet.month > 1)}"
    said = [
        f"Ce budget est tenu par année civile ; l'année 1 de votre contrat va {start} à {end}.",
        f"« repartir: non » laisse chaque année civile entière : {whole}.",
        f"« repartir: oui » la partage, mois par mois : {split}.",
    ]
    heavy = _heaviest(civil.values(), effet)
    if heavy:
        said.append(heavy)
    return tuple(said)


def _shares(civil: int, effet: date) -> str:
    ranks = _ranks_of_months(civil, effet)
    parts = [(rank, ranks.count(rank)) for rank in sorted(set(ranks))]
    if len(parts) == 1:
        return f"les 12 mois en année {parts[0][0]}"
    return " et ".join(f"{count} mois en année {rank}" for rank, count in parts)


def _heaviest(civil: Iterable[int], effet: date) -> str:
    """The contract year that gets more than twelve months, as the months before the contract fall into its first year."""
    ranks = [rank for year in civil for rank in _ranks_of_months(year, effet)]
    count = ranks.count(1)
    if count <= MONTHS:
        return ""
    before = effet.month - 1
    return (
        f"L'année 1 compte alors {count} mois : les {before} mois d'avant le contrat y restent. "
        "Si rien n'est dépensé avant, votre première colonne ne doit compter que le reste de l'année."
    )


# --- a sheet a year --------------------------------------------------------------------------------------------------


def in_one_line(lignes: Sequence[LigneLue]) -> tuple[LigneLue, ...]:
    """The same words, block and nature on sheets of other years are one line; twice in one year, they stay two."""
    found: list[LigneLue] = []
    ranks: dict[tuple[str, ...], list[int]] = {}
    for line in lignes:
        alike = ranks.setdefault((line.bloc, line.cote, line.libelle, line.poste.poste), [])
        at = next((rank for rank in alike if _goes_on(found[rank], line)), None)
        if at is None:
            alike.append(len(found))
            found.append(line)
        else:
            found[at] = _together(found[at], line)
    return tuple(found)


def _goes_on(one: LigneLue, other: LigneLue) -> bool:
    """Whether a line of the same words tells of other years, on another sheet."""
    return one.feuille != other.feuille and not set(one.annees) & set(other.annees)


def _together(one: LigneLue, other: LigneLue) -> LigneLue:
    ranks = {*one.montants, *other.montants}
    zero = Decimal(0)
    remarks = dict.fromkeys(filter(None, (one.commentaire, other.commentaire)))
    return replace(
        one,
        montants={
            r: one.montants.get(r, zero) + other.montants.get(r, zero) for r in sorted(ranks)
        },
        somme=one.somme + other.somme,
        annees=(*one.annees, *other.annees),
        cases=one.cases | other.cases,
        commentaire=" ; ".join(remarks),
    )
