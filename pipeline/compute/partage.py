"""A sum of the ACI that a foreign budget has on one line for all the missions, divided among the blocks as their rights."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.model.bareme import FONCTIONNEMENT, ORIGINE_FONCTIONNEMENT, VOLETS
from pipeline.model.budget import Virement, cents
from pipeline.model.budget_etranger import (
    FIXE,
    RESSOURCES,
    TOUT,
    VARIABLE,
    LigneLue,
    Partage,
    Poste,
)
from pipeline.model.droits import ZERO, Droit, total
from pipeline.model.span import Span

PART = "part d'une somme partagée entre les missions"
MOTIF = "Partage de l'ACI"

Ligne = tuple[str, str]
"""A block and an origin: one line of the barème."""

Restes = dict[tuple[int, Ligne], Decimal]
"""What is still to be claimed of each line of the barème, by contract year, in euros."""


def partages(
    lignes: Sequence[LigneLue], droits: Sequence[Droit]
) -> tuple[tuple[LigneLue, ...], tuple[Partage, ...]]:
    """The lines, each one that the treasurer wants divided replaced by its parts; then what each became.

    The fonctionnement and the fixed parts come first, in the proportion of their rights; what is left goes to the
    variable parts, in the proportion of theirs.  What the other lines claim already is not given twice.
    """
    fixed, variable = _still_due(lignes, droits)
    kept: list[LigneLue] = []
    made: list[Partage] = []
    for line in lignes:
        if not line.poste.partager:
            kept.append(line)
            continue
        turns = [due for due, of in ((fixed, FIXE), (variable, VARIABLE)) if _takes(line, of)]
        found = _divided(line, turns)
        kept += found.parts
        made.append(found)
    return tuple(kept), tuple(made)


def _takes(line: LigneLue, of: str) -> bool:
    return line.poste.partage in (TOUT, of)


def _still_due(lignes: Iterable[LigneLue], droits: Iterable[Droit]) -> tuple[Restes, Restes]:
    """The fixed rights and the variable ones that no line of the source has by itself."""
    claimed = {
        (line.bloc, line.poste.poste)
        for line in lignes
        if line.cote == RESSOURCES and not line.poste.partager
    }
    fixed: Restes = {}
    variable: Restes = {}
    for right in droits:
        line = right.bloc, _origin(right)
        if line not in claimed:
            due = variable if right.variable else fixed
            due[right.annee, line] = right.montant
    return fixed, variable


def _origin(right: Droit) -> str:
    return ORIGINE_FONCTIONNEMENT if right.bloc == FONCTIONNEMENT else VOLETS[right.volet]


def _divided(line: LigneLue, turns: Sequence[Restes]) -> Partage:
    """What no right makes due stays with the fonctionnement: the treasurer is told, and the check says it too."""
    found: dict[Ligne, dict[int, Decimal]] = defaultdict(dict)
    over: dict[int, Decimal] = {}
    for year, typed in line.montants.items():
        left = cents(typed)
        for due in turns:
            given = _given(left, year, due)
            for one, part in given.items():
                found[one][year] = part
                due[year, one] -= part
            left -= total(given.values())
        if left:
            kept = found[FONCTIONNEMENT, ORIGINE_FONCTIONNEMENT]
            kept[year] = kept.get(year, ZERO) + left
            over[year] = left
    return Partage(line, tuple(_part(line, *one) for one in found.items()), over)


def _given(amount: Decimal, year: int, due: Restes) -> Mapping[Ligne, Decimal]:
    """What each line of the barème takes of an amount, at most what is due of it; nothing where nothing is due."""
    rights = {line: worth for (of, line), worth in due.items() if of == year and worth > 0}
    shared = min(amount, total(rights.values()))
    if not rights or not shared:
        return {}
    parts = in_proportion(shared, list(rights.values()))
    return {line: part for line, part in zip(rights, parts, strict=True) if part}


def _part(line: LigneLue, of: Ligne, amounts: Mapping[int, Decimal]) -> LigneLue:
    bloc, origin = of
    return replace(
        line,
        bloc=bloc,
        poste=Poste(origin, PART),
        montants=amounts,
        somme=total(amounts.values()),
    )


def in_proportion(amount: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """An amount in cents divided as the weights are: the parts add up to it, those cut the most are rounded up.

    >>> [str(part) for part in in_proportion(Decimal("100"), [Decimal(1), Decimal(1), Decimal(1)])]
    ['33.34', '33.33', '33.33']
    """
    whole = sum(weights, ZERO)
    exact = [100 * amount * weight / whole for weight in weights]
    cut = [int(one // 1) for one in exact]
    ranks = sorted(range(len(weights)), key=lambda rank: cut[rank] - exact[rank])
    for rank in ranks[: int(100 * amount) - sum(cut)]:
        cut[rank] += 1
    return [Decimal(one) / 100 for one in cut]


# --- what the blocks then hand to one another ---------------------------------------------------------------------


def virements(
    lignes: Sequence[LigneLue], partages: Sequence[Partage], blocs: Collection[str]
) -> tuple[Virement, ...]:
    """The transfers that balance the blocks, year by year: from those that have more of the divided sums than they
    spend to those that lack some; of a mission, never more than the divided sums gave it."""
    years = sorted({year for one in partages for year in one.ligne.montants})
    found: list[Virement] = []
    for year in years:
        gaps = {bloc: _gap(lignes, bloc, year) for bloc in blocs}
        given = {bloc: _free(lignes, partages, bloc, year) for bloc in blocs}
        spare = {bloc: min(gaps[bloc], given[bloc]) for bloc in blocs}
        found += _handed(
            {bloc: amount for bloc, amount in spare.items() if amount > 0},
            {bloc: -amount for bloc, amount in gaps.items() if amount < 0},
            year,
        )
    return tuple(found)


def _gap(lignes: Iterable[LigneLue], bloc: str, year: int) -> Decimal:
    """Resources less expenses, to the cent."""
    mine = (line for line in lignes if line.bloc == bloc)
    sums = (
        cents(line.montants.get(year, ZERO)) * (1 if line.cote == RESSOURCES else -1)
        for line in mine
    )
    return total(sums)


def _free(lignes: Iterable[LigneLue], partages: Iterable[Partage], bloc: str, year: int) -> Decimal:
    """What a block may hand over: what it has of the divided sums; all its resources, for the fonctionnement, as no
    mission owns them."""
    if bloc != FONCTIONNEMENT:
        return _share(partages, bloc, year)
    own = (one for one in lignes if (one.bloc, one.cote) == (bloc, RESSOURCES))
    return total(cents(one.montants.get(year, ZERO)) for one in own)


def _share(partages: Iterable[Partage], bloc: str, year: int) -> Decimal:
    parts = (part for one in partages for part in one.parts if part.bloc == bloc)
    return total(part.montants.get(year, ZERO) for part in parts)


def desequilibres(
    lignes: Sequence[LigneLue], virements: Collection[Virement], blocs: Collection[str]
) -> Mapping[int, Mapping[str, Decimal]]:
    """Contract year → block → what it still has over what it spends, under zero when it lacks some; balanced blocks and
    years are left out."""
    found: dict[int, dict[str, Decimal]] = {}
    for year in sorted({year for line in lignes for year in line.montants}):
        for bloc in blocs:
            gap = _gap(lignes, bloc, year) + _received(virements, bloc, year)
            if gap:
                found.setdefault(year, {})[bloc] = gap
    return found


def _received(virements: Iterable[Virement], bloc: str, year: int) -> Decimal:
    of_year = [one for one in virements if one.annee == year]
    received = total(one.montant for one in of_year if one.vers == bloc)
    return received - total(one.montant for one in of_year if one.de == bloc)


def _handed(
    spare: Mapping[str, Decimal], lacking: Mapping[str, Decimal], year: int
) -> Iterable[Virement]:
    """The largest needs first, from the block that has the most to give; the smallest first where all cannot be met, and
    what is left when all are goes to the fonctionnement: one block alone is then out of balance."""
    left = dict(spare)
    handed: dict[tuple[str, str], Decimal] = defaultdict(lambda: ZERO)
    whole = total(spare.values()) - total(lacking.values())
    for taker, need in sorted(lacking.items(), key=lambda one: -one[1] if whole >= 0 else one[1]):
        wanted = need
        for giver in sorted(left, key=lambda bloc: -left[bloc]):
            amount = min(wanted, left[giver])
            if amount > 0:
                handed[giver, taker] += amount
                left[giver] -= amount
                wanted -= amount
    for giver in (bloc for bloc in left if bloc != FONCTIONNEMENT and left[bloc] > 0):
        handed[giver, FONCTIONNEMENT] += left[giver]
    for (giver, taker), amount in handed.items():
        yield Virement(giver, taker, year, amount, MOTIF, Span(""))
